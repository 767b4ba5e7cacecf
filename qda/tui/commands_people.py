"""The commands of informants and consent, of approvals, and of filling in forms."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.command import Command, Place
from qda.tui.commands_names import NAMES

_TO_SCREENS: tuple[Command, ...] = (
    Command(
        "people", Place.LIBRARY, ("d",), action="app.people",
        words=lambda: (_("Informants"), _("Show the informants and what they consent to.")),
    ),
    Command(
        "names", Place.LIBRARY, ("n",), action="app.names",
        words=lambda: (_("Names"), _("Decide what stands instead of names and the like.")),
    ),
    Command(
        "approvals", Place.LIBRARY, ("a",), action="app.approvals",
        words=lambda: (_("Approvals"), _("Show which excerpts the informants have approved.")),
    ),
    Command(
        "read-to-end", Place.TRANSCRIPT, ("R",), action="app.read_to_end",
        words=lambda: (
            _("Read to the end"),
            _("Record that you have read this interview to its end, looking for what identifies."),
        ),
    ),
)  # fmt: skip

_INFORMANTS: tuple[Command, ...] = (
    Command(
        "record-consent", Place.PEOPLE, ("c",), in_bar=True,
        words=lambda: (
            _("Record consent"),
            _("Record what the informant allows, allows no longer, or takes back."),
        ),
    ),
    Command(
        "edit-person", Place.PEOPLE, ("e", "enter"), in_bar=True,
        words=lambda: (_("Change"), _("Change what is known of the informant.")),
    ),
    Command(
        "add-person", Place.PEOPLE, ("n",), in_bar=True,
        words=lambda: (_("New"), _("Register an informant.")),
    ),
    Command(
        "at-date", Place.PEOPLE, ("d",), in_bar=True,
        words=lambda: (_("At a date"), _("Show what was allowed on a day; nothing is today.")),
    ),
    Command(
        "approvals-of", Place.PEOPLE, ("a",), in_bar=True,
        words=lambda: (_("Approvals"), _("Show the excerpts of this informant.")),
    ),
    Command(
        "load-register", Place.PEOPLE, ("i",),
        words=lambda: (
            _("Load a register"),
            _("Load informants, consents and restrictions from a yml, csv or xlsx file; all or"
              " nothing."),
        ),
    ),
    Command(
        "write-papers", Place.PEOPLE, ("w",),
        words=lambda: (
            _("Papers"),
            _("Write an overview of consents to print, or the record of processing."),
        ),
    ),
    Command(
        "next-person", Place.PEOPLE, ("down", "j"), action="step(1)", in_palette=False,
        words=lambda: (_("Next"), _("Go to the next informant.")),
    ),
    Command(
        "previous-person", Place.PEOPLE, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Previous"), _("Go to the informant before.")),
    ),
    Command(
        "person-down", Place.PEOPLE, ("pagedown",), action="scroll_details(1)", in_palette=False,
        words=lambda: (_("Further down"), _("Read on in what is recorded.")),
    ),
    Command(
        "person-up", Place.PEOPLE, ("pageup",), action="scroll_details(-1)", in_palette=False,
        words=lambda: (_("Further up"), _("Go back in what is recorded.")),
    ),
    Command(
        "not-undone", Place.PEOPLE, ("u",),
        words=lambda: (
            _("Correct"),
            _("Nothing is undone here: correct the record by a new event."),
        ),
    ),
    Command(
        "leave-people", Place.PEOPLE, ("escape",), action="leave",
        words=lambda: (_("Back"), _("Go back to where you came from.")),
    ),
)  # fmt: skip

_APPROVALS: tuple[Command, ...] = (
    Command(
        "approved", Place.APPROVALS, ("a",), action="record('approved')", in_bar=True,
        words=lambda: (_("Approved"), _("Record that the excerpt is approved as it was shown.")),
    ),
    Command(
        "with-changes", Place.APPROVALS, ("m",), action="record('approved_with_changes')",
        in_bar=True,
        words=lambda: (
            _("With changes"),
            _("Record that it is approved in other words; they become the printed form."),
        ),
    ),
    Command(
        "left-out", Place.APPROVALS, ("d",), action="record('left_out')", in_bar=True,
        words=lambda: (
            _("Left out"),
            _("Record that it is to be left out; it is then gone from everything that leaves."),
        ),
    ),
    Command(
        "next-excerpt", Place.APPROVALS, ("n", "down", "j"), action="step(1)", in_bar=True,
        words=lambda: (_("Later"), _("Leave it as it is, and go to the next one.")),
    ),
    Command(
        "previous-excerpt", Place.APPROVALS, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Earlier"), _("Go to the one before.")),
    ),
    Command(
        "pack", Place.APPROVALS, ("p",), in_bar=True,
        words=lambda: (
            _("Make a pack"),
            _("Write the informant's excerpts to a file to fill in or print, and note them sent."),
        ),
    ),
    Command(
        "next-informant", Place.APPROVALS, ("i",),
        words=lambda: (
            _("Next informant"),
            _("Show only the excerpts of the next informant, and at last those of all."),
        ),
    ),
    Command(
        "excerpt-in-transcript", Place.APPROVALS, ("enter",), action="in_transcript",
        words=lambda: (
            _("In the transcript"),
            _("Show the place in the transcript, and come back from there to here."),
        ),
    ),
    Command(
        "excerpt-down", Place.APPROVALS, ("pagedown",), action="scroll_details(1)",
        in_palette=False,
        words=lambda: (_("Further down"), _("Read on in the excerpt.")),
    ),
    Command(
        "excerpt-up", Place.APPROVALS, ("pageup",), action="scroll_details(-1)",
        in_palette=False,
        words=lambda: (_("Further up"), _("Go back in the excerpt.")),
    ),
    Command(
        "leave-approvals", Place.APPROVALS, ("escape",), action="leave",
        words=lambda: (_("Back"), _("Go back to where you came from.")),
    ),
)  # fmt: skip

_FORM: tuple[Command, ...] = (
    Command(
        "save-form", Place.FORM, ("enter",), action="save", in_bar=True,
        words=lambda: (_("Save"), _("Save what the form says; what is wrong is said beside it.")),
    ),
    Command(
        "next-field", Place.FORM, ("tab", "down"), action="next_field(1)", in_bar=True,
        in_palette=False,
        words=lambda: (_("Next field"), _("Go to the next field.")),
    ),
    Command(
        "previous-field", Place.FORM, ("shift+tab", "up"), action="next_field(-1)",
        in_palette=False,
        words=lambda: (_("Field before"), _("Go to the field before.")),
    ),
    Command(
        "other-answer", Place.FORM, ("right", "left"), action="other_answer('{key}')",
        shown="←→", in_bar=True, in_palette=False,
        words=lambda: (
            _("Another answer"),
            _("Choose among answers; so do Space, a click, and an answer's first letter."),
        ),
    ),
    Command(
        "leave-form", Place.FORM, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Go back and change nothing.")),
    ),
)  # fmt: skip

PEOPLE: tuple[Command, ...] = (*_TO_SCREENS, *_INFORMANTS, *NAMES, *_APPROVALS, *_FORM)
"""In the order of the help."""
