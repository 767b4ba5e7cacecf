"""What a terminal sends: each key is heard, whatever came before it, and no answer is a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import constants, events

pytest.importorskip("textual._xterm_parser")

from qda.tui.hearing import Hearing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message


def keys(messages: Iterable[Message]) -> list[str]:
    return [one.key for one in messages if isinstance(one, events.Key)]


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ("\x1bj", ["escape", "j"]),
        ("\x1b1", ["escape", "1"]),
        ("\x1bæ", ["escape", "æ"]),
        ("\x1bP", ["escape", "P"]),
        ("\x1b ", ["escape", "space"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1bj\x1bk1", ["escape", "j", "escape", "k", "1"]),
        ("\x1b\x1bj", ["escape", "escape", "j"]),
        ("a\x1b[Ab\x1b[1;2Cc", ["a", "up", "b", "shift+right", "c"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1bOP\x1b[15~", ["f1", "f5"]),
        ("\x1bb\x1bf\x1b\x7f\x1b\t", ["ctrl+left", "ctrl+right", "ctrl+w", "shift+tab"]),
        ("\x1b[230;5u", ["ctrl+æ"]),
    ],
)
def test_each_key_is_heard(sent: str, heard: list[str]) -> None:
    assert keys(Hearing().feed(sent)) == heard


@pytest.mark.parametrize("place", range(1, 14))
def test_where_what_is_sent_is_cut_makes_no_difference(place: int) -> None:
    sent = "\x1b\x1b[Aj\x1bk1\x1b[1;2C\x1bæ"
    assert len(sent) == 16
    hearing = Hearing()
    heard = [*keys(hearing.feed(sent[:place])), *keys(hearing.feed(sent[place:]))]
    assert heard == ["escape", "up", "j", "escape", "k", "1", "shift+right", "escape", "æ"]


@pytest.mark.parametrize(
    "answer",
    ["\x1b[?62;c", "\x1b[>0;276;0c", "\x1b[?1u", "\x1b[0n", "\x1b[8;30;100t", "\x1b[?997;1n",
     "\x1b]11;rgb:1e1e/1e1e/2e2e\x07", "\x1b]0;1\x1b\\", "\x1bP>|xterm(390)\x1b\\",
     "\x1bP1$r0m\x1b\\", "\x1b_Gi=1;OK\x1b\\"],
)  # fmt: skip
def test_an_answer_to_another_program_is_no_key(answer: str) -> None:
    assert keys(Hearing().feed(f"j{answer}k")) == ["j", "k"]


def test_what_is_pasted_is_text() -> None:
    heard = list(Hearing().feed("\x1b[200~et\x1bj\nto\x1b]0;x\x07\x1b[201~\x1bj"))
    pasted = [one.text for one in heard if isinstance(one, events.Paste)]
    assert pasted == ["etj\nto]0;x\x07"]
    assert keys(heard) == ["escape", "j"]


def test_esc_alone_is_heard_after_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert constants.ESCAPE_DELAY > 0
    hearing = Hearing()
    assert keys(hearing.feed("\x1b")) == []
    assert keys(hearing.tick()) == []
    monkeypatch.setattr("qda.tui.hearing.ESCAPE_DELAY", 0.0)
    assert keys(hearing.tick()) == ["escape"]
    assert keys(hearing.tick()) == []


def test_a_key_that_is_bound_with_alt_stays_one() -> None:
    hearing = Hearing(frozenset("j"))
    assert keys(hearing.feed("\x1bj\x1bk")) == ["alt+j", "escape", "k"]
