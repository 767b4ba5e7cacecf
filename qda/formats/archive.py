"""Zip files opened with suspicion: Word and OpenDocument files are zip archives.

Members are read on demand and never unpacked to disk. Declared sizes are checked when the
archive is opened, real sizes while it is read, so a small file cannot fill the memory.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from qda.domain.text import one_line
from qda.errors import BadFile
from qda.formats.sniff import cannot_open, check_path, shown_name
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

# The largest values met in 148 Word files of public projects: 16.6 MB unpacked, an XML part of
# 5.3 MB (872 pages), 70 members, ratio 38 in members above 1 MB.
MOST_BYTES = 100_000_000
"""Size of the archive unpacked, and of the file itself."""
MOST_PART_BYTES = 30_000_000
"""Size of one member that is read as XML."""
MOST_MEMBERS = 2_000
MOST_RATIO = 100
"""Unpacked size over packed size, for members above `RATIO_FROM`."""
RATIO_FROM = 1_000_000

_MOST_DIRECTORY = 1 << 20
"""Bytes of the table of contents: 2,000 members with names of 400 characters."""
_PIECE = 1 << 18
"""Bytes of a member that are read at once."""
_UNICODE_PATH = 0x7075
"""Extra field that gives a member a second name."""
_STRONG_OR_PLAIN_ENCRYPTION = 0x41
_XML_ENDINGS = (".xml", ".rels")
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # NotImplementedError is one of them
    ValueError,  # UnicodeDecodeError too
    IndexError,
    OverflowError,
)
"""What zipfile raises on archives with damaged or invented structures."""


class _TooMuch(Exception):
    """The table of contents is larger than any honest one."""


class _Bounded(io.BufferedReader):
    """A file that hands out no more than `_MOST_DIRECTORY` bytes at once.

    zipfile reads the table of contents in one go, and only afterwards could its entries be
    counted; members are read in small pieces.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = _MOST_DIRECTORY + 1 if size is None or size < 0 else size
        piece = super().read(min(wanted, _MOST_DIRECTORY + 1))
        if len(piece) > _MOST_DIRECTORY:
            raise _TooMuch
        return piece


class Archive:
    """An open zip file; use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open the file and check what it declares.

        Raises:
            BadFile: missing, empty, cut off, encrypted, ambiguous, or above a limit.
        """
        self.name = shown_name(path)
        """The file's name, safe to print."""
        self.ignored = 0
        """Members with absolute names or `..` in them; they are never read."""
        self._read = 0
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._names: list[str] = []
        if check_path(path) > MOST_BYTES:
            raise self._too_large()
        try:
            self._file = _Bounded(io.FileIO(path))
        except OSError as error:
            raise cannot_open(self.name) from error
        try:
            self._zip = zipfile.ZipFile(self._file)
            self._check(self._zip.infolist())
        except _TooMuch as error:
            self._file.close()
            raise self._too_large() from error
        except BadFile:
            self._file.close()
            raise
        except _DAMAGE as error:
            self._file.close()
            raise self._damaged() from error

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._zip.close()
        self._file.close()

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.casefold() in self._members

    def __iter__(self) -> Iterator[str]:
        """The names of the members, folders left out."""
        return iter(self._names)

    def read(self, name: str) -> bytes:
        """The whole of one member; capitals in the name do not matter, as in Word.

        Raises:
            BadFile: the member is missing, damaged, or larger than `MOST_PART_BYTES`.
        """
        member = self._members.get(name.casefold())
        if member is None:
            raise self._damaged(name)
        if member.file_size > MOST_PART_BYTES:
            raise self._too_large()
        most = min(MOST_PART_BYTES, MOST_BYTES - self._read)
        try:
            with self._zip.open(member) as stream:
                content = _read_at_most(stream, most)
        except (_TooMuch, *_DAMAGE) as error:
            raise self._damaged(name) from error
        self._read += len(content)
        if len(content) > most or _swollen(len(content), member.compress_size):
            raise self._too_large()
        return content

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MOST_MEMBERS:
            raise self._too_large()
        total = 0
        for member in members:
            total += member.file_size
            if total > MOST_BYTES or _swollen(member.file_size, member.compress_size):
                raise self._too_large()
            if member.flag_bits & _STRONG_OR_PLAIN_ENCRYPTION:
                raise BadFile(
                    _('The file "{name}" is an encrypted archive.').format(name=self.name),
                    _("Decrypt it first, or ask for a copy without a password."),
                )
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise BadFile(
                    _('The file "{name}" is packed in an unusual way and cannot be read.').format(
                        name=self.name
                    ),
                    _("Open it in the program that made it and save it again."),
                )
            self._admit(member)

    def _admit(self, member: zipfile.ZipInfo) -> None:
        # Some programs write backslashes; zipfile translates them on Windows only.
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
            self.ignored += 1
            return
        if name.endswith("/"):
            return
        key = name.casefold()
        if key in self._members or _has_second_name(member):
            raise BadFile(
                _('The file "{name}" holds two parts of one name; only one can be meant.').format(
                    name=self.name
                ),
                _("Open it in the program that made it, read it through, and save it again."),
            )
        if key.endswith(_XML_ENDINGS) and member.file_size > MOST_PART_BYTES:
            raise self._too_large()
        self._members[key] = member
        self._names.append(name)

    def _too_large(self) -> BadFile:
        return BadFile(
            _('The file "{name}" is too large, or unpacks to far more than it seems.').format(
                name=self.name
            ),
            _("Copy the text into a new document without pictures and save that."),
        )

    def _damaged(self, part: str = "") -> BadFile:
        hint = _("Fetch the file again, or open it in its program and save it again.")
        if part:
            return BadFile(
                _('The file "{name}" is damaged: the part "{part}" cannot be read.').format(
                    name=self.name, part=one_line(part)
                ),
                hint,
            )
        return BadFile(
            _('The file "{name}" is cut off or damaged.').format(name=self.name),
            hint,
        )


def check_archive(path: Path) -> None:
    """Refuse a zip file that another library is about to open, by what it declares.

    Raises:
        BadFile: see `Archive`.
    """
    with Archive(path):
        pass


def _read_at_most(stream: IO[bytes], most: int) -> bytes:
    """All bytes of a member; one piece too many where it is larger than `most`."""
    pieces: list[bytes] = []
    size = 0
    while size <= most:
        piece = stream.read(_PIECE)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _swollen(size: int, packed: int) -> bool:
    return size > RATIO_FROM and size > MOST_RATIO * packed


def _has_second_name(member: zipfile.ZipInfo) -> bool:
    """Whether an extra field names the member differently, so that readers disagree."""
    extra = member.extra
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH:
            # After a version byte and a checksum comes the name in UTF-8.
            second = extra[9 : 4 + length].decode("utf-8", "replace")
            if second != member.orig_filename:
                return True
        extra = extra[4 + length :]
    return False
