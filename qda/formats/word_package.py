"""A Word file as a package: its main part, the parts around it, and what is in them.

Parts are found through relations, never by name: programs rename them.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from qda.errors import BadFile
from qda.formats import word_names as names
from qda.formats.word_errors import not_a_word_package
from qda.formats.word_names import w
from qda.formats.word_pages import Layout, whole_number
from qda.formats.word_report import Left, Report, width
from qda.formats.word_styles import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from qda.formats.archive import Archive
    from qda.formats.safe_xml import XmlParts

_CONTENT_TYPES = "[Content_Types].xml"
_TOP = "_rels/.rels"
_COMMENT = w("comment")
_FOOTNOTE = w("footnote")
_ENDNOTE = w("endnote")
_RULES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
"""Types of notes that hold the line above the notes, not words."""
_OBJECTS = frozenset({"oleObject", "package", "control"})
"""Kinds of relations to files of other programs, such as a workbook behind a table."""
_ROOT = w("document")


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a relations part."""

    kind: str
    """Last word of its type, the same in both namespaces: `styles`, `header` …"""
    target: str
    """Name of the part, or an address outside the file."""
    external: bool


class Package:
    """The parts of a Word file."""

    def __init__(self, archive: Archive, parts: XmlParts, report: Report) -> None:
        """Find the main part.

        Raises:
            BadFile: there is none.
        """
        self._archive = archive
        self._parts = parts
        self._report = report
        if _CONTENT_TYPES not in archive or _TOP not in archive:
            raise not_a_word_package(archive)
        self._top = self._relations(_TOP, "")
        main = next(
            (
                relation.target
                for relation in self._top
                if relation.kind == "officeDocument"
                and not relation.external
                and relation.target in archive
            ),
            None,
        )
        if main is None:
            raise not_a_word_package(archive)
        self._main = main
        folder, name = posixpath.split(main)
        own = posixpath.join(folder, "_rels", f"{name}.rels")
        self._own = self._relations(own, folder) if own in archive else []

    def main(self) -> _Element:
        """The root of the main part."""
        root = self._parts.parse(self._main)
        if root.tag not in _ROOT:
            raise not_a_word_package(self._archive)
        return root

    def styles(self) -> _Element | None:
        """The root of the styles part, None where there is none."""
        return next(self._roots("styles"), None)

    @property
    def main_name(self) -> str:
        """The name of the main part."""
        return self._main

    def notes(self, kind: str) -> dict[str, _Element]:
        """Notes by their id, in the order of the part, without the lines above them.

        Args:
            kind: `footnote` or `endnote`.
        """
        tags = _FOOTNOTE if kind == "footnote" else _ENDNOTE
        return {
            value(note, "id") or "": note
            for root in self._roots(f"{kind}s")
            for note in root.iter(*tags)
            if value(note, "type") not in _RULES
        }

    def related(self, kind: str) -> str | None:
        """The name of the part of a kind that the main part refers to; None without one."""
        return next(
            (
                relation.target
                for relation in self._own
                if relation.kind == kind
                and not relation.external
                and relation.target in self._archive
            ),
            None,
        )

    @property
    def relations_name(self) -> str:
        """The name of the part that holds the main part's relations."""
        folder, name = posixpath.split(self._main)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def count_parts(self) -> None:
        """Report what stands outside the main part: comments, notes, headers, macros."""
        for root in self._roots("comments"):
            for comment in root.iter(*_COMMENT):
                self._report.leave(Left.COMMENT, _words(comment))
                self._report.authors.add(value(comment, "author") or "")
        for kind, tags in ((Left.FOOTNOTE, _FOOTNOTE), (Left.ENDNOTE, _ENDNOTE)):
            for root in self._roots(f"{kind}s"):
                for note in root.iter(*tags):
                    if value(note, "type") not in _RULES:
                        self._report.leave(kind, _words(note))
        for kind in (Left.HEADER, Left.FOOTER):
            for root in self._roots(kind):
                characters = _words(root)
                if characters:
                    self._report.leave(kind, characters)
        self._count_relations()

    def layout(self) -> Layout:
        """What the document properties say; they are not worth refusing a file for."""
        core = self._properties("core-properties")
        for name in ("creator", "lastModifiedBy"):
            self._report.authors.add(core.get(name, ""))
        extended = self._properties("extended-properties")
        program = extended.get("Application", "")
        return Layout(
            whole_number(extended.get("Pages")),
            whole_number(extended.get("Words")),
            program.startswith("Microsoft") and "Word" in program,
        )

    def _count_relations(self) -> None:
        for relation in self._own:
            if relation.kind in _OBJECTS:
                self._report.leave(Left.OBJECT)
            if relation.external:
                # The address of a link is no content; anything else would be fetched by Word.
                if relation.kind != "hyperlink":
                    self._report.leave(Left.EXTERNAL)
            elif relation.target not in self._archive and relation.kind != "hyperlink":
                self._report.leave(Left.MISSING_PART)
        if any(name.casefold().endswith("vbaproject.bin") for name in self._archive):
            self._report.leave(Left.MACRO)
        if self._archive.ignored:
            self._report.leave(Left.UNSAFE_NAME, count=self._archive.ignored)

    def _properties(self, kind: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for relation in self._top:
            if relation.kind == kind and not relation.external and relation.target in self._archive:
                try:
                    root = self._parts.parse(relation.target)
                except BadFile:
                    self._report.leave(Left.DAMAGED_PART)
                    continue
                for child in root:
                    found[child.tag.rpartition("}")[2]] = (child.text or "").strip()
        return found

    def _roots(self, kind: str) -> Iterator[_Element]:
        """The roots of the parts of one kind that the file holds."""
        seen: set[str] = set()
        for relation in self._own:
            if relation.kind != kind or relation.external or relation.target in seen:
                continue
            seen.add(relation.target)
            if relation.target in self._archive:
                yield self._parts.parse(relation.target)

    def _relations(self, part: str, folder: str) -> list[Relation]:
        found = []
        for element in self._parts.parse(part):
            target = element.get("Target") or ""
            external = element.get("TargetMode") == "External"
            kind = (element.get("Type") or "").rpartition("/")[2]
            if not external:
                target = self._resolved(folder, target)
            found.append(Relation(kind, target, external))
        return found

    def _resolved(self, folder: str, target: str) -> str:
        plain = target.partition("#")[0].replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", folder, plain)).lstrip("/")
        return path if path in self._archive else unquote(path)


def _words(element: _Element) -> int:
    return sum(width(text.text or "") for text in element.iter(*names.TEXT))
