"""Memos and summaries: written, found, carried over, undone; never lost, never exported."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.memos import About, Memo, Target
from qda.domain.text import Span, text_hash
from qda.errors import NotFound, Refused
from qda.services import (
    coding,
    history,
    matrices,
    memo_views,
    memos,
    replacing,
    reviewing,
    summaries,
)
from qda.services.checking import examine
from qda.services.project import Project, open_project
from qda.storage import backup, codings, interviews, store
from qda.storage import memos as stored_memos
from qda.storage.schema import NAMES, migrations
from tests import word_files
from tests.commands import qda
from tests.projects import LINES, add_interview

if TYPE_CHECKING:
    from pathlib import Path


WORDS = "Æbletræerne er fælles."
THOUGHT = "Det fælles er det, de taler om – ikke blandingen."


def dump(project: Project) -> list[Any]:
    """All that memos, summaries and reviews hold, as the database has it."""
    return [
        list(project.db.query(f"select * from {table} order by uid"))
        for table in ("memo", "summary", "review", "coding")
    ]


def without_ids(rows: list[Any]) -> list[Any]:
    return [[{k: v for k, v in row.items() if k != "id"} for row in table] for table in rows]


def span_of(project: Project, words: str) -> Span:
    return coding.span_of_quote(project, project.interview("Bilag 6"), words)


def on_words(project: Project, words: str = WORDS, text: str = THOUGHT) -> Memo:
    row = project.interview("Bilag 6")
    return memos.write(project, memos.on_passage(project, row, span_of(project, words)), text)


def replaced(project: Project, old: str, new: str) -> replacing.Plan:
    text = "\n".join(LINES)
    assert old in text
    body = "".join(word_files.para(line) for line in text.replace(old, new).split("\n"))
    file = word_files.write(project.paths.root / "new.docx", word_files.members(body))
    return replacing.replace(project, project.interview("Bilag 6"), file)


def hold_back(project: Project, words: str) -> None:
    row, span = project.interview("Bilag 6"), span_of(project, words)
    with project.action() as db:
        codings.insert_restriction(
            db,
            {
                "uid": store.new_uid(), "transcript_id": row.transcript_id, "start": span.start,
                "stop": span.stop, "kind": "off_record", "source": "", "at": store.now(),
                "until": None, "quote_hash": text_hash(words),
            },
        )  # fmt: skip


def targets(project: Project) -> dict[str, Target]:
    """One of each kind of thing that a memo can be about."""
    row = project.interview("Bilag 6")
    one = coding.add(project, row, span_of(project, "Selv tak."), "andet")
    return {
        "project": Target(About.PROJECT),
        "interview": memos.on_interview(project, row),
        "passage": memos.on_passage(project, row, span_of(project, WORDS)),
        "coding": memos.on_coding(one),
        "theme": memos.on_theme(project, "effekter"),
    }


@pytest.mark.parametrize(
    ("about", "place"),
    [
        ("project", "the project"),
        ("interview", "Bilag 6"),
        ("passage", "Bilag 6, segment 2"),
        ("coding", "Bilag 6, segment 6: coding Andet"),
        ("theme", "theme Effekter af social mix"),
    ],
)
def test_a_memo_is_found_by_what_it_is_about(interviewed: Project, about: str, place: str) -> None:
    made = {name: memos.write(interviewed, t, name) for name, t in targets(interviewed).items()}
    assert len(memo_views.listed(interviewed)) == len(made)
    (found,) = memo_views.listed(interviewed, about=About(about))
    assert found.memo == made[about]
    assert memo_views.place_in_words(found) == place
    assert not found.restricted


def test_memos_are_filtered_by_theme_interview_coder_and_words(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    for name, target in targets(interviewed).items():
        memos.write(interviewed, target, f"Om {name}")

    def texts(**wanted: Any) -> list[str]:
        return [one.memo.text for one in memo_views.listed(interviewed, **wanted)]

    assert texts(theme="andet") == ["Om coding"]
    assert texts(theme="effekter") == ["Om theme"]
    assert texts(interview=row) == ["Om interview", "Om passage", "Om coding"]
    assert texts(wanted="om THEME") == ["Om theme"]
    assert len(texts(coder="sofie")) == 5
    assert texts(coder="bo") == []


def test_every_act_is_undone_and_redone_exactly(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    states = [dump(interviewed)]
    memo = on_words(interviewed)
    states.append(dump(interviewed))
    memo = memos.change(interviewed, memo, "Noget andet")
    states.append(dump(interviewed))
    memos.remove(interviewed, memo)
    states.append(dump(interviewed))
    for words in ("Kort", "Kortere", ""):
        summaries.put(interviewed, row, "effekter", words)
        states.append(dump(interviewed))
    states = [without_ids(state) for state in states]
    assert len({json.dumps(state) for state in states}) == 5
    back = [without_ids(walked(interviewed, history.undo)) for _state in states[1:]]
    assert back == states[-2::-1]
    forth = [without_ids(walked(interviewed, history.redo)) for _state in states[1:]]
    assert forth == states[1:]


def walked(project: Project, step: Any) -> list[Any]:
    step(project)
    return dump(project)


@pytest.mark.parametrize("text", ["", "  \n ", "\u00ad"])
def test_a_memo_without_words_is_refused(interviewed: Project, text: str) -> None:
    with pytest.raises(Refused, match="without words"):
        memos.write(interviewed, Target(About.PROJECT), text)
    assert memo_views.listed(interviewed) == []


def test_a_memo_changed_elsewhere_is_not_overwritten(interviewed: Project) -> None:
    memo = on_words(interviewed)
    with open_project(interviewed.paths.root) as other:
        memos.change(other, memo, "Skrevet imens")
    with pytest.raises(Refused, match="changed by another program"):
        memos.change(interviewed, memo, "Skrevet for sent")
    assert memos.by_uid(interviewed, memo.uid).text == "Skrevet imens"


def test_another_coders_memo_is_neither_changed_nor_removed(interviewed: Project) -> None:
    memo = on_words(interviewed)
    with open_project(interviewed.paths.root, "bo") as other:
        with pytest.raises(Refused, match="by sofie"):
            memos.change(other, memo, "Mit")
        with pytest.raises(Refused, match="by sofie"):
            memos.remove(other, memo)
    assert memos.by_uid(interviewed, memo.uid) == memo


def test_the_log_names_the_place_and_no_word_of_the_memo(interviewed: Project) -> None:
    on_words(interviewed)
    (entry,) = history.entries(interviewed, 1)
    assert history.in_words(entry) == "memo written: Bilag 6, on a passage"
    assert THOUGHT not in json.dumps(dict(entry.subject))


# What stays when other things go


def test_a_memo_outlives_its_coding_and_undo_brings_both_together(interviewed: Project) -> None:
    target = targets(interviewed)["coding"]
    memo = memos.write(interviewed, target, THOUGHT)
    coding.remove(interviewed, coding.by_uid(interviewed, target.key))
    (alone,) = memo_views.listed(interviewed)
    assert (alone.memo, alone.there, alone.restricted) == (memo, False, True)
    said = [one.message for one in examine(interviewed) if one.name == "memos"]
    assert said == ["1 memo is about a coding that was removed; the memo is kept."]
    history.undo(interviewed)
    (again,) = memo_views.listed(interviewed)
    assert (again.there, again.segment, again.restricted) == (True, 6, False)
    assert [one for one in examine(interviewed) if one.name == "memos"] == []


def test_a_memo_moves_with_its_words_to_a_corrected_text(interviewed: Project) -> None:
    memo = on_words(interviewed)
    before = without_ids(dump(interviewed))
    plan = replaced(interviewed, "Interview om", "Samtale om")
    assert [(item.subject, str(item.fate)) for item in plan.items] == [("memo", "exact")]
    (found,) = memo_views.listed(interviewed)
    assert (found.memo.uid, found.words, found.segment) == (memo.uid, WORDS, 2)
    assert [one.message for one in examine(interviewed) if not one.ok and not one.warning] == []
    history.undo(interviewed)
    assert without_ids(dump(interviewed)) == before


def test_memos_of_one_moment_keep_the_order_in_which_they_were_made(interviewed: Project) -> None:
    on_words(interviewed, text="Et")
    on_words(interviewed, text="To")
    with interviewed.action() as db:
        db.execute("update memo set created = '2025', uid = iif(text = 'Et', 'b', 'a')")
    replaced(interviewed, "Interview om", "Samtale om")
    assert [one.memo.text for one in memo_views.listed(interviewed)] == ["Et", "To"]


def test_two_memos_on_the_same_words_both_move(interviewed: Project) -> None:
    on_words(interviewed, text="Et")
    on_words(interviewed, text="To")
    replaced(interviewed, "Interview om", "Samtale om")
    assert [(one.memo.text, one.words) for one in memo_views.listed(interviewed)] == [
        ("Et", WORDS),
        ("To", WORDS),
    ]


def test_a_memo_on_changed_words_waits_for_a_person(interviewed: Project) -> None:
    on_words(interviewed)
    replaced(interviewed, "Æbletræerne", "Pæretræerne")
    (review,) = reviewing.open_reviews(interviewed)
    assert (review.subject, review.kind, review.theme) == ("memo", "changed", "")
    assert review.new_text == "Pæretræerne er fælles."
    reviewing.accept(interviewed, review)
    assert reviewing.open_reviews(interviewed) == []
    (entry,) = history.entries(interviewed, 1)
    assert history.in_words(entry) == "Bilag 6: the words now marked as a memo accepted"


def test_a_memo_whose_words_are_gone_becomes_one_on_the_interview(interviewed: Project) -> None:
    memo = on_words(interviewed, "Selv tak.")
    replaced(interviewed, "IP: Selv tak.", "IP: Farvel og på gensyn.")
    (waiting,) = memo_views.listed(interviewed)
    assert memo_views.place_in_words(waiting) == "Bilag 6, words of an earlier text"
    (review,) = reviewing.open_reviews(interviewed)
    reviewing.accept(interviewed, review)
    (found,) = memo_views.listed(interviewed)
    assert (found.memo.uid, memo_views.place_in_words(found)) == (memo.uid, "Bilag 6")
    history.undo(interviewed)
    assert len(reviewing.open_reviews(interviewed)) == 1


def test_a_memo_is_as_restricted_as_its_words(interviewed: Project) -> None:
    on_words(interviewed)
    assert [one.restricted for one in memo_views.listed(interviewed)] == [False]
    hold_back(interviewed, "Æbletræerne er")
    assert [one.restricted for one in memo_views.listed(interviewed)] == [True]


@pytest.mark.parametrize("form", ["xlsx", "csv", "json", "md"])
def test_no_matrix_file_holds_a_memo(interviewed: Project, form: str) -> None:
    row = interviewed.interview("Bilag 6")
    one = coding.add(interviewed, row, span_of(interviewed, WORDS), "effekter")
    memos.write(interviewed, memos.on_coding(one), "HEMMELIGTORD")
    file = interviewed.paths.root / f"matrix.{form}"
    result = CliRunner().invoke(
        build(), ["matrix", "-p", str(interviewed.paths.root), "--out", str(file)]
    )
    assert result.exit_code == 0
    assert file.stat().st_size > 0
    assert "HEMMELIGTORD" not in file.read_bytes().decode("latin-1")
    assert matrices.matrix(interviewed).value.total == 1


# Files


def test_a_file_of_the_schema_before_keeps_its_reviews(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    coding.add(interviewed, row, span_of(interviewed, "Selv tak."), "andet")
    replaced(interviewed, "IP: Selv tak.", "IP: Farvel og på gensyn.")
    waiting = reviewing.open_reviews(interviewed)
    path, root = interviewed.paths.database, interviewed.paths.root
    with interviewed.action() as db:
        db.execute("drop table memo")
        db.execute("drop table summary")
        db.execute("delete from _sqlite_migrations where name = 'm0006_memos'")
    interviewed.close()
    with closing(sqlite3.connect(path)) as old:
        assert old.execute("select count(*) from review").fetchone() == (1,)
    with open_project(root) as again:
        assert sorted(m.name for m in migrations.applied(again.db)) == sorted(NAMES)
        assert reviewing.open_reviews(again) == waiting
        (copy,) = again.paths.backups.glob("before-update-*.db")
        assert "memo" not in backup.check_copy(copy)
        memos.write(again, Target(About.PROJECT), THOUGHT)
        assert [one.memo.text for one in memo_views.listed(again)] == [THOUGHT]


def test_a_backup_must_hold_all_memos(interviewed: Project) -> None:
    on_words(interviewed)
    copy = interviewed.paths.root / "copy.db"
    backup.copy_database(interviewed.db, copy)
    assert backup.check_copy(copy)["memo"] == 1


def test_a_changed_place_of_a_memo_is_found_by_doctor(interviewed: Project) -> None:
    on_words(interviewed)
    with interviewed.action() as db:
        db.execute("update memo set start = start + 1")
    assert [one.ok for one in examine(interviewed) if one.name == "quotes"] == [False]


# Summaries


def test_a_summary_written_before_the_informant_is_registered_stays(interviewed: Project) -> None:
    from qda.storage import informants

    row = interviewed.interview("Bilag 6")
    summaries.put(interviewed, row, "effekter", "Mindre hærværk.")
    with interviewed.action() as db:
        person = {
            "short_id": "I6", "name": "", "label": "formand", "role": "", "organisation": "",
            "municipality": "", "area": "", "attributes": {},
        }  # fmt: skip
        number, _new = informants.save_informant(db, person)
        interviews.link_informant(db, row.id, number)
    row = interviewed.interview("Bilag 6")
    assert [one.text for one in summaries.of_cell(interviewed, row, "effekter")] == [
        "Mindre hærværk."
    ]
    summaries.put(interviewed, row, "effekter", "Intet andet.")
    assert [one.summary.text for one in summaries.listed(interviewed)] == ["Intet andet."]
    memos.write(interviewed, memos.on_informant(interviewed, "I6"), THOUGHT)
    (memo,) = memo_views.listed(interviewed)
    assert memo_views.place_in_words(memo) == "informant I6"


def test_taking_away_a_summary_that_is_not_there_is_refused(interviewed: Project) -> None:
    with pytest.raises(Refused, match="no summary"):
        summaries.put(interviewed, interviewed.interview("Bilag 6"), "effekter", " ")


# On the command line


@pytest.fixture
def folder(interviewed: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(interviewed.paths.root)
    return interviewed.paths.root


def listed() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(qda("memo", "list", "--json").stdout)
    return found


def test_the_verbs_write_change_show_and_remove(interviewed: Project, folder: Path) -> None:
    assert folder.is_dir()
    assert qda("memo", "add", THOUGHT, "-i", "bilag 6", "-q", WORDS).exit_code == 0
    (one,) = listed()
    assert (one["about"], one["appendix"], one["segment"]) == ("passage", "Bilag 6", 2)
    assert qda("memo", "edit", one["uid"][:8], "-", typed="Ny\ntanke").exit_code == 0
    shown = qda("memo", "show", one["uid"][:8])
    assert "Ny\ntanke" in shown.stdout
    assert WORDS in shown.stdout
    assert qda("memo", "remove", one["uid"][:8]).exit_code == 0
    assert listed() == []
    assert qda("undo").exit_code == 0
    assert [one["text"] for one in listed()] == ["Ny\ntanke"]
    assert stored_memos.memos(interviewed.db)[0].text == "Ny\ntanke"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["add", "x", "--theme", "1", "--coding", "ab"], 2, "about one thing"),
        (["add", "x", "--segment", "2"], 2, "Name the interview"),
        (["add", "x", "-i", "Bilag 6", "-s", "1", "-q", "y"], 2, "either --segment or --quote"),
        (["add", "x", "-i", "Bilag 6", "-s", "99"], 1, "no segment 99"),
        (["add", "x", "--informant", "I9"], 1, "no informant"),
        (["add"], 1, "no words for the memo"),
        (["show", "ffff"], 1, "no memo"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    folder: Path, arguments: list[str], code: int, says: str
) -> None:
    assert folder.is_dir()
    result = qda("memo", *arguments)
    assert result.exit_code == code
    assert says in result.stderr
    assert listed() == []


def test_a_hostile_memo_is_shown_harmlessly(folder: Path) -> None:
    assert folder.is_dir()
    qda("memo", "add", "[red]\x1b[31m ud\u202e")
    shown = qda("memo", "list").stdout
    assert "[red]" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_the_summary_verbs_write_show_and_list(folder: Path) -> None:
    assert folder.is_dir()
    assert qda("summary", "set", "Bilag 6", "effekter", "-", typed="Mindre støj.").exit_code == 0
    assert "Mindre støj." in qda("summary", "show", "Bilag 6", "effekter").stdout
    assert "Mindre støj." in qda("summary", "list").stdout
    assert qda("summary", "set", "Bilag 6", "effekter", "").exit_code == 0
    assert "no summary" in qda("summary", "show", "Bilag 6", "effekter").stderr


def test_a_memo_on_nothing_that_exists_is_not_found(interviewed: Project) -> None:
    add_interview(interviewed, "Bilag 7")
    with pytest.raises(NotFound):
        memos.on_theme(interviewed, "findes-ikke")
    with pytest.raises(Refused, match="Nobody speaks"):
        memos.on_passage(interviewed, interviewed.interview("Bilag 7"), Span(0, 5))
