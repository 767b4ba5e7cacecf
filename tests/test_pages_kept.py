"""Pages are carried over to a corrected text, may have gaps, and say how they are known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.documents import PageSource
from qda.domain.interviews import NOWHERE, PageStart
from qda.domain.page_typing import Why, problem_of, starts_of
from qda.services import history, importing, paging, replacing, typing_pages
from qda.services.project import make_project
from qda.storage import interviews
from tests.word_files import members, para, write

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

LINES = (
    "I: Hvornår kom du til øen første gang, og hvem tog imod dig?",
    "B: Det var den sommer, hvor vi tjærede jollen og malede den grøn.",
    "I: Hvad lavede du om vinteren, når der ikke kom nogen færge?",
    "B: Om vinteren lappede jeg net ved kakkelovnen, og så læste jeg højt.",
    "I: Hvem hørte på, og hvad syntes de om historierne?",
    "B: Det gjorde katten og min bror, og katten var den mest tålmodige.",
)


@pytest.fixture
def talk(tmp_path: Path) -> Project:
    """A project with an interview in Word that tells no pages."""
    project = make_project(tmp_path / "talk", coder="Ida")
    (report,) = importing.import_files(project, [written(tmp_path / "Bilag 6.docx", LINES)])
    assert report.error is None
    return project


def written(path: Path, lines: tuple[str, ...]) -> Path:
    return write(path, members("".join(map(para, lines))))


def row_of(project: Project) -> InterviewRow:
    return project.interview("Bilag 6")


def pages_of(project: Project) -> list[int | None]:
    """The page of each segment."""
    return [one.page for one in interviews.segments(project.db, row_of(project).transcript_id)]


def typed(project: Project) -> None:
    typing_pages.type_in(
        project, row_of(project), {2: "Hvad lavede du", 3: "Hvem hørte på"}, first=1, last=True
    )
    assert pages_of(project) == [1, 1, 2, 2, 3, 3]


def corrected(project: Project, folder: Path, changes: dict[int, str]) -> replacing.Plan:
    lines = tuple(changes.get(number, line) for number, line in enumerate(LINES))
    file = written(folder / "rettet.docx", lines)
    return replacing.replace(project, row_of(project), file)


def test_typed_pages_stay_where_the_words_are_unchanged(talk: Project, tmp_path: Path) -> None:
    typed(talk)
    plan = corrected(talk, tmp_path, {1: "B: Det var det år, hvor vi tjærede båden grøn."})
    assert plan.carries_pages
    assert row_of(talk).page_source is PageSource.TYPED
    assert pages_of(talk) == [1, 1, 2, 2, 3, 3]
    assert history.undo(talk) is not None
    assert pages_of(talk) == [1, 1, 2, 2, 3, 3]


def test_a_page_whose_first_words_were_rewritten_is_unknown_until_the_next(
    talk: Project, tmp_path: Path
) -> None:
    typed(talk)
    changes = {1: "B: Nu står her noget helt andet.", 2: "I: Vil du sige mere om alt det?"}
    corrected(talk, tmp_path, changes)
    assert pages_of(talk) == [1, 1, None, None, 3, 3]


def test_measured_pages_are_measured_again_and_that_is_said(talk: Project, tmp_path: Path) -> None:
    row = row_of(talk)
    with talk.action() as db:
        db.execute(
            "update transcript set page_source = 'measured', page_program = 'LibreOffice 9'"
            " where id = ?",
            [row.transcript_id],
        )
    lines = tuple(line.replace("net", "garn") for line in LINES)
    file = written(tmp_path / "rettet.docx", lines)
    order = ["replace", "Bilag 6", str(file), "-p", str(talk.paths.root)]
    result = CliRunner().invoke(build(), order, env={"LANGUAGE": "en"})
    assert result.exit_code == 0
    assert "`qda pages --measure` does it anew" in result.stderr
    assert row_of(talk).page_source is PageSource.UNKNOWN


def test_from_a_place_on_the_page_may_be_unknown(talk: Project) -> None:
    typing_pages.type_in(
        talk, row_of(talk), {2: "#2", 7: "#5"}, unknown=["Hvad lavede du"], first=1, last=True
    )
    assert pages_of(talk) == [1, 2, None, None, 7, 7]
    assert [page.number for page in paging.paging_of(talk, row_of(talk)).pages] == [1, 2, None, 7]
    typing_pages.type_in(talk, row_of(talk), {8: "#6"}, last=True)
    assert pages_of(talk) == [1, 2, None, None, 7, 8]


def test_a_gap_that_is_not_said_is_refused() -> None:
    starts = starts_of({1: 0, 2: 10, 7: 50}, None)
    wrong = problem_of(starts, 60)
    assert wrong is not None
    assert wrong.why is Why.GAP
    said = starts_of({1: 0, 2: 10, 7: 50}, None, [30])
    assert said[2] == PageStart(30, NOWHERE)
    assert problem_of(said, 60) is None


def test_pages_out_of_order_around_a_gap_are_refused() -> None:
    wrong = problem_of(starts_of({7: 10, 3: 50}, None, [30]), 60)
    assert wrong is not None
    assert wrong.why is Why.ORDER


def test_a_gap_is_typed_and_shown_on_the_command_line(talk: Project) -> None:
    folder = str(talk.paths.root)
    order = ["pages", "Bilag 6", "--set", "2=#3", "--set", "?=#5", "--json", "-p", folder]
    result = CliRunner().invoke(build(), order, env={"LANGUAGE": "en"})
    assert result.exit_code == 0
    assert [page["page"] for page in json.loads(result.stdout)["pages"]] == [1, 2, None]


def test_show_says_how_pages_and_lines_are_known(talk: Project) -> None:
    typed(talk)
    order = ["show", "Bilag 6", "--json", "-p", str(talk.paths.root)]
    lines = json.loads(CliRunner().invoke(build(), order, env={"LANGUAGE": "en"}).stdout)
    assert {line["page_source"] for line in lines} == {"typed in"}
    assert {line["line_source"] for line in lines} == {"unknown"}
