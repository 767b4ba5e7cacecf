"""Replacing a file in one step, and telling encodings apart."""

from __future__ import annotations

import errno
import os
import resource
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from qda.errors import BadFile, ExitCode
from qda.formats.files import (
    TEMPORARY_SUFFIX,
    leftovers,
    read_at_most,
    read_text_file,
    write_atomically,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD, NEW = b"det gamle\n", b"det nye\n"


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "rapport.html"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def file_limit() -> Iterator[None]:
    """No file may grow beyond 4 kB, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def nobody(old: Path) -> Iterator[None]:
    """Nothing in the folder may be read or written; root, who may, becomes somebody else."""
    old.chmod(0)
    old.parent.chmod(0o500)
    changed = os.geteuid() == 0
    if changed:
        os.seteuid(65534)
    yield
    if changed:
        os.seteuid(0)
    old.parent.chmod(0o700)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.usefixtures("open_umask")
def test_a_new_file_is_private_whatever_the_umask_says(tmp_path: Path) -> None:
    path = tmp_path / "ny.txt"
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert mode_of(path) == 0o600


def test_a_mode_can_be_asked_for_against_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "ny.txt"
    write_atomically(path, NEW, mode=0o666)
    assert mode_of(path) == 0o666


def test_the_old_file_is_replaced_and_nothing_else_is_left(old: Path) -> None:
    write_atomically(old, NEW)
    assert old.read_bytes() == NEW
    assert names_in(old.parent) == ["rapport.html"]


def test_the_file_that_a_link_names_is_replaced_and_the_link_stays(old: Path) -> None:
    link = old.with_name("genvej")
    link.symlink_to(old.name)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert old.read_bytes() == NEW


def test_a_name_of_the_greatest_length_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("å" * 125 + ".html")
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_an_interrupted_write_leaves_the_old_file_and_no_temporary_one(
    old: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    interruption: type[BaseException],
) -> None:
    def interrupt(*_arguments: object, **_more: object) -> None:
        raise interruption

    monkeypatch.setattr(os, step, interrupt)
    with pytest.raises(interruption):
        write_atomically(old, NEW)
    assert old.read_bytes() == OLD
    assert names_in(old.parent) == ["rapport.html"]


def test_a_killed_write_leaves_the_old_file_and_a_name_that_tells(old: Path) -> None:
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from qda.formats.files import write_atomically\n"
        "os.replace = lambda *a: os.kill(os.getpid(), signal.SIGKILL)\n"
        "write_atomically(Path(sys.argv[1]), b'det nye')\n"
    )
    done = subprocess.run([sys.executable, "-c", program, old], check=False)
    assert done.returncode == -9
    assert old.read_bytes() == OLD
    (left,) = [name for name in names_in(old.parent) if name != "rapport.html"]
    assert left.startswith(".rapport.html-")
    assert left.endswith(TEMPORARY_SUFFIX)
    assert mode_of(old.parent / left) == 0o600


def test_the_next_write_sweeps_up_what_a_crash_left_long_ago(old: Path) -> None:
    folder = old.parent
    long_ago, just_now = folder / ".a.xlsx-0123abcd.qda-tmp", folder / ".b-0123abcd.qda-tmp"
    others = [folder / name for name in (".a.xlsx-0123abcd.tmp", "x-0123abcd.qda-tmp", ".qda-tmp")]
    for path in (long_ago, just_now, *others):
        path.write_bytes(b"halv")
    for path in (long_ago, *others):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert leftovers(folder) == [long_ago]
    write_atomically(folder / "ny.txt", NEW)
    kept = {"ny.txt", old.name, just_now.name, *(path.name for path in others)}
    assert set(names_in(folder)) == kept


@pytest.mark.usefixtures("file_limit")
def test_a_full_disk_leaves_the_old_file_and_says_so(old: Path) -> None:
    with pytest.raises(BadFile) as caught:
        write_atomically(old, b"x" * 100_000)
    assert caught.value.message == '"rapport.html" was not written: the disk is full.'
    assert caught.value.hint == "Make room on the disk and try again."
    assert old.read_bytes() == OLD
    assert names_in(old.parent) == ["rapport.html"]


def test_a_read_only_folder_leaves_the_old_file_and_says_so(old: Path, nobody: None) -> None:
    folder = old.parent
    with pytest.raises(BadFile) as caught:
        write_atomically(folder / "ny.txt", NEW)
    assert caught.value.message == '"ny.txt" was not written: its folder is read-only.'
    assert caught.value.hint == "Choose another folder, or change its permissions."


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EFBIG, "the disk is full"),
        (errno.EACCES, "its folder is read-only"),
        (errno.EPERM, "its folder is read-only"),
        (errno.EROFS, "its folder is read-only"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_each_error_of_the_system_is_told_in_plain_words(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number), str(old))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(BadFile) as caught:
        write_atomically(old, NEW)
    assert caught.value.message == f'"rapport.html" was not written: {reason}.'
    assert caught.value.exit_code == ExitCode.UNUSABLE
    assert old.read_bytes() == OLD
    assert names_in(old.parent) == ["rapport.html"]


def failing_folder_sync(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_drive_that_cannot_flush_folders_is_no_error(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_folder_sync(errno.EINVAL, monkeypatch)
    write_atomically(old, NEW)
    assert old.read_bytes() == NEW


def test_a_folder_that_fails_to_reach_the_disk_is_an_error(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_folder_sync(errno.EIO, monkeypatch)
    with pytest.raises(BadFile, match="Input/output error"):
        write_atomically(old, NEW)


def test_the_file_and_its_folder_reach_the_disk_before_and_after_the_renaming(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, rename = os.fsync, os.replace

    def noting_fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("folder" if is_folder else f"file of {os.fstat(descriptor).st_size} bytes")
        fsync(descriptor)

    def noting_rename(source: str, target: str) -> None:
        steps.append("rename")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(os, "replace", noting_rename)
    write_atomically(old, NEW)
    assert steps == ["file of 8 bytes", "rename", "folder"]


def test_writing_leaves_no_file_open(old: Path) -> None:
    write_atomically(old, NEW)
    before = os.listdir("/dev/fd")
    write_atomically(old, OLD)
    assert len(before) > 2
    assert os.listdir("/dev/fd") == before


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        write_atomically(tmp_path / "findes ikke" / "ny.txt", NEW)
    assert caught.value.message == '"ny.txt" was not written: its folder is missing.'


def test_a_folder_cannot_be_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "mappe").mkdir()
    with pytest.raises(BadFile) as caught:
        write_atomically(tmp_path / "mappe", NEW)
    assert caught.value.message == '"mappe" was not written: it is a folder.'
    assert names_in(tmp_path) == ["mappe"]


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        (b"", "", "UTF-8"),
        ("Blåbær\r\n".encode(), "Blåbær\r\n", "UTF-8"),
        (b"\xef\xbb\xbfBl\xc3\xa5", "Blå", "UTF-8 with BOM"),
        (b"\xff\xfeB\x00l\x00\xe5\x00", "Blå", "UTF-16"),
        (b"\xfe\xff\x00B\x00l\x00\xe5", "Blå", "UTF-16"),
        (b"Bl\xe5b\xe6r \x96 \x93ja\x94 \x80", "Blåbær – “ja” €", "Windows-1252"),
        (b"et NUL-tegn \x00 for sig", "et NUL-tegn \x00 for sig", "UTF-8"),
    ],
)
def test_the_encoding_of_a_text_is_told(
    tmp_path: Path, raw: bytes, text: str, encoding: str
) -> None:
    path = tmp_path / "noter.txt"
    path.write_bytes(raw)
    assert read_text_file(path, 100) == (text, encoding)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xe5 og \x81",
        b"\xe5 og \x8d",
        b"\xe5 og \x8f",
        b"\xe5 og \x90",
        b"\xe5 og \x9d",
        b"\xef\xbb\xbf\xe5",
        b"\xff\xfeB",
        b"\xff\xfe\x00\xd8",
        b"\xff\xfe\x00\x00B\x00\x00\x00",
        b"\x00\x00\xfe\xff\x00\x00\x00B",
        b"u\x00t\x00e\x00n\x00",
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "noter.txt"
    path.write_bytes(raw)
    with pytest.raises(BadFile) as caught:
        read_text_file(path, 100)
    assert caught.value.message == ('"noter.txt" is not a text file in an encoding that qda knows.')
    assert caught.value.hint == "Save it as UTF-8 text and try again."


def test_a_file_at_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "noter.txt"
    path.write_bytes(b"x" * 10)
    assert read_text_file(path, 10) == ("x" * 10, "UTF-8")
    with pytest.raises(BadFile) as caught:
        read_text_file(path, 9)
    assert caught.value.message == '"noter.txt" is larger than 9 bytes, the most that is read.'


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        read_text_file(tmp_path / "væk.txt", 10)
    assert caught.value.message == 'There is no file "væk.txt".'


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        read_text_file(tmp_path, 10)
    assert caught.value.message == f'"{tmp_path.name}" is a folder, not a file.'


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rør")
    with pytest.raises(BadFile) as caught:
        read_at_most(tmp_path / "rør", 10)
    assert caught.value.message == '"rør" is not an ordinary file.'


def test_a_file_that_may_not_be_read_is_told(old: Path, nobody: None) -> None:
    with pytest.raises(BadFile) as caught:
        read_at_most(old, 10)
    assert caught.value.message == '"rapport.html" may not be read.'
    assert caught.value.hint == "Look at the permissions of the file and its folder."


def test_another_error_while_reading_is_told_without_the_folder(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(old))

    monkeypatch.setattr(type(old), "open", fail)
    with pytest.raises(BadFile) as caught:
        read_at_most(old, 10)
    assert caught.value.message == '"rapport.html" cannot be read: Input/output error.'


def test_no_more_than_asked_for_is_read(old: Path) -> None:
    assert read_at_most(old, 3) == b"det"


def test_a_file_name_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        read_at_most(tmp_path / "a\x1b[2J.txt", 3)
    assert caught.value.message == 'There is no file "a␛[2J.txt".'
