"""Checking one quotation of a thesis against the interviews.

A match in the cited interview counts before all others; what touches a restricted passage is
reported without a word of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.consent import Scope
from qda.domain.documents import LineSource
from qda.domain.quote_words import LABEL
from qda.domain.thesis_findings import Approved, FindingKind, Status
from qda.language import gettext as _
from qda.services.thesis_material import Material, Source, approval_of
from qda.services.thesis_words import edit_in_words, not_approved, not_permitted, real_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.citation_locators import CitedPart, Ranges
    from qda.domain.quote_matching import Match

FEW = 4
"""Words from which a quotation that stands nowhere else is one of another interview."""
SURE = 8
"""Words from which a quotation found without its reference surely is one."""


_NEXT = 1
"""Lines beside the right one that count as right: people miscount."""
_NO_LINES: Mapping[str, Ranges] = {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a quotation, and what is to be said about it."""

    status: Status
    said: tuple[tuple[FindingKind, str], ...] = ()
    """Kinds and sentences."""
    match: Match | None = None
    """None where nothing may be shown."""
    appendix: str = ""
    pages: tuple[int, ...] = ()


def cited(parts: Sequence[CitedPart], material: Material) -> dict[str, set[int] | None]:
    """The appendices that a reference names, with the pages; None is without a page."""
    found: dict[str, set[int] | None] = {}
    for part in parts:
        names = part.appendices or _of_informant(part, material)
        pages = {page for first, last in part.pages for page in range(first, last + 1)}
        for name in names:
            before = found.get(name)
            found[name] = (before or set()) | pages if pages or before else None
    return found


def cited_lines(parts: Sequence[CitedPart], material: Material) -> dict[str, Ranges]:
    """The lines that a reference names, by appendix."""
    found: dict[str, Ranges] = {}
    for part in parts:
        for name in part.appendices or _of_informant(part, material):
            found[name] = found.get(name, ()) + part.lines
    return found


def _of_informant(part: CitedPart, material: Material) -> tuple[str, ...]:
    number = "".join(filter(str.isdigit, part.informant))
    appendix = material.short_ids.get(number)
    return (appendix,) if appendix else ()


def check_quotation(
    text: str,
    wanted: dict[str, set[int] | None],
    material: Material,
    *,
    sure: bool,
    lines: Mapping[str, Ranges] = _NO_LINES,
) -> Verdict:
    """Compare a quotation with the transcripts.

    Args:
        text: The quotation as printed.
        wanted: The appendices of its reference with their pages.
        material: The interviews.
        sure: Whether it surely is a quotation of an interview; a scare quote is not.
        lines: The lines that its reference names, by appendix.
    """
    matches = [*material.index.matches(text), *material.renamed.matches(text)]
    own = [match for match in matches if match.source in wanted]
    best = _best(own, wanted, material)
    other = _best([match for match in matches if match.source not in wanted], {}, material)
    stands_elsewhere = other is not None and other.words >= FEW and other.words_changed == 0
    if other is not None and stands_elsewhere and (best is None or best.words_changed > 0):
        return _elsewhere(other, wanted, material)
    if best is None:
        return _nowhere(text, wanted, material, other, sure=sure)
    return _where_cited(text, best, wanted[best.source], lines.get(best.source, ()), material)


def _where_cited(
    text: str, best: Match, pages: set[int] | None, lines: Ranges, material: Material
) -> Verdict:
    """The verdict on words that stand in the interview of their reference."""
    source = material.sources[best.source]
    barred = _barred(best, source)
    if barred is not None:
        return barred
    said: list[tuple[FindingKind, str]] = []
    status = Status.EXACT if best.exact else Status.EDITED
    if best.changes:
        status = Status.CHANGED
        said.append((FindingKind.CHANGED, _changed(best)))
    if best.asked and not LABEL.search(text):
        status = Status.CHANGED
        said.append((FindingKind.OTHER_SPEAKER, _other_speaker(best)))
    wrong = _wrong_page(source, best, pages)
    if wrong:
        status = Status.WRONG_PAGE if status is not Status.CHANGED else status
        said.append((FindingKind.WRONG_PAGE, wrong))
    elif off := _wrong_line(source, best, lines):
        said.append((FindingKind.WRONG_LINE, off))
    for instead in material.renamed.names_left(text, best):
        said.append((FindingKind.REAL_NAME, real_name(best.source, instead)))
    if approval_of(source, text, best.spans) is Approved.UNKNOWN:
        calm = status in (Status.EXACT, Status.EDITED)
        status = Status.NOT_APPROVED if calm else status
        said.append((FindingKind.NOT_APPROVED, not_approved(source)))
    return Verdict(status, tuple(said), best, best.source, source.pages.pages_of(best.cover))


def _best(
    matches: Sequence[Match], wanted: dict[str, set[int] | None], material: Material
) -> Match | None:
    """The match with the fewest changes; among equals one that is on its page and may be shown."""

    def order(match: Match) -> tuple[int, bool, bool, bool, int]:
        source = material.sources[match.source]
        pages = wanted.get(match.source)
        here = source.pages.pages_of(match.cover)
        off = bool(pages) and bool(here) and not _on_page(here, pages or set())
        return (
            match.words_changed, source.touches(match.cover), match.asked > 0, off,
            len(match.edits),
        )  # fmt: skip

    found = sorted(matches, key=order)
    if len(found) > 1 and material.sources[found[0].source].touches(found[0].cover):
        return found[0]
    return found[0] if found else None


