"""A project as programs hand it to each other: codes, texts, selections with codings, notes.

The seam between the file forms of other programs (REFI-QDA, Taguette, QualCoder) and the services.
Identities are GUIDs in lower case without braces. Nothing here is checked against a project yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


FIELDS = ("include", "exclude", "keywords", "hotkey", "key")
"""Fields of codes.yml that a description carries as lines of their own, named as there."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a codebook, parents before children."""

    guid: str
    name: str
    parent: str | None = None
    """GUID of the code above; None at the top."""
    description: str = ""
    colour: str = ""
    """`#rrggbb`, or empty."""
    codable: bool = True
    """False for a mere folder."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What codes.yml holds beside title and definition, by the name that it has there."""
    notes: tuple[str, ...] = ()
    """GUIDs of notes about it."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who coded."""

    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class Applied:
    """One code on a selection: what we call a coding."""

    guid: str
    code: str
    """GUID of the code."""
    user: str = ""
    """GUID of the user; empty where the file does not say."""
    created: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of a source, with the codes on it."""

    guid: str
    start: int
    """As written; how it counts is for the reader to find out."""
    stop: int
    name: str = ""
    """Often the words themselves."""
    user: str = ""
    created: str = ""
    codings: tuple[Applied, ...] = ()
    notes: tuple[str, ...] = ()
    description: str = ""
    """What programs without notes on passages show beside it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text."""

    guid: str
    name: str
    text: str
    """As the file holds it: with its line ends, and a byte order mark where there is one."""
    selections: tuple[Selection, ...] = ()
    user: str = ""
    created: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()
    missing: bool = False
    """The file names a text that it does not hold."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What is known of it, by the name of the variable."""


@dataclass(frozen=True, slots=True)
class Case:
    """A person or place that sources belong to, with what is known of it."""

    guid: str
    name: str
    sources: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    """By the name of the variable."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A memo."""

    guid: str
    name: str
    text: str
    user: str = ""
    created: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two things that belong together, such as a note and the code that it is about."""

    guid: str
    origin: str
    """GUID of the one, a note where we write it."""
    target: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ForeignProject:
    """All that a file of another program holds, as far as it is understood."""

    name: str
    origin: str = ""
    """The program that wrote it."""
    namespace: str = ""
    """GUID of variables and of whatever else has no identity of its own."""
    created: str = ""
    modified: str = ""
    description: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    sources: tuple[Source, ...] = ()
    cases: tuple[Case, ...] = ()
    notes: tuple[Note, ...] = ()
    project_notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    """What the reader met and has no place for, by kind and count."""
    counting: str = ""
    """How the positions count, where the form of the file settles it."""

    @property
    def codings(self) -> int:
        """The number of codings of all sources."""
        return sum(len(one.codings) for source in self.sources for one in source.selections)

    def applied(self) -> Iterator[tuple[Source, Selection, Applied]]:
        """Every coding with its place."""
        for source in self.sources:
            for selection in source.selections:
                for coding in selection.codings:
                    yield source, selection, coding


def described(definition: str, fields: Mapping[str, str]) -> str:
    """A definition and the other fields of a theme, one to a line, named as in codes.yml."""
    lines = [f"{name}: {fields[name]}".replace("\n", "\n  ") for name in FIELDS if fields.get(name)]
    return "\n\n".join(part for part in (definition, "\n".join(lines)) if part)


def fields_in(description: str) -> tuple[str, dict[str, str]]:
    """The definition and the fields of a description that we have written.

    Other programs keep it as it is, so it is told by its last block, which names the key.
    """
    definition, _gap, block = description.rpartition("\n\n")
    fields: dict[str, str] = {}
    name = ""
    for line in block.split("\n"):
        if line.startswith("  ") and name:
            fields[name] += f"\n{line[2:]}"
            continue
        name, colon, value = line.partition(": ")
        if name not in FIELDS or not colon:
            return description, {}
        fields[name] = value
    return (definition, fields) if "key" in fields else (description, {})
