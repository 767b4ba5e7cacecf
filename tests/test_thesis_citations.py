"""References and quotations of theses: forms, kinds, pairs, and chapters in many habits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from qda.domain.citation_finding import Citations, find_citations
from qda.domain.thesis import Setting, Thesis, ThesisParagraph
from qda.formats.thesis import read_thesis
from tests.thesis_corpus import (
    Chapter,
    as_opendocument,
    as_rtf,
    as_text,
    as_word,
    bare,
    chapter,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def found_in(*texts: str) -> Citations:
    return find_citations(Thesis("thesis", tuple(map(ThesisParagraph, texts))))


def parts_of(text: str) -> list[tuple[object, ...]]:
    return [
        (", ".join(part.appendices) or part.informant, part.pages, part.lines)
        for citation in found_in(text).found
        for part in citation.reference.parts
    ]


def quoted(*texts: str) -> list[tuple[int, str]]:
    return [(c.number, q.text) for c in found_in(*texts).found for q in c.quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Bilag 6:13)", [("Bilag 6", ((13, 13),), ())]),
        ("(bilag 6: 13)", [("Bilag 6", ((13, 13),), ())]),
        ("(BILAG\u00a06:\u200913)", [("Bilag 6", ((13, 13),), ())]),
        ("(Bilag\n6:13)", [("Bilag 6", ((13, 13),), ())]),
        ("(Bilag6:13)", [("Bilag 6", ((13, 13),), ())]),
        ("[Bilag 6:13]", [("Bilag 6", ((13, 13),), ())]),
        ("(Bilag 6:13-14)", [("Bilag 6", ((13, 14),), ())]),
        ("(Bilag 6:13–14)", [("Bilag 6", ((13, 14),), ())]),
        ("(Bilag 6:113-14)", [("Bilag 6", ((113, 114),), ())]),
        ("(Bilag 3:4,10)", [("Bilag 3", ((4, 4), (10, 10)), ())]),
        ("(Bilag 6:13 og 15)", [("Bilag 6", ((13, 13), (15, 15)), ())]),
        ("(Bilag 6:13 ff.)", [("Bilag 6", ((13, 15),), ())]),
        ("(Bilag 6, s. 13)", [("Bilag 6", ((13, 13),), ())]),
        ("(Bilag 6, 13)", [("Bilag 6", ((13, 13),), ())]),
        ("(Bilag 6 (s. 13))", [("Bilag 6", ((13, 13),), ())]),
        ("(Bilag 6, s. 13, l. 4–9)", [("Bilag 6", ((13, 13),), ((4, 9),))]),
        ("(Bilag 6, side 13, linje 4)", [("Bilag 6", ((13, 13),), ((4, 4),))]),
        ("(bil. 6, s. 3)", [("Bilag 6", ((3, 3),), ())]),
        ("jf. bilag 2 og mere", [("Bilag 2", (), ())]),
        ("(Bilag 5)", [("Bilag 5", (), ())]),
        ("Bilag 1-3 er vedlagt.", [("Bilag 1, Bilag 2, Bilag 3", (), ())]),
        ("(bilag 1 til 3)", [("Bilag 1, Bilag 2, Bilag 3", (), ())]),
        ("Bilag 6 og 7 viser det", [("Bilag 6", (), ()), ("Bilag 7", (), ())]),
        ("bilagene 3 og 5 viser det", [("Bilag 3", (), ()), ("Bilag 5", (), ())]),
        ("(Bilag 3, 5 og 8)", [("Bilag 3", (), ()), ("Bilag 5", (), ()), ("Bilag 8", (), ())]),
        ("(Bilag 2; Bilag 4:7)", [("Bilag 2", (), ()), ("Bilag 4", ((7, 7),), ())]),
        ("(Bilag 6:13, 8:14)", [("Bilag 6", ((13, 13),), ()), ("Bilag 8", ((14, 14),), ())]),
        (
            "(Bilag 4:13; Bilag 5; Brodersen 2011:365-368)",
            [("Bilag 4", ((13, 13),), ()), ("Bilag 5", (), ())],
        ),
        (
            "(Brodersen 2011:36; jf. Bilag 4:13)",
            [("Bilag 4", ((13, 13),), ())],
        ),
        ("(Informant 2, l. 45)", [("Informant 2", (), ((45, 45),))]),
        ("(IP3, s. 7)", [("IP3", ((7, 7),), ())]),
        ("(Bilag A, s. 3)", [("Bilag A", ((3, 3),), ())]),
        ("(Interview 6:13)", [("Interview 6", ((13, 13),), ())]),
        ("(I6, s. 13)", [("I6", ((13, 13),), ())]),
        ("(I6: 13; I7: 2)", [("I6", ((13, 13),), ()), ("I7", ((2, 2),), ())]),
        ("(I6, s. 13; Bilag 7, s. 2)", [("I6", ((13, 13),), ()), ("Bilag 7", ((2, 2),), ())]),
        ("(B6: 13)", [("Bilag 6", ((13, 13),), ())]),
        ("(Bilag 2.1, s. 4)", [("Bilag 2.1", ((4, 4),), ())]),
        ("(Bilag 6, linjerne 13 til 15)", [("Bilag 6", (), ((13, 15),))]),
        ("(Bilag 4, s. 10, l. 22 – s. 11, l. 3)", [("Bilag 4", ((10, 11),), ((22, 22), (3, 3)))]),
        ("(Bilag 6 – Asta Krone: 13)", [("Bilag 6", ((13, 13),), ())]),
        ("(Bilag 6 (Asta Krone): 13)", [("Bilag 6", ((13, 13),), ())]),
        ("på side 13 i bilag 6", [("Bilag 6", ((13, 13),), ())]),
        ("(s. 13-14, bilag 6)", [("Bilag 6", ((13, 14),), ())]),
        ("(Toft 2011, s. 13, Bilag 6)", [("Bilag 6", (), ())]),
        ("i bilag 6 på side 13", [("Bilag 6", ((13, 13),), ())]),
        ("i Bilag 6’s side 4", [("Bilag 6", ((4, 4),), ())]),
        ("i bilag 3 og 5 år efter", [("Bilag 3", (), ())]),
        ("i sin bil. 6 personer", []),
        ("bilaget er tomt, se bilag.", []),
        ("Informant 2 siger det samme", []),
    ],
)
def test_a_reference_is_read_with_its_parts(text: str, expected: list[tuple[object, ...]]) -> None:
    assert parts_of(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bilag 6: Interview med en gartner", "heading"),
        ("Bilag 6", "heading"),
        ("Bilag 9 Interviewguide", "heading"),
        ("Bilag 6: Interview ........... 98", "contents"),
        ("jf. bilag 1 til bekendtgørelsen om planter", "external"),
        ("Efter lovens bilag 2 er det tilladt.", "external"),
        ("Efter havnereglementets bilag 3 er det tilladt.", "external"),
        ("Det står i handleplan 2019, bilag 2.", "external"),
        ("Det står i bekendtgørelse nr. 1012 med bilag 1 og 2.", "external"),
        ("Se redegørelsen (bilag 5 i Toft 2018).", "external"),
        ("Se også (Toft, 2016, s. 90; Lind, 2020, bilag B).", "external"),
        ("Bilag 17 i kassekladden er væk.", "external"),
        ("Han kaldte det altid “bilag 17” for sjov.", "external"),
    ],
)
def test_naming_an_appendix_is_not_always_a_reference(text: str, kind: str) -> None:
    citations = found_in(text)
    assert [str(other.kind) for other in citations.others] == [kind]
    assert citations.found == ()


def test_the_list_of_appendices_is_no_reference_and_tells_which_there_are() -> None:
    citations = found_in("Bilagsoversigt", "Bilag 1: Interview", "Bilag 2 – Interview")
    assert [str(other.kind) for other in citations.others] == ["list", "list"]
    assert citations.listed == {"Bilag 1", "Bilag 2"}


def test_ibid_means_the_appendix_only_when_an_appendix_came_last() -> None:
    after_appendix = found_in("Det er så (Bilag 6:13). Og så (ibid.:14) og (ibid.).")
    assert [c.reference.text for c in after_appendix.found] == [
        "(Bilag 6:13)", "(ibid.:14)", "(ibid.)",
    ]  # fmt: skip
    assert after_appendix.found[1].reference.parts[0].pages == ((14, 14),)
    after_literature = found_in("Så (Bilag 6:13). Men (Brodersen 2011:3) og (ibid.:4).")
    assert [c.reference.text for c in after_literature.found] == ["(Bilag 6:13)"]


@pytest.mark.parametrize(
    "text",
    [
        "(Informant 3, Bilag 3:2)",
        "(Interview med Asta Krone, bilag 6, s. 3)",
        "(kommunen, bilag 6:13; boligforeningen, bilag 7:2)",
        "(Bilag 2:9; egen fremhævning)",
        "(Bilag 2:9 [vores kursivering])",
        "(Bilag 6, replik 13)",
        "(se fx Bilag 1:8; Bilag 3:3; sml. Toft 2018: 14, Lind m.fl. 2020)",
        "(her citeret efter Bilag 6:13)",
    ],
)
def test_a_parenthesis_of_nothing_but_sources_and_remarks_is_one_reference(text: str) -> None:
    assert [c.reference.text for c in found_in(f"Sådan er det {text}.").found] == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I Bilag 6 siger hun ”ja, sådan er det” (s. 14).", ["Bilag 6", "(s. 14)"]),
        ("Se (Bilag 6:13). Toft (2011) skriver det (s. 14).", ["(Bilag 6:13)"]),
        ("Det ses i figuren (s. 14).", []),
        ("Se (Bilag 6:13) og (Toft 2011) og (samme bilag: 14).",
         ["(Bilag 6:13)", "(samme bilag: 14)"]),
        ("Det står i samme bilag.", []),
    ],
)  # fmt: skip
def test_a_page_alone_means_the_appendix_that_was_named(text: str, expected: list[str]) -> None:
    assert [c.reference.text for c in found_in(text).found] == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["De er “gæster” og “venner” (Bilag 1:2)."], [(1, "gæster"), (1, "venner")]),
        (["”Hvorhen?” svarede en af dem (Bilag 1:2)."], [(1, "Hvorhen?")]),
        (["Hun siger ”det er jo løgn” (Bilag 1:2). Det kaldes også ”rent latin”, når det regner."],
         [(1, "det er jo løgn"), (1, "rent latin")]),
        (["”Samme sted,” siger en (Bilag 7:1). ”Et andet sted,” siger en anden (Bilag 1:8)."],
         [(1, "Samme sted,"), (2, "Et andet sted,")]),
        (["Hun siger: ”Det er godt nok” (Bilag 1:2)."], [(1, "Det er godt nok")]),
        (["Hun siger: „Det er godt nok“ (Bilag 1:2)."], [(1, "Det er godt nok")]),
        (["Hun siger: »Det er godt nok« (Bilag 1:2)."], [(1, "Det er godt nok")]),
        (["Hun siger: «Det er godt nok» (Bilag 1:2)."], [(1, "Det er godt nok")]),
        (['Hun siger: "Det er godt nok" (Bilag 1:2).'], [(1, "Det er godt nok")]),
        (["Hun siger: 'Det er godt nok' (Bilag 1:2)."], [(1, "Det er godt nok")]),
        (["Hun siger: ’Vi ka’ godt lidt’ (Bilag 1:2)."], [(1, "Vi ka’ godt lidt")]),
        (["Hun siger: ,,Det er godt nok'' (Bilag 1:2)."], [(1, "Det er godt nok")]),
        (["Hun siger: ”Det er »godt« nok“ (Bilag 1:2)."], [(1, "Det er »godt« nok")]),
        (["”Det er ”jo” godt nok.” (Bilag 1:2)"], [(1, "Det er ”jo” godt nok.")]),
        (["Hun siger: ”Det er godt nok (Bilag 1:2)."], [(1, "Det er godt nok")]),
        (["Hun siger: Det er godt nok.” (Bilag 1:2)"], [(1, "Det er godt nok.")]),
        (["I Bilag 1:2 siger hun: ”Det er godt nok.”"], [(1, "Det er godt nok.")]),
        (["Hun siger (Bilag 1:2): ”Det er godt nok.”"], [(1, "Det er godt nok.")]),
        (["”Et par ord,” siger hun, ”og to til” (Bilag 1:2)."],
         [(1, "Et par ord,"), (1, "og to til")]),
        (["”Det er godt nok” (Bilag 1:2) (Bilag 3:4)."],
         [(1, "Det er godt nok"), (2, "Det er godt nok")]),
        (["Ja: ”Det er sådan [...] her […] (...) [red.: i dag] [vi] gør” (Bilag 1)"],
         [(1, "Det er sådan [...] her […] (...) [red.: i dag] [vi] gør")]),
        (["Hun siger: ”Det første afsnit.", "Det andet afsnit.” (Bilag 1:2)"],
         [(1, "Det første afsnit.\nDet andet afsnit.")]),
        (["Hun siger: ”Det første afsnit.", "”Det andet afsnit.” (Bilag 1:2)"],
         [(1, "Det første afsnit.\nDet andet afsnit.")]),
        (["I ”Byens sjæl” (Holm 2014) står det. Se også haven (Bilag 1:2)."], []),
        (["Den ‘hårde’ linje er væk (Bilag 1:2)."], []),
        (["Hun “skeler til” (Bilag 1:2) naboen."], [(1, "skeler til")]),
        (["Jens' have og '68-folkene er her (Bilag 1:2)."], []),
    ],
)  # fmt: skip
def test_a_quotation_is_found_with_its_reference(
    texts: list[str], expected: list[tuple[int, str]]
) -> None:
    assert quoted(*texts) == expected


def test_a_dialogue_in_a_block_is_one_quotation_with_its_shortest_turns() -> None:
    turns = ("I: Hvem?", "IP: Det var jo mig, der sang den nat.", "I: Ja?", "IP: Ja. (Bilag 5:2)")
    block = (ThesisParagraph(turn, quoted=True) for turn in turns)
    citations = find_citations(Thesis("t", (ThesisParagraph("De siger:"), *block)))
    (citation,) = citations.found
    assert [q.text for q in citation.quotations] == ["\n".join(turns).removesuffix(" (Bilag 5:2)")]


def test_a_block_belongs_to_the_reference_below_or_above_it() -> None:
    block = ThesisParagraph("Jeg ved det jo ikke, det gør vi ingen af.", quoted=True)
    alone = ThesisParagraph("(Bilag 2:3)")
    intro = ThesisParagraph("Hun siger (Bilag 4:5):")
    below = find_citations(Thesis("t", (ThesisParagraph("Hun siger:"), block, alone)))
    above = find_citations(Thesis("t", (intro, block, ThesisParagraph("Videre."))))
    assert [q.text for q in below.found[0].quotations] == [block.text]
    assert [q.text for q in above.found[0].quotations] == [block.text]


def test_a_note_belongs_to_the_quotation_at_its_mark() -> None:
    text = "Hun siger ”det er sådan her” og mere."
    note = ThesisParagraph("Bilag 6, s. 13.", Setting.FOOTNOTE, anchor=(0, text.index(" og")))
    citations = find_citations(Thesis("t", (ThesisParagraph(text), note)))
    assert [q.text for q in citations.found[0].quotations] == ["det er sådan her"]


def as_lines(chapter: Chapter, folder: Path) -> Path:
    """Double spaced, as some programs hand text over."""
    path = as_text(chapter, folder)
    path.write_text(path.read_text("utf-8").replace("\n", "\n\n"), "utf-8")
    return path


def as_markdown(chapter: Chapter, folder: Path) -> Path:
    path = folder / "thesis.md"
    path.write_text("\n\n".join(chapter.lines), "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "made", "references", "quotations"),
    [
        ("colons", as_word, 20, 11),
        ("colons", as_text, 20, 11),
        ("colons", as_lines, 20, 11),
        ("colons", as_markdown, 20, 11),
        ("footnotes", as_word, 13, 7),
        ("blocks", as_word, 8, 7),
        ("blocks", as_text, 8, 7),
        ("blocks", as_lines, 8, 7),
        ("blocks", as_markdown, 8, 7),
        ("parish", as_word, 33, 12),
        ("parish", as_lines, 33, 12),
        ("workshop", as_word, 30, 14),
        ("workshop", as_text, 30, 14),
        ("nights", as_word, 23, 14),
        ("nights", as_opendocument, 23, 14),
        ("nights", as_rtf, 23, 14),
        ("home", as_word, 16, 20),
        ("home", as_text, 16, 20),
        ("home", as_markdown, 16, 20),
        ("home", as_opendocument, 16, 20),
        ("home", as_rtf, 16, 20),
        ("harbour", as_word, 21, 8),
        ("harbour", as_text, 21, 8),
    ],
)
def test_every_reference_and_quotation_of_a_chapter_is_found_and_nothing_else(
    tmp_path: Path,
    name: str,
    made: Callable[[Chapter, Path], Path],
    references: int,
    quotations: int,
) -> None:
    wanted = chapter(name)
    citations = find_citations(read_thesis(made(wanted, tmp_path)))
    assert len(wanted.references) == references
    assert [c.reference.text for c in citations.found] == list(wanted.references)
    pairs = {(c.number, bare(q.text)) for c in citations.found for q in c.quotations}
    assert len(wanted.quotations) == quotations
    assert pairs == set(wanted.quotations)


def test_a_chapter_of_lines_has_its_printed_pages_and_headings(tmp_path: Path) -> None:
    thesis = read_thesis(as_text(chapter("colons"), tmp_path))
    citations = find_citations(thesis)
    assert {c.chapter for c in citations.found} == {"4 Analyse: haven som arbejdsplads"}
    pages = [c.page for c in citations.found]
    assert pages == sorted(pages)  # type: ignore[type-var]
    assert (pages[0], pages[-1]) == (31, 33)
    assert not any(re.search("Havens folk", p.text) for p in thesis.paragraphs)
