"""The words of all segments that take part in suggestions, kept current in one step.

Interviewers' speech, restricted passages and withdrawn informants take no part. spaCy is loaded
only when a segment's words are not stored yet; nothing at all is loaded when all is current.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from qda.danish import models
from qda.domain.interviews import Role
from qda.services import consenting
from qda.storage import counters, interviews, suggestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qda.danish.keywords import Keywords, Word
    from qda.danish.pipeline import Reader
    from qda.services.project import Project
    from qda.storage.counters import Place
    from qda.storage.interviews import InterviewRow, SegmentRow


@dataclass(slots=True)
class Prepared:
    """What was brought up to date."""

    segments: int = 0
    """How many segments were read."""
    left: int = 0
    """How many segments no longer take part."""
    lemmas: tuple[str, str] = ("", "")
    """The source of lemmas before and now, where it has changed."""
    keywords: bool = False
    """Whether the keywords of codes.yml had changed."""
    model: str = ""
    """The trained model in use; empty without one."""
    ignored: list[models.Model] = field(default_factory=list)
    """Models that were made for another version of spaCy."""


def prepare(
    project: Project, progress: Callable[[int, int], None] = lambda done, total: None
) -> Prepared:
    """Bring the words, hits and counters of a project up to date.

    Args:
        project: An open project.
        progress: Called with the number of interviews done and of all that have to be read.
    """
    in_use = models.model_in_use()
    report = Prepared(
        model=f"{in_use.name} {in_use.version}" if in_use else "", ignored=models.ignored_models()
    )
    source, keywords = _sources(project)
    state = suggestions.word_state(project.db)
    if state.lemmas != source:
        report.lemmas = _forget_lemmas(project, state.lemmas, source)
    # What was read before a lemma source changed is gone by now, and is read again.
    taking_part = participants(project)
    wanted = {segment.id for _row, segments in taking_part for segment in segments}
    have = suggestions.segments_with_words(project.db)
    missing, left = wanted - have, have - wanted
    report.keywords = bool(state.keywords) and state.keywords != keywords
    report.segments, report.left = len(missing), len(left)
    if not missing and not left and suggestions.word_state(project.db).keywords == keywords:
        return report
    tools = _Tools(project)
    to_read = [
        (row, [segment for segment in segments if segment.id in missing])
        for row, segments in taking_part
        if any(segment.id in missing for segment in segments)
    ]
    for done, (row, segments) in enumerate(to_read, start=1):
        _read(project, tools, row, segments, source)
        progress(done, len(to_read))
    with project.action() as db:
        suggestions.drop_words(db, left)
        if suggestions.word_state(db).keywords != keywords:
            _find_keywords(project, tools, have & wanted)
            suggestions.set_keyword_keys(
                db,
                (
                    (theme, keyword.written, key)
                    for key, themes in tools.keywords.themes.items()
                    for theme, keyword in themes.items()
                ),
            )
        counters.recount(db)
        suggestions.set_sources(db, source, keywords)
    return report


def _forget_lemmas(project: Project, before: str, source: str) -> tuple[str, str]:
    """Forget words whose lemmas another source gave; returns that source and the new one."""
    with project.action() as db:
        suggestions.forget_words(db)
        suggestions.set_sources(db, source, "")
    return before.split(" #")[0], source.split(" #")[0]


def participants(
    project: Project, only: InterviewRow | None = None
) -> list[tuple[InterviewRow, list[SegmentRow]]]:
    """The interviews and their segments that take part in suggestions; or those of one."""
    gate = consenting.gate(project)
    found = []
    for row in [only] if only else project.interviews():
        if row.transcript_id in gate.withdrawn or row.transcript_id in gate.doubtful:
            continue
        turns = interviews.turns(project.db, row.transcript_id)
        hidden = gate.hidden(row.transcript_id)
        found.append(
            (
                row,
                [
                    segment
                    for segment in interviews.segments(project.db, row.transcript_id)
                    if turns[segment.turn].role is not Role.INTERVIEWER
                    and not any(span.overlaps(segment.span) for span in hidden)
                ],
            )
        )
    return found


def _sources(project: Project) -> tuple[str, str]:
    """What lemmas and keywords depend on, as short texts to compare."""
    book = project.codebook
    corrections = "\n".join(f"{form}:{lemma}" for form, lemma in sorted(book.corrections.items()))
    source = f"{models.lemma_source()} #{_short(corrections)}"
    keywords = "\n".join(
        f"{theme.key}:{keyword.written}" for theme in book.themes for keyword in theme.keywords
    )
    # "per segment": how uses are counted; another way of counting counts everything anew.
    return source, _short(f"per segment\n{source}\n{keywords}")


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


class _Tools:
    """The reader and the keywords, each loaded when it is first asked for."""

    def __init__(self, project: Project) -> None:
        self._book = project.codebook
        self._reader: Reader | None = None
        self._keywords: Keywords | None = None

    @property
    def reader(self) -> Reader:
        if self._reader is None:
            from qda.danish.pipeline import Reader

            self._reader = Reader(self._book.corrections)
        return self._reader

    @property
    def keywords(self) -> Keywords:
        if self._keywords is None:
            self._keywords = keywords_of(self._book)
        return self._keywords


def keywords_of(book: object) -> Keywords:
    """The keywords of a codebook, ready to be looked for."""
    from qda.danish.keywords import Keywords
    from qda.danish.lemmas import Lemmas
    from qda.domain.codebook import Codebook

    assert isinstance(book, Codebook)
    return Keywords(
        ((theme.key, keyword) for theme in book.themes for keyword in theme.keywords),
        Lemmas(book.corrections),
    )


def _read(
    project: Project, tools: _Tools, row: InterviewRow, segments: list[SegmentRow], source: str
) -> None:
    text = interviews.transcript_text(project.db, row.transcript_id)
    read = list(tools.reader.words([segment.span.of(text) for segment in segments]))
    with project.action() as db:
        numbers = suggestions.KeyNumbers(db)
        rows = []
        for segment, words in zip(segments, read, strict=True):
            piece, start = segment.span.of(text), segment.span.start
            rows.append((segment.id, *places(words, piece, start, tools.keywords, numbers.of)))
        suggestions.store_words(db, rows)
        suggestions.set_sources(db, source, "")  # until all is counted


def places(
    words: list[Word],
    text: str,
    offset: int,
    keywords: Keywords,
    number: Callable[[str], int],
) -> tuple[list[Place], list[Place]]:
    """Words and keyword hits of a text as numbered places.

    A hit whose key is the word's own lemma is no second place.
    """
    own = [(number(word.key.lemma), word.start + offset, word.stop + offset) for word in words]
    lemma_at = {word.start: word.key.lemma for word in words}
    return own, [
        (number(hit.key), hit.start + offset, hit.stop + offset)
        for hit in keywords.hits(words, text)
        if hit.how == "phrase" or lemma_at[hit.start] != hit.key
    ]


def _find_keywords(project: Project, tools: _Tools, segments: set[int]) -> None:
    """Look for the keywords in the stored words of segments, inside a transaction."""
    if not segments:
        return
    db = project.db
    texts = {number: text for number, text, _uses in suggestions.keys(db)}
    numbers = suggestions.KeyNumbers(db)
    by_transcript: dict[int, str] = {}
    rows = []
    for segment, transcript, own, _hits in list(suggestions.words_by_segment(db)):
        if segment not in segments:
            continue
        if transcript not in by_transcript:
            by_transcript[transcript] = interviews.transcript_text(db, transcript)
        text = by_transcript[transcript]
        words = stored_words(own, text, texts, tools.keywords)
        _own, hits = places(words, text, 0, tools.keywords, numbers.of)
        rows.append((segment, own, hits))
    suggestions.store_words(db, rows)


def stored_words(
    own: Iterable[Place], text: str, texts: dict[int, str], keywords: Keywords
) -> list[Word]:
    """Words made again from stored places, without reading the text anew."""
    from qda.danish.keywords import Word
    from qda.danish.lemmas import WordKey, normal

    found = []
    for number, start, stop in own:
        form = normal(text[start:stop])
        parts = keywords.lemmas.key(form).parts
        found.append(Word(start, stop, form, WordKey(texts[number], parts)))
    return found
