"""The usual small terminal: what is longer than it can be read, and takes no keys away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.services import theme_plans
from qda.tui.screens.codebook import CodebookScreen
from tests.tui_project import harbour_project
from tests.tui_screen import SMALL, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.services.project import Project
    from tests.tui_screen import Running

LONG = " ".join(f"ord-{number}" for number in range(200))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with harbour_project(tmp_path / "havn") as made:
        plan = theme_plans.change_fields(made, "arbejde", definition=LONG)
        theme_plans.carry_out(made, plan)
        yield made


def theme_here(screen: Running) -> str:
    shown = screen.app.screen
    assert isinstance(shown, CodebookScreen)
    assert shown._current is not None
    return shown._current.key


async def test_a_long_definition_takes_no_arrow_keys_away(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("K")
        assert "ord-0" in screen.text
        await screen.press("down")
        assert theme_here(screen) == "naboer"
        await screen.press("up")
        assert theme_here(screen) == "arbejde"


async def test_a_long_definition_can_be_read_on_with_the_keyboard(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("K")
        assert "ord-199" not in screen.text
        await screen.press(*["pagedown"] * 5)
        assert "ord-199" in screen.text
        await screen.press(*["pageup"] * 5)
        assert "ord-0" in screen.text


async def test_a_plot_that_is_longer_than_the_screen_takes_no_arrow_keys_away(
    project: Project,
) -> None:
    async with running(project, size=(44, 12)) as screen:
        await screen.press("O", "tab", "tab")
        assert "Bilag 1" in screen.text
        await screen.press("down")
        assert "Bilag 2" in screen.text
