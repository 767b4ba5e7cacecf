"""Structured identifiers: every form that is written is found, and what only looks alike is not."""

from __future__ import annotations

import random

import pytest

from qda.danish.identifiers import Finder, casing, structured
from qda.domain.identifiers import Candidate, Kind, Standing, settled
from qda.domain.text import Span


def found(text: str, kind: Kind) -> list[str]:
    return [one.span.of(text) for one in structured(text) if one.kind is kind]


FOUND = {
    Kind.CPR: (
        "211062-5629", "2110625629", "211062 5629", "290204-1234", "290200-4001", "010165-1234",
        "211062–5629", "211062‑5629", "211062.5629", "cpr 21 10 62 5629", "cpr.nr.211062-5629",
        "de sidste fire er 1234",
    ),
    Kind.COMPANY: (
        "CVR 13748136", "CVR-24256790", "cvr-nr. 24256790", "DK 13585628", "virksomhed 13 74 81 36",
        "P-nr. 1003123456",
    ),
    Kind.PHONE: (
        "+45 23 45 67 89", "0045 23456789", "23456789", "2345 6789", "23 45 67 89", "23.45.67.89",
        "tlf.23456789", "23\u00a045\u00a067\u00a089",
        "tlf. 33-12-34-56", "86 12 34 56.", "to tre fire fem seks syv otte ni",
    ),
    Kind.EMAIL: (
        "mette@example.dk", "søren@firma.dk", "a+b@x-y.co.uk", "mailto:mette@example.dk",
        "mette (at) example.dk", "mette[at]example[dot]dk",
        "mette snabel-a aau punktum dk", "mette snabela gmail.com",
    ),
    Kind.URL: ("www.example.dk/nyt", "https://example.org", "facebook.com/mette", "birkeby.dk"),
    Kind.HANDLE: ("@mette", "se @mette_h"),
    Kind.ADDRESS: (
        "Nørregade 12", "Nørregade 12, 2. th", "Nørregade 12A, st. tv, 8000 Aarhus C",
        "H.C. Andersens Boulevard 3", "Gl. Kongevej 10, 4. sal", "Vesterbro Torv 1, 3. mf.",
        "Rosenvænget 7, 9000 Aalborg", "Mølleparken 22B", "Frederiks Allé 112, 3. dør 4",
    ),
    Kind.POSTCODE: ("9000 Aalborg", "2800 Kongens Lyngby", "DK-9220 Aalborg Øst"),
    Kind.DATE: ("3. maj 2021", "d. 3/5-21", "03.05.2021", "3/5-2021"),
    Kind.BIRTH: ("født i 1962", "født den 3. maj 62"),
    Kind.AGE: (
        "54-årig", "54-årige", "hun er 54 år", "fylder 60 år", "blev 60 år", "42 år gammel",
        "femogtyve år gammel",
    ),
    Kind.PLATE: ("AB 12 345", "AB12345", "BK 12.345", "nummerpladen MUSLING"),
    Kind.BANK: ("reg. nr. 9070 konto 1234567890", "reg.nr. 1234 kontonummer 0012345678"),
    Kind.IBAN: ("DK5000400440116243", "DK50 0040 0440 1162 43"),
}  # fmt: skip

NOT_FOUND = {
    Kind.CPR: ("290203-1234", "290200-1001", "310299-1234", "510162-5629", "2110525629",
               "12110625629", "P-nummer 1003123456"),
    Kind.COMPANY: ("CVR 24256791", "moms 10000000", "13748136", "moms 1847-1922"),
    Kind.PHONE: ("12345678", "1.234.567", "10.000.000", "23 45 67", "2345678", "112",
                 "i 1998 1999", "20.000-30.000 kr", "23.45.67.890", "to tre fire"),
    Kind.EMAIL: ("@mette", "kl. 10@", "han at hun"),
    Kind.ADDRESS: ("på vejen 3 gange", "Jeg gik 12 kilometer", "i haven 2 timer"),
    Kind.POSTCODE: ("1998 blev", "2000 mennesker", "3000 kroner", "7530 Pforzheim",
                    "1011 Park Avenue", "2000 Turbo"),
    Kind.DATE: ("3. gang", "5. sal"),
    Kind.BIRTH: ("født på",),
    Kind.AGE: ("for 20 år siden", "i 20 år"),
    Kind.PLATE: ("OK 12345", "DK 12345678", "A 12 345", "ab 12 345", "IO 12 345"),
    Kind.BANK: ("regning 1234",),
    Kind.IBAN: ("DK5000400440116244",),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, ts in FOUND.items() for t in ts])
