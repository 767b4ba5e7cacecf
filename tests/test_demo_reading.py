"""The eight demo files are read right: every turn, its speaker, its words, its page.

The plain-text sources beside the Word files are the answer key; the two meet only here.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from qda.domain.interviews import Role
from qda.domain.speakers import Layout
from qda.services import importing
from qda.services.importing import Settings
from qda.storage import interviews
from tests.conftest import ROOT

if TYPE_CHECKING:
    from qda.services.project import Project

TRANSCRIPTS = ROOT / "transcripts"
SOURCE = TRANSCRIPTS / "source"
ROLES = {"I1": Role.INTERVIEWER, "I2": Role.INTERVIEWER, "IP": Role.INFORMANT}
TURNS = {1: 58, 2: 48, 3: 57, 4: 47, 5: 56, 6: 96, 7: 44, 8: 54}


def plain(text: str) -> str:
    """Letters and digits only: the Word files dress the typography differently."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def answer_key(number: int) -> list[tuple[Role, str]]:
    """Speaker and words of every turn of the source, tracked changes accepted."""
    text = (SOURCE / f"bilag-{number}.txt").read_text("utf-8")
    text = re.sub(r"^%.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"\{--.*?--\}|\{>>.*?<<\}", "", text)
    text = re.sub(r"\{\+\+(.*?)\+\+\}", r"\1", text)
    turns: list[tuple[Role, str]] = []
    for line in text.splitlines():
        label, _sign, words = line.partition(": ")
        if label in ROLES:
            turns.append((ROLES[label], plain(words)))
        elif line.strip():
            role, before = turns.pop()
            turns.append((role, before + plain(line)))
    return turns


def imported(project: Project, number: int) -> interviews.InterviewRow:
    settings = importing.Settings(layout=Layout.QUESTIONS) if number == 7 else Settings()
    path = TRANSCRIPTS / f"Bilag {number}.docx"
    (report,) = importing.import_files(project, [path], settings)
    assert report.error is None
    return project.interview(f"Bilag {number}")


@pytest.mark.parametrize("number", range(1, 9))
def test_every_turn_has_its_speaker_and_its_words(project: Project, number: int) -> None:
    row = imported(project, number)
    text = interviews.transcript_text(project.db, row.transcript_id)
    read = [
        (turn.role, plain(turn.span.of(text)))
        for turn in interviews.turns(project.db, row.transcript_id)
    ]
    assert len(read) == TURNS[number]
    assert read == answer_key(number)


@pytest.mark.parametrize("number", range(1, 9))
def test_every_page_begins_with_its_first_words(project: Project, number: int) -> None:
    row = imported(project, number)
    text = interviews.transcript_text(project.db, row.transcript_id)
    pages = interviews.page_map(project.db, row.transcript_id)
    with (SOURCE / "pages.csv").open(encoding="utf-8", newline="") as file:
        wanted = {
            int(line["page"]): plain(line["words"])
            for line in csv.DictReader(file)
            if line["appendix"] == f"Bilag {number}"
        }
    assert len(wanted) >= 3
    begins = {s.number: plain(text[s.offset : s.offset + 120]) for s in pages.starts[1:]}
    assert set(begins) == set(wanted)
    assert {page: begins[page][: len(words)] for page, words in wanted.items()} == wanted


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 8])
def test_labelled_files_need_no_second_look(project: Project, number: int) -> None:
    path = TRANSCRIPTS / f"Bilag {number}.docx"
    (report,) = importing.import_files(project, [path])
    assert report.confident
