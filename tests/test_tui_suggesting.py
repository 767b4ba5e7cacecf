"""Suggestions on the screen: seen, explained, accepted, rejected, put off, walked in a queue."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.codings import Origin
from qda.services import coding, history
from qda.services.project import Project, open_project
from qda.services.suggesting import open_suggester
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.queue_chooser import QueueChooser
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.suggesting import State
from qda.tui.widgets.suggestion_panel import SuggestionPanel
from qda.tui.widgets.transcript_view import TranscriptView
from tests.made_projects import made_by
from tests.test_suggest_cli import PLUGIN
from tests.tui_project import HARBOUR, add_interview, transcript_of
from tests.tui_screen import SMALL, WIDE, Running, running
from tests.tui_suggestions import MONEY, NOISE, SECRET, WORK, keyword_project

if TYPE_CHECKING:
    from pathlib import Path


project = made_by(keyword_project, "havn")


def panel(screen: Running) -> str:
    """What the panel of suggestions shows."""
    return screen.app.screen.query_one(SuggestionPanel).render().plain


def told(screen: Running) -> str:
    """What notifications say."""
    return " ".join(" ".join(one.message for one in screen.app._notifications).split())


async def opened(screen: Running, *keys: str) -> None:
    """Press keys, open the panel, and wait until the words are learned."""
    await screen.press(*keys, "v")
    await screen.until(lambda: screen.app.suggestion_help.state is State.READY)
    await screen.pilot.pause()


def codings(project: Project) -> list[tuple[str, int, str]]:
    """Theme, segment and origin of the codings of Bilag 1, as another program reads them."""
    with open_project(project.paths.root, "reader") as reader:
        row = reader.interview("Bilag 1")
        rows = [coding.segment_by_number(reader, row, n) for n in range(1, 10)]
        return [
            (one.theme, segment.number, str(one.origin))
            for one in coding.listed(reader, row)
            for segment in rows
            if segment.span.overlaps(one.span)
        ]


def decisions(project: Project) -> list[tuple[Any, ...]]:
    return project.db.execute(
        "select start, stop, theme, coder, verdict from decision order by start, theme"
    ).fetchall()


# The panel


async def test_nothing_is_suggested_until_it_is_asked_for(project: Project) -> None:
    async with running(project) as screen:
        assert not screen.app.screen.query_one(SuggestionPanel).display
        assert screen.app.suggestion_help.state is State.OFF
        assert "Suggestions" not in screen.text
        await opened(screen)
        assert "Suggestions" in screen.text
        await screen.press("v")
        assert not screen.app.screen.query_one(SuggestionPanel).display


@pytest.mark.parametrize("size", [SMALL, WIDE, (160, 45)])
async def test_the_panel_shows_theme_strength_words_and_reasons(
    project: Project, size: tuple[int, int]
) -> None:
    async with running(project, size=size) as screen:
        await opened(screen, "down", "down")
        assert "▸ 2  Naboer og støj · strong, stands out" in screen.text
        assert "larmede: keyword larme (codes.yml:12)" in screen.text
        assert "4  Penge · strong, stands out" in screen.text
        assert "kran: keyword kran" not in screen.text


async def test_a_learned_word_says_how_often_it_was_coded(project: Project) -> None:
    row = project.interview("Bilag 2")
    coding.toggle(project, row, coding.segment_by_number(project, row, 4), "penge")
    async with running(project) as screen:
        await opened(screen, *["down"] * MONEY)
        assert "coded 1 time in 1 interview" in panel(screen)


@pytest.mark.parametrize(
    ("index", "says"),
    [(0, "takes no part"), (SECRET, "takes no part"), (6, "No suggestion.")],
)
async def test_silence_is_explained(project: Project, index: int, says: str) -> None:
    async with running(project) as screen:
        await opened(screen, *["down"] * index)
        assert says in panel(screen)


async def test_words_off_the_record_are_in_no_suggestion(project: Project) -> None:
    async with running(project) as screen:
        await opened(screen)
        await screen.press("h", *["down"] * SECRET)
        screen_ = screen.app.screen
        assert isinstance(screen_, TranscriptScreen)
        assert screen_._speaking(NOISE)
        assert screen_._speaking(SECRET) == ()


async def test_the_panel_keeps_its_height(project: Project) -> None:
    async with running(project) as screen:
        await opened(screen)
        heights = []
        for _segment in range(4):
            heights.append(screen.app.screen.query_one(SuggestionPanel).size.height)
            await screen.press("down")
        assert len(set(heights)) == 1


async def test_reading_goes_on_while_the_words_are_learned(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("v", "down", "down")
        assert screen.current == NOISE
        await screen.until(lambda: "Naboer og støj · strong" in panel(screen))


# Keys


async def test_accepting_codes_and_undo_takes_it_back(project: Project) -> None:
    async with running(project) as screen:
        await opened(screen, "down")
        await screen.press("a")
        assert codings(project) == [("arbejde", WORK + 1, str(Origin.SUGGESTION_ACCEPTED))]
        assert screen.status == "saved · Bilag 1: suggestion Arbejde på havnen accepted"
        assert "No suggestion." in panel(screen)
        await screen.press("u")
        assert codings(project) == []
        assert "Arbejde på havnen · strong" in panel(screen)


async def test_what_is_rejected_stays_rejected(project: Project) -> None:
    async with running(project) as screen:
        await opened(screen, "down")
        await screen.press("x")
        assert [row[2:] for row in decisions(project)] == [("arbejde", "ida", "rejected")]
        assert "Rejected here: Arbejde på havnen." in panel(screen)
    async with running(project) as screen:
        await opened(screen, "home", "down")
        assert "Rejected here: Arbejde på havnen." in panel(screen)


async def test_nothing_is_accepted_that_was_not_seen(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("down", "a")
        await screen.until(lambda: screen.app.suggestion_help.state is State.READY)
        assert codings(project) == []
        assert "Arbejde på havnen" in panel(screen)
        await screen.press("a")
        assert len(codings(project)) == 1


async def test_the_key_chooses_another_of_several_themes(project: Project) -> None:
    async with running(project) as screen:
        await opened(screen, "down", "down")
        await screen.press("tab")
        assert "▸ 4  Penge" in panel(screen)
        await screen.press("a")
        assert [theme for theme, _number, _origin in codings(project)] == ["penge"]
        assert "▸ 2  Naboer og støj" in panel(screen)


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        (".", WORK),
        (". .", NOISE),
        (". . . .", 8),
        (". . . . .", WORK),
        (". d", NOISE),
        ("down x .", NOISE),
        (". . d . . .", MONEY),
    ],
)
async def test_keys_go_to_the_next_suggestion(project: Project, keys: str, index: int) -> None:
    async with running(project) as screen:
        await opened(screen)
        await screen.press(*keys.replace(".", "y").split())
        assert screen.current == index


async def test_where_nothing_is_left_the_key_says_so(project: Project) -> None:
    async with running(project, "Bilag 2") as screen:
        await opened(screen)
        await screen.press("down", "a", "down", "a", "a", "down", "a", "y")
        assert screen.status == "no other suggestion in this interview"


async def test_words_are_underlined_when_asked_for(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("down", "h")
        await screen.until(lambda: screen.app.suggestion_help.state is State.READY)
        view = screen.app.screen.query_one(TranscriptView)

        def underlined() -> str:
            line = view._drawer.flow.first[WORK] - int(view.scroll_offset.y)
            return "|".join(
                piece.text
                for piece in view.render_line(line)
                if piece.style and piece.style.underline
            )

        await screen.until(lambda: underlined() == "feje|dækket")
        await screen.press("h")
        assert underlined() == ""


# Queues


async def chosen(screen: Running, *keys: str) -> None:
    """Choose a queue by keys, and wait until it is there."""
    await screen.press("V")
    assert isinstance(screen.app.screen, QueueChooser)
    await screen.press(*keys, "enter")
    await screen.until(lambda: screen.app.suggestion_help.walk is not None)
    await screen.pilot.pause()


async def test_a_queue_leads_through_interviews_and_back(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("end")
        await chosen(screen)
        walk = screen.app.suggestion_help.walk
        assert walk is not None
        assert len(walk.places) == 7
        assert "sure suggestions · 6 left" in panel(screen)
        seen = {(place.appendix, place.number) for place in walk.places}
        assert {("Bilag 1", WORK + 1), ("Bilag 2", WORK + 1)} <= seen
        for left in range(5, -1, -1):
            await screen.press("y")
            await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))
            await screen.until(lambda n=left: f"· {n} left" in panel(screen))  # type: ignore[misc]
        await screen.press("y")
        assert screen.status == "the queue is at its end; Shift+V leads back"
        await screen.press("escape")
        await screen.until(lambda: screen.app.suggestion_help.walk is None)
        assert "Bilag 1" in screen.lines[0]
        assert screen.current == 8
        await screen.press("escape")
        await screen.until(lambda: isinstance(screen.app.screen, LibraryScreen))


async def test_what_is_put_off_comes_again_at_the_end(project: Project) -> None:
    async with running(project) as screen:
        await chosen(screen)
        walk = screen.app.suggestion_help.walk
        assert walk is not None
        first = walk.places[0]
        await screen.press("d")
        assert walk.places[-1] == first
        assert (len(walk.places), walk.at) == (8, 1)


async def test_the_queue_can_be_left_from_its_own_list(project: Project) -> None:
    async with running(project) as screen:
        await chosen(screen)
        await screen.press("V")
        assert "back to Bilag 1, segment 1" in screen.text
        await screen.press("enter")
        assert screen.app.suggestion_help.walk is None
        assert screen.current == 0


async def test_an_empty_queue_says_so(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("V", "down", "enter")
        await screen.until(lambda: "nothing in this queue" in screen.status)
        assert screen.app.suggestion_help.walk is None


async def test_the_queue_of_missed_words_holds_uncoded_segments(project: Project) -> None:
    row = project.interview("Bilag 1")
    coding.toggle(project, row, coding.segment_by_number(project, row, WORK + 1), "arbejde")
    async with running(project) as screen:
        await chosen(screen, "down", "down")
        walk = screen.app.suggestion_help.walk
        assert walk is not None
        assert ("Bilag 1", WORK + 1) not in {(p.appendix, p.number) for p in walk.places}
        assert ("Bilag 2", WORK + 1) in {(p.appendix, p.number) for p in walk.places}


# What fails does no harm


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A suggester of another make, one that cannot be loaded, and one that raises."""
    site = tmp_path / "site"
    about = site / "first_words-1.0.dist-info"
    about.mkdir(parents=True)
    code = PLUGIN + "\ndef raising(text, codebook):\n    raise KeyError('hemmeligt')\n"
    (site / "first_words.py").write_text(code, "utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: first-words\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[qda.suggesters]\nfirst = first_words:first_word\nbroken = no_such_module:x\n"
        "raising = first_words:raising\n"
    )
    monkeypatch.syspath_prepend(site)
    monkeypatch.delitem(sys.modules, "first_words", raising=False)
    importlib.invalidate_caches()


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("first", "Jeg"),
        ("broken", "cannot be loaded"),
        ("raising", "has failed (KeyError)"),
        ("nobody", "no suggester"),
    ],
)
async def test_another_suggester_is_asked_and_may_fail(
    project: Project, name: str, says: str
) -> None:
    async with running(project) as screen:
        screen.app.suggestion_help.name = name
        await opened(screen, "down")
        assert says in panel(screen)
        assert "hemmeligt" not in screen.text
        await screen.press("h", "y", "1")
        assert screen.status.startswith("saved")


