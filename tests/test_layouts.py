"""A golden reading for each layout that students' transcripts have: speakers, words, boundaries.

The conversation is invented; of the shared files only offsets and hashes are kept.
"""

from __future__ import annotations

import json
import textwrap
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from qda.domain.documents import LineSource
from qda.domain.interviews import Role
from qda.formats.reading import read_document
from qda.services.segmenting import segmented
from tests.conftest import ROOT, SHARED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qda.services.segmenting import Speech

TALK = (
    ("Vil du fortælle om dit værksted?",
     "Ja, altså, jeg begyndte i en garage. For eksempel: det første år var hårdt."),
    ("Hvordan var det at flytte?",
     "Klokken 8:30 mødte jeg ind, og så sagde min nabo: velkommen tilbage."),
    ("Mm.", "Og hun var der bare ikke."),
    ("Kan du give et eksempel?", "Jeg spurgte tre gange. Svaret var: det kigger vi på."),
    ("Hvad tænker du nu?", "Det er bedre nu – meget bedre."),
    ("Er der andet?", "Nej, det tror jeg ikke. Tak for snakken."),
)  # fmt: skip


def lines(ask: Callable[[int, str], str], answer: Callable[[int, str], str]) -> str:
    """The conversation, each turn marked as a layout marks it."""
    return "\n".join(
        line for turn, (q, a) in enumerate(TALK) for line in (ask(turn, q), answer(turn, a))
    )


def wrapped(step: int) -> str:
    """Lines of forty characters, each fifth or each one numbered."""
    printed = [
        line
        for q, a in TALK
        for said in (f"I: {q}", f"IP: {a}")
        for line in textwrap.wrap(said, 40)
    ]
    return "\n".join(
        f"{number:<4}{line}" if number % step == 0 else f"    {line}"
        for number, line in enumerate(printed, 1)
    )


LAYOUTS: dict[str, tuple[str, str, str]] = {
    "colon": ("I", "IP", lines(lambda n, t: f"I: {t}", lambda n, t: f"IP: {t}")),
    "blank before the colon": ("I", "IP", lines(lambda n, t: f"I : {t}", lambda n, t: f"IP : {t}")),
    "wide colon": ("I", "IP", lines(lambda n, t: f"I： {t}", lambda n, t: f"IP： {t}")),
    "tab": ("I", "IP", lines(lambda n, t: f"I\t{t}", lambda n, t: f"IP\t{t}")),
    "lower case": ("i", "r", lines(lambda n, t: f"i: {t}", lambda n, t: f"r: {t}")),
    "semicolon": ("I", "IP", lines(lambda n, t: f"I; {t}", lambda n, t: f"IP; {t}")),
    "angle": ("I", "IP", lines(lambda n, t: f"I> {t}", lambda n, t: f"IP> {t}")),
    "slash": ("I", "IP", lines(lambda n, t: f"I/ {t}", lambda n, t: f"IP/ {t}")),
    "hyphen": ("I", "IP", lines(lambda n, t: f"I- {t}", lambda n, t: f"IP- {t}")),
    "dash": ("I", "IP", lines(lambda n, t: f"I – {t}", lambda n, t: f"IP – {t}")),
    "square": ("I", "IP", lines(lambda n, t: f"[I] {t}", lambda n, t: f"[IP] {t}")),
    "pointed": ("I", "IP", lines(lambda n, t: f"<I> {t}", lambda n, t: f"<IP> {t}")),
    "round": ("int", "inf", lines(lambda n, t: f"(int) {t}", lambda n, t: f"(inf) {t}")),
    "surname with small words": (
        "Ida Holm", "Bo van der Ask",
        lines(lambda n, t: f"Ida Holm: {t}", lambda n, t: f"Bo van der Ask: {t}"),
    ),
    "age": (
        "Interviewer", "Mand, 52 år",
        lines(lambda n, t: f"Interviewer: {t}", lambda n, t: f"Mand, 52 år: {t}"),
    ),
    "question and answer": (
        "Spørgsmål", "Svar", lines(lambda n, t: f"Spørgsmål: {t}", lambda n, t: f"Svar: {t}"),
    ),
    "time before": (
        "Ida", "Bo",
        lines(lambda n, t: f"00:0{n}:10 Ida: {t}", lambda n, t: f"[00:0{n}:20] Bo: {t}"),
    ),
    "short time behind": (
        "Ida", "Bo", lines(lambda n, t: f"Ida (0{n}:10): {t}", lambda n, t: f"Bo (0{n}:20): {t}"),
    ),
    "time behind without a colon": (
        "Ida", "Bo",
        lines(lambda n, t: f"Ida [00:0{n}:10] {t}", lambda n, t: f"Bo [00:0{n}:20] {t}"),
    ),
    "time and dash": (
        "Ida", "Bo", lines(lambda n, t: f"Ida 0{n}:10 - {t}", lambda n, t: f"Bo 0{n}:20 - {t}"),
    ),
    "name and time above": (
        "Taler 1", "Taler 2",
        lines(lambda n, t: f"Taler 1 (0{n}:10):\n{t}", lambda n, t: f"Taler 2 (0{n}:20):\n{t}"),
    ),
    "name above": (
        "Ida", "Bo", lines(lambda n, t: f"Ida:\n{t}\n", lambda n, t: f"Bo:\n{t}\n"),
    ),
    "turn numbers": (
        "I", "IP",
        lines(lambda n, t: f"{2 * n + 1} I: {t}", lambda n, t: f"{2 * n + 2}. IP: {t}"),
    ),
    "every line numbered": ("I", "IP", wrapped(1)),
    "every fifth line numbered": ("I", "IP", wrapped(5)),
}  # fmt: skip


