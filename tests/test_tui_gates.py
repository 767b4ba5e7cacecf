"""The gates on the screen: what `qda check` says, for any profile, and the ways to put it right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.consent import ConsentKind
from qda.domain.gates import Barrier
from qda.domain.permission import Profile
from qda.services import coding, consents, gate_places, gating
from qda.services.gate_places import Room
from qda.storage import publishing
from qda.tui.screens.approvals import ApprovalsScreen
from qda.tui.screens.gates import GatesScreen
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.names import NamesScreen
from qda.tui.screens.people import PeopleScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.widgets.plain_list import PlainList
from tests.made_projects import made_by
from tests.people_project import people_project
from tests.test_tui_people import fill
from tests.tui_screen import SMALL, Running, running

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

NAMES = ("Asta", "Vinge", "Jens", "Holt", "Ulla", "Rask", "Gerda", "Kvist", "Bent")


project = made_by(people_project, "p")


def said_by_verb(project: Project, profile: str) -> Any:
    done = CliRunner().invoke(
        build(), ["check", "--profile", profile, "--json", "-p", str(project.paths.root)]
    )
    return json.loads(done.stdout)


async def asked(screen: Running, profile: Profile = Profile.ASSESSMENT) -> GatesScreen:
    """Wait until the gates have answered for a profile."""
    found = screen.app.screen
    assert isinstance(found, GatesScreen)
    await screen.until(
        lambda: (
            found.gates is not None
            and found.gates.profile is profile
            and "asking" not in screen.lines[0]
        )
    )
    return found


def go_to(screen: Running, start: str) -> None:
    """Go to the row that begins so."""
    rows = screen.app.screen.query_one(".rows", PlainList)
    texts = [str(rows.get_option_at_index(at).prompt).strip() for at in range(rows.option_count)]
    rows.highlighted = next(at for at, text in enumerate(texts) if text.startswith(start))


@pytest.mark.parametrize(
    ("keys", "profile"),
    [("", "assessment"), ("p", "public"), ("p p", "internal"), ("left", "supervisor"),
     ("tab p shift+tab left right", "public")],
)  # fmt: skip
async def test_the_screen_says_what_the_verb_says(
    project: Project, keys: str, profile: str
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("C", *keys.split())
        found = await asked(screen, Profile(profile))
        assert found.gates == gating.gates(project, Profile(profile))
    verb = profile if profile != "internal" else "assessment"
    values = said_by_verb(project, verb)
    assert [one["id"] for one in values["gates"]] == [one.id for one in found.gates.gates]


@pytest.mark.parametrize("size", [SMALL, (160, 45)])
async def test_gates_stand_with_state_count_ids_and_what_to_do_and_no_name(
    project: Project, size: tuple[int, int]
) -> None:
    async with running(project, appendix=None, size=size) as screen:
        await screen.press("C")
        await asked(screen)
        values = said_by_verb(project, "assessment")
        blocking = sum(f["blocks"] for one in values["gates"] for f in one["findings"])
        assert blocking > 3
        assert f"{blocking} findings block" in screen.lines[0]
        assert any("G01" in line and "closed" in line for line in screen.lines)
        assert "There is no consent to analyse." in screen.text
        assert "I2 Bilag 2" in screen.text
        seen = ""
        for _row in range(12):
            await screen.press("space", "pagedown", "n")
            seen += screen.text
        assert "✗" in seen
        assert not [name for name in NAMES if name in seen]


async def test_keys_move_fold_and_leave(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("C")
        found = await asked(screen)
        rows = found.query_one(".rows", PlainList)
        assert rows.option_count == 18
        await screen.press("space", "down")
        assert rows.option_count == 18 + len(found.gates.gates[0].found)  # type: ignore[union-attr]
        assert "Enter goes to the informants." in screen.text
        await screen.press("space")
        assert (rows.option_count, rows.highlighted) == (18, 0)
        await screen.press("n", "N", "j", "k", "up", "pagedown", "pageup", "r", "escape")
        assert isinstance(screen.app.screen, LibraryScreen)


async def test_the_internal_profile_has_no_gates(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("C", "p", "p")
        await asked(screen, Profile.INTERNAL)
        assert "The internal profile has no gates." in screen.text
        await screen.press("enter", "w", "a", "space")
        assert isinstance(screen.app.screen, GatesScreen)


@pytest.mark.parametrize(
    ("start", "kind", "shown"),
    [
        ("G01", PeopleScreen, "Jens Holt"),
        ("G05", ApprovalsScreen, "Æblerne er fælles"),
        ("G09", NamesScreen, "to decide"),
        ("G18", GatesScreen, "nothing here to put right"),
        ("G17", GatesScreen, "this is done outside"),
    ],
)
async def test_enter_goes_to_the_place_and_esc_comes_back(
    project: Project, start: str, kind: type, shown: str
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("C")
        await asked(screen)
        go_to(screen, start)
        await screen.press("enter")
        assert isinstance(screen.app.screen, kind)
        await screen.until(lambda: shown in screen.text)
        await screen.press("escape")
        assert isinstance(screen.app.screen, (GatesScreen, LibraryScreen))


async def test_a_text_that_nobody_has_read_is_opened(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("C")
        found = await asked(screen)
        go_to(screen, "G09")
        await screen.press("space")
        texts = [row.found for row in found._shown if row.found and row.found.in_text]
        assert texts
        screen.app.go_and_put_right(gate_places.place_of(project, texts[0]))  # type: ignore[arg-type]
        await screen.pilot.pause()
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert screen.app.screen.appendix == texts[0].subject


async def test_a_change_is_taken_in_when_one_comes_back(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("C")
        before = await asked(screen)
        first = before.gates
        await screen.press("enter")
        assert isinstance(screen.app.screen, PeopleScreen)
        given = {"analyse": "yes", "quote": "yes", "how": "form"}
        consents.record(project, "I2", ConsentKind.GIVEN, at="2025-03-01", fields=given)
        await screen.press("escape")
        await screen.until(lambda: before.gates is not first)
        assert before.gates == gating.gates(project, Profile.ASSESSMENT)
        assert any("G01" in line and "open" in line for line in screen.lines)


async def test_a_finding_is_accepted_with_a_reason_as_the_verb_does(
    project: Project, tmp_path: Path
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("C")
        await asked(screen)
        await screen.press("space", "down", "a")
        assert "G01 cannot be accepted." in screen.text
        go_to(screen, "G18")
        found = screen.app.screen
        assert isinstance(found, GatesScreen)
        go_to(screen, "G03")
        await screen.press("a")
        assert "Choose a finding first." in screen.status
        await screen.press("space", "down", "a", "enter")
        assert "A risk is accepted with a reason." in screen.text
        await fill(screen, {"reason": "paper in the cupboard"})
        first = found.gates
        await screen.press("enter")
        await screen.until(lambda: found.gates is not first)
        assert "accepted: paper in the cupboard" in screen.text
    with people_project(tmp_path / "twin") as twin:
        done = CliRunner().invoke(
            build(), ["check", "--accept", "G03:I1", "--reason", "paper in the cupboard",
                      "-p", str(twin.paths.root)],
        )  # fmt: skip
        assert done.exit_code == 1
        mine, theirs = publishing.accepted(project.db), publishing.accepted(twin.db)
        assert list(mine) == list(theirs) == [("G03", "I1")]
        assert mine["G03", "I1"]["reason"] == theirs["G03", "I1"]["reason"]


async def test_the_report_is_written_for_the_supervisor(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("C")
        await asked(screen)
        await screen.press("w")
        await fill(screen, {"file": "exports/check.md"})
        await screen.press("enter")
        assert "The report is written." in screen.text
        await screen.press("w")
        await fill(screen, {"file": "exports/check.exe"})
        await screen.press("enter")
        assert "check.exe" in screen.text
    text = (project.paths.exports / "check.md").read_text("utf-8")
    assert "G05" in text
    assert not [name for name in NAMES if name in text]


@pytest.mark.parametrize(
    ("gate", "subject", "room"),
    [
        ("G01", "Bilag 2", Room.PEOPLE), ("G08", "Bilag 2", Room.TEXT),
        ("G02", "I2 Bilag 2", Room.PEOPLE), ("G06", "Bilag 1", Room.REVIEWS),
        ("G07", "effekter ", Room.CODEBOOK), ("G07", "CODING", Room.PRINTED),
        ("G10", "Bilag 1 CODING E2", Room.TEXT), ("G10", "Bilag 1 00000000", Room.TEXT),
        ("G05", "Bilag 1 CODING", Room.APPROVALS), ("G12", "E1 E2", Room.NAMES),
        ("G16", "Bilag 2", Room.TEXT), ("G11", "exports, file 1", None), ("G17", "thesis", None),
        ("G05", "Bilag 9", None),
    ],
)  # fmt: skip
def test_each_kind_of_finding_has_its_place(
    project: Project, gate: str, subject: str, room: Room | None
) -> None:
    uid = coding.listed(project)[0].uid[:8]
    found = gate_places.place_of(project, Barrier(gate, subject.replace("CODING", uid), "", ""))
    assert (found and found.room) == room
    assert found is None or "Bilag 2" not in subject or found.appendix == "Bilag 2"
