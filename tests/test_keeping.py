"""Backups: whole while others write, thinned out by age, restored with what was there kept."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from qda.errors import BadProject, NewerProject, NotFound
from qda.services import coding, keeping
from qda.services.project import open_project
from qda.storage import backup as copies
from qda.storage import interviews

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project


def codings_in(path: Path) -> int:
    copy = sqlite3.connect(path)
    count: int = copy.execute("select count(*) from coding").fetchone()[0]
    copy.close()
    return count


def test_a_backup_holds_everything_and_is_for_its_owner(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "andet")
    path = keeping.backup(interviewed)
    assert codings_in(path) == 1
    assert copies.check_copy(path) == copies.counts(interviewed.db)
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_backups_are_whole_while_another_program_codes(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    stop = threading.Event()
    done: list[int] = []

    def code_on() -> None:
        with open_project(interviewed.paths.root, "mikkel") as other:
            segments = interviews.segments(other.db, row.transcript_id)
            while not stop.is_set():
                coding.toggle(other, row, segments[len(done) % len(segments)], "effekter")
                done.append(1)

    coder = threading.Thread(target=code_on)
    coder.start()
    try:
        made = [copy_somewhere(interviewed, number) for number in range(8)]
    finally:
        stop.set()
        coder.join()
    assert len(done) > 1
    assert [copies.check_copy(path)["interview"] for path in made] == [1] * 8


def copy_somewhere(project: Project, number: int) -> Path:
    return keeping.backup(project, target=project.paths.root / f"copy-{number}.db")


def test_old_backups_are_thinned_out(interviewed: Project) -> None:
    folder = interviewed.paths.make(interviewed.paths.backups)
    moment = datetime.now(UTC).replace(hour=12)
    ages = [timedelta(hours=hours) for hours in (1, 5, 30)]
    ages += [timedelta(days=10), timedelta(days=10, minutes=5), timedelta(days=11)]
    for number, age in enumerate(ages):
        path = folder / f"backup-20250101T12000000{number}.db"
        path.write_bytes(b"x")
        made = (moment - age).timestamp()
        os.utime(path, (made, made))
    keeping.backup(interviewed)
    left = sorted(path.stem[-1] for path in folder.glob("backup-2025*.db"))
    assert left == ["0", "1", "2", "3", "5"]


def test_a_failed_backup_leaves_no_file(interviewed: Project, tmp_path: Path) -> None:
    with pytest.raises(BadProject):
        keeping.backup(interviewed, target=tmp_path / "none" / "copy.db")
    assert list(tmp_path.glob("**/copy*")) == []


def test_restoring_brings_back_the_codings_and_keeps_the_present(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    made = coding.add(
        interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "andet"
    )
    keeping.backup(interviewed)
    coding.remove(interviewed, made)
    interviewed.close()
    used, saved = keeping.restore(interviewed.paths, None)
    assert used.name.startswith("backup-")
    assert saved is not None
    assert codings_in(saved) == 0
    with open_project(interviewed.paths.root) as again:
        assert [c.uid for c in coding.listed(again)] == [made.uid]


def test_a_copy_that_is_newer_is_refused(interviewed: Project) -> None:
    path = keeping.backup(interviewed)
    copy = sqlite3.connect(path)
    copy.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at)"
        " values ('qda', 'm9999_from_the_future', '2031-01-01')"
    )
    copy.commit()
    copy.close()
    with pytest.raises(NewerProject):
        keeping.restore(interviewed.paths, path)
    assert len(interviewed.interviews()) == 1


def test_restoring_without_a_backup_says_so(interviewed: Project) -> None:
    with pytest.raises(NotFound, match="no backup"):
        keeping.restore(interviewed.paths, None)


def test_a_program_that_has_the_project_open_goes_on_in_what_was_restored(
    interviewed: Project,
) -> None:
    row = interviewed.interview("Bilag 6")
    keeping.backup(interviewed)
    gone = coding.add(
        interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "andet"
    )
    keeping.restore(interviewed.paths, None)
    made = coding.add(
        interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "effekter"
    )
    with open_project(interviewed.paths.root) as again:
        assert [c.uid for c in coding.listed(again)] == [made.uid]
    assert gone.uid != made.uid


def test_a_damaged_project_is_restored_and_kept_aside(interviewed: Project) -> None:
    keeping.backup(interviewed)
    interviewed.close()
    interviewed.paths.database.write_bytes(b"SQLite format 3\0" + b"x" * 9000)
    _used, saved = keeping.restore(interviewed.paths, None)
    assert saved is not None
    assert saved.suffix == ".damaged"
    with open_project(interviewed.paths.root) as again:
        assert [row.appendix for row in again.interviews()] == ["Bilag 6"]


def test_only_copies_that_qda_named_are_thinned_out(interviewed: Project) -> None:
    folder = interviewed.paths.make(interviewed.paths.backups)
    long_ago = (datetime.now(UTC) - timedelta(days=100)).timestamp()
    mine = [folder / "before-defence.db", folder / "mine.db"]
    for path in mine:
        path.write_bytes(b"x")
        os.utime(path, (long_ago, long_ago))
    keeping.backup(interviewed)
    assert [path.exists() for path in mine] == [True, True]
