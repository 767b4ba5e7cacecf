"""Changing single themes: each change is planned by a service, shown, and then carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.codebook import PALETTE
from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services import theme_plans
from qda.tui.colours import variable
from qda.tui.screens.codebook_showing import CodebookShowing, colour_word
from qda.tui.screens.effect import EffectScreen
from qda.tui.screens.pick import Choice, PickScreen
from qda.tui.screens.theme_fields import ThemeFields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qda.services.theme_plans import Plan


class CodebookEditing(CodebookShowing):
    """The keys that make a theme, and change what it says and how it looks."""

    def _planned(
        self, title: str, make: Callable[[], Plan], *, ask: bool = True, at: str | None = None
    ) -> None:
        """Make a plan, show its effect, and do it if that is wanted."""
        with self.app.explaining():
            plan = make()
            if plan.empty:
                self._status.say(_("that would change nothing"))
            elif ask:
                self.app.push_screen(
                    EffectScreen(title, plan), lambda yes: self._do(plan, at) if yes else None
                )
            else:
                self._do(plan, at)

    def _do(self, plan: Plan, at: str | None = None) -> None:
        self.app.act(self._status, lambda: theme_plans.carry_out(self.app.project, plan))
        with self.app.explaining():
            self.read_again(others=False, at=at or plan.theme)

    def _titled(self, sentence: str) -> str:
        theme = self._current
        return sentence.format(title=one_line(theme.title) if theme else "")

    def action_edit_theme(self) -> None:
        """Change the fields of the theme."""
        theme = self._current
        if theme is None:
            return
        values = {
            "title": theme.title,
            "definition": theme.definition,
            "include": theme.include,
            "exclude": theme.exclude,
            "keywords": ", ".join(keyword.written for keyword in theme.keywords),
        }

        def plan(written: Mapping[str, str]) -> Plan:
            fields = {name: text for name, text in written.items() if name != "keywords"}
            words = written["keywords"].split(",")
            return theme_plans.change_fields(self.app.project, theme.key, keywords=words, **fields)

        self._fields(self._titled(_("Change {title}")), values, plan)

    def action_new_code(self) -> None:
        """Make a theme."""
        self._new(None, _("A new theme"))

    def action_new_sub_code(self) -> None:
        """Make a sub-code of the theme."""
        theme = self._current
        if theme is not None:
            self._new(theme.key, self._titled(_("A new sub-code of {title}")))

    def _new(self, parent: str | None, title: str) -> None:
        def plan(written: Mapping[str, str]) -> Plan:
            return theme_plans.add(
                self.app.project,
                written["title"],
                parent=parent,
                definition=written["definition"],
            )

        self._fields(title, {"title": "", "definition": ""}, plan)

    def _fields(
        self, title: str, values: Mapping[str, str], plan: Callable[[Mapping[str, str]], Plan]
    ) -> None:
        def written(found: Plan | None) -> None:
            if found is not None:
                self._planned(title, lambda: found)

        self.app.push_screen(ThemeFields(title, values, plan), written)

    def action_recolour(self) -> None:
        """Choose another colour."""
        theme = self._current
        if theme is None:
            return
        choices = [
            Choice(name, f"██ {colour_word(name)}", f"${variable(name)}") for name in PALETTE
        ]

        def chosen(colour: str | None) -> None:
            if colour is not None:
                self._planned("", lambda: theme_plans.recolour(self.app.project, theme.key, colour),
                              ask=False)  # fmt: skip

        self.app.push_screen(PickScreen(self._titled(_("Colour of {title}")), choices), chosen)

    def action_hotkey(self, key: str) -> None:
        """Put the theme on a digit, or take it off."""
        theme = self._current
        if theme is None:
            return
        wanted = "" if theme.hotkey == key else key
        owner = self.app.project.codebook.by_hotkey(wanted) if wanted else None
        title = self._titled(_("{title} on the key {key}").replace("{key}", key))
        self._planned(
            title,
            lambda: theme_plans.give_hotkey(self.app.project, theme.key, wanted),
            ask=owner is not None,
        )
