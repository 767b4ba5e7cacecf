"""The history: every step in words, newest first, with who and when; going back and forward.

Nothing is lost by walking: what is taken back stays in the list, and can be done again until
something else is done.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets.option_list import Option

from qda.domain.text import one_line
from qda.errors import QdaError
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import stepping
from qda.services.stepping import StepState
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.asking import Asking
from qda.tui.screens.dialog import Leaving
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import OptionList

    from qda.services.stepping import Step
    from qda.tui.app import CodingApp

SHOWN = 2_000
"""Steps in the list at most; `qda log` shows all."""

_SIGNS = {StepState.DONE: "  ", StepState.UNDONE: "↶ ", StepState.CUT: "✗ ", StepState.FIXED: "· "}


class StepsScreen(Leaving[None]):
    """What was done."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.HISTORY)]
    place = Place.HISTORY

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[Step] = []

    def compose(self) -> ComposeResult:
        """The list between two lines and the keys."""
        yield TwoSides(id="heading")
        yield RowList(id="step-list")
        yield StatusLine(id="status")
        yield KeyBar(Place.HISTORY)

    def on_mount(self) -> None:
        """Read the steps."""
        self._list.focus()
        with self.app.explaining():
            self.read_again(others=True)

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    def read_again(self, *, others: bool) -> None:
        """Read the steps as they are now; the cursor stays on its step."""
        del others
        at = self._chosen()
        self._steps = stepping.steps(self.app.project, SHOWN)
        done = [one for one in self._steps if one.state is StepState.DONE]
        heading = self.query_one("#heading", TwoSides)
        heading.left = (_("History"),)
        heading.right = ngettext("{count} step", "{count} steps", len(self._steps)).format(
            count=len(self._steps)
        )
        self._list.clear_options()
        newest = done[0].id if done else 0
        self._list.add_options(
            [Option(_line(one, now=one.id == newest), id=str(one.id)) for one in self._steps]
        )
        if not self._steps:
            self._list.add_option(Option(Content(_("Nothing has been done yet.")), disabled=True))
        ids = [one.id for one in self._steps]
        wanted = at.id if at and at.id in ids else newest
        self._list.highlighted = ids.index(wanted) if wanted in ids else 0 if ids else None

    def _chosen(self) -> Step | None:
        place = self._list.highlighted
        return self._steps[place] if place is not None and place < len(self._steps) else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the step that was clicked, or under the cursor."""
        event.stop()
        self.action_walk()

    def action_walk(self) -> None:
        """Ask, and make everything as it was right after the step under the cursor."""
        step = self._chosen()
        if step is None:
            return
        with self.app.explaining():
            count = stepping.distance(self.app.project, step.id)
            if count == 0:
                self._say(_("this is the last step that was done"))
                return
            self.app.push_screen(
                Asking(_question(count), one_line(step.says)),
                lambda go: self._walk(step) if go else None,
            )

    def _walk(self, step: Step) -> None:
        status = self.query_one(StatusLine)
        try:
            count = stepping.go_to(self.app.project, step.id)
        except QdaError as error:
            status.refused()
            self.app.complain(error)
            return
        said = (
            ngettext("{count} step taken back", "{count} steps taken back", -count)
            if count < 0
            else ngettext("{count} step done again", "{count} steps done again", count)
        )
        status.saved(said.format(count=abs(count)))
        self.app.look_around(own_acts=abs(count))

    def action_place(self) -> None:
        """Go to where the step changed something."""
        step = self._chosen()
        if step is None:
            return
        with self.app.explaining():
            found = stepping.place(self.app.project, step.id)
            if found is None:
                self._say(_("this step has no place in an interview"))
            else:
                self.app.leave_for_place(*found)

    def _say(self, text: str) -> None:
        self.query_one(StatusLine).say(text)

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)


def _question(count: int) -> str:
    if count < 0:
        return ngettext(
            "Take back {count} step, all that was done after this one?",
            "Take back {count} steps, all that was done after this one?",
            -count,
        ).format(count=-count)
    return ngettext(
        "Do {count} step again, up to this one?", "Do {count} steps again, up to this one?", count
    ).format(count=count)


def _line(one: Step, *, now: bool) -> Content:
    quiet = one.state in (StepState.UNDONE, StepState.CUT)
    at = datetime.fromisoformat(one.at).astimezone().strftime("%Y-%m-%d %H:%M")
    return Content.assemble(
        ("▸ " if now else _SIGNS[one.state], "bold $accent"),
        (f"{at} ", "$quiet"),
        (f"{one_line(one.coder):<10} ", "$quiet"),
        (_mark(one.state), "$quiet"),
        (one_line(one.says), "strike $quiet" if quiet else ""),
    )


def _mark(state: StepState) -> str:
    if state is StepState.UNDONE:
        return _("(undone) ")
    if state is StepState.CUT:
        return _("(undone for good) ")
    return ""
