# SPDX-License-Identifier: Apache-2.0
"""Carers are asked again when it was said, a no to leaving has its fresh look, and a death stops it all."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import LocalMoment, NamedPerson
from forms.clocks import ClockSettings
from records.keeping_promises import keep_promise
from records.known import known_of
from records.people import (
    CARER_FORM,
    CHECK_IN_FORM,
    CONTACT_FORM,
    DISCHARGE_FORM,
    LEAVING_FORM,
    NO_REPLY_FORM,
    VISIT_FORM,
    card_from_json,
)
from records.promises import PromiseKind, open_promises
from records.store import Waiting
from records.today import Due, follow_up_of, make_today
from tests.records.laptops import Laptop
from tests.records.visiting import LONDON, MET, TOLD, at, fill

K = PromiseKind
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TOM = {"ca_name": NamedPerson("Tom Wilkins", "partner", "01632 960555"), "ca_need_to_know": "Whom to ring"}
AGREED = {"ci_start": TODAY - 30 * DAY, "ci_end": TODAY + 30 * DAY, "ci_end_who": "Priya Nair"}


def owed(laptop: Laptop, *kinds: PromiseKind) -> list[tuple[str, date | None]]:
    """From the record and, the same, from the card as it is kept."""
    record = laptop.read()
    card = card_from_json(laptop.person, json.loads(json.dumps(record.card.to_json())))
    found = [
        [
            (one.what, None if one.by is None else one.by.on)
            for one in open_promises(source)
            if one.kind in kinds
        ]
        for source in (record, card)
    ]
    assert found[0] == found[1]
    return found[0]


def due(laptop: Laptop, now: datetime = NOW) -> Due:
    known = [known_of(laptop.read().card)]
    return make_today(known, {}, {}, Waiting({}, None, 0), None, ClockSettings(), now).due[0]


# Carers (domain M7)


def test_a_carer_is_asked_again_on_the_day_that_was_said_and_on_the_next_one() -> None:
    laptop = Laptop()
    carer = fill(laptop, CARER_FORM, {**TOM, "ca_review": TODAY})
    assert owed(laptop, K.CARER) == [("ask a carer again how they are", TODAY)]
    (promise,) = open_promises(laptop.read())
    laptop.record(keep_promise(laptop.read(), promise))
    assert owed(laptop, K.CARER) == []
    fill(laptop, CARER_FORM, {"ca_review": TODAY + 90 * DAY}, entity=carer)
    assert owed(laptop, K.CARER) == [("ask a carer again how they are", TODAY + 90 * DAY)]


def test_an_assessment_that_a_carer_would_like_is_ours_until_it_was_asked_for() -> None:
    laptop = Laptop()
    carer = fill(laptop, CARER_FORM, {**TOM, "ca_assess": "wanted"})
    assert owed(laptop, K.CARER) == [("a carer would like a talk about their own needs", None)]
    fill(laptop, CARER_FORM, {"ca_assess": "asked_for"}, entity=carer)
    assert owed(laptop, K.CARER) == []


def test_no_name_and_no_word_of_a_carer_stands_on_the_card() -> None:
    laptop = Laptop()
    fill(laptop, CARER_FORM, {**TOM, "ca_worry": "I cannot sleep", "ca_review": TODAY})
    kept = json.dumps(laptop.read().card.to_json())
    assert "ca_review" in kept
    for said in ("Tom", "960555", "sleep", "Whom to ring"):
        assert said not in kept


# Ready to finish, and seeing each other sooner


def test_ready_to_finish_asks_for_the_decision_on_the_day_that_was_said() -> None:
    laptop = Laptop()
    fill(laptop, CHECK_IN_FORM, AGREED)
    said = {"cc_by": "person", "cc_dt": at(20), "cc_result": "ready", "cc_ready_when": TODAY + 3 * DAY}
    fill(laptop, CONTACT_FORM, said)
    assert owed(laptop, K.DECISION) == [("", TODAY + 3 * DAY)]
    assert [one.kind for one in due(laptop).promises] == [K.DECISION]
    fill(
        laptop, LEAVING_FORM, {"cd_when": TODAY, "cd_decision": "not_yet", "cd_again_when": TODAY + 60 * DAY}
    )
    assert owed(laptop, K.DECISION) == [("", TODAY + 60 * DAY)], "decided since: the new day holds"


def test_ready_without_a_day_asks_at_once_and_nobody_else_brings_a_decision_forward() -> None:
    laptop = Laptop()
    fill(laptop, CHECK_IN_FORM, AGREED)
    fill(laptop, CONTACT_FORM, {"cc_by": "worker", "cc_dt": at(20), "cc_result": "carry_on"})
    assert owed(laptop, K.DECISION) == [("", TODAY + 30 * DAY)]
    fill(laptop, CONTACT_FORM, {"cc_by": "person", "cc_dt": at(20), "cc_result": "ready"})
    assert owed(laptop, K.DECISION) == [("", date(2026, 11, 20))]


def test_ready_from_before_an_agreement_asks_nothing_of_it() -> None:
    laptop = Laptop()
    old = LocalMoment(TODAY - 40 * DAY, time(10), LONDON)
    fill(laptop, CONTACT_FORM, {"cc_by": "person", "cc_dt": old, "cc_result": "ready"})
    fill(laptop, CHECK_IN_FORM, AGREED)
    assert owed(laptop, K.DECISION) == [("", TODAY + 30 * DAY)]


@given(
    ready=st.lists(st.tuples(st.integers(-40, 5), st.none() | st.integers(-5, 40)), max_size=4),
    decided=st.none() | st.integers(-20, 5),
)
def test_a_decision_is_always_asked_for_and_never_later_than_it_was_planned(
    ready: list[tuple[int, int | None]], decided: int | None
) -> None:
    laptop = Laptop()
    fill(laptop, CHECK_IN_FORM, AGREED)
    for said, asked in ready:
        moment = LocalMoment(TODAY + said * DAY, time(10), LONDON)
        contact = {"cc_by": "person", "cc_dt": moment, "cc_result": "ready"}
        fill(
            laptop, CONTACT_FORM, contact | ({} if asked is None else {"cc_ready_when": TODAY + asked * DAY})
        )
    if decided is not None:
        fill(laptop, LEAVING_FORM, {"cd_when": TODAY + decided * DAY, "cd_decision": "agree_not"})
    ((_what, day),) = owed(laptop, K.DECISION)
    assert day is not None
    assert day <= AGREED["ci_end"]  # type: ignore[operator]
    if not ready:
        assert day == AGREED["ci_end"]


# After a no


NO = {
    "cd_when": TODAY,
    "cd_decision": "agree_not",
    "cd_again_when": TODAY + 30 * DAY,
    "cd_review": "The review panel",
    "cd_review_by": TODAY + 10 * DAY,
    "cd_advocate": "wanted",
}


def test_a_no_has_a_fresh_look_and_an_advocate_by_name_and_day_until_the_next_decision() -> None:
    laptop = Laptop()
    fill(laptop, CHECK_IN_FORM, AGREED)
    fill(laptop, LEAVING_FORM, NO)
    assert owed(laptop, K.AFRESH) == [
        ("The review panel looks at it afresh", TODAY + 10 * DAY),
        ("an advocate at their side, as they asked", TODAY + 30 * DAY),
    ]
    fill(laptop, LEAVING_FORM, {"cd_when": TODAY + 20 * DAY, "cd_decision": "not_yet"})
    assert owed(laptop, K.AFRESH) == []


def test_a_yes_and_a_not_yet_ask_nobody_for_a_fresh_look() -> None:
    for decision in ("agree", "not_yet"):
        laptop = Laptop()
        fill(laptop, LEAVING_FORM, {**NO, "cd_decision": decision})
        assert owed(laptop, K.AFRESH) == []


# Death (domain J)


@pytest.mark.parametrize(
    ("form", "answers"),
    [(NO_REPLY_FORM, {"nc_close": "died"}), (DISCHARGE_FORM, {"disch_dt": at(21), "disch_method": "4"})],
)
def test_where_the_record_says_that_they_have_died_nothing_is_asked_of_anybody(
    form: str, answers: dict[str, object]
) -> None:
    laptop = Laptop()
    fill(laptop, DISCHARGE_FORM, {"disch_dt": at(20)})
    fill(laptop, CHECK_IN_FORM, AGREED, [{"ci_date_on": TODAY}])
    fill(laptop, CARER_FORM, {**TOM, "ca_review": TODAY, "ca_assess": "wanted"})
    fill(laptop, LEAVING_FORM, NO)
    action = {"action_what": "Ring the landlord", "action_by": at(22)}
    fill(laptop, VISIT_FORM, {**MET, "next_appt_when": at(24), "meds_days": 2}, [action])
    before = due(laptop)
    assert before.follow_up is not None
    assert before.promises
    fill(laptop, form, answers)
    after = due(laptop)
    assert after.died
    assert (after.promises, after.follow_up, after.check_in_on, after.medicines_until) == (
        (),
        None,
        None,
        None,
    )
    assert after.deadline is None
    assert follow_up_of(laptop.read().card, ClockSettings(), NOW) is None
    assert open_promises(laptop.read()) == ()


def test_what_colleagues_promised_each_other_goes_on_after_a_death() -> None:
    laptop = Laptop()
    fill(laptop, "urn:keepwell:questionnaire:near_miss", TOLD)
    fill(laptop, NO_REPLY_FORM, {"nc_close": "died"})
    assert owed(laptop, K.HANDOVER, K.NEXT_CONTACT) == [("Ring the ward", TODAY)]
