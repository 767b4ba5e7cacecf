"""Files as bytes: reading with a limit, telling encodings apart, replacing in one step.

A file is replaced by write beside, fsync, rename, fsync of the folder: after a kill or a power
cut there is the old file or the new one, whole.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import re
import secrets
import stat
import sys
import time
from pathlib import Path

from qda.domain.text import one_line
from qda.errors import BadFile
from qda.language import gettext as _

TEMPORARY_SUFFIX = ".qda-tmp"
"""End of the name of a file that is being written; only a crash leaves one behind, until the next
write in its folder."""

_TEMPORARY = re.compile(r"\..{1,40}-[0-9a-f]{8}\.qda-tmp|.{1,90}\.db\.unfinished", re.DOTALL)
"""Names of our own unfinished files and copies of a database."""
_ABANDONED = 3600
"""Seconds after which nobody is writing a temporary file any more."""

_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
# EFBIG is the limit for one file: a quota of the account, or a stick with FAT.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# Some network drives cannot flush a folder and say so; the rename has been done by then.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def write_atomically(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file so that there is always the old or the new one, never half of one.

    A link is followed: the file that it names is replaced. A temporary file lies in the same
    folder while writing and is removed on any error.

    Raises:
        BadFile: the folder is read-only or missing, or the disk is full; the old file stays.
    """
    target = Path(os.path.realpath(path))
    # Cut, since the marks around it must not push the name over 255 bytes.
    temporary = target.with_name(f".{target.name[:40]}-{secrets.token_hex(4)}{TEMPORARY_SUFFIX}")
    try:
        try:
            _write_new(temporary, data, mode)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):  # the first error is the one to tell
                temporary.unlink()
            raise
        _sync_folder(target.parent)
        sweep(target.parent)
    except OSError as error:
        raise _not_written(path, error) from error


def leftovers(folder: Path) -> list[Path]:
    """Temporary files that a crash left in a folder; the next write there removes them.

    Those of the last hour are left out: another program may be writing one now.
    """
    found = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if age > _ABANDONED:
                    found.append(Path(entry.path))
    return sorted(found)


def sweep(folder: Path) -> None:
    """Remove what a crash left in a folder."""
    for left in leftovers(folder):
        with contextlib.suppress(OSError):  # another program may have been quicker
            left.unlink()


def read_at_most(path: Path, count: int) -> bytes:
    """The first bytes of an ordinary file, all of it where it is no longer than `count`.

    Raises:
        BadFile: missing, a folder, something else that is no ordinary file, or unreadable.
    """
    name = one_line(path.name)
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise BadFile(_('"{name}" is a folder, not a file.').format(name=name))
        if not stat.S_ISREG(kind):
            # A pipe would wait for ever, a device never end.
            raise BadFile(_('"{name}" is not an ordinary file.').format(name=name))
        with path.open("rb") as file:
            return file.read(count)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BadFile(_('There is no file "{name}".').format(name=name)) from error
    except PermissionError as error:
        raise BadFile(
            _('"{name}" may not be read.').format(name=name),
            _("Look at the permissions of the file and its folder."),
        ) from error
    except OSError as error:
        raise BadFile(
            _('"{name}" cannot be read: {reason}.').format(name=name, reason=_reason(error))
        ) from error


def read_text_file(path: Path, limit: int) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    UTF-8, UTF-8 and UTF-16 with a byte order mark, else Windows-1252. The mark is no part of
    the text; nothing else is changed.

    Args:
        path: the file.
        limit: the most bytes that are read.

    Raises:
        BadFile: as `read_at_most`, too large, or in no encoding that is known.
    """
    raw = read_at_most(path, limit + 1)
    if len(raw) > limit:
        raise BadFile(
            _('"{name}" is larger than {limit} bytes, the most that is read.').format(
                name=one_line(path.name), limit=limit
            )
        )
    try:
        return decoded(raw)
    except UnicodeDecodeError as error:
        raise BadFile(
            _('"{name}" is not a text file in an encoding that qda knows.').format(
                name=one_line(path.name)
            ),
            _("Save it as UTF-8 text and try again."),
        ) from error


def decoded(raw: bytes) -> tuple[str, str]:
    """Bytes as text, and the name of the encoding; see `read_text_file`.

    Raises:
        UnicodeDecodeError: in no encoding that is known.
    """
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnicodeDecodeError("utf-32", raw, 0, 4, "not supported")
    if raw.startswith(codecs.BOM_UTF8):
        return raw.decode("utf-8-sig"), "UTF-8 with BOM"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16"), "UTF-16"
    if raw.count(0) * 4 > len(raw):
        # Every other byte is NUL in UTF-16 without its mark; the result would be no text.
        raise UnicodeDecodeError("utf-8", raw, 0, 1, "mostly NUL")
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252"), "Windows-1252"


def _write_new(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        # Set apart from the opening, which the umask narrows.
        path.chmod(mode)
        file.write(data)
        file.flush()
        _sync(file.fileno())


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # There, fsync stops at the drive's cache.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def _not_written(path: Path, error: OSError) -> BadFile:
    name = one_line(path.name)
    if error.errno in _FULL:
        return BadFile(
            _('"{name}" was not written: the disk is full.').format(name=name),
            _("Make room on the disk and try again."),
        )
    if error.errno in _READ_ONLY:
        return BadFile(
            _('"{name}" was not written: its folder is read-only.').format(name=name),
            _("Choose another folder, or change its permissions."),
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return BadFile(_('"{name}" was not written: its folder is missing.').format(name=name))
    if isinstance(error, IsADirectoryError):
        return BadFile(_('"{name}" was not written: it is a folder.').format(name=name))
    return BadFile(
        _('"{name}" was not written: {reason}.').format(name=name, reason=_reason(error))
    )


def _reason(error: OSError) -> str:
    # Never str(error): it holds the path.
    return os.strerror(error.errno) if error.errno else type(error).__name__
