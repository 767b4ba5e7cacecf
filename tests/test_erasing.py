"""Erasing a person: no word, no end of a word and no name is left, and no copy brings them back."""

from __future__ import annotations

import random
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.consent import ConsentKind
from qda.errors import Refused
from qda.services import (
    coding,
    consent_chains,
    consents,
    erasing,
    history,
    keeping,
    naming,
    registering,
    wordindex,
)
from qda.services.project import open_project
from qda.storage import erasure, health
from tests.projects import LINES, add_interview

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

DICE = random.Random(7)
WORDS = ["".join(DICE.choice("bdfgklmnprstvæøå") + DICE.choice("aeiouy") for _ in range(6))
         for _ in range(300)]  # fmt: skip
"""Invented words that stand nowhere else, each of twelve letters."""
THEIRS = tuple(
    line for number in range(0, 300, 10)
    for line in ("I: Og så?", f"IP: Der var {' '.join(WORDS[number : number + 10])}.")
)  # fmt: skip
NAME = "Torkild Hvedemark"


@pytest.fixture
def two(project: Project) -> Project:
    """Two informants, codings, a name in the register, undo, suggestions and a backup."""
    add_interview(project, "Bilag 1", LINES)
    row = add_interview(project, "Bilag 2", THEIRS)
    original = project.paths.transcripts / "Bilag 2.txt"
    original.write_text("\n".join(THEIRS), "utf-8")
    with project.action() as db:
        db.execute(
            "update transcript set source_hash = ? where interview_id = ?",
            [sha256(original.read_bytes()).hexdigest(), row.id],
        )
    registering.save(project, "I1", {"label": "beboer"}, new=True, appendices=("Bilag 1",))
    values = {"name": NAME, "label": "vicevært"}
    registering.save(project, "I2", values, new=True, appendices=("Bilag 2",))
    consents.record(project, "I2", ConsentKind.GIVEN, at="2025-03-01", fields={"analyse": "yes"})
    naming.enter_informants(project)
    for number in (4, 14):
        span = coding.span_of_quote(project, project.interview("Bilag 2"), WORDS[number])
        coding.add(project, project.interview("Bilag 2"), span, "effekter")
    history.undo(project)
    wordindex.prepare(project)
    keeping.backup(project)
    return project


def left_in(root: Path) -> list[tuple[str, str]]:
    """Names and ends of words that any file still holds."""
    traces = [word[-8:] for word in WORDS] + NAME.casefold().split()
    return [
        (path.name, trace)
        for path in root.rglob("*")
        if path.is_file()
        for text in [path.read_bytes().decode("utf-8", "ignore").casefold()]
        for trace in traces
        if trace in text
    ]


@pytest.mark.parametrize("secure", [0, 1])
def test_no_end_of_300_words_is_left_in_any_file(two: Project, secure: int) -> None:
    two.db.execute(f"pragma secure_delete = {secure}")
    assert len(left_in(two.paths.root)) > 600
    receipt = erasing.forget(two, "I2")
    assert left_in(two.paths.root) == []
    assert (receipt.originals, receipt.backups, receipt.left) == (1, 1, ())
    assert [row.appendix for row in two.interviews()] == ["Bilag 1"]
    assert health.is_whole(two.db)
    assert health.index_is_current(two.db)
    assert health.broken_references(two.db) == 0
    assert consent_chains.broken_chains(two) == []


def test_a_restored_copy_brings_nobody_back(two: Project, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    keeping.backup(two, target=old)
    erasing.forget(two, "I2")
    two.close()
    keeping.restore(two.paths, old)
    assert left_in(two.paths.root) == []
    with open_project(two.paths.root) as again:
        assert [row.appendix for row in again.interviews()] == ["Bilag 1"]


def test_a_project_file_that_was_put_back_by_hand_is_erased_at_its_opening(
    two: Project, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    keeping.backup(two, target=old)
    erasing.forget(two, "I2")
    two.close()
    shutil.copy(old, two.paths.database)
    open_project(two.paths.root).close()
    assert left_in(two.paths.root) == []


def test_the_ledger_holds_a_hash_and_nothing_that_leads_to_the_person(two: Project) -> None:
    uid = consents.by_id(two, "I2")["uid"]
    receipt = erasing.forget(two, "I2")
    written = (two.paths.backups / "erased.json").read_text("utf-8")
    assert receipt.person == erasure.person_hash(uid)
    assert receipt.person in written
    assert uid not in written


def test_a_file_that_still_holds_the_person_is_named(two: Project) -> None:
    (two.paths.root / "draft.md").write_text(f"{NAME} sagde {WORDS[3]}.", "utf-8")
    assert erasing.forget(two, "I2").left == ("draft.md",)


def test_exports_are_listed_before_and_deleted_where_that_is_said(two: Project) -> None:
    two.paths.make(two.paths.exports)
    (two.paths.exports / "quotes.md").write_text(" ".join(WORDS[:9]), "utf-8")
    assert [path.name for path in erasing.plan(two, "I2").exports] == ["quotes.md"]
    erasing.forget(two, "I2", exports=True)
    assert left_in(two.paths.root) == []


def test_an_interview_with_others_goes_only_where_that_is_said(two: Project) -> None:
    with two.action() as db:
        db.execute(
            "insert into participant select id, 1, 'A' from interview where informant_id = 2"
        )
    with pytest.raises(Refused, match="Bilag 2"):
        erasing.forget(two, "I2")
    assert len(two.interviews()) == 2
    erasing.forget(two, "I2", whole=True)
    assert [row.appendix for row in two.interviews()] == ["Bilag 1"]


def test_forget_asks_and_a_no_changes_nothing(two: Project) -> None:
    arguments = ["forget", "I2", "--project", str(two.paths.root)]
    assert CliRunner().invoke(build(), arguments, input="n\n").exit_code == 1
    assert len(two.interviews()) == 2
    assert CliRunner().invoke(build(), [*arguments, "--dry-run"]).exit_code == 0
    assert len(two.interviews()) == 2
