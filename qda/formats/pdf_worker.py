"""Reads some pages of a PDF on stdin: `python -m qda.formats.pdf_worker SHARE SHARES`.

A PDF can keep any reader busy for ever; a process can be ended. Writes one JSON value to stdout:
`{"pages": [[[indent, height, size, italic, text], …], …]}` or `{"error": KIND}`.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from io import BytesIO
from typing import Any

MOST_PAGES = 1_500
MOST_CHARACTERS = 4_000_000
MOST_MEMORY = 1_500_000_000
"""Bytes of address space, where the system can limit it."""

Piece = tuple[float, float, float, bool, str]
"""Left and upper place in points, size of the letters, whether they slant, and the words."""


class TooLarge(Exception):
    """More pages or text than any thesis has."""


MOST_SECONDS = 90


def _limit() -> None:
    """Limit memory and time, where the system can; macOS refuses the first."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def read_pages(contents: bytes, share: int = 0, shares: int = 1) -> list[list[Piece]]:
    """The lines of pages with indent, size and slant.

    Args:
        contents: The PDF.
        share: The first page that is wanted, from 0.
        shares: Every which page is wanted.

    Raises:
        TooLarge: above a limit.
    """
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(contents), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermissionError
    if len(reader.pages) > MOST_PAGES:
        raise TooLarge
    pages = []
    total = 0
    for number in range(share, len(reader.pages), shares):
        lines = _lines(reader.pages[number])
        total += sum(len(line[4]) for line in lines)
        if total > MOST_CHARACTERS:
            raise TooLarge
        pages.append(lines)
    return pages


def _lines(page: Any) -> list[Piece]:
    pieces: list[Piece] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float | None) -> None:
        if text:
            left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            scale = abs(tm[3] * cm[3]) or 1.0
            name = str((font or {}).get("/BaseFont", "")).casefold() if font else ""
            slanted = "italic" in name or "oblique" in name
            height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            pieces.append((float(left), float(height), float(size or 0) * scale, slanted, text))

    page.extract_text(visitor_text=visit)
    lines: list[Piece] = []
    current: list[Piece] = []
    for left, height, size, slanted, text in pieces:
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append(_line(current))
                current = []
            if part:
                current.append((left, height, size, slanted, part))
    lines.append(_line(current))
    return lines


def _line(pieces: list[Piece]) -> Piece:
    text = "".join(piece[4] for piece in pieces)
    said = [piece for piece in pieces if piece[4].strip()]
    if not said:
        return 0.0, 0.0, 0.0, False, ""
    letters = sum(len(piece[4].strip()) for piece in said)
    slanted = sum(len(piece[4].strip()) for piece in said if piece[3])
    most = max(said, key=lambda piece: len(piece[4]))
    slants = slanted * 10 >= letters * 8
    return round(said[0][0], 1), round(most[1], 1), round(most[2], 1), slants, text


def main(arguments: list[str]) -> None:
    """Read stdin and write what was found."""
    logging.disable(logging.CRITICAL)
    _limit()
    result: dict[str, Any]
    try:
        result = {"pages": read_pages(sys.stdin.buffer.read(), *map(int, arguments))}
    except TooLarge:
        result = {"error": "large"}
    except MemoryError:
        result = {"error": "large"}
    except PermissionError:
        result = {"error": "encrypted"}
    except Exception as error:  # noqa: BLE001 - a damaged file can raise anything; the process ends
        name = type(error).__name__
        known = {"DependencyError": "encrypted", "FileNotDecryptedError": "encrypted",
                 "LimitReachedError": "large", "WrongPasswordError": "encrypted"}  # fmt: skip
        result = {"error": known.get(name, "damaged")}
    sys.stdout.buffer.write(json.dumps(result).encode("ascii"))


if __name__ == "__main__":
    main(sys.argv[1:])
