"""REFI-QDA in: codebooks (.qdc) and projects (.qdpx, .qde) of any program, read with tolerance.

Local names count, not namespaces; dates, users and names may be missing; what has no place here
is counted by kind. Nothing is unpacked to disk, and no path of the file is ever opened.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from qda.domain import exchange
from qda.domain.exchange import Applied, Case, Code, ForeignProject, Note, Selection, Source
from qda.errors import BadFile
from qda.formats.archive import Archive
from qda.formats.files import decoded, read_at_most
from qda.formats.refi_elements import (
    child,
    children,
    local,
    number_of,
    references,
    target_of,
    text_of,
    values_of,
)
from qda.formats.refi_names import tidy_guid
from qda.formats.safe_xml import XmlParts
from qda.formats.sniff import shown_name
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

MOST_BYTES = 30_000_000
"""Of a codebook or a bare project.qde."""
MOST_MARKUP = 2_000_000
"""Signs `<` and `=` in project.qde: some 100,000 codings."""
MOST_POSITION = 1 << 31
"""No text is longer; a larger number is nonsense or an attack."""

_OTHER_SOURCES = {
    "PictureSource": "picture",
    "PDFSource": "PDF",
    "AudioSource": "audio",
    "VideoSource": "video",
}
_COUNTED = {"Set": "set", "Graph": "graph"}


class _OneFile:
    """A file that is XML itself, read like a part of an archive."""

    def __init__(self, path: Path) -> None:
        self.name = shown_name(path)
        self._contents = read_at_most(path, MOST_BYTES + 1)

    def read(self, _name: str) -> bytes:
        if len(self._contents) > MOST_BYTES:
            raise BadFile(_('The file "{name}" is too large.').format(name=self.name))
        return self._contents


def read_refi(path: Path) -> ForeignProject:
    """The project or codebook in a .qdpx, .qde or .qdc file.

    Raises:
        BadFile: missing, damaged, hostile, or something else.
    """
    if read_at_most(path, 2) != b"PK":
        one = _OneFile(path)
        return _Reader(None, XmlParts(one, MOST_MARKUP).parse(one.name), one.name).project()
    with Archive(path) as archive:
        parts = [name for name in archive if name.casefold().endswith(".qde")]
        if len(parts) != 1:
            raise BadFile(
                _('The file "{name}" holds no REFI-QDA project.').format(name=archive.name),
                _("Export it again as REFI-QDA project (.qdpx)."),
            )
        root = XmlParts(archive, MOST_MARKUP).parse(parts[0])
        return _Reader(archive, root, archive.name).project()


def _users(root: _Element) -> Iterator[exchange.User]:
    for one in children(child(root, "Users"), "User"):
        yield exchange.User(tidy_guid(one.get("guid")), one.get("name") or one.get("id") or "")


def _links(root: _Element) -> Iterator[exchange.Link]:
    for one in children(child(root, "Links"), "Link"):
        yield exchange.Link(
            tidy_guid(one.get("guid")),
            tidy_guid(one.get("originGUID")),
            tidy_guid(one.get("targetGUID")),
            one.get("name", ""),
        )


class _Reader:
    """One file on its way in: what is dropped, and which identities are taken."""

    def __init__(self, archive: Archive | None, root: _Element, name: str) -> None:
        self.archive = archive
        self.root = root
        self.file = name
        self.dropped: Counter[str] = Counter()
        self.taken: set[str] = set()
        self.variables: dict[str, str] = {}
        """Names by GUID."""

    def project(self) -> ForeignProject:
        root = self.root
        kind = local(root)
        if kind not in ("Project", "CodeBook"):
            raise BadFile(
                _('The file "{name}" is XML, but neither a project nor a codebook.').format(
                    name=self.file
                ),
                _("Export it as REFI-QDA project (.qdpx) or codebook (.qdc)."),
            )
        book = root if kind == "CodeBook" else child(root, "CodeBook")
        codes = tuple(self._codes(child(book, "Codes")))
        if self.archive is not None and self.archive.ignored:
            self.dropped["unsafe part name"] += self.archive.ignored
        self.variables = {
            tidy_guid(one.get("guid")): " ".join(one.get("name", "").split())
            for one in children(child(root, "Variables"), "Variable")
        }
        sources = tuple(self._sources(child(root, "Sources")))
        notes = tuple(self._note(one) for one in children(child(root, "Notes"), "Note"))
        cases = tuple(self._cases())
        for group in root:
            for one in group:
                if local(one) in _COUNTED:
                    self.dropped[_COUNTED[local(one)]] += 1
        return ForeignProject(
            name=root.get("name", ""),
            origin=root.get("origin", ""),
            created=root.get("creationDateTime", ""),
            modified=root.get("modifiedDateTime", ""),
            description=text_of(child(root, "Description")),
            users=tuple(_users(root)),
            codes=codes,
            sources=sources,
            cases=cases,
            notes=notes,
            project_notes=references(root),
            links=tuple(_links(root)),
            dropped=dict(self.dropped),
        )

    def _identity(self, element: _Element, place: str) -> str:
        """The GUID of an element; one derived from its place where it has none of its own.

        A second element with the same GUID gets another, so that none hides the other.
        """
        guid = tidy_guid(element.get("guid"))
        if not guid or guid in self.taken:
            self.dropped["repeated or missing GUID"] += 1
            guid = str(uuid5(NAMESPACE_URL, f"qda:{guid}:{place}"))
        self.taken.add(guid)
        return guid

    def _codes(self, top: _Element | None) -> Iterator[Code]:
        waiting: list[tuple[_Element, str | None]] = [
            (code, None) for code in reversed(list(children(top, "Code")))
        ]
        while waiting:
            element, parent = waiting.pop()
            name = " ".join(element.get("name", "").split())
            guid = self._identity(element, f"code:{parent}:{name}")
            yield Code(
                guid,
                name,
                parent,
                description=text_of(child(element, "Description")),
                colour=element.get("color", ""),
                codable=element.get("isCodable", "true").strip() not in ("false", "0"),
                notes=references(element),
            )
            waiting.extend((code, guid) for code in reversed(list(children(element, "Code"))))

    def _sources(self, group: _Element | None) -> Iterator[Source]:
        for element in group if group is not None else ():
            kind = local(element)
            if kind == "TextSource":
                yield self._source(element)
            elif kind in _OTHER_SOURCES:
                self.dropped[_OTHER_SOURCES[kind]] += 1
                codings = sum(local(one) == "Coding" for one in element.iter())
                if codings:
                    self.dropped["coding of other media"] += codings

    def _source(self, element: _Element) -> Source:
        name = " ".join(element.get("name", "").split())
        guid = self._identity(element, f"source:{name}")
        whole = sum(1 for _one in children(element, "Coding"))
        if whole:
            self.dropped["coding of a whole source"] += whole
        text = self._contents(element)
        selections = [
            found
            for number, one in enumerate(children(element, "PlainTextSelection"))
            if (found := self._selection(one, f"{guid}:{number}")) is not None
        ]
        return Source(
            guid,
            name,
            text or "",
            tuple(selections),
            user=tidy_guid(element.get("creatingUser")),
            created=element.get("creationDateTime", ""),
            description=text_of(child(element, "Description")),
            notes=references(element),
            missing=text is None,
            values=values_of(element, self.variables),
        )

    def _contents(self, element: _Element) -> str | None:
        """The plain text, from the element or from its part of the archive; None is missing."""
        inline = child(element, "PlainTextContent")
        if inline is not None:
            return text_of(inline)
        path = (element.get("plainTextPath") or "").replace("\\", "/")
        stem = path.partition("://")[2] or path
        # Only a bare name is looked up, and only inside the archive.
        name = stem.lstrip("/").rpartition("/")[2]
        part = f"sources/{name}"
        if self.archive is None or not name or part not in self.archive:
            return None
        try:
            return _with_mark(self.archive.read(part))
        except UnicodeDecodeError:
            self.dropped["damaged part"] += 1
            return None

    def _selection(self, element: _Element, place: str) -> Selection | None:
        start, stop = number_of(element.get("startPosition")), number_of(element.get("endPosition"))
        codings = tuple(
            Applied(
                self._identity(one, f"coding:{place}:{number}"),
                target_of(one),
                user=tidy_guid(one.get("creatingUser")),
                created=one.get("creationDateTime", ""),
                notes=references(one),
            )
            for number, one in enumerate(children(element, "Coding"))
        )
        if start is None or stop is None or not 0 <= start < stop <= MOST_POSITION:
            self.dropped["impossible position"] += max(1, len(codings))
            return None
        description = text_of(child(element, "Description"))
        if not codings and not description.strip() and child(element, "NoteRef") is None:
            self.dropped["selection without a coding"] += 1
        return Selection(
            tidy_guid(element.get("guid")),
            start,
            stop,
            name=element.get("name", ""),
            user=tidy_guid(element.get("creatingUser")),
            created=element.get("creationDateTime", ""),
            codings=codings,
            notes=references(element),
            description=description,
        )

    def _cases(self) -> Iterator[Case]:
        for element in children(child(self.root, "Cases"), "Case"):
            name = " ".join(element.get("name", "").split())
            guid = tidy_guid(element.get("guid"))
            yield Case(
                # NVivo gives a case and its code one GUID.
                guid if guid in self.taken else self._identity(element, f"case:{name}"),
                name,
                references(element, "SourceRef"),
                values_of(element, self.variables),
                text_of(child(element, "Description")),
            )

    def _note(self, element: _Element) -> Note:
        name = element.get("name", "")
        return Note(
            self._identity(element, f"note:{name}"),
            name,
            self._contents(element) or "",
            user=tidy_guid(element.get("creatingUser")),
            created=element.get("creationDateTime", ""),
            modified=element.get("modifiedDateTime", ""),
        )


def _with_mark(raw: bytes) -> str:
    """A text part as text; a byte order mark stays, since positions may count it."""
    text, encoding = decoded(raw)
    return f"\ufeff{text}" if encoding == "UTF-8 with BOM" else text
