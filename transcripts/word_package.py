"""The parts of a Word file that a transcript needs, written by hand.

Nothing here depends on the day, the machine or a library's template: the same body always
gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EDITED = "2025-05-05T08:00:00Z"
"""The one date in all properties."""


def name(prefixed: str) -> str:
    """`w:p` in the form that ElementTree uses."""
    prefix, local = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def w(tag: str, *children: Element | None, **attributes: str) -> Element:
    """A WordprocessingML element; attributes belong to `w` unless they name another prefix."""
    element = Element(name(f"w:{tag}"))
    for key, value in attributes.items():
        element.set(name(key if ":" in key else f"w:{key}"), value)
    element.extend(child for child in children if child is not None)
    return element


def text_element(text: str, tag: str = "t") -> Element:
    """A `w:t` (or `w:delText`) that keeps its blanks."""
    element = w(tag)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element.text = text
    return element


SIGNS = {"\n": "br", "\t": "tab", "\u00ad": "softHyphen"}
"""Characters that Word writes as elements."""


def run(text: str, *properties: Element, deleted: bool = False) -> Element:
    """A run of text; line feeds, tabs and soft hyphens become Word's elements."""
    element = w("r", w("rPr", *properties) if properties else None)
    for piece in re.split("([\n\t\u00ad])", text):
        if piece in SIGNS:
            element.append(w(SIGNS[piece]))
        elif piece:
            element.append(text_element(piece, "delText" if deleted else "t"))
    return element


def field_runs(instruction: str) -> list[Element]:
    """A field such as PAGE, in the five runs that Word writes."""
    code = text_element(f" {instruction} ", "instrText")
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        run("1"),
        w("r", w("fldChar", fldCharType="end")),
    ]


@dataclass(frozen=True, slots=True)
class Look:
    """How the pages of one file look; lengths in twentieths of a point."""

    font: str
    size: int
    """In half points."""
    line: int = 360
    """Line spacing; 240 is single."""
    after: int = 0
    """Room after a paragraph."""
    side: int = 1134
    """Left and right margin; this one is Word's own in Danish."""
    line_numbers: bool = False

    top = 1701
    """Upper and lower margin, the same in all files."""


@dataclass(slots=True)
class WordFile:
    """A Word file in the making."""

    look: Look
    track_changes: bool = False
    body: list[Element] = field(default_factory=list)
    comments: list[Element] = field(default_factory=list)
    footnotes: list[Element] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    header: Element | None = None
    """The paragraph in the header, if any."""
    footer: Element | None = None
    pages: int = 1
    changes: int = 0
    """Tracked changes so far."""

    def change(self, author: str, *, day: str) -> dict[str, str]:
        """The attributes of the next tracked change, a minute after the one before."""
        self.changes += 1
        hour, minute = divmod(self.changes, 60)
        at = f"{day}T{20 + hour}:{minute:02}:00Z"
        return {"id": str(100 + self.changes), "author": author, "date": at}

    def comment(self, author: str, text: str, *, at: str) -> tuple[Element, Element, Element]:
        """Add a comment; returns what stands before, after and behind the words it is about."""
        number = str(len(self.comments))
        style = w("pPr", w("pStyle", val="Kommentartekst"))
        self.comments.append(
            w("comment", w("p", style, run(text)), id=number, author=author, date=at,
              initials=author[:2].upper())
        )  # fmt: skip
        reference = w("r", w("commentReference", id=number))
        return (w("commentRangeStart", id=number), w("commentRangeEnd", id=number), reference)

    def footnote(self, text: str) -> Element:
        """Add a footnote; returns the run that refers to it."""
        number = str(len(self.footnotes) + 1)
        mark = w("r", w("rPr", w("vertAlign", val="superscript")), w("footnoteRef"))
        style = w("pPr", w("pStyle", val="Fodnotetekst"))
        self.footnotes.append(w("footnote", w("p", style, mark, run(f" {text}")), id=number))
        raised = w("rPr", w("vertAlign", val="superscript"))
        return w("r", raised, w("footnoteReference", id=number))

    def link(self, target: str, text: str) -> Element:
        """Words that lead to `target`."""
        self.links.append(target)
        style = (w("color", val="0563C1"), w("u", val="single"))
        return w("hyperlink", run(text, *style), **{"r:id": f"rIdLink{len(self.links)}"})

    def write(self, path: Path) -> None:
        """Write the file; the same content gives the same bytes on every machine."""
        with zipfile.ZipFile(path, "w") as archive:
            for part, content in self._parts().items():
                # Fixed date and system, and stored: zlib versions compress differently.
                info = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
                info.create_system = 0
                archive.writestr(info, content.encode("utf-8"))

    def _parts(self) -> dict[str, str]:
        notes = self.footnotes
        parts = {
            "document": w("document", w("body", *self.body, self._section())),
            "styles": _styles(self.look),
            "settings": _settings(track_changes=self.track_changes),
            "comments": w("comments", *self.comments) if self.comments else None,
            "footnotes": w("footnotes", *_separators(), *notes) if notes else None,
            "header": w("hdr", self.header) if self.header is not None else None,
            "footer": w("ftr", self.footer) if self.footer is not None else None,
        }
        present = {kind: _xml(root) for kind, root in parts.items() if root is not None}
        return {
            "[Content_Types].xml": _content_types(list(present)),
            "_rels/.rels": _relations([
                ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties",
                 "docProps/core.xml"),
                ("rId3", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
            ]),
            **{f"word/{kind}.xml": content for kind, content in present.items()},
            "word/_rels/document.xml.rels": _relations([
                *((f"rId{kind}", f"{_OFFICE}/relationships/{kind}", f"{kind}.xml")
                  for kind in present if kind != "document"),
                *((f"rIdLink{n}", f"{_OFFICE}/relationships/hyperlink", target)
                  for n, target in enumerate(self.links, 1)),
            ]),
            "docProps/core.xml": _core(),
            "docProps/app.xml": _app(self.pages, self.body),
        }  # fmt: skip

    def _section(self) -> Element:
        ends = [
            w(f"{kind}Reference", type="default", **{"r:id": f"rId{kind}"})
            for kind, part in (("header", self.header), ("footer", self.footer))
            if part is not None
        ]
        margin = str(self.look.side)
        upper = str(self.look.top)
        numbers = w("lnNumType", countBy="5", restart="newPage")
        return w(
            "sectPr", *ends, w("pgSz", w="11906", h="16838"),
            w("pgMar", top=upper, right=margin, bottom=upper, left=margin, header="708",
              footer="708", gutter="0"),
            numbers if self.look.line_numbers else None,
            w("cols", space="708"), w("docGrid", linePitch="360"),
        )  # fmt: skip


