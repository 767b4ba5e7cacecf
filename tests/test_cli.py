"""The command line: exit code, stdout and stderr of each verb, and bad input."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from qda.cli.main import build
from qda.domain.text import display
from qda.services.project import open_project
from tests.commands import qda
from tests.conftest import SHARED, TRANSCRIPTS

if TYPE_CHECKING:
    from pathlib import Path


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


def test_the_matrix_says_which_codings_are_no_quotes_of_their_own(demo: Path) -> None:
    result = qda("matrix", "-p", demo)
    assert " 187" in result.stdout
    assert "1 coding is left out: overlap with a restricted passage." in result.stderr
    assert "2 codings are one quote with another coding of the same words." in result.stderr


def test_a_matrix_of_summaries_that_nobody_wrote_says_so(demo: Path) -> None:
    result = qda("matrix", "--cells", "summaries", "-p", demo)
    assert result.exit_code == 0
    assert "No summaries yet." in result.stderr


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
