"""Closing a project: key, originals and copies are gone from every byte of the folder."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.consent import ConsentKind
from qda.errors import BadProject, NotPermitted
from qda.services import (
    checking,
    closing,
    coding,
    consents,
    destroying,
    history,
    identifying,
    keeping,
    naming,
    read_throughs,
    registering,
    restricting,
    wordindex,
)
from qda.services.naming import Draft
from qda.services.project import open_project
from qda.storage import codings, health, interviews
from tests.projects import add_interview

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

DICE = random.Random(11)
WORDS = ["".join(DICE.choice("bdfgklmnprstvæøå") + DICE.choice("aeiouy") for _ in range(6))
         for _ in range(60)]  # fmt: skip
"""Invented words that stand nowhere else, each of twelve letters."""
OPEN, HIDDEN = WORDS[:30], WORDS[30:]
"""What may stay under pseudonyms, and what was said off the record."""
LINES = (
    "I: Hvem vander haven?",
    "IP: Det gør Torkild Hvedemark ved syvtiden, når der er lys nok.",
    "I: Og så?",
    f"IP: Der var {' '.join(OPEN)}.",
    "I: Og ellers?",
    f"IP: Der var {' '.join(HIDDEN)}.",
)
FIELDS = {
    "analyse": "yes", "quote": "yes", "approval": "none", "appendix": "full", "how": "formular",
    "retention": "2099-01-01",
}  # fmt: skip
NAMES = ("torkild", "hvedemark", "solvejg", "brandrup")


@pytest.fixture
def ready(project: Project) -> Project:
    """An open gate, a withheld passage, undo, suggestions, an original, a backup and exports."""
    row = add_interview(project, "Bilag 1", LINES)
    values = {"label": "beboer", "name": "Solvejg Brandrup"}
    registering.save(project, "I1", values, new=True, appendices=("Bilag 1",))
    consents.record(project, "I1", ConsentKind.GIVEN, at="2025-03-01", fields=FIELDS)
    naming.enter_informants(project)
    restricting.add(project, row, coding.span_of_quote(project, row, " ".join(HIDDEN)))
    quote = coding.span_of_quote(project, row, "Torkild Hvedemark ved syvtiden")
    coding.add(project, row, quote, "effekter")
    coding.add(project, row, coding.span_of_quote(project, row, OPEN[3]), "effekter")
    history.undo(project)
    naming.enter(project, Draft(names=("Torkild Hvedemark",), category="gartner"))
    for form in identifying.queue(project).forms:
        naming.enter(project, Draft(names=(form.form,)))
    read_throughs.record(project, row)
    wordindex.prepare(project)
    keeping.backup(project)
    for folder, name in (("transcripts", "Solvejg.txt"), ("exports", "draft.md")):
        path = project.paths.make(project.paths.root / folder) / name
        path.write_text("\n".join(LINES), "utf-8")
    return project


def left_in(root: Path, wanted: list[str]) -> list[tuple[str, str]]:
    """Which of some ends of words any file still holds, its name included."""
    return [
        (path.name, trace)
        for path in root.rglob("*")
        if path.is_file()
        for text in [path.name.casefold() + path.read_bytes().decode("utf-8", "ignore").casefold()]
        for trace in wanted
        if trace in text
    ]


TRACES = [*NAMES, *(word[-8:] for word in WORDS)]
PROTECTED = [*NAMES, *(word[-8:] for word in HIDDEN)]


@pytest.mark.parametrize("secure", [0, 1])
def test_without_texts_no_end_of_a_word_is_left_in_any_file(ready: Project, secure: int) -> None:
    ready.db.execute(f"pragma secure_delete = {secure}")
    root = ready.paths.root
    assert len(left_in(root, TRACES)) > 100
    done = closing.close(ready, texts=False)
    assert left_in(root, TRACES) == []
    assert done.left == ()
    assert sorted(path.name for path in (root / "closed").iterdir()) == [
        "method.docx", "method.md", "receipt.docx", "receipt.json",
    ]  # fmt: skip
    with open_project(root) as after:
        assert after.interviews() == []
        assert [theme.key for theme in after.codebook.themes]
        assert health.is_whole(after.db)


def test_with_texts_the_pseudonymised_ones_stay_and_nothing_that_is_protected(
    ready: Project,
) -> None:
    root = ready.paths.root
    assert len(left_in(root, PROTECTED)) > 50
    closing.close(ready, texts=True)
    assert left_in(root, PROTECTED) == []
    with open_project(root) as after:
        (row,) = after.interviews()
        (one,) = codings.codings(after.db)
        text = interviews.transcript_text(after.db, row.transcript_id)
        assert one.span.of(text) == "[gartner] ved syvtiden"
        assert OPEN[5] in text


def test_the_receipt_counts_and_names_nobody(ready: Project) -> None:
    root = ready.paths.root
    closing.close(ready, texts=False)
    receipt = json.loads((root / "closed" / "receipt.json").read_text("utf-8"))
    assert receipt["by"] == "sofie"
    assert receipt["rows"]["interview"] == 1
    assert receipt["rows"]["consent_event"] == 1
    assert not {"restriction", "coding"} & {*receipt["rows"]}
    assert receipt["files"] == {"backups": 1, "transcripts": 1, "exports": 1}
    assert receipt["retention"] == ["2099-01-01", "2099-01-01"]


STEPS = ("fill", "_destroyed", "_moved", "_leave_empty_folders")


class Killed(BaseException):
    """As if the program had been killed."""


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("texts", [True, False])
def test_a_closing_killed_at_any_step_is_finished_by_the_next_opening(
    ready: Project, step: str, texts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object) -> None:
        raise Killed

    root = ready.paths.root
    with monkeypatch.context() as broken:
        broken.setattr(destroying, step, killed)
        with pytest.raises(Killed):
            closing.close(ready, texts=texts)
    assert (root / destroying.MARKER).is_file()
    open_project(root).close()
    assert left_in(root, PROTECTED) == []
    assert not (root / destroying.MARKER).exists()
    assert not (root / destroying.STAGING).exists()
    assert (root / "closed" / "receipt.docx").is_file()


def test_a_closing_killed_before_the_marker_leaves_the_project_whole(
    ready: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object) -> None:
        raise Killed

    root = ready.paths.root
    before = len(left_in(root, TRACES))
    with monkeypatch.context() as broken:
        broken.setattr(destroying, "begin", killed)
        with pytest.raises(Killed):
            closing.close(ready, texts=True)
    ready.close()
    with open_project(root) as after:
        assert len(after.interviews()) == 1
    assert len(left_in(root, TRACES)) >= before > 100
    assert not (root / destroying.STAGING).exists()


def test_a_copy_of_before_that_is_restored_brings_nobody_back(
    ready: Project, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    keeping.backup(ready, target=old)
    paths = ready.paths
    closing.close(ready, texts=False)
    keeping.restore(paths, old)
    assert left_in(paths.root, TRACES) == []


def test_a_closed_gate_stops_the_closing_with_texts_and_not_the_one_without(
    ready: Project,
) -> None:
    fields = {"quote": "not recorded"}
    consents.record(ready, "I1", ConsentKind.CLARIFIED, at="2025-03-02", fields=fields)
    with pytest.raises(NotPermitted, match="G04"):
        closing.close(ready, texts=True)
    assert len(ready.interviews()) == 1
    root = ready.paths.root
    closing.close(ready, texts=False)
    assert left_in(root, TRACES) == []


def test_a_name_in_the_codebook_stops_it_before_anything_is_touched(ready: Project) -> None:
    book = ready.paths.codebook
    book.write_text(book.read_text("utf-8") + "\n# Torkild Hvedemark\n", "utf-8")
    before = {path.name for path in ready.paths.root.rglob("*")}
    with pytest.raises(NotPermitted) as refused:
        closing.close(ready, texts=False)
    assert "Torkild" not in refused.value.message
    assert {path.name for path in ready.paths.root.rglob("*")} == before


def test_another_program_that_writes_is_waited_for_and_nothing_is_touched(ready: Project) -> None:
    with open_project(ready.paths.root) as other:
        ready.be_impatient()
        with other.action(), pytest.raises(BadProject, match="in use"):
            closing.close(ready, texts=False)
    assert len(ready.interviews()) == 1


def test_files_of_ones_own_that_hold_informants_are_named_and_left(ready: Project) -> None:
    root = ready.paths.root
    (root / "notes.md").write_text("Torkild ringede.", "utf-8")
    (root / "chapter.md").write_text(" ".join(OPEN[:8]), "utf-8")
    (root / "plan.md").write_text("Aflever i juni.", "utf-8")
    (root / "I1.m4a").write_bytes(b"\0sound")
    planned = closing.plan(ready, texts=False)
    assert planned.holding == ("chapter.md", "notes.md")
    assert planned.recordings == ("I1.m4a",)
    assert closing.close(ready, texts=False).left == ("chapter.md", "notes.md")
    assert (root / "plan.md").is_file()


def test_a_folder_that_is_a_link_and_a_file_with_two_names_stay_where_they_are(
    ready: Project, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "kept.txt").write_text("mine", "utf-8")
    (ready.paths.exports / "draft.md").unlink()
    ready.paths.exports.rmdir()
    ready.paths.exports.symlink_to(away)
    (ready.paths.transcripts / "linked.txt").hardlink_to(away / "kept.txt")
    assert any("exports/" in one for one in closing.plan(ready, texts=False).elsewhere)
    closing.close(ready, texts=False)
    assert (away / "kept.txt").read_text("utf-8") == "mine"


def run(project: Project, *arguments: str, answer: str = "") -> tuple[int, str]:
    """Run `qda close`; the exit code and all that was said."""
    done = CliRunner().invoke(
        build(), ["close", "--project", str(project.paths.root), *arguments], input=answer
    )
    return done.exit_code, done.output


def test_the_command_asks_for_the_folders_name_and_shows_the_effect_first(ready: Project) -> None:
    assert run(ready, answer="yes\n")[0] == 1
    code, said = run(ready, "--dry-run")
    assert code == 0
    assert "Copies in backups/: 1" in said
    assert len(ready.interviews()) == 1
    ready.close()
    assert run(ready, answer="project\n")[0] == 0
    code, said = run(ready, "--yes")
    assert code == 0
    assert "was closed on" in said


def test_when_the_time_for_keeping_is_over_the_doctor_says_how_to_end(ready: Project) -> None:
    fields = {"retention": "2025-04-01"}
    consents.record(ready, "I1", ConsentKind.CLARIFIED, at="2025-03-02", fields=fields)
    (found,) = [one for one in checking.examine(ready) if one.name == "retention"]
    assert "qda close" in found.hint


def test_texts_that_stayed_can_be_deleted_later(ready: Project) -> None:
    root = ready.paths.root
    closing.close(ready, texts=True)
    with open_project(root) as again:
        closing.close(again, texts=False)
    assert left_in(root, TRACES) == []
