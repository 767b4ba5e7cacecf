"""Which quotation belongs to which reference.

A reference right behind the closing mark is the surest sign; then the reference of the same
sentence, before or behind; then the next one of the paragraph. A note counts at its mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.citation_quotations import Quotation, QuotationForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.citation_references import Reference
    from qda.domain.thesis import Thesis

FAR = 400
"""Characters between a quotation and a reference of another sentence."""
FEW = 3
"""Words up to which a quotation needs its reference in the same sentence: it may be a scare
quote. A single word needs it right behind."""
_LITERATURE = re.compile(
    r"\((?=[^()]*[A-ZÆØÅ])[^()]{0,400}(?<!\d)(?:19|20)\d\d[a-z]?(?!\d)[^()]*\)"
    r"|\((?:19|20)\d\d[a-z]?(?:[:,][^()]*)?\)"
)
"""A reference to literature, which takes the quotation before it."""
_OTHER = -1

NEAR = 60
"""Characters within which a verb of saying makes a single word a quotation."""
_SAYING = re.compile(
    r"\b(?:kald(?:er|te|es)|siger|sagde|tal(?:er|te) om|omtal(?:er|te)|betegne[rd]e?|beskrive?r|"
    r"beskrev|benævne[rd]e?|udtryk(?:ker|te)|formulerede?|formulerer|nævne[rd]e?|svare[rd]e?|"
    r"fortæller|fortalte|spørger|spurgte|mene[rd]e?|mente|bruger ordet|ordet|ordene|udtrykket|"
    r"med .{2,30} ord)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"[ \n\u00a0]*(?:,|og|eller|samt|,? som|, og|/)[ \n\u00a0]*")
_ABBREVIATED = re.compile(
    r"(?:\b(?:bl\.a|f\.eks|fx|jf|jvf|ca|dvs|evt|hhv|inkl|kl|mht|nr|osv|pga|s|l|vedr|"
    r"m\.fl|mv|et al|bl|dr|fmd|pct|kr)|\d|\b[A-ZÆØÅ])\.$"
)
_STOP = re.compile(r"[.!?…](?=[\s”“\"»«’')\]]*\s+[\[(”“\"»«’‘'„]*[A-ZÆØÅ0-9])")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A reference at the place where the text shows it; for a note, where its mark stands."""

    reference: int
    start: int
    stop: int


def pair(
    thesis: Thesis, references: Sequence[Reference], quotations: Sequence[Quotation]
) -> dict[int, list[int]]:
    """Indices of quotations by the index of the reference that each belongs to."""
    marks = _marks(thesis, references)
    by_end: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        by_end.setdefault(quotation.last, []).append(quotation)
    found: dict[int, list[int]] = {}
    for number, quotation in enumerate(quotations):
        for reference in _owners(thesis, quotation, marks, by_end.get(quotation.last, [])):
            if reference != _OTHER:
                found.setdefault(reference, []).append(number)
    return found


def _marks(thesis: Thesis, references: Sequence[Reference]) -> dict[int, list[_Mark]]:
    marks: dict[int, list[_Mark]] = {}
    for number, reference in enumerate(references):
        anchor = thesis.paragraphs[reference.paragraph].anchor
        if anchor is not None:
            marks.setdefault(anchor[0], []).append(_Mark(number, anchor[1], anchor[1]))
        marks.setdefault(reference.paragraph, []).append(
            _Mark(number, reference.start, reference.stop)
        )
    for index, paragraph in enumerate(thesis.paragraphs):
        own = marks.get(index, [])
        for match in _LITERATURE.finditer(paragraph.text):
            if not any(mark.start < match.end() and match.start() < mark.stop for mark in own):
                marks.setdefault(index, []).append(_Mark(_OTHER, match.start(), match.end()))
    for here in marks.values():
        here.sort(key=lambda mark: (mark.start, mark.stop))
    return marks


def _owners(
    thesis: Thesis,
    quotation: Quotation,
    marks: Mapping[int, list[_Mark]],
    neighbours: Sequence[Quotation],
) -> list[int]:
    text = thesis.paragraphs[quotation.last].text
    after = [m for m in marks.get(quotation.last, ()) if m.start >= quotation.stop]
    tight = _tight(text, quotation.stop, after) or _together(text, quotation, after, neighbours)
    if tight:
        return tight
    if quotation.words == 1 and not (after and _said(text, quotation, after[0].start)):
        return []
    if quotation.form is QuotationForm.BLOCK:
        inside = [
            m.reference
            for index, span in quotation.places
            for m in marks.get(index, ())
            if span.start <= m.start <= span.stop
        ]
        around = inside or _around_block(thesis, quotation, marks)
        if around:
            return around
    return _in_sentence_or_near(thesis, quotation, marks, neighbours, after)


