"""LibreOffice, where it is installed: it lays a document out, so that its pages can be measured.

The document is untrusted. It is copied under a neutral name into a private folder that is removed
afterwards, opened with a profile of its own in which macros never run, links are not followed and
every connection is sent nowhere, and given up after a time.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from qda.errors import BadFile
from qda.formats.files import read_at_most
from qda.formats.sniff import shown_name
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 120
"""A transcript takes two or three seconds; a book of 900 pages half a minute."""
_SECONDS_TO_START = 60
_MOST_BYTES = 100_000_000
_ENDINGS = frozenset({".docx", ".docm", ".dotx", ".odt", ".ott", ".rtf", ".doc"})
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_VERSION = re.compile(r"LibreOffice\w*\s+(\d+(?:\.\d+){1,3})")

_NOWHERE = "127.0.0.1"
_SETTINGS = {
    "Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "Office.Writer/Content/Update": {"Link": "2"},
    "Office.Calc/Content/Update": {"Link": "2"},
    "Inet/Settings": {
        "ooInetProxyType": "1",
        "ooInetNoProxy": "",
        "ooInetHTTPProxyName": _NOWHERE,
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": _NOWHERE,
        "ooInetHTTPSProxyPort": "9",
        "ooInetFTPProxyName": _NOWHERE,
        "ooInetFTPProxyPort": "9",
    },
}
"""By path and name in LibreOffice's own schema (`main.xcd`): macros off, links never updated,
pictures from elsewhere not fetched, and a proxy that answers nothing (port 9 is `discard`)."""


@dataclass(frozen=True, slots=True)
class Office:
    """An installed LibreOffice."""

    program: str
    """Path of the program."""
    name: str
    """`LibreOffice 7.4.7.2`; stored with what it measured."""


@lru_cache(maxsize=1)
def installed() -> Office | None:
    """The LibreOffice of this computer, or None."""
    on_path = (
        [] if sys.platform == "win32" else [shutil.which("soffice"), shutil.which("libreoffice")]
    )
    for program in [*filter(None, on_path), *(place for place in _PLACES if Path(place).is_file())]:
        with TemporaryDirectory(prefix="qda-") as folder:
            try:
                told = _run(
                    [program, _profile(Path(folder)), "--version"], folder, _SECONDS_TO_START
                )
            except (OSError, subprocess.SubprocessError):
                continue
        found = _VERSION.search(told)
        if found:
            return Office(program, f"LibreOffice {found[1]}")
    return None


def can_lay_out(path: Path) -> bool:
    """Whether a file has a form whose pages LibreOffice can measure."""
    return path.suffix.casefold() in _ENDINGS


def printed_by(office: Office, path: Path) -> bytes:
    """A document as PDF.

    Args:
        office: The program that lays it out.
        path: The document; only a copy of it is opened.

    Raises:
        BadFile: It cannot be read, or LibreOffice makes no PDF of it in time.
    """
    contents = read_at_most(path, _MOST_BYTES)
    with TemporaryDirectory(prefix="qda-") as name:
        folder = Path(name)
        copy = folder / f"document{path.suffix.casefold()}"
        copy.write_bytes(contents)
        order = [office.program, _profile(folder), "--headless", "--norestore", "--nologo",
                 "--nolockcheck", "--nodefault", "--convert-to", "pdf:writer_pdf_Export",
                 "--outdir", str(folder / "out"), str(copy)]  # fmt: skip
        try:
            _run(order, name, _SECONDS)
            return read_at_most(folder / "out" / "document.pdf", _MOST_BYTES)
        except subprocess.TimeoutExpired as error:
            raise _failed(
                path, _("{office} was given up after {seconds} seconds.").format(
                    office=office.name, seconds=_SECONDS
                )
            ) from error  # fmt: skip
        except (OSError, subprocess.SubprocessError, BadFile) as error:
            raise _failed(
                path, _("{office} made no PDF of it.").format(office=office.name)
            ) from error


def _failed(path: Path, why: str) -> BadFile:
    return BadFile(
        _('The pages of "{name}" could not be measured.').format(name=shown_name(path)),
        why + " " + _("Save the file as PDF yourself and use `qda pages --pdf`."),
    )


def _profile(folder: Path) -> str:
    """Write a profile with the settings above; the option that names it."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        "utf-8",
    )
    return f"-env:UserInstallation={(folder / 'profile').as_uri()}"


def _run(order: Sequence[str], folder: str, limit: float) -> str:
    """Run a program with all that it starts, and end all of it after a time; what it wrote.

    Raises:
        TimeoutExpired: It took too long.
        CalledProcessError: It said that it failed.
        OSError: It could not be started.
    """
    away = f"http://{_NOWHERE}:9"
    own = {"HOME": folder, "TMPDIR": folder, "TMP": folder, "TEMP": folder, "LC_ALL": "C.UTF-8",
           "http_proxy": away, "https_proxy": away, "ftp_proxy": away, "no_proxy": "",
           "SAL_USE_VCLPLUGIN": "svp"}  # fmt: skip
    with subprocess.Popen(
        list(order),
        cwd=folder,
        env={**os.environ, **own},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
        errors="replace",
    ) as process:
        try:
            told, _unused = process.communicate(timeout=limit)
        except BaseException:
            _end(process)
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, order[0])
    return told


def _end(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    try:
        # soffice is a script that starts another program: end both.
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()
