"""A project as other programs take it: put together from what passes the gate, and written.

Two profiles. `internal` is a copy for the coders' own other program: restricted passages are in
it, each with a note that says so. `shared` is for other eyes: restricted passages are cut out,
coders are numbered, and nothing of an informant leaves but the label that was agreed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from qda import __version__
from qda.domain.cutting import Cut, cut_out
from qda.domain.exchange import Applied, Case, Code, ForeignProject, Note, Selection, Source, User
from qda.domain.text import Span
from qda.formats.refi_names import COLOURS, OWN, guid_of
from qda.language import gettext as _
from qda.services import consenting
from qda.services.consenting import INTERNAL, SHARED
from qda.storage import codings, exchange, informants, interviews, themes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qda.domain.codebook import Theme
    from qda.domain.codings import Coding
    from qda.domain.permission import Permitted
    from qda.services.consenting import Gate
    from qda.services.project import Project
    from qda.storage.exchange import MemoRow
    from qda.storage.interviews import InterviewRow

RESTRICTED = "qda restricted:"
"""How the name of a note on a restricted passage begins; never translated."""

LONGEST_NAME = 63
"""Characters of a code's name that MAXQDA keeps."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A project ready to be written, and what a person should know."""

    permitted: Permitted[ForeignProject]
    not_carried: dict[str, int]
    """What the standard has no place for, by kind."""
    long_names: tuple[str, ...]
    """Keys of themes whose titles other programs cut."""


@dataclass(slots=True)
class Identities:
    """GUIDs: our own uids in a working copy, in a shared copy others that lead nowhere.

    They are derived, so that a second export is the same byte for byte.
    """

    namespace: UUID
    plain: bool

    @classmethod
    def of_project(cls, project: Project, profile: str) -> Identities:
        """The identities of an export."""
        own = UUID(hex=exchange.project_row(project.db).uid)
        plain = profile == INTERNAL
        return cls(own if plain else uuid5(own, SHARED), plain)

    def of(self, uid: str) -> str:
        """Of a row that has a uid."""
        return guid_of(uid) if self.plain else str(uuid5(self.namespace, uid))

    def named(self, kind: str, name: str) -> str:
        """Of something that has only a name."""
        return str(uuid5(self.namespace, f"{kind}:{name}"))


def theme_guid(ids: Identities, key: str) -> str:
    """The GUID of a theme."""
    return ids.named("theme", key)


def export_project(project: Project, *, internal: bool) -> Exported:
    """Put a project together for REFI-QDA.

    Args:
        project: An open project.
        internal: A working copy for the coders' own other program.
    """
    with project.reading():
        return _Export(project, INTERNAL if internal else SHARED).exported()


def export_codebook(project: Project) -> Exported:
    """Put the codebook together for REFI-QDA; it holds no word of an informant."""
    with project.reading():
        export = _Export(project, SHARED)
        book = ForeignProject(project.title, _origin(), codes=tuple(export.codes(used=set())))
        permitted = consenting.permit_whole(book, SHARED, {})
        return Exported(permitted, {}, _long_names(project))


def _origin() -> str:
    return f"{OWN} {__version__}"


def _long_names(project: Project) -> tuple[str, ...]:
    return tuple(one.key for one in project.codebook.themes if len(one.title) > LONGEST_NAME)


def stamp(created: str) -> str:
    """A stored time as XML Schema wants it."""
    return created.replace("+00:00", "Z")


