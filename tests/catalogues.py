"""Collects the program's messages; run as a script it updates the Danish catalogue."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "qda" / "locale" / "da" / "LC_MESSAGES" / "qda.po"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}


def collected() -> Catalog:
    """All messages of the program, with their places."""
    catalogue = Catalog(project="qda", version="", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        ROOT / "qda",
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
    )
    for filename, line, message, comments, context in found:
        place = (f"qda/{Path(filename).as_posix()}", line)
        catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def danish() -> Catalog:
    """The Danish catalogue as it is committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="da")


def update() -> None:
    """Bring new messages into the Danish catalogue, drop those that are gone, compile it."""
    catalogue = danish() if PO.exists() else Catalog(locale="da", project="qda")
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    out = io.BytesIO()
    # Without places and dates a change of a line elsewhere does not touch the catalogue.
    write_po(out, catalogue, width=100, no_location=True, omit_header=False, sort_output=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By')
    PO.write_text("".join(line for line in lines if not line.startswith(dated)), "utf-8")
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, danish())


if __name__ == "__main__":
    update()
    missing = [m.id for m in danish() if m.id and not m.string]
    print(f"{PO.name}: {len(danish())} messages, {len(missing)} without Danish")  # noqa: T201
