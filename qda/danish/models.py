"""Which trained Danish model of spaCy is installed, found without loading spaCy.

A model is used when it is there and fits spaCy's version; one that does not fit is named and left
alone. None is ever required.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

MODELS = ("da_core_news_lg", "da_core_news_md", "da_core_news_sm")
"""Best first."""


@dataclass(frozen=True, slots=True)
class Model:
    """An installed model."""

    name: str
    version: str
    fits: bool
    """Whether it was made for the spaCy that is installed."""


def installed_models() -> list[Model]:
    """The Danish models that are installed, best first."""
    wanted = _series(version("spacy"))
    found = []
    for name in MODELS:
        try:
            number = version(name)
        except PackageNotFoundError:
            continue
        found.append(Model(name, number, _series(number) == wanted))
    return found


def model_in_use() -> Model | None:
    """The best installed model that fits, or None."""
    return next((model for model in installed_models() if model.fits), None)


def ignored_models() -> list[Model]:
    """Installed models that were made for another version of spaCy."""
    return [model for model in installed_models() if not model.fits]


def lemma_source() -> str:
    """Name and version of all that lemmas depend on but a user's own corrections."""
    from qda.danish.words import word_list_version

    model = model_in_use()
    parts = [f"{model.name} {model.version}"] if model else []
    return " + ".join([*parts, word_list_version(), f"rules {RULES}"])


RULES = 1
"""Number of the rules for corrections and compounds; goes up when stored keys would change."""


def _series(number: str) -> tuple[str, ...]:
    # spaCy's models carry the first two numbers of the spaCy that they were made for.
    return tuple(number.split(".")[:2])
