"""Consent as a fold over events: silence is a no, and a withdrawal counts until consent is new."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.consent import (
    Answer,
    AppendixPolicy,
    Approval,
    ConsentEvent,
    ConsentKind,
    ConsentState,
    RestrictionKind,
    Scope,
    broken_link,
    consent_state,
    event_hash,
)

GIVEN, EXTENDED, RESTRICTED, WITHDRAWN, CLARIFIED = ConsentKind


def event(
    kind: ConsentKind, at: str, previous: ConsentEvent | None = None, **fields: str
) -> ConsentEvent:
    before = event_hash(previous) if previous else ""
    return ConsentEvent("u-17", at, kind, fields, "sofie", before)


def test_without_events_nothing_is_permitted() -> None:
    state = consent_state([])
    assert state == ConsentState()
    assert state.answer(Scope.QUOTE) is Answer.NOT_RECORDED
    assert not any(state.permits(scope) for scope in Scope)


@pytest.mark.parametrize(
    ("answer", "permitted"), [("yes", True), ("no", False), ("not recorded", False)]
)
def test_only_a_yes_permits(answer: str, permitted: bool) -> None:
    state = consent_state([event(GIVEN, "2025-03-01", quote=answer)])
    assert state.answer(Scope.QUOTE) == answer
    assert state.permits(Scope.QUOTE) is permitted


def test_a_yes_to_one_scope_is_no_yes_to_another() -> None:
    state = consent_state([event(GIVEN, "2025-03-01", analyse="yes")])
    assert [scope for scope in Scope if state.permits(scope)] == [Scope.ANALYSE]


def test_what_describes_the_event_changes_nothing() -> None:
    state = consent_state([event(GIVEN, "2025-03-01", how="underskrevet formular")])
    assert state == ConsentState(given=date(2025, 3, 1))


def test_each_event_sets_the_fields_that_it_names() -> None:
    state = consent_state(
        [
            event(GIVEN, "2025-03-01", analyse="yes", quote="yes", approval="none"),
            event(EXTENDED, "2025-03-02", be_named="yes", appendix="full"),
            event(RESTRICTED, "2025-03-03", quote="no", approval="all_mentions"),
            event(CLARIFIED, "2025-03-04", retention="2026-12-31", appendix="empty"),
        ]
    )
    assert state == ConsentState(
        answers={Scope.ANALYSE: Answer.YES, Scope.QUOTE: Answer.NO, Scope.BE_NAMED: Answer.YES},
        approval=Approval.ALL_MENTIONS,
        appendix=AppendixPolicy.EMPTY,
        retention=date(2026, 12, 31),
        given=date(2025, 3, 1),
    )


CHAIN = (
    event(GIVEN, "2025-03-01", analyse="yes", quote="yes", approval="quotes", appendix="full",
          retention="2026-12-31"),
    event(WITHDRAWN, "2025-03-05"),
    event(EXTENDED, "2025-03-06", quote="yes", appendix="full"),
    event(GIVEN, "2025-03-09", analyse="yes"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "permitted"),
    [
        (date(2025, 2, 28), []),
        (date(2025, 3, 1), [Scope.ANALYSE, Scope.QUOTE]),
        (date(2025, 3, 4), [Scope.ANALYSE, Scope.QUOTE]),
        (date(2025, 3, 5), []),
        (date(2025, 3, 6), []),
        (date(2025, 3, 9), [Scope.ANALYSE]),
        (None, [Scope.ANALYSE]),
    ],
)
def test_a_withdrawal_counts_until_consent_is_given_anew(
    day: date | None, permitted: list[Scope]
) -> None:
    state = consent_state(CHAIN, day)
    assert [scope for scope in Scope if state.permits(scope)] == permitted


def test_after_a_withdrawal_every_answer_is_no() -> None:
    state = consent_state(CHAIN[:3])
    assert state.withdrawn == date(2025, 3, 5)
    assert state.given is None
    assert {state.answer(scope) for scope in Scope} == {Answer.NO}


def test_what_protects_the_informant_outlives_a_withdrawal() -> None:
    state = consent_state(CHAIN)
    assert state.approval is Approval.QUOTES
    assert state.retention == date(2026, 12, 31)
    assert state.appendix is None
    assert state.given == date(2025, 3, 9)
    assert state.withdrawn is None


def test_a_second_consent_keeps_the_first_day_and_what_it_does_not_name() -> None:
    state = consent_state(
        [
            event(GIVEN, "2025-03-01", quote="no", analyse="yes"),
            event(GIVEN, "2025-03-08", be_named="yes"),
        ]
    )
    assert state.given == date(2025, 3, 1)
    assert state.answer(Scope.QUOTE) is Answer.NO
    assert state.permits(Scope.BE_NAMED)


def test_events_are_taken_by_their_time_and_not_by_their_place() -> None:
    late = [event(WITHDRAWN, "2025-03-05"), event(GIVEN, "2025-03-01", quote="yes")]
    assert consent_state(late).withdrawn == date(2025, 3, 5)


def test_on_one_day_the_time_decides_where_it_is_known() -> None:
    events = [event(WITHDRAWN, "2025-03-05T15:00"), event(GIVEN, "2025-03-05T09:00", quote="yes")]
    assert consent_state(events, date(2025, 3, 5)).withdrawn == date(2025, 3, 5)


def test_at_one_time_the_order_of_recording_decides() -> None:
    first, then = event(GIVEN, "2025-03-05", quote="yes"), event(WITHDRAWN, "2025-03-05")
    assert not consent_state([first, then]).permits(Scope.QUOTE)
    assert consent_state([then, first]).permits(Scope.QUOTE)


def test_a_stored_row_with_plain_text_for_its_kind_withdraws_all_the_same() -> None:
    plain = ConsentEvent("u-17", "2025-03-05", "withdrawn", {}, "sofie", "")  # type: ignore[arg-type]
    state = consent_state([event(GIVEN, "2025-03-01", quote="yes"), plain])
    assert state.withdrawn == date(2025, 3, 5)
    again = ConsentEvent("u-17", "2025-03-06", "given", {"quote": "yes"}, "sofie", "")  # type: ignore[arg-type]
    assert consent_state([plain, again]).permits(Scope.QUOTE)


@pytest.mark.parametrize(
    ("scope", "permitted"),
    [(Scope.QUOTE, False), (Scope.PARAPHRASE, False), (Scope.ANALYSE, True)],
)
def test_background_only_leaves_nothing_to_quote(scope: Scope, permitted: bool) -> None:
    state = consent_state(
        [event(GIVEN, "2025-03-01", quote="yes", paraphrase="yes", analyse="yes",
               background_only="yes")]
    )  # fmt: skip
    assert state.permits(scope) is permitted


def test_a_no_to_background_only_takes_nothing_away() -> None:
    state = consent_state([event(GIVEN, "2025-03-01", quote="yes", background_only="no")])
    assert state.permits(Scope.QUOTE)


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        ("full", True),
        ("pseudonymised", True),
        ("excerpts", True),
        ("empty", False),
        ("omitted", False),
    ],
)
def test_the_appendix_is_as_agreed(policy: str, shown: bool) -> None:
    state = consent_state([event(GIVEN, "2025-03-01", appendix=policy)])
    assert state.appendix_allowed == policy
    assert state.appendix_shown is shown


@pytest.mark.parametrize("events", [[], [event(GIVEN, "2025-03-01")], list(CHAIN[:3])])
def test_an_appendix_that_nobody_allowed_is_empty(events: list[ConsentEvent]) -> None:
    state = consent_state(events)
    assert state.appendix_allowed is AppendixPolicy.EMPTY
    assert not state.appendix_shown


@pytest.mark.parametrize(
    ("today", "expired"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)]
)
def test_retention_ends_after_its_last_day(today: date, expired: bool) -> None:
    state = consent_state([event(GIVEN, "2025-03-01", retention="2026-12-31")])
    assert state.expired(today) is expired


def test_without_a_date_retention_does_not_end() -> None:
    assert not ConsentState().expired(date(2999, 1, 1))


def test_the_hash_of_an_event_is_stable() -> None:
    first = event(GIVEN, "2025-03-01", quote="yes", how="på bånd")
    assert event_hash(first) == "e5671e9776de97a078f7426d38d2a2bd004fc387d5acd259c9c5c55ed7287b1d"


def test_the_order_of_the_fields_does_not_change_the_hash() -> None:
    one = event(GIVEN, "2025-03-01", quote="yes", analyse="no")
    other = event(GIVEN, "2025-03-01", analyse="no", quote="yes")
    assert list(one.fields) != list(other.fields)
    assert event_hash(one) == event_hash(other)


BASE = ConsentEvent("u-17", "2025-03-01", GIVEN, {"quote": "yes"}, "sofie", "ab")


@pytest.mark.parametrize(
    "other",
    [
        ConsentEvent("u-18", "2025-03-01", GIVEN, {"quote": "yes"}, "sofie", "ab"),
        ConsentEvent("u-17", "2025-03-02", GIVEN, {"quote": "yes"}, "sofie", "ab"),
        ConsentEvent("u-17", "2025-03-01", EXTENDED, {"quote": "yes"}, "sofie", "ab"),
        ConsentEvent("u-17", "2025-03-01", GIVEN, {"quote": "no"}, "sofie", "ab"),
        ConsentEvent("u-17", "2025-03-01", GIVEN, {}, "sofie", "ab"),
        ConsentEvent("u-17", "2025-03-01", GIVEN, {"quote": "yes"}, "mikkel", "ab"),
        ConsentEvent("u-17", "2025-03-01", GIVEN, {"quote": "yes"}, "sofie", "ac"),
        ConsentEvent("u-17", "2025-03-01", GIVEN, {"quote": "yes"}, "sofi", "eab"),
        ConsentEvent("u-172025", "-03-01", GIVEN, {"quote": "yes"}, "sofie", "ab"),
    ],
)
def test_any_difference_gives_another_hash(other: ConsentEvent) -> None:
    assert len(event_hash(BASE)) == 64
    assert event_hash(other) != event_hash(BASE)


@given(
    st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=3),
    st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=3),
)
def test_two_events_share_a_hash_only_when_their_fields_are_equal(
    one: dict[str, str], other: dict[str, str]
) -> None:
    hashes = {
        event_hash(ConsentEvent("u", "2025-03-01", GIVEN, fields, "s", ""))
        for fields in (one, other)
    }
    assert len(hashes) == 2 - (one == other)


def chain() -> list[ConsentEvent]:
    first = event(GIVEN, "2025-03-01", quote="yes")
    second = event(RESTRICTED, "2025-03-02", first, quote="no")
    return [first, second, event(WITHDRAWN, "2025-03-03", second)]


def test_a_whole_chain_has_no_broken_link() -> None:
    assert len(chain()) == 3
    assert broken_link(chain()) is None


def test_a_changed_event_breaks_the_link_after_it() -> None:
    first, second, third = chain()
    changed = ConsentEvent("u-17", "2025-03-02", RESTRICTED, {"quote": "yes"}, "sofie",
                           second.prev_hash)  # fmt: skip
    assert broken_link([first, changed, third]) == 2


def test_a_removed_event_breaks_the_chain_where_it_stood() -> None:
    first, second, third = chain()
    assert broken_link([first, third]) == 1
    assert broken_link([second, third]) == 0


def test_the_names_of_restrictions_are_those_that_are_stored() -> None:
    assert [str(kind) for kind in RestrictionKind] == [
        "off_record", "embargo", "third_party", "sensitive", "left_out_by_informant",
        "paraphrase_only", "internal_only",
    ]  # fmt: skip
