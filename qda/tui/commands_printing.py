"""The commands of editing how a quote is printed, and the keys that lead there."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.command import Command, Place

_TO_SCREEN: tuple[Command, ...] = (
    Command(
        "printed-form", Place.TRANSCRIPT, ("E",),
        words=lambda: (
            _("Printed form"),
            _("Edit how the words of the chosen coding, or of the only one here, are printed."),
        ),
    ),
    Command(
        "printed-form-of-quote", Place.CELL, ("e",), action="printed_form", in_bar=True,
        words=lambda: (_("Printed form"), _("Edit how the quote is printed.")),
    ),
    Command(
        "undo-in-cell", Place.CELL, ("u",), action="undo",
        words=lambda: (_("Undo"), _("Take back the last change; without limit.")),
    ),
    Command(
        "redo-in-cell", Place.CELL, ("U", "ctrl+y"), action="redo",
        words=lambda: (_("Redo"), _("Do again what was undone.")),
    ),
    Command(
        "printed-form-of-excerpt", Place.APPROVALS, ("e",), action="printed_form",
        words=lambda: (
            _("Printed form"),
            _("Edit how the excerpt is printed; what was approved before is outdated then."),
        ),
    ),
)  # fmt: skip

_EDITING: tuple[Command, ...] = (
    Command(
        "save-printed", Place.PRINTED, ("enter",), action="save", in_bar=True,
        words=lambda: (
            _("Save"),
            _("Save the printed form; while it differs in a way that no quote may, it is not."),
        ),
    ),
    Command(
        "cut-words", Place.PRINTED, ("c",), in_bar=True,
        words=lambda: (_("Cut"), _("Cut the chosen words to [...].")),
    ),
    Command(
        "put-in-words", Place.PRINTED, ("i",), in_bar=True,
        words=lambda: (
            _("Put in"),
            _("Put in [words] of your own before the chosen word; it asks for them."),
        ),
    ),
    Command(
        "drop-fillers", Place.PRINTED, ("f",),
        words=lambda: (
            _("Fillers out"),
            _("Leave out all fillers and repeated words that may be missing."),
        ),
    ),
    Command(
        "drop-words", Place.PRINTED, ("x", "delete", "backspace"), in_bar=True,
        words=lambda: (
            _("Leave out"),
            _("Leave the chosen words out without a mark: fillers, repetitions, a last sign."),
        ),
    ),
    Command(
        "type-form", Place.PRINTED, ("e",), in_bar=True,
        words=lambda: (
            _("Type"),
            _("Type the whole form; Enter or Esc goes back to the words."),
        ),
    ),
    Command(
        "exchange-words", Place.PRINTED, ("r",),
        words=lambda: (
            _("Exchange"),
            _("Put [words] of your own in place of the chosen ones, six at most."),
        ),
    ),
    Command(
        "as-said", Place.PRINTED, ("o",),
        words=lambda: (_("As said"), _("Take the words as they were said again.")),
    ),
    Command(
        "undo-step", Place.PRINTED, ("u",),
        words=lambda: (_("Undo"), _("Take back the last step on this screen.")),
    ),
    Command(
        "redo-step", Place.PRINTED, ("U", "ctrl+y"),
        words=lambda: (_("Redo"), _("Do again what was undone.")),
    ),
    Command(
        "form-next-word", Place.PRINTED, ("right",), action="move(1)", in_palette=False,
        words=lambda: (_("Next word"), _("Go to the next word.")),
    ),
    Command(
        "form-previous-word", Place.PRINTED, ("left",), action="move(-1)", in_palette=False,
        words=lambda: (_("Previous word"), _("Go to the word before.")),
    ),
    Command(
        "form-row-down", Place.PRINTED, ("down", "j"), action="move_row(1)", in_palette=False,
        words=lambda: (_("Down"), _("Go a row down.")),
    ),
    Command(
        "form-row-up", Place.PRINTED, ("up", "k"), action="move_row(-1)", in_palette=False,
        words=lambda: (_("Up"), _("Go a row up.")),
    ),
    Command(
        "form-word-more", Place.PRINTED, ("shift+right",), action="extend(1)", in_palette=False,
        words=lambda: (_("A word more"), _("Choose a word more.")),
    ),
    Command(
        "form-word-less", Place.PRINTED, ("shift+left",), action="extend(-1)", in_palette=False,
        words=lambda: (_("A word less"), _("Choose a word less.")),
    ),
    Command(
        "form-row-more", Place.PRINTED, ("shift+down",), action="extend_row(1)",
        in_palette=False,
        words=lambda: (_("A row more"), _("Choose a row more.")),
    ),
    Command(
        "form-row-less", Place.PRINTED, ("shift+up",), action="extend_row(-1)",
        in_palette=False,
        words=lambda: (_("A row less"), _("Choose a row less.")),
    ),
    Command(
        "form-begin-here", Place.PRINTED, ("space",), action="begin_here",
        words=lambda: (
            _("From here on"),
            _("From here on the arrows choose more words; the same key ends that."),
        ),
    ),
    Command(
        "form-read-down", Place.PRINTED, ("pagedown",), action="scroll_said(1)",
        in_palette=False,
        words=lambda: (_("Further down"), _("Read on in the words as they were said.")),
    ),
    Command(
        "form-read-up", Place.PRINTED, ("pageup",), action="scroll_said(-1)",
        in_palette=False,
        words=lambda: (_("Further up"), _("Go back in the words as they were said.")),
    ),
    Command(
        "leave-printed", Place.PRINTED, ("escape",), action="leave",
        words=lambda: (
            _("Back"),
            _("Go back; what was changed and not saved is lost, which is said first."),
        ),
    ),
)  # fmt: skip

PRINTING: tuple[Command, ...] = (*_TO_SCREEN, *_EDITING)
"""In the order of the help."""
