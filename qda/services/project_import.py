"""A project of another program into ours: themes, texts, informants, codings, memos, each once.

Codings are found again by their GUID, so a second import adds nothing. Nothing is overwritten:
a theme, a text or a coding that is there stays as it is. What has no place here is reported.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID

from qda.domain.memos import About, Target
from qda.domain.text import one_line
from qda.services import keeping, marking
from qda.services.case_import import apply_people, erased_sources, plan_people
from qda.services.import_targets import Wishes, find_target
from qda.services.placing import Placer, ProjectImport, restricted_notes
from qda.services.theme_import import apply_themes, match_themes, plan_themes
from qda.storage import codings, marks, memos

if TYPE_CHECKING:
    from sqlite_utils import Database

    from qda.domain.exchange import ForeignProject
    from qda.services.project import Project
    from qda.storage.journal import Change


def import_project(project: Project, foreign: ForeignProject, wishes: Wishes) -> ProjectImport:
    """Import what a file of another program holds.

    Themes, each text and all codings are an action each; undo takes the codings back as one step.
    """
    plan = plan_themes(project, foreign) if wishes.themes else match_themes(project, foreign)
    report = ProjectImport(one_line(foreign.origin), plan, dropped=Counter(foreign.dropped))
    if not wishes.dry_run and project.interviews():
        keeping.backup(project, "before-import")
    if wishes.themes and not wishes.dry_run:
        apply_themes(project, plan)
    usable = {theme.key for theme in project.codebook.themes}
    if wishes.themes:
        usable |= {theme.key for theme in plan.new}
    erased = erased_sources(project, foreign)
    targets = [find_target(project, source, wishes, erased) for source in foreign.sources]
    report.texts += [target.report for target in targets]
    placer = Placer(project, foreign, wishes, report, usable)
    for source, target in zip(foreign.sources, targets, strict=True):
        placer.place(source, target)
    if wishes.notes:
        _take_people(project, foreign, wishes, report)
        _take_notes(foreign, placer, usable)
    else:
        _count_dropped(foreign, report)
    _store(project, report, wishes)
    return report


def _count_dropped(foreign: ForeignProject, report: ProjectImport) -> None:
    for kind, count in (
        ("note", len(foreign.notes) - len(restricted_notes(foreign))),
        ("case", len(foreign.cases)),
        ("variable value", sum(len(case.values) for case in foreign.cases)),
        ("link", len(foreign.links)),
    ):
        if count:
            report.dropped[kind] += count


def _take_people(
    project: Project, foreign: ForeignProject, wishes: Wishes, report: ProjectImport
) -> None:
    appendices = {
        source.guid: text.appendix
        for source, text in zip(foreign.sources, report.texts, strict=True)
        if text.appendix
    }
    report.people = plan_people(project, foreign, appendices)
    report.dropped.update(+report.people.left)
    if not wishes.dry_run:
        apply_people(project, report.people)


def _take_notes(foreign: ForeignProject, placer: Placer, usable: set[str]) -> None:
    """Take the notes on themes, informants and the project, and those that links bind."""
    report, taker = placer.report, placer.notes
    codes = {guid: key for guid, key in report.themes.keys.items() if key in usable}
    for code in foreign.codes:
        if code.guid in codes:
            taker.refer(code.notes, Target(About.THEME, codes[code.guid]))
    for case in foreign.cases:
        if case.guid in report.people.uids:
            person = Target(About.INFORMANT, report.people.uids[case.guid])
            taker.describe(case.guid, case.description, person)
    taker.refer(foreign.project_notes, Target(About.PROJECT))
    if not taker.own:
        taker.describe(str(NAMESPACE_OID), foreign.description, Target(About.PROJECT))
    others = taker.follow(foreign.links, codes, report.people.uids)
    if others:
        report.dropped["link"] += others
    taker.take_loose()
    report.notes, report.notes_there = taker.changes, taker.there


def _store(project: Project, report: ProjectImport, wishes: Wishes) -> None:
    if wishes.dry_run or not (report.new or report.restrictions or report.notes):
        return
    with project.action() as db:
        # Another program may have coded since the places were looked up.
        here = [new for new in report.new if not codings.coding_at(db, new)]
        report.there += len(report.new) - len(here)
        report.new = here
        for change in report.restrictions:
            assert change.after is not None
            codings.insert_restriction(db, change.after)
        report.notes = [new for new in report.notes if not _stored(db, new)]
        for change in report.notes:
            marks.put(db, change.table, change.uid, change.after)
        also = [*report.restrictions, *report.notes]
        if here or also:
            action = "coding.import" if here or report.restrictions else "memo.import"
            count = len(here) if action == "coding.import" else len(report.notes)
            subject: dict[str, object] = {"count": count, "file": report.origin}
            marking.store_codings(project, here, action, subject, also)


def _stored(db: Database, new: Change) -> bool:
    """Whether a memo came in by another program since it was looked up."""
    return new.table == "memo" and memos.stored_memo(db, new.uid) is not None
