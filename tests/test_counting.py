"""The counts of the matrix, by one query, are those of the matrix that is written to files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qda.domain.codings import Coding, anchor
from qda.domain.matrix import Side
from qda.domain.text import Span
from qda.services import matrices, theme_plans
from qda.services.counting import Choice, Layout, counted, quotes_of, uncounted
from qda.storage import codings, interviews
from qda.storage.store import new_uid, now
from tests.tui_project import OFF_RECORD, harbour_project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.services.project import Project

Drawn = tuple[str, int, int, str, str]
"""Appendix, start, length, theme, coder."""

DRAWN = st.lists(
    st.tuples(
        st.sampled_from(["Bilag 1", "Bilag 2"]),
        st.integers(0, 400),
        st.integers(1, 90),
        st.sampled_from(["arbejde", "penge", "andet", "baade", "vejr"]),
        st.sampled_from(["ida", "bo"]),
    ),
    max_size=25,
)
LAYOUTS = (
    Layout(),
    Layout(apart=True),
    Layout(rows=Side.THEMES),
    Layout(choice=Choice(coders=("bo",))),
    Layout(rows="role"),
    Layout(choice=Choice(themes=("andet",)), apart=True),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with harbour_project(tmp_path_factory.mktemp("counting") / "p") as made:
        made.db.execute("update informant set role = 'kranfører'")
        yield made


def coded(project: Project, drawn: Sequence[Drawn]) -> None:
    """Store codings wherever they were drawn; twins are left out."""
    with project.action() as db:
        db.execute("delete from coding")
        fixed: list[Drawn] = [("Bilag 1", 40, 30, "penge", "bo"), ("Bilag 2", 60, 9, "vejr", "ida")]
        for appendix, start, length, theme, coder in {*drawn, *fixed}:
            transcript = project.interview(appendix).transcript_id
            text = interviews.transcript_text(db, transcript)
            start = min(start, len(text) - 2)
            span = Span(start, min(start + length, len(text)))
            one = Coding(new_uid(), transcript, span, theme, coder, now())
            if codings.coding_at(db, one) is None:
                codings.insert_coding(db, codings.coding_row(one, anchor(text, span)))


@pytest.mark.parametrize("place", range(len(LAYOUTS)))
@given(drawn=DRAWN)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_counts_are_those_of_the_matrix(project: Project, place: int, drawn: list[Drawn]) -> None:
    coded(project, drawn)
    layout = LAYOUTS[place]
    found, wanted = counted(project, layout), matrices.matrix(project, layout).value
    assert (found.rows, found.columns) == (wanted.rows, wanted.columns)
    assert dict(found.counts) == {cell: len(quotes) for cell, quotes in wanted.cells.items()}
    assert found.total == wanted.total
    sides = (1, 0) if layout.rows == Side.THEMES else (0, 1)
    assert {
        cell: len(quotes_of(project, layout, cell[sides[0]], cell[sides[1]]))
        for cell in found.counts
    } == dict(found.counts)


def test_a_retired_theme_has_a_head_only_while_something_is_coded_with_it(
    project: Project,
) -> None:
    coded(project, [])
    for theme in ("penge", "minder"):
        theme_plans.carry_out(project, theme_plans.retire(project, theme))
    heads = [head.key for head in counted(project).columns]
    assert "penge" in heads
    assert "minder" not in heads


def test_quotes_of_a_group_are_those_of_its_informants(project: Project) -> None:
    coded(project, [])
    layout = replace(Layout(), rows="role")
    assert [one.appendix for one in quotes_of(project, layout, "kranfører", "penge")] == ["Bilag 1"]
    assert [one.appendix for one in quotes_of(project, layout, "", "andet")] == ["Bilag 2"]


@pytest.mark.parametrize("place", range(len(LAYOUTS) - 1))
@given(drawn=DRAWN)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_coding_is_a_quote_or_is_said_not_to_be(
    project: Project, place: int, drawn: list[Drawn]
) -> None:
    coded(project, drawn)
    layout = LAYOUTS[place]
    total = counted(project, layout).total
    codings_there, out = uncounted(project, layout, total)
    assert codings_there == total + sum(out.values())
    assert all(out.values())


def test_why_a_coding_is_no_quote_is_said(project: Project) -> None:
    coded(project, [])
    fixed = counted(project).total
    text = interviews.transcript_text(project.db, project.interview("Bilag 1").transcript_id)
    held_back, asked = text.index(OFF_RECORD), text.index("Hvad håber du nu?")
    coded(
        project,
        [
            ("Bilag 1", held_back + 2, 5, "penge", "ida"),
            ("Bilag 1", asked, 9, "penge", "ida"),
            ("Bilag 2", 60, 9, "vejr", "bo"),
            ("Bilag 2", 60, 9, "baade", "bo"),
        ],
    )
    total = counted(project).total
    assert total == fixed
    assert uncounted(project, Layout(), total) == (
        6,
        {"restricted": 1, "interviewer": 1, "together": 2},
    )
