"""informants.yml: what is read, and every mistake with its line and without anybody's name."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from qda.domain.consent import ConsentKind, Informant, RestrictionKind
from qda.errors import BadFile, BadRegister, ExitCode
from qda.formats.informant_entries import ConsentEntry, InformantEntry, RestrictionEntry
from qda.formats.informants_yml import read_informants

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The docstring of the test as a register file."""
    return written(tmp_path, inspect.getdoc(request.function) or "")


def written(folder: Path, text: str) -> Path:
    path = folder / "informants.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_register_is_read_with_everything_in_it(register: Path) -> None:
    """
    # Opdigtet
    informants:
      - id: I1
        appendix: bilag 1
        name: Karla Tangmose
        label: havnefoged, Vesterø      # som trykt
        role: havnefoged
        organisation: Vesterø Havn
        municipality: Nordkyst Kommune
        area: Kajen
        attributes: {guide beforehand: nej, år i jobbet: 007}
        consent:
          - at: 2025-02-11
            kind: given
            how: underskrevet formular
            recorded_by: sofie
            scopes: {record: yes, quote: no, be_named: not recorded, approval: quotes,
                     appendix: pseudonymised, library: no, retention: 2026-12-31}
          - at: 2025-03-01
            kind: withdrawn
        restrictions:
          - kind: off_record
            from: "det bliver
              mellem os"
            to: så må I godt igen
            at: 2025-02-11
          - kind: embargo
            from: budgettet
            to: næste år
            until: 2026-01-01
            reason: regnskabet er ikke offentligt
      - id: I2
    """
    assert read_informants(register) == [
        InformantEntry(
            Informant(
                "I1",
                name="Karla Tangmose",
                label="havnefoged, Vesterø",
                role="havnefoged",
                organisation="Vesterø Havn",
                municipality="Nordkyst Kommune",
                area="Kajen",
                attributes={"guide beforehand": "nej", "år i jobbet": "007"},
            ),
            appendix="Bilag 1",
            consents=(
                ConsentEntry(
                    at="2025-02-11",
                    kind=ConsentKind.GIVEN,
                    fields={
                        "how": "underskrevet formular",
                        "record": "yes",
                        "quote": "no",
                        "be_named": "not recorded",
                        "approval": "quotes",
                        "appendix": "pseudonymised",
                        "library": "no",
                        "retention": "2026-12-31",
                    },
                    recorded_by="sofie",
                    line=13,
                ),
                ConsentEntry("2025-03-01", ConsentKind.WITHDRAWN, {}, "", 19),
            ),
            restrictions=(
                RestrictionEntry(
                    RestrictionKind.OFF_RECORD,
                    first_words="det bliver mellem os",
                    last_words="så må I godt igen",
                    at="2025-02-11",
                    until="",
                    reason="",
                    line=22,
                ),
                RestrictionEntry(
                    RestrictionKind.EMBARGO,
                    first_words="budgettet",
                    last_words="næste år",
                    at="",
                    until="2026-01-01",
                    reason="regnskabet er ikke offentligt",
                    line=27,
                ),
            ),
            line=3,
        ),
        InformantEntry(Informant("I2"), appendix="", consents=(), restrictions=(), line=32),
    ]


def test_the_register_of_the_demo_is_valid() -> None:
    entries = read_informants(PROJECT / "transcripts" / "informants.yml")
    assert [entry.appendix for entry in entries] == [f"Bilag {number}" for number in range(1, 9)]
    assert [entry.informant.short_id for entry in entries] == [f"I{n}" for n in range(1, 9)]
    assert entries[4].consents[0].fields["appendix"] == "empty"
    assert [len(entry.restrictions) for entry in entries] == [0, 0, 0, 0, 0, 1, 0, 0]


