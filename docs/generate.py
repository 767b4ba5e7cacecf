"""Makes the generated parts of the documentation: commands, keys, the pictures.

`make docs` writes them; a test fails when the texts are not current.
"""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from qda.cli.main import build, settle_language
from qda.cli.verbs import command_table

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parent


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every verb, and every verb inside a group, with the words that call it."""
    root = build()
    assert isinstance(root, click.Group)
    context = click.Context(root, info_name="qda")
    for family in command_table().values():
        for verb in family:
            command = root.get_command(context, verb)
            assert command is not None
            if isinstance(command, click.Group):
                for name, inner in command.commands.items():
                    yield f"qda {verb} {name}", inner
            else:
                yield f"qda {verb}", command


def commands_page() -> str:
    """docs/commands.md: the help of every command."""
    parts = [
        "# Commands",
        "",
        "Made from the program's own help. Data goes to stdout, everything else to stderr;",
        "`--json` is for programs. Exit codes: 0 fine, 1 problems found or refused, 2 usage,",
        "3 a file or project that cannot be used, 130 interrupted.",
    ]
    for words, command in commands():
        root = click.Context(build(), info_name="qda", help_option_names=["-h", "--help"])
        context = click.Context(
            command, parent=root, info_name=words.removeprefix("qda "), terminal_width=88
        )
        parts += ["", f"## {words}", "", "```text", command.get_help(context).rstrip(), "```"]
    return "\n".join(parts) + "\n"


def keys_page() -> str:
    """docs/keys.md: the keys of the coding screen."""
    from qda.tui.commands import COMMANDS, Place
    from qda.tui.places import place_name

    parts = [
        "# Keys of the coding screen",
        "",
        "Made from the program's own table. All lie on a Danish keyboard without AltGr; each",
        "can be [another one](coding.md#other-keys), by the command's name in `keys.yml`.",
    ]
    for place in (*(one for one in Place if one is not Place.EVERYWHERE), Place.EVERYWHERE):
        here = [command for command in COMMANDS if command.place is place]
        parts += [
            "",
            f"## {place_name(place)}",
            "",
            "| key | what it does | name |",
            "|---|---|---|",
        ]
        parts += [f"| {c.shown_keys or '–'} | {c.help} | `{c.id}` |" for c in here]
    return "\n".join(parts) + "\n"


async def pictures() -> None:
    """The screens on the demo, one after the other; none writes into it before the last one."""
    from qda.services.demo import make_demo
    from qda.tui.app import CodingApp

    with TemporaryDirectory() as folder, make_demo(Path(folder, "demo")).project as project:
        for name, appendix, keys, size in _PICTURES:
            app = CodingApp(project, appendix)
            async with app.run_test(size=size) as pilot:
                await pilot.press(*keys)
                await pilot.pause()
                await app.workers.wait_for_complete()
                await pilot.pause()
                drawn = app.export_screenshot(title="qda code")
            _write(DOCS / name, drawn)


_USUAL = (110, 32)
_PICTURES: tuple[tuple[str, str | None, tuple[str, ...], tuple[int, int]], ...] = (
    ("matrix.svg", "Bilag 6", ("X",), (110, 26)),
    ("codebook.svg", "Bilag 6", ("K", "down"), (110, 26)),
    ("overview.svg", "Bilag 6", ("O", "tab", "tab"), (110, 26)),
    ("names.svg", None, ("n",), (110, 26)),
    ("palette.svg", "Bilag 6", ("ctrl+p", *"memo"), (110, 24)),
    ("suggestions.svg", "Bilag 6", ("v", "y"), _USUAL),
    ("screenshot.svg", "Bilag 6", ("home", *["down"] * 16, "1"), _USUAL),
)
"""File, interview, keys and size; the last one writes a coding."""


async def review_picture(target: Path) -> None:
    """docs/review.svg: the review screen after a correction of an invented transcript."""
    from qda.services import coding, replacing
    from qda.services.project import make_project
    from qda.tui.app import CodingApp

    with (
        TemporaryDirectory() as folder,
        make_project(Path(folder, "garden"), coder="ida") as project,
    ):
        for name, text in (("Bilag 1.txt", _HEARD), ("corrected.txt", _HEARD_AGAIN)):
            Path(folder, name).write_text(text, "utf-8")
        from qda.services.importing import import_files

        import_files(project, [Path(folder, "Bilag 1.txt")])
        row = project.interview("Bilag 1")
        theme = project.codebook.themes[0].key
        for quote in _CODED:
            span = coding.span_of_quote(project, row, quote)
            coding.add(project, row, span, theme, coder="ida")
        replacing.replace(project, row, Path(folder, "corrected.txt"))
        app = CodingApp(project)
        async with app.run_test(size=(110, 24)) as pilot:
            await pilot.pause()
            await pilot.press("v", "n")
            await pilot.pause()
            drawn = app.export_screenshot(title="qda code")
    _write(target, drawn)


_HEARD = """\
Ida: How did the garden begin?
Viggo: With my neighbour, who had a spate and no idea. We dug where the bicycles stood.
Ida: And then?
Viggo: Then the children came, one by one. They carried water in their caps. Somebody laughed.
Ida: Who comes today?
Viggo: All who like raspberries, and that is everybody. Thank you for asking.
"""
_HEARD_AGAIN = (
    _HEARD.replace("a spate and", "a spade and")
    .replace(
        "one by one. They carried water in their caps", "two by two. They carried water in buckets"
    )
    .replace(" Thank you for asking.", "")
)
_CODED = (
    "my neighbour, who had a spate and no idea",
    "Then the children came, one by one. They carried water in their caps.",
    "Thank you for asking.",
)


def _write(target: Path, drawn: str) -> None:
    # The fonts would be fetched from the network; the reader's own will do.
    target.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL), "utf-8")


def main() -> None:
    """Write all of them."""
    settle_language(["--lang", "en"])
    (DOCS / "commands.md").write_text(commands_page(), "utf-8")
    (DOCS / "keys.md").write_text(keys_page(), "utf-8")
    asyncio.run(pictures())
    asyncio.run(review_picture(DOCS / "review.svg"))


if __name__ == "__main__":
    sys.path.insert(0, str(DOCS.parent))
    main()
