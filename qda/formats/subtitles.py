"""Subtitles (WebVTT and SubRip) as transcripts."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING

from qda.domain.speaker_labels import objection
from qda.errors import BadFile
from qda.formats.cues import Cue, paragraphs_of
from qda.formats.flow import solid
from qda.formats.word_report import Left
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qda.domain.documents import Document
    from qda.formats.plaintext import TextFile
    from qda.formats.word_report import Report

SUBTITLE_ENDINGS = (".vtt", ".srt")

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(
    rf"[^\S\n]*(?P<start>{_CLOCK})[^\S\n]*-->[^\S\n]*(?P<end>{_CLOCK})(?P<rest>.*)"
)
_BLOCKS = re.compile(r"\n[^\S\n]*\n\s*")
_FOR_PROGRAMS = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|\n|$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,60})?[ \t]+(?P<name>[^>\s][^>\n]{0,100})>")
_TAG = re.compile(
    r"</?(?:v|i|b|u|s|c|ruby|rt|lang|font)(?:[.\s][^>\n]{0,200})?>|<\d[\d:.]{0,20}>|\{\\an?\d{1,2}\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|#\d{1,7});")
_HEAD = 10
"""Lines among which the first times must stand."""


def is_webvtt(text: str) -> bool:
    """Whether a text says that it is WebVTT."""
    return text.startswith("WEBVTT") and text[6:7] in ("", " ", "\t", "\n")


def is_subrip(text: str) -> bool:
    """Whether a text begins like SubRip subtitles: a number, and times below it."""
    lines = [line for line in text[:2000].split("\n")[:_HEAD] if line.strip()][:2]
    return any(_TIMING.match(line) for line in lines) and (
        bool(_TIMING.match(lines[0])) or lines[0].strip().isdigit()
    )


def read_subtitles(file: TextFile) -> Document:
    """Subtitles with their times, and with their speakers where they are named.

    Raises:
        BadFile: no subtitles.
    """
    webvtt = is_webvtt(file.text)
    cues = list(_cues(file.text, file.report, webvtt=webvtt))
    if not cues:
        raise BadFile(
            _('The file "{name}" holds no subtitles.').format(name=file.name),
            _("Export it again from the program that made it, or save its text as .txt."),
        )
    return file.document("WebVTT" if webvtt else "SubRip", paragraphs_of(cues, file.report))


def _cues(text: str, report: Report, *, webvtt: bool) -> Iterator[Cue]:
    blocks = [block for block in _BLOCKS.split(text.strip("\n")) if block.strip()]
    if webvtt:
        _count(report, Left.NOTE, blocks[0])
        blocks = blocks[1:]
    times = ("", "")
    names = _names_above(blocks)
    for block in blocks:
        speaker = ""
        if webvtt and _FOR_PROGRAMS.match(block):
            _count(report, Left.NOTE, block)
            continue
        lines = block.split("\n")
        place = next((n for n, line in enumerate(lines[:2]) if _TIMING.match(line)), None)
        if place is not None:
            _count(report, Left.CUE_NUMBER, "\n".join(lines[:place]))
            timing = _TIMING.match(lines[place])
            assert timing is not None
            times = (timing["start"], timing["end"])
            _count(report, Left.CUE_TIME, f"-->{timing['end']}{timing['rest']}")
            lines = lines[place + 1 :]
            if len(lines) > 1 and lines[0].strip() in names:
                speaker, lines = lines[0].strip(), lines[1:]
        # A block without times is the rest of the subtitle before, after a stray blank line.
        yield from _voices(lines, times, report, webvtt=webvtt, speaker=speaker)
        times = ("", "")


def _names_above(blocks: Iterable[str]) -> set[str]:
    """Names that stand alone on the first line of each subtitle, as Teams writes them."""
    firsts: list[str] = []
    for block in blocks:
        lines = block.split("\n")
        place = next((n for n, line in enumerate(lines[:2]) if _TIMING.match(line)), None)
        if place is not None and len(lines) > place + 1:
            firsts.append(lines[place + 1].strip() if len(lines) > place + 2 else "")
    counts = Counter(firsts)
    names = {name for name, count in counts.items() if count > 1 and not objection(name)}
    rest = sum(count for name, count in counts.items() if name and name not in names)
    return names if len(names) > 1 and not rest and "" not in counts else set()


def _voices(
    lines: list[str], times: tuple[str, str], report: Report, *, webvtt: bool, speaker: str = ""
) -> Iterator[Cue]:
    """The words of a subtitle, by voice; `speaker` has the first ones."""
    text = _joined(lines)
    start, end = times
    voices = list(_VOICE.finditer(text))
    begin = 0
    pieces: list[tuple[str, str]] = []
    for voice in voices:
        pieces.append((speaker, text[begin : voice.start()]))
        _count(report, Left.MARKUP, "<v" + voice[0].rsplit(voice["name"], 1)[0][2:] + ">")
        begin, speaker = voice.end(), " ".join(voice["name"].split())
    pieces.append((speaker, text[begin:]))
    said = False
    for name, raw in pieces:
        words = _plain(raw, report, webvtt=webvtt)
        if words:
            yield Cue(words, "" if said else start, end, name)
            said = True
        elif name:
            _count(report, Left.MARKUP, name)
    if not said and start:
        _count(report, Left.CUE_TIME, start)


def _joined(lines: list[str]) -> str:
    """The lines of a subtitle as one, but for those of several speakers with dashes."""
    out = ""
    for line in lines:
        glue = "\n" if line.lstrip().startswith(("- ", "– ")) else " "
        out = f"{out}{glue}{line.strip()}" if out else line.strip()
    return out


def _plain(raw: str, report: Report, *, webvtt: bool) -> str:
    """Words without tags and, in WebVTT, without entities."""
    text = _TAG.sub("", raw)
    if webvtt:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    text = " ".join(text.split(" ")).strip()
    characters = solid(raw) - solid(text)
    if characters:
        report.leave(Left.MARKUP, characters)
    return text


def _count(report: Report, kind: Left, text: str) -> None:
    characters = solid(text)
    if characters:
        report.leave(kind, characters)
