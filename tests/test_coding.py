"""Coding without a screen: add, remove, toggle, undo, redo, over restarts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.domain.codings import Coding, Origin, anchor
from qda.domain.text import Span
from qda.errors import NotFound, Refused
from qda.services import coding, history
from qda.services.checking import examine
from qda.services.project import Project, open_project
from qda.storage import interviews, journal
from tests.conftest import ROOT
from tests.projects import add_interview


def words_of(project: Project, one: Coding) -> str:
    text: str = interviews.transcript_text(project.db, one.transcript)
    return one.span.of(text)


def dump(project: Project) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = project.db.execute(
        "select * from (select uid, transcript_id, start, stop, theme, coder, created, origin,"
        " quote_hash, before, after from coding) order by uid"
    ).fetchall()
    return rows


def test_a_segment_is_coded_with_the_words_that_were_said(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    segment = coding.segment_by_number(interviewed, row, 2)
    made = coding.add(
        interviewed, row, coding.span_of_segment(interviewed, row, segment), "forstaaelse"
    )
    assert words_of(interviewed, made).startswith("Det er, når lægen")
    assert [c.uid for c in coding.listed(interviewed, row)] == [made.uid]
    assert made.origin is Origin.BY_HAND
    assert made.coder == "sofie"


def test_a_quote_is_found_though_its_typography_differs(interviewed: Project) -> None:
    row = interviewed.interview("bilag 6")
    span = coding.span_of_quote(interviewed, row, '"en helt  anden sag" - det')
    assert span.of(interviews.transcript_text(interviewed.db, row.transcript_id)) == (
        "»en helt anden sag« – det"
    )


def test_a_quote_that_is_not_there_is_not_guessed(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    with pytest.raises(NotFound, match="does not stand in Bilag 6"):
        coding.span_of_quote(interviewed, row, "Skolen er en ganske anden sag")


def test_a_quote_that_is_there_twice_is_refused(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    with pytest.raises(Refused, match=r"stands in Bilag 6 \d+ times"):
        coding.span_of_quote(interviewed, row, "er")
    assert coding.listed(interviewed, row) == []


def test_the_same_coder_cannot_code_the_same_words_twice(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    span = coding.span_of_quote(interviewed, row, "Selv tak.")
    coding.add(interviewed, row, span, "andet")
    with pytest.raises(Refused, match="already"):
        coding.add(interviewed, row, span, "andet")
    coding.add(interviewed, row, span, "andet", coder="mikkel")
    assert len(coding.listed(interviewed, row)) == 2


def test_a_title_cannot_be_coded(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    with pytest.raises(Refused, match="Nobody speaks there"):
        coding.add(interviewed, row, Span(0, 9), "andet")


def test_an_unknown_theme_names_the_nearest(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    with pytest.raises(NotFound) as caught:
        coding.add(
            interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "forstaelse"
        )
    assert "forstaaelse" in caught.value.hint


def test_a_segment_number_that_is_not_there_names_the_range(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    with pytest.raises(NotFound, match="no segment 99"):
        coding.segment_by_number(interviewed, row, 99)


def test_toggling_twice_leaves_nothing_and_two_steps(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    segment = coding.segment_by_number(interviewed, row, 2)
    assert coding.toggle(interviewed, row, segment, "effekter").added
    assert len(coding.listed(interviewed, row)) == 1
    assert not coding.toggle(interviewed, row, segment, "effekter").added
    assert coding.listed(interviewed, row) == []
    history.undo(interviewed)
    assert len(coding.listed(interviewed, row)) == 1


def test_undo_brings_back_exactly_the_coding_that_was_removed(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    made = coding.add(
        interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "hvorfor"
    )
    before = dump(interviewed)
    assert len(before) == 1
    coding.remove(interviewed, made)
    assert dump(interviewed) == []
    history.undo(interviewed)
    assert dump(interviewed) == before


def test_undo_and_redo_survive_a_restart(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    span = coding.span_of_quote(interviewed, row, "Selv tak.")
    coding.add(interviewed, row, span, "hvorfor")
    history.undo(interviewed)
    interviewed.close()
    with open_project(interviewed.paths.root) as again:
        assert coding.listed(again) == []
        entry = history.redo(again)
        assert entry.action == "coding.add"
        assert len(coding.listed(again)) == 1


def test_a_new_coding_ends_the_redoing(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "hvorfor")
    history.undo(interviewed)
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "andet")
    with pytest.raises(Refused, match="nothing to redo"):
        history.redo(interviewed)


def test_undo_with_nothing_to_undo_is_refused(interviewed: Project) -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        history.undo(interviewed)


def test_every_action_has_one_journal_line_in_words(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    made = coding.add(
        interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "hvorfor"
    )
    coding.remove(interviewed, made)
    history.undo(interviewed)
    said = [history.in_words(entry) for entry in history.entries(interviewed, 10)]
    assert said == [
        "Undone: Bilag 6: coding Hvorfor ønske social mix uden evidens for effekterne removed",
        "Bilag 6: coding Hvorfor ønske social mix uden evidens for effekterne removed",
        "Bilag 6: coded as Hvorfor ønske social mix uden evidens for effekterne",
    ]


def test_the_journal_of_a_coding_holds_no_words_of_its_quote(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    coding.add(
        interviewed, row, coding.span_of_quote(interviewed, row, "børnene, de leger"), "andet"
    )
    entry = interviewed.db.execute("select subject, changes from journal").fetchall()[-1]
    assert "andet" in entry[0]
    assert "leger" not in "".join(entry)


def test_the_anchor_holds_the_words_around() -> None:
    mark = anchor("et to tre fire fem", Span(6, 9))
    assert (mark.before, mark.after) == ("et to ", " fire fem")


def test_a_coding_is_named_by_the_beginning_of_its_id(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    made = coding.add(
        interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "andet"
    )
    assert coding.by_uid(interviewed, made.uid[:8]).uid == made.uid
    with pytest.raises(NotFound):
        coding.by_uid(interviewed, "zz*")


THEMES = ["forstaaelse", "forventninger", "effekter", "udfordringer"]


@pytest.mark.slow
@settings(max_examples=60)
@given(
    acts=st.lists(
        st.one_of(
            st.tuples(st.integers(1, 6), st.sampled_from(THEMES)),
            st.just("undo"),
            st.just("redo"),
        ),
        max_size=25,
    )
)
def test_undoing_all_and_redoing_all_leads_back(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[int, str] | str]
) -> None:
    from qda.services.project import make_project

    root = tmp_path_factory.mktemp("acts")
    with make_project(root, codebook=(ROOT / "codes.yml").read_bytes()) as project:
        row = add_interview(project, "Bilag 6")
        for act in acts:
            perform(project, row, act)
        there = dump(project)
        taken_back = run_out(project, history.undo)
        assert dump(project) == []
        replay(project, taken_back)
        assert dump(project) == there
        assert [f.name for f in examine(project) if not f.ok and not f.warning] == []


def perform(project: Project, row: interviews.InterviewRow, act: tuple[int, str] | str) -> None:
    """One act; an undo or redo that has nothing to do is no act."""
    try:
        if act == "undo":
            history.undo(project)
        elif act == "redo":
            history.redo(project)
        else:
            assert isinstance(act, tuple)
            number, theme = act
            segment = coding.segment_by_number(project, row, number)
            coding.toggle(project, row, segment, theme)
    except Refused:
        return


def run_out(project: Project, act: object) -> int:
    """Undo or redo until nothing is left; returns how often."""
    assert callable(act)
    count = 0
    while True:
        try:
            act(project)
        except Refused:
            return count
        count += 1


def replay(project: Project, count: int) -> None:
    """Redo so many steps."""
    for _ in range(count):
        history.redo(project)


def test_two_programs_that_code_lose_nothing(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    with open_project(interviewed.paths.root, "mikkel") as other:
        for number in range(1, 5):
            for who in (interviewed, other):
                segment = coding.segment_by_number(who, row, number)
                coding.toggle(who, row, segment, "andet")
        assert len(coding.listed(interviewed, row)) == 8
        assert journal.revision(other.db) == journal.revision(interviewed.db) == 8


@pytest.mark.parametrize("quote", ["børn", "kælderen", "ikke skriv"])
def test_a_part_of_a_word_is_no_quote(interviewed: Project, quote: str) -> None:
    with pytest.raises(NotFound):
        coding.span_of_quote(interviewed, interviewed.interview("Bilag 6"), quote)


def test_several_codings_are_removed_as_one_step_or_not_at_all(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    span = coding.span_of_quote(interviewed, row, "Selv tak.")
    first, second = (coding.add(interviewed, row, span, key) for key in ("andet", "effekter"))
    coding.remove(interviewed, second)
    with pytest.raises(NotFound):
        coding.remove_all(interviewed, [first, second])
    assert coding.listed(interviewed) == [first]
    history.undo(interviewed)
    coding.remove_all(interviewed, [first, second, first])
    assert coding.listed(interviewed) == []
    assert "2" in history.in_words(history.undo(interviewed))
    assert {c.uid for c in coding.listed(interviewed)} == {first.uid, second.uid}
