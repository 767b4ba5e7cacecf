"""Tab-separated rows and json of transcription programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.documents import Document, Skipped
from qda.domain.speakers import Layout
from qda.domain.text import canonical
from qda.errors import BadFile
from qda.formats.reading import read_document
from qda.services.segmenting import segmented

SHARED = Path(__file__).resolve().parents[2] / "shared"
TALK = [
    (0.0, 2.5, "Ida", "Hvor længe har du haft"),
    (2.5, 4.0, "Ida", "den nyttehave?"),
    (4.0, 7.25, "Ole", "Siden foråret. Det begyndte med to bede."),
    (8.0, 9.0, "Ida", "Og hvem hjalp dig med at grave?"),
    (9.0, 12.0, "Ole", "Min nabo, Solvej, og hendes bror."),
]
TURNS = [
    ("00:00:00.000", "Ida", "Hvor længe har du haft den nyttehave?"),
    ("00:00:04.000", "Ole", "Siden foråret. Det begyndte med to bede."),
    ("00:00:08.000", "Ida", "Og hvem hjalp dig med at grave?"),
    ("00:00:09.000", "Ole", "Min nabo, Solvej, og hendes bror."),
]


def read(folder: Path, text: str, name: str) -> Document:
    (folder / name).write_bytes(text.encode())
    return read_document(folder / name)


def said(document: Document, layout: Layout | None = None) -> list[tuple[str, str, str]]:
    speech = segmented(document, layout=layout)
    return [(t.time, t.label, t.span.of(speech.text)) for t in speech.reading.turns]


def rows(head: str, form: str) -> str:
    lines = [
        form.format(start=s, end=e, ms=round(s * 1000), to=round(e * 1000), name=n, text=t)
        for s, e, n, t in TALK
    ]
    return "\r\n".join([head, *lines, ""])


TABLES = {
    "milliseconds": ("start\tend\tspeaker\ttext", "{ms}\t{to}\t{name}\t{text}"),
    "seconds": ("start\tend\tspeaker\ttext", "{start}\t{end}\t{name}\t{text}"),
    "Danish": ("Taler\tTid\tTekst", "{name}\t{start}\t{text}"),
}


@pytest.mark.parametrize("name", ["a.tsv", "a.txt"])
@pytest.mark.parametrize("table", TABLES)
def test_rows_with_speakers_are_turns(tmp_path: Path, table: str, name: str) -> None:
    document = read(tmp_path, rows(*TABLES[table]), name)
    assert document.form == "table"
    assert said(document) == TURNS


def test_rows_without_a_head_are_a_table(tmp_path: Path) -> None:
    text = "".join(f"{n}\t{time}\t{name}\t{words}\n" for n, (time, name, words) in enumerate(TURNS))
    assert said(read(tmp_path, text, "a.tsv")) == TURNS


def test_columns_that_are_not_read_and_words_with_tabs(tmp_path: Path) -> None:
    text = "start\tsikkerhed\ttext\n0:01\t0.9\tDer var\tkoldt.\n0:02\n"
    document = read(tmp_path, text, "a.tsv")
    assert said(document, Layout.NONE) == [("0:01", "", "Der var\tkoldt.")]
    assert document.skipped["data for programs"] == Skipped(2, 21)


def as_json(kind: str) -> Any:
    segments = [{"start": s, "end": e, "speaker": n, "text": f" {t}"} for s, e, n, t in TALK]
    if kind == "list":
        return segments
    if kind == "utterances":
        return {"utterances": [{**each, "confidence": 0.5} for each in segments]}
    return {"text": "alt", "segments": segments, "language": "da"}


@pytest.mark.parametrize("name", ["a.json", "a.txt"])
@pytest.mark.parametrize("kind", ["whisper", "list", "utterances"])
@pytest.mark.parametrize("escaped", [True, False])
def test_json_segments_are_turns(tmp_path: Path, kind: str, name: str, escaped: bool) -> None:
    text = json.dumps(as_json(kind), ensure_ascii=escaped, indent=1)
    document = read(tmp_path, text, name)
    assert document.form == "json"
    assert said(document) == TURNS


def test_json_with_stamps_as_text_and_numbered_speakers(tmp_path: Path) -> None:
    segments = [
        {"timestamps": {"from": f"00:00:0{n},000", "to": ""}, "speaker": n % 2, "text": words}
        for n, (_time, _name, words) in enumerate(TURNS)
    ]
    turns = said(read(tmp_path, json.dumps({"transcription": segments}), "a.json"))
    assert [turn[:2] for turn in turns] == [
        ("00:00:00,000", "Speaker 0"), ("00:00:01,000", "Speaker 1"),
        ("00:00:02,000", "Speaker 0"), ("00:00:03,000", "Speaker 1"),
    ]  # fmt: skip


def test_other_words_of_a_json_file_are_counted(tmp_path: Path) -> None:
    document = read(tmp_path, json.dumps(as_json("whisper")), "a.json")
    assert document.skipped == {"markup": Skipped(1, 3), "data for programs": Skipped(1, 5)}


@pytest.mark.parametrize(
    "text",
    [
        '{"segments": [',
        '{"a": 1}',
        '{"segments": ["x"]}',
        '{"segments": []}',
        '{"segments": [{"text": "a", "text": "b"}]}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"segments": [{"text": 1e5, "start": ' + "9" * 5_000 + "}]}",
        "null",
        "hej",
        '{"segments": [{"text": "e' + "\\u0301" * 300 + '"}]}',
    ],
    ids=["cut", "other", "strings", "empty", "twice", "deep list", "deep object", "long number",
         "null", "text", "accents"],
)  # fmt: skip
def test_json_without_segments_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile, match="is not the json of a transcription program") as caught:
        read(tmp_path, text, "a.json")
    assert caught.value.hint


@pytest.mark.parametrize("start", ["[00:00:12] I: nå?", "{P1} nå?", "[I] nå", '[ "I: nå" ]'])
def test_a_text_that_begins_with_a_bracket_is_a_text(tmp_path: Path, start: str) -> None:
    assert read(tmp_path, f"{start}\nIP: ja\n", "a.txt").form == "text"


VALUES = st.sampled_from(["", "ord", "æ  ø", "I: så", "I: nå", "e\u0301", "\u00ad", "x\ty"])


@given(st.lists(st.fixed_dictionaries({"text": VALUES, "speaker": VALUES, "id": VALUES})))
def test_every_character_of_json_is_in_the_text_or_in_the_report(
    tmp_path_factory: pytest.TempPathFactory, segments: list[dict[str, str]]
) -> None:
    segments.append({"text": "slut", "speaker": "", "id": ""})
    document = read(tmp_path_factory.mktemp("json"), json.dumps(segments), "a.json")
    skipped = sum(piece.characters for piece in document.skipped.values())
    values = [canonical(value)[0] for each in segments for value in each.values()]
    written = sum(len("".join(value.split())) for value in values)
    assert len("".join(document.text.split())) + skipped == written


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder with shared test files is not here")
def test_a_real_table_is_read_whole() -> None:
    path = next((SHARED / "corpus" / "text").glob("hitsave*.tsv"))
    document = read_document(path)
    turns = said(document, Layout.NONE)
    skipped = sum(piece.characters for piece in document.skipped.values())
    derived = sum(len(time) for time, _label, _words in turns)
    written = len("".join(path.read_text("utf-8").split()))
    assert len("".join(document.text.split())) - derived + skipped == written
    assert (len(turns), turns[0][0]) == (111, "00:00:43.810")
