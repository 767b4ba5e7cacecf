"""No text is read as markup, wherever it comes from."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def markup_in(source: str) -> list[int]:
    """Lines with a widget or notification that would read its text as markup."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = node.args[0] if node.args else None
        safe = first is None or (isinstance(first, ast.Call) and ast.unparse(first.func) in SAFE)
        safe = safe or (isinstance(first, ast.Name) and first.id in LAID_OUT)
        if name in {"Static", "Label", "Button", "Option", "update"} and not safe:
            found.append(node.lineno)
        if name == "notify" and "markup=False" not in ast.unparse(node):
            found.append(node.lineno)
    return found


SAFE = {
    "Content", "Content.assemble", "_item", "_labelled", "_table", "_words", "_line",
    "self._layout_line", "self._line", "self._what", "self._shown", "told",
    "_excerpt", "_context", "_person", "in_full", "Content('\\n').join",
}  # fmt: skip
"""What widgets may be given: none of these reads markup."""

LAID_OUT = {"row", "heads"}
"""Names of what `columns.laid_out` gives, which is `Content`."""


def test_the_check_for_markup_finds_some() -> None:
    assert markup_in("Static(title)\nself.notify(said)\nStatic(Content(title))") == [1, 2]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "qda" / "tui").rglob("*.py")), ids=lambda path: path.stem
)
def test_no_text_is_read_as_markup(path: Path) -> None:
    assert markup_in(path.read_text(encoding="utf-8")) == []
