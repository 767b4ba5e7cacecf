"""The papers about consent: an overview to print, and the record of processing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.errors import Refused
from qda.language import gettext as _
from qda.services import consent_papers
from qda.services.project_paths import refuse_originals
from qda.tui.screens.form import FormScreen
from qda.tui.widgets.fields import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.project import Project

REGISTER_ENDINGS = (".yml", ".yaml", ".csv", ".xlsx")
"""Files that may hold a register of informants."""


def paper_form(project: Project) -> FormScreen:
    """Asks which paper and into which file, and writes it."""

    def save(values: Mapping[str, str]) -> None:
        path = project.paths.root / values["file"]
        refuse_originals(project.paths, path)
        if path.parent == project.paths.exports:
            project.paths.make(project.paths.exports)
        overview = values["which"] == "overview"
        (consent_papers.write_overview if overview else consent_papers.write_record)(project, path)

    def check(name: str) -> None:
        if not name:
            raise Refused(_("A file needs a name."))

    papers = (("overview", _("overview of consents")), ("record", _("record of processing")))
    return FormScreen(
        _("Papers about consent"),
        [
            Field("which", _("Paper"), "overview", papers),
            Field("file", _("File"), "exports/consents.docx",
                  hint=_("ending in .docx, .html or .md"), check=check),
        ],
        save,
        about=_("Who allows what, by id, without names; or the record that universities ask for."),
    )  # fmt: skip
