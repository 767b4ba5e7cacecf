"""From a document to turns and blocks: who says what, and how sure that is.

Turns and blocks tile the document's text. Speakers are never settled silently: a reading carries
its confidence, the labels met once, and what looked like a label and was not taken. The rules were
set against layouts of real transcripts and of NVivo, MAXQDA, f4, Otter, Teams and Word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.interviews import Block, BlockKind, Role, Turn
from qda.domain.speaker_labels import look_alikes
from qda.domain.speaker_lines import read_bold, read_bracket, read_colon
from qda.domain.speaker_marks import Layout, Line, Marks, Rejected, Why, lines_of
from qda.domain.speaker_name_lines import read_name_lines
from qda.domain.speaker_naming import Naming
from qda.domain.speaker_nobody import read_nobody
from qda.domain.speaker_questions import read_questions
from qda.domain.speaker_roles import parse_roles, proposed_roles, require_labels
from qda.domain.speaker_signs import read_dash
from qda.domain.speaker_tables import read_table
from qda.domain.speaker_turns import tiles
from qda.domain.text import Span, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from qda.domain.documents import Document

__all__ = [
    "CONFIDENT",
    "Layout",
    "Reading",
    "Rejected",
    "Speaker",
    "Why",
    "back_channels",
    "parse_roles",
    "read_speakers",
]

CONFIDENT = 0.8
"""From here on a reading needs no confirmation: at least two labels recur, at least 95 % of the
text behind the title block lies in turns, and no label is met once."""

_COVERED = 0.95
_LONG_TITLE = 1500
"""Characters of a title block that is no longer one, when it is a quarter of the text as well."""
_CROWD = 12
"""More speakers than this are more likely the headings of a report."""
_FIRST_WORDS = 8
_COMPARED = 60
"""Labels that are compared with each other; no conversation has so many speakers."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker of a transcript, for the preview."""

    label: str
    """As the transcript writes it; empty where it does not."""
    role: Role
    turns: int
    characters: int
    """Characters of speech."""
    first_words: str
    """The beginning of the first turn."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read as speech."""

    turns: tuple[Turn, ...]
    blocks: tuple[Block, ...]
    speakers: tuple[Speaker, ...]
    """In order of their first turn."""
    layout: Layout
    confidence: float
    """From 0 to 1; below `CONFIDENT` a person should look."""
    questions: tuple[str, ...] = ()
    """Labels met once, taken or not: are these speakers?"""
    rejected: tuple[Rejected, ...] = ()
    """What stands where labels stand and was not taken, the most frequent first."""
    look_alikes: tuple[tuple[str, str], ...] = ()
    """Pairs of labels that may be one speaker, such as `I` and `l`; the rarer one first."""


def read_speakers(
    document: Document,
    roles: Mapping[str, Role] | None = None,
    layout: Layout | None = None,
    naming: Naming | None = None,
) -> Reading:
    """Read a document as turns of speakers.

    Args:
        document: What a reader understood of a file.
        roles: Who is who, by label, as the user settled it; other speakers get a proposal.
        layout: How speakers are marked; the one that finds most when None.
        naming: Labels that stand for another name, or for nobody.

    Raises:
        Refused: `roles` or `naming` names a label that the transcript does not hold.
    """
    text = document.text
    naming = naming or Naming()
    given = naming.named(roles or {})
    marks = _marks(document, text, naming.wanted(given), layout)
    found = {start.label for start in marks.starts if start.label}
    require_labels([*naming.renamed, *naming.ignored], found)
    marks = naming.applied(marks)
    require_labels(given, {start.label for start in marks.starts if start.label})
    if not text.strip():
        blocks = (Block(Span(0, len(text)), BlockKind.BLANK),) if text else ()
        return Reading((), blocks, (), Layout.NONE, 0.0)
    if not marks.starts:
        marks = replace(read_nobody(text, lines_of(document)), rejected=marks.rejected)
    raw, blocks_found = tiles(text, marks.starts, marks.blocks)
    settled = proposed_roles(text, raw, given)
    turns = tuple(replace(turn, role=settled.get(turn.label, turn.role)) for turn in raw)
    speakers = _speakers(text, turns)
    return Reading(
        turns,
        tuple(blocks_found),
        speakers,
        marks.layout,
        _confidence(text, marks, turns, blocks_found, speakers),
        marks.once,
        marks.rejected,
        _look_alikes(speakers, marks),
    )


def back_channels(text: str, labels: Collection[str]) -> list[Span]:
    """Where another speaker's words stand in brackets inside a turn: `(I: Okay)`.

    Args:
        text: The words of a turn.
        labels: The labels of the transcript's speakers.
    """
    names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True) if label)
    if not names:
        return []
    found = re.finditer(rf"[(\[]\s*(?:{names})\s*:[^()\[\]\n]{{0,200}}[)\]]", text)
    return [Span(*match.span()) for match in found]


