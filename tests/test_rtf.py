"""RTF: letters of every kind, what is kept apart, tables, pages, and hostile files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.documents import Cell, Document, PageSource, Skipped
from qda.domain.text import Span
from qda.errors import BadFile
from qda.formats import rtf
from qda.formats.reading import read_document

if TYPE_CHECKING:
    from pathlib import Path

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset2 Symbol;}" \
       r"{\f2\fcharset204 Kyril;}{\f3\fcharset128 Gothic;}}{\colortbl;\red1\green2\blue3;}" \
       r"{\stylesheet{\s1 heading 1;}}"  # fmt: skip


def read(folder: Path, body: str, name: str = "a.rtf") -> Document:
    (folder / name).write_bytes((HEAD + body + "}").encode("cp1252"))
    return read_document(folder / name)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Bl\'e5b\'e6rgr\'f8d p\'e5 \'c6r\'f8", "Blåbærgrød på Ærø"),
        ("blåbær", "blåbær"),
        (r"\uc1\u229?r og \u8211-ja", "år og –ja"),
        (r"\uc2\u229\'c3\'a5r", "år"),
        (r"{\uc0\u229}r", "år"),
        (r"\u-10179?\u-8704?!", "😀!"),
        (r"a\u778?b", "åb"),
        (r"{\f1 a}{\f1\u-3999?}", "αα"),
        (r"{\f2 \'e4\'e0}", "да"),
        (r"{\f3 \'82\'a0}", "あ"),
        (r"\{\\\}", r"{\}"),
        (r"en\tab to\~tre\_fire", "en\tto\u00a0tre\u2011fire"),
        (r"\ldblquote ja\rdblquote\emdash nej\endash\bullet\lquote x\rquote", "“ja”—nej–•‘x’"),
        ("en\\line to\\\ntre", "en\nto\ntre"),
        ("en\r\n to", "en to"),
        (r"{\upr{Bl?}{\*\ud{Bl\u229?}}}", "Blå"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt et link}} her", "et link her"),
        (r"\bin3 {{{ord", "ord"),
        (r"{\object{\*\objclass x}{\result tegning}}", "tegning"),
        (r"en \title to", "en to"),
        (r"\b fed\b0  og \i skr\'e5\i0", "fed og skrå"),
    ],
)
def test_letters_are_read(tmp_path: Path, body: str, text: str) -> None:
    document = read(tmp_path, body)
    assert document.text == text
    assert (document.form, document.encoding) == ("RTF", "Windows-1252")


@pytest.mark.parametrize(
    ("head", "text", "encoding"),
    [
        (r"{\rtf1\mac bl\'8c}", "blå", "Mac Roman"),
        (r"{\rtf1\pca bl\'86}", "blå", "DOS 850"),
        (r"{\rtf1\ansi\ansicpg1250 \'9aest}", "šest", "Windows-1250"),
        (r"{\rtf1\ansi\ansicpg65001 bl\'c3\'a5}", "blå", "UTF-8"),
        ("{\\rtf1\\ansi blå}", "blå", "Windows-1252"),
    ],
)
def test_the_code_page_of_the_file_holds(
    tmp_path: Path, head: str, text: str, encoding: str
) -> None:
    (tmp_path / "a.rtf").write_bytes(head.encode())
    document = read_document(tmp_path / "a.rtf")
    assert (document.text, document.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("inside", "skipped"),
    [
        (r"{\v rigtigt navn}", {"hidden text": Skipped(1, 11)}),
        (r"\v en {\b to}\v0 ", {"hidden text": Skipped(1, 4)}),
        (r"{\deleted Solvej}", {"deletion": Skipped(1, 6)}),
        (r"{\footnote\pard Se bilag}", {"footnote": Skipped(1, 7)}),
        (r"{\footnote\ftnalt slut}", {"endnote": Skipped(1, 4)}),
        (r"{\*\annotation Hvem?}", {"comment": Skipped(1, 5)}),
        (r"{\pict\pngblip 89504e470d0a}", {"picture": Skipped(1)}),
        (r"{\*\shppict{\pict 8950}}{\nonshppict{\pict 8950}}", {"picture": Skipped(1)}),
        (r"{\listtext 1.\tab}", {"automatic number": Skipped(1, 2)}),
        (r"{\field{\*\fldinst HYPERLINK}}", {"field instruction": Skipped(1, 9)}),
        (r"{\object{\*\objdata 0105}}", {"embedded object": Skipped(1)}),
        (r"{\*\ukendt data}", {"data for programs": Skipped(1, 4)}),
        (r"{\*\generator Riched20;}{\*\bkmkstart a}", {}),
        (r"{\header {\b Bilag 6}}{\footer }", {"header": Skipped(1, 6)}),
        (r"\-", {"soft hyphen": Skipped(1, 1)}),
        (r"{\field{\*\formfield{\*\ffname A}}}", {"form field": Skipped(1)}),
    ],
)
def test_what_is_kept_apart_is_counted(
    tmp_path: Path, inside: str, skipped: dict[str, Skipped]
) -> None:
    document = read(tmp_path, rf"f\'f8r{inside}efter\par")
    assert document.text == "førefter"
    assert document.skipped == skipped


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    body = r"{\*\revtbl{Unknown;}{Nanna;}}Hun hedder {\deleted Solvej}{\revised P1}."
    document = read(tmp_path, body + r"{\deleted \par}{\*\atnauthor Bo}{\info{\author Ib}} Ja.")
    assert document.text == "Hun hedder P1. Ja."
    assert document.skipped == {"deletion": Skipped(1, 6), "deleted paragraph mark": Skipped(1)}
    assert document.notes == {"insertion": 1, "author name": 3}


def test_an_unknown_sign_stands_in_the_text_and_is_counted(tmp_path: Path) -> None:
    document = read(tmp_path, r"en\'81to \u-10179?x")
    assert document.text == "en\ufffdto \ufffdx"
    assert document.skipped == {"unknown symbol": Skipped(2)}


def test_a_text_box_follows_the_paragraph_that_holds_it(tmp_path: Path) -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt i kassen\par igen\par}}{\shprslt x}}"
    document = read(tmp_path, rf"f\'f8r {box}efter\par sidst\par")
    assert [p.text for p in document.paragraphs] == ["før efter", "i kassen", "igen", "sidst"]
    assert document.notes == {"text box": 1}


def test_a_table_keeps_its_cells(tmp_path: Path) -> None:
    row = r"\trowd\cellx1\cellx2\pard\intbl {}\cell {}\cell\row "
    body = row.format("I", "Hvad?") + row.format("IP", r"Jo\par da") + r"\pard slut\par"
    document = read(tmp_path, body + row.format("I", "Igen?"))
    assert [(p.text, p.cell) for p in document.paragraphs] == [
        ("I", Cell(0, 0, 0)), ("Hvad?", Cell(0, 0, 1)), ("IP", Cell(0, 1, 0)),
        ("Jo", Cell(0, 1, 1)), ("da", Cell(0, 1, 1)), ("slut", None),
        ("I", Cell(1, 0, 0)), ("Igen?", Cell(1, 0, 1)),
    ]  # fmt: skip


def test_bold_and_headings_are_known(tmp_path: Path) -> None:
    body = r"\pard\outlinelevel1 Om g\'e5rden\par\pard{\b Ida:} nej\par\b x\plain y\par"
    document = read(tmp_path, body)
    assert [(p.text, p.heading, p.bold) for p in document.paragraphs] == [
        ("Om gården", 2, ()), ("Ida: nej", 0, (Span(0, 4),)), ("xy", 0, (Span(0, 1),)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "source", "starts"),
    [
        (r"en\par\page to\par", PageSource.HARD_BREAKS, [(), (0,)]),
        (r"en\par\pard\pagebb to\par", PageSource.HARD_BREAKS, [(), (0,)]),
        (r"en\sect\sectd to\par", PageSource.HARD_BREAKS, [(), (0,)]),
        (r"en\sect\sectd\sbknone to\par", PageSource.UNKNOWN, [(), ()]),
        (r"en\par\softpage to\par", PageSource.RENDERED, [(), (0,)]),
        (r"{\info{\nofpages7}{\nofwords2}}en\par\page to\par", PageSource.UNKNOWN, [(), ()]),
        (r"{\info{\nofpages1}{\nofwords2}}en to\par", PageSource.RENDERED, [()]),
    ],
)
def test_pages_come_from_breaks(
    tmp_path: Path, body: str, source: PageSource, starts: list[tuple[int, ...]]
) -> None:
    document = read(tmp_path, body)
    assert document.page_source is source
    assert [p.page_starts for p in document.paragraphs] == starts


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (HEAD.encode(), "cut off or damaged"),
        (HEAD.encode() + b"ord \\", "cut off or damaged"),
        (b"{\\rtf1" + b"{" * 1_200, "too large"),
        (b"{\\rtf1 " + b"ord " * 1_100_000 + b"}", "too large"),
        (b"{\\rtf1 " + b"\\b\\b0" * 800_000 + b"}", "too large"),
        (b"{\\rtf1 e" + b"\\u769?" * 300 + b"}", "too large"),
        (b"{\\rtf1 " + b"\\par" * 200_002 + b"}", "too large"),
        (b"{\\rtf1 \\bin99999999999 x}", "cut off or damaged"),
    ],
    ids=["cut", "cut in a word", "deep", "long", "words", "accents", "paragraphs", "binary"],
)
def test_a_hostile_file_is_refused_with_one_message(
    tmp_path: Path, raw: bytes, reason: str
) -> None:
    (tmp_path / "a.rtf").write_bytes(raw)
    with pytest.raises(BadFile, match=reason) as caught:
        read_document(tmp_path / "a.rtf")
    assert caught.value.hint


def test_a_file_above_the_limit_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rtf, "MOST_BYTES", 100)
    with pytest.raises(BadFile, match="too large"):
        read(tmp_path, "x" * 100)


@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.txt"])
def test_rtf_is_known_by_its_contents(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, "ord", name).form == "RTF"


def test_words_behind_the_end_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 ord}" + b"\r\n\0\0 mere\0")
    document = read_document(tmp_path / "a.rtf")
    assert document.text == "ord"
    assert document.skipped == {"data for programs": Skipped(1, 4)}


PIECES = [
    (r"ord", 3), (r"\'e6", 1), (r"\u248?", 1), (r"{\b fed}", 3), (r"{\v gemt}", 4), (r"\par ", 0),
    (r"{\footnote n\'f8d}", 3), (r"\tab ", 0), (r"{\deleted v\'e6k}", 3), (r"\line ", 0),
    (r"{\pict 8950}", 0), (r"{\*\annotation k}", 1), (r"{\*\nyt d}", 1), (r"\emdash ", 1),
    (r"\intbl x\cell ", 1), (r"\row\pard ", 0), (r"{\shptxt kasse\par}", 5), (r"\page ", 0),
    (r"\sect ", 0), (r"{\listtext 1.}", 2), (r"{\upr{a}{\*\ud b}}", 1), ("\r\n", 0),
]  # fmt: skip
"""Pieces of a file and how many characters somebody wrote in each."""


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_every_character_is_in_a_paragraph_or_in_the_report(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[str, int]]
) -> None:
    document = read(tmp_path_factory.mktemp("rtf"), "".join(piece for piece, _ in pieces))
    skipped = sum(piece.characters for piece in document.skipped.values())
    assert len("".join(document.text.split())) + skipped == sum(count for _, count in pieces)
