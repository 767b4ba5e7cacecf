"""Sentences that several parts of the screen show, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import RestrictionKind
from qda.domain.interviews import Role
from qda.domain.text import one_line
from qda.language import gettext as _

if TYPE_CHECKING:
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
    """A page by its number."""
    return _("page {number}").format(number=number)


def unknown_page() -> str:
    """In place of a page number."""
    return _("page unknown")


def restriction(restriction: Restriction) -> str:
    """What holds a passage back, in few words."""
    if restriction.kind is RestrictionKind.EMBARGO and restriction.until:
        return _("held back until {date}").format(date=one_line(restriction.until))
    return restriction_kind(restriction.kind)


def restriction_kind(kind: RestrictionKind) -> str:
    """Why a passage is held back, in few words."""
    return {
        RestrictionKind.OFF_RECORD: _("off the record"),
        RestrictionKind.EMBARGO: _("held back"),
        RestrictionKind.THIRD_PARTY: _("about somebody else"),
        RestrictionKind.SENSITIVE: _("sensitive"),
        RestrictionKind.LEFT_OUT: _("left out by the informant"),
    }[kind]


def restriction_ends(restriction_: Restriction) -> str:
    """Where a passage that is held back has ended."""
    if restriction_.kind is RestrictionKind.OFF_RECORD:
        return _("on the record again")
    return _("free to use again")


def whereabouts(transcript: ScreenTranscript, index: int, coder: str) -> tuple[str, ...]:
    """The place of a segment in its interview, in a long and a short form."""
    segment = transcript.segments[index]
    number, last = segment.number, len(transcript.segments)
    held_back = [
        restriction(one) for one in transcript.restrictions if one.span.overlaps(segment.span)
    ]
    where = unknown_page() if segment.page is None else page(segment.page)
    forms = (
        _("segment {number} of {last}").format(number=number, last=last),
        f"{number}/{last}",
    )
    return tuple(
        " · ".join(
            one_line(part)
            for part in (transcript.interview.appendix, form, *held_back[:1], where, coder)
        )
        for form in forms
    )


def percent(part: int, whole: int) -> str:
    """A share in whole per cent; never 100 while something is missing."""
    share = 0 if not whole else part * 100 // whole
    return _("{share} %").format(share=share)
