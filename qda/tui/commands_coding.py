"""The commands of coding: themes on words, selecting, changing codings and segments."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.command import Command, Place

CODING: tuple[Command, ...] = (
    Command(
        "code", Place.TRANSCRIPT, tuple("123456789"), action="code('{key}')",
        shown="1–9", in_bar=True, in_palette=False,
        words=lambda: (
            _("Code"),
            _("Give the words the theme with this digit, or take it away: the selected words or,"
              " without any, the segment."),
        ),
    ),
    Command(
        "choose-theme", Place.TRANSCRIPT, ("t", "s"), in_bar=True,
        words=lambda: (
            _("All themes"),
            _("Choose among all themes and sub-codes, by some letters of the name."),
        ),
    ),
    Command(
        "repeat", Place.TRANSCRIPT, ("r",),
        words=lambda: (_("Repeat"), _("Give the words the theme that was given last.")),
    ),
    Command(
        "new-theme", Place.TRANSCRIPT, ("c",),
        words=lambda: (
            _("New theme"),
            _("Write a new theme into codes.yml, and give it to the words."),
        ),
    ),
    Command(
        "in-vivo", Place.TRANSCRIPT, ("i",),
        words=lambda: (
            _("Theme of these words"),
            _("Make a new theme that is called like the selected words (in vivo)."),
        ),
    ),
    Command(
        "undo", Place.TRANSCRIPT, ("u",), in_bar=True,
        words=lambda: (_("Undo"), _("Take back the last change; without limit.")),
    ),
    Command(
        "redo", Place.TRANSCRIPT, ("U", "ctrl+y"),
        words=lambda: (_("Redo"), _("Do again what was undone.")),
    ),
    Command(
        "next-here", Place.TRANSCRIPT, ("o",), action="next_here(1)", in_bar=True,
        words=lambda: (
            _("Coding here"),
            _("Choose a coding at this place, and the next one with each press: to change its ends"
              " or theme, or to remove it."),
        ),
    ),
    Command(
        "new-ends", Place.TRANSCRIPT, ("enter",),
        words=lambda: (_("New ends"), _("Give the chosen coding the words that are selected.")),
    ),
    Command(
        "other-theme", Place.TRANSCRIPT, ("e",),
        words=lambda: (
            _("Other theme"),
            _("Give the chosen coding another theme; it keeps its memo."),
        ),
    ),
    Command(
        "remove", Place.TRANSCRIPT, ("delete", "backspace"),
        words=lambda: (_("Remove coding"), _("Remove the chosen coding, or the only one here.")),
    ),
    Command(
        "off-record", Place.TRANSCRIPT, ("0",),
        words=lambda: (
            _("Off the record"),
            _("Mark the words off the record: no export shows them, and no gap tells of them."),
        ),
    ),
    Command(
        "restrict", Place.TRANSCRIPT, ("equals_sign",),
        words=lambda: (
            _("Restrict"),
            _("Restrict the words in another way: held back until a day, about somebody else,"
              " sensitive, to be retold only …"),
        ),
    ),
    Command(
        "lift", Place.TRANSCRIPT, ("L",),
        words=lambda: (
            _("Lift a restriction"),
            _("Lift a restriction of the words, with a reason that stays in the log."),
        ),
    ),
    Command(
        "extend-word", Place.TRANSCRIPT, ("shift+right",), action="extend('word', 1)",
        in_palette=False,
        words=lambda: (_("Extend by a word"), _("Select from the first word on, word by word.")),
    ),
    Command(
        "shrink-word", Place.TRANSCRIPT, ("shift+left",), action="extend('word', -1)",
        in_palette=False,
        words=lambda: (
            _("Shrink by a word"),
            _("Let the selection end a word earlier; without one, select the last word."),
        ),
    ),
    Command(
        "extend-segment", Place.TRANSCRIPT, ("shift+down",), action="extend('segment', 1)",
        in_palette=False,
        words=lambda: (
            _("Extend by a segment"),
            _("Select the segment, then up to the end of the next one."),
        ),
    ),
    Command(
        "shrink-segment", Place.TRANSCRIPT, ("shift+up",), action="extend('segment', -1)",
        in_palette=False,
        words=lambda: (
            _("Shrink by a segment"),
            _("Let the selection end a segment earlier; without one, select the segment upwards."),
        ),
    ),
    Command(
        "next-sentence", Place.TRANSCRIPT, ("full_stop",), action="select_sentence(1)",
        words=lambda: (_("Next sentence"), _("Select the next sentence.")),
    ),
    Command(
        "previous-sentence", Place.TRANSCRIPT, ("comma",), action="select_sentence(-1)",
        words=lambda: (_("Previous sentence"), _("Select the sentence before.")),
    ),
    Command(
        "extend-sentence", Place.TRANSCRIPT, ("colon",), action="extend('sentence', 1)",
        in_palette=False,
        words=lambda: (
            _("Extend by a sentence"),
            _("Move the end of the selection to the end of the sentence, then of the next one."),
        ),
    ),
    Command(
        "shrink-sentence", Place.TRANSCRIPT, ("semicolon",), action="extend('sentence', -1)",
        in_palette=False,
        words=lambda: (
            _("Shrink by a sentence"),
            _("Let the selection end a sentence earlier."),
        ),
    ),
    Command(
        "other-end", Place.TRANSCRIPT, ("less_than_sign",),
        words=lambda: (
            _("The other end"),
            _("Let the other end of the selection move from now on."),
        ),
    ),
    Command(
        "merge-segments", Place.TRANSCRIPT, ("J",),
        words=lambda: (
            _("Merge segments"),
            _("Merge the segment with the next one of the same turn; codings stay."),
        ),
    ),
    Command(
        "split-segment", Place.TRANSCRIPT, ("S",),
        words=lambda: (
            _("Split segment"),
            _("Split the segment where the selection begins, or where it ends if it begins with the"
              " segment; codings stay."),
        ),
    ),
)  # fmt: skip
"""In the order of the help."""
