"""The files that interviews were read from: they are known by their bytes, not by their names."""

from __future__ import annotations

from contextlib import suppress
from glob import escape
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

MOST_BYTES = 200_000_000
"""No larger file is looked into."""


def original_file(project: Project, interview: InterviewRow) -> Path | None:
    """The file with the bytes that were imported, in the project; None where it is gone.

    It is looked for under its name, and then among all transcripts with the same ending.
    """
    folder, name = project.paths.transcripts, interview.source_name
    places = [
        folder / name,
        project.paths.root / name,
        *sorted(folder.rglob(f"*{escape(name[-5:])}")),
    ]
    for path in dict.fromkeys(places):
        with suppress(OSError):
            if _is(path, interview.source_hash):
                return path
    return None


def _is(path: Path, wanted: str) -> bool:
    return (
        path.is_file()
        and path.stat().st_size <= MOST_BYTES
        and sha256(path.read_bytes()).hexdigest() == wanted
    )
