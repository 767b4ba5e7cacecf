"""Changes of codes.yml that can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

SETTABLE = ("title", "definition", "include", "exclude", "hotkey", "colour")
"""Fields that `SetField` can change."""


@dataclass(frozen=True, slots=True)
class SetField:
    """A wish to change one field of a theme."""

    theme: str
    """Key of the theme."""
    field: str
    """One of `SETTABLE`."""
    value: str | None
    """The new text; None removes the field."""


@dataclass(frozen=True, slots=True)
class AddKeyword:
    """A wish to add a keyword, or several, at the end of a theme's list."""

    theme: str
    """Key of the theme."""
    written: str
    """With its marks: `fortynd*`, `=udskifte`."""
    more: tuple[str, ...] = ()
    """Others to add behind it; a wish for each would read the file anew for each."""


@dataclass(frozen=True, slots=True)
class AddTheme:
    """A wish to add a theme after its siblings."""

    key: str
    title: str
    parent: str | None = None
    """Key of the theme above; None adds it at the top level."""
    definition: str = ""
    hotkey: str | None = None
    colour: str | None = None
    include: str = ""
    exclude: str = ""
    keywords: tuple[str, ...] = ()
    """With their marks."""


@dataclass(frozen=True, slots=True)
class RemoveKeyword:
    """A wish to take a keyword from a theme's list."""

    theme: str
    """Key of the theme."""
    written: str
    """With its marks."""


@dataclass(frozen=True, slots=True)
class MoveTheme:
    """A wish to put a theme elsewhere, with its sub-codes."""

    theme: str
    """Key of the theme."""
    parent: str | None
    """Key of the theme to stand below; None is the top level."""
    before: str | None = None
    """Key of the theme there before which it is to stand; None puts it last."""


@dataclass(frozen=True, slots=True)
class Retire:
    """A wish to retire a theme, or to take it into use again."""

    theme: str
    """Key of the theme."""
    retired: bool = True


Change = SetField | AddKeyword | RemoveKeyword | AddTheme | MoveTheme | Retire
