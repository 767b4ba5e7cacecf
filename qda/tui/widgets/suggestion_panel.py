"""The panel of suggestions below the text: themes, how strongly, by which words, and why.

Drawn anew for each segment; it keeps its height, so that the text does not jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services.suggestion_words import asked, reasons, strength
from qda.tui.colours import variable
from qda.tui.flow import wrapped
from qda.tui.widgets.drawing import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.suggestions import Suggestion
    from qda.tui.margin import Face

Line = list[tuple[str, str]]
"""Stretches of text with their styles."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel shows."""

    suggestions: tuple[Suggestion, ...] = ()
    faces: tuple[Face, ...] = ()
    """Of the themes of the suggestions."""
    chosen: int = 0
    """Index of the suggestion that the keys are about."""
    says: str = ""
    """A sentence instead of suggestions."""
    note: str = ""
    """The queue, and what is left of it."""
    keys: tuple[str, ...] = ("",)
    """The keys, at the right of the heading; in a long and shorter forms."""


class SuggestionPanel(Widget):
    """Suggestions for the current segment; hidden until it is asked for."""

    ALLOW_SELECT = False
    can_focus = False

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._shown = Shown()
        self.display = False

    def show(self, shown: Shown) -> None:
        """Show other suggestions."""
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render(self) -> Content:
        """Heading, and suggestions with reasons; as many lines as there is room for."""
        width, height = self.content_size.width, self.content_size.height
        lines = [self._heading(width)]
        if self._shown.says:
            lines += [[(line, "$quiet")] for line in _wrapped(self._shown.says, width)]
        else:
            lines += self._themes(width, height - 1)
        return Content("\n").join([Content.assemble(*line) for line in lines[:height]])

    def _heading(self, width: int) -> Line:
        title, note = _("Suggestions"), self._shown.note
        left = f"{title} · {note}" if note else title
        if note and cell_len(left) + cell_len(self._shown.keys[0]) + 2 > width:
            left = note
        room = max(0, width - cell_len(left) - 2)
        keys = next((form for form in self._shown.keys if cell_len(form) <= room), "")
        gap = " " * max(1, width - cell_len(left) - cell_len(keys))
        style = "bold $accent" if note else "bold $secondary"
        return [(left, style), (gap, ""), (keys, "$quiet")]

    def _themes(self, width: int, room: int) -> list[Line]:
        shown = list(zip(self._shown.suggestions, self._shown.faces, strict=True))
        why = self._reasons(shown[self._shown.chosen][0], width)
        space = max(1, room - len(shown))
        if len(why) > space:
            more = ("…", "$quiet")
            why = (
                [*why[: space - 1], [("     ", ""), more]]
                if space > 1
                else [[*why[0], (" ", ""), more]]
            )
        lines: list[Line] = []
        for place, (one, face) in enumerate(shown):
            here = place == self._shown.chosen
            lines.append(self._head(one, face, width, here=here))
            if here:
                lines += why
        return lines

    def _head(self, one: Suggestion, face: Face, width: int, *, here: bool) -> Line:
        sign = "▸ " if here else "  "
        key = f"{face.hotkey or face.short:<3}"
        said = f" · {strength(one)}"
        title = shortened(face.title, max(8, width - 5 - cell_len(said)))
        weight = "bold" if here else ""
        colour = f"bold ${variable(face.colour)}"
        left = max(0, width - 5 - cell_len(title))
        return [(sign, "$accent"), (key, colour), (title, weight),
                (shortened(said, left) if left > 3 else "", "$quiet")]  # fmt: skip

    def _reasons(self, one: Suggestion, width: int) -> list[Line]:
        found: list[Line] = []
        for why in reasons(one.evidence):
            words, style = one_line(why.words), "italic $quiet" if why.weak else "underline"
            lines = _wrapped(f"{words}: {why.says}" if why.says else words, max(10, width - 5))
            head, tail = lines[0][: len(words)], lines[0][len(words) :]
            found.append([("     ", ""), (head, style), (tail, "$quiet")])
            found += [[("       ", ""), (line, "$quiet")] for line in lines[1:]]
        if one.asked:
            found.insert(1, [("     ", ""), (shortened(asked(one), width - 5), "$quiet")])
        return found


def faces_of(suggestions: tuple[Suggestion, ...], faces: Mapping[str, Face]) -> tuple[Face, ...]:
    """The faces of suggested themes."""
    return tuple(faces[one.theme] for one in suggestions)


def _wrapped(text: str, width: int) -> list[str]:
    text = one_line(text)
    return [text[start:stop] for start, stop in wrapped(text, 0, len(text), max(8, width))] or [""]
