"""Suggestions: counters that undo exactly, reasons, silence, decisions, queues, bad input."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING

import pytest

from qda.domain.codings import Origin
from qda.domain.suggestions import (
    ENOUGH,
    MARGIN,
    Evidence,
    Queue,
    family_of,
    standing_out,
    to_suggest,
)
from qda.domain.text import Span
from qda.errors import NotFound, Refused
from qda.formats.codes_yml import read_codebook
from qda.services import coding, deciding, history, suggesting_texts, wordindex
from qda.services.evaluating import evaluate
from qda.services.queues import Queues
from qda.services.suggesting import Suggester, open_suggester
from qda.services.suggestion_words import reasons
from qda.storage import codings, interviews, suggestions
from tests.projects import add_interview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qda.services.project import Project
    from qda.services.suggested import Suggested

BOOK = """
themes:
  have:
    title: Haven
    keywords: [æbletræ*, fælles gård]
  skole:
    title: Skolen
    keywords: [skole*, lærer]
  trafik:
    title: Trafikken
    keywords: [bus, "=cykle"]
  andet:
    title: Andet
    keywords: [vaskekælder]
    themes:
      hund:
        title: Hunde
        keywords: [hund*]
"""

SPEECH = (
    "I: Hvad med skolen og læreren?",
    "IP: Æbletræerne blomstrer, og den fælles gård er grøn. Der sidder jeg gerne.",
    "I: Og hvad så?",
    "IP: Min lærer gik på folkeskolen herovre. Hun var god.",
    "I: Og hvad så?",
    "IP: Jeg kan cykle derhen, men jeg cykler sjældent.",
    "I: Hvad mere?",
    "IP: I vaskekælderen bor der en hund.",
    "I: Hvad mere?",
    "IP: Tja.",
)


@pytest.fixture
def garden(project: Project) -> Project:
    project.paths.codebook.write_text(BOOK, "utf-8")
    project.reload_codebook()
    add_interview(project, "Bilag 1", SPEECH)
    add_interview(project, "Bilag 2", SPEECH)
    return project


def suggested(project: Project, appendix: str = "Bilag 1") -> dict[str, Suggested]:
    """By the first word of the segment."""
    suggester, _prepared = open_suggester(project)
    found = suggester.of_interview(project.interview(appendix))
    return {one.text.split()[0].strip(","): one for one in found}


def themes(one: Suggested) -> list[str]:
    return [found.theme for found in one.suggestions]


def counters(project: Project) -> list[tuple[object, ...]]:
    return project.db.execute(
        "select theme, transcript_id, text, segments from theme_word join word_key"
        " on word_key.id = key_id where segments > 0 order by 1, 2, 3"
    ).fetchall()


def test_keywords_suggest_themes_before_anything_is_coded(garden: Project) -> None:
    found = suggested(garden)
    assert themes(found["Æbletræerne"]) == ["have"]
    assert themes(found["Min"]) == ["skole"]
    assert themes(found["Jeg"]) == ["trafik"]
    assert themes(found["Tja."]) == []


def test_a_reason_names_words_places_keyword_and_line(garden: Project) -> None:
    evidence = suggested(garden)["Æbletræerne"].suggestions[0].evidence
    text = interviews.transcript_text(garden.db, garden.interview("Bilag 1").transcript_id)
    assert [(one.words, one.keyword, one.line) for one in evidence] == [
        ("Æbletræerne", "æbletræ*", 5),
        ("fælles gård", "fælles gård", 5),
    ]
    assert [one.span.of(text) for one in evidence] == ["Æbletræerne", "fælles gård"]


def test_weak_words_stand_together_behind_the_firm_ones() -> None:
    def piece(words: str, weight: float, coded: int, keyword: str = "") -> Evidence:
        return Evidence(Span(0, 1), words, weight, keyword, 3, coded, coded)

    found = reasons(
        [piece("gren", 2.0, 1), piece("blad", 3.0, 1), piece("gren", 2.0, 1),
         piece("rod", 1.0, 2), piece("træet", 0.5, 0, "træ*")]
    )  # fmt: skip
    assert [(one.words, one.says, one.weak) for one in found] == [
        ("rod", "coded 2 times in 2 interviews", False),
        ("træet", "keyword træ* (codes.yml:3)", False),
        ("blad, gren", "in one coding each", True),
    ]
    (alone,) = reasons([piece("gren", 2.0, 1)])
    assert (alone.words, alone.says) == ("gren", "coded 1 time in 1 interview")


def test_an_exact_keyword_takes_no_other_form(garden: Project) -> None:
    evidence = suggested(garden)["Jeg"].suggestions[0].evidence
    assert [one.words for one in evidence] == ["cykle"]


def test_the_rest_theme_and_sub_codes_are_suggested_by_their_keywords_only(
    garden: Project,
) -> None:
    assert set(themes(suggested(garden)["I"])) == {"andet", "hund"}
    family = family_of(garden.codebook)
    assert family.compared == ("have", "skole", "trafik")
    assert family.by_keyword == ("andet", "hund")


def test_interviewers_take_no_part(garden: Project) -> None:
    texts = " ".join(one.text for one in suggested(garden).values())
    assert "Æbletræerne" in texts
    assert "Hvad med skolen" not in texts


def code(project: Project, appendix: str, first: str, theme: str) -> None:
    row = project.interview(appendix)
    segment = suggested(project, appendix)[first].segment
    number = coding.segment_by_number(project, row, segment)
    coding.add(project, row, coding.span_of_segment(project, row, number), theme)


def test_a_learned_word_says_how_often_it_was_coded(garden: Project) -> None:
    code(garden, "Bilag 1", "Æbletræerne", "have")
    code(garden, "Bilag 2", "Æbletræerne", "have")
    evidence = suggested(garden)["Æbletræerne"].coded
    assert evidence == ("have",)
    suggester, _prepared = open_suggester(garden)
    place = suggester.ranker.by_text["blomstre"]
    assert suggester.ranker.seen("have", place) == (2, 2)
    assert suggester.ranker.weight("have", place) > 0.3


def test_counters_move_with_codings_and_undo_is_exact(garden: Project) -> None:
    wordindex.prepare(garden)
    assert counters(garden) == []
    code(garden, "Bilag 1", "Min", "skole")
    once = counters(garden)
    assert ("skole", 1, "folkeskole", 1) in once
    code(garden, "Bilag 1", "Æbletræerne", "have")
    history.undo(garden)
    assert counters(garden) == once
    history.undo(garden)
    assert counters(garden) == []
    history.redo(garden)
    assert counters(garden) == once


def test_counters_equal_a_fresh_count_after_any_walk(garden: Project) -> None:
    wordindex.prepare(garden)
    walk(garden, random.Random(5), 60)
    moved = counters(garden)
    assert len(moved) > 5
    from qda.storage.counters import recount

    with garden.action() as db:
        recount(db)
    assert counters(garden) == moved


def walk(project: Project, chance: random.Random, steps: int) -> None:
    for _step in range(steps):
        row = project.interview(chance.choice(["Bilag 1", "Bilag 2"]))
        project.coder = chance.choice(["sofie", "mikkel"])
        segment = chance.choice(interviews.segments(project.db, row.transcript_id))
        theme = chance.choice(["have", "skole", "hund"])
        actions: tuple[Callable[[], object], ...] = (
            partial(coding.toggle, project, row, segment, theme),
            partial(coding.toggle, project, row, segment, "trafik"),
            partial(quietly, history.undo, project),
            partial(quietly, history.redo, project),
        )
        actions[chance.randrange(4)]()


def quietly(action: Callable[[Project], object], project: Project) -> None:
    try:
        action(project)
    except Refused:
        return


def test_a_restricted_passage_takes_no_part_from_then_on(garden: Project) -> None:
    code(garden, "Bilag 1", "Æbletræerne", "have")
    row = garden.interview("Bilag 1")
    one = suggested(garden)["Æbletræerne"]
    assert ("have", row.transcript_id, "blomstre", 1) in counters(garden)
    with garden.action() as db:
        codings.insert_restriction(
            db,
            {"uid": "r", "transcript_id": row.transcript_id, "start": one.span.start,
             "stop": one.span.start + 3, "kind": "off_record", "source": "", "at": "2026-01-01",
             "until": None, "quote_hash": ""},
        )  # fmt: skip
    assert "Æbletræerne" not in suggested(garden)
    assert counters(garden) == []
    segment = coding.segment_by_number(garden, row, one.segment)
    with pytest.raises(Refused, match="takes no part"):
        deciding.accept(garden, row, segment, "have")


def test_accepting_codes_and_undo_takes_both_back(garden: Project) -> None:
    row = garden.interview("Bilag 1")
    segment = coding.segment_by_number(garden, row, suggested(garden)["Min"].segment)
    assert coding.listed(garden) == []
    made = deciding.accept(garden, row, segment, "skole")
    assert [one.origin for one in coding.listed(garden)] == [Origin.SUGGESTION_ACCEPTED]
    assert themes(suggested(garden)["Min"]) == []
    assert deciding.verdicts(garden)["accepted"] == 1  # type: ignore[index]
    history.undo(garden)
    assert coding.listed(garden) == []
    assert suggestions.decisions(garden.db) == []
    history.redo(garden)
    assert [one.uid for one in coding.listed(garden)] == [made.uid]


def test_what_is_rejected_stays_rejected_for_this_coder(garden: Project) -> None:
    row = garden.interview("Bilag 1")
    segment = coding.segment_by_number(garden, row, suggested(garden)["Min"].segment)
    deciding.reject(garden, row, segment, "skole")
    assert suggested(garden)["Min"].rejected == ("skole",)
    assert themes(suggested(garden)["Min"]) == []
    code(garden, "Bilag 2", "Min", "skole")
    assert themes(suggested(garden)["Min"]) == []
    garden.coder = "mikkel"
    assert themes(suggested(garden)["Min"]) == ["skole"]


def test_undoing_a_rejection_brings_the_suggestion_back(garden: Project) -> None:
    row = garden.interview("Bilag 1")
    segment = coding.segment_by_number(garden, row, suggested(garden)["Min"].segment)
    deciding.reject(garden, row, segment, "skole")
    deciding.accept(garden, row, segment, "skole")
    history.undo(garden)
    assert suggested(garden)["Min"].rejected == ("skole",)
    history.undo(garden)
    assert themes(suggested(garden)["Min"]) == ["skole"]


def test_an_unknown_theme_is_refused(garden: Project) -> None:
    row = garden.interview("Bilag 1")
    segment = coding.segment_by_number(garden, row, 2)
    with pytest.raises(NotFound):
        deciding.accept(garden, row, segment, "hav")


def test_a_suggester_follows_codings_without_being_made_anew(garden: Project) -> None:
    suggester, _prepared = open_suggester(garden)
    code(garden, "Bilag 1", "Min", "trafik")
    code(garden, "Bilag 2", "Min", "trafik")
    suggester.refresh()
    fresh = Suggester(garden)
    row = garden.interview("Bilag 1")
    assert suggester.of_interview(row) == fresh.of_interview(row)
    place = suggester.ranker.by_text["god"]
    assert suggester.ranker.weight("trafik", place) == fresh.ranker.weight("trafik", place)


def test_all_scores_at_once_are_the_scores_one_by_one(garden: Project) -> None:
    code(garden, "Bilag 1", "Min", "trafik")
    suggester, _prepared = open_suggester(garden)
    queues = Queues(suggester)
    together = queues.scores().T.tolist()
    one_by_one = [
        dict(one.ranking) for row in garden.interviews() for one in suggester.of_interview(row)
    ]
    assert len(together) == len(one_by_one) == 10
    for scores, ranking in zip(together, one_by_one, strict=True):
        expected = [ranking[theme] for theme in suggester.family.compared]
        assert scores == pytest.approx(expected)


def test_changed_keywords_are_found_without_reading_again(garden: Project) -> None:
    assert themes(suggested(garden)["Tja."]) == []
    garden.paths.codebook.write_text(BOOK.replace("lærer]", "lærer, tja]"), "utf-8")
    garden.reload_codebook()
    prepared = wordindex.prepare(garden)
    assert (prepared.segments, prepared.keywords) == (0, True)
    assert themes(suggested(garden)["Tja."]) == ["skole"]


def test_a_corrected_lemma_counts_everything_anew(garden: Project) -> None:
    wordindex.prepare(garden)
    garden.paths.codebook.write_text(BOOK + "lemmas:\n  Tja: lærer\n", "utf-8")
    garden.reload_codebook()
    assert wordindex.prepare(garden).segments == 10
    assert themes(suggested(garden)["Tja."]) == ["skole"]


def test_a_second_look_loads_nothing_and_reads_nothing(garden: Project) -> None:
    assert wordindex.prepare(garden).segments == 10
    assert wordindex.prepare(garden).segments == 0


@pytest.mark.parametrize(
    ("scores", "count"),
    [
        ([], 0),
        ([(5.0, 5.0)], 1),
        ([(1.0, 1.0)], 0),
        ([(5.0, 5.0), (0.0, 0.0)], 1),
        ([(5.0, 5.0), (4.0, 4.0), (0.0, 0.0)], 2),
        ([(5.0, 5.0), (4.0, 4.0)], 0),
        ([(5.0, 1.0), (0.0, 0.0)], 0),
        ([(5.0, 5.0), (4.9, 4.9), (4.8, 4.8), (0.0, 0.0)], 0),
        ([(5.0, 5.0), (4.9, 4.9), (4.8, 4.8), (4.7, 4.7), (0.0, 0.0)], 0),
        ([(9.0, 1.9), (0.0, 0.0)], 0),
    ],
)
def test_themes_stand_out_together_or_there_is_silence(
    scores: list[tuple[float, float]], count: int
) -> None:
    assert standing_out(scores, 2.0) == count


@pytest.mark.parametrize(
    ("themes", "named", "wanted", "clear"),
    [
        ({"a": (5.0, 5.0, 0.0), "b": (0.0, 0.0, 0.0)}, {}, ["a"], {"a"}),
        ({"b": (5.0, 5.0, 0.0), "a": (5.0, 5.0, 0.0), "c": (0.0,) * 3}, {}, ["b", "a"], {"a", "b"}),
        ({"a": (9.0, 9.0, 0.0), "b": (-3.0, 4.0, 2.0)}, {}, ["a", "b"], {"a"}),
        ({"a": (9.0, 9.0, 0.0), "b": (-3.0, 4.0, 1.9)}, {}, ["a"], {"a"}),
        ({"a": (1.0, 4.0, 4.0), "b": (0.0, 1.0, 0.0)}, {}, ["a"], set()),
        ({"a": (1.0, 4.0, 3.9), "b": (0.0, 1.0, 0.0)}, {}, [], set()),
        ({"a": (0.0, 0.0, 0.0)}, {"rest": 2.0}, ["rest"], set()),
        ({"a": (0.0, 0.0, 0.0)}, {"rest": 1.9}, [], set()),
    ],
)
def test_a_theme_is_suggested_that_stands_out_or_that_its_keywords_carry(
    themes: dict[str, tuple[float, float, float]],
    named: dict[str, float],
    wanted: list[str],
    clear: set[str],
) -> None:
    scores = {theme: score for theme, (score, _all, _own) in themes.items()} | named
    support = {theme: (all_, own) for theme, (_score, all_, own) in themes.items()}
    assert to_suggest([*themes], scores, support, named, 2.0) == (wanted, clear)


def test_enough_must_speak_for_each_theme_that_stands_out() -> None:
    assert standing_out([(9.0, ENOUGH), (0.0, 0.0)], MARGIN) == 1
    assert standing_out([(9.0, ENOUGH - 0.1), (0.0, 0.0)], MARGIN) == 0
    assert standing_out([(MARGIN, MARGIN)], MARGIN) == 1
    assert standing_out([(9.0, 1.0), (0.0, 0.0)], 1.0) == 1


def test_a_word_said_often_in_one_answer_is_one_piece_of_evidence(garden: Project) -> None:
    add_interview(garden, "Bilag 3", ("I: Ja?", "IP: Cykle.", "I: Nå?", "IP: Nej."))
    add_interview(garden, "Bilag 4", ("I: Ja?", "IP: " + "Lærer, " * 40, "I: Nå?", "IP: Nej."))
    add_interview(garden, "Bilag 5", ("I: Ja?", "IP: Lærer.", "I: Nå?", "IP: Nej."))
    once, often = suggested(garden, "Bilag 5")["Lærer."], suggested(garden, "Bilag 4")["Lærer"]
    cycling = suggested(garden, "Bilag 3")["Cykle."]
    assert once.ranking == often.ranking
    assert once.ranking[0][1] > 0
    # Lærer stands in four segments or so, cykle in three.
    assert 0 < cycling.ranking[0][1] - once.ranking[0][1] < 1.5


def test_the_length_of_a_list_of_keywords_tells_little(garden: Project) -> None:
    many = ", ".join(f"ord{number}" for number in range(100))
    garden.paths.codebook.write_text(BOOK.replace("bus,", f"bus, {many},"), "utf-8")
    garden.reload_codebook()
    ranking = dict(suggested(garden)["Min"].ranking)
    assert 0 < ranking["have"] - ranking["trafik"] < 1.2


def test_the_rest_theme_is_ranked_by_what_its_keywords_weigh(garden: Project) -> None:
    one = suggested(garden)["I"]
    support = {piece.theme: piece.support for piece in one.suggestions}
    assert dict(one.ranking)["andet"] == pytest.approx(max(support["andet"], support["hund"]))


def test_the_queues_hold_what_they_promise(garden: Project) -> None:
    code(garden, "Bilag 1", "Min", "skole")
    code(garden, "Bilag 1", "Jeg", "have")
    suggester, _prepared = open_suggester(garden)
    queues = Queues(suggester)
    sure = queues.of(Queue.SURE)
    assert {(one.appendix, one.text.split()[0]) for one in sure} >= {("Bilag 2", "Min")}
    assert not any(one.coded for one in sure)
    missed = queues.of(Queue.MISSED, limit=2)
    assert len(missed) == 2
    disputed = queues.of(Queue.DISPUTED)
    assert [(one.appendix, one.coded) for one in disputed] in ([], [("Bilag 1", ("have",))])
    first = coding.segment_by_number(garden, garden.interview(sure[0].appendix), sure[0].segment)
    queues.later(first.id)
    assert sure[0].segment not in [
        one.segment for one in queues.of(Queue.SURE) if one.appendix == sure[0].appendix
    ]


BAD = {
    "another language": ("IP: The apple trees are blooming. Nobody knows why.",),
    "all lower case": ("IP: " + "og så gik vi hen til æbletræerne og skolen " * 20,),
    "without punctuation": ("IP: " + "Skolen ligger der og bussen kører forbi " * 30,),
    "of one word": ("IP: Skolen",),
    "of signs": ("IP: ... ??? 🙂",),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_transcripts_are_borne(garden: Project, kind: str) -> None:
    add_interview(garden, "Bilag 9", BAD[kind])
    suggester, _prepared = open_suggester(garden)
    found = suggester.of_interview(garden.interview("Bilag 9"))
    assert all(one.span.stop > one.span.start for one in found)
    expected = {"another language": 0, "of signs": 0}.get(kind, 1)
    assert (sum(bool(one.suggestions) for one in found) > 0) == bool(expected)


def test_a_codebook_without_keywords_is_silent_until_two_codings(garden: Project) -> None:
    garden.paths.codebook.write_text("themes: {a: {title: A}, b: {title: B}}\n", "utf-8")
    garden.reload_codebook()
    assert not any(one.suggestions for one in suggested(garden).values())
    code(garden, "Bilag 1", "Æbletræerne", "a")
    assert not any(one.suggestions for one in suggested(garden, "Bilag 2").values())
    code(garden, "Bilag 2", "Æbletræerne", "a")
    add_interview(garden, "Bilag 3", SPEECH)
    assert themes(suggested(garden, "Bilag 3")["Æbletræerne"]) == ["a"]


def test_a_codebook_of_one_theme_can_suggest_it(garden: Project) -> None:
    garden.paths.codebook.write_text("themes: {a: {title: A, keywords: [æbletræ]}}\n", "utf-8")
    garden.reload_codebook()
    assert themes(suggested(garden)["Æbletræerne"]) == ["a"]


def test_texts_that_are_not_imported_get_suggestions(garden: Project) -> None:
    found = suggesting_texts.suggest_texts(garden, ["Lærerne og skolebussen.", "Hvad?"])
    assert themes(found[0]) == ["skole"]
    assert themes(found[1]) == []
    assert garden.db.execute("select count(*) from interview").fetchone()[0] == 2


def test_evaluating_guesses_before_it_learns(garden: Project) -> None:
    assert evaluate(garden).all.codings == 0
    for appendix in ("Bilag 1", "Bilag 2"):
        code(garden, appendix, "Min", "skole")
        code(garden, appendix, "Tja.", "trafik")
    found = evaluate(garden)
    assert found.all.codings == 4
    assert found.themes["skole"].first == 2
    assert found.themes["trafik"].silent >= 1
    assert found.all.usual_first < 4
    apart = evaluate(garden, leave_interview_out=True)
    assert apart.all.codings == 4


def test_the_migration_can_follow_the_first_alone(tmp_path: Path, project: Project) -> None:
    names = {row[0] for row in project.db.execute("select name from sqlite_master")}
    assert {"segment_word", "theme_word", "decision", "keyword_key"} <= names
    assert read_codebook(project.paths.codebook).themes
