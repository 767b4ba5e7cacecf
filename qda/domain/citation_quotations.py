"""Quotations of a thesis: between marks, over several paragraphs, or set apart as blocks.

Finds what may be a quotation; `citation_pairing` decides which reference it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.citation_marks import Marks, Quoted, read_marks
from qda.domain.text import Span
from qda.domain.thesis import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.citation_references import Reference
    from qda.domain.thesis import Thesis, ThesisParagraph


class QuotationForm(StrEnum):
    """How a quotation is set; shown to programs, never translated."""

    INLINE = "inline"
    """Between quotation marks, within a paragraph."""
    BLOCK = "block"
    """A paragraph of its own, or several."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a thesis prints as somebody else's."""

    places: tuple[tuple[int, Span], ...]
    """Paragraphs by index, and the words in each, without the marks around them."""
    text: str
    """The words as printed, paragraphs joined by line feeds."""
    form: QuotationForm
    start: int
    """Where it begins in its first paragraph, mark included."""
    stop: int
    """Where it ends in its last paragraph, mark included."""
    whole: bool = True
    """Whether it has both marks, or needs none."""

    @property
    def first(self) -> int:
        """Index of its first paragraph."""
        return self.places[0][0]

    @property
    def last(self) -> int:
        """Index of its last paragraph."""
        return self.places[-1][0]

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(re.findall(r"\w+", self.text))


MOST_PARAGRAPHS = 8
"""Paragraphs of one quotation; a mark that is left open for longer was forgotten."""
_MARKS = "\"“”„‟«»″'’‘‚‹›"
_CUT = re.compile(r"[\[(](?:\.{2,4}|…)[\])]")
_BRACKETED = re.compile(r"\[[^\[\]]{0,200}\]")
_SPEECH = re.compile(
    r"\b(?:jeg|vi|os|mig|min|mit|mine|vores|man|du|jo|altså|ikke også|synes|tror|ligesom|sådan)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:informanten|informanterne|interviewpersonen|ifølge|specialet|afsnittet|analysen|jf)\b",
    re.IGNORECASE,
)
_SOURCE_COLON = re.compile(r"(?:bilag|informant|IP) ?\d[^()]{0,60}\)?\s*:\s*$", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:[•▪●○‣–—*-]|\d{1,2}[.)]|[a-z]\))\s")
_YEAR = re.compile(r"\((?:[^()]*\D)?(?:19|20)\d\d[a-z]?(?:\D[^()]*)?\)")
_CAPTION = re.compile(
    r"\s*(?:tabel|figur|boks|model|billede|foto|kort|diagram|graf|skema|illustration|table|figure)"
    r"\s*\d[\d.]*\s*[.:–-]?\s",
    re.IGNORECASE,
)
_WITHOUT = (Setting.HEADING, Setting.CONTENTS, Setting.APPENDIX)
"""Where no quotation of the thesis stands."""
_ENDS = re.compile(r"[.!?…:\"”“»«’')\]]\s*$")


def find_quotations(
    thesis: Thesis, references: Mapping[int, Sequence[Reference]]
) -> list[Quotation]:
    """All stretches that may be quotations, in the order of the text.

    Args:
        thesis: The thesis.
        references: Genuine references by the index of their paragraph.
    """
    marks = {
        index: read_marks(paragraph.text, tuple(r.start for r in references.get(index, ())))
        for index, paragraph in enumerate(thesis.paragraphs)
        if paragraph.text.strip() and paragraph.setting not in _WITHOUT
    }
    blocks = _blocks(thesis, references, marks)
    taken = {index for block in blocks for index, _span in block.places}
    found = blocks + _inline(thesis, references, marks, taken)
    over = {place for one in found if len(one.places) > 1 for place in one.places}
    kept = [one for one in found if len(one.places) > 1 or one.places[0] not in over]
    return sorted(kept, key=lambda quotation: (quotation.first, quotation.start))


def _piece(
    thesis: Thesis, places: list[tuple[int, Span]], form: QuotationForm, ends: tuple[int, int],
    whole: bool = True,
) -> Quotation:  # fmt: skip
    text = "\n".join(span.of(thesis.paragraphs[index].text) for index, span in places)
    return Quotation(tuple(places), text, form, ends[0], ends[1], whole)


# Between marks


def _inline(
    thesis: Thesis,
    references: Mapping[int, Sequence[Reference]],
    marks: Mapping[int, Marks],
    taken: set[int],
) -> list[Quotation]:
    found: list[Quotation] = []
    spanning: set[int] = set()
    for index, here in marks.items():
        if index in taken:
            continue
        for quoted in here.quoted:
            if quoted.inner_stop > quoted.inner_start:
                span = Span(quoted.inner_start, quoted.inner_stop)
                ends = (quoted.start, quoted.stop)
                found.append(
                    _piece(thesis, [(index, span)], QuotationForm.INLINE, ends, quoted.closed)
                )
        ended = here.left_open and any(
            r.start >= here.left_open[1] for r in references.get(index, ())
        )
        over = None
        if here.left_open and not ended:
            over = _over_paragraphs(thesis, index, marks, taken)
        if over is not None:
            found.append(over)
            spanning.add(over.last)
        elif here.left_open:
            found += _unclosed(thesis, index, here.left_open, references.get(index, ()))
        if here.stray and index not in spanning:
            found += _unopened(thesis, index, here, references.get(index, ()))
    return found


