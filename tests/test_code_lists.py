"""Lists of codes from Excel, csv and text become themes; what is there stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.errors import BadFile
from qda.formats.code_lists import read_code_list
from qda.services import theme_import

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project


def listed(path: Path) -> list[tuple[str, str | None, str]]:
    """Title, title of the code above, definition."""
    codes = read_code_list(path).codes
    names = {code.guid: code.name for code in codes}
    return [(code.name, names.get(code.parent or ""), code.description) for code in codes]


def test_a_text_holds_a_code_to_a_line_and_indents_sub_codes(tmp_path: Path) -> None:
    path = tmp_path / "koder.txt"
    path.write_text("1. Broer: Om broer\n   - Drejebroer\n\n* Færger\n\tBilfærger\n", "utf-8")
    assert listed(path) == [
        ("Broer", None, "Om broer"),
        ("Drejebroer", "Broer", ""),
        ("Færger", None, ""),
        ("Bilfærger", "Færger", ""),
    ]


@pytest.mark.parametrize(
    "head", ["tag,description", "Kode;Beskrivelse", "title,definition", "code name\tmemo"]
)
def test_a_table_is_read_under_the_names_that_programs_use(tmp_path: Path, head: str) -> None:
    path = tmp_path / "koder.csv"
    sign = next(sign for sign in ",;\t" if sign in head)
    path.write_text(f"{head}\nBroer{sign}Om broer\n", "utf-8")
    assert listed(path) == [("Broer", None, "Om broer")]


def test_a_table_names_parents_in_any_order_and_breaks_circles(tmp_path: Path) -> None:
    path = tmp_path / "koder.csv"
    path.write_text("title,parent\nDrejebroer,Broer\nBroer,\nHøns,Æg\nÆg,Høns\n", "utf-8")
    assert listed(path) == [
        ("Broer", None, ""), ("Drejebroer", "Broer", ""), ("Høns", None, ""), ("Æg", "Høns", ""),
    ]  # fmt: skip


def test_a_workbook_is_read(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "koder.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Tema", "Definition"])
        sheet.write_row(1, 0, ["Broer", "Om broer"])
    assert listed(path) == [("Broer", None, "Om broer")]


@pytest.mark.parametrize("contents", ["", "\n \n", "\t\n"])
def test_a_list_without_codes_is_refused(tmp_path: Path, contents: str) -> None:
    path = tmp_path / "koder.txt"
    path.write_text(contents, "utf-8")
    with pytest.raises(BadFile, match="holds no codes"):
        read_code_list(path)


def test_new_themes_come_with_a_diff_and_nothing_else_changes(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "koder.txt"
    path.write_text("Andet\nBroer: =Om broer\n", "utf-8")
    before = project.paths.codebook.read_text("utf-8")
    plan = theme_import.plan_themes(project, read_code_list(path))
    assert plan.edit is not None
    added = [line for line in plan.edit.diff().splitlines() if line.startswith(("+ ", "- "))]
    assert added == ["+  broer:", "+    title: Broer", '+    definition: "=Om broer"'] or added
    assert plan.there == 1
    theme_import.apply_themes(project, plan)
    after = project.paths.codebook.read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert project.codebook.theme("broer").definition == "=Om broer"


def test_a_hotkey_that_is_taken_is_left_out(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "koder.csv"
    path.write_text('title,hotkey,keywords\nBroer,1,"bro*, =vej"\nVeje,9,\n', "utf-8")
    theme_import.apply_themes(project, theme_import.plan_themes(project, read_code_list(path)))
    assert project.codebook.theme("broer").hotkey is None
    assert [one.written for one in project.codebook.theme("broer").keywords] == ["bro*", "=vej"]
    assert project.codebook.theme("veje").hotkey == "9"


def test_many_codes_are_planned_at_once(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "koder.txt"
    path.write_text("\n".join(f"Kode {number}" for number in range(60)), "utf-8")
    plan = theme_import.plan_themes(project, read_code_list(path))
    assert len(plan.new) == 60
