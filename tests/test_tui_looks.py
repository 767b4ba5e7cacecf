"""The appearances: everything that stands on a screen can be read in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color, ColorSystem

from qda.domain.codebook import PALETTE
from qda.tui.colours import APPEARANCES, variable
from qda.tui.screens.matrix import MatrixScreen
from tests.made_projects import made_by
from tests.tui_looks import LOOKS, contrast, faint, faint_in_any, ground
from tests.tui_project import harbour_project
from tests.tui_screen import SMALL, running

if TYPE_CHECKING:
    from rich.style import Style
    from textual.theme import Theme

    from qda.services.project import Project
    from tests.tui_screen import Running

SCREENS = {
    "interviews": ("escape",),
    "filter": ("escape", "f", "x"),
    "files": ("escape", "i"),
    "coded text": ("down", "1", "2", "shift+right"),
    "restricted text": ("end", "up"),
    "focus": ("down", "1", "z"),
    "suggestions": ("down", "v"),
    "themes": ("t",),
    "new theme": ("down", "c"),
    "memo": ("m",),
    "found": ("f", *"en"),
    "found everywhere": ("F", *"en"),
    "page": ("P",),
    "queue": ("V",),
    "form": ("down", "="),
    "matrix": ("down", "1", "X"),
    "summary": ("X", "e"),
    "quotes": ("down", "1", "X", "enter"),
    "printed": ("down", "1", "E"),
    "codebook": ("K",),
    "fields of a theme": ("K", "e"),
    "colours": ("K", "c"),
    "moving": ("K", "m"),
    "overview": ("down", "1", "O"),
    "codings by theme": ("down", "1", "O", "tab"),
    "memos": ("M",),
    "history": ("down", "1", "H"),
    "speakers": ("escape", "p"),
    "informants": ("escape", "d"),
    "consent": ("escape", "d", "c"),
    "names": ("escape", "n"),
    "approvals": ("escape", "a"),
    "gates": ("C",),
    "help": ("f1",),
    "palette": ("ctrl+p",),
    "tour": ("f2",),
}
"""The keys that lead to a screen from an interview."""


project = made_by(harbour_project, "havn")


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
async def test_all_text_stands_out_in_each_appearance(
    project: Project, keys: tuple[str, ...]
) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press(*keys)
        assert screen.text.strip()
        assert await faint_in_any(screen) == []


@pytest.mark.parametrize("presses", [1, 2])
async def test_what_lies_below_takes_the_appearance_too(project: Project, presses: int) -> None:
    async with running(project, size=(120, 30)) as screen:
        await screen.press("down", "1", "X", *["l"] * presses, "escape")
        assert screen.app.theme == tuple(LOOKS)[presses]
        assert faint(screen) == []


async def test_the_matrix_opens_in_high_contrast(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("down", "1", "l", "l", "X")
        assert screen.app.theme == "qda-contrast"
        assert isinstance(screen.app.screen, MatrixScreen)
        assert "Viggo" not in screen.text  # the text is below
        assert faint(screen) == []


async def test_the_bar_of_the_matrix_stands_before_its_own_row_alone(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("down", "1", "X")
        rows = [line.text for line in screen.app.screen._compositor.render_strips()]
        here = next(y for y, row in enumerate(rows) if row.startswith("▌Bilag 1"))
        assert rows[here + 1].startswith(" Bilag 2")
        assert ground(screen, 0, here) == ground(screen, 1, here)
        assert ground(screen, 0, here + 1) == ground(screen, 1, here + 1)


def styles(screen: Running, words: str) -> list[Style | None]:
    """The styles of what stands on the screen with these words."""
    return [
        segment.style
        for strip in screen.app.screen._compositor.render_strips()
        for segment in strip
        if words in segment.text
    ]


async def test_what_is_dimmed_is_so_without_colours_too(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(project) as screen:
        await screen.press("down", "1", "z", "down")
        (coded,) = styles(screen, "Jeg begyndte")
        (other,) = styles(screen, "Så kom der")
        assert coded is not None
        assert coded.dim
        assert other is not None
        assert not other.dim


async def test_the_field_that_is_filled_in_has_a_bar(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("escape", "d", "n", "tab", "tab")
        (row,) = [line for line in screen.lines if "▌" in line]
        assert "As printed" in row


NAMES = ("foreground", "primary", "secondary", "accent", "warning", "error", "success")
GROUNDS = ("background", "surface", "panel", "current")


def in_256_colours(colour: str) -> tuple[int, int, int]:
    """A colour as a terminal without 16 million of them gets it."""
    number = Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).number
    assert number is not None
    red, green, blue = EIGHT_BIT_PALETTE[number]
    return red, green, blue


@pytest.mark.parametrize("look", APPEARANCES, ids=[look.name for look in APPEARANCES])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_stands_out_in_a_terminal_of_256_colours_too(look: Theme, ground: str) -> None:
    colours = {name: str(getattr(look, name, "")) for name in (*NAMES, *GROUNDS)}
    colours |= look.variables
    behind = in_256_colours(colours[ground])
    texts = [*NAMES, *map(variable, PALETTE), "quiet"]
    faint_ones = {
        name: round(contrast(in_256_colours(colours[name]), behind), 1)
        for name in texts
        if contrast(in_256_colours(colours[name]), behind) < 4.4
    }
    assert faint_ones == {}
