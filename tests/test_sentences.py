"""Sentences and meaning units: the rules one by one, and tiling for any text."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.danish import abbreviations
from qda.danish.sentences import is_unpunctuated, sentence_spans, unit_spans

NOTE = Path(__file__).resolve().parents[2] / "shared" / "notes" / "danish-text.md"


def cut(text: str) -> list[str]:
    return [text[start:stop].strip() for start, stop in sentence_spans(text)]


def marked(line: str) -> tuple[str, list[str]]:
    """The text of a line with `|` for boundaries, and its sentences."""
    parts = line.split("|")
    return "".join(parts), [part.strip() for part in parts]


CASES = {
    "a full stop before a capital ends": "Cyklen er væk.| Nogen har taget den.",
    "a full stop before a lower-case letter does not": "Hun bor på 2. sal. eller 3. sal.",
    "a full stop before a digit ends": "Vi solgte det hele.| 14 dage efter fortrød vi.",
    "a question and an exclamation end": "Var du der?| Ja!| Det kan du tro!",
    "a tag question before a lower-case letter does not": "Det er dyrt, ikke? men vi betaler.",
    "three dots before a capital end": "Jeg ved ikke...| Måske i morgen.",
    "three dots before a lower-case letter do not": "Det er ... hvad skal jeg sige ... sært.",
    "the ellipsis sign counts as three dots": "Jeg ved ikke …| Måske i morgen … eller aldrig.",
    "two dots count as three": "Det var så det..| Nu er det slut.",
    "three dots before a digit do not": "Der kom … 30 mennesker.",
    "three dots behind a conjunction are a pause": "Jeg ville, men … Nej.| Det gik ikke.",
    "quotes close behind the stop": "Hun råbte: ”Kom ind!”| Vi blev ude.",
    "a quote that goes on in lower case does not end": "“Hvornår?” spurgte han.| Ingen svarede.",
    "an opening quote belongs to the next sentence": "Han så op.| ”Nu sner det.”| Ja, det gør.",
    "straight quotes open or close by what they touch": 'Han så op.| "Nu sner det."| Vi gik ud.',
    "guillemets work in both directions": "»Er her nogen?«| Stilhed.| «Hallo?»| Stadig stilhed.",
    "a stray blank before the closing mark": "»Har du set den? «.| Det havde jeg ikke.",
    "even without a full stop behind it": "»Har du set den? «| Det havde jeg ikke.",
    "nothing ends inside round brackets": "Chefen (han er ny. Det er svært.) var syg.",
    "a bracketed sentence ends behind its bracket": "Vi gik.| (Det var sent.)| Så gik de.",
    "nothing ends inside square brackets": "Så [støj. Døren smækker] kom hun.",
    "an open bracket does not swallow the rest": "Hun (den nye sagde ja.| Så gik vi.",
    "a short bracket opens the next sentence": "Det var koldt.| (griner) Meget koldt.",
    "a time stamp opens the next sentence": "Det var koldt.| [00:12:31] Meget koldt.",
    "a bracket before lower case does not": "Det var koldt. (griner) og vådt.",
    "an omission opens a sentence in lower case": "Han gik.| [...] det var sent.",
    "an omission with the ellipsis sign too": "Han gik.| […] det var sent.",
    "an omission inside a sentence does not end it": "Han gik [...] Bager Holm blev.",
    "a reference stays with its sentence": "Taget er utæt. (Bilag 4:11)| Det ved alle.",
    "a see-reference stays too": "Taget er utæt. (se tegningen)| Det ved alle.",
    "a numbered bracket stays behind a quote": "”Taget er utæt.” (Holm 2019:4).| Det ved alle.",
    "such a bracket needs no full stop": "”Taget er utæt.” (Holm 2019:4)| Det ved alle.",
    "a numbered bracket opens without a quote": "Taget er utæt.| (2 sekunder) Det ved alle.",
    "dashes are looked through": "Det er nok.| – Ja, det er det.",
    "a dash before lower case does not end": "Det er nok. – ja, det er det.",
    "a paragraph sign counts as a digit": "Loven er klar.| § 4 siger nej.",
    "a line end always ends": "vi ses\n|i morgen",
    "abbreviations never end": "Hun bor kl. Vi mødes ca. Tolv, f.eks. Mandag, hos hr. Bruun.",
    "abbreviations never end with a capital either": "Jf. Holm.| Ca. Tolv, bl.a. Mads.",
    "capitals of organisations are no abbreviations": "Det siger KL.| Så er det slut på DR.| Nå.",
    "months are abbreviations in lower case": "Den 3. jan. Kl. otte.| Det sagde Jan.| Godt.",
    "millions are no girls": "Det koster 3 mia. Kroner.| Det sagde Mia.| Godt.",
    "some abbreviations end before a capital": "De fik kaffe, te osv.| Vi fik vand mv.| Nå.",
    "units end before a capital": "Den er 80 kvm.| Den koster 900 kr.| Så meget.",
    "units do not end before a digit": "Der kom 40 pct. 3 gange om året.",
    "ordinary words end": "Det er kun min.| Han er min eks.| De løb om kap.| Hun så tv.",
    "page, birth and day stand before a digit": "Se s. 12.| Hun er f. 1950.| Vi ses d. 4. maj.",
    "at most and at least stand before a digit": "Der må bo maks. 4 her, min. 2 dog.",
    "a reference with al": "Det skriver Holm et al. 2019, Bruun et. al. 2020.| Godt.",
    "a firm, an or before a number": "Det er Fa. Bruun.| Den 3. el. 4. gang.| Vi fik el.| Nå.",
    "an example in two words": "Tag f. eks. Randers.| Den er stor.",
    "a date does not end": "Den 24. december kl. 16.30 kom 1.200.| Så mange.",
    "a day ends before a capital": "Vi ses den 24.| Så er der fest.",
    "a year ends before a number": "Huset er fra 1962.| 4 år efter brændte det.",
    "a number that opens a line is no end": "3. Vi skal have lys.\n|4. Vi skal have bænke.",
    "a list inside a sentence stays one": "To ting: 1. Vi venter. 2. Vi ser.\n|Så går vi.",
    "initials do not end": "Det har H.C. Lund og P. Holm bygget.| Flot.",
    "a lettered staircase is no initial": "Jeg bor i opgang B.| Den er grøn.",
    "a postal district is no initial": "Vi flyttede til Aarhus V.| Der er roligt.",
    "the pronoun I is no initial": "Det bestemmer I.| Vi retter os.",
    "a missing blank is repaired": "Det var hårdt.|Så kom de!|Endelig.| Ja.",
    "addresses stay whole": "Skriv til lise.holm@example.dk eller www.example.Dk og Svar.Docx nu.",
    "names of files stay whole": "Det står i b2.Bog, og a.Bog, og stor.Docx er tom.",
    "numbers stay whole": "Det kostede 1.250.000 kr. i 3.5 år.",
}


@pytest.mark.parametrize("line", CASES.values(), ids=CASES.keys())
def test_a_sentence_ends_where_the_rule_says(line: str) -> None:
    text, expected = marked(line)
    assert cut(text) == expected


@cache
def lines_of_the_note() -> tuple[list[str], list[str]]:
    """The test sentences of the note on Danish text, and its known misses."""
    if not NOTE.is_file():
        return [], []
    part = NOTE.read_text(encoding="utf-8").split("### Test sentences", 1)[1]
    _, fenced, after = part.split("```", 2)
    misses = after.split("**Known misses**", 1)[1].splitlines()[0]
    return fenced.strip().splitlines(), re.findall(r"`([^`]{8,})`", misses)


def cases_or_skip(lines: list[str]) -> list[object]:
    reason = pytest.mark.skip(reason="the note on Danish text is not here")
    return list(lines) or [pytest.param("", marks=reason)]


@pytest.mark.parametrize("line", cases_or_skip(lines_of_the_note()[0][:-1]))
def test_the_sentences_of_the_note_are_cut_as_it_says(line: str) -> None:
    text, expected = marked(line)
    assert cut(text) == expected


@pytest.mark.parametrize("line", cases_or_skip(lines_of_the_note()[1]))
def test_the_known_misses_of_the_note_are_mended(line: str) -> None:
    text, expected = marked(line)
    assert cut(text) == expected


def test_the_note_holds_sentences_and_known_misses() -> None:
    if not NOTE.is_file():
        pytest.skip("the note on Danish text is not here")
    fenced, misses = lines_of_the_note()
    assert len(fenced) == 32
    assert len(misses) == 6


def test_white_space_belongs_to_the_sentence_before() -> None:
    assert sentence_spans("  Ja. \n\n Nej.  ") == [(0, 9), (9, 15)]


def test_an_empty_text_has_no_sentences() -> None:
    assert sentence_spans("") == []
    assert unit_spans("") == []


def test_a_text_of_blanks_is_one_sentence() -> None:
    assert sentence_spans(" \n ") == [(0, 3)]


LISTS = {
    "never": abbreviations.NEVER_END,
    "lower case": abbreviations.NEVER_END_IN_LOWER_CASE,
    "may": abbreviations.MAY_END,
    "digit": abbreviations.BEFORE_DIGIT,
}


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS.keys())
def test_abbreviations_are_short_and_in_lower_case_without_the_last_stop(
    words: frozenset[str],
) -> None:
    assert len(words) > 5
    assert max(len(word) for word in words) <= 8
    assert {word for word in words if word != word.lower().rstrip(".")} == set()


@pytest.mark.parametrize("word", ["ind", "tv", "kap", "eks", "min", "rest", "man", "it", "vind"])
def test_ordinary_words_are_in_no_list_that_forbids_an_end(word: str) -> None:
    assert word not in abbreviations.NEVER_END | abbreviations.NEVER_END_IN_LOWER_CASE


ALPHABET = st.sampled_from("aå AÅI.…!?\n\t ()[]”\"»«'–1234:,ʼ\u00a0\u0301İßDžｱ中😀").flatmap(
    lambda sign: st.sampled_from([sign, sign, "kl.", "osv. ", "Men ", "1974. ", "d. ", "[...] "])
)
TEXTS = st.one_of(st.text(), st.lists(ALPHABET, max_size=60).map("".join))


def assert_tiles(text: str, spans: list[tuple[int, int]]) -> None:
    assert [start for start, _ in spans[:1]] == [0] * bool(text)
    assert [stop for _, stop in spans[-1:]] == [len(text)] * bool(text)
    assert all(before[1] == after[0] for before, after in pairwise(spans))
    assert all(start < stop for start, stop in spans)


@given(TEXTS)
def test_sentences_tile_any_text(text: str) -> None:
    spans = sentence_spans(text)
    assert_tiles(text, spans)
    assert spans == sentence_spans(text)


@given(TEXTS)
def test_no_sentence_but_the_first_begins_with_white_space(text: str) -> None:
    assert not any(text[start].isspace() for start, _ in sentence_spans(text)[1:])


@given(st.lists(TEXTS, min_size=1, max_size=12), st.integers(1, 40))
def test_units_tile_any_turn(texts: list[str], times: int) -> None:
    turn = " og ".join(texts * times)
    assert_tiles(turn, unit_spans(turn))
    assert unit_spans(turn) == unit_spans(turn)


def words(number: int, start: str = "Bussen") -> str:
    """A sentence of so many words."""
    return " ".join([start, *["kører"] * (number - 1)]) + "."


def units(text: str) -> list[str]:
    return [text[start:stop] for start, stop in unit_spans(text)]


def test_a_turn_of_ninety_words_stays_whole() -> None:
    turn = " ".join([words(15)] * 6)
    assert unit_spans(turn) == [(0, len(turn))]
    assert len(unit_spans(turn + " Ja.")) == 2


def test_a_longer_turn_is_cut_into_units_of_two_to_five_sentences() -> None:
    turn = " ".join([words(11)] * 9)
    assert [len(sentence_spans(unit)) for unit in units(turn)] == [3, 3, 3]


def test_a_turn_of_very_short_sentences_still_has_at_most_five_in_a_unit() -> None:
    turn = " ".join([words(6)] * 18)
    assert sorted(len(sentence_spans(unit)) for unit in units(turn)) == [4, 4, 5, 5]


def test_a_sentence_of_usual_length_does_not_stand_alone() -> None:
    turn = " ".join([words(45), words(20), words(20), words(20)])
    assert [len(unit.split()) for unit in units(turn)] == [65, 40]


def test_a_very_long_sentence_may_stand_alone() -> None:
    turn = " ".join([words(20), words(20), words(80), words(20), words(20)])
    assert [len(unit.split()) for unit in units(turn)] == [40, 80, 40]


@pytest.mark.parametrize("start", ["Men", "Altså", "Så", "Og så", "Jeg tror", "»Men"])
def test_a_cut_before_a_new_thought_is_preferred(start: str) -> None:
    turn = " ".join([words(12)] * 5 + [words(12, start)] + [words(12)] * 2)
    assert [unit.startswith(start) for unit in units(turn)] == [False, False, True]
    plain = turn.replace(start, "Bilen")
    assert [unit.startswith("Bilen") for unit in units(plain)] == [False, False]


def test_a_cut_at_a_line_end_is_preferred() -> None:
    turn = " ".join([words(12)] * 5) + "\n" + " ".join([words(12)] * 3)
    assert [unit.endswith("\n") for unit in units(turn)] == [False, True, False]
    plain = turn.replace("\n", " ")
    assert [len(sentence_spans(unit)) for unit in units(plain)] == [4, 4]


def test_a_turn_without_full_stops_is_cut_before_conjunctions() -> None:
    clause = "og jeg tænkte at det måtte da kunne lade sig gøre en dag"
    turn = "Vi flyttede ind " + " ".join([clause] * 6)
    assert is_unpunctuated(turn)
    assert [len(unit.split()) for unit in units(turn)] == [29, 26, 26]
    assert {unit.split()[0] for unit in units(turn)[1:]} == {"og"}


def test_a_turn_in_lower_case_is_cut_at_its_full_stops() -> None:
    turn = " ".join([words(22).lower()] * 4)
    assert is_unpunctuated(turn)
    assert [len(unit.split()) for unit in units(turn)] == [22, 22, 22, 22]


def test_a_full_stop_is_a_better_place_to_cut_than_a_conjunction() -> None:
    turn = " ".join(["ja"] * 19 + ["nej."] + ["ja"] * 5 + ["og"] + ["ja"] * 40)
    assert [len(unit.split()) for unit in units(turn)] == [20, 46]


def test_an_abbreviation_is_no_place_to_cut_a_turn_in_lower_case() -> None:
    turn = " ".join(["ja"] * 24 + ["ca."] + ["ja"] * 15 + ["og"] + ["ja"] * 30)
    assert [len(unit.split()) for unit in units(turn)] == [40, 31]


def test_a_turn_without_any_place_to_cut_stays_whole() -> None:
    turn = " ".join(["ja"] * 200)
    assert unit_spans(turn) == [(0, len(turn))]


def test_a_turn_of_sixty_words_is_never_cut_by_guesswork() -> None:
    turn = " ".join(["ja", "og"] * 30)
    assert not is_unpunctuated(turn)
    assert is_unpunctuated(turn + " nej")
    assert unit_spans(turn) == [(0, len(turn))]
