"""Every text exists in Danish and English, complete, with the same placeholders."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest

from qda import language
from tests.catalogues import collected, danish

PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def texts(strings: object) -> list[str]:
    return [strings] if isinstance(strings, str) else list(strings)  # type: ignore[call-overload]


def test_every_message_is_in_the_danish_catalogue() -> None:
    wanted = {str(message.id) for message in collected() if message.id}
    there = {str(message.id) for message in danish() if message.id}
    assert len(wanted) > 100
    assert wanted - there == set()
    assert there - wanted == set()


def test_every_danish_message_is_filled_and_sure() -> None:
    catalogue = danish()
    assert len(catalogue) > 100
    assert [m.id for m in catalogue if m.id and not all(texts(m.string))] == []
    assert [m.id for m in catalogue if m.fuzzy and m.id] == []


def test_danish_messages_have_the_same_placeholders() -> None:
    wrong = [
        message.id
        for message in danish()
        if message.id
        for source, target in zip(texts(message.id), texts(message.string), strict=True)
        if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(target))
    ]
    assert wrong == []


def test_danish_messages_keep_commands_and_options() -> None:
    code = re.compile(r"`[^`]*`")
    wrong = [
        message.id
        for message in danish()
        if isinstance(message.id, str) and message.id
        for target in texts(message.string)
        if len(code.findall(message.id)) != len(code.findall(target))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("wanted", "variable", "expected"),
    [("da", "en", "da"), ("en", "da", "en"), (None, "da", "da"), (None, "en_GB.UTF-8", "en"),
     ("xx", "da_DK", "da")],
)  # fmt: skip
def test_the_option_comes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch, wanted: str | None, variable: str, expected: str
) -> None:
    monkeypatch.setenv("QDA_LANG", variable)
    assert language.settle(wanted) == expected


def test_the_locale_decides_when_nothing_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QDA_LANG")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "da_DK.UTF-8")
    assert language.settle() == "da"


def said(*arguments: str, lang: str = "") -> str:
    environment = {**os.environ, "QDA_LANG": lang or "en", "LANGUAGE": ""}
    done = subprocess.run(
        [sys.executable, "-m", "qda", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    return done.stdout + done.stderr


def test_help_is_danish_down_to_the_words_of_click() -> None:
    text = said("--lang", "da", "--help")
    assert "Brug:" in text
    assert "Importér" in text
    assert "Usage" not in text
    assert "Show this message" not in text


def test_an_error_is_danish(tmp_path: Path) -> None:
    text = said("status", "--project", str(tmp_path), lang="da")
    assert "qda init" in text
    assert "project" not in text.replace("--project", "").replace(str(tmp_path), "")


def test_every_kind_of_the_reader_has_a_word() -> None:
    from qda.formats import word_report
    from qda.services.import_words import reader_kinds

    kinds = {
        str(kind)
        for group in vars(word_report).values()
        if isinstance(group, type) and issubclass(group, StrEnum) and group is not StrEnum
        for kind in group
    }
    assert len(kinds) > 30
    assert kinds - set(reader_kinds()) == set()


def test_the_words_of_click_are_still_clicks_own() -> None:
    import click

    from qda.cli import words

    folder = Path(click.__file__).parent
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    code = Path(words.__file__).read_text("utf-8").partition("def click_words")[2]
    texts = re.findall(r'"([^"\n]+)"', code.partition('"""')[2].partition('"""')[2])
    assert len(texts) > 25
    assert [text for text in texts if f'"{text}"' not in source] == []
