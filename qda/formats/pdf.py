"""The lines of each page of a PDF.

A PDF is untrusted and the library that reads it is large, so it is read in a process of its own,
with limits on time and memory: what goes wrong there is one message here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from qda.errors import BadFile
from qda.formats.files import read_at_most
from qda.formats.sniff import shown_name
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PdfReader

MOST_BYTES = 100_000_000
_MOST_PAGES = 5_000
_MOST_LINES = 300_000
_SECONDS = 60
_MEMORY = 1_500_000_000
_LOCKED, _TOO_LARGE = 4, 5
"""Exit codes of the process that reads."""


def read_pdf(path: Path) -> list[list[str]]:
    """The lines of each page of a PDF file.

    Raises:
        BadFile: It cannot be read, holds no text, is locked or too large.
    """
    return printed_lines(read_at_most(path, MOST_BYTES + 1), shown_name(path))


def printed_lines(contents: bytes, name: str) -> list[list[str]]:
    """The lines of each page of a PDF.

    Args:
        contents: The PDF.
        name: What it is called in messages.

    Raises:
        BadFile: It cannot be read, holds no text, is locked or too large.
    """
    if not contents[:1024].lstrip().startswith(b"%PDF"):
        raise BadFile(_('The file "{name}" is not a PDF.').format(name=name))
    if len(contents) > MOST_BYTES:
        raise _too_large(name)
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "qda.formats.pdf"],
            input=contents,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large(name) from error
    if done.returncode == _LOCKED:
        raise BadFile(
            _('The PDF "{name}" is protected by a password.').format(name=name),
            _("Save a copy without a password and name that."),
        )
    if done.returncode == _TOO_LARGE:
        raise _too_large(name)
    if done.returncode:
        raise BadFile(
            _('The PDF "{name}" is damaged.').format(name=name),
            _("Fetch it again, or save it as PDF once more."),
        )
    pages: list[list[str]] = json.loads(done.stdout)
    if not any(pages):
        raise BadFile(
            _('The PDF "{name}" holds no text, only pictures of pages.').format(name=name),
            _("Save it as PDF from the program that wrote it, not from a scanner."),
        )
    return pages


def _too_large(name: str) -> BadFile:
    return BadFile(
        _('The PDF "{name}" is too large to be a transcript.').format(name=name),
        _("Give each interview a file of its own."),
    )


def _lines_of(reader: PdfReader) -> list[list[str]]:
    found: list[list[str]] = []
    count = 0
    for page in reader.pages:
        lines = [line.strip() for line in page.extract_text().splitlines()]
        found.append([line for line in lines if line])
        count += len(found[-1])
        if count > _MOST_LINES:
            raise SystemExit(_TOO_LARGE)
    return found


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    if sys.platform != "darwin":  # which refuses it
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _read_here() -> None:
    """The process that reads: a PDF on stdin, its lines as JSON on stdout."""
    from io import BytesIO

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

    _limit()
    try:
        reader = PdfReader(BytesIO(sys.stdin.buffer.read()))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SystemExit(_LOCKED)
        if len(reader.pages) > _MOST_PAGES:
            raise SystemExit(_TOO_LARGE)
        found = _lines_of(reader)
    except (DependencyError, FileNotDecryptedError, WrongPasswordError) as error:
        raise SystemExit(_LOCKED) from error
    sys.stdout.buffer.write(json.dumps(found).encode("ascii"))


if __name__ == "__main__":
    _read_here()
