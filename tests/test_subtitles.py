"""Subtitles: times as data, voices as speakers, and no word of a subtitle lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.documents import Document, Skipped
from qda.domain.interviews import Role, tiling_problems
from qda.domain.speakers import Layout
from qda.errors import BadFile
from qda.formats.reading import read_document
from qda.services.segmenting import segmented

SHARED = Path(__file__).resolve().parents[2] / "shared"
WEBVTT = """WEBVTT - samtale om haven
Language: da

STYLE
::cue { color: red }

NOTE
Rettet af Bo

1
00:01.000 --> 00:04.000 align:start
<v Ida Ravn>Hvor længe har du haft
<i>nyttehaven</i>?</v>

2
00:04.500 --> 00:07.000
<v Ida Ravn>Altså den ved åen.

00:07.000 --> 00:09.000
<v.lav Ole>Siden foråret &amp; lidt før.

00:09.000 --> 00:12.000
<v Ida Ravn>Og hvem hjalp dig med at grave?</v> <v Ole>Det gjorde min nabo, Solvej.</v>
"""
SUBRIP = """1
00:00:01,000 --> 00:00:03,000
Interviewer: Hvor bor du henne nu?

2
00:00:03,500 --> 00:00:05,000
Karim: Ude ved den gamle havn,

3
00:00:05,000 --> 00:00:07,000
lige ved kajen.

4
00:00:07,000 --> 00:00:09,000
Interviewer: Og hvordan er det der?

