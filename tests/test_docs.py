"""The documentation is current, and its commands run."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from tests.conftest import ROOT
from tests.word_files import members, para, write

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"


def generate() -> Any:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def console_lines(page: Path) -> list[str]:
    """The commands in a page's console blocks."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def examples() -> list[str]:
    """The examples in the help of every command."""
    found = []
    for _words, command in generate().commands():
        epilog = command.epilog or ""
        found += [line.strip() for line in epilog.splitlines() if line.startswith("  qda ")]
    return found


@pytest.fixture(scope="module")
def ready_project(demo_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo project with the files that the documentation speaks of."""
    from bench.material import word_file
    from qda.domain.permission import Profile
    from qda.services import exchanging
    from qda.services.project import open_project
    from qda.services.publishing import Publisher

    folder = tmp_path_factory.mktemp("docs") / "demo"
    shutil.copytree(demo_made, folder)
    for name in ("informants.yml", "codings.csv"):
        shutil.copy(ROOT / "transcripts" / name, folder / "transcripts" / name)
    shutil.copy(ROOT / "transcripts" / "codings.csv", folder / "codings.csv")
    shutil.copy(ROOT / "transcripts" / "Bilag 2.docx", folder / "Bilag 2.docx")
    shutil.copy(ROOT / "transcripts" / "Bilag 1.docx", folder / "Bilag 1.docx")
    word_file(folder / "interview.docx", 300, 1)
    correct(ROOT / "transcripts" / "Bilag 6.docx", folder / "corrected.docx")
    (folder / "list.txt").write_text("Broer\n  Drejebroer\n", "utf-8")
    with open_project(folder) as project:
        working_copy = exchanging.export_project(project, internal=True)
        exchanging.write_project(working_copy.permitted, folder / "exports" / "project.qdpx")
        codebook = exchanging.export_codebook(project)
        writer = Publisher(project, Profile.ASSESSMENT)
        exchanging.write_codebook(codebook.permitted, folder / "exports" / "codes.qdc", writer)
    write(
        folder / "thesis.docx",
        members(para("”Man skal ikke udskifte mennesker” (Bilag 6:3). Se også bilag 1.")),
    )
    return folder


def correct(source: Path, target: Path) -> None:
    """A copy of a Word file in which a coded word reads otherwise."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("et øjenbryn".encode(), b"to bryn"))


def run(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.chdir(folder)
    words = shlex.split(line)[1:]
    if words[:2] in (["coding", "remove"], ["coding", "change"], ["coding", "print"]):
        # The page shows an id that no two projects share, and words that are nobody's.
        listed = CliRunner().invoke(build(), ["coding", "list", "--json"]).stdout
        words[2] = re.findall(r'"uid": "(\w+)"', listed)[0]
        if len(words) > 3 and "[...]" in words[3]:
            words[3] = re.findall(r'"quote": "(\w+)', listed)[0] + " [...]"
    if words[0] == "memo" and words[1] in ("show", "edit", "remove"):
        CliRunner().invoke(build(), ["memo", "add", "Husk at spørge om trappen."])
        listed = CliRunner().invoke(build(), ["memo", "list", "--json"]).stdout
        words[2] = re.findall(r'"uid": "(\w+)"', listed)[0]
    if words[0] == "review" and words[-1] != "--json" and len(words) > 2:
        correction = ["replace", "Bilag 6", "corrected.docx"]
        CliRunner().invoke(build(), correction)
        listed = CliRunner().invoke(build(), ["review", "--json"]).stdout
        words[1] = re.findall(r'"uid": "(\w+)"', listed)[0]
    if words[:2] == ["restrict", "lift"]:
        listed = CliRunner().invoke(build(), ["restrict", "list", "--json"]).stdout
        words[2] = re.findall(r'"uid": "(\w+)"', listed)[0]
    if words[0] == "approve" and words[1] in ("record", "import"):
        CliRunner().invoke(build(), ["approve", "pack", "I3", "--out", "I3-returned.docx"])
        listed = CliRunner().invoke(build(), ["approve", "list", "--json"]).stdout
        words[2] = (
            re.findall(r'"excerpt": "(\w+)"', listed)[0] if words[1] == "record" else words[2]
        )
    if words[:2] == ["anonymise", "entry"]:
        CliRunner().invoke(build(), ["anonymise", "register", "--informants"])
    if words[:2] == ["codes", "split"]:
        listed = CliRunner().invoke(build(), ["coding", "list", "-t", words[2], "--json"]).stdout
        words[4] = re.findall(r'"uid": "(\w+)"', listed)[0]
    if words[:2] == ["codes", "restore"]:
        CliRunner().invoke(build(), ["codes", "retire", words[2]])
    if words == ["redo"]:
        CliRunner().invoke(build(), ["undo"])
    result = CliRunner().invoke(build(), words)
    return result.exit_code, result.output


GATED = ("qda appendix", "qda share", "qda close --dry-run")


def test_the_examples_are_many() -> None:
    assert len(examples()) > 30
    assert len(console_lines(DOCS / "getting-started.md")) > 12


@pytest.mark.parametrize("line", examples())
def test_every_example_of_the_help_runs(
    ready_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(ready_project, folder)
    code, output = run(line, folder, monkeypatch)
    opens_screen = line.split()[:2] == ["qda", "code"]
    unanswered = line.startswith("qda approve import")
    # Nobody has decided about the names of the example, so nothing leaves it for other eyes.
    gated = line == "qda check" or "--profile" in line or line.startswith(GATED)
    shared = line.startswith(("qda export refi", "qda export data")) and "--internal" not in line
    gated = (gated or shared) and not line.startswith("qda anonymise")
    assert code == (1 if opens_screen or unanswered or gated else 0), output
    assert not opens_screen or "needs a terminal" in output


@pytest.mark.parametrize(
    "page",
    [
        "getting-started.md",
        "codebook.md",
        "care.md",
        "corrections.md",
        "pages.md",
        "suggestions.md",
        "coding.md",
        "memos.md",
        "other-programs.md",
        "other-tools.md",
        "checking-a-thesis.md",
        "consent.md",
        "anonymity.md",
        "publishing.md",
        "ending.md",
    ],
)
def test_the_commands_of_a_page_run_in_order(
    ready_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(ready_project, folder)
    lines = [line for line in console_lines(DOCS / page) if line != "qda code"]
    outcomes = [(line, *run(line, folder, monkeypatch)) for line in lines]
    assert len(outcomes) >= 3
    assert [outcome for outcome in outcomes if outcome[1] != 0] == []


def test_the_python_of_the_page_on_data_runs(
    ready_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(ready_project, folder)
    assert run("qda export data --internal --out exports/data", folder, monkeypatch)[0] == 0
    page = (DOCS / "other-tools.md").read_text("utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(block, "other-tools.md", "exec"), names)
    names["db"].close()
    assert "\tforstaaelse\t" in capsys.readouterr().out


@pytest.mark.parametrize("page", ["commands", "keys"])
def test_a_generated_page_is_current(page: str) -> None:
    made = getattr(generate(), f"{page}_page")()
    assert made.count("\n") > 20
    assert (DOCS / f"{page}.md").read_text("utf-8") == made


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{p.name}" for p in DOCS.glob("*.md"))])
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [t for t in targets if not (ROOT / page).parent.joinpath(t).exists()] == []


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 48


def test_the_readmes_commands_are_those_of_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"(?:^    |`)make (\w+)", readme, re.M))
    assert {"demo", "test", "help", "code"} <= named
    assert [target for target in named if not re.search(rf"^{target}:", makefile, re.M)] == []