def _on_page(here: Sequence[int], wanted: set[int]) -> bool:
    return any(page in wanted for page in range(here[0], here[-1] + 1))


def _barred(match: Match, source: Source) -> Verdict | None:
    """The verdict on words that may not be printed at all."""
    name = source.row.appendix
    if source.touches(match.cover):
        bridged = not any(source.touches(span) for span in match.spans)
        sentence = (
            _("This quotation reaches over a passage of {appendix} that may not be used: cut it.")
            if bridged
            else _("These words of {appendix} are off the record: take them out.")
        )
        said = (FindingKind.OFF_RECORD, sentence.format(appendix=name))
        return Verdict(Status.OFF_RECORD, (said,), None, name)
    if source.withheld or not source.permits(Scope.QUOTE):
        said = (FindingKind.NOT_PERMITTED, not_permitted(source, Scope.QUOTE))
        return Verdict(Status.NOT_PERMITTED, (said,), None, name)
    return None


def _elsewhere(match: Match, wanted: dict[str, set[int] | None], material: Material) -> Verdict:
    source = material.sources[match.source]
    barred = _barred(match, source)
    if barred is not None:
        return barred
    pages = source.pages.pages_of(match.cover)
    sentence = _("These words stand in {right}, not in {cited}: mend the reference.").format(
        right=_place(match.source, pages if source.with_page else ()),
        cited=", ".join(wanted) or "–",
    )
    said = [(FindingKind.WRONG_APPENDIX, sentence)]
    if match.changes:
        said.append((FindingKind.CHANGED, _changed(match)))
    if approval_of(source, "?", match.spans) is Approved.UNKNOWN:
        said.append((FindingKind.NOT_APPROVED, not_approved(source)))
    return Verdict(Status.WRONG_APPENDIX, tuple(said), match, match.source, pages)


def _nowhere(
    text: str,
    wanted: dict[str, set[int] | None],
    material: Material,
    other: Match | None,
    *,
    sure: bool,
) -> Verdict:
    missing = [name for name in wanted if name not in material.sources]
    if missing and (other is None or other.words_changed):
        return Verdict(Status.UNKNOWN)
    if other is not None:
        barred = _barred(other, material.sources[other.source])
        if barred is not None and other.words >= FEW:
            return barred
        if other.words >= SURE:
            return _elsewhere(other, wanted, material)
    if not sure:
        return Verdict(Status.UNKNOWN)
    for name in wanted:
        source = material.sources.get(name)
        if source is not None and (source.withheld or not source.permits(Scope.QUOTE)):
            said = (FindingKind.NOT_PERMITTED, not_permitted(source, Scope.QUOTE))
            return Verdict(Status.NOT_PERMITTED, (said,), None, name)
    sentence = _("These words were not found in {cited}. Compare them with the transcript.").format(
        cited=", ".join(wanted) or _("any interview")
    )
    return Verdict(Status.NOT_FOUND, ((FindingKind.NOT_FOUND, sentence),))


def _wrong_page(source: Source, match: Match, wanted: set[int] | None) -> str:
    """The sentence on a page that is wrong; empty where it is right or not known.

    Where words are cut, each piece stands on a page that is named, or on the one beside it.
    """
    pages = [source.pages.pages_of(span) for span in match.spans]
    if not wanted or not all(pages) or not source.with_page:
        return ""
    beside = {page + step for page in wanted for step in (-1, 0, 1)}
    named = any(_on_page(here, wanted) for here in pages)
    if named and all(_on_page(here, beside) for here in pages):
        return ""
    every = sorted({page for here in pages for page in range(here[0], here[-1] + 1)})
    return _("These words stand in {right}: mend the page.").format(
        right=_place(source.row.appendix, every)
    )


def _wrong_line(source: Source, match: Match, wanted: Ranges) -> str:
    """The sentence on lines that are wrong; empty where they are right or not known."""
    every = [source.lines.lines_of(span) for span in match.spans]
    counted = source.lines.source in (LineSource.PRINTED, LineSource.NUMBERED)
    if not wanted or not counted or not all(every):
        return ""
    first, last = every[0][0], every[-1][-1]
    # With lines counted by page, a quotation over two pages ends on a smaller number.
    over = last < first
    if over or any(a - _NEXT <= last and b + _NEXT >= first for a, b in wanted):
        return ""
    return _("These words stand in line {lines} of {appendix}: mend the line.").format(
        lines=str(first) if first == last else f"{first}-{last}", appendix=source.row.appendix
    )


def _other_speaker(match: Match) -> str:
    if match.asked * 2 > match.words:
        sentence = _("The interviewer says these words in {appendix}, not the informant.")
    else:
        sentence = _("Some of these words of {appendix} are the interviewer's: mark who speaks.")
    return sentence.format(appendix=match.source)


def _place(appendix: str, pages: Sequence[int]) -> str:
    """`Bilag 6:5-6`, `Bilag 6:5, 9`."""
    if not pages:
        return appendix
    row = pages[-1] - pages[0] == len(pages) - 1
    shown = [pages[0], pages[-1]] if row and len(pages) > 1 else pages
    return f"{appendix}:{('-' if row else ', ').join(map(str, shown))}"


def _changed(match: Match) -> str:
    words = "; ".join(edit_in_words(edit) for edit in match.changes[:6])
    more = len(match.changes) - 6
    if more > 0:
        words += "; " + _("and {count} more").format(count=more)
    return _("This quotation differs from the transcript: {differences}.").format(differences=words)
