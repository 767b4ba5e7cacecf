"""Selecting, choosing, changing and finding on the coding screen: keys in, what is stored out."""

from __future__ import annotations

import random
import sqlite3
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from qda.domain.text import Span
from qda.services import coding, history, off_record, recoding, resegmenting
from qda.services.checking import examine
from qda.storage import interviews
from qda.tui.commands import COMMANDS, Place
from qda.tui.focus import Focus
from qda.tui.margin import Face
from qda.tui.matching import ranked
from qda.tui.screens.chooser import Chooser
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.review import ReviewScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.widgets.theme_panel import ThemePanel
from qda.tui.widgets.transcript_view import TranscriptView
from tests.made_projects import held_by, made_by
from tests.tui_project import harbour_project
from tests.tui_screen import running

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project
    from tests.tui_screen import Running


project = made_by(harbour_project, "havn")
other = held_by("bo")
"""Another program that has the same project open."""


def text_of(project: Project) -> str:
    return interviews.transcript_text(project.db, project.interview("Bilag 1").transcript_id)


def coded(project: Project) -> list[tuple[str, str]]:
    return [(one.theme, one.span.of(text_of(project))) for one in coding.listed(project)]


def dump(project: Project) -> list[tuple[object, ...]]:
    """All that acts leave behind, but for what is different each time: ids and hours."""
    queries = (
        "select transcript_id, start, stop, theme, coder, quote_hash from coding order by start",
        "select transcript_id, start, stop, kind from restriction order by 2",
        "select id, number, start, stop, page from segment order by id",
        "select action, subject, coder from journal order by id",
        "select term, doc, cnt from temp.words order by 1",
    )
    project.db.execute(
        "create virtual table temp.words using fts5vocab('main', 'segment_search', 'row')"
    )
    return [row for query in queries for row in project.db.execute(query).fetchall()]


def selected(screen: Running) -> str:
    view = screen.app.screen.query_one(TranscriptView)
    return "" if view.selection is None else view.selection.span.of(view.transcript.text)


def span_of(project: Project, words: str) -> Span:
    start = text_of(project).index(words)
    return Span(start, start + len(words))


SECOND = "Så kom der en kran, og den larmede, så naboerne klagede hver eneste dag."


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("j shift+right", "Jeg"),
        ("j shift+right shift+right shift+right", "Jeg begyndte som"),
        ("j shift+right shift+right shift+left", "Jeg"),
        ("j j shift+right shift+left", "onkel. Så"),
        ("j shift+left shift+left", "min onkel."),
        ("j shift+right shift+right less_than_sign shift+right", "begyndte"),
        ("j shift+down", "Jeg begyndte som dreng med at feje dækket for min onkel."),
        ("right right shift+down shift+down", "Hvad håber du nu? Altså for havnen?"),
        ("right right shift+down shift+down shift+up", "Hvad håber du nu?"),
        (
            "j j full_stop",
            "Så kom der en kran, og den larmede, så naboerne klagede hver eneste dag.",
        ),
        ("j j full_stop full_stop", "Pengene var små, men der var altid kaffe i skuret."),
        ("j j full_stop comma", "Jeg begyndte som dreng med at feje dækket for min onkel."),
        ("right right full_stop colon", "Hvad håber du nu? Altså for havnen?"),
        ("right right full_stop colon semicolon", "Hvad håber du nu?"),
        ("j shift+right escape", ""),
        ("j shift+right j", ""),
    ],
)
async def test_keys_select_words_sentences_and_segments(
    project: Project, keys: str, words: str
) -> None:
    async with running(project) as screen:
        await screen.press(*keys.split())
        assert selected(screen) == words


async def test_a_digit_codes_the_selected_words_and_repeat_gives_the_same_theme(
    project: Project,
) -> None:
    async with running(project) as screen:
        await screen.press("j", "shift+right", "shift+right", "2")
        assert coded(project) == [("naboer", "Jeg begyndte")]
        await screen.press("j", "r", "r")
        assert [theme for theme, _words in coded(project)] == ["naboer", "naboer"]
        assert "has Naboer og støj already" in screen.status


