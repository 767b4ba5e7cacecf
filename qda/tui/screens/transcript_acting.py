"""Acts of coding: one service call each, and one sentence on what became of it.

The word *saved* appears only after a service call has returned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.text import one_line
from qda.errors import NotFound, QdaError
from qda.language import gettext as _
from qda.services import coding, history, screens
from qda.tui.screens.chooser import Chooser
from qda.tui.screens.transcript_base import TranscriptBase

if TYPE_CHECKING:
    from collections.abc import Callable


class Acting(TranscriptBase):
    """Keys that change the project."""

    def action_code(self, key: str) -> None:
        """Give the segment the theme with this digit, or take it away."""
        self._act(lambda: self._toggle(self._theme_on(key)))

    def action_choose_theme(self) -> None:
        """Choose a theme by its name."""
        shown = [face for face in self._faces.values() if not face.retired]
        has = {mark.theme for mark in self._marks_here() if mark.own}
        self.app.push_screen(Chooser(shown, has), self._chosen)

    def _chosen(self, theme: str | None) -> None:
        if theme is not None:
            self._act(lambda: self._toggle(theme))

    def action_undo(self) -> None:
        """Take back the last change."""
        self._act(lambda: self._go_to_change(history.undo))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._act(lambda: self._go_to_change(history.redo))

    def _act(self, act: Callable[[], None]) -> None:
        """Do something that changes the project, and say what became of it."""
        try:
            act()
        except QdaError as error:
            self._status.refused()
            self.app.complain(error)
            self.app.look_around()
            return
        self._status.saved("")
        with self.app.explaining():
            (done,) = history.entries(self.app.project, 1)
            self._status.saved(one_line(history.in_words(done)))
        self.app.look_around(own_acts=1)

    def _toggle(self, theme: str) -> None:
        if not self._transcript.segments:
            raise NotFound(_("There is no segment to code."))
        segment = self._transcript.segments[self._view.current]
        coding.toggle(self.app.project, self._transcript.interview, segment, theme)

    def _theme_on(self, key: str) -> str:
        theme = self.app.project.codebook.by_hotkey(key)
        if theme is None:
            raise NotFound(
                _("No theme is on the key {key}.").format(key=key),
                _("Press t to choose a theme by its name; codes.yml says which key is whose."),
            )
        return theme.key

    def _go_to_change(self, act: Callable[..., object]) -> None:
        entry = act(self.app.project)
        # Entries are storage's; this floor passes them on without looking inside.
        offset = screens.place_of(entry, self._transcript)  # type: ignore[arg-type]
        if offset is not None:
            for index, segment in enumerate(self._transcript.segments):
                if segment.span.stop > offset:
                    self._view.current = index
                    return
