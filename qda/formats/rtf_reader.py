"""Reads the tokens of RTF: opens and closes groups, and keeps apart what is no text."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from qda.formats.rtf_control import Control
from qda.formats.rtf_groups import Apart, Group
from qda.formats.rtf_state import State
from qda.formats.rtf_words import APART, ENTERED, NOTHING, PLAIN_SIGNS, SIGNS, WITHOUT_WORDS
from qda.formats.word_pages import Layout
from qda.formats.word_report import Left

if TYPE_CHECKING:
    from qda.formats.flow import Flow

_AUTHORS = frozenset({"author", "operator", "atnauthor", "revtbl"})
_ENCODINGS = {"mac_roman": "Mac Roman", "utf-8": "UTF-8", "cp437": "DOS 437", "cp850": "DOS 850"}
_BOXES = frozenset({"shptxt", "dptxbxtext"})


class Reader:
    """Takes tokens and hands words to a flow."""

    def __init__(self, flow: Flow) -> None:
        self._state = State(flow)
        self._control = Control(self._state)
        self._groups: list[Group] = []
        self._star = False

    @property
    def layout(self) -> Layout:
        """What the file says of its last layout."""
        counted = self._state.counted
        pages, words = counted.get("nofpages"), counted.get("nofwords")
        return Layout(pages or None, words or None, by_word=bool(pages and words))

    @property
    def encoding_name(self) -> str:
        """The encoding of letters outside ASCII, unless a font says another."""
        page = self._state.letters.page
        return _ENCODINGS.get(page, page.replace("cp", "Windows-"))

    # Tokens

    def open(self) -> None:
        """A group begins."""
        state = self._state
        state.settle()
        self._groups.append(state.now)
        state.now = copy(state.now)
        state.now.owns = state.now.box = False
        self._star, state.fresh = False, True

    def close(self) -> None:
        """A group ends."""
        state = self._state
        state.settle()
        ended = state.now
        state.now = self._groups.pop()
        if ended.owns and ended.apart is not None:
            self._end_apart(ended.apart)
        if ended.box:
            state.body.end_box()
        self._star = False

    def after(self, rest: bytes) -> None:
        """What stands behind the last brace."""
        if rest:
            self._state.flow.drop(Left.DATA, rest.decode("latin-1"))

    def text(self, raw: bytes) -> None:
        """Plain bytes."""
        self._star = False
        self._state.letters.text(raw, self._state.font)

    def byte(self, code: int) -> None:
        """A byte in hexadecimal digits."""
        self._state.letters.byte(code)

    def symbol(self, sign: str) -> None:
        """A backslash and a sign."""
        if sign == "*":
            self._star = True
        elif sign in PLAIN_SIGNS:
            self.text(sign.encode())
        elif sign in "\r\n":
            self.word("par", None)
        elif sign == "-":
            self._state.settle()
            self._state.report.leave(Left.SOFT_HYPHEN, 1)
        elif sign in SIGNS:
            self._state.sign(SIGNS[sign])

    def word(self, word: str, value: int | None) -> None:
        """A control word with its number."""
        state = self._state
        if word == "u":
            state.letters.unicode(value or 0, state.now.fallback, state.font)
            return
        state.settle()
        star, self._star = self._star, False
        fresh, state.fresh = state.fresh, False
        if word in SIGNS:
            state.sign(SIGNS[word])
        elif word in self._control:
            self._control.act(word, value)
        elif word in APART:
            self._keep_apart(word, APART[word])
        elif word == "ud":
            self._in_unicode()
        elif word in NOTHING and fresh:
            self._keep_apart(word, None)
        elif word in _BOXES:
            state.begin_box()
        elif star and word not in ENTERED:
            self._keep_apart(word, Left.DATA)

    # What is kept apart

    def _keep_apart(self, name: str, kind: Left | None) -> None:
        now = self._state.now
        outer = now.apart
        if outer is None or (kind is None and outer.kind is not None) or name in _AUTHORS:
            now.apart, now.owns = Apart(name, kind, outer), True

    def _in_unicode(self) -> None:
        """Words that have just been given in an older encoding come again."""
        now = self._state.now
        if now.apart is not None and now.apart.name == "upr":
            now.apart = now.apart.outer

    def _end_apart(self, ended: Apart) -> None:
        state = self._state
        text = "".join(ended.pieces)
        if ended.name in _AUTHORS:
            names = (name.strip() for name in text.split(";"))
            state.report.authors.update(name for name in names if name != "Unknown")
        if ended.kind in WITHOUT_WORDS:
            assert ended.kind is not None
            state.report.leave(ended.kind)
        elif ended.kind is not None and text.strip():
            state.flow.drop(ended.kind, text)
            if ended.kind in (Left.FOOTNOTE, Left.ENDNOTE) and state.now.apart is None:
                state.body.begin(state.now.look)
                state.flow.note(ended.kind, "".join(ended.shown))
