"""What is restricted is gone as if it had never been said.

Two projects are compared byte by byte: one in which a passage was said and restricted, and one in
which nobody ever said it.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.codings import Coding, anchor
from qda.domain.consent import ConsentKind, RestrictionKind
from qda.domain.matrix import Cells
from qda.domain.text import Span
from qda.services import consents, matrices, matrix_files, registering, restricting
from qda.services.matrix_files import Form
from qda.services.project import open_project
from qda.storage import codings, interviews
from tests.projects import add_interview, fresh_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qda.services.project import Project

OPENING = (
    "Interview om Lærkebakken",
    "",
    "I: Hvad betyder en blandet by for jer?",
    "IP: Naboerne hilser på hinanden ved cykelskuret. Cykelskuret er fælles for alle opgange.",
    "I: Hvordan mærker I det i hverdagen?",
    "IP: Der er flere naboer med arbejde nu. Naboerne spiser sammen hver torsdag i cykelskuret.",
    "I: Og hvordan går det med husordenen?",
    "IP: Naboerne klager mindre over larm. Festudvalget styrer husordenen meget godt.",
    "I: Ved I, om det virker?",
    "IP: Forskningen mangler, og evidensen med den. Det er sund fornuft.",
)
CLOSING = (
    "I: Hvad så med taget?",
    "IP: Taget er tæt igen. Naboerne betaler selv for reparationen.",
    "I: Tak for det.",
    "IP: Selv tak, siger naboerne.",
)
SECRET = (
    "I: Hvad sker der med formanden?",
    "IP: Formanden lukkede cykelskuret i vrede. Naboerne så formanden låse cykelskuret af.",
)
INSIDE = "Formanden har selv hældt maling ud over cykelskuret."


@dataclass(frozen=True)
class Case:
    """Where a passage stands: all lines with it, the lines without it, its first and last words."""

    said: tuple[str, ...]
    never: tuple[str, ...]
    first: str
    last: str
    coded: str
    """Words of the passage that are coded."""


CASES = {
    "an exchange in the middle": Case(
        (*OPENING, *SECRET, *CLOSING),
        (*OPENING, *CLOSING),
        "Hvad sker der",
        "låse cykelskuret af.",
        "i vrede",
    ),
    "a sentence inside a turn": Case(
        (*OPENING, CLOSING[0], f"{CLOSING[1]} {INSIDE}", *CLOSING[2:]),
        (*OPENING, *CLOSING),
        "Formanden har selv",
        "ud over cykelskuret.",
        "maling ud",
    ),
    "an exchange at the end": Case(
        (*OPENING, *CLOSING, *SECRET),
        (*OPENING, *CLOSING),
        "Hvad sker der",
        "låse cykelskuret af.",
        "i vrede",
    ),
}
CODED = (
    ("effekter", "Naboerne hilser på hinanden"),
    ("effekter", "Naboerne spiser sammen hver torsdag i cykelskuret."),
    ("forventninger", "Naboerne klager mindre over larm."),
    ("effekter", "Selv tak, siger naboerne."),
)
HIDDEN_WORDS = ("Formanden", "formanden", "maling", "vrede")


def code(project: Project, number: int, theme: str, words: str) -> None:
    """Code words with an id and a time that both projects share."""
    row = project.interview("Bilag 1")
    text = interviews.transcript_text(project.db, row.transcript_id)
    start = text.index(words)
    span = Span(start, start + len(words))
    made = Coding(f"{number:032x}", row.transcript_id, span, theme, "sofie", "2026-01-01")
    with project.action() as db:
        codings.insert_coding(db, codings.coding_row(made, anchor(text, span)))


def made(folder: Path, lines: tuple[str, ...]) -> Project:
    project = fresh_project(folder, title="Lærkebakken")
    add_interview(project, "Bilag 1", lines)
    add_interview(project, "Bilag 2", OPENING)
    for number, (theme, words) in enumerate(CODED):
        code(project, number, theme, words)
    return project


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A folder with both projects of a case, made when it is first asked for."""
    return cache(lambda name: both(CASES[name], tmp_path_factory.mktemp("both")))


@pytest.fixture
def pair(
    request: pytest.FixtureRequest, pairs: Callable[[str], Path], tmp_path: Path
) -> tuple[Path, Path]:
    """The project with a restricted passage, and the one in which it was never said."""
    shutil.copytree(pairs(request.param), tmp_path, dirs_exist_ok=True)
    return tmp_path / "said", tmp_path / "never"


def both(case: Case, folder: Path) -> Path:
    with made(folder / "said", case.said) as said:
        row = said.interview("Bilag 1")
        text = interviews.transcript_text(said.db, row.transcript_id)
        span = Span(text.index(case.first), text.index(case.last) + len(case.last))
        code(said, 90, "effekter", "ormanden")
        code(said, 91, "hvorfor", case.coded)
        restricting.add(said, row, span, RestrictionKind.OFF_RECORD)
    made(folder / "never", case.never).close()
    return folder


