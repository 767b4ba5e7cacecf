"""YAML read as text only, from files that nobody has vouched for.

Nodes are built from the scanner's events and know their lines and offsets. Nothing is resolved:
`no`, `1.10`, `007` and `~` stay as typed. Aliases, anchors, tags, merge keys, deep nesting and
huge files are refused when they are met, before anything is built from them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qda.domain.problems import Problem
from qda.domain.text import one_line
from qda.formats.yaml_errors import Unreadable, syntax_error
from qda.formats.yaml_nodes import Entry, ListNode, Scalar, TableNode
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qda.formats.yaml_nodes import Node

SIZE_LIMIT = 1024 * 1024
"""Bytes; a list of 400 kB took a full loader 2.5 s."""
LINE_LIMIT = 50_000
"""Characters; the time for one endless tag grows with the square of its length."""
DEPTH_LIMIT = 20
"""Nested lists and fields; 3,000 nested brackets took 8.7 s without a limit."""
NODE_LIMIT = 20_000
"""Values, lists and groups of fields."""
_REPORTED_LINES = 20
"""Lines with control characters that are reported; a binary file has thousands."""

_BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")
# Controls but for TAB and line ends; separators that only look like line ends; a byte order
# mark inside the text; surrogates and non-characters, which no encoding can hold.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)
_TABBED = re.compile(r"[ ]*\t")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as it was understood."""

    text: str
    """All of it, line ends as they were, without the byte order mark; empty if undecodable."""
    bom: str
    """The byte order mark, or empty."""
    root: Node | None
    """None when the file is empty or was refused."""
    problems: tuple[Problem, ...]
    """In order of line; names begin with the area."""


def load(raw: bytes, *, file: str, area: str) -> Loaded:
    """Read YAML as text with lines.

    Args:
        raw: the file, or a byte more than `SIZE_LIMIT` of it.
        file: its name, for the problems.
        area: first part of the problems' names, such as `codebook`.
    """
    try:
        text = _decode(raw)
    except Unreadable as stop:
        problem = Problem(file, stop.line, f"{area}.{stop.name}", str(stop))
        return Loaded("", "", None, (problem,))
    bom, text = text[: text.startswith(_BOM)], text.removeprefix(_BOM)
    refused = list(_refused_characters(text))
    root: Node | None = None
    if not refused:
        builder = _Builder(refused)
        try:
            root = builder.build(_events(text), text)
        except Unreadable as stop:
            refused.extend(_tabs(text) if stop.name == "tab" else [stop])
    problems = (Problem(file, stop.line, f"{area}.{stop.name}", str(stop)) for stop in refused)
    return Loaded(text, bom, root, tuple(sorted(problems)))


def _decode(raw: bytes) -> str:
    if len(raw) > SIZE_LIMIT:
        raise Unreadable(
            0, "too-large", _("The file is larger than {limit} KiB.").format(limit=SIZE_LIMIT >> 10)
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(raw[: error.start].decode("utf-8"))) + 1
        raise Unreadable(
            line, "not-utf-8", _("The file is not UTF-8 text; save it as UTF-8.")
        ) from error


def _refused_characters(text: str) -> Iterator[Unreadable]:
    found = 0
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if len(line) > LINE_LIMIT:
            yield Unreadable(
                number,
                "long-line",
                _("The line is longer than {limit} characters.").format(limit=LINE_LIMIT),
            )
        match = _CONTROL.search(line)
        if match and found < _REPORTED_LINES:
            found += 1
            yield _control(number, match[0])


def _control(line: int, character: str) -> Unreadable:
    return Unreadable(
        line,
        "control-character",
        _("A control character (U+{code}) stands here; remove it.").format(
            code=f"{ord(character):04X}"
        ),
    )


def _tabs(text: str) -> Iterator[Unreadable]:
    message = _("A tab stands in the indentation; use blanks, the same number in each step.")
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if _TABBED.match(line):
            yield Unreadable(number, "tab", message)


