"""Changes of themes: each says its effect first, is one step, and undo brings the file back too."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.memos import About, Target
from qda.errors import NotFound, Refused
from qda.formats.codes_reading import codebook_of
from qda.services import coding, history, memos, summaries, theme_merging, theme_plans
from qda.services.checking import examine
from qda.services.project import Project, open_project
from tests.tui_project import harbour_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import FrameType

    from qda.domain.codings import Coding


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Bilag 1 with three codings under `arbejde` and two under `penge`, by two coders."""
    with harbour_project(tmp_path / "p") as made:
        for segment, theme, coder in (
            (2, "arbejde", "ida"),
            (3, "arbejde", "ida"),
            (3, "arbejde", "bo"),
            (3, "penge", "ida"),
            (4, "penge", "bo"),
        ):
            code(made, segment, theme, coder)
        yield made


def code(project: Project, segment: int, theme: str, coder: str = "ida") -> Coding:
    row = project.interview("Bilag 1")
    found = coding.segment_by_number(project, row, segment)
    span = coding.span_of_segment(project, row, found)
    return coding.add(project, row, span, theme, coder=coder)


def state(project: Project) -> tuple[str, list[tuple[object, ...]]]:
    """codes.yml and all codings."""
    rows = project.db.execute(
        "select uid, transcript_id, start, stop, theme, coder, created from coding order by uid"
    ).fetchall()
    return project.paths.codebook.read_text("utf-8"), rows


def themes_of(project: Project) -> list[tuple[str, str]]:
    return [(one.theme, one.coder) for one in coding.listed(project)]


PLANS: dict[str, Callable[[Project], theme_plans.Plan]] = {
    "add": lambda p: theme_plans.add(p, "Fisk", parent="andet"),
    "rename": lambda p: theme_plans.rename(p, "penge", "Penge og løn"),
    "recolour": lambda p: theme_plans.recolour(p, "penge", "pink"),
    "hotkey": lambda p: theme_plans.give_hotkey(p, "penge", "1"),
    "fields": lambda p: theme_plans.change_fields(
        p, "penge", title="Løn", definition="Om løn.", keywords=["løn", "penge*"]
    ),
    "move": lambda p: theme_plans.move(p, "penge", "andet"),
    "order": lambda p: theme_plans.neighbour(p, "penge", -1),
    "merge": lambda p: theme_merging.merge(p, "penge", "arbejde"),
    "split": lambda p: theme_merging.split(
        p, "arbejde", "Kraner", [coding.listed(p)[1].uid, coding.listed(p)[2].uid]
    ),
    "retire": lambda p: theme_plans.retire(p, "arbejde"),
}


@pytest.mark.parametrize("name", sorted(PLANS))
def test_a_step_is_undone_and_done_again_with_codes_yml(project: Project, name: str) -> None:
    before = state(project)
    theme_plans.carry_out(project, PLANS[name](project))
    after = state(project)
    assert after != before
    assert [one.name for one in examine(project) if not one.ok and not one.warning] == []
    history.undo(project)
    assert state(project) == before
    history.redo(project)
    assert state(project) == after
    with open_project(project.paths.root) as again:
        assert again.codebook == project.codebook
        assert history.in_words(history.entries(again, 1)[0]).startswith("Redone: ")


@pytest.mark.parametrize("name", sorted(PLANS))
def test_a_plan_alone_writes_nothing(project: Project, name: str) -> None:
    before = state(project)
    plan = PLANS[name](project)
    assert plan.edit.diff()
    assert state(project) == before


@pytest.mark.parametrize("name", sorted(PLANS))
def test_undo_refuses_where_the_file_has_been_edited_since(project: Project, name: str) -> None:
    theme_plans.carry_out(project, PLANS[name](project))
    path = project.paths.codebook
    path.write_text(path.read_text("utf-8") + "# my own note\n", "utf-8")
    before = state(project)
    with pytest.raises(Refused, match="has been edited since"):
        history.undo(project)
    assert state(project) == before


