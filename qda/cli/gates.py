"""`qda check` without a file: the gates before publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import opened
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.gates import Gates


def run_gates(
    project_folder: Path | None,
    profile: str,
    report: Path | None,
    accept: str,
    reason: str,
    *,
    as_json: bool,
) -> None:
    """Ask the gates for a profile, and end with 1 where something blocks."""
    from qda.domain.permission import Profile
    from qda.services import gate_report, gating
    from qda.services.project_paths import refuse_originals

    with opened(project_folder) as project:
        if accept:
            gate, _colon, subject = accept.partition(":")
            gating.accept(project, gate.strip().upper(), subject.strip(), reason)
        gates = gating.gates(project, Profile(profile))
        if report is not None:
            refuse_originals(project.paths, report)
            gate_report.write(project, gates, report)
    if as_json:
        output.data_json(gate_report.values_of(gates))
    else:
        print_gates(gates)
    closed = gates.closed
    if closed:
        output.talk(
            ngettext(
                '{count} finding blocks the profile "{profile}".',
                '{count} findings block the profile "{profile}".',
                len(closed),
            ).format(count=len(closed), profile=profile)
        )
    else:
        output.talk(_('The profile "{profile}" is open.').format(profile=profile))
    if report is not None:
        output.talk(_("Wrote the report to {name}.").format(name=report.name))
    if closed:
        raise click.exceptions.Exit(int(ExitCode.REFUSED))


def print_gates(gates: Gates) -> None:
    """The gates, and what they found."""
    from qda.domain.gates import together
    from qda.services.gate_report import state_in_words
    from qda.services.gate_words import subjects_in_words

    output.table(
        [_("Gate"), _("What it is about"), _("State"), ("", "right")],
        [
            (gate.id, gate.title, state_in_words(gate.state), len(gate.found) or "")
            for gate in gates.gates
        ],
        title=_("Gates for the profile {profile}").format(profile=gates.profile),
    )
    found = together(one for gate in gates.gates for one in gate.found)
    if found:
        output.table(
            ["", _("Gate"), _("About"), _("What"), _("What to do")],
            [
                (
                    "!" if one.blocks else " ",
                    one.gate,
                    subjects_in_words(one.subjects),
                    one.what,
                    _("accepted: {reason}").format(reason=one.accepted)
                    if one.accepted
                    else one.todo,
                )
                for one in found
            ],
            title=_("Findings"),
        )
