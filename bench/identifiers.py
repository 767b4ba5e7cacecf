"""A million words of Danish prose through all recognisers, and through a register of 200 names."""

from __future__ import annotations

import random
from time import process_time

from bench.measuring import report

WORDS = 1_000_000


def main() -> None:
    """Measure finding, matching a register, and loading; CPU seconds of one core."""
    from qda.danish.identifiers import Finder
    from qda.danish.name_forms import Matcher
    from qda.danish.name_occurrences import Name
    from qda.danish.words import word_list

    texts = _texts()
    begin = process_time()
    finder = Finder(model=False)
    finder.find("Så kom Ulla.")
    report("loading the word list", process_time() - begin, "s", 2)
    begin = process_time()
    found = sum(len(finder.find(text)) for text in texts)
    report(f"all rules, {WORDS:,} words, {found:,} candidates", process_time() - begin, "s", 10)
    names = [Name(f"{first}{last}", str(n)) for n, (first, last) in enumerate(_names())]
    begin = process_time()
    matcher = Matcher(names, word_list())
    places = sum(len(matcher.find(text)) for text in texts)
    report(f"register of {len(names)} names, {places:,} places", process_time() - begin, "s", 10)


def _names() -> list[tuple[str, str]]:
    starts = "Vil Hol Mar Søn Tor Grå Bir Ege Kro Lin Nør Ske Tan Ves Øst Åby Bak Dal Fug Hed"
    ends = "rup dal lev sted vad holt gård bæk toft by"
    return [(start, end) for start in _words(starts) for end in _words(ends)]


def _words(text: str) -> list[str]:
    return text.split()


def _texts() -> list[str]:
    """Transcripts of 10,000 words: sentences of common words, names, numbers and places."""
    chance = random.Random(7)
    common = _words(
        "vi jeg det er var så og men ikke altså der har boet her i mange år naboerne i blokken"
        " kender hinanden fra skolen hvor børnene går sammen med de andre fra gården huslejen er"
        " steget og foreningen holder møde om renoveringen formanden siger at det bliver bedre"
    )
    names = ["".join(pair) for pair in _names()]
    numbers = ["23 45 67 89", "i 1998", "3. maj 2021", "54-årig", "Nørregade 12", "12.500 kr"]
    texts = []
    for _ in range(WORDS // 10_000):
        sentences = []
        for _ in range(10_000 // 12):
            words = [chance.choice(common) for _ in range(10)]
            words.insert(chance.randrange(10), chance.choice(names))
            words.append(chance.choice(numbers) if chance.random() < 0.1 else "igen")
            sentences.append(" ".join(words).capitalize() if chance.random() < 0.2 else
                             words[0].capitalize() + " " + " ".join(words[1:]))  # fmt: skip
        texts.append(". ".join(sentences) + ".")
    return texts