async def test_words_are_selected_with_the_mouse(project: Project) -> None:
    async with running(project) as screen:
        line = next(y for y, text in enumerate(screen.lines) if "Jeg begyndte" in text)
        column = screen.lines[line].index("begyndte") + 2
        await screen.pilot.click(TranscriptView, offset=(column, line - 1), times=2)
        assert selected(screen) == "begyndte"
        await screen.pilot.mouse_down(TranscriptView, offset=(column, line - 1))
        await screen.pilot.hover(TranscriptView, offset=(column + 14, line - 1))
        await screen.pilot.mouse_up(TranscriptView, offset=(column + 14, line - 1))
        assert selected(screen) == "begyndte som dreng"
        await screen.press("escape")
        assert selected(screen) == ""


async def test_overlapping_codings_are_chosen_in_turn_and_one_is_changed(project: Project) -> None:
    row = project.interview("Bilag 1")
    first = coding.add(
        project, row, span_of(project, "Så kom der en kran, og den larmede"), "naboer"
    )
    coding.add(project, row, span_of(project, "den larmede, så naboerne"), "minder")
    async with running(project) as screen:
        await screen.press("j", "j", "o")
        assert selected(screen) == "Så kom der en kran, og den larmede"
        assert "coding 1 of 2: Naboer og støj" in screen.status
        await screen.press("o")
        assert selected(screen) == "den larmede, så naboerne"
        await screen.press("o", "shift+left", "shift+left", "shift+left", "enter")
        assert ("naboer", "Så kom der en kran,") in coded(project)
        await screen.press("e")
        await screen.type("penge")
        await screen.press("enter")
        changed = coding.by_uid(project, first.uid)
        assert (changed.theme, changed.created) == ("penge", first.created)
        await screen.press("u", "u")
        assert coding.by_uid(project, first.uid) == first
        await screen.press("o", "delete")
        assert [theme for theme, _words in coded(project)] == ["minder"]
        await screen.press("backspace")
        assert coded(project) == []


async def test_a_coding_removed_elsewhere_while_chosen_is_let_go(
    project: Project, other: Project
) -> None:
    made = coding.add(
        project, project.interview("Bilag 1"), span_of(project, "Så kom der en kran"), "naboer"
    )
    async with running(project) as screen:
        await screen.press("j", "j", "o")
        coding.remove(other, coding.by_uid(other, made.uid))
        screen.app.look_around()
        assert "The coding that was chosen is gone." in screen.status
        assert screen.current == 2
        await screen.press("enter", "delete")
        assert coded(project) == []


async def test_place_and_selection_stay_when_another_program_codes(
    project: Project, other: Project
) -> None:
    async with running(project) as screen:
        await screen.press("j", "j", "shift+right", "shift+right")
        coding.add(other, other.interview("Bilag 1"), span_of(project, "Så kom der"), "naboer")
        other_row = other.interview("Bilag 1")
        off_record.mark_off_record(other, other_row, span_of(project, "Pengene var små"))
        screen.app.look_around()
        await screen.pilot.pause()
        assert (screen.current, selected(screen)) == (2, "Så kom")
        assert "┆" in screen.text
        assert screen.text.count("░░ off the record ░░") == 2


async def test_keys_and_services_leave_the_same_project(project: Project, tmp_path: Path) -> None:
    async with running(project) as screen:
        await screen.press("j", "1", "o", "shift+left", "enter", "e")
        await screen.type("minder")
        await screen.press("enter", "j", "shift+right", "shift+right", "0", "escape")
        await screen.press("J", "full_stop", "full_stop", "S", "u", "U")
    with harbour_project(tmp_path / "twin") as twin:
        row = twin.interview("Bilag 1")
        segments = interviews.segments(twin.db, row.transcript_id)
        made = coding.toggle(twin, row, segments[1], "arbejde").coding
        text = text_of(twin)
        end = text.index(" onkel.", made.span.start)
        made = recoding.change_ends(twin, made, Span(made.span.start, end))
        recoding.change_theme(twin, made, "minder")
        off_record.mark_off_record(twin, row, span_of(twin, "Så kom"))
        resegmenting.merge(twin, row, 3)
        resegmenting.split(twin, row, 3, text.index("Pengene"))
        history.undo(twin)
        history.redo(twin)
        assert dump(project) == dump(twin)
        assert len(history.entries(twin, 20)) == 8


