"""Recording consent: append-only, chained, dated by the calendar on the wall."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from qda.domain.consent import ConsentKind, Scope
from qda.errors import BadRegister, NotFound, Refused
from qda.formats.papers import as_docx, as_html, as_markdown
from qda.services import (
    checking,
    coding,
    consent_chains,
    consent_papers,
    consenting,
    consents,
    dates,
    history,
    matrices,
    registering,
    restricting,
)
from qda.services.consent_fields import fields_of
from qda.services.consent_views import views
from qda.storage import informants, participants
from tests.projects import add_interview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.services.project import Project

EXTENDED, GIVEN, RESTRICTED = ConsentKind.EXTENDED, ConsentKind.GIVEN, ConsentKind.RESTRICTED
WITHDRAWN, CLARIFIED = ConsentKind.WITHDRAWN, ConsentKind.CLARIFIED


@pytest.fixture
def known(interviewed: Project) -> Project:
    """One interview with its informant."""
    registering.save(interviewed, "I6", {"label": "læge"}, new=True, appendices=("Bilag 6",))
    return interviewed


@pytest.fixture(params=["Pacific/Kiritimati", "Etc/GMT+12"])
def far_away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two places whose dates differ at every moment; one of them differs from Greenwich."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_state_of_any_day_is_replayed(known: Project) -> None:
    consents.record(known, "I6", GIVEN, at="2025-03-01", fields={"quote": "yes"})
    consents.record(known, "i6", RESTRICTED, at="2025-03-05", fields={"quote": "no"})
    days = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 5)]
    quote = [views(known, "I6", day)[0].states[0][1].answer(Scope.QUOTE) for day in days]
    assert [str(answer) for answer in quote] == ["not recorded", "yes", "no"]


@pytest.mark.parametrize(
    ("kind", "at", "fields"),
    [
        (GIVEN, "2999-01-01", {"quote": "yes"}),
        (GIVEN, "2025-02-30", {"quote": "yes"}),
        (GIVEN, "20250301", {"quote": "yes"}),
        (EXTENDED, "", {"quote": "no"}),
        (EXTENDED, "", {"how": "e-mail"}),
        (RESTRICTED, "", {"quote": "yes"}),
        (WITHDRAWN, "", {"quote": "no"}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_recorded(
    known: Project, kind: ConsentKind, at: str, fields: dict[str, str]
) -> None:
    consents.record(known, "I6", GIVEN, at="2025-03-01", fields={"analyse": "yes"})
    with pytest.raises(Refused):
        consents.record(known, "I6", kind, at=at, fields=fields)
    assert len(informants.consent_events(known.db, 1)) == 1


def test_what_was_never_given_cannot_be_extended(known: Project) -> None:
    with pytest.raises(Refused, match="no consent that holds"):
        consents.record(known, "I6", EXTENDED, fields={"quote": "yes"})


def test_nobody_is_named_when_an_id_is_wrong(known: Project) -> None:
    with pytest.raises(NotFound) as caught:
        consents.record(known, "Karla Tangmose", GIVEN)
    assert "Karla" not in caught.value.message + caught.value.hint


def test_undo_leaves_consent_alone(known: Project) -> None:
    row = known.interview("Bilag 6")
    coding.add(known, row, coding.span_of_quote(known, row, "Selv tak."), "andet")
    consents.record(known, "I6", GIVEN, fields={"quote": "yes"})
    history.undo(known)
    assert len(informants.consent_events(known.db, 1)) == 1
    assert coding.listed(known) == []


def test_a_changed_chain_is_found_by_the_doctor_and_takes_no_event(known: Project) -> None:
    consents.record(known, "I6", GIVEN, fields={"quote": "no"})
    assert consent_chains.broken_chains(known) == []
    with known.action() as db:
        db.execute("update consent_event set recorded_by = 'mikkel'")
    assert consent_chains.broken_chains(known) == ["I6"]
    found = {one.name: one.ok for one in checking.examine(known)}
    assert found["consent"] is False
    with pytest.raises(Refused, match="changed from outside"):
        consents.record(known, "I6", EXTENDED, fields={"quote": "yes"})


def test_a_withdrawal_holds_although_the_clock_is_set_back(known: Project) -> None:
    consents.record(known, "I6", GIVEN, at="2025-03-01", fields={"quote": "yes"})
    consents.record(known, "I6", WITHDRAWN)
    later = (datetime.now().astimezone() + timedelta(days=40)).isoformat()
    with known.action() as db:  # as if all was recorded while the clock was right
        db.execute("update journal set at = ?", [later])
    assert dates.clock_set_back(known) is not None
    assert any("clock" in warning for warning in consents.warnings(known))
    assert dates.counted_day(known) > dates.today()
    assert consents.state_of(known, 1).withdrawn is not None


@pytest.mark.usefixtures("far_away")
def test_a_withdrawal_counts_from_todays_date_here(known: Project) -> None:
    here = datetime.now().astimezone().date()
    assert dates.today() == here
    consents.record(known, "I6", GIVEN, at="2025-03-01", fields={"quote": "yes"})
    consents.record(known, "I6", WITHDRAWN, at=here.isoformat())
    assert consents.state_of(known, 1).withdrawn == here
    tomorrow = (here + timedelta(days=1)).isoformat()
    with pytest.raises(Refused, match="lies ahead"):
        consents.record(known, "I6", GIVEN, at=tomorrow)


@pytest.mark.usefixtures("far_away")
@pytest.mark.parametrize(("days", "hidden"), [(0, True), (-1, False)])
def test_an_embargo_ends_with_its_day_here(known: Project, days: int, hidden: bool) -> None:
    until = datetime.now().astimezone().date() + timedelta(days=days)
    row = known.interview("Bilag 6")
    with known.action() as db:  # the record itself is older than either date
        db.execute("update journal set at = '2025-01-01T00:00:00+00:00'")
    span = coding.span_of_quote(known, row, "Selv tak.")
    from qda.storage import codings, interviews

    with known.action() as db:
        text = interviews.transcript_text(db, row.transcript_id)
        codings.put_restriction(
            db,
            codings.restriction_row(row.transcript_id, span, text, kind="embargo", source="",
                                    at="2025-01-01", until=until.isoformat()),
        )  # fmt: skip
    assert bool(restricting.in_force(known)[0]) is hidden


def test_a_time_with_its_zone_is_a_local_day(known: Project) -> None:
    moment = datetime.now().astimezone().replace(microsecond=0)
    consents.record(known, "I6", GIVEN, at=moment.isoformat(), fields={"quote": "yes"})
    assert consents.state_of(known, 1).given == moment.date()


def test_the_end_of_retention_is_said_before_and_after(known: Project) -> None:
    soon = (dates.today() + timedelta(days=10)).isoformat()
    consents.record(known, "I6", GIVEN, fields={"retention": soon})
    (warning,) = consents.retention_warnings(known)
    assert "ends soon" in warning
    consents.record(known, "I6", CLARIFIED, fields={"retention": "2025-01-01"})
    (warning,) = consents.retention_warnings(known)
    assert "has passed" in warning


@pytest.mark.parametrize(
    "given", [{"yes": ("qoute",)}, {"yes": ("quote",), "no": ("quote",)}, {"retention": "soon"}]
)
def test_wrong_fields_are_refused(known: Project, given: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        fields_of(known, given)


def test_scopes_come_in_lists_and_with_hyphens(known: Project) -> None:
    given = {"yes": ("quote, be-named", "library"), "interviews": ("6",), "how": "brev"}
    assert fields_of(known, given) == {
        "quote": "yes", "be_named": "yes", "library": "yes", "interviews": "Bilag 6", "how": "brev",
    }  # fmt: skip


TABLE = (
    "id;bilag;navn;label;dato;quote;appendix_policy\nI1;6;Karla Tangmose;fisker;{at};{quote};full\n"
)


def table(folder: Path, text: str) -> Path:
    path = folder / "informants.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_table_is_a_register_too(interviewed: Project, tmp_path: Path) -> None:
    path = table(tmp_path, TABLE.format(at="2025-02-11", quote="yes"))
    report = registering.load_register(interviewed, path)
    assert (report.new, report.consents, report.waiting) == (1, 1, ())
    assert registering.load_register(interviewed, path).consents == 0
    assert consents.state_of(interviewed, 1).permits(Scope.QUOTE)


def test_a_workbook_is_a_register_too(interviewed: Project, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["id", "appendix", "at", "quote"])
    book.active.append(["I1", "Bilag 6", datetime(2025, 2, 11), "no"])
    book.save(tmp_path / "informants.xlsx")
    assert registering.load_register(interviewed, tmp_path / "informants.xlsx").consents == 1
    assert consents.state_of(interviewed, 1).given == date(2025, 2, 11)


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        (TABLE.format(at="2999-01-01", quote="yes"), "informants.date-ahead", 2),
        (TABLE.format(at="2025-02-11", quote="ja"), "informants.unknown-value", 2),
        (TABLE.replace("label", "lable").format(at="2025-02-11", quote="no"),
         "informants.unknown-field", 1),
        (TABLE.format(at="2025-02-11", quote="no") + "I2;7;karla tangmose;smed;;;\n",
         "informants.duplicate-name", 3),
    ],
)  # fmt: skip
def test_a_mistake_in_a_table_is_reported_with_its_row(
    interviewed: Project, tmp_path: Path, text: str, name: str, line: int
) -> None:
    with pytest.raises(BadRegister) as caught:
        registering.load_register(interviewed, table(tmp_path, text))
    assert [(problem.name, problem.line) for problem in caught.value.problems] == [(name, line)]
    assert "arla" not in str(caught.value.problems[0])
    assert informants.informants(interviewed.db) == []


def test_another_appendix_unlinks_the_old_interview(known: Project) -> None:
    add_interview(known, "Bilag 7")
    assert registering.save(known, "I6", {}, new=False, appendices=("Bilag 7",)) == 1
    linked = {row.appendix: row.informant_id for row in known.interviews()}
    assert linked == {"Bilag 6": None, "Bilag 7": 1}
    assert list(participants.participants(known.db)) == [known.interview("Bilag 7").id]


def test_two_in_one_interview_need_labels(known: Project) -> None:
    with pytest.raises(Refused, match="has another informant"):
        registering.save(known, "I7", {}, new=True, appendices=("Bilag 6",))
    assert informants.informant(known.db, "I7") is None


@pytest.mark.parametrize("write", [as_docx, as_html, as_markdown])
@pytest.mark.parametrize("paper", [consent_papers.overview, consent_papers.record_of_processing])
def test_a_paper_holds_no_name(known: Project, paper: Any, write: Any) -> None:
    import io
    import zipfile

    registering.save(known, "I6", {"name": "Karla Tangmose"}, new=False)
    consents.record(known, "I6", GIVEN, at="2025-03-01", fields={"quote": "yes"})
    contents = write(consenting.permit_paper(known, paper(known)))
    parts = [contents]
    if write is as_docx:
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
    text = b"".join(parts).decode()
    assert "Tangmose" not in text
    assert "Social mix" in text
    assert matrices.matrix(known).value.total == 0


def test_lifting_needs_a_reason_and_undo_restricts_again(known: Project) -> None:
    row = known.interview("Bilag 6")
    uid = restricting.add(known, row, coding.span_of_quote(known, row, "Selv tak."))
    with pytest.raises(Refused, match="needs a reason"):
        restricting.lift(known, uid, " ")
    assert restricting.lift(known, uid[:8], "brev af 3. maj") == "Bilag 6"
    assert restricting.listed(known) == []
    history.undo(known)
    assert [one.uid for one in restricting.listed(known)] == [uid]


def test_a_passage_is_suggested_until_it_is_restricted(known: Project) -> None:
    (found,) = restricting.suggest(known)
    assert found.words == "det må I ikke skrive"
    row = known.interview("Bilag 6")
    assert restricting.listed(known) == []
    restricting.add(known, row, coding.span_of_quote(known, row, "det må I ikke skrive"))
    assert restricting.suggest(known) == []
