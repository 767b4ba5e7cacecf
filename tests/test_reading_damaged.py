"""Damaged files of every form are read whole or refused with one message; there is no third way."""

from __future__ import annotations

import json
import random
import zipfile
from typing import TYPE_CHECKING

import pytest

from qda.domain.interviews import tiling_problems
from qda.domain.text import canonical
from qda.errors import BadFile
from qda.formats.reading import read_document
from qda.services.segmenting import segmented
from tests import odt_files as odt
from tests.test_opendocument import PIECES as ODT_PIECES
from tests.test_opendocument import STYLES, para
from tests.test_rtf import HEAD
from tests.test_rtf import PIECES as RTF_PIECES
from tests.test_segments import TABLES, as_json, rows
from tests.test_subtitles import SUBRIP, WEBVTT

if TYPE_CHECKING:
    from pathlib import Path

ODT = odt.content("".join(map(para, ODT_PIECES)), STYLES)
SEEDS = {
    "a.txt": "I: hvad så?\nIP: jo, æøå\n\f\nslut".encode("cp1252"),
    "a.odt": ODT.encode(),
    "a.rtf": (HEAD + "".join(piece for piece, _count in RTF_PIECES) * 2 + "}").encode("cp1252"),
    "a.md": b"---\na: b\n---\n# H\n**Bo:** ja\n| a | b |\n|---|---|\n| c | d |\n<!-- x -->\n",
    "a.vtt": WEBVTT.encode(),
    "a.srt": SUBRIP.encode(),
    "a.tsv": rows(*TABLES["milliseconds"]).encode(),
    "a.json": json.dumps(as_json("whisper")).encode(),
}
SIGNS = [
    b"\0", b"{", b"}", b"\\u-1", b"\\bin9", b"<", b">", b"-->", b"\n\n", b'"', b"\xff", b"\xc3",
    b"**", b"|", b"\\par", b"\\v", b"\\upr", b"\\shptxt", b"\\row", b"[", b":", b"\t", b"</text:p>",
    b"&amp;", b"e\xcc\x81", b"\f",
]  # fmt: skip


def damaged(seed: bytes, chance: random.Random) -> bytes:
    """A file with a few places cut, doubled, or overwritten."""
    raw = bytearray(seed)
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(raw) + 1)
        stop = min(start + chance.randint(1, 30), len(raw))
        raw[start:stop] = chance.choice([b"", chance.choice(SIGNS), bytes(raw[start - 40 : stop])])
    return bytes(raw)


def outcome(path: Path, raw: bytes) -> str:
    if path.suffix == ".odt":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", odt.MIME)
            archive.writestr("content.xml", raw)
    else:
        path.write_bytes(raw)
    try:
        document = read_document(path)
    except BadFile as error:
        return "refused" if error.hint and "\n" not in error.message else error.message
    speech = segmented(document)
    reading = speech.reading
    problems = tiling_problems(speech.text, reading.turns, reading.blocks, speech.segments)
    return "read" if not problems and canonical(document.text) == (document.text, {}) else "broken"


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEDS)
def test_a_damaged_file_is_read_whole_or_refused(tmp_path: Path, name: str) -> None:
    chance = random.Random(6)
    assert outcome(tmp_path / name, SEEDS[name]) == "read"
    found = {outcome(tmp_path / name, damaged(SEEDS[name], chance)) for _ in range(400)}
    assert found <= {"read", "refused"}
    assert "read" in found