5
00:00:10,000 --> 00:00:12,000
Karim: 17 både og meget vind.
"""


def read(folder: Path, text: str, name: str = "a.vtt") -> Document:
    (folder / name).write_bytes(text.encode())
    return read_document(folder / name)


def said(document: Document, layout: Layout | None = None) -> list[tuple[str, str, str]]:
    speech = segmented(document, layout=layout)
    reading = speech.reading
    assert tiling_problems(speech.text, reading.turns, reading.blocks, speech.segments) == []
    return [(turn.time, turn.label, turn.span.of(speech.text)) for turn in reading.turns]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.vtt", "a.txt"])
def test_voices_are_speakers_and_neighbouring_cues_one_turn(
    tmp_path: Path, name: str, end: str
) -> None:
    document = read(tmp_path, WEBVTT.replace("\n", end), name)
    assert document.form == "WebVTT"
    assert said(document) == [
        ("00:01.000", "Ida Ravn", "Hvor længe har du haft nyttehaven? Altså den ved åen."),
        ("00:07.000", "Ole", "Siden foråret & lidt før."),
        ("00:09.000", "Ida Ravn", "Og hvem hjalp dig med at grave?"),
        ("", "Ole", "Det gjorde min nabo, Solvej."),
    ]


def test_roles_are_proposed_and_sure(tmp_path: Path) -> None:
    reading = segmented(read(tmp_path, WEBVTT)).reading
    assert {s.label: s.role for s in reading.speakers} == {
        "Ida Ravn": Role.INTERVIEWER, "Ole": Role.INFORMANT,
    }  # fmt: skip
    assert reading.confidence >= 0.8


def test_what_is_for_programs_is_counted(tmp_path: Path) -> None:
    assert read(tmp_path, WEBVTT).skipped == {
        "markup": Skipped(10, 49),
        "cue number": Skipped(2, 2),
        "cue time": Skipped(5, 68),
        "note for programs": Skipped(3, 67),
    }


@pytest.mark.parametrize("name", ["a.srt", "a.txt"])
def test_labels_that_recur_in_subtitles_are_speakers(tmp_path: Path, name: str) -> None:
    document = read(tmp_path, SUBRIP.replace("\n", "\r\n"), name)
    assert document.form == "SubRip"
    assert said(document) == [
        ("00:00:01,000", "Interviewer", "Hvor bor du henne nu?"),
        ("00:00:03,500", "Karim", "Ude ved den gamle havn, lige ved kajen."),
        ("00:00:07,000", "Interviewer", "Og hvordan er det der?"),
        ("00:00:10,000", "Karim", "17 både og meget vind."),
    ]


def test_labels_in_brackets_are_speakers_too(tmp_path: Path) -> None:
    text = SUBRIP.replace("Interviewer:", "[SPEAKER_00]:").replace("Karim:", "[SPEAKER_01]")
    labels = [label for _time, label, _words in said(read(tmp_path, text, "a.srt"))]
    assert labels == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_00", "SPEAKER_01"]


def test_subtitles_without_speakers_flow_until_a_pause(tmp_path: Path) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:03,000\nVi gik ned til\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nvandet. Der var koldt.\n\n"
        "3\n00:00:09,000 --> 00:00:11,000\nSå gik vi hjem.\n"
    )
    document = read(tmp_path, text, "a.srt")
    assert said(document, Layout.NONE) == [
        ("00:00:01,000", "", "Vi gik ned til vandet. Der var koldt."),
        ("00:00:09,000", "", "Så gik vi hjem."),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1\n00:01,000 --> 00:02,000\nen\n\nto\n\n2\n00:03,000 --> 00:04,000\ntre", "en to tre"),
        ("00:01,000 --> 00:02,000\n\n\n00:02,000 --> 00:03,000\n{\\an8}<i>en</i>", "en"),
        ("1\n00:01,0 --> 00:02,0\n- Nå?\n- Jo.", "- Nå?\n- Jo."),
        ("1\n00:01,0 --> 00:02,0\n5 < 6 &amp; <3", "5 < 6 &amp; <3"),
    ],
    ids=["stray blank line", "empty cue", "dashes", "signs that are no tags"],
)
def test_no_word_of_a_damaged_file_is_lost(tmp_path: Path, text: str, words: str) -> None:
    assert said(read(tmp_path, text, "a.srt"), Layout.NONE)[0][2] == words


@pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n\nNOTE intet\n", "\n"])
def test_a_file_without_subtitles_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile, match="holds no subtitles"):
        read(tmp_path, text)


def test_a_text_that_mentions_times_is_no_subtitle(tmp_path: Path) -> None:
    assert read(tmp_path, "I: Se 00:01 --> 00:02\nIP: Ja\n", "a.txt").form == "text"


def test_many_cues_of_one_speaker_are_read_in_bounded_time(tmp_path: Path) -> None:
    cue = "00:01.000 --> 00:02.000\n<v Bo>ja\n\n"
    document = read(tmp_path, "WEBVTT\n\n" + cue * 60_000)
    assert [len(p.text) for p in document.paragraphs] == [9, 2, 179_999]


def test_tags_without_end_are_read_in_bounded_time(tmp_path: Path) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v <i " * 300_000
    assert len(read(tmp_path, text).text) > 1_000_000


LINES = [
    "1", "00:00:01,000 --> 00:00:03,500", "00:01.000 --> 00:02.000 line:0", "", "", "I: nå?",
    "I: så", "<v Bo>ord</v>", "<v Bo>", "NOTE x", "æ &amp; ø <i>å</i>", "- ja", "[T 1]: hm",
    "slut.",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), min_size=3), st.booleans())
def test_every_character_is_in_the_text_or_in_the_report(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], webvtt: bool
) -> None:
    text = ("WEBVTT\n\n" if webvtt else "") + "1\n00:01.000 --> 00:02.000\nord\n" + "\n".join(lines)
    document = read(tmp_path_factory.mktemp("cues"), text, "a.srt")
    skipped = sum(piece.characters for piece in document.skipped.values())
    assert len("".join(document.text.split())) + skipped == len("".join(text.split()))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder with shared test files is not here")
@pytest.mark.parametrize(("ending", "first"), [("srt", "00:00:43,810"), ("vtt", "00:43.810")])
def test_a_real_transcript_is_read_whole(ending: str, first: str) -> None:
    path = next((SHARED / "corpus" / "text").glob(f"*.{ending}"))
    document = read_document(path)
    skipped = sum(piece.characters for piece in document.skipped.values())
    written = len("".join(path.read_text("utf-8").split()))
    assert len("".join(document.text.split())) + skipped == written
    turns = said(document, Layout.NONE)
    assert len(turns) == 111
    assert turns[0][0] == first
