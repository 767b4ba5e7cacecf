"""How the program fits its user and the terminal: keys, appearance, size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from qda.domain.text import display
from qda.errors import QdaError
from qda.language import gettext as _
from qda.services import preferring
from qda.tui.colours import APPEARANCES, DARK
from qda.tui.keys import Keys, keys_of, usual_keys
from qda.tui.plain import Plain
from qda.tui.screens.too_small import TooSmall, fits
from qda.tui.terminal import on_the_terminal, other_encoding

if TYPE_CHECKING:
    from textual import events
    from textual.driver import Driver

    from qda.services.project import Project

_SHOWN_PROBLEMS = 3
"""Mistakes in keys.yml that are shown at the start; `qda keys` shows all."""


class Fitting(App[None]):
    """What a user has chosen, and what the terminal can do."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012  (as in the base class)
    project: Project
    keys: Keys = usual_keys()
    """The commands with the keys that they have here."""
    alt_keys: frozenset[str] = frozenset()
    """Those that are keys of their own with Alt."""

    def fit(self) -> None:
        """Take over the project's keys and its coder's appearance; to be called once."""
        self.keys = keys_of(self.project.paths.root)
        self.set_keymap(self.keys.keymap)
        keys = [key for one in self.keys.commands for key in one.keys]
        self.alt_keys = frozenset(key.removeprefix("alt+") for key in keys if key[:4] == "alt+")
        for appearance in APPEARANCES:
            self.register_theme(appearance)
        chosen = preferring.preferred(self.project, preferring.APPEARANCE)
        known = {appearance.name for appearance in APPEARANCES}
        self.theme = chosen if chosen in known else DARK.name
        if self.no_color:
            # Textual's filters make greys of colours, which are colours still, and another colour
            # of what is dim. The list is that of the pinned version.
            self._filters = [Plain()]

    def say_key_problems(self) -> None:
        """Say what is wrong with keys.yml."""
        problems = self.keys.problems
        if not problems:
            return
        said = [f"· {problem}" for problem in problems[:_SHOWN_PROBLEMS]]
        if len(problems) > _SHOWN_PROBLEMS:
            said.append(_("`qda keys` shows all {count}.").format(count=len(problems)))
        self.notify(display("\n".join(said)), severity="warning", timeout=15, markup=False)

    def say_other_encoding(self) -> None:
        """Say that æ, ø and å come out wrong where the terminal is set to another encoding."""
        if other := other_encoding():
            self.notify(
                _(
                    "The terminal is set to {encoding}, so æ, ø and å come out wrong."
                    " Set it to UTF-8."
                ).format(encoding=other),
                severity="warning",
                timeout=15,
                markup=False,
            )

    # Appearance

    def action_appearance(self) -> None:
        """Take the next appearance: dark, light, high contrast."""
        names = [appearance.name for appearance in APPEARANCES]
        self.action_look(names[(names.index(self.theme) + 1) % len(names)])

    def action_look(self, name: str) -> None:
        """Take an appearance and remember it; where that fails, it holds until one leaves."""
        self.theme = name
        try:
            preferring.prefer(self.project, preferring.APPEARANCE, name)
        except QdaError:
            self.notify(_("The appearance could not be remembered."), markup=False)

    # The terminal

    def get_driver_class(self) -> type[Driver]:
        """What draws on the terminal."""
        return on_the_terminal(super().get_driver_class())

    def on_resize(self, event: events.Resize) -> None:
        """Cover a screen that is too small to be read, so that no key does what nobody sees."""
        self.check_size(event.size.width, event.size.height)

    def check_size(self, width: int, height: int) -> None:
        """Cover the screen, or uncover it."""
        covered = isinstance(self.screen, TooSmall)
        if covered and fits(width, height):
            self.pop_screen()
        elif not covered and not fits(width, height):
            self.push_screen(TooSmall())
