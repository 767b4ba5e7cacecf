"""Putting a corrected text in the place of an interview's, with everything that was marked in it.

One transaction, one journal line, one step that undo takes back. Earlier versions stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as with_values
from typing import TYPE_CHECKING

from qda.domain.carrying import Fate, unchanged_share
from qda.domain.carrying_pages import CARRIED, carried_pages
from qda.domain.documents import PageSource
from qda.domain.interviews import Role
from qda.domain.speaker_naming import Naming
from qda.domain.speakers import Layout
from qda.domain.text import text_hash
from qda.errors import Refused
from qda.formats.reading import read_document
from qda.language import gettext as _
from qda.services import keeping, visiting
from qda.services.carrying import Item, carry_over, items_of
from qda.services.carrying_mentions import carry_mentions
from qda.services.filing import new_transcript
from qda.services.import_storing import file_hash
from qda.services.importing import PROPOSAL, report_values
from qda.services.segmenting import Speech, segmented, with_pages
from qda.storage import interviews, journal, versions
from qda.storage.journal import Change

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.documents import Document
    from qda.domain.interviews import PageMap, Role
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow
    from qda.storage.transcripts import NewTranscript


@dataclass(frozen=True, slots=True)
class Plan:
    """What replacing a text does, or would do."""

    appendix: str
    file: str
    version: int
    """The number of the new version."""
    document: Document
    speech: Speech
    items: tuple[Item, ...]
    """Everything that was marked, by place."""
    unchanged: float
    """Which part of the earlier text stands in the new one, from 0 to 1."""
    unknown_labels: tuple[str, ...]
    """Speakers whom the earlier version did not have; a person should look at their roles."""
    missing_labels: tuple[str, ...]
    """Speakers whom the new version does not have."""
    pages_before: PageMap
    """The pages of the earlier version."""

    @property
    def carries_pages(self) -> bool:
        """Whether the pages are those of the earlier version."""
        source = self.speech.pages.source
        return source in CARRIED and source is self.pages_before.source

    @property
    def measures_again(self) -> bool:
        """Whether the earlier file was measured, and the corrected one tells nothing of pages."""
        return (
            self.pages_before.source is PageSource.MEASURED
            and self.speech.pages.source is PageSource.UNKNOWN
        )

    def count(self, fate: Fate, subject: str | None = None) -> int:
        """How many things have this fate."""
        return sum(
            1 for item in self.items if item.fate is fate and subject in (None, item.subject)
        )

    @property
    def to_review(self) -> tuple[Item, ...]:
        """What a person must look at."""
        return tuple(item for item in self.items if item.fate is not Fate.EXACT)


@dataclass(frozen=True, slots=True)
class _Corrected:
    """A corrected file as it was read."""

    path: Path
    document: Document
    speech: Speech
    source_hash: str
    unknown: tuple[str, ...]
    missing: tuple[str, ...]


def plan(project: Project, interview: InterviewRow, path: Path) -> Plan:
    """What would become of all that is marked in an interview; changes nothing.

    Args:
        project: An open project.
        interview: The interview whose text was corrected.
        path: The corrected file.

    Raises:
        BadFile: The file cannot be read.
        Refused: It is the text that is there, or another interview's.
    """
    with project.reading():
        corrected = _read(project, interview, path)
        return _plan(project, interview, corrected)


def replace(project: Project, interview: InterviewRow, path: Path, reason: str = "") -> Plan:
    """Put a corrected text in the place of an interview's, as one step that undo takes back.

    Args:
        project: An open project; a backup is made first.
        interview: The interview whose text was corrected.
        path: The corrected file; it is only read.
        reason: Why, for the record.

    Raises:
        BadFile: The file cannot be read.
        Refused: It is the text that is there, or another interview's.
    """
    corrected = _read(project, interview, path)
    keeping.backup(project, "before-replace")
    with project.action() as db:
        # Read again: another program may have coded since.
        interview = project.interview(interview.appendix)
        made = _plan(project, interview, corrected)
        transcript, version = versions.add_version(
            db, interview.id, _new_transcript(interview, corrected), reason or "corrected"
        )
        uid = versions.version_uid(interview.uid, version)
        changes = [Change("transcript", uid, {"undone": 1}, {"undone": 0})]
        changes += carry_over(project, interview, transcript, corrected.speech.text, made.items)
        changes += carry_mentions(project, interview, transcript, corrected.speech.text)
        visiting.carry_seen(project, interview, transcript, corrected.speech.text)
        journal.record(
            db,
            coder=project.coder,
            action="interview.replace",
            subject={
                "appendix": interview.appendix,
                "version": version,
                **{str(fate): made.count(fate) for fate in Fate},
            },
            changes=changes,
            undoable=True,
        )
    return with_values(made, version=version)


def _read(project: Project, interview: InterviewRow, path: Path) -> _Corrected:
    document = read_document(path)
    source_hash = file_hash(path)
    for other in project.interviews():
        if other.source_hash == source_hash and other.id != interview.id:
            raise Refused(
                _('"{name}" is in the project already, as {appendix}.').format(
                    name=path.name, appendix=other.appendix
                ),
                _("Name the corrected file of {appendix}.").format(appendix=interview.appendix),
            )
    speech, labels = _speech(project, interview, document)
    pages = interviews.page_map(project.db, interview.transcript_id)
    same_pages = speech.pages.source is PageSource.UNKNOWN or speech.pages == pages
    if text_hash(speech.text) == interview.text_hash and same_pages:
        raise Refused(
            _('"{name}" holds the text that {appendix} has already.').format(
                name=path.name, appendix=interview.appendix
            ),
            _("Nothing was changed."),
        )
    if speech.pages.source is PageSource.UNKNOWN and pages.source in CARRIED:
        old = interviews.transcript_text(project.db, interview.transcript_id)
        speech = with_pages(speech, carried_pages(old, speech.text, pages))
    now_there = {speaker.label for speaker in speech.reading.speakers if speaker.label}
    return _Corrected(
        path,
        document,
        speech,
        source_hash,
        unknown=tuple(sorted(now_there - labels)),
        missing=tuple(sorted(labels - now_there)),
    )


def _speech(
    project: Project, interview: InterviewRow, document: Document
) -> tuple[Speech, set[str]]:
    """The file as speech, its speakers settled as before; and the labels there were."""
    roles: dict[str, Role] = {}
    for turn in interviews.turns(project.db, interview.transcript_id):
        if turn.label:
            roles.setdefault(turn.label, turn.role)
    layout = Layout(interview.layout)
    naming = Naming.from_values(interview.report.get("speakers"))
    as_before = _with_roles(document, roles, layout, naming)
    if layout is Layout.NONE or as_before.reading.confidence >= PROPOSAL:
        return as_before, set(roles)
    detected = _with_roles(document, roles, None, naming)
    better = detected.reading.confidence > as_before.reading.confidence
    return detected if better else as_before, set(roles)


def _with_roles(
    document: Document, roles: dict[str, Role], layout: Layout | None, naming: Naming
) -> Speech:
    try:
        return segmented(document, roles, layout, naming)
    except Refused:  # a speaker has left the transcript
        labels = {s.label for s in segmented(document, None, layout).reading.speakers}
        kept = naming.within(labels)
        names = {kept.name(label) for label in labels}
        known = {label: role for label, role in roles.items() if label in names}
        return segmented(document, known, layout, kept)


def _new_transcript(interview: InterviewRow, corrected: _Corrected) -> NewTranscript:
    values = report_values(corrected.document)
    if "speakers" in interview.report:
        values["speakers"] = interview.report["speakers"]
    return new_transcript(corrected.speech, corrected.path.name, corrected.source_hash, values)


def _plan(project: Project, interview: InterviewRow, corrected: _Corrected) -> Plan:
    new = corrected.speech.text
    return Plan(
        appendix=interview.appendix,
        file=corrected.path.name,
        version=interview.version + 1,
        document=corrected.document,
        speech=corrected.speech,
        items=items_of(project, interview, new),
        unchanged=unchanged_share(
            interviews.transcript_text(project.db, interview.transcript_id), new
        ),
        unknown_labels=corrected.unknown,
        missing_labels=corrected.missing,
        pages_before=interviews.page_map(project.db, interview.transcript_id),
    )
