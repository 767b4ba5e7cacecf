"""Quotes that have passed the gate, chosen by theme, coder, informant and attribute."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.approval import Use
from qda.domain.codings import only_interviewer
from qda.domain.memos import About
from qda.domain.permission import Profile
from qda.domain.quotes import Around, Quote, Source
from qda.domain.text import Span
from qda.errors import NotFound
from qda.language import gettext as _
from qda.services import consenting
from qda.services.looks import Looks
from qda.services.seeing import Seeing
from qda.storage import approvals, codings, informants, interviews, memos

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qda.domain.codings import Coding
    from qda.domain.interviews import Turn
    from qda.domain.permission import Permitted
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

ATTRIBUTES = ("role", "organisation", "municipality", "area")
"""Attributes that every informant can have; a project may add its own in informants.yml."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which quotes to take."""

    themes: tuple[str, ...] = ()
    """Keys of themes, each with its sub-codes; all when empty."""
    coders: tuple[str, ...] = ()
    """Only these coders' codings; all when empty."""
    informants: tuple[str, ...] = ()
    """Appendix numbers, short ids or labels; all when empty."""
    where: tuple[tuple[str, str], ...] = ()
    """Attributes and values that all must hold."""
    interviewer: bool = False
    """Interviewers' speech too."""
    memos: bool = False
    """Take along what coders noted; only in their own working copies."""
    memo: str = ""
    """Only quotes with these words in a memo on them."""
    profile: Profile = Profile.INTERNAL
    """For whose eyes."""
    use: Use = Use.QUOTE
    """`count` holds no words; what may be counted is more than what may be quoted."""


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
    wanted = _by(wanted, choice.coders)
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
    found = tuple(
        quote
        for row in chosen
        for quote in _of_interview(
            project,
            row,
            sources[row.id],
            by_transcript.get(row.transcript_id, ()),
            seeing,
            choice,
            looks,
            left_out,
        )
    )
    gathered = Quotes(tuple(sources[row.id] for row in chosen), found)
    return consenting.made_from(gathered, permission, +left_out)


def sources_of(project: Project, rows: Iterable[InterviewRow]) -> dict[int, Source]:
    """What is printed of interviews, by their rows' numbers."""
    people = {row["id"]: row for row in informants.informants(project.db)}
    found: dict[int, Source] = {}
    for row in rows:
        person = people.get(row.informant_id or 0)
        if person is None:
            found[row.id] = Source(row.appendix, row.title or _("informant unknown"))
            continue
        attributes = {name: person[name] for name in ATTRIBUTES if person[name]}
        attributes |= {name: str(value) for name, value in person["attributes"].items() if value}
        found[row.id] = Source(
            row.appendix,
            person["label"] or person["role"] or person["short_id"],
            attributes,
            person["short_id"],
        )
    return found


def attributes_of(sources: Iterable[Source]) -> tuple[str, ...]:
    """The attributes that interviews have: those of every informant first, then by name."""
    names = {name for source in sources for name in source.attributes}
    return (
        *(name for name in ATTRIBUTES if name in names),
        *sorted(names.difference(ATTRIBUTES), key=str.casefold),
    )


def chosen_interviews(
    rows: Sequence[InterviewRow], sources: Mapping[int, Source], choice: Choice
) -> list[InterviewRow]:
    """The interviews that a choice takes, in their order.

    Raises:
        NotFound: An informant or attribute that the project does not hold.
    """
    names = {name.casefold() for name in choice.informants}
    for name in choice.informants:
        if not any(name.casefold() in _names(source) for source in sources.values()):
            raise NotFound(
                _('There is no informant or appendix "{name}".').format(name=name),
                _("`qda informant list` shows them."),
            )
    known = attributes_of(sources.values())
    for attribute, _value in choice.where:
        if attribute not in known:
            raise unknown_attribute(attribute, known)
    return [
        row
        for row in rows
        if (not names or names & _names(sources[row.id]))
        and all(
            sources[row.id].attributes.get(attribute, "").casefold() == value.casefold()
            for attribute, value in choice.where
        )
    ]


def _names(source: Source) -> set[str]:
    return {name.casefold() for name in (source.appendix, source.short_id, source.label) if name}


