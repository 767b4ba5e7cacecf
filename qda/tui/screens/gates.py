"""The gates before publication: how each stands for a profile, what it found, where to mend it.

What a gate says names things by id, never a person by name, so the screen can be shown to anybody.
The gates are asked in a thread, for they read all that would leave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.domain.gates import ACCEPTABLE
from qda.domain.permission import Profile
from qda.domain.text import one_line
from qda.errors import QdaError, Refused
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import gate_places, gate_report, gating
from qda.services.identifier_words import profile_word
from qda.services.project import open_project
from qda.services.project_paths import refuse_originals
from qda.tui.columns import Column
from qda.tui.commands import Place, bindings_of
from qda.tui.gates_rows import Row, cells_of, in_full, key_of, nothing_asked
from qda.tui.screens.above import AboveScreen
from qda.tui.screens.form import FormScreen
from qda.tui.widgets.bars import TwoSides
from qda.tui.widgets.fields import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.domain.gates import Gates
    from qda.tui.columns import Table

_PROFILES = list(Profile)


class GatesScreen(AboveScreen):
    """All gates with what they found, and one of them in full."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.GATES)]
    place = Place.GATES

    def __init__(self) -> None:
        super().__init__()
        self._profile = Profile.ASSESSMENT
        self._gates: Gates | None = None
        self._shown: list[Row] = []
        self._unfolded: set[str] = set()
        """The gates of which each finding has a row."""
        self._asked = 0
        """Counts the times the gates were asked: only the newest answer is shown."""

    def compose(self) -> ComposeResult:
        """The gates, the chosen one, and the keys."""
        yield from self.frame("gates", "gate", classes="-tall -long")

    @property
    def gates(self) -> Gates | None:
        """What the gates have said last; None until they have."""
        return self._gates

    @property
    def _current(self) -> Row | None:
        place = self.chosen
        return self._shown[place] if place is not None and place < len(self._shown) else None

    # Asking

    def read(self) -> None:
        """Ask the gates in a thread; what they said before stays until they have answered."""
        self._asked += 1
        number, profile, root = self._asked, self._profile, self.app.project.paths.root
        heading = self.query_one("#heading", TwoSides)
        heading.left = (
            _("Before publication · {profile}").format(profile=profile_word(profile)),
            profile_word(profile),
        )
        heading.right = _("asking the gates …")
        fresh = self._gates is not None and self._gates.profile is profile
        self.query_one(".pair").display = fresh
        nothing = self.query_one("#nothing", Static)
        nothing.display = not fresh
        nothing.update(Content(_("The gates read all that would leave …")))

        def ask() -> None:
            found: Gates | QdaError
            try:
                with open_project(root) as project:
                    found = gating.gates(project, profile)
            except QdaError as error:
                found = error
            if self.app.is_running:
                self.app.call_from_thread(self._answer, number, found)

        self.run_worker(ask, thread=True, group="gates")

    def _answer(self, number: int, found: Gates | QdaError) -> None:
        if number != self._asked or self not in self.app.screen_stack:
            return  # another profile was chosen meanwhile, or the screen was left
        if isinstance(found, QdaError):
            self.query_one("#heading", TwoSides).right = "✗"
            self.app.complain(found)
            return
        self._gates = found
        internal = found.profile is Profile.INTERNAL
        self.query_one(".pair").display = not internal
        self.query_one("#nothing").display = internal
        self.query_one("#nothing", Static).update(Content(nothing_asked()))
        self._fold()
        self._head(found)

    def _fold(self) -> None:
        """Show the gates, and each finding of those that are unfolded; stay where one was."""
        assert self._gates is not None
        before, place = self._current, self._list.highlighted or 0
        self._shown = [
            row
            for gate in self._gates.gates
            for row in (
                Row(gate),
                *(Row(gate, one) for one in gate.found if gate.id in self._unfolded),
            )
        ]
        keys = [key_of(row) for row in self._shown]
        wanted = [key_of(before), (before.gate.id, "", "")] if before else []
        at = next((keys.index(key) for key in wanted if key in keys), place)
        self.fill(min(at, len(keys) - 1))
        self._show()

    def _head(self, found: Gates) -> None:
        closed = len(found.closed)
        heading = self.query_one("#heading", TwoSides)
        if found.profile is Profile.INTERNAL:
            heading.right = _("no gates")
        elif closed:
            heading.right = ngettext(
                "{count} finding blocks", "{count} findings block", closed
            ).format(count=closed)
        else:
            heading.right = _("✓ open")
        self._status.left = (_("Findings are named by id, never by name."),)

    def table(self) -> Table:
        """A row for each gate, and for each finding of those that are unfolded."""
        columns = [Column(), Column(grows=True), Column(), Column("", right=True)]
        return columns, [cells_of(row) for row in self._shown]

    def _show(self) -> None:
        row = self._current
        if row is not None:
            with self.app.explaining():
                where = gate_places.place_of(self.app.project, row.found) if row.found else None
                self.query_one("#gate", Static).update(in_full(row, where))
                self.query_one(".details", VerticalScroll).scroll_home(animate=False)

    # Messages

    def on_option_list_option_highlighted(self) -> None:
        """Show the gate or the finding that was chosen."""
        self._show()

    # Acts

    def action_profile(self, direction: int) -> None:
        """Ask for another profile."""
        place = (_PROFILES.index(self._profile) + direction) % len(_PROFILES)
        self._profile = _PROFILES[place]
        self._read_now()

    def action_ask_again(self) -> None:
        """Ask the gates again."""
        self._read_now()

    def action_unfold(self) -> None:
        """Give each finding of the gate a row, or only one row to the gate."""
        row = self._current
        if row is not None and row.gate.found:
            self._unfolded ^= {row.gate.id}
            self._fold()

    def action_step_gate(self, direction: int) -> None:
        """Go to the next or the last gate that has found something."""
        places = [at for at, row in enumerate(self._shown) if row.found is None and row.gate.found]
        here = self._list.highlighted or 0
        following = [at for at in places if (at > here if direction > 0 else at < here)]
        if following:
            self._list.highlighted = following[0 if direction > 0 else -1]

    def action_put_right(self) -> None:
        """Go to where the finding, or the first one of the gate, is put right."""
        row = self._current
        if row is None:
            return
        found = row.found or next(iter(row.gate.found), None)
        with self.app.explaining():
            where = found and gate_places.place_of(self.app.project, found)
            if where:
                self.app.go_and_put_right(where)
            else:
                self._status.say(
                    _("nothing here to put right") if found is None else _("this is done outside")
                )

    def action_accept_finding(self) -> None:
        """Accept what was found, with a reason."""
        row = self._current
        found, project = row.found if row else None, self.app.project
        if found is None:
            self._status.say(_("Choose a finding first."))
            return
        if found.gate not in ACCEPTABLE:
            self.app.complain(
                Refused(
                    _("{gate} cannot be accepted.").format(gate=found.gate),
                    _("These can: {gates}.").format(gates=", ".join(sorted(ACCEPTABLE))),
                )
            )
            return

        def save(values: Mapping[str, str]) -> None:
            gating.accept(project, found.gate, found.subject, values["reason"])

        def check(reason: str) -> None:
            if not reason:
                raise Refused(_("A risk is accepted with a reason."))

        self.app.push_screen(
            FormScreen(
                _("{gate} {subject}: accept").format(
                    gate=found.gate, subject=one_line(found.subject)
                ),
                [Field("reason", _("Reason"), check=check)],
                save,
                about=f"{found.what} " + _("The reason stands in the report, with your name."),
            ),
            lambda yes: self.do(lambda: None) if yes else None,
        )

    def action_write_gates(self) -> None:
        """Write what the gates found to a file."""
        found, project = self._gates, self.app.project
        if found is None:
            return
        if found.profile is Profile.INTERNAL:
            self._status.say(_("no gates"))
            return

        def save(values: Mapping[str, str]) -> None:
            path = project.paths.root / values["file"]
            refuse_originals(project.paths, path)
            if path.parent == project.paths.exports:
                project.paths.make(project.paths.exports)
            gate_report.write(project, found, path)

        def saved(yes: bool | None) -> None:
            if yes:
                self.app.notify(_("The report is written."), markup=False)

        def check(name: str) -> None:
            if not name:
                raise Refused(_("A file needs a name."))

        self.app.push_screen(
            FormScreen(
                _("Report of the gates"),
                [Field("file", _("File"), f"exports/check-{found.profile}.docx",
                       hint=_("ending in .docx, .md or .json"), check=check)],
                save,
                about=_("For the supervisor: by id, without a name, with a paragraph on method."),
            ),
            saved,
        )  # fmt: skip
