"""The gates before publication: each closes for its reason, says by id what is wrong, and opens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli.main import build
from qda.domain.approval import Answered
from qda.domain.consent import ConsentKind
from qda.domain.gates import Barrier, together
from qda.domain.permission import Profile
from qda.domain.register import Verdict
from qda.domain.thesis_findings import Approved
from qda.errors import NotPermitted, Refused
from qda.services import (
    approving,
    coding,
    consents,
    gate_report,
    gating,
    identifying,
    naming,
    packing,
    printed_forms,
    publishing,
    read_throughs,
    registering,
    restricting,
    verdicts,
)
from qda.services.gate_words import in_lines
from qda.services.naming import Draft
from qda.services.project import open_project
from qda.services.thesis_material import approval_of, gather
from qda.storage import approvals, codings
from tests.projects import add_interview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qda.services.project import Project

LINES = (
    "I: Hvem vander haven?",
    "IP: Det gør gartneren hver morgen ved syvtiden, når der er lys nok.",
    "I: Og hvem fejer?",
    "IP: Det gør viceværten om fredagen, men det er mellem os, og det må du ikke skrive.",
)
FIELDS = {
    "analyse": "yes", "quote": "yes", "approval": "none", "appendix": "full", "how": "formular",
    "letter": "1", "copy_given": "ja", "retention": "2099-01-01", "library": "yes",
}  # fmt: skip


@pytest.fixture
def ready(project: Project) -> Project:
    """A project that is open for assessment."""
    row = add_interview(project, "Bilag 1", LINES)
    registering.save(project, "I1", {"label": "beboer"}, new=True, appendices=("Bilag 1",))
    consents.record(project, "I1", ConsentKind.GIVEN, at="2025-03-01", fields=FIELDS)
    span = coding.span_of_quote(project, row, "gartneren hver morgen")
    coding.add(project, row, span, "effekter")
    for form in identifying.queue(project).forms:
        verdicts.decide_form(project, form.form, Verdict.NOT_A_NAME)
    read_throughs.record(project, row)
    return project


def closed(project: Project, profile: Profile = Profile.ASSESSMENT) -> set[str]:
    return {one.gate for one in gating.gates(project, profile).closed}


def clarify(project: Project, **fields: str) -> None:
    consents.record(project, "I1", ConsentKind.CLARIFIED, at="2025-03-02", fields=fields)


def name_in_text(project: Project) -> None:
    add_interview(project, "Bilag 2", ("I: Hvem?", "IP: Det ved Torkild Brandrup vist bedst."))
    registering.save(project, "I1", {}, new=False, appendices=("Bilag 1", "Bilag 2"))


def restricted_words_in_a_printed_form(project: Project) -> None:
    row = project.interview("Bilag 1")
    span = coding.span_of_quote(project, row, "det er mellem os, og det må du ikke skrive")
    restricting.add(project, row, span)
    (one,) = codings.codings(project.db)
    with project.action() as db:
        db.execute(
            "insert into quote_form (uid, coding_uid, text, origin, coder, created)"
            " values ('f', ?, 'mellem os, og det må du ikke skrive', 'coder', 'a', '')",
            [one.uid],
        )


def one_pseudonym_for_two(project: Project) -> None:
    for name in ("Torkild", "Solvejg"):
        naming.enter(project, Draft(names=(name,), replacements={Profile.PUBLIC: f"{name}s ven"}))
    with project.action() as db:
        db.execute("update replacement set text = 'Ditlev'")


def database_among_exports(project: Project) -> None:
    project.paths.make(project.paths.exports)
    (project.paths.exports / "copy.bin").write_bytes(b"SQLite format 3\0")


def named_without_consent(project: Project) -> None:
    registering.save(project, "I1", {"name": "Torkild Brandrup"}, new=False)
    naming.enter_informants(project)
    with project.action() as db:
        db.execute("update entity set protect = 0")


def early(project: Project) -> None:
    with project.action() as db:
        db.execute("update interview set date = '2025-02-01'")


def unregistered(project: Project) -> None:
    add_interview(project, "Bilag 2", LINES)


CLOSING: list[tuple[str, Callable[[Project], None]]] = [
    ("G01", lambda p: clarify(p, analyse="no")),
    ("G01", unregistered),
    ("G02", early),
    ("G02", lambda p: clarify(p, retention="2025-03-03")),
    ("G04", lambda p: clarify(p, quote="not recorded")),
    ("G05", lambda p: clarify(p, approval="quotes")),
    ("G07", restricted_words_in_a_printed_form),
    ("G09", name_in_text),
    ("G11", database_among_exports),
    ("G12", one_pseudonym_for_two),
    ("G13", named_without_consent),
]


@pytest.mark.parametrize(("gate", "change"), CLOSING)
def test_each_gate_closes_for_its_reason(
    ready: Project, gate: str, change: Callable[[Project], None]
) -> None:
    assert closed(ready) == set()
    change(ready)
    assert gate in closed(ready)


def test_a_gate_without_a_record_of_how_consent_was_given_closes_until_it_is_accepted(
    project: Project,
) -> None:
    registering.save(project, "I1", {"label": "beboer"}, new=True)
    fields = {name: value for name, value in FIELDS.items() if name not in ("how", "retention")}
    consents.record(project, "I1", ConsentKind.GIVEN, at="2025-03-01", fields=fields)
    assert closed(project) == {"G03", "G18"}
    gating.accept(project, "G03", "I1", "the forms lie with the university")
    assert closed(project) == {"G18"}
    found = [one for gate in gating.gates(project, Profile.ASSESSMENT).gates for one in gate.found]
    assert "the forms lie with the university (sofie, " in found[0].accepted


def test_no_gate_on_words_or_names_can_be_passed_over(ready: Project) -> None:
    with pytest.raises(Refused):
        gating.accept(ready, "G09", "Bilag 1", "no time")


def test_what_is_told_about_one_informant_alone_closes_the_public_profile(ready: Project) -> None:
    assert "G14" not in closed(ready, Profile.PUBLIC)
    values = {"role": "vicevært", "municipality": "Fjordby"}
    registering.save(ready, "I1", values, new=False)
    assert "G14" in closed(ready, Profile.PUBLIC)
    assert "G14" not in closed(ready)


def test_a_withdrawal_leaves_out_and_does_not_block(ready: Project) -> None:
    consents.record(ready, "I1", ConsentKind.WITHDRAWN, at="2025-04-01")
    found = gating.gates(ready, Profile.ASSESSMENT)
    assert [one.subject for gate in found.gates if gate.id == "G02" for one in gate.found] == [
        "I1 Bilag 1"
    ]
    assert found.closed == ()


def test_a_refused_export_names_gates_and_ids(ready: Project) -> None:
    name_in_text(ready)
    with pytest.raises(NotPermitted) as refused:
        publishing.publisher(ready, Profile.SUPERVISOR)
    assert "G09 Bilag 2" in refused.value.message
    assert "Torkild" not in refused.value.message


@pytest.mark.parametrize("ending", ["docx", "md", "json"])
def test_the_report_holds_no_name_and_is_written_while_gates_are_closed(
    ready: Project, tmp_path: Path, ending: str
) -> None:
    name_in_text(ready)
    path = tmp_path / f"check.{ending}"
    gate_report.write(ready, gating.gates(ready, Profile.PUBLIC), path)
    assert path.stat().st_size > 500
    assert b"Torkild" not in path.read_bytes()


@pytest.mark.parametrize("ending", ["docx", "md", "json"])
def test_an_id_that_looks_like_a_telephone_number_keeps_no_report_back(
    demo: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"check.{ending}"
    with open_project(demo) as project:
        with project.action() as db:
            db.execute("update coding set uid = (20123000 + rowid) || substr(uid, 9)")
        gates = gating.gates(project, Profile.SUPERVISOR)
        found = [one.subject for gate in gates.gates for one in gate.found]
        assert any("20123" in subject for subject in found)
        gate_report.write(project, gates, path)
    assert path.stat().st_size > 500


def test_the_report_says_once_what_is_alike(demo: Path, tmp_path: Path) -> None:
    with open_project(demo) as project:
        gates = gating.gates(project, Profile.SUPERVISOR)
        gate_report.write(project, gates, tmp_path / "check.md")
    report = (tmp_path / "check.md").read_text("utf-8")
    everything = [one for gate in gates.gates for one in gate.found]
    findings = report.split("## Findings")[1].split("##")[0]
    assert all(one.subject in findings for one in everything)
    assert findings.count("\n| G") < len(everything) / 2


def test_check_ends_with_1_while_something_blocks_and_with_0_after(ready: Project) -> None:
    arguments = ["check", "--json", "--project", str(ready.paths.root)]
    assert CliRunner().invoke(build(), arguments).exit_code == 0
    clarify(ready, quote="not recorded")
    result = CliRunner().invoke(build(), arguments)
    assert result.exit_code == 1
    values = json.loads(result.stdout)
    assert [gate["id"] for gate in values["gates"] if gate["state"] == "closed"] == ["G04"]


def test_a_printed_form_is_rendered_like_the_words(ready: Project) -> None:
    (one,) = codings.codings(ready.db)
    printed_forms.set_form(ready, one, "gartneren [...] morgen")
    assert closed(ready) == set()


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("gartneren hver morgen ved syvtiden", Approved.YES),
        ("gartneren  hver\nmorgen ved syvtiden.", Approved.YES),
        ("gartneren hver morgen ved ottetiden", Approved.UNKNOWN),
        ("gartneren hver morgen", Approved.UNKNOWN),
    ],
)
def test_an_approval_holds_in_a_thesis_for_exactly_the_words_that_were_shown(
    project: Project, tmp_path: Path, words: str, known: Approved
) -> None:
    row = add_interview(project, "Bilag 1", LINES)
    registering.save(project, "I1", {"label": "beboer"}, new=True, appendices=("Bilag 1",))
    fields = FIELDS | {"approval": "quotes"}
    consents.record(project, "I1", ConsentKind.GIVEN, at="2025-03-01", fields=fields)
    span = coding.span_of_quote(project, row, "gartneren hver morgen ved syvtiden")
    coding.add(project, row, span, "effekter")
    packing.write_pack(project, "I1", [tmp_path / "pack.docx"])
    before = gather(project).sources["Bilag 1"]
    assert approval_of(before, words, (span,)) is Approved.UNKNOWN
    (shown,) = approvals.excerpts(project.db)
    answer = approving.Answer(approving.excerpt_by_id(project, shown["uid"][:8]), Answered.APPROVED)
    approving.record(project, [answer])
    assert approval_of(gather(project).sources["Bilag 1"], words, (span,)) is known


def test_what_is_said_of_many_is_said_once_with_its_subjects() -> None:
    found = [
        Barrier("G09", f"Bilag {number}", "Names wait.", f"Decide: `qda names Bilag {number}`.")
        for number in range(1, 12)
    ]
    (line,) = in_lines([*found, found[0]])
    assert line.startswith("G09 Bilag 1, Bilag 2, ")
    assert line.endswith("Bilag 8 … and 3 more: Names wait. Decide: `qda names …`.")


def test_what_differs_is_said_apart() -> None:
    found = [
        Barrier("G04", "I1", "Nothing is recorded.", "Ask I1."),
        Barrier("G04", "I2", "Nothing is recorded.", "Ask I2."),
        Barrier("G05", "I3", "Nothing is recorded.", "Ask I3."),
        Barrier("G04", "I4", "Nothing is recorded.", "Ask I4.", blocks=False, accepted="known"),
    ]
    assert [(one.subjects, one.todo, one.blocks) for one in together(found)] == [
        (("I1", "I2"), "Ask ….", True),
        (("I3",), "Ask I3.", True),
        (("I4",), "Ask I4.", False),
    ]
