"""Informants and consent on the screen: the list, the forms, the state on a day, the history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from textual.widgets import Input

from qda.cli.main import build
from qda.domain.consent import ConsentKind
from qda.services import consent_chains, consents, dates, people_views, read_throughs, registering
from qda.services import people as register_people
from qda.services.project import make_project
from qda.tui.commands import Place, bar_of, commands_in
from qda.tui.screens.approvals import ApprovalsScreen
from qda.tui.screens.form import FormScreen
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.people import PeopleScreen
from qda.tui.widgets.fields import Answers, FieldRow
from tests.conftest import ROOT
from tests.made_projects import made_by
from tests.people_project import people_project
from tests.tui_screen import SMALL, Running, running

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project


project = made_by(people_project, "p")
twin = made_by(people_project, "twin")
"""The same project, in which the command line does what the screen did."""


def qda(project: Project, *arguments: str) -> None:
    done = CliRunner().invoke(build(), [*arguments, "-p", str(project.paths.root)])
    assert done.exit_code == 0, done.output


def events(project: Project, short_id: str) -> list[tuple[str, str, dict[str, str], str]]:
    found = consent_chains.events_of(project, consents.by_id(project, short_id)["id"])
    return [(one.at, str(one.kind), dict(one.fields), one.recorded_by) for one in found]


def row(screen: Running, name: str) -> FieldRow:
    return next(one for one in screen.app.screen.query(FieldRow) if one.field.name == name)


async def fill(screen: Running, values: dict[str, str]) -> None:
    """Fill in fields: a text is put there, an answer is chosen by so many steps."""
    for name, value in values.items():
        box = row(screen, name).box
        if isinstance(box, Answers):
            box.move(int(value))
        elif isinstance(box, Input):
            box.value = value
    await screen.pilot.pause()


# Seeing


@pytest.mark.parametrize("size", [SMALL, (240, 60)])
async def test_the_list_says_who_allows_what(project: Project, size: tuple[int, int]) -> None:
    async with running(project, appendix=None, size=size) as screen:
        await screen.press("d")
        assert isinstance(screen.app.screen, PeopleScreen)
        assert "3 informants" in screen.lines[0]
        rows = [line for line in screen.lines if re.match(r"(▌ | {2})I\d ", line)]
        lines = {line[2:4]: line for line in rows}
        assert "✓ yes" in lines["I1"]
        assert "2999-12-31" in lines["I1"]
        assert "2 open" in lines["I1"]
        assert "? no consent" in lines["I2"]
        assert "⊘ withdrawn" in lines["I3"]
        assert "Asta Vinge" in screen.text
        assert "consent given on 2025-03-01" in screen.text
        assert "Nothing here is undone" in screen.text


async def test_keys_go_from_one_to_the_next_and_back(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "down")
        assert "Jens Holt" in screen.text
        assert "Nothing is recorded: that counts as no." in screen.text
        await screen.press("j")
        assert "withdrawn on 2025-04-01" in screen.text
        await screen.press("k", "up", "up")
        assert "Asta Vinge" in screen.text
        await screen.press("pagedown", "pageup", "escape")
        assert isinstance(screen.app.screen, LibraryScreen)


async def test_a_click_chooses_an_informant(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d")
        await screen.pilot.click("#people", offset=(6, 1))
        await screen.pilot.pause()
        assert "Jens Holt" in screen.text


async def test_the_state_of_any_day_is_shown_and_today_again(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "j", "j")
        assert "withdrawn on 2025-04-01" in screen.text
        await screen.press("d")
        await fill(screen, {"day": "2025-03-15"})
        await screen.press("enter")
        assert "On 2025-03-15" in screen.text
        assert "consent given on 2025-03-01" in screen.text
        assert "consent withdrawn" not in screen.text
        await screen.press("d")
        await fill(screen, {"day": ""})
        await screen.press("enter")
        assert "withdrawn on 2025-04-01" in screen.text


async def test_u_says_how_a_mistake_is_corrected(project: Project) -> None:
    before = events(project, "I1")
    async with running(project, appendix=None) as screen:
        await screen.press("d", "u")
        assert "Nothing is undone here. c records a further event" in " ".join(screen.text.split())
    assert events(project, "I1") == before


async def test_warnings_stand_above_the_list(project: Project) -> None:
    consents.record(project, "I1", ConsentKind.CLARIFIED, fields={"retention": "2025-12-31"})
    async with running(project, appendix=None) as screen:
        await screen.press("d")
        assert "The time for keeping the material has passed" in " ".join(screen.text.split())
        assert "! 2025-12-31 passed" in screen.text


async def test_without_informants_the_screen_says_what_to_do(tmp_path: Path) -> None:
    with make_project(tmp_path / "p", codebook=(ROOT / "codes.yml").read_bytes()) as made:
        async with running(made, appendix=None) as screen:
            await screen.press("d", "e", "c", "a", "down", "up", "pagedown", "d", "escape")
            assert "There are no informants here yet." in screen.text


async def test_hostile_words_are_shown_and_do_nothing(project: Project) -> None:
    evil = "[red]sm\u202eed[/red]\x1b[31m"
    registering.save(project, "I1", {"label": evil}, new=False)
    async with running(project, appendix=None) as screen:
        await screen.press("d")
        assert "[red]sm" in screen.text
        assert "\u202e" not in screen.text
        assert "\x1b" not in screen.text
        await screen.press("e")
        assert "[red]" in screen.text


@pytest.mark.parametrize(
    "place", [Place.PEOPLE, Place.NAMES, Place.PREVIEW, Place.APPROVALS, Place.FORM]
)
def test_no_key_means_two_things_and_help_is_in_the_bar(place: Place) -> None:
    keys = [key for command in commands_in(place) for key in command.keys]
    assert len(keys) > 5
    assert len(keys) == len(set(keys))
    bar = [command.id for command in bar_of(place)]
    assert len(bar) <= 6
    assert "help" in bar


@pytest.mark.parametrize(
    ("name", "place"),
    [("Informants", PeopleScreen), ("Approvals", ApprovalsScreen)],
)
async def test_the_screens_are_found_by_name(
    project: Project, name: str, place: type[object]
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("ctrl+p")
        await screen.type(name)
        await screen.until(lambda: "consent to" in screen.text or "have approved" in screen.text)
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.app.screen, place))


async def test_help_names_the_keys_of_the_place_and_a_light_screen_shows_the_same(
    project: Project,
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "question_mark")
        await screen.until(lambda: "Among the informants" in screen.text)
        await screen.type("consent")
        await screen.until(lambda: "what the informant allows" in " ".join(screen.text.split()))
        await screen.press("escape")
        dark = screen.text
        await screen.press("l")
        assert screen.text == dark


# Recording consent


async def test_consent_is_recorded_as_the_command_line_records_it(
    project: Project, twin: Project
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "j", "c")
        assert isinstance(screen.app.screen, FormScreen)
        await fill(
            screen,
            {"at": "2025-05-02", "how": "signed form", "quote": "1", "library": "2",
             "reuse": "3", "approval": "2", "appendix": "4", "retention": "2999-01-01",
             "interviews": "bilag 2", "note": "on the phone"},
        )  # fmt: skip
        await screen.press("enter")
        assert "This cannot be undone" in screen.text
        assert events(project, "I2") == []
        await screen.press("enter")
        assert screen.status == "saved · I2: consent recorded"
        assert "consent given" in screen.text
    qda(twin, "consent", "give", "I2", "--at", "2025-05-02", "--how", "signed form", "--yes",
        "quote", "--no", "library", "--not-recorded", "reuse", "--approval", "quotes",
        "--appendix", "empty", "--retention", "2999-01-01", "-i", "Bilag 2", "--note",
        "on the phone", "--coder", "sofie")  # fmt: skip
    assert len(events(project, "I2")) == 1
    assert events(project, "I2") == events(twin, "I2")


@pytest.mark.parametrize(
    ("kind", "verb", "fields", "options"),
    [
        (0, "extend", {"reuse": "1"}, ("--yes", "reuse")),
        (1, "restrict", {"quote": "2"}, ("--no", "quote")),
        (2, "withdraw", {"how": "letter"}, ("--how", "letter")),
        (3, "clarify", {"library": "1"}, ("--yes", "library")),
    ],
)
async def test_each_kind_of_event_is_recorded(
    project: Project, twin: Project, kind: int, verb: str, fields: dict[str, str],
    options: tuple[str, ...],
) -> None:  # fmt: skip
    async with running(project, appendix=None) as screen:
        await screen.press("d", "c")
        await fill(screen, {"kind": str(kind), **fields})
        await screen.press("enter", "enter")
        assert screen.status.startswith("saved")
    qda(twin, "consent", verb, "I1", *options, "--coder", "sofie")
    assert len(events(project, "I1")) == 2
    assert events(project, "I1") == events(twin, "I1")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("at", "yesterday", "The date is none"),
        ("at", "2999-01-01", "The date 2999-01-01 lies ahead"),
        ("retention", "31-12-2999", "The date is none"),
        ("interviews", "Bilag 2", "I1 took no part in Bilag 2."),
        ("interviews", "Bilag 9", 'There is no interview "Bilag 9"'),
    ],
)
async def test_an_error_stands_below_its_field(
    project: Project, name: str, value: str, said: str
) -> None:
    async with running(project, appendix=None, size=(100, 45)) as screen:
        await screen.press("d", "c")
        await fill(screen, {"quote": "1", name: value})
        await screen.press("enter", "enter")
        assert isinstance(screen.app.screen, FormScreen)
        lines = screen.lines
        at = next(n for n, line in enumerate(lines) if value in line)
        assert f"✗ {said}" in lines[at + 1]
        assert screen.app.focused is row(screen, name).box
        await screen.press("escape")
        assert isinstance(screen.app.screen, PeopleScreen)
    assert len(events(project, "I1")) == 1


async def test_answers_that_contradict_the_event_are_refused(project: Project) -> None:
    async with running(project, appendix=None, size=(100, 45)) as screen:
        await screen.press("d", "c")
        await fill(screen, {"library": "2"})
        await screen.press("enter", "enter")
        assert "An extension allows more; a no does not belong in it." in screen.text
        assert screen.status == "✗ nothing was changed"
    assert len(events(project, "I1")) == 1


async def test_what_changes_after_the_warning_is_asked_about_again(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "c")
        await fill(screen, {"reuse": "1"})
        await screen.press("enter")
        assert "Enter once more" in screen.text
        await screen.press("right")
        assert "Enter once more" not in screen.text
        await screen.press("left", "enter")
        assert len(events(project, "I1")) == 1
        await screen.press("enter")
    assert len(events(project, "I1")) == 2


# Filling in


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("right", "yes"),
        ("space space", "no"),
        ("left", "not recorded"),
        ("n", "no"),
        ("n n", "not recorded"),
        ("y", "yes"),
        ("q", ""),
        ("y a", ""),
    ],
)
async def test_an_answer_is_chosen_by_arrows_space_and_first_letters(
    project: Project, keys: str, chosen: str
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "c")
        row(screen, "quote").box.focus()
        await screen.press(*keys.split())
        assert isinstance(screen.app.screen, FormScreen)
        assert row(screen, "quote").value == chosen


async def test_a_click_chooses_an_answer(project: Project) -> None:
    async with running(project, appendix=None, size=(100, 45)) as screen:
        await screen.press("d", "c")
        await screen.pilot.click(row(screen, "quote").box, offset=(13, 0))
        await screen.pilot.pause()
        assert row(screen, "quote").value == "yes"


async def test_tab_and_arrows_go_from_field_to_field(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "c", "tab")
        assert screen.app.focused is row(screen, "at").box
        await screen.press("down")
        assert screen.app.focused is row(screen, "how").box
        await screen.press("up", "shift+tab")
        assert screen.app.focused is row(screen, "kind").box
        await screen.press("up")
        assert screen.app.focused is row(screen, "note").box
        assert "Note" in screen.text
        await screen.press("f1")
        assert "Filling in a form" in screen.text


# Informants


def person(project: Project, short_id: str) -> dict[str, Any]:
    values, appendices, speaker = people_views.fields_of(project, short_id)
    return {**values, "appendices": appendices, "speaker": speaker}


async def test_an_informant_is_registered_as_the_command_line_does_it(
    project: Project, twin: Project
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "n")
        assert row(screen, "id").value == "I4"
        await fill(screen, {"id": "B7", "name": "Else Fald", "label": "beboer", "area": "havnen"})
        await screen.press("enter")
        assert screen.status == "saved · B7: registered or changed"
        assert "4 informants" in screen.lines[0]
        assert "▌ B7" in screen.text
        assert "Else Fald" in screen.text
    qda(twin, "informant", "add", "B7", "--name", "Else Fald", "--label", "beboer", "--area",
        "havnen")  # fmt: skip
    assert person(project, "B7")["area"] == "havnen"
    assert person(project, "B7") == person(twin, "B7")


@pytest.mark.parametrize("key", ["e", "enter"])
async def test_an_informant_is_changed(project: Project, twin: Project, key: str) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "j", "j", key)
        await fill(screen, {"role": "ejer", "appendices": "bilag 2", "speaker": "IP"})
        await screen.press("enter")
        assert "has another informant, I2" in screen.text
        await fill(screen, {"appendices": "", "speaker": "", "label": "bagermester"})
        await screen.press("enter")
        assert "bagermester" in screen.text
    qda(twin, "informant", "edit", "I3", "--label", "bagermester", "--role", "ejer")
    assert person(project, "I3")["label"] == "bagermester"
    assert person(project, "I3") == person(twin, "I3")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("id", "I1", "There is an informant I1 already."),
        ("id", "Else Fald", "An id may hold only letters and digits"),
        ("name", "jens holt", "I2 in the project has the same name."),
        ("appendices", "Bilag 77", 'There is no interview "Bilag 77"'),
    ],
)
async def test_what_is_wrong_with_an_informant_stands_below_the_field(
    project: Project, name: str, value: str, said: str
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "n")
        await fill(screen, {name: value})
        await screen.press("enter")
        assert f"✗ {said}" in screen.text
        assert screen.app.focused is row(screen, name).box
    assert len(people_views.listed(project)) == 3


async def test_approvals_of_the_informant_are_one_key_away(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "a")
        assert isinstance(screen.app.screen, ApprovalsScreen)
        assert "Excerpts to approve · I1" in screen.lines[0]
        await screen.press("escape")
        assert isinstance(screen.app.screen, PeopleScreen)


async def test_reading_to_the_end_is_recorded_from_the_transcript(
    project: Project, twin: Project
) -> None:
    async with running(project) as screen:
        await screen.press("R")
        said = " ".join(screen.text.split())
        assert "Bilag 1: read to its end. 1 of 2 interviews are read." in said
    qda(twin, "anonymise", "read", "Bilag 1", "--coder", "sofie")
    states = [(one.appendix, one.state, one.read_by) for one in read_throughs.readings(project)]
    assert states[0] == ("Bilag 1", "read", "sofie")
    assert states == [
        (one.appendix, one.state, one.read_by) for one in read_throughs.readings(twin)
    ]


async def test_another_programs_event_appears(project: Project) -> None:
    from qda.services.project import open_project

    async with running(project, appendix=None) as screen:
        await screen.press("d")
        with open_project(project.paths.root, "bo") as other:
            consents.record(other, "I1", ConsentKind.WITHDRAWN)
        screen.app.look_around()
        today = dates.today()
        await screen.until(lambda: f"withdrawn on {today}" in screen.text)


# How consent is documented, the register, papers


DOCUMENTED = {
    "given_by": "the informant", "form": "Samtykke", "form_version": "2", "letter": "3",
    "letter_at": "2025-02-01", "copy_given": "1", "legal_basis": "art. 6", "art9": "2",
    "retention_action": "delete", "effect": "none", "conditions": "by telephone", "note": "n",
}  # fmt: skip


async def test_how_consent_is_documented_is_recorded_as_the_verb_does(
    project: Project, twin: Project
) -> None:
    for made in (project, twin):
        (made.paths.root / "form.pdf").write_bytes(b"signed")
    async with running(project, appendix=None) as screen:
        await screen.press("d", "down", "c")
        await fill(screen, {**DOCUMENTED, "form_file": "form.pdf", "at": "2025-05-01"})
        await screen.press("enter", "enter")
        assert isinstance(screen.app.screen, PeopleScreen)
    words = {**DOCUMENTED, "copy_given": "yes", "art9": "no"}
    options = [part for name, value in words.items()
               for part in (f"--{name.replace('_', '-')}", value)]  # fmt: skip
    file = str(twin.paths.root / "form.pdf")
    qda(twin, "consent", "give", "I2", *options, "--form-file", file, "--at", "2025-05-01",
        "--coder", "sofie")  # fmt: skip
    assert len(events(project, "I2")) == 1
    assert events(project, "I2") == events(twin, "I2")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"form_file": "nowhere.pdf"}, "There is no such file."),
        ({"form_file": "~nobody/x"}, "There is no such file."),
        ({"letter_at": "soon"}, "The date is none"),
        ({"corrects": "zzzz"}, "I1 has no event with this number."),
    ],
)
async def test_what_is_wrong_with_the_documents_stands_below_the_field(
    project: Project, values: dict[str, str], said: str
) -> None:
    before = events(project, "I1")
    async with running(project, appendix=None, size=(120, 60)) as screen:
        await screen.press("d", "c")
        await fill(screen, values)
        await screen.press("enter")
        assert f"✗ {said}" in screen.text
    assert events(project, "I1") == before


async def test_an_event_that_is_corrected_is_named_by_its_number(project: Project) -> None:
    async with running(project, appendix=None, size=(120, 60)) as screen:
        await screen.press("d")
        number = next(line for line in screen.lines if "2025-03-01" in line and "," in line)
        await screen.press("c")
        await fill(screen, {"kind": "3", "corrects": number.split(", ")[-1].strip(), "note": "x"})
        await screen.press("enter", "enter")
        assert isinstance(screen.app.screen, PeopleScreen)
    assert len(events(project, "I1")[-1][2]["corrects"]) == 8


async def test_a_register_is_loaded_from_a_file(project: Project, twin: Project) -> None:
    for made in (project, twin):
        made.paths.transcripts.mkdir(exist_ok=True)
        file = made.paths.transcripts / "register.csv"
        file.write_text("id,name,label,appendix\nI9,Bo Ask,fisker,Bilag 2\n", "utf-8")
        (made.paths.transcripts / "other.txt").write_text("x", "utf-8")
    async with running(project, appendix=None) as screen:
        await screen.press("d", "i")
        assert "register.csv" in screen.text
        assert "other.txt" not in screen.text
        await screen.press("enter")
        assert isinstance(screen.app.screen, PeopleScreen)
        assert "Informants: 1 new, 0 updated." in screen.text
        assert "4 informants" in screen.lines[0]
    qda(twin, "informant", "load", str(twin.paths.transcripts / "register.csv"))
    ids = [[one.short_id for one in register_people.people(made)] for made in (project, twin)]
    assert ids[0] == ids[1]
    assert "I9" in ids[0]


async def test_a_register_with_mistakes_changes_nothing(project: Project) -> None:
    project.paths.transcripts.mkdir(exist_ok=True)
    (project.paths.transcripts / "register.yml").write_text("informants: [", "utf-8")
    async with running(project, appendix=None) as screen:
        await screen.press("d", "i", "enter")
        assert "nothing was changed" in screen.status
        await screen.press("i", "escape")
        assert isinstance(screen.app.screen, PeopleScreen)
    assert len(register_people.people(project)) == 3


@pytest.mark.parametrize(
    ("values", "name"),
    [({}, "consents.docx"), ({"which": "1", "file": "exports/record.md"}, "record.md")],
)
async def test_papers_about_consent_are_written(
    project: Project, values: dict[str, str], name: str
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "w")
        await fill(screen, values)
        await screen.press("enter")
        assert "The paper is written." in screen.text
    assert (project.paths.exports / name).stat().st_size > 500


@pytest.mark.parametrize(
    ("file", "said"), [("", "A file needs a name."), ("exports/x.exe", "x.exe"), ("qda.db", "qda")]
)
async def test_a_paper_that_cannot_be_written_is_said(
    project: Project, file: str, said: str
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("d", "w")
        await fill(screen, {"file": file})
        await screen.press("enter")
        assert said in screen.text
        assert isinstance(screen.app.screen, FormScreen)
