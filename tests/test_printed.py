"""Pages and lines of a printed text find their places in the transcript."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from qda.domain.documents import LineSource
from qda.domain.interviews import LineMap, PageStart
from qda.domain.line_numbers import line_map
from qda.domain.printed import Printed, align
from qda.domain.text import Span

TEXT = (
    "Samtale ved fjorden\n"
    "I: Hvornår kom færgen første gang til øen?\n"
    "B: Den kom året efter den strenge vinter, hvor isen lå helt ind til bolværket.\n"
    "I: Ja.\n"
    "B: Så byggede min farfar et skur af drivtømmer, og »det står der endnu«, som han siger.\n"
    "I: Ja.\n"
    "B: Færgeforbindelsen blev nedlagt, da broen stod færdig."
)


def begins(found: Printed) -> list[tuple[int, str]]:
    return [(start.number, TEXT[start.offset : start.offset + 12]) for start in found.pages]


@pytest.mark.parametrize(
    ("pages", "wanted"),
    [
        (
            [["Samtale ved fjorden", "I: Hvornår kom færgen første gang til øen?"],
             ["B: Den kom året efter den strenge vinter, hvor isen", "lå helt ind til bolværket."]],
            [(1, "Samtale ved "), (2, "B: Den kom å")],
        ),
        (
            [["Bilag 6", "Samtale ved fjorden", "I: Hvornår kom færgen første gang til øen?", "1"],
             ["Bilag 6", "B: Den kom året efter den strenge vinter, hvor", "2"],
             ["Bilag 6", "isen lå helt ind til bolværket.", "I: Ja.", "3"]],
            [(1, "Samtale ved "), (2, "B: Den kom å"), (3, "isen lå helt")],
        ),
        (
            [["Samtale ved fjorden", "1 I: Hvornår kom færgen første gang til øen?"],
             ["2 B: Den kom året efter den strenge vinter, hvor isen lå helt ind til"]],
            [(1, "Samtale ved "), (2, "B: Den kom å")],
        ),
        (
            [["Samtale ved fjorden", "I: Hvornår kom fær-"], ["gen første gang til øen?",
              "B: Den kom året efter den strenge vinter"]],
            [(1, "Samtale ved "), (2, "gen første g")],
        ),
        (
            [["I: Hvornår kom færgen første gang til øen? B: Den kom året efter den strenge"],
             [], ["Så byggede min farfar et skur af drivtømmer, og"],
             ["»det står der endnu«, som han siger."]],
            [(1, "Samtale ved "), (3, "Så byggede m"), (4, "»det står de")],
        ),
        (
            [["Samtale ved fjorden", "I: Hvornår kom færgen første gang til øen?"],
             ["Den kom året slettet ord efter den strenge vinter, hvor isen lå helt ind til"]],
            [(1, "Samtale ved "), (2, "Den kom året")],
        ),
    ],
    ids=["plain", "header and footer", "line numbers", "hyphen", "empty page", "deleted words"],
)  # fmt: skip
def test_a_page_begins_where_its_first_words_stand(
    pages: list[list[str]], wanted: list[tuple[int, str]]
) -> None:
    assert begins(align(TEXT, pages)) == wanted


def test_a_decomposed_letter_and_a_ligature_are_the_same_letters() -> None:
    text = "Den ø\u00e5re fik en fin figur ved fyret"
    assert align(text, [["Den øa\u030are fik", "en fin ﬁgur ved fyret"]]).share == 1


def test_pages_are_counted_from_the_number_of_the_first() -> None:
    found = align(TEXT, [TEXT.splitlines()[:2], TEXT.splitlines()[2:]], 12)
    assert [start.number for start in found.pages] == [12, 13]


def test_lines_are_counted_from_one_on_each_page_without_headers() -> None:
    lines = TEXT.splitlines()
    found = align(TEXT, [["Bilag 6", *lines[:3]], ["Bilag 6", *lines[3:], "Side 2"]])
    assert [(start.offset, start.number) for start in found.lines] == [
        (TEXT.index(lines[0]), 1), (TEXT.index(lines[1]), 2), (TEXT.index(lines[2]), 3),
        (TEXT.index("I: Ja."), 1), (TEXT.index(lines[4]), 2), (TEXT.rindex("I: Ja."), 3),
        (TEXT.index(lines[6]), 4),
    ]  # fmt: skip


def test_another_text_is_not_found() -> None:
    assert align(TEXT, [["Noget ganske andet om æblehøsten", "og om hegnet i haven"]]).share < 0.3


def test_nothing_printed_or_nothing_written_gives_no_pages() -> None:
    assert align(TEXT, []) == Printed((), (), 0.0)
    assert align("", [["Noget ganske andet"]]) == Printed((), (), 0.0)


@pytest.mark.parametrize("seed", range(12))
def test_the_pages_of_a_long_conversation_are_exact(seed: int) -> None:
    chance = random.Random(seed)
    words = ["fjord", "æbler", "ja", "nej", "bolværk", "skur", "øen", "altså", "færge", "mm"]
    paragraphs = [
        f"{chance.choice('IB')}: " + " ".join(chance.choices(words, k=chance.choice([1, 2, 9, 60])))
        for _ in range(300)
    ]
    text = "\n".join(paragraphs)
    pages: list[list[str]] = [["Bilag 6 – samtale ved fjorden"]]
    wanted = [0]
    offset = 0
    for paragraph in paragraphs:
        for line in wrapped(paragraph, 80):
            if len(pages[-1]) > 30:
                pages[-1].append(str(len(pages)))
                pages.append(["Bilag 6 – samtale ved fjorden"])
                wanted.append(text.index(line, offset))
            pages[-1].append(line)
            offset = text.index(line, offset) + len(line)
    found = align(text, pages)
    assert len(wanted) > 5
    assert [start.offset for start in found.pages] == wanted
    assert found.share > 0.99
    assert all(one.offset < two.offset for one, two in pairwise(found.lines))


def wrapped(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def test_the_lines_of_a_text_file_are_those_that_an_editor_counts() -> None:
    text = "I: Hej\n\nB: Goddag"
    lines = line_map(text, "text")
    assert lines.source is LineSource.FILE
    assert [lines.line_at(text.index(words)) for words in ("I:", "B:", "dag")] == [1, 3, 3]
    assert line_map(text, "Word") == LineMap()


@pytest.mark.parametrize(
    ("span", "lines"),
    [(Span(0, 5), (1,)), (Span(0, 12), (1, 2)), (Span(11, 25), (2, 1)), (Span(0, 25), (1, 1))],
)
def test_a_span_has_its_first_and_its_last_line(span: Span, lines: tuple[int, ...]) -> None:
    starts = (PageStart(0, 1), PageStart(10, 2), PageStart(20, 1))
    assert LineMap(LineSource.PRINTED, starts).lines_of(span) == lines
    assert LineMap().lines_of(span) == ()
