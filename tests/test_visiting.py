"""What a coder has seen: by place, by coder, carried to corrected texts, never an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.interviews import Role
from qda.domain.speakers import Layout
from qda.domain.text import Span
from qda.services import coding, history, off_record, overview, replacing, visiting
from qda.services.overview import Consent, Order, in_order, matching, overview_of
from qda.services.project import open_project
from qda.services.settling import Settlement, settle, source_of
from qda.storage import interviews, journal
from tests import word_files
from tests.projects import LINES, add_interview
from tests.tui_project import HARBOUR, harbour_project, transcript_of
from tests.tui_project import add_interview as store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from qda.services.project import Project


def see(project: Project, *numbers: int, appendix: str = "Bilag 6") -> None:
    row = project.interview(appendix)
    spans = [coding.segment_by_number(project, row, number).span for number in numbers]
    visiting.remember(project, row.transcript_id, spans)


def test_what_was_seen_counts_once_for_the_coder_who_saw_it(interviewed: Project) -> None:
    see(interviewed, 2, 3, 2)
    row = interviewed.interview("Bilag 6")
    assert visiting.segments_seen(interviewed, row) == {2, 3}
    assert visiting.segments_seen(interviewed, row, "mikkel") == set()


def test_one_left_off_where_one_looked_last_also_after_going_back(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    assert visiting.left_off(interviewed, row) is None
    see(interviewed, 2, 4, 3)
    third = coding.segment_by_number(interviewed, row, 3)
    with open_project(interviewed.paths.root, "sofie") as again:
        assert visiting.left_off(again, row) == third.span.start
    see(interviewed, 2)
    second = coding.segment_by_number(interviewed, row, 2)
    assert visiting.left_off(interviewed, row) == second.span.start


def test_seeing_is_no_step_and_undo_does_not_touch_it(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    coding.toggle(interviewed, row, coding.segment_by_number(interviewed, row, 2), "andet")
    before = journal.revision(interviewed.db)
    see(interviewed, 2)
    assert journal.revision(interviewed.db) == before
    assert history.undo(interviewed).action == "coding.add"
    assert visiting.segments_seen(interviewed, row) == {2}


def test_settling_speakers_anew_forgets_nothing_that_was_seen(interviewed: Project) -> None:
    see(interviewed, 2)
    row = interviewed.interview("Bilag 6")
    settle(interviewed, row, source_of(interviewed, row), Settlement({"I": Role.OTHER}))
    assert interviews.turns(interviewed.db, row.transcript_id)[0].role is Role.OTHER
    assert visiting.segments_seen(interviewed, row) == {2}


def test_a_corrected_text_keeps_what_was_seen_of_it(interviewed: Project) -> None:
    see(interviewed, 4, 2)
    new = "\n".join(LINES).replace("Interview om", "Samtale om").replace("skolen", "skolerne")
    body = "".join(word_files.para(line) for line in new.split("\n"))
    file = word_files.write(interviewed.paths.root / "new.docx", word_files.members(body))
    replacing.replace(interviewed, interviewed.interview("Bilag 6"), file)
    row = interviewed.interview("Bilag 6")
    assert row.version == 2
    assert visiting.segments_seen(interviewed, row) == {2, 4}
    second = coding.segment_by_number(interviewed, row, 2)
    assert visiting.left_off(interviewed, row) == second.span.start
    history.undo(interviewed)
    assert visiting.segments_seen(interviewed, interviewed.interview("Bilag 6")) == {2, 4}


def test_a_text_that_is_gone_by_now_is_no_trouble(interviewed: Project) -> None:
    visiting.remember(interviewed, 999, [Span(0, 5)])
    assert interviewed.db.execute("select count(*) from seen").fetchone()[0] == 0


# The overview


def test_the_overview_says_what_was_seen_and_coded_and_when(interviewed: Project) -> None:
    (before,) = overview_of(interviewed).interviews
    assert (before.seen, before.consent, before.minutes) == (0, Consent.NOT_RECORDED, None)
    assert before.worked_on == ""
    see(interviewed, 2, 3)
    (after,) = overview_of(interviewed).interviews
    assert after.seen == 2
    assert after.worked_on
    assert after.as_values()["seen"] == 2
    assert after.as_values()["appendix"] == "Bilag 6"


def test_minutes_come_from_the_last_time_stamp(project: Project) -> None:
    lines = ("I: [00:00:03] Hvad?", "IP: [00:01:10] Vi graver her.", "I: [00:12:31] Tak.")
    add_interview(project, "Bilag 1", lines)
    (one,) = overview_of(project).interviews
    assert one.minutes == 13


def test_orders_are_natural_and_begin_where_there_is_most_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All this takes less than the millisecond that tells one moment from the next.
    monkeypatch.setattr("qda.storage.seen.now", lambda: "2099-01-01T00:00:00.000+00:00")
    with harbour_project(tmp_path / "havn") as project:
        store(project, "Bilag 10", transcript_of(HARBOUR))
        row = project.interview("Bilag 2")
        coding.toggle(project, row, coding.segment_by_number(project, row, 2), "arbejde")
        see(project, 1, appendix="Bilag 10")
        listed = overview_of(project).interviews
        names = {order: [one.appendix for one in in_order(listed, order)] for order in Order}
        assert names[Order.APPENDIX] == ["Bilag 1", "Bilag 2", "Bilag 10"]
        assert names[Order.PROGRESS] == ["Bilag 1", "Bilag 10", "Bilag 2"]
        assert names[Order.WORKED_ON] == ["Bilag 10", "Bilag 2", "Bilag 1"]
        assert names[Order.CODINGS] == ["Bilag 2", "Bilag 1", "Bilag 10"]


def test_a_filter_takes_words_of_number_and_informant(tmp_path: Path) -> None:
    with harbour_project(tmp_path / "havn") as project:
        listed = overview_of(project).interviews
        assert [one.appendix for one in matching(listed, "HAVNE bilag")] == ["Bilag 1"]
        assert [one.appendix for one in matching(listed, " ")] == ["Bilag 1", "Bilag 2"]
        assert overview.matching(listed, "ingen") == []


def test_speakers_are_uncertain_until_somebody_settles_them(project: Project) -> None:
    row = add_interview(project, "Bilag 1", ("Bare en lang tekst uden nogen talere.",))
    (one,) = overview_of(project).interviews
    assert one.speakers_uncertain
    settle(project, row, source_of(project, row), Settlement(layout=Layout.NONE))
    (one,) = overview_of(project).interviews
    assert not one.speakers_uncertain


def test_what_was_seen_of_a_passage_off_the_record_is_not_counted_for_other_eyes(
    interviewed: Project,
) -> None:
    row = interviewed.interview("Bilag 6")
    segments = interviews.segments(interviewed.db, row.transcript_id)
    visiting.remember(interviewed, row.transcript_id, [one.span for one in segments])
    off_record.mark_off_record(interviewed, row, segments[-1].span)
    (all_of_it,) = overview.overview_of(interviewed).interviews
    (rest,) = overview.overview_of(interviewed, restricted=False).interviews
    assert (all_of_it.seen, all_of_it.numbers.segments) == (len(segments), len(segments))
    assert (rest.seen, rest.numbers.segments) == (len(segments) - 1, len(segments) - 1)
