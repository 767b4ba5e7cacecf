"""Generated Word files and projects for the measurements."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

from qda.domain.codings import Coding, Origin
from qda.domain.text import Span
from qda.services import marking
from qda.services.project import Project, make_project
from qda.storage import interviews
from qda.storage.store import new_uid, now

ROOT = Path(__file__).resolve().parents[1]

_OPEN = "http://schemas.openxmlformats.org"
_TYPES = (
    f'<Types xmlns="{_OPEN}/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    f'<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="r1"'
    f' Type="{_OPEN}/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_WORD = f"{_OPEN}/wordprocessingml/2006/main"
_WORDS = [
    "bolig",
    "område",
    "beboer",
    "naboerne",
    "måske",
    "egentlig",
    "synes",
    "flytte",
    "ventelisten",
    "skolen",
    "helhedsplan",
    "trappen",
    "udlejning",
    "kommunen",
    "tryghed",
    "børnene",
    "altså",
    "fordi",
    "derfor",
    "blandet",
    "familier",
    "arbejde",
    "huslejen",
    "kældre",
    "fællesskabet",
    "ikke",
    "også",
    "hverdagen",
    "foreningen",
    "lejlighed",
    "sammensætning",
]


def word_file(path: Path, words: int, seed: int) -> None:
    """Write an interview of about so many words, with labels and page marks."""
    chance = random.Random(seed)
    paragraphs: list[str] = []
    written = 0
    while written < words:
        sentences = []
        for _ in range(chance.randint(1, 6)):
            length = chance.randint(5, 18)
            written += length
            sentence = " ".join(chance.choice(_WORDS) for _ in range(length))
            sentences.append(sentence.capitalize() + ".")
        label = "I" if len(paragraphs) % 2 == 0 else "IP"
        mark = "<w:lastRenderedPageBreak/>" if len(paragraphs) % 9 == 8 else ""
        paragraphs.append(
            f"<w:p><w:r>{mark}<w:t>{label}:</w:t><w:tab/>"
            f'<w:t xml:space="preserve">{" ".join(sentences)}</w:t></w:r></w:p>'
        )
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORD}"><w:body>'
        + "".join(paragraphs)
        + "</w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("word/document.xml", document)


def empty_project(folder: Path) -> Project:
    """A project with the demo's codebook and nothing in it."""
    return make_project(folder, codebook=(ROOT / "codes.yml").read_bytes(), coder="bench")


def add_codings(project: Project, count: int) -> None:
    """Spread codings evenly over all segments, themes and two coders, as one step."""
    themes = [theme.key for theme in project.codebook.themes]
    places = [
        (row.transcript_id, segment.span)
        for row in project.interviews()
        for segment in interviews.segments(project.db, row.transcript_id)
    ]
    new = []
    for number in range(count):
        lap, place = divmod(number, len(places))
        transcript, span = places[place]
        new.append(
            Coding(
                uid=new_uid(),
                transcript=transcript,
                span=Span(span.start, span.stop),
                theme=themes[(place + lap) % len(themes)],
                coder=f"coder {lap // len(themes)}",
                created=now(),
                origin=Origin.IMPORTED,
            )
        )
    with project.action():
        marking.store_codings(project, new, "coding.import", {"count": count})
