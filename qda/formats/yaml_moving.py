"""Moving a group of fields within a YAML text, with the comments that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.errors import Refused
from qda.formats import yaml_edit
from qda.formats.yaml_nodes import TableNode
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.formats.yaml_nodes import Entry


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a group in the text."""

    start: int
    stop: int


def move_group(
    text: str,
    source: TableNode,
    key: str,
    target: TableNode,
    name: str,
    before: str | None,
) -> str:
    """Put a group of fields elsewhere, its lines unchanged but for their indentation.

    Args:
        text: The file.
        source: The group that holds it, in its field `name`.
        key: The name of the group to move.
        target: The group that is to hold it in its field `name`.
        name: The field that holds such groups.
        before: The group of `target` before which it is to stand; None puts it last.

    Raises:
        Refused: One of the groups is written in braces.
    """
    holder = source.get(name)
    assert holder is not None
    assert isinstance(holder.value, TableNode)
    entry = holder.value.get(key)
    assert entry is not None
    _refuse_braces(source, holder.value, target)
    if isinstance(entry.value, TableNode):
        _refuse_braces(entry.value)
    block = _lines_of(text, entry)
    alone = len(holder.value.entries) == 1
    place = target.get(name)
    if place is holder and (before == key or (before is None and _is_last(holder.value, key))):
        return text
    cut = _lines_of(text, holder if alone else entry)
    old = yaml_edit.indent(text, holder.value)
    bare = _indented(text[block.start : block.stop].splitlines(), old, "")
    if place is None:
        rows, at = _under_new(text, target, name, bare)
    else:
        assert isinstance(place.value, TableNode)
        rows, at = _among(text, place.value, before, bare)
    return _spliced(text, _with_blank(text, cut), at, rows, yaml_edit.line_end_of(text))


def _under_new(
    text: str, target: TableNode, name: str, rows: Sequence[str]
) -> tuple[list[str], int]:
    """The lines of a group below the field that is to hold it, and where they go."""
    outer = yaml_edit.indent(text, target)
    lines = [f"{outer}{name}:", *_indented(rows, "", outer + yaml_edit.STEP)]
    return lines, _behind(text, target.entries[-1], outer)


def _among(
    text: str, groups: TableNode, before: str | None, rows: Sequence[str]
) -> tuple[list[str], int]:
    """The lines of a group as one of several, and where they go."""
    _refuse_braces(groups)
    new, apart = yaml_edit.indent(text, groups), yaml_edit.is_apart(text, groups)
    lines = _indented(rows, "", new)
    sibling = groups.get(before) if before is not None else None
    if sibling is not None:
        return [*lines, ""] if apart else lines, _lines_of(text, sibling).start
    return ["", *lines] if apart else lines, _behind(text, groups.entries[-1], new)


def _is_last(group: TableNode, key: str) -> bool:
    return group.entries[-1].key.text == key


def _with_blank(text: str, cut: _Lines) -> _Lines:
    """The lines with a blank one above them, so that no second one stays behind."""
    above = yaml_edit.line_start(text, max(0, cut.start - 1))
    if cut.start and not text[above : cut.start].strip():
        return _Lines(above, cut.stop)
    if cut.start and text[cut.stop : yaml_edit.line_end(text, cut.stop)].strip() == "":
        return _Lines(cut.start, _line_stop(text, cut.stop) if cut.stop < len(text) else cut.stop)
    return cut


def _refuse_braces(*tables: TableNode) -> None:
    if any(table.flow for table in tables):
        raise Refused(
            _("The theme, or where it is to stand, is written in braces."),
            _("Move it in an editor; its codings stay."),
        )


def _lines_of(text: str, entry: Entry) -> _Lines:
    """The lines of an entry, with the comments right above it in its own column."""
    start = yaml_edit.line_start(text, entry.key.start)
    column = entry.key.start - start
    while start:
        above = yaml_edit.line_start(text, start - 1)
        line = text[above:start]
        content = line.lstrip(" ")
        if not content.startswith("#") or len(line) - len(content) != column:
            break
        start = above
    stop = _line_stop(text, yaml_edit.below(text, yaml_edit.end_of(entry), column))
    return _Lines(start, stop)


def _behind(text: str, last: Entry, indent: str) -> int:
    return _line_stop(text, yaml_edit.below(text, yaml_edit.end_of(last), len(indent)))


def _line_stop(text: str, position: int) -> int:
    """One past the line end behind a position."""
    end = yaml_edit.line_end(text, position)
    return end + (2 if text[end : end + 2] == "\r\n" else 1 if end < len(text) else 0)


def _indented(rows: Sequence[str], old: str, new: str) -> list[str]:
    return [new + row.removeprefix(old) if row.strip() else row for row in rows]


def _spliced(text: str, cut: _Lines, at: int, rows: Sequence[str], eol: str) -> str:
    lines = eol.join(rows) + eol
    if cut.start < at < cut.stop:
        at = cut.stop  # within its own lines: right behind them
    if at <= cut.start:
        return text[:at] + lines + text[at : cut.start] + text[cut.stop :]
    head = text[: cut.start] + text[cut.stop : at]
    if head and not head.endswith(("\n", "\r")):
        head += eol
    return head + lines + text[at:]
