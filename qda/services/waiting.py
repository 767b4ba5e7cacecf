"""What waits for a decision, as values: forms with their places, and how documents are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.errors import NotFound
from qda.language import gettext as _
from qda.services.names import form_key

if TYPE_CHECKING:
    from collections import Counter

    from qda.danish.identifiers import Casing
    from qda.domain.identifiers import Kind, Standing
    from qda.domain.text import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands."""

    appendix: str
    transcript: int
    span: Span
    segment: int
    """The segment at or before it; 0 where there is none."""
    before: str
    match: str
    after: str
    why: str
    """Why a known name is asked about here; empty for a new form."""

    @property
    def id(self) -> str:
        """What a user types to decide about this place: `Bilag 6@1432`."""
        return f"{self.appendix}@{self.span.start}"


@dataclass(frozen=True, slots=True)
class Form:
    """A form that waits for a decision, with its places."""

    form: str
    """As it is written most often."""
    key: str
    """As decisions know it."""
    kind: Kind
    rules: tuple[str, ...]
    why: tuple[str, ...]
    score: float
    standing: Standing
    blocks: bool
    asked: bool
    """It is a known name that is decided place by place."""
    options: tuple[str, ...]
    """Ids of the entries that it may be."""
    places: tuple[Place, ...]

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        values = {name: getattr(self, name) for name in self.__slots__ if name != "places"}
        values |= {"kind": str(self.kind), "standing": str(self.standing)}
        values["places"] = [
            {
                "id": place.id,
                "appendix": place.appendix,
                "start": place.span.start,
                "stop": place.span.stop,
                "segment": place.segment,
                "before": place.before,
                "match": place.match,
                "after": place.after,
                "why": place.why,
            }
            for place in self.places
        ]
        return values


@dataclass(frozen=True, slots=True)
class Document:
    """How far one interview has come."""

    appendix: str
    casing: Casing
    words: int
    found: int
    """Candidates of the rules, decided or not."""
    cues: Counter[str]
    """Words of special categories and words off the record, by kind."""


@dataclass(frozen=True, slots=True)
class Queue:
    """All that waits, and how each document is written."""

    forms: tuple[Form, ...]
    documents: tuple[Document, ...]
    model: str
    """The model that added candidates; empty without one."""

    @property
    def blockers(self) -> tuple[Form, ...]:
        """What comes first."""
        return tuple(form for form in self.forms if form.blocks)

    def form(self, wanted: str) -> Form:
        """The waiting form that a user means.

        Raises:
            NotFound: None waits under this form.
        """
        key = form_key(wanted)
        for form in self.forms:
            if form.key == key or form_key(form.form) == key:
                return form
        raise NotFound(
            _("This form does not wait for a decision."),
            _("`qda anonymise list` shows those that do."),
        )
