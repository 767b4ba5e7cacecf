"""The command line: exit code, stdout and stderr of each verb, and bad input."""

from __future__ import annotations

import csv
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.text import display
from qda.services.project import open_project
from tests.conftest import ROOT, SHARED

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

TRANSCRIPTS = ROOT / "transcripts"


def qda(*arguments: object) -> Result:
    return CliRunner().invoke(build(), [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    environment = {**os.environ, "QDA_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-m", "qda", "demo", str(folder)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def demo(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the demo project that a test may change; nobody has it open."""
    shutil.copytree(demo_folder, tmp_path / "demo")
    return tmp_path / "demo"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A new project without interviews."""
    folder = tmp_path / "thesis"
    assert qda("init", folder, "--codes", ROOT / "codes.yml").exit_code == 0
    return folder


def test_qda_alone_prints_help_and_is_a_usage_error() -> None:
    result = qda()
    assert result.exit_code == 2
    assert "Usage:" in result.output


def test_version_is_one_line() -> None:
    result = qda("--version")
    assert result.exit_code == 0
    assert result.stdout == "qda 0.1.0\n"


def test_a_misspelt_verb_names_the_nearest() -> None:
    result = qda("imprt")
    assert result.exit_code == 2
    assert "import" in result.stderr
    assert result.stdout == ""


def test_every_command_has_help_with_an_example() -> None:
    from qda.cli.verbs import command_table

    verbs = [verb for family in command_table().values() for verb in family]
    assert len(verbs) > 15
    assert [verb for verb in verbs if "Example:" not in help_of(verb)] == []


def help_of(verb: str) -> str:
    """The help of a verb, or of all verbs of a group."""
    text = qda(verb, "--help").stdout
    command = build().get_command(None, verb)  # type: ignore[attr-defined]
    inner = getattr(command, "commands", {})
    assert all("Example:" in qda(verb, name, "--help").stdout for name in inner)
    return text if not inner else "Example:"


def test_init_makes_a_project_with_a_codebook_that_is_fine(tmp_path: Path) -> None:
    result = qda("init", tmp_path / "new", "--title", "Prøve")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert (tmp_path / "new" / "qda.db").is_file()
    checked = qda("codes", "check", "--project", tmp_path / "new")
    assert checked.exit_code == 0
    assert "no problems" in checked.stderr


def test_outside_a_project_the_way_in_is_named(tmp_path: Path) -> None:
    result = qda("status", "--project", tmp_path)
    assert result.exit_code == 3
    assert "qda init" in result.stderr


def test_the_demo_shows_the_matrix_and_leaves_files(demo: Path) -> None:
    names = {path.suffix for path in (demo / "exports").iterdir()}
    assert names == {".xlsx", ".csv", ".json", ".md", ".html"}
    result = qda("matrix", "--json", "--project", demo)
    values = json.loads(result.stdout)
    assert [row["appendix"] for row in values["rows"]] == [f"Bilag {n}" for n in range(1, 9)]
    assert values["total"] > 160
    assert all(all(row["counts"].values()) for row in values["rows"])


def test_the_demo_does_not_overwrite_a_project(demo: Path) -> None:
    before = (demo / "qda.db").read_bytes()
    result = qda("demo", demo)
    assert result.exit_code == 3
    assert (demo / "qda.db").read_bytes() == before


def test_an_appendix_that_is_not_shown_is_cited_without_a_page(demo: Path) -> None:
    values = json.loads(qda("matrix", "--json", "--cells", "quotes", "--project", demo).stdout)
    by_appendix = {row["appendix"]: row["quotes"] for row in values["rows"]}
    assert {q["reference"] for cell in by_appendix["Bilag 5"].values() for q in cell} == {
        "(Bilag 5)"
    }
    pages = {q["reference"] for cell in by_appendix["Bilag 6"].values() for q in cell}
    assert len(pages) > 5
    assert all(reference.startswith("(Bilag 6:") for reference in pages)


def test_no_name_of_an_informant_stands_in_the_matrix_files(demo: Path) -> None:
    import re

    names = re.findall(r"^\s+name: (.+)$", (TRANSCRIPTS / "informants.yml").read_text(), re.M)
    assert len(names) == 8
    heads = qda("matrix", "--csv", "--project", demo).stdout
    assert "Bilag 1" in heads
    assert [name for name in names if name in heads] == []


def test_what_is_off_the_record_is_in_no_file_of_the_demo(demo: Path) -> None:
    listed = json.loads(qda("coding", "list", "Bilag 6", "--json", "--project", demo).stdout)
    off = [one["quote"] for one in listed if one["restricted"]]
    assert len(off) == 1
    texts = [path.read_text("utf-8") for path in (demo / "exports").iterdir()
             if path.suffix != ".xlsx"]  # fmt: skip
    with zipfile.ZipFile(next((demo / "exports").glob("*.xlsx"))) as book:
        texts += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
    assert any("Bilag 6" in text for text in texts)
    words = off[0].split()
    run = " ".join(words[:6])
    assert [text[:40] for text in texts if run in " ".join(text.split())] == []


def test_files_and_folders_of_a_project_are_for_their_owner(demo_folder: Path) -> None:
    modes = {
        path.relative_to(demo_folder).as_posix(): stat.S_IMODE(path.stat().st_mode) & 0o077
        for path in demo_folder.rglob("*")
    }
    assert "qda.db" in modes
    assert [name for name, others in modes.items() if others] == []


def test_the_doctor_is_content_with_the_demo(demo: Path) -> None:
    result = qda("doctor", "--json", "--project", demo)
    findings = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(findings) >= 10
    assert [f["name"] for f in findings if not f["ok"]] == []


def test_search_finds_danish_words_in_context(demo: Path) -> None:
    result = qda("search", "beboer*", "--json", "--limit", "5", "--project", demo)
    hits = json.loads(result.stdout)
    assert len(hits) == 5
    assert all(hit["match"].casefold().startswith("beboer") for hit in hits)


def test_a_hit_off_the_record_is_marked(demo: Path) -> None:
    words = "må I ikke citere mig for"
    hits = json.loads(qda("search", words, "--restricted", "--json", "-p", demo).stdout)
    assert [hit["restricted"] for hit in hits] == [False, True]
    assert "[off the record]" in qda("search", words, "--restricted", "-p", demo).stdout
    assert len(json.loads(qda("search", words, "--json", "-p", demo).stdout)) == 1
    assert not json.loads(qda("search", "blandet", "--json", "-p", demo).stdout)[0]["restricted"]


def test_search_keeps_the_ring(demo: Path) -> None:
    assert json.loads(qda("search", "også", "--json", "--project", demo).stdout)
    assert json.loads(qda("search", "ogsa", "--json", "--project", demo).stdout) == []


@pytest.mark.parametrize("words", ['"', "e-mail", "NOT", "it's", "a AND", "*", "(", "-", "f.eks."])
def test_any_words_can_be_searched(demo: Path, words: str) -> None:
    assert qda("search", "--project", demo, "--", words).exit_code == 0


def test_coding_by_segment_undo_and_redo(demo: Path) -> None:
    added = qda("coding", "add", "bilag 6", "--segment", 41, "--theme", "effekter", "-p", demo)
    assert added.exit_code == 0, added.stderr
    before = len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout))
    undone = qda("undo", "-p", demo)
    assert "Bilag 6: coded as Effekter af social mix" in undone.stderr
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == before - 1
    assert qda("redo", "-p", demo).exit_code == 0
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == before


def test_a_coding_is_removed_by_its_id(demo: Path) -> None:
    listed = json.loads(qda("coding", "list", "--json", "-p", demo).stdout)
    assert len(listed) == 190
    assert qda("coding", "remove", listed[0]["uid"][:10], "-p", demo).exit_code == 0
    left = json.loads(qda("coding", "list", "--json", "-p", demo).stdout)
    assert [one["uid"] for one in left] == [one["uid"] for one in listed[1:]]


@pytest.mark.parametrize("theme", ["1", "forstaaelse", "Forståelse af social mix", "forst"])
def test_a_theme_is_named_by_hotkey_key_title_or_beginning(demo: Path, theme: str) -> None:
    result = qda("coding", "add", "Bilag 1", "-s", 9, "-t", theme, "-p", demo)
    assert result.exit_code == 0, result.stderr
    assert "forstaaelse" in result.stderr


def test_importing_the_same_codings_again_adds_nothing(demo: Path) -> None:
    result = qda("coding", "import", TRANSCRIPTS / "codings.csv", "-p", demo)
    assert result.exit_code == 0
    assert "Imported 0 codings; 190 there already, 0 not placed." in result.stderr


def test_codings_are_taken_back_as_one_step(demo: Path) -> None:
    assert qda("undo", "-p", demo).exit_code == 0
    assert json.loads(qda("coding", "list", "--json", "-p", demo).stdout) == []
    assert qda("redo", "-p", demo).exit_code == 0
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == 190


def write_rows(path: Path, rows: list[list[str]], encoding: str = "utf-8", sign: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    return path


def test_danish_excel_is_read_with_semicolons_and_its_own_encoding(
    demo: Path, tmp_path: Path
) -> None:
    quote = json.loads(qda("show", "Bilag 2", "--segment", 5, "--json", "-p", demo).stdout)[0]
    rows = [["Bilag", "Citat", "Tema", "Koder"], ["2", quote["text"], "effekter", "øjvind"]]
    path = write_rows(tmp_path / "c.csv", rows, "cp1252", ";")
    result = qda("coding", "import", path, "-p", demo)
    assert result.exit_code == 0, result.stderr
    assert "Imported 1 coding;" in result.stderr
    assert "Windows-1252" in result.stderr
    by = json.loads(qda("coding", "list", "--coder", "øjvind", "--json", "-p", demo).stdout)
    assert [one["quote"] for one in by] == [quote["text"]]


def test_codings_are_imported_from_a_workbook(demo: Path, tmp_path: Path) -> None:
    import openpyxl

    quote = json.loads(qda("show", "Bilag 2", "--segment", 5, "--json", "-p", demo).stdout)[0]
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["appendix", "quote", "theme", "coder"])
    book.active.append(["Bilag 2", quote["text"], "hvorfor", "anna"])
    book.save(tmp_path / "c.xlsx")
    result = qda("coding", "import", tmp_path / "c.xlsx", "-p", demo)
    assert "Imported 1 coding; 0 there already, 0 not placed." in result.stderr


def test_a_quote_that_is_not_there_is_reported_with_its_row_and_nearest(
    demo: Path, tmp_path: Path
) -> None:
    quote = json.loads(qda("show", "Bilag 2", "--segment", 6, "--json", "-p", demo).stdout)[0]
    changed = quote["text"].replace(" ", " altså ", 1)
    rows = [
        ["appendix", "quote", "theme"],
        ["Bilag 2", changed, "effekter"],
        ["Bilag 99", "x", "effekter"],
        ["Bilag 2", "x", "efekter"],
        ["Bilag 2", "", "effekter"],
    ]
    path = write_rows(tmp_path / "c.csv", rows)
    result = qda("coding", "import", path, "-p", demo)
    assert result.exit_code == 1
    assert "row 2 (Bilag 2)" in result.stderr
    assert "segment 6" in result.stderr
    assert "row 3 (Bilag 99)" in result.stderr
    assert "row 4" in result.stderr
    assert "effekter" in result.stderr
    assert "row 5" in result.stderr
    assert "Imported 0 codings" in result.stderr


def test_a_table_without_a_column_says_which(demo: Path, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "c.csv", [["appendix", "quote"], ["Bilag 1", "ja"]])
    result = qda("coding", "import", path, "-p", demo)
    assert result.exit_code == 3
    assert '"theme"' in result.stderr


def test_a_table_that_is_no_text_is_refused(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(b"appendix,quote,theme\nBilag 1,\x81\x8d\x90,effekter\n")
    result = qda("coding", "import", path, "-p", demo)
    assert result.exit_code == 3
    assert "c.csv" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_workbook_that_is_none_is_refused(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "c.xlsx").write_text("hej")
    result = qda("coding", "import", tmp_path / "c.xlsx", "-p", demo)
    assert result.exit_code == 3
    assert "c.xlsx" in result.stderr


def test_the_same_interview_twice_is_skipped(demo: Path) -> None:
    result = qda("import", TRANSCRIPTS / "Bilag 1.docx", "-p", demo)
    assert result.exit_code == 0
    assert "unchanged" in result.stderr


def test_the_same_file_under_another_number_is_refused(demo: Path) -> None:
    result = qda("import", TRANSCRIPTS / "Bilag 1.docx", "--as", "Bilag 9", "-p", demo)
    assert result.exit_code == 1
    assert "as Bilag 1" in result.stderr


def test_another_text_for_a_number_that_is_taken_is_refused(demo: Path, tmp_path: Path) -> None:
    shutil.copy(TRANSCRIPTS / "Bilag 2.docx", tmp_path / "Bilag 2.docx")
    path = tmp_path / "Bilag 2.docx"
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"changed"
    result = qda("import", path, "-p", demo)
    assert result.exit_code == 1
    assert "another text" in result.stderr


def test_two_files_that_claim_one_number_are_refused(empty: Path, tmp_path: Path) -> None:
    shutil.copy(TRANSCRIPTS / "Bilag 1.docx", tmp_path / "Bilag 1.docx")
    shutil.copy(TRANSCRIPTS / "Bilag 2.docx", tmp_path / "bilag_1 ny.docx")
    result = qda("import", tmp_path / "Bilag 1.docx", tmp_path / "bilag_1 ny.docx", "-p", empty)
    assert result.exit_code == 1
    assert "all claim to be Bilag 1" in result.stderr
    assert json.loads(qda("list", "--json", "-p", empty).stdout) == []


def test_a_name_without_a_number_asks_for_it(empty: Path, tmp_path: Path) -> None:
    shutil.copy(TRANSCRIPTS / "Bilag 1.docx", tmp_path / "interview.docx")
    result = qda("import", tmp_path / "interview.docx", "-p", empty)
    assert result.exit_code == 1
    assert "--as" in result.stderr
    named = qda("import", tmp_path / "interview.docx", "--as", "9", "-p", empty)
    assert named.exit_code == 0
    assert json.loads(qda("list", "--json", "-p", empty).stdout)[0]["appendix"] == "Bilag 9"


BAD_FILES = {
    "empty": b"",
    "pdf": b"%PDF-1.7\n",
    "rtf": b"{\\rtf1 hej",
    "html": b"<html><body>hej</body></html>",
    "password or old": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    "cut off": (TRANSCRIPTS / "Bilag 1.docx").read_bytes()[:9000],
    "text": b"hej med dig",
}


@pytest.mark.parametrize("kind", sorted(BAD_FILES))
def test_a_bad_word_file_is_refused_with_one_message(
    empty: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "Bilag 1.docx"
    path.write_bytes(BAD_FILES[kind])
    result = qda("import", path, "-p", empty)
    assert result.exit_code == 3
    assert '"Bilag 1.docx"' in result.stderr
    assert "Traceback" not in result.output
    assert json.loads(qda("list", "--json", "-p", empty).stdout) == []


def test_a_missing_file_is_said(empty: Path, tmp_path: Path) -> None:
    result = qda("import", tmp_path / "Bilag 1.docx", "-p", empty)
    assert result.exit_code == 3
    assert '"Bilag 1.docx"' in result.stderr


def test_a_folder_without_word_files_is_said(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    result = qda("import", tmp_path / "tom", "-p", empty)
    assert result.exit_code == 1
    assert '"tom"' in result.stderr


def test_a_mixed_folder_gets_one_honest_report(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mappe"
    folder.mkdir()
    talk = "I: Hvad så på Ærø?\nIP: Jo, det går.\nI: Og ellers?\nIP: Fint, tak.\n"
    rtf = talk.replace("Æ", "\\'c6").replace("ø", "\\'f8").replace("å", "\\'e5")
    shutil.copy(TRANSCRIPTS / "Bilag 1.docx", folder)
    (folder / "Bilag 2.txt").write_bytes(talk.encode("cp1252"))
    (folder / "Bilag 3.rtf").write_text("{\\rtf1\\ansi " + rtf.replace("\n", "\\par ") + "}")
    (folder / "Bilag 4.md").write_text(talk.replace("\n", "\n\n"), "utf-8")
    (folder / "Bilag 5.txt").write_bytes(b"\0" * 99)
    (folder / "lyd.m4a").write_bytes(b"x")
    result = qda("import", "--report", folder, "-p", empty)
    assert result.exit_code == 1
    assert "read as: Word\n" in result.stderr
    assert "read as: text, Windows-1252" in result.stderr
    assert "does not say how it encodes its letters; read as Windows-1252" in result.stderr
    assert "read as: RTF, Windows-1252" in result.stderr
    assert "read as: Markdown, UTF-8" in result.stderr
    assert "Passed over in the folder: 1 × .m4a" in result.stderr
    assert "Imported 4 interviews," in result.stderr
    assert "1 refused" in result.stderr
    found = json.loads(qda("search", "ærø", "--json", "-p", empty).stdout)
    assert [hit["appendix"] for hit in found] == ["Bilag 2", "Bilag 3", "Bilag 4"]


def test_a_pattern_given_as_text_is_expanded(empty: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"Bilag {number}.txt").write_text(f"I: Nå {number}?\nIP: Ja.\n", "utf-8")
    result = qda("import", tmp_path / "Bilag*.txt", "-p", empty)
    assert "Imported 2 interviews," in result.stderr


def test_a_folder_goes_on_after_a_bad_file(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mappe"
    folder.mkdir()
    shutil.copy(TRANSCRIPTS / "Bilag 1.docx", folder)
    (folder / "Bilag 2.docx").write_bytes(b"")
    (folder / "~$lag 1.docx").write_bytes(b"lock")
    result = qda("import", folder, "-p", empty)
    assert result.exit_code == 1
    assert "Imported 1 interview," in result.stderr
    assert "1 refused" in result.stderr
    assert [i["appendix"] for i in json.loads(qda("list", "--json", "-p", empty).stdout)] == [
        "Bilag 1"
    ]


def test_a_dry_run_shows_the_speakers_and_stores_nothing(empty: Path) -> None:
    result = qda("import", "--dry-run", TRANSCRIPTS / "Bilag 5.docx", "-p", empty)
    assert result.exit_code == 0
    assert "HS" in result.stdout
    assert "interviewer" in result.stdout
    assert "tracked deletion" in result.stderr
    assert json.loads(qda("list", "--json", "-p", empty).stdout) == []


def test_speakers_can_be_settled_after_the_import(empty: Path) -> None:
    path = TRANSCRIPTS / "Bilag 1.docx"
    qda("import", path, "-p", empty)
    qda("coding", "add", "Bilag 1", "-s", 4, "-t", "1", "-p", empty)
    (before,) = json.loads(qda("coding", "list", "--json", "-p", empty).stdout)
    settled = qda("import", path, "--speakers", "I=informant,IP=interviewer", "-p", empty)
    assert settled.exit_code == 0, settled.stderr
    (after,) = json.loads(qda("coding", "list", "--json", "-p", empty).stdout)
    assert (after["quote"], after["start"]) == (before["quote"], before["start"])
    roles = {
        i["speaker"]: i["role"] for i in json.loads(qda("show", "1", "--json", "-p", empty).stdout)
    }
    assert roles == {"I": "informant", "IP": "interviewer"}
    assert qda("doctor", "-p", empty).exit_code == 0


def test_a_file_without_labels_comes_in_without_speakers_until_settled(empty: Path) -> None:
    path = TRANSCRIPTS / "Bilag 7.docx"
    result = qda("import", path, "-p", empty)
    assert result.exit_code == 0
    assert "--layout questions" in result.stderr
    shown = json.loads(qda("show", "Bilag 7", "--json", "-p", empty).stdout)
    assert {line["role"] for line in shown} == {"other"}
    qda("import", path, "--layout", "questions", "-p", empty)
    shown = json.loads(qda("show", "Bilag 7", "--json", "-p", empty).stdout)
    assert {line["role"] for line in shown} == {"interviewer", "informant"}
    examined = json.loads(qda("doctor", "--json", "-p", empty).stdout)
    assert [f["name"] for f in examined if not f["ok"] and not f["warning"]] == []


def test_unknown_speakers_are_named(empty: Path) -> None:
    result = qda("import", TRANSCRIPTS / "Bilag 1.docx", "--speakers", "IPP=informant", "-p", empty)
    assert result.exit_code == 1
    assert "IP" in result.stderr


BAD_CODEBOOKS = {
    "tab": "title: x\nthemes:\n\ta:\n\t\ttitle: A\n",
    "duplicate key": "themes:\n  a:\n    title: A\n  a:\n    title: B\n",
    "unknown field": "themes:\n  a:\n    titel: A\n",
    "no themes": "title: x\n",
}


@pytest.mark.parametrize("kind", sorted(BAD_CODEBOOKS))
def test_a_bad_codebook_is_reported_with_its_line(empty: Path, kind: str) -> None:
    (empty / "codes.yml").write_text(BAD_CODEBOOKS[kind], "utf-8")
    result = qda("status", "-p", empty)
    assert result.exit_code == 3
    assert "codes.yml:" in result.stderr
    assert "codebook." in result.stderr


def test_an_edit_of_the_codebook_shows_a_diff_and_keeps_comments(empty: Path) -> None:
    before = (empty / "codes.yml").read_text("utf-8")
    assert before.count("#") > 3
    tried = qda("codes", "edit", "effekter", "--add-keyword", "ro på", "--dry-run", "-p", empty)
    assert (empty / "codes.yml").read_text("utf-8") == before
    done = qda("codes", "edit", "effekter", "--add-keyword", "ro på", "-p", empty)
    assert done.exit_code == 0, done.stderr
    assert tried.stdout == done.stdout
    after = (empty / "codes.yml").read_text("utf-8")
    changed = [a for a, b in zip(before.splitlines(), after.splitlines(), strict=False) if a != b]
    assert "ro på" in after
    assert len(changed) <= 1 or "ro på" in done.stdout
    assert before.count("#") == after.count("#")


def test_a_backup_is_restored_and_what_was_there_is_kept(demo: Path) -> None:
    assert qda("backup", "-p", demo).exit_code == 0
    listed = len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout))
    qda("undo", "-p", demo)
    assert json.loads(qda("coding", "list", "--json", "-p", demo).stdout) == []
    restored = qda("restore", "-p", demo)
    assert restored.exit_code == 0, restored.stderr
    assert "before-restore" in restored.stderr
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == listed == 190


def test_a_damaged_project_is_restored(demo: Path) -> None:
    database = demo / "qda.db"
    database.write_bytes(b"broken" * 1000)
    assert qda("status", "-p", demo).exit_code == 3
    assert qda("restore", "-p", demo).exit_code == 0
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == 190
    assert list((demo / "backups").glob("before-restore-*.damaged"))


def test_a_backup_never_replaces_a_file(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("mine")
    result = qda("backup", tmp_path / "x.db", "-p", demo)
    assert result.exit_code == 1
    assert (tmp_path / "x.db").read_text() == "mine"


def test_a_restored_file_that_is_no_copy_is_refused(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("mine")
    before = (demo / "qda.db").read_bytes()
    assert qda("restore", tmp_path / "x.db", "-p", demo).exit_code == 3
    assert (demo / "qda.db").read_bytes() == before


def test_the_register_is_loaded_once(demo: Path) -> None:
    again = qda("informant", "load", TRANSCRIPTS / "informants.yml", "-p", demo)
    assert again.exit_code == 0, again.stderr
    assert "Informants: 0 new, 8 updated. New consents: 0. New restrictions: 0." in again.stderr
    people = json.loads(qda("informant", "list", "--json", "-p", demo).stdout)
    assert [p["appendix_policy"] for p in people].count("empty") == 1
    assert [p["approval"] for p in people].count("all_mentions") == 2


def test_a_register_before_its_interviews_is_refused_whole(empty: Path) -> None:
    result = qda("informant", "load", TRANSCRIPTS / "informants.yml", "-p", empty)
    assert result.exit_code == 3
    assert "informants.passage-not-found" in result.stderr
    assert json.loads(qda("informant", "list", "--json", "-p", empty).stdout) == []


def test_a_matrix_is_written_and_an_unknown_ending_is_refused(demo: Path, tmp_path: Path) -> None:
    written = qda("matrix", "--out", tmp_path / "m.xlsx", "-p", demo)
    assert written.exit_code == 0
    assert (tmp_path / "m.xlsx").stat().st_size > 10_000
    refused = qda("matrix", "--out", tmp_path / "m.pdf", "-p", demo)
    assert refused.exit_code == 1
    assert not (tmp_path / "m.pdf").exists()


def test_a_matrix_never_replaces_an_original(demo: Path) -> None:
    path = demo / "transcripts" / "Bilag 1.csv"
    assert qda("matrix", "--out", path, "-p", demo).exit_code == 1
    assert not path.exists()


def test_a_matrix_in_a_folder_that_is_not_there_is_refused(demo: Path, tmp_path: Path) -> None:
    result = qda("matrix", "--out", tmp_path / "none" / "m.csv", "-p", demo)
    assert result.exit_code == 3
    assert "Traceback" not in result.output


def test_the_coding_screen_needs_a_terminal(demo: Path) -> None:
    result = qda("code", "-p", demo)
    assert result.exit_code == 1
    assert "terminal" in result.stderr


def test_escape_sequences_never_reach_the_terminal(empty: Path) -> None:
    (empty / "codes.yml").write_text(
        'themes:\n  a:\n    title: "A\u202eB"\n    hotkey: 1\n', "utf-8"
    )
    said = qda("codes", "list", "-p", empty).stdout + qda("status", "-p", empty).stdout
    assert said.count("A␦B") == 2
    assert "\u202e" not in said
    assert "\x1b" not in said


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside the project")
def test_hostile_files_of_the_corpus_give_no_traceback(empty: Path) -> None:
    folder = SHARED / "corpus" / "docx" / "hostile"
    results = {
        path.name: qda("import", path, "--as", f"Bilag {place}", "-p", empty)
        for place, path in enumerate(sorted(folder.iterdir()), start=1)
    }
    assert len(results) >= 10
    assert {name for name, r in results.items() if r.exit_code not in (0, 1, 3)} == set()
    assert {name for name, r in results.items() if "Traceback" in r.output} == set()


def test_a_reader_that_goes_away_is_no_error(demo: Path) -> None:
    command = f'"{sys.executable}" -m qda show "Bilag 6" --project "{demo}" | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr


def run(*arguments: object, out: str = os.devnull) -> subprocess.CompletedProcess[bytes]:
    """The program as its own process, its output in a file."""
    with open(out, "wb") as stdout:
        return subprocess.run(
            [sys.executable, "-m", "qda", *map(os.fsencode, map(str, arguments))],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env={**os.environ, "QDA_LANG": "en"},
            check=False,
        )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("status",), ("matrix", "--csv")])
def test_output_that_finds_no_room_is_said(demo: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "-p", demo, out="/dev/full")
    assert done.returncode == 3
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="arguments are bytes on Linux only")
def test_an_argument_that_is_no_text_is_refused(demo: Path) -> None:
    where = ("Bilag 2", "--segment", 5, "--theme", "effekter")
    done = run("coding", "add", *where, "--coder", "\udcff", "-p", demo)
    assert done.returncode == 2
    assert b"UTF-8" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_quote_mark_that_is_not_closed_swallows_no_rows(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text('appendix,quote,theme\nBilag 2,"ja,effekter\nBilag 2,nej,effekter\n')
    result = qda("coding", "import", path, "-p", demo)
    assert result.exit_code == 3
    assert "c.csv" in result.stderr


def test_codings_that_are_removed_together_come_back_together(demo: Path) -> None:
    ids = [one["uid"] for one in json.loads(qda("coding", "list", "--json", "-p", demo).stdout)]
    assert qda("coding", "remove", ids[0], ids[1], ids[0][:9], "-p", demo).exit_code == 0
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == 188
    assert qda("undo", "-p", demo).exit_code == 0
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == 190


def test_a_text_that_reads_otherwise_than_it_is_stored_keeps_its_turns(demo: Path) -> None:
    with open_project(demo) as project, project.action() as db:
        db.execute("update transcript set text = text || ' ', text_hash = 'older' where id = 2")
    before = qda("show", "Bilag 2", "-p", demo).stdout
    path = TRANSCRIPTS / "Bilag 2.docx"
    result = qda("import", "--layout", "none", path, "-p", demo)
    assert result.exit_code == 1
    assert "other words" in result.stderr
    assert qda("show", "Bilag 2", "-p", demo).stdout == before


def test_json_holds_no_sign_that_a_terminal_acts_on(capsys: pytest.CaptureFixture[str]) -> None:
    from qda.cli.output import data_json

    value = {"text": "a\u202eb\u2066c\x9bd\x1be"}
    data_json(value)
    written = capsys.readouterr().out
    assert [sign for sign in written if display(sign) != sign] == []
    assert json.loads(written) == value
