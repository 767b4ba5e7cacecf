"""Spans carried over to a corrected text: against an oracle in which every character has its own
identity, with planted faults that the same oracle must catch, and the cases people meet."""

from __future__ import annotations

import random
import time
import unicodedata
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

import pytest

from qda.domain.carrying import Carried, Fate, carry, unchanged_share
from qda.domain.differing import matches
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Carry = Callable[[str, str, Sequence[Span]], list[Carried]]

OLD = "Det er, når lægen og buschaufføren mødes i kælderen. Æbletræerne er fælles."


def one(old: str, new: str, quote: str) -> Carried:
    """What becomes of the only place of a quote."""
    start = old.index(quote)
    (found,) = carry(old, new, [Span(start, start + len(quote))])
    return found


@pytest.mark.parametrize(
    ("quote", "new", "fate", "reads"),
    [
        ("mødes i kælderen", "Ja. " + OLD, Fate.EXACT, "mødes i kælderen"),
        ("Det er", "Nå! " + OLD, Fate.EXACT, "Det er"),
        ("er fælles.", OLD + " Slut.", Fate.EXACT, "er fælles."),
        ("er fælles.", OLD.replace("Det er, ", ""), Fate.EXACT, "er fælles."),
        ("mødes", OLD.replace("mødes", "mødes tit"), Fate.EXACT, "mødes"),
        ("mødes i", OLD.replace("mødes", "mødes tit"), Fate.CHANGED, "mødes tit i"),
        ("mødes i", OLD.replace("mødes", "møder hinanden"), Fate.CHANGED, "møder hinanden i"),
        ("lægen og", OLD.replace("lægen", "lægerne"), Fate.CHANGED, "lægerne og"),
        ("og lægen", "og lægerne, ja", Fate.CHANGED, "og lægerne"),
        ("kælder", OLD.replace("kælderen", "kælderrummet"), Fate.EXACT, "kælder"),
        ("Æbletræerne er fælles.", OLD[:52], Fate.GONE, None),
        ("buschaufføren", OLD.replace("buschaufføren", "hun"), Fate.GONE, None),
        ("mødes", "", Fate.GONE, None),
    ],
)
def test_a_span_stays_with_its_words(quote: str, new: str, fate: Fate, reads: str | None) -> None:
    old = OLD if quote in OLD else "Det er buschaufføren og lægen, ja"
    found = one(old, new, quote)
    assert found.fate is fate
    assert (found.new and found.new.of(new)) == reads


def test_letters_put_to_a_coded_word_are_a_change_of_the_word() -> None:
    assert one("Vi tog en bil derhen", "Vi tog en bil derhen", "en bil").fate is Fate.EXACT
    found = one("Vi tog en bil derhen", "Vi tog en biler derhen", "en bil")
    assert (found.fate, found.new) == (Fate.CHANGED, Span(7, 15))


def test_a_change_of_signs_alone_is_said_to_be_one() -> None:
    old, new = 'Hun sagde "ja, ja" - og gik.', "Hun sagde »ja, ja« – og  gik."
    found = one(old, new, 'sagde "ja, ja" - og gik.')
    assert (found.fate, found.typography) == (Fate.CHANGED, True)
    assert found.new is not None
    assert found.new.of(new) == new[4:]
    assert not one(old, new.replace("gik", "går"), 'sagde "ja, ja" - og gik.').typography


def test_a_word_that_left_no_trace_is_counted_as_lost() -> None:
    new = OLD.replace("og buschaufføren ", "").replace("lægen", "lægerne")
    found = one(OLD, new, "lægen og buschaufføren mødes")
    assert (found.fate, found.words_lost) == (Fate.CHANGED, True)
    corrected = OLD.replace("lægen", "lægerne")
    assert not one(OLD, corrected, "lægen og buschaufføren mødes").words_lost


def test_the_window_of_a_span_reaches_to_the_nearest_untouched_signs() -> None:
    new = OLD.replace("lægen og buschaufføren", "de to")
    found = one(OLD, new, "og")
    assert found.fate is Fate.GONE
    assert new[slice(*found.window)] == "de to"


