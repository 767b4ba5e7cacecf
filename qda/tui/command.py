"""What a command is: something a user can do, its keys, and its words.

Words are translated when they are shown, so nothing here depends on the language at import.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from textual.binding import Binding

from qda.tui.key_names import key_name

if TYPE_CHECKING:
    from collections.abc import Callable


class Place(Enum):
    """Where a command works."""

    EVERYWHERE = "everywhere"
    LIBRARY = "library"
    TRANSCRIPT = "transcript"
    REVIEW = "review"
    WORDS = "words"
    """Choosing words of a text."""
    SPEAKERS = "speakers"
    FILES = "files"
    """Choosing files."""
    REPORT = "report"
    """What became of the files."""
    MEMOS = "memos"
    HISTORY = "history"
    MATRIX = "matrix"
    CELL = "cell"
    """The quotes of a cell."""
    CODEBOOK = "codebook"
    SPLIT = "split"
    """Choosing codings."""
    PLOTS = "plots"
    PEOPLE = "people"
    """Informants and their consent."""
    NAMES = "names"
    """What identifies people, form by form."""
    PREVIEW = "preview"
    """A text beside what a profile sees of it."""
    APPROVALS = "approvals"
    PRINTED = "printed"
    """How a quote is printed."""
    GATES = "gates"
    """What stands before publication."""
    FORM = "form"
    """Filling in fields."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a user can do, and the keys for it."""

    id: str
    """Stable; also the id of its bindings, and its name in keys.yml."""
    place: Place
    keys: tuple[str, ...]
    """Textual's names; none needs AltGr on a Danish keyboard. Without any, by the palette only."""
    words: Callable[[], tuple[str, str]]
    """Description and help in the user's language."""
    action: str = ""
    """Textual action; `{key}` stands for the pressed key. The id where empty."""
    shown: str = ""
    """How the keys are written; made from the keys where empty."""
    in_bar: bool = False
    """Whether the key bar shows it; at most six do at a time."""
    in_palette: bool = True
    """Whether the palette shows it before anything is typed; typing finds every command."""

    @property
    def description(self) -> str:
        """Two or three words."""
        return self.words()[0]

    @property
    def help(self) -> str:
        """One sentence."""
        return self.words()[1]

    @property
    def is_choice(self) -> bool:
        """Whether its keys are a choice among several things, or lead to the palette itself."""
        return "{key}" in self.action or self.id == "palette"

    @property
    def action_name(self) -> str:
        """The action of its first key."""
        return self._action(self.keys[0] if self.keys else "")

    @property
    def shown_keys(self) -> str:
        """Its keys as a person reads them."""
        return self.shown or " ".join(key_name(key) for key in self.keys)

    @property
    def shown_key(self) -> str:
        """Its first key as a person reads it."""
        return self.shown or (key_name(self.keys[0]) if self.keys else "")

    def bindings(self) -> list[Binding]:
        """A binding for each key; all have the command's id, by which others replace them."""
        return [
            Binding(key, self._action(key), self.id, id=self.id, show=False) for key in self.keys
        ]

    def _action(self, key: str) -> str:
        return (self.action or self.id.replace("-", "_")).format(key=key)
