"""Suggestions for texts that are not imported: tries a codebook on lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.suggestions import MARGIN
from qda.services import wordindex
from qda.services.ranking import Group, Ranker, groups_of
from qda.services.suggesting import Suggester

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.codebook import Codebook
    from qda.services.project import Project
    from qda.services.suggested import Suggested


def suggest_texts(
    project: Project, lines: Sequence[str], *, margin: float = MARGIN
) -> list[Suggested]:
    """Suggestions for lines that are not imported, with the keywords and codings of the project.

    Empty lines are left out, but count as lines.
    """
    numbered = [(n, line.strip()) for n, line in enumerate(lines, start=1) if line.strip()]
    texts = [text for _number, text in numbered]
    wordindex.prepare(project)
    words = TextWords(project.codebook, texts)
    suggester = Suggester(project, margin=margin, extra=words.keys)
    suggester.keywords = words.keywords.themes
    return [
        suggester.of_text(number, text, groups)
        for (number, text), groups in zip(numbered, words.groups(suggester.ranker), strict=True)
    ]


class TextWords:
    """The words of texts that are not imported."""

    def __init__(self, codebook: Codebook, texts: Sequence[str]) -> None:
        from qda.danish.pipeline import Reader

        self.keywords = wordindex.keywords_of(codebook)
        numbers: dict[str, int] = {}

        def number(key: str) -> int:
            return numbers.setdefault(key, len(numbers))

        read = Reader(codebook.corrections).words(texts)
        self._places = [
            wordindex.places(words, text, 0, self.keywords, number)
            for text, words in zip(texts, read, strict=True)
        ]
        self._own = list(numbers)
        self.keys = [*self.keywords.themes, *numbers]

    def groups(self, ranker: Ranker) -> list[list[Group]]:
        """The places of each text as a ranker knows them."""
        own = [ranker.by_text[key] for key in self._own]
        return [
            groups_of(
                [(own[key], start, stop) for key, start, stop in words],
                [(own[key], start, stop) for key, start, stop in hits],
            )
            for words, hits in self._places
        ]
