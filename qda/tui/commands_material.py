"""The commands of choosing files, of the report of an import, and of settling speakers."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.command import Command, Place

MATERIAL: tuple[Command, ...] = (
    Command(
        "next-speaker", Place.SPEAKERS, ("down", "j"), action="step(1)", in_palette=False,
        words=lambda: (_("Next"), _("Go to the next speaker.")),
    ),
    Command(
        "previous-speaker", Place.SPEAKERS, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Previous"), _("Go to the speaker before.")),
    ),
    Command(
        "role", Place.SPEAKERS, ("r", "enter"), in_bar=True,
        words=lambda: (
            _("Role"),
            _("Make the speaker informant, interviewer, other in turn; what is marked with ✗ or ?"
              " becomes a speaker."),
        ),
    ),
    Command(
        "rename", Place.SPEAKERS, ("e",), in_bar=True,
        words=lambda: (
            _("Name"),
            _("Give the speaker another name; two with one name are one speaker."),
        ),
    ),
    Command(
        "nobody", Place.SPEAKERS, ("x",), in_bar=True,
        words=lambda: (
            _("Not a speaker"),
            _("Say that the label is none: its words belong to the speaker before."),
        ),
    ),
    Command(
        "next-layout", Place.SPEAKERS, ("right",), action="layout(1)", in_bar=True,
        words=lambda: (_("Layout"), _("Try the next way in which speakers may be marked.")),
    ),
    Command(
        "previous-layout", Place.SPEAKERS, ("left",), action="layout(-1)", in_palette=False,
        words=lambda: (_("Layout before"), _("Go back to the way before.")),
    ),
    Command(
        "no-speakers", Place.SPEAKERS, ("n",),
        words=lambda: (_("No speakers"), _("Read the text as one speech without speakers.")),
    ),
    Command(
        "next-example", Place.SPEAKERS, ("t",),
        words=lambda: (_("Show a turn"), _("Go to the speaker's next turn in the text.")),
    ),
    Command(
        "text-down", Place.SPEAKERS, ("pagedown",), action="scroll_text(1)", in_palette=False,
        words=lambda: (_("Text down"), _("Go down in the text.")),
    ),
    Command(
        "text-up", Place.SPEAKERS, ("pageup",), action="scroll_text(-1)", in_palette=False,
        words=lambda: (_("Text up"), _("Go up in the text.")),
    ),
    Command(
        "settle", Place.SPEAKERS, ("s",), in_bar=True,
        words=lambda: (
            _("Settle"),
            _("Save these speakers; nothing that is coded moves."),
        ),
    ),
    Command(
        "leave-speakers", Place.SPEAKERS, ("escape",), action="leave",
        words=lambda: (_("Back"), _("Go back and change nothing.")),
    ),
    Command(
        "open-entry", Place.FILES, ("enter",), in_bar=True,
        words=lambda: (_("Open"), _("Open the folder; mark the file, or choose it.")),
    ),
    Command(
        "mark", Place.FILES, ("space",), in_bar=True,
        words=lambda: (_("Mark"), _("Mark the file, or take its mark away.")),
    ),
    Command(
        "mark-all", Place.FILES, ("a",), in_bar=True,
        words=lambda: (_("Mark all"), _("Mark all files of the folder.")),
    ),
    Command(
        "take-files", Place.FILES, ("i",), in_bar=True,
        words=lambda: (
            _("Go ahead"),
            _("Take what is marked; with nothing marked, the file or folder under the cursor."),
        ),
    ),
    Command(
        "path", Place.FILES, ("slash", "f"),
        words=lambda: (_("Type a path"), _("Type a path; → completes it, Enter goes there.")),
    ),
    Command(
        "above", Place.FILES, ("left", "backspace"),
        words=lambda: (_("Folder above"), _("Go to the folder above.")),
    ),
    Command(
        "next-file", Place.FILES, ("down", "j"), action="step(1)", in_palette=False,
        words=lambda: (_("Next"), _("Go to the next file.")),
    ),
    Command(
        "previous-file", Place.FILES, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Previous"), _("Go to the file before.")),
    ),
    Command(
        "files-down", Place.FILES, ("pagedown",), action="step(10)", in_palette=False,
        words=lambda: (_("Ten down"), _("Go down by ten files.")),
    ),
    Command(
        "files-up", Place.FILES, ("pageup",), action="step(-10)", in_palette=False,
        words=lambda: (_("Ten up"), _("Go up by ten files.")),
    ),
    Command(
        "leave-files", Place.FILES, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Go back and change nothing.")),
    ),
    Command(
        "next-report", Place.REPORT, ("down", "j"), action="step(1)", in_palette=False,
        words=lambda: (_("Next"), _("Go to the next file.")),
    ),
    Command(
        "previous-report", Place.REPORT, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Previous"), _("Go to the file before.")),
    ),
    Command(
        "report-speakers", Place.REPORT, ("p",), action="speakers", in_bar=True,
        words=lambda: (_("Speakers"), _("Settle who is who in the interview.")),
    ),
    Command(
        "number", Place.REPORT, ("b",), in_bar=True,
        words=lambda: (
            _("Appendix number"),
            _("Import a file that was refused under a number that you give it."),
        ),
    ),
    Command(
        "measure", Place.REPORT, ("m",), in_bar=True,
        words=lambda: (
            _("Measure pages"),
            _("Measure with LibreOffice the pages of files that do not tell them."),
        ),
    ),
    Command(
        "leave-report", Place.REPORT, ("escape", "enter"), action="leave", in_bar=True,
        words=lambda: (
            _("Back"),
            _("Go back to the interviews; while files are imported, stop after the present one."),
        ),
    ),
)  # fmt: skip
"""In the order of the help."""
