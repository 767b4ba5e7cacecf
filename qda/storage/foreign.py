"""Projects of Taguette and QualCoder, which are SQLite files made by somebody else.

Such a file is data to be suspected: opened read-only and immutable, without trusted schema,
extensions or triggers of its own having a say, with a limit on work, and only as plain tables.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from qda.domain.counting import Counting
from qda.domain.exchange import Applied, Code, ForeignProject, Note, Selection, Source, User
from qda.domain.text import one_line
from qda.errors import BadFile
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST_BYTES = 500_000_000
MOST_ROWS = 500_000
"""Of one table."""
MOST_WORK = 200_000
"""Calls of the watchdog, one for every 10,000 steps of SQLite's machine: some 30 seconds."""
LONGEST_VALUE = 50_000_000
"""Bytes of one text."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_database(path: Path) -> ForeignProject:
    """The project in a SQLite file of Taguette or QualCoder.

    Raises:
        BadFile: Damaged, too large, or of another program.
    """
    name = one_line(path.name)
    if path.stat().st_size > MOST_BYTES:
        raise BadFile(_('The file "{name}" is too large.').format(name=name))
    try:
        connection = _opened(path)
        try:
            tables = _tables(connection)
            if {"highlights", "tags", "documents", "highlight_tags"} <= tables:
                return _taguette(connection)
            if {"code_name", "code_text", "source", "code_cat"} <= tables:
                return _qualcoder(connection)
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        raise BadFile(
            _('"{name}" is damaged, or no project of Taguette or QualCoder.').format(name=name),
            _("Close the program that made it and export or copy it again."),
        ) from error
    raise BadFile(
        _('"{name}" is a database, but of no program that qda knows.').format(name=name),
        _("It reads projects of Taguette and QualCoder."),
    )


def _opened(path: Path) -> Any:
    # Immutable: no journal beside the file is looked at, no lock is taken, nothing is written.
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True)
    try:
        for pragma in ("trusted_schema=0", "query_only=1", "cell_size_check=1", "mmap_size=0"):
            connection.execute(f"pragma {pragma}")
        if hasattr(connection, "setlimit"):
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        left = [MOST_WORK]

        def watch() -> int:
            left[0] -= 1
            return left[0] < 0

        connection.set_progress_handler(watch, 10_000)
    except BaseException:
        connection.close()
        raise
    return connection


def _tables(connection: Any) -> set[str]:
    """The plain tables; a view or virtual table of a known name is not taken for one."""
    rows = connection.execute(
        "select name from sqlite_master where type = 'table' and sql not like 'create virtual%'"
    )
    return {str(row[0]) for row in rows.fetchmany(1_000)}


def _rows(connection: Any, query: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = connection.execute(query).fetchmany(MOST_ROWS + 1)
    if len(rows) > MOST_ROWS:
        raise sqlite3.DatabaseError("too many rows")
    return rows


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value < 1 << 40 else -1


class _Names:
    """GUIDs for rows that have numbers only: the same in every copy of the same project."""

    def __init__(self, seed: str) -> None:
        self._namespace: UUID = uuid5(NAMESPACE_URL, seed)

    def __call__(self, kind: str, row: Any) -> str:
        return str(uuid5(self._namespace, f"{kind}:{row}"))


def _taguette(connection: Any) -> ForeignProject:
    dropped: Counter[str] = Counter()
    projects = _rows(connection, "select id, name, created from projects order by id")
    if len(projects) != 1:
        raise BadFile(
            _("The database holds {count} Taguette projects; one can be read.").format(
                count=len(projects)
            ),
            _("Export the project in Taguette: Project info, Export, SQLite database."),
        )
    _row, title, created = projects[0]
    names = _Names(f"taguette:{title}:{created}")
    codes = [
        Code(names("tag", row), " ".join(_words(path).split()), description=_words(description))
        for row, path, description in _rows(
            connection, "select id, path, description from tags order by id"
        )
    ]
    tags: dict[Any, list[Any]] = {}
    for highlight, tag in _rows(
        connection, "select highlight_id, tag_id from highlight_tags order by 1, 2"
    ):
        tags.setdefault(highlight, []).append(tag)
    marks: dict[Any, list[Selection]] = {}
    for row, document, start, stop, snippet in _rows(
        connection,
        "select id, document_id, start_offset, end_offset, snippet from highlights order by id",
    ):
        marks.setdefault(document, []).append(
            Selection(
                names("highlight", row),
                _whole(start),
                _whole(stop),
                name=" ".join("".join(_text_nodes(_words(snippet))).split()),
                codings=tuple(
                    Applied(names("coding", f"{row}:{tag}"), names("tag", tag))
                    for tag in tags.get(row, ())
                ),
            )
        )
        if row not in tags:
            dropped["selection without a coding"] += 1
    sources = [
        _highlighted(names("document", row), _words(name), _words(contents), marks.get(row, ()))
        for row, name, contents in _rows(
            connection, "select id, name, contents from documents order by id"
        )
    ]
    return ForeignProject(
        _words(title),
        "Taguette",
        codes=tuple(codes),
        sources=tuple(sources),
        dropped=dict(dropped),
        counting=str(Counting.CODE_POINTS),
    )


_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
"""Elements of HTML that stand on lines of their own."""


class _Pieces(HTMLParser):
    """The text nodes of HTML, and where paragraphs end; scripts and styles hold no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("script", "style"):
            self._silent += 1
        elif tag in _BLOCKS:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if data and not self._silent:
            self.found.append(data)


def _text_nodes(html: str) -> list[str]:
    """The text nodes in order; an empty one stands between blocks."""
    parser = _Pieces()
    parser.feed(html)
    parser.close()
    return parser.found


