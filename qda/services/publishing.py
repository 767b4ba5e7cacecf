"""The one place through which files leave: gates before, the leak scan on each byte, then the file.

A file for other eyes appears under its name only when it is whole and clean.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from qda.domain.permission import Profile
from qda.errors import NotPermitted
from qda.formats.files import write_atomically
from qda.language import gettext as _
from qda.services import gating
from qda.services.consenting import SHARED
from qda.services.gate_words import leak_in_words
from qda.services.leaks import Scanner
from qda.storage import journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from qda.services.leaks import Leak
    from qda.services.project import Project

MOST_LEAKS = 12
"""Leaks that an error lists."""


class Publisher:
    """Writes files for one profile; each is looked through before it stands under its name."""

    def __init__(self, project: Project, profile: Profile, *, to: str = "") -> None:
        """A publisher for a profile.

        Args:
            project: An open project.
            profile: For whose eyes.
            to: Short id of the informant who alone gets it and may read her own name and words.
        """
        self.project = project
        self.profile = profile
        inside = profile is Profile.INTERNAL
        self._scanner = None if inside else Scanner(project, profile, to=to)

    def write(
        self, files: Mapping[Path, bytes], *, ids: Iterable[str] = (), note: bool = True
    ) -> None:
        """Write files, all or none.

        Args:
            files: Contents by path.
            ids: Ids that stand in them; by chance one may look like a number to ring.
            note: Enter them in the log; False inside an action that does so itself.

        Raises:
            NotPermitted: Something in them may not leave; nothing was written.
            BadFile: One cannot be written.
        """
        self._refuse_leaks(files, frozenset(ids))
        for path, contents in files.items():
            write_atomically(path, contents)
        if note and self.profile is not Profile.INTERNAL:
            self._note(files)

    def _refuse_leaks(self, files: Mapping[Path, bytes], ids: frozenset[str]) -> None:
        if self._scanner is None:
            return
        leaks = [
            (path, leak)
            for path, contents in files.items()
            for leak in self._scanner.scan(path.name, contents, ids)
        ]
        if leaks:
            raise NotPermitted(
                _("Nothing was written, for something in it may not leave:")
                + "\n" + "\n".join(_listed(leaks)),
                _("Decide with `qda anonymise`, mend codes.yml or the labels, and try again."),
            )  # fmt: skip

    def _note(self, files: Mapping[Path, bytes]) -> None:
        with self.project.action() as db:
            journal.record(
                db,
                coder=self.project.coder,
                action="export.written",
                subject={
                    "profile": str(self.profile),
                    "files": [
                        {"name": path.name, "hash": sha256(contents).hexdigest()}
                        for path, contents in files.items()
                    ],
                },
            )


def _listed(leaks: list[tuple[Path, Leak]]) -> list[str]:
    # The file's own name may be what leaks, so files are told apart by their endings.
    lines = dict.fromkeys(
        "  " + " ".join(
            part for part in (path.suffix, leak.place, leak.whose, leak_in_words(leak.what))
            if part
        )
        for path, leak in leaks
    )  # fmt: skip
    shown = [*lines][:MOST_LEAKS]
    if len(lines) > MOST_LEAKS:
        shown.append("  " + _("… and {count} more").format(count=len(lines) - MOST_LEAKS))
    return shown


def publisher(project: Project, profile: Profile) -> Publisher:
    """What writes files for a profile, once its gates are open.

    Raises:
        NotPermitted: A gate is closed.
    """
    if profile is not Profile.INTERNAL:
        gating.refuse_closed(project, profile)
    return Publisher(project, profile)


def put(profile: str, files: Mapping[Path, bytes], writer: Publisher | None) -> None:
    """Write files that passed the consent gate for a profile.

    Args:
        profile: Of the permission.
        files: Contents by path.
        writer: For the same profile; working copies need none.

    Raises:
        NotPermitted: For other eyes and without a publisher, or something may not leave.
    """
    if writer is None and profile == Profile.INTERNAL:
        for path, contents in files.items():
            write_atomically(path, contents)
        return
    needed = str(Profile.ASSESSMENT) if profile == SHARED else profile
    if writer is None or writer.profile != needed:
        raise NotPermitted(_("Nothing leaves for other eyes without the gates being asked."))
    writer.write(files)
