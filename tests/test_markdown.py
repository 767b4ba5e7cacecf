"""Markdown: names and headings are marks, signs within speech are speech."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.documents import Cell, Document, Skipped
from qda.domain.speakers import Layout
from qda.domain.text import Span
from qda.errors import BadFile
from qda.formats.reading import read_document
from qda.services.segmenting import segmented

SHARED = Path(__file__).resolve().parents[2] / "shared"
TALK = [
    ("Ida", "Hvor længe har du haft nyttehaven?"),
    ("Ole", "Siden foråret. Det begyndte med *to* bede."),
    ("Ida", "Og hvem hjalp dig?"),
    ("Ole", "Min nabo, Solvej."),
]


def read(folder: Path, text: str) -> Document:
    (folder / "a.md").write_bytes(text.encode())
    return read_document(folder / "a.md")


LAYOUTS = {
    "bold name and colon inside": ("**{}:** {}\n\n", Layout.COLON),
    "bold name, colon outside": ("**{}**: {}\n\n", Layout.COLON),
    "underlined bold": ("__{}:__ {}\n", Layout.COLON),
    "heading": ("### {}\n\n{}\n\n", Layout.NAME_LINE),
    "underlined heading": ("{}\n---\n{}\n\n", Layout.NAME_LINE),
    "bold line": ("**{}**\n\n{}\n\n", Layout.NAME_LINE),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_speakers_are_read_in_every_layout(tmp_path: Path, layout: str) -> None:
    form, expected = LAYOUTS[layout]
    text = "# Samtale om haven\n\n" + "".join(form.format(*turn) for turn in TALK)
    speech = segmented(read(tmp_path, text))
    assert speech.reading.layout is expected
    said = [(turn.label, turn.span.of(speech.text)) for turn in speech.reading.turns]
    assert said == TALK


@pytest.mark.parametrize(
    ("line", "text", "bold", "characters"),
    [
        ("et *lille* ord_med_streger", "et *lille* ord_med_streger", (), 0),
        ("2 ** 3 og 4 ** 5", "2 ** 3 og 4 ** 5", (), 0),
        ("a **fed** b __også__", "a fed b også", (Span(2, 5), Span(8, 12)), 8),
        (r"\*\*ikke fed\*\*", "**ikke fed**", (), 4),
        (r"slut\ ".rstrip(), "slut", (), 1),
        ("> citat", "> citat", (), 0),
        ("[navn](http://a.dk)", "[navn](http://a.dk)", (), 0),
    ],
)
def test_only_what_surely_is_markup_is_taken_away(
    tmp_path: Path, line: str, text: str, bold: tuple[Span, ...], characters: int
) -> None:
    document = read(tmp_path, line + "\n")
    assert [(p.text, p.bold) for p in document.paragraphs] == [(text, bold)]
    assert sum(piece.characters for piece in document.skipped.values()) == characters


def test_headings_have_their_level(tmp_path: Path) -> None:
    document = read(tmp_path, "# En\n## To ##\nTre\n===\nFire\n---\n#ikke\n\n* * *\n")
    assert [(p.text, p.heading) for p in document.paragraphs] == [
        ("En", 1), ("To", 2), ("Tre", 1), ("Fire", 2), ("#ikke", 0), ("", 0), ("", 0),
    ]  # fmt: skip
    assert document.skipped == {"markup": Skipped(5, 14)}


def test_what_stands_before_the_text_for_programs_is_counted(tmp_path: Path) -> None:
    document = read(tmp_path, "---\ntitel: Bo\n---\nI: nå?<!-- skjult\nnote -->\n")
    assert document.text == "I: nå?"
    assert document.skipped == {"front matter": Skipped(1, 14), "comment": Skipped(1, 17)}


def test_a_table_keeps_its_cells(tmp_path: Path) -> None:
    text = "| Hvem | Tekst |\n|---|:--|\n| Ida | Nå \\| så? |\n| Ole | **Ja** |\nbagefter\n"
    document = read(tmp_path, text)
    assert [(p.text, p.cell) for p in document.paragraphs] == [
        ("Hvem", Cell(0, 0, 0)), ("Tekst", Cell(0, 0, 1)), ("Ida", Cell(0, 1, 0)),
        ("Nå | så?", Cell(0, 1, 1)), ("Ole", Cell(0, 2, 0)), ("Ja", Cell(0, 2, 1)),
        ("bagefter", None),
    ]  # fmt: skip


def test_binary_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="neither a document nor a text"):
        read(tmp_path, "\0" * 50)


def test_signs_without_end_are_read_in_bounded_time(tmp_path: Path) -> None:
    text = "**a" * 50_000 + "\n" + "|" * 50_000 + "\n" + "<!--" * 50_000 + "\n---\n" * 1_000
    assert len(read(tmp_path, text).text) > 300_000


LINES = [
    "I: nå?", "**Bo:** ja", "# H", "---", "===", "| a | b |", "|---|---|", "", "<!-- k -->", "***",
    r"\*x\*", "a|b", "__f__ *g*", "- punkt", "...", "æ\\", "<!--", "|",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), min_size=1))
def test_every_character_is_in_the_text_or_in_the_report(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    text = "\n".join([*lines, "slut"])
    document = read(tmp_path_factory.mktemp("md"), text)
    skipped = sum(piece.characters for piece in document.skipped.values())
    assert len("".join(document.text.split())) + skipped == len("".join(text.split()))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder with shared test files is not here")
def test_a_real_transcript_is_read_whole() -> None:
    path = next((SHARED / "corpus" / "text").glob("hitsave*.md"))
    document = read_document(path)
    skipped = sum(piece.characters for piece in document.skipped.values())
    written = len("".join(path.read_text("utf-8").split()))
    assert len("".join(document.text.split())) + skipped == written
    reading = segmented(document).reading
    assert reading.layout is Layout.NAME_LINE
    assert [(s.label, s.turns) for s in reading.speakers] == [
        ("Jonas Rosland", 29), ("Danny Silvers", 30),
    ]  # fmt: skip
    assert reading.confidence == 1.0
