"""What the YAML scanner cannot read, told in words that a researcher can act on.

No message holds a value of the file.
"""

from __future__ import annotations

import re
from typing import Any

from qda.language import gettext as _

_OPENED = ("while scanning a quoted scalar", "while scanning a double-quoted scalar")
_IN_LIST = ("while parsing a flow sequence", "while parsing a flow mapping")


class Unreadable(Exception):
    """A place that is refused; becomes a problem with a line."""

    def __init__(self, line: int, name: str, message: str) -> None:
        super().__init__(message)
        self.line = line
        """From 1; 0 where no line applies."""
        self.name = name
        """The stable name without its area, such as `alias`."""


def syntax_error(error: Any, text: str) -> Unreadable:
    """The refusal for an error of ruamel, which carries no types, hence Any.

    Args:
        error: a `YAMLError`, with marks or without.
        text: what was scanned.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Unreadable(0, "syntax", _("The file is not valid YAML."))
    line = mark.line + 1
    problem, context = error.problem or "", error.context or ""
    if re.search(r"character '\\t'", problem):
        return Unreadable(line, "tab", "")
    if problem.startswith("found unexpected end of stream") and context in _OPENED:
        opened = _mark_line(error, line)
        return Unreadable(opened, "open-quote", _("A quote mark is opened here and not closed."))
    if problem.startswith("could not find expected ':'"):
        return Unreadable(
            _mark_line(error, line),
            "syntax",
            _("A colon is missing after the name of a field."),
        )
    if context in _IN_LIST:
        opened = _mark_line(error, line)
        return Unreadable(
            line,
            "syntax",
            _(
                "A comma or a closing bracket is missing; the bracket is opened in line {line}."
            ).format(line=opened),
        )
    return Unreadable(line, "syntax", _explained(problem, text[mark.index : mark.index + 1]))


def _mark_line(error: Any, line: int) -> int:
    mark = error.context_mark
    return int(mark.line) + 1 if mark is not None else line


def _explained(problem: str, sign: str) -> str:
    if problem.startswith("mapping values are not allowed"):
        return _(
            'A colon stands where none is expected. A text with ": " in it must stand in quotes; '
            "otherwise look at the indentation."
        )
    if problem.startswith("sequence entries are not allowed"):
        return _('A list with "- " begins on a line of its own; a text with it needs quotes.')
    if problem.endswith("cannot start any token") and sign.isprintable():
        return _('A text that begins with "{sign}" must stand in quotes.').format(sign=sign)
    if "escape" in problem:
        return _(
            "A backslash in double quotes has a meaning of its own; use single quotes instead."
        )
    if problem.startswith("expected the node content"):
        return _("Nothing stands where a text is expected, as between two commas.")
    if problem.startswith(("expected alphabetic", "expected chomping", "while scanning")):
        return _("A text that begins with a special sign must stand in quotes.")
    if "<block end>" in problem or "<document start>" in problem:
        return _("The line does not fit the lines above; look at the indentation and the quotes.")
    return _("The line is not valid YAML.")
