"""Drawing the lines of a transcript: what stands in which column, in which style.

Knows nothing of scrolling, keys or time; given the same values it draws the same line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style

from qda.domain.interviews import Role
from qda.domain.text import Span, one_line, trimmed
from qda.tui import words
from qda.tui.flow import Row, RowKind
from qda.tui.focus import Focus
from qda.tui.widgets.drawing import Piece, layered, shortened, strip_of
from qda.tui.widgets.margin_lines import MarginLines, touches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual.strip import Strip

    from qda.services.screens import ScreenTranscript
    from qda.tui.margin import Mark
    from qda.tui.widgets.transcript_styles import TranscriptStyles

_PLAIN = Style.null()

MEMO = "✎"
"""Stands beside the number of a segment that has a memo."""


class TranscriptLines(MarginLines):
    """Draws the rows of a transcript."""

    def __init__(self, transcript: ScreenTranscript, text: str, styles: TranscriptStyles) -> None:
        super().__init__(styles)
        self.transcript = transcript
        self.text = text
        """Safe to show, as long as the original."""
        self.found: Sequence[Span] = ()
        """Places of words that are looked for, in order."""
        self.found_here: Span | None = None
        self.selected: Span | None = None
        """The words that are selected."""
        self.focus = Focus.OFF
        """What is dimmed."""
        self.speaking: Callable[[int], Sequence[Span]] | None = None
        """The words of a segment, by its index, that speak for a theme."""
        self.memos: Collection[int] = ()
        """Indexes of segments with memos."""

    def draw(self, line: int, width: int, *, current: int, ground: Style) -> Strip:
        """One line, exactly so many columns wide."""
        row = self.flow.rows[line]
        if row.kind is RowKind.SPEECH:
            if row.segment == current:
                ground += self.styles.part("current")
            pieces = self._speech(row, line - self.flow.first[row.segment], row.segment == current)
        else:
            gutter = " " * self.columns.before_text
            pieces = [(gutter, _PLAIN), *self._between(row)]
        return strip_of(pieces, width, ground, self.styles.tone)

    def _between(self, row: Row) -> list[Piece]:
        if row.kind is RowKind.SPEAKER:
            return self._speaker(row)
        if row.kind is RowKind.HEADING:
            return [(self.text[row.start : row.stop], self.styles.part("heading"))]
        if row.kind is RowKind.PAGE:
            said = " " + words.page(row.start)
            return [(said.rjust(self.columns.text, "┈"), self.styles.part("page"))]
        if row.kind is RowKind.BLANK:
            return []
        restriction = self.transcript.restrictions[row.start]
        says = words.restriction if row.kind is RowKind.HELD_BACK else words.restriction_ends
        line = shortened(f"░░ {says(restriction)} ░░", self.columns.text)
        return [(line, self.styles.part("restriction"))]

    def _speaker(self, row: Row) -> list[Piece]:
        turn = self.transcript.turns[row.start]
        name = one_line(turn.label) or words.unknown_speaker()
        role = words.role(turn.role)
        if role in name.casefold():
            role = ""  # such as "Interviewer 2"
        extra = "  ".join(part for part in (role, one_line(turn.time)) if part)
        interviewer = turn.role is Role.INTERVIEWER
        return [
            (
                shortened(name, max(8, self.columns.text - cell_len(extra) - 2)),
                self.styles.part("interviewer-name" if interviewer else "speaker"),
            ),
            ("  " + extra, self.styles.part("role")),
        ]

    def _speech(self, row: Row, place: int, current: bool) -> list[Piece]:
        columns = self.columns
        said = self._words(row, current)
        used = sum(cell_len(text) for text, _style in said)
        return [
            (" " * columns.left, _PLAIN),
            *self._gutter(row, place, current),
            *said,
            (" " * (columns.text - used + 1), _PLAIN),
            *self._margin(row, place),
        ]

    def _gutter(self, row: Row, place: int, current: bool) -> list[Piece]:
        """Whether a row is current or held back, and the number of its segment."""
        bar = ("▌", self.styles.part("bar")) if current else (" ", _PLAIN)
        held_back = any(touches(row, one.span) for one in self.transcript.restrictions)
        shade = ("░", self.styles.part("restriction")) if held_back else (" ", _PLAIN)
        noted = place == 0 and row.segment in self.memos
        memo = (MEMO, self.styles.part("memo")) if noted else (" ", _PLAIN)
        if not self.columns.number:
            return [bar if current else shade, memo]
        number = str(self.transcript.segments[row.segment].number) if place == 0 else ""
        return [
            bar,
            shade,
            (f"{number:>{self.columns.number - 1}}", self.styles.part("number")),
            memo,
        ]

    def _words(self, row: Row, current: bool) -> list[Piece]:
        """The text of a row in the styles that hold for its parts."""
        turn = self.transcript.turns[self.transcript.segments[row.segment].turn]
        ground = self.styles.part("interviewer") if turn.role is Role.INTERVIEWER else _PLAIN
        if self._dimmed(row.segment):
            ground += self.styles.part("dimmed")
        layers = self._layers(row, current)
        if not layers:
            return [(self.text[row.start : row.stop], ground)]
        return layered(self.text, Span(row.start, row.stop), ground, layers)

    def _layers(self, row: Row, current: bool) -> list[tuple[Span, Style]]:
        """Stretches of a row with a style of their own; the later ones lie on top."""
        part = self.styles.part
        layers = [*self._coded(row, current)]
        layers += [
            (one.span, part("restricted"))
            for one in self.transcript.restrictions
            if touches(row, one.span)
        ]
        if self.speaking is not None:
            spans = self.speaking(row.segment)
            layers += [(span, part("speaks")) for span in spans if touches(row, span)]
        layers += [
            (span, part("found-here" if here else "found"))
            for span, here in self._found_between(row.start, row.stop)
        ]
        if self.selected is not None and touches(row, self.selected):
            layers.append((self.selected, part("selected")))
        return layers

    def speech(self, first: int, last: int) -> list[int]:
        """The lines with speech among those from one up to another."""
        rows = self.flow.rows
        last = min(last, len(rows))
        return [line for line in range(first, last) if rows[line].kind is RowKind.SPEECH]

    def found_on(self, lines: Sequence[int]) -> set[tuple[Span, bool]]:
        """What of the words that are looked for stands on lines, and which of it is the place."""
        if not lines:
            return set()
        rows = self.flow.rows
        return set(self._found_between(rows[lines[0]].start, rows[lines[-1]].stop))

    def touched(self, lines: Sequence[int], found: Collection[tuple[Span, bool]]) -> set[int]:
        """The lines on which some of the places stand."""
        starts = [self.flow.rows[line].start for line in lines]
        places: set[int] = set()
        for span, _here in found:
            first = max(0, bisect_right(starts, span.start) - 1)
            places |= set(range(first, bisect_left(starts, span.stop)))
        return {lines[place] for place in places}

    def _found_between(self, start: int, stop: int) -> list[tuple[Span, bool]]:
        first = bisect_right(self.found, start, key=lambda span: span.stop)
        inside = takewhile(
            lambda span: span.start < stop,
            map(self.found.__getitem__, range(first, len(self.found))),
        )
        return [(span, span == self.found_here) for span in inside]

    def _coded(self, row: Row, current: bool) -> list[tuple[Span, Style]]:
        """Words with a theme as if marked with a pen, the shortest on top.

        Lines under the words, too, but in the current segment only and where a coding takes a
        part of it: everywhere they would make a text hard to read.
        """
        marks = [mark for mark in self._marks_of(row.segment) if touches(row, mark.span)]
        if not marks or self._dimmed(row.segment):
            return []
        layers = [
            (mark.span, self.styles.tint(self._colour(mark), current=current))
            for mark in sorted(marks, key=lambda mark: -len(mark.span))
        ]
        # Where one covers the row, nothing is seen of those below it.
        full = [place for place, (span, _tint) in enumerate(layers) if _covers(span, row)]
        layers = layers[full[-1] :] if full else layers
        return layers + self._partly(row, marks) if current else layers

    def _partly(self, row: Row, marks: Sequence[Mark]) -> list[tuple[Span, Style]]:
        segment = self.transcript.segments[row.segment].span
        whole = trimmed(self.text, segment.start, segment.stop)
        part = self.styles.part("partly")
        return [(m.span, part) for m in marks if whole is not None and not m.span.contains(whole)]

    def _dimmed(self, segment: int) -> bool:
        if self.focus is Focus.OFF:
            return False
        marks = self._marks_of(segment)
        if self.focus is Focus.UNCODED:
            return bool(marks)
        return not any(mark.own for mark in marks)

    def offset_at(self, line: int, column: int) -> int | None:
        """The place in the text under a column of a row; its ends where the column is beside it.

        None where the row shows no speech.
        """
        if not 0 <= line < len(self.flow.rows):
            return None
        row = self.flow.rows[line]
        if row.kind is not RowKind.SPEECH:
            return None
        left = column - self.columns.before_text
        for offset in range(row.start, row.stop):
            left -= cell_len(self.text[offset])
            if left < 0:
                return offset
        return max(row.start, row.stop - 1)


def _covers(span: Span, row: Row) -> bool:
    return span.start <= row.start and row.stop <= span.stop
