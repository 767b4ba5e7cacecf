"""A PDF by its text layer, read under limits on size, pages, time and memory.

Reading happens in a process of its own (`pdf_worker`), since a hostile file can keep any reader
busy; nothing in the file is run or fetched.
"""

from __future__ import annotations

import itertools
import json
import statistics
import subprocess
import sys
from typing import TYPE_CHECKING

from qda.domain.text import canonical
from qda.errors import BadFile
from qda.formats.sniff import check_path, shown_name
from qda.formats.thesis_edges import Line
from qda.formats.thesis_lines import ligatures_apart
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qda.formats.pdf_worker import Piece

MOST_BYTES = 100_000_000
MOST_SECONDS = 90
"""Ten times what a thesis of 150 pages takes on a slow machine."""
FEWEST_LETTERS = 100
"""Letters of a page, on average; a scanned page has none."""


def read_pdf(path: Path, seconds: float = MOST_SECONDS) -> list[list[Line]]:
    """The lines of a PDF by page.

    Args:
        path: The file.
        seconds: How long reading may take.

    Raises:
        BadFile: scanned, encrypted, damaged, too large, or too slow.
    """
    name = shown_name(path)
    if check_path(path) > MOST_BYTES:
        raise _too_large(name)
    command = [sys.executable, "-X", "utf8", "-m", "qda.formats.pdf_worker", str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
        result = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise _too_large(name) from error
    except ValueError as error:
        raise _damaged(name) from error
    if result.get("error") == "large":
        raise _too_large(name)
    if result.get("error") == "encrypted":
        raise BadFile(
            _('The file "{name}" is protected by a password.').format(name=name),
            _("Save it without a password, or use the document that the PDF was made from."),
        )
    if "pages" not in result:
        raise _damaged(name)
    return _lines(name, result["pages"])


def _lines(name: str, pages: list[list[Piece]]) -> list[list[Line]]:
    letters = sum(sum(map(str.isalpha, line[4])) for lines in pages for line in lines)
    if letters < FEWEST_LETTERS * max(1, len(pages)) and letters < 20 * FEWEST_LETTERS:
        raise BadFile(
            _('The file "{name}" holds pictures of pages, no text: it was scanned.').format(
                name=name
            ),
            _(
                "Use the document that it was made from, or let a program for text recognition"
                " (OCR) add a text layer."
            ),
        )
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
        yield Line(
            plain, indent, 0 < size < 0.92 * body, slanted, size > 1.12 * body and len(plain) < 120
        )


def _too_large(name: str) -> BadFile:
    return BadFile(
        _('The file "{name}" is too large, or made so that reading it never ends.').format(
            name=name
        ),
        _("Use the document that the PDF was made from."),
    )


def _damaged(name: str) -> BadFile:
    return BadFile(
        _('The file "{name}" is damaged and cannot be read as a PDF.').format(name=name),
        _("Fetch it again, or use the document that the PDF was made from."),
    )
