# SPDX-License-Identifier: Apache-2.0
"""What was promised is a deadline until it is kept; kept on either laptop is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import LocalMoment, NotAsked
from records.keeping_promises import keep_promise, unkeep_promise
from records.people import (
    CONTACT_FORM,
    NEAR_MISS_FORM,
    NO_REPLY_FORM,
    SAFEGUARDING_FORM,
    VISIT_FORM,
    card_from_json,
    make_card,
)
from records.promises import TO_THE_PERSON, Promise, PromiseKind, open_promises, promises_of
from tests.records.laptops import Laptop
from tests.records.visiting import MET, TOLD, at, fill

K = PromiseKind
FOOD = {"action_what": "Bring a food parcel round", "action_who": "Sam", "action_by": at(21, "18:00")}
KEYS = {
    "promised_what": "A new key",
    "promised_state": "not_yet",
    "promised_who": "Housing",
    "promised_by": at(24, None),
}


def said(laptop: Laptop) -> list[tuple[PromiseKind, str, str, LocalMoment | None]]:
    return [(one.kind, one.what, one.who, one.by) for one in open_promises(laptop.read())]


def test_what_we_will_do_and_what_is_not_there_yet_are_promises() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, MET, [FOOD, KEYS])
    assert said(laptop) == [
        (K.ACTION, "Bring a food parcel round", "Sam", at(21, "18:00")),
        (K.GAP, "A new key", "Housing", at(24, None)),
    ]


@pytest.mark.parametrize(("state", "is_gap"), [("in_place", False), ("not_yet", True), ("not_known", True)])
def test_what_is_in_place_is_no_promise_any_more(state: str, is_gap: bool) -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, MET, [{**KEYS, "promised_state": state}])
    assert bool(said(laptop)) is is_gap


def test_a_row_without_words_and_an_answer_that_was_not_asked_promise_nothing() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, MET, [{"action_who": "Sam"}, {"action_what": NotAsked("no time")}])
    assert said(laptop) == []


def test_assessments_that_are_still_to_do_are_one_promise_with_a_name_and_a_day() -> None:
    laptop = Laptop()
    due = {"s117": "due", "care_act": "done", "chc": "due", "d2a_by": "Council", "d2a_when": at(30).on}
    fill(laptop, VISIT_FORM, {**MET, **due})
    assert said(laptop) == [
        (K.ASSESSMENT, "Aftercare under section 117, NHS continuing healthcare", "Council", at(30, None))
    ]


def test_the_next_meeting_is_a_promise_until_somebody_came() -> None:
    laptop = Laptop()
    fill(
        laptop,
        VISIT_FORM,
        {**MET, "next_appt_when": at(24), "next_appt_who": "Sam", "next_appt_where": "Home"},
    )
    assert said(laptop) == [(K.NEXT_CONTACT, "Home", "Sam", at(24))]
    fill(laptop, CONTACT_FORM, {"cc_dt": at(23)})
    assert len(said(laptop)) == 1, "a call the day before is not the meeting"
    fill(laptop, CONTACT_FORM, {"cc_dt": at(24, "09:00")})
    assert said(laptop) == []
    (kept,) = promises_of(laptop.read())
    assert kept.done_at is not None


def test_a_later_visit_says_anew_when_they_meet_and_the_earlier_day_goes() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, {**MET, "next_appt_when": at(28)})
    fill(laptop, VISIT_FORM, {**MET, "contact_dt": at(23), "next_appt_when": at(30)})
    assert [one.by for one in open_promises(laptop.read())] == [at(30)]


@pytest.mark.parametrize("by", ["carer", "person", "worker"])
def test_a_carers_call_keeps_nothing_that_was_said_to_the_person(by: str) -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, {**MET, "next_appt_when": at(24)})
    tried = [{"nc_attempt_when": at(22), "nc_attempt_how": "01"}]
    fill(laptop, NO_REPLY_FORM, {"nc_next_when": at(23), "nc_close": "still_open"}, tried)
    sooner = {"cc_by": by, "cc_dt": at(24), "cc_result": "see_sooner", "cc_sooner_when": at(25)}
    fill(laptop, CONTACT_FORM, sooner)
    kinds = [one[0] for one in said(laptop)]
    assert kinds == ([K.NEXT_ATTEMPT, K.NEXT_CONTACT, K.NEXT_CONTACT] if by == "carer" else [K.NEXT_CONTACT])
    fill(laptop, VISIT_FORM, {**MET, "contact_dt": at(25)})
    assert said(laptop) == []


@pytest.mark.parametrize(
    "vain", [{"contact_outcome": "7"}, {"contact_outcome": None}, {"with_person": False}]
)
def test_a_visit_at_which_nobody_was_met_leaves_the_next_meeting_as_it_was_said(vain: dict[str, Any]) -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, {**MET, "next_appt_when": at(28)})
    answers = {name: one for name, one in {**MET, **vain, "contact_dt": at(23)}.items() if one is not None}
    fill(laptop, VISIT_FORM, answers)
    assert [one.by for one in open_promises(laptop.read())] == [at(28)]
    assert open_promises(laptop.read().card) == open_promises(laptop.read())
    fill(laptop, VISIT_FORM, {**answers, "contact_dt": at(24), "next_appt_when": at(30)})
    assert [one.by for one in open_promises(laptop.read())] == [at(30)]


def test_two_workers_at_one_visit_who_wrote_different_days_keep_both() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, {**MET, "next_appt_when": at(24)})
    fill(laptop, VISIT_FORM, {**MET, "contact_dt": at(21, "14:30"), "next_appt_when": at(25)})
    assert [one.by for one in open_promises(laptop.read())] == [at(24), at(25)]


def test_two_workers_who_wrote_the_same_day_made_one_promise() -> None:
    laptop = Laptop()
    for clock in ("14:00", "14:10"):
        fill(laptop, VISIT_FORM, {**MET, "contact_dt": at(21, clock), "next_appt_when": at(24)})
    (only,) = open_promises(laptop.read())
    laptop.record(keep_promise(laptop.read(), only))
    assert open_promises(laptop.read()) == ()


def test_a_registered_colleague_who_is_needed_is_due_the_same_day() -> None:
    laptop = Laptop()
    fill(
        laptop,
        VISIT_FORM,
        {**MET, "registered": False, "need_registered": True, "need_registered_why": "About the tablets"},
    )
    assert said(laptop) == [(K.REGISTERED, "About the tablets", "", at(21, None))]


def test_calling_one_today_leaves_the_reading_of_the_visit_due_as_well() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, {**MET, "need_registered": True, "registered_review": "Priya"})
    whats = {one.what for one in open_promises(laptop.read()) if one.who == "Priya"}
    assert whats == {"A registered colleague is needed", "Read what was written in the visit"}


def test_one_who_is_called_before_anything_else_is_written_is_due_the_day_it_was_written() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, {"need_registered": True})
    (only,) = open_promises(laptop.read())
    assert only.by is not None
    assert only.by.on == datetime(1970, 1, 1, tzinfo=UTC).date(), "the clock of these laptops"


def test_whoever_is_to_read_a_peers_visit_has_until_then() -> None:
    laptop = Laptop()
    review = {"registered": False, "registered_review": "Priya", "registered_review_when": at(21, "17:00")}
    fill(laptop, VISIT_FORM, {**MET, **review})
    assert said(laptop) == [(K.REGISTERED, "Read what was written in the visit", "Priya", at(21, "17:00"))]


@pytest.mark.parametrize("form", [NO_REPLY_FORM, SAFEGUARDING_FORM, NEAR_MISS_FORM])
def test_what_happens_after_a_handover_is_a_deadline(form: str) -> None:
    laptop = Laptop()
    fill(laptop, form, TOLD)
    assert said(laptop) == [(K.HANDOVER, "Ring the ward", "Priya Nair", at(21, "18:00"))]


def test_trying_again_is_due_until_somebody_did() -> None:
    laptop = Laptop()
    tried = [{"nc_attempt_when": at(21, "14:05"), "nc_attempt_how": "01"}]
    fill(laptop, NO_REPLY_FORM, {"nc_next_when": at(21, "19:00"), "nc_next_who": "Sam", **TOLD}, tried)
    again = [one for one in said(laptop) if one[0] is K.NEXT_ATTEMPT]
    assert again == [(K.NEXT_ATTEMPT, "Try again", "Sam", at(21, "19:00"))]
    fill(laptop, NO_REPLY_FORM, {"nc_type": "no_reply"}, [{"nc_attempt_when": at(21, "18:50")}])
    assert [one for one in said(laptop) if one[0] is K.NEXT_ATTEMPT] == []


@pytest.mark.parametrize(("closed", "left"), [("found_safe", 0), ("still_open", 1), ("in_hospital", 0)])
def test_a_no_reply_that_is_over_promises_nothing_more(closed: str, left: int) -> None:
    laptop = Laptop()
    fill(laptop, NO_REPLY_FORM, {**TOLD, "nc_close": closed})
    assert len(said(laptop)) == left


def test_kept_on_either_laptop_is_kept_and_asks_nobody_to_agree() -> None:
    mine, theirs = Laptop(), Laptop()
    fill(mine, VISIT_FORM, {**MET, "next_appt_when": at(24), "sp_alone": ("Walk",)}, [FOOD, KEYS])
    mine.meet(theirs)
    for laptop in (mine, theirs):
        for promise in open_promises(laptop.read()):
            laptop.record(keep_promise(laptop.read(), promise))
    mine.meet(theirs)
    for laptop in (mine, theirs):
        assert open_promises(laptop.read()) == ()
        assert len(promises_of(laptop.read())) == 3
        assert laptop.read().disagreements == ()


def test_keeping_twice_writes_once_and_a_slip_is_taken_back() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, MET, [FOOD])
    (promise,) = open_promises(laptop.read())
    assert unkeep_promise(laptop.read(), promise) == []
    laptop.record(keep_promise(laptop.read(), promise))
    assert keep_promise(laptop.read(), promise) == []
    laptop.record(unkeep_promise(laptop.read(), promise))
    assert open_promises(laptop.read()) == (promise,)


def test_taken_back_in_one_place_and_kept_in_another_stays_kept() -> None:
    mine, theirs = Laptop(), Laptop()
    fill(mine, VISIT_FORM, MET, [FOOD])
    mine.meet(theirs)
    (promise,) = open_promises(mine.read())
    mine.record(keep_promise(mine.read(), promise))
    mine.record(unkeep_promise(mine.read(), promise))
    theirs.record(keep_promise(theirs.read(), promise))
    mine.meet(theirs)
    assert open_promises(mine.read()) == ()


def test_that_a_promise_was_kept_changes_nothing_about_who_wrote_the_visit() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, MET, [FOOD])
    before = laptop.read().responses
    laptop.record(keep_promise(laptop.read(), open_promises(laptop.read())[0]))
    assert laptop.read().responses == before


@pytest.mark.parametrize(
    ("by", "now", "late"),
    [
        (at(21, "18:00"), datetime(2026, 11, 21, 18, 0, tzinfo=UTC), False),
        (at(21, "18:00"), datetime(2026, 11, 21, 18, 1, tzinfo=UTC), True),
        (at(21, None), datetime(2026, 11, 21, 23, 59, tzinfo=UTC), False),
        (at(21, None), datetime(2026, 11, 22, 0, 1, tzinfo=UTC), True),
        (None, datetime(2030, 1, 1, tzinfo=UTC), False),
        (replace(at(21), zone="Nowhere/Land"), datetime(2026, 11, 21, 23, 59, tzinfo=UTC), False),
        (replace(at(21), zone="Nowhere/Land"), datetime(2026, 11, 22, 0, 1, tzinfo=UTC), True),
    ],
)
def test_a_day_lasts_until_its_end_and_an_hour_until_its_minute(
    by: LocalMoment | None, now: datetime, late: bool
) -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, MET, [{"action_what": "Ring", **({} if by is None else {"action_by": by})}])
    (promise,) = open_promises(laptop.read())
    assert promise.is_late(now) is late


def test_only_what_was_said_to_the_person_is_for_their_slip() -> None:
    assert {K.ACTION, K.GAP, K.ASSESSMENT, K.NEXT_CONTACT, K.AFRESH, K.COPY} == TO_THE_PERSON


def promise_lines(source: Any) -> list[Promise]:
    return [replace(one, done_at=None if one.is_open else 1) for one in promises_of(source)]


ROWS = st.lists(st.sampled_from([FOOD, KEYS, {**KEYS, "promised_state": "in_place"}]), max_size=3)
VISITS = st.fixed_dictionaries(
    {
        "contact_dt": st.sampled_from([at(21), at(21, "14:20"), at(22, None)]),
        "next_appt_when": st.sampled_from([at(21, "23:00"), at(24), at(25, None)]),
        "need_registered": st.booleans(),
        "s117": st.sampled_from(["due", "done"]),
    }
)


@given(st.lists(st.tuples(VISITS, ROWS), max_size=3), st.lists(st.integers(0, 8), max_size=4))
def test_the_card_on_today_and_the_whole_record_promise_the_same(visits: Any, kept: list[int]) -> None:
    laptop = Laptop()
    for answers, rows in visits:
        fill(laptop, VISIT_FORM, {**MET, **answers}, rows)
    fill(laptop, NO_REPLY_FORM, {**TOLD, "nc_next_when": at(22)}, [{"nc_attempt_when": at(21)}])
    for place in kept:
        promises = promises_of(laptop.read())
        laptop.record(keep_promise(laptop.read(), promises[place % len(promises)]))
    record = laptop.read()
    again = card_from_json(laptop.person, make_card(laptop.person, record.items).to_json())
    assert promise_lines(again) == promise_lines(record)
    late = [one.deadline for one in open_promises(record)]
    known = [one for one in late if one is not None]
    assert known == sorted(known)