def _events(text: str) -> Iterator[Any]:
    """The scanner's events; ruamel's classes carry no types, hence Any."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    line = 1
    try:
        # Not the round-trip scanner: that one leaves BEL signs in folded texts.
        for event in YAML(typ="safe", pure=True).parse(text):
            line = event.end_mark.line + 1
            yield event
    except YAMLError as error:
        raise syntax_error(error, text) from error
    except ValueError as error:
        # Escapes beyond Unicode and version numbers without end carry no place.
        raise Unreadable(line, "syntax", _("The line is not valid YAML.")) from error


@dataclass(slots=True)
class _Open:
    """A list or group of fields that is not closed yet."""

    event: Any
    is_table: bool
    nodes: list[Node] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """Names of the fields so far."""
    repeated: set[int] = field(default_factory=set)
    """Places in `nodes` of names that stood before."""

    @property
    def awaits_key(self) -> bool:
        return self.is_table and len(self.nodes) % 2 == 0


class _Builder:
    """Turns events into nodes; needs no recursion, so that no file can exhaust the stack."""

    def __init__(self, problems: list[Unreadable]) -> None:
        self.problems = problems
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.count = 0
        self.text = ""

    def build(self, events: Iterable[Any], text: str) -> Node | None:
        """The root node; None for an empty file."""
        self.text = text
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                self._start_document(event)
            elif kind == "AliasEvent":
                raise _quote_it(event, "alias", "*")
            elif kind == "ScalarEvent":
                self._check(event)
                self._add(self._scalar(event))
            elif kind in ("SequenceStartEvent", "MappingStartEvent"):
                self._check(event)
                self.open.append(_Open(event, kind == "MappingStartEvent"))
            elif kind in ("SequenceEndEvent", "MappingEndEvent"):
                self._add(_closed(self.open.pop(), event))
        return self.root

    def _start_document(self, event: Any) -> None:
        if self.root is not None:
            raise Unreadable(
                _line(event),
                "second-document",
                _('A second document begins here; remove the line "---".'),
            )
        if event.version or event.tags:
            raise Unreadable(
                _line(event), "directive", _('Lines that begin with "%" are not understood.')
            )

    def _check(self, event: Any) -> None:
        self.count += 1
        if self.count > NODE_LIMIT:
            raise Unreadable(_line(event), "too-large", _("The file holds too many values."))
        if event.anchor is not None:
            raise _quote_it(event, "anchor", "&")
        if event.ctag is not None:
            raise _quote_it(event, "tag", "!")
        is_scalar = type(event).__name__ == "ScalarEvent"
        if not is_scalar and len(self.open) >= DEPTH_LIMIT:
            raise Unreadable(
                _line(event), "nested-too-deep", _("Too many levels stand inside each other.")
            )
        if self.open and self.open[-1].awaits_key:
            if not is_scalar:
                raise Unreadable(
                    _line(event),
                    "complex-key",
                    _("A list or group stands where the name of a field is expected."),
                )
            if event.value == "<<" and not event.style:
                raise Unreadable(
                    _line(event), "merge-key", _('The field "<<" is not understood; remove it.')
                )

    def _scalar(self, event: Any) -> Scalar:
        start, stop = event.start_mark.index, event.end_mark.index
        # A block ends where the next token begins; nothing, after the line end.
        stop = start + len(self.text[start:stop].rstrip())
        match = _CONTROL.search(event.value) or re.search("\r", event.value)
        if match:
            self.problems.append(_control(_line(event), match[0]))
        value = unicodedata.normalize("NFC", event.value)
        return Scalar(value, _line(event), start, stop, event.style or "")

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        group = self.open[-1]
        if group.awaits_key and isinstance(node, Scalar):
            if node.text in group.lines:
                group.repeated.add(len(group.nodes))
                self.problems.append(_repeated(node, group.lines[node.text]))
            group.lines.setdefault(node.text, node.line)
        group.nodes.append(node)


def _closed(group: _Open, end: Any) -> Node:
    line, start, nodes = _line(group.event), group.event.start_mark.index, group.nodes
    flow = bool(group.event.flow_style)
    # The end event of a block stands where the next token begins, comments and all in between.
    stop = end.end_mark.index if flow else max(node.stop for node in nodes)
    if not group.is_table:
        return ListNode(tuple(nodes), line, start, stop, flow)
    entries: list[Entry] = []
    for place in range(0, len(nodes), 2):
        key = nodes[place]
        assert isinstance(key, Scalar)  # everything else was refused as a key
        entries.append(Entry(key, nodes[place + 1], place in group.repeated))
    return TableNode(tuple(entries), line, start, stop, flow)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _repeated(key: Scalar, first: int) -> Unreadable:
    return Unreadable(
        key.line,
        "duplicate-key",
        _('"{name}" stands twice in the same group, here and in line {line}.').format(
            name=one_line(key.text), line=first
        ),
    )


def _quote_it(event: Any, name: str, sign: str) -> Unreadable:
    return Unreadable(
        _line(event),
        name,
        _('A text that begins with "{sign}" must stand in quotes.').format(sign=sign),
    )
