"""Rows of the list of speakers: who speaks, what is none, and what may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services.import_words import rejected_word, role_word

if TYPE_CHECKING:
    from qda.domain.speakers import Rejected, Speaker


def speaker_row(one: Speaker) -> Content:
    """A speaker with role, number of turns and first words."""
    return Content.assemble(
        (one_line(one.label) or _("(no label)"), "bold $primary"),
        "  ",
        (role_word(str(one.role)), "bold"),
        (f"  {one.turns}×  ", "$quiet"),
        (one_line(one.first_words), "$quiet"),
    )


def ignored_row(label: str) -> Content:
    """A label that a person has said is none."""
    said = _("not a speaker")
    return Content.assemble(
        ("✗ ", "bold $error"), (one_line(label), "$quiet"), (f"  {said}", "$quiet")
    )


def candidate_row(one: Rejected) -> Content:
    """What looks like a label and was not taken for one, and why."""
    said = f"  {one.count}×  {rejected_word(one.why)}"
    return Content.assemble(
        ("? ", "bold $warning"), (one_line(one.label), "$quiet"), (said, "$quiet")
    )
