"""What the places are called in which keys work, and the groups of keys in the largest of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.language import gettext as _
from qda.tui.commands import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.tui.commands import Command


def place_name(place: Place) -> str:
    """A place in the user's language."""
    return {
        Place.EVERYWHERE: _("Everywhere"),
        Place.LIBRARY: _("Among the interviews"),
        Place.TRANSCRIPT: _("In an interview"),
        Place.REVIEW: _("After a correction"),
        Place.WORDS: _("Choosing words"),
        Place.SPEAKERS: _("Who is who"),
        Place.FILES: _("Choosing files"),
        Place.REPORT: _("After an import"),
        Place.PEOPLE: _("Among the informants"),
        Place.NAMES: _("What identifies people"),
        Place.PREVIEW: _("Beside the original"),
        Place.APPROVALS: _("Excerpts to approve"),
        Place.PRINTED: _("How a quote is printed"),
        Place.GATES: _("Before publication"),
        Place.FORM: _("Filling in a form"),
        Place.MEMOS: _("Among the memos"),
        Place.HISTORY: _("In the history"),
        Place.MATRIX: _("In the matrix"),
        Place.CELL: _("Among the quotes of a cell"),
        Place.CODEBOOK: _("In the codebook"),
        Place.SPLIT: _("Choosing codings to split off"),
        Place.PLOTS: _("In the overview"),
    }[place]


def grouped(commands: Iterable[Command]) -> list[tuple[str, list[Command]]]:
    """Commands under headings, in the order of the groups; the others by their places."""
    left = list(commands)
    found: dict[str, list[Command]] = {}
    for title, words in _groups():
        members = [one for one in left if one.place is Place.TRANSCRIPT and one.id in words]
        if members:
            found[title] = members
            left = [one for one in left if one not in members]
    for one in left:
        found.setdefault(place_name(one.place), []).append(one)
    return list(found.items())


def _groups() -> list[tuple[str, frozenset[str]]]:
    return [
        (_("Coding"), frozenset(
            ("code", "choose-theme", "repeat", "new-theme", "in-vivo", "undo", "redo",
             "off-record"))),
        (_("Moving"), frozenset(
            ("next-segment", "previous-segment", "next-turn", "previous-turn", "next-page",
             "previous-page", "go-to-page", "screen-down", "screen-up", "first-segment",
             "last-segment", "next-uncoded", "previous-uncoded", "back", "library"))),
        (_("Selecting words"), frozenset(
            ("extend-word", "shrink-word", "extend-segment", "shrink-segment", "next-sentence",
             "previous-sentence", "extend-sentence", "shrink-sentence", "other-end"))),
        (_("Codings that are there"), frozenset(
            ("next-here", "new-ends", "other-theme", "remove", "next-of-theme",
             "previous-of-theme", "follow-theme", "memo"))),
        (_("Suggestions"), frozenset(
            ("suggestions", "next-suggestion", "accept", "reject", "later", "other-suggestion",
             "underline", "queue"))),
        (_("Finding"), frozenset(("find", "find-again", "find-before", "find-everywhere"))),
        (_("Segments and view"), frozenset(
            ("merge-segments", "split-segment", "focus-mode", "panel"))),
    ]  # fmt: skip
