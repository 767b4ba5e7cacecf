"""What cites nothing in a thesis: appended interviews, bibliographies, running heads, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.citation_finding import Citations, find_citations
from qda.domain.thesis import Setting, Thesis, ThesisParagraph
from qda.formats.thesis import read_thesis

if TYPE_CHECKING:
    from pathlib import Path

TURN = "IP: Vi flyttede skuret to gange, og det står også i bilag 2, side 4: ”nej tak”."
APPENDED = ("Bilag 1: Interview med en gartner", "I: Hvad laver du?", *[TURN] * 6, "I: Tak.")
CITING = "Hun siger ”vi ses i haven” (Bilag 1:2), og han er enig (Bilag 2:3)."


def citations_of(*texts: str | ThesisParagraph) -> Citations:
    made = (text if isinstance(text, ThesisParagraph) else ThesisParagraph(text) for text in texts)
    return find_citations(Thesis("thesis", tuple(made)))


def shown(citations: Citations) -> list[str]:
    return [citation.reference.text for citation in citations.found]


def test_an_appended_interview_cites_nothing_and_quotes_nothing() -> None:
    citations = citations_of(CITING, *APPENDED, "Bilag 2", "I: Ja.", TURN)
    assert shown(citations) == ["(Bilag 1:2)", "(Bilag 2:3)"]
    assert [str(other.kind) for other in citations.others].count("appended") == 7
    assert citations.unclaimed == ()


def test_a_list_of_appendices_in_front_does_not_hide_the_thesis() -> None:
    citations = citations_of(
        "Bilag 1: Interview med en gartner", "Bilag 2: Interview med en smed", *[CITING] * 8
    )
    assert len(citations.found) == 16


def test_an_appendix_behind_the_bibliography_may_cite_as_much_as_it_likes() -> None:
    books = [f"Holm, A. (20{year}): Havens bog, bilag 3. Askehave." for year in range(11, 15)]
    citations = citations_of(
        CITING, "Litteraturliste", *books, "Bilag 9: Kodning", *[f"Tema: {CITING}"] * 9
    )
    assert shown(citations) == ["(Bilag 1:2)", "(Bilag 2:3)"]
    assert [str(other.kind) for other in citations.others].count("external") == 4


def test_a_chapter_on_literature_is_no_bibliography() -> None:
    citations = citations_of("2 Litteratur", *[CITING] * 3)
    assert len(citations.found) == 6


def test_a_note_below_the_appendices_stands_where_its_mark_is() -> None:
    note = ThesisParagraph("Bilag 3, s. 4.", Setting.FOOTNOTE, anchor=(0, 5))
    assert shown(citations_of("Sådan er det.", *APPENDED, note)) == ["Bilag 3, s. 4"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("(Appendix 6, pp. 13-14, lines 4-9)", [("Bilag 6", ((13, 14),), ((4, 9),))]),
        ("(App. 6, p. 13)", [("Bilag 6", ((13, 13),), ())]),
        ("(Bilag IV, s. 3)", [("Bilag IV", ((3, 3),), ())]),
        ("(Bilag 6: Interview med Jens, s. 13)", [("Bilag 6", ((13, 13),), ())]),
        ("(Haveministeriet 2018, s. 12; Bilag 4:15,18)", [("Bilag 4", ((15, 15), (18, 18)), ())]),
    ],
)
def test_forms_of_other_hands_are_read(text: str, parts: list[tuple[object, ...]]) -> None:
    (citation,) = citations_of(text).found
    assert citation.reference.text == text
    assert [(*p.appendices, p.pages, p.lines) for p in citation.reference.parts] == parts


@pytest.mark.parametrize(
    ("texts", "quoted"),
    [
        (["Det er altså ”stemplet”, som hun kalder det (Bilag 1:2)."], ["stemplet"]),
        (["Det er altså ”nye” beboere, der er flyttet ind (Bilag 1:2)."], []),
        (["Hun siger: Haven [red.: nord] er stor” (Bilag 1:2)."], ["Haven [red.: nord] er stor"]),
        (["Hun uddyber (Bilag 1, s. 2f.):", "Haven er stor og nem at passe for de fleste.",
          "Det er centralt."], ["Haven er stor og nem at passe for de fleste."]),
        (["Om det skriver (som fx Holm 2005:3) ”at haven er stor nok”. Jf. (Bilag 1:2)."], []),
        (["Det ses her:", "Tabel 1: Vi ved, at jeg og du har set haven (Bilag 1)."], []),
    ],
)  # fmt: skip
def test_quotations_are_told_from_scare_quotes_captions_and_literature(
    texts: list[str], quoted: list[str]
) -> None:
    found = citations_of(*texts).found
    assert [q.text for citation in found for q in citation.quotations] == quoted


# Pages of lines


def pages(*texts: list[str]) -> str:
    return "\f".join("\n".join(lines) for lines in texts)


LINES = ["Her er en linje af et afsnit, som bare fylder op, så siden ligner en"] * 9


def test_running_heads_notes_and_broken_references_leave_the_text_whole(tmp_path: Path) -> None:
    path = tmp_path / "thesis.txt"
    path.write_text(
        pages(
            ["Haver i byen", "", *LINES, "side. Hun siger ”haven er stor,1 men den er (Bilag 3, s.",
             "2) nem, og så er den jo", "", "1 Bilag 2, s. 7.", "", "4"],
            ["Haver i byen", "", "også min” (Bilag 4:", "5) hele året.", "", *LINES, "", "5"],
            ["Haver i byen", "", *LINES, "", "6"],
            ["Bilag 1", "", "Bilag 1: Interview med en gartner", "", *LINES, "side, men så helt",
             "", "7"],
            ["Bilag 1", "", "ind i haven.", *LINES, "", "8"],
        ),
        "utf-8",
    )  # fmt: skip
    thesis = read_thesis(path)
    citations = find_citations(thesis)
    assert sorted(shown(citations)) == ["(Bilag 3, s. 2)", "(Bilag 4: 5)", "Bilag 2, s. 7"]
    texts = [paragraph.text for paragraph in thesis.paragraphs]
    assert not any("Haver i byen" in text for text in texts)
    assert any("men så helt ind i haven." in text for text in texts)
    assert any("så er den jo også min” (Bilag 4: 5)" in text for text in texts)


def test_a_line_of_a_sentence_at_the_top_of_pages_is_no_running_head(tmp_path: Path) -> None:
    path = tmp_path / "thesis.txt"
    page = ["udviklingen i området:", *LINES, "", "4"]
    path.write_text(pages(page, page, page), "utf-8")
    joined = " ".join(paragraph.text for paragraph in read_thesis(path).paragraphs)
    assert joined.count("udviklingen i området:") == 3
