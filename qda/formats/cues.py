"""Transcripts in short pieces with times, as programs write them: subtitles, segments, rows.

A piece is no sentence, so neighbouring pieces of one speaker become one paragraph. With speakers,
the paragraphs stand in a table of times, speakers and words, which is how they are read as turns;
without, each stretch of speech follows a line with its time.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.documents import Cell, Paragraph
from qda.domain.speaker_labels import is_remark, objection, settled, tidy
from qda.domain.time_stamps import seconds
from qda.formats.flow import solid
from qda.formats.word_report import Left

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.formats.word_report import Report

_PAUSE = 2
"""Seconds of silence after which a new stretch begins."""
_LONG = 500
"""Characters after which a stretch ends with the next sentence."""
_TOO_LONG = 2_000
"""Characters after which it ends with the next piece."""
_SENTENCE_END = re.compile(r"[.?!…][\"”»’')]*$")
_LABEL = re.compile(
    r"(?:(?P<name>[^\W_][^:\n\[\]]{0,62}?)|\[(?P<marked>[^\[\]\n]{1,63})\]):[^\S\n]+"
)
_MARKED = re.compile(r"\[(?P<marked>[^\[\]\n]{1,63})\][^\S\n]+")


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of speech."""

    text: str
    """Canonical, without white space at its ends."""
    start: str = ""
    """When it begins, as a time stamp."""
    end: str = ""
    speaker: str = ""
    """Empty where nothing is said; the speaker before goes on then."""
    written: bool = True
    """Whether the start stands in the file just like that."""


def stamp(time: float) -> str:
    """Seconds as a time stamp."""
    thousandths = round(time * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def paragraphs_of(cues: Sequence[Cue], report: Report) -> tuple[Paragraph, ...]:
    """Neighbouring pieces as paragraphs; times and names that are said again are counted."""
    named = any(cue.speaker for cue in cues)
    if not named:
        cues = _with_labels(cues, report)
        named = any(cue.speaker for cue in cues)
    rows = _merged([cue for cue in cues if cue.text], report, named=named)
    if named:
        return tuple(
            Paragraph(text, cell=Cell(0, number, column))
            for number, row in enumerate(rows)
            for column, text in enumerate((row.start, row.speaker, row.text))
            if text
        )
    return tuple(Paragraph(text) for row in rows for text in (row.start, row.text) if text)


def _merged(cues: Iterable[Cue], report: Report, *, named: bool) -> list[Cue]:
    """Pieces that belong together as one; their words are joined once, for there may be many."""
    rows: list[Cue] = []
    pieces: list[str] = []
    size = 0
    for cue in cues:
        last = rows[-1] if rows else None
        if last is None or (_changes(last, cue) if named else _ends(last, cue, size, pieces[-1])):
            if last is not None:
                rows[-1] = replace(last, text="".join(pieces))
            rows.append(cue)
            pieces, size = [], 0
        else:
            if cue.start and cue.written:
                report.leave(Left.CUE_TIME, solid(cue.start))
            if cue.speaker:
                report.leave(Left.MARKUP, solid(cue.speaker))
            pieces.append("\n" if cue.text.startswith(("- ", "– ", "— ")) else " ")
            rows[-1] = replace(last, end=cue.end)
        pieces.append(cue.text)
        size += len(cue.text) + 1
    if rows:
        rows[-1] = replace(rows[-1], text="".join(pieces))
    return rows


def _changes(last: Cue, cue: Cue) -> bool:
    return bool(cue.speaker) and cue.speaker != last.speaker


def _ends(last: Cue, cue: Cue, size: int, words: str) -> bool:
    """Whether a stretch of `size` characters ends with its last words."""
    if size > _TOO_LONG:
        return True
    paused = bool(cue.start and last.end) and seconds(cue.start) - seconds(last.end) >= _PAUSE
    return (paused or size > _LONG) and bool(_SENTENCE_END.search(words[-20:]))


def _with_labels(cues: Sequence[Cue], report: Report) -> list[Cue]:
    """Labels at the start of pieces (`Ida: …`, `[Taler 1] …`) as speakers, where they recur."""
    found = [_label(cue.text) for cue in cues]
    taken, _once = settled(Counter(label for label, _ in found if label), ())
    out: list[Cue] = []
    for cue, (label, body) in zip(cues, found, strict=True):
        if label in taken:
            report.leave(Left.MARKUP, solid(cue.text[:body]) - solid(label))
            out.append(replace(cue, speaker=label, text=cue.text[body:]))
        else:
            out.append(cue)
    return out


def _label(text: str) -> tuple[str, int]:
    """The label that a piece begins with, and where its words begin."""
    match = _LABEL.match(text) or _MARKED.match(text)
    if match is None or match.end() == len(text):
        return "", 0
    label = tidy(match.groupdict().get("name") or match["marked"])
    if is_remark(label) or objection(label):
        return "", 0
    return label, match.end()
