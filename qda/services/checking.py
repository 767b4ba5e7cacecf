"""`qda doctor`: everything that can be checked about a project, and what to do about it.

Each check takes the project and gives findings; none changes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.interviews import tiling_problems
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import consent_chains, consents, dates
from qda.services.findings import Finding
from qda.services.surroundings import (
    backups,
    models_in_use,
    permissions,
    synchronised,
    unfinished,
    versions,
)
from qda.storage import health, interviews, memos, reviews, themes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qda.services.project import Project


def examine(project: Project) -> list[Finding]:
    """Run all checks."""
    return [finding for check in CHECKS for finding in check(project)]


def _settings(project: Project) -> Iterable[Finding]:
    wrong = health.wrong_pragmas(project.db)
    yield Finding(
        "settings",
        not wrong,
        _("Every change is flushed to the disk when it is made.")
        if not wrong
        else _("These settings of the database are not in force: {names}.").format(
            names=", ".join(wrong)
        ),
    )


def _file(project: Project) -> Iterable[Finding]:
    whole = health.is_whole(project.db)
    yield Finding(
        "file",
        whole,
        _("The database file is whole.") if whole else _("The database file is damaged."),
        "" if whole else _("Take the newest copy: `qda restore`."),
    )


def _references(project: Project) -> Iterable[Finding]:
    broken = health.broken_references(project.db)
    yield Finding(
        "references",
        broken == 0,
        _("All rows refer to rows that exist.")
        if not broken
        else ngettext(
            "{count} row refers to nothing.", "{count} rows refer to nothing.", broken
        ).format(count=broken),
        _("Take the newest copy: `qda restore`.") if broken else "",
    )


def _texts(project: Project) -> Iterable[Finding]:
    changed = [
        appendix
        for transcript, appendix in health.transcript_ids(project.db)
        if not health.text_is_unchanged(project.db, transcript)
    ]
    total = len(health.transcript_ids(project.db))
    yield Finding(
        "texts",
        not changed,
        ngettext(
            "{count} transcript is as it was imported.",
            "{count} transcripts are as they were imported.",
            total,
        ).format(count=total)
        if not changed
        else _("The text was changed from outside: {names}.").format(names=", ".join(changed)),
        _("Take a copy from before: `qda restore --list`.") if changed else "",
    )


def _quotes(project: Project) -> Iterable[Finding]:
    moved = [
        uid
        for transcript, _appendix in health.transcript_ids(project.db)
        for uid in health.moved_quotes(project.db, transcript)
    ]
    yield Finding(
        "quotes",
        not moved,
        _("Every coding reads the words that were coded: 0 mismatches.")
        if not moved
        else ngettext(
            "{count} coding reads other words than were coded: {ids}.",
            "{count} codings read other words than were coded: {ids}.",
            len(moved),
        ).format(count=len(moved), ids=", ".join(uid[:8] for uid in moved[:10])),
        _("Take a copy from before: `qda restore --list`.") if moved else "",
    )


def _tiling(project: Project) -> Iterable[Finding]:
    broken = []
    for transcript, appendix in health.transcript_ids(project.db):
        rows = interviews.segments(project.db, transcript)
        if tiling_problems(
            interviews.transcript_text(project.db, transcript),
            interviews.turns(project.db, transcript),
            interviews.blocks(project.db, transcript),
            [interviews.as_segment(row) for row in rows],
        ):
            broken.append(appendix)
    yield Finding(
        "tiling",
        not broken,
        _("Every character belongs to exactly one turn or heading.")
        if not broken
        else _("Turns or segments leave gaps or overlap: {names}.").format(names=", ".join(broken)),
        _("Import the file again with `--speakers` to settle the speakers anew.") if broken else "",
    )


def _index(project: Project) -> Iterable[Finding]:
    current = health.index_is_current(project.db)
    yield Finding(
        "search",
        current,
        _("The search index knows every word.")
        if current
        else _("The search index does not fit the texts."),
        "" if current else _("Take the newest copy: `qda restore`."),
    )


def _themes(project: Project) -> Iterable[Finding]:
    for key, count in themes.retired_with_codings(project.db).items():
        yield Finding(
            "themes",
            False,
            ngettext(
                'The theme "{theme}" is no longer in codes.yml, but {count} coding uses it.',
                'The theme "{theme}" is no longer in codes.yml, but {count} codings use it.',
                count,
            ).format(theme=key, count=count),
            _("Put the theme back into codes.yml; the codings are kept, but in no matrix."),
            warning=True,
        )


def _reviews(project: Project) -> Iterable[Finding]:
    lost = reviews.stranded(project.db)
    if lost:
        yield Finding(
            "versions",
            False,
            ngettext(
                "{count} coding, memo or restriction stands on an earlier version, in no list:"
                " {ids}.",
                "{count} codings, memos and restrictions stand on an earlier version, in no list:"
                " {ids}.",
                len(lost),
            ).format(count=len(lost), ids=", ".join(uid[:8] for uid in lost[:10])),
            _("Take a copy from before: `qda restore --list`."),
        )
    count = len(reviews.open_reviews(project.db))
    if count:
        yield Finding(
            "reviews",
            False,
            reviews_in_words(count),
            _("`qda review` lists them with both texts."),
            warning=True,
        )


def _memos(project: Project) -> Iterable[Finding]:
    count = memos.of_removed_codings(project.db)
    if count:
        yield Finding(
            "memos",
            False,
            ngettext(
                "{count} memo is about a coding that was removed; the memo is kept.",
                "{count} memos are about codings that were removed; the memos are kept.",
                count,
            ).format(count=count),
            _("`qda memo list --about coding` shows them; `qda undo` can bring a coding back."),
            warning=True,
        )


def reviews_in_words(count: int) -> str:
    """How much waits for a decision after corrections."""
    return ngettext(
        "{count} coding, memo or restriction waits for a decision after a correction.",
        "{count} codings, memos and restrictions wait for a decision after a correction.",
        count,
    ).format(count=count)


def _consent(project: Project) -> Iterable[Finding]:
    broken = consent_chains.broken_chains(project)
    yield Finding(
        "consent",
        not broken,
        *(
            consent_chains.broken_in_words(broken)
            if broken
            else (_("The record of consent is as it was written: every link of the chain holds."),)
        ),
    )
    clock = dates.clock_set_back(project)
    if clock:
        yield Finding(
            "clock",
            False,
            consents.clock_in_words(clock),
            warning=True,
        )
    for warning in consents.retention_warnings(project):
        hint = _("`qda forget` erases an informant, `qda close` ends the project.")
        yield Finding("retention", False, warning, hint, warning=True)


CHECKS: tuple[Callable[[Project], Iterable[Finding]], ...] = (
    versions,
    _settings,
    _file,
    _references,
    _texts,
    _quotes,
    _tiling,
    _index,
    _themes,
    _reviews,
    _memos,
    models_in_use,
    _consent,
    permissions,
    synchronised,
    unfinished,
    backups,
)
