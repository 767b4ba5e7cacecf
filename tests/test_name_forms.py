"""Known names are found in every form that Danish gives them, and put back in the same form."""

from __future__ import annotations

import pytest

from qda.danish.name_forms import Matcher
from qda.danish.name_occurrences import Ending, Name, Occurrence, fold
from qda.danish.name_rendering import genitive, in_place
from qda.danish.words import word_list
from qda.domain.register import AliasKind, EntityKind

PEOPLE = (
    "Peter",
    "Tom", "Bo", "Ib", "Ea", "Lars", "Max", "Fritz", "Søren", "Åse", "Özlem", "Mette", "Fatima",
    "Bjørn", "Storm", "Signe", "Yusuf", "Thanh", "Björk", "Zoë", "Anne-Mette", "Jens Peter",
    "Karen Mosegaard", "Bo Vang", "Ali Demir", "Agnieszka", "Tholstrup", "D’Angelo", "Kjær",
    "Østerby", "Ragnhild",
)  # fmt: skip
PLACES = (
    "Vollermose", "Rørdrumparken", "Tværsund", "Fjordkøbing", "Nørre Alslund", "Sivsanger",
    "Aalbæk", "Odinshøj", "Ny Havn", "Kragelund",
)  # fmt: skip


def matcher() -> Matcher:
    people = [Name(name, name) for name in PEOPLE]
    places = [Name(name, name, entity=EntityKind.PLACE) for name in PLACES]
    return Matcher([*people, *places], word_list())


@pytest.fixture(scope="module")
def known() -> Matcher:
    return matcher()


def genitive_of(name: str) -> str:
    return f"{name}'" if name[-1] in "sxz" else f"{name}s"


FORMS = {
    "plain": lambda name: f"Så kom {name} forbi.",
    "genitive": lambda name: f"Det var {genitive_of(name)} tur.",
    "apostrophe and s": lambda name: f"Det var {name}'s tur.",
    "curly apostrophe": lambda name: f"Det var {name}’s tur.",
    "compound": lambda name: f"Så kom {name}-sagen op.",
    "compound behind": lambda name: f"Så kom Store-{name} op.",
    "capitals": lambda name: f"så kom {name.upper()} op.",
    "parted at a line's end": lambda name: f"så kom {name.replace(' ', chr(10), 1)}\nop.",
    "quoted": lambda name: f"Vi siger »{name}« herude.",
    "in brackets": lambda name: f"Vi siger det ({name}).",
    "at the end": lambda name: f"Det var hos {name}",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [*PEOPLE, *PLACES])
def test_a_confirmed_name_is_found_in_every_form(known: Matcher, name: str, form: str) -> None:
    """40 entities in 11 forms each: entity recall 1.00."""
    text = FORMS[form](name)
    owners = [owner for one in known.find(text) for owner in one.owners]
    assert name in owners


def only(known: Matcher, text: str) -> tuple[str, str, Ending, bool]:
    (one,) = known.find(text)
    return one.owners[0], one.span.of(text), one.ending, one.sure


@pytest.mark.parametrize(
    ("text", "owner", "words", "ending"),
    [
        ("Det er Vollermosepigernes klub.", "Vollermose", "Vollermose", Ending.COMPOUND),
        ("Han er vollermoseboer nu.", "Vollermose", "vollermose", Ending.COMPOUND),
        ("Gammelvollermose kender vi.", "Vollermose", "Gammelvollermose", Ending.NONE),
        ("Oppe i Sivsangeren bor de.", "Sivsanger", "Sivsangeren", Ending.DEFINITE),
        ("Tholstrupfamilien kom.", "Tholstrup", "Tholstrup", Ending.COMPOUND),
        ("Vi bor i Voller-\nmose nu.", "Vollermose", "Voller-\nmose", Ending.NONE),
        ("Saa kom Soeren forbi.", "Søren", "Soeren", Ending.NONE),
        ("Så kom Soren forbi.", "Søren", "Soren", Ending.NONE),
        ("Så kom Aase forbi.", "Åse", "Aase", Ending.NONE),
        ("Oppe i Ålbæk bor de.", "Aalbæk", "Ålbæk", Ending.NONE),
        ("Så kom Anne Mette forbi.", "Anne-Mette", "Anne Mette", Ending.NONE),
        ("Så kom Jens\nPeter forbi.", "Jens Peter", "Jens\nPeter", Ending.NONE),
        ("Vi så fatimas cykel.", "Fatima", "fatimas", Ending.GENITIVE),
        ("Det er Lars' cykel.", "Lars", "Lars'", Ending.GENITIVE),
        ("Det er MAX’ cykel.", "Max", "MAX’", Ending.GENITIVE),
        ("Så kom Karen Mosegaards søn.", "Karen Mosegaard", "Karen Mosegaards", Ending.GENITIVE),
    ],
)
def test_a_form_of_a_name_is_taken_apart(
    known: Matcher, text: str, owner: str, words: str, ending: Ending
) -> None:
    assert only(known, text) == (owner, words, ending, True)


