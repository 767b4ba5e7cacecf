"""Ten thousand hostile quotes in every form: no formula, no link, no markup, nothing shortened."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from qda.domain.matrix import Cells, Head
from qda.domain.permission import Permitted
from qda.domain.report import InterviewNumbers, Report, passages_of
from qda.domain.text import canonical, display
from qda.formats import approval_pack, matrix_text, quote_text
from qda.formats.appendix_paper import Appendix, Paragraph, appendices_docx
from qda.formats.approval_pack import Pack, PackedExcerpt
from qda.formats.matrix_paper import chapter_paper, matrix_paper
from qda.formats.matrix_workbook import matrix_workbook
from qda.formats.page import report_page, table_page
from qda.formats.papers import as_docx, as_html
from qda.formats.plots import plots
from tests.test_matrix import permitted_with

if TYPE_CHECKING:
    from qda.domain.matrix import Matrix

pytestmark = pytest.mark.slow

PARTS = (
    "=1+1", '=HYPERLINK("http://x.dk";"a")', "+45 20", "-2+3", "@SUM(A1)", "{=A1}", "\t=1", "'=1",
    "http://x.dk/?a=1&b=2", "mailto:a@b.dk", "file:///etc/passwd", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "</td></tr></table>", "<!--", "-->", "]]>", "</script>",
    "<style>*{display:none}</style>", "&lt;b&gt;", "&#x3c;", "{{ 7*7 }}", "{% raw %}", "${x}",
    "[red]", "[utydeligt]", "[a](javascript:alert(1))", "![x](y)", "*a* _b_ `c`", "| a | b |",
    "# h", "> q", "\\", '"', "'", "\u202e", "\u200f", "𝄞", "é", "æøå", "0", "1e9", "1,5", "#N/A",
    "TRUE", "\n", " ", "\u2028", "’”»«", "%s %d", "__import__('os')", "'; drop table coding; --",
)  # fmt: skip
COUNT = 10_000


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Each is made of two to six parts, and as a transcript would hold it."""
    chance = random.Random(11)
    made = (" ".join(chance.choices(PARTS, k=chance.randint(2, 6))) for _ in range(COUNT))
    return [canonical(text)[0].strip() or "–" for text in made]


@pytest.fixture(scope="module")
def hostile(texts: list[str]) -> Permitted[Matrix]:
    """A matrix with all of them in one cell."""
    made = permitted_with(texts)
    assert made.value.total == COUNT
    return made


def plain(text: str) -> str:
    return " ".join(display(text).split())


