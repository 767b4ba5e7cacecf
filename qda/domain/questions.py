"""What an interviewer asked before an answer, as the codebook maps it to themes.

A question is context, not evidence: its bonus is capped below the margin, so it can never carry a
suggestion alone. Untested on real interviews, hence small.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.domain.interviews import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.codebook import Codebook, Keyword
    from qda.domain.interviews import Turn

BONUS = 1.0
"""What a question adds for its theme, however many patterns fit; a quarter of the usual margin."""

Asked = dict[str, "Keyword"]
"""The pattern that fits a question, by the top-level theme that it asks about."""


def asked_by_turn(text: str, turns: Sequence[Turn], codebook: Codebook) -> Mapping[int, Asked]:
    """What each turn that is no interviewer's answers, where the codebook maps its question.

    Args:
        text: The transcript's text.
        turns: Its turns, in order.
        codebook: The themes with their questions.
    """
    patterns = [
        (codebook.root_of(theme.key).key, question, _pattern(question))
        for theme in codebook.themes
        for question in theme.questions
    ]
    found: dict[int, Asked] = {}
    if not patterns:
        return found
    asked: Asked = {}
    begun = False
    for ordinal, turn in enumerate(turns):
        if turn.role is Role.INTERVIEWER:
            if not begun:
                asked = {}  # two interviewers may ask one after the other
            begun = True
            words = turn.span.of(text)
            for theme, question, pattern in patterns:
                if theme not in asked and pattern.search(words):
                    asked[theme] = question
        else:
            begun = False
            if asked:
                found[ordinal] = asked
    return found


def _pattern(question: Keyword) -> re.Pattern[str]:
    """Whole words side by side; a last word with `*` may go on."""
    words = r"\W+".join(re.escape(word) for word in question.text.split())
    end = "" if question.compounds else r"\b"
    return re.compile(rf"\b{words}{end}", re.IGNORECASE)
