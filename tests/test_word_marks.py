"""Bold, headings and pages of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.documents import PageSource
from qda.domain.text import Span, canonical
from qda.formats.word_paragraph import OpenParagraph, aligned
from tests.word_files import W, app, para, part, read, run, style, styles

if TYPE_CHECKING:
    from pathlib import Path

HARD = '<w:r><w:br w:type="page"/></w:r>'
MARK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def bold(folder: Path, body: str, *entries: str) -> list[str]:
    paragraph = read(folder, body, {"styles.xml": styles(*entries)}).paragraphs[0]
    return [span.of(paragraph.text) for span in paragraph.bold]


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        ("<w:b/>", ["IP:"]),
        ('<w:b w:val="1"/>', ["IP:"]),
        ('<w:b w:val="on"/>', ["IP:"]),
        ('<w:b w:val="0"/>', []),
        ('<w:b w:val="false"/>', []),
        ('<w:b w:val="off"/>', []),
        ("<w:rtl/><w:bCs/>", ["IP:"]),
        ('<w:cs/><w:b/><w:bCs w:val="0"/>', []),
        ("<w:bCs/>", []),
        ('<w:rStyle w:val="Strong"/>', ["IP:"]),
        ('<w:rStyle w:val="Stronger"/>', ["IP:"]),
        ('<w:rStyle w:val="Weak"/>', []),
        ('<w:rStyle w:val="Strong"/><w:b w:val="0"/>', []),
        ('<w:rStyle w:val="Missing"/>', []),
        ('<w:rStyle w:val="Circle"/>', []),
    ],
)
def test_bold_of_a_run(tmp_path: Path, properties: str, found: list[str]) -> None:
    entries = (
        style("Strong", "<w:rPr><w:b/></w:rPr>", kind="character"),
        style("Stronger", '<w:basedOn w:val="Strong"/>', kind="character"),
        style("Weak", '<w:basedOn w:val="Strong"/><w:rPr><w:b w:val="0"/></w:rPr>',
              kind="character"),
        style("Circle", '<w:basedOn w:val="Circle"/>', kind="character"),
    )  # fmt: skip
    assert bold(tmp_path, para(run("IP:", properties), " nej"), *entries) == found


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        ("", ["ord"]),
        ('<w:rStyle w:val="Strong"/>', []),
        ('<w:b w:val="0"/>', []),
    ],
)
def test_bold_of_a_paragraph_style(tmp_path: Path, runs: str, found: list[str]) -> None:
    entries = (
        style("Loud", '<w:basedOn w:val="Base"/>'),
        style("Base", "<w:rPr><w:b/></w:rPr>"),
        style("Strong", "<w:rPr><w:b/></w:rPr>", kind="character"),
    )
    body = para(run("ord", runs), properties='<w:pStyle w:val="Loud"/>')
    assert bold(tmp_path, body, *entries) == found


def test_the_default_style_holds_where_none_is_named(tmp_path: Path) -> None:
    entry = style("Normal", "<w:rPr><w:b/></w:rPr>", default=True)
    assert bold(tmp_path, para("ord"), entry) == ["ord"]


def test_bold_from_the_defaults_of_the_file(tmp_path: Path) -> None:
    entry = "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert bold(tmp_path, para("ord"), entry) == ["ord"]


def test_neighbouring_bold_runs_are_one_stretch(tmp_path: Path) -> None:
    body = para(run("Inter", "<w:b/>"), run("viewer", "<w:b/>"), run(": hej "), run("du", "<w:b/>"))
    assert bold(tmp_path, body) == ["Interviewer", "du"]


def test_bold_ends_with_its_run_even_after_a_text_box(tmp_path: Path) -> None:
    box = "<w:pict><w:txbxContent>" + para(run("boks")) + "</w:txbxContent></w:pict>"
    body = para("<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t>" + box + "<w:t>b</w:t></w:r>", "c")
    assert bold(tmp_path, body) == ["ab"]


def test_bold_stays_at_its_words_when_characters_are_removed(tmp_path: Path) -> None:
    body = para(
        run("fo\u00adrud A\u030a"), run("fe\u00add", "<w:b/>"), run("\u0301 ba\u00adgefter")
    )
    paragraph = read(tmp_path, body).paragraphs[0]
    assert paragraph.text == "forud Åfed\u0301 bagefter"
    assert [span.of(paragraph.text) for span in paragraph.bold] == ["fed\u0301"]


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="heading2"/>', 2),
        ('<w:pStyle w:val="Overskrift3"/>', 3),
        ('<w:pStyle w:val="Mine"/>', 2),
        ('<w:pStyle w:val="Outlined"/>', 4),
        ('<w:pStyle w:val="Contents"/>', 0),
        ('<w:pStyle w:val="heading2"/><w:outlineLvl w:val="0"/>', 1),
        ('<w:pStyle w:val="heading2"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:outlineLvl w:val="5"/>', 6),
        ('<w:outlineLvl w:val="x"/>', 0),
        ('<w:pStyle w:val="Heading1Extra"/>', 0),
        ('<w:pStyle w:val="Heading 1"/>', 1),
        ("", 0),
    ],
)
def test_the_level_of_a_heading(tmp_path: Path, properties: str, level: int) -> None:
    entries = styles(
        style("heading 2"),
        style("Mine", '<w:basedOn w:val="heading2"/>'),
        style("Outlined", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>'),
        style("Contents", '<w:basedOn w:val="heading2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
    )
    document = read(tmp_path, para("ord", properties=properties), {"styles.xml": entries})
    assert document.paragraphs[0].heading == level


def test_a_style_of_a_strange_id_is_known_by_its_name(tmp_path: Path) -> None:
    entry = '<w:style w:type="paragraph" w:styleId="a7"><w:name w:val="heading 1"/></w:style>'
    body = para("ord", properties='<w:pStyle w:val="a7"/>')
    assert read(tmp_path, body, {"styles.xml": styles(entry)}).paragraphs[0].heading == 1


def test_text_of_a_hidden_style_is_left_out(tmp_path: Path) -> None:
    entries = styles(
        style("Secret", "<w:rPr><w:vanish/></w:rPr>", kind="character"),
        style("Aside", "<w:rPr><w:vanish/></w:rPr>"),
    )
    body = para(run("ser "), run("ikke ", '<w:rStyle w:val="Secret"/>')) + para(
        "heller ikke", properties='<w:pStyle w:val="Aside"/>'
    )
    document = read(tmp_path, body, {"styles.xml": entries})
    assert document.text == "ser \n"
    assert document.skipped["hidden text"].characters == 16


def test_a_style_can_begin_a_page_and_number_a_paragraph(tmp_path: Path) -> None:
    look = '<w:pPr><w:pageBreakBefore/><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    entries = styles(style("Part", look), style("Chapter", '<w:basedOn w:val="Part"/>'))
    body = para("et") + para("to", properties='<w:pStyle w:val="Chapter"/>')
    document = read(tmp_path, body, {"styles.xml": entries})
    assert document.paragraphs[1].page_starts == (0,)
    assert document.skipped["automatic number"].count == 1


def pages(folder: Path, body: str, properties: str = "") -> tuple[PageSource, list[str], int]:
    """How pages are known, the words after each start, and the first number."""
    extra = {"docProps/app.xml": properties} if properties else {}
    document = read(folder, body, extra)
    after = [
        paragraph.text[start:]
        for paragraph in document.paragraphs
        for start in paragraph.page_starts
    ]
    return document.page_source, after, document.first_page


def section(*inner: str) -> str:
    return "<w:sectPr>" + "".join(inner) + "</w:sectPr>"


ENDS = section()
NEXT = '<w:type w:val="nextPage"/>'
SAME = '<w:type w:val="continuous"/>'


@pytest.mark.parametrize(
    ("body", "after"),
    [
        (para("et", HARD, "to"), ["to"]),
        (para("et", HARD) + para() + para("to"), ["to"]),
        (para("et") + para(HARD) + para(HARD) + para("tre"), ["tre", "tre"]),
        (para(HARD, "to"), ["to"]),
        (para("et") + para("to", properties="<w:pageBreakBefore/>"), ["to"]),
        (para("et") + para("to", properties='<w:pageBreakBefore w:val="0"/>'), []),
        (para("et", properties="<w:pageBreakBefore/>"), []),
        (para("et", HARD) + para("to", properties="<w:pageBreakBefore/>"), ["to"]),
        (para("et", properties=ENDS) + para("to") + section(NEXT), ["to"]),
        (para("et", properties=ENDS) + para("to") + section(), ["to"]),
        (para("et", properties=ENDS) + para("to") + section('<w:type w:val="oddPage"/>'), ["to"]),
        (para("et", properties=ENDS) + para("to") + section(SAME), []),
        (para("et", HARD), []),
    ],
)
def test_breaks_that_a_person_set_begin_pages(tmp_path: Path, body: str, after: list[str]) -> None:
    assert pages(tmp_path, body)[1] == after


def test_only_hard_breaks_are_named_as_such(tmp_path: Path) -> None:
    assert pages(tmp_path, para("et", HARD, "to"))[0] is PageSource.HARD_BREAKS


@pytest.mark.parametrize(
    ("body", "after"),
    [
        (para("et ", MARK, "to"), ["to"]),
        (para("et ", HARD, MARK, "to"), ["to"]),
        (para("et", HARD) + para() + para(MARK, "to"), ["to"]),
        (para("et", HARD, "to ", MARK, "tre"), ["to tre", "tre"]),
        (para("et", HARD) + para(HARD, MARK, MARK, "tre"), ["tre", "tre"]),
        (para("et") + para(MARK, "to", properties="<w:pageBreakBefore/>"), ["to"]),
        (para("et", properties=ENDS) + para(MARK, "to") + section(), ["to"]),
        (para("et ", "<w:del>" + MARK + "</w:del>", "to"), ["to"]),
        (para("et ", MARK, run("\u00ad"), "to"), ["to"]),
        (para("et ", MARK, run("\u00ad")) + para("to"), ["to"]),
    ],
)
def test_marks_of_the_last_layout_begin_pages_and_a_break_counts_once(
    tmp_path: Path, body: str, after: list[str]
) -> None:
    source, found, first = pages(tmp_path, body)
    assert (source, found, first) == (PageSource.RENDERED, after, 1)


def test_a_page_start_stays_at_its_word_when_characters_are_removed(tmp_path: Path) -> None:
    body = para("so\u00adlen A\u030a ", MARK, "gik ned")
    assert pages(tmp_path, body)[1] == ["gik ned"]


def test_a_text_box_does_not_take_the_start_of_a_page(tmp_path: Path) -> None:
    box = "<w:r><w:pict><w:txbxContent>" + para("boks") + "</w:txbxContent></w:pict></w:r>"
    assert pages(tmp_path, para("et", MARK, box) + para("to"))[1] == ["to"]


@pytest.mark.parametrize(
    ("body", "properties", "source", "starts"),
    [
        (para("et ", MARK, "to"), app(2, 2), PageSource.RENDERED, ["to"]),
        (para("et ", MARK, "to"), app(3, 2), PageSource.UNKNOWN, []),
        (para("et ", HARD, "to"), app(2, 2), PageSource.HARD_BREAKS, ["to"]),
        (para("et ", HARD, "to"), app(7, 2), PageSource.UNKNOWN, []),
        (para("et ", HARD, "to"), app(1, 900), PageSource.HARD_BREAKS, ["to"]),
        (para("et to"), app(1, 2), PageSource.RENDERED, []),
        (para("et to"), app(1, 0), PageSource.UNKNOWN, []),
        (para("et to"), app(1, 200), PageSource.UNKNOWN, []),
        (para("et to"), app(2, 2), PageSource.UNKNOWN, []),
        (para("et to"), app(1, 2, "LibreOffice/24.2"), PageSource.UNKNOWN, []),
        (para("et to"), "", PageSource.UNKNOWN, []),
        (para("et ", MARK, "to"), "<Properties>", PageSource.RENDERED, ["to"]),
    ],
)
def test_the_number_of_pages_checks_the_marks(
    tmp_path: Path, body: str, properties: str, source: PageSource, starts: list[str]
) -> None:
    assert pages(tmp_path, body, properties) == (source, starts, 1)


@pytest.mark.parametrize(
    ("start", "first"), [("13", 13), ("0", 0), ("-1", 1), ("x", 1), ("99999999999", 1)]
)
def test_the_first_page_has_the_number_that_the_file_sets(
    tmp_path: Path, start: str, first: int
) -> None:
    body = para("et ", MARK, "to") + section(f'<w:pgNumType w:start="{start}"/>')
    assert pages(tmp_path, body) == (PageSource.RENDERED, ["to"], first)


@pytest.mark.parametrize(
    ("start", "source", "notes"),
    [
        ("1", PageSource.UNKNOWN, {"restarted page numbers": 1}),
        ("2", PageSource.HARD_BREAKS, {}),
    ],
)
def test_printed_numbers_that_begin_anew_make_pages_unknown(
    tmp_path: Path, start: str, source: PageSource, notes: dict[str, int]
) -> None:
    body = para("et", properties=ENDS) + para("to")
    document = read(tmp_path, body + section(f'<w:pgNumType w:start="{start}"/>'))
    assert document.page_source is source
    assert document.notes == notes


def test_a_section_as_a_tracked_change_found_it_does_not_count(tmp_path: Path) -> None:
    before = f"<w:sectPrChange>{section(SAME)}</w:sectPrChange>"
    body = para("et", properties=section(before)) + para("to") + section(NEXT)
    assert pages(tmp_path, body)[1] == ["to"]


PIECES = st.lists(st.text("ae\u030a\u0301\u0323\u1100\u1161\u11a8\r\n \u00ad\x85ø", max_size=4))


@given(PIECES)
def test_pieces_stay_in_step_with_the_canonical_text(pieces: list[str]) -> None:
    text = canonical("".join(pieces))[0]
    found = aligned(pieces, text)
    assert "".join(found) == text
    assert len(found) == len(pieces)


@given(PIECES, st.data())
def test_every_written_character_is_accounted_for(pieces: list[str], data: st.DataObject) -> None:
    paragraph = OpenParagraph(None, 0, None)
    flags = data.draw(st.lists(st.booleans(), min_size=len(pieces), max_size=len(pieces)))
    list(map(paragraph.add, pieces, flags))
    closed = paragraph.close()
    assert closed.written == sum(len(canonical(piece)[0]) for piece in pieces)
    assert closed.paragraph.text == canonical("".join(pieces))[0]
    assert all(span.stop <= len(closed.paragraph.text) for span in closed.paragraph.bold)


def test_a_bold_accent_belongs_to_the_letter_before_it() -> None:
    paragraph = OpenParagraph(None, 0, None)
    paragraph.add("bla", True)
    paragraph.add("\u030abær", False)
    assert paragraph.close().paragraph.bold == (Span(0, 3),)


def test_strict_styles_are_understood(tmp_path: Path) -> None:
    strict = part("styles", style("Normal", "<w:rPr><w:b/></w:rPr>", default=True)).replace(
        W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    document = read(tmp_path, para("ord"), {"styles.xml": strict})
    assert document.paragraphs[0].bold == (Span(0, 3),)
