"""The coding screen: keys in, codings in the database and words on the screen out."""

from __future__ import annotations

import ast
from contextlib import suppress
from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest

from qda import language
from qda.domain.codebook import HOTKEYS, RESERVED_HOTKEYS, Codebook
from qda.domain.codings import Origin
from qda.domain.consent import ConsentEvent, ConsentKind, event_hash
from qda.domain.interviews import Role
from qda.errors import BadProject, QdaError
from qda.services import coding, history
from qda.services.project import Project, make_project, open_project
from qda.storage import informants, journal, themes, transcripts
from qda.tui.app import CodingApp, last_words
from qda.tui.commands import COMMANDS, Place, bar_of, commands_in
from qda.tui.keys import usual_keys
from qda.tui.screens.approvals import ApprovalsScreen
from qda.tui.screens.cell import CellScreen
from qda.tui.screens.codebook import CodebookScreen
from qda.tui.screens.files import FilesScreen
from qda.tui.screens.form import FormScreen
from qda.tui.screens.gates import GatesScreen
from qda.tui.screens.help import HelpScreen, how_coding_works
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.matrix import MatrixScreen
from qda.tui.screens.memos import MemoScreen
from qda.tui.screens.names import NamesScreen
from qda.tui.screens.people import PeopleScreen
from qda.tui.screens.plots import PlotsScreen
from qda.tui.screens.preview import PreviewScreen
from qda.tui.screens.printed import PrintedScreen
from qda.tui.screens.report import ReportScreen
from qda.tui.screens.review import ReviewScreen
from qda.tui.screens.speakers import SpeakersScreen
from qda.tui.screens.split import SplitScreen
from qda.tui.screens.steps import StepsScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.screens.words import WordsScreen
from qda.tui.widgets.bars import StatusLine
from qda.tui.widgets.theme_panel import ThemePanel
from qda.tui.widgets.transcript_view import TranscriptView
from tests.conftest import ROOT
from tests.made_projects import held_by, made_by
from tests.tui_project import (
    CODEBOOK,
    HARBOUR,
    add_interview,
    harbour_project,
    hold_back,
    transcript_of,
)
from tests.tui_screen import SMALL, WIDE, running

if TYPE_CHECKING:
    from pathlib import Path


project = made_by(harbour_project, "havn")
other = held_by("bo")
"""Another program that has the same project open."""


def stored(project: Project, appendix: str = "Bilag 1") -> list[tuple[str, str]]:
    """Theme and words of the codings in the database, as another program reads them."""
    with open_project(project.paths.root, "reader") as reader:
        row = reader.interview(appendix)
        text = reader.db.execute(
            "select text from transcript where id = ?", [row.transcript_id]
        ).fetchone()[0]
        return [(one.theme, one.span.of(text)) for one in coding.listed(reader, row)]


def fill_the_disk(project: Project) -> None:
    """Let the file grow no more, and use up what is free inside it."""
    pages = project.db.execute("pragma page_count").fetchone()[0]
    project.db.execute(f"pragma max_page_count={pages}")
    row = project.interview("Bilag 1")
    segment = coding.segment_by_number(project, row, 9)
    with suppress(BadProject):
        while True:
            coding.toggle(project, row, segment, "penge")
            history.undo(project)


FIRST = "Hvornår begyndte du på havnen?"


# Moving


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        ("", 0),
        ("down", 1),
        ("j j j", 3),
        ("down down up", 1),
        ("j j k", 1),
        ("up", 0),
        ("right", 1),
        ("right right", 4),
        ("end N", 6),
        ("plus", 4),
        ("plus minus", 0),
        ("right right right right", 6),
        ("end left", 6),
        ("end left left", 4),
        ("end minus", 4),
        ("end", 8),
        ("end down", 8),
        ("end home", 0),
        ("pagedown", 8),
        ("end pageup", 0),
    ],
)
async def test_keys_move_by_segment_turn_screen_and_to_the_ends(
    project: Project, keys: str, index: int
) -> None:
    async with running(project) as screen:
        await screen.press(*keys.split())
        assert screen.current == index