def test_merging_moves_codings_and_makes_twins_one(project: Project) -> None:
    plan = theme_merging.merge(project, "penge", "arbejde")
    assert plan.sentences[:2] == (
        "Moves 2 codings of 2 coders to Arbejde på havnen.",
        "1 becomes one with another on the same words.",
    )
    theme_plans.carry_out(project, plan)
    assert sorted(themes_of(project)) == [("arbejde", "bo")] * 2 + [("arbejde", "ida")] * 2
    assert project.codebook.is_retired("penge")
    assert project.codebook.by_hotkey("4") is None


def test_merging_takes_the_keywords_along(project: Project) -> None:
    plan = theme_plans.change_fields(project, "penge", keywords=["løn*", "hyre"])
    theme_plans.carry_out(project, plan)
    theme_plans.carry_out(project, theme_merging.merge(project, "penge", "arbejde"))
    words = [word.written for word in project.codebook.theme("arbejde").keywords]
    assert words == ["løn*", "hyre"]


def test_merging_reads_the_file_a_few_times_however_many_keywords_go_along(
    project: Project,
) -> None:
    words = [f"ord{number}" for number in range(60)]
    plan = theme_plans.change_fields(project, "penge", keywords=words)
    theme_plans.carry_out(project, plan)
    readings: list[object] = []

    def look(frame: FrameType, event: str, _value: object) -> None:
        readings.extend([frame] * (event == "call" and frame.f_code is codebook_of.__code__))

    sys.setprofile(look)
    try:
        plan = theme_merging.merge(project, "penge", "arbejde")
    finally:
        sys.setprofile(None)
    assert plan.edit.after.count("ord59") == 2
    assert 0 < len(readings) < 10


def test_merging_keeps_memos_and_summaries(project: Project) -> None:
    row = project.interview("Bilag 1")
    twin = next(one for one in coding.listed(project) if (one.theme, one.coder) == ("penge", "ida"))
    memos.write(project, Target(About.CODING, twin.uid), "Et notat.")
    memos.write(project, Target(About.THEME, "penge"), "Om penge.")
    summaries.put(project, row, "penge", "Små penge.")
    summaries.put(project, row, "arbejde", "Meget arbejde.")
    before = notes_of(project)
    plan = theme_merging.merge(project, "penge", "arbejde")
    assert plan.sentences[2] == "2 memos go along."
    theme_plans.carry_out(project, plan)
    survivor = next(
        one for one in coding.listed(project) if one.span == twin.span and one.coder == "ida"
    )
    assert notes_of(project) == (
        [("coding", survivor.uid, "Et notat."), ("theme", "arbejde", "Om penge.")],
        [("arbejde", "Meget arbejde.\n\nSmå penge.")],
    )
    history.undo(project)
    assert notes_of(project) == before


def notes_of(project: Project) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    query = "select subject, subject_key, text from memo order by text"
    summary = "select theme, text from summary order by theme"
    return project.db.execute(query).fetchall(), project.db.execute(summary).fetchall()


def test_a_summary_moves_to_a_cell_without_one(project: Project) -> None:
    summaries.put(project, project.interview("Bilag 1"), "penge", "Små penge.")
    theme_plans.carry_out(project, theme_merging.merge(project, "penge", "arbejde"))
    assert notes_of(project)[1] == [("arbejde", "Små penge.")]


def test_a_theme_with_sub_codes_is_not_merged(project: Project) -> None:
    with pytest.raises(Refused, match="has sub-codes"):
        theme_merging.merge(project, "andet", "penge")
    with pytest.raises(Refused, match="with itself"):
        theme_merging.merge(project, "penge", "penge")


def test_a_plan_is_refused_when_codings_came_in_between(project: Project) -> None:
    plan = theme_merging.merge(project, "penge", "arbejde")
    code(project, 8, "penge")
    before = state(project)
    with pytest.raises(Refused, match="in the meantime"):
        theme_plans.carry_out(project, plan)
    assert state(project) == before


