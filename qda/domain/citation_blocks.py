"""Quotations set apart from the running text: indented, in italics, or by how they read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.domain.citation_marks import Marks, Quoted, read_marks
from qda.domain.citation_quotations import MARKS, Quotation, QuotationForm, add_words, piece
from qda.domain.text import Span
from qda.domain.thesis import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.citation_references import Reference
    from qda.domain.thesis import Thesis, ThesisParagraph

_CUT = re.compile(r"[\[(](?:\.{2,4}|…)[\])]")
_SPEECH = re.compile(
    r"\b(?:jeg|vi|os|mig|min|mit|mine|vores|man|du|jo|altså|ikke også|synes|tror|ligesom|sådan)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:informanten|informanterne|interviewpersonen|ifølge|specialet|afsnittet|analysen|jf)\b",
    re.IGNORECASE,
)
_SOURCE_COLON = re.compile(r"(?:bilag|informant|IP) ?\d[^()]{0,60}\)?\s*:\s*$", re.IGNORECASE)
_SPEAKER = re.compile(r"\s*[A-ZÆØÅ]\w{0,15}(?: \d{1,2})?: ")
_LISTED = re.compile(r"\s*(?:[•▪●○‣–—*-]|\d{1,2}[.)]|[a-z]\))\s")
_YEAR = re.compile(r"\((?:[^()]*\D)?(?:19|20)\d\d[a-z]?(?:\D[^()]*)?\)")
_CAPTION = re.compile(
    r"\s*(?:tabel|figur|boks|model|billede|foto|kort|diagram|graf|skema|illustration|table|figure)"
    r"\s*\d[\d.]*\s*[.:–-]?\s",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…:\"”“»«’')\]]\s*$")


def blocks(
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
            (paragraph.quoted and _is_block(paragraph, here, marks[index], joins=bool(run)))
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


def _is_block(
    paragraph: ThesisParagraph, here: Sequence[Reference], marks: Marks, *, joins: bool
) -> bool:
    """Whether a paragraph that is set apart is a quotation and not a remark or a list.

    Args:
        paragraph: The paragraph.
        here: Its references.
        marks: Its quotation marks.
        joins: Whether it goes on with a block; a turn of a dialogue may be a single word.
    """
    text = paragraph.text
    bare = len(re.findall(r"\w+", _without(text, here)))
    if bare < 3 and not (bare and (joins or _SPEAKER.match(text))):
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
        add_words(thesis, places, index, start, stop)
    if not places:
        return []
    places = _without_marks(thesis, places)
    ends = (places[0][1].start, places[-1][1].stop)
    return [piece(thesis, places, QuotationForm.BLOCK, ends)]


def _without_marks(thesis: Thesis, places: list[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """The same without marks that stand around all of it."""
    first, last = places[0], places[-1]
    opening = thesis.paragraphs[first[0]].text[first[1].start]
    closing = thesis.paragraphs[last[0]].text[last[1].stop - 1]
    opened = opening in MARKS and len(first[1]) > 2
    if opened:
        # A mark that closes early, as in `”Nej,” sagde han`, belongs to the words.
        early = read_marks(thesis.paragraphs[first[0]].text[first[1].start : first[1].stop])
        opened = not early.quoted or early.quoted[0].start > 0 or (
            early.quoted[0].stop >= len(first[1]) - 2
        )  # fmt: skip
    if opened:
        places[0] = (first[0], Span(first[1].start + 1, first[1].stop))
        last = places[-1]
        if closing in MARKS and len(last[1]) > 2:
            places[-1] = (last[0], Span(last[1].start, last[1].stop - 1))
    return places
