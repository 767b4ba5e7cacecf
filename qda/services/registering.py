"""The register of informants: loading it from a file, adding and changing people by hand.

Consents that come with a register are appended to the chain; loading a file twice adds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.domain.problems import Problem
from qda.domain.text import Span, one_line
from qda.errors import BadRegister, Refused
from qda.formats.informant_entries import InformantEntry, two_of_one_name
from qda.formats.informants_yml import read_informants
from qda.language import gettext as _
from qda.services import citing, consents, dates
from qda.services.register_storing import FIELDS as FIELDS
from qda.services.register_storing import RegisterReport, store_register
from qda.storage import informants, interviews, journal, participants

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


def load_register(project: Project, path: Path) -> RegisterReport:
    """Load informants, consents and restrictions from yml, csv or xlsx; all or nothing.

    Loading the same file again adds nothing.

    Raises:
        BadRegister: With all problems of the file, passages that are not found among them.
    """
    entries = read_informants(path, dates.today())
    by_appendix = {row.appendix: row for row in project.interviews()}
    problems = _names_taken(project, path, entries)
    passages: list[tuple[InformantEntry, Any, Span]] = []
    for entry in entries:
        for restriction in entry.restrictions:
            span = None
            for appendix in entry.appendices:
                if appendix in by_appendix and span is None:
                    transcript = by_appendix[appendix].transcript_id
                    text = interviews.transcript_text(project.db, transcript)
                    span = citing.passage(text, restriction.first_words, restriction.last_words)
                    if span is not None:
                        passages.append((entry, (restriction, by_appendix[appendix]), span))
            if span is None:
                problems.append(_not_found(path, restriction.line, entry.appendix))
    if problems:
        raise BadRegister(
            _('"{name}" could not be loaded.').format(name=one_line(path.name)),
            sorted(problems),
            _("Import the interviews first, and copy the words of a passage from the transcript."),
        )
    return store_register(project, entries, passages, by_appendix)


def _not_found(path: Path, line: int, appendix: str) -> Problem:
    return Problem(
        one_line(path.name),
        line,
        "informants.passage-not-found",
        _("The restricted passage was not found in {appendix}.").format(appendix=appendix),
    )


def _names_taken(project: Project, path: Path, entries: list[InformantEntry]) -> list[Problem]:
    """Informants of a file who have the name of another one in the project."""
    there = {
        row["name"].casefold(): row["short_id"]
        for row in informants.informants(project.db)
        if row["name"]
    }
    given = {entry.informant.short_id for entry in entries}
    return [
        Problem(
            one_line(path.name),
            entry.line,
            "informants.duplicate-name",
            f"{_taken(there[name])} {two_of_one_name()}",
        )
        for entry in entries
        for name in [entry.informant.name.casefold()]
        if there.get(name) not in (None, entry.informant.short_id) and there[name] not in given
    ]


def _taken(short_id: str) -> str:
    return _("{id} in the project has the same name.").format(id=short_id)


def save(
    project: Project,
    short_id: str,
    values: Mapping[str, str],
    *,
    new: bool,
    appendices: tuple[str, ...] | None = None,
    speaker: str = "",
) -> int:
    """Add an informant by hand, or change one; returns how many interviews they were parted from.

    Args:
        project: An open project.
        short_id: Such as `I6`.
        values: Fields by name (see `FIELDS`); what is not named stays.
        new: Whether the informant must not be there yet; otherwise they must.
        appendices: All the interviews they took part in; None leaves that as it is.
        speaker: The label of their turns there, where several people were interviewed.

    Raises:
        NotFound: No such informant or interview.
        Refused: The id or the name is taken, or it is not clear whose words are whose.
    """
    if new:
        refuse_id(project, short_id)
    known = informants.informant(project.db, short_id)
    person = known if known is not None else None if new else consents.by_id(project, short_id)
    refuse_name(project, values.get("name", ""), person["short_id"] if person else "")
    rows = None if appendices is None else [project.interview(name) for name in appendices]
    row = {name: person[name] if person else "" for name in FIELDS} | dict(values)
    with project.action() as db:
        informant_id, _is_new = informants.save_informant(
            db,
            {
                **row,
                "short_id": person["short_id"] if person else short_id.strip(),
                "attributes": person["attributes"] if person else {},
            },
        )
        unlinked = 0 if rows is None else _link(project, informant_id, rows, speaker)
        journal.record(
            db,
            coder=project.coder,
            action="informant.add" if new else "informant.edit",
            subject={"informant": person["short_id"] if person else short_id.strip()},
        )
    return unlinked


def _link(project: Project, informant_id: int, rows: Sequence[InterviewRow], speaker: str) -> int:
    """Say in which interviews an informant took part; returns from how many they are parted."""
    for interview in rows:
        _refuse_mixing(project, interview, informant_id, speaker)
    ids = [interview.id for interview in rows]
    return participants.set_interviews(project.db, informant_id, ids, speaker)


def refuse_id(project: Project, short_id: str) -> None:
    """Refuse an id for a new informant that is taken, or is none.

    Raises:
        Refused: It is so.
    """
    from qda.formats.informant_entries import is_id

    known = informants.informant(project.db, short_id)
    if known is not None:
        raise Refused(
            _("There is an informant {id} already.").format(id=known["short_id"]),
            _("Change it with `qda informant edit {id}`.").format(id=known["short_id"]),
        )
    if not is_id(short_id.strip()):
        raise Refused(
            _("An id may hold only letters and digits, with hyphens between: I1, I2."),
            _("The name goes into `--name`."),
        )


def refuse_name(project: Project, name: str, short_id: str = "") -> None:
    """Refuse the name of another informant.

    Args:
        project: An open project.
        name: The name that is wanted.
        short_id: The informant who is to have it; empty for a new one.

    Raises:
        Refused: Somebody else has it.
    """
    for row in informants.informants(project.db):
        same = name and row["name"].casefold() == name.casefold()
        if same and row["short_id"] != short_id:
            raise Refused(_taken(row["short_id"]), two_of_one_name())


def _refuse_mixing(
    project: Project, interview: InterviewRow, informant_id: int, speaker: str
) -> None:
    others = [
        one
        for one in participants.participants(project.db).get(interview.id, ())
        if one.informant_id != informant_id
    ]
    if not others:
        return
    labels = {
        turn.label.casefold() for turn in interviews.turns(project.db, interview.transcript_id)
    }
    if not speaker or speaker.casefold() not in labels or not all(one.speaker for one in others):
        raise Refused(
            _("{appendix} has another informant, {ids}.").format(
                appendix=interview.appendix, ids=", ".join(one.short_id for one in others)
            ),
            _("If both were interviewed there, give each a `--speaker`, the label of their turns"
              " in the transcript, the first one too (`qda informant edit`)."),
        )  # fmt: skip
