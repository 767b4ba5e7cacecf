"""The review screen: both texts, each decision, other words; replacing a text from the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.text import Span, text_hash
from qda.services import coding, comparing, memo_views, memos, replacing, reviewing
from qda.services.comparing import pieces_of
from qda.storage import codings, interviews, store
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.plan import PlanScreen
from qda.tui.screens.review import ReviewScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.screens.words import WordsScreen
from qda.tui.widgets.word_view import WordView
from tests.made_projects import made_by
from tests.projects import LINES, add_interview, fresh_project
from tests.tui_screen import SMALL, Running, running
from tests.twins import contents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.services.project import Project

OLD, NEW = "lægen og buschaufføren mødes", "lægerne og buschaufføren mødes"
GONE = "Selv tak."
SECRET = "det må I ikke skrive"


def corrected(path: Path) -> Path:
    text = "\n".join(LINES).replace("lægen", "lægerne").replace(GONE, "Farvel.")
    text = text.replace(SECRET, "det skal I ikke skrive")
    path.write_text(text, "utf-8")
    return path


def prepared(folder: Path) -> Project:
    """A project with two codings and a restriction that `new.txt` changes."""
    made = fresh_project(folder, coder="sofie")
    row = add_interview(made, "Bilag 6")
    for quote in (OLD, GONE):
        coding.add(made, row, coding.span_of_quote(made, row, quote), "effekter")
    text = interviews.transcript_text(made.db, row.transcript_id)
    start = text.index(SECRET)
    with made.action() as db:
        codings.insert_restriction(
            db,
            {"uid": store.new_uid(), "transcript_id": row.transcript_id, "start": start,
             "stop": start + len(SECRET), "kind": "off_record", "source": "", "at": "2025-03-20",
             "until": None, "quote_hash": text_hash(SECRET)},
        )  # fmt: skip
    corrected(made.paths.root / "new.txt")
    return made


before = made_by(prepared, "p")


@pytest.fixture
def project(before: Project) -> Project:
    row = before.interview("Bilag 6")
    replacing.replace(before, row, before.paths.root / "new.txt")
    return before


@pytest.fixture
def twin(tmp_path: Path) -> Iterator[Project]:
    """The same project, in which the command line does what the screen did."""
    with prepared(tmp_path / "twin") as made:
        replacing.replace(made, made.interview("Bilag 6"), made.paths.root / "new.txt")
        yield made


def qda(project: Project, *arguments: str) -> None:
    done = CliRunner().invoke(build(), [*arguments, "-p", str(project.paths.root)])
    assert done.exit_code == 0, done.output


def waiting(project: Project) -> list[str]:
    return [f"{one.subject} {one.kind}" for one in reviewing.open_reviews(project)]


CHANGED, RESTRICTED, LOST = "coding changed", "restriction changed", "coding gone"


# Seeing


@pytest.mark.parametrize("size", [SMALL, (160, 45)])
async def test_both_texts_stand_side_by_side_with_signs(
    project: Project, size: tuple[int, int]
) -> None:
    assert waiting(project) == [CHANGED, RESTRICTED, LOST]
    async with running(project, appendix=None, size=size) as screen:
        assert "! 3 to look at in Bilag 6" in screen.text
        await screen.press("v")
        assert isinstance(screen.app.screen, ReviewScreen)
        assert "3 to decide" in screen.lines[0]
        assert "Before" in screen.text
        assert "[−lægen−]" in screen.text
        assert "[+lægerne+]" in screen.text
        assert "Coding of Effekter af social mix by sofie: changed." in screen.text
        await screen.press("n")
        assert "Restricted passage (off the record): changed." in screen.text
        assert "Nothing of this interview leaves" in " ".join(screen.text.split())
        await screen.press("down")
        assert "[−Selv tak.−]" in screen.text
        assert "the words are gone from here" in screen.text
        await screen.press("j")
        assert "by sofie: changed." in screen.text
        await screen.press("up", "k")
        assert "Restricted passage" in screen.text
        await screen.press("pagedown", "pageup", "escape")
        assert isinstance(screen.app.screen, LibraryScreen)


async def test_a_click_on_the_line_that_says_what_waits_shows_it(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.pilot.click("Waiting")
        await screen.pilot.pause()
        assert isinstance(screen.app.screen, ReviewScreen)


async def test_where_nothing_waits_the_screen_says_what_to_do(before: Project) -> None:
    async with running(before, appendix=None) as screen:
        assert "to look at" not in screen.text
        await screen.press("v", "a", "d", "m", "n", "up", "enter")
        assert "Nothing waits for a decision." in screen.text


async def test_hostile_words_are_shown_and_do_nothing(tmp_path: Path) -> None:
    evil = "IP: Vi gik [red]hjem[/red] \u202eigen og  sov."
    with fresh_project(tmp_path / "p") as made:
        row = add_interview(made, "Bilag 6", (*LINES[:3], evil, "I: Ja?"))
        coding.add(made, row, coding.span_of_quote(made, row, evil[4:]), "andet")
        new = made.paths.root / "new.txt"
        new.write_text("\n".join((*LINES[:3], evil.replace("gik", "[b]løb"), "I: Ja?")), "utf-8")
        replacing.replace(made, row, new)
        async with running(made, appendix=None) as screen:
            await screen.press("v")
            assert "[red]hjem[/red]" in screen.text
            assert "\u202e" not in screen.text
            await screen.press("m")
            assert "[b]løb" in screen.text
            assert "\u202e" not in screen.text


def test_pieces_put_together_are_the_texts() -> None:
    old, new = pieces_of("Vi gik hjem i går.", "Vi løb hjem i går aftes.")
    assert "".join(piece.text for piece in old) == "Vi gik hjem i går."
    assert "".join(piece.text for piece in new) == "Vi løb hjem i går aftes."
    assert [piece.text for piece in new if not piece.kept] == ["løb", " aftes."]
    assert [p.text for p in old if p.kept] == [p.text for p in new if p.kept]


def test_context_stands_around_the_words(project: Project) -> None:
    (first, *_rest) = reviewing.open_reviews(project)
    then, now = comparing.both_sides(project, first)
    assert then.before.endswith("Det er, når ")
    assert now.after.startswith(" i vaskekælderen.")


# Deciding, as the command line does


@pytest.mark.parametrize(
    ("keys", "place", "options"),
    [
        ("a", 0, ("--accept",)),
        ("d", 0, ("--drop",)),
        ("n a", 1, ("--accept",)),
        ("n n d", 2, ("--drop",)),
    ],
)
async def test_each_decision_leaves_what_the_command_line_leaves(
    project: Project, twin: Project, keys: str, place: int, options: tuple[str, ...]
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("v", *keys.split())
        assert screen.status.startswith("saved")
        assert "2 to decide" in screen.lines[0]
    qda(twin, "review", reviewing.open_reviews(twin)[place].uid, *options, "--coder", "sofie")
    assert contents(project) == contents(twin)
    assert waiting(project) == waiting(twin)


@pytest.mark.parametrize(
    ("keys", "place", "words"),
    [
        ("m right right enter", 0, "vaskekælderen."),
        ("n n m shift+left enter", 2, "IP: Farvel."),
    ],
)
async def test_other_words_are_those_that_the_command_line_takes(
    project: Project, twin: Project, keys: str, place: int, words: str
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("v", *keys.split())
        assert screen.status.startswith("saved")
    row = twin.interview("Bilag 6")
    start = interviews.transcript_text(twin.db, row.transcript_id).index(words)
    span = f"{start}:{start + len(words)}"
    uid = reviewing.open_reviews(twin)[place].uid
    qda(twin, "review", uid, "--span", span, "--coder", "sofie")
    assert contents(project) == contents(twin)
    assert waiting(project) == waiting(twin)


async def test_a_restriction_is_never_dropped_and_gone_words_are_not_accepted(
    project: Project,
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("v", "n", "d")
        assert "nothing was changed" in screen.status
        assert "A restriction cannot be dropped here" in screen.text
        await screen.press("n", "a")
        assert "nothing was changed" in screen.status
    assert waiting(project) == [CHANGED, RESTRICTED, LOST]


async def test_a_memo_whose_words_are_gone_becomes_one_on_the_interview(before: Project) -> None:
    row = before.interview("Bilag 6")
    words = coding.span_of_quote(before, row, GONE)
    memos.write(before, memos.on_passage(before, row, words), "En tør tak.")
    replacing.replace(before, row, before.paths.root / "new.txt")
    async with running(before, appendix=None) as screen:
        await screen.press("v")
        waiting = [one.subject for one in reviewing.open_reviews(before)]
        await screen.press(*["down"] * waiting.index("memo"))
        assert "a makes it a memo on the interview" in " ".join(screen.text.split())
        await screen.press("a")
    assert [one.subject for one in reviewing.open_reviews(before)].count("memo") == 0
    assert [str(one.memo.target.about) for one in memo_views.listed(before)] == ["interview"]


async def test_u_brings_a_decision_back_and_goes_there_and_r_does_it_again(
    project: Project,
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("v", "d")
        assert waiting(project) == [RESTRICTED, LOST]
        await screen.press("n", "u")
        assert waiting(project) == [CHANGED, RESTRICTED, LOST]
        assert "by sofie: changed." in screen.text
        await screen.press("r")
        assert waiting(project) == [RESTRICTED, LOST]
        await screen.press("u", "u")
        assert project.interview("Bilag 6").version == 1
        assert "Nothing waits for a decision." in screen.text


async def test_another_program_decides_and_the_list_knows(project: Project, twin: Project) -> None:
    from qda.services.project import open_project

    async with running(project, appendix=None) as screen:
        await screen.press("v")
        with open_project(project.paths.root, "bo") as other:
            reviewing.accept(other, reviewing.open_reviews(other)[0])
        screen.app.look_around()
        await screen.until(lambda: "2 to decide" in screen.lines[0])


async def test_enter_shows_the_place_and_esc_comes_back(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("v", "n", "enter")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert "det skal I ikke" in next(line for line in screen.lines if "▌" in line)
        await screen.press("escape")
        assert isinstance(screen.app.screen, ReviewScreen)
        assert "Restricted passage" in screen.text
        await screen.press("escape")
        assert isinstance(screen.app.screen, LibraryScreen)


# Choosing words


def chosen(screen: Running) -> str:
    view = screen.app.screen.query_one(WordView)
    assert view.span is not None
    return view.span.of(view._text)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("right", "i"),
        ("right right left", "i"),
        ("shift+right", f"{NEW} i"),
        ("shift+left", "lægerne og buschaufføren"),
        ("right space right right", "i vaskekælderen. Æbletræerne"),
        ("up", "by?"),
        ("down down", "helt"),
        ("right shift+down", "i vaskekælderen. Æbletræerne er fælles.\nI: Og hvad så med skolen?"),
        ("right shift+up", "by?\nIP: Det er, når lægerne og buschaufføren mødes i"),
        ("pageup", "Tagrørsparken"),
        ("pagedown", "Farvel."),
    ],
)
async def test_keys_choose_words(project: Project, keys: str, words: str) -> None:
    async with running(project, appendix=None, size=(100, 30)) as screen:
        await screen.press("v", "m", *keys.split())
        assert isinstance(screen.app.screen, WordsScreen)
        assert chosen(screen) == words


async def test_the_mouse_chooses_words_and_esc_changes_nothing(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("v", "m")
        view = screen.app.screen.query_one(WordView)
        await screen.pilot.mouse_down(view, offset=(4, 1))
        await screen.pilot.hover(view, offset=(14, 1))
        await screen.pilot.mouse_up(view, offset=(14, 1))
        assert view.span == Span(0, 12)
        assert "Chosen: Interview om" in screen.text
        await screen.press("escape")
        assert isinstance(screen.app.screen, ReviewScreen)
    assert waiting(project) == [CHANGED, RESTRICTED, LOST]


# Replacing from the screen


@pytest.mark.parametrize("where", ["c", "v c"])
async def test_a_corrected_file_is_shown_first_and_then_replaces_the_text(
    before: Project, twin: Project, where: str
) -> None:
    async with running(before, appendix=None) as screen:
        await screen.press(*where.split(), "slash")
        path = str(before.paths.root / "new.txt")
        screen.app.screen.query_one("#path-words").value = path  # type: ignore[attr-defined]
        await screen.press("enter")
        assert isinstance(screen.app.screen, PlanScreen)
        assert "0 codings, memos and restrictions move" in " ".join(screen.text.split())
        assert f"− {OLD}" in screen.text
        assert before.interview("Bilag 6").version == 1
        await screen.press("enter")
        await screen.until(lambda: "3 to decide" in screen.lines[0])
        assert isinstance(screen.app.screen, ReviewScreen)
    assert contents(before) == contents(twin)


async def test_esc_leaves_the_text_as_it_is(before: Project) -> None:
    async with running(before, appendix=None) as screen:
        await screen.press("c", "slash")
        path = str(before.paths.root / "new.txt")
        screen.app.screen.query_one("#path-words").value = path  # type: ignore[attr-defined]
        await screen.press("enter", "escape")
        assert isinstance(screen.app.screen, LibraryScreen)
    assert before.interview("Bilag 6").version == 1
