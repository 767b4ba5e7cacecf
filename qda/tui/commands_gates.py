"""The commands of the gates before publication, and the key that leads there."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.command import Command, Place

GATES: tuple[Command, ...] = (
    Command(
        "gates", Place.EVERYWHERE, ("C",), action="app.gates",
        words=lambda: (
            _("Before publication"),
            _("Ask the gates: what still keeps the work from being handed in or published."),
        ),
    ),
    Command(
        "put-right", Place.GATES, ("enter",), in_bar=True,
        words=lambda: (
            _("Go there"),
            _("Go to where it is put right: an informant, an excerpt, names, a place of a text."),
        ),
    ),
    Command(
        "next-profile", Place.GATES, ("p", "right", "tab"), action="profile(1)", in_bar=True,
        words=lambda: (
            _("Profile"),
            _("For whose eyes: internal, supervisor, assessment, public."),
        ),
    ),
    Command(
        "previous-profile", Place.GATES, ("left", "shift+tab"), action="profile(-1)",
        in_palette=False,
        words=lambda: (_("Profile before"), _("The profile before.")),
    ),
    Command(
        "next-gate", Place.GATES, ("n",), action="step_gate(1)",
        words=lambda: (_("Next gate"), _("Go to the next gate that has found something.")),
    ),
    Command(
        "unfold-gate", Place.GATES, ("space",), action="unfold", in_bar=True,
        words=lambda: (
            _("Findings"),
            _("Show each finding of the gate on a line of its own, or the gate alone again."),
        ),
    ),
    Command(
        "previous-gate", Place.GATES, ("N",), action="step_gate(-1)", in_palette=False,
        words=lambda: (_("Gate before"), _("Go to the gate before that has found something.")),
    ),
    Command(
        "accept-finding", Place.GATES, ("a",), in_bar=True,
        words=lambda: (
            _("Accept a finding"),
            _("Accept what was found, with a reason that stands in the report; few gates allow"
              " it."),
        ),
    ),
    Command(
        "write-gates", Place.GATES, ("w",), in_bar=True,
        words=lambda: (
            _("To a file"),
            _("Write what the gates found, for the supervisor: docx, md or json; by id, no name."),
        ),
    ),
    Command(
        "ask-again", Place.GATES, ("r",),
        words=lambda: (_("Ask again"), _("Ask the gates again; after a change it is done anyway.")),
    ),
    Command(
        "next-finding", Place.GATES, ("down", "j"), action="step(1)", in_palette=False,
        words=lambda: (_("Next"), _("Go to the next line.")),
    ),
    Command(
        "previous-finding", Place.GATES, ("up", "k"), action="step(-1)", in_palette=False,
        words=lambda: (_("Previous"), _("Go to the line before.")),
    ),
    Command(
        "findings-down", Place.GATES, ("pagedown",), action="step(10)", in_palette=False,
        words=lambda: (_("Far down"), _("Go ten lines down.")),
    ),
    Command(
        "findings-up", Place.GATES, ("pageup",), action="step(-10)", in_palette=False,
        words=lambda: (_("Far up"), _("Go ten lines up.")),
    ),
    Command(
        "leave-gates", Place.GATES, ("escape",), action="leave",
        words=lambda: (_("Back"), _("Go back to where you came from.")),
    ),
)  # fmt: skip
"""In the order of the help."""
