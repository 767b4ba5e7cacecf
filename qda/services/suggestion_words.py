"""What a suggestion says about itself: how strongly it stands, and the reason of each word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.suggestions import Evidence, Suggestion

STRONG = 4.0
"""About what one rare keyword makes."""


def strength(one: Suggestion) -> str:
    """How strongly a theme is suggested, and how it stands beside the others."""
    if not one.clear:
        return _("by its keywords only")
    if one.support >= STRONG:
        return _("strong, stands out")
    return _("moderate, stands out")


def asked(one: Suggestion) -> str:
    """The question before the answer, where the codebook maps it to the theme; else nothing."""
    if not one.asked:
        return ""
    return _("asked about: {words} (codes.yml:{line})").format(words=one.asked, line=one.asked_line)


def reason(piece: Evidence) -> str:
    """Why a word speaks for a theme."""
    said = []
    if piece.keyword:
        said.append(
            _("keyword {keyword} (codes.yml:{line})").format(keyword=piece.keyword, line=piece.line)
        )
    if piece.coded:
        times = ngettext("coded {count} time", "coded {count} times", piece.coded)
        where = ngettext("in {count} interview", "in {count} interviews", piece.interviews)
        said.append(f"{times.format(count=piece.coded)} {where.format(count=piece.interviews)}")
    return ", ".join(said)


@dataclass(frozen=True, slots=True)
class Reason:
    """Words that speak for a theme, and why; weak ones with one reason stand together."""

    words: str
    says: str
    weak: bool = False


def reasons(evidence: Sequence[Evidence]) -> list[Reason]:
    """Why words speak for a theme, each once: firm ones first, by weight."""
    found: dict[tuple[str, str], Evidence] = {}
    for piece in sorted(evidence, key=lambda one: -one.weight):
        found.setdefault((piece.words, reason(piece)), piece)
    firm = [Reason(words, says) for (words, says), piece in found.items() if not piece.weak]
    weak = [Reason(words, says, True) for (words, says), piece in found.items() if piece.weak]
    if len(weak) > 1:
        together = ", ".join(dict.fromkeys(one.words for one in weak))
        weak = [Reason(together, _("in one coding each"), True)]
    return firm + weak
