"""Approvals on the screen: where each excerpt stands, answers one by one, packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.approval import Answered, Approved
from qda.domain.consent import ConsentKind
from qda.services import approval_views, approving, consents, packing
from qda.services.printed_forms import set_form
from qda.storage import approvals, codings
from qda.tui.screens.approvals import ApprovalsScreen
from qda.tui.screens.form import FormScreen
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.widgets.fields import Wording
from tests.made_projects import made_by
from tests.people_project import QUOTES, people_project
from tests.test_tui_people import fill, row
from tests.tui_screen import SMALL, running

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from qda.domain.codings import Coding
    from qda.services.project import Project


project = made_by(people_project, "p")
twin = made_by(people_project, "twin")
"""The same project, in which the command line does what the screen did."""


def send(project: Project, deadline: date | None = None) -> None:
    packing.write_pack(project, "I1", [project.paths.root / "sent.html"], deadline=deadline)


def qda(project: Project, *arguments: str) -> None:
    done = CliRunner().invoke(
        build(), ["approve", *arguments, "-p", str(project.paths.root), "--coder", "sofie"]
    )
    assert done.exit_code == 0, done.output


def coding_of(project: Project, uid: str) -> Coding:
    row = project.interview("Bilag 1")
    found = codings.codings(project.db, row.transcript_id)
    return next(one for one in found if one.uid == uid)


def records(project: Project) -> list[Any]:
    names = ("at", "state", "text", "deadline", "channel", "recorded_by", "hash")
    return [tuple(one[name] for name in names) for one in approvals.approvals(project.db)]


def states(project: Project) -> list[str]:
    return [str(one.state) for one in approval_views.listed(project)]


@pytest.mark.parametrize("size", [SMALL, (160, 45)])
async def test_excerpts_stand_with_their_state_and_words(
    project: Project, size: tuple[int, int]
) -> None:
    async with running(project, appendix=None, size=size) as screen:
        await screen.press("a")
        assert isinstance(screen.app.screen, ApprovalsScreen)
        assert "0 of 2 approved" in screen.lines[0]
        assert "– not asked" in screen.text
        assert QUOTES[0] in screen.text
        await screen.press("n")
        assert QUOTES[1] in screen.text
        await screen.press("down", "j", "k", "up", "pagedown", "pageup")
        assert QUOTES[0] in screen.text
        await screen.press("escape")
        assert isinstance(screen.app.screen, LibraryScreen)


async def test_what_was_not_sent_has_no_answer(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("a", "a")
        assert isinstance(screen.app.screen, ApprovalsScreen)
        assert "This excerpt has not been sent" in screen.text
    assert records(project) == []


@pytest.mark.parametrize(
    ("key", "options", "state"),
    [
        ("a", ("--yes",), "yes"),
        ("d", ("--no",), "no"),
        ("m", ("--text", "Æblerne er fælles nu"), "yes"),
    ],
)
async def test_an_answer_is_recorded_as_the_command_line_does_it(
    project: Project, twin: Project, key: str, options: tuple[str, ...], state: str
) -> None:
    send(project)
    send(twin)
    async with running(project, appendix=None) as screen:
        await screen.press("a", key)
        assert isinstance(screen.app.screen, FormScreen)
        assert QUOTES[0] in screen.text
        await fill(screen, {"at": "2025-06-01", "channel": "letter"})
        for box in screen.app.screen.query(Wording):
            box.text = f"{QUOTES[0]}\n nu "
        await screen.press("enter")
        assert "An answer cannot be undone" in screen.text
        assert len(records(project)) == 2
        await screen.press("enter")
        assert screen.status == "saved · 1 answer about an excerpt recorded"
    excerpt = approval_views.listed(twin)[0].excerpt
    qda(twin, "record", excerpt, *options, "--at", "2025-06-01", "--channel", "letter")
    assert len(records(project)) == 3
    assert records(project) == records(twin)
    assert states(project) == states(twin)
    assert states(project)[0] == state
    assert len(codings.restrictions(project.db)) == len(codings.restrictions(twin.db))


async def test_changed_words_are_written_in_a_field_that_wraps(project: Project) -> None:
    send(project)
    async with running(project, appendix=None) as screen:
        await screen.press("a", "m")
        assert row(screen, "text").value == QUOTES[0]
        await screen.type("!")
        await screen.press("enter", "enter")
        assert "✓ with changes" in screen.text
        assert f"{QUOTES[0]}!" in screen.text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"at": "soon"}, "The date is none"),
        ({"at": "2999-01-01"}, "The date 2999-01-01 lies ahead"),
        ({"text": ""}, "An approval with changes needs the other wording."),
    ],
)
async def test_what_is_wrong_with_an_answer_stands_below_the_field(
    project: Project, values: dict[str, str], said: str
) -> None:
    send(project)
    async with running(project, appendix=None) as screen:
        await screen.press("a", "m")
        await fill(screen, {name: value for name, value in values.items() if name != "text"})
        row(screen, "text").box.text = values.get("text", "nyt")  # type: ignore[union-attr]
        await screen.press("enter", "enter")
        assert f"✗ {said}" in screen.text
        await screen.press("escape")
    assert len(records(project)) == 2


async def test_a_late_and_an_outdated_excerpt_are_told_apart(project: Project) -> None:
    send(project)
    project.db.execute("update approval set deadline = '2025-01-01'")
    first = approval_views.listed(project)[0]
    approving.record(
        project,
        [approving.Answer(approving.excerpt_by_id(project, first.excerpt),
                          Answered.APPROVED)],
    )  # fmt: skip
    async with running(project, appendix=None) as screen:
        await screen.press("a")
        assert "✓ approved" in screen.text
        assert "? asked ! late" in screen.text
        set_form(project, coding_of(project, first.coding), "Æblerne […]")
        screen.app.look_around()
        await screen.until(lambda: "≠ outdated" in screen.text)
        assert "As it would be printed now" in screen.text
    assert states(project) == [str(Approved.OUTDATED), str(Approved.NO_ANSWER)]


async def test_a_pack_is_made_as_the_command_line_makes_it(project: Project, twin: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("a", "p")
        assert row(screen, "file").value == "exports/I1"
        await fill(screen, {"form": "2", "deadline": "2999-12-31", "channel": "letter"})
        await screen.press("enter", "enter")
        assert screen.status == "saved · I1: 2 excerpts written for approval"
        assert "I1.docx, I1.html" in " ".join(screen.text.split())
        assert "? asked" in screen.text
        assert "2999-12-31" in screen.text
    exports = project.paths.root / "exports"
    assert sorted(path.name for path in exports.iterdir()) == ["I1.docx", "I1.html"]
    qda(twin, "pack", "I1", "-o", str(twin.paths.root / "I1.docx"), "--deadline", "2999-12-31",
        "--channel", "letter")  # fmt: skip
    assert len(records(project)) == 2
    assert records(project) == records(twin)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"deadline": "2020-01-01"}, "✗ The deadline 2020-01-01 has passed."),
        ({"file": ""}, "✗ A file needs a name."),
        ({"file": "nowhere/at/all"}, "nowhere"),
    ],
)
async def test_a_pack_that_cannot_be_made_leaves_nothing(
    project: Project, values: dict[str, str], said: str
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("a", "p")
        await fill(screen, values)
        await screen.press("enter", "enter")
        assert said in screen.text
        assert isinstance(screen.app.screen, FormScreen)
    assert records(project) == []


async def test_i_shows_one_informant_after_the_other_and_enter_the_transcript(
    project: Project,
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("a", "i")
        assert "· I1" in screen.lines[0]
        await screen.press("i")
        assert "· I1" not in screen.lines[0]
        await screen.press("enter")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert QUOTES[0] in next(line for line in screen.lines if "▌" in line)
        await screen.press("escape")
        assert isinstance(screen.app.screen, ApprovalsScreen)


async def test_where_nobody_wants_to_approve_the_screen_says_so(tmp_path: Path) -> None:
    with people_project(tmp_path / "p") as made:
        consents.record(made, "I1", ConsentKind.CLARIFIED, fields={"approval": "none"})
        async with running(made, appendix=None) as screen:
            await screen.press("a", "a", "m", "d", "p", "enter", "i", "down")
            assert "No excerpt waits for approval." in screen.text
