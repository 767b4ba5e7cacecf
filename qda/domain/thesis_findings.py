"""What a check of a thesis against its interviews found, quotation by quotation.

A finding names places, pages and appendices; it never holds words of a restricted passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qda.domain.quote_aligning import Edit
    from qda.domain.text import Span


class Status(StrEnum):
    """What became of one quotation; shown to programs, never translated."""

    EXACT = "exact"
    EDITED = "edited"
    CHANGED = "changed"
    NOT_FOUND = "not found"
    WRONG_PAGE = "wrong page"
    WRONG_APPENDIX = "wrong appendix"
    NOT_PERMITTED = "not permitted"
    NOT_APPROVED = "not approved"
    OFF_RECORD = "off the record"
    UNKNOWN = "unknown"
    """The interview is not in the project, so nothing can be said."""


class FindingKind(StrEnum):
    """What is wrong, or could not be settled; stable names for programs."""

    CHANGED = "quote.changed"
    NOT_FOUND = "quote.not-found"
    OTHER_SPEAKER = "quote.other-speaker"
    """Words of an interviewer, printed as the informant's."""
    WRONG_PAGE = "quote.wrong-page"
    WRONG_LINE = "quote.wrong-line"
    WRONG_APPENDIX = "quote.wrong-appendix"
    NO_REFERENCE = "quote.no-reference"
    OFF_RECORD = "quote.off-record"
    PARAPHRASE = "passage.off-record"
    """Running text that follows a restricted passage too closely."""
    NOT_PERMITTED = "consent.not-permitted"
    NOT_APPROVED = "consent.not-approved"
    PAGE_NOT_ALLOWED = "consent.page-not-allowed"
    NO_SUCH_PAGE = "reference.no-such-page"
    NO_SUCH_APPENDIX = "reference.no-such-appendix"
    NOT_IMPORTED = "reference.not-imported"
    PAGE_UNKNOWN = "reference.page-unknown"
    NAME = "name.two-spellings"
    REAL_NAME = "name.hidden"
    """A quotation with a name that stands under a pseudonym for others."""


UNSETTLED = frozenset({FindingKind.NOT_IMPORTED, FindingKind.PAGE_UNKNOWN})
"""Kinds that say that something is not known: no problem, and no all-clear either."""


class Approved(StrEnum):
    """Whether an informant has approved what is printed."""

    NOT_NEEDED = "not needed"
    YES = "yes"
    UNKNOWN = "unknown"
    """Nothing is recorded; no answer is not a yes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, at its place in the thesis."""

    kind: FindingKind
    paragraph: int
    """Index of the paragraph."""
    span: Span
    """The words that it is about."""
    message: str
    """What is wrong and what to do, in the user's language."""
    citation: int | None = None
    """Number of the reference; None where the words have none."""
    page: int | None = None
    """Page of the thesis."""
    chapter: str = ""
    others: tuple[tuple[int, Span], ...] = ()
    """Further places of which the same is said: paragraph and words."""

    @property
    def is_problem(self) -> bool:
        """Whether it needs mending before the thesis is handed in."""
        return self.kind not in UNSETTLED


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """What became of one quotation."""

    citation: int | None
    """Number of its reference."""
    reference: str
    """As written; empty without one."""
    paragraph: int
    page: int | None
    status: Status
    words: int
    opening: str = ""
    """Its first words as the thesis prints them; empty where a passage is restricted."""
    appendix: str = ""
    """Where it was found."""
    pages: tuple[int, ...] = ()
    """The pages on which it stands there; empty is unknown."""
    edits: tuple[Edit, ...] = ()
    """All differences; none where a passage is restricted."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ThesisReport:
    """The result of a check."""

    name: str
    """The thesis' file name."""
    references: int
    quotes: tuple[QuoteCheck, ...]
    findings: tuple[Finding, ...]
    """All findings, those of the quotations included, in the order of the text."""

    @property
    def problems(self) -> int:
        """How many findings need mending."""
        return sum(finding.is_problem for finding in self.findings)