def _marks(document: Document, text: str, wanted: Collection[str], layout: Layout | None) -> Marks:
    """What the layout finds, or the layout that finds most."""
    lines = lines_of(document)

    def table(text: str, lines: Sequence[Line], wanted: Collection[str]) -> Marks:
        return read_table(document, text, lines, wanted)

    readers: dict[Layout, Callable[[str, Sequence[Line], Collection[str]], Marks]] = {
        Layout.TABLE: table,
        Layout.COLON: read_colon,
        Layout.NAME_LINE: read_name_lines,
        Layout.BRACKET: read_bracket,
        Layout.BOLD: read_bold,
        Layout.DASH: read_dash,
        Layout.QUESTIONS: read_questions,
    }
    if layout is not None:
        reader = readers.get(layout)
        return reader(text, lines, wanted) if reader else Marks(Layout.NONE)
    best = readers[Layout.TABLE](text, lines, wanted)
    if best.starts:
        return best  # what stands in columns would look like anything to the others
    words = sum(1 for line in lines if text[line.start : line.stop].strip())
    for each in (Layout.COLON, Layout.NAME_LINE, Layout.BRACKET, Layout.BOLD, Layout.DASH):
        if len(best.starts) * 2 > words:
            break  # no other layout can find more
        marks = readers[each](text, lines, wanted)
        if _strength(marks, wanted) > _strength(best, wanted):
            best = replace(marks, rejected=marks.rejected or best.rejected)
    if best.starts:
        return best
    questions = read_questions(text, lines, wanted)
    if questions.starts or not any(paragraph.marked for paragraph in document.paragraphs):
        return questions if questions.starts else best
    return _marked(text, lines_of(document, marked=True), wanted) or best


def _marked(text: str, lines: Sequence[Line], wanted: Collection[str]) -> Marks | None:
    """What is found where italics and the like count in the place of bold letters."""
    for read in (read_bold, read_name_lines, read_questions):
        marks = read(text, lines, wanted)
        if len({(start.label, start.role) for start in marks.starts}) > 1:
            return marks
    return None


def _strength(marks: Marks, wanted: Collection[str]) -> tuple[int, float]:
    """How much a layout finds: labels that the user named, then starts; one label alone is weak."""
    labels = {start.label for start in marks.starts}
    share = marks.weight if len(labels) > 1 else 0.4
    return len(labels.intersection(wanted)), share * len(marks.starts)


def _speakers(text: str, turns: Sequence[Turn]) -> tuple[Speaker, ...]:
    by_speaker: dict[tuple[str, Role], list[Turn]] = {}
    for turn in turns:
        by_speaker.setdefault((turn.label, turn.role), []).append(turn)
    return tuple(
        Speaker(
            label,
            role,
            len(said),
            sum(len(turn.span) for turn in said),
            " ".join(one_line(said[0].span.of(text)[:200]).split()[:_FIRST_WORDS]),
        )
        for (label, role), said in by_speaker.items()
    )


def _confidence(
    text: str,
    marks: Marks,
    turns: Sequence[Turn],
    blocks: Sequence[Block],
    speakers: Sequence[Speaker],
) -> float:
    """How far the reading is to be trusted; at most 0.75 when one of the three conditions fails."""
    spoken = sum(len(turn.span) for turn in turns if turn.label or marks.layout is Layout.QUESTIONS)
    sizes = dict.fromkeys(BlockKind, 0)
    for block in blocks:
        sizes[block.kind] += len(block.span)
    nobodys = sum(len(turn.span) for turn in turns) - spoken + sizes[BlockKind.HEADING]
    covered = spoken / (spoken + nobodys) if spoken else 0.0
    title = sizes[BlockKind.TITLE]
    confidence = marks.weight
    if covered < _COVERED:
        confidence -= 0.25 + (_COVERED - covered)
    if sum(1 for speaker in speakers if speaker.turns > 1) < 2:
        confidence -= 0.35
    if marks.once:
        confidence -= 0.25
    if title > _LONG_TITLE and title * 4 > len(text):
        confidence -= 0.35
    if all(speaker.role is not Role.INTERVIEWER for speaker in speakers):
        confidence -= 0.35
    if len(speakers) > _CROWD:
        confidence -= 0.25
    return round(min(max(confidence, 0.0), 1.0), 2)


def _look_alikes(speakers: Sequence[Speaker], marks: Marks) -> tuple[tuple[str, str], ...]:
    """Rare labels beside the frequent ones that they resemble."""
    counts = {speaker.label: speaker.turns for speaker in speakers if speaker.label}
    for each in marks.rejected:
        if each.why in (Why.ONCE, Why.LOWER_CASE, Why.NO_NAME):
            counts.setdefault(each.label, each.count)
    order = sorted(counts, key=lambda label: (counts[label], label))
    names = {speaker.label for speaker in speakers}
    frequent = [label for label in reversed(order) if label in names]
    return tuple(look_alikes(order[:_COMPARED], frequent[:_COMPARED]))
