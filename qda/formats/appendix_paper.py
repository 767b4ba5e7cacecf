"""Appendices as Word files: transcripts with the original's pages in the margin, no properties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.formats import word_writing as word
from qda.language import current
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.permission import Permitted


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a transcript, or a quote."""

    text: str
    pages: tuple[int, ...] = ()
    """Pages of the original that begin in it."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix."""

    name: str
    """Such as `Bilag 6`."""
    label: str
    """Who speaks, as printed; empty where nothing of them is shown."""
    note: str
    """A sentence on what is here; empty where the transcript speaks for itself."""
    paragraphs: tuple[Paragraph, ...] = ()


def appendices_docx(permitted: Permitted[Sequence[Appendix]], *, lines: bool = False) -> bytes:
    """Appendices in one Word file, each on a page of its own.

    Args:
        permitted: What has passed the gate.
        lines: Whether every fifth line is numbered, anew on each page.
    """
    body: list[str] = []
    for place, one in enumerate(permitted.value):
        if place:
            body.append(word.page_break())
        title = f"{one.name}: {one.label}" if one.label else one.name
        body.append(word.paragraph(title, "Title"))
        if one.note:
            body.append(word.paragraph(one.note, "Small"))
        body += [word.turn(_margin(part.pages), part.text) for part in one.paragraphs]
    return word.document("".join(body), current(), line_numbers=lines)


def _margin(pages: Sequence[int]) -> str:
    if not pages:
        return ""
    return _("p. {pages}").format(pages="–".join(str(page) for page in (pages[0], pages[-1])[
        : 2 if pages[0] != pages[-1] else 1]))  # fmt: skip
