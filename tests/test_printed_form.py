"""How a printed quote may differ from what was said, and how it may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.droppable import HESITATIONS
from qda.domain.off_record import cues
from qda.domain.printed_form import Edit, differences, is_allowed

SAID = "Altså, øh, vi vi vil jo gerne have en ren strand, og det er målet."


@pytest.mark.parametrize(
    ("printed", "edits"),
    [
        (SAID, []),
        ("Vi vil jo gerne have en ren strand, og det er målet.",
         [Edit.FILLER, Edit.FILLER, Edit.FILLER, Edit.FILLER, Edit.REPETITION, Edit.FIRST_LETTER]),
        ("Altså, øh, vi vi vil [...] have en ren strand, og det er målet.", [Edit.CUT]),
        ("Altså, øh, vi vi vil (…) have en ren strand, og det er målet.", [Edit.CUT]),
        ("Altså, øh, vi vi vil jo gerne have en ren [og bred] strand, og det er målet.",
         [Edit.BRACKETS]),
        ("Altså, øh, vi vi vil jo gerne have en ren strand, og [det] er målet", None),
        ("[...] Og det er målet.", None),
    ],
)  # fmt: skip
def test_allowed_edits_are_named(printed: str, edits: list[Edit] | None) -> None:
    found = differences(SAID, printed)
    assert is_allowed(SAID, printed)
    assert edits is None or [one.edit for one in found] == edits


@pytest.mark.parametrize(
    "printed",
    [
        "Altså, øh, vi vi vil ikke gerne have en ren strand, og det er målet.",
        "Vi vil have en ren strand, og det er målet.",
        "Vi vil jo gerne have en ren strand, men det er målet.",
        "Vi vil jo gerne have en ren strand.",
        "[Kommunen har bestemt det hele alene.]",
        "Det er målet, og vi vil jo gerne have en ren strand.",
    ],
)
def test_anything_else_changes_what_was_said(printed: str) -> None:
    assert differences(SAID, printed)
    assert not is_allowed(SAID, printed)


WORDS = st.lists(
    st.sampled_from(["bro", "å", "eng", "mose", "sti", "hegn"]), min_size=1, max_size=8
)


@given(WORDS, st.integers(0, 8), st.sampled_from(["[...]", "[…]", "(...)"]))
def test_a_cut_with_its_mark_is_always_allowed(words: list[str], place: int, mark: str) -> None:
    printed = [*words[:place], mark, *words[place + 1 :]]
    assert is_allowed(" ".join(words), " ".join(printed))


@given(WORDS, st.integers(0, 8), st.sampled_from(sorted(HESITATIONS)))
def test_a_filler_may_always_be_left_out(words: list[str], place: int, filler: str) -> None:
    said = [*words[:place], filler, *words[place:]]
    assert is_allowed(" ".join(said), " ".join(words))


@given(WORDS, st.integers(0, 8))
def test_a_word_that_nobody_said_is_never_allowed(words: list[str], place: int) -> None:
    printed = [*words[:place], "aldrig", *words[place:]]
    assert not is_allowed(" ".join(words), " ".join(printed))


@pytest.mark.parametrize(
    "words",
    ["Det her er off the record.", "det er uden for referat", "Det må du ikke skrive.",
     "det må I ikke citere", "Det bliver mellem os.", "ikke til citat", "Sluk lige optageren",
     "det skal I ikke bruge", "off record"],
)  # fmt: skip
def test_cues_are_found(words: str) -> None:
    assert len(cues(words)) == 1


@pytest.mark.parametrize(
    "words",
    ["Der er en sti mellem husene.", "Det må du gerne skrive.", "Vi skrev ikke under.",
     "rekord", "Referatet blev sendt ud."],
)  # fmt: skip
def test_ordinary_speech_is_no_cue(words: str) -> None:
    assert cues(words) == ()


def test_a_passage_ends_where_it_is_taken_back() -> None:
    text = "Uden for referat: taget er utæt. Nu må I gerne skrive igen. Det bliver mellem os."
    first, second = cues(text)
    assert first.closing is not None
    assert first.closing.of(text) == "Nu må I gerne"
    assert second.closing is None
