"""Restrictions of all kinds in the coding screen: marked, lifted with a reason, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.consent import RestrictionKind
from qda.services import restricting
from qda.storage import codings
from qda.tui.screens.form import FormScreen
from qda.tui.screens.transcript import TranscriptScreen
from tests.made_projects import made_by
from tests.test_tui_people import fill
from tests.tui_project import harbour_project
from tests.tui_screen import Running, running

if TYPE_CHECKING:
    from qda.services.project import Project


project = made_by(harbour_project, "havn")
twin = made_by(harbour_project, "twin")
"""The same project, in which the command line does what the screen did."""


def qda(project: Project, *arguments: str) -> None:
    done = CliRunner().invoke(
        build(), ["restrict", *arguments, "-p", str(project.paths.root), "--coder", "ida"]
    )
    assert done.exit_code == 0, done.output


def held_back(project: Project) -> list[Any]:
    names = ("start", "stop", "kind", "source", "until", "quote_hash")
    return [tuple(row[name] for name in names) for row in codings.restrictions(project.db)]


async def at_segment(screen: Running, index: int) -> None:
    found = screen.app.screen
    assert isinstance(found, TranscriptScreen)
    found.go_to(index)
    await screen.pilot.pause()


KINDS = [kind for kind in RestrictionKind if kind is not RestrictionKind.EMBARGO]


@pytest.mark.parametrize(
    ("kind", "until"), [*((kind, "") for kind in KINDS), (RestrictionKind.EMBARGO, "2999-06-30")]
)
async def test_words_are_restricted_in_any_way_as_the_verb_does(
    project: Project, twin: Project, kind: RestrictionKind, until: str
) -> None:
    places = list(RestrictionKind)
    steps = places.index(kind) - places.index(RestrictionKind.THIRD_PARTY)
    async with running(project) as screen:
        await at_segment(screen, 1)
        await screen.press("equals_sign")
        assert isinstance(screen.app.screen, FormScreen)
        await fill(screen, {"kind": str(steps), "until": until, "source": "letter"})
        await screen.press("enter")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert "saved" in screen.status
        assert restricting.in_words(kind, until) in screen.text
    words = "Jeg begyndte som dreng med at feje dækket for min onkel."
    options = ["--until", until] * bool(until)
    qda(twin, "add", "Bilag 1", "--words", words, "--kind", str(kind), "--source", "letter",
        *options)  # fmt: skip
    assert len(held_back(project)) == 2
    assert held_back(project) == held_back(twin)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "-1"}, "An embargo needs its last day"),
        ({"until": "2999-01-01"}, "An embargo needs its last day"),
        ({"kind": "-1", "until": "soon"}, "The date is none"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_restricted(
    project: Project, values: dict[str, str], said: str
) -> None:
    before = held_back(project)
    async with running(project) as screen:
        await at_segment(screen, 1)
        await screen.press("equals_sign")
        await fill(screen, values)
        await screen.press("enter")
        assert said in screen.text
        await screen.press("escape")
        assert isinstance(screen.app.screen, TranscriptScreen)
    assert len(before) == 1
    assert held_back(project) == before


async def test_a_restriction_is_lifted_with_a_reason_and_undone(
    project: Project, twin: Project
) -> None:
    before = held_back(project)
    async with running(project) as screen:
        await at_segment(screen, 7)
        await screen.press("L", "enter")
        assert "Lifting a restriction needs a reason" in screen.text
        await fill(screen, {"reason": "allowed by letter"})
        await screen.press("enter")
        assert "saved" in screen.status
        assert held_back(project) == []
        qda(twin, "lift", restricting.listed(twin)[0].uid[:8], "--reason", "allowed by letter")
        assert held_back(twin) == []
        await screen.press("u")
        assert held_back(project) == before


async def test_where_nothing_is_restricted_that_is_said(project: Project) -> None:
    async with running(project) as screen:
        await at_segment(screen, 1)
        await screen.press("L")
        assert "Nothing is restricted here." in screen.status


def test_a_day_is_kept_as_days_are_compared(project: Project) -> None:
    qda(project, "add", "Bilag 1", "--segment", "2", "--kind", "embargo", "--until", "20200630")
    listed = {one.until: one.over for one in restricting.listed(project)}
    assert listed["2020-06-30"]
