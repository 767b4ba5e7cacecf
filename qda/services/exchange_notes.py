"""Notes of a working copy: memos, summaries, and what says that a passage is restricted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qda.domain.exchange import Link, Note, Selection
from qda.domain.text import Span
from qda.language import gettext as _
from qda.services.exchange_names import (
    SUMMARY,
    moment_of,
    restriction_name,
    stamp,
    theme_guid,
)
from qda.storage import codings, exchange, informants, memos, themes

if TYPE_CHECKING:
    from sqlite_utils import Database

    from qda.domain.memos import Summary
    from qda.services.exchange_names import Identities
    from qda.storage.exchange import MemoRow
    from qda.storage.interviews import InterviewRow


class NoteMaker:
    """Makes the notes of one export; in a shared copy there are none."""

    def __init__(self, db: Database, ids: Identities, *, internal: bool) -> None:
        self.db = db
        self.ids = ids
        self.memos = exchange.memos(db) if internal else []
        self.summaries: list[Summary] = memos.summaries(db) if internal else []
        self.made: list[Note] = []
        """All notes so far."""
        self.links: list[Link] = []
        """What binds notes to themes and informants."""

    @property
    def coders(self) -> set[str]:
        """Who wrote memos or summaries."""
        return {one.coder for one in self.memos} | {one.coder for one in self.summaries}

    @property
    def themes(self) -> set[str]:
        """Keys of the themes that are written about."""
        about = {one.key for one in self.memos if one.subject == "theme"}
        return (about | {one.theme for one in self.summaries}) & set(themes.theme_titles(self.db))

    def of_project(self, title: str) -> tuple[str, ...]:
        """The notes of the memos on the project itself."""
        return tuple(self._note(memo, title) for memo in self.memos if memo.subject == "project")

    def annotations(self, row: InterviewRow, text: str) -> list[Selection]:
        """Restricted passages and memos on passages of a working copy, each with a note."""
        found = []
        for stored in codings.restrictions(self.db, row.transcript_id):
            guid = self.ids.of(stored["uid"])
            words = _("Restricted ({kind}): not to be quoted or referred to.").format(
                kind=stored["kind"]
            )
            name = restriction_name(stored["kind"], stored["until"] or "")
            self.made.append(Note(guid, name, words, created=moment_of(stored["at"])))
            span = Span(stored["start"], stored["stop"])
            found.append(self._annotation(guid, span, text, words, moment_of(stored["at"])))
        for memo in self.memos:
            if memo.subject == "passage" and memo.transcript == row.transcript_id:
                assert memo.start is not None
                assert memo.stop is not None
                self._note(memo, row.appendix)
                span = Span(memo.start, memo.stop)
                guid = self.ids.of(memo.uid)
                found.append(self._annotation(guid, span, text, memo.text, stamp(memo.created)))
        return found

    def _annotation(self, guid: str, span: Span, text: str, words: str, created: str) -> Selection:
        return Selection(
            self.ids.named("annotation", guid),
            span.start,
            span.stop,
            name=" ".join(span.of(text).split()),
            created=created,
            notes=(guid,),
            description=words,
        )

    def _note(self, memo: MemoRow, name: str) -> str:
        guid = self.ids.of(memo.uid)
        self.made.append(
            Note(
                guid,
                f"{_('Memo')}: {name}",
                memo.text,
                self.ids.named("coder", memo.coder),
                stamp(memo.created),
                stamp(memo.changed),
            )
        )
        return guid

    def _link(self, guid: str, target: str, name: str = "") -> None:
        self.links.append(Link(self.ids.named("link", f"{guid}:{target}"), guid, target, name))

    def about(self, subject: str, key: str, name: str) -> list[str]:
        """The notes of the memos on something; they are added to the notes of the project."""
        return [
            self._note(memo, name)
            for memo in self.memos
            if memo.subject == subject and memo.key == key
        ]

    def add_loose(self, people: set[str]) -> None:
        """Memos on themes and informants, each bound by a link to what it is about.

        A case has no notes in the standard, and QualCoder loses a code that has one.

        Args:
            people: GUIDs of the informants that leave.
        """
        for theme, title in themes.theme_titles(self.db).items():
            for guid in self.about("theme", theme, title):
                self._link(guid, theme_guid(self.ids, theme))
        for person in informants.informants(self.db):
            target = self.ids.of(person["uid"])
            if target in people:
                for guid in self.about("informant", person["uid"], person["short_id"]):
                    self._link(guid, target)

    def add_summaries(self, leaving: set[str]) -> None:
        """Summaries, each bound to its theme and to its informant, or to a text without one.

        Args:
            leaving: GUIDs of the informants and texts that leave.
        """
        titles = themes.theme_titles(self.db)
        for one in self.summaries:
            whose = self.ids.of(one.informant)
            if whose in leaving and one.theme in titles:
                guid = self.ids.of(one.uid)
                name = f"{_('Summary')}: {titles[one.theme]}"
                user = self.ids.named("coder", one.coder)
                self.made.append(Note(guid, name, one.text, user, stamp(one.changed)))
                self._link(guid, theme_guid(self.ids, one.theme), SUMMARY)
                self._link(guid, whose, SUMMARY)

    def left(self) -> dict[str, int]:
        """Memos and summaries without a place in the copy, by kind."""
        made = {one.guid for one in self.made}
        return Counter(
            memo=sum(self.ids.of(one.uid) not in made for one in self.memos),
            summary=sum(self.ids.of(one.uid) not in made for one in self.summaries),
        )
