"""Texts on one line as YAML writes them."""

from __future__ import annotations

from qda.errors import Refused
from qda.formats.yaml_nodes import ListNode, Scalar
from qda.formats.yaml_text import load
from qda.language import gettext as _

# Words that other readers of YAML take for true, false or nothing.
_WORDS_APART = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def written(value: str, *, flow: bool, style: str = "") -> str:
    """A text on one line as YAML: plain where that reads back the same, else in quotes.

    Args:
        value: the text.
        flow: whether it will stand inside brackets or braces.
        style: the quote mark to prefer.

    Raises:
        Refused: the text holds a character that cannot be written.
    """
    single = "'" + value.replace("'", "''") + "'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    double = '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'
    candidates = [single, double] if style == "'" else [double]
    if not style and _is_plain(value):
        candidates.insert(0, value)
    for candidate in candidates:
        if _reads_as(candidate, value, flow=flow):
            return candidate
    raise Refused(_("The text holds a character that cannot be written to the file."))


def _is_plain(value: str) -> bool:
    """Whether readers of YAML that resolve values leave it alone; a hotkey may be a number."""
    if len(value) == 1 and value.isdigit():
        return True
    return value[:1].isalpha() and value.casefold() not in _WORDS_APART


def _reads_as(candidate: str, value: str, *, flow: bool) -> bool:
    source = f"[{candidate}]" if flow else f"- {candidate}\n- end"
    loaded = load(source.encode("utf-8", "replace"), file="", area="")
    if loaded.problems or not isinstance(loaded.root, ListNode):
        return False
    first, *more = loaded.root.items
    return isinstance(first, Scalar) and first.text == value and len(more) == (0 if flow else 1)
