"""Words that somebody else wrote are only words, on every screen, at every size."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from qda.domain.consent import ConsentKind
from qda.domain.interviews import Role
from qda.services import coding, consents, memos, replacing, summaries
from qda.services.project import make_project
from qda.storage import informants, interviews
from qda.tui.screens.approvals import ApprovalsScreen
from qda.tui.screens.cell import CellScreen
from qda.tui.screens.chooser import Chooser
from qda.tui.screens.codebook import CodebookScreen
from qda.tui.screens.effect import EffectScreen
from qda.tui.screens.files import FilesScreen
from qda.tui.screens.form import FormScreen
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.matrix import MatrixScreen
from qda.tui.screens.memo_dialog import MemoDialog
from qda.tui.screens.memos import MemoScreen
from qda.tui.screens.names import NamesScreen
from qda.tui.screens.palette import Palette
from qda.tui.screens.people import PeopleScreen
from qda.tui.screens.pick import PickScreen
from qda.tui.screens.plots import PlotsScreen
from qda.tui.screens.preview import PreviewScreen
from qda.tui.screens.report import ReportScreen
from qda.tui.screens.review import ReviewScreen
from qda.tui.screens.search import SearchScreen
from qda.tui.screens.speakers import SpeakersScreen
from qda.tui.screens.split import SplitScreen
from qda.tui.screens.steps import StepsScreen
from qda.tui.screens.theme_fields import ThemeFields
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.screens.words import WordsScreen
from tests.tui_project import add_interview, transcript_of
from tests.tui_screen import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.services.project import Project

LONG = "x" * 10_000
SPEECH = (
    "[utydeligt] og [/] og [bold red]Gerda Kvist[/bold red] på 32 12 34 56. ",
    "Den siger \x1b]52;c;QUJD\x07 og \x9b31m [red]. ",
    "Vendt \u202eomvendt\u202c og u\u200bsynlig, 日本語 og e\u0301e\u0301 [red]. ",
    f"[red] {LONG} slut. ",
)
CODEBOOK = f"""
themes:
  a:
    title: "[red]Tema[/] \\u202e[/nej]"
    definition: "[utydeligt] 日本語 [/]"
    hotkey: 1
    keywords: [utydeligt]
  b:
    title: "{LONG[:3000]}"
    themes:
      c: {{title: "[@click=app.quit]e\u0301[/]"}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "f", codebook=CODEBOOK.encode(), coder="[ida]\x1b[2J") as made:
        for appendix in ("Bilag 1", "Bilag [red]2[/]"):
            speech = (
                ("[bold]Bo\x1b[31m", Role.INFORMANT, SPEECH),
                ("[/]", Role.OTHER, ("日本語 [red] talt. ",)),
            )
            add_interview(made, appendix, transcript_of(speech, "[/titel] \x1b]0;navn\x07 \u202e"))
            row = made.interview(appendix)
            person = {
                "short_id": f"I{appendix[-1]}", "name": f"[red]Gerda\x1b[2J\u202e {LONG}",
                "label": "[/] 日本語 [red]", "role": "[red]e\u0301", "organisation": LONG,
                "municipality": "[/]", "area": "\u202e[red]", "attributes": {},
            }  # fmt: skip
            with made.action() as db:
                number, _new = informants.save_informant(db, person)
                interviews.link_informant(db, row.id, number)
        row = made.interview("Bilag 1")
        consents.record(
            made, "I1", ConsentKind.GIVEN, at="2025-03-01",
            fields={"quote": "yes", "analyse": "yes", "approval": "quotes"},
        )  # fmt: skip
        for quote, theme in (("[utydeligt] og [/]", "a"), ("og u\u200bsynlig, 日本語", "b")):
            coding.add(made, row, coding.span_of_quote(made, row, quote), theme)
        memos.write(made, memos.on_interview(made, row), f"[red]memo\x1b[2J[/] \u202e {LONG}")
        summaries.put(made, row, "a", f"[red]\x1b[2J[/] \u202e {LONG}")
        yield made


SCREENS = {
    "transcript": ((), TranscriptScreen),
    "panel": (("h", "v"), TranscriptScreen),
    "chooser": (("t",), Chooser),
    "memo": (("m",), MemoDialog),
    "memos": (("M",), MemoScreen),
    "memos, one open": (("M", "e"), MemoScreen),
    "history": (("H",), StepsScreen),
    "matrix": (("X",), MatrixScreen),
    "matrix, turned and grouped": (("X", "t", "g"), MatrixScreen),
    "summary": (("X", "e"), MatrixScreen),
    "cell": (("X", "enter"), CellScreen),
    "codebook": (("K",), CodebookScreen),
    "theme": (("K", "e"), ThemeFields),
    "colour": (("K", "c"), PickScreen),
    "merging": (("K", "i"), PickScreen),
    "effect": (("K", "r"), EffectScreen),
    "split": (("K", "x"), SplitScreen),
    "plots": (("O", "tab", "tab"), PlotsScreen),
    "search": (("F", *"red"), SearchScreen),
    "palette": (("ctrl+p", *"[red]", "backspace"), Palette),
    "library": (("escape",), LibraryScreen),
    "filter": (("escape", "f", *"[red]"), LibraryScreen),
    "files": (("escape", "i"), FilesScreen),
    "speakers": (("escape", "p"), SpeakersScreen),
    "people": (("escape", "d"), PeopleScreen),
    "person": (("escape", "d", "e"), FormScreen),
    "names": (("escape", "n"), NamesScreen),
    "name": (("escape", "n", "e"), FormScreen),
    "preview": (("escape", "n", "v"), PreviewScreen),
    "approvals": (("escape", "a"), ApprovalsScreen),
}


