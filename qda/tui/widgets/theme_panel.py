"""The themes beside the text: key, title, counts, and which ones the current segment has."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.tui.colours import variable
from qda.tui.flow import wrapped
from qda.tui.widgets.drawing import Piece, fitted, strip_of
from qda.tui.widgets.own_lines import OwnScrollView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from qda.tui.margin import Face, Mark


@dataclass(frozen=True, slots=True)
class PanelValues:
    """What the panel shows."""

    faces: Sequence[Face] = ()
    """In order; those that codes.yml no longer holds only where they are used."""
    here: Mapping[str, int] = field(default_factory=dict)
    """Codings by theme in this interview."""
    everywhere: Mapping[str, int] = field(default_factory=dict)
    """Codings by theme in all interviews."""
    marks: Sequence[Mark] = ()
    """The codings of the current segment."""
    chosen: str | None = None
    """The coding that is chosen, by uid."""


class ThemePanel(OwnScrollView, inherit_bindings=False):
    """The list of themes.

    Drawn lines are kept by what they say, so that going from segment to segment draws few of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_SELECT = False
    can_focus = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"theme-panel--{name}" for name in ("count", "has", "heading", "quiet")
    }

    @dataclass
    class Picked(Message):
        """A theme was clicked; None for those that have no room."""

        theme: str | None

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._clickable: list[str | None] = []
        """What a click on a line is about, below the heading."""
        self._values = PanelValues()
        self._lines: list[Strip] = []
        self._kept: dict[object, list[Strip]] = {}
        self._full_width = 0
        self._barred = False

    def show(self, values: PanelValues) -> None:
        """Show other values; draws only if they differ."""
        if values != self._values:
            self._values = values
            self._build()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._build()

    def notify_style_update(self) -> None:
        """Draw in the new colours, once the parts have them: they get theirs after the panel."""
        super().notify_style_update()
        self._kept.clear()
        self.call_later(self._draw_anew)

    def _draw_anew(self) -> None:
        self._kept.clear()
        if self._full_width:
            self._build()

    def line(self, line: int) -> Strip:
        """One line of the panel."""
        if line < len(self._lines):
            return self._lines[line]
        return self._blank()[0]

    def on_click(self, event: events.Click) -> None:
        """A click on a theme gives it to the words, or takes it away."""
        event.stop()
        line = event.y + self.scroll_offset.y - _HEADING
        if 0 <= line < len(self._clickable):
            self.post_message(self.Picked(self._clickable[line]))

    def _build(self) -> None:
        full, barred = self.scrollable_content_region.width, self.show_vertical_scrollbar
        if (full, barred) != (self._full_width, self._barred):
            self._full_width, self._barred = full, barred
            self._kept.clear()
        if full <= 2 * _MARGIN:
            return
        before, self._lines = self._lines, self._all_lines(self._room)
        # A size that stays the same spares the whole screen a layout at each key press.
        self.virtual_size = Size(full, max(len(self._lines), self.high))
        last = max(len(before), len(self._lines))
        changed = [y for y in range(last) if _differ(before, self._lines, y)]
        if changed:
            top = self.scroll_offset.y
            self.refresh(*(Region(0, y - top, full, 1) for y in changed))

    @property
    def _room(self) -> int:
        """Columns for words: the bar at the right, where there is one, is margin enough."""
        right = 0 if self.show_vertical_scrollbar else _MARGIN
        return self._full_width - _MARGIN - right

    def _drawn(self, key: object, draw: Callable[[], list[list[Piece]]]) -> list[Strip]:
        """Lines as they are kept, or drawn now where they say what none has said yet."""
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            ground, margin = self.ground, (" " * _MARGIN, Style.null())
            self._kept[key] = [
                strip_of([margin, *pieces], self._full_width, ground, self.tone)
                for pieces in draw()
            ]
        return self._kept[key]

    def _blank(self) -> list[Strip]:
        return self._drawn("blank", lambda: [[]])

    def _all_lines(self, width: int) -> list[Strip]:
        values = self._values
        if not values.faces:
            return self._drawn("no themes", lambda: self._no_themes(width))
        counts = {
            face.key: f"{values.here.get(face.key, 0)}/{values.everywhere.get(face.key, 0)}"
            for face in values.faces
        }
        room = max(len(count) for count in counts.values())
        by_key = {face.key: face for face in values.faces}
        shown = [(mark, by_key[mark.theme]) for mark in values.marks]
        looks = tuple(
            (face, mark.own, mark.coder, mark.uid == values.chosen) for mark, face in shown
        )
        segment = self._drawn(("segment", looks), lambda: self._segment(width))
        signs = {mark.theme: "○" for mark in values.marks}
        signs |= {mark.theme: "●" for mark in values.marks if mark.own}
        looks_of = [
            (face, counts[face.key], signs.get(face.key, " "), room) for face in by_key.values()
        ]
        themes = [self._theme(*look) for look in looks_of]
        heading = self._drawn("heading", lambda: self._heading(width))
        room_for_themes = self.high - len(heading) - 1 - len(segment)
        keys: list[str | None] = list(by_key)
        if sum(len(theme) for theme in themes) > room_for_themes:
            themes = [self._theme(*look, short=True) for look in looks_of]
            themes = self._cut(themes, room_for_themes, width)
            if len(themes) < len(keys):
                keys[len(themes) - 1 :] = [None]
        self._clickable = [key for key, lines in zip(keys, themes, strict=True) for _line in lines]
        return [*heading, *chain.from_iterable(themes), *self._blank(), *segment]

    def _cut(self, themes: list[list[Strip]], room: int, width: int) -> list[list[Strip]]:
        """As many themes as leave the current segment's own in sight; few are never cut."""
        if len(themes) <= room or room < _FEW:
            return themes
        left = len(themes) - room + 1
        said = _("… and {count} more").format(count=left)
        return [*themes[: room - 1], self._drawn(said, lambda: self._sentence(said, width)[:1])]

    def _no_themes(self, width: int) -> list[list[Piece]]:
        return self._sentence(
            _("There are no themes yet. Write them in codes.yml; they appear here."), width
        )

    def _heading(self, width: int) -> list[list[Piece]]:
        counted = _("here/all")
        title = fitted(_("Themes"), width - len(counted))
        return [[(title, self._part("heading")), (counted, self._part("quiet"))]]

    def _theme(
        self, face: Face, count: str, sign: str, room: int, *, short: bool = False
    ) -> list[Strip]:
        """A theme on two lines, or cut to one."""
        return self._drawn(
            (face, count, sign, room, short),
            lambda: self._theme_lines(face, count, sign, room, short=short),
        )

    def _theme_lines(
        self, face: Face, count: str, sign: str, room: int, *, short: bool
    ) -> list[list[Piece]]:
        width = self._room
        colour = self._colour(face)
        has = self._part("has") if sign.strip() else Style.null()
        retired = _("retired")
        title = f"{face.title} ({retired})" if face.retired else face.title
        key = fitted(face.hotkey or face.short, 3)
        indent = 4 + face.depth
        wide = max(4, width - indent - 1 - room)
        first = next(wrapped(title, 0, len(title), wide), (0, 0))[1]
        rest = "" if short else title[first:].strip()
        lines: list[list[Piece]] = [
            [
                (sign, colour),
                (" " * face.depth, Style.null()),
                (key, colour if face.hotkey else colour + _QUIET),
                (fitted(title[:first] if rest else title, wide), has),
                (" ", Style.null()),
                (count.rjust(room), self._part("count" if count != "0/0" else "quiet")),
            ]
        ]
        if rest:
            lines.append([(" " * indent, Style.null()), (fitted(rest, wide), has)])
        return lines

    def _segment(self, width: int) -> list[list[Piece]]:
        """The themes of the current segment by their full names."""
        values = self._values
        lines: list[list[Piece]] = [[(fitted(_("This segment"), width), self._part("heading"))]]
        by_key = {face.key: face for face in self._values.faces}
        if not self._values.marks:
            return lines + self._sentence(_("No theme yet."), width)
        for mark in self._values.marks:
            face = by_key[mark.theme]
            said = face.title if mark.own else f"{face.title} · {one_line(mark.coder)}"
            for place, (start, stop) in enumerate(wrapped(said, 0, len(said), max(6, width - 2))):
                chosen = mark.uid == values.chosen
                sign = "█ " if chosen else "┃ " if mark.own else "┆ "
                style = self._part("has") if chosen else Style.null()
                lines.append(
                    [(sign if place == 0 else "  ", self._colour(face)), (said[start:stop], style)]
                )
        return lines

    def _sentence(self, text: str, width: int) -> list[list[Piece]]:
        quiet = self._part("quiet")
        return [[(text[start:stop], quiet)] for start, stop in wrapped(text, 0, len(text), width)]

    def _colour(self, face: Face) -> Style:
        return Style(color=self.app.theme_variables[variable(face.colour)], bold=True)

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"theme-panel--{name}", partial=True)


def _differ(before: list[Strip], now: list[Strip], y: int) -> bool:
    if y >= len(before) or y >= len(now):
        return True
    return before[y] is not now[y] and before[y] != now[y]


_MARGIN = 1
"""Blank columns at both sides."""

_HEADING = 1
"""Lines above the themes."""

_FEW = 4
"""So few lines are not worth cutting the list of themes for."""

_KEPT = 1_000
"""Themes and segments whose lines are kept."""


_QUIET = Style(bold=False, italic=True)
