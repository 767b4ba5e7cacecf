"""What a check of a thesis says of a quotation, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import Scope
from qda.domain.quote_aligning import EditKind
from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.domain.quote_aligning import Edit
    from qda.services.thesis_material import Source


def edit_in_words(edit: Edit) -> str:
    """A difference for people: the word as it is printed and as it was said."""
    if edit.kind in (EditKind.WORD, EditKind.LETTERS):
        return _("“{printed}” for “{said}”").format(printed=edit.printed, said=edit.said)
    if edit.kind is EditKind.MISSING and edit.printed:
        return _("“{said}” taken out by [...]").format(said=edit.said)
    if edit.kind is EditKind.MISSING:
        return _("“{said}” left out without [...]").format(said=edit.said)
    if edit.kind is EditKind.ADDED:
        return _("“{printed}” was not said").format(printed=edit.printed)
    if edit.kind is EditKind.PUNCTUATION:
        return _("the sign {printed} for {said}").format(printed=edit.printed, said=edit.said)
    return {
        EditKind.CUT: _("cut [...]"),
        EditKind.INSERTED: _("[{printed}] put in").format(printed=edit.printed),
        EditKind.REPLACED: _("[{printed}] for “{said}”").format(
            printed=edit.printed, said=edit.said
        ),
        EditKind.FILLER: _("filler “{said}” left out").format(said=edit.said),
        EditKind.MARK: _("note “{said}” left out").format(said=edit.said),
        EditKind.LISTENING: _("listening word “{said}” left out").format(said=edit.said),
        EditKind.REPETITION: _("repeated “{said}” left out").format(said=edit.said),
        EditKind.PSEUDONYM: _("pseudonym “{printed}”").format(printed=edit.printed),
        EditKind.CASE: _("capital or small first letter"),
    }[edit.kind]


def not_permitted(source: Source, scope: Scope) -> str:
    """Why an interview may not be quoted or referred to."""
    name = source.row.appendix
    if source.consent is not None and source.consent.withdrawn:
        return _("The informant of {appendix} has withdrawn consent: take this out.").format(
            appendix=name
        )
    if source.withheld:
        return _("A restricted passage of {appendix} waits for a decision: `qda review`.").format(
            appendix=name
        )
    if source.consent is None:
        return _("{appendix} has no informant in the register, so no consent is recorded.").format(
            appendix=name
        )
    if scope is Scope.QUOTE:
        return _("No consent to quote is recorded for {appendix}: ask, or take this out.").format(
            appendix=name
        )
    return _("No consent to refer to {appendix} is recorded: ask, or take this out.").format(
        appendix=name
    )


def not_approved(source: Source) -> str:
    """That an approval is missing."""
    return _(
        "The informant of {appendix} wants to approve this; no approval is recorded: send it."
    ).format(appendix=source.row.appendix)


def real_name(appendix: str, instead: str) -> str:
    """That a quotation prints a name that others may not see."""
    return _(
        "This quotation of {appendix} prints a name that is hidden from others: put “{instead}”."
    ).format(appendix=appendix, instead=instead)


def name_in_text(instead: str) -> str:
    """That running text prints a name that others may not see."""
    return _("This is a name that is hidden from others: put “{instead}”.").format(instead=instead)
