"""keys.yml: other keys for commands of the coding screen, read without knowing either.

A mistake never stops anything: what can be understood is given, and the rest is a list of
problems with their lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.formats.yaml_fields import Fields
from qda.formats.yaml_nodes import ListNode, Scalar
from qda.formats.yaml_text import load
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.problems import Problem
    from qda.formats.yaml_nodes import Entry

NAME = "keys.yml"


@dataclass(frozen=True, slots=True)
class Wish:
    """A line of the file: the keys that a command is to have."""

    command: str
    keys: tuple[str, ...]
    """As they were written; none takes the command's keys away."""
    line: int


def read_wishes(path: Path) -> tuple[list[Wish], list[Problem]]:
    """The wishes in a file, and everything that is wrong with it; no file is no wish.

    Args:
        path: Where the file is, or would be.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return [], []
    except OSError:
        fields = Fields(NAME, "keys")
        fields.report(0, "unreadable", _("The file cannot be read; the usual keys hold."))
        return [], fields.problems
    loaded = load(raw, file=NAME, area="keys")
    fields = Fields(NAME, "keys", loaded.problems)
    if loaded.root is None:
        return [], fields.problems
    table = fields.table(loaded.root, 1, NAME)
    wishes: dict[str, Wish] = {}
    for entry in table.entries if table else ():
        name = entry.key.text
        if name in wishes:  # the first line holds; the reader has told of the second
            continue
        keys = _keys_of(fields, entry)
        if keys is not None:
            wishes[name] = Wish(name, keys, entry.key.line)
    return list(wishes.values()), fields.problems


def _keys_of(fields: Fields, entry: Entry) -> tuple[str, ...] | None:
    value = entry.value
    if isinstance(value, Scalar):
        # Nothing after the colon is a line that was not finished; a bare ~ is a key.
        if value.text:
            return (value.text,)
    elif isinstance(value, ListNode) and all(isinstance(one, Scalar) for one in value.items):
        return tuple(one.text for one in value.items if isinstance(one, Scalar))
    fields.report(
        entry.key.line,
        "expected-key",
        _('Give "{name}" a key, or several: [z, ctrl+z]; with [] it has none.').format(
            name=entry.key.text
        ),
    )
    return None
