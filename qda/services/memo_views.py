"""Memos as people find them: with their place, their words and whether they are held back."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.memos import About, Memo
from qda.language import gettext as _
from qda.services import consenting, consents
from qda.storage import codings, informants, interviews, memos, themes, versions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class ListedMemo:
    """A memo with its place, as people find it."""

    memo: Memo
    appendix: str
    """Of an interview, passage or coding; else empty."""
    segment: int
    """The segment in which its words begin; 0 where it is about no words."""
    span: Span | None
    """The words it is about, in the newest text."""
    words: str
    """These words."""
    theme: str
    """Key of its theme, or of the theme of its coding; else empty."""
    title: str
    """Of that theme."""
    informant: str
    """Short id of the informant it is about; else empty."""
    restricted: bool
    """Whether it is about something that may not be used; it is as restricted as that."""
    there: bool
    """Whether what it is about is there at present."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "uid": self.memo.uid,
            "about": str(self.memo.target.about),
            "appendix": self.appendix or None,
            "segment": self.segment or None,
            "start": self.span.start if self.span else None,
            "stop": self.span.stop if self.span else None,
            "theme": self.theme or None,
            "informant": self.informant or None,
            "text": self.memo.text,
            "coder": self.memo.coder,
            "created": self.memo.created,
            "changed": self.memo.changed,
            "restricted": self.restricted,
            "there": self.there,
        }


def listed(
    project: Project,
    *,
    about: About | None = None,
    theme: str | None = None,
    interview: InterviewRow | None = None,
    coder: str | None = None,
    wanted: str = "",
) -> list[ListedMemo]:
    """The memos, in the order in which they were made.

    Args:
        project: An open project.
        about: Only those about this kind of thing.
        theme: Only those about this theme, by its key, or about codings with it.
        interview: Only those about this interview, its passages or codings.
        coder: Only those by this coder.
        wanted: Words that each must hold; capitals do not count.
    """
    words = wanted.casefold().split()
    with project.reading():
        return [
            one
            for one in _Finder(project).all()
            if about in (None, one.memo.target.about)
            and theme in (None, one.theme)
            and (interview is None or one.appendix == interview.appendix)
            and coder in (None, one.memo.coder)
            and all(word in one.memo.text.casefold() for word in words)
        ]


class _Finder:
    """Where memos stand; texts and segments are read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._rows = {row.uid: row for row in project.interviews()}
        self._current = {row.transcript_id: row for row in self._rows.values()}
        self._gate = consenting.gate(project)
        self._titles = themes.theme_titles(project.db)
        people = informants.informants(project.db)
        self._people: Mapping[str, dict[str, Any]] = {row["uid"]: row for row in people}
        self._texts: dict[int, tuple[str, list[int]]] = {}

    def all(self) -> list[ListedMemo]:
        return [self._listed(memo) for memo in memos.memos(self._project.db)]

    def _listed(self, memo: Memo) -> ListedMemo:
        target = memo.target
        if target.about is About.PASSAGE and target.transcript and target.span:
            return self._placed(memo, target.transcript, target.span, "")
        if target.about is About.CODING:
            row = codings.stored_coding(self._project.db, target.key)
            if row is None:
                # Nobody can say what it is about, so it is as restricted as anything may be.
                return self._unplaced(memo, restricted=True, there=False)
            one = codings.coding_by_uid(self._project.db, target.key)[0]
            return self._placed(memo, one.transcript, one.span, one.theme)
        if target.about is About.INTERVIEW:
            interview = self._rows.get(target.key)
            gone = interview is None or interview.transcript_id in self._gate.withdrawn
            return self._unplaced(
                memo, appendix=interview.appendix if interview else "", restricted=gone,
                there=interview is not None,
            )  # fmt: skip
        if target.about is About.INFORMANT:
            person = self._people.get(target.key)
            withdrawn = (
                person is None
                or consents.state_of(self._project, person["id"]).withdrawn is not None
            )
            return self._unplaced(
                memo, informant=person["short_id"] if person else "", restricted=withdrawn,
                there=person is not None,
            )  # fmt: skip
        return self._unplaced(memo, theme=target.key if target.about is About.THEME else "")

    def _placed(self, memo: Memo, transcript: int, span: Span, theme: str) -> ListedMemo:
        interview = self._current.get(transcript)
        if interview is None:
            # It waits in the list of reviews; its words are those of an earlier version.
            appendix = versions.appendix_of(self._project.db, transcript)
            return self._unplaced(memo, appendix=appendix, theme=theme, restricted=True)
        if transcript not in self._texts:
            segments = interviews.segments(self._project.db, transcript)
            self._texts[transcript] = (
                interviews.transcript_text(self._project.db, transcript),
                [segment.span.start for segment in segments],
            )
        text, starts = self._texts[transcript]
        return ListedMemo(
            memo,
            interview.appendix,
            bisect_right(starts, span.start),
            span,
            span.of(text),
            theme,
            self._titles.get(theme, theme),
            "",
            restricted=self._gate.reason_at(transcript, span) is not None,
            there=True,
        )

    def _unplaced(
        self,
        memo: Memo,
        *,
        appendix: str = "",
        theme: str = "",
        informant: str = "",
        restricted: bool = False,
        there: bool = True,
    ) -> ListedMemo:
        title = self._titles.get(theme, theme)
        return ListedMemo(memo, appendix, 0, None, "", theme, title, informant, restricted, there)


def place_in_words(one: ListedMemo) -> str:
    """What a memo is about, in a few words, without interview text."""
    about = one.memo.target.about
    if about is About.PROJECT:
        return _("the project")
    if about is About.THEME:
        return _("theme {title}").format(title=one.title)
    if about is About.INFORMANT:
        return _("informant {id}").format(id=one.informant) if one.there else _("an informant")
    if not one.there:
        return _("a coding that was removed") if about is About.CODING else _("an interview")
    if about is About.INTERVIEW:
        return one.appendix
    if one.span is None:
        return _("{appendix}, words of an earlier text").format(appendix=one.appendix)
    if about is About.CODING:
        return _("{appendix}, segment {number}: coding {title}").format(
            appendix=one.appendix, number=one.segment, title=one.title
        )
    return _("{appendix}, segment {number}").format(appendix=one.appendix, number=one.segment)
