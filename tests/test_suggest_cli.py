"""`qda suggest`, `qda codes keywords`, `qda codes test`, and suggesters of other makes."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.services import keyword_candidates

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def demo(demo_made: Path, tmp_path: Path) -> Path:
    shutil.copytree(demo_made, tmp_path / "demo")
    return tmp_path / "demo"


def qda(folder: Path, *arguments: object, text: str = "") -> Result:
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(build(), [*words, "--project", str(folder)], input=text)


def test_suggestions_come_with_reasons(demo: Path) -> None:
    result = qda(demo, "suggest", "Bilag 6", "--limit", 3)
    assert result.exit_code == 0
    assert result.stdout.count("→") >= 3
    assert "keyword" in result.stdout
    assert "(codes.yml:" in result.stdout
    assert "not to say" in result.stderr


SHAPE = {
    "appendix", "segment", "start", "stop", "text", "suggestions", "ranking", "margin", "coded",
    "rejected",
}  # fmt: skip


def test_json_is_stable_and_its_spans_are_the_words(demo: Path) -> None:
    result = qda(demo, "suggest", "Bilag 6", "--theme", "hvorfor", "--json")
    found = json.loads(result.stdout)
    assert len(found) > 2
    assert {frozenset(one) for one in found} == {frozenset(SHAPE)}
    shown = json.loads(qda(demo, "show", "Bilag 6", "--json").stdout)
    segments = {one["segment"]: one for one in shown}
    pieces = [(one, e) for one in found for s in one["suggestions"] for e in s["evidence"]]
    assert len(pieces) > 3
    assert {set_of(e) for _one, e in pieces} == {
        frozenset({"words", "start", "stop", "weight", "keyword", "line", "coded", "interviews"})
    }
    wrong = [e for one, e in pieces if e["words"] not in segments[one["segment"]]["text"]]
    assert wrong == []
    assert {len(e["words"]) - (e["stop"] - e["start"]) for _one, e in pieces} == {0}


def set_of(value: dict[str, object]) -> frozenset[str]:
    return frozenset(value)


def test_off_record_words_are_in_no_suggestion(demo: Path) -> None:
    shown = json.loads(qda(demo, "show", "Bilag 6", "--json").stdout)
    hidden = {one["segment"] for one in shown if one["restricted"]}
    assert hidden
    found = json.loads(qda(demo, "suggest", "Bilag 6", "--json", "--margin", 0).stdout)
    assert len(found) > 5
    assert hidden & {one["segment"] for one in found} == set()


@pytest.mark.parametrize("queue", ["sure", "disputed", "missed"])
def test_a_queue_is_an_order_of_segments(demo: Path, queue: str) -> None:
    result = qda(demo, "suggest", "--queue", queue, "--json", "--limit", 4)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert 0 < len(found) <= 4
    assert {bool(one["coded"]) for one in found} <= {False, queue == "disputed"}


def test_a_suggestion_is_accepted_and_another_rejected(demo: Path) -> None:
    sure = json.loads(qda(demo, "suggest", "--queue", "sure", "--json", "--limit", 2).stdout)
    place = (sure[0]["appendix"], sure[0]["segment"])
    theme = sure[0]["suggestions"][0]["theme"]
    accepted = qda(demo, "suggest", place[0], "--accept", place[1], "--theme", theme)
    assert accepted.exit_code == 0
    listed = json.loads(qda(demo, "coding", "list", "--json").stdout)
    assert [one["theme"] for one in listed if one["origin"] == "suggestion accepted"] == [theme]
    again = qda(demo, "suggest", place[0], "--accept", place[1], "--theme", theme)
    assert again.exit_code == 1
    assert "not suggested" in again.stderr
    other = (sure[1]["appendix"], sure[1]["segment"])
    assert qda(demo, "suggest", other[0], "--reject", other[1]).exit_code == 0
    assert "rejected" in qda(demo, "log").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--accept", 3), 2, "Name the interview"),
        (("Bilag 6", "--accept", 3, "--reject", 4), 2, "one segment"),
        (("Bilag 6", "--accept", 9999), 1, "no segment"),
        (("Bilag 99",), 1, "no interview"),
        (("--theme", "xyz"), 1, "No theme"),
        (("--text", "nothing.txt"), 3, "nothing.txt"),
        (("--text", "-", "--suggester", "magic"), 1, "no suggester"),
        (("--suggester", "keywords"), 2, "add --text"),
        (("--evaluate", "--theme", "hvorfor"), 2, "leave the rest out"),
    ],
)
def test_wrong_use_is_told(demo: Path, arguments: tuple[object, ...], code: int, said: str) -> None:
    result = qda(demo, "suggest", *arguments)
    assert said in result.stderr
    assert result.exit_code == code


def test_a_text_is_tried_without_importing_it(demo: Path) -> None:
    before = qda(demo, "status").stdout
    text = "Vi fik færre hærværkssager.\n\nHej.\n"
    found = json.loads(qda(demo, "suggest", "--text", "-", "--json", text=text).stdout)
    assert [(one["segment"], one["text"], bool(one["suggestions"])) for one in found] == [
        (1, "Vi fik færre hærværkssager.", True),
        (3, "Hej.", False),
    ]
    assert found[0]["suggestions"][0]["theme"] == "effekter"
    assert found[0]["suggestions"][0]["evidence"][0]["words"] == "hærværkssager"
    assert qda(demo, "status").stdout == before


def test_the_scores_are_shares_beside_the_frequencies(demo: Path) -> None:
    found = json.loads(qda(demo, "suggest", "--evaluate", "--json").stdout)
    assert set(found) == {"margin", "test_then_train", "leave_interview_out", "decisions"}
    scores = found["leave_interview_out"]["all"]
    assert scores["codings"] > 150
    assert scores["frequency_top_2"] < scores["top_2"] <= 1
    table = qda(demo, "suggest", "--evaluate")
    assert table.stdout.count("Total") == 2
    assert found["leave_interview_out"]["with_questions"] is None
    assert "With the questions" not in table.stderr


def test_the_scores_say_what_mapped_questions_are_worth(demo: Path) -> None:
    book = (demo / "codes.yml").read_text("utf-8")
    mapped = book.replace("    keywords:", "    questions: [hvad, hvordan]\n    keywords:", 1)
    assert mapped != book
    (demo / "codes.yml").write_text(mapped, "utf-8")
    table = qda(demo, "suggest", "--evaluate")
    assert table.exit_code == 0
    assert table.stderr.count("With the questions before the answers: first ") == 2


def test_candidates_have_counts_and_contexts(demo: Path) -> None:
    found = json.loads(qda(demo, "codes", "keywords", "effekter", "--json").stdout)
    assert 0 < len(found) <= 10
    assert all(one["inside"] >= 2 for one in found)
    assert all(one["contexts"] for one in found)
    assert qda(demo, "codes", "keywords").stdout.count("Context") >= 5


def test_a_candidate_is_added_with_a_diff_and_is_none_any_more(demo: Path) -> None:
    word = json.loads(qda(demo, "codes", "keywords", "effekter", "--json").stdout)[0]["word"]
    before = (demo / "codes.yml").read_bytes()
    tried = qda(demo, "codes", "keywords", "effekter", "--accept", word, "--dry-run")
    assert word in tried.stdout
    assert (demo / "codes.yml").read_bytes() == before
    assert qda(demo, "codes", "keywords", "effekter", "--accept", word).exit_code == 0
    after = json.loads(qda(demo, "codes", "keywords", "effekter", "--json").stdout)
    assert word not in [one["word"] for one in after]
    assert qda(demo, "codes", "keywords", "--accept", word).exit_code == 2


def test_a_keyword_is_tried_before_it_is_added(demo: Path) -> None:
    found = json.loads(qda(demo, "codes", "test", "skole*", "--json").stdout)
    assert found["how"]["compound"] > found["segments"] / 4
    assert found["of"] > found["segments"] > 3
    assert not found["broad"]
    text = qda(demo, "codes", "test", "skole*").stdout
    assert "skole" in text
    assert qda(demo, "codes", "test", "*").exit_code == 1


def test_a_keyword_that_hits_everything_is_named_with_its_share(demo: Path) -> None:
    assert "tells little" in qda(demo, "codes", "test", "være").stderr
    found = json.loads(qda(demo, "codes", "test", "være", "--json").stdout)
    themes = list(found["themes"].items())
    assert len(themes) > 5
    assert themes == sorted(themes, key=lambda one: (-one[1], one[0]))
    qda(demo, "codes", "edit", "effekter", "--add-keyword", "være")
    qda(demo, "codes", "edit", "hvorfor", "--add-keyword", "være")
    said = qda(demo, "suggest", "--limit", 1).stderr
    assert re.search(r'"være" \(codes.yml:\d+, \d+\) stands in \d+ %', said)
    assert said.count('"være"') == 1


@pytest.mark.parametrize(
    ("counts", "expected"), [((4, 0, 10, 10), 5.55), ((3, 3, 10, 10), 0.0), ((0, 4, 10, 10), 5.55)]
)
def test_log_likelihood_measures_surprise(counts: tuple[int, ...], expected: float) -> None:
    assert keyword_candidates.log_likelihood(*counts) == pytest.approx(expected, abs=0.01)


PLUGIN = """
from qda.domain.suggestions import Evidence, Suggestion
from qda.domain.text import Span

