"""Golden turns for what transcription programs export as text, and for f4 in three forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.interviews import tiling_problems
from qda.formats.reading import read_document
from qda.services.segmenting import segmented
from tests.word_files import members, para, write

if TYPE_CHECKING:
    from pathlib import Path

TALK = [
    ("0:00", "Ida Ravn", "Hvor længe har du haft den nyttehave?"),
    ("0:07", "Ole Bruun", "Siden foråret. Det begyndte med to bede, og så kom der flere."),
    ("1:02", "Ida Ravn", "Og hvem hjalp dig med at grave?"),
    ("1:05", "Ole Bruun", "Min nabo, Solvej. For eksempel: hun har en god spade."),
]


def number(name: str) -> int:
    return 1 + (name != "Ida Ravn")


def role(name: str) -> str:
    return "I" if name == "Ida Ravn" else "IP"


def lines(form: str) -> str:
    return "".join(
        form.format(
            time=time,
            name=name,
            words=words,
            long=f"00:0{time}",
            number=number(name),
            role=role(name),
        )
        for time, name, words in TALK
    )


OTTER = (
    "Samtale om haven\nMon, 5 Jan 2026\n\nSUMMARY KEYWORDS\nhave, nabo\n\nSPEAKERS\nIda Ravn\n\n"
)
GOOD_TAPE = "haven.m4a\n\n"


def named(form: str, time: str = "00:0{}") -> list[tuple[str, str, str]]:
    """The turns with other names and times."""
    return [
        (time.format(when), form.format(name=name, number=number(name), role=role(name)), words)
        for when, name, words in TALK
    ]


TURNS = {
    "otter": (OTTER + lines("{name}  {time}  \n{words}\n\n"), TALK),
    "teams": (lines("{name}   {time}\n{words}\n"), TALK),
    "teams, time first": (lines("{long}\n{name}\n{words}\n\n"), named("{name}")),
    "zoom": (lines("[{name}] {long}\n{words}\n\n"), named("{name}")),
    "speaker above time": (
        GOOD_TAPE + lines("Taler {number}\n[{long}]\n{words}\n\n"), named("Taler {number}")
    ),
    "time above words": (
        GOOD_TAPE + lines("[{long}]\nTaler {number}: {words}\n\n"), named("Taler {number}")
    ),
    "time and speaker": (
        GOOD_TAPE + lines("[{long}] Taler {number}\n{words}\n\n"), named("Taler {number}")
    ),
    "f4": (lines("{role}: {words} #{long}-3#\n"), named("{role}", "00:0{}-3")),
    "f4, time above": (lines("#{long}-3#\n{role}: {words}\n"), named("{role}", "00:0{}-3")),
}  # fmt: skip


def said(path: Path) -> tuple[list[tuple[str, str, str]], float]:
    speech = segmented(read_document(path))
    reading = speech.reading
    assert tiling_problems(speech.text, reading.turns, reading.blocks, speech.segments) == []
    turns = [(turn.time, turn.label, turn.span.of(speech.text)) for turn in reading.turns]
    return turns, reading.confidence


def as_text(path: Path, text: str) -> Path:
    path.write_bytes(text.replace("\n", "\r\n").encode("cp1252"))
    return path


def as_rtf(path: Path, text: str) -> Path:
    words = "".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in text)
    path.write_text("{\\rtf1\\ansi\\ansicpg1252 " + words.replace("\n", "\\par\n") + "}")
    return path


def as_word(path: Path, text: str) -> Path:
    return write(path, members("".join(para(line) for line in text.split("\n"))))


@pytest.mark.parametrize("layout", TURNS)
@pytest.mark.parametrize("make", [as_text, as_rtf, as_word])
def test_every_turn_has_its_speaker_its_time_and_its_words(
    tmp_path: Path, layout: str, make: object
) -> None:
    assert callable(make)
    text, turns = TURNS[layout]
    found, confidence = said(make(tmp_path / "samtale.txt", text))
    assert found == turns
    assert confidence >= 0.8
