"""The gate against an oracle: what consent allows passes, and nothing else, in any format."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from qda.domain.approval import Answered, Use
from qda.domain.consent import ConsentKind, RestrictionKind
from qda.domain.matrix import Cells
from qda.domain.permission import Profile
from qda.errors import NotPermitted
from qda.formats import matrix_text
from qda.services import (
    coding,
    consent_chains,
    consenting,
    consents,
    matrices,
    matrix_files,
    registering,
    restricting,
)
from qda.services.approving import Answer, excerpt_by_id, record
from qda.services.choosing import Choice
from qda.services.leaks import Leak, Scanner
from qda.services.matrices import Layout
from qda.services.matrix_files import Form
from qda.services.packing import write_pack
from qda.services.printed_forms import set_form
from qda.services.publishing import Publisher
from qda.storage import approvals, codings
from tests.projects import add_interview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qda.domain.matrix import Matrix
    from qda.domain.permission import Permitted
    from qda.services.project import Project

LINES = (
    "I: Hvem vander haven?",
    "IP: Det gør gartneren hver morgen ved syvtiden.",
    "I: Og hvem fejer?",
    "IP: Det gør viceværten om fredagen.",
)
ANSWERS = ("yes", "no", "not recorded", None)
STATES = 500
"""For each of four formats: 2,000 pairs in all."""
FORMATS = (
    (Profile.INTERNAL, Use.QUOTE),
    (Profile.SUPERVISOR, Use.QUOTE),
    (Profile.ASSESSMENT, Use.COUNT),
    (Profile.PUBLIC, Use.QUOTE),
)


def random_history(dice: random.Random) -> list[tuple[ConsentKind, str, dict[str, str]]]:
    """Up to four events in the order of their days, as a person might record them."""
    found = []
    for day in sorted(dice.sample(range(1, 28), dice.randint(0, 4))):
        kind = dice.choices(list(ConsentKind), weights=(6, 2, 2, 1, 2))[0]
        fields: dict[str, str] = {}
        for scope in ("analyse", "quote", "library"):
            answer = dice.choices(ANSWERS, weights=(12, 1, 1, 2))[0]
            fields |= {scope: answer} if answer else {}
        fields |= {"background_only": dice.choice(("yes", "no", "no", "not recorded"))}
        fields |= {"approval": dice.choice(("none", "none", "quotes", "all_mentions"))}
        fields |= {"retention": dice.choice(("2030-01-01", "2030-01-01", "2025-06-01"))}
        found.append((kind, f"2025-03-{day:02}", {} if kind == "withdrawn" else fields))
    return found


def allowed(history: list[tuple[ConsentKind, str, dict[str, str]]], profile: str, use: str) -> bool:
    """The oracle: written from the rules in words, without the code under test."""
    given, gone = False, False
    said: dict[str, str] = {}
    for kind, _day, fields in history:
        if kind == "withdrawn":
            kept = {name: said[name] for name in said if name in ("approval", "retention")}
            given, gone, said = False, True, kept
        elif kind == "given":
            given, gone = True, False
            said |= fields
        elif not gone:
            said |= fields
    if profile == "internal":
        return not gone
    if not given or said.get("analyse") != "yes" or said.get("retention") == "2025-06-01":
        return False
    if profile == "public" and said.get("library") != "yes":
        return False
    if use == "count":
        return True
    if said.get("quote") != "yes" or said.get("background_only") == "yes":
        return False
    # Nobody is asked in this test, so whoever wants to approve has not.
    return profile == "supervisor" or said.get("approval") == "none"


@pytest.fixture
def coded(project: Project) -> Project:
    row = add_interview(project, "Bilag 1", LINES)
    span = coding.span_of_quote(project, row, "gartneren hver morgen")
    coding.add(project, row, span, "effekter")
    registering.save(project, "I1", {"label": "beboer"}, new=True, appendices=("Bilag 1",))
    return project


@pytest.mark.parametrize(("profile", "use"), FORMATS)
def test_2000_states_and_formats_pass_exactly_where_they_may(
    coded: Project, profile: Profile, use: Use
) -> None:
    dice = random.Random(f"{profile} {use}")
    verdicts: list[tuple[bool, bool]] = []
    for _round in range(STATES):
        history = random_history(dice)
        verdicts.append((passes(coded, history, profile, use), allowed(history, profile, use)))
    expected = [may for _did, may in verdicts]
    assert 20 < sum(expected) < STATES
    assert [pair for pair in verdicts if pair[0] and not pair[1]] == []
    assert [pair for pair in verdicts if pair[1] and not pair[0]] == []


class Undo(Exception):
    """Ends a transaction whose changes are to be forgotten."""


def passes(
    project: Project,
    history: list[tuple[ConsentKind, str, dict[str, str]]],
    profile: Profile,
    use: Use,
) -> bool:
    """Whether the quote passes after a history, which is forgotten again."""
    total = 0
    try:
        with project.action():
            for kind, day, fields in history:
                consent_chains.append(project, 1, kind, at=day, fields=fields)
            choice = Choice(profile=profile, use=use)
            total = matrices.matrix(project, Layout(choice)).value.total
            raise Undo
    except Undo:
        return total == 1


def give(project: Project, **fields: str) -> None:
    consents.record(project, "I1", ConsentKind.GIVEN, at="2025-03-01", fields=fields)


@pytest.mark.parametrize("form", list(Form))
def test_a_count_holds_no_words_in_any_form(coded: Project, tmp_path: Path, form: Form) -> None:
    give(coded, analyse="yes", quote="no")
    permitted = matrices.matrix(coded, Layout(Choice(profile=Profile.ASSESSMENT, use=Use.COUNT)))
    path = tmp_path / f"matrix.{form}"
    writer = Publisher(coded, Profile.ASSESSMENT)
    matrix_files.write_matrix(permitted, path, form, Cells.QUOTES, writer=writer)
    assert permitted.value.total == 1
    assert [quote.text for _row, _column, quote in permitted.value.in_order()] == [""]
    assert b"gartneren" not in path.read_bytes()


def test_an_approved_quote_passes_until_its_printed_form_changes(
    coded: Project, tmp_path: Path
) -> None:
    choice = Choice(profile=Profile.ASSESSMENT)
    give(coded, analyse="yes", quote="yes", approval="quotes")
    assert matrices.matrix(coded, Layout(choice)).withheld == {"not approved": 1}
    write_pack(coded, "I1", [tmp_path / "pack.docx"])
    assert matrices.matrix(coded, Layout(choice)).withheld == {"not approved": 1}
    (shown,) = approvals.excerpts(coded.db)
    record(coded, [Answer(excerpt_by_id(coded, shown["uid"][:8]), Answered.APPROVED)])
    assert matrices.matrix(coded, Layout(choice)).value.total == 1
    (one,) = codings.codings(coded.db)
    set_form(coded, one, "gartneren [...] morgen")
    assert matrices.matrix(coded, Layout(choice)).withheld == {"not approved": 1}


def test_an_interview_before_its_consent_is_withheld(coded: Project) -> None:
    give(coded, analyse="yes", quote="yes", approval="none")
    choice = Choice(profile=Profile.SUPERVISOR)
    assert matrices.matrix(coded, Layout(choice)).value.total == 1
    with coded.action() as db:
        db.execute("update interview set date = '2025-02-28'")
    assert matrices.matrix(coded, Layout(choice)).withheld == {"before consent": 1}


def test_nothing_passes_where_nobody_is_registered(project: Project) -> None:
    row = add_interview(project, "Bilag 1", LINES)
    coding.add(project, row, coding.span_of_quote(project, row, "viceværten"), "effekter")
    assert matrices.matrix(project).value.total == 1
    permitted = matrices.matrix(project, Layout(Choice(profile=Profile.SUPERVISOR)))
    assert permitted.withheld == {"no informant": 1}


def test_a_changed_record_of_consent_stops_every_export(coded: Project) -> None:
    give(coded, analyse="yes", quote="no")
    with coded.action() as db:
        db.execute("""update consent_event set fields = '{"quote": "yes"}'""")
    with pytest.raises(NotPermitted, match="I1"):
        matrices.matrix(coded)


def test_a_removed_last_event_stops_every_export(coded: Project) -> None:
    give(coded, analyse="yes", quote="yes")
    consents.record(coded, "I1", ConsentKind.WITHDRAWN)
    with coded.action() as db:
        db.execute("delete from consent_event where kind = 'withdrawn'")
    with pytest.raises(NotPermitted, match="I1"):
        matrices.matrix(coded)


def test_what_may_only_be_retold_is_neither_quoted_nor_counted(coded: Project) -> None:
    row = coded.interview("Bilag 1")
    span = coding.span_of_quote(coded, row, "gartneren hver morgen")
    restricting.add(coded, row, span, RestrictionKind.PARAPHRASE_ONLY)
    gate = consenting.gate(coded)
    (one,) = codings.codings(coded.db)
    found = {use: gate.reason(one, use) for use in Use}
    assert found == {
        Use.QUOTE: "restricted",
        Use.COUNT: "restricted",
        Use.PARAPHRASE: None,
        Use.MENTION: None,
    }


def test_consent_to_one_interview_says_nothing_of_another(coded: Project) -> None:
    row = add_interview(coded, "Bilag 2", (*LINES, "I: Tak.", "IP: Kompostbunken passer sig selv."))
    coding.add(coded, row, coding.span_of_quote(coded, row, "Kompostbunken"), "effekter")
    registering.save(coded, "I1", {}, new=False, appendices=("Bilag 1", "Bilag 2"))
    give(coded, analyse="yes", quote="yes", interviews="Bilag 2")
    found = matrices.matrix(coded, Layout(Choice(profile=Profile.SUPERVISOR))).value
    assert [quote.text for _row, _column, quote in found.in_order()] == ["Kompostbunken"]
    assert date.fromisoformat("2025-03-01") == consents.state_of(coded, 1, appendix="Bilag 2").given


@pytest.mark.parametrize(
    "write", [matrix_text.as_csv, matrix_text.as_json, matrix_text.as_markdown]
)
@pytest.mark.parametrize("profile", list(Profile))
def test_written_words_stand_there_exactly_where_they_may(
    coded: Project, write: Callable[[Permitted[Matrix], Cells], bytes], profile: Profile
) -> None:
    dice = random.Random(f"{profile} {write.__name__}")
    histories = [random_history(dice) for _round in range(60)]
    written = [after(coded, history, profile, write) for history in histories]
    expected = [allowed(history, profile, Use.QUOTE) for history in histories]
    assert any(expected)
    assert not all(expected)
    assert [b"gartneren" in contents for contents, _leaks in written] == expected
    assert [leaks for _contents, leaks in written if leaks] == []


def after(
    project: Project,
    history: list[tuple[ConsentKind, str, dict[str, str]]],
    profile: Profile,
    write: Callable[[Permitted[Matrix], Cells], bytes],
) -> tuple[bytes, list[Leak]]:
    """What would be written after a history, and what of it leaks."""
    contents, leaks = b"", [Leak("", "nothing was written", "")]
    try:
        with project.action():
            for kind, day, fields in history:
                consent_chains.append(project, 1, kind, at=day, fields=fields)
            contents = write(
                matrices.matrix(project, Layout(Choice(profile=profile))), Cells.QUOTES
            )
            leaks = Scanner(project, profile).scan("matrix", contents)
            raise Undo
    except Undo:
        return contents, leaks
