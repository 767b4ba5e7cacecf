"""What an RTF reader knows while it reads: the open group, the letters, and where words go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.formats.rtf_body import Body
from qda.formats.rtf_groups import Group
from qda.formats.rtf_letters import Letters
from qda.formats.word_report import Left, Noted
from qda.formats.word_symbols import UNMAPPED

if TYPE_CHECKING:
    from qda.formats.flow import Flow


class State:
    """Puts words where the open group says."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.report = flow.report
        self.body = Body(flow)
        self.letters = Letters(self._put)
        self.now = Group()
        self.fresh = False
        """Nothing stands yet in the group that is open."""
        self.counted: dict[str, int] = {}
        self._last_left: Left | None = None

    @property
    def left(self) -> Left | None:
        """Why words are left out here."""
        if self.now.deleted:
            return Left.DELETION
        return Left.HIDDEN if self.now.hidden else None

    @property
    def shows(self) -> bool:
        """Whether words belong to the text here."""
        return self.now.apart is None and self.left is None

    def settle(self) -> None:
        """Give out the letters that wait for what follows them."""
        self.letters.settle(self.font)

    @property
    def font(self) -> int | None:
        """The font of words that are read; names of fonts are in none."""
        return None if self.now.apart is not None else self.now.font

    def sign(self, sign: str) -> None:
        """A sign that a control word stands for."""
        self.settle()
        if self.shows:
            self.body.begin(self.now.look)
            self.flow.sign(sign, look=self.now.looks)

    def line_break(self) -> None:
        """A line ends inside a paragraph."""
        if self.shows:
            self.body.begin(self.now.look)
            self.flow.line_break(look=self.now.looks)

    def end_paragraph(self) -> None:
        """A paragraph ends, in the text or in what is kept apart."""
        if self.now.apart is not None:
            self.now.apart.pieces.append("\n")
            self.now.apart.shown.append("\n")
        else:
            self.body.end_paragraph(self.now.look, joins=self.now.deleted)

    def begin_box(self) -> None:
        """A text box begins with the group that is open."""
        if self.now.apart is None:
            self.report.note(Noted.TEXT_BOX)
            self.now.box = True
            self.body.begin_box()

    def _put(self, text: str) -> None:
        now = self.now
        self.fresh = False
        if now.apart is not None:
            now.apart.pieces.append(text)
            if self.left is None:
                now.apart.shown.append(text)
            if now.apart.name == "fonttbl" and now.font is not None:
                self.letters.name_font(now.font, text)
            return
        if left := self.left:
            self.flow.drop(left, text, count=int(left is not self._last_left))
            self._last_left = left
            return
        self._last_left = None
        if UNMAPPED in text:
            self.report.leave(Left.SYMBOL, count=text.count(UNMAPPED))
        self.body.begin(now.look)
        self.flow.say(text, look=now.looks)
