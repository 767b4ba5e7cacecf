"""R20: an installed Danish model of spaCy adds candidates; it never takes one away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.danish.models import model_in_use
from qda.danish.sentences import sentence_spans
from qda.domain.identifiers import Candidate, Kind
from qda.domain.text import Span
from qda.errors import NotFound
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

_KINDS = {"PER": Kind.PERSON, "LOC": Kind.PLACE, "ORG": Kind.ORGANISATION, "GPE": Kind.PLACE}


class ModelMissing(NotFound):
    """A trained model was asked for, and none can be loaded."""


class Model:
    """A trained model that reads one sentence at a time."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._nlp = nlp
        self.name = name

    def find(self, text: str) -> Iterator[Candidate]:
        """What the model takes for names."""
        spans = [span for span in sentence_spans(text) if text[slice(*span)].strip()]
        docs = self._nlp.pipe(text[start:stop] for start, stop in spans)
        for (start, _stop), doc in zip(spans, docs, strict=True):
            for entity in doc.ents:
                kind = _KINDS.get(entity.label_)
                if kind is not None:
                    span = Span(start + entity.start_char, start + entity.end_char)
                    yield Candidate(span, kind, "R20", 0.5, (self.name,))


def load_model(*, required: bool = False) -> Model | None:
    """The installed model that fits, or None.

    Raises:
        ModelMissing: It is required and not there, or cannot be loaded.
    """
    found = model_in_use()
    if found is None:
        if required:
            raise ModelMissing(
                _("No Danish model of spaCy is installed that fits its version."),
                _("Install da_core_news_sm, md or lg, or leave out `--model`."),
            )
        return None
    from qda.danish.light_spacy import spacy

    nlp = spacy.load(found.name, exclude=["parser", "senter", "lemmatizer", "morphologizer"])
    return Model(nlp, f"{found.name} {found.version}")
