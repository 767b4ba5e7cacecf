"""The list of interviews: how long each is, how far it is coded, what to be careful with."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.progress import progress_of
from qda.tui import words
from qda.tui.commands import Place, bindings_of
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.interview_list import InterviewList, held_back_sign

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.progress import Progress
    from qda.tui.app import CodingApp


class LibraryScreen(Screen[None]):
    """All interviews, in the order of their appendix numbers."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.LIBRARY)]
    place = Place.LIBRARY

    def __init__(self, at: str | None) -> None:
        super().__init__()
        self._at = at

    def compose(self) -> ComposeResult:
        """The list between two lines and the keys."""
        yield TwoSides(id="heading")
        yield InterviewList(id="interviews")
        yield Static(id="nothing")
        yield StatusLine(id="status")
        yield KeyBar(Place.LIBRARY)

    def on_mount(self) -> None:
        """Read the interviews."""
        self._list.focus()
        with self.app.explaining():
            self.read_again(others=True)

    @property
    def _list(self) -> InterviewList:
        return self.query_one(InterviewList)

    def read_again(self, *, others: bool) -> None:
        """Read how far the interviews are."""
        del others
        progress = progress_of(self.app.project)
        heading = self.query_one("#heading", TwoSides)
        heading.left = (one_line(progress.title),)
        status = self.query_one(StatusLine)
        status.left = (self._sum(progress),)
        status.say(held_back_sign() if any(one.restricted for one in progress.interviews) else "")
        self._list.show(progress.interviews, self._at)
        self._at = None
        nothing = self.query_one("#nothing", Static)
        nothing.display = not progress.interviews
        self._list.display = bool(progress.interviews)
        nothing.update(Content(no_interviews()))

    def _sum(self, progress: Progress) -> str:
        count = len(progress.interviews)
        coded = sum(one.coded for one in progress.interviews)
        return " · ".join(
            (
                ngettext("{count} interview", "{count} interviews", count).format(count=count),
                ngettext("{count} coding", "{count} codings", progress.codings).format(
                    count=progress.codings
                ),
                _("{percent} coded").format(percent=words.percent(coded, progress.segments)),
                one_line(self.app.project.coder),
            )
        )

    def on_interview_list_chosen(self, event: InterviewList.Chosen) -> None:
        """Open an interview."""
        self.app.show_interview(event.appendix)

    def action_open(self) -> None:
        """Open the interview under the cursor."""
        self._list.choose()

    def action_next_interview(self) -> None:
        """Go down."""
        self._list.cursor += 1

    def action_previous_interview(self) -> None:
        """Go up."""
        self._list.cursor -= 1


def no_interviews() -> str:
    """What to do with an empty project."""
    return _(
        "There are no interviews here yet.\n\n"
        "Put your transcripts into the folder transcripts and run\n"
        "qda import transcripts\n"
        "They appear on this screen by themselves."
    )