def first_word(text, codebook):
    stop = len(text.split()[0]) + (100 if "far" in text else 0)
    evidence = (Evidence(Span(0, stop), text[:stop], 1.0),)
    theme = codebook.themes[0].key
    return [Suggestion(theme, 1.0, 1.0, True, evidence), Suggestion("none", 1.0, 1.0, True, ())]
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    about = site / "first_words-1.0.dist-info"
    about.mkdir(parents=True)
    (site / "first_words.py").write_text(PLUGIN, "utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: first-words\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[qda.suggesters]\nfirst = first_words:first_word\nbroken = no_such_module:x\n"
    )
    monkeypatch.syspath_prepend(site)
    monkeypatch.delitem(sys.modules, "first_words", raising=False)
    importlib.invalidate_caches()


@pytest.mark.usefixtures("plugin")
def test_a_suggester_of_another_make_is_asked(demo: Path) -> None:
    result = qda(demo, "suggest", "--text", "-", "--suggester", "first", "--json", text="Hej du\n")
    found = json.loads(result.stdout)
    assert [one["theme"] for one in found[0]["suggestions"]] == ["forstaaelse"]
    assert found[0]["suggestions"][0]["evidence"][0]["words"] == "Hej"
    said = qda(demo, "suggest", "--text", "-", "--suggester", "first", text="Hej du\n").stdout
    assert said.splitlines()[-1] == "      Hej"


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("name", "text", "said"), [("broken", "Hej", "cannot be loaded"), ("first", "far", "behind")]
)
def test_a_bad_suggester_is_told(demo: Path, name: str, text: str, said: str) -> None:
    result = qda(demo, "suggest", "--text", "-", "--suggester", name, text=text)
    assert result.exit_code == 1
    assert said in result.stderr


def test_doctor_says_which_model_is_in_use(demo: Path) -> None:
    found = json.loads(qda(demo, "doctor", "--json").stdout)
    assert [one["ok"] for one in found if one["name"] == "model"] == [True]
    assert "da_core_news_sm" in "".join(one["hint"] for one in found)