@pytest.mark.parametrize(
    "text",
    [
        "Personale og Tomater", "Tomas kom.", "Bolig og bopæl", "Så kom Petersen.",
        "Så kom Petersdatter.",
        "Ibsen skrev det.",
        "de bor der, bo eller ej", "Bjørnene sover.", "Person_1 og Tom_2", "Larsen kom.", "",
        "Vi tømte storm-skabet.",
    ],
)  # fmt: skip
def test_a_name_inside_another_word_is_no_name(known: Matcher, text: str) -> None:
    assert [one.span.of(text) for one in known.find(text)] == []


@pytest.mark.parametrize(
    ("text", "sure", "why"),
    [
        ("Så kom Bjørn forbi.", True, ""),
        ("Bjørn kom forbi.", False, "word too"),
        ("DER KOM EN BJØRN", False, "word too"),
        ("Fatima kom forbi.", True, ""),
        ("så kom ib forbi", False, "short"),
    ],
)
def test_what_may_be_a_word_is_asked(known: Matcher, text: str, sure: bool, why: str) -> None:
    (one,) = known.find(text)
    assert (one.sure, one.why) == (sure, why)


def test_in_a_text_without_capitals_a_name_that_is_a_word_is_asked(known: Matcher) -> None:
    assert known.find("så kom bjørn forbi") == []
    (one,) = known.find("så kom bjørn forbi", lower_case=True)
    assert not one.sure


def test_one_name_of_two_people_is_asked() -> None:
    twice = Matcher([Name("Holm", "a"), Name("Holm", "b", entity=EntityKind.PLACE)], word_list())
    (one,) = twice.find("Så kom Holm forbi.")
    assert (one.sure, one.why, one.owners) == (False, "several people", ("a", "b"))


def test_the_longest_name_wins_and_no_place_is_found_twice() -> None:
    found = Matcher(
        [Name("Christina", "a"), Name("Christina M", "b"), Name("M", "c")], word_list()
    ).find("Så kom Christina M og Christina.")
    assert [one.owners for one in found] == [("b",), ("a",)]


def test_signs_in_a_name_are_signs() -> None:
    found = Matcher([Name("B. (Bo)", "a")], word_list()).find("Så kom B. (Bo) og Bo.")
    assert [one.owners for one in found] == [("a",)]


def test_initials_are_found_in_capitals_only() -> None:
    initials = Matcher([Name("K.V.", "a", AliasKind.INITIALS)], word_list())
    assert [type(one) for one in initials.find("Spørg K.V. eller K V.")] == [Occurrence] * 2
    assert initials.find("fra k v") == []


@pytest.mark.parametrize(
    ("form", "folded"),
    [("Ågård", "aagaard"), ("Aagaard", "aagaard"), ("Zoë", "zoe"), ("Łuk", "luk"), ("ØRE", "oere")],
)
def test_forms_are_compared_without_accents(form: str, folded: str) -> None:
    assert fold(form) == folded


@pytest.mark.parametrize(
    ("name", "form"), [("Tom", "Toms"), ("Lars", "Lars'"), ("[by]", "[by]s"), ("MAX", "MAX'")]
)
def test_a_pseudonym_takes_the_danish_genitive(name: str, form: str) -> None:
    assert genitive(name) == form


@pytest.mark.parametrize(
    ("replacement", "written", "ending", "opens", "rest", "result"),
    [
        ("Karla", "TOM", Ending.NONE, False, "", "KARLA"),
        ("Karla", "TOMS", Ending.GENITIVE, False, "", "KARLAS"),
        ("Karla", "Toms", Ending.GENITIVE, False, "", "Karlas"),
        ("[by]", "Vollermose", Ending.COMPOUND, False, "p", "[by]-"),
        ("Granvang", "Vollermose", Ending.COMPOUND, False, "p", "Granvang"),
        ("en nabo", "Tom", Ending.NONE, True, "", "En nabo"),
    ],
)
def test_a_replacement_takes_the_form_of_what_it_replaces(
    replacement: str, written: str, ending: Ending, opens: bool, rest: str, result: str
) -> None:
    assert in_place(replacement, written, ending, opens=opens, rest=rest) == result
