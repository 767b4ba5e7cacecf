"""The steps of the tour: what a user is asked to do on the real screen, and when it was done.

A step names keys as they are in this project. Steps about commands that there are not are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.interviews import Role
from qda.language import gettext as _
from qda.services import history, screens
from qda.tui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.tui.app import CodingApp
    from qda.tui.commands import Place

FAR_ENOUGH = 3
"""Segments that one goes to see how moving works."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How things were when a step began."""

    revision: int
    segment: int


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    words: Callable[[], tuple[str, str]]
    """Title and text in the user's language; `{undo}` stands for the key of that command."""
    keys: tuple[str, ...] = ()
    """The commands whose keys the text names."""
    done: Callable[[CodingApp, Moment], bool] = lambda _app, _moment: False
    """Whether it has been done; never, where only the user can say so."""
    in_interview: bool = False
    """Whether it can be done in an interview only."""


def moment(app: CodingApp) -> Moment:
    """How things are."""
    return Moment(screens.state(app.project).revision, _segment(app) or 0)


def place(app: CodingApp) -> Place | None:
    """Where the user is; None in a dialog."""
    found: Place | None = getattr(app.screen, "place", None)
    return found


def _segment(app: CodingApp) -> int | None:
    views = app.screen.query(TranscriptView)
    return views.first().current if views else None


def _moved(app: CodingApp, then: Moment) -> bool:
    now = _segment(app)
    return now is not None and abs(now - then.segment) >= FAR_ENOUGH and _on_an_answer(app)


def _on_an_answer(app: CodingApp) -> bool:
    """Whether the current segment can take part in everything that follows."""
    view = app.screen.query_one(TranscriptView)
    segment = view.transcript.segments[view.current]
    role = view.transcript.turns[segment.turn].role
    return role is not Role.INTERVIEWER and not any(
        one.span.overlaps(segment.span) for one in view.transcript.restrictions
    )


def _selected(app: CodingApp, _then: Moment) -> bool:
    return any(view.selection is not None for view in app.screen.query(TranscriptView))


def _acted(*actions: str) -> Callable[[CodingApp, Moment], bool]:
    """Whether the newest step since then is one of these, or of their kind."""

    def acted(app: CodingApp, then: Moment) -> bool:
        if screens.state(app.project).revision <= then.revision:
            return False
        (newest,) = history.entries(app.project, 1)
        return newest.action in actions or newest.action.split(".")[0] in actions

    return acted


def _went(*places: str) -> Callable[[CodingApp, Moment], bool]:
    def went(app: CodingApp, _then: Moment) -> bool:
        here = place(app)
        return here is not None and here.value in places

    return went


def _did(*commands: str) -> Callable[[CodingApp, Moment], bool]:
    return lambda app, _then: not app.tour.did.isdisjoint(commands)


STEPS: tuple[Step, ...] = (
    Step(
        lambda: (
            _("Open an interview"),
            _("These are your interviews. {next-interview} goes down, {previous-interview} up."
              " {open} opens the one at the bar, where you left off: open one."),
        ),
        ("next-interview", "previous-interview", "open"),
        _went("transcript"),
    ),
    Step(
        lambda: (
            _("Move"),
            _("The bar at the left marks where you are. {next-segment} goes on to the next"
              " segment, {previous-segment} back. Go on until you stand on an answer."),
        ),
        ("next-segment", "previous-segment"),
        _moved,
        in_interview=True,
    ),
    Step(
        lambda: (
            _("Select words"),
            _("{extend-word} selects a word, and one more with each press; {shrink-word} gives"
              " one back. Select the words that matter. ({library} lets go: then the whole"
              " segment counts.)"),
        ),
        ("extend-word", "shrink-word", "library"),
        _selected,
        in_interview=True,
    ),
    Step(
        lambda: (
            _("Code"),
            _("Now press the digit of a theme. Beside the text you see which is whose;"
              " {choose-theme} shows them all, and finds one by some letters of its name."),
        ),
        ("choose-theme",),
        _acted("coding", "suggestion"),
        in_interview=True,
    ),
    Step(
        lambda: (
            _("Undo"),
            _("The line at the bottom says \"saved\": it is on the disk. {undo} takes it back, one"
              " step after the other, also tomorrow. Take your coding back."),
        ),
        ("undo",),
        _acted("undo"),
        in_interview=True,
    ),
    Step(
        lambda: (
            _("Redo"),
            _("Changed your mind? {redo} does it again."),
        ),
        ("redo",),
        _acted("redo"),
        in_interview=True,
    ),
    Step(
        lambda: (
            _("Memo"),
            _("What made you think so? {next-here} chooses the coding here, {memo} opens a memo on"
              " it; without choosing, on the segment. Write a sentence, and leave it with Esc: it"
              " is saved."),
        ),
        ("next-here", "memo"),
        _acted("memo"),
        in_interview=True,
    ),
    Step(
        lambda: (
            _("Go on"),
            _("{next-uncoded} goes on to the informant's next answer without a theme: so you get"
              " through an interview and miss none. A digit without selected words codes the whole"
              " segment. Go on."),
        ),
        ("next-uncoded",),
        _did("uncoded(1)"),
        in_interview=True,
    ),
    Step(
        lambda: (
            _("Suggestions"),
            _("{suggestions} shows themes that the words may belong to, and why;"
              " {next-suggestion} goes to the next segment with one. {accept} takes it,"
              " {reject} refuses it: nothing is coded unless you say so. Go to one."),
        ),
        ("suggestions", "next-suggestion", "accept", "reject"),
        _did("next-suggestion", "accept", "reject"),
        in_interview=True,
    ),
    Step(
        lambda: (
            _("Matrix"),
            _("All codings together: {matrix} shows what each informant said on each theme."),
        ),
        ("matrix",),
        _went("matrix"),
    ),
    Step(
        lambda: (
            _("In the matrix"),
            _("The arrow keys go from cell to cell, {quotes} shows the quotes of one."
              " {leave-matrix} leads back, step by step: go back to the interview."),
        ),
        ("matrix", "quotes", "leave-matrix"),
        _went("transcript", "library"),
    ),
    Step(
        lambda: (
            _("That is all"),
            _("{help} shows the keys of the place where you are, {palette} finds every command"
              " by its name. {quit} leaves; next time you go on where you were."
              " {tour} ends the tour."),
        ),
        ("help", "palette", "quit", "tour"),
    ),
)  # fmt: skip
