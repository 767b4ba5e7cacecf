"""The codebook on a small screen, and with more about a theme than the screen holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.services import theme_plans
from qda.tui.screens.codebook import CodebookScreen
from tests.tui_project import harbour_project
from tests.tui_screen import SMALL, Running, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.services.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The first theme has a definition of many lines."""
    with harbour_project(tmp_path / "p") as made:
        definition = "\n".join(f"Linje {number} om arbejdet." for number in range(40))
        plan = theme_plans.change_fields(made, "arbejde", definition=definition)
        theme_plans.carry_out(made, plan)
        yield made


def theme_here(screen: Running) -> str:
    here = screen.app.screen
    assert isinstance(here, CodebookScreen)
    assert here._current is not None
    return here._current.key


@pytest.mark.parametrize("key", ["down", "j"])
async def test_the_arrow_goes_to_the_next_theme_however_long_the_card_of_this_one_is(
    project: Project, key: str
) -> None:
    async with running(project, None, SMALL) as screen:
        await screen.press("K")
        assert theme_here(screen) == "arbejde"
        await screen.press(key)
        assert theme_here(screen) == "naboer"
