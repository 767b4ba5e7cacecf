"""How far a project has come: a segment counts once, and only where a coding touches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.services import coding
from qda.services.progress import progress_of

if TYPE_CHECKING:
    from qda.services.project import Project


def test_a_coding_counts_for_the_segments_that_it_touches(interviewed: Project) -> None:
    row = interviewed.interview("Bilag 6")
    segment = coding.segment_by_number(interviewed, row, 2)
    coding.toggle(interviewed, row, segment, "effekter")
    coding.toggle(interviewed, row, segment, "andet")
    found = progress_of(interviewed)
    assert (found.interviews[0].coded, found.interviews[0].codings) == (1, 2)
    assert {t.key: t.codings for t in found.themes if t.codings} == {"effekter": 1, "andet": 1}


def test_a_coding_that_begins_where_a_segment_ends_does_not_touch_it(project: Project) -> None:
    from tests.projects import add_interview

    add_interview(project, "Bilag 1", ("I: Hvad?", "IP: " + "Vi bor her godt nu. " * 30))
    row = project.interview("Bilag 1")
    second = coding.segment_by_number(project, row, 3)
    first = coding.segment_by_number(project, row, 2)
    assert first.span.stop == second.span.start
    coding.add(project, row, second.span, "andet")
    assert progress_of(project).interviews[0].coded == 1
