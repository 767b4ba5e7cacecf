"""A Taguette project: documents in HTML, highlights in bytes of its text, flat tags."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from qda.domain.counting import Counting
from qda.domain.exchange import Applied, Code, ForeignProject, Selection, Source
from qda.errors import BadFile
from qda.language import gettext as _
from qda.storage.foreign_rows import Names, rows_of, whole_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def read_taguette(connection: Any) -> ForeignProject:
    """The one project in a database of Taguette.

    Raises:
        BadFile: It holds none, or several.
    """
    dropped: Counter[str] = Counter()
    projects = rows_of(connection, "select id, name, created from projects order by id")
    if len(projects) != 1:
        raise BadFile(
            _("The database holds {count} Taguette projects; one can be read.").format(
                count=len(projects)
            ),
            _("Export the project in Taguette: Project info, Export, SQLite database."),
        )
    _row, title, created = projects[0]
    names = Names(f"taguette:{title}:{created}")
    marks = _highlights(connection, names, dropped)
    return ForeignProject(
        words_of(title),
        "Taguette",
        codes=tuple(_tags(connection, names)),
        sources=tuple(_documents(connection, names, marks)),
        dropped=dict(dropped),
        counting=str(Counting.CODE_POINTS),
    )


def _tags(connection: Any, names: Names) -> Iterator[Code]:
    """The tags in the order in which they were made."""
    for row, path, description in rows_of(
        connection, "select id, path, description from tags order by id"
    ):
        title = " ".join(words_of(path).split())
        yield Code(names("tag", row), title, description=words_of(description))


def _highlights(connection: Any, names: Names, dropped: Counter[str]) -> dict[Any, list[Selection]]:
    """By the row of a document its highlights, in places as Taguette counts them."""
    tags: dict[Any, list[Any]] = {}
    for highlight, tag in rows_of(
        connection, "select highlight_id, tag_id from highlight_tags order by 1, 2"
    ):
        tags.setdefault(highlight, []).append(tag)
    marks: dict[Any, list[Selection]] = {}
    for row, document, start, stop, snippet in rows_of(
        connection,
        "select id, document_id, start_offset, end_offset, snippet from highlights order by id",
    ):
        marks.setdefault(document, []).append(
            Selection(
                names("highlight", row),
                whole_of(start),
                whole_of(stop),
                name=" ".join("".join(_text_nodes(words_of(snippet))).split()),
                codings=tuple(
                    Applied(names("coding", f"{row}:{tag}"), names("tag", tag))
                    for tag in tags.get(row, ())
                ),
            )
        )
        if row not in tags:
            dropped["selection without a coding"] += 1
    return marks


def _documents(
    connection: Any, names: Names, marks: Mapping[Any, Iterable[Selection]]
) -> Iterator[Source]:
    """The documents with their highlights."""
    for row, name, contents in rows_of(
        connection, "select id, name, contents from documents order by id"
    ):
        yield _highlighted(
            names("document", row), words_of(name), words_of(contents), marks.get(row, ())
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
