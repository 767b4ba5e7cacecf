"""`qda anonymise`: finding, deciding, previewing and reading from the command line."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from qda.cli.main import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(demo_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(demo_made, tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    return tmp_path / "demo"


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(build(), ["anonymise", *words])
    return result.exit_code, result.output


def values(*words: str) -> Any:
    return json.loads(CliRunner().invoke(build(), ["anonymise", *words, "--json"]).stdout)


def test_what_waits_is_counted_and_listed_with_blockers_first(folder: Path) -> None:
    found = values("find", "--no-model")
    assert len(found["documents"]) == 8
    assert found["blockers"] == 11
    listed = values("list", "--limit", "15")
    assert [form["blocks"] for form in listed] == [True] * 11 + [False] * 4
    assert {form["kind"] for form in listed[:11]} == {"phone", "email", "address"}


def test_a_form_is_decided_and_waits_no_longer(folder: Path) -> None:
    assert run("decide", "Mikkel", "--replace", "--draw")[0] == 0
    assert run("decide", "Holland", "--keep", "not identifying")[0] == 0
    assert run("decide", "Vaskeriet", "--not-a-name")[0] == 0
    waiting = {form["form"] for form in values("list", "--limit", "500")}
    assert waiting & {"Mikkel", "Holland", "Vaskeriet"} == set()
    assert len(waiting) > 100
    (entry,) = values("register")
    assert entry["shown"]["internal"] is None
    assert entry["shown"]["public"] not in (None, "Mikkel")


def test_an_ambiguous_form_is_decided_place_by_place(folder: Path) -> None:
    assert run("decide", "Bent", "--ask")[0] == 0
    first, *others = values("list", "Bent")["places"]
    assert others != []
    assert run("decide", first["id"], "--as", "Ubbe")[1] == "Entered as E1.\n"
    after = values("list", "Bent")
    assert (after["asked"], after["options"]) == (True, ["E1"])
    ids = {place["id"] for place in after["places"]}
    assert ids >= {place["id"] for place in others}
    assert first["id"] not in ids
    assert run("decide", others[0]["id"], "--entry", "E1")[0] == 0


def test_the_preview_shows_both_texts_and_what_is_undecided(folder: Path) -> None:
    run("register", "--informants")
    lines = values("preview", "Bilag 7", "--changed")
    assert [line["replaced"] > 0 for line in lines] == [True] * len(lines)
    assert "[informant I7]" in " ".join(line["rendered"] for line in lines)
    assert "[informant I7]" not in " ".join(line["original"] for line in lines)
    code, said = run("preview", "Bilag 7", "--profile", "public")
    assert (code, "1 place is masked because nobody has decided" in said) == (0, True)
    assert "wait for a decision and stand as they are" in said


def test_a_reading_is_recorded_and_asked_for_again(folder: Path) -> None:
    assert "8 documents are still to be read" in run("read")[1]
    assert "Bilag 7: read to the end by sofie" in run("read", "Bilag 7")[1]
    run("register", "--informants")
    states = {one["appendix"]: one for one in values("read")}
    assert states["Bilag 7"]["state"] == "read again"
    assert states["Bilag 7"]["reasons"] == ["register"]


def test_an_entry_is_changed_and_joined(folder: Path) -> None:
    run("register", "--informants")
    assert run("entry", "E1", "--supervisor", "[udlejningschef]", "--name", "Kisser")[0] == 0
    assert run("entry", "E2", "--real-name")[0] == 0
    assert run("entry", "E3", "--same-as", "E4")[0] == 0
    entries = {one["id"]: one for one in values("register")}
    assert entries["E1"]["shown"]["supervisor"] == "[udlejningschef]"
    assert "Kisser" in [name["name"] for name in entries["E1"]["names"]]
    assert entries["E2"]["shown"]["public"] is None
    assert len(entries["E3"]["names"]) == 6
    assert "E4" not in entries


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("decide", "Mikkel"), 2),
        (("decide", "Mikkel", "--keep", "because"), 2),
        (("decide", "Bilag 6@9999999", "--not-a-name"), 1),
        (("decide", "Mikkel", "--as", "Sofie"), 1),
        (("decide", "Mikkel", "--entry", "E77"), 1),
        (("entry", "E1"), 2),
        (("entry", "E1", "--remove"), 1),
        (("list", "Ingenting her"), 1),
        (("preview", "Bilag 99"), 1),
        (("find", "--model"), 1),
    ],
)
def test_what_cannot_be_done_is_said_without_a_name(
    folder: Path, words: tuple[str, ...], code: int
) -> None:
    exit_code, said = run(*words)
    assert exit_code == code
    assert "Traceback" not in said
    assert "Mikkel" not in said.replace("'Mikkel'", "")
