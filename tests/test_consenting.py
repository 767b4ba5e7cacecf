"""The register and the gate: what is withheld, and that nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.consent import ConsentEvent, ConsentKind, event_hash
from qda.errors import BadRegister
from qda.services import coding, matrices, people, registering
from qda.storage import codings, informants
from tests.projects import LINES, add_interview

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project
    from qda.services.register_storing import RegisterReport

REGISTER = """
informants:
  - id: I6
    appendix: Bilag 6
    name: Asta Kornblomst
    label: læge, by
    role: læge
    consent:
      - at: 2025-03-20
        kind: given
        recorded_by: sofie
        scopes: {quote: yes, approval: none, appendix: full}
    restrictions:
      - kind: off_record
        from: "Skolen er »en helt"
        to: "må I ikke skrive."
        at: 2025-03-20
"""


def with_event(event: str) -> str:
    """The register with one more consent event."""
    return REGISTER.replace("    restrictions:", event + "    restrictions:")


def load(project: Project, tmp_path: Path, text: str) -> RegisterReport:
    path = tmp_path / "informants.yml"
    path.write_text(text, "utf-8")
    return registering.load_register(project, path)


def test_a_passage_is_restricted_from_its_first_to_its_last_words(
    interviewed: Project, tmp_path: Path
) -> None:
    report = load(interviewed, tmp_path, REGISTER)
    assert (report.new, report.consents, report.restrictions) == (1, 1, 1)
    row = interviewed.interview("Bilag 6")
    (restriction,) = codings.restrictions(interviewed.db, row.transcript_id)
    span = coding.span_of_quote(
        interviewed, row, "Skolen er »en helt anden sag« – det må I ikke skrive."
    )
    assert (restriction["start"], restriction["stop"]) == (span.start, span.stop)


@pytest.mark.parametrize(
    ("quote", "passes"),
    [
        ("Skolen er", False),
        ("ikke skrive. Men børnene", False),
        ("Men børnene, de leger jo sammen.", True),
        ("når lægen og buschaufføren", True),
    ],
)
def test_one_shared_character_is_enough_to_withhold(
    interviewed: Project, tmp_path: Path, quote: str, passes: bool
) -> None:
    load(interviewed, tmp_path, REGISTER)
    row = interviewed.interview("Bilag 6")
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, quote), "andet")
    assert matrices.matrix(interviewed).value.total == int(passes)


def test_a_withdrawn_informant_vanishes(interviewed: Project, tmp_path: Path) -> None:
    row = interviewed.interview("Bilag 6")
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "andet")
    load(interviewed, tmp_path, REGISTER)
    assert matrices.matrix(interviewed).value.total == 1
    withdrawn = "      - at: 2025-04-01\n        kind: withdrawn\n        recorded_by: sofie\n"
    load(
        interviewed,
        tmp_path,
        REGISTER.replace("    restrictions:", withdrawn + "    restrictions:"),
    )
    permitted = matrices.matrix(interviewed)
    assert permitted.value.total == 0
    assert permitted.withheld == {"withdrawn": 1}


def test_an_embargo_ends_on_its_day(interviewed: Project, tmp_path: Path) -> None:
    ended = REGISTER.replace("off_record", "embargo") + "        until: 2025-04-01\n"
    load(interviewed, tmp_path, ended)
    row = interviewed.interview("Bilag 6")
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, "Skolen er"), "andet")
    assert matrices.matrix(interviewed).value.total == 1


@pytest.mark.parametrize(("appendix", "page"), [("full", ":2"), ("empty", ""), ("omitted", "")])
def test_a_page_is_given_where_the_appendix_is_shown(
    interviewed: Project, tmp_path: Path, appendix: str, page: str
) -> None:
    load(interviewed, tmp_path, REGISTER.replace("appendix: full", f"appendix: {appendix}"))
    row = interviewed.interview("Bilag 6")
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, "Selv tak."), "andet")
    (quote,) = matrices.matrix(interviewed).value.cells["Bilag 6", "andet"]
    assert quote.reference == f"(Bilag 6{page})"
    assert bool(quote.pages) is bool(page)


def test_consent_events_are_chained(interviewed: Project, tmp_path: Path) -> None:
    load(interviewed, tmp_path, REGISTER)
    later = "      - at: 2025-04-01\n        kind: extended\n        scopes: {reuse: yes}\n"
    load(interviewed, tmp_path, with_event(later))
    first, second = informants.consent_events(interviewed.db, 1)
    assert first["prev_hash"] == ""
    assert second["prev_hash"] == first["hash"]
    again = ConsentEvent(
        informant=first["informant_uid"],
        at=first["at"],
        kind=ConsentKind(first["kind"]),
        fields=first["fields"],
        recorded_by=first["recorded_by"],
        prev_hash="",
    )
    assert event_hash(again) == first["hash"]


def test_a_passage_that_is_not_found_loads_nothing_and_quotes_nothing(
    interviewed: Project, tmp_path: Path
) -> None:
    with pytest.raises(BadRegister) as caught:
        load(interviewed, tmp_path, REGISTER.replace("Skolen er »en helt", "Noget helt andet"))
    assert [problem.line for problem in caught.value.problems] == [14]
    said = caught.value.message + str(caught.value.problems[0])
    assert "Noget" not in said
    assert "Asta" not in said
    assert informants.informants(interviewed.db) == []


def test_informants_of_other_appendices_wait(project: Project, tmp_path: Path) -> None:
    add_interview(project, "Bilag 1")
    text = REGISTER[: REGISTER.index("    restrictions:")]
    assert load(project, tmp_path, text).new == 1
    assert people.people(project)[0].appendix == ""


def test_last_words_that_begin_before_the_passage_do_not_cut_it_short(
    interviewed: Project, tmp_path: Path
) -> None:
    cut = REGISTER.replace("Skolen er »en helt", "anden sag« – det")
    load(interviewed, tmp_path, cut)
    row = interviewed.interview("Bilag 6")
    assert len(codings.restrictions(interviewed.db, row.transcript_id)) == 1
    with pytest.raises(BadRegister):
        load(interviewed, tmp_path, cut.replace("må I ikke skrive.", "en helt anden sag"))


def test_last_words_inside_another_word_do_not_cut_a_passage_short(
    project: Project, tmp_path: Path
) -> None:
    row = add_interview(
        project, "Bilag 6", (*LINES[:3], "IP: Skolen er »en helt jagt og siger nej, ja, den er.")
    )
    load(project, tmp_path, REGISTER.replace("må I ikke skrive.", "ja"))
    (restriction,) = codings.restrictions(project.db, row.transcript_id)
    span = coding.span_of_quote(project, row, "Skolen er »en helt jagt og siger nej, ja")
    assert (restriction["start"], restriction["stop"]) == (span.start, span.stop)


def test_an_embargo_that_is_made_longer_holds_longer(interviewed: Project, tmp_path: Path) -> None:
    row = interviewed.interview("Bilag 6")
    coding.add(interviewed, row, coding.span_of_quote(interviewed, row, "Skolen er"), "andet")
    ended = REGISTER.replace("off_record", "embargo") + "        until: 2025-04-01\n"
    load(interviewed, tmp_path, ended)
    assert matrices.matrix(interviewed).value.total == 1
    load(interviewed, tmp_path, ended.replace("until: 2025", "until: 2999"))
    assert matrices.matrix(interviewed).value.total == 0


def test_an_informant_without_an_interview_is_named(project: Project, tmp_path: Path) -> None:
    add_interview(project, "Bilag 1")
    text = REGISTER[: REGISTER.index("    restrictions:")]
    assert load(project, tmp_path, text).waiting == ("I6",)
    assert load(project, tmp_path, text.replace("Bilag 6", "Bilag 1")).waiting == ()
