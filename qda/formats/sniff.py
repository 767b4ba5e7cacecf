"""What a file is by its first bytes, whatever its name says, and whether it can be opened."""

from __future__ import annotations

import re
import stat
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.text import one_line
from qda.errors import BadFile
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path


class FileKind(StrEnum):
    """The form of a file."""

    ZIP = "zip"
    """A zip archive: Word, Excel, or anything else."""
    OPENDOCUMENT = "opendocument"
    """A zip archive that says at its start that it is an OpenDocument file."""
    ENCRYPTED_OFFICE = "encrypted office"
    """An Office file with a password."""
    OLD_WORD = "old word"
    """A .doc file of Word 97–2003."""
    OLE = "ole"
    """Another file in Microsoft's old container: .xls, .msg …, or one that hides its kind."""
    PDF = "pdf"
    RTF = "rtf"
    HTML = "html"
    XML = "xml"
    TEXT = "text"
    UNKNOWN = "unknown"


_HEAD = 4096
"""Bytes that are looked at."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOCK_PREFIX = "~$"
"""Word puts a file of this name beside a document while it is open."""


def shown_name(path: Path) -> str:
    """The file's name without its folder, safe to print."""
    return one_line(path.name)


def is_lock_file(path: Path) -> bool:
    """Whether the name is that of Word's own lock file; a folder import passes over it."""
    return path.name.startswith(_LOCK_PREFIX)


def check_path(path: Path) -> int:
    """The size of a file that can be opened and is not empty.

    Raises:
        BadFile: no such file, a folder, a lock file of Word, empty, or not permitted.
    """
    name = shown_name(path)
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BadFile(
            _('There is no file "{name}".').format(name=name),
            _("Check the spelling and the folder."),
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise cannot_open(name) from error
    if stat.S_ISDIR(status.st_mode):
        raise BadFile(
            _('"{name}" is a folder, not a file.').format(name=name),
            _("Name the files in it."),
        )
    if not stat.S_ISREG(status.st_mode):
        raise BadFile(
            _('"{name}" is a device or a pipe, not a file.').format(name=name),
            _("Save the document as a file first."),
        )
    if is_lock_file(path):
        raise BadFile(
            _('"{name}" is a lock file of Word, not a document.').format(name=name),
            _("Name the document itself; Word removes the lock file when it closes the document."),
        )
    if not status.st_size:
        raise BadFile(
            _('The file "{name}" is empty.').format(name=name),
            _("Fetch it again; it may not have been downloaded completely."),
        )
    return status.st_size


def sniff(path: Path) -> FileKind:
    """The kind of a file by its content.

    Raises:
        BadFile: the file cannot be opened or is empty, see `check_path`.
    """
    size = check_path(path)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if head.startswith(_OLE):
                file.seek(min(size, _ole_directory(head)))
                return _ole_kind(file.read(_HEAD))
    except (OSError, ValueError) as error:
        raise cannot_open(shown_name(path)) from error
    return sniff_bytes(head)


def sniff_bytes(head: bytes) -> FileKind:
    """The kind of a file of which `head` is the beginning."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        opendocument = head[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument")
        return FileKind.OPENDOCUMENT if opendocument else FileKind.ZIP
    if head.startswith(_OLE):
        return FileKind.OLE
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    coding = next((code for mark, code in _BYTE_ORDER_MARKS.items() if head.startswith(mark)), "")
    plain = head.decode(coding, "replace").encode("utf-8") if coding else head
    start = plain.lstrip()
    if start.startswith(b"{\\rtf"):
        return FileKind.RTF
    if start.startswith(b"<") and _HTML.search(plain[:1024]):
        return FileKind.HTML
    if start.startswith(b"<?xml"):
        return FileKind.XML
    return FileKind.UNKNOWN if _BINARY.search(plain) else FileKind.TEXT


def _ole_directory(head: bytes) -> int:
    """Where the list of streams lies, by the header of the container."""
    shift = min(int.from_bytes(head[30:32], "little"), 20)
    sector = int.from_bytes(head[48:52], "little")
    return (sector + 1) << shift


def _ole_kind(directory: bytes) -> FileKind:
    # Stream names are UTF-16; some programs write them in capitals.
    names = directory.decode("utf-16-le", "replace").casefold()
    if "encryptedpackage" in names or "encryptioninfo" in names:
        return FileKind.ENCRYPTED_OFFICE
    return FileKind.OLD_WORD if "worddocument" in names else FileKind.OLE


def cannot_open(name: str) -> BadFile:
    """The error for a file that the system keeps shut."""
    return BadFile(
        _('The file "{name}" cannot be opened.').format(name=name),
        _("Close it in other programs and check that you may read it."),
    )
