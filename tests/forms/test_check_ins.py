# SPDX-License-Identifier: Apache-2.0
"""What we owe stays owed until it was done; only a decision ends an agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.check_ins import (
    Agreement,
    Moved,
    Touch,
    answered_late_by,
    decision_asked_on,
    is_over,
    quiet_answered,
    silence_answered,
    silence_since,
)

FIRST = date(2026, 10, 1)
DAYS = st.integers(0, 120).map(lambda days: FIRST + timedelta(days))
TOUCHES = st.lists(st.builds(Touch, DAYS, st.booleans(), st.booleans()), max_size=12)
AGREEMENTS = st.builds(
    Agreement,
    st.none() | DAYS,
    st.none() | DAYS,
    st.frozensets(DAYS, max_size=8),
    st.frozensets(DAYS, max_size=4),
)
MOVES = st.lists(st.builds(Moved, DAYS, DAYS), max_size=5)


def owed(agreement: Agreement, touches: list[Touch]) -> set[tuple[str, date]]:
    quiet = {("quiet", day) for day in agreement.quiet if not quiet_answered(day, touches)}
    return quiet | {
        ("silence", day) for day in agreement.silence if not silence_answered(day, agreement, touches)
    }


def on(day: int, month: int = 12) -> date:
    return date(2026, month, day)


EIGHT_WEEKS = Agreement(on(1), date(2027, 1, 26), frozenset({on(8), on(22)}), frozenset({on(15), on(29)}))


def test_being_in_touch_before_the_day_is_not_the_check_in_and_late_is_better_than_never() -> None:
    assert not quiet_answered(on(8), [Touch(on(7))])
    assert quiet_answered(on(8), [Touch(on(8))])
    assert quiet_answered(on(8), [Touch(on(11))])


def test_a_try_keeps_our_promise_to_ring_but_nobody_was_heard() -> None:
    tried = Touch(on(9), heard=False)
    assert quiet_answered(on(8), [tried])
    assert not silence_answered(on(15), EIGHT_WEEKS, [tried])


def test_a_carers_call_is_neither_our_ring_nor_the_persons_voice() -> None:
    carer = Touch(on(14), heard=False, from_us=False)
    assert owed(EIGHT_WEEKS, [carer]) == owed(EIGHT_WEEKS, [])


def test_the_meeting_at_which_it_was_agreed_answers_no_silence() -> None:
    plain = replace(EIGHT_WEEKS, quiet=frozenset())
    assert silence_since(on(15), plain) == on(2)
    assert not silence_answered(on(15), plain, [Touch(on(1))])
    assert silence_answered(on(15), plain, [Touch(on(2))])
    first_day = replace(plain, silence=frozenset({on(1)}))
    assert not silence_answered(on(1), first_day, [Touch(on(1))])
    assert silence_since(date.max, Agreement(date.max, None, silence=frozenset({date.max}))) == date.max


def test_each_silence_is_counted_from_the_one_before() -> None:
    plain = replace(EIGHT_WEEKS, quiet=frozenset())
    assert silence_since(on(29), plain) == on(16)
    assert not silence_answered(on(29), plain, [Touch(on(15))])
    assert silence_answered(on(29), plain, [Touch(on(16))])


def test_a_talk_before_a_quiet_check_in_says_nothing_about_the_silence_after_it() -> None:
    assert silence_since(on(15), EIGHT_WEEKS) == on(8)
    assert not silence_answered(on(15), EIGHT_WEEKS, [Touch(on(7))])
    assert silence_answered(on(15), EIGHT_WEEKS, [Touch(on(8))]), "heard at the check-in itself"


def test_where_nobody_said_when_it_began_only_the_day_itself_will_do() -> None:
    unknown = replace(EIGHT_WEEKS, start=None)
    assert not silence_answered(on(15), unknown, [Touch(on(14))])
    assert silence_answered(on(15), unknown, [Touch(on(15))])


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ([], date(2027, 1, 26)),
        ([Moved(date(2027, 1, 20), date(2027, 2, 23))], date(2027, 2, 23)),
        ([Moved(on(20), date(2027, 3, 1)), Moved(date(2027, 1, 5), date(2027, 2, 1))], date(2027, 2, 1)),
        ([Moved(on(20), on(28))], date(2027, 1, 26)),
    ],
    ids=["as planned", "extended", "what was said last holds", "never brought forward"],
)
def test_a_decision_is_asked_for_on_the_day_that_was_said_last(moved: list[Moved], expected: date) -> None:
    assert decision_asked_on(EIGHT_WEEKS, moved) == expected


def test_only_an_agreed_decision_ends_it_and_a_return_is_not_taken_for_what_was_left() -> None:
    left = [(date(2027, 1, 26), 5_000)]
    assert not is_over(EIGHT_WEEKS, 1_000, [])
    assert is_over(EIGHT_WEEKS, 1_000, left)
    assert not is_over(EIGHT_WEEKS, 6_000, left), "written in again since"
    assert not is_over(replace(EIGHT_WEEKS, start=date(2027, 3, 1)), 1_000, left), "it starts later"


@pytest.mark.parametrize(
    ("hours", "minutes", "late"), [(24, 60, 0), (24, 1440, 0), (24, 1500, 60), (None, 9999, 0), (24, None, 0)]
)
def test_a_reply_is_late_by_what_we_ourselves_had_said(
    hours: int | None, minutes: int | None, late: int
) -> None:
    assert answered_late_by(hours, minutes) == late


@settings(deadline=None)
@given(AGREEMENTS, TOUCHES, st.randoms(use_true_random=False))
def test_workers_whose_notes_arrive_in_any_order_and_twice_owe_the_same(
    agreement: Agreement, touches: list[Touch], luck: object
) -> None:
    mixed = [*touches, *touches]
    luck.shuffle(mixed)  # type: ignore[attr-defined]
    assert owed(agreement, mixed) == owed(agreement, touches)


@settings(deadline=None)
@given(AGREEMENTS, TOUCHES, st.builds(Touch, DAYS, st.booleans(), st.booleans()))
def test_one_more_contact_never_makes_us_owe_more_and_answers_nothing_that_is_still_to_come(
    agreement: Agreement, touches: list[Touch], more: Touch
) -> None:
    before, after = owed(agreement, touches), owed(agreement, [*touches, more])
    assert after <= before
    assert all(day <= more.on for what, day in before - after if what == "quiet")


@settings(deadline=None)
@given(AGREEMENTS, TOUCHES)
def test_without_the_person_being_heard_every_silence_is_owed(
    agreement: Agreement, touches: list[Touch]
) -> None:
    unheard = [replace(one, heard=False) for one in touches]
    assert {day for what, day in owed(agreement, unheard) if what == "silence"} == agreement.silence


@settings(deadline=None)
@given(AGREEMENTS, TOUCHES, st.integers(1, 60))
def test_a_day_that_is_moved_is_owed_on_its_new_day_and_never_lost(
    agreement: Agreement, touches: list[Touch], by: int
) -> None:
    later = max([FIRST, *agreement.quiet, *(one.on for one in touches)]) + timedelta(by)
    for day in agreement.quiet:
        moved = replace(agreement, quiet=agreement.quiet - {day} | {later})
        assert ("quiet", later) in owed(moved, touches)


@settings(deadline=None)
@given(AGREEMENTS, MOVES)
def test_a_planned_end_is_never_brought_forward_and_never_vanishes(
    agreement: Agreement, moved: list[Moved]
) -> None:
    asked = decision_asked_on(agreement, moved)
    assert (asked is None) == (agreement.end is None)
    if asked is not None and agreement.end is not None:
        assert asked >= agreement.end


@settings(deadline=None)
@given(AGREEMENTS, AGREEMENTS, TOUCHES)
def test_two_agreements_owe_what_each_owes(one: Agreement, other: Agreement, touches: list[Touch]) -> None:
    both = Agreement(None, None, one.quiet | other.quiet)
    assert {day for _what, day in owed(both, touches)} == {
        day for what, day in owed(one, touches) | owed(other, touches) if what == "quiet"
    }
