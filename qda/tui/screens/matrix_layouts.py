"""What the matrix counts: sub-codes apart, sides turned, groups, one coder's codings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.domain.matrix import Side
from qda.language import gettext as _
from qda.services import counting
from qda.tui.screens.matrix_showing import MatrixShowing

if TYPE_CHECKING:
    from qda.services.counting import Layout


class MatrixLayouts(MatrixShowing):
    """The keys that have other things counted; the cursor stays where that has a sense."""

    def _lay_out(self, layout: Layout, row: int | None = None, column: int | None = None) -> None:
        before, self._layout = self._layout, layout
        with self.app.explaining():
            try:
                self.read_again(others=False)
            except Exception:
                self._layout = before
                raise
            if row is not None and column is not None:
                self._view.go_to(row, column)

    def action_sub_codes(self) -> None:
        """Sub-codes apart, or rolled up."""
        self._lay_out(replace(self._layout, apart=not self._layout.apart))

    def action_turn(self) -> None:
        """Change rows and columns over."""
        row, column = self._view.column, self._view.row
        layout = self._layout
        across = self._across
        turned = (
            replace(layout, rows=across or Side.INFORMANTS, columns="")
            if self._turned
            else replace(layout, rows=Side.THEMES, columns=across)
        )
        self._lay_out(turned, row, column)

    def action_groups(self) -> None:
        """Group informants by the next attribute."""
        assert self._values is not None
        sides = [Side.INFORMANTS, *self._values.attributes]
        if len(sides) == 1:
            self._status.say(_("no informant has a role, organisation or other attribute"))
            return
        wanted = sides[(sides.index(self._across or Side.INFORMANTS) + 1) % len(sides)]
        layout = self._layout
        self._lay_out(
            replace(layout, columns=wanted) if self._turned else replace(layout, rows=wanted)
        )

    def action_coder(self) -> None:
        """Count the next coder's codings only."""
        there = ["", *counting.coders(self.app.project)]
        now = (*self._layout.choice.coders, "")[0]
        wanted = there[(there.index(now) + 1) % len(there)] if now in there else ""
        choice = replace(self._layout.choice, coders=(wanted,) if wanted else ())
        self._lay_out(replace(self._layout, choice=choice))
