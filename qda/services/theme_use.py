"""How much each theme is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.text import Span
from qda.storage import codings, interviews, versions

if TYPE_CHECKING:
    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class ThemeUse:
    """The codings of one theme in numbers; its sub-codes count apart."""

    codings: int = 0
    interviews: int = 0
    coders: int = 0


def theme_use(project: Project) -> dict[str, ThemeUse]:
    """The numbers of all themes that are used, by key."""
    with project.reading() as db:
        return {theme: ThemeUse(*numbers) for theme, *numbers in codings.use_of_themes(db)}


@dataclass(frozen=True, slots=True)
class CodedWords:
    """A coding of a theme, with its words: a working view for the coders."""

    uid: str
    appendix: str
    coder: str
    words: str


def words_of_theme(project: Project, theme: str) -> list[CodedWords]:
    """The codings of a theme with their words, by interview and place."""
    with project.reading() as db:
        texts: dict[int, str] = {}
        appendices: dict[int, str] = {}
        found = []
        for row in codings.codings_of_theme(db, theme):
            transcript = row["transcript_id"]
            if transcript not in texts:
                texts[transcript] = interviews.transcript_text(db, transcript)
                appendices[transcript] = versions.appendix_of(db, transcript)
            words = Span(row["start"], row["stop"]).of(texts[transcript])
            found.append(CodedWords(row["uid"], appendices[transcript], row["coder"], words))
        return found