WORDS = {
    "transcript": "[utydeligt] og [/] og [bold red]", "chooser": "[red]Tema[/]",
    "memos": "[red]memo", "memo": "[utydeligt]", "history": "[red]Tema[/]",
    "cell": "[utydeligt] og [/]", "codebook": "[utydeligt] 日本語 [/]",
    "library": "[/] 日本語 [red]", "search": "[/] og [bold red]", "people": "[red]Gerda",
    "names": "[bold red]Gerda Kvist", "preview": "[utydeligt]", "approvals": "[utydeligt] og [/]",
    "speakers": "[utydeligt]", "split": "[utydeligt]", "plots": "[red]Tema[/]",
    "merging": "[@click=app.quit]", "colour": "blue", "palette": "[red", "files": "Import",
    "name": "32 12 34 56", "person": "[red]e",
}  # fmt: skip
"""What must be on a screen as it was written; `[red]` where nothing stands here."""


def dangerous(text: str) -> set[str]:
    """Signs that a terminal would obey, or that turn words around or hide them."""
    return {one for one in text if unicodedata.category(one) in ("Cc", "Cf", "Cs")} - {"\n"}


@pytest.mark.parametrize("name", SCREENS)
async def test_words_of_others_are_only_words(project: Project, name: str) -> None:
    keys, kind = SCREENS[name]
    async with running(project, size=(160, 45)) as screen:
        await screen.press(*keys)
        await screen.until(lambda: isinstance(screen.app.screen, kind))
        await screen.until(lambda: WORDS.get(name, "[red]") in screen.text)
        assert dangerous(screen.text) == set()
        await screen.press("down", "pagedown")
        assert dangerous(screen.text) == set()
        assert not screen.app.return_code


@pytest.mark.parametrize(
    "keys",
    ["t,escape,m,escape,M,e,escape,escape,H,escape,O,tab,down,escape,F,r,e,d,escape,h,v",
     "X,t,g,e,end,escape,enter,down,escape,escape,K,down,e,escape,c,escape,i,escape,r,escape,x",
     "escape,p,down,escape,d,down,pagedown,e,escape,escape,n,down,e,escape,v,right,pagedown",
     "escape,a,down,escape,i,down,escape,ctrl+p,r,e,d,pageup"],
    ids=["interview", "tables", "people", "library"],
)  # fmt: skip
async def test_a_small_terminal_shows_them_as_well(project: Project, keys: str) -> None:
    async with running(project, size=(46, 12)) as screen:
        shown = []
        for key in keys.split(","):
            await screen.press(key)
            shown.append(screen.text)
        assert dangerous("".join(shown)) == set()
        assert min(len("".join(one.split())) for one in shown) > 60
        assert not screen.app.return_code


async def test_a_file_and_a_correction_of_hostile_words_are_reported(
    project: Project, tmp_path: Path
) -> None:
    file = project.paths.transcripts / "[red]\x1b[2J Bilag 7.txt"
    file.write_text(f"[bold]Bo: [red] \x1b[2J og {LONG}\nIda: [/] 日本語?\n" * 3, "utf-8")
    new = tmp_path / "new.txt"
    new.write_text("Bo: [utydeligt] eller [/] og e\u0301 [red].\nIda: Nej [/].\n" * 2, "utf-8")
    async with running(project, appendix=None, size=(120, 36)) as screen:
        await screen.press("i", "a", "i")
        await screen.until(lambda: isinstance(screen.app.screen, ReportScreen))
        await screen.until(lambda: "[red]" in screen.text)
        assert dangerous(screen.text) == set()
        await screen.press("escape")
        replacing.replace(project, project.interview("Bilag 1"), new)
        screen.app.look_around()
        await screen.press("v")
        assert isinstance(screen.app.screen, ReviewScreen)
        await screen.until(lambda: "[utydeligt]" in screen.text)
        assert dangerous(screen.text) == set()
        await screen.press("m")
        assert isinstance(screen.app.screen, WordsScreen)
        await screen.press("shift+right", "end")
        assert dangerous(screen.text) == set()
        assert not screen.app.return_code
