"""The references of a thesis as values for programs and tables; no project is needed."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from qda.domain.citation_finding import find_citations
from qda.errors import BadFile
from qda.formats.thesis import read_thesis
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.domain.citation_finding import Citation, Citations
    from qda.domain.citation_locators import CitedPart, Ranges
    from qda.domain.citation_quotations import Quotation
    from qda.domain.citation_references import Reference
    from qda.domain.thesis import Thesis

COLUMNS = (
    "number", "kind", "reference", "part", "appendices", "pages", "lines", "time", "page",
    "paragraph", "chapter", "quotation",
)  # fmt: skip
"""Headings of the table for programs: one row for each part of each reference."""


def read_citations(path: Path) -> tuple[Thesis, Citations]:
    """Read a thesis and find its references.

    Raises:
        BadFile: The file cannot be read, or holds no words.
    """
    thesis = read_thesis(path)
    if not thesis.words:
        raise BadFile(
            _('The file "{name}" holds no words.').format(name=thesis.name),
            _("Check that it is the thesis, and not an empty copy."),
        )
    return thesis, find_citations(thesis)


def ranges(found: Ranges) -> str:
    """`4-5, 10` from stretches of numbers."""
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def citation_values(thesis: Thesis, citation: Citation) -> dict[str, Any]:
    """A reference for programs."""
    quotations = [_quotation(quotation) for quotation in citation.quotations]
    return {
        "number": citation.number,
        **_reference(thesis, citation.reference),
        "page": citation.page,
        "chapter": citation.chapter,
        "quotation": quotations[0]["text"] if quotations else None,
        "quotations": quotations,
    }


def other_values(thesis: Thesis, reference: Reference) -> dict[str, Any]:
    """A heading or an entry of a list, for programs."""
    page = thesis.paragraphs[reference.paragraph].page_at(reference.start)
    return {"number": None, **_reference(thesis, reference), "page": page, "chapter": "",
            "quotation": None, "quotations": []}  # fmt: skip


def _reference(thesis: Thesis, reference: Reference) -> dict[str, Any]:
    text = thesis.paragraphs[reference.paragraph].text
    return {
        "kind": str(reference.kind),
        "text": reference.text,
        "parts": [_part(text, part) for part in reference.parts],
        "paragraph": reference.paragraph + 1,
        "start": reference.start,
        "stop": reference.stop,
        "setting": str(thesis.paragraphs[reference.paragraph].setting),
    }


def _part(text: str, part: CitedPart) -> dict[str, Any]:
    return {
        "text": " ".join(text[part.start : part.stop].split()),
        "appendices": list(part.appendices),
        "informant": "" if part.informant == "ibid" else part.informant,
        "pages": [list(pair) for pair in part.pages],
        "lines": [list(pair) for pair in part.lines],
        "time": part.time,
    }


def _quotation(quotation: Quotation) -> dict[str, Any]:
    return {
        "text": quotation.text,
        "form": str(quotation.form),
        "paragraph": quotation.first + 1,
        "last_paragraph": quotation.last + 1,
        "start": quotation.places[0][1].start,
        "stop": quotation.places[-1][1].stop,
        "whole": quotation.whole,
    }


def citation_rows(thesis: Thesis, citation: Citation) -> Iterator[tuple[Any, ...]]:
    """The rows of `COLUMNS`, one for each part."""
    text = thesis.paragraphs[citation.reference.paragraph].text
    for part in citation.reference.parts:
        yield (
            citation.number,
            str(citation.reference.kind),
            citation.reference.text,
            " ".join(text[part.start : part.stop].split()),
            ", ".join(part.appendices) or part.informant,
            ranges(part.pages),
            ranges(part.lines),
            part.time,
            citation.page if citation.page is not None else "",
            citation.reference.paragraph + 1,
            citation.chapter,
            " / ".join(" ".join(q.text.split()) for q in citation.quotations),
        )


def as_csv(thesis: Thesis, citations: Citations) -> bytes:
    """The references as csv, one row for each part."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for citation in citations.found:
        writer.writerows(citation_rows(thesis, citation))
    return out.getvalue().encode("utf-8")


def summary(citations: Citations) -> str:
    """How many references and quotations there are, in words."""
    count = len(citations.found)
    parts = sum(len(citation.reference.parts) for citation in citations.found)
    quotations = len({id(q) for citation in citations.found for q in citation.quotations})
    references = ngettext("{count} reference", "{count} references", count).format(count=count)
    named = ngettext("{count} appendix named", "{count} appendices named", parts).format(
        count=parts
    )
    quoted = ngettext("{count} quotation", "{count} quotations", quotations).format(
        count=quotations
    )
    return _("{references} ({named}), {quoted}").format(
        references=references, named=named, quoted=quoted
    )
