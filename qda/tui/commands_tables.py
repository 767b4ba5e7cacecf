"""Commands of the matrix, the codebook and the plots, and the keys that lead there."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.command import Command, Place

TABLES: tuple[Command, ...] = (
    Command(
        "quotes", Place.MATRIX, ("enter",), in_bar=True,
        words=lambda: (_("Quotes"), _("Show the quotes of the cell in their context.")),
    ),
    Command(
        "write-summary", Place.MATRIX, ("e",), in_bar=True,
        words=lambda: (
            _("Summary"),
            _("Write your summary of the cell; it is saved when you leave the field with Esc."),
        ),
    ),
    Command(
        "sub-codes", Place.MATRIX, ("s",), in_bar=True,
        words=lambda: (
            _("Sub-codes"),
            _("Give sub-codes heads of their own, or count them with the theme above."),
        ),
    ),
    Command(
        "turn", Place.MATRIX, ("t",),
        words=lambda: (_("Turn"), _("Change rows and columns over.")),
    ),
    Command(
        "groups", Place.MATRIX, ("g",),
        words=lambda: (
            _("Groups"),
            _("Put informants together by role, organisation or another attribute; again: the"
              " next attribute, and then informants alone."),
        ),
    ),
    Command(
        "coder", Place.MATRIX, ("c",),
        words=lambda: (
            _("Coder"),
            _("Count one coder's codings only; again: the next coder's, and then everyone's."),
        ),
    ),
    Command(
        "write-matrix", Place.MATRIX, ("w",), in_bar=True,
        words=lambda: (
            _("To a file"),
            _("Write the matrix as it is shown to a file: xlsx, html, docx, csv, md or json."),
        ),
    ),
    Command(
        "cell-up", Place.MATRIX, ("up", "k"), action="go(-1, 0)", in_palette=False,
        words=lambda: (_("Up"), _("Go to the cell above.")),
    ),
    Command(
        "cell-down", Place.MATRIX, ("down", "j"), action="go(1, 0)", in_palette=False,
        words=lambda: (_("Down"), _("Go to the cell below.")),
    ),
    Command(
        "cell-left", Place.MATRIX, ("left",), action="go(0, -1)", in_palette=False,
        words=lambda: (_("Left"), _("Go to the cell at the left.")),
    ),
    Command(
        "cell-right", Place.MATRIX, ("right",), action="go(0, 1)", in_palette=False,
        words=lambda: (_("Right"), _("Go to the cell at the right.")),
    ),
    Command(
        "cells-up", Place.MATRIX, ("pageup",), action="go(-10, 0)", in_palette=False,
        words=lambda: (_("Far up"), _("Go up by ten cells.")),
    ),
    Command(
        "cells-down", Place.MATRIX, ("pagedown",), action="go(10, 0)", in_palette=False,
        words=lambda: (_("Far down"), _("Go down by ten cells.")),
    ),
    Command(
        "first-cell", Place.MATRIX, ("home",), action="go(0, -1000)", in_palette=False,
        words=lambda: (_("First column"), _("Go to the first cell of the row.")),
    ),
    Command(
        "last-cell", Place.MATRIX, ("end",), action="go(0, 1000)", in_palette=False,
        words=lambda: (_("Last column"), _("Go to the last cell of the row.")),
    ),
    Command(
        "undo-in-matrix", Place.MATRIX, ("u",), action="undo",
        words=lambda: (_("Undo"), _("Take back the last change; without limit.")),
    ),
    Command(
        "redo-in-matrix", Place.MATRIX, ("U", "ctrl+y"), action="redo",
        words=lambda: (_("Redo"), _("Do again what was undone.")),
    ),
    Command(
        "leave-matrix", Place.MATRIX, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Leave the field, or go back to where you were.")),
    ),
    Command(
        "go-to-quote", Place.CELL, ("enter",), action="go_there", in_bar=True,
        words=lambda: (
            _("In the interview"),
            _("Go to the place in the interview, and come back from there to the quotes."),
        ),
    ),
    Command(
        "next-quote", Place.CELL, ("down", "j"), action="step(1)", in_palette=False,
        words=lambda: (_("Next"), _("Go to the next quote.")),
    ),
    Command(
        "previous-quote", Place.CELL, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Previous"), _("Go to the quote before.")),
    ),
    Command(
        "quotes-down", Place.CELL, ("pagedown",), action="step(5)", in_palette=False,
        words=lambda: (_("Far down"), _("Go down by five quotes.")),
    ),
    Command(
        "quotes-up", Place.CELL, ("pageup",), action="step(-5)", in_palette=False,
        words=lambda: (_("Far up"), _("Go up by five quotes.")),
    ),
    Command(
        "leave-cell", Place.CELL, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Go back to the cell of the matrix.")),
    ),
    Command(
        "edit-theme", Place.CODEBOOK, ("enter", "e"), in_bar=True,
        words=lambda: (
            _("Change"),
            _("Change the title, definition, when to use it and when not, and keywords."),
        ),
    ),
    Command(
        "new-code", Place.CODEBOOK, ("n",), in_bar=True,
        words=lambda: (_("New"), _("Make a new theme at the top level.")),
    ),
    Command(
        "new-sub-code", Place.CODEBOOK, ("b",),
        words=lambda: (_("New sub-code"), _("Make a new sub-code below the theme.")),
    ),
    Command(
        "recolour", Place.CODEBOOK, ("c",),
        words=lambda: (_("Colour"), _("Choose another colour for the theme.")),
    ),
    Command(
        "hotkey", Place.CODEBOOK, tuple("123456789"), action="hotkey('{key}')",
        shown="1–9", in_palette=False,
        words=lambda: (
            _("Digit"),
            _("Put the theme on this digit, or take it off again; who has it gives it up."),
        ),
    ),
    Command(
        "theme-earlier", Place.CODEBOOK, ("shift+up",), action="shift(-1)",
        words=lambda: (_("Earlier"), _("Put the theme before the one above it.")),
    ),
    Command(
        "theme-later", Place.CODEBOOK, ("shift+down",), action="shift(1)",
        words=lambda: (_("Later"), _("Put the theme behind the one below it.")),
    ),
    Command(
        "move-theme", Place.CODEBOOK, ("m",), in_bar=True,
        words=lambda: (
            _("Move"),
            _("Put the theme below another one, or at the top level, with its sub-codes."),
        ),
    ),
    Command(
        "merge-theme", Place.CODEBOOK, ("i",), in_bar=True,
        words=lambda: (
            _("Merge"),
            _("Merge the theme into another one; its codings go there, and it is retired."),
        ),
    ),
    Command(
        "split-theme", Place.CODEBOOK, ("x",),
        words=lambda: (_("Split"), _("Choose codings of the theme for a new sub-code.")),
    ),
    Command(
        "retire-theme", Place.CODEBOOK, ("r",),
        words=lambda: (
            _("Retire"),
            _("Retire the theme: it stays on its codings and is given no more; or take it into"
              " use again."),
        ),
    ),
    Command(
        "show-retired", Place.CODEBOOK, ("v",),
        words=lambda: (_("Retired ones"), _("Show or hide retired themes.")),
    ),
    Command(
        "next-theme", Place.CODEBOOK, ("down", "j"), action="step(1)", in_palette=False,
        words=lambda: (_("Next"), _("Go to the next theme.")),
    ),
    Command(
        "previous-theme", Place.CODEBOOK, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Previous"), _("Go to the theme before.")),
    ),
    Command(
        "theme-down", Place.CODEBOOK, ("pagedown",), action="scroll_card(1)", in_palette=False,
        words=lambda: (_("Further down"), _("Read on in what is said of the theme.")),
    ),
    Command(
        "theme-up", Place.CODEBOOK, ("pageup",), action="scroll_card(-1)", in_palette=False,
        words=lambda: (_("Further up"), _("Go back in what is said of the theme.")),
    ),
    Command(
        "undo-in-codebook", Place.CODEBOOK, ("u",), action="undo",
        words=lambda: (_("Undo"), _("Take back the last change; without limit.")),
    ),
    Command(
        "redo-in-codebook", Place.CODEBOOK, ("U", "ctrl+y"), action="redo",
        words=lambda: (_("Redo"), _("Do again what was undone.")),
    ),
    Command(
        "leave-codebook", Place.CODEBOOK, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Go back to where you were.")),
    ),
    Command(
        "tick", Place.SPLIT, ("space",), in_bar=True,
        words=lambda: (_("Tick"), _("Choose the coding for the new sub-code, or no longer.")),
    ),
    Command(
        "split-ticked", Place.SPLIT, ("enter",), action="split", in_bar=True,
        words=lambda: (
            _("Split"),
            _("Name the sub-code that takes the ticked codings; what that does is shown first."),
        ),
    ),
    Command(
        "next-coding", Place.SPLIT, ("down", "j"), action="step(1)", in_palette=False,
        words=lambda: (_("Next"), _("Go to the next coding.")),
    ),
    Command(
        "previous-coding", Place.SPLIT, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Previous"), _("Go to the coding before.")),
    ),
    Command(
        "leave-split", Place.SPLIT, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Go back to the codebook; nothing is split.")),
    ),
    Command(
        "next-plot", Place.PLOTS, ("tab", "right"), action="turn_to(1)", in_bar=True,
        words=lambda: (_("Next plot"), _("Show the next plot.")),
    ),
    Command(
        "previous-plot", Place.PLOTS, ("left", "shift+tab"), action="turn_to(-1)",
        words=lambda: (_("Plot before"), _("Show the plot before.")),
    ),
    Command(
        "plot-down", Place.PLOTS, ("down", "j"), action="step(1)", in_palette=False,
        words=lambda: (_("Down"), _("Go down; where one interview is shown, to the next.")),
    ),
    Command(
        "plot-up", Place.PLOTS, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Up"), _("Go up; where one interview is shown, to the one before.")),
    ),
    Command(
        "plot-further-down", Place.PLOTS, ("pagedown",), action="scroll_plot(1)", in_palette=False,
        words=lambda: (_("Further down"), _("Go down by a screen.")),
    ),
    Command(
        "plot-further-up", Place.PLOTS, ("pageup",), action="scroll_plot(-1)", in_palette=False,
        words=lambda: (_("Further up"), _("Go up by a screen.")),
    ),
    Command(
        "leave-plots", Place.PLOTS, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Go back to where you were.")),
    ),
    Command(
        "matrix", Place.EVERYWHERE, ("X",), action="app.matrix",
        words=lambda: (
            _("Matrix"),
            _("Show how informants and themes cross: counts, quotes, summaries."),
        ),
    ),
    Command(
        "codebook", Place.EVERYWHERE, ("K",), action="app.codebook",
        words=lambda: (
            _("Codebook"),
            _("Show the themes with definitions and counts; change, move, merge, split, retire."),
        ),
    ),
    Command(
        "plots", Place.EVERYWHERE, ("O",), action="app.plots",
        words=lambda: (
            _("Overview"),
            _("Show in plots how far the coding is, and where themes stand in the interviews."),
        ),
    ),
)  # fmt: skip
"""In the order of the help."""
