"""Which interview a text of another program is: one that is here, or a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.counting import Counting, line_feeds
from qda.domain.interviews import appendix_in_file_name, appendix_number
from qda.domain.text import canonical, one_line, text_hash
from qda.formats.word_story import MOST_CHARACTERS
from qda.services import importing
from qda.services.consenting import INTERNAL, SHARED
from qda.services.exchange_cases import APPENDIX
from qda.services.exchange_names import Identities
from qda.storage import interviews

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qda.domain.exchange import Source
    from qda.domain.interviews import Turn
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

LIKE_ENOUGH = 0.5
"""Share of its lines that a text must have in common with an interview of the same number."""
LONGEST_NAME = 100
"""Characters of a coder's name."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What to take from a file."""

    themes: bool = True
    """New themes, where they are missing."""
    notes: bool = True
    """Notes as memos, and cases as informants."""
    texts: bool = True
    """Texts that the project does not hold, as interviews."""
    coder: str = ""
    """Who coded what the file leaves unsaid; the project's coder when empty."""
    counting: Counting | None = None
    """How positions count; found out when None."""
    dry_run: bool = False


@dataclass(slots=True)
class TextReport:
    """What became of one text."""

    name: str
    appendix: str
    """Its number here; empty where it has none."""
    outcome: str
    """`there`, `new`, `missing`, `empty`, `too large`, `erased` or `not here`."""
    counting: Counting | None = None
    certain: bool = True
    exact: bool = True
    """False where the words differ from ours and codings are placed by their quotes."""


@dataclass(slots=True)
class Target:
    """Where the codings of a source go."""

    report: TextReport
    text: str
    turns: Sequence[Turn]
    transcript: int
    """0 before the text is stored."""


def find_target(
    project: Project, source: Source, wishes: Wishes, erased: Collection[str] = ()
) -> Target:
    """The interview that a source is; a new one is imported where that is wished.

    Args:
        project: An open project.
        source: A text of the file.
        wishes: What to take.
        erased: GUIDs of the texts of informants who were erased here.
    """
    name = one_line(source.name)[:LONGEST_NAME]
    if source.guid in erased:
        return _nowhere(name, "erased")
    if source.missing:
        return _nowhere(name, "missing")
    text = canonical(line_feeds(source.text))[0]
    if not text.strip():
        return _nowhere(name, "empty")
    if len(text) > MOST_CHARACTERS:
        return _nowhere(name, "too large")
    row = _interview_of(project, source, text)
    if row is not None:
        stored = interviews.transcript_text(project.db, row.transcript_id)
        outcome = TextReport(name, row.appendix, "there", exact=stored == text)
        turns = interviews.turns(project.db, row.transcript_id)
        return Target(outcome, stored, turns, row.transcript_id)
    if not wishes.texts:
        return _nowhere(name, "not here")
    appendix = _free_appendix(project, source)
    speech, transcript = importing.import_text(
        project, text, appendix, title=name, dry_run=wishes.dry_run
    )
    return Target(TextReport(name, appendix, "new"), text, speech.reading.turns, transcript)


def _nowhere(name: str, outcome: str) -> Target:
    return Target(TextReport(name, "", outcome), "", (), 0)


def _interview_of(project: Project, source: Source, text: str) -> InterviewRow | None:
    """The interview that a source is: by GUID, by its words, or by number and likeness."""
    rows = project.interviews()
    for profile in (INTERNAL, SHARED):
        ids = Identities.of_project(project, profile)
        for row in rows:
            if ids.of(row.uid) == source.guid:
                return row
    digest = text_hash(text)
    same = next((row for row in rows if row.text_hash == digest), None)
    if same is not None:
        return same
    appendix = appendix_in_file_name(source.name) or appendix_number(source.name)
    for row in rows:
        if row.appendix == appendix or row.source_name == source.name:
            stored = interviews.transcript_text(project.db, row.transcript_id)
            if _likeness(stored, text) >= LIKE_ENOUGH:
                return row
    return None


def _likeness(one: str, other: str) -> float:
    lines, others = (
        {" ".join(line.split()) for line in text.split("\n") if line.strip()}
        for text in (one, other)
    )
    return len(lines & others) / max(1, min(len(lines), len(others)))


def _free_appendix(project: Project, source: Source) -> str:
    taken = {row.appendix for row in project.interviews()}
    said = one_line(canonical(source.values.get(APPENDIX, ""))[0])[:LONGEST_NAME]
    wanted = appendix_number(said) or appendix_in_file_name(source.name)
    if wanted and wanted not in taken:
        return wanted
    number = 1
    while f"Bilag {number}" in taken:
        number += 1
    return f"Bilag {number}"
