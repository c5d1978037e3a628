# SPDX-License-Identifier: Apache-2.0
"""What was agreed about staying in touch is ours to keep, and only a decision ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import Given, LocalMoment, NamedPerson, NotAsked
from forms.clocks import ClockSettings
from forms.registry import newest_form
from records.check_ins import asked_on, day_of, has_died, heard_last, open_agreements
from records.keeping_promises import keep_promise
from records.known import known_of
from records.operation import EntityId, Typed
from records.people import (
    CHECK_IN_FORM,
    CONTACT_FORM,
    DISCHARGE_FORM,
    LEAVING_FORM,
    NO_REPLY_FORM,
    VISIT_FORM,
    card_from_json,
)
from records.person_record import PersonRecord
from records.promises import PromiseKind, open_promises, promises_of
from records.responses import changes_for, heads_on_screen
from records.store import Waiting
from records.today import Due, make_today
from tests.records.laptops import Laptop
from tests.records.visiting import LONDON, MET, at, fill

K = PromiseKind
START, END = date(2026, 11, 2), date(2026, 12, 28)
PLAN = {
    "ci_start": START,
    "ci_end": END,
    "ci_end_who": "Priya Nair",
    "ci_lead": NamedPerson("Sam Okafor", "", "01632 960123"),
}
RING = {"ci_date_on": date(2026, 11, 16), "ci_date_how": "A short ring, no questions"}
AGAIN = {"ci_date_on": date(2026, 11, 30), "ci_date_how": "Ring"}
NADIA = NamedPerson("Nadia Rahman", "sister", "01632 960777")
QUIET_SPELL = {"ci_silence_by": date(2026, 11, 23), "ci_silence_who": NADIA, "ci_silence_how": "Ring her"}


def agree(laptop: Laptop, *rows: dict[str, Any], **other: Any) -> EntityId:
    return fill(laptop, CHECK_IN_FORM, {**PLAN, **other}, rows)


def speak(laptop: Laptop, when: LocalMoment, by: str = "person", **other: Any) -> EntityId:
    said = {"cc_by": by, "cc_dt": when, "cc_words": "I slept.", "cc_result": "carry_on"}
    return fill(laptop, CONTACT_FORM, {**said, **other})


def decide(laptop: Laptop, day: date, decision: str, **other: Any) -> EntityId:
    return fill(laptop, LEAVING_FORM, {"cd_when": day, "cd_decision": decision, **other})


def owed(laptop: Laptop) -> list[tuple[PromiseKind, date]]:
    found = open_promises(laptop.read())
    assert promises_of(laptop.read().card) == promises_of(laptop.read()), "the card says what the record says"
    return [(one.kind, one.by.on) for one in found if one.by is not None]


def on_today(laptop: Laptop, now: datetime) -> Due:
    (due,) = make_today(
        [known_of(laptop.read().card)], {}, {}, Waiting({}, None, 0), None, ClockSettings(), now
    ).due
    return due


def noon(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def test_each_agreed_day_each_silence_and_the_planned_end_are_ours_to_keep() -> None:
    laptop = Laptop()
    agree(laptop, RING, AGAIN, QUIET_SPELL)
    assert owed(laptop) == [
        (K.QUIET_CHECK_IN, date(2026, 11, 16)),
        (K.SILENCE, date(2026, 11, 23)),
        (K.QUIET_CHECK_IN, date(2026, 11, 30)),
        (K.DECISION, END),
    ]
    first = open_promises(laptop.read())[0]
    assert (first.what, first.who) == ("A short ring, no questions", "Sam Okafor")


def test_a_ring_that_we_did_not_make_stays_ours_until_somebody_was_in_touch() -> None:
    laptop = Laptop()
    agree(laptop, RING)
    (late, _decision) = open_promises(laptop.read())
    assert late.is_late(noon(17))
    assert late.is_late(noon(17) + timedelta(days=3000)), "no day is late enough to end it"
    speak(laptop, at(19))
    assert owed(laptop) == [(K.DECISION, END)]


def test_a_carers_call_is_recorded_and_leaves_our_ring_and_the_silence_as_they_were() -> None:
    laptop = Laptop()
    agree(laptop, RING, QUIET_SPELL)
    before = owed(laptop)
    speak(laptop, at(18), "carer")
    assert owed(laptop) == before
    assert heard_last(laptop.read().responses) == date(2026, 11, 18)


def test_the_talk_in_which_it_was_agreed_does_not_answer_the_silence() -> None:
    laptop = Laptop()
    agree(laptop, QUIET_SPELL)
    before = owed(laptop)
    speak(laptop, at(2))
    fill(laptop, VISIT_FORM, {**MET, "contact_dt": at(2)})
    assert owed(laptop) == before
    speak(laptop, at(3))
    assert owed(laptop) == [(K.DECISION, END)]


def test_a_message_nobody_answered_keeps_our_promise_and_breaks_no_silence() -> None:
    laptop = Laptop()
    agree(laptop, RING, QUIET_SPELL)
    speak(laptop, at(16), "worker", cc_words=NotAsked("no answer"))
    assert owed(laptop) == [(K.SILENCE, date(2026, 11, 23)), (K.DECISION, END)]
    fill(laptop, VISIT_FORM, {**MET, "contact_dt": at(20)})
    assert owed(laptop) == [(K.DECISION, END)]


def test_a_closed_door_is_a_try_and_no_voice() -> None:
    laptop = Laptop()
    agree(laptop, RING, QUIET_SPELL)
    fill(laptop, NO_REPLY_FORM, {}, [{"nc_attempt_when": at(17), "nc_attempt_how": "01"}])
    assert owed(laptop) == [(K.SILENCE, date(2026, 11, 23)), (K.DECISION, END)]


def test_a_silence_repeats_neither_name_nor_words_where_a_list_shows_it() -> None:
    laptop = Laptop()
    agree(laptop, QUIET_SPELL, ci_silence="Ring Nadia")
    (silence, _decision) = open_promises(laptop.read())
    assert (silence.kind, silence.what, silence.who) == (K.SILENCE, "", "")
    assert "Nadia" not in str(laptop.read().card.support)


def test_a_day_that_was_called_done_and_then_moved_is_owed_again() -> None:
    laptop = Laptop()
    agreement = agree(laptop, RING)
    record = laptop.read()
    laptop.record(keep_promise(record, open_promises(record)[0]))
    assert owed(laptop) == [(K.DECISION, END)]
    move(laptop, agreement, "ci_date_on", date(2026, 11, 20))
    assert owed(laptop) == [(K.QUIET_CHECK_IN, date(2026, 11, 20)), (K.DECISION, END)]


def move(laptop: Laptop, entity: EntityId, link_id: str, to: date) -> None:
    form = newest_form(CHECK_IN_FORM)
    question = form.by_link_id[link_id]
    row = None
    for (owner, item), state in laptop.read().items.items():
        if owner == entity and any(name.endswith(f"|{link_id}") for name in state.fields):
            row, seen = None if question.group is None else item, heads_on_screen(state)
    laptop.record(changes_for(form, entity, [(row, link_id, Given(to))], typed=Typed.WORKER, seen=seen))


def test_two_workers_who_each_wrote_the_same_day_made_one_promise() -> None:
    laptop = Laptop()
    agree(laptop, RING, dict(RING))
    assert owed(laptop) == [(K.QUIET_CHECK_IN, date(2026, 11, 16)), (K.DECISION, END)]


def test_a_planned_last_day_asks_for_a_decision_and_nobody_can_call_that_done() -> None:
    laptop = Laptop()
    agree(laptop)
    (asked,) = open_promises(laptop.read())
    assert (asked.kind, asked.who) == (K.DECISION, "Priya Nair")
    assert asked.is_late(noon(20, 12) + timedelta(days=400))
    laptop.record(keep_promise(laptop.read(), asked))
    assert owed(laptop) == [(K.DECISION, END)]
    assert len(open_agreements(laptop.read().responses)) == 1


def test_keeping_going_moves_the_day_and_a_no_moves_it_again() -> None:
    laptop = Laptop()
    agreement = agree(laptop)
    speak(laptop, at(20, month=12), cc_result="extend", cc_result_until=date(2027, 1, 25))
    assert owed(laptop) == [(K.DECISION, date(2027, 1, 25))]
    decide(laptop, date(2027, 1, 25), "agree_not", cd_again_when=date(2027, 2, 22))
    assert owed(laptop) == [(K.DECISION, date(2027, 2, 22))]
    record = laptop.read()
    (response,) = (one for one in record.responses if one.entity == agreement)
    assert asked_on(response, record.responses) == date(2027, 2, 22)


def test_a_no_without_a_new_day_leaves_the_question_where_it_was() -> None:
    laptop = Laptop()
    agree(laptop)
    decide(laptop, END, "agree_not")
    assert owed(laptop) == [(K.DECISION, END)]


def test_only_a_decision_to_which_the_person_agreed_ends_it_and_then_we_owe_nothing_of_it() -> None:
    laptop = Laptop()
    agree(laptop, RING, QUIET_SPELL)
    decide(laptop, date(2026, 11, 10), "agree")
    assert owed(laptop) == []
    assert open_agreements(laptop.read().responses) == ()


def test_coming_back_after_leaving_begins_afresh() -> None:
    laptop = Laptop()
    agree(laptop, RING)
    decide(laptop, date(2026, 11, 10), "agree")
    again = agree(laptop, AGAIN, ci_start=date(2026, 11, 20))
    assert [one.entity for one in open_agreements(laptop.read().responses)] == [again]
    assert owed(laptop) == [(K.QUIET_CHECK_IN, date(2026, 11, 30)), (K.DECISION, END)]


@pytest.mark.parametrize("decision", ["agree_not", "not_yet"])
def test_a_later_no_brings_back_everything_that_a_yes_had_ended(decision: str) -> None:
    laptop = Laptop()
    agree(laptop, RING, AGAIN)
    before = owed(laptop)
    decide(laptop, date(2026, 11, 10), "agree")
    decide(laptop, date(2026, 11, 12), decision)
    assert owed(laptop) == before
    decide(laptop, date(2026, 11, 13), "agree")
    assert owed(laptop) == []


def test_a_yes_and_a_no_on_one_day_leave_support_as_it_was() -> None:
    one, other = Laptop(), Laptop()
    agree(one, RING)
    other.meet(one)
    before = owed(one)
    decide(one, date(2026, 11, 10), "agree")
    decide(other, date(2026, 11, 10), "not_yet")
    one.meet(other)
    assert owed(one) == owed(other) == before


def test_a_no_to_a_new_agreement_does_not_bring_back_the_one_that_was_left() -> None:
    laptop = Laptop()
    agree(laptop, RING)
    decide(laptop, date(2026, 11, 10), "agree")
    again = agree(laptop, AGAIN, ci_start=date(2026, 11, 20))
    decide(laptop, date(2026, 12, 12), "not_yet")
    assert [one.entity for one in open_agreements(laptop.read().responses)] == [again]


def test_an_extension_from_before_says_nothing_about_a_new_agreement() -> None:
    laptop = Laptop()
    speak(laptop, at(1, month=10), cc_result="extend", cc_result_until=date(2027, 6, 1))
    agree(laptop)
    assert owed(laptop) == [(K.DECISION, END)]


def test_two_open_agreements_both_hold_until_somebody_settles_it() -> None:
    one, other = Laptop(), Laptop()
    agree(one, RING)
    agree(other, AGAIN)
    one.meet(other)
    assert owed(one) == [
        (K.QUIET_CHECK_IN, date(2026, 11, 16)),
        (K.QUIET_CHECK_IN, date(2026, 11, 30)),
        (K.DECISION, END),
        (K.DECISION, END),
    ]


def test_meeting_sooner_is_a_promise_with_a_time_until_somebody_came() -> None:
    laptop = Laptop()
    sooner: dict[str, Any] = {"cc_result": "see_sooner", "cc_sooner_when": at(19), "cc_sooner_who": "Sam"}
    speak(laptop, at(17), cc_sooner_where="At home", **sooner)
    (promise,) = open_promises(laptop.read())
    assert (promise.kind, promise.what, promise.who, promise.by) == (
        K.NEXT_CONTACT,
        "At home",
        "Sam",
        at(19),
    )
    speak(laptop, at(18))
    assert len(open_promises(laptop.read())) == 1
    fill(laptop, VISIT_FORM, {**MET, "contact_dt": at(19)})
    assert open_promises(laptop.read()) == ()


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (NO_REPLY_FORM, {"nc_close": "died"}),
        (DISCHARGE_FORM, {"disch_method": "4"}),
        (DISCHARGE_FORM, {"disch_dest": "79"}),
    ],
)
def test_nobody_is_sent_to_ring_where_the_record_says_that_the_person_has_died(
    form: str, answers: dict[str, Any]
) -> None:
    laptop = Laptop()
    agree(laptop, RING, QUIET_SPELL)
    told = {"disch_dt": at(1)} if form == DISCHARGE_FORM else {}
    fill(laptop, form, {**told, **answers})
    assert has_died(laptop.read().responses)
    assert owed(laptop) == []


def test_today_shows_the_soonest_of_each_kind_when_it_is_near_and_the_latest_always() -> None:
    laptop = Laptop()
    days = [{"ci_date_on": date(2026, 11, 3) + timedelta(weeks=week)} for week in range(8)]
    agree(laptop, *days, QUIET_SPELL)

    def shown(now: datetime) -> list[tuple[PromiseKind, date]]:
        promises = on_today(laptop, now).promises
        return [(one.kind, one.by.on) for one in promises if one.by is not None]

    assert shown(noon(1)) == []
    assert shown(noon(3)) == [(K.QUIET_CHECK_IN, date(2026, 11, 3))]
    assert shown(noon(25)) == [(K.QUIET_CHECK_IN, date(2026, 11, 3)), (K.SILENCE, date(2026, 11, 23))]
    speak(laptop, at(25))
    assert shown(noon(25)) == []
    assert shown(noon(20, 12))[-1] == (K.DECISION, END)
    assert on_today(laptop, noon(26)).check_in_on == date(2026, 12, 1)


def test_a_card_that_an_earlier_keepwell_folded_still_owes_its_newest_agreement() -> None:
    laptop = Laptop()
    agree(laptop, RING)
    raw = laptop.read().card.to_json()
    del raw["support"]
    assert open_promises(card_from_json(laptop.person, raw)) == open_promises(laptop.read())


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (LocalMoment(date(2026, 11, 16), time(3), "Asia/Karachi"), date(2026, 11, 15)),
        (LocalMoment(date(2026, 11, 15), time(22), "America/New_York"), date(2026, 11, 16)),
        (LocalMoment(date(2026, 10, 25), time(1, 30), LONDON), date(2026, 10, 25)),
        (LocalMoment(date(2027, 3, 28), time(1, 30), LONDON), date(2027, 3, 28)),
        (LocalMoment(date(2026, 11, 16), None, "Asia/Karachi"), date(2026, 11, 16)),
        (LocalMoment(date(2026, 11, 16), time(3), "Nowhere/Land"), date(2026, 11, 16)),
        (LocalMoment(date.max, time(23), "America/New_York"), date.max),
    ],
)
def test_days_are_counted_where_the_agreement_holds(moment: LocalMoment, expected: date) -> None:
    assert day_of(moment) == expected


ZONES = st.sampled_from([LONDON, "Asia/Karachi", "America/New_York", "Pacific/Auckland", "UTC"])
INSTANTS = st.integers(0, 400 * 24 * 60).map(lambda minutes: noon(1, 1) + timedelta(minutes=minutes))


@settings(deadline=None)
@given(INSTANTS, ZONES)
def test_one_moment_written_on_any_laptop_is_one_day_whatever_its_clock_changed(
    instant: datetime, zone: str
) -> None:
    local = instant.astimezone(ZoneInfo(zone))
    moment = LocalMoment(local.date(), local.time(), zone)
    if moment.instant() == local and not local.fold:
        assert day_of(moment) == instant.astimezone(ZoneInfo(LONDON)).date()


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["person", "carer", "worker"])), max_size=5))
def test_two_laptops_that_met_owe_the_same_in_whichever_order_it_was_written(
    said: list[tuple[int, str]],
) -> None:
    one, other = Laptop(), Laptop()
    agree(one, RING, AGAIN, QUIET_SPELL)
    other.meet(one)
    for number, (day, by) in enumerate(said):
        on = START + timedelta(days=day)
        speak((one, other)[number % 2], LocalMoment(on, time(11), LONDON), by)
    one.meet(other)
    assert _read(one) == _read(other)


def _read(laptop: Laptop) -> list[tuple[Any, ...]]:
    record: PersonRecord = laptop.read()
    return [(one.kind, one.by, one.is_open) for one in promises_of(replace(record))]