def test_all_mistakes_are_reported_at_once_and_name_nobody(register: Path) -> None:
    """
    informants:
      - id: Karla Tangmose
        nam: Karla Tangmose
        appendix: Bilag 1
        consent:
          - at: 11.2.2025
            kind: givet
            scopes: {qoute: yes, quote: kun hvis Karla ser det, record: ja, appendix: fuld}
      - id: I2
        restrictions:
          - kind: off record
            from: hemmelige ord
    """
    with pytest.raises(BadRegister) as caught:
        read_informants(register)
    answers = "Possible: yes, no, not recorded."
    assert [str(problem) for problem in caught.value.problems] == [
        "informants.yml:2: An id may hold only letters and digits, with hyphens between: I1, I2. "
        "(informants.bad-id)",
        'informants.yml:3: Unknown field "nam". Did you mean "name"? (informants.unknown-field)',
        'informants.yml:6: "at" needs a date: year-month-day, such as 2025-02-11. '
        'Did you mean "2025-02-11"? (informants.bad-date)',
        'informants.yml:7: "…" is no value of "kind". Did you mean "given"? Possible: given, '
        "extended, restricted, withdrawn, clarified. (informants.unknown-value)",
        'informants.yml:8: Unknown field "qoute". Did you mean "quote"? (informants.unknown-field)',
        'informants.yml:8: "…" is no value of "appendix". Did you mean "full"? Possible: full, '
        "pseudonymised, excerpts, empty, omitted. (informants.unknown-value)",
        f'informants.yml:8: "…" is no value of "quote". {answers} (informants.unknown-value)',
        f'informants.yml:8: "…" is no value of "record". Did you mean "yes"? {answers} '
        "(informants.unknown-value)",
        "informants.yml:10: Restrictions need the appendix that holds the passages. Add "
        '"appendix:" to the informant. (informants.missing-appendix)',
        'informants.yml:11: The field "to" is missing here. (informants.missing-field)',
        'informants.yml:11: "…" is no value of "kind". Did you mean "off_record"? Possible: '
        "off_record, embargo, third_party, sensitive, left_out_by_informant, paraphrase_only, "
        "internal_only. "
        "(informants.unknown-value)",
    ]
    told = f"{caught.value.message} {caught.value.problems}"
    assert caught.value.message == '"informants.yml" has 11 problems.'
    assert caught.value.hint == "Correct the lines in an editor and try again."
    assert caught.value.exit_code == ExitCode.UNUSABLE
    assert "Karla" not in told
    assert "hemmelige" not in told


ONE = "informants:\n  - id: I1\n    appendix: Bilag 1\n"
GIVEN = ONE + "    consent:\n      - at: 2025-02-11\n        kind: given\n"
PASSAGE = ONE + "    restrictions:\n      - kind: sensitive\n        from: a\n        to: b\n"
QUOTE_IT = "If it begins with a sign such as [ or #, put it in quotes."
YES_OR_NO = "Possible: yes, no, not recorded."

