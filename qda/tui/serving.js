// Keys go to the screen at once, without a click; not before its socket is open.
new MutationObserver((_changes, observer) => {
  const entry = document.querySelector(".xterm-helper-textarea");
  if (entry && document.body.classList.contains("-loaded")) { observer.disconnect(); entry.focus(); }
}).observe(document, { attributes: true, childList: true, subtree: true });
