"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const filters = { t: byId("f-theme"), i: byId("f-informant"), c: byId("f-coder"), q: byId("f-text") };
  const list = byId("list"), shown = byId("shown"), more = byId("more"), every = byId("every");
  const context = byId("f-context");
  const cells = [...document.querySelectorAll(".heat button[data-t]")];
  const PAGE = 40;

  // Folded once, so that a search over many thousand quotes answers while one types.
  const folded = data.quotes.map((one) => one.q.toLocaleLowerCase());
  let found = [], drawn = 0;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // The words as text, with what was searched for marked; never as markup.
  const marked = (words, wanted) => {
    const made = element("p", "said");
    made.append("”");
    const lower = words.toLocaleLowerCase();
    let place = 0;
    // Folding may change the length of rare letters; then nothing is marked.
    while (wanted && lower.length === words.length) {
      const at = lower.indexOf(wanted, place);
      if (at < 0) break;
      made.append(words.slice(place, at), element("mark", "", words.slice(at, at + wanted.length)));
      place = at + wanted.length;
    }
    made.append(words.slice(place), "”");
    return made;
  };

  const card = (one, wanted) => {
    const made = element("article", "quote");
    const quote = element("blockquote");
    quote.append(marked(one.q, wanted));
    made.append(quote);
    if (one.b || one.a) {
      const around = element("details", "around");
      around.open = context.checked;
      around.append(element("summary", "", data.words.context));
      const words = element("p");
      words.append(one.b + " ", element("mark", "", "[ … ]"), " " + one.a);
      around.append(words);
      made.append(around);
    }
    const foot = element("div", "foot");
    foot.append(element("span", "ref", one.r));
    foot.append(element("span", "", data.interviews[one.i].label));
    for (const t of one.t) foot.append(element("span", "chip c-" + data.themes[t].colour, data.themes[t].title));
    if (one.s.length) foot.append(element("span", "", one.s.join(", ")));
    foot.append(element("span", "", one.c.map((c) => data.coders[c]).join(", ")));
    made.append(foot);
    return made;
  };

  const draw = (count) => {
    const wanted = filters.q.value.trim().toLocaleLowerCase();
    const part = document.createDocumentFragment();
    for (const place of found.slice(drawn, drawn + count)) part.append(card(data.quotes[place], wanted));
    list.append(part);
    drawn = Math.min(found.length, drawn + count);
    more.hidden = every.hidden = drawn >= found.length;
  };

  const number = (value) => (value === "" ? -1 : Number(value));

  const apply = () => {
    const t = number(filters.t.value), i = number(filters.i.value), c = number(filters.c.value);
    const wanted = filters.q.value.trim().toLocaleLowerCase();
    found = [];
    data.quotes.forEach((one, place) => {
      if (i >= 0 && one.i !== i) return;
      if (t >= 0 && !one.t.includes(t)) return;
      if (c >= 0 && !one.c.includes(c)) return;
      if (wanted && !folded[place].includes(wanted)) return;
      found.push(place);
    });
    list.replaceChildren();
    drawn = 0;
    shown.textContent = found.length
      ? data.words.shown.replace("{count}", found.length).replace("{all}", data.quotes.length)
      : data.words.none;
    draw(PAGE);
    for (const cell of cells) {
      const pressed = Number(cell.dataset.t) === t && Number(cell.dataset.i) === i;
      cell.setAttribute("aria-pressed", pressed ? "true" : "false");
    }
  };

  // A link to what is shown can be sent on: #quotes?theme=…&informant=…
  const remember = () => {
    const parts = new URLSearchParams();
    if (filters.t.value) parts.set("theme", data.themes[filters.t.value].key);
    if (filters.i.value) parts.set("informant", data.interviews[filters.i.value].key);
    if (filters.c.value) parts.set("coder", data.coders[filters.c.value]);
    if (filters.q.value.trim()) parts.set("text", filters.q.value.trim());
    const text = parts.toString();
    history.replaceState(null, "", text ? "#quotes?" + text : "#quotes");
  };

  const recall = () => {
    const [place, text] = location.hash.split("?", 2);
    if (place !== "#quotes" || text === undefined) return false;
    const parts = new URLSearchParams(text);
    const at = (all, wanted) => { const n = all.indexOf(wanted); return n < 0 ? "" : String(n); };
    filters.t.value = at(data.themes.map((one) => one.key), parts.get("theme"));
    filters.i.value = at(data.interviews.map((one) => one.key), parts.get("informant"));
    filters.c.value = at(data.coders, parts.get("coder"));
    filters.q.value = parts.get("text") || "";
    return true;
  };

  const changed = () => { apply(); remember(); };
  for (const one of [filters.t, filters.i, filters.c]) one.addEventListener("change", changed);
  filters.q.addEventListener("input", changed);
  context.addEventListener("change", () => {
    for (const around of document.querySelectorAll("details.around")) around.open = context.checked;
  });
  byId("f-clear").addEventListener("click", () => {
    for (const one of Object.values(filters)) one.value = "";
    changed();
  });
  more.addEventListener("click", () => draw(PAGE));
  every.addEventListener("click", () => draw(found.length));
  for (const cell of cells) {
    cell.addEventListener("click", () => {
      filters.t.value = cell.dataset.t;
      filters.i.value = cell.dataset.i;
      filters.c.value = "";
      filters.q.value = "";
      changed();
      byId("quotes").focus({ preventScroll: true });
      byId("quotes").scrollIntoView();
    });
  }
  for (const button of document.querySelectorAll(".save")) {
    button.addEventListener("click", () => {
      const link = element("a");
      const url = URL.createObjectURL(new Blob([data.pictures[button.dataset.kind]], { type: "image/svg+xml" }));
      link.href = url;
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10000);
    });
  }
  window.addEventListener("hashchange", () => { if (recall()) apply(); });
  const recalled = recall();
  apply();
  if (recalled) byId("quotes").scrollIntoView();
})();
