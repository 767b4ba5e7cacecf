"""All that a written file says, opened to its last part, so that nothing in it goes unseen.

Zip archives are opened member by member, markup is read both as it stands and as a reader sees
it, escapes are undone. It is for files of our own making that have not left yet.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator


class StreamKind(StrEnum):
    """What a stream is."""

    NAME = "name"
    """The name of a file or of a member."""
    TEXT = "text"
    """What a reader sees."""
    RAW = "raw"
    """The same with markup, attributes and comments."""
    BINARY = "binary"
    """Bytes that are no text; each a character."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One reading of a part of a file."""

    place: str
    """The part, such as `word/document.xml`; empty is the file itself."""
    kind: StreamKind
    text: str


_WORD_MARK = "wordprocessingml"
_WORD_ENDS = re.compile(r"</w:p>|<w:br[ />]|<w:tab/>|</w:tc>|</w:tr>")
_SOFT = re.compile(r"<w:softHyphen\s*/>|\u00ad")
_NO_BREAK = re.compile(r"<w:noBreakHyphen\s*/>")
_INLINE = re.compile(
    r"</?(?:b|i|u|em|strong|span|a|mark|small|sub|sup|font|r|t|rPr|tspan|text:span|text:a)"
    r"(?:\s[^<>]*)?/?>"
)
_TAG = re.compile(r"<[^<>]*>")
_STRICT_TAG = re.compile(r"""</?[a-zA-Z][\w:-]*(?:\s+[\w:-]+="[^"<>]*")*\s*/?>""")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_DATA = re.compile(r"data:[\w/+.;=-]*;base64,([A-Za-z0-9+/=\s]+)")
_DEEPEST = 6
"""How many archives inside each other are opened; a deeper one is read as bytes."""


def streams(name: str, data: bytes, depth: int = 0, place: str = "") -> Iterator[Stream]:
    """Every reading of a file.

    Args:
        name: Its name.
        data: Its bytes.
        depth: How many archives it lies in.
        place: The archives and members that it lies in.
    """
    yield Stream(place, StreamKind.NAME, unquote(name))
    if data.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        yield from _archive(data, depth, place)
    elif data.startswith(b"%PDF"):
        yield from _pdf(data, place)
    elif data.startswith(b"PAR1"):
        yield from _parquet(data, place)
    else:
        text = _decoded(data)
        if text is None:
            yield Stream(place, StreamKind.BINARY, data.decode("latin-1"))
            return
        yield from _written(text, depth, place)


def _archive(data: bytes, depth: int, place: str) -> Iterator[Stream]:
    yield Stream(place, StreamKind.BINARY, data.decode("latin-1"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield Stream(place, StreamKind.NAME, archive.comment.decode("utf-8", "replace"))
        for member in archive.infolist():
            within = f"{place}/{member.filename}".lstrip("/")
            notes = member.comment + b"\n" + member.extra
            yield Stream(within, StreamKind.NAME, notes.decode("utf-8", "replace"))
            yield from streams(member.filename, archive.read(member), depth + 1, within)


def _pdf(data: bytes, place: str) -> Iterator[Stream]:
    import pypdf

    yield Stream(place, StreamKind.BINARY, data.decode("latin-1"))
    reader = pypdf.PdfReader(io.BytesIO(data))
    facts = [f"{key} {value}" for key, value in (reader.metadata or {}).items()]
    yield Stream(place, StreamKind.RAW, "\n".join(facts))
    xmp = reader.xmp_metadata
    if xmp is not None:
        yield Stream(place, StreamKind.RAW, xmp.stream.get_data().decode("utf-8", "replace"))
    for number, page in enumerate(reader.pages, start=1):
        yield Stream(f"{place} {number}".strip(), StreamKind.TEXT, page.extract_text())
        for note in page.get("/Annots") or ():
            yield Stream(f"{place} {number}".strip(), StreamKind.RAW, str(note.get_object()))
    for attached, contents in reader.attachments.items():
        for each in contents:
            yield from streams(attached, each, 1, place)


def _parquet(data: bytes, place: str) -> Iterator[Stream]:
    from pyarrow import parquet

    yield Stream(place, StreamKind.BINARY, data.decode("latin-1"))
    table = parquet.read_table(io.BytesIO(data))
    rows = (" \n".join(str(value) for value in row.values()) for row in table.to_pylist())
    yield Stream(place, StreamKind.TEXT, "\n".join([*table.column_names, *rows]))


def _decoded(data: bytes) -> str | None:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return None if b"\0" in data else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _written(text: str, depth: int, place: str) -> Iterator[Stream]:
    """The readings of a text file: markup or not."""
    for match in _DATA.finditer(text):
        try:
            inside = base64.b64decode(match[1], validate=False)
        except (binascii.Error, ValueError):
            continue
        if depth < _DEEPEST:
            yield from streams("", inside, depth + 1, place)
    if text.lstrip().startswith("<"):
        yield Stream(place, StreamKind.RAW, plain(unescape(text)))
        # A page may hold markup inside its markup, such as pictures for a script to show.
        read = _STRICT_TAG.sub("\n", plain(unescape(_as_read(text))))
        yield Stream(place, StreamKind.TEXT, read)
        if _NO_BREAK.search(text):  # such a hyphen may part a word, or join two
            joined = unescape(_as_read(_NO_BREAK.sub("", text)))
            yield Stream(place, StreamKind.TEXT, plain(joined))
    else:
        yield Stream(place, StreamKind.TEXT, plain(text))
    if re.search(r"%[0-9A-Fa-f]{2}", text):
        yield Stream(place, StreamKind.RAW, unquote(text))


def _as_read(text: str) -> str:
    """Markup as a reader sees it: runs join, paragraphs and cells part."""
    text = _NO_BREAK.sub("-", _SOFT.sub("", text))
    if _WORD_MARK in text:
        return _TAG.sub("", _WORD_ENDS.sub("\n", text))
    return _TAG.sub("\n", _INLINE.sub("", text))


def plain(text: str) -> str:
    """A text with the escapes of JSON and JavaScript undone."""
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"').replace("\\/", "/")
