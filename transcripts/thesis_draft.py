"""The demo's thesis, a draft with faults that `qda check` finds, from `source/thesis-draft.txt`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from word_package import Look, WordFile, run, w

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SOURCE = Path(__file__).resolve().parent / "source" / "thesis-draft.txt"
NAME = "thesis-draft.docx"
_NOTE = re.compile(r"\[\^(.*?)\^\]")


def build_thesis() -> WordFile:
    """The Word file of the draft."""
    file = WordFile(Look("Calibri", 24, line=300, after=160))
    file.pages = 3  # as LibreOffice lays it out; no marks of pages, so they stay unknown
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("%"):
            file.body.append(_paragraph(file, line))
    return file


def _paragraph(file: WordFile, line: str) -> Element:
    level = len(line) - len(line.lstrip("#"))
    if level:
        style = w("pPr", w("pStyle", val="Overskrift1"), w("outlineLvl", val=str(level - 1)))
        return w("p", style, run(line.lstrip("# ")))
    if line.startswith("> "):
        apart = w("pPr", w("ind", left="567", right="567"))
        return w("p", apart, run(line[2:], w("sz", val="22")))
    pieces = _NOTE.split(line)
    runs = [
        file.footnote(piece) if number % 2 else run(piece)
        for number, piece in enumerate(pieces)
        if piece
    ]
    return w("p", None, *runs)
