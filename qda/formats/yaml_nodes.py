"""What a YAML file is made of: texts, lists and groups of fields, each with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text."""

    text: str
    """As typed, in NFC; quotes, folding and escapes resolved."""
    line: int
    """From 1."""
    start: int
    """Offset in the text of the file, quotes included."""
    stop: int
    """One past the last character, without line ends."""
    style: str
    """The quote mark, `|`, `>`, or empty for plain text."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was written at all; an empty text in quotes is something."""
        return not self.text and not self.style


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    items: tuple[Node, ...]
    line: int
    start: int
    stop: int
    flow: bool
    """Written in brackets."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field: its name and what stands under it."""

    key: Scalar
    value: Node
    repeated: bool = False
    """The name stood before in the same group; reported already."""


@dataclass(frozen=True, slots=True)
class TableNode:
    """A group of fields."""

    entries: tuple[Entry, ...]
    line: int
    start: int
    stop: int
    flow: bool
    """Written in braces."""

    def get(self, name: str) -> Entry | None:
        """The first field of this name."""
        return next((entry for entry in self.entries if entry.key.text == name), None)


Node = Scalar | ListNode | TableNode
