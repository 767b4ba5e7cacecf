"""Going about in the interview on the screen."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui import going
from qda.tui.screens.ask import Ask
from qda.tui.screens.chooser import Chooser
from qda.tui.screens.transcript_selecting import Selecting


class Moving(Selecting):
    """Keys that go to another segment; going leaves the selection."""

    def go_to(self, segment: int | None, otherwise: str = "") -> None:
        """Go to a segment, or say why there is none to go to."""
        if segment is None:
            self._status.say(otherwise)
            return
        self.let_go()
        self._view.current = segment

    def jump_to(self, segment: int | None, otherwise: str = "") -> None:
        """Go to a segment so far away that one may want to come back."""
        if segment is not None:
            self.app.remember_place()
        self.go_to(segment, otherwise)

    def action_next_segment(self) -> None:
        """Go to the next segment."""
        self.let_go()
        self._view.move(1)

    def action_previous_segment(self) -> None:
        """Go to the previous segment."""
        self.let_go()
        self._view.move(-1)

    def action_next_turn(self) -> None:
        """Go to the next turn."""
        self.let_go()
        self._view.move_turn(1)

    def action_previous_turn(self) -> None:
        """Go to the beginning of this turn or the one before."""
        self.let_go()
        self._view.move_turn(-1)

    def action_screen_down(self) -> None:
        """Go down by a screen."""
        self.let_go()
        self._view.move_screen(1)

    def action_screen_up(self) -> None:
        """Go up by a screen."""
        self.let_go()
        self._view.move_screen(-1)

    def action_first_segment(self) -> None:
        """Go to the first segment."""
        self.jump_to(0)

    def action_last_segment(self) -> None:
        """Go to the last segment."""
        self.jump_to(len(self._transcript.segments) - 1)

    def action_uncoded(self, direction: int) -> None:
        """Go to the informant's next segment without a coding, or the one before."""
        here = self._view.current
        found = going.next_uncoded(self._transcript, self._margin.beside, here, direction)
        self.go_to(found, _("no segment without a coding"))
        if found is not None:
            self.say_round(here, found, direction)

    # Pages

    def action_page(self, direction: int) -> None:
        """Go to where the next page begins, this page, or the one before."""
        if not self._transcript.pages.starts:
            self._status.say(_("The pages of this interview are not known."))
            return
        found = going.page_beside(self._transcript, self._view.current, direction)
        self.go_to(found, _("no further page"))

    def action_go_to_page(self) -> None:
        """Ask for a page and go there."""
        starts = self._transcript.pages.starts
        if not starts:
            self._status.say(_("The pages of this interview are not known."))
            return
        hint = _("{first}–{last}; a number with # is a segment: #41").format(
            first=starts[0].number, last=starts[-1].number
        )
        self.app.push_screen(Ask(_("Which page?"), hint=hint), self._to_page)

    def _to_page(self, typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        wanted = typed.strip()
        if wanted.startswith("#") and wanted[1:].isdecimal():
            number = int(wanted[1:]) - 1
            found = number if 0 <= number < len(self._transcript.segments) else None
            self.jump_to(found, _("There is no such segment."))
        elif wanted.isdecimal():
            found = going.segment_of_page(self._transcript, int(wanted))
            self.jump_to(found, _("There is no such page."))
        else:
            self._status.say(_("That is no page number."))

    # Along a theme

    def action_of_theme(self, direction: int) -> None:
        """Go to the next coding of the theme that is followed, or the one before."""
        theme = self.chosen.theme if self.chosen is not None else self.app.followed
        if theme is None or theme not in self._faces:
            self.action_follow_theme()
            return
        self.app.followed = theme
        found = going.codings_of(self._margin.codings.values(), theme)
        segment = self.segment
        place = 0 if segment is None else segment.span.start
        offset = segment.span.stop if direction > 0 and segment is not None else place
        at = going.next_of(found, self._chosen, offset, direction)
        if at is None:
            self._status.say(_("no coding of {title}").format(title=self._name_of(theme)))
            return
        if self.chosen is None:
            self.app.remember_place()
        self.choose(found[at])
        self._status.say(
            _("{title}: {number} of {last}").format(
                title=self._name_of(theme), number=at + 1, last=len(found)
            )
        )

    def action_follow_theme(self) -> None:
        """Choose the theme whose codings are gone through."""
        used = [face for face in self._faces.values() if self._counts[face.key]]
        dialog = Chooser(used, (), counts=self._counts, question=_("Go through which theme?"))
        self.app.push_screen(dialog, self._follow)

    def _follow(self, theme: str | None) -> None:
        if theme is not None:
            self.choose(None)
            self.app.followed = theme
            self.action_of_theme(1)
