"""The text layer of a PDF, read under limits on size, pages, time and memory.

Reading happens in processes of their own (`pdf_worker`), since a hostile file can keep any reader
busy; each takes a share of the pages, so that a long file takes no longer than it must.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from qda.errors import BadFile
from qda.formats.files import read_at_most
from qda.formats.sniff import check_path, shown_name
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from qda.formats.pdf_worker import Piece

MOST_BYTES = 100_000_000
MOST_SECONDS = 90
"""Ten times what a thesis of 150 pages takes on a slow machine."""
MOST_PROCESSES = 4
SMALL = 150_000
"""Bytes up to which a second process costs more than it gains."""


def read_pdf(path: Path) -> list[list[str]]:
    """The printed lines of each page of a PDF file.

    Raises:
        BadFile: It cannot be read, holds no text, is locked or too large.
    """
    return printed_lines(contents_of(path), shown_name(path))


def contents_of(path: Path) -> bytes:
    """The bytes of a PDF file, unless it is too large.

    Raises:
        BadFile: It is not there or too large.
    """
    if check_path(path) > MOST_BYTES:
        raise _too_large(shown_name(path))
    return read_at_most(path, MOST_BYTES + 1)


def printed_lines(contents: bytes, name: str) -> list[list[str]]:
    """The printed lines of each page of a PDF.

    Args:
        contents: The PDF.
        name: What it is called in messages.

    Raises:
        BadFile: It cannot be read, holds no text, is locked or too large.
    """
    pages = [
        [words for line in lines if (words := line[4].strip())]
        for lines in read_pieces(contents, name)
    ]
    if not any(pages):
        raise scanned(name)
    return pages


def read_pieces(contents: bytes, name: str, seconds: float = MOST_SECONDS) -> list[list[Piece]]:
    """The lines of each page with place, size and slant.

    Args:
        contents: The PDF.
        name: What it is called in messages.
        seconds: How long reading may take.

    Raises:
        BadFile: It cannot be read, is locked, too large or too slow.
    """
    if not contents[:1024].lstrip().startswith(b"%PDF"):
        raise BadFile(_('The file "{name}" is not a PDF.').format(name=name))
    if len(contents) > MOST_BYTES:
        raise _too_large(name)
    shares = 1 if len(contents) <= SMALL else min(MOST_PROCESSES, os.cpu_count() or 1)
    with ThreadPoolExecutor(shares) as pool:
        found = list(
            pool.map(lambda share: _share(contents, name, share, shares, seconds), range(shares))
        )
    pages: list[list[Piece]] = [[] for _page in range(sum(map(len, found)))]
    for share, part in enumerate(found):
        pages[share::shares] = part
    return pages


def _share(
    contents: bytes, name: str, share: int, shares: int, seconds: float
) -> list[list[Piece]]:
    """Every so many-th page, beginning with one."""
    # Nothing that lies in the working folder may stand in for a library.
    command = [sys.executable, "-P", "-X", "utf8", "-m", "qda.formats.pdf_worker"]
    try:
        done = subprocess.run(
            [*command, str(share), str(shares)],
            input=contents,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
        result: dict[str, Any] = json.loads(done.stdout)
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
    pages: list[list[Piece]] = result["pages"]
    return pages


def scanned(name: str) -> BadFile:
    """That a PDF has no text layer."""
    return BadFile(
        _('The file "{name}" holds pictures of pages, no text: it was scanned.').format(name=name),
        _(
            "Use the document that it was made from, or let a program for text recognition (OCR)"
            " add a text layer."
        ),
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
