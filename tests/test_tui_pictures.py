"""What some screens look like: each cell's sign and style, held against a golden picture.

A picture is written anew by `python -m tests.test_tui_pictures`; read its diff before it goes in.
It stands as text: the lines of the screen, then for each line from which column on which style
holds.
"""

from __future__ import annotations

import asyncio
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from qda.language import settle
from qda.services import coding, memos
from qda.services.project import open_project
from tests.tui_project import harbour_project
from tests.tui_screen import running

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.segment import Segment

    from qda.services.project import Project

GOLDEN = Path(__file__).parent / "golden" / "screens"

SCREENS: dict[str, tuple[str, str | None, tuple[int, int], str]] = {
    "reading": ("en", "Bilag 1", (100, 26), "home down down down"),
    "coding-chosen": ("en", "Bilag 1", (120, 26), "home down down down o"),
    "words-selected-danish": ("da", "Bilag 1", (80, 24), "home right shift+right shift+right"),
    "high-contrast": ("en", "Bilag 1", (80, 24), "home l l"),
    "small": ("en", "Bilag 1", (46, 12), "home down"),
    "interviews": ("da", None, (80, 24), "down"),
    "matrix": ("en", "Bilag 1", (100, 24), "X"),
    "codebook": ("en", "Bilag 1", (100, 30), "K down"),
    "help": ("da", "Bilag 1", (80, 24), "f1"),
}
"""Language, interview, size, keys."""


def coded(folder: Path) -> Project:
    """The harbour with codings of two coders, one over another, and a memo."""
    project = harbour_project(folder)
    row = project.interview("Bilag 1")
    with open_project(project.paths.root, "bo") as other:
        give(other, "Så kom der en kran, og den larmede", "naboer")
    give(project, "Hvornår begyndte du på havnen?", "arbejde")
    give(project, "Pengene var små, men der var altid kaffe i skuret.", "minder")
    give(project, "Pengene var små", "penge")
    words = coding.span_of_quote(project, row, "altid kaffe")
    memos.write(project, memos.on_passage(project, row, words), "Kaffe er et tegn på fællesskab.")
    return project


def give(project: Project, quote: str, theme: str) -> None:
    """Give words a theme."""
    row = project.interview("Bilag 1")
    coding.add(project, row, coding.span_of_quote(project, row, quote), theme)


def picture_of(lines: Iterable[Iterable[Segment]]) -> str:
    """The screen as text, with a letter for each style."""
    names: dict[str, str] = {}
    said, styled = [], []
    for line in lines:
        runs: list[str] = []
        column, text = 0, ""
        for style, pieces in groupby(line, key=lambda piece: str(piece.style)):
            name = names.setdefault(style, f"s{len(names) + 1}")
            runs.append(f"{column} {name}")
            part = "".join(piece.text for piece in pieces)
            text += part
            column += cell_len(part)
        said.append(text.rstrip())
        styled.append(" · ".join(runs))
    legend = [f"{name}: {style}" for style, name in names.items()]
    return "\n".join([*said, "", *styled, "", *legend, ""])


async def picture(name: str, folder: Path) -> str:
    """One of the screens."""
    language, appendix, size, keys = SCREENS[name]
    settle(language)
    with coded(folder) as project:
        async with running(project, appendix, size) as screen:
            await screen.press(*keys.split())
            return picture_of(screen.app.screen._compositor.render_strips())


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_is_its_golden_picture(name: str, tmp_path: Path) -> None:
    drawn = await picture(name, tmp_path / "havn")
    assert drawn == (GOLDEN / f"{name}.txt").read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for each in SCREENS:
        with TemporaryDirectory() as place:
            made = asyncio.run(picture(each, Path(place, "havn")))
        (GOLDEN / f"{each}.txt").write_text(made, "utf-8")
