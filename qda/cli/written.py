"""What somebody wrote: taken from an argument, stdin or an editor, and shown on one line."""

from __future__ import annotations

import sys

import click

from qda.errors import Refused
from qda.language import gettext as _


def written_text(given: str | None, before: str) -> str:
    """The words of a memo: an argument, stdin, or what an editor gives back."""
    if given == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused(
            _("There are no words for the memo."),
            _("Give them as an argument, or - to read them from stdin."),
        )
    written = click.edit(before, extension=".txt")
    if written is None:
        raise Refused(_("The editor was left without saving."), _("Nothing was written."))
    return written


def on_one_line(text: str) -> str:
    """A text for a table."""
    return " ".join(text.split())
