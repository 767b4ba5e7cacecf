"""Small OpenDocument texts for tests, built from pieces of XML."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    [
        *(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "style", "text", "table")),
        f'xmlns:draw="{_ODF}:drawing:1.0"',
        f'xmlns:svg="{_ODF}:svg-compatible:1.0"',
        f'xmlns:fo="{_ODF}:xsl-fo-compatible:1.0"',
        f'xmlns:meta="{_ODF}:meta:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)
MIME = "application/vnd.oasis.opendocument.text"


def part(tag: str, inner: str) -> str:
    """A part with the namespaces that the tests use."""
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{tag} {_SPACES}>{inner}</office:{tag}>'


def content(body: str, styles: str = "") -> str:
    """The main part of a text."""
    return part(
        "document-content",
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>",
    )


def style(name: str, family: str, inner: str = "", parent: str = "", more: str = "") -> str:
    """A style."""
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{above} {more}>{inner}'
        "</style:style>"
    )


def meta(pages: int, words: int, creator: str = "") -> str:
    """Facts as LibreOffice writes them."""
    return part(
        "document-meta",
        f"<office:meta><dc:creator>{creator}</dc:creator><meta:generator>LibreOffice"
        f'</meta:generator><meta:document-statistic meta:page-count="{pages}" '
        f'meta:word-count="{words}"/></office:meta>',
    )


def write(path: Path, main: str, extra: Mapping[str, str] | None = None, mime: str = MIME) -> Path:
    """An OpenDocument file with this main part."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if mime:
            archive.writestr("mimetype", mime, zipfile.ZIP_STORED)
        archive.writestr("content.xml", main)
        for name, text in (extra or {}).items():
            archive.writestr(name, text)
    return path