def _highlighted(guid: str, name: str, html: str, marks: Iterable[Selection]) -> Source:
    """A document of Taguette as text with line ends, its highlights in places of that text.

    Taguette counts the bytes of all text nodes in UTF-8 and nothing between them.
    """
    nodes = _text_nodes(html)
    places = list(_byte_places(nodes))
    text, begins = _laid_out(nodes)
    selections = []
    for mark in marks:
        start, stop = _at(places, begins, mark.start), _at(places, begins, mark.stop, last=True)
        if start is None or stop is None or start >= stop:
            start, stop = len(text), len(text) + 1  # outside: reported like any other
        selections.append(Selection(mark.guid, start, stop, name=mark.name, codings=mark.codings))
    return Source(guid, name, text, tuple(selections))


def _byte_places(nodes: list[str]) -> Iterator[tuple[int, int, str]]:
    """For each text node its first and last byte, counted over all of them."""
    at = 0
    for node in nodes:
        size = len(node.encode("utf-8", "surrogatepass"))
        yield at, at + size, node
        at += size


def _laid_out(nodes: list[str]) -> tuple[str, list[int]]:
    """The text with a line end between blocks, and where in it each node begins."""
    pieces: list[str] = []
    begins: list[int] = []
    length = 0
    for node in nodes:
        if not node:
            if pieces and not pieces[-1].endswith("\n"):
                pieces.append("\n")
                length += 1
            begins.append(length)
            continue
        begins.append(length)
        pieces.append(node)
        length += len(node)
    return "".join(pieces), begins


def _at(
    places: list[tuple[int, int, str]], begins: list[int], byte: int, *, last: bool = False
) -> int | None:
    from bisect import bisect_left, bisect_right

    if byte < 0 or not places or byte > places[-1][1]:
        return None
    if last:  # the end of a node rather than the start of the next
        index = bisect_left([stop for _start, stop, _node in places], byte)
    else:
        index = bisect_right([start for start, _stop, _node in places], byte) - 1
    start, _stop, node = places[index]
    inside = node.encode("utf-8", "surrogatepass")[: byte - start]
    try:
        return begins[index] + len(inside.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return None


def _qualcoder(connection: Any) -> ForeignProject:
    names = _Names("qualcoder:" + ":".join(_identity(connection)))
    dropped: Counter[str] = Counter()
    codes = [*_categories(connection, names), *_code_names(connection, names)]
    marks: dict[Any, list[Selection]] = {}
    coders: set[str] = set()
    for row, code, source, start, stop, words, owner, date, memo in _rows(
        connection,
        "select ctid, cid, fid, pos0, pos1, seltext, owner, date, memo from code_text"
        " order by fid, pos0, pos1, ctid",
    ):
        coders.add(_words(owner))
        dropped["note"] += bool(_words(memo))
        applied = Applied(
            names("coding", row), names("code", code), names("coder", _words(owner)), _words(date)
        )
        marks.setdefault(source, []).append(
            Selection(
                names("selection", row),
                _whole(start),
                _whole(stop),
                # Qt writes U+2029 for the end of a paragraph.
                name=" ".join(_words(words).replace("\u2029", "\n").split()),
                codings=(applied,),
            )
        )
    sources = []
    for row, name, text, media, date in _rows(
        connection, "select id, name, fulltext, mediapath, date from source order by id"
    ):
        if not _words(text):
            dropped["picture or sound"] += bool(_words(media))
            continue
        chosen = [one for one in marks.get(row, ()) if 0 <= one.start < one.stop]
        dropped["impossible position"] += len(marks.get(row, ())) - len(chosen)
        sources.append(
            Source(names("source", row), _words(name), _words(text), tuple(chosen),
                   created=_words(date))
        )  # fmt: skip
    return ForeignProject(
        "",
        "QualCoder",
        users=tuple(User(names("coder", one), one) for one in sorted(coders) if one),
        codes=tuple(codes),
        sources=tuple(sources),
        notes=tuple(_journal(connection, names)),
        dropped=dict(+dropped),
    )


def _identity(connection: Any) -> list[str]:
    """What tells one QualCoder project from another: when it was made."""
    if "project" not in _tables(connection):
        return [""]
    rows = _rows(connection, "select date from project limit 1")
    return [_words(row[0]) for row in rows]


def _categories(connection: Any, names: _Names) -> Iterator[Code]:
    rows = _rows(connection, "select catid, name, memo, supercatid from code_cat order by catid")
    above = {row: parent for row, _name, _memo, parent in rows}
    waiting, done = list(rows), set[Any]()
    while waiting:
        # Parents first; a circle, which QualCoder can write, is broken where it is met.
        ready = [one for one in waiting if one[3] not in above or one[3] in done] or waiting[:1]
        for row, name, memo, parent in ready:
            known = parent in done
            yield Code(
                names("category", row),
                " ".join(_words(name).split()),
                names("category", parent) if known else None,
                description=_words(memo),
                codable=False,
            )
            done.add(row)
        waiting = [one for one in waiting if one[0] not in done]


def _code_names(connection: Any, names: _Names) -> Iterator[Code]:
    categories = {row[0] for row in _rows(connection, "select catid from code_cat")}
    for row, name, memo, category, colour in _rows(
        connection, "select cid, name, memo, catid, color from code_name order by cid"
    ):
        written = _words(colour)
        yield Code(
            names("code", row),
            " ".join(_words(name).split()),
            names("category", category) if category in categories else None,
            description=_words(memo),
            colour=written if _COLOUR.fullmatch(written) else "",
        )


def _journal(connection: Any, names: _Names) -> Iterator[Note]:
    if "journal" in _tables(connection):
        for row, name, entry in _rows(connection, "select jid, name, jentry from journal"):
            yield Note(names("journal", row), _words(name), _words(entry))
