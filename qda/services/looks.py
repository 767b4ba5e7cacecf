"""How words leave in a profile: under pseudonyms, with coders numbered; internally as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.danish.name_occurrences import tokens
from qda.domain.codings import spoken
from qda.domain.permission import Profile
from qda.domain.register import Verdict
from qda.language import gettext as _
from qda.services.anonymising import Renderer, rendered_speech
from qda.services.names import form_key
from qda.storage import codings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.codings import Coding
    from qda.domain.interviews import Turn
    from qda.domain.quotes import Source
    from qda.domain.rendering import Rendered
    from qda.services.project import Project


class Looks:
    """Gives texts their look for one profile; made once for an export."""

    def __init__(self, project: Project, profile: Profile) -> None:
        inside = profile is Profile.INTERNAL
        self._renderer = None if inside else Renderer(project, profile)
        coders = () if inside else sorted({one.coder for one in codings.codings(project.db)})
        self._coders = {
            name: _("Coder {number}").format(number=number)
            for number, name in enumerate(coders, start=1)
        }

    def rendered(self, text: str) -> Rendered | None:
        """A whole text under pseudonyms; None where it stays as it is."""
        return self._renderer.rendered(text) if self._renderer else None

    def words(self, text: str) -> str:
        """A text of its own, such as a title."""
        return self._renderer(text) if self._renderer else text

    def spoken(
        self,
        text: str,
        rendered: Rendered | None,
        coding: Coding,
        turns: Sequence[Turn],
        *,
        interviewer: bool,
    ) -> str:
        """The words of a coding as they are quoted."""
        if rendered is None:
            return spoken(text, coding.span, turns, interviewer=interviewer)
        return rendered_speech(rendered, coding.span, turns, interviewer=interviewer)

    def coder(self, name: str) -> str:
        """A coder's name, or number."""
        return self._coders.get(name, name)

    def source(self, source: Source) -> Source:
        """An interview with its informant as printed."""
        if self._renderer is None:
            return source
        attributes = {
            name: shown
            for name, value in source.attributes.items()
            if (shown := self._attribute(name, value))
        }
        return replace(source, label=self.words(source.label), attributes=attributes)

    def _attribute(self, name: str, value: str) -> str:
        """What is told of an informant: where they work or live only once somebody has decided."""
        assert self._renderer is not None
        shown = self.words(value)
        if name not in WHERE or shown != value:
            return shown
        verdict = self._renderer.register.verdicts.get(form_key(value))
        free = {
            tokens(alias.surface)
            for entity in self._renderer.register.entities
            if not entity.protect
            for alias in entity.aliases
        }
        kept = verdict is not None and verdict.verdict in (Verdict.KEEP, Verdict.NOT_A_NAME)
        return shown if kept or tokens(value) in free else ""


WHERE = ("organisation", "municipality", "area")
"""Attributes that are names."""
