"""The command palette's source: our own commands, and a sentence where none fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import Hit
from textual.system_commands import SystemCommandsProvider

from qda.language import gettext as _

if TYPE_CHECKING:
    from textual.command import Hits


class OurCommands(SystemCommandsProvider):
    """The commands of the screen below, from the registry."""

    async def search(self, query: str) -> Hits:
        """Commands whose name fits; Textual's own word for none knows no Danish."""
        found = False
        async for hit in super().search(query):
            found = True
            yield hit
        if not found:
            yield Hit(1, _("No command has that name."), _nothing)


def _nothing() -> None:
    pass
