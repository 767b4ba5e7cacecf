"""Memos beside the interview: a sign where there are some, a key to write and read them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from qda.domain.memos import About
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import coding, memos
from qda.tui.screens.transcript_acting import Acting

if TYPE_CHECKING:
    from collections.abc import Collection

    from qda.domain.memos import Memo, Target
    from qda.domain.text import Span


class Memoing(Acting):
    """Keys for memos."""

    def _show_codings(self, changed: Collection[int]) -> None:
        """Show where memos are, too."""
        super()._show_codings(changed)
        segments = self._transcript.segments
        found = memos.beside(self.app.project, self._transcript.interview)
        self._view.show_memos(
            frozenset(
                bisect_right(segments, span.start, key=lambda one: one.span.start) - 1
                for _memo, span in found
            )
        )

    def action_memo(self) -> None:
        """Write or read a memo on what is chosen."""
        from qda.tui.screens.memo_dialog import MemoDialog, MemoQuestion

        with self.app.explaining():
            target, title, span = self._subject()
            there = self._about(target, span)
            mine = [one for one in there if one.coder == self.app.project.coder]
            own = mine[0] if mine else None
            question = MemoQuestion(
                title, span.of(self._transcript.text), own, tuple(m for m in there if m != own)
            )
            self.app.push_screen(
                MemoDialog(question, lambda text: self._keep_memo(target, own, text))
            )

    def _subject(self) -> tuple[Target, str, Span]:
        """What a memo would be about: the chosen coding, the selected words, or the segment."""
        interview = self._transcript.interview
        chosen, selection = self.chosen, self.selection
        if chosen is not None:
            face = self._faces[chosen.theme]
            title = _("Memo on the coding {title}").format(title=face.title)
            return memos.on_coding(chosen), title, chosen.span
        if selection is not None:
            span = selection.span
            return memos.on_passage(self.app.project, interview, span), _("Memo on words"), span
        segment = self.segment
        if segment is None:
            raise Refused(_("There is no segment to write a memo on."))
        span = coding.span_of_segment(self.app.project, interview, segment)
        title = _("Memo on segment {number}").format(number=segment.number)
        return memos.on_passage(self.app.project, interview, span), title, span

    def _about(self, target: Target, span: Span) -> list[Memo]:
        """The memos to show: about a coding its own, about words all that lie in them."""
        found = memos.beside(self.app.project, self._transcript.interview)
        if target.about is About.CODING:
            return [memo for memo, _span in found if memo.target == target]
        inside = [memo for memo, place in found if place.overlaps(span)]
        return sorted(inside, key=lambda memo: memo.target != target)

    def _keep_memo(self, target: Target, own: Memo | None, text: str) -> bool:
        """Save what was written; whether that is done."""
        words, project = text.strip(), self.app.project
        if words == (own.text if own else ""):
            return True
        if own is None:
            return self.act(lambda: memos.write(project, target, words))
        if words:
            return self.act(lambda: memos.change(project, own, words))
        return self.act(lambda: memos.remove(project, own))
