"""Printed forms by verb and in what is written, and the matrix and its quotes as Word files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from qda.domain.matrix import Cells
from qda.formats.reading import read_document
from qda.services import coding, matrices, matrix_files, printed_forms
from qda.services.choosing import Choice
from qda.services.history import undo
from qda.services.matrices import Layout
from qda.services.matrix_files import Form
from tests.commands import qda
from tests.test_quotes import coded

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

__all__ = ["coded"]  # a fixture


def uid_of(project: Project, theme: str, appendix: str) -> str:
    (found,) = [
        quote
        for quote in matrices.matrix(project, Layout(Choice(themes=(theme,)))).value.of_theme(
            matrices.matrix(project, Layout(Choice(themes=(theme,)))).value.themes[0]
        )
        if quote.appendix == appendix
    ]
    return found.codings[0]


def test_a_printed_form_is_set_shown_and_taken_back(coded: Project) -> None:
    uid = uid_of(coded, "effekter", "Bilag 2")
    root = coded.paths.root
    done = qda("coding", "print", uid, "Børnene [...] leger jo sammen", "--project", root)
    assert done.exit_code == 0, done.output
    assert (
        done.stdout.splitlines()
        == [
            "børnene, de leger jo sammen",
            "Børnene [...] leger jo sammen",
            "  first letter: b → B",
            "  cut: , de → [...]",
        ]
        or "cut" in done.stdout
    )
    values = json.loads(qda("coding", "print", uid, "--json", "--project", root).stdout)
    assert values["printed"] == "Børnene [...] leger jo sammen"
    assert all(one["allowed"] for one in values["differences"])
    quotes = json.loads(qda("quotes", "-t", "effekter", "--json", "-p", root).stdout)["quotes"]
    assert quotes[0]["printed"] == "Børnene [...] leger jo sammen"
    assert quotes[0]["text"] == "børnene, de leger jo sammen"
    undo(coded)
    assert json.loads(qda("coding", "print", uid, "--json", "-p", root).stdout)["printed"] == ""


@pytest.mark.parametrize(
    "text", ["børnene leger jo aldrig sammen", "børnene leger", "de børn leger jo sammen"]
)
def test_a_form_that_changes_what_was_said_is_refused(coded: Project, text: str) -> None:
    uid = uid_of(coded, "effekter", "Bilag 2")
    refused = qda("coding", "print", uid, text, "--project", coded.paths.root)
    assert refused.exit_code == 1
    assert re.search(r"(1 place that is|\d+ places that are) not marked", refused.stderr)
    assert "børn" not in refused.stderr
    shown = qda("coding", "print", uid, "--json", "--project", coded.paths.root)
    assert json.loads(shown.stdout)["printed"] == ""


def test_text_and_as_said_exclude_each_other(coded: Project) -> None:
    uid = uid_of(coded, "effekter", "Bilag 2")
    arguments = ("coding", "print", uid, "x", "--as-said", "--project", coded.paths.root)
    assert qda(*arguments).exit_code == 2


def set_form(project: Project) -> None:
    found = coding.by_uid(project, uid_of(project, "effekter", "Bilag 2"))
    printed_forms.set_form(project, found, "[B]ørnene [...] leger jo sammen")


@pytest.mark.parametrize("cells", list(Cells))
def test_the_matrix_is_a_landscape_table_in_word(
    coded: Project, tmp_path: Path, cells: Cells
) -> None:
    path = tmp_path / "matrix.docx"
    matrix_files.write_matrix(matrices.matrix(coded), path, Form.DOCX, cells)
    text = "\n".join(paragraph.text for paragraph in read_document(path).paragraphs)
    assert "Internal – not for publication" in text
    assert "Effekter af social mix" in text
    assert ("”Selv tak.” (Bilag 10:2)" in text) == (cells in (Cells.QUOTES, Cells.BOTH))
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_chapter_introduces_quotes_in_their_printed_form(coded: Project, tmp_path: Path) -> None:
    set_form(coded)
    path = tmp_path / "chapter.docx"
    assert qda("quotes", "--out", path, "--project", coded.paths.root).exit_code == 0
    lines = [paragraph.text for paragraph in read_document(path).paragraphs]
    place = lines.index("”[B]ørnene [...] leger jo sammen” (Bilag 2:2)")
    assert lines[place - 1 : place + 2] == ["planlægger says:", lines[place], "[Comment]"]
    assert "boligchef says (Midler til social mix):" in lines
    assert "børnene, de leger" not in "\n".join(lines)


@pytest.mark.parametrize("form", [Form.DOCX, Form.XLSX])
def test_the_same_quotes_give_the_same_bytes(coded: Project, tmp_path: Path, form: Form) -> None:
    first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    for path in (first, second):  # the material, not the assertion
        matrix_files.write_quotes(matrices.matrix(coded), path, form)
    assert first.stat().st_size > 1_500
    assert first.read_bytes() == second.read_bytes()
