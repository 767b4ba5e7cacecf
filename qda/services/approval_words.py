"""Where an approval stands and what came back, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.domain.approval import Approved


def state_word(state: Approved) -> str:
    """Whether an excerpt may be printed, in the user's language."""
    return {
        "yes": _("approved"),
        "no": _("left out"),
        "not asked": _("not asked"),
        "no answer": _("no answer"),
        "outdated": _("outdated: something else was approved"),
    }[str(state)]


def answered_word(answered: str) -> str:
    """What came back, in the user's language."""
    return {
        "": "–",
        "sent": _("sent"),
        "approved": _("approved"),
        "approved_with_changes": _("approved with changes"),
        "left_out": _("left out"),
    }[answered]