def _over_paragraphs(
    thesis: Thesis, index: int, marks: Mapping[int, Marks], taken: set[int]
) -> Quotation | None:
    """A quotation that ends in a later paragraph; each may begin with a mark of its own."""
    here = marks[index]
    assert here.left_open is not None
    start = here.left_open
    places: list[tuple[int, Span]] = []
    _add(thesis, places, index, start[1], len(thesis.paragraphs[index].text))
    for later in range(index + 1, min(len(thesis.paragraphs), index + 1 + 2 * MOST_PARAGRAPHS)):
        paragraph = thesis.paragraphs[later]
        if not paragraph.text.strip() or paragraph.is_note:
            continue
        if later in taken or later not in marks or len(places) > MOST_PARAGRAPHS:
            return None
        there = marks[later]
        if there.stray and not any(q.start < there.stray[0] for q in there.quoted):
            _add(thesis, places, later, 0, there.stray[0])
            return _piece(thesis, places, QuotationForm.BLOCK, (start[0], there.stray[1]))
        text = paragraph.text
        begins = text[: len(text) - len(text.lstrip()) + 1].strip()
        if begins and begins in _MARKS:
            lead = text.index(begins) + 1
            if there.quoted and there.quoted[0].start < lead:
                quoted = there.quoted[0]
                _add(thesis, places, later, quoted.inner_start, quoted.inner_stop)
                ends = (start[0], quoted.stop)
                return _piece(thesis, places, QuotationForm.BLOCK, ends)
            if there.left_open and there.left_open[0] < lead:
                _add(thesis, places, later, lead, len(text))
                continue
        if there.quoted or there.left_open:
            return None
        _add(thesis, places, later, 0, len(text))
    return None


def _add(thesis: Thesis, places: list[tuple[int, Span]], index: int, start: int, stop: int) -> None:
    piece = thesis.paragraphs[index].text[start:stop]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        places.append((index, Span(start + left, start + right)))


def _unclosed(
    thesis: Thesis, index: int, mark: tuple[int, int], references: Sequence[Reference]
) -> list[Quotation]:
    """An opening mark without its pair: the words up to the next reference."""
    after = [reference for reference in references if reference.start >= mark[1]]
    text = thesis.paragraphs[index].text
    stop = after[0].start if after else len(text)
    if not after and not _reference_follows(thesis, index):
        return []
    places: list[tuple[int, Span]] = []
    _add(thesis, places, index, mark[1], stop)
    if not places:
        return []
    ends = (mark[0], places[0][1].stop)
    return [_piece(thesis, places, QuotationForm.INLINE, ends, whole=False)]


def _reference_follows(thesis: Thesis, index: int) -> bool:
    following = thesis.paragraphs[index + 1 : index + 2]
    return bool(following) and following[0].text.lstrip().casefold().startswith(("(bilag", "bilag"))


def _unopened(
    thesis: Thesis, index: int, here: Marks, references: Sequence[Reference]
) -> list[Quotation]:
    """A closing mark without its pair, with a reference after it: the words before it."""
    assert here.stray is not None
    at, stop = here.stray
    text = thesis.paragraphs[index].text
    follows = any(not text[stop : r.start].strip(" .,;\n") for r in references if r.start >= stop)
    if not follows:
        return []
    floor = max(
        [0, *(q.stop for q in here.quoted if q.stop <= at), *(r.stop for r in references
         if r.stop <= at)]
    )  # fmt: skip
    # A colon in brackets is the author's, inside the quotation.
    colon = _BRACKETED.sub(lambda m: "_" * len(m[0]), text[:at]).rfind(": ", floor)
    places: list[tuple[int, Span]] = []
    _add(thesis, places, index, colon + 1 if colon >= 0 else floor, at)
    if not places:
        return []
    ends = (places[0][1].start, stop)
    return [_piece(thesis, places, QuotationForm.INLINE, ends, whole=False)]


# Set apart


def _blocks(
    thesis: Thesis,
    references: Mapping[int, Sequence[Reference]],
    marks: Mapping[int, Marks],
) -> list[Quotation]:
    found: list[Quotation] = []
    run: list[int] = []
    before = -1
    for index, paragraph in enumerate(thesis.paragraphs):
        if not paragraph.text.strip() or paragraph.is_note:
            continue
        here = references.get(index, ())
        apart = index in marks and paragraph.setting is Setting.TEXT and not _CAPTION.match(
            paragraph.text
        ) and (
            (paragraph.quoted and _is_block(paragraph, here, marks[index]))
            or _reads_as_block(thesis, before, index, here, marks[index])
        )  # fmt: skip
        if run and (not apart or not paragraph.quoted or not thesis.paragraphs[run[-1]].quoted):
            found += _block(thesis, run, references)
            run = []
        if apart:
            run.append(index)
            if here:
                found += _block(thesis, run, references)
                run = []
        before = index
    return found + (_block(thesis, run, references) if run else [])


