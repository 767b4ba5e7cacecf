"""Ways to the matrix, the codebook and the plots, and from them to a place and back.

Each loads when it is first shown, so that the interview is on the screen sooner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen


class Tables(App[None]):
    """The part of the program that leads to its tables."""

    def action_matrix(self) -> None:
        """Show the matrix, at the row of the interview from which one comes."""
        from qda.tui.screens.matrix import MatrixScreen

        self.show_table(MatrixScreen, lambda: MatrixScreen(getattr(self.screen, "appendix", None)))

    def action_codebook(self) -> None:
        """Show the codebook."""
        from qda.tui.screens.codebook import CodebookScreen

        self.show_table(CodebookScreen, CodebookScreen)

    def action_plots(self) -> None:
        """Show the plots."""
        from qda.tui.screens.plots import PlotsScreen

        self.show_table(PlotsScreen, PlotsScreen)

    def show_table(self, kind: type[Screen[None]], make: Callable[[], Screen[None]]) -> None:
        """Push a screen, or go back to it where it lies below the present one."""
        if getattr(self.screen, "place", None) is None:
            return  # a dialog waits for its answer
        if any(isinstance(one, kind) for one in self.screen_stack):
            while not isinstance(self.screen, kind):
                self.pop_screen()
            return
        self.push_screen(make())