def test_a_plan_is_refused_when_the_file_was_edited_in_between(project: Project) -> None:
    plan = theme_plans.rename(project, "penge", "Løn")
    path = project.paths.codebook
    path.write_text(path.read_text("utf-8") + "# my own note\n", "utf-8")
    before = state(project)
    with pytest.raises(Refused, match="has been edited since"):
        theme_plans.carry_out(project, plan)
    assert state(project) == before


def test_splitting_gives_the_chosen_codings_to_a_new_sub_code(project: Project) -> None:
    uids = [one.uid for one in coding.listed(project) if one.coder == "bo" and one.theme != "penge"]
    theme_plans.carry_out(project, theme_merging.split(project, "arbejde", "Kraner", uids))
    assert project.codebook.theme("kraner").parent == "arbejde"
    assert [one.uid for one in coding.listed(project) if one.theme == "kraner"] == uids
    assert themes_of(project).count(("arbejde", "ida")) == 2


def test_a_split_names_codings_of_the_theme(project: Project) -> None:
    with pytest.raises(NotFound):
        theme_merging.split(project, "arbejde", "Kraner", ["0" * 32])
    with pytest.raises(Refused):
        theme_merging.split(project, "arbejde", "Kraner", [])


def test_a_retired_theme_is_given_to_no_words_and_comes_back(project: Project) -> None:
    theme_plans.carry_out(project, theme_plans.retire(project, "andet"))
    assert "andet" not in [theme.key for theme in project.codebook.active]
    with pytest.raises(Refused, match="retired"):
        code(project, 8, "vejr")
    theme_plans.carry_out(project, theme_plans.restore(project, "andet"))
    assert code(project, 8, "vejr").theme == "vejr"


def test_a_title_that_another_theme_has_is_refused(project: Project) -> None:
    with pytest.raises(Refused, match="already"):
        theme_plans.rename(project, "penge", "minder")
    assert theme_plans.rename(project, "penge", "PENGE").edit.diff()


COMMANDS: dict[str, tuple[str, ...]] = {
    "rename": ("rename", "penge", "Penge og løn"),
    "recolour": ("recolour", "penge", "pink"),
    "hotkey": ("hotkey", "penge", "1"),
    "move": ("move", "penge", "--below", "andet"),
    "order": ("move", "penge", "--before", "minder"),
    "merge": ("merge", "penge", "arbejde"),
    "retire": ("retire", "arbejde"),
}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_leaves_what_the_service_leaves(
    project: Project, tmp_path: Path, name: str
) -> None:
    folder = str(project.paths.root)
    run = CliRunner().invoke
    tried = run(build(), ["codes", *COMMANDS[name], "--dry-run", "-p", folder])
    before = state(project)
    assert tried.exit_code == 0, tried.stderr
    theme_plans.carry_out(project, PLANS[name](project))
    wanted = state(project)
    history.undo(project)
    assert state(project) == before
    done = run(build(), ["codes", *COMMANDS[name], "-p", folder])
    assert done.exit_code == 0, done.stderr
    assert state(project) == wanted
    assert done.stdout == tried.stdout


def test_the_split_command_names_codings_by_id(project: Project) -> None:
    one = next(one for one in coding.listed(project) if one.theme == "arbejde")
    folder = str(project.paths.root)
    arguments = ["codes", "split", "arbejde", "Kraner", one.uid[:12], "-p", folder]
    done = CliRunner().invoke(build(), arguments)
    assert done.exit_code == 0, done.stderr
    assert ("kraner", one.coder) in themes_of(project)


def test_the_restore_command_takes_a_theme_into_use_again(project: Project) -> None:
    folder = str(project.paths.root)
    CliRunner().invoke(build(), ["codes", "retire", "penge", "-p", folder])
    listed = CliRunner().invoke(build(), ["codes", "list", "-p", folder]).stdout
    assert "Penge (retired)" in listed
    done = CliRunner().invoke(build(), ["codes", "restore", "penge", "-p", folder])
    assert done.exit_code == 0, done.stderr
    assert "retired" not in project.paths.codebook.read_text("utf-8")
