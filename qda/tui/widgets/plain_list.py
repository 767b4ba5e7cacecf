"""A list whose keys belong to the screen; the mouse still chooses in it."""

from __future__ import annotations

from textual.widgets import OptionList


class PlainList(OptionList, can_focus=False):
    """Rows of safe text, one of them highlighted."""

    ALLOW_SELECT = False

    def __init__(self, id: str, classes: str = "") -> None:
        super().__init__(id=id, classes=classes, markup=False)
