"""The codebook screen: themes and their codings put elsewhere, merged, split and retired."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services import theme_merging, theme_plans
from qda.services.theme_use import ThemeUse
from qda.tui.colours import variable
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.codebook_editing import CodebookEditing
from qda.tui.screens.pick import Choice, PickScreen
from qda.tui.screens.split import SplitScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from qda.domain.codebook import Theme
    from qda.services.theme_plans import Plan

TOP = "-"
"""In place of a key: the top level."""


class CodebookScreen(CodebookEditing):
    """All themes, and what can be done with them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.CODEBOOK)]

    def action_shift(self, by: int) -> None:
        """Put the theme earlier or later among its siblings."""
        theme = self._current
        if theme is not None:
            self._planned(
                "", lambda: theme_plans.neighbour(self.app.project, theme.key, by), ask=False
            )

    def _others(self, theme: Theme) -> list[Choice]:
        book = self.app.project.codebook
        return [
            Choice(
                one.key,
                f"{one.hotkey or '·'} {one_line(one.title)}",
                f"${variable(one.colour)}",
                2 * (len(book.path(one.key)) - 1),
            )
            for one in book.active
            if theme.key not in {above.key for above in book.path(one.key)}
        ]

    def action_move_theme(self) -> None:
        """Put the theme below another one."""
        theme = self._current
        if theme is None:
            return
        choices = [Choice(TOP, _("at the top level")), *self._others(theme)]
        title = self._titled(_("Put {title} below which theme?"))

        def chosen(parent: str | None) -> None:
            if parent is not None:
                above = None if parent == TOP else parent
                self._planned(
                    self._titled(_("Move {title}")),
                    lambda: theme_plans.move(self.app.project, theme.key, above),
                )

        self.app.push_screen(PickScreen(title, choices), chosen)

    def action_merge_theme(self) -> None:
        """Merge the theme into another one."""
        theme = self._current
        if theme is None:
            return
        title = self._titled(_("Merge {title} into which theme?"))

        def chosen(target: str | None) -> None:
            if target is not None:
                other = self.app.project.codebook.theme(target)
                self._planned(
                    _("Merge {title} into {other}").format(
                        title=one_line(theme.title), other=one_line(other.title)
                    ),
                    lambda: theme_merging.merge(self.app.project, theme.key, target),
                    at=target,
                )

        self.app.push_screen(PickScreen(title, self._others(theme)), chosen)

    def action_split_theme(self) -> None:
        """Choose codings for a new sub-code."""
        theme = self._current
        if theme is None:
            return
        if not self._use.get(theme.key, ThemeUse()).codings:
            self._status.say(_("nothing is coded with this theme"))
            return

        def chosen(plan: Plan | None) -> None:
            if plan is not None:
                self._planned(self._titled(_("Split {title}")), lambda: plan)

        with self.app.explaining():
            self.app.push_screen(SplitScreen(theme), chosen)

    def action_retire_theme(self) -> None:
        """Retire the theme, or take it into use again."""
        theme = self._current
        if theme is None:
            return
        project = self.app.project
        if theme.retired:
            self._planned(
                self._titled(_("Take {title} into use again")),
                lambda: theme_plans.restore(project, theme.key),
            )
        else:
            self._planned(
                self._titled(_("Retire {title}")), lambda: theme_plans.retire(project, theme.key)
            )

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.app.pop_screen()
