"""A thesis of 100 pages checked against eight interviews, and its references found."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.material import _RELS, _TYPES, _WORD, ROOT
from bench.measuring import median, report

PAGES = 100
WORDS = 36_000
QUOTATIONS = 150


def main() -> None:
    """Measure reading, finding, and the whole check."""
    from qda.services.demo import make_demo
    from qda.services.thesis_checking import check_thesis
    from qda.services.thesis_citing import read_citations
    from qda.storage import interviews

    with TemporaryDirectory() as folder, make_demo(Path(folder, "demo")).project as project:
        texts = {
            row.appendix: [
                segment.span.of(interviews.transcript_text(project.db, row.transcript_id))
                for segment in interviews.segments(project.db, row.transcript_id)
            ]
            for row in project.interviews()
        }
        path = Path(folder, "thesis.docx")
        long_thesis(path, texts)
        citations = read_citations(path)[1]
        assert len(citations.found) == QUOTATIONS
        report(
            f"references of {PAGES} pages, {QUOTATIONS} quotations",
            median(lambda: read_citations(path), 3),
            "s",
        )
        result = check_thesis(project, path).value
        assert len(result.quotes) == QUOTATIONS
        report(
            "the whole check against eight interviews",
            median(lambda: check_thesis(project, path), 3),
            "s",
            5,
        )


def long_thesis(path: Path, texts: dict[str, list[str]]) -> None:
    """Write a thesis of prose and quotations, every third one with cuts and changed words."""
    chance = random.Random(6)
    prose = (ROOT / "docs" / "architecture.md").read_text("utf-8").replace("`", "").split()
    paragraphs: list[str] = []
    for number in range(QUOTATIONS):
        appendix = chance.choice(sorted(texts))
        words = " ".join(max(chance.sample(texts[appendix], 8), key=len).split()[:60]).split(" ")
        if number % 3 == 1:
            words[len(words) // 2 : len(words) // 2 + 3] = ["[...]"]
        if number % 3 == 2:
            words[len(words) // 3] = "noget"
        start = chance.randrange(len(prose) - 240)
        filling = " ".join(prose[start : start + WORDS // QUOTATIONS - len(words)])
        paragraphs.append(f"{filling} Hun siger: ”{' '.join(words)}” ({appendix}:2).")
    body = "".join(
        "<w:p><w:r><w:t>"
        + paragraph.replace("&", "&amp;").replace("<", "&lt;")
        + "</w:t></w:r></w:p>"
        for paragraph in paragraphs
    )
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("word/document.xml", document)
