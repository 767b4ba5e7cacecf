"""Changing a coding that is there: other ends or another theme.

It stays the same coding: its id, its coder, the time when it was made and all that refers to it.
A printed form that does not fit the new words goes; it would print words that are not coded.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qda.domain.codings import Coding, anchor
from qda.domain.text import Span, trimmed
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import citing, coding, marking
from qda.storage import codings, interviews, journal, versions
from qda.storage.journal import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.project import Project


def change(
    project: Project, old: Coding, *, span: Span | None = None, theme: str | None = None
) -> Coding:
    """Give a coding other ends, another theme, or both; one step, on disk when this returns.

    Args:
        project: An open project.
        old: The coding as it was read.
        span: Its new words; None leaves them.
        theme: Key of its new theme; None leaves it.

    Returns:
        The coding as it is now.

    Raises:
        NotFound: It is gone, or the codebook holds no such theme.
        Refused: Nothing would change, nobody speaks there, or its coder has that coding already.
    """
    key = old.theme if theme is None else coding.theme_to_give(project, theme)
    with project.action() as db:
        row = codings.stored_coding(db, old.uid)
        if row is None:
            raise NotFound(_("The coding has been removed already."))
        marking.refuse_earlier_version(project, row["transcript_id"])
        text = interviews.transcript_text(db, row["transcript_id"])
        words = _words(text, span or Span(row["start"], row["stop"]))
        new = replace(old, transcript=row["transcript_id"], span=words, theme=key)
        appendix = versions.appendix_of(db, row["transcript_id"])
        _refuse_in_vain(project, new, row, appendix)
        after = codings.coding_row(new, anchor(text, words))
        codings.delete_coding(db, old.uid)
        codings.insert_coding(db, after)
        journal.record(
            db,
            coder=project.coder,
            action="coding.ends" if key == row["theme"] else "coding.theme",
            subject={
                **marking.subject_of(project, appendix, key),
                "earlier": marking.subject_of(project, appendix, row["theme"])["title"],
            },
            changes=[Change("coding", old.uid, row, after), *_dropped(project, new)],
            undoable=True,
        )
    return new


def _refuse_in_vain(project: Project, new: Coding, row: Mapping[str, Any], appendix: str) -> None:
    """Refuse a change of nothing, to words that nobody speaks, or to a coding that is there."""
    if (row["start"], row["stop"], row["theme"]) == (new.span.start, new.span.stop, new.theme):
        raise Refused(_("The coding has these words and this theme already."))
    marking.refuse_silence(project, project.interview(appendix), new.span)
    if codings.coding_at(project.db, new):
        raise Refused(
            _("{coder} has coded these words as {theme} already.").format(
                coder=new.coder, theme=new.theme
            )
        )


def _dropped(project: Project, new: Coding) -> list[Change]:
    """Printed forms that do not fit the new words."""
    from qda.services import printed_forms  # renders names, which takes long to load

    return printed_forms.drop_unfitting(project, new)


def change_ends(project: Project, old: Coding, span: Span) -> Coding:
    """Give a coding other words; see `change`."""
    return change(project, old, span=span)


def change_theme(project: Project, old: Coding, theme: str) -> Coding:
    """Give a coding another theme; see `change`."""
    return change(project, old, theme=theme)


def words_near(project: Project, old: Coding, quote: str) -> Span:
    """The place of a quote in a coding's interview; of several the one that the coding touches.

    Raises:
        NotFound: It is not there.
        Refused: It cannot be told which place is meant.
    """
    text = interviews.transcript_text(project.db, old.transcript)
    touched = [span for span in citing.find_quote(text, quote).spans if span.overlaps(old.span)]
    if len(touched) == 1:
        return touched[0]
    appendix = versions.appendix_of(project.db, old.transcript)
    return coding.span_of_quote(project, project.interview(appendix), quote)


def _words(text: str, span: Span) -> Span:
    words = trimmed(text, span.start, span.stop)
    if words is None:
        raise Refused(_("There are no words to code."))
    return words
