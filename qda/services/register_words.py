"""Sentences on what became of a register that was loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.services.register_storing import RegisterReport


def loaded_lines(report: RegisterReport) -> list[str]:
    """What became of a register, in a sentence or a few."""
    lines = [
        _(
            "Informants: {new} new, {updated} updated. New consents: {consents}."
            " New restrictions: {restrictions}."
        ).format(
            new=report.new,
            updated=report.updated,
            consents=report.consents,
            restrictions=report.restrictions,
        )
    ]
    if report.unlinked:
        lines.append(unlinked_sentence(report.unlinked))
    if report.waiting:
        lines.append(
            _(
                "Without an interview in the project: {ids}. Import it, then load the register"
                " again; until then their consent has nothing to act on."
            ).format(ids=", ".join(report.waiting))
        )
    return lines


def unlinked_sentence(count: int) -> str:
    """That interviews lost their informant."""
    return ngettext(
        "{count} interview no longer stands with the informant it stood with before.",
        "{count} interviews no longer stand with the informant they stood with before.",
        count,
    ).format(count=count)
