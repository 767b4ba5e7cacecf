"""The columns of a project's plain tables, each with the words that describe it to a reader.

The rows of `tabling` hold their values in this order.
"""

from __future__ import annotations

from qda.domain.tables import Column, Type
from qda.language import gettext as _


def _text(name: str, description: str, refers: str = "") -> Column:
    return Column(name, Type.TEXT, description, refers)


def _number(name: str, description: str) -> Column:
    return Column(name, Type.NUMBER, description)


def interview_columns() -> tuple[Column, ...]:
    """Columns of the interviews."""
    return (
        _text("appendix", _("Appendix number; names the interview.")),
        _text("kind", _("interview, study or field note.")),
        _text("title", _("Title, where there is one.")),
        _text("date", _("Date, where it is known.")),
        _text("informant", _("Short id of the informant; empty is unknown."),
              "informants.informant"),
        _number("version", _("Version of the text, from 1.")),
        _text("page_source", _("How the pages are known: rendered, hard breaks, unknown.")),
        _number("characters", _("Length of the text.")),
        _number("segments", _("Number of segments.")),
        _text("text", _("The whole text; positions point into it.")),
    )  # fmt: skip


def segment_columns() -> tuple[Column, ...]:
    """Columns of the segments."""
    return (
        _text("appendix", _("The interview."), "interviews.appendix"),
        _number("segment", _("Number of the segment in the interview, from 1.")),
        _number("turn", _("Number of the turn in the interview, from 1.")),
        _text("speaker", _("Speaker as the transcript writes it; empty in a shared copy.")),
        _text("role", _("informant, interviewer or other.")),
        _text("time", _("Time stamp, where the transcript has one.")),
        _number("page", _("Page on which it begins; empty is unknown.")),
        _number("start", _("First character in the text.")),
        _number("stop", _("One past the last character.")),
        _text("text", _("The words.")),
    )


def coding_columns() -> tuple[Column, ...]:
    """Columns of the codings."""
    return (
        _text("coding", _("Identity of the coding; the same in every export of this kind.")),
        _text("appendix", _("The interview."), "interviews.appendix"),
        _number("segment", _("Segment in which it begins.")),
        _text("theme", _("Key of the theme."), "themes.theme"),
        _text("theme_title", _("Title of the theme.")),
        _text("coder", _("Who coded; numbered in a shared copy.")),
        Column("created", Type.TIME, _("When it was coded, in UTC.")),
        _text("origin", _("by hand, suggestion accepted, imported or carried over.")),
        _text("speaker_role", _("Whose words these are; interviewer where nobody else speaks.")),
        _number("page_from", _("First page; empty is unknown.")),
        _number("page_to", _("Last page; empty is unknown.")),
        _number("start", _("First character in the text.")),
        _number("stop", _("One past the last character.")),
        _text("quote", _("The words as they stand in the text.")),
    )


def theme_columns() -> tuple[Column, ...]:
    """Columns of the themes."""
    return (
        _text("theme", _("Key; never changes.")),
        _text("title", _("Title.")),
        _text("parent", _("Key of the theme above; empty at the top."), "themes.theme"),
        _number("level", _("1 for a theme, 2 and 3 for sub-codes.")),
        _text("definition", _("Definition.")),
        _text("include", _("When to use it.")),
        _text("exclude", _("When not.")),
        _text("colour", _("Colour, a name of the palette.")),
        _text("hotkey", _("Key on the coding screen.")),
        _text("keywords", _("Keywords with their marks, with commas between.")),
        _number("codings", _("Number of codings in this export.")),
    )


def informant_columns() -> tuple[Column, ...]:
    """Columns of the informants; a name is not among them."""
    return (
        _text("informant", _("Short id.")),
        _text("appendix", _("The interview."), "interviews.appendix"),
        _text("label", _("As printed: what was agreed.")),
        _text("role", _("Role; empty in a shared copy.")),
        _text("organisation", _("Organisation; empty in a shared copy.")),
        _text("municipality", _("Municipality; empty in a shared copy.")),
        _text("area", _("Area; empty in a shared copy.")),
        _text("attributes", _("Other attributes as JSON; empty in a shared copy.")),
    )
