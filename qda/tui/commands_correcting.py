"""The commands of reviewing a correction, and of choosing words."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.command import Command, Place

CORRECTING: tuple[Command, ...] = (
    Command(
        "review-accept", Place.REVIEW, ("a",), action="accept", in_bar=True,
        words=lambda: (
            _("Accept"),
            _("The words that are marked now are right; what was moved follows its words."),
        ),
    ),
    Command(
        "other-words", Place.REVIEW, ("m",), in_bar=True,
        words=lambda: (_("Other words"), _("Choose other words of the new text for it.")),
    ),
    Command(
        "drop", Place.REVIEW, ("d",), in_bar=True,
        words=lambda: (
            _("Drop"),
            _("Remove the coding or memo; a restriction is never made less strict here."),
        ),
    ),
    Command(
        "review-later", Place.REVIEW, ("n", "down", "j"), action="later", in_bar=True,
        words=lambda: (_("Later"), _("Leave it undecided, and go to the next one.")),
    ),
    Command(
        "earlier", Place.REVIEW, ("up", "k"), in_palette=False,
        words=lambda: (_("Earlier"), _("Go to the one before.")),
    ),
    Command(
        "in-transcript", Place.REVIEW, ("enter",),
        words=lambda: (
            _("In the transcript"),
            _("Show the place in the transcript, and come back from there to here."),
        ),
    ),
    Command(
        "review-undo", Place.REVIEW, ("u",), action="undo", in_bar=True,
        words=lambda: (_("Undo"), _("Take back the last change; without limit.")),
    ),
    Command(
        "review-redo", Place.REVIEW, ("r",), action="redo",
        words=lambda: (_("Redo"), _("Do again what was undone.")),
    ),
    Command(
        "texts-down", Place.REVIEW, ("pagedown",), action="scroll_texts(1)", in_palette=False,
        words=lambda: (_("Texts down"), _("Scroll both texts down.")),
    ),
    Command(
        "texts-up", Place.REVIEW, ("pageup",), action="scroll_texts(-1)", in_palette=False,
        words=lambda: (_("Texts up"), _("Scroll both texts up.")),
    ),
    Command(
        "review-replace", Place.REVIEW, ("c",), action="replace",
        words=lambda: (
            _("Corrected file"),
            _("Choose a corrected file for the interview; what it changes is shown first."),
        ),
    ),
    Command(
        "review-library", Place.REVIEW, ("escape",), action="library",
        words=lambda: (_("Interviews"), _("Go back to the list of interviews.")),
    ),
    Command(
        "next-word", Place.WORDS, ("right",), action="move(1)", in_palette=False,
        words=lambda: (_("Next word"), _("Go to the next word.")),
    ),
    Command(
        "previous-word", Place.WORDS, ("left",), action="move(-1)", in_palette=False,
        words=lambda: (_("Previous word"), _("Go to the word before.")),
    ),
    Command(
        "row-down", Place.WORDS, ("down",), action="move_row(1)", in_palette=False,
        words=lambda: (_("Row down"), _("Go to the row below.")),
    ),
    Command(
        "row-up", Place.WORDS, ("up",), action="move_row(-1)", in_palette=False,
        words=lambda: (_("Row up"), _("Go to the row above.")),
    ),
    Command(
        "words-down", Place.WORDS, ("pagedown",), action="move_screen(1)", in_palette=False,
        words=lambda: (_("A screen down"), _("Go down by a screen.")),
    ),
    Command(
        "words-up", Place.WORDS, ("pageup",), action="move_screen(-1)", in_palette=False,
        words=lambda: (_("A screen up"), _("Go up by a screen.")),
    ),
    Command(
        "word-more", Place.WORDS, ("shift+right",), action="extend(1)",
        shown="Shift+→", in_bar=True, in_palette=False,
        words=lambda: (_("More words"), _("Choose one word more; Shift and the mouse do it, too.")),
    ),
    Command(
        "word-less", Place.WORDS, ("shift+left",), action="extend(-1)",
        shown="Shift+←", in_palette=False,
        words=lambda: (_("Fewer words"), _("Choose one word less.")),
    ),
    Command(
        "row-more", Place.WORDS, ("shift+down",), action="extend_row(1)", in_palette=False,
        words=lambda: (_("A row more"), _("Choose as far as the row below.")),
    ),
    Command(
        "row-less", Place.WORDS, ("shift+up",), action="extend_row(-1)", in_palette=False,
        words=lambda: (_("A row less"), _("Choose as far as the row above.")),
    ),
    Command(
        "begin-here", Place.WORDS, ("space",),
        words=lambda: (
            _("Begin here"),
            _("From this word on the arrows choose more, without Shift; Space ends that."),
        ),
    ),
    Command(
        "take", Place.WORDS, ("enter",), in_bar=True,
        words=lambda: (_("Take"), _("Take the chosen words.")),
    ),
    Command(
        "leave-words", Place.WORDS, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Go back and change nothing.")),
    ),
)  # fmt: skip
"""In the order of the help."""
