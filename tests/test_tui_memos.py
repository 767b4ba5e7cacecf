"""Memos on the screen: beside the text and in their own list; saved when left, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from textual.widgets import Input, OptionList, TextArea

from qda.cli.main import build
from qda.domain.memos import About, Target
from qda.services import coding, history, memo_views, memos
from qda.services.project import Project, open_project
from qda.tui.screens.memo_dialog import MemoDialog
from qda.tui.screens.memos import MemoScreen
from qda.tui.screens.transcript import TranscriptScreen
from tests.made_projects import made_by
from tests.tui_project import harbour_project
from tests.tui_screen import SMALL, WIDE, Running, running

if TYPE_CHECKING:
    from pathlib import Path


project = made_by(harbour_project, "havn")


@pytest.fixture
def noted(project: Project) -> Project:
    """A project with a memo on the project, on a theme, and on words of Bilag 1."""
    row = project.interview("Bilag 1")
    segment = coding.segment_by_number(project, row, 3)
    words = memos.on_passage(project, row, coding.span_of_segment(project, row, segment))
    memos.write(project, Target(About.PROJECT), "Spørg om kranen")
    memos.write(project, memos.on_theme(project, "penge"), "Løn eller leje?")
    memos.write(project, words, "Larmen igen")
    return project


def texts(project: Project) -> list[tuple[str, str]]:
    """Kind and words of the memos in the database, as another program reads them."""
    with open_project(project.paths.root, "reader") as reader:
        return [(str(one.memo.target.about), one.memo.text) for one in memo_views.listed(reader)]


def field(screen: Running) -> TextArea:
    return screen.app.screen.query_one(TextArea)


def rows(screen: Running) -> list[str]:
    found = screen.app.screen.query_one(OptionList)
    return [str(one.prompt) for one in found.options]


# Beside the text


async def test_a_memo_on_the_segment_is_written_and_saved_when_left(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("down", "m")
        assert isinstance(screen.app.screen, MemoDialog)
        assert "Memo on segment 2" in screen.text
        assert "feje dækket" in screen.text
        await screen.type("tid og sted")
        assert texts(project) == []
        await screen.press("escape")
        assert texts(project) == [("passage", "tid og sted")]
        assert screen.status == "saved · memo written: Bilag 1, on a passage"
        assert ["✎" in line for line in screen.lines if "Jeg begyndte" in line] == [True]


async def test_the_sign_stands_beside_segments_with_memos_at_any_width(noted: Project) -> None:
    async with running(noted, size=(60, 24)) as screen:
        assert [line.strip()[0] for line in screen.lines if "Så kom der en kran" in line] == ["✎"]


async def test_the_own_memo_is_changed_and_emptied_away(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("down", "m", *"et", "escape", "m", *"to", "escape")
        assert texts(project) == [("passage", "etto")]
        await screen.press("m", "shift+home", "delete", "escape")
        assert texts(project) == []
        assert screen.status == "saved · memo removed: Bilag 1, on a passage"
        await screen.press("u")
        assert texts(project) == [("passage", "etto")]


async def test_a_memo_being_written_is_saved_when_the_program_ends(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("down", "m", *"kaj")
        screen.app.exit()
        screen.app.exit()  # as where a page goes and its server says so, too
    assert texts(project) == [("passage", "kaj")]


async def test_a_memo_in_the_list_is_saved_when_the_program_ends(noted: Project) -> None:
    async with running(noted) as screen:
        await screen.press("M", "end", "tab", "end", *" kaj")
        written = field(screen).text
        screen.app.exit()
    assert "kaj" in written
    assert written in [text for _kind, text in texts(noted)]


async def test_a_memo_that_is_empty_for_a_moment_is_not_removed_by_the_end(noted: Project) -> None:
    before = texts(noted)
    async with running(noted) as screen:
        await screen.press("down", "down", "m", "shift+home", "delete")
        assert field(screen).text == ""
        screen.app.exit()
    assert ("passage", "Larmen igen") in before
    assert texts(noted) == before


async def test_leaving_without_a_word_writes_nothing(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("m", "escape")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert history.entries(project, 5) == []
        assert "saved" not in screen.status


async def test_another_coders_memo_is_read_beside_the_own_one(noted: Project) -> None:
    with open_project(noted.paths.root, "bo") as other:
        row = other.interview("Bilag 1")
        segment = coding.segment_by_number(other, row, 3)
        target = memos.on_passage(other, row, coding.span_of_segment(other, row, segment))
        memos.write(other, target, "Bo er uenig")
    async with running(noted) as screen:
        await screen.press("down", "down", "m")
        assert "bo: Bo er uenig" in screen.text
        assert field(screen).text == "Larmen igen"


async def test_words_that_are_refused_stay_in_the_dialog(noted: Project) -> None:
    async with running(noted) as screen:
        await screen.press("down", "down", "m", *"!!")
        with open_project(noted.paths.root, "ida") as other:
            (there,) = memo_views.listed(other, about=About.PASSAGE)
            memos.change(other, there.memo, "Rettet imens")
        await screen.press("escape")
        assert isinstance(screen.app.screen, MemoDialog)
        assert field(screen).text == "Larmen igen!!"
        assert "NOT SAVED" in screen.text
        assert ("passage", "Rettet imens") in texts(noted)
        await screen.press("ctrl+l")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert "saved" not in screen.status


# All of them


async def opened(screen: Running) -> None:
    await screen.press("M")
    assert isinstance(screen.app.screen, MemoScreen)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_list_shows_place_words_and_coder(noted: Project, size: tuple[int, int]) -> None:
    async with running(noted, size=size) as screen:
        await opened(screen)
        assert "3 memos" in screen.lines[0]
        assert rows(screen)[0].split("  ")[:2] == ["Bilag 1, segment 3", "Larmen igen"]
        assert [row.split("  ")[0] for row in rows(screen)[1:]] == ["theme Penge", "the project"]
        assert "Så kom der en kran" in screen.text
        assert field(screen).text == "Larmen igen"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("kranen", 1), ("penge", 1), ("bilag", 1), ("ida", 3), ("LARMEN", 1), ("findes ikke", 0)],
)
async def test_memos_are_found_by_words_theme_and_interview(
    noted: Project, typed: str, found: int
) -> None:
    async with running(noted) as screen:
        await opened(screen)
        await screen.press("f")
        screen.app.screen.query_one(Input).value = typed
        await screen.until(lambda: f"{found} memo" in screen.lines[0])
        assert ("No memo fits; k shows another kind, f goes" in screen.text) == (found == 0)


async def test_a_key_shows_one_kind_after_the_other(noted: Project) -> None:
    async with running(noted) as screen:
        await opened(screen)
        seen = [len(rows(screen))]
        for _kind in range(4):
            await screen.press("k")
            seen.append(sum("No memo fits" not in row for row in rows(screen)))
        assert seen == [3, 1, 0, 1, 0]


async def test_enter_goes_to_the_place(noted: Project) -> None:
    async with running(noted, "Bilag 2") as screen:
        await opened(screen)
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))
        assert "Bilag 1" in screen.lines[0]
        assert screen.current == 2


async def test_the_list_opens_again_as_it_was_left_for_a_place(noted: Project) -> None:
    memos.write(noted, memos.on_interview(noted, noted.interview("Bilag 1")), "Larm overalt")
    async with running(noted, "Bilag 2") as screen:
        await opened(screen)
        await screen.press("f", *"larm", "enter", "down")
        assert "2 memos" in screen.lines[0]
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))
        await opened(screen)
        assert "2 memos" in screen.lines[0]
        assert field(screen).text == "Larmen igen"
        await screen.press("escape")
        await opened(screen)
        assert "4 memos" in screen.lines[0]


async def test_where_there_is_no_memo_the_list_says_how_to_write_one(project: Project) -> None:
    async with running(project) as screen:
        await opened(screen)
        assert "No memo here. n writes one" in screen.text
        await screen.press("k")
        assert "No memo here. n writes one" in screen.text


@pytest.mark.parametrize("size", [SMALL, WIDE, (120, 40)])
async def test_the_words_of_a_memo_stand_beside_a_long_place(
    project: Project, size: tuple[int, int]
) -> None:
    row = project.interview("Bilag 1")
    span = coding.span_of_segment(project, row, coding.segment_by_number(project, row, 3))
    coded = coding.add(project, row, span, "haab")
    memos.write(project, memos.on_coding(coded), "Er det ikke snarere et minde, eller begge dele?")
    async with running(project, size=size) as screen:
        await opened(screen)
        assert "Er det ikke snarere et minde, ell" in rows(screen)[0]
        assert "Bilag 1, segment 3: coding Håb" in rows(screen)[0]


async def test_a_row_names_the_coder_where_several_write(noted: Project) -> None:
    with open_project(noted.paths.root, "bo") as other:
        memos.write(other, Target(About.PROJECT), "Det er mit")
    async with running(noted, size=SMALL) as screen:
        await opened(screen)
        assert [row.split()[-1] for row in rows(screen)] == ["bo", "ida", "ida", "ida"]


async def test_rows_follow_the_width_of_the_window(noted: Project) -> None:
    async with running(noted, size=SMALL) as screen:
        await opened(screen)
        assert "ida" not in rows(screen)[0]
        await screen.pilot.resize_terminal(160, 45)
        await screen.until(lambda: "  ida  20" in rows(screen)[0])


async def test_what_was_undone_among_the_memos_is_done_again(noted: Project) -> None:
    async with running(noted) as screen:
        await opened(screen)
        await screen.press("delete")
        assert len(texts(noted)) == 2
        await screen.press("u")
        assert len(texts(noted)) == 3
        await screen.press("U")
        assert len(texts(noted)) == 2
        assert screen.status.startswith("saved · Redone:")


async def test_a_memo_without_a_place_says_so(noted: Project) -> None:
    async with running(noted) as screen:
        await opened(screen)
        await screen.press("down", "enter")
        assert screen.status == "this memo has no place in an interview"


async def test_a_memo_is_changed_in_the_field_and_saved_when_it_is_left(noted: Project) -> None:
    async with running(noted) as screen:
        await opened(screen)
        await screen.press("e", *"!")
        assert screen.status == "not saved yet: saved when you leave the field"
        assert ("passage", "Larmen igen") in texts(noted)
        await screen.press("escape")
        await screen.until(lambda: screen.status.startswith("saved"))
        assert ("passage", "Larmen igen!") in texts(noted)
        assert screen.status == "saved · memo changed: Bilag 1, on a passage"
        await screen.press("u")
        assert ("passage", "Larmen igen") in texts(noted)
        await screen.press("escape")
        await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))


async def test_a_refused_change_stays_in_the_field(noted: Project) -> None:
    async with running(noted) as screen:
        await opened(screen)
        await screen.press("e", *"!")
        noted.db.execute("pragma query_only=1")
        await screen.press("escape")
        await screen.until(lambda: "nothing was changed" in screen.status)
        assert field(screen).text == "Larmen igen!"
        noted.db.execute("pragma query_only=0")
        await screen.press("escape")
        await screen.until(lambda: ("passage", "Larmen igen!") in texts(noted))


async def test_a_new_memo_is_on_the_project(project: Project) -> None:
    async with running(project) as screen:
        await opened(screen)
        assert "No memo here" in screen.text
        await screen.press("n", *"hej", "escape")
        await screen.until(lambda: texts(project) == [("project", "hej")])
        await screen.press("delete")
        assert texts(project) == []


async def test_another_coders_memo_can_only_be_read(noted: Project) -> None:
    with open_project(noted.paths.root, "bo") as other:
        memos.write(other, Target(About.PROJECT), "Bos tanke")
    async with running(noted) as screen:
        await opened(screen)
        await screen.press("e")
        assert screen.status == "this memo is by bo"
        assert field(screen).read_only
        await screen.press("delete")
        assert ("project", "Bos tanke") in texts(noted)
        assert "The memo is by bo." in screen.text


async def test_what_another_program_writes_appears(noted: Project) -> None:
    async with running(noted) as screen:
        await opened(screen)
        with open_project(noted.paths.root, "bo") as other:
            memos.write(other, Target(About.PROJECT), "Kommer udefra")
        screen.app.look_around()
        await screen.pilot.pause()
        assert "4 memos" in screen.lines[0]


async def test_hostile_memos_are_shown_as_they_are(project: Project) -> None:
    memos.write(project, Target(About.PROJECT), "[red]rød[/red] \x1b[31m $primary")
    async with running(project) as screen:
        await opened(screen)
        assert "[red]rød[/red]" in rows(screen)[0]
        assert "\x1b" not in screen.text


async def test_the_verb_leaves_the_same_database(project: Project, tmp_path: Path) -> None:
    def stored(one: Project) -> list[Any]:
        rows = one.db.query("select * from memo").__iter__()
        different = {"id", "uid", "subject_key", "created", "changed"}
        return [{k: v for k, v in row.items() if k not in different} for row in rows]

    with harbour_project(tmp_path / "twin") as twin:
        root = str(twin.paths.root)
        arguments = ["memo", "add", "hej", "-i", "Bilag 1", "-s", "2", "-p", root]
        assert CliRunner().invoke(build(), [*arguments, "--coder", "ida"]).exit_code == 0
        async with running(project) as screen:
            await screen.press("down", "m", *"hej", "escape")
        assert stored(project) == stored(twin)
        assert len(stored(twin)) == 1


async def test_a_memo_has_room_and_its_hint_in_a_small_window(project: Project) -> None:
    async with running(project, size=(46, 12)) as screen:
        await screen.press("m")
        await screen.type("Et\nTo\nTre")
        assert "Tre" in screen.text
        assert "Esc saves and closes" in screen.text


async def test_a_narrow_key_bar_keeps_the_key_for_help(project: Project) -> None:
    async with running(project, size=(46, 12)) as screen:
        assert "F1 Help" in screen.text
