"""A checked thesis for programs, in words, and as a copy with comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.domain.thesis_findings import FindingKind, Status
from qda.errors import Refused
from qda.formats.sniff import FileKind, shown_name, sniff
from qda.language import gettext as _
from qda.storage.store import now

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.permission import Permitted
    from qda.domain.thesis_findings import Finding, QuoteCheck, ThesisReport


def write_comments(thesis: Path, target: Path, report: Permitted[ThesisReport]) -> int:
    """Write a copy of the thesis with the findings as comments; returns how many.

    Raises:
        Refused: The thesis is no Word file, or would be replaced by its copy.
        BadFile: The copy cannot be written.
    """
    if sniff(thesis) is not FileKind.ZIP or report.value.name != shown_name(thesis):
        raise Refused(
            _('Comments need a Word file; "{name}" is none.').format(name=shown_name(thesis)),
            _("Save the thesis as .docx and check that."),
        )
    if target.exists() and target.samefile(thesis):
        raise Refused(
            _('"{name}" is the thesis itself and stays as it is.').format(name=shown_name(target)),
            _("Give the copy with comments another name."),
        )
    from qda.formats.word_comments import write_commented

    return write_commented(thesis, target, report, now()[:19] + "Z")


def report_values(report: Permitted[ThesisReport]) -> dict[str, Any]:
    """A report for programs."""
    shown = report.value
    return {
        "thesis": shown.name,
        "references": shown.references,
        "quotations": [_quote(quote) for quote in shown.quotes],
        "findings": [_finding(finding) for finding in shown.findings],
        "problems": shown.problems,
    }


def _quote(quote: QuoteCheck) -> dict[str, Any]:
    return {
        "reference_number": quote.citation,
        "reference": quote.reference,
        "status": str(quote.status),
        "opening": quote.opening,
        "words": quote.words,
        "page": quote.page,
        "paragraph": quote.paragraph + 1,
        "found_in": quote.appendix,
        "found_on": list(quote.pages),
        "edits": [
            {"kind": str(edit.kind), "printed": edit.printed, "said": edit.said}
            for edit in quote.edits
        ],
        "problems": [str(finding.kind) for finding in quote.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": str(finding.kind),
        "problem": finding.is_problem,
        "reference_number": finding.citation,
        "page": finding.page,
        "paragraph": finding.paragraph + 1,
        "start": finding.span.start,
        "stop": finding.span.stop,
        "chapter": finding.chapter,
        "message": finding.message,
    }


def status_in_words(status: Status) -> str:
    """A status for people."""
    return {
        Status.EXACT: _("exact"),
        Status.EDITED: _("edited"),
        Status.CHANGED: _("changed"),
        Status.NOT_FOUND: _("not found"),
        Status.WRONG_PAGE: _("wrong page"),
        Status.WRONG_APPENDIX: _("wrong appendix"),
        Status.NOT_PERMITTED: _("not permitted"),
        Status.NOT_APPROVED: _("not approved"),
        Status.OFF_RECORD: _("off the record"),
        Status.UNKNOWN: _("not checked"),
    }[status]


def kind_in_words(kind: FindingKind) -> str:
    """A kind of finding for people."""
    return {
        FindingKind.CHANGED: _("changed quotation"),
        FindingKind.NOT_FOUND: _("not found"),
        FindingKind.OTHER_SPEAKER: _("another speaker"),
        FindingKind.WRONG_PAGE: _("wrong page"),
        FindingKind.WRONG_LINE: _("wrong line"),
        FindingKind.WRONG_APPENDIX: _("wrong appendix"),
        FindingKind.NO_REFERENCE: _("no reference"),
        FindingKind.OFF_RECORD: _("off the record"),
        FindingKind.PARAPHRASE: _("off the record"),
        FindingKind.NOT_PERMITTED: _("no consent"),
        FindingKind.NOT_APPROVED: _("not approved"),
        FindingKind.PAGE_NOT_ALLOWED: _("page not allowed"),
        FindingKind.NO_SUCH_PAGE: _("no such page"),
        FindingKind.NO_SUCH_APPENDIX: _("no such appendix"),
        FindingKind.NOT_IMPORTED: _("not imported"),
        FindingKind.PAGE_UNKNOWN: _("page unknown"),
        FindingKind.NAME: _("name in two spellings"),
        FindingKind.REAL_NAME: _("hidden name"),
    }[kind]
