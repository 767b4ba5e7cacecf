"""Zip archives are opened with limits; nothing is unpacked to disk."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from qda.errors import BadFile
from qda.formats import archive as limits
from qda.formats.archive import Archive, check_archive
from tests.word_files import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def noise(size: int) -> bytes:
    return random.Random(4).randbytes(size)


def two_of_a_name(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", "det ene")
        made.writestr("word/DOCUMENT.xml", "det andet")


def second_name(path: Path) -> None:
    """A member with another name in an extra field, as some readers prefer."""
    other = b"word/other.xml"
    check = struct.pack("<L", zlib.crc32(b"a.xml"))
    with zipfile.ZipFile(path, "w") as made:
        entry = zipfile.ZipInfo("a.xml")
        entry.extra = struct.pack("<HHB", 0x7075, 5 + len(other), 1) + check + other
        made.writestr(entry, "x")


def encrypted(path: Path) -> None:
    write(path, {"a.xml": "x"})
    damaged = bytearray(path.read_bytes())
    damaged[damaged.find(b"PK\1\2") + 8] |= 1
    path.write_bytes(damaged)


def cut_off(path: Path) -> None:
    write(path, {"a.xml": noise(5000)})
    path.write_bytes(path.read_bytes()[:3000])


def many_members(path: Path) -> None:
    write(path, {f"{number}.xml": "" for number in range(2001)})


def long_directory(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        for number in range(40):
            entry = zipfile.ZipInfo(f"{number}.xml")
            entry.comment = b"x" * 60_000
            made.writestr(entry, "")


def bomb(path: Path) -> None:
    write(path, {"word/media/a.bin": b"\0" * 2_000_000})


def large_part(path: Path) -> None:
    write(path, {"a.xml": noise(30_000_001)}, zipfile.ZIP_STORED)


def lzma(path: Path) -> None:
    write(path, {"a.xml": "x"}, zipfile.ZIP_LZMA)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (two_of_a_name, 'The file "a.docx" holds two parts of one name; only one can be meant.'),
        (second_name, 'The file "a.docx" holds two parts of one name; only one can be meant.'),
        (encrypted, 'The file "a.docx" is an encrypted archive.'),
        (cut_off, 'The file "a.docx" is cut off or damaged.'),
        (many_members,
         'The file "a.docx" is too large, or unpacks to far more than it seems.'),
        (long_directory,
         'The file "a.docx" is too large, or unpacks to far more than it seems.'),
        (bomb, 'The file "a.docx" is too large, or unpacks to far more than it seems.'),
        (large_part, 'The file "a.docx" is too large, or unpacks to far more than it seems.'),
        (lzma, 'The file "a.docx" is packed in an unusual way and cannot be read.'),
    ],
)  # fmt: skip
def test_an_archive_that_cannot_be_trusted_is_refused(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    path = tmp_path / "a.docx"
    make(path)
    with pytest.raises(BadFile) as caught:
        check_archive(path)
    assert caught.value.message == message
    assert caught.value.hint


def test_limits_stand_where_honest_files_end() -> None:
    assert (limits.MOST_BYTES, limits.MOST_PART_BYTES) == (100_000_000, 30_000_000)
    assert (limits.MOST_MEMBERS, limits.MOST_RATIO, limits.RATIO_FROM) == (2_000, 100, 1_000_000)


def test_the_sum_of_all_members_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 5_000)
    parts = {f"{number}.bin": b"\0" * 999 for number in range(6)}
    with pytest.raises(BadFile, match="too large"):
        Archive(write(tmp_path / "a.docx", parts))


def test_the_file_itself_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.docx", {"a.bin": noise(900)}, zipfile.ZIP_STORED)
    monkeypatch.setattr(limits, "MOST_BYTES", path.stat().st_size - 1)
    with pytest.raises(BadFile, match="too large"):
        Archive(path)


def test_what_is_really_read_is_limited_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.docx", {"a.xml": noise(3_000)})
    with Archive(path) as archive:
        monkeypatch.setattr(limits, "MOST_BYTES", 2_000)
        with pytest.raises(BadFile, match="too large"):
            archive.read("a.xml")


def test_a_size_that_lies_is_damage(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", {"a.xml": "x" * 4_000})
    content = path.read_bytes()
    assert content.count(struct.pack("<L", 4_000)) == 2
    path.write_bytes(content.replace(struct.pack("<L", 4_000), struct.pack("<L", 40)))
    with Archive(path) as archive, pytest.raises(BadFile) as caught:
        archive.read("a.xml")
    assert caught.value.message == (
        'The file "a.docx" is damaged: the part "a.xml" cannot be read.'
    )


def test_bytes_that_were_changed_are_damage(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", {"a.xml": "uskadt"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"uskadt", b"skadet"))
    with Archive(path) as archive, pytest.raises(BadFile, match="is damaged"):
        archive.read("a.xml")


def test_a_missing_member_is_damage(tmp_path: Path) -> None:
    with (
        Archive(write(tmp_path / "a.docx", {"a.xml": "x"})) as archive,
        pytest.raises(BadFile, match=r'the part "b\.xml" cannot be read'),
    ):
        archive.read("b.xml")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_large_member_is_read_whole(tmp_path: Path, method: int) -> None:
    content = noise(3_000_000)
    with Archive(write(tmp_path / "a.docx", {"a.xml": content}, method)) as archive:
        assert archive.read("a.xml") == content


def test_names_are_found_whatever_their_capitals(tmp_path: Path) -> None:
    with Archive(write(tmp_path / "a.docx", {"word/Document.xml": "x", "word/": ""})) as archive:
        assert list(archive) == ["word/Document.xml"]
        assert "WORD/document.xml" in archive
        assert archive.read("word/DOCUMENT.XML") == b"x"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/evil.xml", "C:/evil.xml", "a/../../evil.xml", "a\\..\\evil.xml"]
)
def test_a_member_with_a_path_that_leads_out_is_ignored_and_counted(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with Archive(write(folder / "a.docx", {name: "x", "a.xml": "y"})) as archive:
        assert list(archive) == ["a.xml"]
        assert archive.ignored == 1
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.docx"]


def test_a_refused_archive_is_not_kept_open(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\3\4 no archive")
    with pytest.raises(BadFile):
        Archive(path)
    path.rename(tmp_path / "b.docx")
    assert (tmp_path / "b.docx").exists()
