"""Deciding about names on the screen: forms, places, replacements, the register, the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.permission import Profile
from qda.domain.register import EntityKind, Verdict
from qda.services import identifying, naming, previewing, read_throughs, verdicts
from qda.services.project import make_project
from qda.tui.screens.form import FormScreen
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.names import NamesScreen
from qda.tui.screens.one_of import OneOfScreen
from qda.tui.screens.preview import PreviewScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.widgets.preview_view import PreviewView
from tests.conftest import ROOT
from tests.made_projects import made_by
from tests.people_project import people_project
from tests.projects import add_interview
from tests.test_tui_people import fill, row
from tests.tui_screen import SMALL, Running, running

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project


project = made_by(people_project, "p")
twin = made_by(people_project, "twin")
"""The same project, in which the command line does what the screen did."""


def qda(project: Project, *arguments: str) -> None:
    done = CliRunner().invoke(
        build(), ["anonymise", *arguments, "-p", str(project.paths.root), "--coder", "sofie"]
    )
    assert done.exit_code == 0, done.output


def waiting(project: Project) -> list[str]:
    return [form.form for form in identifying.queue(project).forms]


def entries(project: Project) -> list[Any]:
    return [
        (
            one.short_id,
            str(one.kind),
            one.category,
            one.protect,
            {str(level): text for level, text in one.replacements.items()},
            [(alias.surface, str(alias.kind), alias.ask) for alias in one.aliases],
        )
        for one in naming.register_of(project).entities
    ]


def decided(project: Project) -> list[Any]:
    forms = project.db.query("select form, verdict, reason, decided_by from form_verdict")
    places = project.db.query(
        "select m.start, m.stop, m.verdict, m.reason, m.decided_by, e.short_id from mention m"
        " left join entity e on e.uid = m.entity_uid order by m.start"
    )
    return [dict(one) for one in (*forms, *places)]


async def opened(screen: Running) -> NamesScreen:
    await screen.press("n")
    shown = screen.app.screen
    assert isinstance(shown, NamesScreen)
    await screen.until(lambda: "to decide" in screen.lines[0])
    return shown


async def at_form(screen: Running, form: str) -> NamesScreen:
    """The screen with the cursor on a form."""
    names = await opened(screen)
    forms = waiting(screen.app.project)
    await screen.press(*["down"] * forms.index(form))
    assert names.current is not None
    assert names.current.form == form
    return names


# Seeing


@pytest.mark.parametrize("size", [SMALL, (240, 60)])
async def test_forms_stand_with_their_places_blockers_first(
    project: Project, size: tuple[int, int]
) -> None:
    assert waiting(project)[:2] == ["32 12 34 56", "Bent"]
    async with running(project, appendix=None, size=size) as screen:
        await opened(screen)
        assert "6 to decide, 1 blocking" in screen.lines[0]
        assert "!  32 12 34 56" in screen.text
        assert "Masked until you decide" in screen.text
        assert "»32 12 34 56«" in " ".join(screen.text.split())
        assert "read to the end: 0 of 2 interviews" in screen.text
        await screen.press("n")
        assert "Bilag 1 · 4" in screen.text
        assert "Bilag 2 · 2" in screen.text


async def test_a_list_that_was_hidden_takes_the_whole_width(project: Project) -> None:
    async with running(project, appendix=None, size=(240, 60)) as screen:
        await opened(screen)
        (line,) = [one for one in screen.lines if "!  32 12 34 56" in one]
        assert "phone number" in line


async def test_keys_go_among_forms_and_places(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        names = await at_form(screen, "Bent")
        assert names.spot is not None
        assert names.spot.appendix == "Bilag 1"
        await screen.press("right")
        assert names.spot.appendix == "Bilag 2"
        await screen.press("right")
        assert names.spot.appendix == "Bilag 1"
        await screen.press("left")
        assert names.spot.appendix == "Bilag 2"
        await screen.press("enter")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert screen.app.screen.appendix == "Bilag 2"
        assert screen.current == 1
        await screen.press("escape")
        assert screen.app.screen is names  # type: ignore[comparison-overlap]
        await screen.press("pagedown", "pageup", "j", "k", "up", "up")
        assert names.current is not None
        assert names.current.form == "32 12 34 56"
        await screen.press("escape")
        assert isinstance(screen.app.screen, LibraryScreen)


async def test_a_click_chooses_a_form(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        names = await opened(screen)
        await screen.pilot.click("#forms", offset=(6, 1))
        await screen.pilot.pause()
        assert names.current is not None
        assert names.current.form == "Bent"


async def test_an_interview_without_capitals_is_warned_about(project: Project) -> None:
    lower = ("I: hvad så?", *("IP: vi mødte gerda i byen og så gik vi hjem igen til os." for _ in
                              range(40)))  # fmt: skip
    add_interview(project, "Bilag 3", lower)
    async with running(project, appendix=None) as screen:
        await opened(screen)
        assert "! Bilag 3 is written without capitals" in screen.text


async def test_where_nothing_waits_the_screen_says_what_is_left(tmp_path: Path) -> None:
    with make_project(tmp_path / "p", codebook=(ROOT / "codes.yml").read_bytes()) as made:
        async with running(made, appendix=None) as screen:
            await opened(screen)
            await screen.press(*"epbxsao", "enter", "right", "left", "i", "v", "down", "up")
            assert "That is not yet a clean text" in screen.text


async def test_hostile_words_are_shown_and_do_nothing(project: Project) -> None:
    add_interview(project, "Bilag 3", ("I: Og?", "IP: Så kom [red]Klaus Å\u202eby[/red] forbi."))
    async with running(project, appendix=None, size=(120, 40)) as screen:
        names = await opened(screen)
        found = [n for n, form in enumerate(waiting(project)) if "Klaus" in form]
        await screen.press(*["down"] * found[0])
        assert "[red]" in screen.text
        assert "\u202e" not in screen.text
        await screen.press("e")
        assert "Klaus" in screen.lines[0]
        await screen.press("escape")
        assert screen.app.screen is names


# Deciding, as the command line does


async def test_a_form_is_replaced_with_other_words_for_each_profile(
    project: Project, twin: Project
) -> None:
    async with running(project, appendix=None) as screen:
        await at_form(screen, "Gerda Kvist")
        await screen.press("e")
        assert isinstance(screen.app.screen, FormScreen)
        await fill(screen, {"category": "kollega", "names": "Gerle; Giska", "all": "Karla Engdal"})
        await screen.press("enter")
        assert "saved · register: E1 entered" in screen.status
    qda(twin, "decide", "Gerda Kvist", "--replace", "--category", "kollega", "--as",
        "Karla Engdal", "--name", "Gerle", "--name", "Giska")  # fmt: skip
    assert len(entries(project)) == 1
    assert entries(project) == entries(twin)
    assert waiting(project) == waiting(twin)


async def test_profiles_see_what_was_said_for_each(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await at_form(screen, "Brovst")
        await screen.press("e")
        assert row(screen, "kind").value == "place"
        await fill(screen, {"kind": "1", "all": "[by]", "supervisor": "[by i nord]"})
        await screen.press("enter")
    (entity,) = naming.register_of(project).entities
    assert entity.kind is EntityKind.ORGANISATION
    assert entity.shown(Profile.SUPERVISOR) == "[by i nord]"
    assert entity.shown(Profile.PUBLIC) == "[by]"


async def test_what_rules_recognise_is_offered_its_own_category(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await opened(screen)
        await screen.press("e", "enter")
        assert screen.status.startswith("saved")
    (entity,) = naming.register_of(project).entities
    assert entity.shown(Profile.PUBLIC) == "[telefonnummer]"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("all", "Bent Vig", "A word of this pseudonym is a real name in the project."),
        ("public", "Gerda", "A word of this pseudonym is a real name in the project."),
        ("names", "Karla", "This name is the pseudonym of E1"),
    ],
)
async def test_what_is_wrong_with_a_replacement_stands_below_the_field(
    project: Project, name: str, value: str, said: str
) -> None:
    naming.enter(project, naming.Draft(("Skagen",), replacements={Profile.PUBLIC: "Karla"}))
    async with running(project, appendix=None) as screen:
        await at_form(screen, "Gerda Kvist")
        await screen.press("e")
        await fill(screen, {name: value})
        await screen.press("enter")
        assert f"✗ {said}" in screen.text
        assert screen.app.focused is row(screen, name).box
    assert len(entries(project)) == 1


async def test_a_name_is_drawn_with_one_key(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await at_form(screen, "Bent")
        await screen.press("p")
        assert screen.status.startswith("saved")
    (entity,) = naming.register_of(project).entities
    shown = entity.shown(Profile.PUBLIC)
    assert shown is not None
    assert shown[0].isupper()
    assert shown != "Bent"
    assert "Bent" not in waiting(project)


@pytest.mark.parametrize(
    ("keys", "options"),
    [
        ("x", ("--not-a-name",)),
        ("s", ("--ask",)),
        ("b 1", ("--keep", "public figure")),
        ("b down enter", ("--keep", "consent to be named")),
        ("b j j k j enter", ("--keep", "not identifying")),
    ],
)
async def test_each_decision_about_a_form_is_that_of_the_command_line(
    project: Project, twin: Project, keys: str, options: tuple[str, ...]
) -> None:
    async with running(project, appendix=None) as screen:
        await at_form(screen, "Bent")
        await screen.press(*keys.split())
        assert screen.status == "saved · register: decided about a form"
    qda(twin, "decide", "Bent", *options)
    assert len(decided(project)) == 1
    assert decided(project) == decided(twin)
    assert waiting(project) == waiting(twin)


async def test_esc_in_a_dialog_decides_nothing(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        names = await at_form(screen, "Bent")
        await screen.press("b")
        assert isinstance(screen.app.screen, OneOfScreen)
        await screen.press("escape", "e", "escape")
        assert screen.app.screen is names  # type: ignore[comparison-overlap]
    assert decided(project) == []
    assert entries(project) == []


async def test_a_form_that_means_several_things_is_decided_place_by_place(
    project: Project, twin: Project
) -> None:
    for made in (project, twin):
        naming.enter(made, naming.Draft(("Gerda Kvist",), category="kollega"))
        verdicts.decide_form(made, "Bent", Verdict.ASK)
    places = identifying.queue(twin).form("Bent").places
    async with running(project, appendix=None, size=(120, 40)) as screen:
        await at_form(screen, "Bent")
        assert "Each place is decided by itself" in screen.text
        await screen.press("right", "x")
        assert screen.status == "saved · Bilag 2: decided about a place"
        await screen.press("a")
        assert "Who is meant here?" in screen.text
        await screen.press("1")
        assert screen.status == "saved · Bilag 1: decided about a place"
    qda(twin, "decide", places[1].id, "--not-a-name")
    qda(twin, "decide", places[0].id, "--entry", "E1")
    assert len(decided(project)) == 3
    assert decided(project) == decided(twin)
    assert "Bent" not in waiting(project)


async def test_two_entries_with_one_name_are_asked_about(project: Project, twin: Project) -> None:
    for made in (project, twin):
        naming.enter(made, naming.Draft(("Bent Vang",), category="ven"))
        naming.enter(made, naming.Draft(("Bent Lund",), category="kunde"))
    place = identifying.queue(twin).form("Bent").places[0]
    async with running(project, appendix=None, size=(120, 40)) as screen:
        await at_form(screen, "Bent")
        assert "It may be E1, E2: a says who is meant." in screen.text
        await screen.press("a", "down", "enter")
        assert screen.status == "saved · Bilag 1: decided about a place"
    qda(twin, "decide", place.id, "--entry", "E2")
    assert len(decided(project)) == 1
    assert decided(project) == decided(twin)


async def test_a_new_entry_is_made_for_one_place(project: Project, twin: Project) -> None:
    for made in (project, twin):
        verdicts.decide_form(made, "Bent", Verdict.ASK)
    place = identifying.queue(twin).form("Bent").places[0]
    async with running(project, appendix=None) as screen:
        await at_form(screen, "Bent")
        await screen.press("e")
        await fill(screen, {"category": "ven"})
        await screen.press("enter")
        assert screen.status == "saved · Bilag 1: decided about a place"
    qda(twin, "decide", place.id, "--replace", "--category", "ven", "--kind", "person")
    assert len(entries(project)) == 1
    assert entries(project) == entries(twin)
    assert decided(project) == decided(twin)


async def test_a_form_becomes_another_name_of_an_entry(project: Project, twin: Project) -> None:
    for made in (project, twin):
        naming.enter(made, naming.Draft(("Gerda Kvist",), category="kollega"))
    async with running(project, appendix=None) as screen:
        await at_form(screen, "Bent")
        await screen.press("a")
        assert "Whose name is it?" in screen.text
        await screen.press("enter")
        assert screen.status == "saved · register: E1 changed"
    qda(twin, "decide", "Bent", "--entry", "E1")
    assert [alias[0] for alias in entries(project)[0][5]][-1] == "Bent"
    assert entries(project) == entries(twin)


async def test_with_an_empty_register_nobody_can_be_meant(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        names = await opened(screen)
        await screen.press("a", "o")
        assert screen.app.screen is names
        assert "The register is empty" in screen.text


async def test_u_takes_a_decision_back_and_r_does_it_again(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        names = await at_form(screen, "Bent")
        await screen.press("x")
        assert "Bent" not in waiting(project)
        await screen.press("n", "u")
        assert names.current is not None
        assert names.current.form == "Bent"
        await screen.press("r")
        assert "Bent" not in waiting(project)


# The register and reading


async def test_informants_are_entered_at_once(project: Project, twin: Project) -> None:
    async with running(project, appendix=None) as screen:
        await opened(screen)
        await screen.press("i")
        assert screen.status == "saved · register: 3 informants entered"
        await screen.press("i")
        assert "All informants with a name are in the register." in " ".join(screen.text.split())
    qda(twin, "register", "--informants")
    assert len(entries(project)) == 3
    assert entries(project) == entries(twin)


async def test_an_entry_is_changed(project: Project, twin: Project) -> None:
    for made in (project, twin):
        naming.enter(made, naming.Draft(("Gerda Kvist",), category="kollega"))
    async with running(project, appendix=None) as screen:
        await opened(screen)
        await screen.press("o")
        assert "Gerda Kvist" in screen.text
        await screen.press("enter", "enter")
        assert "Nothing is different" in screen.text
        await fill(screen, {"shown": "1", "public": "Karla Eng", "names": "Giska"})
        await screen.press("enter")
        assert screen.status.startswith("saved")
    qda(twin, "entry", "E1", "--public", "Karla Eng", "--name", "Giska", "--real-name")
    assert entries(project)[0][3] is False
    assert entries(project) == entries(twin)


async def test_an_interview_is_chosen_to_be_read_and_progress_is_told(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        names = await opened(screen)
        await screen.press("t")
        assert "· Bilag 2  not yet" in screen.text
        await screen.press("2")
        assert isinstance(screen.app.screen, TranscriptScreen)
        await screen.press("R", "escape")
        assert screen.app.screen is names  # type: ignore[comparison-overlap]
        assert "read to the end: 1 of 2 interviews" in screen.text
        await screen.press("t")
        assert "✓ Bilag 2  read  sofie" in screen.text
    assert [one.state for one in read_throughs.readings(project)] == ["imported", "read"]


# The preview


async def test_the_preview_shows_both_texts_for_each_profile(project: Project) -> None:
    naming.enter(
        project,
        naming.Draft(("Gerda Kvist",), category="kollega",
                     replacements={Profile.PUBLIC: "[ansat]"}),
    )  # fmt: skip
    async with running(project, appendix=None, size=(120, 30)) as screen:
        await opened(screen)
        await screen.press("v")
        assert isinstance(screen.app.screen, PreviewScreen)
        assert "Gerda Kvist" in screen.text
        assert "[ansat]" in screen.text
        assert "as assessment sees it" in screen.lines[0]
        await screen.press("p")
        assert "as public sees it" in screen.lines[0]
        await screen.press("right")
        assert "as internal sees it" in screen.lines[0]
        assert "[ansat]" not in screen.text
        await screen.press("c")
        assert "This profile sees the text as it stands." in screen.text
        await screen.press("left", "left")
        assert "[ansat]" in screen.text
        assert "Er der andet?" not in screen.text
        await screen.press("c")
        assert "Er der andet?" in screen.text
        await screen.press("i")
        assert "Bilag 2" in screen.lines[0]
        await screen.press("escape")
        assert isinstance(screen.app.screen, NamesScreen)


async def test_the_preview_scrolls_and_stays_where_it_was(project: Project) -> None:
    long = tuple(f"IP: Nummer {n} er en ganske lang sætning om havnen." for n in range(80))
    add_interview(project, "Bilag 3", ("I: Hvad?", *long))
    async with running(project, appendix=None, size=(80, 24)) as screen:
        screen.app.show_preview("Bilag 3")
        await screen.until(lambda: "Nummer 1" in screen.text)
        view = screen.app.screen.query_one(PreviewView)
        assert view.top == 1
        await screen.press("end")
        assert "Nummer 79" in screen.text
        await screen.press("home")
        assert view.top == 1
        await screen.press("pagedown")
        top = view.top
        assert top > 5
        await screen.press("p")
        assert view.top == top
        await screen.press("pageup", "down", "j", "j", "j", "up", "k", "k", "space")
        assert view.top == top
        await screen.pilot.resize_terminal(140, 40)
        await screen.until(lambda: view.top == top)


def test_marks_of_the_preview_are_what_is_replaced(project: Project) -> None:
    naming.enter(project, naming.Draft(("Gerda Kvist",), category="kollega"))
    lines = previewing.lines(project, project.interview("Bilag 1"), Profile.PUBLIC)
    changed = [line for line in lines if line.changed]
    assert [[mark.of(line.original) for mark in line.places] for line in changed] == [
        ["Gerda Kvist", "32 12 34 56"], ["Gerdas"],
    ]  # fmt: skip
    assert [[mark.of(line.rendered) for mark in line.shown] for line in changed] == [
        ["[kollega]", "[telefonnummer]"], ["[kollega]s"],
    ]  # fmt: skip
