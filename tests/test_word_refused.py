"""Every bad file is refused with one sentence; there is never half a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.errors import BadFile
from qda.formats import safe_xml, word_story
from qda.formats.word import read_word
from tests.word_files import TYPES, members, para, part, relations, write

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "word/document.xml"


def refusal(path: Path) -> str:
    with pytest.raises(BadFile) as caught:
        read_word(path)
    assert caught.value.hint
    assert "\n" not in caught.value.message
    return caught.value.message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7", 'The file "a.docx" is a PDF, not a Word document.'),
        (rb"{\rtf1 hej}", 'The file "a.docx" is RTF, not a Word document.'),
        (b"<html><p>hej", 'The file "a.docx" is a web page (HTML), not a Word document.'),
        (b"<?xml version='1.0'?><a/>", 'The file "a.docx" is XML, but not a Word document.'),
        (b"I: hej\n", 'The file "a.docx" is plain text, not a Word document.'),
        (b"\0\1\2", 'The file "a.docx" is not a Word document.'),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000),
            'The file "a.docx" is protected by a password, or in an old Office format.',
        ),
        (b"PK\3\4 and no more", 'The file "a.docx" is cut off or damaged.'),
        (b"", 'The file "a.docx" is empty.'),
    ],
)
def test_what_is_no_zip_archive_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    assert refusal(tmp_path / "a.docx") == message


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        ("EncryptedPackage", 'The file "a.docx" is protected by a password.'),
        ("WordDocument", 'The file "a.docx" is in the old format .doc.'),
    ],
)
def test_an_old_container_is_told_apart(tmp_path: Path, stream: str, message: str) -> None:
    head = bytes.fromhex("d0cf11e0a1b11ae1").ljust(30, b"\0") + b"\x09"
    (tmp_path / "a.docx").write_bytes(head.ljust(512, b"\0") + stream.encode("utf-16-le"))
    assert refusal(tmp_path / "a.docx") == message


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"a.txt": "hej"}, 'The file "a.docx" is a zip archive, but not a Word document.'),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"},
            'The file "a.docx" is an OpenDocument file, not a Word document.',
        ),
        (
            {"[Content_Types].xml": TYPES, "_rels/.rels": relations(("officeDocument", "xl/b.xml")),
             "xl/b.xml": "<workbook/>"},
            'The file "a.docx" is an Office file, but not one of Word.',
        ),
        (
            {"[Content_Types].xml": TYPES, "_rels/.rels": relations(("officeDocument", MAIN))},
            'The file "a.docx" is a zip archive, but not a Word document.',
        ),
        (
            {**members(""), MAIN: "<theme/>"},
            'The file "a.docx" is a zip archive, but not a Word document.',
        ),
        (
            {MAIN: part("document", "<w:body/>"), "[Content_Types].xml": TYPES},
            'The file "a.docx" is a zip archive, but not a Word document.',
        ),
        (
            {MAIN: part("document", "<w:body/>"),
             "_rels/.rels": relations(("officeDocument", MAIN))},
            'The file "a.docx" is a zip archive, but not a Word document.',
        ),
    ],
)  # fmt: skip
def test_an_archive_without_a_main_part_of_word_is_no_document(
    tmp_path: Path, parts: dict[str, str | bytes], message: str
) -> None:
    assert refusal(write(tmp_path / "a.docx", parts)) == message


def test_a_main_part_outside_the_file_is_not_looked_for(tmp_path: Path) -> None:
    parts = {**members(""), "_rels/.rels": relations(("officeDocument", MAIN), external=True)}
    assert "not a Word document" in refusal(write(tmp_path / "a.docx", parts))


@pytest.mark.parametrize(
    ("xml", "place"),
    [
        ("<w:document>\n<w:body>", "line 1"),
        (part("document", "\n<w:body><w:p></w:body>"), "line 2, column"),
        (part("document", "<w:body>" + para("før & efter") + "</w:body>"), "line 1, column"),
        (part("document", "<w:body>" + para("a&#11;b") + "</w:body>"), "line 1, column"),
        (part("document", "<w:body>" + para("a&navn;b") + "</w:body>"), "line 1, column"),
        (part("document", "<w:body/>").encode() + b"\xff\xfe", "column"),
        (part("document", "<w:body/>").replace("UTF-8", "UTF-7"), "line 1, column 1"),
        (part("document", "<w:body/>").replace("UTF-8", "nonsense"), "line 1, column 1"),
        (part("document", "<w:body/>").encode("utf-32"), "line 1, column 1"),
        (part("document", "<w:body/>").encode("utf-32-le"), "line 1, column 1"),
        ("", "line 1, column 1"),
        ("no markup", "line 1, column 1"),
    ],
)
def test_damaged_xml_is_named_with_part_and_place(
    tmp_path: Path, xml: str | bytes, place: str
) -> None:
    message = refusal(write(tmp_path / "a.docx", {**members(""), MAIN: xml}))
    assert message.startswith(
        'The file "a.docx" is damaged: part "word/document.xml" is not proper XML ('
    )
    assert place in message
    assert "navn" not in message


@pytest.mark.parametrize("damaged", ["styles.xml", "comments.xml", "header1.xml"])
def test_a_damaged_part_beside_the_main_one_is_named(tmp_path: Path, damaged: str) -> None:
    parts = members(para("ord"), {damaged: "<w:x>"})
    assert f'part "word/{damaged}"' in refusal(write(tmp_path / "a.docx", parts))


DECLARED = '<!DOCTYPE w [<!ENTITY n "Grethe">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-16-le"])
def test_a_document_type_is_refused_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    xml = DECLARED + part("document", "<w:body>" + para("&n;") + "</w:body>").partition("?>")[2]
    path = write(tmp_path / "a.docx", {**members(""), MAIN: xml.encode(encoding)})
    message = refusal(path)
    assert message.startswith('The file "a.docx" is refused: part "word/document.xml" declares')


@pytest.mark.parametrize("name", ["styles.xml", "comments.xml"])
def test_a_document_type_is_refused_in_every_part(tmp_path: Path, name: str) -> None:
    parts = members(para("ord"), {name: DECLARED + "<x/>"})
    assert f'part "word/{name}" declares' in refusal(write(tmp_path / "a.docx", parts))


TOO_LARGE = 'The file "a.docx" is too large or too deeply nested to be a transcript.'


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    body = "<w:sdt><w:sdtContent>" * 5_000 + para("dyb") + "</w:sdtContent></w:sdt>" * 5_000
    assert refusal(write(tmp_path / "a.docx", members(body))) == TOO_LARGE


def test_nesting_that_occurs_is_read(tmp_path: Path) -> None:
    body = "<w:sdt><w:sdtContent>" * 100 + para("dyb") + "</w:sdtContent></w:sdt>" * 100
    assert read_word(write(tmp_path / "a.docx", members(body))).text == "dyb"


@pytest.mark.parametrize("inside", ["<w:x/>" * 50, '<w:x a="" b="" c="" d=""/>' * 10])
def test_markup_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    plain = write(tmp_path / "plain.docx", members(para("ord")))
    full = write(tmp_path / "a.docx", members(para("ord", inside)))
    monkeypatch.setattr(safe_xml, "MOST_MARKUP", 60)
    assert read_word(plain).text == "ord"
    assert refusal(full) == TOO_LARGE


def test_paragraphs_without_end_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_story, "MOST_PARAGRAPHS", 10)
    assert len(read_word(write(tmp_path / "b.docx", members("<w:p/>" * 10))).paragraphs) == 10
    assert refusal(write(tmp_path / "a.docx", members("<w:p/>" * 11))) == TOO_LARGE


def test_accents_without_end_are_refused(tmp_path: Path) -> None:
    body = para("e" + "\u0301\u0323" * 20, "\u0301\u0323" * 40)
    assert refusal(write(tmp_path / "a.docx", members(body))) == TOO_LARGE


def test_rows_of_signs_are_no_accents(tmp_path: Path) -> None:
    body = para("—" * 500 + "…" * 500 + "\U0001f600" * 500)
    assert len(read_word(write(tmp_path / "a.docx", members(body))).text) == 1500
