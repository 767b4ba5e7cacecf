"""The garbage collector and the screen: no key waits for it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from tests.tui_project import harbour_project
from tests.tui_screen import running

if TYPE_CHECKING:
    from pathlib import Path


async def test_an_open_interview_is_not_looked_through_for_garbage(tmp_path: Path) -> None:
    gc.unfreeze()
    with harbour_project(tmp_path / "havn") as project:
        async with running(project) as screen:
            await screen.press("j")
            assert gc.get_freeze_count() > 10_000
            await screen.press("escape")
            assert gc.get_freeze_count() == 0
