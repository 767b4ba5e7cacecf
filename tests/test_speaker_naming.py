"""Labels that stand for another name or for nobody: read, stored, replaced, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.interviews import Role, tiling_problems
from qda.domain.speaker_naming import Naming, labels_in, parse_names
from qda.domain.speakers import Layout
from qda.errors import Refused
from qda.services import coding, importing, replacing, settling
from qda.services.importing import Settings
from qda.services.segmenting import segmented
from qda.services.settling import Settlement
from qda.storage import interviews
from tests.projects import document
from tests.twins import contents

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

GARDEN = (
    "Samtale i haven",
    "Ida: Hvad laver du?",
    "Viggo: Jeg graver her.",
    "Ragna: det skal regne.",
    "Ida: Og så?",
    "Viggo: Så sår jeg.",
    "Ragna: kom hjem.",
    "lda: Tak for det.",
)
"""`Ragna:` recurs and is no speaker; `lda` is a slip for `Ida`."""
NAMING = Naming({"Ida": "Interviewer", "lda": "Interviewer"}, frozenset({"Ragna"}))


def labels(speech: object) -> list[str]:
    return [turn.label for turn in speech.reading.turns]  # type: ignore[attr-defined]


def garden(project: Project) -> Path:
    path = project.paths.transcripts / "Bilag 3.txt"
    path.write_text("\n".join(GARDEN), "utf-8")
    return path


def test_an_ignored_label_is_words_of_the_speaker_before() -> None:
    before = segmented(document(GARDEN))
    assert "Ragna" in labels(before)
    after = segmented(document(GARDEN), naming=Naming(ignored=frozenset({"Ragna"})))
    assert "Ragna" not in labels(after)
    (turn, *_rest) = (t for t in after.reading.turns if t.label == "Viggo")
    assert "Ragna: det skal regne." in turn.span.of(after.text)
    assert (
        tiling_problems(after.text, after.reading.turns, after.reading.blocks, after.segments) == []
    )


def test_two_labels_with_one_name_are_one_speaker_with_one_role() -> None:
    roles = {"lda": Role.OTHER, "Interviewer": Role.INTERVIEWER}
    speech = segmented(document(GARDEN), roles, naming=NAMING)
    found = {one.label: (one.role, one.turns) for one in speech.reading.speakers}
    assert found == {"Interviewer": (Role.INTERVIEWER, 3), "Viggo": (Role.INFORMANT, 2)}
    assert speech.text == segmented(document(GARDEN)).text


@pytest.mark.parametrize(
    "naming", [Naming({"Bo": "Ib"}), Naming(ignored=frozenset({"Viggoo"}))], ids=["name", "nobody"]
)
def test_a_label_that_is_not_there_is_refused(naming: Naming) -> None:
    with pytest.raises(Refused, match="No speaker is called"):
        segmented(document(GARDEN), naming=naming)


def test_names_are_read_as_they_are_typed() -> None:
    assert parse_names(" I = Ida , IP=Viggo Tang") == {"I": "Ida", "IP": "Viggo Tang"}
    assert labels_in(["Det  her"]) == {"Det her"}
    assert Naming.from_values(NAMING.as_values()) == NAMING
    assert not Naming.from_values(None)


@pytest.mark.parametrize("typed", ["I", "=Ida", "I="])
def test_half_a_name_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="gives no label another name"):
        parse_names(typed)


def test_a_corrected_file_keeps_names_and_what_was_ignored(project: Project) -> None:
    path = garden(project)
    importing.import_files(project, [path], Settings(naming=NAMING))
    new = project.paths.root / "new.txt"
    new.write_text("\n".join(GARDEN).replace("graver", "graver og luger"), "utf-8")
    plan = replacing.replace(project, project.interview("Bilag 3"), new)
    assert plan.unknown_labels == ()
    row = project.interview("Bilag 3")
    found = {turn.label for turn in interviews.turns(project.db, row.transcript_id)}
    assert found == {"Interviewer", "Viggo"}
    assert row.report["speakers"] == NAMING.as_values()


def test_the_command_line_and_the_settling_service_leave_the_same_project(
    project: Project, tmp_path: Path
) -> None:
    from qda.services.project import make_project

    path = garden(project)
    importing.import_files(project, [path])
    row = project.interview("Bilag 3")
    coding.toggle(project, row, coding.segment_by_number(project, row, 2), "andet")
    with make_project(tmp_path / "twin", codebook=project.paths.codebook.read_bytes()) as twin:
        importing.import_files(twin, [path])
        row = twin.interview("Bilag 3")
        coding.toggle(twin, row, coding.segment_by_number(twin, row, 2), "andet")
        said = CliRunner().invoke(
            build(),
            ["import", str(path), "-p", str(twin.paths.root), "--speakers", "Viggo=other",
             "--rename", "Ida=Interviewer,lda=Interviewer", "--not-a-speaker", "Ragna"],
        )  # fmt: skip
        assert said.exit_code == 0, said.output
        row = project.interview("Bilag 3")
        settling.settle(
            project, row, settling.source_of(project, row),
            Settlement({"Viggo": Role.OTHER}, None, NAMING),
        )  # fmt: skip
        assert contents(project) == contents(twin)
        assert contents(twin)["coding"]
        assert {row["label"] for row in contents(twin)["turn"]} == {"Interviewer", "Viggo"}


def test_without_its_file_the_stored_text_is_settled_and_pages_stay(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    source = settling.source_of(interviewed, row)
    assert not source.original
    before = [one.page for one in interviews.segments(interviewed.db, row.transcript_id)]
    assert set(before) == {1, 2}
    settling.settle(interviewed, row, source, Settlement({"I": Role.OTHER}, Layout.COLON))
    after = interviews.segments(interviewed.db, row.transcript_id)
    assert [one.page for one in after] == before


def test_speakers_are_not_settled_on_a_text_that_was_replaced_meanwhile(project: Project) -> None:
    path = garden(project)
    importing.import_files(project, [path])
    row = project.interview("Bilag 3")
    source = settling.source_of(project, row)
    new = project.paths.root / "new.txt"
    new.write_text("\n".join(GARDEN).replace("graver", "luger"), "utf-8")
    replacing.replace(project, row, new)
    with pytest.raises(Refused, match="was replaced meanwhile"):
        settling.settle(project, row, source, Settlement())
