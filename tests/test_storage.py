"""The database: settings, migrations, transactions, permissions, damage, a full disk."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qda.errors import BadProject, NewerProject, Refused
from qda.formats.codes_changes import SetField
from qda.services import codebooks, coding
from qda.services.coding_import import import_codings
from qda.services.importing import import_files
from qda.services.project import Project, make_project, open_project
from qda.storage import codings, connection, health, participants, store
from qda.storage.connection import DatabaseError, explanation
from tests.conftest import ROOT
from tests.projects import add_interview

if TYPE_CHECKING:
    from collections.abc import Callable


def test_every_connection_has_the_durable_settings(project: Project) -> None:
    assert connection.PRAGMAS["synchronous"] == 2
    assert connection.PRAGMAS["journal_mode"] == "truncate"
    assert health.wrong_pragmas(project.db) == []


def test_a_setting_that_is_not_in_force_is_found(project: Project) -> None:
    project.db.execute("pragma synchronous=1")
    assert health.wrong_pragmas(project.db) == ["synchronous"]


def test_all_tables_are_strict(project: Project) -> None:
    loose = project.db.execute(
        "select name from pragma_table_list where schema = 'main' and type = 'table'"
        " and strict = 0 and name not like 'sqlite_%' and name not like '_sqlite%'"
    ).fetchall()
    assert loose == []


def test_an_error_in_a_transaction_leaves_nothing(project: Project) -> None:
    with pytest.raises(RuntimeError):
        insert_and_fail(project)
    assert project.db.execute("select count(*) from informant").fetchone()[0] == 0


def insert_and_fail(project: Project) -> None:
    with project.action() as db:
        db.execute("insert into informant (uid, short_id) values ('a', 'I1')")
        assert db.execute("select count(*) from informant").fetchone()[0] == 1
        raise RuntimeError


def test_a_transaction_begins_immediate(project: Project) -> None:
    other = sqlite3.connect(project.paths.database, timeout=0)
    with project.action(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("begin immediate")
    other.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_database_is_for_its_owner_only(project: Project) -> None:
    old = os.umask(0o022)
    try:
        with make_project(project.paths.root / "second") as second:
            assert stat.S_IMODE(second.paths.database.stat().st_mode) == 0o600
            assert stat.S_IMODE(second.paths.transcripts.stat().st_mode) == 0o700
    finally:
        os.umask(old)


def test_a_newer_project_is_refused_and_untouched(project: Project) -> None:
    with project.action() as db:
        db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('qda', 'm9999_from_the_future', '2031-01-01')"
        )
    project.close()
    before = project.paths.database.read_bytes()
    with pytest.raises(NewerProject, match="newer version"):
        open_project(project.paths.root)
    assert project.paths.database.read_bytes() == before


def test_a_backup_is_made_before_a_migration(project: Project) -> None:
    # As if the file had been made before the newest migration existed: its record is gone, and
    # the migration fails on the tables that are there; the copy must exist all the same.
    with project.action() as db:
        db.execute("delete from _sqlite_migrations")
    project.close()
    with pytest.raises(BadProject):
        open_project(project.paths.root)
    copies = list(project.paths.backups.glob("before-update-*.db"))
    assert len(copies) == 1
    with closing(sqlite3.connect(copies[0])) as copy:
        assert copy.execute("select count(*) from theme").fetchone()[0] == 8


def test_a_project_of_before_keeps_its_informants_and_restrictions(project: Project) -> None:
    row = add_interview(project, "Bilag 6")
    with project.action() as db:
        db.execute("insert into informant (uid, short_id) values ('a', 'I6')")
        db.execute("update interview set informant_id = 1")
        for table in ("approval", "excerpt", "quote_form", "participant"):
            db.execute(f"drop table {table}")
        db.execute(
            "insert into restriction (uid, transcript_id, start, stop, kind, at, quote_hash)"
            " values ('b', ?, 1, 5, 'embargo', '2025-01-01', 'c')",
            [row.transcript_id],
        )
        db.execute("delete from _sqlite_migrations where name = 'm0005_people'")
    project.close()
    with open_project(project.paths.root) as again:
        (one,) = participants.participants(again.db)[row.id]
        assert (one.short_id, one.speaker) == ("I6", "")
        (kept,) = codings.restrictions(again.db)
        assert (kept["uid"], kept["kind"], kept["stop"]) == ("b", "embargo", 5)


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "qda.db")) as foreign:
        foreign.execute("create table t (x)")
    (tmp_path / "codes.yml").write_bytes((ROOT / "codes.yml").read_bytes())
    with pytest.raises(BadProject, match="not a qda project"):
        open_project(tmp_path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "qda.db").write_text("hej " * 1000)
    with pytest.raises(BadProject, match="damaged or no project file"):
        open_project(tmp_path)


def test_a_full_disk_is_said_and_loses_nothing(project: Project) -> None:
    pages = project.db.execute("pragma page_count").fetchone()[0]
    project.db.execute(f"pragma max_page_count={pages}")
    with pytest.raises(BadProject, match="The disk is full"), project.action() as db:
        db.execute(
            "insert into informant (uid, short_id, name) values ('a', 'I1', ?)", ["x" * 90000]
        )
    assert project.db.execute("select count(*) from informant").fetchone()[0] == 0
    assert health.is_whole(project.db)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who is not root")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(BadProject, match="read-only"):
        store.create_database(tmp_path / "qda.db", "x")


def test_a_read_only_database_is_said(project: Project) -> None:
    project.db.execute("pragma query_only=1")
    with pytest.raises(BadProject, match="read-only"), project.action() as db:
        db.execute("delete from informant")


def test_an_unfinished_database_of_a_crash_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "qda.db.unfinished").write_bytes(b"half")
    with make_project(tmp_path) as made:
        assert health.is_whole(made.db)
    assert not (tmp_path / "qda.db.unfinished").exists()


def test_a_project_is_found_from_a_folder_inside(project: Project) -> None:
    from qda.services.project_paths import find_root

    inside = project.paths.transcripts / "deep"
    inside.mkdir()
    assert find_root(inside) == project.paths.root.resolve()


def test_a_second_project_in_a_folder_is_refused(project: Project) -> None:
    with pytest.raises(BadProject, match="already"):
        make_project(project.paths.root)


def test_a_bad_codebook_makes_no_project(tmp_path: Path) -> None:
    from qda.errors import BadCodebook

    with pytest.raises(BadCodebook):
        make_project(tmp_path / "new", codebook=b"title: x\n")
    assert not (tmp_path / "new" / "qda.db").exists()
    assert not (tmp_path / "new" / "codes.yml").exists()


def test_of_programs_that_make_a_project_at_once_one_succeeds(tmp_path: Path) -> None:
    def attempt(_number: int) -> str:
        try:
            make_project(tmp_path / "thesis").close()
        except BadProject:
            return "refused"
        return "made"

    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(attempt, range(6)))
    assert outcomes == ["made", *["refused"] * 5]
    with open_project(tmp_path / "thesis") as made:
        assert health.is_whole(made.db)
    assert sorted(tmp_path.glob("thesis/*unfinished*")) == []


def test_an_error_names_no_folder(tmp_path: Path) -> None:
    said = explanation(NotADirectoryError(20, "Not a directory", str(tmp_path)), tmp_path / "x.db")
    assert "x.db" in said.message
    assert tmp_path.name not in said.message + said.hint


def test_damage_that_is_met_while_reading_is_said(project: Project) -> None:
    with pytest.raises(BadProject, match="damaged"), project:
        raise DatabaseError("database disk image is malformed")


def test_an_interview_that_another_program_imports_meanwhile_is_not_doubled(
    project: Project, tmp_path: Path
) -> None:
    file = shutil.copy(ROOT / "transcripts" / "Bilag 2.docx", tmp_path)
    before_the_first(project, "begin immediate", lambda other: import_files(other, [Path(file)]))
    (report,) = import_files(project, [Path(file)])
    assert isinstance(report.error, Refused)
    assert [row.appendix for row in project.interviews()] == ["Bilag 2"]


def test_a_coding_that_another_program_adds_meanwhile_is_not_doubled(
    interviewed: Project, tmp_path: Path
) -> None:
    table = tmp_path / "c.csv"
    table.write_text("appendix,quote,theme\nBilag 6,Selv tak.,andet\n", "utf-8")
    before_the_first(interviewed, "begin immediate", lambda other: import_codings(other, table))
    report = import_codings(interviewed, table)
    assert (len(report.new), report.there) == (0, 1)
    assert len(coding.listed(interviewed)) == 1


def before_the_first(project: Project, statement: str, then: Callable[[Project], object]) -> None:
    """Let another program act just before a statement takes the lock."""
    waiting = [statement]

    def watch(sql: str) -> None:
        if sql in waiting:
            waiting.remove(sql)
            with open_project(project.paths.root) as other:
                then(other)

    project.db.conn.set_trace_callback(watch)


def test_a_codebook_that_was_changed_meanwhile_is_not_overwritten(project: Project) -> None:
    planned = codebooks.plan(project, [SetField("andet", "title", "Resten")])
    book = project.paths.codebook
    changed = book.read_text("utf-8") + "# en tanke til\n"
    book.write_text(changed, "utf-8")
    with pytest.raises(Refused, match="edited since"):
        codebooks.apply(project, planned, "andet")
    assert book.read_text("utf-8") == changed
