"""Widgets whose lines go to the screen as they were drawn.

Textual lays border, padding and filters around each line of each picture, and renders a scroll
bar anew at each step. For a text that moves at every key press that is most of the work.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.containers import Horizontal
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from rich.style import Style
    from textual.color import Color
    from textual.geometry import Region


class OwnLines(Widget):
    """Gives its lines as they are; the style sheet gives it neither border nor padding.

    It stands last among the bases: the style sheet knows a widget by the first one of each.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part; `render_line` draws them in full, or has kept them."""
        return self.cut([self.render_line(y) for y in crop.line_range], crop)

    def cut(self, lines: list[Strip], crop: Region) -> list[Strip]:
        """Lines cut to the columns of a part."""
        left, right = crop.column_span
        if left == 0 and right >= self.outer_size.width:
            return lines
        return [line.crop(left, right) for line in lines]

    _backdrop: Color | None = None
    _ground: Style | None = None
    _tones: dict[tuple[Style, Style], Style] | None = None

    @property
    def ground(self) -> Style:
        """The style of the whole widget; asked for once in each appearance."""
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground

    def tone(self, ground: Style, style: Style) -> Style:
        """A style over a ground as the terminal and NO_COLOR ask for; a line needs no more."""
        if self._tones is None:
            self._tones = {}
        shown = self._tones.get((ground, style))
        if shown is None:
            strip = self.finished(Strip([Segment(" ", ground + style)]))
            shown = next(iter(strip)).style or ground
            self._tones[ground, style] = shown
        return shown

    def finished(self, line: Strip) -> Strip:
        """A line as it may be kept: with what the terminal and NO_COLOR ask for."""
        if self._backdrop is None:
            self._backdrop = self.background_colors[1]
        for one in self.get_line_filters():
            line = line.apply_filter(one, self._backdrop)
        return line

    def notify_style_update(self) -> None:
        """Take the new colours."""
        super().notify_style_update()
        self._backdrop = self._ground = self._tones = None


class Ground(OwnLines):
    """A place for other widgets, of which nothing is seen but its ground.

    Textual asks for all lines of a widget that others cover, at each picture.
    """

    _laid: tuple[int, Strip] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The ground, made once."""
        if self._laid is None or self._laid[0] != crop.width:
            self._laid = crop.width, self.finished(Strip.blank(crop.width, self.ground))
        return [self._laid[1]] * crop.height

    def notify_style_update(self) -> None:
        """Take the new colours."""
        super().notify_style_update()
        self._laid = None


class SideBySide(Horizontal, Ground):
    """Children side by side."""


class Bar(ScrollBar, OwnLines):
    """A scroll bar that draws each of its pictures once."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the bar as it stands."""
        shown = self.render()
        assert isinstance(shown, ScrollBarRender)
        lines = _picture(
            self.size.height,
            shown.virtual_size,
            shown.window_size,
            shown.position,
            self.thickness,
            shown.style,
        )
        return [self.finished(line) for line in lines[crop.y : crop.bottom]]


@lru_cache(256)
def _picture(
    height: int, virtual: int, window: int, position: float, thickness: int, style: Style
) -> list[Strip]:
    """The lines of a scroll bar."""
    assert style.color is not None
    assert style.bgcolor is not None
    bar = ScrollBarRender.render_bar(
        height, virtual, window, position, thickness, True, style.bgcolor, style.color
    )
    return [_cell(segment, thickness) for segment in bar.segments]


@lru_cache(256)
def _cell(segment: Segment, thickness: int) -> Strip:
    """A line of a scroll bar: few look different, and each keeps what it is on the terminal."""
    return Strip([segment], thickness)


class OwnScrollView(ScrollView, OwnLines, inherit_bindings=False):
    """Lines that are scrolled, with a bar that keeps its pictures, and none below."""

    def line(self, line: int) -> Strip:
        """One of all lines, in full, from the top; also one below the last."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        return self.line(y + self.scroll_offset.y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part; where one has scrolled to is asked once."""
        top = self.scroll_offset.y
        lines = [self.line(top + y) for y in crop.line_range]
        return self.cut(lines, crop)

    @property
    def high(self) -> int:
        """Lines that are seen; `size` would ask the whole screen where it stands."""
        return self.outer_size.height

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar; made when it is first asked for, as in the pinned version of the base class."""
        bar = self._vertical_scrollbar
        if bar is None:
            bar = Bar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar = bar
            bar.display = False
            self.app._start_widget(self, bar)
        return bar