def test_a_moved_paragraph_is_gone_and_never_somebody_elses() -> None:
    first = "Skolen ligger ved søen og har haft samme leder i tolv år."
    second = "Vi cyklede altid hjem langs banen, også når det regnede, og ingen sagde noget."
    found = one(f"{first}\n{second}", f"{second}\n{first}", first)
    assert found.fate is Fate.GONE
    assert one(f"{first}\n{second}", f"{second}\n{first}", second).fate is Fate.EXACT


def test_words_that_meet_by_chance_in_a_new_paragraph_do_not_count() -> None:
    old = "Start. Han kom der og spiste og så sang alle de små børn en sang igen. Slut."
    new = "Start. Byen fik vand, lys, gas, og kloak med tre nye rør under en bred vej. Slut."
    assert one(old, new, "og så sang").fate is Fate.GONE


def test_a_trace_in_a_passage_written_anew_is_gone_and_what_is_left_of_a_long_one_is_not() -> None:
    old = "Nu. Vi havde en købmand, to bagere og en slagter på det gamle torv dengang. Ja."
    anew = "Nu. Skolebussen kommer aldrig, og slagter er der ingen af mere i hele sognet. Ja."
    assert one(old, anew, old[4:-4]).fate is Fate.GONE
    left = one(old, "Nu. Vi havde to bagere. Ja.", old[4:-4])
    assert left.fate is Fate.CHANGED


@pytest.mark.parametrize("end", ["", "\n", "\r\n", " 👩‍🌾", "e\u0301"])
def test_a_span_at_the_end_of_the_file(end: str) -> None:
    old = f"Først dette. Så 😀 a\u030a{end}"
    found = one(old, f"Nå. {old} Mere.", f"Så 😀 a\u030a{end}")
    assert found.new == Span(found.old.start + 4, found.old.stop + 4)


# --- the oracle ----------------------------------------------------------------------------

SEPARATORS = (" ", " ", " ", " ", ", ", ". ", "\n", "\r\n", " – ", "\u00a0")
FRESH = "αβγδεζηθικλμνξοπρστυφχψω"
COMMON = ("ja", "det", "er", "jo", "ikke", "så", "en", "og", "vi", "der", "blå", "tit", "nej",
          "😀", "a\u030ar", "hus", "e\u0301n")  # fmt: skip

Letters = list[tuple[int, str]]
"""A text whose characters carry identities."""


@dataclass
class Script:
    """A coded text before and after a random edit script."""

    old: Letters
    new: Letters
    spans: list[Span]

    @property
    def texts(self) -> tuple[str, str]:
        return "".join(s for _, s in self.old), "".join(s for _, s in self.new)


def script(chance: random.Random, *, words: Sequence[str] = ()) -> Script:
    """A random text, edit script and codings of whole words.

    Args:
        chance: Where randomness comes from.
        words: What the text is made of; every word is another when empty.
    """
    identity = count()
    pieces: list[Letters] = []

    def letters(text: str) -> Letters:
        return [(next(identity), sign) for sign in text]

    for number in range(chance.randint(3, 45)):
        word = chance.choice(words) if words else _unlike(chance, number)
        pieces += [letters(word), letters(chance.choice(SEPARATORS))]
    if chance.random() < 0.5:
        pieces.pop()  # the last word ends the file
    spans = _codings(chance, pieces)
    old = [sign for piece in pieces for sign in piece]
    for _ in range(chance.randint(0, 7)):
        _edit(chance, pieces, letters, words)
    return Script(old, [sign for piece in pieces for sign in piece], spans)


def _unlike(chance: random.Random, number: int) -> str:
    """A word that no other resembles: a letter of another alphabet for each place."""
    sign = chr(0x4E00 + number)
    return chance.choice(
        ["", "æ", "å", "a\u030a", "é", chr(0x1F600 + number)]
    ) + sign * chance.randint(2, 5)


