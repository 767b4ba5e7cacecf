"""Which terminals can show the screen, and what is said of those that cannot."""

from __future__ import annotations

import locale
import os
import sys
from contextlib import suppress

import pytest

from qda.errors import Refused
from qda.tui.terminal import needed, other_encoding


@pytest.mark.parametrize(
    "environment",
    [{}, {"TERM": "vt220"}, {"TERM": "linux"}, {"TEXTUAL_COLOR_SYSTEM": "256"}],
)
def test_most_terminals_can_show_the_screen(environment: dict[str, str]) -> None:
    needed(environment)


@pytest.mark.parametrize("name", ["dumb", "unknown"])
def test_a_terminal_of_lines_is_refused_with_another_way(name: str) -> None:
    with pytest.raises(Refused, match=f'called "{name}"') as caught:
        needed({"TERM": name})
    assert "--serve" in caught.value.hint


def test_an_unknown_system_of_colours_is_refused_by_its_name() -> None:
    with pytest.raises(Refused, match='TEXTUAL_COLOR_SYSTEM is "many"') as caught:
        needed({"TEXTUAL_COLOR_SYSTEM": "many"})
    assert "truecolor" in caught.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="Windows draws in another way")
@pytest.mark.parametrize(
    ("encoding", "told"),
    [("UTF-8", ""), ("utf8", ""), ("ANSI_X3.4-1968", ""), ("ISO-8859-1", "ISO8859-1"),
     ("CP1252", "CP1252"), ("no-such", "no-such")],
)  # fmt: skip
def test_a_terminal_of_another_encoding_is_told_of(
    encoding: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "getencoding", lambda: encoding)
    assert other_encoding() == told


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal on Windows")
def test_what_is_written_to_a_terminal_that_has_gone_does_no_harm() -> None:
    from qda.tui.unix_terminal import Lasting

    other_end, end = os.openpty()
    file = os.fdopen(end, "w", encoding="utf-8")
    lasting = Lasting(file)
    lasting.write("kaj")
    lasting.flush()
    assert os.read(other_end, 3) == b"kaj"
    os.close(other_end)
    lasting.write("bolværk" * 10_000)
    lasting.flush()
    with suppress(OSError):  # what is left of the words has nowhere to go
        file.close()
