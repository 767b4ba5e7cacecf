"""A project as other programs take it: put together from what passes the gate, and written.

Two profiles. `internal` is a copy for the coders' own other program: restricted passages are in
it, each with a note that says so. `shared` is for other eyes: restricted passages are cut out,
coders are numbered, and nothing of an informant leaves but the label that was agreed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda import __version__
from qda.domain.cutting import Cut
from qda.domain.exchange import Applied, Code, ForeignProject, Selection, Source, User
from qda.domain.permission import Profile
from qda.formats.refi_names import COLOURS, OWN
from qda.language import gettext as _
from qda.services import consenting, publishing
from qda.services.anonymising import Renderer
from qda.services.consenting import INTERNAL, SHARED
from qda.services.exchange_cases import cases, text_values
from qda.services.exchange_names import Identities, stamp, theme_guid
from qda.services.exchange_notes import NoteMaker
from qda.services.leaving import Leaving
from qda.storage import codings, exchange, interviews, themes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qda.domain.codebook import Theme
    from qda.domain.codings import Coding
    from qda.domain.permission import Permitted
    from qda.domain.text import Span
    from qda.services.consenting import Gate
    from qda.services.project import Project
    from qda.services.publishing import Publisher
    from qda.storage.interviews import InterviewRow

_NOT_IN_FILES = dict.fromkeys(map(ord, '/\\:*?"<>|'), "-")

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


class _Export:
    """One export on its way: the gate, the identities, and what was withheld."""

    def __init__(self, project: Project, profile: str) -> None:
        self.project = project
        self.profile = profile
        self.ids = Identities.of_project(project, profile)
        self.gate: Gate = consenting.gate(project)
        self.withheld: Counter[str] = Counter()
        self.notes = NoteMaker(project.db, self.ids, internal=profile == INTERNAL)
        self.times = exchange.transcript_times(project.db)
        self.renderer = None if profile == INTERNAL else Renderer(project, Profile.ASSESSMENT)

    @property
    def internal(self) -> bool:
        return self.profile == INTERNAL

    def words(self, text: str) -> str:
        """A text of its own as the profile may see it."""
        return self.renderer(text) if self.renderer else text

    def exported(self) -> Exported:
        project = self.project
        rows = [row for row in project.interviews() if self._may_leave(row)]
        shown = {row.transcript_id for row in rows}
        chosen = [one for one in codings.codings(project.db) if one.transcript in shown]
        users = self._users({one.coder for one in chosen} | self.notes.coders)
        guids = {name: user.guid for name, user in users.items()}
        sources = [
            self._source(row, [one for one in chosen if one.transcript == row.transcript_id], guids)
            for row in rows
        ]
        used = {one.theme for one in chosen}
        project_notes = self.notes.of_project(project.title)
        people = cases(project, rows, self.ids, self.words, internal=self.internal)
        self.notes.add_loose({one.guid for one in people})
        leaving = {one.guid for one in people} | {one.guid for one in sources}
        self.notes.add_summaries(leaving)
        made = exchange.project_row(project.db).created
        times = [made, *(self.times[row.transcript_id] for row in rows)]
        book = ForeignProject(
            name=self.words(project.title),
            origin=_origin(),
            namespace=str(self.ids.namespace),
            created=stamp(made),
            modified=stamp(max([*times, *(one.created for one in chosen)])),
            description=_("Internal – not for publication") if self.internal else "",
            users=tuple(users.values()),
            codes=tuple(self.codes(used | self.notes.themes)),
            sources=tuple(sources),
            cases=tuple(people),
            notes=tuple(self.notes.made),
            project_notes=project_notes,
            links=tuple(self.notes.links),
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
            for kind in ("restriction", "summary"):
                left.pop(kind, None)  # each is a note
            left |= {kind: count for kind, count in self.notes.left().items() if count}
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
        cut: Cut | Leaving = Cut(text, ())
        if self.renderer is not None:
            cut = Leaving(self.project, self.gate, self.renderer, row)
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
            selections += self.notes.annotations(row, text)
        return Source(
            self.ids.of(row.uid),
            _plain_name(f"{row.appendix} {self.words(row.title)}"),
            cut.text,
            tuple(sorted(selections, key=lambda one: (one.start, one.stop, one.guid))),
            user=users[min(users)] if users else "",
            created=created,
            notes=tuple(self.notes.about("interview", row.uid, row.appendix)),
            values=text_values(row) if self.internal else {},
        )

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
                    notes=tuple(self.notes.about("coding", one.uid, row.appendix)),
                )
                for one in chosen
            ),
        )


def _plain_name(name: str) -> str:
    """A name that other programs can use for a file: QualCoder makes a path of it."""
    return " ".join(name.translate(_NOT_IN_FILES).split())


def _fields(theme: Theme) -> dict[str, str]:
    return {
        "include": theme.include,
        "exclude": theme.exclude,
        "keywords": ", ".join(keyword.written for keyword in theme.keywords),
        "hotkey": theme.hotkey or "",
        "key": theme.key,
    }


def write_project(
    permitted: Permitted[ForeignProject], path: Path, writer: Publisher | None = None
) -> None:
    """Write a .qdpx; it appears under its name only when it is whole.

    Args:
        permitted: What has passed the gate.
        path: The file.
        writer: Looks through what is for other eyes; a working copy needs none.

    Raises:
        NotPermitted: For other eyes and without a writer, or something may not leave.
    """
    from qda.formats.refi_writing import project_file

    publishing.put(permitted.profile, {path: project_file(permitted)}, writer)


def write_codebook(
    permitted: Permitted[ForeignProject], path: Path, writer: Publisher | None = None
) -> None:
    """Write a .qdc; it appears under its name only when it is whole.

    Args:
        permitted: The codebook.
        path: The file.
        writer: Looks it through: a definition may hold a name.

    Raises:
        NotPermitted: Without a writer, or something may not leave.
    """
    from qda.formats.refi_writing import codebook_file

    publishing.put(permitted.profile, {path: codebook_file(permitted)}, writer)