def test_csv(hostile: Permitted[Matrix], texts: list[str]) -> None:
    raw = csv.DictReader(io.StringIO(quote_text.as_csv(hostile, raw=True).decode(), newline=""))
    assert [row["quote"] for row in raw] == texts
    guarded = list(
        csv.reader(io.StringIO(quote_text.as_csv(hostile).decode("utf-8-sig"), newline=""))
    )
    assert len(guarded) == COUNT + 2
    assert [c for row in guarded for c in row if c[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


def test_json(hostile: Permitted[Matrix], texts: list[str]) -> None:
    values = json.loads(quote_text.as_json(hostile))
    assert [one["text"] for one in values["quotes"]] == texts
    wide = json.loads(matrix_text.as_json(hostile, Cells.QUOTES))
    assert [one["text"] for one in wide["rows"][0]["quotes"]["a"]] == texts


def test_markdown(hostile: Permitted[Matrix]) -> None:
    text = matrix_text.as_markdown(hostile, Cells.QUOTES).decode()
    quotes = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(quotes) == COUNT
    assert [line for line in quotes if re.search(r"(?<!\\)[<>\[\]`|*_]", line)] == []


def test_xlsx(hostile: Permitted[Matrix], texts: list[str]) -> None:
    contents, split = matrix_workbook(hostile)
    assert split == 0
    with zipfile.ZipFile(io.BytesIO(contents)) as archive:
        names = archive.namelist()
        sheets = [archive.read(name) for name in names if name.startswith("xl/worksheets/sheet")]
        strings = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert len(sheets) == 4
    assert [s for s in sheets if b"<f>" in s or b"<hyperlink" in s] == []
    assert [name for name in names if "external" in name.lower()] == []
    held = {
        # Excel's own way of writing control characters and its escapes.
        re.sub(
            r"_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), "".join(map(str, item.itertext()))
        )
        for item in strings.iter(f"{space}si")
    }
    assert [text for text in texts if text not in held] == []


def test_docx(hostile: Permitted[Matrix], texts: list[str]) -> None:
    papers = (chapter_paper(hostile), matrix_paper(hostile, Cells.QUOTES))
    for paper in papers:
        contents = as_docx(Permitted(paper, "internal"))
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            assert "word/document.xml" in archive.namelist()
            root = etree.fromstring(archive.read("word/document.xml"))
        tags = {etree.QName(element).localname for element in root.iter()}
        assert tags.isdisjoint({"hyperlink", "fldChar", "instrText", "object", "altChunk"})
        words = plain(" ".join("".join(map(str, p.itertext())) for p in root.iter("{*}p")))
        assert [text for text in texts[::50] if plain(text) not in words] == []


def test_html(hostile: Permitted[Matrix], texts: list[str]) -> None:
    pages = (
        table_page(hostile, Cells.QUOTES),
        as_html(Permitted(chapter_paper(hostile), "internal")),
    )
    for page in pages:
        tree = html.fromstring(page)
        assert tree.xpath("//script|//img|//a|//iframe|//@onerror|//@href|//@src") == []
        assert len(list(tree.iter("style"))) == 1
        words = plain("".join(map(str, tree.itertext())))
        assert [text for text in texts[::50] if plain(text) not in words] == []


def test_report(hostile: Permitted[Matrix], texts: list[str]) -> None:
    matrix = hostile.value
    at = {("Bilag 1", place): 0.5 for place in range(COUNT)}
    made = Report("T", "2026-01-01", matrix, passages_of(matrix, at), (), (), {}, {}, {}, ("x",))
    page = report_page(Permitted(made, "internal")).decode()
    assert page.count("<script") == 2
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    assert [one["q"] for one in json.loads(data[1])["quotes"]] == texts


ACTIVE_WORD = {"hyperlink", "fldChar", "object", "altChunk", "drawing", "pict"}


def words_of_docx(contents: bytes) -> str:
    """The words of a Word file in which nothing is active but the number of the page."""
    with zipfile.ZipFile(io.BytesIO(contents)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        related = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".rels"))
    tags = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert tags.isdisjoint(ACTIVE_WORD)
    assert b'TargetMode="External"' not in related
    return plain(" ".join("".join(map(str, p.itertext())) for p in root.iter("{*}p")))


def test_appendices(texts: list[str]) -> None:
    parts = tuple(Paragraph(text, (1,)) for text in texts)
    appendices = (Appendix(texts[0], texts[1], texts[2], parts),)
    words = words_of_docx(appendices_docx(Permitted(appendices, "public")))
    assert [text for text in texts[::50] if plain(text) not in words] == []


def test_packs_for_approval(texts: list[str]) -> None:
    excerpts = tuple(
        PackedExcerpt(f"{place:08x}", text, text, text) for place, text in enumerate(texts)
    )
    permitted = Permitted(Pack(texts[0], "1234abcd", texts[1], excerpts), "internal")
    words = words_of_docx(approval_pack.as_docx(permitted))
    assert [text for text in texts[::50] if plain(text) not in words] == []
    tree = html.fromstring(approval_pack.as_html(permitted))
    assert tree.xpath("//script|//img|//a|//iframe|//@onerror|//@href|//@src") == []
    shown = plain("".join(map(str, tree.itertext())))
    assert [text for text in texts[::50] if plain(text) not in shown] == []


@pytest.mark.parametrize("hostile_head", PARTS)
def test_pictures(hostile: Permitted[Matrix], hostile_head: str) -> None:
    word = canonical(hostile_head)[0].strip() or "–"
    matrix = hostile.value
    (row, *_others), (column, *_more) = matrix.rows, matrix.columns
    matrix = replace(
        matrix,
        title=word,
        rows=(Head(row.key, word, word),),
        columns=(replace(column, title=word),),
        cells={(row.key, column.key): matrix.quotes(row, column)[:5]},
    )
    passages = passages_of(matrix, {("Bilag 1", place): 0.5 for place in range(COUNT)})
    numbers = (InterviewNumbers(row.key, word, 10, 5, 3, 5),)
    drawn = plots(Report(word, "2026-01-01", matrix, passages, numbers, (), {}, {}, {}, (word,)))
    assert [one.kind for one in drawn] == ["themes", "progress", "along-1"]
    for one in drawn:
        root = etree.fromstring(one.picture)
        tags = {etree.QName(each).localname for each in root.iter(etree.Element)}
        assert tags.isdisjoint({"script", "a", "image", "foreignObject", "use", "iframe"})
        names = {etree.QName(name).localname for each in root.iter() for name in each.attrib}
        assert [name for name in names if name == "href" or name.startswith("on")] == []
