"""The speakers screen: each key tries, only settling writes, and nothing that is coded moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.interviews import Role
from qda.services import coding, importing, registering
from qda.services.project import Project
from qda.storage import interviews, participants
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.speakers import SpeakersScreen
from qda.tui.widgets.plain_list import PlainList
from qda.tui.widgets.transcript_view import TranscriptView
from tests.made_projects import made_by
from tests.projects import fresh_project
from tests.tui_project import CODEBOOK
from tests.tui_screen import SMALL, Running, running
from tests.twins import contents

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

GARDEN = """\
Samtale i haven [red] \u202e
Ida: Hvad laver du?
Viggo: Jeg graver her, og det er for tidligt.
Ragna: det skal regne.
Ida: Og så?
Viggo: Så sår jeg.
Ragna: kom hjem.
Ida: Tak for det.
Viggo: Selv tak.
"""


def garden(folder: Path) -> Project:
    """A project with one imported interview; the third segment is coded."""
    made = fresh_project(folder, CODEBOOK.encode(), "ida")
    path = made.paths.transcripts / "Bilag 3.txt"
    path.write_text(GARDEN, "utf-8")
    importing.import_files(made, [path])
    row = made.interview("Bilag 3")
    span = coding.span_of_quote(made, row, "det er for tidligt")
    coding.add(made, row, span, "arbejde")
    return made


project = made_by(garden, "p")
twin = made_by(garden, "twin")


def rows(screen: Running) -> list[str]:
    """The rows of the list of speakers."""
    shown = screen.app.screen.query_one(PlainList)
    return [str(option.prompt) for option in shown.options]


def speakers(project: Project) -> set[tuple[str, Role]]:
    row = project.interview("Bilag 3")
    return {(t.label, t.role) for t in interviews.turns(project.db, row.transcript_id)}


FOUND = {("Ida", Role.INTERVIEWER), ("Viggo", Role.INFORMANT), ("Ragna", Role.INFORMANT)}


@pytest.mark.parametrize("size", [SMALL, (160, 45), (60, 16)])
async def test_the_text_stands_beside_the_proposal(project: Project, size: tuple[int, int]) -> None:
    async with running(project, appendix=None, size=size) as screen:
        await screen.press("p")
        assert isinstance(screen.app.screen, SpeakersScreen)
        assert "Bilag 3: who is who?" in screen.lines[0]
        assert "‹ label and colon ›" in screen.text
        assert "Hvad laver du?" in screen.text
        assert "\u202e" not in screen.text
        assert rows(screen)[0].startswith("Ida  interviewer  3×")
        assert "100 % certain" in screen.lines[0]
        await screen.press("escape")
        assert isinstance(screen.app.screen, LibraryScreen)


@pytest.mark.parametrize(
    ("keys", "options"),
    [
        ("r s", ("--speakers", "Ida=other,Viggo=informant,Ragna=informant")),
        ("down enter enter s", ("--speakers", "Viggo=other")),
        ("j down x s", ("--layout", "colon", "--not-a-speaker", "Ragna")),
        ("e B o enter s", ("--layout", "colon", "--rename", "Ida=Bo")),
        ("n s", ("--layout", "none")),
        ("right left s", ("--layout", "colon")),
    ],
)
async def test_settling_leaves_what_the_command_line_leaves(
    project: Project, twin: Project, keys: str, options: tuple[str, ...]
) -> None:
    before = contents(project)["coding"]
    async with running(project, appendix=None) as screen:
        await screen.press("p", *keys.split())
        assert isinstance(screen.app.screen, LibraryScreen)
        assert "Saved: the speakers of Bilag 3 are settled." in screen.text
    path = twin.paths.transcripts / "Bilag 3.txt"
    done = CliRunner().invoke(build(), ["import", str(path), "-p", str(twin.paths.root), *options])
    assert done.exit_code == 0, done.output
    journal = contents(project)["journal"]
    assert [row["action"] for row in journal][-1] == "interview.speakers"
    tables = ("turn", "block", "segment", "transcript", "coding")
    mine, theirs = contents(project), contents(twin)
    assert [mine[table] for table in tables] == [theirs[table] for table in tables]
    assert before
    assert mine["coding"] == before


async def test_nothing_is_written_before_settling(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("p", "r", "down", "x", "right", "n", "escape")
        assert isinstance(screen.app.screen, LibraryScreen)
    assert speakers(project) == FOUND


async def test_roles_go_round_and_the_text_shows_them(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("p", "r")
        assert "Samtale i haven [red]" in screen.text
        assert rows(screen)[0].startswith("Ida  other")
        await screen.press("r")
        assert rows(screen)[0].startswith("Ida  informant")
        assert any(line.strip().startswith("Ida  informant") for line in screen.lines[:12])
        await screen.press("r")
        assert rows(screen)[0].startswith("Ida  interviewer")


async def test_a_false_speaker_is_taken_away_and_taken_back(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("p", "down", "down", "x")
        assert rows(screen)[2] == "✗ Ragna  not a speaker"
        assert "Ragna: det skal regne." in screen.text
        await screen.press("x")
        assert rows(screen)[2].startswith("Ragna")
        await screen.press("x", "r", "s")
    assert speakers(project) == FOUND


async def test_what_looks_like_a_label_can_be_made_a_speaker(tmp_path: Path) -> None:
    with fresh_project(tmp_path / "p", CODEBOOK.encode(), "ida") as made:
        path = made.paths.transcripts / "Bilag 3.txt"
        path.write_text(GARDEN.replace("Ragna: kom hjem.\n", ""), "utf-8")
        importing.import_files(made, [path])
        async with running(made, appendix=None) as screen:
            await screen.press("p", "down", "down")
            assert rows(screen)[2].startswith("? Ragna  1×  met once")
            await screen.press("r")
            assert rows(screen)[2].startswith("Ragna  other  1×")
            await screen.press("s")
        assert ("Ragna", Role.OTHER) in speakers(made)


async def test_two_labels_get_one_name_and_it_is_kept_for_the_next_time(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("p", "down", "down", "e")
        await screen.type("Viggo")
        await screen.press("enter")
        assert [row.split()[0] for row in rows(screen)] == ["Ida", "Viggo"]
        await screen.press("s", "p")
        assert rows(screen)[1].startswith("Viggo  informant  5×")
        await screen.press("e", "escape", "r", "escape")
    assert speakers(project) == {("Ida", Role.INTERVIEWER), ("Viggo", Role.INFORMANT)}


async def test_layouts_are_tried_one_after_the_other(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("p", "right")
        assert "‹ no speakers ›" in screen.text
        assert "please look" in screen.lines[0]
        await screen.press("right")
        assert "‹ label and colon ›" in screen.text
        assert "100 % certain" in screen.lines[0]


async def test_t_shows_the_next_turn_and_the_text_scrolls(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("p", "down", "t")
        view = screen.app.screen.query_one(TranscriptView)
        assert "Jeg graver" in next(line for line in screen.lines if line.startswith("▌"))
        await screen.press("t")
        assert "Så sår jeg" in next(line for line in screen.lines if line.startswith("▌"))
        await screen.press("pageup")
        assert view.current == 0
        await screen.press("pagedown")
        assert view.current > 3


async def test_a_text_without_its_file_is_settled_and_that_is_said(project: Project) -> None:
    (project.paths.transcripts / "Bilag 3.txt").unlink()
    async with running(project, appendix=None) as screen:
        await screen.press("p")
        assert "The file itself is not in transcripts" in " ".join(screen.text.split())
        await screen.press("r", "s")
    assert ("Ida", Role.OTHER) in speakers(project)


def who_speaks(project: Project) -> dict[str, str]:
    """The label under which each informant speaks."""
    row = project.interview("Bilag 3")
    return {one.short_id: one.speaker for one in participants.participants(project.db)[row.id]}


async def test_informants_follow_their_speaker_to_the_new_name(
    project: Project, twin: Project
) -> None:
    for made in (project, twin):
        for short_id, speaker in (("I1", "Viggo"), ("I2", "Ragna")):
            registering.save(made, short_id, {}, new=True, appendices=("Bilag 3",), speaker=speaker)
    assert who_speaks(project) == {"I1": "Viggo", "I2": "Ragna"}
    async with running(project, appendix=None) as screen:
        await screen.press("p")
        found = screen.app.screen
        assert isinstance(found, SpeakersScreen)
        found._rename("Viggo", "Viktor")
        await screen.press("s")
        assert isinstance(screen.app.screen, LibraryScreen)
    assert who_speaks(project) == {"I1": "Viktor", "I2": "Ragna"}
    done = CliRunner().invoke(
        build(), ["import", "--rename", "Viggo=Viktor", "-p", str(twin.paths.root),
                  str(twin.paths.transcripts / "Bilag 3.txt")],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert who_speaks(twin) == who_speaks(project)


async def test_who_is_put_together_with_another_speaker_is_found_there(project: Project) -> None:
    registering.save(project, "I2", {}, new=True, appendices=("Bilag 3",), speaker="Ragna")
    async with running(project, appendix=None) as screen:
        await screen.press("p")
        found = screen.app.screen
        assert isinstance(found, SpeakersScreen)
        found._rename("Ragna", "Viggo")
        await screen.press("s")
    assert who_speaks(project) == {"I2": "Viggo"}
