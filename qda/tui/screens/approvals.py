"""Excerpts and where their approval stands: answers recorded one by one, packs made.

No answer is never a yes; an answer cannot be undone, and the newest one counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.domain.approval import Answered, Approved
from qda.domain.text import display, one_line
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import approval_views, approving, packing
from qda.services.approval_words import answered_word
from qda.services.consent_fields import day_meant
from qda.tui import approvals_forms
from qda.tui.approvals_rows import cells_of, columns, in_full
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.above import AboveScreen
from qda.tui.screens.form import FormScreen
from qda.tui.widgets.bars import TwoSides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.approval_views import ListedExcerpt
    from qda.services.packing import Packed
    from qda.tui.columns import Table


class ApprovalsScreen(AboveScreen):
    """The excerpts of one informant, or of all, and the words of one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.APPROVALS)]
    place = Place.APPROVALS

    def __init__(self, informant: str, start: str = "") -> None:
        """Show the excerpts of an informant, or of all, beginning with that of a coding."""
        super().__init__()
        self._begin_with = start
        self._informant = informant
        self._all: list[ListedExcerpt] = []
        self._excerpts: list[ListedExcerpt] = []

    def compose(self) -> ComposeResult:
        """The list, the words of the chosen one, and the keys."""
        yield from self.frame("excerpts", "excerpt")

    @property
    def _current(self) -> ListedExcerpt | None:
        place = self.chosen
        return self._excerpts[place] if place is not None and place < len(self._excerpts) else None

    # Reading

    def read(self) -> None:
        """Read where the approvals stand, and stay on the one where one was."""
        before, place = self._current, self._list.highlighted or 0
        self._all = approval_views.listed(self.app.project)
        self._excerpts = [
            one for one in self._all if self._informant in ("", one.informant)
        ]  # fmt: skip
        count = len(self._excerpts)
        same = [
            at
            for at, one in enumerate(self._excerpts)
            if (before and (one.coding, one.informant) == (before.coding, before.informant))
            or (not before and one.coding == self._begin_with)
        ]
        self.fill([*same, min(place, count - 1)][0] if count else None)
        yes = sum(one.state is Approved.YES for one in self._excerpts)
        heading = self.query_one("#heading", TwoSides)
        title = _("Excerpts to approve")
        heading.left = (f"{title} · {one_line(self._informant)}" if self._informant else title,)
        heading.right = _("{yes} of {count} approved").format(yes=yes, count=count)
        self._status.left = (_("No answer is not a yes. The newest answer counts."),
                             _("No answer is not a yes."))  # fmt: skip
        self.query_one(".pair").display = bool(count)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not count
        nothing.update(Content(_nothing_to_approve()))
        self._show()

    def table(self) -> Table:
        """A row for each excerpt."""
        themes = self.app.project.codebook.themes
        titles = {theme.key: one_line(theme.title) for theme in themes}
        return columns(), [cells_of(one, titles) for one in self._excerpts]

    def _show(self) -> None:
        one = self._current
        if one is None:
            return
        with self.app.explaining():
            words = approval_views.worded(self.app.project, one)
            self.query_one("#excerpt", Static).update(in_full(one, words))
            self.query_one(".details", VerticalScroll).scroll_home(animate=False)

    # Messages

    def on_option_list_option_highlighted(self) -> None:
        """Show the words of the excerpt that was chosen."""
        self._show()

    # Acts

    def action_record(self, state: str) -> None:
        """Record what came back about an excerpt."""
        one, answer = self._current, Answered(state)
        if one is None:
            return
        if not one.excerpt:
            self.app.complain(
                Refused(
                    _("This excerpt has not been sent, so there is no answer to it."),
                    _("p makes a pack of the informant's excerpts."),
                )
            )
            return
        project = self.app.project
        words = approval_views.worded(project, one)

        def save(values: Mapping[str, str]) -> None:
            excerpt = approving.excerpt_by_id(project, one.excerpt)
            approving.record(
                project,
                [approving.Answer(excerpt, answer, values.get("text", ""))],
                at=values["at"],
                channel=values["channel"],
            )

        self.app.push_screen(
            FormScreen(
                f"{one_line(one.reference)}: {answered_word(state)}",
                approvals_forms.answer_fields(answer, words),
                save,
                about=f"„{display(words.shown)}“",
                warn=lambda _values: approvals_forms.answer_warning(answer),
            ),
            self._saved,
        )

    def _saved(self, yes: bool | None) -> None:
        if yes:
            self.do(lambda: None)

    def action_pack(self) -> None:
        """Write the excerpts of the informant, to be filled in or printed."""
        one, project = self._current, self.app.project
        informant = one.informant if one else self._informant
        if not informant:
            return
        done: list[Packed] = []

        def save(values: Mapping[str, str]) -> None:
            paths = approvals_forms.pack_paths(project.paths.root, values["file"], values["form"])
            if paths[0].parent == project.paths.exports:
                project.paths.make(project.paths.exports)
            done.append(
                packing.write_pack(
                    project,
                    informant,
                    paths,
                    deadline=day_meant(values["deadline"]),
                    channel=values["channel"],
                    again=values["again"] == "yes",
                )
            )

        def saved(yes: bool | None) -> None:
            if yes:
                self._saved(yes)
                self.app.notify(approvals_forms.packed(done[-1]), timeout=10, markup=False)

        self.app.push_screen(
            FormScreen(
                _("{id}: make a pack").format(id=one_line(informant)),
                approvals_forms.pack_fields(informant),
                save,
                about=_("The excerpts are written to a file for the informant, and noted as sent."),
                warn=lambda _values: _(
                    "What is noted as sent stays noted. Enter once more writes the file."
                ),
            ),
            saved,
        )

    def action_next_informant(self) -> None:
        """Show only the excerpts of the next informant, and at last those of all."""
        ids = list(dict.fromkeys(one.informant for one in self._all))
        if ids:
            wanted = ["", *ids]
            at = wanted.index(self._informant) if self._informant in wanted else 0
            self._informant = wanted[(at + 1) % len(wanted)]
            self.read()

    def action_in_transcript(self) -> None:
        """Show the place in the transcript; Esc there comes back."""
        one = self._current
        if one is not None:
            words = approval_views.worded(self.app.project, one)
            self.app.show_place(words.appendix, words.start)

    def action_printed_form(self) -> None:
        """Edit how the excerpt is printed."""
        one = self._current
        if one is not None:
            self.app.show_printed(one.coding)


def _nothing_to_approve() -> str:
    return _(
        "No excerpt waits for approval.\n\n"
        "Excerpts of informants who want to approve stand here as soon as they are coded."
    )
