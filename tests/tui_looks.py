"""What a screen looks like: whether each text stands out from its ground (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.segment import Segment

    from tests.tui_screen import Running

LOOKS = {"qda-dark": 4.5, "qda-light": 4.5, "qda-contrast": 7.0}
"""The contrast that text needs at least, by appearance."""

_DRAWN = set("─│┌┐└┘├┤┬┴┼━┃┄┆┈╭╮╰╯▔▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▐▕░▒▓· ")
"""Lines, bars and grounds: three are enough (1.4.11)."""


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance of a colour."""
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faint(screen: Running) -> list[str]:
    """What stands too little out from its ground; below a dialog nothing is looked at."""
    needed = LOOKS[screen.app.theme]
    return [
        f"{segment.text.strip()!r}: {ratio:.2f}"
        for segment, ratio in _texts(screen)
        if ratio < (3 if set(segment.text) <= _DRAWN else needed)
    ]


async def faint_in_any(screen: Running) -> list[str]:
    """The same in each appearance, after going from one to the next."""
    found: list[str] = []
    for look in LOOKS:
        screen.app.action_look(look)
        await screen.press()
        await screen.pilot.pause()
        found += [f"{look} {one}" for one in faint(screen)]
    return found


def ground(screen: Running, column: int, row: int) -> object:
    """The colour behind a place of the screen."""
    strip = screen.app.screen._compositor.render_strips()[row]
    (segment,) = strip.crop(column, column + 1)
    assert segment.style is not None
    return segment.style.bgcolor


def _texts(screen: Running) -> Iterator[tuple[Segment, float]]:
    dialogs = [dialog.region for dialog in screen.app.screen.query(".dialog")]
    for y, strip in enumerate(screen.app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            if not dialogs or any(region.contains(x, y) for region in dialogs):
                colour = segment.style and segment.style.color
                ground = segment.style and segment.style.bgcolor
                if segment.text.strip() and colour and ground:
                    assert colour.triplet is not None
                    assert ground.triplet is not None
                    yield segment, contrast(colour.triplet, ground.triplet)
            x += cell_len(segment.text)