def _in_sentence_or_near(
    thesis: Thesis,
    quotation: Quotation,
    marks: Mapping[int, list[_Mark]],
    neighbours: Sequence[Quotation],
    after: list[_Mark],
) -> list[int]:
    """The reference in the same sentence; for a long quotation also one that is near."""
    text = thesis.paragraphs[quotation.last].text
    first = thesis.paragraphs[quotation.first].text
    before = [m for m in marks.get(quotation.first, ()) if m.stop <= quotation.start]
    behind = text[quotation.stop : after[0].start] if after else ""
    ahead = first[before[-1].stop : quotation.start] if before else ""
    same_behind = bool(after) and not _ends_sentence(behind, quotation)
    same_before = bool(before) and _same_before(first, quotation, before[-1])
    if same_before and same_behind:
        crossed = any(quotation.stop <= other.start < after[0].start for other in neighbours)
        taken = any(
            other.stop <= before[-1].start and not first[other.stop : before[-1].start].strip(" .,")
            for other in neighbours
        )
        nearer = not taken and (crossed or len(ahead) < len(behind))
        return [before[-1].reference if nearer else after[0].reference]
    if same_behind:
        return [after[0].reference]
    if same_before:
        return [before[-1].reference]
    if quotation.words <= FEW:
        goes_on = before and not after and _goes_on(first, before[-1], quotation)
        return [before[-1].reference] if goes_on else []
    if before and ahead.rstrip().endswith(":") and len(ahead) <= FAR:
        return [before[-1].reference]
    if after and len(behind) <= FAR:
        return [after[0].reference]
    if not after and quotation.words > 2 * FEW:
        return _next_alone(thesis, quotation.last, marks) or _introduced(thesis, quotation, marks)
    return []


def _same_before(first: str, quotation: Quotation, mark: _Mark) -> bool:
    """Whether a reference before a quotation stands in the same sentence."""
    ahead = first[mark.stop : quotation.start]
    if _STOP.search(ahead + _begun(first, quotation)):
        return False
    if ahead.rstrip().endswith(":"):
        return True
    # A reference behind the full stop ends its sentence.
    closed = first[: mark.start].rstrip().endswith((".", "!", "?", ".”", ".“"))
    return not (closed and re.match(r"\s+[A-ZÆØÅ]", ahead))


def _begun(text: str, quotation: Quotation) -> str:
    """The mark and the first letter, which tell whether a sentence begins there."""
    return text[quotation.start : quotation.places[0][1].start + 1]


def _together(
    text: str, quotation: Quotation, after: Sequence[_Mark], neighbours: Sequence[Quotation]
) -> list[int]:
    """The reference of the quotations that stand beside this one: `“gæster” og “venner” (…)`."""
    stop = quotation.stop
    for other in neighbours:
        if other.start >= stop and other.first == other.last == quotation.last:
            if not _AND.fullmatch(text[stop : other.start]):
                return []
            stop = other.stop
            tight = _tight(text, stop, after)
            if tight:
                return tight
    return []


def _goes_on(text: str, mark: _Mark, quotation: Quotation) -> bool:
    """Whether a person who was quoted before still speaks: `Han kalder det også “løgn”.`"""
    gap = text[mark.stop : quotation.start]
    return len(gap) <= FAR and _SAYING.search(gap[-NEAR:]) is not None


def _said(text: str, quotation: Quotation, stop: int) -> bool:
    """Whether a single word in marks is somebody's word and no scare quote."""
    gap = text[quotation.stop : stop]
    start = max(0, quotation.start - NEAR)
    return len(gap) <= NEAR and _SAYING.search(text[start : quotation.start] + gap) is not None


def _tight(text: str, stop: int, after: Sequence[_Mark]) -> list[int]:
    """References right behind, and those right behind them."""
    found: list[int] = []
    for mark in after:
        if text[stop : mark.start].strip(" \n\t\u00a0.,;:!?…)]”“\"»«’'–-"):
            break
        if mark.start - stop > 12:
            break
        found.append(mark.reference)
        stop = max(stop, mark.stop)
    return found


def _ends_sentence(gap: str, quotation: Quotation) -> bool:
    # A full stop inside the quotation ends the sentence around it when a capital follows.
    lead = quotation.text.rstrip()[-1:] if quotation.text.rstrip()[-1:] in ".!?" else ""
    joined = lead + gap
    return any(not _ABBREVIATED.search(joined[: match.end()]) for match in _STOP.finditer(joined))


def _around_block(
    thesis: Thesis, quotation: Quotation, marks: Mapping[int, list[_Mark]]
) -> list[int]:
    """The reference of a block that holds none: alone below it, or in the words above it."""
    return _next_alone(thesis, quotation.last, marks) or _introduced(thesis, quotation, marks)


def _next_alone(thesis: Thesis, index: int, marks: Mapping[int, list[_Mark]]) -> list[int]:
    for later in range(index + 1, min(index + 5, len(thesis.paragraphs))):
        paragraph = thesis.paragraphs[later]
        if not paragraph.text.strip() or paragraph.is_note:
            continue
        here = marks.get(later, [])
        if not here or paragraph.text[: here[0].start].strip(" –—-"):
            return []
        rest = paragraph.text[here[-1].stop :].strip(" .;,")
        return [mark.reference for mark in here] if not rest else []
    return []


def _introduced(
    thesis: Thesis, quotation: Quotation, marks: Mapping[int, list[_Mark]]
) -> list[int]:
    if thesis.paragraphs[quotation.first].text[: quotation.start].strip(" ”“\"»«’'„"):
        return []
    for earlier in range(quotation.first - 1, max(-1, quotation.first - 4), -1):
        paragraph = thesis.paragraphs[earlier]
        if not paragraph.text.strip() or paragraph.is_note:
            continue
        here = marks.get(earlier, [])
        ahead = paragraph.text[here[-1].stop :] if here else ""
        ends = paragraph.text.rstrip().endswith(":")
        return [here[-1].reference] if here and ends and not _STOP.search(ahead) else []
    return []