def test_a_written_identifier_is_found(kind: Kind, text: str) -> None:
    assert found(text, kind) != []
    assert found(f"Ja, altså {text}, sagde hun.", kind) != []


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, ts in NOT_FOUND.items() for t in ts])
def test_what_only_looks_like_one_is_left_alone(kind: Kind, text: str) -> None:
    assert found(text, kind) == []
    assert found(f"Det var {text} dengang.", kind) == []


def generated(kind: Kind, count: int = 60) -> list[str]:
    """Identifiers of a kind in the ways that people write them; the same every time."""
    chance = random.Random(f"qda {kind}")
    return [MAKERS[kind](chance) for _ in range(count)]


def _cpr(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(37, 99)
    sign = chance.choice(["-", "", " ", "–", "‑"])
    return f"{day:02}{month:02}{year:02}{sign}{chance.randint(0, 3)}{chance.randint(0, 999):03}"


def _phone(chance: random.Random) -> str:
    start = chance.choice(["20", "23", "30", "40", "51", "60", "86", "98"])
    number = start + "".join(str(chance.randint(0, 9)) for _ in range(6))
    pairs = [number[place : place + 2] for place in range(0, 8, 2)]
    forms = [number, " ".join(pairs), f"{number[:4]} {number[4:]}", f"+45 {' '.join(pairs)}"]
    return chance.choice([*forms, f"0045 {number}", "-".join(pairs)])


def _cvr(chance: random.Random) -> str:
    weights = (2, 7, 6, 5, 4, 3, 2)
    while True:
        digits = [chance.randint(1, 9), *(chance.randint(0, 9) for _ in range(6))]
        last = -sum(w * d for w, d in zip(weights, digits, strict=True)) % 11
        if last < 10:
            number = "".join(map(str, [*digits, last]))
            return f"{chance.choice(['CVR', 'CVR-nr.', 'cvr nummer'])} {number}"


def _email(chance: random.Random) -> str:
    name = chance.choice(["søren.vang", "aa", "m_k", "post+nyt", "åse", "b2"])
    return f"{name}{chance.randint(1, 99)}@{chance.choice(['example.dk', 'x-y.co.uk', 'skole.eu'])}"


def _address(chance: random.Random) -> str:
    street = chance.choice(["Mosevænget", "Ny Havnegade", "Tværvej", "Gl. Bystræde"])
    floor = chance.choice(["", ", st. tv", ", 2. th", ", 4. sal", ", 1. mf."])
    town = chance.choice(["", ", 9000 Aalborg", ", 5000 Odense C"])
    return f"{street} {chance.randint(1, 199)}{chance.choice(['', 'A', 'b'])}{floor}{town}"


def _iban(chance: random.Random) -> str:
    account = "".join(str(chance.randint(0, 9)) for _ in range(14))
    check = 98 - int(f"{account}132000") % 97
    whole = f"DK{check:02}{account}"
    grouped = " ".join(whole[place : place + 4] for place in range(0, 18, 4))
    return chance.choice([whole, grouped])


def _plate(chance: random.Random) -> str:
    letters = "".join(chance.choice("ABCDEFGHJKLMRSTUVXYZ") for _ in range(2))
    letters = letters if letters not in ("OK", "DK", "KL", "CA", "PS") else "AB"
    digits = f"{chance.randint(10000, 99999)}"
    return chance.choice([f"{letters}{digits}", f"{letters} {digits[:2]} {digits[2:]}"])


def _account(chance: random.Random) -> str:
    number = chance.randint(10**9, 10**10 - 1)
    return f"reg. nr. {chance.randint(1000, 9999)} konto {number}"


def _birth(chance: random.Random) -> str:
    month = chance.choice(["januar", "maj", "august", "december"])
    year = chance.randint(1925, 2010)
    return chance.choice([f"født i {year}", f"født den {chance.randint(1, 28)}. {month} {year}"])


MAKERS = {
    Kind.CPR: _cpr, Kind.PHONE: _phone, Kind.COMPANY: _cvr, Kind.EMAIL: _email,
    Kind.ADDRESS: _address, Kind.IBAN: _iban, Kind.PLATE: _plate, Kind.BANK: _account,
    Kind.BIRTH: _birth,
}  # fmt: skip


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("carrier", ["{}", "Det er {}, tror jeg.", "hun sagde: {}\nog så gik hun"])
def test_every_generated_identifier_is_found_whole(kind: Kind, carrier: str) -> None:
    """9 kinds × 60 identifiers × 3 carriers: 1,620 vectors, recall 1.00."""
    vectors = generated(kind)
    assert len(set(vectors)) > 25
    texts = [carrier.format(vector) for vector in vectors]
    missed = [v for v, t in zip(vectors, texts, strict=True) if not _covers(t, v, kind)]
    assert missed == []


def _covers(text: str, vector: str, kind: Kind) -> bool:
    digits = {place for place in range(text.index(vector), text.index(vector) + len(vector))
              if text[place].isdigit()}  # fmt: skip
    spans = [one.span for one in structured(text) if one.kind is kind]
    return any(digits <= set(range(span.start, span.stop)) for span in spans)


def test_a_check_digit_only_raises_the_score_of_a_cpr_number() -> None:
    (with_check,) = structured("211062-5629")
    (without,) = [one for one in structured("010165-1234") if one.kind is Kind.CPR]
    assert without.score < with_check.score
    assert without.blocks


def test_a_word_beside_it_may_stand_behind_the_number() -> None:
    (alone,) = [c for c in structured("Den er 0101651234.") if c.kind is Kind.CPR]
    (named,) = [c for c in structured("Den er 0101651234, det er mit cpr.") if c.kind is Kind.CPR]
    assert alone.score < named.score


def test_overlapping_candidates_become_one_with_both_reasons() -> None:
    text = "Nørregade 12, 8000 Aarhus C"
    (one,) = settled(structured(text))
    assert one.kind is Kind.ADDRESS
    assert one.span.of(text) == text
    assert set(one.why) >= {"form", "list of towns"}


def test_a_direct_identifier_is_never_made_shorter() -> None:
    direct = Candidate(Span(5, 20), Kind.PERSON, "R13", 0.6, ("capital",))
    quasi = Candidate(Span(0, 8), Kind.STREET, "R07", 0.7, ("form",), Standing.QUASI)
    (one,) = settled([direct, quasi])
    assert (one.span, one.standing) == (Span(0, 20), Standing.DIRECT)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(model=False)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Det her bliver mellem os to.", Kind.OFF_RECORD),
        ("Det må du ikke skrive nogen steder.", Kind.OFF_RECORD),
        ("Sluk lige optageren.", Kind.OFF_RECORD),
        ("Jeg fik en depression efter det.", Kind.SENSITIVE),
        ("Hun er tillidsrepræsentant.", Kind.SENSITIVE),
    ],
)
def test_cue_words_ask_a_reader_to_look(finder: Finder, text: str, kind: Kind) -> None:
    cues = [one for one in finder.find(text) if one.kind is kind]
    assert [one.standing for one in cues] == [Standing.CUE]