@pytest.mark.parametrize("size", [WIDE, SMALL, (46, 12), (220, 50)])
async def test_the_current_segment_is_marked_and_visible_at_any_size(
    project: Project, size: tuple[int, int]
) -> None:
    async with running(project, size=size) as screen:
        await screen.press("end")
        (line,) = (line for line in screen.lines if "Men skriv endelig" in line)
        assert "▌" in line
        await screen.press("up", "down")
        assert next(line for line in screen.lines if "▌" in line) == line
        assert "segment 9 of 9" in screen.text or "9/9" in screen.text


async def test_a_smaller_terminal_hides_the_themes_and_keeps_the_segment(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("end")
        assert "here/all" in screen.text
        await screen.pilot.resize_terminal(60, 14)
        await screen.until(lambda: "here/all" not in screen.text)
        await screen.until(lambda: "Men skriv endelig" in screen.text)
        await screen.press("p")
        assert "here/all" in screen.text


async def test_a_segment_higher_than_the_screen_is_read_to_its_end(tmp_path: Path) -> None:
    long = "begyndelsen " + "og så videre uden ophør " * 100 + "slutningen. "
    with make_project(tmp_path / "lang", codebook=CODEBOOK.encode()) as project:
        speech = (("Bo", Role.INFORMANT, (long, "Kort. ")),)
        add_interview(project, "Bilag 1", transcript_of(speech))
        async with running(project, size=SMALL) as screen:
            assert "begyndelsen" in screen.text
            assert "slutningen" not in screen.text
            await screen.press("down", "pagedown", "down")
            assert screen.current == 0
            assert "slutningen" in screen.text
            await screen.press("up", "pageup", "up")
            assert screen.current == 0
            assert "begyndelsen" in screen.text
            await screen.press("end")
            assert screen.current == 1


async def test_a_click_makes_a_segment_the_current_one(project: Project) -> None:
    async with running(project) as screen:
        at = next(place for place, line in enumerate(screen.lines) if "Pengene" in line)
        await screen.pilot.click("#transcript", offset=(10, at - 1))
        await screen.pilot.pause()
        assert screen.current == 3


# What is shown


async def test_speakers_pages_headings_and_passages_are_shown(project: Project) -> None:
    async with running(project, size=(120, 40)) as screen:
        wanted = {"Samtale på havnen", "Viggo", "informant", "interviewer", "page 1", "page 2",
                  "off the record", "on the record again", "havnearbejder"}  # fmt: skip
        assert {words for words in wanted if words not in screen.text} == set()
        assert "Viggo:" not in screen.text


async def test_a_passage_off_the_record_is_marked_by_sign_and_word(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("end")
        assert "off the record" not in screen.lines[-2]
        (line,) = (line for line in screen.lines if "Det her siger jeg" in line)
        assert "░" in line
        await screen.press("up")
        assert "off the record" in screen.lines[-2]


async def test_codings_show_key_and_name_not_colour_alone(project: Project) -> None:
    async with running(project, size=(120, 40)) as screen:
        await screen.press("j", "1", "2", "j", "1", "2")
        (short,) = (line for line in screen.lines if "Jeg begyndte som dreng" in line)
        assert "┃┃   1 2" in short
        first = next(at for at, line in enumerate(screen.lines) if "Så kom der en kran" in line)
        assert "┃┃   1 Arbejde" in screen.lines[first]
        assert "┃┃   2 Naboer" in screen.lines[first + 1]


async def test_another_coders_coding_is_told_from_an_own_one(
    project: Project, other: Project
) -> None:
    async with running(project, size=(160, 40)) as screen:
        row = other.interview("Bilag 1")
        segment = coding.segment_by_number(other, row, 1)
        coding.toggle(other, row, segment, "naboer")
        await screen.until(lambda: "┆" in screen.text)
        assert "Naboer og støj · bo" in screen.text
        await screen.press("2")
        assert ("naboer", FIRST) in stored(project)
        assert len(stored(project)) == 2
        assert "┆┃" in screen.text or "┃┆" in screen.text


async def test_the_panel_counts_here_and_in_all_interviews(project: Project) -> None:
    row = project.interview("Bilag 2")
    coding.toggle(project, row, coding.segment_by_number(project, row, 1), "arbejde")
    async with running(project) as screen:
        assert "0/1" in screen.text
        await screen.press("1")
        assert "1/2" in screen.text
        assert "● Arbejde" in screen.text or "●1" in screen.text


async def test_no_color_leaves_words_and_signs(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(project) as screen:
        await screen.press("1")
        assert "┃" in screen.text
        assert "saved · Bilag 1: coded as Arbejde på havnen" in screen.text
        seen = [
            *screen.app.screen.query_one(TranscriptView).render_line(2),
            *screen.app.screen.query_one(StatusLine).render_line(0),
        ]
        colours = {one.style.color.triplet for one in seen if one.style and one.style.color}
        assert colours
        assert all(len(set(triplet)) == 1 for triplet in colours if triplet)


async def test_a_key_goes_through_the_appearances_and_the_last_one_is_remembered(
    project: Project,
) -> None:
    async with running(project) as screen:
        assert screen.app.theme == "qda-dark"
        await screen.press("l")
        assert screen.app.theme == "qda-light"
        assert FIRST in screen.text
        await screen.press("l")
        assert screen.app.theme == "qda-contrast"
    async with running(project) as again:
        assert again.app.theme == "qda-contrast"


async def test_a_withdrawn_consent_is_told_at_the_top(project: Project) -> None:
    row = project.interview("Bilag 1")
    assert row.informant_id is not None
    event = ConsentEvent("1", "2025-01-01", ConsentKind.WITHDRAWN, {}, "ida", "")
    with project.action() as db:
        informants.add_consent_event(
            db,
            {
                "informant_id": row.informant_id, "at": event.at, "kind": str(event.kind),
                "fields": {}, "recorded_by": "ida", "recorded_at": event.at, "prev_hash": "",
                "hash": event_hash(event),
            },
        )  # fmt: skip
    async with running(project) as screen:
        assert "CONSENT WITHDRAWN" in screen.lines[0]


# Coding


@pytest.mark.parametrize(
    ("key", "theme", "title"),
    [("1", "arbejde", "Arbejde på havnen"), ("2", "naboer", "Naboer og støj"),
     ("3", "minder", "Minder"), ("4", "penge", "Penge"), ("5", "haab", "Håb for fremtiden"),
     ("6", "andet", "Andet")],
)  # fmt: skip
async def test_a_digit_codes_the_segment_and_uncodes_it_again(
    project: Project, key: str, theme: str, title: str
) -> None:
    async with running(project) as screen:
        await screen.press(key)
        assert stored(project) == [(theme, FIRST)]
        assert screen.status == f"saved · Bilag 1: coded as {title}"
        await screen.press(key)
        assert stored(project) == []
        assert screen.status == f"saved · Bilag 1: coding {title} removed"


async def test_nothing_is_called_saved_before_the_first_act(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("down", "down")
        assert "saved" not in screen.text


async def test_a_digit_without_a_theme_says_so_and_changes_nothing(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("1", "9")
        assert stored(project) == [("arbejde", FIRST)]
        assert "saved" not in screen.status
        assert "No theme is on the key 9." in screen.text


async def test_undo_and_redo_walk_back_and_forth(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("1", "end", "2", "home")
        assert len(stored(project)) == 2
        await screen.press("u")
        assert stored(project) == [("arbejde", FIRST)]
        assert screen.current == 8
        assert screen.status == "saved · Undone: Bilag 1: coded as Naboer og støj"
        await screen.press("u")
        assert stored(project) == []
        assert screen.current == 0
        await screen.press("U", "ctrl+y")
        assert len(stored(project)) == 2
        assert screen.status == "saved · Redone: Bilag 1: coded as Naboer og støj"
        await screen.press("U")
        assert "There is nothing to redo." in screen.text
        assert "saved" not in screen.status


async def test_n_goes_from_one_uncoded_segment_of_the_informant_to_the_next(
    project: Project,
) -> None:
    async with running(project) as screen:
        await screen.press("n", "1", "n", "1", "n", "1", "n", "1", "n")
        assert screen.current == 8  # 7 is off the record
        assert len(stored(project)) == 4
        await screen.press("1", "n")
        assert screen.current == 8
        assert screen.status == "no segment without a coding"


async def test_a_sub_code_is_chosen_by_its_name(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("t")
        assert "Which theme?" in screen.text
        await screen.type("vej")
        await screen.press("enter")
        assert stored(project) == [("vejr", FIRST)]
        assert "saved" in screen.status


async def test_a_name_that_begins_so_comes_before_one_that_holds_it(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("t", "h", "enter")  # not "Arbejde på havnen"
        assert stored(project) == [("haab", FIRST)]


async def test_the_chooser_lists_sub_codes_under_their_theme(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("s", "down", "down", "down", "down", "down", "down", "enter")
        assert stored(project) == [("baade", FIRST)]


async def test_the_chooser_can_be_walked_and_clicked(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("t", "pagedown", "up", "pageup", "up", "escape")
        assert stored(project) == []
        await screen.press("t")
        at = next(place for place, line in enumerate(screen.lines) if "Både og motorer" in line
                  and "│" in line.split("Både")[0])  # fmt: skip
        await screen.pilot.click(offset=(30, at))
        await screen.pilot.pause()
        assert stored(project) == [("baade", FIRST)]


async def test_leaving_the_chooser_changes_nothing(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("t", "down", "escape")
        assert stored(project) == []
        assert isinstance(screen.app.screen, TranscriptScreen)


async def test_a_name_that_no_theme_has_can_not_be_chosen(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("t")
        await screen.type("xyz")
        await screen.press("enter")
        assert "No theme has that name." in screen.text
        assert stored(project) == []


# Finding


async def test_find_goes_to_the_words_and_on_to_the_next(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("f")
        await screen.type("havnen")
        assert screen.current == 0
        assert "1 of 2" in screen.text
        await screen.press("enter")
        assert screen.current == 5
        await screen.press("down")
        assert screen.current == 0
        await screen.press("up")
        assert screen.current == 5
        await screen.press("escape")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert "Find:" not in screen.text
        await screen.press("g")
        assert screen.current == 0
        await screen.press("f")
        assert "1 of 2" in screen.text


async def test_find_again_asks_for_words_where_there_are_none(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("g")
        await screen.type("kaffe")
        assert screen.current == 3
        await screen.pilot.click("#transcript", offset=(10, 3))
        assert "Find:" in screen.text
        await screen.press("escape")
        assert "Find:" not in screen.text
        assert isinstance(screen.app.screen, TranscriptScreen)


async def test_digits_typed_into_find_code_nothing(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("f")
        await screen.type("1 2 q")
        assert "not found" in screen.text
        assert stored(project) == []


# From screen to screen


async def test_from_the_library_into_an_interview_and_back_where_one_left_off(
    project: Project,
) -> None:
    async with running(project, appendix=None) as screen:
        assert isinstance(screen.app.screen, LibraryScreen)
        await screen.press("enter")
        assert isinstance(screen.app.screen, TranscriptScreen)
        await screen.press("j", "j", "1", "escape")
        assert isinstance(screen.app.screen, LibraryScreen)
        await screen.press("down", "enter")
        assert "Bilag 2" in screen.lines[0]
        await screen.press("escape", "k", "enter")
        assert "Bilag 1" in screen.lines[0]
        assert screen.current == 2


@pytest.mark.parametrize("size", [WIDE, SMALL, (50, 12)])
async def test_the_library_shows_how_far_the_interviews_are(
    project: Project, size: tuple[int, int]
) -> None:
    row = project.interview("Bilag 1")
    coding.toggle(project, row, coding.segment_by_number(project, row, 1), "arbejde")
    async with running(project, appendix=None, size=size) as screen:
        (line,) = (line for line in screen.lines if "Bilag 1" in line)
        assert "▌" in line
        assert "11 %" in line
        assert "░" in line
        assert "░ parts held back" in screen.text
        (line,) = (line for line in screen.lines if "Bilag 2" in line)
        assert "░" not in line


async def test_a_second_click_opens_an_interview(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        at = next(place for place, line in enumerate(screen.lines) if "Bilag 2" in line)
        await screen.pilot.click("#interviews", offset=(10, at - 1))
        await screen.pilot.click("#interviews", offset=(10, at - 1))
        await screen.pilot.pause()
        assert "Bilag 2" in screen.lines[0]


async def test_an_empty_project_says_what_to_do(tmp_path: Path) -> None:
    with make_project(tmp_path / "tom", codebook=CODEBOOK.encode(), coder="ida") as project:
        async with running(project, appendix=None) as screen:
            assert "There are no interviews here yet." in screen.text
            await screen.press("enter", "down", "up", "1")
            add_interview(project, "Bilag 4", transcript_of(HARBOUR))
            with project.action() as db:
                db.execute(
                    "insert into journal (at, coder, action, subject, changes)"
                    " values ('2025', 'ida', 'interview.import', '{}', '[]')"
                )
            await screen.until(lambda: "Bilag 4" in screen.text)
            assert "There are no interviews" not in screen.text


async def test_a_project_without_themes_can_be_read(tmp_path: Path) -> None:
    with make_project(tmp_path / "uden", codebook=CODEBOOK.encode()) as project:
        project.codebook = Codebook("Uden", ())
        with project.action() as db:
            themes.mirror(db, project.codebook, "")
            db.execute("delete from theme where parent is not null")
            db.execute("delete from theme")
        add_interview(project, "Bilag 1", transcript_of(HARBOUR))
        async with running(project) as screen:
            assert "There are no themes" in screen.text
            await screen.press("1", "escape", "enter", "t")
            assert "There are no themes yet." in screen.text
            await screen.press("enter", "escape")
            assert isinstance(screen.app.screen, TranscriptScreen)


async def test_a_transcript_without_segments_or_speakers_does_no_harm(tmp_path: Path) -> None:
    with make_project(tmp_path / "stum", codebook=CODEBOOK.encode()) as project:
        add_interview(project, "Bilag 1", transcript_of((), "Kun en overskrift"))
        add_interview(
            project, "Bilag 2", transcript_of((("", Role.OTHER, ("En stemme. ",)),), pages=())
        )
        async with running(project) as screen:
            assert "Kun en overskrift" in screen.text
            await screen.press("1", "n", "end", "right", "left", "pagedown", "u", "f", "a", "enter")
            await screen.press("escape", "escape", "down", "enter")
            assert "speaker unknown" in screen.text
            assert "page unknown" in screen.text
            await screen.press("n", "1")
            assert stored(project, "Bilag 2") == [("arbejde", "En stemme.")]


# Two programs


async def test_what_another_program_codes_appears_and_can_be_undone(
    project: Project, other: Project
) -> None:
    async with running(project) as screen:
        row = other.interview("Bilag 1")
        text = "Pengene var små, men der var altid kaffe i skuret."
        coding.add(other, row, coding.span_of_quote(other, row, text), "penge",
                   origin=Origin.BY_HAND)  # fmt: skip
        await screen.until(lambda: "┆" in screen.text)
        assert [theme for theme, _words in stored(project)] == ["penge"]
        history.undo(other)
        await screen.until(lambda: "┆" not in screen.text)


async def test_a_theme_written_into_the_codebook_appears(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("7")
        assert stored(project) == []
        project.paths.codebook.write_text(
            CODEBOOK + "  fugle:\n    title: Fugle og fisk\n    hotkey: 7\n", encoding="utf-8"
        )
        await screen.until(lambda: "Fugle og fisk" in screen.text)
        await screen.press("7")
        assert stored(project) == [("fugle", FIRST)]


async def test_a_codebook_that_is_broken_meanwhile_is_complained_of_once(
    project: Project,
) -> None:
    async with running(project) as screen:
        project.paths.codebook.write_text("themes: [", encoding="utf-8")
        await screen.until(lambda: "codes.yml" in screen.text)
        await screen.press("1")
        project.paths.codebook.write_text(CODEBOOK, encoding="utf-8")
        assert stored(project) == [("arbejde", FIRST)]
        assert "saved" in screen.status


async def test_speakers_that_are_settled_anew_elsewhere_appear(
    project: Project, other: Project
) -> None:
    async with running(project) as screen:
        await screen.press("end", "f")
        await screen.type("kaffe")
        assert screen.current == 3
        row = other.interview("Bilag 1")
        swapped = [(label.upper(), role, pieces) for label, role, pieces in HARBOUR]
        made = transcript_of(swapped, "Samtale på havnen", pages=(0, 4))
        with other.action() as db:
            transcripts.replace_speech(db, row.transcript_id, made)
            journal.record(db, coder="bo", action="interview.speakers",
                           subject={"appendix": "Bilag 1"})  # fmt: skip
        await screen.until(lambda: "VIGGO" in screen.text)
        assert screen.current == 3
        await screen.press("escape", "1")
        assert [theme for theme, _words in stored(project)] == ["arbejde"]


async def test_a_codebook_that_is_gone_is_complained_of_once_and_coding_goes_on(
    project: Project,
) -> None:
    async with running(project) as screen:
        project.paths.codebook.unlink()
        await screen.until(lambda: "codes.yml" in screen.text)
        screen.app.clear_notifications()
        screen.app.look_around()
        await screen.press("1")
        assert "codes.yml" not in screen.text
        assert "┃" in screen.text
        assert screen.status.startswith("saved")


# Errors


async def test_a_refused_change_is_explained_and_never_called_saved(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("1")
        assert screen.status.startswith("saved")
        project.db.execute("pragma query_only=1")
        await screen.press("2")
        assert "read-only" in screen.text
        assert "Give yourself the right to write" in screen.text
        assert "saved" not in screen.status
        assert stored(project) == [("arbejde", FIRST)]
        project.db.execute("pragma query_only=0")
        await screen.press("2")
        assert len(stored(project)) == 2
        assert screen.status.startswith("saved")


async def test_a_full_disk_is_explained_and_never_called_saved(project: Project) -> None:
    async with running(project, size=(120, 30)) as screen:
        await screen.press("1")
        assert screen.status.startswith("saved")
        fill_the_disk(project)
        there = stored(project)
        assert ("arbejde", FIRST) in there
        await screen.press("2")
        assert "The disk is full" in screen.text
        assert "saved" not in screen.status
        assert stored(project) == there


def test_last_words_name_kind_and_place_and_no_value() -> None:
    error: Exception | None = None
    try:
        Project.interview(None, "Hemmelig Person")  # type: ignore[arg-type]
    except AttributeError as caught:
        error = caught
    assert error is not None
    said = last_words(error)
    assert "AttributeError at qda/services/project.py:" in said
    assert "Your codings are saved." in said
    assert "Hemmelig" not in said


# Hostile text


HOSTILE = (
    "Han sagde [utydeligt] og [/] og [bold red]nej[/bold red]. ",
    "Skjult \x1b]52;c;QUJD\x07 og \x1b[2J og \x9b31m her. ",
    "Vendt \u202eomvendt\u202c og u\u200bsynlig. ",
)


async def test_hostile_text_is_shown_literally_and_can_not_act(tmp_path: Path) -> None:
    codebook = (
        'title: "[/] titel"\nthemes:\n  a:\n    title: "[red]Tema[/] [/nej]"\n    hotkey: 1\n'
    )
    with make_project(tmp_path / "fjendtlig", codebook=codebook.encode(), coder="[ida]") as project:
        speech = (("[bold]Bo\x1b[31m", Role.INFORMANT, HOSTILE),)
        add_interview(project, "Bilag 1", transcript_of(speech, "[/titel] \x1b]0;navn\x07"))
        hold_back(project, "Bilag 1", HOSTILE[2].strip())
        async with running(project, size=(140, 40)) as screen:
            await screen.press("1", "down", "t", "escape", "f")
            await screen.type("[utydeligt]")
            wanted = {"[utydeligt]", "[/]", "[bold red]nej[/bold red]", "[red]Tema[/] [/nej]",
                      "[bold]Bo␛[31m", "␛]52;c;QUJD␇", "�31m", "[ida]", "[/titel] ␛]0;navn␇",
                      "Vendt ␦omvendt␦ og u␣synlig."}  # fmt: skip
            assert {words for words in wanted if words not in screen.text} == set()
            assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u202c", "\u200b"} & set(screen.text)
            assert "1 of 1" in screen.text
            await screen.press("escape", "escape")
            assert "[/] titel" in screen.text


async def test_an_error_message_with_markup_is_shown_as_it_is(project: Project) -> None:
    async with running(project) as screen:
        screen.app.complain(QdaError("[/nej] \x1b[31m", "[bold]råd"))
        await screen.pilot.pause()
        assert "[/nej] ␛[31m" in screen.text
        assert "[bold]råd" in screen.text


# Help, palette, registry, language


@pytest.mark.parametrize("appendix", [None, "Bilag 1"])
@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_shows_every_key_and_three_sentences(
    project: Project, appendix: str | None, key: str
) -> None:
    async with running(project, appendix=appendix, size=(120, 170)) as screen:
        await screen.press(key)
        assert isinstance(screen.app.screen, HelpScreen)
        await screen.until(lambda: "Leave qda" in screen.text)
        inside = [line.split("│")[1] for line in screen.lines if line.count("│") == 2]
        words = " ".join(" ".join(inside).split())
        told = commands_in(Place.LIBRARY if appendix is None else Place.TRANSCRIPT)
        missing = [one.id for one in told if " ".join(one.help.split()) not in words]
        assert missing == []
        assert len(how_coding_works(usual_keys())) == 3
        assert [
            sentence for sentence in how_coding_works(usual_keys()) if sentence not in words
        ] == []
        await screen.press("escape")
        assert not isinstance(screen.app.screen, HelpScreen)


async def test_a_key_is_found_by_some_letters(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("f1")
        await screen.type("back change")
        await screen.until(lambda: "Give the words the theme" not in screen.text)
        assert "Take back the last change" in screen.text
        await screen.type("zzz")
        await screen.until(lambda: "No key does that here." in screen.text)


async def test_a_click_on_the_key_bar_does_what_the_key_does(project: Project) -> None:
    async with running(project, size=(120, 30)) as screen:
        await screen.pilot.click("KeyBar", offset=(screen.lines[-1].index("Next uncoded"), 0))
        await screen.until(lambda: screen.current == 1)


@pytest.mark.parametrize("place", [place for place in Place if place is not Place.EVERYWHERE])
def test_no_key_means_two_things_in_one_place(place: Place) -> None:
    keys = [key for command in commands_in(place) for key in command.keys]
    assert len(keys) > 5
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("place", [place for place in Place if place is not Place.EVERYWHERE])
def test_the_key_bar_shows_at_most_six_keys_and_help_among_them(place: Place) -> None:
    bar = bar_of(place)
    assert 2 <= len(bar) <= 6
    assert "help" in [command.id for command in bar]


def test_digits_belong_to_themes_and_letters_to_the_program() -> None:
    digits = {key for one in COMMANDS for key in one.keys if key.isdigit()}
    letters = {key.casefold() for one in COMMANDS for key in one.keys if len(key) == 1} - digits
    assert digits == {*HOTKEYS, "0"}
    assert len(letters) > 8
    assert letters | {"0"} <= RESERVED_HOTKEYS
    on_digits = {one.id for one in COMMANDS if set(one.keys) & set(HOTKEYS)}
    assert on_digits == {"code", "hotkey"}  # to give a theme, and to give a theme its digit


def test_every_command_has_an_action_that_exists() -> None:
    holders = {
        Place.LIBRARY: LibraryScreen,
        Place.TRANSCRIPT: TranscriptScreen,
        Place.MEMOS: MemoScreen,
        Place.HISTORY: StepsScreen,
        Place.REVIEW: ReviewScreen,
        Place.WORDS: WordsScreen,
        Place.SPEAKERS: SpeakersScreen,
        Place.FILES: FilesScreen,
        Place.REPORT: ReportScreen,
        Place.PEOPLE: PeopleScreen,
        Place.NAMES: NamesScreen,
        Place.PREVIEW: PreviewScreen,
        Place.APPROVALS: ApprovalsScreen,
        Place.FORM: FormScreen,
        Place.MATRIX: MatrixScreen,
        Place.CELL: CellScreen,
        Place.CODEBOOK: CodebookScreen,
        Place.SPLIT: SplitScreen,
        Place.PLOTS: PlotsScreen,
        Place.GATES: GatesScreen,
        Place.PRINTED: PrintedScreen,
    }
    missing = [
        one.id
        for one in COMMANDS
        if not hasattr(
            CodingApp if one.action_name.startswith("app.") else holders.get(one.place, CodingApp),
            "action_" + one.action_name.split("(")[0].removeprefix("app."),
        )
    ]
    assert missing == []


def test_words_are_translated_when_they_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    class Loud(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    assert bar_of(Place.TRANSCRIPT)[0].description == "Code"
    monkeypatch.setattr(language, "_current", Loud())
    assert bar_of(Place.TRANSCRIPT)[0].description == "CODE"


async def test_the_screen_is_danish_in_danish(project: Project) -> None:
    language.settle("da")
    async with running(project, appendix=None) as screen:
        assert "Åbn" in screen.lines[-1]
        await screen.press("enter", "1")
        assert "Fortryd" in screen.lines[-1]
        assert "gemt" in screen.status


async def test_ctrl_c_says_how_to_leave(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("ctrl+c")
        assert "q leaves qda." in screen.text


async def test_q_leaves(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("q")
        assert screen.app.return_code == 0
        assert screen.app._exit


async def test_only_segments_that_changed_are_drawn_anew(project: Project) -> None:
    async with running(project) as screen:
        view = screen.app.screen.query_one(TranscriptView)
        kept = dict.fromkeys(view._kept.keys())
        assert len(kept) > 15
        first, last = view._drawer.flow.first[0], view._drawer.flow.last[0]
        before = {line: view._kept[line] for line in kept}
        await screen.press("1")
        changed = [line for line in before if view._kept[line] is not before[line]]
        assert sorted(changed) == list(range(first, last + 1))


async def test_a_letter_to_find_draws_only_the_lines_that_change(project: Project) -> None:
    async with running(project) as screen:
        view = screen.app.screen.query_one(TranscriptView)
        await screen.press("f")
        before = {line: view._kept[line] for line in list(view._kept.keys())}
        assert len(before) > 15
        await screen.press("h")
        changed = [line for line in before if view._kept[line] is not before[line]]
        marked = [line for line in before if view._drawer.found_on(line)]
        assert 0 < len(marked) < len(before)
        assert changed == marked


async def test_the_bar_beside_the_text_is_one_column_wide(project: Project) -> None:
    async with running(project, size=(100, 24)) as screen:
        view = screen.app.screen.query_one(TranscriptView)
        assert view.vertical_scrollbar.display
        assert view.vertical_scrollbar.size.width == 1


async def test_the_panel_says_once_that_the_segment_has_no_theme(project: Project) -> None:
    async with running(project, size=(100, 40)) as screen:
        assert screen.text.count("No theme yet.") == 1
        assert screen.text.count("This segment") == 1


async def test_the_panel_draws_for_another_width(project: Project) -> None:
    async with running(project, size=(200, 40)) as screen:
        panel = screen.app.screen.query_one(ThemePanel)
        assert panel.size.width > 40
        await screen.pilot.resize_terminal(100, 30)
        await screen.until(lambda: panel.size.width < 40)
        assert "Arbejde på havnen" in screen.text


def markup_in(source: str) -> list[int]:
    """Lines with a widget or notification that would read its text as markup."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = node.args[0] if node.args else None
        safe = first is None or (isinstance(first, ast.Call) and ast.unparse(first.func) in SAFE)
        safe = safe or (isinstance(first, ast.Name) and first.id in LAID_OUT)
        if name in {"Static", "Label", "Button", "Option", "update"} and not safe:
            found.append(node.lineno)
        if name == "notify" and "markup=False" not in ast.unparse(node):
            found.append(node.lineno)
    return found


SAFE = {
    "Content", "Content.assemble", "_item", "_labelled", "_table", "_words", "_line",
    "self._layout_line", "self._line", "self._what", "self._shown", "told",
    "_excerpt", "_context", "_person", "in_full", "Content('\\n').join",
}  # fmt: skip
"""What widgets may be given: none of these reads markup."""

LAID_OUT = {"row", "heads"}
"""Names of what `columns.laid_out` gives, which is `Content`."""


def test_the_check_for_markup_finds_some() -> None:
    assert markup_in("Static(title)\nself.notify(said)\nStatic(Content(title))") == [1, 2]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "qda" / "tui").rglob("*.py")), ids=lambda path: path.stem
)
def test_no_text_is_read_as_markup(path: Path) -> None:
    assert markup_in(path.read_text(encoding="utf-8")) == []