class _Export:
    """One export on its way: the gate, the identities, and what was withheld."""

    def __init__(self, project: Project, profile: str) -> None:
        self.project = project
        self.profile = profile
        self.ids = Identities.of_project(project, profile)
        self.gate: Gate = consenting.gate(project)
        self.withheld: Counter[str] = Counter()
        self.notes: list[Note] = []
        self.memos = exchange.memos(project.db) if profile == INTERNAL else []
        self.times = exchange.transcript_times(project.db)

    @property
    def internal(self) -> bool:
        return self.profile == INTERNAL

    def exported(self) -> Exported:
        project = self.project
        rows = [row for row in project.interviews() if self._may_leave(row)]
        shown = {row.transcript_id for row in rows}
        chosen = [one for one in codings.codings(project.db) if one.transcript in shown]
        users = self._users({one.coder for one in chosen} | {one.coder for one in self.memos})
        guids = {name: user.guid for name, user in users.items()}
        sources = [
            self._source(row, [one for one in chosen if one.transcript == row.transcript_id], guids)
            for row in rows
        ]
        used = {one.theme for one in chosen}
        project_notes = [
            self._note(memo, project.title) for memo in self.memos if memo.subject == "project"
        ]
        self._loose_notes()
        made = exchange.project_row(project.db).created
        times = [made, *(self.times[row.transcript_id] for row in rows)]
        book = ForeignProject(
            name=project.title,
            origin=_origin(),
            namespace=str(self.ids.namespace),
            created=stamp(made),
            modified=stamp(max([*times, *(one.created for one in chosen)])),
            description=_("Internal – not for publication") if self.internal else "",
            users=tuple(users.values()),
            codes=tuple(self.codes(used)),
            sources=tuple(sources),
            cases=tuple(self._cases(rows)),
            notes=tuple(self.notes),
            project_notes=tuple(project_notes),
        )
        permitted = consenting.permit_whole(book, self.profile, self.withheld)
        return Exported(permitted, self._not_carried(), _long_names(project))

    def _may_leave(self, row: InterviewRow) -> bool:
        reason = consenting.text_reason(self.project, self.gate, row, self.profile)
        if reason is not None:
            self.withheld[f"text: {reason}"] += 1
        return reason is None

    def _not_carried(self) -> dict[str, int]:
        left = exchange.counts(self.project.db)
        if self.internal:
            left.pop("restriction", None)  # each is a note
        return left

    def _users(self, names: set[str]) -> dict[str, User]:
        """Who coded or wrote; numbered where names stay inside."""
        return {
            name: User(
                self.ids.named("coder", name),
                name if self.internal else _("Coder {number}").format(number=number),
            )
            for number, name in enumerate(sorted(names), start=1)
        }

    def codes(self, used: set[str]) -> list[Code]:
        """The themes of the codebook, and those that left it but are still in use."""
        found = [
            Code(
                theme_guid(self.ids, theme.key),
                theme.title,
                theme_guid(self.ids, theme.parent) if theme.parent else None,
                description=theme.definition,
                colour=COLOURS[theme.colour],
                fields=_fields(theme),
            )
            for theme in self.project.codebook.themes
        ]
        known = {theme.key for theme in self.project.codebook.themes}
        titles = themes.theme_titles(self.project.db)
        for key in sorted(used - known):
            found.append(Code(theme_guid(self.ids, key), titles[key], fields={"key": key}))
        return found

    def _source(self, row: InterviewRow, chosen: Sequence[Coding], users: dict[str, str]) -> Source:
        db = self.project.db
        text = interviews.transcript_text(db, row.transcript_id)
        cut = Cut(text, ())
        if not self.internal:
            restricted = self.gate.restricted.get(row.transcript_id, ())
            turns = interviews.turns(db, row.transcript_id)
            blocks = interviews.blocks(db, row.transcript_id)
            cut = cut_out(text, restricted, turns, blocks)
        # One selection for each coder: QualCoder gives all codings of a selection to one.
        places: dict[tuple[Span, str], list[Coding]] = {}
        for coding in chosen:
            span = cut.span(coding.span)
            if span is None or (not self.internal and self.gate.reason(coding) is not None):
                self.withheld["restricted"] += 1
                continue
            places.setdefault((span, coding.coder), []).append(coding)
        created = stamp(self.times[row.transcript_id])
        selections = [
            self._selection(row, cut.text, place, places[place], users) for place in places
        ]
        if self.internal:
            selections += self._annotations(row, text)
        return Source(
            self.ids.of(row.uid),
            " ".join(f"{row.appendix} {row.title}".split()),
            cut.text,
            tuple(sorted(selections, key=lambda one: (one.start, one.stop, one.guid))),
            user=users[min(users)] if users else "",
            created=created,
            notes=tuple(self._memo_notes("interview", row.uid, row.appendix)),
        )

    def _annotations(self, row: InterviewRow, text: str) -> list[Selection]:
        """Restricted passages and memos on passages of a working copy, each with a note."""
        found = []
        for stored in codings.restrictions(self.project.db, row.transcript_id):
            guid = self.ids.of(stored["uid"])
            words = _("Restricted ({kind}): not to be quoted or referred to.").format(
                kind=stored["kind"]
            )
            name = restriction_name(stored["kind"], stored["until"] or "")
            self.notes.append(Note(guid, name, words, created=_moment(stored["at"])))
            span = Span(stored["start"], stored["stop"])
            found.append(self._annotation(guid, span, text, words, _moment(stored["at"])))
        for memo in self.memos:
            if memo.subject == "span" and memo.transcript == row.transcript_id:
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
        self.notes.append(Note(guid, f"{_('Memo')}: {name}", memo.text, user, stamp(memo.created)))
        return guid

    def _memo_notes(self, subject: str, key: str, name: str) -> list[str]:
        """The notes of the memos on something; they are added to the notes of the project."""
        return [
            self._note(memo, name)
            for memo in self.memos
            if memo.subject == subject and memo.key == key
        ]

    def _loose_notes(self) -> None:
        """Memos on themes and informants stand alone, named after what they are about.

        A case has no notes in the standard, and QualCoder loses a code that has one.
        """
        for theme, title in themes.theme_titles(self.project.db).items():
            self._memo_notes("theme", theme, title)
        for person in informants.informants(self.project.db):
            self._memo_notes("informant", person["uid"], person["short_id"])

    def _selection(
        self,
        row: InterviewRow,
        text: str,
        place: tuple[Span, str],
        chosen: Sequence[Coding],
        users: dict[str, str],
    ) -> Selection:
        span, coder = place
        first = min(chosen, key=lambda one: (one.created, one.uid))
        where = f"{row.uid}:{span.start}:{span.stop}:{users[coder]}"
        return Selection(
            self.ids.named("selection", where),
            span.start,
            span.stop,
            name=" ".join(span.of(text).split()),
            user=users[coder],
            created=stamp(first.created),
            codings=tuple(
                Applied(
                    self.ids.of(one.uid),
                    theme_guid(self.ids, one.theme),
                    user=users[one.coder],
                    created=stamp(one.created),
                    notes=tuple(self._memo_notes("coding", one.uid, row.appendix)),
                )
                for one in chosen
            ),
        )

    def _cases(self, rows: Sequence[InterviewRow]) -> list[Case]:
        """The informants of the texts that leave; never a name from the register."""
        found = []
        for person in informants.informants(self.project.db):
            own = [row for row in rows if row.informant_id == person["id"]]
            if not own:
                continue
            values = {"label": person["label"]}
            if self.internal:
                values |= {
                    name: person[name] for name in ("role", "organisation", "municipality", "area")
                }
                values |= {str(name): str(value) for name, value in person["attributes"].items()}
            found.append(
                Case(
                    self.ids.of(person["uid"]),
                    person["short_id"],
                    tuple(self.ids.of(row.uid) for row in own),
                    {name: value for name, value in values.items() if value},
                )
            )
        return found


def restriction_name(kind: str, until: str) -> str:
    """The name of the note on a restricted passage, from which an import restores it."""
    return f"{RESTRICTED} {kind}" + (f" until {until}" if until else "")


def _moment(at: str) -> str:
    return at if "T" in at else f"{at}T00:00:00Z"


def _fields(theme: Theme) -> dict[str, str]:
    return {
        "include": theme.include,
        "exclude": theme.exclude,
        "keywords": ", ".join(keyword.written for keyword in theme.keywords),
        "hotkey": theme.hotkey or "",
        "key": theme.key,
    }


def write_project(exported: Exported, path: Path) -> None:
    """Write a .qdpx; it appears under its name only when it is whole."""
    from qda.formats.files import write_atomically
    from qda.formats.refi_writing import project_file

    write_atomically(path, project_file(exported.permitted))


def write_codebook(exported: Exported, path: Path) -> None:
    """Write a .qdc; it appears under its name only when it is whole."""
    from qda.formats.files import write_atomically
    from qda.formats.refi_writing import codebook_file

    write_atomically(path, codebook_file(exported.permitted))
