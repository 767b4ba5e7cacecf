"""`qda close`: the end of a project. The key, the originals and the copies are destroyed.

What stays is prepared beside the project and looked through first; then a marker is set, and from
there on every opening goes on destroying until all of it is done. Before, nothing is touched.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from qda.domain.permission import Profile
from qda.errors import NotPermitted
from qda.language import gettext as _
from qda.services import closing_plan, destroying, gating
from qda.services.closing_papers import UNSAID, Receipt, files_of
from qda.services.consenting import SHARED
from qda.services.exchange_names import Identities
from qda.services.exchanging import export_codebook, export_project
from qda.services.project import ledger_of, open_project
from qda.services.project_paths import DATABASE
from qda.services.publishing import Publisher
from qda.services.sharing import MAKER, write_copy
from qda.storage import erasure, informants, journal
from qda.storage.store import now

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.exchange import ForeignProject
    from qda.domain.permission import Permitted
    from qda.services.closing_plan import Plan
    from qda.services.project import Project

CLOSED = "project.closed"
"""The log's name for it."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing did."""

    receipt: Receipt
    left: tuple[str, ...]
    """Files of the folder that hold informants' names or words still."""


def closed_on(project: Project, *, texts: bool) -> str:
    """The day on which there was nothing left to close; empty where there is something.

    Args:
        project: An open project.
        texts: Whether pseudonymised texts may stay.
    """
    newest = journal.entries(project.db, 1)
    if not newest or newest[0].action != CLOSED:
        return ""
    return "" if project.interviews() and not texts else newest[0].at[:10]


def plan(project: Project, *, texts: bool) -> Plan:
    """What closing would do.

    Args:
        project: An open project.
        texts: Keep the pseudonymised texts that may stand in the appendix.

    Raises:
        NotPermitted: Texts are to stay, and a gate is closed.
    """
    there = {source.guid for source in _book(project, texts=texts).value.sources}
    ids = Identities.of_project(project, SHARED)
    kept = tuple(row.appendix for row in project.interviews() if ids.of(row.uid) in there)
    exports = closing_plan.exports_that_stay(project) if texts else ()
    return closing_plan.made(project, kept, exports)


def _book(project: Project, *, texts: bool) -> Permitted[ForeignProject]:
    if not texts:
        return export_codebook(project).permitted
    try:
        gating.refuse_closed(project, Profile.ASSESSMENT)
    except NotPermitted as error:
        raise NotPermitted(
            error.message,
            f"{error.hint} " + _("Or keep no text at all: `qda close --delete-texts`."),
        ) from error
    permitted = export_project(project, internal=False).permitted
    if not permitted.value.sources:
        raise NotPermitted(
            _("No informant allows the text to be kept: none may stand in the appendix."),
            _("Keep no text: `qda close --delete-texts`."),
        )
    return permitted


def close(project: Project, *, texts: bool) -> Closed:
    """Close a project for good. It cannot be undone.

    Args:
        project: An open project; afterwards it shows what has stayed.
        texts: Keep the pseudonymised texts that may stand in the appendix.

    Raises:
        NotPermitted: A gate is closed, or what is to stay holds what may not; nothing was touched.
        Refused: A file cannot be deleted; run it again.
    """
    planned = plan(project, texts=texts)
    root = project.paths.root
    staging = root / destroying.STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        receipt = _prepared(project, planned, staging, texts=texts)
        # Whoever writes at this moment is waited for; nobody's work ends in between.
        with project.action():
            destroying.begin(root, planned.exports)
    except BaseException:
        if not (root / destroying.MARKER).is_file():
            shutil.rmtree(staging, ignore_errors=True)
        raise
    project.close()
    destroying.finish(root, DATABASE)
    return Closed(receipt, planned.holding)


def _prepared(project: Project, planned: Plan, staging: Path, *, texts: bool) -> Receipt:
    """Make what stays, in a folder of its own: the fresh database, the papers, the ledger."""
    work = staging / "work"
    staging.mkdir(mode=0o700)
    write_copy(project, work, _book(project, texts=texts))
    at = now()
    with open_project(work, MAKER) as copy:
        hashes = sorted(row.text_hash for row in copy.interviews())
        digest = sha256("\n".join(hashes).encode()).hexdigest() if hashes else ""
        rows = {kind: count for kind, count in planned.rows.items() if kind not in UNSAID}
        receipt = Receipt(
            at, project.coder, project.title, len(hashes), digest, rows, planned.files,
            planned.retention, planned.elsewhere,
        )  # fmt: skip
        with copy.action() as db:
            subject = {"texts": len(hashes), "hash": digest, "rows": rows}
            journal.record(db, coder=MAKER, action=CLOSED, subject=subject)
    _write_papers(project, receipt, staging / destroying.RESULT)
    _write_ledger(project, staging / destroying.FOLDERS[0], at)
    (work / DATABASE).replace(staging / DATABASE)
    shutil.rmtree(work)
    return receipt


def _write_papers(project: Project, receipt: Receipt, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    try:
        writer = Publisher(project, Profile.ASSESSMENT)
        papers = files_of(project, receipt)
        writer.write({folder / name: contents for name, contents in papers.items()})
    except NotPermitted as error:
        hint = _("Take names out of codes.yml and the project's title, and try again.")
        raise NotPermitted(error.message, hint) from error


def _write_ledger(project: Project, folder: Path, at: str) -> None:
    """Nobody comes back with a copy of before that is restored here."""
    from qda.formats.files import write_atomically

    folder.mkdir(mode=0o700)
    entries = ledger_of(project.paths)
    for row in informants.informants(project.db):
        entries.setdefault(erasure.person_hash(row["uid"]), at)
    contents = json.dumps(entries, indent=1, sort_keys=True).encode()
    write_atomically(folder / destroying.LEDGER, contents)
