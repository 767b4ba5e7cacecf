"""What each control word of RTF does that means something for the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qda.formats.rtf_groups import PLAIN_LOOK
from qda.formats.rtf_words import DOCUMENT_CODE_PAGES, code_page
from qda.formats.word_report import Left, Noted

if TYPE_CHECKING:
    from qda.formats.rtf_body import Look
    from qda.formats.rtf_state import State

Act = Callable[[int | None], None]
"""What a control word does with its number."""


class Control:
    """The control words, acting on the state of a reader."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._acts: dict[str, Act] = {
            **self._of_letters(),
            **self._of_looks(),
            **self._of_paragraphs(),
            **self._of_pages(),
        }

    def __contains__(self, word: str) -> bool:
        return word in self._acts

    def act(self, word: str, value: int | None) -> None:
        """Do what a control word says."""
        self._acts[word](value)

    # The tables

    def _of_letters(self) -> dict[str, Act]:
        return {
            **{word: self._page(encoding) for word, encoding in DOCUMENT_CODE_PAGES.items()},
            "ansicpg": self._ansi_page,
            "deff": self._default_font,
            "fcharset": self._charset,
            "f": self._number("font"),
            "uc": self._number("fallback"),
        }

    def _of_looks(self) -> dict[str, Act]:
        return {
            "b": self._switch("bold"),
            **{word: self._switch("marked") for word in ("i", "ul", "scaps", "caps", "cf")},
            "ulnone": lambda value: setattr(self._state.now, "marked", False),
            "v": self._switch("hidden"),
            "deleted": self._switch("deleted"),
            "revised": self._insertion,
            "plain": self._plain,
        }

    def _of_paragraphs(self) -> dict[str, Act]:
        body = self._state.body
        return {
            "par": self._end_paragraph,
            "pard": self._new_paragraph,
            "outlinelevel": self._look(lambda old, level: replace(old, heading=(level + 1) % 10)),
            "li": self._look(lambda old, value: replace(old, indent=value)),
            "fi": self._first_indent,
            "intbl": self._look(lambda old, value: replace(old, in_table=True)),
            "trowd": self._in_text(body.begin_row),
            "cell": self._end_cell,
            "row": self._in_text(body.end_row),
            "nestcell": self._end_paragraph,
            "line": self._line_break,
            "lbr": self._line_break,
            "ftnalt": self._endnote,
        }

    def _of_pages(self) -> dict[str, Act]:
        body = self._state.body
        return {
            "pagebb": self._look(lambda old, value: replace(old, top_of_page=True)),
            "page": self._in_text(body.break_page),
            "softpage": self._in_text(self._state.flow.mark_page),
            "sect": self._in_text(body.end_section),
            "sbknone": self._in_text(body.section_continues),
            "sbkcol": self._in_text(body.section_continues),
            "pgnrestart": self._restart,
            **{word: self._count(word) for word in ("nofpages", "nofwords")},
        }

    # What many words do

    def _switch(self, name: str) -> Act:
        def turn(value: int | None) -> None:
            setattr(self._state.now, name, value != 0)

        return turn

    def _number(self, name: str) -> Act:
        def keep(value: int | None) -> None:
            setattr(self._state.now, name, max(value or 0, 0))

        return keep

    def _look(self, change: Callable[[Look, int], Look]) -> Act:
        def keep(value: int | None) -> None:
            self._state.now.look = change(self._state.now.look, max(value or 0, 0))

        return keep

    def _in_text(self, act: Callable[[], None]) -> Act:
        def do(value: int | None) -> None:
            if self._state.now.apart is None:
                act()

        return do

    def _count(self, name: str) -> Act:
        def keep(value: int | None) -> None:
            self._state.counted[name] = value or 0

        return keep

    def _page(self, encoding: str) -> Act:
        def settle(value: int | None) -> None:
            self._state.letters.page = encoding

        return settle

    # What one word does

    def _ansi_page(self, value: int | None) -> None:
        self._state.letters.page = code_page(value or 0)

    def _default_font(self, value: int | None) -> None:
        self._state.letters.default_font = value

    def _charset(self, value: int | None) -> None:
        now = self._state.now
        if now.apart is not None and now.apart.name == "fonttbl" and now.font is not None:
            self._state.letters.set_charset(now.font, value or 0)

    def _plain(self, value: int | None) -> None:
        now = self._state.now
        now.bold = now.marked = now.hidden = now.deleted = False
        now.font = None

    def _insertion(self, value: int | None) -> None:
        if value != 0 and self._state.now.apart is None:
            self._state.report.note(Noted.INSERTION)

    def _end_paragraph(self, value: int | None) -> None:
        self._state.end_paragraph()

    def _new_paragraph(self, value: int | None) -> None:
        self._state.now.look = PLAIN_LOOK

    def _first_indent(self, value: int | None) -> None:
        self._state.now.look = replace(self._state.now.look, hangs=(value or 0) < 0)

    def _end_cell(self, value: int | None) -> None:
        self._state.end_paragraph()
        if self._state.now.apart is None:
            self._state.body.end_cell()

    def _line_break(self, value: int | None) -> None:
        self._state.line_break()

    def _endnote(self, value: int | None) -> None:
        apart = self._state.now.apart
        if apart is not None and apart.kind is Left.FOOTNOTE:
            apart.kind = Left.ENDNOTE

    def _restart(self, value: int | None) -> None:
        self._state.flow.pages.restarted = True
