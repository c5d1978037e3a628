# SPDX-License-Identifier: Apache-2.0
"""Who is on Today, in which order, and that one odd record never hides the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from forms.answers import Given, LocalMoment
from forms.clocks import ClockSettings
from forms.contacts import Reason
from forms.discharge_doubts import DoubtKind
from forms.registry import newest_form
from records.drafts import DraftId
from records.intake import Filled, new_person
from records.keeping_promises import keep_promise
from records.known import known_of
from records.operation import EntityId, PersonId, Typed, new_id
from records.people import DISCHARGE_FORM, NO_REPLY_FORM, PERSON_FORM, VISIT_FORM, card_from_json
from records.person_record import read_person_record
from records.responses import changes_for
from records.store import RecordStore
from records.today import Today, make_today
from tests.records.conftest import OpenVault
from tests.records.plans import PlanWriter

NOW = datetime(2026, 11, 21, 14, 10, tzinfo=UTC)
SETTINGS = ClockSettings()


def arrive(store: RecordStore, name: str, left: LocalMoment | None) -> PersonId:
    details: Filled = [(None, "name", Given(name)), (None, "dob", Given(date(1990, 1, 1)))]
    discharge: Filled = [] if left is None else [(None, "disch_dt", Given(left))]
    made = new_person(newest_form(PERSON_FORM), details, newest_form(DISCHARGE_FORM), discharge)
    store.take_in(made.person, made.nhs_number, made.changes)
    return made.person


def left(days_ago: int, at: time | None = time(16, 30), zone: str = "Europe/London") -> LocalMoment:
    return LocalMoment((NOW - timedelta(days=days_ago)).date(), at, zone)


def visit(store: RecordStore, person: PersonId, **answers: Any) -> None:
    form = newest_form(VISIT_FORM)
    filled = [(None, name, Given(value)) for name, value in answers.items()]
    store.record(person, changes_for(form, EntityId(new_id()), filled, typed=Typed.WORKER))


def today(store: RecordStore, now: datetime = NOW) -> Today:
    return make_today(
        store.of_each_card(known_of),
        store.people_with_drafts(),
        store.people_to_agree(),
        store.waiting(),
        store.last_received_at(),
        SETTINGS,
        now,
    )


def names(found: Today) -> list[str]:
    return [one.card.name for one in found.due]


def test_the_breached_come_first_then_the_next_to_end_then_the_rest_by_name(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    arrive(store, "Zed Nobody", None)
    arrive(store, "Ann Nobody", None)
    arrive(store, "Tom Tomorrow", left(1))
    arrive(store, "Dan Late", left(6))
    arrive(store, "Mina Soon", left(2))
    assert names(today(store)) == ["Dan Late", "Mina Soon", "Tom Tomorrow", "Ann Nobody", "Zed Nobody"]


def test_a_visit_that_counts_takes_the_person_off_what_is_due(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1))
    visit(
        store,
        person,
        contact_dt=LocalMoment(NOW.date(), time(11, 0), "Europe/London"),
        contact_mode="01",
        contact_outcome="5",
        with_person=True,
        registered=True,
    )
    follow_up = today(store).due[0].follow_up
    assert follow_up is not None
    assert follow_up.still_due == ()


def test_a_text_message_or_a_same_day_call_never_does(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1, time(9, 0)))
    yesterday, now = left(1).on, NOW.date()
    for day, mode in ((yesterday, "02"), (now, "09")):
        visit(
            store,
            person,
            contact_dt=LocalMoment(day, time(11, 0), "Europe/London"),
            contact_mode=mode,
            contact_outcome="5",
            with_person=True,
            registered=True,
        )
    follow_up = today(store).due[0].follow_up
    assert follow_up is not None
    assert follow_up.target.open
    assert len(follow_up.verdicts) == 2


def test_a_peers_visit_leaves_the_professional_follow_up_due(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1))
    visit(
        store,
        person,
        contact_dt=LocalMoment(NOW.date(), time(11, 0), "Europe/London"),
        contact_mode="01",
        contact_outcome="5",
        with_person=True,
        registered=False,
    )
    follow_up = today(store).due[0].follow_up
    assert follow_up is not None
    assert not follow_up.target.open
    assert follow_up.professional_still_due


def test_a_place_nobody_knows_hides_nobody_else(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    arrive(store, "Odd Zone", left(1, zone="Nowhere/Land"))
    arrive(store, "Mina", left(1))
    found = {one.card.name: one for one in today(store).due}
    assert found["Odd Zone"].follow_up is None
    assert found["Mina"].follow_up is not None


def test_an_answer_from_a_newer_keepwell_is_no_contact_but_does_no_harm(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1))
    visit(store, person, contact_mode="77", contact_outcome="5")
    follow_up = today(store).due[0].follow_up
    assert follow_up is not None
    assert follow_up.verdicts == ()


def test_what_only_this_laptop_holds_is_counted_until_it_is_received(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1))
    assert today(store).due[0].only_here == 1
    assert today(store).waiting.total == 1
    store.acknowledge(store.position().last_number, 0)
    assert today(store).due[0].only_here == 0
    assert store.waiting().by_person.get(person) is None


def review(store: RecordStore, person: PersonId, raw: Any, *, over: bool = True) -> None:
    PlanWriter(store, person).agreed("review_when", raw, over=over)


def test_a_plan_to_be_looked_at_again_stands_on_today_from_two_weeks_before(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    people = {days: arrive(store, f"In {days}", None) for days in (-3, 0, 14, 15)}
    for days, person in people.items():
        review(store, person, {"given": (NOW.date() + timedelta(days=days)).isoformat()})
    found = {one.card.person: one.review_on for one in today(store).due}
    in_sight = {days: NOW.date() + timedelta(days=days) for days in (-3, 0, 14)}
    assert {days: found[person] for days, person in people.items()} == {**in_sight, 15: None}
    assert names(today(store)) == ["In -3", "In 0", "In 14", "In 15"]


def test_another_day_takes_it_off_again_and_of_two_the_sooner_counts(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", None)
    soon = NOW.date() + timedelta(days=2)
    review(store, person, {"given": soon.isoformat()})
    assert today(store).due[0].review_on == soon
    review(store, person, {"given": "2027-06-01"})
    assert today(store).due[0].review_on is None
    review(store, person, {"given": soon.isoformat()}, over=False)
    assert today(store).due[0].review_on == soon


def test_a_day_taken_back_reminds_nobody(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", None)
    review(store, person, {"given": "2026-11-20"})
    review(store, person, {"not_now": True})
    assert store.cards()[0].review_when is None


def test_the_card_holds_no_other_word_of_the_plan(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", None)
    before = store.cards()[0]
    PlanWriter(store, person).agreed("cp6_home", {"given": "At Mum’s"})
    PlanWriter(store, person).say("canal")
    assert store.cards() == [before]
    review(store, person, {"given": "2027-06-01"})
    assert store.cards() == [replace(before, review_when="2027-06-01")]


@pytest.mark.parametrize("odd", [None, "x", 7, [], {}, {"given": {}}, {"given": "soon"}, {"given": 20270601}])
def test_a_review_day_of_an_odd_shape_reminds_nobody_and_hides_nobody(
    tmp_path: Path, opened: OpenVault, odd: Any
) -> None:
    store = opened(tmp_path)
    review(store, arrive(store, "Mina", left(1)), odd)
    assert [one.review_on for one in today(store).due] == [None]


def test_a_card_that_an_earlier_keepwell_folded_is_still_a_card(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1))
    (card,) = store.cards()
    before = {name: value for name, value in card.to_json().items() if name != "review_when"}
    assert card_from_json(person, before) == card


def no_reply(store: RecordStore, person: PersonId, tried: LocalMoment, **answers: Any) -> None:
    form = newest_form(NO_REPLY_FORM)
    row = new_id()
    filled: Filled = [(None, name, Given(value)) for name, value in answers.items()]
    filled += [(row, "nc_attempt_when", Given(tried)), (row, "nc_attempt_how", Given("01"))]
    store.record(person, changes_for(form, EntityId(new_id()), filled, typed=Typed.WORKER))


HANDED_OVER = {
    "nc_type": "no_reply",
    "handover_who": "Priya Nair",
    "handover_when": left(0, time(13, 40)),
    "handover_decided": "Two go at six",
    "handover_next": "Ring the ward",
    "handover_by": left(0, time(18, 0)),
}


def test_nobody_who_did_not_answer_stands_below_anybody_while_no_one_was_told(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    arrive(store, "Dan Late", left(6))
    person = arrive(store, "Zed Silent", None)
    no_reply(store, person, left(0, time(13, 30)), nc_type="no_reply")
    found = today(store)
    assert names(found) == ["Zed Silent", "Dan Late"]
    assert found.due[0].no_reply is not None
    assert found.due[1].no_reply is None


def test_a_page_half_done_is_asked_for_at_every_wake(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    arrive(store, "Dan Late", left(6))
    person = arrive(store, "Zed Silent", None)
    store.save_draft(DraftId(new_id()), person, f"{NO_REPLY_FORM}|1", {})
    assert names(today(store))[0] == "Zed Silent"
    assert today(store).due[0].no_reply is not None


def test_once_somebody_with_a_name_was_told_their_next_step_is_the_deadline(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    arrive(store, "Tom Tomorrow", left(1))
    arrive(store, "Dan Late", left(6))
    person = arrive(store, "Zed Silent", None)
    no_reply(store, person, left(0, time(13, 30)), **HANDED_OVER)
    found = today(store)
    assert names(found) == ["Dan Late", "Zed Silent", "Tom Tomorrow"]
    assert found.due[1].owed == ()
    assert [one.what for one in found.due[1].promises] == ["Ring the ward"]
    assert found.due[1].soonest == datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def test_an_attempt_is_shown_and_answers_no_clock(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1))
    no_reply(store, person, left(0, time(13, 30)), **HANDED_OVER)
    follow_up = today(store).due[0].follow_up
    assert follow_up is not None
    (verdict,) = follow_up.verdicts
    assert verdict.why_not_target == (Reason.NOT_ATTENDED,)
    assert follow_up.target.open


def test_a_promise_that_was_not_kept_stands_among_the_breached(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    arrive(store, "Tom Tomorrow", left(1))
    person = arrive(store, "Zed Promised", None)
    form, row = newest_form(VISIT_FORM), new_id()
    filled: Filled = [
        (row, "action_what", Given("Bring food")), (row, "action_by", Given(left(1, time(18, 0))))
    ]  # fmt: skip
    store.record(person, changes_for(form, EntityId(new_id()), filled, typed=Typed.WORKER))
    found = today(store)
    assert names(found) == ["Zed Promised", "Tom Tomorrow"]
    assert found.due[0].promises[0].is_late(NOW)
    record = read_person_record(store, person)
    assert record is not None
    store.record(person, keep_promise(record, found.due[0].promises[0]))
    assert names(today(store)) == ["Tom Tomorrow", "Zed Promised"]
    assert today(store).due[1].promises == ()


def told(store: RecordStore, person: PersonId, moment: LocalMoment) -> None:
    form = newest_form(DISCHARGE_FORM)
    filled: Filled = [(None, "disch_dt", Given(moment))]
    store.record(person, changes_for(form, EntityId(new_id()), filled, typed=Typed.WORKER))


def test_a_discharge_dated_ahead_does_not_take_the_running_clock_away(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(2))
    told(store, person, left(-20))
    (due,) = today(store).due
    assert due.follow_up is not None
    assert due.follow_up.clocks.discharged_on == left(2).on
    assert [one.kind for one in due.doubts] == [DoubtKind.IN_THE_FUTURE]


def test_leaving_twice_in_three_days_counts_from_the_later_and_says_so(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(3))
    told(store, person, left(1))
    (due,) = today(store).due
    assert due.follow_up is not None
    assert due.follow_up.clocks.discharged_on == left(1).on
    assert [(one.kind, one.other) for one in due.doubts] == [(DoubtKind.LEFT_TWICE, left(3).on)]
    assert len(store.cards()[0].discharges) == 2


def test_in_hospital_again_inside_the_window_keeps_the_clock_and_says_so(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(2))
    no_reply(store, person, left(0, time(13, 30)), **{**HANDED_OVER, "nc_type": "in_hospital"})
    (due,) = today(store).due
    assert due.follow_up is not None
    assert due.follow_up.target.open
    assert [(one.kind, one.day) for one in due.doubts] == [(DoubtKind.READMITTED, left(0).on)]


def test_somebody_under_18_is_said_to_be_and_stays_on_the_list(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    details: Filled = [(None, "name", Given("Kit")), (None, "dob", Given(date(2010, 1, 1)))]
    made = new_person(newest_form(PERSON_FORM), details, newest_form(DISCHARGE_FORM), [])
    store.take_in(made.person, made.nhs_number, made.changes)
    (due,) = today(store).due
    assert [one.kind for one in due.doubts] == [DoubtKind.UNDER_18]


@pytest.mark.parametrize(("hours", "noticed"), [(-24, True), (-2, True), (0, False), (24, False)])
def test_a_laptop_whose_clock_is_behind_what_is_written_here_is_told_so(
    tmp_path: Path, opened: OpenVault, hours: int, noticed: bool
) -> None:
    store = opened(tmp_path)
    arrive(store, "Mina", left(1))
    written = store.cards()[0].discharges[0].at
    real = datetime.fromtimestamp(written / 1000, tz=UTC)
    found = today(store, real + timedelta(hours=hours))
    assert (found.written_ahead is not None) is noticed


@pytest.mark.parametrize(
    ("days", "in_sight"),
    [(0, True), (1, True), (8, True), (9, False), (30, False), (True, False), (-1, False)],
)
def test_medicines_that_are_nearly_used_up_stand_on_today_from_a_week_before(
    tmp_path: Path, opened: OpenVault, days: int, in_sight: bool
) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", None)
    visit(store, person, contact_dt=left(1, time(11, 0)), meds_days=days)
    (due,) = today(store).due
    expected = left(1).on + timedelta(days=days) if in_sight else None
    assert due.medicines_until == expected


def test_the_newest_visit_that_counted_the_medicines_is_believed(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", None)
    visit(store, person, contact_dt=left(3, time(11, 0)), meds_days=4)
    visit(store, person, contact_dt=left(1, time(11, 0)), meds_days=28)
    visit(store, person, contact_dt=left(0, time(11, 0)))
    assert today(store).due[0].medicines_until is None


def test_medicines_and_a_plan_that_are_late_stand_among_the_breached_and_say_so(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    for number in range(21):
        arrive(store, f"Soon {number:02}", left(1))
    used_up, to_review = arrive(store, "Zed Medicines", None), arrive(store, "Zed Review", None)
    visit(store, used_up, contact_dt=left(5, time(11, 0)), meds_days=3)
    review(store, to_review, {"given": (NOW.date() - timedelta(days=1)).isoformat()})
    found = today(store)
    assert names(found)[:2] == ["Zed Medicines", "Zed Review"]
    assert [one.soonest for one in found.due[:2]] == [
        datetime(2026, 11, 20, tzinfo=UTC),
        datetime(2026, 11, 21, tzinfo=UTC),
    ]
