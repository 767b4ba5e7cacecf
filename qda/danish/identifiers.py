"""Everything in a text that may identify somebody: the rules, and a trained model that adds.

Rules come first and always run. "Nothing found" never means that a text is clean: descriptions
without a name are found by no rule, so a reader must read each document to its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.danish.identifiers_contacts import contacts
from qda.danish.identifiers_cues import cues
from qda.danish.identifiers_numbers import numbers
from qda.danish.identifiers_places import places
from qda.danish.identifiers_times import times
from qda.danish.stop_words import STOP_WORDS
from qda.domain.identifiers import Candidate, Kind, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qda.danish.names import Names
    from qda.domain.text import Span

RULES = 2
"""Number of the rules; goes up when they find more or less, for what was read with others."""

_GENERIC_LABEL = re.compile(
    r"(?:I|IP|INT|INF|R|S|Q|A|B|M|F|K|Interviewer|Informant|Respondent|Taler|Speaker|Person"
    r"|Deltager|Moderator|Spørger|Svar)[\s.:-]*\d*\.?:?",
    re.IGNORECASE,
)


_SAMPLE = 30_000
"""Characters from which the casing of a text is told."""


@dataclass(frozen=True, slots=True)
class Casing:
    """How a text is written, and so how far the rules can be trusted."""

    lower_case: bool
    """Too few capitals: the rules find about half of the persons."""
    danish: bool
    """False where too few Danish function words stand: recall is not known."""


def casing(text: str) -> Casing:
    """Whether a text has the capitals that the rules rely on, and looks Danish.

    Below 60 % of sentences opening with a capital, or below one capital inside sentences per 200
    words, a text counts as lower case; below one function word in seven, as not Danish.
    """
    sample = text[:_SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample)
    if len(words) < 30:
        return Casing(lower_case=bool(words) and text == text.lower(), danish=True)
    opening = re.findall(r"(?:^|[.!?…]\s+|\n)(?:[^\W\d_]{1,12}\d?:\s+)?[\"'»“”(\[–-]?\s?"
                         r"([^\W\d_])", sample)  # fmt: skip
    capitals = len(re.findall(r"[\w,;] [A-ZÆØÅ]", sample))
    opened = sum(sign.isupper() for sign in opening) / max(1, len(opening))
    common = sum(word.lower() in STOP_WORDS for word in words) / len(words)
    return Casing(
        lower_case=opened < 0.6 or (len(words) >= 1000 and capitals < len(words) / 200),
        danish=common >= 1 / 7,
    )


class Finder:
    """Finds candidates; holds the word list, and the model if one is installed."""

    def __init__(self, *, model: bool | None = None) -> None:
        """Take the word list.

        Args:
            model: Whether a trained model adds candidates; None lets it where one is installed.

        Raises:
            ModelMissing: A model was asked for and none can be loaded.
        """
        from qda.danish.names import Names

        self.names: Names = Names()
        self._model = None
        if model is not False:
            from qda.danish.names_model import load_model

            self._model = load_model(required=bool(model))

    @property
    def model(self) -> str:
        """Name and version of the model that adds candidates; empty without one."""
        return self._model.name if self._model else ""

    def find(self, text: str, labels: Iterable[Span] = ()) -> list[Candidate]:
        """The candidates of a text by place, overlapping ones settled.

        Args:
            text: The text.
            labels: Where speaker labels stand, as the importer knows them.
        """
        return settled(self._all(text, labels))

    def _all(self, text: str, labels: Iterable[Span]) -> Iterator[Candidate]:
        lower_case = casing(text).lower_case
        yield from structured(text, lower_case=lower_case)
        yield from cues(text)
        spans = set(labels)
        generic = {span for span in spans if _GENERIC_LABEL.fullmatch(span.of(text))}
        for span in spans - generic:
            yield Candidate(span, Kind.SPEAKER, "R11", 0.9, ("speaker label",))
        found = self.names.find(text, lower_case=lower_case)
        yield from (one for one in found if one.span not in generic)
        if self._model is not None:
            yield from self._model.find(text)


def structured(text: str, *, lower_case: bool = False) -> Iterator[Candidate]:
    """The candidates of the recognisers R01 to R10; needs no word list.

    Args:
        text: The text.
        lower_case: Whether it is written without capitals.
    """
    yield from numbers(text)
    yield from contacts(text)
    yield from places(text, lower_case=lower_case)
    yield from times(text)