MISTAKES = {
    "empty file": ("", "1: The file is empty. (informants.no-informants)"),
    "no informants": (
        "informants: []\n",
        "1: The file holds no informants. (informants.no-informants)",
    ),
    "a list at the top": (
        "- id: I1\n",
        '1: Under "informants.yml" fields are expected, each on a line of its own. '
        "(informants.expected-fields)",
    ),
    "another field at the top": (
        "informant:\n  - id: I1\n",
        '1: Unknown field "informant". Did you mean "informants"? (informants.unknown-field)',
    ),
    "informants that are no list": (
        "informants: {id: I1}\n",
        '1: The field "informants" needs a list: [one, another], or lines that begin with "- ". '
        "(informants.expected-list)",
    ),
    "an informant that is a text": (
        "informants:\n  - I1\n",
        '2: Under "informants" fields are expected, each on a line of its own. '
        "(informants.expected-fields)",
    ),
    "no id": (
        "informants:\n  - role: fisker\n",
        '2: The informant has no "id", such as I1. (informants.missing-id)',
    ),
    "nothing for an id": (
        "informants:\n  - role: fisker\n    id:\n",
        f'3: "id" needs text, but nothing stands here. {QUOTE_IT} (informants.expected-text)',
    ),
    "a bad id below another field": (
        "informants:\n  - role: fisker\n    id: I 1\n",
        "3: An id may hold only letters and digits, with hyphens between: I1, I2. "
        "(informants.bad-id)",
    ),
    "an id twice": (
        "informants:\n  - id: I1\n  - id: I1\n",
        '3: The id "I1" is taken by another informant, in line 2. (informants.duplicate-id)',
    ),
    "an id twice on one line": (
        "informants: [{id: I1}, {id: I1}]\n",
        '1: The id "I1" is taken by another informant, in line 1. (informants.duplicate-id)',
    ),
    "a field twice": (
        ONE + "    role: a\n    role: b\n",
        '5: "role" stands twice in the same group, here and in line 4. (informants.duplicate-key)',
    ),
    "a list for a name": (
        ONE + "    name: [x]\n",
        f'4: "name" needs text, but a list or group stands here. {QUOTE_IT} '
        "(informants.expected-text)",
    ),
    "attributes that are a list": (
        ONE + "    attributes: [ung]\n",
        '4: Under "attributes" fields are expected, each on a line of its own. '
        "(informants.expected-fields)",
    ),
    "nothing for an attribute": (
        ONE + "    attributes: {ung}\n",
        f'4: "ung" needs text, but nothing stands here. {QUOTE_IT} (informants.expected-text)',
    ),
    "consent that is no list": (
        ONE + "    consent: yes\n",
        '4: The field "consent" needs a list: [one, another], or lines that begin with "- ". '
        "(informants.expected-list)",
    ),
    "a consent that is a text": (
        ONE + "    consent: [given]\n",
        '4: Under "consent" fields are expected, each on a line of its own. '
        "(informants.expected-fields)",
    ),
    "consent without a date": (
        ONE + "    consent: [{kind: given}]\n",
        '4: The field "at" is missing here. (informants.missing-field)',
    ),
    "consent without a kind": (
        ONE + "    consent: [{at: 2025-02-11}]\n",
        '4: The field "kind" is missing here. (informants.missing-field)',
    ),
    "an unknown field of consent": (
        GIVEN + "        recorded-by: sofie\n",
        '7: Unknown field "recorded-by". Did you mean "recorded_by"? (informants.unknown-field)',
    ),
    "a day that does not exist": (
        ONE + "    consent: [{at: 2025-02-30, kind: given}]\n",
        '4: "at" needs a date: year-month-day, such as 2025-02-11. (informants.bad-date)',
    ),
    "a week for a date": (
        ONE + "    consent: [{at: 2025-W07-2, kind: given}]\n",
        '4: "at" needs a date: year-month-day, such as 2025-02-11. (informants.bad-date)',
    ),
    "digits for a date": (
        ONE + "    consent: [{at: 20250211, kind: given}]\n",
        '4: "at" needs a date: year-month-day, such as 2025-02-11. (informants.bad-date)',
    ),
    "a Danish date that does not exist": (
        ONE + "    consent: [{at: 31/2 2025, kind: given}]\n",
        '4: "at" needs a date: year-month-day, such as 2025-02-11. (informants.bad-date)',
    ),
    "nothing for a date": (
        ONE + "    consent: [{at: , kind: given}]\n",
        f'4: "at" needs text, but nothing stands here. {QUOTE_IT} (informants.expected-text)',
    ),
    "a Danish date for retention": (
        GIVEN + "        scopes: {retention: 31-12-2026}\n",
        '7: "retention" needs a date: year-month-day, such as 2025-02-11. Did you mean '
        '"2026-12-31"? (informants.bad-date)',
    ),
    "scopes that are a list": (
        GIVEN + "        scopes: [quote]\n",
        '7: Under "scopes" fields are expected, each on a line of its own. '
        "(informants.expected-fields)",
    ),
    "an unknown scope": (
        GIVEN + "        scopes: {be named: yes}\n",
        '7: Unknown field "be named". Did you mean "be_named"? (informants.unknown-field)',
    ),
    "a capital in an answer": (
        GIVEN + "        scopes: {quote: Yes}\n",
        f'7: "…" is no value of "quote". Did you mean "yes"? {YES_OR_NO} '
        "(informants.unknown-value)",
    ),
    "a Danish answer": (
        GIVEN + "        scopes: {quote: NEJ}\n",
        f'7: "…" is no value of "quote". Did you mean "no"? {YES_OR_NO} (informants.unknown-value)',
    ),
    "an underscore in an answer": (
        GIVEN + "        scopes: {quote: not_recorded}\n",
        f'7: "…" is no value of "quote". Did you mean "not recorded"? {YES_OR_NO} '
        "(informants.unknown-value)",
    ),
    "nothing for an answer": (
        GIVEN + "        scopes: {quote: }\n",
        f'7: "quote" needs text, but nothing stands here. {QUOTE_IT} (informants.expected-text)',
    ),
    "a yes for approval": (
        GIVEN + "        scopes: {approval: yes}\n",
        '7: "…" is no value of "approval". Possible: none, quotes, all_mentions. '
        "(informants.unknown-value)",
    ),
    "a Danish yes for approval": (
        GIVEN + "        scopes: {approval: ja}\n",
        '7: "…" is no value of "approval". Possible: none, quotes, all_mentions. '
        "(informants.unknown-value)",
    ),
    "a file too large": (
        ONE + ("#" * 40_000 + "\n") * 27,
        " The file is larger than 1024 KiB. (informants.too-large)",
    ),
    "restrictions without an appendix": (
        PASSAGE.replace("    appendix: Bilag 1\n", ""),
        '3: Restrictions need the appendix that holds the passages. Add "appendix:" to the '
        "informant. (informants.missing-appendix)",
    ),
    "a restriction without a kind": (
        PASSAGE.replace("kind: sensitive", "reason: x"),
        '5: The field "kind" is missing here. (informants.missing-field)',
    ),
    "a restriction without its first words": (
        PASSAGE.replace("from: a", "at: 2025-02-11"),
        '5: The field "from" is missing here. (informants.missing-field)',
    ),
    "empty last words": (
        PASSAGE.replace("to: b", 'to: " "'),
        '7: The field "to" is missing here. (informants.missing-field)',
    ),
    "nothing for last words": (
        PASSAGE.replace("to: b", "to: #b"),
        f'7: "to" needs text, but nothing stands here. {QUOTE_IT} (informants.expected-text)',
    ),
    "an embargo without an end": (
        PASSAGE.replace("sensitive", "embargo"),
        '5: An embargo needs "until:" and a date. (informants.missing-field)',
    ),
    "an unknown field of a restriction": (
        PASSAGE + "        reasons: x\n",
        '8: Unknown field "reasons". Did you mean "reason"? (informants.unknown-field)',
    ),
    "a bad date of a restriction": (
        PASSAGE + "        at: i går\n",
        '8: "at" needs a date: year-month-day, such as 2025-02-11. (informants.bad-date)',
    ),
    "an alias": (
        ONE + "    name: *x\n",
        '4: A text that begins with "*" must stand in quotes. (informants.alias)',
    ),
}


@pytest.mark.parametrize(("text", "problem"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(BadRegister) as caught:
        read_informants(written(tmp_path, text))
    assert [str(found) for found in caught.value.problems] == [f"informants.yml:{problem}"]


@pytest.mark.parametrize("text", [ONE, GIVEN, PASSAGE])
def test_the_files_that_the_mistakes_are_made_in_are_right(tmp_path: Path, text: str) -> None:
    assert len(read_informants(written(tmp_path, text))) == 1


def test_a_missing_register_is_a_bad_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r'There is no file "informants\.yml"\.'):
        read_informants(tmp_path / "informants.yml")


def test_two_informants_cannot_claim_one_appendix(register: Path) -> None:
    """
    informants:
      - id: I1
        appendix: Bilag 4
      - id: I2
        appendix: bilag 04
      - id: I3
      - id: I4
    """
    with pytest.raises(BadRegister) as caught:
        read_informants(register)
    (problem,) = caught.value.problems
    assert (problem.line, problem.name) == (5, "informants.duplicate-appendix")
