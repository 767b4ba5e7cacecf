"""Which keys the commands have in a project: the registry's, and over them those of keys.yml.

A key that a user gave wins over one that we gave; what a mistake makes unclear stays as it is.
Each mistake is told with its line, and none keeps anybody from coding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.problems import Problem
from qda.domain.text import one_line
from qda.formats.keys_yml import NAME, read_wishes
from qda.formats.yaml_fields import did_you_mean
from qda.language import gettext as _
from qda.tui.commands import BAR_LIMIT, COMMANDS, Command, Place
from qda.tui.key_names import ALIKE, key_name, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from qda.formats.keys_yml import Wish

KEEPS = ("code", "palette")
"""Commands whose keys stay: the themes' digits, and the one way to everything."""

_NO_KEY = "f35"
"""Stands in Textual's keymap for a command that has lost all its keys; no keyboard sends it."""

_IN_BRACES = re.compile(r"\{([a-z_-]+)\}")


@dataclass(frozen=True, slots=True)
class Keys:
    """The commands with the keys that they have in a project."""

    commands: tuple[Command, ...]
    problems: tuple[Problem, ...] = ()

    def commands_in(self, place: Place) -> list[Command]:
        """The commands that work in a place, those that work everywhere last."""
        return [one for one in self.commands if one.place in (place, Place.EVERYWHERE)]

    def bar_of(self, place: Place) -> list[Command]:
        """The commands that the key bar shows in a place."""
        return [one for one in self.commands_in(place) if one.in_bar and one.keys][:BAR_LIMIT]

    def of(self, command: str) -> str:
        """The first key of a command as a person reads it, or its name where it has none."""
        found = next(one for one in self.commands if one.id == command)
        return found.shown_key if found.keys else found.description

    def told(self, sentence: str, **values: object) -> str:
        """A sentence with the keys of the commands that it names, such as `{undo}`.

        Args:
            sentence: Names of other things in braces are those of `values`.
            values: What stands for these.
        """

        def word(found: re.Match[str]) -> str:
            name = found[1]
            return str(values[name]) if name in values else self.of(name)

        return _IN_BRACES.sub(word, sentence)

    @property
    def keymap(self) -> dict[str, str]:
        """What Textual must know: the keys of each command that has others than usual."""
        return {
            now.id: ",".join(now.keys) or _NO_KEY
            for now, usual in zip(self.commands, COMMANDS, strict=True)
            if now.keys != usual.keys
        }


def usual_keys() -> Keys:
    """The keys of a project without keys.yml."""
    return Keys(COMMANDS)


def keys_of(folder: Path) -> Keys:
    """The keys that hold in a project's folder."""
    wishes, problems = read_wishes(folder / NAME)
    return _Settling(problems).settle(wishes)


class _Settling:
    """Takes one wish after the other; remembers who has which key."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        self.given: dict[str, tuple[str, ...]] = {}

    def settle(self, wishes: Sequence[Wish]) -> Keys:
        known = {one.id: one for one in COMMANDS}
        for wish in wishes:
            if wish.command not in known:
                self._report(
                    wish.line,
                    "unknown-command",
                    _('There is no command "{name}".').format(name=one_line(wish.command)),
                    did_you_mean(wish.command, known),
                    _("`qda keys` lists all."),
                )
            elif wish.command in KEEPS:
                self._report(wish.line, "fixed", self._why_fixed(wish.command))
            else:
                self._give(known[wish.command], wish)
        lines = {wish.command: wish.line for wish in wishes}
        commands = tuple(self._left(one, lines) for one in COMMANDS)
        return Keys(commands, tuple(sorted(self.problems)))

    def _give(self, command: Command, wish: Wish) -> None:
        keys: list[str] = []
        for written in wish.keys:
            key = key_of(written)
            if key is None:
                self._report(
                    wish.line,
                    "unknown-key",
                    _('"{key}" is no key.').format(key=one_line(written)),
                    _("A key is a letter or sign, or such as Enter, PgDn, F5, ctrl+z, shift+↑."),
                )
            elif key in ALIKE:
                self._report(
                    wish.line,
                    "same-key",
                    _('A terminal cannot tell "{key}" from {other}; take another key.').format(
                        key=one_line(written), other=key_name(ALIKE[key])
                    ),
                )
            elif other := self._has_already(command, key):
                self._report(
                    wish.line,
                    "conflict",
                    _('The key "{key}" is given to "{other}" as well; "{name}" goes without.')
                    .format(key=key_name(key), other=other, name=command.id),
                    _("Give one of the two another key."),
                )  # fmt: skip
            elif key not in keys:
                keys.append(key)
        # Where every key was a mistake, the command keeps those that it has.
        if keys or not wish.keys:
            self.given[command.id] = tuple(keys)

    def _has_already(self, command: Command, key: str) -> str | None:
        """The command that has a key and keeps it, where both work in one place."""
        for one in COMMANDS:
            keys = one.keys if one.id in KEEPS else self.given.get(one.id, ())
            if one.id != command.id and key in keys and _meet(one, command):
                return one.id
        return None

    def _left(self, command: Command, lines: dict[str, int]) -> Command:
        """A command with the keys that are its own in the end."""
        if command.id in self.given:
            return replace(command, keys=self.given[command.id], shown="")
        keys = [key for key in command.keys if self._taker(command, key) is None]
        if len(keys) == len(command.keys):
            return command
        if not keys and command.id not in lines:
            taker = self._taker(command, command.keys[0])
            assert taker is not None
            self._report(
                lines[taker],
                "conflict",
                _('"{key}" was the key of "{other}", which has none now.').format(
                    key=key_name(command.keys[0]), other=command.id
                ),
                _('Give it one with a line "{other}: KEY"; "{other}: []" leaves it without.')
                .format(other=command.id),
            )  # fmt: skip
        return replace(command, keys=tuple(keys), shown="")

    def _taker(self, command: Command, key: str) -> str | None:
        for one in COMMANDS:
            if key in self.given.get(one.id, ()) and _meet(one, command):
                return one.id
        return None

    def _why_fixed(self, command: str) -> str:
        if command == "code":
            return _("The digits of themes stand in codes.yml, as `hotkey:`.")
        return _("Ctrl+P stays: it is the way to every command, whatever this file says.")

    def _report(self, line: int, name: str, *sentences: str) -> None:
        message = " ".join(sentence for sentence in sentences if sentence)
        self.problems.append(Problem(NAME, line, f"keys.{name}", message))


def _meet(one: Command, other: Command) -> bool:
    return one.place is other.place or Place.EVERYWHERE in (one.place, other.place)