def _codings(chance: random.Random, pieces: list[Letters]) -> list[Span]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    found = []
    for _ in range(6):
        first = 2 * chance.randrange((len(pieces) + 1) // 2)
        last = min(first + 2 * chance.choice((0, 0, 1, 2, 4, 9)), 2 * ((len(pieces) - 1) // 2))
        found.append(Span(starts[first], starts[max(first, last) + 1]))
    return found


def _edit(
    chance: random.Random,
    pieces: list[Letters],
    letters: Callable[[str], Letters],
    words: Sequence[str],
) -> None:
    """One edit: words inserted, deleted or replaced, a sign inside a word, other blanks."""
    place = 2 * chance.randrange(max(1, len(pieces) // 2))
    kind = chance.randrange(6)

    def fresh() -> str:
        if words:
            return chance.choice(words)
        return "".join(chance.choices(FRESH, k=chance.randint(1, 8)))

    if kind <= 1:
        number = chance.choice((1, 1, 2, 4, 12))
        pieces[place:place] = [letters(p) for _ in range(number) for p in (fresh(), " ")]
    elif kind == 2:
        del pieces[place : place + 2 * chance.choice((1, 1, 2, 3))]
    elif kind == 3 and place < len(pieces):
        pieces[place] = letters(fresh())
    elif kind == 4 and place < len(pieces) and pieces[place]:
        at = chance.randrange(len(pieces[place]) + 1)
        pieces[place] = [*pieces[place][:at], *letters("ß"), *pieces[place][at:]]
    elif place + 1 < len(pieces):
        pieces[place + 1] = letters(chance.choice(("  ", " -- ", "\r\n\r\n", "…")))


def survives(made: Script, span: Span) -> Span | None:
    """Where a span's own characters stand, all of them, side by side, and no word grown."""
    where = {identity: place for place, (identity, _sign) in enumerate(made.new)}
    places = [where.get(identity, -1) for identity, _sign in made.old[span.start : span.stop]]
    if places[0] < 0 or places != list(range(places[0], places[0] + len(places))):
        return None
    found = Span(places[0], places[-1] + 1)
    old, new = made.texts
    edges = ((old, span.start, new, found.start), (old, span.stop, new, found.stop))
    grown = any(_inside(n, q) and not _inside(o, p) for o, p, n, q in edges)
    return None if grown else found


def _inside(text: str, place: int) -> bool:
    around = text[max(0, place - 1) : place + 1]
    return 0 < place < len(text) and (
        around.isalnum() or unicodedata.category(around[-1]).startswith("M")
    )


def misplaced(made: Script, carrying: Carry) -> Iterator[str]:
    """What is wrong with what became of each span of a script whose words are all different."""
    old, new = made.texts
    kept = {identity for identity, _sign in made.new}
    for span, got in zip(made.spans, carrying(old, new, made.spans), strict=True):
        expected = survives(made, span)
        if expected is not None and (got.fate, got.new) != (Fate.EXACT, expected):
            yield f"survives, but is {got.fate}"
        if expected is None and got.fate is Fate.EXACT:
            yield "changed, and not listed"
        if got.fate is Fate.EXACT and (got.new is None or got.new.of(new) != span.of(old)):
            yield "reads other words"
        own = made.old[span.start : span.stop]
        if got.fate is Fate.CHANGED and not any(identity in kept for identity, _ in own):
            yield "none survives, but it is somewhere"


def unread(made: Script, carrying: Carry) -> Iterator[str]:
    """What is wrong where words repeat, so that which of them was deleted cannot be known."""
    old, new = made.texts
    for span, got in zip(made.spans, carrying(old, new, made.spans), strict=True):
        if got.fate is Fate.EXACT and (got.new is None or got.new.of(new) != span.of(old)):
            yield "reads other words"
        if got.fate is Fate.CHANGED and got.new is None:
            yield "changed, without a proposal"


def faults(
    seed: int,
    rounds: int,
    check: Callable[[Script, Carry], Iterator[str]],
    carrying: Carry = carry,
    words: Sequence[str] = (),
) -> list[str]:
    """All that is wrong in so many random scripts."""
    chance = random.Random(seed)
    return [
        f"{fault} (round {number})"
        for number in range(rounds)
        for fault in check(script(chance, words=words), carrying)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_every_coding_whose_words_survive_reads_the_same_words(seed: int) -> None:
    assert faults(seed, 1_000, misplaced) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_where_words_repeat_nothing_reads_other_words(seed: int) -> None:
    assert faults(seed, 1_000, unread, words=COMMON) == []


def test_where_words_repeat_hardly_any_survivor_needs_a_second_look() -> None:
    chance = random.Random(7)
    made = [script(chance, words=COMMON) for _ in range(300)]
    fates = [
        got.fate
        for each in made
        for span, got in zip(each.spans, carry(*each.texts, each.spans), strict=True)
        if survives(each, span) is not None
    ]
    assert len(fates) > 800
    assert fates.count(Fate.EXACT) / len(fates) > 0.95


# Planted faults: each must be found by the oracle that finds none in the real thing.


def without_shift(old: str, new: str, spans: Sequence[Span]) -> list[Carried]:
    found = carry(old, new, spans)
    return [replace(got, new=got.new and got.old) for got in found]


def off_by_one_at_a_border(old: str, new: str, spans: Sequence[Span]) -> list[Carried]:
    def moved(got: Carried) -> Carried:
        if got.new is None or got.new.start == 0 or got.new.start <= got.old.start:
            return got
        return replace(got, new=Span(got.new.start - 1, got.new.stop))

    return [moved(got) for got in carry(old, new, spans)]


def in_utf_16_units(old: str, new: str, spans: Sequence[Span]) -> list[Carried]:
    def units(place: int) -> int:
        return len(new[:place].encode("utf-16-le")) // 2

    return [
        replace(got, new=got.new and Span(units(got.new.start), units(got.new.stop)))
        for got in carry(old, new, spans)
    ]


def normalising_on_edit(old: str, new: str, spans: Sequence[Span]) -> list[Carried]:
    return carry(old, unicodedata.normalize("NFC", new), spans)


def inside_an_insertion_is_exact(old: str, new: str, spans: Sequence[Span]) -> list[Carried]:
    found = carry(old, new, spans)
    return [replace(got, fate=Fate.EXACT if got.new else got.fate) for got in found]


@pytest.mark.parametrize(
    "planted",
    [
        without_shift,
        off_by_one_at_a_border,
        in_utf_16_units,
        normalising_on_edit,
        inside_an_insertion_is_exact,
    ],
)
def test_the_oracle_finds_a_planted_fault(planted: Carry) -> None:
    assert faults(3, 150, misplaced) == []
    assert len(faults(3, 150, misplaced, planted)) > 10


# Time: near-linear, also on text that repeats itself.


def corrected(chance: random.Random, words: list[str], edits: int) -> list[str]:
    """Words with so many of them replaced, deleted or doubled."""
    new = list(words)
    for _ in range(edits):
        place = chance.randrange(len(new))
        new[place : place + 1] = chance.choice([[], ["nyt"], [new[place], "nyt"]])
    return new


@pytest.mark.parametrize("different", [1, 2, 20, 5_000])
def test_a_long_transcript_takes_no_long_time(different: int) -> None:
    chance = random.Random(4)
    words = [f"ord{chance.randrange(different)}" for _ in range(30_000)]
    new = corrected(chance, words, 2_000)
    begin = time.perf_counter()
    share = unchanged_share(" ".join(words), " ".join(new))
    # Half a second to a second on a slow machine; the quadratic way takes minutes.
    assert time.perf_counter() - begin < 15
    assert share > 0.9


def test_two_texts_with_nothing_in_common_but_their_words_take_no_long_time() -> None:
    chance = random.Random(5)
    old, new = (" ".join(chance.choices(COMMON[:5], k=20_000)) for _ in range(2))
    begin = time.perf_counter()
    found = matches(old, new)
    assert time.perf_counter() - begin < 30
    assert all(old[m.a : m.a + m.size] == new[m.b : m.b + m.size] for m in found)
