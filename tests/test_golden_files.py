"""Every form of what leaves, held against a golden file.

A golden file is written anew by `python -m tests.test_golden_files`; read its diff before it goes
in. Packages are compared part by part, for compression differs between versions of Python.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qda.domain.matrix import Cells, Head, Matrix, build_cells
from qda.domain.permission import Permitted
from qda.domain.quotes import Quote, Source
from qda.domain.report import InterviewNumbers, Report, passages_of
from qda.formats import approval_pack, matrix_text, paper_tables, papers, quote_text
from qda.formats.appendix_paper import Appendix, Paragraph, appendices_docx
from qda.formats.approval_pack import Pack, PackedExcerpt
from qda.formats.matrix_paper import chapter_paper, matrix_paper
from qda.formats.matrix_workbook import matrix_workbook, quotes_workbook
from qda.formats.page import report_page, table_page
from qda.formats.papers import Heading, Paper, Table, Text
from qda.formats.plots import plots
from qda.language import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GOLDEN = Path(__file__).parent / "golden" / "forms"


def _quote(
    source: Source, start: int, text: str, theme: str, memo: str = "", printed: str = ""
) -> Quote:
    page = start // 100 + 1
    return Quote(
        source=source,
        themes=(theme,),
        start=start,
        stop=start + len(text),
        text=text,
        pages=(page,),
        reference=f"({source.appendix}:{page})",
        coders=("mikkel",),
        speaker="informant",
        segment=page,
        memo=memo,
        printed=printed,
    )


def _matrix() -> Permitted[Matrix]:
    """Two interviews and two themes; words that look like formulas, markup and links."""
    keeper = Source("Bilag 3", "brovagt", {"role": "brovagt", "area": "Havnen"}, "I3")
    pilot = Source("Bilag 12", "lods", {"role": "lods"}, "I12")
    rows = tuple(Head(one.appendix, one.appendix, one.label) for one in (keeper, pilot))
    columns = (Head("broer", "Broer", colour="blue"), Head("æble", "Æble & <ø>", colour="red"))
    placed = [
        ("Bilag 3", "broer", _quote(keeper, 10, "Broen er lukket 😀 nu.", "broer")),
        ("Bilag 3", "broer", _quote(keeper, 250, "=1+1 <b>https://a.dk</b>", "færge", memo="Hm")),
        ("Bilag 12", "æble", _quote(pilot, 90, "Først.\nSå.", "æble", printed="Først. [...]")),
    ]
    titles = {"broer": "Broer", "æble": "Æble & <ø>", "færge": "Færger"}
    summaries = {("Bilag 12", "broer"): "Siger intet om broer"}
    cells = build_cells(rows, columns, placed)
    return Permitted(Matrix("Byen & broen", rows, columns, cells, titles, summaries), "internal")


def _paper() -> Permitted[Paper]:
    table = Table(("Tema", "Antal"), (("Broer", "2"), ("=1+1", "–")), (3, 1))
    parts = (Text("Kun til brug her", small=True), Heading("Temaer"), table, Text("Slut"))
    return Permitted(Paper("Tal & <tegn>", parts), "internal")


def _report() -> Permitted[Report]:
    """The same matrix as a page: numbers, a pair of themes, a quote beside its definition."""
    matrix = _matrix().value
    at = {("Bilag 3", 10): 0.1, ("Bilag 3", 250): 0.9, ("Bilag 12", 90): 0.5}
    numbers = tuple(
        InterviewNumbers(row.key, row.label, 1_200, 40, 3, matrix.row_total(row))
        for row in matrix.rows
    )
    shown = {"broer": matrix.quotes(matrix.rows[0], matrix.columns[0])[:1]}
    pair = {("broer", "æble"): 1}
    counts = {"broer": 2, "æble": 1}
    passages = passages_of(matrix, at)
    report = Report(
        matrix.title, "2026-01-02", matrix, passages, numbers, (), counts, shown, pair, ("mikkel",)
    )
    return Permitted(report, "internal")


def _without_code(page: bytes) -> bytes:
    """A page without its own style and script, which tests in a browser look at."""
    page = re.sub(rb"(<style>|<script>).*?(?=</style>|</script>)", rb"\1", page, flags=re.DOTALL)
    return re.sub(rb"sha256-[\w+/=]+", b"sha256-", page)


def _picture(kind: str) -> bytes:
    return next(one.picture for one in plots(_report().value) if one.kind == kind)


def _appendices() -> Permitted[Sequence[Appendix]]:
    said = (Paragraph("I: Er broen lukket?", (1,)), Paragraph("B: =1+1 <b>Ja</b> 😀", (2, 3)))
    whole = Appendix("Bilag 3", "brovagt & lods", "Kun det, der må stå her.", said)
    return Permitted((whole, Appendix("Bilag 12", "", "Udeladt.")), "assessment")


def _pack() -> Permitted[Pack]:
    first = PackedExcerpt("7f3a21c9", "Broen er lukket <b>nu</b>.", "(Bilag 3:1)", "brovagt")
    second = PackedExcerpt("00ab12cd", "=1+1\nSå.", "(Bilag 3:3)", "brovagt & lods")
    pack = Pack("Dine citater", "1234abcd", "2026-02-03", (first, second))
    return Permitted(pack, "internal")


def _docx(paper: Paper) -> bytes:
    return papers.as_docx(Permitted(paper, "internal"))


FORMS: dict[str, Callable[[], bytes]] = {
    "matrix.csv": lambda: matrix_text.as_csv(_matrix(), Cells.BOTH),
    "matrix-raw.csv": lambda: matrix_text.as_csv(_matrix(), Cells.COUNTS, raw=True),
    "matrix.json": lambda: matrix_text.as_json(_matrix(), Cells.BOTH),
    "matrix.md": lambda: matrix_text.as_markdown(_matrix(), Cells.BOTH),
    "matrix.html": lambda: table_page(_matrix(), Cells.BOTH),
    "matrix.xlsx": lambda: matrix_workbook(_matrix())[0],
    "matrix.docx": lambda: _docx(matrix_paper(_matrix(), Cells.BOTH)),
    "quotes.csv": lambda: quote_text.as_csv(_matrix()),
    "quotes.json": lambda: quote_text.as_json(_matrix()),
    "quotes.md": lambda: quote_text.as_markdown(_matrix()),
    "quotes.xlsx": lambda: quotes_workbook(_matrix())[0],
    "chapters.docx": lambda: _docx(chapter_paper(_matrix())),
    "table.csv": lambda: paper_tables.as_csv(_paper()),
    "table.xlsx": lambda: paper_tables.as_xlsx(_paper()),
    "table.docx": lambda: papers.as_docx(_paper()),
    "table.html": lambda: papers.as_html(_paper()),
    "report.html": lambda: _without_code(report_page(_report())),
    "themes.svg": lambda: _picture("themes"),
    "progress.svg": lambda: _picture("progress"),
    "together.svg": lambda: _picture("together"),
    "along.svg": lambda: _picture("along-1"),
    "appendices.docx": lambda: appendices_docx(_appendices(), lines=True),
    "pack.docx": lambda: approval_pack.as_docx(_pack()),
    "pack.html": lambda: approval_pack.as_html(_pack()),
    "table.md": lambda: papers.as_markdown(_paper()),
}


def parts_of(contents: bytes) -> bytes:
    """A file as it is compared: a package as its parts, one after the other."""
    if not contents.startswith(b"PK"):
        return contents
    with zipfile.ZipFile(io.BytesIO(contents)) as archive:
        return b"".join(
            f"== {name}\n".encode() + archive.read(name).replace(b"><", b">\n<") + b"\n"
            for name in sorted(archive.namelist())
        )


def golden_of(name: str) -> Path:
    """The golden file of a form; of a package its parts as text."""
    return GOLDEN / (f"{name}.txt" if name.endswith(("xlsx", "docx")) else name)


@pytest.mark.parametrize("name", list(FORMS))
def test_a_form_is_its_golden_file(name: str) -> None:
    assert parts_of(FORMS[name]()) == golden_of(name).read_bytes()


@pytest.mark.parametrize("name", list(FORMS))
def test_a_form_that_is_made_again_is_the_same_bytes(name: str) -> None:
    first = FORMS[name]()
    assert len(first) > 60
    assert FORMS[name]() == first


if __name__ == "__main__":
    settle("en")
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for each, make in FORMS.items():
        golden_of(each).write_bytes(parts_of(make()))
