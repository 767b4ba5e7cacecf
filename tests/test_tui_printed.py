"""How a quote is printed, on the screen: steps on its words, the live check, saving and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from textual.containers import VerticalScroll

from qda.cli.main import build
from qda.domain.approval import Answered, Approved
from qda.services import approval_views, approving, coding, history, packing, printed_forms
from qda.services.approving import Answer
from qda.services.project import make_project
from qda.storage import approvals
from qda.tui.screens.approvals import ApprovalsScreen
from qda.tui.screens.cell import CellScreen
from qda.tui.screens.printed import PrintedScreen
from qda.tui.screens.transcript import TranscriptScreen
from tests.conftest import ROOT
from tests.made_projects import made_by
from tests.people_project import people_project
from tests.projects import add_interview
from tests.tui_screen import SMALL, Running, running

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.codings import Coding
    from qda.services.project import Project

SAID = "Altså, det er, øh, svært, og og vi gør det ikke."


def spoken_project(folder: Path) -> Project:
    """One interview with one coding on a sentence as people speak."""
    made = make_project(folder, codebook=(ROOT / "codes.yml").read_bytes(), coder="sofie")
    row = add_interview(made, "Bilag 1", ("I: Hvordan går det?", f"IP: {SAID} Sådan er det."))
    coding.add(made, row, coding.span_of_quote(made, row, SAID), "forstaaelse")
    return made


project = made_by(spoken_project, "p")
twin = made_by(spoken_project, "twin")
"""The same project, in which the command line does what the screen did."""


people = made_by(people_project, "people")
"""A project whose informant wants to approve."""


def only(project: Project) -> Coding:
    return coding.listed(project)[0]


def form(project: Project) -> str:
    return printed_forms.form_of(project, only(project)).printed


def kept(project: Project) -> list[Any]:
    """What the database holds of printed forms, and what the journal says of them."""
    rows = [
        (one["text"], one["origin"], one["coder"]) for one in approvals.forms(project.db).values()
    ]
    steps = [
        (one.action, history.in_words(one), one.coder)
        for one in history.entries(project, 50)
        if one.action == "quote.form"
    ]
    return [rows, steps]


async def opened(project: Project, screen: Running) -> PrintedScreen:
    """Open how the only coding is printed, from the interview."""
    screen.app.screen.go_to(1)  # type: ignore[attr-defined]
    await screen.press("E")
    assert isinstance(screen.app.screen, PrintedScreen)
    return screen.app.screen


def text_of(screen: Running) -> str:
    """The form as it stands on the screen."""
    found = screen.app.screen
    assert isinstance(found, PrintedScreen)
    return found.text


@pytest.mark.parametrize("size", [SMALL, (160, 45)])
async def test_the_words_stand_above_the_form(project: Project, size: tuple[int, int]) -> None:
    async with running(project, size=size) as screen:
        await opened(project, screen)
        places = [at for at, line in enumerate(screen.lines) if SAID in line]
        assert len(places) == 2
        assert "As it was said" in screen.lines[places[0] - 1]
        assert "As it is printed" in screen.lines[places[1] - 1]
        assert "✓ as it was said" in screen.lines[0]
        await screen.press("enter")
        assert isinstance(screen.app.screen, TranscriptScreen)
    assert kept(project) == [[], []]


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ("f", "Det er svært, og vi gør det ikke."),
        ("shift+right shift+right c", "[...] øh, svært, og og vi gør det ikke."),
        ("space right right c", "[...] øh, svært, og og vi gør det ikke."),
        ("right right right x", "Altså, det er, svært, og og vi gør det ikke."),
        ("right right right delete right backspace", "Altså, det er, svært, og vi gør det ikke."),
        ("right x", None),
        ("right i m e g e t enter", "Altså, [meget] det er, øh, svært, og og vi gør det ikke."),
        ("right r a l t enter", "Altså, [alt] er, øh, svært, og og vi gør det ikke."),
        ("f u U", "Det er svært, og vi gør det ikke."),
        ("f u ctrl+y", "Det er svært, og vi gør det ikke."),
        ("right right right right left x",
         "Altså, det er, svært, og og vi gør det ikke."),
        ("x f o x", "det er, øh, svært, og og vi gør det ikke."),
        ("x i escape", "det er, øh, svært, og og vi gør det ikke."),
        ("right shift+right shift+left right right x",
         "Altså, det er, svært, og og vi gør det ikke."),
        ("down j up k shift+down shift+up space space x",
         "det er, øh, svært, og og vi gør det ikke."),
    ],
)  # fmt: skip
async def test_keys_make_the_form_and_the_verb_leaves_the_same(
    project: Project, twin: Project, keys: str, printed: str | None
) -> None:
    async with running(project, size=(160, 45)) as screen:
        await opened(project, screen)
        await screen.press(*keys.split())
        made = text_of(screen)
        assert printed in (None, made)
        await screen.press("enter")
        refused = isinstance(screen.app.screen, PrintedScreen)
        assert refused is (printed is None)
        assert refused or "the printed form of a quote changed" in screen.status
    root = str(twin.paths.root)
    done = CliRunner().invoke(
        build(), ["coding", "print", only(twin).uid, made, "-p", root, "--coder", "sofie"]
    )
    assert done.exit_code == int(refused), done.output
    assert kept(project) == kept(twin)


async def test_what_no_quote_may_do_is_said_at_once_with_its_reason(project: Project) -> None:
    async with running(project) as screen:
        await opened(project, screen)
        await screen.press("right", "x")
        assert "✗ 1 place that no quote may have" in screen.lines[0]
        assert "left out without a mark: det → –" in screen.text
        assert "cut them to [...], or let them stand" in screen.text
        await screen.press("enter")
        assert isinstance(screen.app.screen, PrintedScreen)
        assert "nothing was changed" in screen.status
        assert "in 1 place that is not marked" in " ".join(screen.text.split())
    assert kept(project) == [[], []]


async def test_a_cut_of_a_negation_alone_says_why_it_may_not_be(project: Project) -> None:
    async with running(project) as screen:
        await opened(project, screen)
        await screen.press("down", "shift+down", *["right"] * 12, "c")
        assert "Cutting a negation turns the sentence around" in screen.text


async def test_the_form_is_typed_and_checked_while_it_is_typed(project: Project) -> None:
    async with running(project) as screen:
        await opened(project, screen)
        await screen.press("e", "backspace")
        await screen.type(" alligevel.")
        assert "✗ 1 place" in screen.lines[0]
        assert "Nobody said this" in screen.text
        await screen.press(*["backspace"] * 11)
        await screen.type(" [højt].")
        assert "✓ may be printed so" in screen.lines[0]
        await screen.press("escape", "e", "enter", "enter")
        assert isinstance(screen.app.screen, TranscriptScreen)
    assert form(project) == SAID[:-1] + " [højt]."


async def test_a_long_form_is_checked_when_typing_pauses(tmp_path: Path) -> None:
    with make_project(tmp_path / "long", codebook=(ROOT / "codes.yml").read_bytes()) as made:
        said = "Vi cyklede langs fjorden og talte om broen. " * 20
        row = add_interview(made, "Bilag 1", ("I: Nå?", f"IP: {said}"))
        coding.add(made, row, coding.span_of_quote(made, row, said.strip()), "effekter")
        async with running(made) as screen:
            await opened(made, screen)
            await screen.press("e", *"xyz")
            await screen.until(lambda: "✗ 2 places" in screen.lines[0])


async def test_leaving_says_what_is_lost(project: Project) -> None:
    async with running(project) as screen:
        await opened(project, screen)
        await screen.press("f", "escape")
        assert "Esc once more leaves it as it was" in " ".join(screen.text.split())
        await screen.press("escape")
        assert isinstance(screen.app.screen, TranscriptScreen)
    assert kept(project) == [[], []]


async def test_a_saved_form_is_undone_and_redone_where_one_came_from(project: Project) -> None:
    async with running(project) as screen:
        await opened(project, screen)
        await screen.press("f", "enter")
        assert form(project) == "Det er svært, og vi gør det ikke."
        await screen.press("u")
        assert form(project) == ""
        await screen.press("U")
        assert form(project) == "Det er svært, og vi gør det ikke."
        await screen.press("E", "o", "enter")
        assert form(project) == ""


async def test_a_quote_of_a_matrix_cell_is_edited_and_undone_there(project: Project) -> None:
    async with running(project, size=(120, 40)) as screen:
        await screen.press("X", "enter", "e", "f", "enter")
        assert isinstance(screen.app.screen, CellScreen)
        assert "printed: Det er svært, og vi gør det ikke." in screen.text
        await screen.press("u")
        assert "printed:" not in screen.text
        await screen.press("ctrl+y")
        assert "printed:" in screen.text


async def test_a_quote_that_several_coded_asks_whose_coding(project: Project) -> None:
    project.coder = "mikkel"
    row = project.interview("Bilag 1")
    coding.add(project, row, coding.span_of_quote(project, row, SAID), "forstaaelse")
    async with running(project, size=(120, 40)) as screen:
        await screen.press("X", "enter", "e")
        assert "Of which coding?" in screen.text
        await screen.press("escape", "e", "2", "f", "enter")
        assert "printed:" in screen.text
    (found,) = approvals.forms(project.db)
    assert coding.by_uid(project, found).theme == "forstaaelse"


async def test_what_becomes_outdated_is_said_before_it_is_saved(people: Project) -> None:
    packing.write_pack(people, "I1", [people.paths.root / "sent.html"])
    excerpt = approving.excerpt_by_id(people, approval_views.listed(people)[0].excerpt)
    approving.record(people, [Answer(excerpt, Answered.APPROVED, "")])
    async with running(people, appendix=None) as screen:
        await screen.press("a")
        assert isinstance(screen.app.screen, ApprovalsScreen)
        await screen.press("e", "c", "enter")
        assert isinstance(screen.app.screen, PrintedScreen)
        said = " ".join(screen.text.split())
        assert "What I1 was asked to approve reads differently" in said
        assert kept(people)[0] == []
        await screen.press("enter")
        assert isinstance(screen.app.screen, ApprovalsScreen)
        assert "≠ outdated" in screen.text
    assert approval_views.listed(people)[0].state is Approved.OUTDATED
    assert [one[0] for one in kept(people)[0]] == ["[...] er fælles"]


def test_the_verb_says_what_it_makes_outdated(people: Project) -> None:
    packing.write_pack(people, "I1", [people.paths.root / "sent.html"])
    uid = approval_views.listed(people)[0].coding
    root = str(people.paths.root)
    done = CliRunner().invoke(build(), ["coding", "print", uid, "[...] fælles", "-p", root])
    assert "What I1 was asked to approve reads differently" in done.output
    again = CliRunner().invoke(build(), ["coding", "print", uid, "[...] fælles", "-p", root])
    assert "reads differently" not in again.output


async def test_a_coding_that_is_gone_meanwhile_is_no_error(project: Project) -> None:
    async with running(project) as screen:
        await opened(project, screen)
        await screen.press("f")
        coding.remove(project, only(project))
        await screen.press("enter")
        assert "nothing was changed" in screen.status
    assert kept(project) == [[], []]


async def test_long_words_are_read_on_above_the_form(tmp_path: Path) -> None:
    long = " ".join(f"Og så kom nummer {number}." for number in range(60))
    made = make_project(tmp_path / "p", codebook=(ROOT / "codes.yml").read_bytes(), coder="sofie")
    with made as project:
        row = add_interview(project, "Bilag 1", ("I: Hvordan går det?", f"IP: {long}"))
        coding.add(project, row, coding.span_of_quote(project, row, long), "forstaaelse")
        async with running(project, size=(60, 20)) as screen:
            await opened(project, screen)
            said = screen.app.screen.query_one("#said", VerticalScroll)
            assert said.scroll_y == 0
            await screen.press("pagedown")
            assert said.scroll_y > 0
            await screen.press("pageup")
            assert said.scroll_y == 0
