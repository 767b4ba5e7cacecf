"""The commands of the list of memos, and of the history."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.command import Command, Place

NOTES: tuple[Command, ...] = (
    Command(
        "go-to-memo", Place.MEMOS, ("enter",), action="go", in_bar=True, in_palette=False,
        words=lambda: (
            _("Go there"),
            _("Go to the place in the interview; the list opens again as you left it."),
        ),
    ),
    Command(
        "write-memo", Place.MEMOS, ("e",), action="write", in_bar=True,
        words=lambda: (_("Change"), _("Write in the memo; it is saved when you leave the field.")),
    ),
    Command(
        "new-memo", Place.MEMOS, ("n",), in_bar=True,
        words=lambda: (_("New"), _("Write a memo on the project.")),
    ),
    Command(
        "find-memo", Place.MEMOS, ("f",), in_bar=True,
        words=lambda: (
            _("Find"),
            _("Show memos with these words, or about this theme or interview, only."),
        ),
    ),
    Command(
        "kind-of-memo", Place.MEMOS, ("k",), action="kind",
        words=lambda: (_("Kind"), _("Show memos about another kind of thing only.")),
    ),
    Command(
        "remove-memo", Place.MEMOS, ("delete",),
        words=lambda: (_("Remove"), _("Remove the memo; undo brings it back.")),
    ),
    Command(
        "undo-in-memos", Place.MEMOS, ("u",), action="undo",
        words=lambda: (_("Undo"), _("Take back the last change; without limit.")),
    ),
    Command(
        "redo-in-memos", Place.MEMOS, ("U", "ctrl+y"), action="redo",
        words=lambda: (_("Redo"), _("Do again what was undone.")),
    ),
    Command(
        "leave-memos", Place.MEMOS, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Leave the field, or go back to where you were.")),
    ),
    Command(
        "walk-to-step", Place.HISTORY, ("enter",), action="walk", in_bar=True, in_palette=False,
        words=lambda: (
            _("Go back to it"),
            _("Make everything as it was right after the step; how many steps that takes back or"
              " does again is asked first."),
        ),
    ),
    Command(
        "place-of-step", Place.HISTORY, ("g",), action="place", in_bar=True,
        words=lambda: (_("Go there"), _("Go to the place in the interview.")),
    ),
    Command(
        "leave-history", Place.HISTORY, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Go back to where you were.")),
    ),
)  # fmt: skip
"""In the order of the help."""
