"""Text files: the encoding is found and said, every character is read, and hostile ones refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.documents import PageSource, Skipped
from qda.domain.text import canonical
from qda.errors import BadFile
from qda.formats import plaintext
from qda.formats.plaintext import read_plain, read_text
from qda.formats.reading import read_document
from qda.formats.word_report import Left, Report

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.documents import Document

WORDS = "I: Hvad med gården på Ærø?\nIP: Jo, bølgerne æder af den.\n"


def document(folder: Path, raw: bytes, name: str = "samtale.txt") -> Document:
    path = folder / name
    path.write_bytes(raw)
    return read_document(path)


def refusal(folder: Path, raw: bytes, name: str = "samtale.txt") -> str:
    with pytest.raises(BadFile) as caught:
        document(folder, raw, name)
    assert caught.value.hint
    assert f'"{name}"' in caught.value.message
    return caught.value.message


@pytest.mark.parametrize(
    ("raw", "encoding", "notes"),
    [
        (WORDS.encode(), "UTF-8", {}),
        (WORDS.encode("utf-8-sig"), "UTF-8 with BOM", {}),
        (WORDS.encode("utf-16"), "UTF-16", {}),
        (WORDS.encode("utf-16-le"), "UTF-16", {"guessed encoding": 1}),
        (WORDS.encode("utf-16-be"), "UTF-16", {"guessed encoding": 1}),
        (WORDS.encode("cp1252"), "Windows-1252", {"guessed encoding": 1}),
        (WORDS.encode("mac_roman"), "Mac Roman", {"guessed encoding": 1}),
        (WORDS.encode("cp850"), "DOS 850", {"guessed encoding": 1}),
    ],
)
def test_the_encoding_is_found_and_said(
    tmp_path: Path, raw: bytes, encoding: str, notes: dict[str, int]
) -> None:
    read = document(tmp_path, raw)
    assert read.text == WORDS.removesuffix("\n")
    assert (read.form, read.encoding, dict(read.notes)) == ("text", encoding, notes)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_line_is_a_paragraph_whatever_ends_it(tmp_path: Path, end: str) -> None:
    read = document(tmp_path, f"I: Nå?{end}{end}IP: Ja.{end}".encode())
    assert [paragraph.text for paragraph in read.paragraphs] == ["I: Nå?", "", "IP: Ja."]


@pytest.mark.parametrize(
    ("text", "starts", "source"),
    [
        ("en\fto", [(), (0,)], PageSource.HARD_BREAKS),
        ("en\n\fto\f", [(), (), (0,)], PageSource.HARD_BREAKS),
        ("en\f\fto", [(), (), (0, 0)], PageSource.HARD_BREAKS),
        ("en\r\nto\ftre", [(), (), (0,)], PageSource.HARD_BREAKS),
        ("en\nto", [(), ()], PageSource.UNKNOWN),
        ("en\f", [()], PageSource.UNKNOWN),
    ],
)
def test_a_form_feed_begins_a_page(
    tmp_path: Path, text: str, starts: list[tuple[int, ...]], source: PageSource
) -> None:
    read = document(tmp_path, text.encode())
    assert [paragraph.page_starts for paragraph in read.paragraphs] == starts
    assert read.page_source is source


@given(st.text(alphabet=st.sampled_from("aåe\u0301 :\t\n\r\f\x00\x07\u00ad\u2028🙂"), min_size=1))
def test_the_text_is_the_canonical_text_of_the_file(text: str) -> None:
    raw, removed = canonical(text)
    report = Report()
    for kind, count in removed.items():
        report.leave(Left(kind), count, count)
    read = read_plain(plaintext.TextFile("a.txt", text, raw, "UTF-8", report))
    assert read.text == raw.removesuffix("\n")
    assert {kind: piece.characters for kind, piece in read.skipped.items()} == removed


def test_a_stray_nul_is_left_out_and_counted(tmp_path: Path) -> None:
    read = document(tmp_path, b"I: " + b"Hvad siger du til det? " * 20 + b"\0\n")
    assert read.text.endswith("det? ")
    assert read.skipped == {"control character": Skipped(1, 1)}


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"ord" + bytes(2000),
        b"SQLite format 3\0" + bytes(40) + b"ord" * 20,
    ],
    ids=["every byte", "picture", "zeros", "database"],
)
def test_a_binary_file_called_text_is_refused(tmp_path: Path, raw: bytes) -> None:
    assert "neither a document nor a text" in refusal(tmp_path, raw)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"bl\xc3\xa5b\xc3\xa6r og gr\xf8d", 15),
        ("Så gik vi hjem på".encode()[:-1], 18),
        (b"\xff\xfeB", 3),
        (b"\xef\xbb\xbf\xe5", 1),
    ],
    ids=["one letter in another encoding", "cut in a letter", "cut UTF-16", "false mark"],
)
def test_a_text_with_damaged_letters_is_refused(tmp_path: Path, raw: bytes, place: int) -> None:
    message = refusal(tmp_path, raw)
    assert message == f'The file "samtale.txt" is damaged: byte {place} fits no encoding of text.'


@pytest.mark.parametrize(
    "raw",
    [b"x" * 50_000_000, b"ord " * 1_100_000, b"\n" * 250_000, b"e" + "\u0301".encode() * 300_000],
    ids=["50 MB", "too many characters", "too many lines", "accents"],
)
def test_a_text_beyond_measure_is_refused(tmp_path: Path, raw: bytes) -> None:
    assert "too large" in refusal(tmp_path, raw)


def test_a_text_of_one_huge_line_is_read(tmp_path: Path) -> None:
    read = document(tmp_path, b"I: " + b"ja og nej " * 200_000)
    assert len(read.paragraphs) == 1
    assert len(read.text) == 2_000_003


@pytest.mark.parametrize("ending", [".docx", ".DOCM", ".doc", ".odt", ".rtf", ".pdf"])
def test_plain_text_under_the_ending_of_a_document_is_refused(tmp_path: Path, ending: str) -> None:
    assert "is plain text" in refusal(tmp_path, b"<!-- not found -->\n", f"samtale{ending}")


def test_an_unknown_ending_is_read_by_its_contents(tmp_path: Path) -> None:
    assert document(tmp_path, b"I: hej\n", "samtale.trs").text == "I: hej"


def test_a_limit_counts_bytes_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plaintext, "MOST_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(BadFile, match="too large"):
        read_text(tmp_path / "a.txt")
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    assert read_text(tmp_path / "a.txt").text == "x" * 10
