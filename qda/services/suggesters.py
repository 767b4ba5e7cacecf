"""The seam for other suggesters: text in, themes with the words that speak for them out.

A package offers one under the entry point group `qda.suggesters`; the keyword model is the first,
under the name `keywords`, and the only one that knows a project's codings.
They are looked for only when one is asked for. qda itself calls no service and sends nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from qda.domain.text import Span, one_line
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services.suggested import Suggested
from qda.services.suggesting_texts import suggest_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qda.domain.codebook import Codebook
    from qda.domain.suggestions import Suggestion
    from qda.services.project import Project

GROUP = "qda.suggesters"
KEYWORDS = "keywords"


class TextSuggester(Protocol):
    """What a suggester of another make must be: a function, or an object that can be called."""

    def __call__(self, text: str, codebook: Codebook) -> Sequence[Suggestion]:
        """Themes that a text may belong to, best first; spans are characters of the text."""


def names() -> list[str]:
    """The suggesters that are installed."""
    from importlib.metadata import entry_points

    return sorted({entry.name for entry in entry_points(group=GROUP)} | {KEYWORDS})


def chosen(
    project: Project, name: str, margin: float
) -> Callable[[Sequence[str]], list[Suggested]]:
    """What suggests themes for texts: the keyword model of the project, or one by name.

    Raises:
        NotFound: No suggester of this name is installed.
        Refused: It cannot be loaded.
    """
    if name in ("", KEYWORDS):
        return partial(suggest_texts, project, margin=margin)
    from importlib.metadata import entry_points

    entry = next((one for one in entry_points(group=GROUP) if one.name == name), None)
    if entry is None:
        raise NotFound(
            _('There is no suggester "{name}".').format(name=one_line(name)),
            _("Installed: {names}.").format(names=", ".join(names())),
        )
    try:
        loaded: TextSuggester = entry.load()
    except Exception as error:
        raise Refused(
            _('The suggester "{name}" cannot be loaded ({kind}).').format(
                name=one_line(name), kind=type(error).__name__
            ),
            _("Ask those who made it, or leave it out."),
        ) from error
    return partial(_by_other, loaded, project.codebook)


def _by_other(
    suggester: TextSuggester, codebook: Codebook, texts: Sequence[str]
) -> list[Suggested]:
    known = {theme.key for theme in codebook.themes}
    found = []
    for number, line in enumerate(texts, start=1):
        text = line.strip()
        if not text:
            continue
        try:
            given = tuple(one for one in suggester(text, codebook) if one.theme in known)
        except Exception as error:  # the code of others may fail in any way
            raise Refused(
                _("The suggester has failed ({kind}).").format(kind=type(error).__name__),
                _("Ask those who made it, or leave it out."),
            ) from error
        for one in given:
            for piece in one.evidence:
                if piece.span.stop > len(text):
                    raise Refused(_("The suggester points at words behind the end of the text."))
        ranking = tuple((one.theme, one.score) for one in given)
        found.append(Suggested("", number, Span(0, len(text)), text, given, ranking))
    return found
