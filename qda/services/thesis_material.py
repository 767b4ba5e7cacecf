"""The interviews of a project as a thesis is checked against them.

Restricted passages are known here so that they can be recognised; nothing of them is handed on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.approval import Answered, Use, free
from qda.domain.consent import Approval, ConsentState, Scope
from qda.domain.permission import Profile
from qda.domain.quote_matching import Index
from qda.domain.quote_words import tokens
from qda.domain.thesis_findings import Approved
from qda.services import consenting
from qda.services.thesis_pseudonyms import NOTHING, Renamed, renamed
from qda.storage import approvals, informants, interviews

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from qda.domain.interviews import LineMap, PageMap, Turn
    from qda.domain.quote_words import Token
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class Source:
    """One interview."""

    row: InterviewRow
    text: str
    tokens: Sequence[Token]
    pages: PageMap
    consent: ConsentState | None
    """None where the interview has no informant."""
    restricted: tuple[Span, ...]
    withheld: bool
    """Whether nothing of it may be shown: withdrawn, or restrictions in doubt."""
    with_page: bool
    """Whether it may be cited with a page."""
    lines: LineMap
    approved: frozenset[str] = frozenset()
    """Quotations that the informant approved, as `_shown` reads them."""

    @property
    def last_page(self) -> int | None:
        """The number of its last page; None is unknown."""
        return max((start.number for start in self.pages.known), default=None)

    @property
    def first_page(self) -> int | None:
        """The number of its first page; None is unknown."""
        return min((start.number for start in self.pages.known), default=None)

    def touches(self, span: Span) -> bool:
        """Whether a span shares a character with a restricted passage."""
        return any(passage.overlaps(span) for passage in self.restricted)

    def permits(self, scope: Scope) -> bool:
        """Whether consent to a use is recorded; without an informant it is not."""
        return self.consent is not None and self.consent.permits(scope)


@dataclass(frozen=True, slots=True)
class Material:
    """All interviews of a project."""

    sources: Mapping[str, Source]
    """By appendix number."""
    index: Index
    names: tuple[tuple[str, str], ...]
    """Names of informants and speakers as the register and the transcripts spell them, each with
    the short id or the appendix that says whose it is."""
    short_ids: Mapping[str, str]
    """Appendix by the number in an informant's short id: `2` for `I2`."""
    renamed: Renamed = NOTHING
    """The same interviews under pseudonyms."""


def gather(project: Project, profile: Profile = Profile.ASSESSMENT) -> Material:
    """Read all interviews once.

    Args:
        project: The project.
        profile: For whose eyes the thesis is: under which pseudonyms it is read, too.
    """
    with project.reading() as db:
        gate = consenting.gate(project)
        answers = _approved(db)
        people = {row["id"]: row for row in informants.informants(db)}
        sources: dict[str, Source] = {}
        labels: list[tuple[str, str]] = []
        read: dict[str, tuple[str, Sequence[Turn]]] = {}
        for row in project.interviews():
            text = interviews.transcript_text(db, row.transcript_id)
            turns = interviews.turns(db, row.transcript_id)
            read[row.appendix] = (text, turns)
            labels += [(label, row.appendix) for label in {turn.label for turn in turns}]
            known = row.informant_id is not None
            sources[row.appendix] = Source(
                row,
                text,
                tokens(text, turns),
                interviews.page_map(db, row.transcript_id),
                consenting.state_of(project, row.informant_id)
                if row.informant_id is not None
                else None,
                gate.restricted.get(row.transcript_id, ()),
                withheld=row.transcript_id in gate.withdrawn or row.transcript_id in gate.doubtful,
                with_page=not known or row.appendix not in gate.without_page,
                lines=interviews.line_map(db, row.transcript_id),
                approved=frozenset(answers.get(row.informant_id or 0, ())),
            )
        numbers = {
            "".join(filter(str.isdigit, people[source.row.informant_id]["short_id"])): appendix
            for appendix, source in sources.items()
            if source.row.informant_id in people
        }
        names = [(str(one["name"]), str(one["short_id"])) for one in people.values()]
    index = Index({appendix: source.tokens for appendix, source in sources.items()})
    under = renamed(project, profile, read)
    return Material(sources, index, (*names, *sorted(labels)), numbers, under)


def _approved(db: Database) -> dict[int, set[str]]:
    """What each informant approved, by id; the newest answer to a coding counts."""
    shown = {row["id"]: row["text"] for row in approvals.excerpts(db)}
    newest = {
        (row["informant_id"], row["coding_uid"]): row
        for row in approvals.approvals(db)
        if row["use"] == Use.QUOTE
    }
    found: dict[int, set[str]] = {}
    for (informant, _coding), row in newest.items():
        if row["state"] in (Answered.APPROVED, Answered.WITH_CHANGES):
            text = row["text"] if row["state"] == Answered.WITH_CHANGES else ""
            found.setdefault(informant, set()).add(_shown(text or shown[row["excerpt_id"]]))
    return found


def _shown(text: str) -> str:
    """A quotation without what no approval depends on: marks, the ends, the first letter."""
    plain = free(text).strip(" \"'.…")
    return plain[:1].casefold() + plain[1:]


def approval_of(source: Source, printed: str, spans: Sequence[Span]) -> Approved:
    """Whether the informant has approved words as they are printed, or a mention.

    The one place that answers this question for a thesis. An approval holds for exactly the words
    that were shown.

    Args:
        source: The interview.
        printed: The quotation as printed; empty for a reference without one.
        spans: Where it stands in the transcript; empty for a reference without one.
    """
    wanted = source.consent.approval if source.consent is not None else None
    quoted = bool(printed and spans)
    if wanted is not Approval.ALL_MENTIONS and not (wanted is Approval.QUOTES and quoted):
        return Approved.NOT_NEEDED
    return Approved.YES if quoted and _shown(printed) in source.approved else Approved.UNKNOWN
