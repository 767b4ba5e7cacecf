"""Suggestions beside the interview: the panel, its keys, words underlined.

A suggestion is never a coding until the coder accepts it, and it is accepted only where it is
seen. Whatever fails here is said in the panel; the screen goes on without suggestions.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from qda.domain.text import display
from qda.errors import QdaError
from qda.language import gettext as _
from qda.tui.screens.transcript_acting import Acting
from qda.tui.screens.transcript_queues import Queueing
from qda.tui.suggesting import State
from qda.tui.widgets.suggestion_panel import Shown, SuggestionPanel, faces_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from qda.domain.suggestions import Suggestion
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.services.proposing import Beside
    from qda.services.suggested import Suggested
    from qda.storage.interviews import InterviewRow, SegmentRow
    from qda.tui.keys import Keys


class Suggesting(Queueing, Acting):
    """Keys for suggestions."""

    _beside: Beside | None = None
    _chosen_suggestion = 0
    _goes_on = False
    """Whether the next suggestion was asked for before the words were learned."""

    # Following what is read

    def _show_codings(self, changed: Collection[int]) -> None:
        """Follow codings and decisions too."""
        if self._beside is not None:
            self._beside.refresh()
        self._chosen_suggestion = 0
        super()._show_codings(changed)
        if self._help.underlined:
            self._underline()

    def read_again(self, *, others: bool) -> None:
        """Learn again where more than codings may have changed."""
        before = self._transcript
        super().read_again(others=others)
        if self._transcript is not before:
            self._beside = None
        if self._help.wanted and (others or self._transcript is not before):
            self._learn()

    def moved(self, segment: int) -> None:
        """Begin with the first suggestion of the new segment."""
        self._chosen_suggestion = 0
        self._goes_on = False
        super().moved(segment)

    def _show_segment(self) -> None:
        super()._show_segment()
        self._show_suggestions()

    @cached_property
    def _suggestions(self) -> SuggestionPanel:
        return self.query_one(SuggestionPanel)

    def _show_suggestions(self) -> None:
        """Show what is suggested for the current segment, if the panel is open."""
        panel = self._suggestions
        panel.display = self._help.shown
        if not self._help.shown:
            return
        if self._help.state is State.OFF:
            self._learn()
        panel.show(self._shown())

    def _shown(self) -> Shown:
        state, note = self._help.state, self._queue_note()
        keys = _panel_keys(self.app.keys)
        if state is State.LEARNING:
            return Shown(says=_("learning the words …"), note=note, keys=keys)
        found, trouble = self._suggested(self._view.current)
        if trouble or state is State.FAILED:
            return Shown(says=trouble or self._help.trouble, note=note, keys=keys)
        if found is None:
            says = _("This segment takes no part: an interviewer's speech, or held back.")
            return Shown(says=says, note=note, keys=keys)
        if not found.suggestions:
            return Shown(says=self._silence(found), note=note, keys=keys)
        in_order = _in_order(found)
        return Shown(
            in_order,
            faces_of(in_order, self._faces),
            min(self._chosen_suggestion, len(found.suggestions) - 1),
            note=note,
            keys=keys,
        )

    def _silence(self, found: Suggested) -> str:
        said = _("No suggestion. That is not to say that there is nothing here.")
        if not found.rejected:
            return said
        titles = ", ".join(self._faces[key].title for key in found.rejected if key in self._faces)
        return said + " " + _("Rejected here: {themes}.").format(themes=titles)

    def _suggested(self, index: int) -> tuple[Suggested | None, str]:
        """What is suggested for a segment, and what to say where that cannot be told."""
        help_ = self._help
        if help_.state is not State.READY or help_.proposals is None:
            return None, ""
        try:
            if self._beside is None:
                self._beside = help_.proposals.beside(self._transcript.interview)
            return self._beside.of(index), ""
        except QdaError as error:
            return None, error.message

    def _learn(self) -> None:
        self._beside = None
        self._help.learn(self.app, self._learned)

    def _learned(self) -> None:
        """The words have been learned, perhaps after the user went to another interview."""
        self._beside = None
        news = self._help.news()
        if news:
            self.app.notify(display("\n".join(news)), timeout=10, markup=False)
        for screen in self.app.screen_stack:
            if isinstance(screen, Suggesting) and screen.is_mounted:
                screen.suggestions_learned()

    def suggestions_learned(self) -> None:
        """Show what was waited for."""
        self._beside = None
        self._show_suggestions()
        if self._help.underlined:
            self._underline()
        if self._goes_on and self._help.state is State.READY:
            self._goes_on = False
            self._status.say("")
            self.action_next_suggestion()

    # Words underlined in the text

    def action_underline(self) -> None:
        """Underline the words that speak for a theme, or no longer."""
        self._help.underlined = not self._help.underlined
        if self._help.underlined and self._help.state is State.OFF:
            self._learn()
        self._underline()
        self._status.say(
            _("words that speak for a theme are underlined")
            if self._help.underlined
            else _("no words are underlined")
        )

    def _underline(self) -> None:
        self._view.show_speaking(self._speaking if self._help.underlined else None)

    def _speaking(self, index: int) -> Sequence[Span]:
        """The words of a segment that speak for what is suggested; weak ones by chance, perhaps."""
        found, _trouble = self._suggested(index)
        if found is None:
            return ()
        return [piece.span for one in found.suggestions for piece in one.evidence if not piece.weak]

    # Keys

    def action_suggestions(self) -> None:
        """Show or hide the panel."""
        self._help.shown = not self._help.shown
        self._show_suggestions()

    def action_accept(self) -> None:
        """Code the segment as it is suggested."""
        from qda.services import deciding

        self._decide(deciding.accept)

    def action_reject(self) -> None:
        """Never suggest this theme for this segment again."""
        from qda.services import deciding

        self._decide(deciding.reject)

    def _decide(self, verdict: Callable[[Project, InterviewRow, SegmentRow, str], object]) -> None:
        one = self._seen()
        if one is None:
            return
        interview = self._transcript.interview
        segment = self._transcript.segments[self._view.current]
        self.act(lambda: verdict(self.app.project, interview, segment, one.theme))

    def _seen(self) -> Suggestion | None:
        """The chosen suggestion, if it stands on the screen; else the panel is opened."""
        if not self._help.shown:
            self.action_suggestions()
            return None
        found, _trouble = self._suggested(self._view.current)
        if found is None or not found.suggestions:
            self._status.say(_("nothing is suggested here"))
            return None
        return _in_order(found)[min(self._chosen_suggestion, len(found.suggestions) - 1)]

    def action_other_suggestion(self) -> None:
        """Choose another of several suggestions for this segment."""
        found, _trouble = self._suggested(self._view.current)
        if self._help.shown and found is not None and found.suggestions:
            self._chosen_suggestion = (self._chosen_suggestion + 1) % len(found.suggestions)
            self._show_suggestions()

    def action_later(self) -> None:
        """Put the segment off, and go to the next suggestion."""
        if not self._help.shown:
            self.action_suggestions()
            return
        self._help.later.add((self.appendix, self._view.current))
        if self._help.walk is not None:
            self._help.walk.put_off()
        self.action_next_suggestion()

    def action_next_suggestion(self) -> None:
        """Go to the next segment for which something is suggested, or on in the queue."""
        if not self._help.shown:
            self.action_suggestions()
        if self._help.walk is not None:
            self._walk_on()
            return
        if self._help.state is not State.READY:
            self._goes_on = self._help.state is State.LEARNING
            if self._goes_on:
                self._status.say(_("learning the words …"))
            return
        self._suggested(self._view.current)
        later = frozenset(i for name, i in self._help.later if name == self.appendix)
        following = None
        with self.app.explaining():
            following = self._beside.following(self._view.current, later) if self._beside else None
        if following is None or following == self._view.current:
            self._status.say(_("no other suggestion in this interview"))
        else:
            here = self._view.current
            self.let_go()
            self._view.current = following
            self.say_round(here, following, 1)


def _in_order(found: Suggested) -> tuple[Suggestion, ...]:
    """Themes that stand out come first; those named by their keywords have another measure."""
    return tuple(sorted(found.suggestions, key=lambda one: not one.clear))


def _panel_keys(keys: Keys) -> tuple[str, ...]:
    return (
        keys.told(
            _(
                "{accept} accept · {reject} reject · {later} later · {next-suggestion} next"
                " · {other-suggestion} another · {queue} queues"
            )
        ),
        keys.told(_("{accept} accept · {reject} reject · {later} later · {next-suggestion} next")),
        keys.told(_("{accept} accept · {reject} reject")),
    )
