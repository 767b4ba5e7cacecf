"""Merging and splitting segments: tiling, numbers, search, suggestions, exact undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.documents import LineSource, PageSource
from qda.domain.interviews import LineMap, PageMap, PageStart
from qda.errors import NotFound, Refused
from qda.services import coding, history, resegmenting, searching, wordindex
from qda.services.checking import examine
from qda.storage import counters, interviews, pages
from tests.projects import LINES, add_interview

if TYPE_CHECKING:
    from qda.services.project import Project

TALK = (
    "I: Hvem bor her?",
    "IP: Lægen bor i nummer to. Buschaufføren bor i nummer tre.",
    "Børnene leger i gården hver dag. Bedstemor ser på.",
    "I: Tak.",
)


@pytest.fixture
def talked(project: Project) -> Project:
    """A turn of two segments between two of the interviewer, and an interview after it."""
    add_interview(project, "Bilag 1", TALK)
    add_interview(project, "Bilag 2", LINES)
    return project


def texts(project: Project, appendix: str = "Bilag 1") -> list[str]:
    row = project.interview(appendix)
    text = interviews.transcript_text(project.db, row.transcript_id)
    return [one.span.of(text).strip() for one in interviews.segments(project.db, row.transcript_id)]


def segments(project: Project) -> list[tuple[object, ...]]:
    return project.db.execute("select * from segment order by id").fetchall()


def words(project: Project) -> list[tuple[object, ...]]:
    return project.db.execute("select * from segment_word order by segment_id").fetchall()


def counted(project: Project) -> list[tuple[object, ...]]:
    return project.db.execute(
        "select theme, transcript_id, key_id, segments from theme_word where segments > 0"
        " order by 1, 2, 3"
    ).fetchall()


def recounted(project: Project) -> list[tuple[object, ...]]:
    with project.action() as db:
        counters.recount(db)
    return counted(project)


def split_second(project: Project) -> None:
    row = project.interview("Bilag 1")
    place = resegmenting.place_of_words(project, row, 2, "Buschaufføren bor")
    resegmenting.split(project, row, 2, place)


def test_a_segment_is_split_where_words_begin_and_undone_exactly(talked: Project) -> None:
    before = segments(talked)
    assert texts(talked)[1].startswith("Lægen bor")
    split_second(talked)
    assert texts(talked)[1:3] == [
        "Lægen bor i nummer to.",
        texts(talked)[2],
    ]
    assert texts(talked)[2].startswith("Buschaufføren bor")
    after = segments(talked)
    assert len(after) == len(before) + 1
    assert [one.name for one in examine(talked) if not one.ok and not one.warning] == []
    history.undo(talked)
    assert segments(talked) == before
    history.redo(talked)
    assert segments(talked) == after


def test_two_segments_are_merged_and_undone_exactly(talked: Project) -> None:
    split_second(talked)
    before, said = segments(talked), texts(talked)
    resegmenting.merge(talked, talked.interview("Bilag 1"), 2)
    assert len(texts(talked)) == len(said) - 1
    assert "to. Buschaufføren" in texts(talked)[1]
    assert [one.name for one in examine(talked) if not one.ok and not one.warning] == []
    history.undo(talked)
    assert segments(talked) == before


def test_each_half_of_a_split_segment_knows_its_line(talked: Project) -> None:
    row = talked.interview("Bilag 1")
    text = interviews.transcript_text(talked.db, row.transcript_id)
    known = LineMap(
        LineSource.PRINTED, (PageStart(0, 1), PageStart(text.index("Buschaufføren"), 2))
    )
    with talked.action() as db:
        pages.insert_starts(db, row.transcript_id, PageMap(PageSource.UNKNOWN), known)
    split_second(talked)
    lines = [one.line for one in interviews.segments(talked.db, row.transcript_id)]
    assert lines[1:3] == [1, 2]


def test_search_in_one_interview_finds_a_split_segment_and_no_others(talked: Project) -> None:
    split_second(talked)
    hits = searching.find(talked, "Buschaufføren", "Bilag 1")
    assert [(hit.appendix, hit.segment) for hit in hits] == [("Bilag 1", 3)]
    assert searching.find(talked, "vaskekælderen", "Bilag 1") == []
    assert len(searching.find(talked, "vaskekælderen", "Bilag 2")) == 1


def test_counters_of_suggestions_stay_exact(talked: Project) -> None:
    wordindex.prepare(talked)
    row = talked.interview("Bilag 1")
    span = coding.span_of_quote(talked, row, "nummer to. Buschaufføren bor i nummer tre")
    coding.add(talked, row, span, "effekter")
    stored, counts = words(talked), counted(talked)
    assert stored
    assert counts
    split_second(talked)
    assert len(words(talked)) == len(stored) + 1
    assert counted(talked) == recounted(talked)
    history.undo(talked)
    assert (words(talked), counted(talked)) == (stored, counts)


def test_what_is_cut_in_two_is_read_anew_later(talked: Project) -> None:
    wordindex.prepare(talked)
    stored = words(talked)
    row = talked.interview("Bilag 1")
    place = resegmenting.place_of_words(talked, row, 2, "Buschaufføren bor")
    resegmenting.split(talked, row, 2, place)
    with talked.action() as db:
        db.execute("delete from segment_word where segment_id = (select max(id) from segment)")
    resegmenting.merge(talked, row, 2)
    assert len(words(talked)) == len(stored) - 1
    wordindex.prepare(talked)
    assert words(talked) == stored


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (2, "Lægen bor", "would have no words"),
        (2, "bor i nummer", "more than once"),
    ],
)
def test_a_split_without_sense_is_refused(
    talked: Project, number: int, words: str, said: str
) -> None:
    row = talked.interview("Bilag 1")
    before = segments(talked)
    with pytest.raises(Refused, match=said):
        resegmenting.split(
            talked, row, number, resegmenting.place_of_words(talked, row, number, words)
        )
    assert segments(talked) == before


def test_a_word_is_not_split(talked: Project) -> None:
    row = talked.interview("Bilag 1")
    place = resegmenting.place_of_words(talked, row, 2, "Buschaufføren bor")
    with pytest.raises(Refused, match="inside a word"):
        resegmenting.split(talked, row, 2, place + 1)


def test_words_of_another_segment_are_not_found(talked: Project) -> None:
    with pytest.raises(NotFound, match="do not stand in segment 1"):
        resegmenting.place_of_words(talked, talked.interview("Bilag 1"), 1, "Lægen")


def test_segments_of_two_turns_are_not_merged(talked: Project) -> None:
    with pytest.raises(Refused, match="last one of its turn"):
        resegmenting.merge(talked, talked.interview("Bilag 1"), 1)


def test_undo_is_refused_where_speakers_were_settled_anew(talked: Project) -> None:
    split_second(talked)
    row = talked.interview("Bilag 1")
    rows = interviews.segments(talked.db, row.transcript_id)
    with talked.action() as db:
        db.execute("update segment set stop = stop - 1 where id = ?", [rows[2].id])
    with pytest.raises(Refused, match="cut anew in the meantime"):
        history.undo(talked)


def test_the_commands_split_and_merge(talked: Project) -> None:
    before = segments(talked)
    folder = str(talked.paths.root)
    done = CliRunner().invoke(
        build(), ["segment", "split", "Bilag 1", "2", "--at", "Buschaufføren bor", "-p", folder]
    )
    assert (done.exit_code, done.stderr) == (0, "Bilag 1: segment 2 split in two\n")
    assert len(segments(talked)) == len(before) + 1
    done = CliRunner().invoke(build(), ["segment", "merge", "Bilag 1", "2", "-p", folder])
    assert (done.exit_code, done.stderr) == (0, "Bilag 1: segment 2 merged with the next\n")
    assert segments(talked) == before
