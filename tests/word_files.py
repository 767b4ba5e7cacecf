"""Small Word files for tests, built from pieces of XML."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from qda.formats.word import read_word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qda.domain.documents import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
TYPES = f'<Types xmlns="{PACKAGE}/content-types"/>'


def run(text: str, properties: str = "") -> str:
    """A run with one text element."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    """A paragraph; a piece that is no markup becomes a run."""
    pieces = "".join(piece if piece.startswith("<") else run(piece) for piece in runs)
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{pieces}</w:p>"


def part(tag: str, inner: str, **attributes: str) -> str:
    """A part with the namespaces that the tests use."""
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {SPACES}{more}>{inner}</w:{tag}>'


def relations(*entries: tuple[str, str], external: bool = False) -> str:
    """A relations part from kinds and targets."""
    mode = ' TargetMode="External"' if external else ""
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{R}/{kind}" Target="{target}"{mode}/>'
        for number, (kind, target) in enumerate(entries)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def members(body: str, extra: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    """The parts of a Word file by name; those in `extra` are linked to the main part."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(
            ("officeDocument", "word/document.xml"),
            ("extended-properties", "docProps/app.xml"),
            ("core-properties", "docProps/core.xml"),
        ),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    linked = [
        (name.removesuffix(".xml").rstrip("0123456789"), name)
        for name in extra or {}
        if "/" not in name
    ]
    if linked:
        found["word/_rels/document.xml.rels"] = relations(*linked)
    for name, content in (extra or {}).items():
        found[name if "/" in name or name.startswith("[") else f"word/{name}"] = content
    return found


def write(path: Path, parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip archive with these members."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def read(folder: Path, body: str, extra: Mapping[str, str | bytes] | None = None) -> Document:
    """What the reader makes of a body and the parts around it."""
    return read_word(write(folder / "interview.docx", members(body, extra)))


def styles(*entries: str) -> str:
    """A styles part."""
    return part("styles", "".join(entries))


def style(name: str, inner: str = "", *, kind: str = "paragraph", default: bool = False) -> str:
    """A style whose id is its name without blanks."""
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}"{mark}>'
        f'<w:name w:val="{name}"/>{inner}</w:style>'
    )


def app(pages: int, words: int, program: str = "Microsoft Office Word") -> str:
    """Document properties as Word writes them."""
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties"><Application>{program}</Application><Pages>{pages}</Pages>'
        f"<Words>{words}</Words></Properties>"
    )
