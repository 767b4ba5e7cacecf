"""Questions and stop words of codes.yml: read with line numbers, and what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.errors import BadCodebook
from qda.formats.codes_changes import AddKeyword
from qda.formats.codes_yml import edit_codebook, read_codebook
from qda.services import coding
from qda.services.evaluating import evaluate
from qda.services.keyword_candidates import candidates
from qda.services.suggesting import open_suggester
from qda.services.suggestion_words import asked
from tests.projects import add_interview

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project
    from qda.services.suggested import Suggested

BOOK = """\
title: Gården
themes:
  have:
    title: Haven
    keywords: [træ]
    questions: [hvad gror*, haven]
  skole:
    title: Skolen
    keywords: [lærer]
  trafik:
    title: Trafikken
    keywords: [bus]
"""

SPEECH = (
    "I: Hvad gror her egentlig?",
    "IP: Et træ står der.",
    "I: Og skolen?",
    "IP: Et træ i gården, og en lærer.",
    "I: Hvad gror der så?",
    "IP: Intet at sige om det.",
)


@pytest.fixture
def garden(project: Project) -> Project:
    project.paths.codebook.write_text(BOOK, "utf-8")
    project.reload_codebook()
    add_interview(project, "Bilag 1", SPEECH)
    return project


def suggested(project: Project) -> list[Suggested]:
    suggester, _prepared = open_suggester(project)
    return suggester.of_interview(project.interview("Bilag 1"))


# The question before an answer


def test_a_mapped_question_adds_a_small_shown_bonus(garden: Project) -> None:
    first, second, _third = suggested(garden)
    (after_question,) = first.suggestions
    (have,) = [one for one in second.suggestions if one.theme == "have"]
    assert after_question.support - have.support == pytest.approx(1.0)
    assert asked(after_question) == "asked about: hvad gror* (codes.yml:6)"
    assert asked(have) == ""
    assert after_question.as_values()["asked"] == "hvad gror*"


def test_a_question_alone_suggests_nothing(garden: Project) -> None:
    silent = suggested(garden)[2]
    assert "Intet at sige" in silent.text
    assert silent.suggestions == ()
    suggester, _prepared = open_suggester(garden, margin=0.1)
    assert suggester.of_interview(garden.interview("Bilag 1"))[2].suggestions == ()


def test_many_patterns_add_no_more_than_one(garden: Project) -> None:
    before = suggested(garden)[0].suggestions[0].support
    text = BOOK.replace("hvad gror*, haven", "hvad gror*, hvad, gror, her, egentlig")
    garden.paths.codebook.write_text(text, "utf-8")
    garden.reload_codebook()
    assert suggested(garden)[0].suggestions[0].support == before


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("hvad gror", True),
        ("HVAD GROR", True),
        ("hvad gro*", True),
        ("hvad gro", False),
        ("gror hvad", False),
        ("gror her egentlig", True),
    ],
)
def test_patterns_take_whole_words_side_by_side(garden: Project, pattern: str, fits: bool) -> None:
    garden.paths.codebook.write_text(BOOK.replace("hvad gror*, haven", pattern), "utf-8")
    garden.reload_codebook()
    assert bool(suggested(garden)[0].suggestions[0].asked) == fits


def test_a_question_of_a_sub_code_counts_for_its_theme(garden: Project) -> None:
    text = BOOK.replace("    questions: [hvad gror*, haven]\n", "").replace(
        "  skole:\n",
        "    themes:\n      bed:\n        title: Bede\n        questions: [gror]\n  skole:\n",
    )
    garden.paths.codebook.write_text(text, "utf-8")
    garden.reload_codebook()
    first = suggested(garden)[0].suggestions[0]
    assert (first.theme, first.asked) == ("have", "gror")


def test_what_the_questions_are_worth_is_scored_beside(garden: Project) -> None:
    margin = suggested(garden)[0].margin - 0.5  # half of the bonus
    row = garden.interview("Bilag 1")
    coding.toggle(garden, row, coding.segment_by_number(garden, row, 2), "have")
    scores = evaluate(garden, margin=margin, leave_interview_out=True)
    assert (scores.all.codings, scores.all.silent) == (1, 1)
    assert scores.answers is not None
    assert (scores.answers.codings, scores.answers.silent) == (1, 0)
    garden.paths.codebook.write_text(BOOK.replace("    questions: [hvad gror*, haven]\n", ""))
    garden.reload_codebook()
    assert evaluate(garden).answers is None


# Stop words


def test_an_added_stop_word_is_no_reason_any_more(garden: Project) -> None:
    row = garden.interview("Bilag 1")
    for number in (2, 4):
        coding.toggle(garden, row, coding.segment_by_number(garden, row, number), "have")
    suggester, _prepared = open_suggester(garden)
    assert "stå" not in suggester.untelling
    assert suggester.ranker.telling[suggester.ranker.by_text["gård"]]
    garden.paths.codebook.write_text(BOOK + "stop_words:\n  add: [gård]\n", "utf-8")
    garden.reload_codebook()
    suggester, _prepared = open_suggester(garden)
    assert not suggester.ranker.telling[suggester.ranker.by_text["gård"]]
    assert "gård" not in {one.word for one in candidates(garden, "have")}


def test_a_removed_stop_word_counts_again(garden: Project) -> None:
    suggester, _prepared = open_suggester(garden)
    assert not suggester.ranker.telling[suggester.ranker.by_text["sige"]]
    garden.paths.codebook.write_text(BOOK + "stop_words:\n  remove: [sige]\n", "utf-8")
    garden.reload_codebook()
    suggester, _prepared = open_suggester(garden)
    assert suggester.ranker.telling[suggester.ranker.by_text["sige"]]


def test_a_keyword_is_never_dropped_by_the_stop_list(garden: Project) -> None:
    garden.paths.codebook.write_text(BOOK + "stop_words:\n  add: [træ]\n", "utf-8")
    garden.reload_codebook()
    assert suggested(garden)[0].suggestions[0].theme == "have"


# Reading the file


@pytest.mark.parametrize(
    ("line", "named", "at"),
    [
        ("    questions: hvad gror", "codebook.expected-list", 6),
        ("    questions: [hvad, hvad]", "codebook.duplicate-keyword", 6),
        ('    questions: ["*"]', "codebook.empty-keyword", 6),
        ("    question: [hvad]", "codebook.unknown-field", 6),
    ],
)
def test_wrong_questions_are_named_with_their_line(
    tmp_path: Path, line: str, named: str, at: int
) -> None:
    file = tmp_path / "codes.yml"
    file.write_text(BOOK.replace("    questions: [hvad gror*, haven]", line), "utf-8")
    with pytest.raises(BadCodebook) as error:
        read_codebook(file)
    assert [(one.name, one.line) for one in error.value.problems] == [(named, at)]


@pytest.mark.parametrize(
    ("lines", "named", "at"),
    [
        ("stop_words: [bilag]", "codebook.expected-fields", 13),
        ("stop_words:\n  add: bilag", "codebook.expected-list", 14),
        ("stop_words:\n  ad: [bilag]", "codebook.unknown-field", 14),
        ("stop_words:\n  add: [to ord]", "codebook.bad-stop-word", 14),
        ("stop_words:\n  add: [x]\n  remove: [X]", "codebook.contrary-stop-word", 15),
    ],
)
def test_wrong_stop_words_are_named_with_their_line(
    tmp_path: Path, lines: str, named: str, at: int
) -> None:
    file = tmp_path / "codes.yml"
    file.write_text(f"{BOOK}{lines}\n", "utf-8")
    with pytest.raises(BadCodebook) as error:
        read_codebook(file)
    assert [(one.name, one.line) for one in error.value.problems] == [(named, at)]


def test_an_edit_leaves_questions_and_stop_words_alone(tmp_path: Path) -> None:
    file = tmp_path / "codes.yml"
    file.write_text(BOOK + "stop_words:  # mine\n  add: [bilag]\n", "utf-8")
    edit = edit_codebook(file, [AddKeyword("skole", "klasse")])
    assert "questions: [hvad gror*, haven]" in edit.after
    assert "stop_words:  # mine\n  add: [bilag]\n" in edit.after
