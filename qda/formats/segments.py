"""Segments of transcription programs: Whisper's json, and tab-separated rows.

Times in numbers become time stamps; fields beside words, speaker and time are counted and not read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qda.domain.documents import Cell, Paragraph
from qda.errors import BadFile
from qda.formats.cues import Cue, paragraphs_of, stamp
from qda.formats.flow import solid
from qda.formats.word_report import Left, NoLanguage, made_canonical
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.domain.documents import Document
    from qda.formats.plaintext import TextFile
    from qda.formats.word_report import Report

TABLE_ENDINGS = (".tsv",)
JSON_ENDINGS = (".json",)

_LISTS = ("segments", "utterances", "transcription", "transcript", "results", "chunks")
"""Where programs keep their segments."""
_WORDS = frozenset({"text", "tekst", "words", "transcript", "udsagn", "ytring", "udskrift"})
_SPEAKERS = frozenset({"speaker", "speaker_label", "taler", "navn", "name", "hvem", "person"})
_STARTS = frozenset(
    {"start", "begin", "from", "start time", "tid", "time", "tidspunkt", "tidskode"}
)
_ENDS = frozenset({"end", "stop", "to", "end time", "slut"})
_MOST_SECONDS = 360_000


def is_table(text: str) -> bool:
    """Whether the first line names the columns of a transcript, with tabs between."""
    names = _names(text.partition("\n")[0])
    has_words = not _WORDS.isdisjoint(names)
    return has_words and not (_SPEAKERS | _STARTS).isdisjoint(names) and len(set(names)) > 1


def read_table(file: TextFile) -> Document:
    """Rows of times, speakers and words; without a head line, the rows as a table."""
    lines = [line for line in file.text.split("\n") if line.strip()]
    if not is_table(file.text):
        rows = (
            Paragraph(cell.strip(), cell=Cell(0, row, column))
            for row, line in enumerate(lines)
            for column, cell in enumerate(line.split("\t"))
        )
        return file.document("table", rows)
    names = _names(lines[0])
    file.report.leave(Left.DATA, solid(lines[0]))
    cues = list(_rows(names, lines[1:], file.report))
    return file.document("table", paragraphs_of(cues, file.report))


def _names(line: str) -> list[str]:
    return [name.strip(' "').casefold() for name in line.split("\t")]


def _rows(names: Sequence[str], lines: Sequence[str], report: Report) -> Iterator[Cue]:
    words = _place(names, _WORDS)
    speaker, start, end = (_place(names, group) for group in (_SPEAKERS, _STARTS, _ENDS))
    table = [line.split("\t", max(len(names) - 1, words)) for line in lines]
    whole = all(
        row[place].strip().isdecimal()
        for row in table
        for place in (start, end)
        if 0 <= place < len(row)
    )
    used = {words, speaker, start, end}
    for row in table:
        for place, cell in enumerate(row):
            if place not in used and cell.strip():
                report.leave(Left.DATA, solid(cell))
        times = []
        for place in (start, end):
            cell = row[place].strip() if 0 <= place < len(row) else ""
            # Whole numbers are milliseconds, as Whisper writes them.
            time = _time(cell, 1000 if whole and end >= 0 else 1)
            if cell and (time or place == end):
                report.leave(Left.CUE_TIME, solid(cell))
            times.append(time or cell)
        name = row[speaker].strip() if 0 <= speaker < len(row) else ""
        text = row[words].strip() if words < len(row) else ""
        yield _cue(text, times[0], times[1], name, report, written=False)


def _place(names: Sequence[str], group: frozenset[str]) -> int:
    """The first column of a group, -1 where there is none."""
    return next((place for place, name in enumerate(names) if name in group), -1)


def _time(cell: str, divisor: int) -> str:
    """A number as a time stamp; empty where it is none."""
    plain = cell.replace(",", ".", 1)
    if len(plain) > 15 or not plain.replace(".", "", 1).isdecimal():
        return ""
    return stamp(min(float(plain) / divisor, _MOST_SECONDS))


def _cue(text: str, start: str, end: str, speaker: str, report: Report, *, written: bool) -> Cue:
    if speaker and not text:
        report.leave(Left.MARKUP, solid(speaker))
    return Cue(text, start, end, _named(speaker), written)


def _named(speaker: str) -> str:
    """A speaker's name; a bare number would pass for the number of a line."""
    return f"Speaker {speaker}" if speaker.isdecimal() else speaker


def read_json(file: TextFile) -> Document:
    """The segments of a json file.

    Raises:
        BadFile: no json, or none with segments.
    """
    try:
        value = json.loads(file.raw, object_pairs_hook=_object, strict=False)
        segments = _segments(value)
        cues = list(_json_cues(segments, file.report))
    except (ValueError, RecursionError, NoLanguage) as error:
        raise _no_segments(file.name) from error
    if not any(cue.text for cue in cues):
        raise _no_segments(file.name)
    rest = _strings(value) - sum(_strings_read(each) for each in segments)
    if rest:
        file.report.leave(Left.DATA, rest)
    return file.document("json", paragraphs_of(cues, file.report))


def is_json(text: str) -> bool:
    """Whether a text looks like an object of a transcription program."""
    start = text[:200].lstrip()
    return start.startswith(("{", "[{", "[\n")) and '"' in start and ":" in start


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def _segments(value: object) -> list[dict[str, Any]]:
    """The list of segments, wherever the programs keep it."""
    if isinstance(value, dict):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError("no segments")
    return value


def _json_cues(segments: Sequence[dict[str, Any]], report: Report) -> Iterator[Cue]:
    starts = [each.get("start") for each in segments]
    # Programs that count milliseconds write whole numbers; none speaks for an hour at a time.
    whole = all(isinstance(start, int) for start in starts)
    divisor = 1000 if whole and any(isinstance(s, int) and s > 36_000 for s in starts) else 1
    for each in segments:
        start, end = (_json_time(each, key, divisor) for key in ("start", "end"))
        text, speaker = _json_string(each, "text"), _json_string(each, "speaker")
        yield _cue(text, start, end, " ".join(speaker.split()), report, written=False)


def _json_time(segment: dict[str, Any], key: str, divisor: int) -> str:
    stamps = segment.get("timestamps", segment.get("timestamp"))
    if isinstance(stamps, dict):
        found = stamps.get({"start": "from", "end": "to"}[key])
    elif isinstance(stamps, list) and len(stamps) == 2:
        found = stamps[key == "end"]
    else:
        found = segment.get(key)
    if isinstance(found, str):
        return found.strip()[:20] if found.strip()[:1].isdecimal() else ""
    if isinstance(found, bool) or not isinstance(found, int | float):
        return ""
    return stamp(found / divisor) if 0 <= found / divisor <= _MOST_SECONDS else ""


def _json_string(segment: dict[str, Any], key: str) -> str:
    value = segment.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return made_canonical(value)[0].strip() if isinstance(value, str) else ""


def _strings_read(segment: dict[str, Any]) -> int:
    """Characters of the strings of a segment that are read."""
    pair = (segment.get("text"), segment.get("speaker"))
    return sum(solid(value) for value in pair if isinstance(value, str))


def _strings(value: object) -> int:
    """Characters of all strings in a value, names of fields left out."""
    total = 0
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            total += solid(each)
        elif isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return total


def _no_segments(name: str) -> BadFile:
    return BadFile(
        _('The file "{name}" is not the json of a transcription program, or is damaged.').format(
            name=name
        ),
        _("Export it again as .docx, .txt or .vtt."),
    )
