"""Quotes that have passed the gate, each with what a reader needs to find it again."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.approval import Use
from qda.domain.codings import only_interviewer
from qda.domain.memos import About
from qda.domain.permission import Profile
from qda.domain.quotes import Around, Quote
from qda.domain.text import Span
from qda.services import consenting
from qda.services.choosing import Choice, chosen_codings, chosen_interviews, sources_of
from qda.services.looks import Looks
from qda.services.seeing import Seeing
from qda.storage import approvals, codings, interviews, memos

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qda.domain.codings import Coding
    from qda.domain.interviews import Turn
    from qda.domain.permission import Permitted
    from qda.domain.quotes import Source
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class Quotes:
    """What was chosen."""

    sources: tuple[Source, ...]
    """The interviews chosen, in the order of their appendices, those without quotes too."""
    quotes: tuple[Quote, ...]
    """One for each coding, by appendix and place."""


def quotes(project: Project, choice: Choice | None = None) -> Permitted[Quotes]:
    """The quotes of a project that may leave it.

    Raises:
        NotFound: A theme, coder, informant or attribute that the project does not hold.
    """
    with project.reading(), uncollected():
        return _quotes(project, choice or Choice())


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: it would walk all quotes again and again, a fifth of the
    whole time, and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _quotes(project: Project, choice: Choice) -> Permitted[Quotes]:
    book = project.codebook
    keys = {book.theme(theme).key for theme in choice.themes}
    gate = consenting.gate(project, choice.profile)
    seeing = Seeing(project, gate)
    looks = Looks(project, choice.profile)
    rows = project.interviews()
    sources = sources_of(project, rows)
    chosen = chosen_interviews(rows, sources, choice)
    sources = {key: looks.source(source) for key, source in sources.items()}
    newest = {row.transcript_id for row in chosen}
    wanted = [one for one in codings.codings(project.db) if one.transcript in newest]
    wanted = chosen_codings(wanted, choice.coders)
    chosen = [row for row in chosen if row.transcript_id not in gate.withdrawn]
    passed, permission = consenting.permit(gate, wanted, choice.use)
    left_out: Counter[str] = Counter()
    known = {theme.key for theme in book.themes}
    if keys:
        beneath = {
            theme.key
            for theme in book.themes
            if any(above.key in keys for above in book.path(theme.key))
        }
        passed = [coding for coding in passed if coding.theme in beneath]
    else:
        left_out["no theme"] = sum(coding.theme not in known for coding in passed)
        passed = [coding for coding in passed if coding.theme in known]
    by_transcript: dict[int, list[Coding]] = {}
    for one in passed:
        by_transcript.setdefault(one.transcript, []).append(one)
    eyes = _Eyes(project, choice, seeing, looks, approvals.forms(project.db), left_out)
    found = tuple(
        quote
        for row in chosen
        if row.transcript_id in by_transcript
        for quote in _Quoter(eyes, row, sources[row.id]).quotes(by_transcript[row.transcript_id])
    )
    gathered = Quotes(tuple(sources[row.id] for row in chosen), found)
    return consenting.made_from(gathered, permission, +left_out)


@dataclass(frozen=True, slots=True)
class _Eyes:
    """For whom a choice is quoted, and how they see the project."""

    project: Project
    choice: Choice
    seeing: Seeing
    looks: Looks
    forms: Mapping[str, Mapping[str, Any]]
    """Printed forms by coding."""
    left_out: Counter[str]
    """Codings that are no quotes, by reason."""


class _Quoter:
    """Makes the quotes of one interview; what they share is read once."""

    def __init__(self, eyes: _Eyes, row: InterviewRow, source: Source) -> None:
        db, seeing = eyes.project.db, eyes.seeing
        self._eyes = eyes
        self._row = row
        self._source = source
        self._text = interviews.transcript_text(db, row.transcript_id)
        self._turns = interviews.turns(db, row.transcript_id)
        self._turn_starts = [turn.span.start for turn in self._turns]
        # Places as if what is hidden had never been said: a gap would tell of it.
        self._left = seeing.of(row)
        self._segment_starts = [
            start
            for start, stop in interviews.segment_spans(db, row.transcript_id)
            if not self._left.cuts or self._left.holds(self._text, Span(start, stop))
        ]
        self._pages = interviews.page_map(db, row.transcript_id)
        self._lines = interviews.line_map(db, row.transcript_id)
        self._with_page = row.appendix not in seeing.gate.without_page
        self._notes = _Notes(eyes, row)
        self._rendered = eyes.looks.rendered(self._text)
        blocks = interviews.blocks(db, row.transcript_id)
        unspoken = [*(block.span for block in blocks), *self._left.cuts]
        self._around = Around(self._text, unspoken, self._rendered)

    def quotes(self, codings: Iterable[Coding]) -> Iterator[Quote]:
        """A quote for each coding that is chosen."""
        choice = self._eyes.choice
        for coding in codings:
            near = self._touched(coding)
            if not choice.interviewer and only_interviewer(coding.span, near):
                self._eyes.left_out["interviewer"] += 1
                continue
            memo = self._notes.on(coding) if self._notes else ""
            if not choice.memo or choice.memo.casefold() in memo.casefold():
                yield self._quote(coding, near, memo)

    def _quote(self, coding: Coding, near: Sequence[Turn], memo: str) -> Quote:
        choice, looks, forms = self._eyes.choice, self._eyes.looks, self._eyes.forms
        with_words = choice.use is not Use.COUNT
        pages = self._pages.pages_of(coding.span) if self._with_page else ()
        lines = self._lines.lines_of(coding.span) if self._with_page else ()
        said = printed = ""
        if with_words:
            said = looks.spoken(
                self._text, self._rendered, coding, near, interviewer=choice.interviewer
            )
            printed = looks.words(forms[coding.uid]["text"]) if coding.uid in forms else ""
        return Quote(
            source=self._source,
            themes=(coding.theme,),
            start=self._left.place(coding.span.start),
            stop=self._left.place(coding.span.stop),
            text=said,
            pages=pages,
            lines=lines,
            reference=self._eyes.project.codebook.reference.of(
                self._row.appendix, pages, lines, self._source.short_id
            ),
            coders=(looks.coder(coding.coder),),
            speaker=near[0].role if near else "other",
            segment=max(1, bisect_right(self._segment_starts, coding.span.start)),
            codings=(coding.uid,),
            memo=looks.words(memo) if memo else "",
            printed=printed,
            around=self._around if with_words else None,
            span=coding.span,
        )

    def _touched(self, coding: Coding) -> list[Turn]:
        turns, starts = self._turns, self._turn_starts
        first = bisect_right(starts, coding.span.start) - 1
        if first >= 0 and coding.span.stop <= turns[first].span.stop:
            return [turns[first]]  # nearly always, and 20,000 times
        first, last = max(0, first), bisect_right(starts, coding.span.stop - 1)
        return [turn for turn in turns[first:last] if turn.span.overlaps(coding.span)]


class _Notes:
    """What coders noted on an interview's words; nothing of what touches a restricted passage."""

    def __init__(self, eyes: _Eyes, interview: InterviewRow) -> None:
        choice = eyes.choice
        wanted = (choice.memos or choice.memo) and choice.profile is Profile.INTERNAL
        self._notes = [
            (memo, span)
            for memo, span in (
                memos.memos_in(eyes.project.db, interview.transcript_id) if wanted else ()
            )
            if not eyes.seeing.hides(interview, span)
        ]

    def __bool__(self) -> bool:
        return bool(self._notes)

    def on(self, coding: Coding) -> str:
        """The memos on a coding, and those on words that it shares."""
        return "\n\n".join(
            memo.text
            for memo, span in self._notes
            if (
                memo.target.key == coding.uid
                if memo.target.about is About.CODING
                else span.overlaps(coding.span)
            )
        )
