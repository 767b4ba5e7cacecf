"""What came back in a Word file of excerpts; nothing is guessed.

Word keeps the content controls; other programs drop them, and then the printed id, the order of
the rows and the signs in the boxes are what is left. Deletions that are still tracked do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.formats.approval_pack import TAG
from qda.formats.archive import Archive
from qda.formats.safe_xml import XmlParts
from qda.formats.word_names import w
from qda.formats.word_package import Package
from qda.formats.word_report import Report
from qda.formats.word_styles import value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_ID = re.compile(r"(?<![0-9A-Fa-f-])([0-9A-Fa-f]{4})[-‐‑–]([0-9A-Fa-f]{4})(?![0-9A-Fa-f-])")
_TICKED = "☒☑✓✔✗✘xX"
_EMPTY = "☐□"
_BOXES = ("yes", "changes", "no")


@dataclass(frozen=True, slots=True)
class Reply:
    """One row of a pack as it came back."""

    number: int
    """Which excerpt of the file, from 1."""
    tagged: tuple[str, ...]
    """The ids in its content controls; empty where a program has dropped them."""
    printed: tuple[str, ...]
    """The ids that are printed in it."""
    shown: str
    """The excerpt as it stands there now."""
    ticked: frozenset[str]
    """Which of `yes`, `changes`, `no` are ticked."""
    wording: str
    """What was written as another wording; empty where nothing was."""
    whole: bool
    """Whether it has the rows that a pack has."""


@dataclass(frozen=True, slots=True)
class Replies:
    """A pack as it came back."""

    batches: tuple[str, ...]
    replies: tuple[Reply, ...]


def read_replies(path: Path, placeholders: tuple[str, ...]) -> Replies:
    """Read a pack that came back.

    Args:
        path: A Word file.
        placeholders: Texts that stand where no other wording was written, and the lines above.

    Raises:
        BadFile: No Word file, or a damaged one.
    """
    with Archive(path) as archive:
        parts = XmlParts(archive)
        root = Package(archive, parts, Report()).main()
        tables = [
            table
            for table in root.iter(*w("tbl"))
            if next(table.iterancestors(*w("tbl")), None) is None
            and (_tags(table) or _ID.search(_text(table)))
        ]
        batches = [tag.split(".")[2] for tag in _tags(root) if tag.startswith(f"{TAG}.batch.")]
        replies = [_reply(n, one, placeholders) for n, one in enumerate(tables, start=1)]
    return Replies(tuple(dict.fromkeys(batches)), tuple(replies))


def _reply(number: int, table: _Element, placeholders: tuple[str, ...]) -> Reply:
    rows = [
        row for row in table.iter(*w("tr")) if next(row.iterancestors(*w("tbl")), None) is table
    ]
    tagged = [tag.split(".")[2] for tag in _tags(table) if tag.count(".") == 2]
    printed = ["".join(found).lower() for found in _ID.findall(_text(rows[0]))] if rows else []
    whole = len(rows) == 4
    shown = _text(rows[1]) if whole else ""
    return Reply(
        number,
        tuple(dict.fromkeys(tagged)),
        tuple(dict.fromkeys(printed)),
        shown,
        frozenset(_ticks(rows[2])) if whole else frozenset(),
        _wording(rows[3], placeholders) if whole else "",
        whole,
    )


def _ticks(row: _Element) -> Iterator[str]:
    for name, one in zip(_BOXES, row.iter(*w("tc")), strict=False):
        text = _text(one).strip()
        checked = next(one.iter(f"{_W14}checked"), None)
        state = "" if checked is None else str(checked.get(f"{_W14}val"))
        if (text[:1] in _TICKED and text[:1]) or (
            state in ("1", "true") and text[:1] not in _EMPTY
        ):
            yield name


def _wording(row: _Element, placeholders: tuple[str, ...]) -> str:
    lines = []
    for one in row.iter(*w("p")):
        line = _text(one).strip()
        for mark in placeholders:
            line = line.removeprefix(mark).strip()
        if line:
            lines.append(line)
    return "\n".join(lines)


def _tags(element: _Element) -> list[str]:
    found = [value(tag, "val") or "" for tag in element.iter(*w("tag"))]
    return [tag for tag in found if tag.startswith(f"{TAG}.") and tag.count(".") == 2]


def _text(element: _Element) -> str:
    """The words that stand there, a line for each paragraph; tracked deletions are left out."""
    if element.tag in w("p"):
        return "".join(_pieces(element))
    return "\n".join("".join(_pieces(one)) for one in element.iter(*w("p")))


def _pieces(paragraph: _Element) -> Iterator[str]:
    for one in paragraph.iter(*w("t"), *w("br"), *w("tab")):
        if next(one.iterancestors(*w("del"), *w("moveFrom")), None) is None:
            yield (one.text or "") if one.tag in w("t") else "\n" if one.tag in w("br") else " "
