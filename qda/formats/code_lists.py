"""Lists of codes that people keep in Excel, csv or plain text.

A table has a column of titles and perhaps more; in a text every line is a code, and a line that
is indented further than the one above belongs under it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from qda.domain.exchange import Code, ForeignProject
from qda.errors import BadFile
from qda.formats.files import read_text_file
from qda.formats.tables import read_table
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 5_000_000

OTHER_NAMES = {
    "theme": "title", "tema": "title", "code": "title", "kode": "title", "navn": "title",
    "name": "title", "titel": "title", "tag": "title", "kodenavn": "title", "code name": "title",
    "description": "definition", "beskrivelse": "definition", "memo": "definition",
    "overtema": "parent", "overkode": "parent", "category": "parent", "kategori": "parent",
    "parent code": "parent", "parent_theme": "parent",
    "color": "colour", "farve": "colour",
    "nøgle": "key", "søgeord": "keywords", "medtag": "include", "udelad": "exclude",
}  # fmt: skip
"""Other names of columns, in lower case; `tag` is Taguette's."""

_BULLET = re.compile(r"(?:[-*•–]\s+|\d{1,3}(?:\.\d{1,3})*[.)]\s+)")
_PLAIN_FIELDS = ("key", "include", "exclude", "keywords", "hotkey")


def read_code_list(path: Path) -> ForeignProject:
    """The codes of a list.

    Raises:
        BadFile: The file cannot be read, or holds no code.
    """
    codes = _lines(path) if path.suffix.casefold() == ".txt" else _table(path)
    if not codes:
        raise BadFile(
            _('"{name}" holds no codes.').format(name=path.name),
            _("Write one code to a line, or make a table with the column title."),
        )
    return ForeignProject(path.stem, codes=tuple(codes))


def _guid(place: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"qda:list:{place}"))


def _table(path: Path) -> list[Code]:
    rows = read_table(path, ("title",), OTHER_NAMES).rows
    titles = {" ".join(row["title"].split()).casefold(): number for number, row in rows}
    keys = {row["key"].strip().casefold(): number for number, row in rows if row.get("key")}
    found: dict[int, Code] = {}
    for number, row in rows:
        title = " ".join(_unguarded(row["title"]).split())
        if not title:
            continue
        above = " ".join(row.get("parent", "").split()).casefold()
        parent = keys.get(above) or titles.get(above)
        found[number] = Code(
            _guid(str(number)),
            title,
            _guid(str(parent)) if parent and parent != number else None,
            description=_unguarded(row.get("definition", "")),
            colour=row.get("colour", "").strip(),
            fields={name: _unguarded(row[name]).strip() for name in _PLAIN_FIELDS if row.get(name)},
        )
    return _parents_first(list(found.values()))


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that guards it against being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r") else cell


def _parents_first(codes: list[Code]) -> list[Code]:
    known = {code.guid for code in codes}
    done: dict[str, Code] = {}
    waiting = codes
    while waiting:
        ready = [one for one in waiting if one.parent not in known or one.parent in done]
        if not ready:  # a circle: its first code goes to the top
            first = waiting[0]
            ready = [Code(first.guid, first.name, None, first.description, first.colour,
                          fields=first.fields)]  # fmt: skip
        done |= {one.guid: one for one in ready}
        waiting = [one for one in waiting if one.guid not in done]
    return list(done.values())


def _lines(path: Path) -> list[Code]:
    text, _encoding = read_text_file(path, MOST_BYTES)
    codes: list[Code] = []
    above: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.expandtabs(4)
        depth = len(words) - len(words.lstrip())
        words = _BULLET.sub("", words.strip(), count=1).strip()
        if not words:
            continue
        title, _colon, definition = words.partition(": ")
        while above and above[-1][0] >= depth:
            above.pop()
        guid = _guid(str(number))
        codes.append(Code(guid, title.strip(), above[-1][1] if above else None, definition.strip()))
        above.append((depth, guid))
    return codes
