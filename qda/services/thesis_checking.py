"""`qda check THESIS`: every quotation and every reference of a thesis against the interviews.

The report names places, pages and ids; it holds no word of a passage that may not be used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.domain.citation_quotations import QuotationForm
from qda.domain.consent import Scope
from qda.domain.permission import Profile
from qda.domain.text import Span
from qda.domain.thesis_findings import (
    Approved,
    Finding,
    FindingKind,
    QuoteCheck,
    Status,
    ThesisReport,
)
from qda.language import gettext as _
from qda.services import consenting
from qda.services.thesis_citing import read_citations
from qda.services.thesis_material import Material, approval_of, gather
from qda.services.thesis_names import hidden_names, two_spellings
from qda.services.thesis_passages import echoes
from qda.services.thesis_quotes import (
    SURE,
    Verdict,
    check_quotation,
    cited,
    cited_lines,
)
from qda.services.thesis_words import name_in_text, not_approved, not_permitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qda.domain.citation_finding import Citation, Citations
    from qda.domain.citation_quotations import Quotation
    from qda.domain.permission import Permitted
    from qda.domain.thesis import Thesis
    from qda.services.project import Project

OPENING = 8
"""Words of a quotation that a report shows, so that it is found again."""


def check_thesis(
    project: Project, path: Path, profile: Profile = Profile.ASSESSMENT
) -> Permitted[ThesisReport]:
    """Check a thesis against the interviews of a project.

    Args:
        project: The project.
        path: The thesis.
        profile: For whose eyes it is: which names stand under pseudonyms.

    Raises:
        BadFile: The file cannot be read.
    """
    thesis, citations = read_citations(path)
    return consenting.permit_report(examined(thesis, citations, gather(project, profile)))


def examined(thesis: Thesis, citations: Citations, material: Material) -> ThesisReport:
    """The report on a thesis that was read."""
    checks = _Checks(thesis, citations, material)
    quotes = tuple(checks.quotations())
    findings = [finding for quote in quotes for finding in quote.findings]
    findings += checks.references()
    passages = checks.passages(quotes)
    findings += passages
    # A quotation that follows a restricted passage without being found in it is not shown either.
    near = {finding.paragraph for finding in passages}
    quotes = tuple(
        replace(quote, opening="", edits=()) if quote.paragraph in near else quote
        for quote in quotes
    )
    findings += checks.names(quotes)
    ordered = sorted(_once(findings), key=lambda one: (one.paragraph, one.span, one.kind))
    return ThesisReport(thesis.name, len(citations.found), quotes, tuple(ordered))


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Without the same sentence at the same reference twice."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        where = finding.citation or (finding.paragraph, finding.span)
        seen.setdefault((finding.kind, where, finding.message), finding)
    return list(seen.values())


class _Checks:
    """The thesis, its references and the interviews, asked one after the other."""

    def __init__(self, thesis: Thesis, citations: Citations, material: Material) -> None:
        self._thesis = thesis
        self._citations = citations
        self._material = material

    def _finding(
        self,
        kind: FindingKind,
        place: tuple[int, Span],
        message: str,
        citation: Citation | None = None,
    ) -> Finding:
        paragraph, span = place
        return Finding(
            kind,
            paragraph,
            span,
            message,
            citation.number if citation else None,
            self._thesis.paragraphs[paragraph].page_at(span.start),
            citation.chapter if citation else "",
        )

    # Quotations

    def quotations(self) -> Iterator[QuoteCheck]:
        """Every quotation with a reference, and those without one that were said."""
        for quotation, owners in self._owned():
            parts = [part for owner in owners for part in owner.reference.parts]
            sure = quotation.words > 3 or any(self._tight(quotation, owner) for owner in owners)
            verdict = check_quotation(
                quotation.text,
                cited(parts, self._material),
                self._material,
                sure=sure,
                lines=cited_lines(parts, self._material),
            )
            yield self._checked(quotation, owners[0], verdict)
        for quotation in self._citations.unclaimed:
            verdict = check_quotation(quotation.text, {}, self._material, sure=False)
            if verdict.status is Status.WRONG_APPENDIX and verdict.match is not None:
                if quotation.words < SURE or verdict.match.words_changed * 5 > quotation.words:
                    continue
                sentence = _("These words stand in {appendix} and have no reference: add it.")
                said = ((FindingKind.NO_REFERENCE, sentence.format(appendix=verdict.appendix)),)
                verdict = Verdict(
                    verdict.status, said, verdict.match, verdict.appendix, verdict.pages
                )
                yield self._checked(quotation, None, verdict)
            elif verdict.status in (Status.OFF_RECORD, Status.NOT_PERMITTED):
                yield self._checked(quotation, None, verdict)

    def _owned(self) -> list[tuple[Quotation, list[Citation]]]:
        owned: dict[int, tuple[Quotation, list[Citation]]] = {}
        for citation in self._citations.found:
            for quotation in citation.quotations:
                owned.setdefault(id(quotation), (quotation, []))[1].append(citation)
        return list(owned.values())

    def _tight(self, quotation: Quotation, citation: Citation) -> bool:
        if quotation.form is QuotationForm.BLOCK:
            return True
        if quotation.last != citation.reference.paragraph:
            return False
        gap = self._thesis.paragraphs[quotation.last].text[
            quotation.stop : citation.reference.start
        ]
        return not gap.strip(" .,;:”“\"»«’'") and citation.reference.start >= quotation.stop

    def _checked(
        self, quotation: Quotation, citation: Citation | None, verdict: Verdict
    ) -> QuoteCheck:
        place = quotation.places[0]
        shown = verdict.match is not None or verdict.status in (Status.NOT_FOUND, Status.UNKNOWN)
        words = quotation.text.split()
        opening = " ".join(words[:OPENING]) + (" …" if len(words) > OPENING else "")
        return QuoteCheck(
            citation.number if citation else None,
            citation.reference.text if citation else "",
            quotation.first,
            self._thesis.paragraphs[quotation.first].page_at(place[1].start),
            verdict.status,
            quotation.words,
            opening if shown else "",
            verdict.appendix,
            verdict.pages,
            verdict.match.edits if verdict.match else (),
            tuple(self._finding(kind, place, message, citation) for kind, message in verdict.said),
        )

    # References

    def references(self) -> list[Finding]:
        """What is wrong with the references themselves, quotation or not."""
        found: list[Finding] = []
        for citation in self._citations.found:
            reference = citation.reference
            place = (reference.paragraph, Span(reference.start, reference.stop))
            for name, pages in cited(reference.parts, self._material).items():
                for kind, message in self._said_of(name, pages, bool(citation.quotations)):
                    found.append(self._finding(kind, place, message, citation))
        return self._mentions_together(found)

    def _mentions_together(self, found: list[Finding]) -> list[Finding]:
        """The same with one finding for all mentions that an informant wants to approve."""
        groups: dict[str, list[Finding]] = {}
        for finding in found:
            if finding.kind is FindingKind.NOT_APPROVED:
                groups.setdefault(finding.message, []).append(finding)
        kept = [finding for finding in found if finding.kind is not FindingKind.NOT_APPROVED]
        for message, group in groups.items():
            numbers = ", ".join(str(finding.citation) for finding in group)
            whole = _("{message} It concerns the references {numbers}.").format(
                message=message, numbers=numbers
            )
            others = tuple((one.paragraph, one.span) for one in group[1:])
            one = replace(group[0], message=whole, others=others) if others else group[0]
            kept.append(one)
        return kept

    def _said_of(
        self, name: str, pages: set[int] | None, quotes: bool
    ) -> Iterator[tuple[FindingKind, str]]:
        source = self._material.sources.get(name)
        listed = self._citations.listed
        if source is None:
            if len(listed) > 1 and name not in listed:
                yield (
                    FindingKind.NO_SUCH_APPENDIX,
                    _("The thesis has no {appendix}: mend the reference.").format(appendix=name),
                )
            else:
                yield (
                    FindingKind.NOT_IMPORTED,
                    _("{appendix} is not in the project, so nothing is known of it.").format(
                        appendix=name
                    ),
                )
            return
        if source.withheld or not source.permits(Scope.PARAPHRASE):
            yield FindingKind.NOT_PERMITTED, not_permitted(source, Scope.PARAPHRASE)
        elif not quotes and approval_of(source, "", ()) is Approved.UNKNOWN:
            yield FindingKind.NOT_APPROVED, not_approved(source)
        if not pages:
            return
        first, last = source.first_page, source.last_page
        if not source.with_page:
            yield (
                FindingKind.PAGE_NOT_ALLOWED,
                _("{appendix} is not shown, so it is cited without a page.").format(appendix=name),
            )
        elif last is None or first is None:
            yield (
                FindingKind.PAGE_UNKNOWN,
                _("The pages of {appendix} are unknown, so this one was not checked.").format(
                    appendix=name
                ),
            )
        elif max(pages) > last or min(pages) < first:
            yield (
                FindingKind.NO_SUCH_PAGE,
                _("{appendix} has pages {first} to {last}: mend the page.").format(
                    appendix=name, first=first, last=last
                ),
            )

    # Running text

    def passages(self, quotes: Sequence[QuoteCheck]) -> list[Finding]:
        """Places that follow a restricted passage too closely, beside those that quote it."""
        told = {q.paragraph for q in quotes if q.status is Status.OFF_RECORD}
        sentence = _("This follows a passage of {appendix} that is off the record: take it out.")
        return [
            self._finding(
                FindingKind.PARAPHRASE,
                (echo.paragraph, echo.span),
                sentence.format(appendix=echo.appendix),
            )
            for echo in echoes(self._thesis, self._material)
            if echo.paragraph not in told
        ]

    def names(self, quotes: Sequence[QuoteCheck]) -> list[Finding]:
        """Names spelt in two ways, and those outside quotations that others may not see."""
        hidden = hidden_names(self._thesis, self._material, quotes)
        found = [
            self._finding(FindingKind.REAL_NAME, (paragraph, span), name_in_text(instead))
            for paragraph, span, instead in hidden
        ]
        for one in two_spellings(self._thesis, self._citations, self._material):
            sentence = (
                _("The register or the transcript spells the name of {whose} otherwise.")
                if one.register
                else _("The name beside {whose} is spelt in two ways in this thesis.")
            )
            found.append(
                self._finding(
                    FindingKind.NAME, (one.paragraph, one.span), sentence.format(whose=one.whose)
                )
            )
        return found
