"""Sentences on the printed form of a quote: how it differs, and why it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.form_editing import CUT
from qda.domain.printed_form import Edit
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.printed_form import Difference


def edit_word(edit: Edit) -> str:
    """How a printed form differs at a place, in the user's language."""
    return {
        Edit.CUT: _("cut"),
        Edit.BRACKETS: _("in brackets"),
        Edit.FILLER: _("filler left out"),
        Edit.REPETITION: _("repetition left out"),
        Edit.FIRST_LETTER: _("first letter"),
        Edit.END: _("sign at the end"),
        Edit.LEFT_OUT: _("left out without a mark"),
        Edit.PUT_IN: _("put in without a mark"),
    }[edit]


def why_not(difference: Difference) -> str:
    """Why a quote may not differ so, and what to do; empty where it may."""
    if difference.allowed:
        return ""
    if difference.edit is Edit.PUT_IN:
        return _("Nobody said this: put it in [brackets], or take it away.")
    if CUT in difference.printed:
        return _("Cutting a negation turns the sentence around: let it stand, or cut more.")
    return _("Words are gone without a mark: cut them to [...], or let them stand.")


def outdated_sentence(short_ids: Sequence[str]) -> str:
    """Whose approval a printed form makes outdated."""
    return ngettext(
        "What {ids} was asked to approve reads differently: an answer to it is outdated.",
        "What {ids} were asked to approve reads differently: answers to it are outdated.",
        len(short_ids),
    ).format(ids=", ".join(short_ids))
