"""REFI-QDA out: valid, the same bytes each time, and any text as text."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from qda.domain.exchange import (
    Applied,
    Case,
    Code,
    ForeignProject,
    Note,
    Selection,
    Source,
    User,
    described,
    fields_in,
)
from qda.domain.permission import Permitted
from qda.formats.refi_names import nearest_colour, tidy_guid
from qda.formats.refi_reading import read_refi
from qda.formats.refi_writing import codebook_file, project_file
from tests.conftest import ROOT, SHARED
from tests.exchange_files import CODE, CODING, SELECTION, SOURCE, TEXT, USER

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = ROOT / "tests" / "golden"
SCHEMAS = SHARED / "corpus" / "refi"
CHILD = "66666666-6666-4666-8666-666666666666"
NOTE = "77777777-7777-4777-8777-777777777777"
CASE = "88888888-8888-4888-8888-888888888888"

PROJECT = ForeignProject(
    name='Byen & "broen" <1>',
    origin="qda test",
    namespace=USER,
    created="2024-05-01T10:00:00Z",
    modified="2024-05-02T10:00:00Z",
    description="Kun til internt brug",
    users=(User(USER, "mikkel"),),
    codes=(
        Code(CODE, "Broer", description="Om broer", colour="#bf2a2a",
             fields={"include": "Alt om broer\nog færger", "key": "broer"}),
        Code(CHILD, "Færger", CODE, notes=(NOTE,)),
    ),
    sources=(
        Source(
            SOURCE, "Bilag 3", TEXT,
            (
                Selection(
                    SELECTION, 22, 31, "En by er", user=USER, created="2024-05-01T10:00:00Z",
                    codings=(Applied(CODING, CODE, USER, "2024-05-01T10:00:00Z"),),
                    notes=(NOTE,),
                ),
            ),
            user=USER,
            created="2024-05-01T10:00:00Z",
        ),
    ),
    cases=(Case(CASE, "I3", (SOURCE,), {"role": "brovagt", "area": "Havnen"}),),
    notes=(Note(NOTE, "Tanke", "Se også\nfærgen", USER, "2024-05-01T10:00:00Z"),),
)  # fmt: skip
PERMITTED = Permitted(PROJECT, "internal")


def qde(written: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return archive.read("project.qde")


def schema(name: str) -> etree.XMLSchema:
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas of the standard are not beside the repository")
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name)))


def test_a_project_is_the_golden_file() -> None:
    assert qde(project_file(PERMITTED)) == (GOLDEN / "project.qde").read_bytes()


def test_a_codebook_is_the_golden_file() -> None:
    assert codebook_file(PERMITTED) == (GOLDEN / "codebook.qdc").read_bytes()


def test_the_same_project_gives_the_same_bytes() -> None:
    assert project_file(PERMITTED) == project_file(PERMITTED)


def test_the_archive_is_as_other_programs_want_it() -> None:
    with zipfile.ZipFile(io.BytesIO(project_file(PERMITTED))) as archive:
        assert archive.namelist() == ["project.qde", f"sources/{SOURCE}.txt"]
        assert archive.read(f"sources/{SOURCE}.txt") == TEXT.encode()
        assert {one.date_time[0] for one in archive.infolist()} == {1980}


def test_the_schemas_accept_both_files() -> None:
    project, codebook = schema("Project.xsd"), schema("Codebook.xsd")
    project.assertValid(etree.fromstring(qde(project_file(PERMITTED))))
    codebook.assertValid(etree.fromstring(codebook_file(PERMITTED)))


def test_an_empty_project_holds_no_empty_containers() -> None:
    empty = Permitted(ForeignProject("Tom", namespace=USER), "internal")
    root = etree.fromstring(qde(project_file(empty)))
    assert len(root) == 0
    schema("Project.xsd").assertValid(root)


@pytest.mark.parametrize(
    "words",
    ["=1+1", "<script>alert(1)</script>", "&amp; ]]>", "\x00\x0b\x1b[2J", "\ud800", "\u202e",
     "a\tb", "']\"; drop table", "\U0001f600" * 200, "x" * 40_000],
)  # fmt: skip
def test_any_words_come_back_as_text(words: str, tmp_path: Path) -> None:
    hostile = ForeignProject(words, "qda test", USER, codes=(Code(CODE, words, description=words),))
    path = tmp_path / "hostile.qdpx"
    path.write_bytes(project_file(Permitted(hostile, "internal")))
    back = read_refi(path)
    clean = words.translate({0: 0xFFFD, 0xB: 0xFFFD, 0x1B: 0xFFFD, 0xD800: 0xFFFD})
    assert back.codes[0].description == clean
    assert back.codes[0].name == " ".join(clean.split())


def test_ten_thousand_hostile_quotes_survive_the_way_out_and_in(tmp_path: Path) -> None:
    heads = ["=cmd|' /C calc'!A0", "<b>&", "@SUM(1)", "]]>", "\u202egnp", "å" * 900, "-1", "\t+2"]
    quotes = [f"{heads[number % len(heads)]} {number}" for number in range(10_000)]
    text = "\n".join(quotes)
    starts = [0]
    for quote in quotes:
        starts.append(starts[-1] + len(quote) + 1)
    marks = tuple(
        Selection(
            f"{SELECTION[:-5]}{number:05d}", starts[number], starts[number] + len(quote), quote,
            codings=(Applied(f"{CODING[:-5]}{number:05d}", CODE),),
        )
        for number, quote in enumerate(quotes)
    )  # fmt: skip
    book = ForeignProject("Mange", "qda test", USER, codes=PROJECT.codes[:1],
                          sources=(Source(SOURCE, "Bilag 3", text, marks),))  # fmt: skip
    path = tmp_path / "many.qdpx"
    path.write_bytes(project_file(Permitted(book, "internal")))
    back = read_refi(path).sources[0]
    found = [back.text[one.start : one.stop] for one in back.selections]
    assert found == quotes


def test_fields_of_a_theme_come_back_out_of_its_description() -> None:
    fields = {"include": "Når det\nregner", "keywords": "bro*, =vej", "key": "broer"}
    assert fields_in(described("Om broer\n\nog veje", fields)) == ("Om broer\n\nog veje", fields)


def test_a_description_of_somebody_else_stays_whole() -> None:
    assert fields_in("Tanker\n\nnote: husk") == ("Tanker\n\nnote: husk", {})


@pytest.mark.parametrize(
    ("written", "name"), [("#bf2a2a", "red"), ("#F00", "red"), ("#00ff00", "green"), ("rød", "")]
)
def test_a_colour_becomes_the_nearest_of_the_palette(written: str, name: str) -> None:
    assert nearest_colour(written) == name


@pytest.mark.parametrize("written", [f"{{{CODE.upper()}}}", CODE, f" {CODE} "])
def test_a_guid_is_read_in_every_spelling(written: str) -> None:
    assert tidy_guid(written) == CODE
