"""Words that a printed quotation may leave out without a sign, and words that it never may.

One list for both who make printed forms and who check them.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HESITATIONS = frozenset(
    {"øh", "øhh", "øhm", "øhmm", "øøh", "æh", "æhm", "æm", "eh", "ehm", "ehh", "hm", "hmm", "hmmm",
     "mm", "mmm", "mh", "mhm", "mmh", "altså"}
)  # fmt: skip
"""The hesitations of Danish speech as transcripts spell them, and the word that method books name
beside them. A word that carries meaning in any sentence, such as `ikke`, is not one of them."""
INTERJECTIONS = frozenset({"ja", "nå"})
"""Left out only where a sign sets them apart: `de har … ja, de har`."""
LIKENING = "ligesom"
"""A filler, except before what something is like: `ligesom alle andre`."""
_LIKENED = _words(
    """
    jeg du han hun den det vi i de man mig dig ham hende os jer dem sig en et min mit mine din dit
    dine sin sit sine vores jeres deres hans hendes denne dette disse alle alt andre anden andet
    nogle nogen mange her der når da hvis at på for hos med ved til fra af om under over efter
    mellem uden som
    """
)
LISTENING_WORDS = HESITATIONS | _words(
    """
    ja jaja jah jo jojo nej næ nå ok okay klart lige præcis præcist netop godt fint sådan javel
    nemlig rigtigt sandt spændende super det er forstår jeg selvfølgelig tak
    """
)
"""Words of which a turn that is no more than listening consists: `Ja, okay`, `Det er klart`."""
MOST_LISTENING = 4
"""Words of such a turn."""
NEGATIONS = frozenset({"ikke", "aldrig", "ingen", "intet", "ingenting", "hverken", "næppe", "ej"})
"""Words whose loss turns a sentence around."""
MOST_EXCHANGED = 6
"""Words that one pair of brackets may stand for; more is a cut without a sign."""
FEW_CUT = 2
"""Words of a cut that is no more than a negation taken out."""


def is_filler(word: str, before: str, after: str, following: str) -> bool:
    """Whether a word may be missing in a printed quotation.

    Args:
        word: The word in small letters.
        before: The signs before it; empty at the beginning of a turn too.
        after: The signs behind it.
        following: The next word in small letters; empty where none follows.
    """
    if word in HESITATIONS:
        return True
    if word in INTERJECTIONS:
        return bool(after) and bool(following)
    if word == LIKENING:
        return (
            not before and not after and following not in _LIKENED and not following[:1].isdigit()
        )
    return False


def is_listening(words: list[str], said: str) -> bool:
    """Whether a turn of somebody else only shows that they listen; a question does more.

    Args:
        words: Its words in small letters.
        said: The turn.
    """
    few = len(words) <= MOST_LISTENING
    return few and "?" not in said and all(word in LISTENING_WORDS for word in words)


def turns_around(gone: list[str], instead: str = "") -> bool:
    """Whether words that are missing take a negation with them: `vil [...] have` for `vil ikke`.

    Args:
        gone: The words that a cut or a pair of brackets stands for, in small letters.
        instead: The words in the brackets.
    """
    asked = "også" in gone or "sandt" in gone  # `ikke også` asks for assent
    kept = NEGATIONS & set(instead.casefold().split())
    return not asked and not kept and bool(NEGATIONS & set(gone))
