"""What the gates found, as values for programs and as a paper for the supervisor; no name in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qda import __version__
from qda.danish.identifiers import RULES
from qda.domain.gates import State, together
from qda.domain.text import one_line
from qda.errors import Refused
from qda.formats import papers
from qda.formats.matrix_text import profile_notice
from qda.formats.papers import Heading, Paper, Table, Text
from qda.language import gettext as _
from qda.services import consenting, dates, read_throughs
from qda.services.publishing import Publisher
from qda.storage import codings, entities

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.gates import Gates
    from qda.services.project import Project


def state_in_words(state: State) -> str:
    """How a gate stands."""
    return {
        State.OPEN: _("open"),
        State.WARNING: _("think about it"),
        State.CLOSED: _("closed"),
        State.NOT_ASKED: _("not asked"),
    }[state]


def values_of(gates: Gates) -> dict[str, Any]:
    """For programs."""
    return {
        "profile": str(gates.profile),
        "open": not gates.closed,
        "gates": [
            {
                "id": gate.id,
                "title": gate.title,
                "state": str(gate.state),
                "findings": [
                    {
                        "subject": one.subject,
                        "what": one.what,
                        "todo": one.todo,
                        "blocks": one.blocks,
                        "accepted": one.accepted,
                    }
                    for one in gate.found
                ],
            }
            for gate in gates.gates
        ],
    }


def paper(project: Project, gates: Gates) -> Paper:
    """The report for the supervisor."""
    rows = tuple(
        (gate.id, gate.title, state_in_words(gate.state), str(len(gate.found) or ""))
        for gate in gates.gates
    )
    found = tuple(
        (one.gate, ", ".join(one.subjects), one.what,
         _("accepted: {reason}").format(reason=one.accepted) if one.accepted else one.todo)
        for gate in gates.gates
        for one in together(gate.found)
    )  # fmt: skip
    readings = tuple(
        (one.appendix, one.read_at[:10] or "–", str(one.characters or "–"),
         {"read": _("read to its end"), "imported": _("not read")}.get(
             one.state, _("to be read again")))
        for one in read_throughs.readings(project)
    )  # fmt: skip
    parts: list[Heading | Text | Table] = [
        Text(profile_notice(gates.profile)),
        Text(
            _("Made on {day} with qda {version}, rules {rules}.").format(
                day=dates.today().isoformat(), version=__version__, rules=RULES
            ),
            small=True,
        ),
        Text(_("Nothing blocks.") if not gates.closed else _("The profile is not open yet.")),
        Heading(_("Gates")),
        Table((_("Gate"), _("What it is about"), _("State"), _("Findings")), rows, (1, 6, 2, 1)),
    ]
    if found:
        parts += [
            Heading(_("Findings")),
            Table((_("Gate"), _("About"), _("What"), _("What to do")), found, (1, 2, 4, 4)),
        ]
    if readings:
        parts += [
            Heading(_("Reading through")),
            Table((_("Appendix"), _("Day"), _("Characters"), _("State")), readings, (2, 2, 2, 2)),
        ]
    parts += [Heading(_("For the chapter on method")), Text(method_paragraph(project))]
    return Paper(_("Check before publication"), tuple(parts))


def method_paragraph(project: Project, *, closed: bool = False) -> str:
    """How names were found and replaced, in words that can stand in a thesis.

    Args:
        project: An open project.
        closed: The key is about to be destroyed.
    """
    register = entities.register(project.db)
    read = sum(one.state == "read" for one in read_throughs.readings(project))
    found = _(
        "Names and other identifying details were found with rules and decided by hand:"
        " {entries} people, places and organisations are in the register, {verdicts} other forms"
        " were judged. In Danish newspaper text the rules find about 97 % of all names of"
        " persons, in text without capitals about 52 %; so {read} of {all} interviews were also"
        " read to their end."
    ).format(
        entries=len(register.entities),
        verdicts=len(register.verdicts),
        read=read,
        all=len(project.interviews()),
    )
    key = (
        _("The key to the pseudonyms and the original transcripts in the project's folder were"
          " destroyed when the project was closed.")
        if closed
        else _("The material is pseudonymised, not anonymous: the key is kept apart.")
    )  # fmt: skip
    return f"{found} {key}"


def write(project: Project, gates: Gates, path: Path) -> None:
    """Write the report, looked through like everything that leaves.

    Raises:
        Refused: The ending is not known.
        NotPermitted: A reason or a label in it holds a name.
    """
    ending = path.suffix.casefold()
    writers = {".docx": papers.as_docx, ".md": papers.as_markdown}
    if ending == ".json":
        contents = json.dumps(values_of(gates), ensure_ascii=False, indent=2).encode()
    elif ending in writers:
        contents = writers[ending](consenting.permit_paper(project, paper(project, gates)))
    else:
        raise Refused(
            _('"{name}" has an ending that is not known.').format(name=one_line(path.name)),
            _("Use one of: {endings}.").format(endings=".docx, .md, .json"),
        )
    Publisher(project, gates.profile).write({path: contents}, ids=_ids(project, gates))


def _ids(project: Project, gates: Gates) -> set[str]:
    """The ids of codings and of decisions by which the findings name them."""
    verdicts = entities.register(project.db).verdicts.values()
    known = {one.uid[:8] for one in codings.codings(project.db)}
    known |= {one.uid[:8] for one in verdicts}
    return known.intersection(
        word for gate in gates.gates for one in gate.found for word in one.subject.split()
    )
