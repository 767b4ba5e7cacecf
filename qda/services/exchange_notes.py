"""Notes of a working copy: memos, and what says that a passage is restricted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.exchange import Note, Selection
from qda.domain.text import Span
from qda.language import gettext as _
from qda.services.exchange_names import moment_of, restriction_name, stamp
from qda.storage import codings, exchange, informants, themes

if TYPE_CHECKING:
    from sqlite_utils import Database

    from qda.services.exchange_names import Identities
    from qda.storage.exchange import MemoRow
    from qda.storage.interviews import InterviewRow


class NoteMaker:
    """Makes the notes of one export; in a shared copy there are none."""

    def __init__(self, db: Database, ids: Identities, *, internal: bool) -> None:
        self.db = db
        self.ids = ids
        self.memos = exchange.memos(db) if internal else []
        self.made: list[Note] = []
        """All notes so far."""

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
        user = self.ids.named("coder", memo.coder)
        self.made.append(Note(guid, f"{_('Memo')}: {name}", memo.text, user, stamp(memo.created)))
        return guid

    def about(self, subject: str, key: str, name: str) -> list[str]:
        """The notes of the memos on something; they are added to the notes of the project."""
        return [
            self._note(memo, name)
            for memo in self.memos
            if memo.subject == subject and memo.key == key
        ]

    def add_loose(self) -> None:
        """Memos on themes and informants stand alone, named after what they are about.

        A case has no notes in the standard, and QualCoder loses a code that has one.
        """
        for theme, title in themes.theme_titles(self.db).items():
            self.about("theme", theme, title)
        for person in informants.informants(self.db):
            self.about("informant", person["uid"], person["short_id"])
