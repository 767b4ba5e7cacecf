"""Changing codes.yml: the user's own file, so a diff is shown and only the changed lines differ."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from qda.domain.codebook import HOTKEYS, plain
from qda.errors import Refused
from qda.formats.codes_changes import AddTheme, Change
from qda.formats.codes_yml import Edit, edit_codebook
from qda.language import gettext as _
from qda.storage import journal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.project import Project


def plan(project: Project, changes: Sequence[Change]) -> Edit:
    """What changes would make of codes.yml; nothing is written.

    Raises:
        NotFound: A theme that the codebook does not hold.
        BadCodebook: The result would have problems.
    """
    return edit_codebook(project.paths.codebook, changes)


def apply(project: Project, edit: Edit, theme: str, *, action: str = "codebook.edit") -> None:
    """Write a planned edit to codes.yml and take it into use; one step to undo.

    Args:
        project: An open project.
        edit: From `plan`.
        theme: Key of the theme that it is about.
        action: What the journal calls it.
    """
    with project.action() as db:
        project.change_codebook(edit)
        journal.record(
            db,
            coder=project.coder,
            action=action,
            subject={"theme": theme, "title": project.codebook.theme(theme).title},
            changes=[change_of(edit)],
            undoable=True,
        )


def change_of(edit: Edit) -> journal.Change:
    """What the journal keeps of an edit, so that it can be undone."""
    return journal.Change(
        journal.CODEBOOK, "codes.yml", {"text": edit.before}, {"text": edit.after}
    )


def new_theme(
    project: Project,
    title: str,
    *,
    parent: str | None = None,
    hotkey: str | None = None,
    definition: str = "",
) -> AddTheme:
    """The wish for a new theme, with a key made from its title.

    Args:
        project: An open project.
        title: As a person wrote it.
        parent: Key of the theme above; None for the top level.
        hotkey: A digit, 1 to 9; None or an empty text for none.
        definition: What the theme means.

    Raises:
        NotFound: The codebook does not hold the parent.
        Refused: There is a theme with that title, or another one has the hotkey.
    """
    title = plain(title)
    refuse_title(project, title)
    if hotkey:
        refuse_hotkey(project, hotkey)
    if parent is not None:
        project.codebook.theme(parent)
    key = _free_key(title, {theme.key for theme in project.codebook.themes})
    return AddTheme(key, title, parent, definition, hotkey or None)


def refuse_title(project: Project, title: str, *, but: str = "") -> None:
    """Refuse a title without letters, or one that another theme than `but` has.

    Raises:
        Refused: With the title.
    """
    if not any(sign.isalnum() for sign in title):
        raise Refused(_("A theme needs a title with letters."))
    if any(
        theme.title.casefold() == title.casefold() and theme.key != but
        for theme in project.codebook.themes
    ):
        raise Refused(
            _('There is a theme with the title "{title}" already.').format(title=title),
            _("Choose it by its name, or give the new one another title."),
        )


def refuse_hotkey(project: Project, hotkey: str, *, but: str = "") -> None:
    """Refuse what is no digit, or belongs to another theme than `but`.

    Raises:
        Refused: With the theme that has it.
    """
    if hotkey not in HOTKEYS:
        raise Refused(_("A hotkey is a digit, 1–9."))
    owner = project.codebook.by_hotkey(hotkey)
    if owner is not None and owner.key != but:
        raise Refused(
            _("The key {key} belongs to {title}.").format(key=hotkey, title=owner.title),
            _("Choose another digit, or leave it empty."),
        )


_KEY_LENGTH = 40
"""Characters of a key made from a title: enough to recognise it by."""


def _free_key(title: str, taken: set[str]) -> str:
    """A key of letters, digits and hyphens that no theme has."""
    folded = unicodedata.normalize("NFC", title).casefold()
    key = re.sub(r"[\W_]+", "-", folded)[:_KEY_LENGTH].strip("-") or "kode"
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free
