"""Sentences that several parts of the screen show, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import RestrictionKind
from qda.domain.interviews import NOWHERE, Role
from qda.domain.text import one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import restricting
from qda.tui.focus import Focus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.screens import Restriction, ScreenTranscript


def role(role: Role) -> str:
    """Whose speech a turn is; nothing where that is not known."""
    if role is Role.INFORMANT:
        return _("informant")
    if role is Role.INTERVIEWER:
        return _("interviewer")
    return ""


def unknown_speaker() -> str:
    """Who speaks where the transcript names nobody."""
    return _("speaker unknown")


def page(number: int) -> str:
    """A page by its number; from some places on it is unknown."""
    if number == NOWHERE:
        return unknown_page()
    return _("page {number}").format(number=number)


def unknown_page() -> str:
    """In place of a page number."""
    return _("page unknown")


def restriction(restriction: Restriction) -> str:
    """What holds a passage back, in few words."""
    return restricting.in_words(restriction.kind, one_line(restriction.until))


def restriction_ends(restriction_: Restriction) -> str:
    """Where a passage that is held back has ended."""
    if restriction_.kind is RestrictionKind.OFF_RECORD:
        return _("on the record again")
    return _("free to use again")


def whereabouts(transcript: ScreenTranscript, index: int, coder: str) -> tuple[str, ...]:
    """The place of a segment in its interview, in forms of which each is shorter than the last."""
    segment = transcript.segments[index]
    number, last = segment.number, len(transcript.segments)
    held_back = [
        restriction(one) for one in transcript.restrictions if one.span.overlaps(segment.span)
    ]
    where = unknown_page() if segment.page is None else page(segment.page)
    long = _("segment {number} of {last}").format(number=number, last=last)
    short, held, name = f"{number}/{last}", held_back[:1], transcript.interview.appendix
    forms = (
        (name, long, *held, where, coder),
        (name, short, *held, where, coder),
        (name, short, *held, where),
        (short, *held, where),
        (short, *held),
    )
    return tuple(" · ".join(one_line(part) for part in form) for form in forms)


def uncounted(codings: int, out: Mapping[str, int]) -> str:
    """Why there are fewer quotes than codings; empty where every coding is one."""
    words = {
        "restricted": _("{count} touching restricted words"),
        "interviewer": _("{count} where only the interviewer speaks"),
        "withdrawn": _("{count} of informants who have withdrawn"),
        "review": _("{count} in interviews whose restrictions wait for a review"),
        "no theme": _("{count} of themes that codes.yml no longer holds"),
        "together": _("{count} on the same words as another one"),
    }
    parts = [word.format(count=out[why]) for why, word in words.items() if out.get(why)]
    if not parts:
        return ""
    return ngettext(
        "Of {count} coding not counted: {parts}.",
        "Of {count} codings not counted: {parts}.",
        codings,
    ).format(count=codings, parts=", ".join(parts))


def focus(mode: Focus) -> str:
    """What the focus mode dims."""
    if mode is Focus.UNCODED:
        return _("what is coded is dimmed")
    if mode is Focus.OWN:
        return _("what you have not coded is dimmed")
    return _("nothing is dimmed")


def percent(part: int, whole: int) -> str:
    """A share in whole per cent; never 100 while something is missing."""
    share = 0 if not whole else part * 100 // whole
    return _("{share} %").format(share=share)
