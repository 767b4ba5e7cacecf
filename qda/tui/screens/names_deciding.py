"""The decisions of the screen of names: each calls what the command line calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from qda.domain.register import KeepReason, Verdict
from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services import entering, naming, read_throughs, verdicts
from qda.services.identifier_words import keep_word, reason_word, state_word
from qda.tui import names_forms
from qda.tui.screens.above import AboveScreen
from qda.tui.screens.form import FormScreen
from qda.tui.screens.one_of import OneOfScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qda.domain.permission import Profile
    from qda.domain.register import Entity, EntityKind
    from qda.services.read_throughs import Reading
    from qda.services.waiting import Form
    from qda.services.waiting import Place as Spot


class Deciding(AboveScreen):
    """Replace, keep, no name, ask; by form, or by place where a form means several things."""

    @property
    def current(self) -> Form | None:
        """The form that is decided about."""
        raise NotImplementedError

    @property
    def spot(self) -> Spot | None:
        """The place that is decided about, where places are."""
        raise NotImplementedError

    @property
    def place_by_place(self) -> bool:
        """Whether each place is decided by itself."""
        raise NotImplementedError

    def _act(self, act: Callable[[], object]) -> None:
        self.do(act)

    # Replacing

    def action_replace_form(self) -> None:
        """Say what stands instead."""
        form, spot = self.current, self.spot
        if form is None or spot is None:
            return
        project, by_place = self.app.project, self.place_by_place
        words = one_line(spot.match if by_place else form.form)

        def save(values: Mapping[str, str]) -> None:
            from qda.domain.register import EntityKind

            self._enter(
                form,
                spot if by_place else None,
                EntityKind(values["kind"]),
                values["category"],
                names_forms.names_in(values["names"]),
                names_forms.replacements_in(values),
            )

        self.app.push_screen(
            FormScreen(
                _("What stands instead of “{form}”?").format(form=words),
                names_forms.replacing_fields(project, words, form.kind),
                save,
                about=_("The same everywhere, in the genitive and in compounds too."),
            ),
            self._saved,
        )

    def _saved(self, yes: bool | None) -> None:
        if yes:
            self._act(lambda: None)

    def _enter(
        self,
        form: Form,
        spot: Spot | None,
        kind: EntityKind,
        category: str = "",
        names: tuple[str, ...] = (),
        replacements: Mapping[Profile, str] | None = None,
    ) -> None:
        """Enter the form; a place alone where it means several things."""
        project = self.app.project
        entity = entering.enter_form(
            project,
            (spot.match if spot else form.form, *names),
            kind,
            category=category,
            replacements=replacements,
            ask=spot is not None,
        )
        if spot is not None:
            self._meant(spot, entity)

    def _meant(self, spot: Spot, entity: Entity) -> None:
        project = self.app.project
        row = project.interview(spot.appendix)
        verdicts.decide_place(project, row, spot.span, Verdict.REPLACE, entity)

    def action_draw_name(self) -> None:
        """Put a drawn name instead."""
        form, spot = self.current, self.spot
        if form is None or spot is None:
            return
        at = spot if self.place_by_place else None
        kind = entering.entity_kind(form.kind)
        self._act(
            lambda: self._enter(
                form, at, kind, replacements=entering.drawn(self.app.project, form.form)
            )
        )

    def action_who_is_meant(self) -> None:
        """Choose the entry whose name it is, here or everywhere."""
        form, spot = self.current, self.spot
        if form is None or spot is None:
            return
        project, by_place = self.app.project, self.place_by_place
        found = naming.register_of(project).entities
        if not found:
            said = _("The register is empty: {replace-form} enters the first.")
            self.app.notify(self.app.keys.told(said), markup=False)
            return

        def chosen(short_id: str | None) -> None:
            if short_id is None:
                return
            entity = naming.entity_by_id(project, short_id)
            if by_place:
                self._act(lambda: self._meant(spot, entity))
            else:
                self._act(lambda: naming.add_alias(project, entity, form.form))

        question = _("Who is meant here?") if by_place else _("Whose name is it?")
        self.app.push_screen(
            OneOfScreen(question, names_forms.entry_choices(found, form.options)), chosen
        )

    # Leaving as it is

    def _decide(self, verdict: Verdict, reason: str = "") -> None:
        form, spot, project = self.current, self.spot, self.app.project
        if form is None or spot is None:
            return
        if self.place_by_place:
            row = project.interview(spot.appendix)
            self._act(
                lambda: verdicts.decide_place(project, row, spot.span, verdict, reason=reason)
            )
        else:
            self._act(lambda: verdicts.decide_form(project, form.form, verdict, reason))

    def action_keep_form(self) -> None:
        """Let it stand, for a reason."""
        if self.current is None:
            return
        choices = [(str(reason), Content(keep_word(str(reason)))) for reason in KeepReason]

        def chosen(reason: str | None) -> None:
            if reason is not None:
                self._decide(Verdict.KEEP, reason)

        self.app.push_screen(OneOfScreen(_("Why may it stand?"), choices), chosen)

    def action_no_name(self) -> None:
        """It names nobody."""
        self._decide(Verdict.NOT_A_NAME)

    def action_ask_each_place(self) -> None:
        """Decide place by place."""
        form = self.current
        if form is not None:
            self._act(lambda: verdicts.decide_form(self.app.project, form.form, Verdict.ASK))

    # The register, and reading

    def action_enter_informants(self) -> None:
        """Enter all informants who are not in the register."""
        if naming.informants_to_enter(self.app.project):
            self._act(lambda: naming.enter_informants(self.app.project))
        else:
            self.app.notify(_("All informants with a name are in the register."), markup=False)

    def action_register(self) -> None:
        """Choose an entry, and change what stands instead."""
        project = self.app.project
        found = naming.register_of(project).entities
        if not found:
            said = _("The register is empty: {replace-form} enters the first.")
            self.app.notify(self.app.keys.told(said), markup=False)
            return

        def chosen(short_id: str | None) -> None:
            if short_id is None:
                return
            entity = naming.entity_by_id(project, short_id)
            names = " · ".join(one_line(alias.surface) for alias in entity.aliases)
            self.app.push_screen(
                FormScreen(
                    f"{entity.short_id}: {names}",
                    names_forms.entry_fields(project, entity),
                    lambda values: names_forms.change_entry(project, entity, values),
                    about=_("An empty field shows what the next stricter profile shows, and"
                            " at last the category."),
                ),
                self._saved,
            )  # fmt: skip

        self.app.push_screen(
            OneOfScreen(_("Which entry?"), names_forms.entry_choices(found, ())), chosen
        )

    def action_to_be_read(self) -> None:
        """Choose an interview to read to its end."""
        found = read_throughs.readings(self.app.project)

        def chosen(appendix: str | None) -> None:
            if appendix is not None:
                self.app.show_place(appendix, 0)

        self.app.push_screen(
            OneOfScreen(
                _("Which interview will you read? R in its text records it."),
                [(one.appendix, _reading_row(one)) for one in found],
            ),
            chosen,
        )


def _reading_row(one: Reading) -> Content:
    sign, style = ("✓ ", "$success") if one.state == "read" else ("· ", "$warning")
    who = f"  {one_line(one.read_by)}, {one.read_at[:10]}" if one.read_by else ""
    why = ", ".join(reason_word(reason) for reason in one.reasons)
    return Content.assemble(
        (sign, f"bold {style}"),
        (one_line(one.appendix), "bold"),
        f"  {state_word(one.state)}",
        (who, "$quiet"),
        (f"  {why}" if why else "", "$warning"),
    )
