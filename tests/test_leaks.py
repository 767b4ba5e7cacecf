"""The leak scan: whatever may not leave is found in every part of a file, and nothing else is."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from qda.domain.consent import ConsentKind
from qda.domain.matrix import Cells
from qda.domain.permission import Profile
from qda.domain.register import EntityKind, Verdict
from qda.errors import NotPermitted
from qda.services import (
    coding,
    consents,
    matrices,
    matrix_files,
    naming,
    registering,
    restricting,
    verdicts,
)
from qda.services.choosing import Choice
from qda.services.leaks import Leak, Scanner
from qda.services.matrices import Layout
from qda.services.matrix_files import Form
from qda.services.naming import Draft
from qda.services.publishing import Publisher, put
from tests.conftest import SHARED
from tests.projects import add_interview

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

LINES = (
    "I: Hvem passer drivhuset?",
    "IP: Det gør Solvejg Brandrup fra Nordfløjen, og hendes bror vander tomaterne hver aften.",
    "I: Og nøglen?",
    "IP: Den ligger under den tredje fliselag ved porten, men det siger jeg kun til dig.",
    "IP: Ellers spørger man bare i vaskeriet om formiddagen.",
)
OFF = "Den ligger under den tredje fliselag ved porten"


@pytest.fixture
def guarded(project: Project) -> Project:
    """An interview with a protected name, a restricted passage and two codings."""
    row = add_interview(project, "Bilag 1", LINES)
    registering.save(project, "I1", {"label": "beboer"}, new=True, appendices=("Bilag 1",))
    consents.record(
        project,
        "I1",
        ConsentKind.GIVEN,
        at="2025-03-01",
        fields={"analyse": "yes", "quote": "yes", "approval": "none", "how": "form"},
    )
    naming.enter(project, Draft(names=("Solvejg Brandrup",), category="gartner"))
    naming.enter(project, Draft(names=("Nordfløjen",), kind=EntityKind.PLACE, category="bygning"))
    restricting.add(project, row, coding.span_of_quote(project, row, OFF))
    quote = coding.span_of_quote(project, row, "Solvejg Brandrup fra Nordfløjen")
    coding.add(project, row, quote, "effekter")
    return project


def docx(name: str = "word/styles.xml", contents: str = "<a/>") -> bytes:
    """A Word file with an empty document and one member."""
    members = {"word/document.xml": paragraph("<w:r><w:t>Tomt.</w:t></w:r>"), name: contents}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    return out.getvalue()


def paragraph(runs: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body><w:p>{runs}</w:p></w:body></w:document>'


SPLIT = paragraph("<w:r><w:t>Sol</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>vejgs plan</w:t></w:r>")
LINK = '<Relationship Target="https://example.dk/solvejg-brandrup" TargetMode="External"/>'
PLANTED = [
    ("q.docx", docx("word/document.xml", SPLIT), "name"),
    ("q.docx", docx("word/header1.xml", paragraph("<w:r><w:t>SOLVEJG</w:t></w:r>")), "name"),
    ("q.docx", docx("word/footnotes.xml", paragraph("<w:t>Brandrups</w:t>")), "name"),
    ("q.docx", docx("word/comments.xml", '<w:comment w:author="nn">x</w:comment>'), "part"),
    ("q.docx", docx("word/_rels/document.xml.rels", LINK), "name"),
    ("q.docx", docx("docProps/core.xml", "<dc:creator>nn</dc:creator>"), "maker"),
    ("q.docx", docx("word/document.xml", paragraph('<w:ins w:id="1"><w:r/></w:ins>')), "maker"),
    ("q.docx", docx("word/media/solvejg.xml", "<a/>"), "name"),
    ("q.docx", docx("word/document.xml", paragraph('<wp:docPr descr="Nordfløjen"/>')), "name"),
    ("q.xlsx", docx("xl/workbook.xml", '<sheet name="a" state="hidden"/>'), "maker"),
    ("solvejg.csv", b"tema;antal\n", "name"),
    ("q.json", json.dumps({"a": "Nordfløjens port"}).encode(), "name"),
    ("q.html", b"<p>S&oslash;ster til <b>Sol</b>vejg &#66;randrup</p>", "name"),
    ("q.html", b"<!-- Nordfl&oslash;jen --><p>Intet.</p>", "name"),
    ("q.svg", b'<svg><text><tspan>Brand</tspan><tspan>rup</tspan></text></svg>', "name"),
    ("q.html", b'<img src="data:image/svg+xml;base64,'
     + base64.b64encode("<svg><title>Nordfløjen</title></svg>".encode()) + b'">', "name"),
    ("q.md", "… LIGGER under\nden tredje *fliselag* ved porten".encode(), "passage"),
    ("q.txt", "Nordfløjen".encode("utf-16"), "name"),
    ("q.bin", b"\x00\x01" + "Brandrup".encode("utf-16-le"), "name"),
    ("q.csv", b"211062-5629", "identifier"),
    ("q.csv", b"ring 32 12 34 56", "identifier"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "what"), PLANTED)
def test_every_planted_leak_is_found(guarded: Project, name: str, data: bytes, what: str) -> None:
    found = Scanner(guarded, Profile.ASSESSMENT).scan(name, data)
    assert what in {leak.what for leak in found}


CLEAN = [
    ("q.docx", docx()),
    ("q.md", "Ellers spørger man bare i vaskeriet; den ligger under porten.".encode()),
    ("q.json", b'{"id": "6f1c2a3b-1234-4567-8901-23456789abcd", "at": "2025-03-01T10:22:33Z"}'),
    ("q.html", b'<svg><path d="M0.000000 36.605769 h552.600000"/></svg>'),
]


@pytest.mark.parametrize(("name", "data"), CLEAN)
def test_what_may_leave_is_no_leak(guarded: Project, name: str, data: bytes) -> None:
    assert Scanner(guarded, Profile.ASSESSMENT).scan(name, data) == []


def test_a_leak_names_ids_and_never_the_name(guarded: Project) -> None:
    data = docx("word/solvejg.xml", "<a>Solvejg</a>")
    found = Scanner(guarded, Profile.ASSESSMENT).scan("q.docx", data)
    assert Leak("", "name", "E1") in found
    assert not any("olvejg" in leak.place for leak in found)


def test_each_of_the_46_places_of_a_word_file_is_looked_at(
    project: Project, tmp_path: Path
) -> None:
    tool = SHARED / "tools" / "docx_planter.py"
    if not tool.exists():
        pytest.skip("the tool that plants words in Word files is not here")
    plant = [sys.executable, tool, "plant", tmp_path / "p.docx", "--map", tmp_path / "m.json"]
    subprocess.run([*map(str, plant), "--seed", "7"], check=True, capture_output=True)
    words = json.loads((tmp_path / "m.json").read_text("utf-8"))
    ids = {
        naming.enter(project, Draft(names=(word,), kind=EntityKind.OTHER)).short_id: place
        for place, word in words.items()
    }
    assert len(ids) == 46
    leaks = Scanner(project, Profile.PUBLIC).scan("p.docx", (tmp_path / "p.docx").read_bytes())
    found = {one for leak in leaks if leak.what == "name" for one in leak.whose.split("/")}
    assert [place for id_, place in ids.items() if id_ not in found] == []


@pytest.mark.parametrize("form", list(Form))
def test_a_matrix_for_other_eyes_is_pseudonymised_and_clean(
    guarded: Project, tmp_path: Path, form: Form
) -> None:
    permitted = matrices.matrix(guarded, Layout(Choice(profile=Profile.ASSESSMENT)))
    assert permitted.value.total == 1
    path = tmp_path / f"matrix.{form}"
    writer = Publisher(guarded, Profile.ASSESSMENT)
    matrix_files.write_matrix(permitted, path, form, Cells.QUOTES, writer=writer)
    assert Scanner(guarded, Profile.ASSESSMENT).scan(path.name, path.read_bytes()) == []
    (quote,) = [quote for _row, _column, quote in permitted.value.in_order()]
    assert quote.text == "[gartner] fra [bygning]"
    assert "sofie" not in quote.coders


def test_nothing_is_written_where_something_leaks(guarded: Project, tmp_path: Path) -> None:
    path = tmp_path / "chapter.md"
    with pytest.raises(NotPermitted) as refused:
        Publisher(guarded, Profile.PUBLIC).write({path: b"Solvejg"})
    assert "E1" in refused.value.message
    assert "Solvejg" not in refused.value.message
    assert list(tmp_path.iterdir()) == [guarded.paths.root]


def test_nothing_leaves_for_other_eyes_without_a_publisher(tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        put("assessment", {tmp_path / "a.md": b"a"}, None)


def test_a_place_that_was_decided_may_stand_there_and_nowhere_else(guarded: Project) -> None:
    row = guarded.interview("Bilag 1")
    span = coding.span_of_quote(guarded, row, "Nordfløjen")
    verdicts.decide_place(guarded, row, span, Verdict.KEEP, reason="not identifying")
    scanner = Scanner(guarded, Profile.ASSESSMENT)
    assert scanner.scan("a.md", "[gartner] fra Nordfløjen, og".encode()) == []
    assert scanner.scan("a.md", "Vi mødtes i Nordfløjen igen".encode()) != []


def test_whoever_may_be_named_is_shown_and_hidden_again_after_a_withdrawal(
    guarded: Project,
) -> None:
    registering.save(guarded, "I1", {"name": "Solvejg Brandrup"}, new=False)
    with guarded.action() as db:
        db.execute("update entity set relation = 'informant' where short_id = 'E1'")
    assert Scanner(guarded, Profile.ASSESSMENT).scan("a.md", b"Solvejg") != []
    clarified = {"be_named": "yes"}
    consents.record(guarded, "I1", ConsentKind.CLARIFIED, at="2025-03-02", fields=clarified)
    assert Scanner(guarded, Profile.ASSESSMENT).scan("a.md", b"Solvejg") == []
    consents.record(guarded, "I1", ConsentKind.WITHDRAWN, at="2025-03-03")
    assert Scanner(guarded, Profile.ASSESSMENT).scan("a.md", b"Solvejg") != []