def unknown_attribute(name: str, known: Sequence[str]) -> NotFound:
    """What to say of an attribute that no informant has."""
    return NotFound(
        _('No informant has the attribute "{name}".').format(name=name),
        _("Attributes are: {names}.").format(names=", ".join(known) or "–"),
    )


def _by(wanted: list[Coding], coders: Sequence[str]) -> list[Coding]:
    known = sorted({coding.coder for coding in wanted})
    for coder in coders:
        if coder not in known:
            raise NotFound(
                _('There are no codings by "{coder}".').format(coder=coder),
                _("Coders are: {names}.").format(names=", ".join(known) or "–"),
            )
    return [coding for coding in wanted if not coders or coding.coder in coders]


def _of_interview(
    project: Project,
    interview: InterviewRow,
    source: Source,
    mine: Sequence[Coding],
    seeing: Seeing,
    choice: Choice,
    looks: Looks,
    left_out: Counter[str],
) -> Iterator[Quote]:
    if not mine:
        return
    text = interviews.transcript_text(project.db, interview.transcript_id)
    turns = interviews.turns(project.db, interview.transcript_id)
    blocks = interviews.blocks(project.db, interview.transcript_id)
    starts = [turn.span.start for turn in turns]
    segments = interviews.segment_spans(project.db, interview.transcript_id)
    # Places as if what is hidden had never been said: a gap would tell of it.
    left = seeing.of(interview)
    segment_starts = [
        start for start, stop in segments if not left.cuts or left.holds(text, Span(start, stop))
    ]
    pages = interviews.page_map(project.db, interview.transcript_id)
    style = project.codebook.reference
    lines = interviews.line_map(project.db, interview.transcript_id)
    with_page = interview.appendix not in seeing.gate.without_page
    forms = approvals.forms(project.db)
    rendered = looks.rendered(text)
    notes = _Notes(project, interview, seeing, choice)
    around = Around(text, [*(block.span for block in blocks), *left.cuts], rendered)
    for coding in mine:
        near = _touched(turns, starts, coding)
        if not choice.interviewer and only_interviewer(coding.span, near):
            left_out["interviewer"] += 1
            continue
        memo = notes.on(coding) if notes else ""
        if choice.memo and choice.memo.casefold() not in memo.casefold():
            continue
        on = pages.pages_of(coding.span) if with_page else ()
        at = lines.lines_of(coding.span) if with_page else ()
        yield Quote(
            source=source,
            themes=(coding.theme,),
            start=left.place(coding.span.start),
            stop=left.place(coding.span.stop),
            text=looks.spoken(text, rendered, coding, near, interviewer=choice.interviewer)
            if choice.use is not Use.COUNT
            else "",
            pages=on,
            lines=at,
            reference=style.of(interview.appendix, on, at, source.short_id),
            coders=(looks.coder(coding.coder),),
            speaker=near[0].role if near else "other",
            segment=max(1, bisect_right(segment_starts, coding.span.start)),
            codings=(coding.uid,),
            memo=looks.words(memo) if memo else "",
            printed=looks.words(forms[coding.uid]["text"])
            if coding.uid in forms and choice.use is not Use.COUNT
            else "",
            around=around if choice.use is not Use.COUNT else None,
            span=coding.span,
        )


class _Notes:
    """What coders noted on an interview's words; nothing of what touches a restricted passage."""

    def __init__(
        self, project: Project, interview: InterviewRow, seeing: Seeing, choice: Choice
    ) -> None:
        wanted = (choice.memos or choice.memo) and choice.profile is Profile.INTERNAL
        self._notes = [
            (memo, span)
            for memo, span in (
                memos.memos_in(project.db, interview.transcript_id) if wanted else ()
            )
            if not seeing.hides(interview, span)
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


def _touched(turns: Sequence[Turn], starts: Sequence[int], coding: Coding) -> list[Turn]:
    first = bisect_right(starts, coding.span.start) - 1
    if first >= 0 and coding.span.stop <= turns[first].span.stop:
        return [turns[first]]  # nearly always, and 20,000 times
    first, last = max(0, first), bisect_right(starts, coding.span.stop - 1)
    return [turn for turn in turns[first:last] if turn.span.overlaps(coding.span)]
