"""Elements of OpenDocument that are known, and those whose words are no part of the text."""

from __future__ import annotations

from qda.formats.opendocument_styles import DRAW, SVG, TEXT
from qda.formats.word_report import Left

KNOWN = tuple(
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}" for name in
    ("office", "text", "table", "drawing", "svg", "dr3d", "form", "presentation", "script", "style")
)  # fmt: skip
OBJECTS = frozenset(f"{DRAW}{n}" for n in ("object", "object-ole", "plugin", "applet"))
DROPPED = {
    f"{TEXT}ruby-text": Left.RUBY,
    f"{TEXT}number": Left.NUMBER,
    f"{TEXT}script": Left.FIELD,
    f"{SVG}title": Left.DRAWN,
    f"{SVG}desc": Left.DRAWN,
    **dict.fromkeys(OBJECTS, Left.OBJECT),
    **{
        f"{TEXT}{name}-source": Left.FIELD
        for name in ("table-of-content", "illustration-index", "table-index", "object-index",
                     "user-index", "alphabetical-index", "bibliography")
    },
}  # fmt: skip
"""Elements whose words are no part of the text."""