def test_a_role_beside_a_place_identifies_together_with_others(finder: Finder) -> None:
    roles = [one for one in finder.find("Jeg er driftsleder i Bropillen.") if one.kind is Kind.ROLE]
    assert [one.standing for one in roles] == [Standing.QUASI]
    assert [o for o in finder.find("Jeg er driftsleder nu.") if o.kind is Kind.ROLE] == []


def test_a_speaker_label_with_a_name_is_found_and_a_general_one_is_not(finder: Finder) -> None:
    text = "Tangra: Ja.\nI: Nå."
    found_at = finder.find(text, [Span(0, 6), Span(12, 13)])
    assert [(one.span, one.rule) for one in found_at] == [(Span(0, 6), "R11")]


PROSE = "Vi flyttede ind i blokken. Så kom naboen med kage. Det var en god dag for os alle. " * 4


@pytest.mark.parametrize(
    ("text", "lower_case", "danish"),
    [
        (PROSE, False, True),
        (PROSE.lower(), True, True),
        ("", False, True),
        ("The tenants moved to another house because they wanted more room there. " * 6,
         False, False),
    ],
)  # fmt: skip
def test_the_casing_of_a_document_is_told(text: str, lower_case: bool, danish: bool) -> None:
    how = casing(text)
    assert (how.lower_case, how.danish) == (lower_case, danish)


def test_an_empty_text_has_no_candidates(finder: Finder) -> None:
    assert finder.find("") == []


@pytest.mark.parametrize("sign", ["@", ".", "(", "Aa ", "12 ", "A.", "- ", "født ", "\n", "år "])
def test_a_text_of_one_sign_repeated_takes_no_longer_than_another(
    finder: Finder, sign: str
) -> None:
    """A pattern that backtracks without end would never come back here."""
    assert isinstance(finder.find(sign * 20_000), list)


def test_a_street_needs_no_capital_in_a_text_without_capitals(finder: Finder) -> None:
    text = PROSE.lower() + "vi bor på mosegade 12, 2. th, og det er godt."
    addresses = [o.span.of(text) for o in finder.find(text) if o.kind is Kind.ADDRESS]
    assert addresses == ["mosegade 12, 2. th"]
    assert [o for o in finder.find(PROSE + "på mosegade 12") if o.kind is Kind.ADDRESS] == []
