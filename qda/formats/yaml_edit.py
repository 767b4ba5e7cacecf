"""Changes to a YAML text that touch nothing but the value that is meant.

A round trip through a library moves comments, blanks and line ends that it does not model; so
the text is cut and joined at the offsets of the nodes instead. All functions return new text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.formats.yaml_nodes import ListNode, Scalar, TableNode
from qda.formats.yaml_scalars import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.formats.yaml_nodes import Entry

STEP = "  "
"""Indentation of what we add where the file shows none."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLOCK_HEADER = re.compile(r"[|>][0-9+-]*(?P<comment>[ \t]+#[^\r\n]*)?")


def set_field(
    text: str, table: TableNode, name: str, value: str | None, order: Sequence[str]
) -> str:
    """Give a field of a group a text; None removes the field.

    Args:
        text: the file.
        table: the group, which holds at least one other field.
        name: the field.
        value: its text, over several lines if it must.
        order: names of all fields in the order in which they stand.
    """
    entry = table.get(name)
    if value is None:
        return text if entry is None else _without(text, table, entry)
    if entry is None:
        return add_field(text, table, name, _lines(value, table.flow, indent(text, table)), order)
    assert isinstance(entry.value, Scalar)  # the file was read without problems
    if entry.value.text.strip() == value:
        return text
    return _replaced(text, table, entry, entry.value, value)


def add_field(
    text: str, table: TableNode, name: str, lines: Sequence[str], order: Sequence[str]
) -> str:
    """Put a new field in its place among the others.

    Args:
        text: the file.
        table: the group, which holds a field that stands before.
        name: the field.
        lines: what stands after the colon, and below it with its full indentation.
        order: names of all fields in the order in which they stand.
    """
    before = order[: order.index(name)]
    anchor = [entry for entry in table.entries if entry.key.text in before][-1]
    if table.flow:
        return _spliced(text, end_of(anchor), f", {name}: {lines[0]}")
    first = f"{indent(text, table)}{name}:{' ' if lines[0] else ''}{lines[0]}"
    end = below(text, end_of(anchor), len(indent(text, table)))
    return add_lines(text, end, [first, *lines[1:]])


def add_items(text: str, items: ListNode, values: Sequence[str]) -> str:
    """Put texts at the end of a list."""
    in_brackets = ", ".join(written(value, flow=True) for value in values)
    if not items.items:
        return _spliced(text, items.start + 1, in_brackets)
    last = items.items[-1]
    if items.flow:
        return _spliced(text, last.stop, f", {in_brackets}")
    dash = text[line_start(text, last.start) : last.start]
    return add_lines(text, last.stop, [dash + written(value, flow=False) for value in values])


def remove_item(text: str, table: TableNode, name: str, place: int) -> str:
    """Take a text from the list of a field; with the last one goes the field.

    Args:
        text: the file.
        table: the group that holds the field.
        name: the field.
        place: which of the texts, from 0.
    """
    entry = table.get(name)
    assert entry is not None
    assert isinstance(entry.value, ListNode)
    items = entry.value.items
    if len(items) == 1:
        return _without(text, table, entry)
    if entry.value.flow and place:
        return text[: items[place - 1].stop] + text[items[place].stop :]
    if entry.value.flow:
        return text[: items[0].start] + text[items[1].start :]
    start, end = line_start(text, items[place].start), line_end(text, items[place].stop)
    match = _LINE_END.match(text, end)
    return text[:start] + text[match.end() if match else end :]


def add_group(
    text: str,
    table: TableNode,
    name: str,
    key: str,
    fields: Mapping[str, str | Sequence[str]],
    order: Sequence[str],
) -> str:
    """Put a new group of fields after its siblings.

    Args:
        text: the file.
        table: the group that holds the siblings in one of its fields.
        name: that field; it is made where it is missing.
        key: the name of the new group.
        fields: its fields with their texts or lists of texts.
        order: names of all fields of `table` in the order in which they stand.
    """
    entry = table.get(name)
    outer = indent(text, table)
    pairs = ", ".join(
        f"{field}: {written(value, flow=True) if isinstance(value, str) else _list(value)}"
        for field, value in fields.items()
    )
    in_braces = f"{written(key, flow=True)}: {{{pairs}}}"
    if entry is None:
        if table.flow:
            return add_field(text, table, name, [f"{{{in_braces}}}"], order)
        return add_field(text, table, name, ["", *_group(outer + STEP, key, fields)], order)
    siblings = entry.value
    assert isinstance(siblings, TableNode)  # the file was read without problems
    if not siblings.entries and table.flow:
        return _spliced(text, siblings.start + 1, in_braces)
    if not siblings.entries:
        # A comment behind the braces stays where it is.
        text = text[: siblings.start].rstrip(" ") + text[siblings.stop :]
        return add_lines(text, entry.key.stop, _group(outer + STEP, key, fields))
    last = siblings.entries[-1]
    if siblings.flow:
        return _spliced(text, end_of(last), f", {in_braces}")
    before = indent(text, siblings)
    lines = _group(before, key, fields)
    if is_apart(text, siblings):
        lines.insert(0, "")
    return add_lines(text, below(text, end_of(last), len(before)), lines)


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(written(value, flow=True) for value in values)}]"