async def test_a_new_theme_shows_its_change_is_written_and_given(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("j", "shift+right", "shift+right", "i")
        assert "title: Jeg begyndte" in screen.text
        await screen.press("end", *["backspace"] * 13)
        await screen.type("Minder")
        await screen.until(lambda: "There is a theme with the title" in screen.text)
        await screen.press("enter")
        await screen.type(" om vand")
        await screen.press("down")
        await screen.type("andet")
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))
        assert project.codebook.theme("minder-om-vand").parent == "andet"
        assert coded(project) == [("minder-om-vand", "Jeg begyndte")]
        await screen.press("escape", "j", "c", "escape")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert len(coded(project)) == 1


async def test_typing_a_new_theme_does_not_wait_for_its_plan(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qda.tui.screens.new_theme._PAUSE", 3600)
    async with running(project) as screen:
        await screen.press("j", "c")
        await screen.type("Vand")
        assert "title: Vand" not in screen.text
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))
        assert project.codebook.theme("vand").title == "Vand"


async def test_a_search_for_a_theme_that_finds_none_shows_no_definition(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("t")
        meaning = screen.app.screen.query_one("#theme-meaning", Static)
        meaning.update("Det var dengang")
        await screen.type("qqq")
        assert str(meaning.content) == ""


async def test_codings_of_a_theme_are_gone_through(project: Project) -> None:
    row = project.interview("Bilag 1")
    for words in ("Jeg begyndte som dreng", "Pengene var små"):
        coding.add(project, row, span_of(project, words), "minder")
    async with running(project) as screen:
        await screen.press("T", "enter")
        assert (screen.current, screen.status) == (1, "Minder: 1 of 2")
        await screen.press("w")
        assert (screen.current, screen.status) == (3, "Minder: 2 of 2")
        await screen.press("w", "W")
        assert screen.current == 3


async def test_find_everywhere_goes_to_another_interview_and_back(project: Project) -> None:
    async with running(project, "Bilag 2") as screen:
        await screen.press("j", "F")
        await screen.type("børneb")
        assert "børnebørn" in screen.text
        await screen.press("enter")
        await screen.until(lambda: "Bilag 1" in screen.lines[0])
        assert screen.current == 6
        await screen.press("b")
        await screen.until(lambda: "Bilag 2" in screen.lines[0])
        assert screen.current == 1
        await screen.press("b")
        assert "no place to go back to" in screen.status


@pytest.mark.parametrize(
    ("typed", "current", "said"),
    [("2", 4, ""), ("#3", 2, ""), ("9", 0, "There is no such page."), ("x", 0, "no page number")],
)
async def test_a_page_is_gone_to(project: Project, typed: str, current: int, said: str) -> None:
    async with running(project) as screen:
        await screen.press("P")
        await screen.press(*("number_sign" if sign == "#" else sign for sign in typed), "enter")
        await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))
        assert screen.current == current
        assert said in screen.status


async def test_focus_dims_in_turn(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("1", "z")
        view = screen.app.screen.query_one(TranscriptView)
        assert view._drawer._dimmed(0)
        assert not view._drawer._dimmed(1)
        await screen.press("z")
        assert (view._drawer._dimmed(0), view._drawer._dimmed(1)) == (False, True)
        await screen.press("z")
        assert view._drawer.focus is Focus.OFF
        assert "nothing is dimmed" in screen.status


async def test_a_write_lock_of_another_program_is_told_soon_and_nothing_is_lost(
    project: Project,
) -> None:
    lock = sqlite3.connect(project.paths.database, isolation_level=None)
    async with running(project) as screen:
        assert project.db.execute("pragma busy_timeout").fetchone()[0] < 2_000
        project.db.execute("pragma busy_timeout=10")  # no test waits
        lock.execute("begin immediate")
        await screen.press("1")
        assert "nothing was changed" in screen.status
        assert "in use by another program" in screen.text
        lock.execute("rollback")
        await screen.press("1")
        assert "saved" in screen.status
        assert len(coded(project)) == 1
    lock.close()


def face(title: str, above: str = "") -> Face:
    return Face(title.casefold(), title[:2], title, "blue", "", 0, above=above)


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("", ["Støj", "Håb for fremtiden", "Både og motorer"]),
        ("stø", ["Støj"]),
        ("håb", ["Håb for fremtiden"]),
        ("fremti", ["Håb for fremtiden"]),
        ("fremtdien", ["Håb for fremtiden"]),
        ("andet", ["Både og motorer"]),
        ("ba", []),
        ("xyzq", []),
    ],
)
def test_a_theme_is_found_by_some_letters(typed: str, titles: list[str]) -> None:
    faces = [
        face("Støj"),
        face("Håb for fremtiden"),
        face("Både og motorer", "Andet"),
    ]
    assert [one.title for one in ranked(typed, faces)] == titles


