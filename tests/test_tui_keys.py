"""Keys that users choose in keys.yml: what holds, what is told, and that nothing stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.services import coding
from qda.services.checking import examine
from qda.tui.commands import COMMANDS
from qda.tui.key_names import key_name, key_of
from qda.tui.keys import keys_of
from qda.tui.screens.transcript import TranscriptScreen
from tests.conftest import ROOT
from tests.made_projects import made_by
from tests.tui_project import harbour_project
from tests.tui_screen import running

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project


project = made_by(harbour_project, "havn")


def write(project: Project, text: str) -> None:
    (project.paths.root / "keys.yml").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("z", "z"), ("Z", "Z"), ("shift+z", "Z"), ("Shift+Æ", "Æ"), ("?", "question_mark"),
        (".", "full_stop"), ("PgDn", "pagedown"), ("Esc", "escape"), ("Ctrl+Z", "ctrl+z"),
        ("ctrl++", "ctrl+plus"), ("Shift+↑", "shift+up"), ("↓", "down"), ("F5", "f5"),
        ("full_stop", "full_stop"), ("Space", "space"),
    ],
)  # fmt: skip
def test_keys_are_written_as_people_write_them(written: str, key: str) -> None:
    assert key_of(written) == key


@pytest.mark.parametrize("written", ["", "blub", "ctrl+", "hyper+z", "ctrl+ctrl+z", "\x1b", "F99"])
def test_what_no_keyboard_has_is_no_key(written: str) -> None:
    assert key_of(written) is None


@pytest.mark.parametrize("key", sorted({key for one in COMMANDS for key in one.keys}))
def test_a_key_as_it_is_shown_can_be_written_in_the_file(key: str) -> None:
    assert key_of(key_name(key)) == key


async def test_a_key_from_the_file_does_what_it_says(project: Project) -> None:
    write(project, "undo: ø\nnext-uncoded: [ctrl+n, F5]\n")
    async with running(project) as screen:
        await screen.press("1")
        assert len(coding.listed(project)) == 1
        await screen.press("u")
        assert len(coding.listed(project)) == 1
        await screen.press("ø")
        assert coding.listed(project) == []
        await screen.press("f5")
        assert screen.current == 1
        await screen.press("n")
        assert screen.current == 1
        await screen.press("ctrl+n")
        assert screen.current == 2
        assert "Ctrl+N" in screen.lines[-1]


async def test_a_letter_from_the_file_is_typed_where_one_types(project: Project) -> None:
    without = "".join(f"{one.id}: []\n" for one in COMMANDS if "a" in one.keys)
    write(project, f"quit: a\nundo: k\n{without}")
    async with running(project) as screen:
        await screen.press("f")
        await screen.type("kaffe")
        assert isinstance(screen.app.screen, TranscriptScreen)
        await screen.until(lambda: "1 of 1" in screen.text)


async def test_a_given_key_wins_over_a_usual_one(project: Project) -> None:
    write(project, "repeat: n\nnext-uncoded: r\n")
    assert keys_of(project.paths.root).problems == ()
    async with running(project) as screen:
        await screen.press("r")
        assert screen.current == 1
        await screen.press("n")
        assert "No theme was given yet" in screen.status


async def test_a_command_may_go_without_a_key(project: Project) -> None:
    write(project, "focus-mode: []\n")
    async with running(project) as screen:
        await screen.press("z")
        assert screen.status == "1–9 codes the segment"
        await screen.press("ctrl+p")
        await screen.type("Focus")
        await screen.until(lambda: "Dim what is coded" in screen.text)


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("undo: z\nrdo: x\n", 2, "keys.unknown-command"),
        ("undo: blub\n", 1, "keys.unknown-key"),
        ("# note\nundo: Ctrl+M\n", 2, "keys.same-key"),
        ("undo: z\nredo: x\nrepeat: x\n", 3, "keys.conflict"),
        ("undo: n\n", 1, "keys.conflict"),
        ("undo: 1\n", 1, "keys.conflict"),
        ("quit: ctrl+p\n", 1, "keys.conflict"),
        ("undo: z\nundo: x\n", 2, "keys.duplicate-key"),
        ("undo:\n", 1, "keys.expected-key"),
        ("undo: {a: b}\n", 1, "keys.expected-key"),
        ("code: [a]\n", 1, "keys.fixed"),
        ("palette: x\n", 1, "keys.fixed"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(project: Project, text: str, line: int, name: str) -> None:
    write(project, text)
    assert (line, name) in [(one.line, one.name) for one in keys_of(project.paths.root).problems]


@pytest.mark.parametrize(
    "raw",
    [b"", b"- undo\n", b"undo: [z\n", b"\xff\xfe\x00", b"undo: &a z\nredo: *a\n", b"x" * 2_000_000,
     b"'\x1b[2Jundo': z\n", b"undo: '\x1b[2J'\n"],
)  # fmt: skip
async def test_no_file_however_wrong_keeps_anybody_from_coding(
    project: Project, raw: bytes
) -> None:
    (project.paths.root / "keys.yml").write_bytes(raw)
    async with running(project) as screen:
        assert "\x1b" not in screen.text
        await screen.press("escape", "enter", "1", "u", "2")
        assert [one.theme for one in coding.listed(project)] == ["naboer"]


def test_a_file_without_a_mistake_is_a_project_without_findings(project: Project) -> None:
    write(project, "undo: z\nfocus-mode: ø\n")
    runner, root = CliRunner(), ["-p", str(project.paths.root)]
    assert "keys.yml can be understood" in runner.invoke(build(), ["doctor", *root]).output
    assert runner.invoke(build(), ["keys", *root]).exit_code == 0
    assert [one for one in examine(project) if not one.ok and not one.warning] == []


def test_the_doctor_and_qda_keys_tell_of_mistakes(project: Project) -> None:
    write(project, "rdo: z\n")
    runner, root = CliRunner(), ["-p", str(project.paths.root)]
    doctor = runner.invoke(build(), ["doctor", *root])
    assert "! keys.yml has 1 mistake" in doctor.output
    assert doctor.exit_code == 0
    listed = runner.invoke(build(), ["keys", *root])
    assert listed.exit_code == 1
    assert 'There is no command "rdo". Did you mean "redo"?' in listed.stderr


async def test_the_screen_tells_of_a_mistake_when_it_opens(project: Project) -> None:
    write(project, "rdo: z\n")
    async with running(project) as screen:
        await screen.until(lambda: 'Did you mean "redo"?' in " ".join(screen.text.split()))


@pytest.mark.parametrize("appendix", [None, "Bilag 1"])
async def test_a_tiny_terminal_says_so_and_does_nothing(
    project: Project, appendix: str | None
) -> None:
    async with running(project, appendix, size=(40, 11)) as screen:
        await screen.until(lambda: "Make the window larger." in screen.text)
        await screen.press("enter", "1", "q")
        assert coding.listed(project) == []
        await screen.pilot.resize_terminal(80, 24)
        await screen.until(lambda: "Bilag 1" in screen.text)
        await screen.press("f1")
        await screen.pilot.resize_terminal(40, 24)
        await screen.until(lambda: "Make the window larger." in screen.text)
        await screen.pilot.resize_terminal(100, 30)
        await screen.until(lambda: "find a key" in screen.text)


async def test_a_dialog_is_left_once_however_fast_the_keys_come(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("t")
        dialog = screen.app.screen
        dialog.dismiss(None)
        dialog.dismiss(None)
        await screen.press("1")
        assert [one.theme for one in coding.listed(project)] == ["arbejde"]


@pytest.mark.parametrize("path", sorted((ROOT / "qda" / "tui").rglob("*.py")), ids=lambda p: p.stem)
def test_every_dialog_is_one_of_ours(path: Path) -> None:
    assert path.stem == "dialog" or "ModalScreen" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("wishes", "keys", "said"),
    [
        ("undo: ctrl+z\n", ("f1",), "Ctrl+Z takes back one step"),
        ("undo-in-codebook: f6\n", ("K", "r"), "F6 takes it back later"),
        ("accept: f6\n", ("v",), "F6 accept"),
        ("tick: f6\n", ("1", "K", "x"), "F6 ticks"),
        ("write-summary: f6\n", ("X",), "F6 writes one"),
        ("new-memo: f6\n", ("M",), "F6 writes one on the project"),
        ("back: f6\n", ("F", "v", "i"), "F6 back again"),
        ("repeat: f6\n", ("ctrl+p", "r", "e", "p", "e", "a", "t"), "F6"),
    ],
)  # fmt: skip
async def test_a_sentence_names_the_key_that_a_command_has_here(
    project: Project, wishes: str, keys: tuple[str, ...], said: str
) -> None:
    write(project, wishes)
    assert keys_of(project.paths.root).problems == ()
    async with running(project, size=(120, 36)) as screen:
        await screen.press(*keys)
        await screen.until(lambda: said in " ".join(screen.text.split()))
