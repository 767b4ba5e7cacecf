"""The commands of deciding about names, and of the preview."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.command import Command, Place

NAMES: tuple[Command, ...] = (
    Command(
        "replace-form", Place.NAMES, ("e",), in_bar=True,
        words=lambda: (
            _("Replace"),
            _("Say what stands instead: a category, or a text for each profile."),
        ),
    ),
    Command(
        "draw-name", Place.NAMES, ("p",), in_bar=True,
        words=lambda: (
            _("Draw a name"),
            _("Let qda draw a first name that nobody here has, and put it instead."),
        ),
    ),
    Command(
        "keep-form", Place.NAMES, ("b",), in_bar=True,
        words=lambda: (_("Keep"), _("It may stand, for a reason that you choose.")),
    ),
    Command(
        "no-name", Place.NAMES, ("x",), in_bar=True,
        words=lambda: (_("Not a name"), _("It names nobody.")),
    ),
    Command(
        "next-form", Place.NAMES, ("n", "down", "j"), action="step(1)", in_bar=True,
        words=lambda: (_("Later"), _("Leave it undecided, and go to the next one.")),
    ),
    Command(
        "previous-form", Place.NAMES, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Earlier"), _("Go to the one before.")),
    ),
    Command(
        "who-is-meant", Place.NAMES, ("a",),
        words=lambda: (
            _("Known already"),
            _("It is another name of an entry, or that entry is meant at this place."),
        ),
    ),
    Command(
        "ask-each-place", Place.NAMES, ("s",),
        words=lambda: (
            _("Ask at each place"),
            _("It means several things: decide place by place."),
        ),
    ),
    Command(
        "next-place", Place.NAMES, ("right",), action="step_place(1)", in_palette=False,
        words=lambda: (_("Next place"), _("Go to the next place of the form.")),
    ),
    Command(
        "previous-place", Place.NAMES, ("left",), action="step_place(-1)", in_palette=False,
        words=lambda: (_("Place before"), _("Go to the place before.")),
    ),
    Command(
        "places-down", Place.NAMES, ("pagedown",), action="step(10)", in_palette=False,
        words=lambda: (_("Ten down"), _("Go down by ten forms.")),
    ),
    Command(
        "places-up", Place.NAMES, ("pageup",), action="step(-10)", in_palette=False,
        words=lambda: (_("Ten up"), _("Go up by ten forms.")),
    ),
    Command(
        "place-in-transcript", Place.NAMES, ("enter",), action="in_transcript",
        words=lambda: (
            _("In the transcript"),
            _("Show the place in the transcript, and come back from there to here."),
        ),
    ),
    Command(
        "preview", Place.NAMES, ("v",),
        words=lambda: (
            _("Preview"),
            _("Show an interview beside what a profile sees of it."),
        ),
    ),
    Command(
        "to-be-read", Place.NAMES, ("t",),
        words=lambda: (
            _("To be read"),
            _("Choose an interview to read to its end, and record in its text that you have."),
        ),
    ),
    Command(
        "register", Place.NAMES, ("o",),
        words=lambda: (
            _("Entries"),
            _("Choose an entry of the register, and change what stands instead."),
        ),
    ),
    Command(
        "enter-informants", Place.NAMES, ("i",),
        words=lambda: (
            _("Enter informants"),
            _("Enter all informants in the register, as [informant I1] and so on."),
        ),
    ),
    Command(
        "names-undo", Place.NAMES, ("u",), action="undo",
        words=lambda: (_("Undo"), _("Take back the last change; without limit.")),
    ),
    Command(
        "names-redo", Place.NAMES, ("r",), action="redo",
        words=lambda: (_("Redo"), _("Do again what was undone.")),
    ),
    Command(
        "leave-names", Place.NAMES, ("escape",), action="leave",
        words=lambda: (_("Back"), _("Go back to where you came from.")),
    ),
    Command(
        "next-profile", Place.PREVIEW, ("p", "right"), action="profile(1)", in_bar=True,
        words=lambda: (_("Profile"), _("Show what the next profile sees.")),
    ),
    Command(
        "previous-profile", Place.PREVIEW, ("left",), action="profile(-1)", in_palette=False,
        words=lambda: (_("Profile before"), _("Show what the profile before sees.")),
    ),
    Command(
        "only-changed", Place.PREVIEW, ("c",), in_bar=True,
        words=lambda: (_("Only changed"), _("Show only segments in which something is replaced.")),
    ),
    Command(
        "preview-interview", Place.PREVIEW, ("i",), action="next_interview", in_bar=True,
        words=lambda: (_("Next interview"), _("Show the next interview.")),
    ),
    Command(
        "next-row", Place.PREVIEW, ("down", "j"), action="scroll_rows(1)", in_palette=False,
        words=lambda: (_("Down"), _("Go down by a line.")),
    ),
    Command(
        "previous-row", Place.PREVIEW, ("up", "k"), action="scroll_rows(-1)", in_palette=False,
        words=lambda: (_("Up"), _("Go up by a line.")),
    ),
    Command(
        "preview-down", Place.PREVIEW, ("pagedown", "space"), action="scroll_screen(1)",
        in_palette=False,
        words=lambda: (_("A screen down"), _("Go down by a screen.")),
    ),
    Command(
        "preview-up", Place.PREVIEW, ("pageup",), action="scroll_screen(-1)", in_palette=False,
        words=lambda: (_("A screen up"), _("Go up by a screen.")),
    ),
    Command(
        "preview-home", Place.PREVIEW, ("home",), action="scroll_screen(-1000000)",
        in_palette=False,
        words=lambda: (_("Beginning"), _("Go to the beginning.")),
    ),
    Command(
        "preview-end", Place.PREVIEW, ("end",), action="scroll_screen(1000000)", in_palette=False,
        words=lambda: (_("End"), _("Go to the end.")),
    ),
    Command(
        "leave-preview", Place.PREVIEW, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Go back to where you came from.")),
    ),
)  # fmt: skip
"""In the order of the help."""