async def test_words_that_cannot_be_read_leave_the_screen_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.db.execute("drop table segment_word")
    async with running(project) as screen:
        await screen.press("down", "v")
        await screen.until(lambda: screen.app.suggestion_help.state is State.FAILED)
        assert "not to be had" in panel(screen) or "could not be read" in panel(screen)
        await screen.press("down")
        assert screen.current == NOISE


async def test_a_keyword_written_elsewhere_is_learned(project: Project) -> None:
    async with running(project) as screen:
        await opened(screen, *["down"] * 6)
        assert "No suggestion." in panel(screen)
        text = project.paths.codebook.read_text("utf-8")
        project.paths.codebook.write_text(text + "    keywords: [børnebørn]\n", "utf-8")
        screen.app.look_around()
        await screen.until(lambda: "Håb for fremtiden · strong" in panel(screen))


# The same as on the command line


@pytest.mark.parametrize(("key", "option"), [("a", "--accept"), ("x", "--reject")])
async def test_the_verb_leaves_the_same_database(
    project: Project, tmp_path: Path, key: str, option: str
) -> None:
    with keyword_project(tmp_path / "twin") as twin:
        open_suggester(twin)
        root = str(twin.paths.root)
        result = CliRunner().invoke(
            build(), ["suggest", "Bilag 1", option, "3", "-p", root, "--coder", "ida"]
        )
        assert result.exit_code == 0, result.output
        async with running(project) as screen:
            await opened(screen, "down", "down")
            await screen.press(key)
        assert decisions(project) == decisions(twin)
        assert decisions(twin)
        assert codings(project) == codings(twin)
        assert [one.action for one in history.entries(project, 9)] == [
            one.action for one in history.entries(twin, 9)
        ]


async def test_a_note_is_told_once(project: Project) -> None:
    text = project.paths.codebook.read_text("utf-8")
    project.paths.codebook.write_text(text.replace("[feje, dæk]", "[feje, og, der]"), "utf-8")
    project.reload_codebook()
    for number in range(3, 9):
        add_interview(project, f"Bilag {number}", transcript_of(HARBOUR))
    async with running(project) as screen:
        await opened(screen)
        await screen.until(lambda: " % of the segments: it tells little" in told(screen))
        assert screen.app.suggestion_help.news() == []


async def test_a_codebook_without_keywords_is_told_and_rests_on_codings(project: Project) -> None:
    text = project.paths.codebook.read_text("utf-8")
    bare = "\n".join(line for line in text.split("\n") if "keywords:" not in line)
    project.paths.codebook.write_text(bare, "utf-8")
    project.reload_codebook()
    async with running(project) as screen:
        await opened(screen, "down")
        await screen.until(lambda: "holds no keywords" in told(screen))
        assert "No suggestion." in panel(screen)
