"""Selecting words, and choosing among the codings that overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.text import Span, trimmed
from qda.language import gettext as _
from qda.language import ngettext
from qda.tui.screens.transcript_base import TranscriptBase
from qda.tui.selecting import Unit

if TYPE_CHECKING:
    from qda.tui.widgets.transcript_view import TranscriptView


class Selecting(TranscriptBase):
    """Keys and mouse that select words or choose a coding; what is selected is what acts are on."""

    def words_to_code(self) -> Span | None:
        """The selected words or, without any, those of the segment; None where there are none."""
        if self.selection is not None:
            return self.selection.span
        segment = self.segment
        if segment is None:
            return None
        return trimmed(self._transcript.text, segment.span.start, segment.span.stop)

    def action_extend(self, unit: str, direction: int) -> None:
        """Move the end of the selection, or select the first or last unit of the segment."""
        words, kind = self._view.words, Unit(unit)
        if self.selection is None:
            self._view.select(words.first_of(self._view.current, kind, direction))
        else:
            self._view.select(words.extended(self.selection, kind, direction))
        self._say_selection()

    def action_select_sentence(self, direction: int) -> None:
        """Select the next sentence (1) or the one before (-1)."""
        words = self._view.words
        if self._chosen is not None:
            self.choose(None)
        if self.selection is None:
            self._view.select(words.first_of(self._view.current, Unit.SENTENCE, direction))
        else:
            head = self.selection.head if direction > 0 else self.selection.anchor
            here = words.unit_at(head, Unit.SENTENCE)
            beside = words.beside(here, Unit.SENTENCE, direction)
            if beside is not None:
                self._view.select(words.selected(beside))
        self._say_selection()

    def action_other_end(self) -> None:
        """Let the other end of the selection move from now on."""
        if self.selection is None:
            self._status.say(_("Nothing is selected: Shift and the arrows select words."))
            return
        self._view.select(self.selection.turned)
        turned = self.selection
        self._status.say(
            _("the beginning moves")
            if turned.head.start < turned.anchor.start
            else _("the end moves")
        )

    def action_next_here(self, direction: int = 1) -> None:
        """Choose the next of the codings at this place, to change or remove it."""
        marks = self.marks_here()
        if not marks:
            self._status.say(_("No coding here."))
            return
        at = next((place for place, one in enumerate(marks) if one.uid == self._chosen), None)
        if at is None:
            here = self.selection.span if self.selection else None
            of_words = [
                place for place, one in enumerate(marks) if here and one.span.overlaps(here)
            ]
            at = (of_words or range(len(marks)))[0 if direction > 0 else -1]
        else:
            at = (at + direction) % len(marks)
        self._choose_uid(marks[at].uid)
        self._status.say(
            _("coding {number} of {last}: {title}").format(
                number=at + 1, last=len(marks), title=self._name_of(marks[at].theme)
            )
        )

    def let_go(self) -> bool:
        """Let go of what is chosen or selected; False where nothing was."""
        if self._chosen is None and self.selection is None:
            return False
        self.choose(None)
        self._status.say("")
        return True

    def on_transcript_view_selected(self, event: TranscriptView.Selected) -> None:
        """The mouse has selected words."""
        if self._chosen is not None:
            self.choose(None)
        self._view.select(event.selection)
        self._say_selection()

    def on_transcript_view_chosen(self, event: TranscriptView.Chosen) -> None:
        """A coding was clicked in the margin."""
        self._choose_uid(event.uid)
        coding = self.chosen
        if coding is not None:
            self._status.say(_("coding: {title}").format(title=self._name_of(coding.theme)))

    def _choose_uid(self, uid: str) -> None:
        current = self._view.current
        self.choose(self._margin.codings.get(uid))
        if any(mark.uid == uid for mark in self._margin.at(current)):
            self._view.current = current  # a coding may begin or end in another segment

    def _name_of(self, theme: str) -> str:
        return self._faces[theme].title

    def _say_selection(self) -> None:
        if self.selection is None:
            self._status.say("")
        elif self._chosen is not None:
            self._status.say(_("Enter gives the coding these words · Esc leaves it as it is"))
        else:
            count = len(self.selection.span.of(self._transcript.text).split())
            self._status.say(words_selected(count))


def words_selected(count: int) -> str:
    """How many words are selected."""
    return ngettext("{count} word selected", "{count} words selected", count).format(count=count)
