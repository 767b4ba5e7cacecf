"""Notes of another program as memos and summaries, on what they are about, each once.

A note whose words have no place here becomes a memo on the interview, else on the project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from qda.domain.exchange import Note
from qda.domain.memos import About, Memo, Summary, Target
from qda.domain.text import canonical, one_line
from qda.formats.refi_names import OWN
from qda.services.exchange_names import SUMMARY
from qda.storage import memos
from qda.storage.journal import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qda.domain.exchange import ForeignProject, Link
    from qda.domain.text import Span
    from qda.services.import_targets import Target as Place
    from qda.services.project import Project

Key = tuple[About, str, int | None, "Span | None", str]


class MemoTaker:
    """Takes the notes of one file; nothing is written before the caller stores the changes."""

    def __init__(
        self,
        project: Project,
        foreign: ForeignProject,
        *,
        coder: Callable[[str], str],
        moment: Callable[[str], str],
        skipped: set[str],
    ) -> None:
        """Look at what is there.

        Args:
            project: An open project.
            foreign: What a file holds.
            coder: The coder by the GUID of a user.
            moment: A time as we store it.
            skipped: GUIDs of notes that are something else.
        """
        self.coder = coder
        self.moment = moment
        self.own = foreign.origin.startswith(f"{OWN} ")
        self.notes = {one.guid: one for one in foreign.notes if one.guid not in skipped}
        self.uids = {row.uid: row.transcript_id for row in project.interviews()}
        there = memos.memos(project.db)
        self.known = {self._key(one.target, one.text) for one in there}
        self.texts = {one.text for one in there}
        self.taken = {one.uid for one in there}
        self.cells = {(one.informant, one.theme, one.coder) for one in memos.summaries(project.db)}
        self.summed = {one.uid for one in memos.summaries(project.db)}
        self.used: set[str] = set()
        self.places: dict[str, Target] = {}
        """What links can lead to, by GUID."""
        self.sources: dict[str, str] = {}
        """Texts of places, for anchors: by uid of the interview."""
        self.changes: list[Change] = []
        self.there = 0

    @staticmethod
    def _key(target: Target, text: str) -> Key:
        return (target.about, target.key, target.transcript, target.span, text)

    def interview(self, place: Place) -> Target:
        """The target of a memo on an interview."""
        uid = next((uid for uid, row in self.uids.items() if row == place.transcript), "")
        self.sources[uid] = place.text
        return Target(About.INTERVIEW, uid)

    def passage(self, place: Place, span: Span) -> Target:
        """The target of a memo on words."""
        return Target(About.PASSAGE, self.interview(place).key, place.transcript, span)

    def refer(self, notes: tuple[str, ...], target: Target) -> None:
        """Take the notes that something names as its own."""
        for guid in notes:
            if guid in self.notes:
                self.take(self.notes[guid], target)

    def describe(
        self, guid: str, words: str, target: Target, *, user: str = "", at: str = ""
    ) -> None:
        """Take what a program without notes says of something in its description."""
        if words.strip():
            made = str(uuid5(UUID(guid), "description")) if guid else ""
            self.take(Note(made, "", words, user, at), target)

    def take(self, note: Note, target: Target, *, named: bool = False) -> None:
        """Take a note on something; a second thing that it is about gets a memo of its own.

        Args:
            note: The note.
            target: What it is about.
            named: Under its name, which is more than a heading that we gave it.
        """
        words = self._words(note, named=named or not self.own)
        uid = UUID(note.guid).hex if note.guid else ""
        if note.guid in self.used or not uid:
            uid = uuid5(UUID(int=0), repr(self._key(target, f"{uid}{words}"))).hex
        self.used.add(note.guid)
        if not words:
            return
        bare = canonical(note.text)[0].strip()
        if (
            uid in self.taken
            or self._key(target, words) in self.known
            or (self._key(target, bare) in self.known)
        ):
            self.there += 1
            return
        created = self.moment(note.created or note.modified)
        changed = self.moment(note.modified) if note.modified else created
        memo = Memo(uid, target, words, self.coder(note.user), created, max(created, changed))
        self.taken.add(uid)
        self.known.add(self._key(target, words))
        row = memos.memo_row(memo, self.sources.get(target.key, ""))
        self.changes.append(Change("memo", uid, None, row))

    @staticmethod
    def _words(note: Note, *, named: bool) -> str:
        words = canonical(note.text)[0].strip()
        name = one_line(canonical(note.name)[0])
        return f"{name}\n\n{words}" if named and words and not words.startswith(name) else words

    def follow(
        self, links: tuple[Link, ...], codes: Mapping[str, str], people: Mapping[str, str]
    ) -> int:
        """Take the notes that links bind to something; gives the number of other links.

        Args:
            links: The links of the file.
            codes: The theme of each code, by GUID.
            people: The informant of each case, by GUID.
        """
        targets = dict(self.places)
        targets |= {guid: Target(About.THEME, key) for guid, key in codes.items()}
        targets |= {guid: Target(About.INFORMANT, uid) for guid, uid in people.items()}
        others = 0
        summaries: dict[str, dict[About, str]] = {}
        for link in links:
            ends = (link.origin, link.target), (link.target, link.origin)
            found = next((pair for pair in ends if pair[0] in self.notes), None)
            if found is None or found[1] not in targets:
                others += 1
            elif link.name == SUMMARY:
                target = targets[found[1]]
                summaries.setdefault(found[0], {})[target.about] = target.key
            else:
                self.take(self.notes[found[0]], targets[found[1]])
        for guid, ends_of in summaries.items():
            self._sum_up(self.notes[guid], ends_of)
        return others

    def _sum_up(self, note: Note, ends: Mapping[About, str]) -> None:
        theme = ends.get(About.THEME)
        whose = ends.get(About.INFORMANT) or ends.get(About.INTERVIEW)
        words, coder = canonical(note.text)[0].strip(), self.coder(note.user)
        if theme is None or not whose or not words:
            return
        self.used.add(note.guid)
        uid = UUID(note.guid).hex
        if uid in self.summed or (whose, theme, coder) in self.cells:
            self.there += 1
            return
        self.cells.add((whose, theme, coder))
        summary = Summary(uid, whose, theme, words, coder, self.moment(note.created))
        self.changes.append(Change("summary", uid, None, memos.summary_row(summary)))

    def take_loose(self) -> None:
        """Take what nothing names as memos on the project, under their names."""
        for guid in sorted(set(self.notes) - self.used):
            note = self.notes[guid]
            if canonical(note.text)[0].strip() in self.texts:
                self.there += 1  # another program has forgotten what it was about
                continue
            self.take(note, Target(About.PROJECT), named=True)