def _is_block(paragraph: ThesisParagraph, here: Sequence[Reference], marks: Marks) -> bool:
    """Whether a paragraph that is set apart is a quotation and not a remark or a list."""
    text = paragraph.text
    bare = len(re.findall(r"\w+", _without(text, here)))
    if bare < 3:
        return False
    inside = sum(q.stop - q.start for q in marks.quoted if not _only_scare(text, q))
    if marks.quoted and inside and inside < 0.6 * len(_without(text, here)):
        # Prose with quotations in it, unless a person speaks and quotes another.
        return bool(_SPEECH.search(text)) and not any(
            not text[q.stop : r.start].strip(" .,") for q in marks.quoted for r in here
            if r.start >= q.stop
        )  # fmt: skip
    return not here or not text[here[-1].stop :].strip(" .,;”“\"»«’'")


def _only_scare(text: str, quoted: Quoted) -> bool:
    return len(text[quoted.inner_start : quoted.inner_stop].split()) <= 3


def _without(text: str, references: Sequence[Reference]) -> str:
    for reference in reversed(references):
        text = text[: reference.start] + text[reference.stop :]
    return text.strip()


def _reads_as_block(
    thesis: Thesis, before: int, index: int, here: Sequence[Reference], marks: Marks
) -> bool:
    """Whether an ordinary paragraph is a quotation without marks, by how it begins and ends."""
    text = thesis.paragraphs[index].text.strip()
    if before < 0 or len(text) < 25:
        return False
    introduced = thesis.paragraphs[before].text.rstrip().endswith(":")
    if len(here) > 1 or any(not _only_scare(text, quoted) for quoted in marks.quoted):
        return False
    if marks.left_open or marks.stray:
        return False
    body = _without(thesis.paragraphs[index].text, here)
    words = len(re.findall(r"\w+", body))
    spoken = len(_SPEECH.findall(body))
    if here:
        reference = here[0]
        text = thesis.paragraphs[index].text
        last = not text[reference.stop :].strip(" .")
        after_end = bool(_ENDS.search(text[: reference.start]))
        if not last or reference.text[:1] not in "([" or words > 400:
            return False
        if _REPORT.search(body):
            return introduced and after_end and spoken >= 2
        if introduced:
            return after_end or spoken >= 2 or bool(_CUT.search(body))
        return after_end and (bool(_CUT.search(body)) or spoken >= 3) and spoken * 14 >= words
    if introduced and _source_before(thesis, before):
        return not _LISTED.match(text) and not _YEAR.search(body) and words > 6
    return (
        introduced
        and _alone(thesis, index)
        and not _REPORT.search(body)
        and (spoken >= 2 or bool(_CUT.search(body)))
    )


def _source_before(thesis: Thesis, before: int) -> bool:
    """Whether a paragraph ends with a reference and a colon."""
    return _SOURCE_COLON.search(thesis.paragraphs[before].text) is not None


def _alone(thesis: Thesis, index: int) -> bool:
    """Whether the next paragraph is nothing but a reference."""
    for paragraph in thesis.paragraphs[index + 1 : index + 4]:
        if paragraph.text.strip():
            text = paragraph.text.strip()
            return len(text) < 60 and "bilag" in text.casefold()
    return False


def _block(
    thesis: Thesis, run: list[int], references: Mapping[int, Sequence[Reference]]
) -> list[Quotation]:
    places: list[tuple[int, Span]] = []
    for index in run:
        text = thesis.paragraphs[index].text
        here = references.get(index, ())
        stop = here[0].start if here and not text[here[-1].stop :].strip(' .”“"»«') else len(text)
        start = here[-1].stop if stop == 0 and here else 0
        stop = len(text) if start else stop
        _add(thesis, places, index, start, stop)
    if not places:
        return []
    places = _without_marks(thesis, places)
    ends = (places[0][1].start, places[-1][1].stop)
    return [_piece(thesis, places, QuotationForm.BLOCK, ends)]


def _without_marks(thesis: Thesis, places: list[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """The same without marks that stand around all of it."""
    first, last = places[0], places[-1]
    opening = thesis.paragraphs[first[0]].text[first[1].start]
    closing = thesis.paragraphs[last[0]].text[last[1].stop - 1]
    opened = opening in _MARKS and len(first[1]) > 2
    if opened:
        # A mark that closes early, as in `”Nej,” sagde han`, belongs to the words.
        early = read_marks(thesis.paragraphs[first[0]].text[first[1].start : first[1].stop])
        opened = not early.quoted or early.quoted[0].start > 0 or (
            early.quoted[0].stop >= len(first[1]) - 2
        )  # fmt: skip
    if opened:
        places[0] = (first[0], Span(first[1].start + 1, first[1].stop))
        last = places[-1]
        if closing in _MARKS and len(last[1]) > 2:
            places[-1] = (last[0], Span(last[1].start, last[1].stop - 1))
    return places