def _group(before: str, key: str, fields: Mapping[str, str | Sequence[str]]) -> list[str]:
    lines = [f"{before}{written(key, flow=False)}:"]
    for field, value in fields.items():
        if not isinstance(value, str):
            lines.append(f"{before}{STEP}{field}: {_list(value)}")
            continue
        first, *more = _lines(value, False, before + STEP)
        lines += [f"{before}{STEP}{field}: {first}", *more]
    return lines


def is_apart(text: str, siblings: TableNode) -> bool:
    """Whether a blank line stands between the last two of a group."""
    if len(siblings.entries) < 2:
        return False
    previous, last = siblings.entries[-2:]
    between = _LINE_END.split(text[end_of(previous) : last.key.start])
    return any(not line.strip() for line in between[1:-1])


def add_lines(text: str, position: int, lines: Sequence[str]) -> str:
    """Put lines below the one that holds a position."""
    end = line_end(text, position)
    eol = line_end_of(text)
    return _spliced(text, end, "".join(eol + line for line in lines))


def indent(text: str, table: TableNode) -> str:
    """The blanks before the fields of a group."""
    start = table.entries[0].key.start
    return text[line_start(text, start) : start]


def line_end_of(text: str) -> str:
    """The line ends that the file uses."""
    match = _LINE_END.search(text)
    return match[0] if match else "\n"


def below(text: str, position: int, column: int) -> int:
    """The end of the comments that follow a position and stand deeper than a column.

    Such comments belong to what stands before them.
    """
    end = cursor = position
    while match := _LINE_END.search(text, cursor):
        cursor = line_end(text, match.end())
        line = text[match.end() : cursor]
        content = line.lstrip()
        if content.startswith("#") and len(line) - len(content) > column:
            end = cursor
        elif content:
            break
    return end


def _replaced(text: str, table: TableNode, entry: Entry, old: Scalar, value: str) -> str:
    style = old.style if old.style in ("'", '"') else ""
    block = _BLOCK_HEADER.match(text, old.start)
    comment = block["comment"] or "" if block else ""
    lines = _lines(value, table.flow, indent(text, table), style)
    new = line_end_of(text).join([lines[0] + comment, *lines[1:]])
    return text[: old.start] + new + text[old.stop :]


def _lines(value: str, flow: bool, before: str, style: str = "") -> list[str]:
    """A text as it stands after the colon; several lines become a block."""
    rows = value.split("\n")
    if len(rows) == 1 or flow:
        return [written(value, flow=flow, style=style)]
    return ["|-", *((before + STEP + row).rstrip() for row in rows)]


def _without(text: str, table: TableNode, entry: Entry) -> str:
    place = table.entries.index(entry)
    if table.flow and place:
        return text[: end_of(table.entries[place - 1])] + text[end_of(entry) :]
    if table.flow:
        return text[: entry.key.start] + text[table.entries[1].key.start :]
    start, end = line_start(text, entry.key.start), line_end(text, end_of(entry))
    match = _LINE_END.match(text, end)
    return text[:start] + text[match.end() if match else end :]


def end_of(entry: Entry) -> int:
    """One past what stands under a name, or past the name where nothing does."""
    return max(entry.key.stop, entry.value.stop)


def line_start(text: str, position: int) -> int:
    """Where the line of a position begins."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def line_end(text: str, position: int) -> int:
    """Where the line of a position ends, without its line end."""
    match = _LINE_END.search(text, position)
    return match.start() if match else len(text)


def _spliced(text: str, position: int, new: str) -> str:
    return text[:position] + new + text[position:]
