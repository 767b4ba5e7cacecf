"""The data of a project as plain tables: interviews, segments, codings, themes, informants.

Everything passes the gate with a profile, as in an exchange with other programs: `internal`
holds all, `shared` is without restricted passages, speakers' names and names of coders.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from qda.domain.codings import only_interviewer
from qda.domain.cutting import Cut
from qda.domain.permission import Profile
from qda.domain.tables import Table, Tables, Value
from qda.errors import NotPermitted, Refused
from qda.formats.plain_tables import (
    DESCRIPTION,
    FORMS,
    README,
    description_file,
    readme_file,
    table_file,
)
from qda.language import gettext as _
from qda.services import consenting, publishing
from qda.services.anonymising import Renderer
from qda.services.consenting import INTERNAL, SHARED
from qda.services.exchange_names import Identities
from qda.services.leaving import Leaving
from qda.services.table_columns import (
    coding_columns,
    informant_columns,
    interview_columns,
    segment_columns,
    theme_columns,
)
from qda.storage import codings, informants, interviews, themes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qda.domain.codings import Coding
    from qda.domain.interviews import Turn
    from qda.domain.permission import Permitted
    from qda.services.project import Project
    from qda.services.publishing import Publisher
    from qda.storage.interviews import InterviewRow

__all__ = ["DESCRIPTION", "tables", "write_tables"]

NAMES = ("interviews", "segments", "codings", "themes", "informants")
"""The tables, and the stems of their files."""


def tables(project: Project, *, internal: bool) -> Permitted[Tables]:
    """The tables of a project.

    Args:
        project: An open project.
        internal: A working copy for the coders themselves.
    """
    with project.reading():
        return _Data(project, INTERNAL if internal else SHARED).permitted()


def write_tables(
    permitted: Permitted[Tables],
    folder: Path,
    forms: Sequence[str],
    *,
    raw: bool = False,
    writer: Publisher | None = None,
) -> None:
    """Write tables and their description into a folder of their own.

    An earlier export in the folder is replaced; files of anybody else are never touched. A
    writer looks through what is for other eyes first.

    Raises:
        Refused: The folder holds other things, or a form needs a package that is missing.
    """
    from qda.storage.connection import explained

    forms = [form for form in FORMS if form in forms]
    files = {
        f"{table.name}.{form}": table_file(table, form, raw=raw)
        for table in permitted.value.tables
        for form in forms
    }
    files[README] = readme_file(permitted, forms, raw=raw)
    files[DESCRIPTION] = description_file(permitted, forms, raw=raw)
    ours = {f"{name}.{form}" for name in NAMES for form in FORMS} | {README, DESCRIPTION}
    if folder.is_dir():
        inside = {path.name for path in folder.iterdir()}
        if inside and (inside - ours or DESCRIPTION not in inside):
            raise Refused(
                _('The folder "{name}" holds other files.').format(name=folder.name),
                _("Choose a new folder for the tables."),
            )
    made = not folder.exists()
    with explained(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        contents = {folder / name: found for name, found in files.items()}
        publishing.put(permitted.profile, contents, writer)
    except NotPermitted:
        if made:
            folder.rmdir()
        raise
    with explained(folder):
        for stale in ours - set(files):
            (folder / stale).unlink(missing_ok=True)


class _Data:
    """One export of data on its way."""

    def __init__(self, project: Project, profile: str) -> None:
        self.project = project
        self.profile = profile
        self.internal = profile == INTERNAL
        self.ids = Identities.of_project(project, profile)
        self.gate = consenting.gate(project)
        self.withheld: Counter[str] = Counter()
        self.interviews: list[tuple[Value, ...]] = []
        self.segments: list[tuple[Value, ...]] = []
        self.codings: list[tuple[Value, ...]] = []
        self.people = {row["id"]: str(row["short_id"]) for row in informants.informants(project.db)}
        self.coders: dict[str, str] = {}
        self.titles = themes.theme_titles(project.db)
        self.renderer = None if self.internal else Renderer(project, Profile.ASSESSMENT)

    def words(self, text: str) -> str:
        """A text of its own as the profile may see it."""
        return self.renderer(text) if self.renderer else text

    def permitted(self) -> Permitted[Tables]:
        project = self.project
        shown = []
        for row in project.interviews():
            reason = consenting.text_reason(project, self.gate, row, self.profile)
            if reason is None:
                shown.append(row)
            else:
                self.withheld[f"text: {reason}"] += 1
        chosen = {
            row.transcript_id: codings.codings(project.db, row.transcript_id) for row in shown
        }
        names = sorted({one.coder for some in chosen.values() for one in some})
        self.coders = {
            name: name if self.internal else _("Coder {number}").format(number=number)
            for number, name in enumerate(names, start=1)
        }
        for row in shown:
            self._add(row, chosen[row.transcript_id])
        made = (
            Table("interviews", _("A row for each interview."), interview_columns(),
                  tuple(self.interviews), ("appendix",)),
            Table("segments", _("A row for each segment, the text in order."), segment_columns(),
                  tuple(self.segments), ("appendix", "segment")),
            Table("codings", _("A row for each coding."), coding_columns(),
                  tuple(self.codings), ("coding",)),
            Table("themes", _("A row for each theme and sub-code."), theme_columns(),
                  tuple(self._themes()), ("theme",)),
            Table("informants", _("A row for each informant whose interview is here."),
                  informant_columns(), tuple(self._informants(shown)), ("informant",)),
        )  # fmt: skip
        return consenting.permit_whole(
            Tables(self.words(project.title), made), self.profile, self.withheld
        )

    def _add(self, row: InterviewRow, chosen: Sequence[Coding]) -> None:
        db = self.project.db
        text = interviews.transcript_text(db, row.transcript_id)
        turns = interviews.turns(db, row.transcript_id)
        cut: Cut | Leaving = Cut(text, ())
        if self.renderer is not None:
            cut = Leaving(self.project, self.gate, self.renderer, row)
        with_page = row.appendix not in self.gate.without_page
        starts: list[int] = []
        numbers: list[int] = []
        for segment in interviews.segments(db, row.transcript_id):
            span = cut.span(segment.span)
            if span is None:
                continue
            turn = turns[segment.turn]
            numbers.append(len(numbers) + 1)
            starts.append(span.start)
            self.segments.append(
                (row.appendix, numbers[-1], segment.turn + 1,
                 turn.label if self.internal else "", str(turn.role), turn.time,
                 segment.page if with_page else None, span.start, span.stop, span.of(cut.text))
            )  # fmt: skip
        pages = interviews.page_map(db, row.transcript_id)
        for one in chosen:
            span = cut.span(one.span)
            if span is None or (not self.internal and self.gate.reason(one) is not None):
                self.withheld["restricted"] += 1
                continue
            found = pages.pages_of(one.span) if with_page else ()
            self.codings.append(
                (self.ids.of(one.uid), row.appendix,
                 max(1, bisect_right(starts, span.start)), one.theme,
                 self.titles.get(one.theme, one.theme), self.coders[one.coder], one.created,
                 str(one.origin), self._speaker(one, turns), found[0] if found else None,
                 found[-1] if found else None, span.start, span.stop, span.of(cut.text))
            )  # fmt: skip
        self.interviews.append(
            (row.appendix, str(row.kind), self.words(row.title), row.date,
             self.people.get(row.informant_id or 0, ""), row.version, str(row.page_source),
             len(cut.text), len(numbers), cut.text)
        )  # fmt: skip

    @staticmethod
    def _speaker(one: Coding, turns: Sequence[Turn]) -> str:
        near = [turn for turn in turns if turn.span.overlaps(one.span)]
        if not near:
            return "other"
        return "interviewer" if only_interviewer(one.span, near) else str(near[0].role)

    def _themes(self) -> list[tuple[Value, ...]]:
        book = self.project.codebook
        counted = Counter(row[3] for row in self.codings)
        rows: list[tuple[Value, ...]] = [
            (one.key, one.title, one.parent or "", len(book.path(one.key)), one.definition,
             one.include, one.exclude, one.colour, one.hotkey or "",
             ", ".join(keyword.written for keyword in one.keywords), counted[one.key])
            for one in book.themes
        ]  # fmt: skip
        known = {one.key for one in book.themes}
        rows += [
            (key, self.titles.get(str(key), str(key)), "", 1, "", "", "", "", "", "", counted[key])
            for key in sorted(str(key) for key in counted)
            if key not in known
        ]
        return rows

    def _informants(self, shown: Sequence[InterviewRow]) -> list[tuple[Value, ...]]:
        appendix = {row.informant_id: row.appendix for row in shown}
        rows: list[tuple[Value, ...]] = []
        for row in informants.informants(self.project.db):
            if row["id"] not in appendix:
                continue
            known = [row[name] for name in ("role", "organisation", "municipality", "area")]
            attributes = json.dumps(row["attributes"], ensure_ascii=False, sort_keys=True)
            inside = [*known, attributes] if self.internal else ["", "", "", "", "{}"]
            rows.append((row["short_id"], appendix[row["id"]], self.words(row["label"]), *inside))
        return rows
