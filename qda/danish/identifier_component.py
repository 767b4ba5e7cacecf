"""The spaCy factory `qda_identifiers`, for a pipeline of anybody's.

`import qda.danish.identifier_component` registers it; `nlp.add_pipe("qda_identifiers")` puts all
candidates of a document into `doc.spans["identifiers"]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from qda.danish.identifiers import Finder

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

SPANS = "identifiers"
"""Where candidates stand in `doc.spans`; a span's label is its kind, its id its rule."""


@Language.factory("qda_identifiers", assigns=["doc.spans"], default_config={"model": False})
def make_identifiers(nlp: Language, name: str, model: bool) -> Callable[[Doc], Doc]:
    """All candidates of the rules, and of an installed model where that is asked for."""
    finder = Finder(model=model)

    def set_spans(doc: Doc) -> Doc:
        found = []
        for one in finder.find(doc.text):
            span = doc.char_span(
                one.span.start,
                one.span.stop,
                label=str(one.kind),
                span_id=one.rule,
                alignment_mode="expand",
            )
            if span is not None:
                found.append(span)
        doc.spans[SPANS] = found
        return doc

    return set_spans
