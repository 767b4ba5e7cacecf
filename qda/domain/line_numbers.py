"""Line numbers that do not depend on the paper: those of a text file."""

from __future__ import annotations

from qda.domain.documents import LineSource
from qda.domain.interviews import LineMap, PageStart


def line_map(text: str, form: str) -> LineMap:
    """The lines of a transcript as far as its text alone tells them.

    Args:
        text: The canonical text.
        form: What the file was read as, see `Document.form`.
    """
    if form != "text":
        return LineMap()
    starts: list[PageStart] = []
    offset = 0
    for number, line in enumerate(text.split("\n"), 1):
        starts.append(PageStart(offset, number))
        offset += len(line) + 1
    return LineMap(LineSource.FILE, tuple(starts))
