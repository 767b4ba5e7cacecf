"""From marks to turns and blocks that tile the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.interviews import Block, BlockKind, Role, Turn
from qda.domain.speaker_marks import Start
from qda.domain.text import Span, trimmed
from qda.domain.time_stamps import plain, stamp_at_end, stamp_at_start

if TYPE_CHECKING:
    from collections.abc import Sequence


def tiles(
    text: str, starts: Sequence[Start], blocks: Sequence[Block]
) -> tuple[list[Turn], list[Block]]:
    """Turns and blocks that hold every character of the text exactly once.

    What stands before the first start is the title block. Speech between two marks is one turn,
    without the white space and the time stamps at its ends. A stamp belongs to the turn that it
    opens or closes; alone on a line behind a turn it belongs to the next.

    Args:
        text: The whole text.
        starts: Who speaks from where on, in order, at least one.
        blocks: What nobody says; those before the first start are part of the title.
    """
    tiling = _Tiling(text)
    begin = starts[0].begin
    tiling.title(begin)
    later = [block for block in blocks if block.span.start >= begin]
    cuts: list[tuple[int, int, Start | Block]] = [(start.offset, 0, start) for start in starts]
    cuts += [(block.span.start, 1, block) for block in later]
    for offset, _, cut in sorted(cuts, key=lambda each: each[:2]):
        tiling.speech(offset)
        if isinstance(cut, Start):
            tiling.begin(cut)
        else:
            tiling.block(cut)
    tiling.speech(len(text))
    return tiling.turns, tiling.blocks


class _Tiling:
    """The text from its beginning up to `position`, in turns and blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.turns: list[Turn] = []
        self.blocks: list[Block] = []
        self.current: Start | None = None
        self.time = ""  # of the current speaker's next turn
        self.alone = ""  # a stamp alone on a line, for the next speaker

    def begin(self, start: Start) -> None:
        """From here on another speaker's words."""
        self.current = start
        self.time = start.time or self.alone
        self.alone = ""

    def block(self, block: Block) -> None:
        """A stretch that a layout knows to be no speech."""
        self._add(block.span.stop, block.kind)

    def title(self, stop: int) -> None:
        """Everything up to `stop` as the title block, but for the first turn's time stamp."""
        span = trimmed(self.text, self.position, stop)
        if span:
            self._add(span.start, BlockKind.BLANK)
            line = max(self.text.rfind("\n", span.start, span.stop) + 1, span.start)
            if stamp_at_start(self.text, line, span.stop) == span.stop:
                words = trimmed(self.text, span.start, line)
                self._add(words.stop if words else line, BlockKind.TITLE)
                self._add(line, BlockKind.BLANK)
                self._add(span.stop, BlockKind.TIME)
                self.alone = plain(self.text[line : span.stop])
            self._add(span.stop, BlockKind.TITLE)
        self._add(stop, BlockKind.BLANK)

    def speech(self, stop: int) -> None:
        """Everything up to `stop` as speech of the current speaker."""
        span = trimmed(self.text, self.position, stop)
        if span and self.current:
            self._add(span.start, BlockKind.BLANK)
            self._turn(span, self.current)
        self._add(stop, BlockKind.BLANK)

    def _turn(self, span: Span, speaker: Start) -> None:
        text = self.text
        start = stamp_at_start(text, span.start, span.stop)
        opening = plain(text[span.start : start])
        self._add(start, BlockKind.TIME)
        end = stamp_at_end(text, start, span.stop)
        words = trimmed(text, start, end)
        if words is None:
            self.alone = opening or plain(text[end : span.stop])
            self.time = self.time or self.alone
            self._add(span.stop, BlockKind.TIME)
            return
        closing = plain(text[end : span.stop])
        is_alone = "\n" in text[words.stop : end]
        time = opening or self.time or ("" if is_alone else closing)
        self.turns.append(Turn(words, speaker.label, speaker.role or Role.OTHER, time))
        self.position = words.stop
        self.time = self.alone = closing if is_alone else ""
        self._add(end, BlockKind.BLANK)
        self._add(span.stop, BlockKind.TIME)

    def _add(self, stop: int, kind: BlockKind) -> None:
        if stop > self.position:
            self.blocks.append(Block(Span(self.position, stop), kind))
            self.position = stop
