"""`qda export`, `qda import-project` and their kin, as a person calls them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.services import coding
from tests.exchange_files import TEXT, project_xml, qdpx, selection

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from qda.services.project import Project


@pytest.fixture
def folder(interviewed: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project with one coding."""
    row = interviewed.interview("Bilag 6")
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "andet")
    monkeypatch.chdir(interviewed.paths.root)
    return interviewed.paths.root


def run(*words: str) -> Result:
    return CliRunner().invoke(build(), list(words))


def test_a_working_copy_says_that_it_is_one(folder: Path) -> None:
    result = run("export", "refi", "--internal", "--out", "copy.qdpx")
    assert result.exit_code == 0
    assert "Internal – not for publication" in result.stderr
    assert "Wrote to copy.qdpx: texts 1, codes 8, codings 1." in result.stderr
    assert "REFI-QDA has no place for: 6 × turn with its speaker" in result.stderr
    assert result.stdout == ""
    assert (folder / "copy.qdpx").stat().st_mode & 0o777 == 0o600


def test_without_consent_nothing_is_shared_and_it_is_said(folder: Path) -> None:
    result = run("export", "refi", "--out", "shared.qdpx")
    assert result.exit_code == 1
    assert "G01 Bilag 6: Nobody is registered for this interview." in result.stderr
    assert not (folder / "shared.qdpx").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "refi", "--out", "x.zip"), "does not end in .qdpx"),
        (("export", "codebook", "--out", "x.yml"), "does not end in .qdc"),
        (("export", "refi", "--out", "transcripts/x.qdpx"), "among your originals"),
        (("export", "data", "--out", "transcripts"), "among your originals"),
        (("export", "data", "--internal", "--out", "."), "holds other files"),
    ],
)
def test_a_place_that_is_not_fit_is_refused(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    result = run(*words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_a_codebook_goes_out_and_its_codes_are_there_already(folder: Path) -> None:
    assert run("export", "codebook", "--out", "codes.qdc").exit_code == 0
    result = run("codes", "import", "codes.qdc")
    assert result.exit_code == 0
    assert "Added 0 themes; 8 there already." in result.stderr


def test_codes_come_in_with_a_diff(folder: Path) -> None:
    (folder / "list.txt").write_text("Broer\n  Drejebroer\n", "utf-8")
    before = (folder / "codes.yml").read_text("utf-8")
    shown = run("codes", "import", "list.txt", "--dry-run")
    assert "+  broer:" in shown.stdout
    assert (folder / "codes.yml").read_text("utf-8") == before
    result = run("codes", "import", "list.txt")
    assert "Added 2 themes; 0 there already." in result.stderr
    assert "drejebroer" in (folder / "codes.yml").read_text("utf-8")


def test_an_import_says_how_positions_count_and_what_has_no_place(folder: Path) -> None:
    begin = TEXT.index("Broen er")
    xml = project_xml(selection(begin, begin + 8) + selection(1, 9_999, number=1))
    qdpx(folder / "other.qdpx", xml)
    result = run("import-project", "other.qdpx")
    assert result.exit_code == 1
    assert "Bilag 3 (Bilag 3): new; positions: characters" in result.stderr
    assert "1 coding has no place: the position lies outside the text" in result.stderr
    assert "Imported codings: 1, themes: 1, texts: 1." in result.stderr


def test_an_import_speaks_json(folder: Path) -> None:
    begin = TEXT.index("Broen er")
    qdpx(folder / "other.qdpx", project_xml(selection(begin, begin + 8)))
    result = run("import-project", "other.qdpx", "--dry-run", "--json")
    values = json.loads(result.stdout)
    assert values["codings"] == {"new": 1, "there": 0}
    assert values["themes"] == {"new": ["broer"], "there": 0}


def test_positions_can_be_settled_by_hand(folder: Path) -> None:
    begin = TEXT.index("Broen er")
    qdpx(folder / "other.qdpx", project_xml(selection(begin + 1, begin + 9)))
    result = run("import-project", "other.qdpx", "--positions", "bom", "--json")
    assert json.loads(result.stdout)["texts"][0]["positions"] == "bom"
    assert "Broen er" in run("coding", "list", "Bilag 3").stdout


def test_a_project_file_is_not_taken_for_a_transcript(folder: Path) -> None:
    qdpx(folder / "other.qdpx", project_xml())
    result = run("import", "other.qdpx")
    assert result.exit_code == 1
    assert "qda import-project" in result.stderr


def test_codings_alone_come_from_a_project_file(folder: Path) -> None:
    run("export", "refi", "--internal", "--out", "copy.qdpx")
    result = run("coding", "import", "copy.qdpx")
    assert result.exit_code == 0
    assert "Imported codings: 0, themes: 0, texts: 0. Codings there already: 1," in result.stderr


def test_highlights_of_taguette_come_from_its_table(folder: Path) -> None:
    (folder / "all_tags.csv").write_text(
        'id,document,tag,content\n1,Bilag 6.docx,andet,"Æbletræerne er fælles."\n2,Bilag 6,,x\n',
        "utf-8",
    )
    result = run("coding", "import", "all_tags.csv")
    assert "Imported 1 coding" in result.stderr
    assert "1 not placed" in result.stderr


def test_data_go_out_as_tables(folder: Path) -> None:
    result = run("export", "data", "--internal", "--form", "jsonl", "--out", "exports/data")
    assert result.exit_code == 0
    assert "tables 5, rows " in result.stderr
    lines = (folder / "exports" / "data" / "codings.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[0])["quote"] == "Selv tak."


@pytest.mark.parametrize("name", ["nothing.qdpx", "codes.yml", "transcripts"])
def test_another_file_is_refused_with_a_sentence(folder: Path, name: str) -> None:
    result = run("import-project", name)
    assert result.exit_code == 3
    assert f'"{name}"' in result.stderr
    assert "Traceback" not in result.output
