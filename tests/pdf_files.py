"""Small PDF files for tests: lines at places on pages, written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Line = tuple[float, float, float, str]
"""Left, height from below, size, words."""


def write_pdf(path: Path, pages: Sequence[Sequence[Line]], extra: bytes = b"") -> Path:
    """A PDF with these lines; `extra` goes into its catalogue."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b" >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        drawn = b"\n".join(_drawn(line) for line in lines)
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    path.write_bytes(out + head + table + end.encode())
    return path


def _drawn(line: Line) -> bytes:
    left, height, size, words = line
    text = words.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        text = text.replace(sign, b"\\" + sign)
    return f"BT /F1 {size} Tf {left} {height} Td (".encode() + text + b") Tj ET"


def laid_out(pages: Sequence[Sequence[str]]) -> list[list[Line]]:
    """Lines from above, with a running head and the printed page number; `>` is indented."""
    made = []
    for number, lines in enumerate(pages, 40):
        page: list[Line] = [(72, 800, 9, "Havens folk")]
        for place, line in enumerate(lines):
            left = 100 if line.startswith(">") else 72
            if line:
                page.append((left, 760 - 16 * place, 11, line.lstrip("> ")))
        made.append([*page, (300, 40, 9, str(number))])
    return made


def stacked(pages: Sequence[Sequence[str]]) -> list[list[Line]]:
    """Lines from above and nothing else."""
    return [
        [(50, 800 - 14 * place, 11, line) for place, line in enumerate(lines)] for lines in pages
    ]
