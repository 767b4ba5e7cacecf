"""Informants: what each allows today or on any day, the events behind it, and recording more.

Nothing is undone here. A mistake is corrected by a further event, and both stay readable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.domain.text import one_line
from qda.errors import QdaError
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import consents, people_views, registering
from qda.services.consent_fields import day_meant, fields_of
from qda.services.consent_views import views
from qda.services.register_words import loaded_lines
from qda.tui import people_forms
from qda.tui.commands import Place, bindings_of
from qda.tui.people_rows import cells_of, columns, in_full
from qda.tui.screens.above import AboveScreen
from qda.tui.screens.files import FilesScreen
from qda.tui.screens.form import FormScreen
from qda.tui.screens.people_papers import REGISTER_ENDINGS, paper_form
from qda.tui.widgets.bars import TwoSides

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.people_views import ListedPerson
    from qda.tui.columns import Table


class PeopleScreen(AboveScreen):
    """All informants, and one of them in full."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.PEOPLE)]
    place = Place.PEOPLE

    def __init__(self, start: str = "") -> None:
        """Show the informants, beginning with one by their short id."""
        super().__init__()
        self._begin_with = start
        self._people: list[ListedPerson] = []
        self._day: date | None = None

    def compose(self) -> ComposeResult:
        """The list, the chosen one, and the keys."""
        yield from self.frame("people", "person", classes="-tall", warnings=True, heads=True)

    @property
    def _current(self) -> ListedPerson | None:
        place = self.chosen
        return self._people[place] if place is not None and place < len(self._people) else None

    # Reading

    def read(self) -> None:
        """Read the informants, and stay on the one where one was."""
        before = self._current
        known = {one.person.short_id for one in self._people}
        self._people = people_views.listed(self.app.project)
        ids = [one.person.short_id for one in self._people]
        new = [at for at, short_id in enumerate(ids) if known and short_id not in known]
        wanted = before.person.short_id if before else self._begin_with
        same = [at for at, short_id in enumerate(ids) if short_id == wanted]
        self.fill([*new, *same, 0][0])
        count = len(ids)
        self.query_one("#heading", TwoSides).left = (_("Informants and consent"),)
        self.query_one("#heading", TwoSides).right = ngettext(
            "{count} informant", "{count} informants", count
        ).format(count=count)
        warnings = self.query_one("#warnings", Static)
        said = consents.warnings(self.app.project)
        warnings.update(Content.assemble(("! ", "bold $accent"), "\n! ".join(said)))
        warnings.display = bool(said)
        self.query_one(".pair").display = bool(count)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not count
        nothing.update(Content(self.app.keys.told(_no_informants())))
        self._status.left = (_("Nothing here is undone: a new event corrects an earlier one."),
                             _("Corrected by new events, never undone."))  # fmt: skip
        self._show()

    def table(self) -> Table:
        """A row for each informant."""
        return columns(), [cells_of(one) for one in self._people]

    def _show(self) -> None:
        one = self._current
        if one is None:
            return
        with self.app.explaining():
            (view,) = views(self.app.project, one.person.short_id, self._day)
            values, _appendices, _speaker = people_views.fields_of(
                self.app.project, one.person.short_id
            )
            self.query_one("#person", Static).update(
                in_full(view, values, self._day, self.app.keys)
            )
            self.query_one(".details", VerticalScroll).scroll_home(animate=False)

    # Messages

    def on_option_list_option_highlighted(self) -> None:
        """Show the informant that was chosen."""
        self._show()

    # Acts

    def action_record_consent(self) -> None:
        """Record what the informant said about consent."""
        one = self._current
        if one is None:
            return
        project, short_id = self.app.project, one.person.short_id
        state = consents.state_of(project, consents.by_id(project, short_id)["id"])

        def save(values: Mapping[str, str]) -> None:
            given = people_forms.consent_given(project, values)
            consents.record(
                project,
                short_id,
                people_forms.kind_of(values),
                at=values["at"],
                fields=fields_of(project, given),
            )

        self.app.push_screen(
            FormScreen(
                _("{id}: record consent").format(id=one_line(short_id)),
                people_forms.consent_fields(project, short_id, state),
                save,
                about=_("What is not recorded counts as no. Recorded by {name}.").format(
                    name=one_line(project.coder)
                ),
                warn=lambda values: people_forms.consent_warning(short_id, values),
            ),
            self._saved,
        )  # fmt: skip

    def action_add_person(self) -> None:
        """Register an informant."""
        new = people_views.next_id(self.app.project)
        self._person_form(new, dict.fromkeys(registering.FIELDS, ""), (), "", new=True)

    def action_edit_person(self) -> None:
        """Change what is known of an informant."""
        one = self._current
        if one is not None:
            short_id = one.person.short_id
            values, appendices, speaker = people_views.fields_of(self.app.project, short_id)
            self._person_form(short_id, values, appendices, speaker, new=False)

    def _person_form(
        self,
        short_id: str,
        known: Mapping[str, str],
        appendices: tuple[str, ...],
        speaker: str,
        *,
        new: bool,
    ) -> None:
        project = self.app.project

        def save(values: Mapping[str, str]) -> None:
            wanted = people_forms.appendices_in(project, values["appendices"])
            same = (wanted, values["speaker"]) == (appendices, speaker)
            registering.save(
                project,
                values["id"] if new else short_id,
                {name: values[name] for name in registering.FIELDS},
                new=new,
                appendices=None if same else wanted,
                speaker=values["speaker"],
            )

        title = _("New informant") if new else _("{id}: change").format(id=one_line(short_id))
        fields = people_forms.person_fields(
            project, short_id, {**known, "speaker": speaker}, appendices, new=new
        )
        self.app.push_screen(FormScreen(title, fields, save), self._saved)

    def _saved(self, yes: bool | None) -> None:
        if yes:
            self.do(lambda: None)

    # Files

    def action_load_register(self) -> None:
        """Load informants, consents and restrictions from a file."""
        project = self.app.project

        def chosen(paths: list[Path] | None) -> None:
            if not paths:
                return
            try:
                report = registering.load_register(project, paths[0])
            except QdaError as error:
                self._status.refused()
                self.app.complain(error)
                return
            self.do(lambda: None)
            said = "\n".join(map(one_line, loaded_lines(report)))
            self.app.notify(said, timeout=10, markup=False)

        folder = project.paths.transcripts
        start = (folder if folder.is_dir() else project.paths.root).resolve()
        title = _("Load a register of informants")
        self.app.push_screen(
            FilesScreen(title, start, single=True, endings=REGISTER_ENDINGS), chosen
        )

    def action_write_papers(self) -> None:
        """Write the overview of consents, or the record of processing."""
        self.app.push_screen(paper_form(self.app.project), self._written)

    def _written(self, yes: bool | None) -> None:
        if yes:
            self.app.notify(_("The paper is written. Fill in what is marked."), markup=False)

    # Seeing

    def action_at_date(self) -> None:
        """Show what was allowed on a day."""

        def save(values: Mapping[str, str]) -> None:
            self._day = day_meant(values["day"])

        field = people_forms.day_field("day", _("Day"), str(self._day or ""))
        self.app.push_screen(
            FormScreen(_("What was allowed on a day"), [field], save,
                       about=_("An empty field is today.")),
            lambda _saved: self._show(),
        )  # fmt: skip

    def action_approvals_of(self) -> None:
        """Show the excerpts of the informant."""
        one = self._current
        if one is not None:
            self.app.show_approvals(one.person.short_id)

    def action_not_undone(self) -> None:
        """Say how a mistake is corrected."""
        self.app.notify(
            self.app.keys.told(
                _("Nothing is undone here. {record-consent} records a further event of the kind"
                  " “clarified”; what was believed before stays readable.")
            ),
            markup=False,
        )  # fmt: skip


def _no_informants() -> str:
    return _(
        "There are no informants here yet.\n\n"
        "{add-person} registers one; {load-register} loads a list as yml, csv or xlsx."
    )
