"""Pages of an interview are measured, taken from a PDF, typed in or forgotten, and undone."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.documents import LineSource, PageSource
from qda.domain.interviews import PageStart, Role
from qda.domain.page_typing import Why, Wrong, problem_of, starts_of
from qda.errors import BadFile, NotFound, Refused
from qda.formats import office
from qda.formats.pdf import SMALL, read_pdf
from qda.services import history, importing, paging, typing_pages
from qda.services.project import make_project
from qda.storage import interviews
from tests.conftest import ROOT
from tests.pdf_files import stacked, write_pdf
from tests.word_files import members, para, write

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

LINES = (
    "Samtale i bådhuset",
    "I: Hvornår kom du til øen første gang?",
    "B: Det var den sommer, hvor vi tjærede jollen og malede den grøn.",
    "I: Hvad lavede du om vinteren?",
    "B: Om vinteren lappede jeg net ved kakkelovnen, og så læste jeg højt.",
    "I: Hvem hørte på?",
    "B: Det gjorde katten og min bror, og katten var den mest tålmodige.",
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
needs_office = pytest.mark.skipif(office.installed() is None, reason="LibreOffice is not installed")


@pytest.fixture
def talk(tmp_path: Path) -> Project:
    """A project with an interview in Word that tells no pages."""
    project = make_project(tmp_path / "talk", coder="Ida")
    body = "".join(para(line) for line in LINES)
    whole = {**members(body), "[Content_Types].xml": TYPES}
    write(project.paths.transcripts / "Bilag 6.docx", whole)
    (report,) = importing.import_files(project, [project.paths.transcripts])
    assert report.error is None
    return project


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


def row_of(project: Project) -> InterviewRow:
    return project.interview("Bilag 6")


def pages_of(project: Project) -> list[tuple[int, str]]:
    row = row_of(project)
    text = interviews.transcript_text(project.db, row.transcript_id)
    known = interviews.page_map(project.db, row.transcript_id)
    return [(start.number, text[start.offset :].splitlines()[0]) for start in known.starts]


def segments_of(project: Project) -> list[tuple[int | None, int | None]]:
    rows = interviews.segments(project.db, row_of(project).transcript_id)
    return [(row.page, row.line) for row in rows]


def test_a_pdf_gives_pages_and_lines(talk: Project, tmp_path: Path) -> None:
    file = write_pdf(
        tmp_path / "a.pdf", stacked([["Bilag 6", *LINES[:3], "1"], ["Bilag 6", *LINES[3:]]])
    )
    with talk:
        shown = paging.from_pdf(talk, row_of(talk), file, 4)
        assert (shown.known_from, shown.line_source) == ("pdf", LineSource.PRINTED)
        assert pages_of(talk) == [(4, LINES[0]), (5, LINES[3])]
        assert segments_of(talk) == [(4, 2), (4, 3), (5, 1), (5, 2), (5, 3), (5, 4)]


def test_settling_speakers_anew_keeps_the_pages(talk: Project, tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", stacked([LINES[:3], LINES[3:]]))
    with talk:
        paging.from_pdf(talk, row_of(talk), file)
        before = segments_of(talk)
        settings = importing.Settings(roles={"I": Role.INTERVIEWER, "B": Role.INFORMANT})
        (report,) = importing.import_files(talk, [talk.paths.transcripts], settings)
        assert report.outcome is importing.Outcome.RESETTLED
        assert before[-1] == (2, 4)
        assert segments_of(talk) == before


@pytest.mark.parametrize("steps", [1, 2])
def test_undo_and_redo_bring_pages_back(talk: Project, tmp_path: Path, steps: int) -> None:
    file = write_pdf(tmp_path / "a.pdf", stacked([LINES[:3], LINES[3:]]))
    with talk:
        typing_pages.type_in(talk, row_of(talk), {2: "Om vinteren lappede"}, last=True)
        typed = (pages_of(talk), segments_of(talk))
        paging.from_pdf(talk, row_of(talk), file)
        states = [(pages_of(talk), segments_of(talk)), typed, ([], [(None, None)] * 6)]
        assert states[0] != typed != states[2]
        undone = [history.undo(talk) for _ in range(steps)]
        assert (pages_of(talk), segments_of(talk)) == states[steps]
        assert history.in_words(undone[0]) == "Bilag 6: pages taken from a PDF"
        again = [history.redo(talk) for _ in range(steps)]
        assert (pages_of(talk), segments_of(talk)) == states[0]
        assert len(again) == steps


def test_pages_are_typed_in_by_words_and_segments_and_added_to(talk: Project) -> None:
    with talk:
        typing_pages.type_in(talk, row_of(talk), {2: "hvor vi tjærede"}, last=True)
        assert [number for number, _words in pages_of(talk)] == [1, 2]
        typing_pages.type_in(talk, row_of(talk), {3: "#4", 4: "katten var"})
        assert [number for number, _words in pages_of(talk)] == [1, 2, 3, 4]
        assert row_of(talk).page_source is PageSource.TYPED
        paging.forget(talk, row_of(talk))
        assert pages_of(talk) == []


@pytest.mark.parametrize(
    ("given", "kind", "words"),
    [
        ({2: "Hvem"}, None, ""),
        ({2: "brønd"}, NotFound, "do not stand"),
        ({2: "B"}, Refused, "stand in 3 places"),
        ({2: "#9"}, NotFound, "no segment 9"),
        ({2: "Hvad lavede", 4: "Hvem hørte"}, Refused, "missing between 2 and 4"),
        ({2: "Hvem hørte", 3: "Hvad lavede"}, Refused, "Page 3 begins before page 2"),
        ({1: "Samtale", 2: "Hvornår kom"}, Refused, "there must be a page 3"),
    ],
)  # fmt: skip
def test_pages_that_cannot_be_right_are_refused(
    talk: Project, given: dict[int, str], kind: type[Exception] | None, words: str
) -> None:
    with talk:
        outcome: BaseException | None = None
        try:
            typing_pages.type_in(talk, row_of(talk), given, last=kind is None)
        except (Refused, NotFound) as error:
            outcome = error
        assert (type(outcome) if outcome else None) is kind
        assert words in str(outcome)
        assert bool(pages_of(talk)) is (kind is None)


@pytest.mark.parametrize(
    ("places", "first", "wanted"),
    [
        ({2: 50}, None, ((0, 1), (50, 2))),
        ({5: 50, 6: 90}, None, ((50, 5), (90, 6))),
        ({5: 50, 6: 90}, 4, ((0, 4), (50, 5), (90, 6))),
        ({1: 0, 2: 50}, None, ((0, 1), (50, 2))),
        ({}, 7, ((0, 7),)),
        ({}, None, ()),
    ],
)
def test_what_stands_before_the_first_page_is_known_or_not(
    places: dict[int, int], first: int | None, wanted: tuple[tuple[int, int], ...]
) -> None:
    assert starts_of(places, first) == tuple(PageStart(*start) for start in wanted)


def test_the_end_of_a_text_is_believed_only_when_it_is_about_a_page() -> None:
    starts = (PageStart(0, 1), PageStart(100, 2))
    assert problem_of(starts, 250) is None
    assert problem_of(starts, 400) == Wrong(Why.MORE_FOLLOW, 2, 3)
    assert problem_of(starts, 400, last=True) is None


def test_a_pdf_of_another_text_is_refused(talk: Project, tmp_path: Path) -> None:
    file = write_pdf(
        tmp_path / "a.pdf", stacked([["Noget ganske andet om høns", "og om hegnet ved haven"]])
    )
    with talk:
        with pytest.raises(Refused, match="of the words of Bilag 6"):
            paging.from_pdf(talk, row_of(talk), file)
        assert pages_of(talk) == []


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04", "not a PDF"),
        (b"%PDF-1.4\n garbage", "is damaged"),
        (b"%PDF-1.7\n1 0 obj\n<< /Length 99", "is damaged"),
    ],
)
def test_a_bad_pdf_has_one_clear_message(tmp_path: Path, contents: bytes, words: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(contents)
    with pytest.raises(BadFile, match=words):
        read_pdf(file)


def test_a_long_pdf_is_read_in_shares_with_its_pages_in_order(tmp_path: Path) -> None:
    filling = ["Haven ligger der stadig, og hegnet er malet om igen af den samme nabo."] * 55
    pages = [[f"Side {number}", *filling] for number in range(41)]
    file = write_pdf(tmp_path / "a.pdf", stacked(pages))
    assert file.stat().st_size > SMALL
    assert [lines[0] for lines in read_pdf(file)] == [page[0] for page in pages]


def test_a_pdf_without_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="pictures of pages"):
        read_pdf(write_pdf(tmp_path / "a.pdf", stacked([[], []])))


def test_a_corrected_file_with_the_same_text_does_not_forget_pages(talk: Project) -> None:
    from qda.services import replacing

    file = talk.paths.transcripts / "Bilag 6.docx"
    with talk:
        typing_pages.type_in(talk, row_of(talk), {2: "Hvem hørte"}, last=True)
        with pytest.raises(Refused, match="holds the text that Bilag 6 has already"):
            replacing.replace(talk, row_of(talk), file)
        assert len(pages_of(talk)) == 2


@needs_office
def test_the_demo_is_measured_as_the_program_that_laid_it_out_left_it(tmp_path: Path) -> None:
    with make_project(tmp_path / "p", coder="Ida") as project:
        shutil.copy(ROOT / "transcripts" / "Bilag 6.docx", project.paths.transcripts)
        importing.import_files(project, [project.paths.transcripts])
        marks = pages_of(project)
        program = office.installed()
        assert program is not None
        with pytest.raises(Refused, match="known already"):
            paging.measure(project, row_of(project), program)
        shown = paging.measure(project, row_of(project), program, again=True)
        assert shown.known_from == f"measured with {program.name}"
        assert len(marks) > 8
        assert len(pages_of(project)) >= 8
        assert all(line is not None for _page, line in segments_of(project))


@needs_office
def test_nothing_is_measured_in_a_pipe_unless_it_is_asked_for(
    talk: Project, runner: CliRunner
) -> None:
    folder = str(talk.paths.root)
    file = str(talk.paths.transcripts / "Bilag 6.docx")
    talk.close()
    again = runner.invoke(build(), ["import", file, "--as", "Bilag 6", "-p", folder, "--json"])
    assert again.exit_code == 0
    listed = runner.invoke(build(), ["list", "-p", folder, "--json"]).stdout
    assert json.loads(listed)[0]["page_source"] == "unknown"
    result = runner.invoke(build(), ["pages", "--measure", "-p", folder])
    assert "1 interview measured with LibreOffice" in result.stderr
    listed = runner.invoke(build(), ["list", "-p", folder, "--json"]).stdout
    assert json.loads(listed)[0]["page_source"].startswith("measured with LibreOffice ")


def test_a_table_and_options_on_the_command_line(
    talk: Project, runner: CliRunner, tmp_path: Path
) -> None:
    folder = str(talk.paths.root)
    talk.close()
    table = tmp_path / "sider.csv"
    table.write_text("side;ord\n2;Hvad lavede\n", "utf-8")
    done = runner.invoke(
        build(),
        [
            "pages",
            "Bilag 6",
            "--table",
            str(table),
            "--set",
            "3=Hvem hørte",
            "-p",
            folder,
            "--json",
        ],
    )
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["page_source"] == "typed in"
    assert [page["page"] for page in found["pages"]] == [1, 2, 3]
    bad = runner.invoke(build(), ["pages", "Bilag 6", "--set", "to=Hvem", "-p", folder])
    assert (bad.exit_code, "is no page number" in bad.output) == (2, True)
    both = runner.invoke(build(), ["pages", "Bilag 6", "--measure", "--forget", "-p", folder])
    assert both.exit_code == 2
    shown = runner.invoke(build(), ["pages", "-p", folder])
    assert "typed in" in shown.stdout
