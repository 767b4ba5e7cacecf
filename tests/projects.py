"""Small invented interviews, stored as an import would store them."""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from qda.domain.documents import Document, PageSource, Paragraph
from qda.services.project import make_project, open_project
from qda.services.project_paths import DATABASE
from qda.services.segmenting import segmented
from qda.storage import transcripts
from qda.storage.store import new_uid, now
from qda.storage.transcripts import NewTranscript
from tests.conftest import ROOT

if TYPE_CHECKING:
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

LINES = (
    "Interview om Tagrørsparken",
    "",
    "I: Hvad forstår I ved en blandet by?",
    "IP: Det er, når lægen og buschaufføren mødes i vaskekælderen. Æbletræerne er fælles.",
    "I: Og hvad så med skolen?",
    "IP: Skolen er »en helt anden sag« – det må I ikke skrive. Men børnene, de leger jo sammen.",
    "I: Tak skal du have.",
    "IP: Selv tak.",
)

DEMO_CODEBOOK = (ROOT / "codes.yml").read_bytes()

PAGE_BREAK_AT = 5
"""Index of the line with which page 2 begins."""


@cache
def _blank(codebook: bytes) -> Path:
    """A project that `make_project` made, to be copied; gone when the process ends."""
    folder = Path(mkdtemp(prefix="qda-blank-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_project(folder / "project", codebook=codebook).close()
    return folder / "project"


def fresh_project(
    folder: Path, codebook: bytes = DEMO_CODEBOOK, coder: str | None = None, title: str = ""
) -> Project:
    """A new project as `make_project` makes it, copied from one made before: five times quicker.

    It has an identity, a title and a time of its own. Tests of the making itself do not use it.
    """
    assert not (folder / DATABASE).exists()
    shutil.copytree(_blank(codebook), folder, dirs_exist_ok=True)
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        db.execute("pragma synchronous=off")  # nobody waits for a disk before a test has begun
        db.execute(
            "update project set uid=?, title=?, created=?", (new_uid(), title or folder.name, now())
        )
        db.commit()
    return open_project(folder, coder)


def document(lines: tuple[str, ...] = LINES) -> Document:
    """A document with two pages, as a reader would give it."""
    return Document(
        paragraphs=tuple(
            Paragraph(line, page_starts=(0,) if index == PAGE_BREAK_AT else ())
            for index, line in enumerate(lines)
        ),
        page_source=PageSource.RENDERED,
    )


def add_interview(project: Project, appendix: str, lines: tuple[str, ...] = LINES) -> InterviewRow:
    """Store an interview and return its row."""
    speech = segmented(document(lines))
    with project.action() as db:
        transcripts.add_interview(
            db,
            appendix,
            "",
            NewTranscript(
                text=speech.text,
                turns=speech.reading.turns,
                blocks=speech.reading.blocks,
                segments=speech.segments,
                pages=speech.pages,
                layout=str(speech.reading.layout),
                confidence=speech.reading.confidence,
                source_name=f"{appendix}.docx",
                source_hash=appendix,
                report={"skipped": {}, "notes": {}},
            ),
        )
    return project.interview(appendix)
