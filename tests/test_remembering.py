"""Speakers that were settled once are taken over for the next file of the same layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.interviews import Role
from qda.domain.speaker_naming import Naming
from qda.domain.speakers import Layout
from qda.services import importing, overview, settling
from qda.services.importing import Outcome, Settings
from qda.services.project import make_project
from qda.storage import interviews
from tests.word_files import members, para, run, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.services.importing import FileReport
    from qda.services.project import Project

ASKED = ("Hvem bor her?", "Hvad hedder båden?", "Hvor længe?")
TOLD = ("Min tante og jeg.", "Den hedder Fulmar, og den er utæt.", "Siden foråret.")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p", coder="Ida") as made:
        yield made


def file(folder: Path, number: int, one: str, two: str, sign: str = ": ") -> Path:
    """An interview that says nothing about who asks."""
    lines = [f"Samtale {number}", ""]
    for asked, told in zip(ASKED, TOLD, strict=True):
        lines += [f"{one}{sign}{asked}", f"{two}{sign}{told}"]
    path = folder / f"Bilag {number}.txt"
    path.write_text("\n".join(lines), "utf-8")
    return path


def imported(project: Project, path: Path, settings: Settings | None = None) -> FileReport:
    (report,) = importing.import_files(project, [path], settings)
    assert report.error is None
    return report


def roles(project: Project, appendix: str) -> dict[str, Role]:
    row = project.interview(appendix)
    return {turn.label: turn.role for turn in interviews.turns(project.db, row.transcript_id)}


SWAPPED = {"A": Role.INFORMANT, "B": Role.INTERVIEWER}


def test_roles_are_taken_over_for_the_same_labels(project: Project, tmp_path: Path) -> None:
    imported(project, file(tmp_path, 1, "A", "B"), Settings(roles=SWAPPED))
    report = imported(project, file(tmp_path, 2, "A", "B"))
    assert (report.as_in, report.settled, report.confident) == ("Bilag 1", True, True)
    assert roles(project, "Bilag 2") == SWAPPED
    third = imported(project, file(tmp_path, 3, "A", "B"))
    assert third.as_in == "Bilag 2"


def test_the_switch_turns_it_off(project: Project, tmp_path: Path) -> None:
    imported(project, file(tmp_path, 1, "A", "B"), Settings(roles=SWAPPED))
    report = imported(project, file(tmp_path, 2, "A", "B"), Settings(remember=False))
    assert report.as_in == ""
    assert roles(project, "Bilag 2") == {"A": Role.INTERVIEWER, "B": Role.INFORMANT}


def test_what_nobody_settled_is_not_remembered(project: Project, tmp_path: Path) -> None:
    imported(project, file(tmp_path, 1, "A", "B"))
    assert imported(project, file(tmp_path, 2, "A", "B")).as_in == ""


@pytest.mark.parametrize(("one", "two", "sign"), [("C", "D", ": "), ("A", "B", " – ")])
def test_other_labels_and_other_layouts_are_recognised_anew(
    project: Project, tmp_path: Path, one: str, two: str, sign: str
) -> None:
    imported(project, file(tmp_path, 1, "A", "B"), Settings(roles=SWAPPED))
    assert imported(project, file(tmp_path, 2, one, two, sign)).as_in == ""
    assert roles(project, "Bilag 2")[two] is Role.INFORMANT


def test_a_new_speaker_is_asked_about(project: Project, tmp_path: Path) -> None:
    settled = {"Ida": Role.INTERVIEWER, "Bo": Role.INFORMANT}
    imported(project, file(tmp_path, 1, "Ida", "Bo"), Settings(roles=settled))
    report = imported(project, file(tmp_path, 2, "Ida", "Mia"))
    assert (report.as_in, report.new_labels, report.confident) == ("Bilag 1", ("Mia",), False)
    assert roles(project, "Bilag 2") == {"Ida": Role.INTERVIEWER, "Mia": Role.INFORMANT}
    assert imported(project, file(tmp_path, 3, "Ida", "Mia")).as_in == "Bilag 1"


def test_bold_questions_are_taken_over_once_a_person_has_said_so(
    project: Project, tmp_path: Path
) -> None:
    for number in (1, 2):
        body = para(f"Samtale {number}") + "".join(
            para(run(asked, "<w:b/>")) + para(told) + para("Og så sejlede vi.")
            for asked, told in zip(ASKED, TOLD, strict=True)
        )
        write(tmp_path / f"Bilag {number}.docx", members(body))
    first = imported(project, tmp_path / "Bilag 1.docx", Settings(layout=Layout.QUESTIONS))
    assert first.recognised == "questions"
    second = imported(project, tmp_path / "Bilag 2.docx", Settings(remember=False, dry_run=True))
    assert second.proposal is not None
    second = imported(project, tmp_path / "Bilag 2.docx")
    assert (second.as_in, second.settled, second.proposal) == ("Bilag 1", True, None)
    assert len(interviews.turns(project.db, project.interview("Bilag 2").transcript_id)) == 6


def test_settling_anew_is_what_the_next_file_takes_over(project: Project, tmp_path: Path) -> None:
    first = file(tmp_path, 1, "A", "B")
    assert imported(project, first).as_in == ""
    assert imported(project, first, Settings(roles=SWAPPED)).outcome is Outcome.RESETTLED
    assert imported(project, file(tmp_path, 2, "A", "B")).as_in == "Bilag 1"


def test_a_dry_run_shows_what_would_be_taken_over(project: Project, tmp_path: Path) -> None:
    imported(project, file(tmp_path, 1, "A", "B"), Settings(roles=SWAPPED))
    report = imported(project, file(tmp_path, 2, "A", "B"), Settings(dry_run=True))
    assert report.as_in == "Bilag 1"
    assert [row.appendix for row in project.interviews()] == ["Bilag 1"]


def test_names_and_ignored_labels_are_taken_over_with_the_roles(
    project: Project, tmp_path: Path
) -> None:
    naming = Naming({"A": "Ida", "B": "Viggo"})
    settings = Settings(roles=SWAPPED, naming=naming)
    imported(project, file(tmp_path, 1, "A", "B"), settings)
    report = imported(project, file(tmp_path, 2, "A", "B"))
    assert (report.as_in, report.new_labels) == ("Bilag 1", ())
    assert roles(project, "Bilag 2") == {"Ida": Role.INFORMANT, "Viggo": Role.INTERVIEWER}
    row = project.interview("Bilag 2")
    settled = settling.settled_now(project, row, settling.source_of(project, row))
    assert settled.naming == naming


def test_a_settling_on_the_screen_is_what_the_next_file_takes_over(
    project: Project, tmp_path: Path
) -> None:
    imported(project, file(tmp_path, 1, "A", "B"))
    row = project.interview("Bilag 1")
    source = settling.source_of(project, row)
    settling.settle(project, row, source, settling.Settlement(SWAPPED, Layout.COLON))
    report = imported(project, file(tmp_path, 2, "A", "B"))
    assert report.as_in == "Bilag 1"
    assert roles(project, "Bilag 2") == SWAPPED


def test_a_speaker_whom_nobody_has_looked_at_is_marked_in_the_list(
    project: Project, tmp_path: Path
) -> None:
    settled = {"Ida": Role.INTERVIEWER, "Bo": Role.INFORMANT}
    imported(project, file(tmp_path, 1, "Ida", "Bo"), Settings(roles=settled))
    imported(project, file(tmp_path, 2, "Ida", "Mia"))
    first, second = overview.overview_of(project).interviews
    assert (first.speakers_uncertain, second.speakers_uncertain) == (False, True)
    row = project.interview("Bilag 2")
    source = settling.source_of(project, row)
    settling.settle(project, row, source, settling.settled_now(project, row, source))
    assert [one.speakers_uncertain for one in overview.overview_of(project).interviews] == [
        False,
        False,
    ]
