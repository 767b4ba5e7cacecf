"""Changing codes.yml: the user's own file, so a diff is shown and only the changed lines differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.formats.codes_yml import Change, Edit, edit_codebook, write_codebook_text
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


def apply(project: Project, edit: Edit, theme: str) -> None:
    """Write a planned edit to codes.yml and take it into use."""
    write_codebook_text(project.paths.codebook, edit.after, edit.before)
    project.reload_codebook()
    title = project.codebook.theme(theme).title
    with project.action() as db:
        journal.record(
            db,
            coder=project.coder,
            action="codebook.edit",
            subject={"theme": theme, "title": title},
        )
