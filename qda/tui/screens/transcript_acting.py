"""Acts of coding: one service call each, and one sentence on what became of it.

The word *saved* appears only after a service call has returned.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qda.domain.text import Span, one_line
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import (
    codebooks,
    coding,
    history,
    off_record,
    recoding,
    resegmenting,
    restricting,
    screens,
)
from qda.tui.screens.chooser import Chooser
from qda.tui.screens.new_theme import NewTheme
from qda.tui.screens.transcript_selecting import Selecting
from qda.tui.screens.undoing import take_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.domain.codings import Coding
    from qda.tui.screens.new_theme import PlannedTheme
    from qda.tui.widgets.theme_panel import ThemePanel


class Acting(Selecting):
    """Keys that change the project."""

    def act(self, act: Callable[[], object], steps: int = 1) -> bool:
        """Do something that changes the project, and say what became of it.

        Args:
            act: Calls a service.
            steps: How many lines of the journal it writes.

        Returns:
            Whether it was done.
        """
        self._acting = True
        try:
            return self.app.act(self._status, act, steps)
        finally:
            self._acting = False
            if self._moved_on:
                self._show_segment()

    # Themes on words

    def action_code(self, key: str) -> None:
        """Give the words the theme with this digit, or take it away."""
        self.act(lambda: self._toggle(self._theme_on(key)))

    def action_choose_theme(self) -> None:
        """Choose a theme by its name."""
        self._choose(_("Which theme?"), self._toggled)

    def _toggled(self, theme: str | None) -> None:
        if theme is not None:
            self.act(lambda: self._toggle(theme))

    def on_theme_panel_picked(self, event: ThemePanel.Picked) -> None:
        """A theme was clicked."""
        if event.theme is None:
            self.action_choose_theme()
        else:
            self._toggled(event.theme)

    def action_repeat(self) -> None:
        """Give the words the theme that was given last."""
        theme = self.app.last_theme
        words = self.words_to_code()
        if theme is None or theme not in self._faces:
            said = _("No theme was given yet; {repeat} repeats the last one.")
            self._status.say(self.app.keys.told(said))
        elif any(one.own and one.theme == theme and one.span == words for one in self.marks_here()):
            self._status.say(_("has {title} already").format(title=self._name_of(theme)))
        else:
            self.act(lambda: self._toggle(theme))

    def _toggle(self, theme: str) -> None:
        shown = self._transcript
        done = coding.toggle_span(
            self.app.project, shown.interview, self._words(), theme, text=shown.text
        )
        if done.added:
            self.app.last_theme = theme

    def _words(self) -> Span:
        words = self.words_to_code()
        if not self._transcript.segments:
            raise NotFound(_("There is no segment to code."))
        if words is None:
            raise Refused(_("There are no words to code."))
        return words

    def _theme_on(self, key: str) -> str:
        theme = self.app.project.codebook.by_hotkey(key)
        if theme is None:
            raise NotFound(
                _("No theme is on the key {key}.").format(key=key),
                self.app.keys.told(
                    _(
                        "Press {choose-theme} to choose a theme by its name; codes.yml says which"
                        " key is whose."
                    )
                ),
            )
        return theme.key

    def _choose(self, question: str, then: Callable[[str | None], None]) -> None:
        shown = [face for face in self._faces.values() if not face.retired]
        words = self.words_to_code()
        has = {mark.theme for mark in self.marks_here() if mark.own and mark.span == words}
        self.app.push_screen(Chooser(shown, has, counts=self._counts, question=question), then)

    # A coding that is there

    def action_new_ends(self) -> None:
        """Give the chosen coding the words that are selected."""
        old, selection = self.chosen, self.selection
        if old is None or selection is None:
            said = _("Choose a coding with {next-here} first; then move its ends.")
            self._status.say(self.app.keys.told(said))
        elif self.act(lambda: recoding.change_ends(self.app.project, old, selection.span)):
            self.choose(self.chosen)

    def action_other_theme(self) -> None:
        """Give the chosen coding another theme."""
        old = self._chosen_or_only()
        if old is not None:
            question = _("Which theme instead of {title}?").format(title=self._name_of(old.theme))
            self._choose(question, partial(self._give_theme, old))

    def _give_theme(self, old: Coding, theme: str | None) -> None:
        if theme is not None and theme != old.theme:
            self.act(lambda: recoding.change_theme(self.app.project, old, theme))

    def action_remove(self) -> None:
        """Remove the chosen coding."""
        old = self._chosen_or_only()
        if old is not None:
            self.choose(None)
            self.act(lambda: coding.remove(self.app.project, old))

    def _chosen_or_only(self) -> Coding | None:
        """The chosen coding, or the only one here; says so where it cannot be told which."""
        if self.chosen is not None:
            return self.chosen
        marks = self.marks_here()
        if len(marks) == 1:
            return self._margin.codings[marks[0].uid]
        said = _("Several codings here: choose one with {next-here}.")
        self._status.say(self.app.keys.told(said) if marks else _("No coding here."))
        return None

    def action_printed_form(self) -> None:
        """Edit how the words of the chosen coding are printed."""
        old = self._chosen_or_only()
        if old is not None:
            self.app.show_printed(old.uid)

    # New themes

    def action_new_theme(self) -> None:
        """Write a new theme into codes.yml and give it to the words."""
        self._ask_for_theme("")

    def action_in_vivo(self) -> None:
        """Make a theme of the selected words, and give it to them."""
        if self.selection is None:
            self._status.say(_("Select the words first: Shift and the arrows, or the mouse."))
            return
        words = self.selection.span.of(self._transcript.text)
        self._ask_for_theme(one_line(words).strip(_AROUND)[:_TITLE_LENGTH])

    def _ask_for_theme(self, title: str) -> None:
        if self._transcript.segments:
            self.app.push_screen(NewTheme(title), self._add_theme)

    def _add_theme(self, planned: PlannedTheme | None) -> None:
        if planned is None:
            return

        def add() -> None:
            codebooks.apply(self.app.project, planned.edit, planned.key, action="codebook.add")
            self._toggle(planned.key)

        self.act(add, steps=2)

    # Passages and segments

    def action_off_record(self) -> None:
        """Mark the words off the record."""
        self.act(
            lambda: off_record.mark_off_record(
                self.app.project, self._transcript.interview, self._words()
            )
        )

    def action_restrict(self) -> None:
        """Restrict the words in another way than off the record."""
        from qda.tui.screens.restriction_forms import restriction_form

        with self.app.explaining():
            form = restriction_form(self.app.project, self._transcript.interview, self._words())
            self.app.push_screen(form, self._restricted)

    def action_lift(self) -> None:
        """Lift a restriction of the words, with a reason."""
        from qda.tui.screens.restriction_forms import lifting_form

        project, words = self.app.project, self.words_to_code()
        with self.app.explaining():
            every = restricting.listed(project, self._transcript.interview)
            here = [one for one in every if words and words.overlaps(Span(one.start, one.stop))]
            if here:
                self.app.push_screen(lifting_form(project, here), self._restricted)
            else:
                self._status.say(_("Nothing is restricted here."))

    def _restricted(self, yes: bool | None) -> None:
        if yes:
            self.act(lambda: None)

    def action_merge_segments(self) -> None:
        """Merge the segment with the next one."""
        segment = self.segment
        if segment is not None:
            self.act(
                lambda: resegmenting.merge(
                    self.app.project, self._transcript.interview, segment.number
                )
            )

    def action_split_segment(self) -> None:
        """Split the segment where the selection begins or, if that is its beginning, ends."""
        segment, selection = self.segment, self.selection
        if segment is None:
            return
        if selection is None:
            self._status.say(_("Select the words with which the new segment begins."))
            return
        words = self._words()
        within = segment.span.start < words.start < segment.span.stop
        begins = not self._transcript.text[segment.span.start : words.start].strip()
        place = words.start if within and not begins else words.stop
        if self.act(
            lambda: resegmenting.split(
                self.app.project, self._transcript.interview, segment.number, place
            )
        ):
            self._view.select(None)

    # Undo and redo

    def action_undo(self) -> None:
        """Take back the last change."""
        take_back(
            self.app,
            lambda step: self.act(
                lambda: self._go_to_change(lambda project: history.undo(project, step))
            ),
        )

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.act(lambda: self._go_to_change(history.redo))

    def _go_to_change(self, act: Callable[..., object]) -> None:
        entry = act(self.app.project)
        # Entries are storage's; this floor passes them on without looking inside.
        offset = screens.place_of(entry, self._transcript)  # type: ignore[arg-type]
        if offset is not None:
            self.app.remember_place()
            self.choose(None)
            self._view.current = self._view.words.segment_at(offset)


_TITLE_LENGTH = 60
"""Characters of selected words that become a title."""

_AROUND = " .,;:!?…–—-\"'“”„»«()[]"
"""Signs around selected words that are no part of a title."""
