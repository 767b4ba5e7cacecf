"""A trained Danish pipeline, made and packaged here as spaCy packages one, gives the lemmas."""

from __future__ import annotations

import importlib
import importlib.metadata
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.training import Example
from thinc.api import fix_random_seed

from qda.danish import models, pipeline
from qda.services.suggesting import open_suggester
from tests.projects import add_interview

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

SENTENCES = (
    (("Blørkerne", "hopper", "højt"), ("blørk", "hoppe", "højt")),
    (("Alle", "blørkerne", "sover"), ("al", "blørk", "sove")),
    (("Hvor", "er", "blørkerne"), ("hvor", "være", "blørk")),
)
"""Words that no list holds, with their lemmas."""

INIT = """\
from pathlib import Path

from spacy.util import load_model_from_init_py

def load(**overrides):
    return load_model_from_init_py(Path(__file__), **overrides)
"""


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package of a small trained pipeline."""
    fix_random_seed(1)
    nlp = spacy.blank("da")
    nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 1, "top_k": 1})
    examples = [
        Example.from_dict(spacy.tokens.Doc(nlp.vocab, words=list(words)), {"lemmas": list(lemmas)})
        for words, lemmas in SENTENCES
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _round in range(30):
        nlp.update(examples, sgd=optimizer)
    series = ".".join(importlib.metadata.version("spacy").split(".")[:2])
    nlp.meta |= {"name": "core_news_sm", "version": f"{series}.0"}
    folder = tmp_path_factory.mktemp("site")
    package = folder / "da_core_news_sm"
    package.mkdir()
    (package / "__init__.py").write_text(INIT, "utf-8")
    data = package / f"da_core_news_sm-{series}.0"
    nlp.to_disk(data)
    shutil.copy(data / "meta.json", package / "meta.json")
    about = folder / f"da_core_news_sm-{series}.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: da_core_news_sm\nVersion: {series}.0\n", "utf-8"
    )
    return folder


@pytest.fixture
def installed(trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(trained)
    monkeypatch.delitem(sys.modules, "da_core_news_sm", raising=False)
    importlib.invalidate_caches()


@pytest.mark.usefixtures("installed")
def test_its_lemmas_are_used_and_our_parts_run_after_it() -> None:
    model = models.model_in_use()
    assert model is not None
    assert model.name == "da_core_news_sm"
    nlp = pipeline.load()
    assert nlp.pipe_names[0] == "trainable_lemmatizer"
    doc = nlp("Der er blørkerne. De sover.")
    assert doc[2].lemma_ == "blørk"
    assert len(list(doc.sents)) == 2


@pytest.mark.usefixtures("installed")
def test_a_keyword_finds_a_form_that_only_the_model_knows(project: Project) -> None:
    project.paths.codebook.write_text(
        "themes: {dyr: {title: Dyr, keywords: [blørk]}, by: {title: By, keywords: [gade]}}\n",
        "utf-8",
    )
    project.reload_codebook()
    add_interview(project, "Bilag 1", ("I: Hvad ser du?", "IP: Jeg ser blørkerne derude."))
    suggester, prepared = open_suggester(project)
    assert prepared.model.startswith("da_core_news_sm")
    (found,) = suggester.of_interview(project.interview("Bilag 1"))
    assert [one.theme for one in found.suggestions] == ["dyr"]
    assert [one.words for one in found.suggestions[0].evidence] == ["blørkerne"]


def test_without_it_the_form_stays_unknown() -> None:
    assert models.model_in_use() is None
    assert pipeline.load()("Der er blørkerne.")[2].lemma_ != "blørk"
