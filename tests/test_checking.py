"""`qda doctor` finds each kind of damage; each is done here to a real project."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from qda.services import checking, coding, keeping, surroundings
from qda.storage import health

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project


def failing(project: Project) -> list[str]:
    return [f.name for f in checking.examine(project) if not f.ok]


def coded(project: Project) -> None:
    row = project.interview("Bilag 6")
    coding.add(project, row, coding.span_of_quote(project, row, "Selv tak."), "andet")
    keeping.backup(project)


def test_a_sound_project_has_no_findings(interviewed: Project) -> None:
    coded(interviewed)
    assert len(checking.examine(interviewed)) >= 10
    assert failing(interviewed) == []


@pytest.mark.parametrize(
    ("damage", "name"),
    [
        ("update transcript set text = replace(text, 'Selv tak.', 'Selv nej.')", "texts"),
        ("update coding set start = start - 1, stop = stop - 1", "quotes"),
        ("update coding set quote_hash = 'x'", "quotes"),
        ("update turn set stop = stop - 1 where ordinal = 1", "tiling"),
        ("delete from block where kind = 'label' and start > 0", "tiling"),
        ("update segment set start = start + 1 where number = 2", "tiling"),
        ("insert into segment_search (rowid, body) values (999, 'fremmed')", "search"),
        ("update theme set retired = 1 where key = 'andet'", "themes"),
    ],
)
def test_damage_is_found(interviewed: Project, damage: str, name: str) -> None:
    coded(interviewed)
    assert failing(interviewed) == []
    with interviewed.action() as db:
        db.execute(damage)
    assert name in failing(interviewed)


def test_a_row_that_refers_to_nothing_is_found(interviewed: Project) -> None:
    coded(interviewed)
    interviewed.db.execute("pragma foreign_keys=0")
    with interviewed.action() as db:
        db.execute("update coding set theme = 'gone'")
    interviewed.db.execute("pragma foreign_keys=1")
    assert "references" in failing(interviewed)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_a_database_that_others_can_read_is_found(interviewed: Project) -> None:
    coded(interviewed)
    interviewed.paths.database.chmod(0o644)
    assert failing(interviewed) == ["permissions"]


def test_a_missing_backup_is_a_warning(interviewed: Project) -> None:
    findings = [f for f in checking.examine(interviewed) if not f.ok]
    assert [(f.name, f.warning) for f in findings] == [("backups", True)]


@pytest.mark.parametrize(
    ("folder", "watched"),
    [("OneDrive - KU/speciale", "OneDrive - KU"), ("Dropbox/x", "Dropbox"), ("speciale/x", "")],
)
def test_a_synchronised_folder_is_named(tmp_path: Path, folder: str, watched: str) -> None:
    assert surroundings.synchronised_by(tmp_path / folder) == watched


def test_examining_changes_nothing(interviewed: Project) -> None:
    coded(interviewed)
    before = interviewed.paths.database.read_bytes()
    assert len(before) > 50_000
    checking.examine(interviewed)
    assert interviewed.paths.database.read_bytes() == before
    assert health.index_is_current(interviewed.db)


def test_one_word_too_many_in_the_index_is_found(interviewed: Project) -> None:
    """One word more in one segment is found, though every segment is indexed."""
    with interviewed.action() as db:
        db.execute("insert into segment_search (rowid, body) values (1, 'ekstra')")
    assert not health.index_is_current(interviewed.db)


def test_a_half_written_file_is_told_and_does_no_damage(interviewed: Project) -> None:
    coded(interviewed)
    left = interviewed.paths.make(interviewed.paths.exports) / ".matrix.xlsx-00ff00ff.qda-tmp"
    left.write_bytes(b"PK")
    assert failing(interviewed) == []
    os.utime(left, (1_000_000_000, 1_000_000_000))
    (finding,) = [each for each in checking.examine(interviewed) if not each.ok]
    assert (finding.name, finding.warning) == ("unfinished", True)


def test_a_backup_sweeps_up_an_unfinished_one(interviewed: Project) -> None:
    coded(interviewed)
    left = interviewed.paths.backups / "backup-1.db.unfinished"
    left.write_bytes(b"SQLite")
    os.utime(left, (1_000_000_000, 1_000_000_000))
    assert failing(interviewed) == ["unfinished"]
    keeping.backup(interviewed)
    assert failing(interviewed) == []
