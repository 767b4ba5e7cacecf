"""Lemmas and compounds: a table of our own, the shared one where it is there, hard input."""

from __future__ import annotations

import re

import pytest

from qda.danish.lemmas import Lemmas, WordKey, normal
from tests.conftest import SHARED

NOTE = SHARED / "notes" / "danish-text.md"


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    return Lemmas()


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Udfordringen", "udfordring"),
        ("godt", "god"),
        ("listen", "liste"),
        ("taget", "tage"),
        ("flest", "mange"),
        ("ku’", "kunne"),
        ("KBK's", "kbk"),
        ("altaner-", "altan"),
        ("æ\u00adble", "æble"),
        ("pa\u030a", "på"),
        ("Cykelværkstederne", "cykelværksted"),
        ("qwxz", "qwxz"),
    ],
)
def test_a_form_has_its_lemma(lemmas: Lemmas, form: str, lemma: str) -> None:
    assert lemmas.key(form).lemma == lemma


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("cykelværkstedet", "cykel+værksted"),
        ("legepladser", "lege+plads"),
        ("nabohjælpen", "nabo+hjælp"),
        ("gårdhavernes", "gård+have"),
        ("fritidsaktiviteter", "fritid+aktivitet"),
        ("vaskekælderen", "vask+kælder"),
        ("sundhed", ""),
        ("mulighederne", ""),
        ("handling", ""),
        ("byggeplads", "bygge+plads"),
        ("hus", ""),
        ("skole-hjem-samtale", "skole+hjem+samtale"),
    ],
)
def test_a_compound_has_its_parts_and_other_words_have_none(
    lemmas: Lemmas, form: str, parts: str
) -> None:
    assert "+".join(lemmas.key(form).parts) == parts


def shared_vectors() -> list[tuple[str, str | None, str]]:
    if not NOTE.exists():
        return []
    text = NOTE.read_text("utf-8").partition("**Test vectors**")[2].split("```")[1]
    whole = [line[6:].split() for line in text.splitlines() if line.startswith("whole:")]
    split = re.findall(r"([^\s;]+)(?: -> (\S+))? = ([^\s;]+)", text)
    return [(word, None, "") for line in whole for word in line] + [
        (form, lemma or form, parts) for form, lemma, parts in split
    ]


@pytest.mark.skipif(not NOTE.exists(), reason="the shared note is not here")
def test_the_shared_vectors_are_many() -> None:
    assert len(shared_vectors()) > 40


@pytest.mark.parametrize(("form", "lemma", "parts"), shared_vectors())
def test_a_shared_vector_holds(lemmas: Lemmas, form: str, lemma: str | None, parts: str) -> None:
    found = lemmas.key(form)
    assert "+".join(found.parts) == parts
    assert lemma in (None, found.lemma)


HARD = [
    ("arkitekturen", "arkitektur", ""),
    ("programleder", "programleder", ""),
    ("kendetegnet", "kendetegn", ""),
    ("demografiske", "demografisk", ""),
    ("planlæggere", "planlægger", ""),
    ("kulturbærer", "kulturbærer", "kultur+bærer"),
    ("leverpostej", "leverpostej", "lever+postej"),
    ("fællesspisning", "fællesspisning", "fælles+spisning"),
    ("ikke-vestlige", "ikke-vestlig", "ikke+vestlig"),
    ("hyper-mangfoldighed", "hyper-mangfoldighed", "hyper+mangfoldighed"),
]


@pytest.mark.parametrize(("form", "lemma", "parts"), HARD)
def test_a_word_that_is_easily_split_wrongly(
    lemmas: Lemmas, form: str, lemma: str, parts: str
) -> None:
    assert lemmas.key(form) == WordKey(lemma, tuple(filter(None, parts.split("+"))))


def test_a_users_correction_wins_over_list_and_model() -> None:
    corrected = Lemmas({"Skæve": "skævert", "havnene": "havn"})
    assert corrected.key("skæve").lemma == "skævert"
    assert corrected.key("havnene", "havnen").lemma == "havn"
    assert corrected.key("skæv").lemma == "skæv"


def test_a_models_lemma_wins_over_the_list_but_parts_stay() -> None:
    found = Lemmas().key("Cykelværkstederne", "cykelværkstedX")
    assert found == WordKey("cykelværkstedx", ("cykel", "værksted"))


@pytest.mark.parametrize("word", ["a" * 5_000, "bolig" * 12, "-", "--", "'", "1234567", "🙂🙂🙂"])
def test_what_is_no_word_costs_nothing_and_splits_into_nothing(lemmas: Lemmas, word: str) -> None:
    found = lemmas.key(word)
    assert found.lemma
    assert len(found.parts) < 6


def test_normal_keeps_letters_and_drops_what_cannot_be_seen() -> None:
    assert normal("Bo\u00adLIG\u200b") == "bolig"
    assert normal("KU’") == "ku'"
