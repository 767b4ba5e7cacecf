"""The coding screen: keys in, codings in the database and words on the screen out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from qda.domain.codebook import Codebook
from qda.domain.codings import Origin
from qda.domain.consent import ConsentEvent, ConsentKind, event_hash
from qda.domain.interviews import Role
from qda.errors import BadProject, QdaError
from qda.services import coding, history
from qda.services.project import Project, make_project, open_project
from qda.storage import informants, themes
from qda.tui.complaining import last_words
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.widgets.bars import StatusLine
from qda.tui.widgets.transcript_view import TranscriptView
from tests.made_projects import held_by, made_by
from tests.tui_project import (
    CODEBOOK,
    HARBOUR,
    add_interview,
    harbour_project,
    hold_back,
    speakers_in_capitals,
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
        speakers_in_capitals(other)
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