def _xml(root: Element) -> str:
    for prefix, uri in NAMESPACES.items():
        ET.register_namespace(prefix, uri)
    return _HEAD + ET.tostring(root, encoding="unicode")


def _separators() -> list[Element]:
    """The two separators that Word keeps among its footnotes."""
    return [
        w("footnote", w("p", w("r", w(kind))), type=kind, id=number)
        for kind, number in (("separator", "-1"), ("continuationSeparator", "0"))
    ]


def _style(key: str, title: str, *properties: Element, default: bool = False) -> Element:
    based = None if default else w("basedOn", val="Normal")
    extra = {"default": "1"} if default else {}
    return w("style", w("name", val=title), based, w("qFormat"), *properties, type="paragraph",
             styleId=key, **extra)  # fmt: skip


def _styles(look: Look) -> Element:
    """Word's styles under their Danish ids, as far as the transcripts use them."""
    fonts = w("rFonts", ascii=look.font, hAnsi=look.font, eastAsia=look.font, cs=look.font)
    size = str(look.size)
    letters = w("rPr", fonts, w("sz", val=size), w("szCs", val=size),
                w("lang", val="da-DK", eastAsia="en-US", bidi="ar-SA"))  # fmt: skip
    spacing = w("spacing", after=str(look.after), line=str(look.line), lineRule="auto")
    single = w("pPr", w("spacing", after="0", line="240", lineRule="auto"))
    small = w("rPr", w("sz", val="20"), w("szCs", val="20"))
    title = w("pPr", w("spacing", after="240", line="240", lineRule="auto"))
    heading = w("pPr", w("keepNext"), w("spacing", before="240", after="120"),
                w("outlineLvl", val="0"))  # fmt: skip
    return w(
        "styles",
        w("docDefaults", w("rPrDefault", letters), w("pPrDefault", w("pPr", spacing))),
        _style("Normal", "Normal", default=True),
        _style("Overskrift1", "heading 1", heading, w("rPr", w("color", val="2F5496"),
                                                      w("sz", val="32"))),
        _style("Titel", "Title", title, w("rPr", w("sz", val="44"))),
        _style("Sidehoved", "header", single, small),
        _style("Sidefod", "footer", single, small),
        _style("Kommentartekst", "annotation text", single, small),
        _style("Fodnotetekst", "footnote text", single, small),
    )  # fmt: skip


def _settings(*, track_changes: bool) -> Element:
    compatible = w("compatSetting", name="compatibilityMode", val="15",
                   uri="http://schemas.microsoft.com/office/word")  # fmt: skip
    return w(
        "settings",
        w("zoom", percent="100"),
        w("trackRevisions") if track_changes else None,
        w("defaultTabStop", val="1304"),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", compatible),
        w("themeFontLang", val="da-DK"),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    )


def _content_types(kinds: list[str]) -> str:
    overrides = [
        (f"/word/{kind}.xml", f"{_MAIN}.{'document.main' if kind == 'document' else kind}+xml")
        for kind in kinds
    ]
    overrides += [
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml",
         "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ]  # fmt: skip
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{p}" ContentType="{t}"/>' for p, t in overrides)
        + "</Types>"
    )


def _relations(relations: list[tuple[str, str, str]]) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{key}" Type="{kind}" Target="{target}"'
            + (' TargetMode="External"/>' if kind.endswith("/hyperlink") else "/>")
            for key, kind, target in relations
        )
        + "</Relationships>"
    )


def _core() -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator></dc:creator>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{EDITED}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{EDITED}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _app(pages: int, body: list[Element]) -> str:
    text = " ".join("".join(p.itertext()) for top in body for p in top.iter(name("w:p")))
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties"><Pages>{pages}</Pages>'
        f"<Words>{len(text.split())}</Words><Characters>{len(text.replace(' ', ''))}</Characters>"
        "<Application>Microsoft Office Word</Application><DocSecurity>0</DocSecurity>"
        "<AppVersion>16.0000</AppVersion></Properties>"
    )
