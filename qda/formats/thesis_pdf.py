"""The pages of a thesis as a PDF, as lines with what tells paragraphs from each other."""

from __future__ import annotations

import itertools
import re
import statistics
from typing import TYPE_CHECKING

from qda.domain.text import canonical
from qda.formats.pdf import MOST_SECONDS, contents_of, read_pieces, scanned
from qda.formats.sniff import shown_name
from qda.formats.thesis_edges import Line
from qda.formats.thesis_lines import ligatures_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qda.formats.pdf_worker import Piece

FEWEST_LETTERS = 100
"""Letters of a page, on average; a scanned page has none."""
_GLUED = re.compile(r"(\d{1,3})(?=[^\W\d_])")
_GLUED_CITATION = re.compile(r"(\d{1,3})(?=bilag|jf\.|se |ibid|interview)", re.IGNORECASE)
"""The number of a note, raised and thus without a blank behind it."""


def read_pdf(path: Path, seconds: float = MOST_SECONDS) -> list[list[Line]]:
    """The lines of a PDF by page.

    Args:
        path: The file.
        seconds: How long reading may take.

    Raises:
        BadFile: scanned, encrypted, damaged, too large, or too slow.
    """
    name = shown_name(path)
    return _lines(name, read_pieces(contents_of(path), name, seconds))


def _lines(name: str, pages: list[list[Piece]]) -> list[list[Line]]:
    letters = sum(sum(map(str.isalpha, line[4])) for lines in pages for line in lines)
    if letters < FEWEST_LETTERS * max(1, len(pages)) and letters < 20 * FEWEST_LETTERS:
        raise scanned(name)
    sizes = [line[2] for lines in pages for line in lines for _letter in line[4][::20]]
    body = statistics.median(sizes) if sizes else 0.0
    steps = [
        above[1] - below[1]
        for lines in pages
        for above, below in itertools.pairwise([line for line in lines if line[4].strip()])
        if 0 < above[1] - below[1] < 4 * body
    ]
    step = statistics.median(steps) if steps else 0.0
    return [list(_with_gaps(lines, body, step)) for lines in pages]


def _with_gaps(lines: Sequence[Piece], body: float, step: float) -> Iterator[Line]:
    """The lines of a page, with a blank one where the room between two is larger than usual."""
    above: float | None = None
    for indent, height, size, slanted, text in lines:
        plain = canonical(ligatures_apart(text))[0].strip()
        if not plain:
            continue
        if above is not None and step and above - height > 1.3 * step:
            yield Line("")
        above = height
        small = 0 < size < 0.92 * body
        glued = (_GLUED if small else _GLUED_CITATION).match(plain)
        if glued:
            plain = f"{glued[1]} {plain[glued.end() :]}"
        yield Line(plain, indent, small, slanted, size > 1.12 * body and len(plain) < 120)
