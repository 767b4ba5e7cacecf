"""What the command line writes: data on stdout, talk on stderr, all of it made safe to show.

The only module that prints. Untrusted text passes `display`, so that an escape sequence in a
transcript or a file name never reaches the terminal.
"""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from qda.domain.text import display

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.table import Table

    from qda.errors import QdaError


def data(text: str) -> None:
    """Write a line of data to stdout."""
    click.echo(display(text))


def raw_bytes(contents: bytes) -> None:
    """Write a file's contents to stdout, for programs."""
    sys.stdout.flush()
    sys.stdout.buffer.write(contents)
    sys.stdout.buffer.flush()


def data_json(value: Any) -> None:
    """Write a value as JSON to stdout; JSON escapes control characters itself."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str).translate(_ESCAPED))


_ESCAPED = {
    code: f"\\u{code:04x}"
    for code in (0x7F, *range(0x80, 0xA0), 0x061C, 0x200E, 0x200F, 0x2028, 0x2029,
                 *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}  # fmt: skip
"""What JSON lets pass and a terminal acts on: C1 controls and bidirectional overrides."""


def talk(text: str) -> None:
    """Write a line of talk to stderr."""
    click.echo(display(text), err=True)


def complain(error: QdaError) -> None:
    """Write an error to stderr: what is wrong, all problems, what to do."""
    talk(error.message)
    for problem in getattr(error, "problems", ()):
        talk(f"  {problem}")
    if error.hint:
        talk(error.hint)


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr; gives a function that takes how much is done.

    Where stderr is no terminal, only the label is written.
    """
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:

        def done(count: int) -> None:
            bar.update(count - bar.pos)

        yield done


def width() -> int:
    """Columns to write into; 100 where there is no terminal."""
    return shutil.get_terminal_size((100, 24)).columns


_LONGEST_WORD = 16
"""Cells of the longest word that a narrow table does not break."""
_NARROWEST = 4
"""Cells of a column in a table for which there is no room."""
_BETWEEN = 3
"""Cells between two columns."""


def table(
    columns: Sequence[str | tuple[str, str]],
    rows: Sequence[Sequence[Any]],
    *,
    title: str = "",
    caption: str = "",
    footer: Sequence[Any] = (),
) -> None:
    """Write a table for people to stdout.

    Args:
        columns: Headings; a pair gives the alignment too (`left`, `right`, `center`).
        rows: Values; numbers and texts.
        title: A line above.
        caption: A line below.
        footer: A last row, set apart.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(
        box=box.SIMPLE_HEAD,
        title=Text(display(title), style="bold") if title else None,
        caption=Text(display(caption)) if caption else None,
        title_justify="left",
        caption_justify="left",
        show_footer=bool(footer),
        pad_edge=False,
    )
    shown = [[display(str(value)) for value in row] for row in rows]
    kept = [
        place
        for place in range(len(columns))
        if not shown or footer or any(row[place].strip() for row in shown)
    ]  # a column without anything in it only takes room
    names = [column if isinstance(column, tuple) else (column, "left") for column in columns]
    least = _leasts([[display(names[place][0]), *(r[place] for r in shown)] for place in kept])
    for place, narrow in zip(kept, least, strict=True):
        name, side = names[place]
        foot = str(footer[place]) if footer else ""
        _add_column(drawn, Text(display(name)), side, foot, least=narrow)
    for row in shown:
        drawn.add_row(*(Text(row[place]) for place in kept))
    console = Console(
        file=sys.stdout, width=width(), highlight=False, markup=False, emoji=False, soft_wrap=False
    )
    console.print(drawn)


def _leasts(columns: Sequence[Sequence[str]]) -> list[int]:
    """The narrowest that each column may become: its longest word, as far as there is room."""
    from rich.cells import cell_len

    words = [" ".join(column).split() for column in columns]
    least = [min(max(map(cell_len, each), default=0), _LONGEST_WORD) for each in words]
    while least and sum(least) + _BETWEEN * len(least) + 1 > width() and max(least) > _NARROWEST:
        least[least.index(max(least))] -= 1
    return least


def _add_column(drawn: Table, heading: Any, side: str, footer: str, *, least: int) -> None:
    from rich.text import Text

    drawn.add_column(
        heading,
        justify="right" if side == "right" else "center" if side == "center" else "left",
        footer=Text(display(footer)),
        overflow="fold",
        min_width=least,
    )