MATRIX = [
    ("matrix", *cells, *form)
    for cells in ((), ("--cells", "quotes"))
    for form in ((), ("--json",), ("--csv",))
]
COUNTED = [
    ("list",),
    ("list", "--json"),
    ("status",),
    ("status", "--json"),
    ("codes", "list"),
    ("codes", "list", "--json"),
    ("search", "formanden"),
    ("search", "formanden", "--json"),
]
WITH_PLACES = [
    ("codes", "test", "formand*"),
    ("codes", "test", "maling"),
    ("search", "naboerne"),
    ("search", "naboerne", "--json"),
    ("search", "cykelskuret", "--limit", "3"),
    ("search", "siger", "--json"),
    ("codes", "keywords", "effekter"),
    ("codes", "keywords", "effekter", "--json"),
    ("codes", "test", "nabo", "--json"),
    ("suggest", "Bilag 1"),
    ("suggest", "Bilag 1", "--json"),
]


def output(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(build(), [*arguments, "--project", str(folder)])
    assert result.exit_code == 0, result.output
    # When somebody worked last is another moment in each of the two projects.
    return re.sub(r'"worked_on": "[^"]*"', '"worked_on": "…"', result.stdout)


@pytest.mark.parametrize("pair", CASES, indirect=True)
@pytest.mark.parametrize("cells", list(Cells))
@pytest.mark.parametrize("form", list(Form))
def test_every_file_of_the_matrix_is_the_same_byte_by_byte(
    pair: tuple[Path, Path], tmp_path: Path, form: Form, cells: Cells
) -> None:
    contents = []
    for folder in pair:
        with open_project(folder) as project:
            path = tmp_path / f"{folder.name}.{form}"
            permitted = matrices.matrix(project)
            assert permitted.value.total == len(CODED)
            matrix_files.write_matrix(permitted, path, form, cells)
            contents.append(path.read_bytes())
    assert len(contents[0]) > 200
    assert contents[0] == contents[1]


@pytest.mark.parametrize("pair", CASES, indirect=True)
def test_what_counts_and_what_is_printed_is_the_same(pair: tuple[Path, Path]) -> None:
    said, never = pair
    different = [
        arguments
        for arguments in (*MATRIX, *COUNTED)
        if output(said, *arguments) != output(never, *arguments)
    ]
    assert different == []


@pytest.mark.parametrize("pair", ["an exchange at the end"], indirect=True)
def test_what_names_segments_is_the_same_too(pair: tuple[Path, Path]) -> None:
    said, never = pair
    different = [
        arguments
        for arguments in WITH_PLACES
        if output(said, *arguments) != output(never, *arguments)
    ]
    assert different == []


@pytest.mark.parametrize("pair", CASES, indirect=True)
@pytest.mark.parametrize("arguments", WITH_PLACES)
def test_no_word_of_the_passage_stands_beside_a_hit(
    pair: tuple[Path, Path], arguments: tuple[str, ...]
) -> None:
    shown = output(pair[0], *arguments)
    assert len(shown) > 0
    assert [word for word in HIDDEN_WORDS if word in shown.replace(arguments[-1], "")] == []


@pytest.mark.parametrize("pair", ["an exchange in the middle"], indirect=True)
def test_the_coders_own_views_show_it_marked(pair: tuple[Path, Path]) -> None:
    said, _never = pair
    hits = json.loads(output(said, "search", "formanden", "--json", "--restricted"))
    assert {hit["restricted"] for hit in hits} == {True}
    assert "[off the record]" in output(said, "show", "Bilag 1")
    listed = json.loads(output(said, "list", "--restricted", "--json"))
    assert any(one["restricted"] for one in listed)


def test_the_words_of_one_who_withdrew_are_gone_from_an_interview_with_two(
    project: Project,
) -> None:
    lines = (
        "I: Hvem passer haven?",
        "IP1: Det gør gartneren om foråret.",
        "I: Og du?",
        "IP2: Jeg slår plænen med le.",
    )
    row = add_interview(project, "Bilag 1", lines)
    registering.save(project, "I1", {}, new=True, appendices=("Bilag 1",), speaker="IP1")
    registering.save(project, "I2", {}, new=True, appendices=("Bilag 1",), speaker="IP2")
    for number, words in enumerate(("gartneren om foråret", "plænen med le")):
        code(project, number, "effekter", words)
    assert row.appendix == "Bilag 1"
    assert matrices.matrix(project).value.total == 2
    consents.record(project, "I2", ConsentKind.GIVEN, fields={"quote": "yes"})
    consents.record(project, "I2", ConsentKind.WITHDRAWN)
    permitted = matrices.matrix(project)
    assert [quote.text for _row, _column, quote in permitted.value.in_order()] == [
        "gartneren om foråret"
    ]
