"""spaCy components of our own, with and without a trained model."""

from __future__ import annotations

import importlib
import importlib.metadata
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

from qda.danish import models, pipeline

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = pipeline.load()
    made.add_pipe("qda_keywords", config={"keywords": {"have": ["fælles gård", "træ*"]}})
    return made


def test_the_pipeline_sets_lemmas_parts_sentences_and_spans(nlp: Language) -> None:
    doc = nlp("De fælles gårde åbner kl. 8. Æbletræerne blomstrer.")
    assert [token.lemma_ for token in doc][1:3] == ["fælles", "gård"]
    assert [sentence.text for sentence in doc.sents] == [
        "De fælles gårde åbner kl. 8.",
        "Æbletræerne blomstrer.",
    ]
    tree = next(token for token in doc if token.text == "Æbletræerne")
    assert tree._.parts == ("æble", "træ")
    spans = [(span.text, span.label_) for span in doc.spans["themes"]]
    assert spans == [("fælles gårde", "have"), ("Æbletræerne", "have")]


@pytest.mark.parametrize("text", ["", " ", "hej", "ALT MED STORT", "🙂", "no danish word in here"])
def test_any_text_passes(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_anybody_can_add_a_component_to_a_pipeline() -> None:
    bare = spacy.blank("da")
    bare.add_pipe("qda_lemmas", config={"corrections": {"gårdene": "gaard"}})
    bare.add_pipe("qda_sentences")
    doc = bare("Gårdene blomstrer. Alt er godt.")
    assert doc[0].lemma_ == "gaard"
    assert len(list(doc.sents)) == 2


PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
FACTORIES = PROJECT["project"]["entry-points"]["spacy_factories"]


@pytest.mark.parametrize("name", FACTORIES)
def test_spacy_finds_each_component_by_an_entry_point(name: str) -> None:
    module, _colon, function = FACTORIES[name].partition(":")
    assert callable(getattr(importlib.import_module(module), function))
    assert spacy.blank("da").add_pipe(name) is not None


def test_lemmas_of_two_pipelines_do_not_mix() -> None:
    plain, corrected = pipeline.load(), pipeline.load({"gårde": "gaard"})
    assert plain("gårde")[0].lemma_ == "gård"
    assert corrected("gårde")[0].lemma_ == "gaard"


def test_the_reader_gives_words_with_places() -> None:
    text = "Ja, 3 ikke-vestlige naboer."
    words = next(iter(pipeline.Reader().words([text])))
    assert [text[word.start : word.stop] for word in words] == ["Ja", "ikke-vestlige", "naboer"]
    assert words[-1].key.lemma == "nabo"


def make_model(folder: Path, version: str) -> None:
    """A package like a trained model's, whose only part says one lemma for every word."""
    code = (
        "import spacy\n"
        "from spacy.language import Language\n"
        "@Language.component('says_model')\n"
        "def says(doc):\n"
        "    for token in doc:\n"
        "        token.lemma_ = 'model'\n"
        "    return doc\n"
        "def load(**_overrides):\n"
        "    nlp = spacy.blank('da')\n"
        "    nlp.add_pipe('says_model')\n"
        "    return nlp\n"
    )
    package = folder / "da_core_news_sm"
    package.mkdir()
    (package / "__init__.py").write_text(code, "utf-8")
    about = folder / f"da_core_news_sm-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: da_core_news_sm\nVersion: {version}\n", "utf-8"
    )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "da_core_news_sm", raising=False)
    importlib.invalidate_caches()
    return tmp_path


def test_without_a_model_none_is_in_use() -> None:
    assert models.model_in_use() is None
    assert "simplemma" in models.lemma_source()


def test_a_model_that_fits_gives_the_lemmas_but_corrections_win(site: Path) -> None:
    make_model(site, f"{'.'.join(importlib.metadata.version('spacy').split('.')[:2])}.0")
    in_use = models.model_in_use()
    assert in_use is not None
    assert in_use.name in models.lemma_source()
    nlp = pipeline.load({"gården": "gård"})
    assert [token.lemma_ for token in nlp("Naboer i gården")] == ["model", "model", "gård"]
    words = next(iter(pipeline.Reader().words(["Naboer"])))
    assert words[0].key.lemma == "model"


def test_a_model_of_another_version_is_named_and_left_alone(site: Path) -> None:
    make_model(site, "2.3.0")
    assert models.model_in_use() is None
    assert [(model.name, model.version) for model in models.ignored_models()] == [
        ("da_core_news_sm", "2.3.0")
    ]
    assert pipeline.load()("Naboer")[0].lemma_ == "nabo"


def test_loading_leaves_out_the_commands_of_spacy_but_does_not_break_them() -> None:
    code = (
        "import sys; from qda.danish import pipeline; pipeline.load()('Hej.');"
        "assert 'spacy' in sys.modules; assert 'weasel' not in sys.modules;"
        "import spacy; assert spacy.info(silent=True)['spacy_version'] == spacy.__version__;"
        "import spacy.cli; assert callable(spacy.cli.download); assert 'weasel' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