def read(folder: Path, text: str) -> Speech:
    file = folder / "Bilag 1.txt"
    file.write_text(text, "utf-8")
    return segmented(read_document(file))


def said(speech: Speech) -> list[tuple[str, Role, str]]:
    return [
        (turn.label, turn.role, " ".join(turn.span.of(speech.text).split()))
        for turn in speech.reading.turns
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_turn_has_its_speaker_and_exactly_its_words(tmp_path: Path, name: str) -> None:
    asks, answers, text = LAYOUTS[name]
    speech = read(tmp_path, text)
    wanted = [
        turn
        for q, a in TALK
        for turn in ((asks, Role.INTERVIEWER, q), (answers, Role.INFORMANT, a))
    ]
    assert said(speech) == wanted
    assert speech.reading.confidence >= 0.8


def test_printed_line_numbers_are_kept_apart_and_counted(tmp_path: Path) -> None:
    speech = read(tmp_path, wrapped(5))
    assert speech.lines.source is LineSource.NUMBERED
    text = wrapped(5).splitlines()
    place = next(index for index, line in enumerate(text, 1) if "Svaret var" in line)
    assert speech.lines.line_at(speech.text.index("Svaret var")) == place
    file = read_document(tmp_path / "Bilag 1.txt")
    assert file.skipped["line number"].count == len(text) // 5


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["I: Hvad skal med?", "B: Først dette:", "1. Mel", "2. Æg", "3. Smør"]),
        "\n".join(f"{year} var et godt år." for year in (1994, 2003, 1987, 2011, 1999, 2001, 1990)),
        "\n".join(f"B: Det var {count} både." for count in range(1, 12)),
    ],
    ids=["list", "years", "numbers inside"],
)
def test_a_list_is_no_numbering_of_lines(tmp_path: Path, text: str) -> None:
    speech = read(tmp_path, text)
    assert speech.text == text
    assert speech.lines.source is LineSource.FILE


@pytest.mark.parametrize(
    "line",
    [
        "Børne- og ungdomsklubben lå for enden af vejen",
        "(griner) Det kan du tro",
        "(pause) Det ved jeg ikke",
        "<b> Det skrev nogen i teksten",
        "Ja; men det var før broen kom",
        "Kl. [10:15] gik vi hjem",
        "Og/ eller så blev vi bare",
    ],
)
def test_what_only_looks_like_a_label_is_speech(tmp_path: Path, line: str) -> None:
    asked = "\n".join(f"I: Og hvad så {n}?\nIP: Så gik vi videre {n}.\n{line}." for n in "abcd")
    speech = read(tmp_path, asked)
    assert {speaker.label for speaker in speech.reading.speakers} == {"I", "IP"}
    alone = read(tmp_path, "\n".join([f"{line}.", "Og så sluttede det."] * 4))
    assert {turn.label for turn in alone.reading.turns} == {""}


GOLDEN = ROOT / "tests" / "golden" / "layouts.json"


def golden(path: Path) -> dict[str, object]:
    """A reading in figures: nothing of the text itself."""
    speech = segmented(read_document(path))
    return {
        "text": sha256(speech.text.encode()).hexdigest()[:16],
        "layout": str(speech.reading.layout),
        "confidence": speech.reading.confidence,
        "turns": [
            [
                sha256(turn.label.encode()).hexdigest()[:6],
                str(turn.role),
                turn.span.start,
                turn.span.stop,
                turn.time,
            ]
            for turn in speech.reading.turns
        ],
    }


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder with shared test files is not here")
@pytest.mark.parametrize("name", json.loads(GOLDEN.read_text("utf-8")))
def test_a_shared_layout_is_read_as_its_golden_file_says(name: str) -> None:
    wanted = json.loads(GOLDEN.read_text("utf-8"))[name]
    assert len(wanted["turns"]) >= 4
    assert golden(SHARED / name) == wanted
