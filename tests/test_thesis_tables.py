"""Tables of a thesis: what they hold, in every form, and what they never hold."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from qda.domain.permission import Profile
from qda.formats.reading import read_document
from qda.services import coding, matrices, memos, restricting, summaries, thesis_tables
from qda.services.choosing import Choice
from qda.services.matrices import Layout
from tests.commands import qda
from tests.test_quotes import coded

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.matrix import Head
    from qda.domain.permission import Permitted
    from qda.formats.papers import Paper
    from qda.services.project import Project

__all__ = ["coded"]  # a fixture


def rows(permitted: Permitted[Paper], heading: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = thesis_tables.values_of(permitted)["tables"][heading]
    return found


def test_the_informant_table_has_a_row_for_each_interview(coded: Project) -> None:
    found = rows(thesis_tables.informant_table(coded, Choice()), "Informants")
    assert [(row["Informant"], row["Role"], row["Appendix"]) for row in found] == [
        ("I1", "boligchef", "Bilag 1"),
        ("I2", "planlægger", "Bilag 2"),
        ("I10", "beboerrådgiver", "Bilag 10"),
        ("–", "", "Bilag 11"),
    ]
    assert found[0]["Words"] == "57"
    assert found[0]["May be quoted"] == "not recorded"
    only = rows(thesis_tables.informant_table(coded, Choice(informants=("I2",))), "Informants")
    assert [row["Appendix"] for row in only] == ["Bilag 2"]


def test_the_code_list_counts_quotes_and_interviews_and_gives_an_example(coded: Project) -> None:
    found = {row["Theme"]: row for row in rows(thesis_tables.code_list(coded, Choice()), "Codes")}
    assert (found["Andet"]["Quotes"], found["Andet"]["Interviews"]) == ("3", "3")
    assert found["– Midler til social mix"]["Quotes"] == "1"
    assert found["– Midler til social mix"]["Example"] == "”Selv tak.” (Bilag 1:2)"
    assert "Use it when:" in found["Andet"]["Definition"]
    assert found["Udfordringer ved at skabe social mix"]["Example"] == "–"


def test_the_statistics_add_up(coded: Project) -> None:
    row = coded.interview("Bilag 2")
    span = coding.span_of_quote(coded, row, "børnene, de leger jo sammen")
    coding.add(coded, row, span, "hvorfor", coder="sofie")
    made = thesis_tables.coding_statistics(coded, Choice())
    material = {row["Material"]: row["Number"] for row in rows(made, "Coding in numbers")}
    assert material["Codings"] == "6"
    assert material["Passages with several themes"] == "1 (20%)"
    assert rows(made, "Coders") == [
        {"Coder": "mikkel", "Codings": "2"}, {"Coder": "sofie", "Codings": "4"},
    ]  # fmt: skip
    themes = {row["Theme"]: row["Codings"] for row in rows(made, "Themes")}
    assert (themes["Andet"], themes["– Det nye ghettoudspil"]) == ("1", "1")


@pytest.mark.parametrize("kind", sorted(thesis_tables.KINDS))
def test_a_restricted_passage_counts_in_no_table(coded: Project, kind: str) -> None:
    row = coded.interview("Bilag 1")
    before = thesis_tables.values_of(thesis_tables.KINDS[kind](coded, Choice()))
    span = coding.span_of_quote(coded, row, "Æbletræerne er fælles.")
    coding.add(coded, row, span, "effekter", coder="mikkel")
    coded_too = thesis_tables.values_of(thesis_tables.KINDS[kind](coded, Choice()))
    restricting.add(coded, row, span)
    after = thesis_tables.KINDS[kind](coded, Choice())
    words = json.dumps(thesis_tables.values_of(after), ensure_ascii=False)
    assert "Æbletræerne" not in words
    assert (kind in ("informants", "memos")) == (before == coded_too)
    assert after.withheld == {"restricted": 1}


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".csv", ".xlsx"])
@pytest.mark.parametrize("kind", sorted(thesis_tables.KINDS))
def test_a_table_is_written_in_every_form(
    coded: Project, tmp_path: Path, kind: str, ending: str
) -> None:
    path = tmp_path / f"table{ending}"
    result = qda("table", kind, "--out", path, "--project", coded.paths.root)
    assert result.exit_code == 0, result.output
    text = text_of(path)
    assert "Internal – not for publication" in text
    held = {
        "informants": "boligchef",
        "statistics": "mikkel",
        "memos": "About" if ending != ".xlsx" else "Memos",
    }
    assert held.get(kind, "Midler til social mix" if kind == "codes" else "Selv tak.") in text
    assert path.stat().st_mode & 0o777 == 0o600


def text_of(path: Path) -> str:
    if path.suffix == ".docx":
        return "\n".join(one.text for one in read_document(path).paragraphs)
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    return path.read_text("utf-8")


def test_the_csv_of_several_tables_names_each(coded: Project, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    thesis_tables.write(thesis_tables.coding_statistics(coded, Choice()), path)
    lines = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert ["Coders"] in lines
    assert ["Coder", "Codings"] in lines


def test_another_ending_is_refused(coded: Project, tmp_path: Path) -> None:
    arguments = ("table", "codes", "--out", tmp_path / "t.pdf", "--project", coded.paths.root)
    assert qda(*arguments).exit_code == 1
    assert list(tmp_path.glob("t.pdf")) == []


def test_a_table_is_shown_in_the_terminal(coded: Project) -> None:
    shown = qda("table", "statistics", "--project", coded.paths.root)
    assert shown.exit_code == 0
    assert "Codings" in shown.stdout
    values = json.loads(qda("table", "codes", "--json", "-p", coded.paths.root).stdout)
    assert values["tables"]["Codes"][0]["Theme"] == "Forståelse af social mix"


def note(project: Project, appendix: str, quote: str, text: str) -> None:
    row = project.interview(appendix)
    span = coding.span_of_quote(project, row, quote)
    memos.write(project, memos.on_passage(project, row, span), text)


def test_condensations_stand_beside_their_quotes(coded: Project) -> None:
    summaries.put(coded, coded.interview("Bilag 1"), "andet", "Han takker for snakken.")
    summaries.put(coded, coded.interview("Bilag 11"), "effekter", "Intet citat endnu.")
    found = rows(thesis_tables.condensation_table(coded, Choice()), "Condensation")
    by_words = {(row["Quote"], row["Theme"]): row["Condensation"] for row in found}
    assert by_words["”Selv tak.” (Bilag 1:2)", "Andet"] == "Han takker for snakken."
    assert by_words["–", "Effekter af social mix"] == "Intet citat endnu."
    assert by_words["”Selv tak.” (Bilag 2:2)", "Andet"] == ""
    built = matrices.matrix(coded).value
    assert built.summaries == {
        ("Bilag 1", "andet"): "Han takker for snakken.",
        ("Bilag 11", "effekter"): "Intet citat endnu.",
    }


def test_memos_go_along_only_where_they_are_asked_for(coded: Project) -> None:
    note(coded, "Bilag 2", "leger jo", "Et stærkt billede")
    theme = Choice(themes=("effekter",))
    (plain,) = matrices.matrix(coded, Layout(theme)).value.of_theme(head(coded))
    assert plain.memo == ""
    (asked,) = matrices.matrix(coded, Layout(replace(theme, memos=True))).value.of_theme(
        head(coded)
    )
    assert asked.memo == "Et stærkt billede"
    only = matrices.matrix(coded, Layout(Choice(memo="stærkt"))).value
    assert only.total == 1
    other = replace(theme, memos=True, profile=Profile.SUPERVISOR)
    assert [q.memo for q in matrices.matrix(coded, Layout(other)).value.of_theme(head(coded))] == []


def head(project: Project) -> Head:
    return matrices.matrix(project, Layout(Choice(themes=("effekter",)))).value.themes[0]


def test_the_table_of_memos_holds_none_on_restricted_words(coded: Project) -> None:
    note(coded, "Bilag 1", "Æbletræerne", "Om haven")
    note(coded, "Bilag 2", "Æbletræerne", "Om haven igen")
    made = rows(thesis_tables.memo_table(coded, Choice()), "Memos")
    assert [row["Memo"] for row in made] == ["Om haven", "Om haven igen"]
    row = coded.interview("Bilag 1")
    restricting.add(coded, row, coding.span_of_quote(coded, row, "Æbletræerne er fælles."))
    made = rows(thesis_tables.memo_table(coded, Choice()), "Memos")
    assert [row["Memo"] for row in made] == ["Om haven igen"]
