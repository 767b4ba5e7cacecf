"""What every step that codes words is made of: new rows, what refuses them, and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.codings import Coding, Origin, anchor
from qda.errors import Refused
from qda.language import gettext as _
from qda.storage import codings, interviews, journal, themes, versions
from qda.storage.journal import Change
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


def new_coding(
    project: Project,
    transcript: int,
    span: Span,
    theme: str,
    origin: Origin,
    coder: str | None,
) -> Coding:
    """A coding that is not stored yet."""
    return Coding(
        uid=new_uid(),
        transcript=transcript,
        span=span,
        theme=theme,
        coder=coder or project.coder,
        created=now(),
        origin=origin,
    )


def store_codings(
    project: Project,
    new: Sequence[Coding],
    action: str,
    subject: dict[str, object],
    also: Sequence[Change] = (),
    *,
    texts: Mapping[int, str] | None = None,
) -> None:
    """Insert codings as one undoable step; call it inside `project.action()`.

    Args:
        project: An open project.
        new: The codings.
        action: What the journal calls the step.
        subject: What the step is about.
        also: Changes of other rows that the caller has made in the same step.
        texts: Texts by transcript that the caller has; a version's text never changes.

    Raises:
        Refused: A text has been replaced since it was read; its places are other places now.
    """
    db = project.db
    known = dict(texts or {})
    changes: list[Change] = [*also]
    for transcript in dict.fromkeys(coding.transcript for coding in new):
        refuse_earlier_version(project, transcript)
        if transcript not in known:
            known[transcript] = interviews.transcript_text(db, transcript)
    for coding in new:
        row = codings.coding_row(coding, anchor(known[coding.transcript], coding.span))
        codings.insert_coding(db, row)
        changes.append(Change("coding", coding.uid, None, row))
    journal.record(
        db,
        coder=project.coder,
        action=action,
        subject=subject,
        changes=changes,
        undoable=True,
    )


def refuse_earlier_version(project: Project, transcript: int) -> None:
    """Refuse to mark a text that was replaced since it was read.

    Raises:
        Refused: Its places are other places now.
    """
    if not versions.is_current(project.db, transcript):
        raise Refused(
            _("The text of {appendix} has been replaced meanwhile.").format(
                appendix=versions.appendix_of(project.db, transcript)
            ),
            _("Nothing was coded. Open the interview again."),
        )


def refuse_silence(project: Project, interview: InterviewRow, span: Span) -> None:
    """Refuse words that nobody speaks.

    Raises:
        Refused: The span lies in a title, a label or a time stamp.
    """
    if not interviews.is_spoken(project.db, interview.transcript_id, span):
        raise Refused(
            _("Nobody speaks there: it is a title, a label or a time stamp."),
            _("Code the words of a speaker."),
        )


def subject_of(project: Project, appendix: str, theme: str) -> dict[str, object]:
    """What the journal says of a coding, without interview text."""
    title = themes.theme_titles(project.db).get(theme, theme)
    return {"appendix": appendix, "theme": theme, "title": title}
