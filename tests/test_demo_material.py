"""The demo material: eight invented transcripts, their informants and their codings."""

from __future__ import annotations

import csv
import html
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest
from ruamel.yaml import YAML

MATERIAL = Path(__file__).resolve().parents[1] / "transcripts"
NUMBERS = range(1, 9)
BREAK = "<w:lastRenderedPageBreak />"


def _part(number: int, part: str) -> str:
    with zipfile.ZipFile(MATERIAL / f"Bilag {number}.docx") as archive:
        return archive.read(part).decode("utf-8")


def _text(xml: str) -> str:
    """The words of a Word part with changes accepted, one paragraph a line."""
    xml = re.sub(r"<w:(del|moveFrom) .*?</w:\1>", "", xml)
    xml = re.sub(r"<w:br />|</w:p>", "\n", xml)
    text = html.unescape(re.sub(r"<[^>]*>", "", xml))
    return unicodedata.normalize("NFC", text)


def _document(number: int) -> str:
    return _part(number, "word/document.xml")


def _codings() -> list[dict[str, str]]:
    with (MATERIAL / "codings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalnum())


@pytest.fixture(scope="module")
def rewritten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the script has written everything again."""
    folder = tmp_path_factory.mktemp("rewritten")
    command = [sys.executable, "-B", str(MATERIAL / "make_transcripts.py"), "--to", str(folder)]
    subprocess.run(command, check=True)
    return folder


@pytest.mark.parametrize(
    "name", [*(f"Bilag {n}.docx" for n in NUMBERS), "codings.csv", "thesis-draft.docx"]
)
def test_the_script_writes_the_same_bytes_again(rewritten: Path, name: str) -> None:
    committed = (MATERIAL / name).read_bytes()
    assert len(committed) > 15_000
    assert (rewritten / name).read_bytes() == committed


@pytest.mark.parametrize("number", NUMBERS)
def test_no_transcript_is_shorter_than_1200_words(number: int) -> None:
    assert len(_text(_document(number)).split()) >= 1_200


def test_the_transcripts_hold_14000_words_and_the_sixth_is_the_longest() -> None:
    counts = [len(_text(_document(number)).split()) for number in NUMBERS]
    assert sum(counts) >= 14_000
    assert counts.index(max(counts)) == 5
    assert counts.index(min(counts)) == 1


def test_two_coders_made_190_codings_with_all_eight_themes() -> None:
    codings = _codings()
    assert len(codings) == 190
    assert {row["coder"] for row in codings} == {"sofie", "mikkel"}
    assert {row["theme"] for row in codings} == {
        "forstaaelse", "forventninger", "effekter", "udfordringer", "hvorfor", "andet",
        "midler", "ghettoudspil",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "count"), [(1, 22), (2, 22), (3, 22), (4, 22), (5, 22), (6, 36), (7, 22), (8, 22)]
)
def test_each_quote_stands_once_in_its_transcript(number: int, count: int) -> None:
    text = _text(_document(number))
    quotes = [row["quote"] for row in _codings() if row["appendix"] == f"Bilag {number}"]
    assert len(quotes) == count
    assert [quote for quote in quotes if text.count(quote) != 1] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_looks_like_a_cpr_number_or_a_real_address(number: int) -> None:
    text = _text(_document(number))
    assert "social mix" in text
    assert re.findall(r"\b\d{6}[-\s]?\d{4}\b", text) == []
    assert re.findall(r"@(?!example\.dk)\S+", text) == []


@pytest.mark.parametrize("number", NUMBERS)
def test_a_file_names_no_author_program_or_picture(number: int) -> None:
    with zipfile.ZipFile(MATERIAL / f"Bilag {number}.docx") as archive:
        names = archive.namelist()
        dates = {entry.date_time for entry in archive.infolist()}
    assert "word/document.xml" in names
    assert [name for name in names if "customXml" in name or "thumbnail" in name] == []
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert "<dc:creator></dc:creator>" in _part(number, "docProps/core.xml")


@pytest.mark.parametrize(
    ("number", "pages"), [(1, 6), (2, 4), (3, 6), (4, 5), (5, 6), (6, 13), (7, 5), (8, 6)]
)
def test_each_page_but_the_first_begins_with_a_mark(number: int, pages: int) -> None:
    assert f"<Pages>{pages}</Pages>" in _part(number, "docProps/app.xml")
    assert _document(number).count(BREAK) == pages - 1


@pytest.mark.parametrize(
    ("number", "part", "sign"),
    [
        (1, "document", '<w:ind w:left="680" w:hanging="680" />'),
        (1, "footer", " NUMPAGES "),
        (2, "document", '<w:b /></w:rPr><w:t xml:space="preserve">Preben:</w:t>'),
        (2, "document", "<w:br />"),
        (3, "document", "<w:tblHeader />"),
        (3, "comments", 'w:author="Mikkel"'),
        (4, "document", ">Torben Askelyng  00:01:12<"),
        (5, "document", "<w:moveTo "),
        (5, "document", "<w:delText"),
        (5, "document", "<w:sdtContent>"),
        (6, "document", '<w:br w:type="page" />'),
        (6, "document", "<w:lnNumType "),
        (6, "footnotes", "fællesvaskeri"),
        (7, "document", "<w:r><w:rPr><w:b /></w:rPr><w:t "),
        (8, "document", ">[00:00:10] Jesper: "),
        (8, "document", "<w:softHyphen />"),
        (8, "document", "<w:hyperlink "),
        (8, "document", "+45\u00a032\u00a012\u00a034\u00a056"),
        (8, "document", "ma\u030aned"),
    ],
)
def test_each_layout_has_its_own_habits(number: int, part: str, sign: str) -> None:
    assert sign in _part(number, f"word/{part}.xml")


def test_the_informants_stand_in_the_order_of_their_appendices() -> None:
    text = (MATERIAL / "informants.yml").read_text(encoding="utf-8")
    informants = YAML(typ="safe").load(text)["informants"]
    assert [person["id"] for person in informants] == [f"I{n}" for n in NUMBERS]
    assert [person["appendix"] for person in informants] == [f"Bilag {n}" for n in NUMBERS]
    scopes = [person["consent"][0]["scopes"] for person in informants]
    approving = ["none", "none", "all_mentions", "none", "all_mentions", "none", "none", "none"]
    assert [answers["approval"] for answers in scopes] == approving
    assert [answers["appendix"] for answers in scopes] == ["full"] * 4 + ["empty"] + ["full"] * 3


def test_the_passage_off_the_record_is_found_by_its_first_and_last_words() -> None:
    text = (MATERIAL / "informants.yml").read_text(encoding="utf-8")
    informants = YAML(typ="safe").load(text)["informants"]
    (restriction,) = informants[5]["restrictions"]
    spoken = _text(_document(6))
    assert spoken.count(restriction["from"]) == 1
    assert spoken.count(restriction["to"]) == 1
    passage = spoken[spoken.index(restriction["from"]) : spoken.index(restriction["to"])]
    assert 100 <= len(passage.split()) <= 200
    # One coding lies in it: it may inform the analysis and must stay out of every export.
    inside = [row["theme"] for row in _codings() if row["quote"] in passage]
    assert inside == ["hvorfor"]


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice and poppler are not installed",
)
@pytest.mark.parametrize(("number", "side"), [(1, 54), (6, 83)])
def test_the_marks_stand_where_libreoffice_begins_a_page(
    tmp_path: Path, number: int, side: int
) -> None:
    """`side` is the width in points that is cut off, and with it the line numbers."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    source = str(MATERIAL / f"Bilag {number}.docx")
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, source], check=True, capture_output=True)
    crop = ["-x", str(side), "-y", "83", "-W", str(595 - 2 * side), "-H", "676", "-r", "72"]
    pdf = str(tmp_path / f"Bilag {number}.pdf")
    shown = subprocess.run(["pdftotext", *crop, pdf, "-"], check=True, capture_output=True)
    pages = shown.stdout.decode("utf-8").removesuffix("\f").split("\f")
    marked = [_letters(_text(rest))[:40] for rest in _document(number).split(BREAK)[1:]]
    # The last page may hold less than forty letters.
    begun = [_letters(page)[:40] for page in pages[1:]]
    assert len(marked) >= 5
    assert begun == [start[: len(page)] for start, page in zip(marked, begun, strict=True)]
