"""What an RTF reader knows while it reads: groups, fonts, and where the words go."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from qda.formats.rtf_body import Body, Look
from qda.formats.rtf_groups import PLAIN_LOOK, Apart, Group
from qda.formats.rtf_letters import Letters
from qda.formats.rtf_words import (
    APART,
    DOCUMENT_CODE_PAGES,
    ENTERED,
    NOTHING,
    PLAIN_SIGNS,
    SIGNS,
    WITHOUT_WORDS,
    code_page,
)
from qda.formats.word_pages import Layout
from qda.formats.word_report import Left, Noted
from qda.formats.word_symbols import UNMAPPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.formats.flow import Flow

_AUTHORS = frozenset({"author", "operator", "atnauthor", "revtbl"})
_ENCODINGS = {"mac_roman": "Mac Roman", "utf-8": "UTF-8", "cp437": "DOS 437", "cp850": "DOS 850"}
_BOXES = frozenset({"shptxt", "dptxbxtext"})


class Reader:
    """Takes tokens and hands words to a flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._body = Body(flow)
        self._report = flow.report
        self._groups: list[Group] = []
        self._now = Group()
        self._star = False
        self._letters = Letters(self._put)
        self._last_left: Left | None = None
        self._fresh = False
        """Nothing stands yet in the group that is open."""
        self._counted: dict[str, int] = {}
        self._words = self._handlers()

    @property
    def layout(self) -> Layout:
        """What the file says of its last layout."""
        pages, words = self._counted.get("nofpages"), self._counted.get("nofwords")
        return Layout(pages or None, words or None, by_word=bool(pages and words))

    @property
    def encoding_name(self) -> str:
        """The encoding of letters outside ASCII, unless a font says another."""
        page = self._letters.page
        return _ENCODINGS.get(page, page.replace("cp", "Windows-"))

    @property
    def _font(self) -> int | None:
        """The font of words that are read; names of fonts are in none."""
        return None if self._now.apart is not None else self._now.font

    # Tokens

    def open(self) -> None:
        """A group begins."""
        self._letters.settle(self._font)
        self._groups.append(self._now)
        self._now = copy(self._now)
        self._now.owns = self._now.box = False
        self._star, self._fresh = False, True

    def close(self) -> None:
        """A group ends."""
        self._letters.settle(self._font)
        ended = self._now
        self._now = self._groups.pop()
        if ended.owns and ended.apart is not None:
            self._end_apart(ended.apart)
        if ended.box:
            self._body.end_box()
        self._star = False

    def after(self, rest: bytes) -> None:
        """What stands behind the last brace."""
        if rest:
            self._flow.drop(Left.DATA, rest.decode("latin-1"))

    def text(self, raw: bytes) -> None:
        """Plain bytes."""
        self._star = False
        self._letters.text(raw, self._font)

    def byte(self, code: int) -> None:
        """A byte in hexadecimal digits."""
        self._letters.byte(code)

    def symbol(self, sign: str) -> None:
        """A backslash and a sign."""
        if sign == "*":
            self._star = True
        elif sign in PLAIN_SIGNS:
            self.text(sign.encode())
        elif sign in "\r\n":
            self.word("par", None)
        elif sign == "-":
            self._letters.settle(self._font)
            self._report.leave(Left.SOFT_HYPHEN, 1)
        elif sign in SIGNS:
            self._sign(SIGNS[sign])

    def word(self, word: str, value: int | None) -> None:
        """A control word with its number."""
        if word == "u":
            self._letters.unicode(value or 0, self._now.fallback, self._font)
            return
        self._letters.settle(self._font)
        star, self._star = self._star, False
        fresh, self._fresh = self._fresh, False
        if word in SIGNS:
            self._sign(SIGNS[word])
        elif word in self._words:
            self._words[word](value)
        elif word in APART:
            self._keep_apart(word, APART[word])
        elif word == "ud":
            self._in_unicode()
        elif word in NOTHING and fresh:
            self._keep_apart(word, None)
        elif word in _BOXES:
            self._begin_box()
        elif star and word not in ENTERED:
            self._keep_apart(word, Left.DATA)

    # Words

    def _put(self, text: str) -> None:
        now = self._now
        self._fresh = False
        if now.apart is not None:
            now.apart.pieces.append(text)
            if self._left() is None:
                now.apart.shown.append(text)
            if now.apart.name == "fonttbl" and now.font is not None:
                self._letters.name_font(now.font, text)
            return
        if left := self._left():
            self._flow.drop(left, text, count=int(left is not self._last_left))
            self._last_left = left
            return
        self._last_left = None
        if UNMAPPED in text:
            self._report.leave(Left.SYMBOL, count=text.count(UNMAPPED))
        self._body.begin(now.look)
        self._flow.say(text, look=now.looks)

    def _sign(self, sign: str) -> None:
        self._letters.settle(self._font)
        if self._now.apart is None and self._left() is None:
            self._body.begin(self._now.look)
            self._flow.sign(sign, look=self._now.looks)

    def _left(self) -> Left | None:
        if self._now.deleted:
            return Left.DELETION
        return Left.HIDDEN if self._now.hidden else None

    # Groups

    def _keep_apart(self, name: str, kind: Left | None) -> None:
        now = self._now
        outer = now.apart
        if outer is None or (kind is None and outer.kind is not None) or name in _AUTHORS:
            now.apart, now.owns = Apart(name, kind, outer), True

    def _in_unicode(self) -> None:
        """Words that have just been given in an older encoding come again."""
        if self._now.apart is not None and self._now.apart.name == "upr":
            self._now.apart = self._now.apart.outer

    def _end_apart(self, ended: Apart) -> None:
        text = "".join(ended.pieces)
        if ended.name in _AUTHORS:
            names = (name.strip() for name in text.split(";"))
            self._report.authors.update(name for name in names if name != "Unknown")
        if ended.kind in WITHOUT_WORDS:
            assert ended.kind is not None
            self._report.leave(ended.kind)
        elif ended.kind is not None and text.strip():
            self._flow.drop(ended.kind, text)
            if ended.kind in (Left.FOOTNOTE, Left.ENDNOTE) and self._now.apart is None:
                self._body.begin(self._now.look)
                self._flow.note(ended.kind, "".join(ended.shown))

    def _begin_box(self) -> None:
        if self._now.apart is None:
            self._report.note(Noted.TEXT_BOX)
            self._now.box = True
            self._body.begin_box()

    # What else a control word does

    def _end_paragraph(self, value: int | None) -> None:
        if self._now.apart is not None:
            self._now.apart.pieces.append("\n")
            self._now.apart.shown.append("\n")
        else:
            self._body.end_paragraph(self._now.look, joins=self._now.deleted)

    def _end_cell(self, value: int | None) -> None:
        self._end_paragraph(value)
        if self._now.apart is None:
            self._body.end_cell()

    def _line_break(self, value: int | None) -> None:
        if self._now.apart is None and self._left() is None:
            self._body.begin(self._now.look)
            self._flow.line_break(look=self._now.looks)

    def _restart(self, value: int | None) -> None:
        self._flow.pages.restarted = True

    def _new_paragraph(self, value: int | None) -> None:
        self._now.look = PLAIN_LOOK

    def _plain(self, value: int | None) -> None:
        self._now.bold = self._now.marked = self._now.hidden = self._now.deleted = False
        self._now.font = None

    def _insertion(self, value: int | None) -> None:
        if value != 0 and self._now.apart is None:
            self._report.note(Noted.INSERTION)

    def _first_indent(self, value: int | None) -> None:
        self._now.look = replace(self._now.look, hangs=(value or 0) < 0)

    def _charset(self, value: int | None) -> None:
        now = self._now
        if now.apart is not None and now.apart.name == "fonttbl" and now.font is not None:
            self._letters.set_charset(now.font, value or 0)

    def _endnote(self, value: int | None) -> None:
        if self._now.apart is not None and self._now.apart.kind is Left.FOOTNOTE:
            self._now.apart.kind = Left.ENDNOTE

    def _handlers(self) -> dict[str, Callable[[int | None], None]]:
        """What to do with each control word that means something for the words."""

        def switch(name: str) -> Callable[[int | None], None]:
            def turn(value: int | None) -> None:
                setattr(self._now, name, value != 0)

            return turn

        def number(name: str) -> Callable[[int | None], None]:
            def keep(value: int | None) -> None:
                setattr(self._now, name, max(value or 0, 0))

            return keep

        def look(change: Callable[[Look, int], Look]) -> Callable[[int | None], None]:
            def keep(value: int | None) -> None:
                self._now.look = change(self._now.look, max(value or 0, 0))

            return keep

        def body(act: Callable[[], None]) -> Callable[[int | None], None]:
            def do(value: int | None) -> None:
                if self._now.apart is None:
                    act()

            return do

        def count(name: str) -> Callable[[int | None], None]:
            def keep(value: int | None) -> None:
                self._counted[name] = value or 0

            return keep

        def page(encoding: str) -> Callable[[int | None], None]:
            def settle(value: int | None) -> None:
                self._letters.page = encoding

            return settle

        def ansi_page(value: int | None) -> None:
            self._letters.page = code_page(value or 0)

        def default_font(value: int | None) -> None:
            self._letters.default_font = value

        return {
            **{word: page(encoding) for word, encoding in DOCUMENT_CODE_PAGES.items()},
            "ansicpg": ansi_page,
            "deff": default_font,
            "fcharset": self._charset,
            "b": switch("bold"),
            **{word: switch("marked") for word in ("i", "ul", "scaps", "caps", "cf")},
            "ulnone": lambda value: setattr(self._now, "marked", False),
            "v": switch("hidden"),
            "deleted": switch("deleted"),
            "revised": self._insertion,
            "f": number("font"),
            "uc": number("fallback"),
            "plain": self._plain,
            "par": self._end_paragraph,
            "pard": self._new_paragraph,
            "outlinelevel": look(lambda old, level: replace(old, heading=(level + 1) % 10)),
            "li": look(lambda old, value: replace(old, indent=value)),
            "fi": self._first_indent,
            "intbl": look(lambda old, value: replace(old, in_table=True)),
            "pagebb": look(lambda old, value: replace(old, top_of_page=True)),
            "trowd": body(self._body.begin_row),
            "cell": self._end_cell,
            "row": body(self._body.end_row),
            "nestcell": self._end_paragraph,
            "line": self._line_break,
            "lbr": self._line_break,
            "page": body(self._body.break_page),
            "softpage": body(self._flow.mark_page),
            "sect": body(self._body.end_section),
            "sbknone": body(self._body.section_continues),
            "sbkcol": body(self._body.section_continues),
            "pgnrestart": self._restart,
            "ftnalt": self._endnote,
            **{word: count(word) for word in ("nofpages", "nofwords")},
        }
