"""Plain tables for other tools: columns with a type and a description, and rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """The type of a column, by the names of the Table Schema standard."""

    TEXT = "string"
    NUMBER = "integer"
    TIME = "datetime"


@dataclass(frozen=True, slots=True)
class Column:
    """A column."""

    name: str
    """For programs: small letters, digits and underscores; never translated."""
    type: Type
    description: str
    refers: str = ""
    """`table.column` of which each value stands here; empty refers to nothing."""


Value = str | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...] = ()
    """Columns that name a row."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a project."""

    title: str
    tables: tuple[Table, ...]
