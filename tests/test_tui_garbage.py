"""The garbage collector and the screen: no key waits for it."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from qda.tui import garbage
from tests.tui_project import harbour_project
from tests.tui_screen import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


async def test_an_open_interview_is_not_looked_through_for_garbage(tmp_path: Path) -> None:
    gc.unfreeze()
    with harbour_project(tmp_path / "havn") as project:
        async with running(project) as screen:
            await screen.press("j")
            assert gc.get_freeze_count() > 10_000
            await screen.press("escape")
            assert gc.get_freeze_count() == 0


class Knot:
    """Holds itself, so only a look for garbage frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*garbage.SELDOM)
    gc.collect()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("seldom")
def test_garbage_is_looked_for_when_nobody_types() -> None:
    resting = garbage.Resting()
    knots = [Knot() for _number in range(2_000)]
    last = weakref.ref(knots[-1])
    knots.clear()
    resting.look(keys=7)
    assert last() is not None, "a key came, and the next one may be near"
    resting.look(keys=7)
    assert last() is None


def test_garbage_is_python_s_own_affair_where_no_terminal_waits() -> None:
    assert gc.get_threshold() != garbage.SELDOM
    knots = [Knot() for _number in range(2_000)]
    last = weakref.ref(knots[-1])
    gc.disable()
    try:
        knots.clear()
        garbage.Resting().look(keys=0)
        assert last() is not None
    finally:
        gc.enable()
