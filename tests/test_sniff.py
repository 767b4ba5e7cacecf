"""What a file is by its first bytes, and what is said about files that cannot be opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qda.errors import BadFile
from qda.formats.sniff import FileKind, check_path, is_lock_file, sniff

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def ole(*streams: str) -> bytes:
    """The head of a container whose list of streams is in its second sector."""
    head = bytearray(512)
    head[:8] = OLE
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = (1).to_bytes(4, "little")
    return bytes(head) + bytes(512) + b"".join(
        name.encode("utf-16-le").ljust(128, b"\0") for name in streams
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\3\4....", FileKind.ZIP),
        (b"PK\5\6....", FileKind.ZIP),
        (b"PK\3\4".ljust(30, b"\0") + b"mimetypeapplication/vnd.oasis.opendocument.text",
         FileKind.OPENDOCUMENT),
        (ole("Root Entry", "EncryptedPackage"), FileKind.ENCRYPTED_OFFICE),
        (ole("Root Entry", "ENCRYPTIONINFO"), FileKind.ENCRYPTED_OFFICE),
        (ole("Root Entry", "WordDocument"), FileKind.OLD_WORD),
        (ole("Root Entry", "Workbook"), FileKind.OLE),
        (OLE, FileKind.OLE),
        (OLE + b"\xff" * 500, FileKind.OLE),
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"\n\n%PDF-1.4", FileKind.PDF),
        (rb"{\rtf1\ansi hej}", FileKind.RTF),
        (b"<!DOCTYPE html><p>hej", FileKind.HTML),
        (b"\xef\xbb\xbf  <HTML><body>", FileKind.HTML),
        ("<html>".encode("utf-16"), FileKind.HTML),
        (b"<?xml version='1.0'?><html>", FileKind.HTML),
        (b"<?xml version='1.0'?><w:wordDocument/>", FileKind.XML),
        ("I: Går det godt?\n".encode(), FileKind.TEXT),
        ("I: Går det godt?\r\n".encode("cp1252"), FileKind.TEXT),
        ("I: Går det godt?".encode("utf-16"), FileKind.TEXT),
        (b"<3 siger hun", FileKind.TEXT),
        (b"\x89PNG\r\n\x1a\n\0\0", FileKind.UNKNOWN),
        (b"\0\0\0", FileKind.UNKNOWN),
    ],
)  # fmt: skip
def test_a_file_is_what_its_first_bytes_say(tmp_path: Path, content: bytes, kind: FileKind) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert sniff(path) is kind


def test_a_missing_file_is_named_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        sniff(tmp_path / "gone.docx")
    assert caught.value.message == 'There is no file "gone.docx".'
    assert caught.value.hint


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(BadFile, match=r'^"a.docx" is a folder, not a file.$'):
        check_path(tmp_path / "a.docx")


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "a.docx").touch()
    with pytest.raises(BadFile, match=r'^The file "a.docx" is empty.$'):
        check_path(tmp_path / "a.docx")


def test_a_lock_file_of_word_is_known_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "~$lag 6.docx"
    path.write_bytes(b"x")
    assert is_lock_file(path)
    with pytest.raises(BadFile, match="is a lock file of Word, not a document"):
        check_path(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.docx")
    with pytest.raises(BadFile, match="is a device or a pipe"):
        sniff(tmp_path / "a.docx")


def test_a_name_that_no_system_takes_is_refused() -> None:
    with pytest.raises(BadFile, match="cannot be opened"):
        sniff(Path("a\0.docx"))


def test_a_name_cannot_send_signs_to_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        sniff(tmp_path / "\x1b[31mrød\nlinje.docx")
    assert caught.value.message == 'There is no file "␛[31mrød linje.docx".'


def test_the_size_of_a_file_comes_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"hej")
    assert check_path(tmp_path / "a.txt") == 3