@pytest.mark.parametrize(
    ("keys", "said"),
    [((), "No theme yet."), (("1",), "┃"), (("1", "u"), "No theme yet."), (("1", "j"), "No")],
)
async def test_the_panel_speaks_of_the_segment_once(
    project: Project, keys: tuple[str, ...], said: str
) -> None:
    async with running(project) as screen:
        await screen.press(*keys)
        panel = [line[-31:].strip() for line in screen.lines[1:-2]]
        at = panel.index("This segment")
        assert panel[at - 1] == ""
        assert said in panel[at + 1]
        assert set(panel[at + 2 :]) == {""}


WALKED = sorted(
    {key for one in COMMANDS if one.place is Place.TRANSCRIPT for key in one.keys} - {"escape"}
)


async def test_a_random_walk_of_keys_ends_well(project: Project, other: Project) -> None:
    chance = random.Random(20)
    often = ["x", "enter", "enter", "enter", "a", "down"]
    keys = [*chance.choices([*WALKED, *often], k=440), *["escape"] * 60]
    chance.shuffle(keys)
    async with running(project) as screen:
        await screen.type_fast(keys)
        assert screen.app.return_code is None
        lowest = screen.app.screen_stack[1]
        assert isinstance(lowest, TranscriptScreen | LibraryScreen | ReviewScreen)
    assert len(history.entries(other, 500)) > 5
    assert [one.name for one in examine(other) if not one.ok and not one.warning] == []


# The mouse beside the text


@pytest.mark.parametrize(
    ("size", "name", "theme"),
    [((120, 40), "Naboer og støj", "naboer"), ((80, 24), "fremtiden", "haab"),
     ((100, 14), "Minder", "minder"), ((120, 40), "Vejr og vind", "vejr")],
)  # fmt: skip
async def test_a_click_on_a_theme_gives_it_and_takes_it_away(
    project: Project, size: tuple[int, int], name: str, theme: str
) -> None:
    async with running(project, size=size) as screen:
        await screen.press("j")
        panel = screen.app.screen.query_one(ThemePanel)
        left = panel.region.x
        (line,) = [y for y, text in enumerate(screen.lines) if name in text[left:]]
        await screen.pilot.click(panel, offset=(6, line - panel.region.y))
        assert [one.theme for one in coding.listed(project)] == [theme]
        assert "saved" in screen.status
        await screen.pilot.click(panel, offset=(6, line - panel.region.y))
        assert coding.listed(project) == []


async def test_a_click_beside_the_themes_codes_nothing(project: Project) -> None:
    async with running(project, size=(120, 40)) as screen:
        panel = screen.app.screen.query_one(ThemePanel)
        await screen.pilot.click(panel, offset=(6, 0))
        await screen.pilot.click(panel, offset=(6, 30))
        assert coding.listed(project) == []
        assert history.entries(project, 1) == []


async def test_a_click_on_themes_without_room_opens_all(project: Project) -> None:
    async with running(project, size=(100, 12)) as screen:
        panel = screen.app.screen.query_one(ThemePanel)
        (line,) = [y for y, text in enumerate(screen.lines) if " more" in text]
        await screen.pilot.click(panel, offset=(6, line - panel.region.y))
        assert isinstance(screen.app.screen, Chooser)
