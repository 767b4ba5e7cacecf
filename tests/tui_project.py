"""A project for tests of the screen: invented Danish interviews, stored without a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.documents import PageSource
from qda.domain.interviews import Block, BlockKind, PageMap, PageStart, Role, Segment, Turn
from qda.domain.text import Span, text_hash
from qda.storage import codings, informants, interviews, journal, transcripts
from qda.storage.store import new_uid, now
from qda.storage.transcripts import NewTranscript
from tests.projects import fresh_project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qda.services.project import Project

CODEBOOK = """\
title: Havnens fremtid
themes:
  arbejde:
    title: Arbejde på havnen
    hotkey: 1
    colour: blue
  naboer:
    title: Naboer og støj
    hotkey: 2
    colour: orange
  minder:
    title: Minder
    hotkey: 3
    colour: green
  penge:
    title: Penge
    hotkey: 4
    colour: red
  haab:
    title: Håb for fremtiden
    hotkey: 5
    colour: purple
  andet:
    title: Andet
    hotkey: 6
    colour: grey
    themes:
      baade:
        title: Både og motorer
        colour: teal
      vejr:
        title: Vejr og vind
        colour: cyan
"""

Speech = tuple[str, Role, tuple[str, ...]]
"""Label, role, and the segments of a turn."""

HARBOUR: tuple[Speech, ...] = (
    ("Ida", Role.INTERVIEWER, ("Hvornår begyndte du på havnen?",)),
    ("Viggo", Role.INFORMANT, (
        "Jeg begyndte som dreng med at feje dækket for min onkel. ",
        "Så kom der en kran, og den larmede, så naboerne klagede hver eneste dag. ",
        "Pengene var små, men der var altid kaffe i skuret.",
    )),
    ("Ida", Role.INTERVIEWER, ("Hvad håber du nu? ", "Altså for havnen?")),
    ("Viggo", Role.INFORMANT, (
        "At der stadig ligger både, når mine børnebørn bliver store. ",
        "Det her siger jeg kun til jer to. ",
        "Men skriv endelig, at vinden er den bedste nabo.",
    )),
)  # fmt: skip
"""Eight segments in four turns: 1 and 5–6 by the interviewer, the others by the informant."""

OFF_RECORD = "Det her siger jeg kun til jer to."


def transcript_of(
    speeches: Sequence[Speech], title: str = "", pages: Sequence[int] = (0,)
) -> NewTranscript:
    """A transcript with `Label: words` lines.

    Args:
        speeches: Who says what.
        title: A line above the first turn.
        pages: Segments (by index) with which a page begins; the first page is page 1.
    """
    text = f"{title}\n" if title else ""
    blocks = [Block(Span(0, len(title)), BlockKind.TITLE)] if title else []
    turns: list[Turn] = []
    segments: list[Segment] = []
    starts: list[PageStart] = []
    for label, role, pieces in speeches:
        if text and text != f"{title}\n":
            text += "\n"
        gap = blocks[-1].span.stop if blocks and not turns else turns[-1].span.stop if turns else 0
        if len(text) > gap:
            blocks.append(Block(Span(gap, len(text)), BlockKind.BLANK))
        if label:
            blocks.append(Block(Span(len(text), len(text) + len(label) + 2), BlockKind.LABEL))
            text += f"{label}: "
        begin = len(text)
        for piece in pieces:
            if len(segments) in pages:
                starts.append(PageStart(0 if not starts else len(text), len(starts) + 1))
            segments.append(
                Segment(len(turns), Span(len(text), len(text) + len(piece)), len(starts) or None)
            )
            text += piece
        turns.append(Turn(Span(begin, len(text)), label, role))
    source = PageSource.RENDERED if pages else PageSource.UNKNOWN
    return NewTranscript(
        text=text,
        turns=turns,
        blocks=blocks,
        segments=segments,
        pages=PageMap(source, tuple(starts)),
        layout="colon",
        confidence=1.0,
        source_name="havn.docx",
        source_hash=text_hash(text),
        report={},
    )


def add_interview(project: Project, appendix: str, transcript: NewTranscript) -> None:
    """Store an interview."""
    with project.action() as db:
        transcripts.add_interview(db, appendix, "", transcript)


def speakers_in_capitals(project: Project) -> None:
    """Settle the speakers of the harbour's interview anew: the same text, other labels."""
    row = project.interview("Bilag 1")
    swapped = [(label.upper(), role, pieces) for label, role, pieces in HARBOUR]
    made = transcript_of(swapped, "Samtale på havnen", pages=(0, 4))
    with project.action() as db:
        transcripts.replace_speech(db, row.transcript_id, made)
        journal.record(db, coder="bo", action="interview.speakers", subject={"appendix": "Bilag 1"})


def hold_back(project: Project, appendix: str, words: str) -> None:
    """Mark words of an interview as off the record."""
    row = project.interview(appendix)
    start = interviews.transcript_text(project.db, row.transcript_id).index(words)
    with project.action() as db:
        codings.insert_restriction(
            db,
            {
                "uid": new_uid(),
                "transcript_id": row.transcript_id,
                "start": start,
                "stop": start + len(words),
                "kind": "off_record",
                "source": "test",
                "at": now(),
                "until": None,
                "quote_hash": text_hash(words),
            },
        )


def register(project: Project, appendix: str, label: str) -> None:
    """Say who was interviewed."""
    person = {
        "short_id": appendix[-1], "name": "", "label": label, "role": "", "organisation": "",
        "municipality": "", "area": "", "attributes": {},
    }  # fmt: skip
    with project.action() as db:
        row_id, _new = informants.save_informant(db, person)
        interviews.link_informant(db, project.interview(appendix).id, row_id)


def harbour_project(folder: Path, coder: str = "ida") -> Project:
    """A project with two interviews: Bilag 1 with a passage off the record, and Bilag 2."""
    project = fresh_project(folder, CODEBOOK.encode(), coder)
    add_interview(project, "Bilag 1", transcript_of(HARBOUR, "Samtale på havnen", pages=(0, 4)))
    hold_back(project, "Bilag 1", OFF_RECORD)
    register(project, "Bilag 1", "havnearbejder")
    add_interview(project, "Bilag 2", transcript_of(HARBOUR[:2]))
    return project


def long_project(folder: Path, segments: int) -> Project:
    """A project with one interview of very many segments."""
    project = fresh_project(folder, CODEBOOK.encode(), "ida")
    sentence = "Vi sejlede ud før solen, og vinden stod ind fra vest, så ingen af os sagde noget, "
    speeches = [
        (
            "Viggo" if number % 2 else "Ida",
            Role.INFORMANT if number % 2 else Role.INTERVIEWER,
            tuple(f"{number}.{part} " + sentence * 3 + "og så blev det dag. " for part in range(5)),
        )
        for number in range(segments // 5)
    ]
    add_interview(project, "Bilag 1", transcript_of(speeches, pages=tuple(range(0, segments, 20))))
    return project
