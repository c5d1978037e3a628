# SPDX-License-Identifier: Apache-2.0
"""One odd operation never stops the others, nor the page of the person it is about (I9)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from forms.clocks import ClockSettings
from records import copies_register, people, plan
from records.drafts import DraftId
from records.known import known_of
from records.operation import (
    Body,
    Change,
    EntityId,
    ItemClass,
    ItemId,
    Kind,
    MalformedOperationError,
    Operation,
    OperationId,
    PersonId,
    Who,
    body_commitment,
    canonical_json,
    decode,
    new_id,
)
from records.plan import Words
from records.store import RecordStore, Waiting
from records.today import make_today
from tests.records.conftest import OpenVault
from tests.records.operations import ENTITY, PERSON, operation

OWN = ItemId(ENTITY)


@pytest.fixture
def store(tmp_path: Path, opened: OpenVault) -> RecordStore:
    return opened(tmp_path)


def about(question: str, value: Any, form: str = people.PERSON_FORM) -> Operation:
    return operation(1, Kind.SET, {"given": value}, field=f"{form}|1|{question}", item=OWN)


def test_an_operation_that_comes_twice_in_one_page_is_kept_once(store: RecordStore) -> None:
    one = about("name", "Mina")
    store.apply_page([one, one], "cursor-1")
    assert store.position().cursor == "cursor-1"
    assert [one.called for one in store.cards()] == ["Mina"]


@pytest.mark.parametrize("value", [{"x": 1}, [1], 5, True, 1.5, None])
@pytest.mark.parametrize("question", ["nhs_no", "name", "dob", "called"])
def test_an_answer_of_another_shape_does_not_stop_a_page(
    store: RecordStore, question: str, value: Any
) -> None:
    store.apply_page([about(question, value)], "cursor-1")
    store.index_due()
    assert store.find("nobody") == []
    assert [one.nhs_number for one in store.cards()] == [None]


@pytest.mark.parametrize("number", ["1e999", "NaN", "Infinity", str(2**63), str(-(2**63) - 1)])
def test_a_number_no_table_can_hold_is_no_operation(number: str) -> None:
    header = about("name", "Mina").header_bytes.replace(b'"wall":1', b'"wall":' + number.encode())
    with pytest.raises(MalformedOperationError):
        decode(header, None)


@pytest.mark.parametrize("number", ["1e999", "NaN", "-Infinity"])
def test_a_value_that_could_never_be_written_again_is_no_body(number: str) -> None:
    header = json.loads(about("name", "Mina").header_bytes)
    body = b'{"salt":"","value":{"given":' + number.encode() + b"}}"
    header["body"] = body_commitment(body)
    with pytest.raises(MalformedOperationError):
        decode(canonical_json(header), body)


def test_half_a_character_loses_nothing_around_it(store: RecordStore) -> None:
    store.save_draft(DraftId(new_id()), PERSON, "visit|1", {"words": "tea \ud83d first"})
    assert store.drafts_of(PERSON)[0].snapshot == {"words": "tea \ufffd first"}
    said = plan.say(PERSON, "toolbox", Words("tea \ud83d"), ItemClass.WORDS, plan.read_plan(PERSON, {}))
    store.record(PERSON, said)
    shown = plan.read_plan(PERSON, store.items(PERSON)).in_part("toolbox")
    assert [one.words.heads[0].value for one in shown] == ["tea \ufffd"]
    assert canonical_json("\ud83d\ude00") == '"\U0001f600"'.encode()


def test_half_a_character_from_elsewhere_does_not_stop_a_page(store: RecordStore) -> None:
    header = json.loads(about("name", "Mina").header_bytes)
    body = b'{"salt":"","value":{"given":"Mina \\ud83d"}}'
    header["body"] = body_commitment(body)
    store.apply_page([decode(canonical_json(header), body)], "cursor-1")
    assert store.position().cursor == "cursor-1"


@pytest.mark.parametrize(
    "value",
    [None, "x", [], {"section": "toolbox"}, {"section": None, "after": None}, {"section": "a", "after": {}}],
)
def test_a_place_that_cannot_be_read_is_as_one_that_has_not_arrived(store: RecordStore, value: Any) -> None:
    spoken, placed = plan.say(PERSON, "toolbox", Words("canal"), ItemClass.WORDS, plan.read_plan(PERSON, {}))
    store.record(PERSON, [spoken])
    store.record(PERSON, [place(spoken, value)])
    shown = plan.read_plan(PERSON, store.items(PERSON))
    assert [one.words.heads[0].value for one in shown.in_part("")] == ["canal"]
    store.record(PERSON, [placed])
    assert len(plan.read_plan(PERSON, store.items(PERSON)).in_part("toolbox")) == 1


def place(of: Change, value: Any) -> Change:
    greatest = OperationId("f" * 32)
    kind, item_class = Kind.PLACE, ItemClass.WORDS
    return Change(
        of.entity, of.item, "place", kind, item_class, Who.PERSON, Body(value), operation_id=greatest
    )


def test_a_copy_of_another_shape_still_counts(store: RecordStore) -> None:
    value = {"number": "x", "version": [], "size": 14, "for": "Sam", "made_at": 1, "safe": "yes"}
    entity, item = people.plan_entity(PERSON), ItemId(new_id())
    copied = Change(entity, item, "copy", Kind.COPY, ItemClass.OBSERVATION, Who.WORKER, Body(value))
    store.record(PERSON, [copied])
    register = copies_register.read_register(store, PERSON)
    assert (register.given, register.unread) == ((), 1)


ASKED = {
    people.DISCHARGE_FORM: ("disch_dt", "sui_risk_at_disch", "bed_type", "disch_dest", "disch_method"),
    people.VISIT_FORM: ("contact_dt", "contact_mode", "contact_outcome", "with_person", "registered"),
    people.CHECK_IN_FORM: (
        *("ci_start", "ci_end", "ci_end_who", "ci_lead", "ci_date_on", "ci_date_how", "ci_silence_by"),
    ),
    people.CONTACT_FORM: (
        *("cc_dt", "cc_by", "cc_words", "cc_result", "cc_result_until", "cc_sooner_when", "cc_sooner_who"),
    ),
    people.LEAVING_FORM: ("cd_when", "cd_decision", "cd_again_when"),
    people.NO_REPLY_FORM: (
        *("nc_type", "nc_close", "nc_attempt_when", "nc_attempt_how", "nc_found_since", "nc_next_when"),
        *("handover_who", "handover_when", "handover_next", "handover_by"),
    ),
    "promises": (
        *("action_what", "action_by", "promised_what", "promised_state", "promised_by", "s117", "d2a_by"),
        *("d2a_when", "next_appt_when", "next_appt_where", "need_registered", "need_registered_why"),
        *("registered_review", "registered_review_when", "safety_now", "safety_now_done", "meds_days"),
    ),
}
MOMENT = {"date": "2026-11-19", "time": "16:30", "zone": "Europe/London"}
WELL = {
    **dict.fromkeys(("disch_dt", "contact_dt", "cc_dt", "nc_attempt_when", "nc_next_when"), MOMENT),
    **dict.fromkeys(("handover_when", "handover_by", "action_by", "promised_by", "next_appt_when"), MOMENT),
    **{"ci_start": "2026-11-02", "ci_end": "2026-12-28", "ci_date_on": "2026-11-23", "cd_when": "2026-11-20"},
    **{"ci_silence_by": "2026-11-22", "cc_result": "extend", "cc_result_until": "2027-01-25"},
    **{"cd_decision": "not_yet", "cd_again_when": "2027-01-25", "cc_sooner_when": MOMENT},
    **{"contact_mode": "01", "contact_outcome": "5", "nc_type": "in_hospital", "s117": "due"},
    **{"action_what": "Ring", "promised_what": "Key", "promised_state": "not_yet", "handover_next": "Ring"},
}


@pytest.mark.parametrize("odd", [None, "x", 7, [], [[]], {}, {"given": {}}, {"given": [{}]}, {"given": "x"}])
@pytest.mark.parametrize("question", [one for asked in ASKED.values() for one in asked])
def test_no_answer_whatever_its_shape_takes_todays_list_away(question: str, odd: Any) -> None:
    answers = {name: {"given": value} for name, value in WELL.items()} | {question: odd}
    filled = {
        form: people.Response(form, EntityId(new_id()), 1, "", answers, {"row": answers}) for form in ASKED
    }
    discharge, visit, check_in, contact, leaving, no_reply, _promises = filled.values()
    card = people.Card(
        person=PersonId(new_id()),
        details={"dob": {"given": odd}},
        discharge=discharge,
        visits=(visit,),
        check_in=check_in,
        check_in_contacts=(contact,),
        discharges=(discharge,),
        handovers=(no_reply,),
        support=(check_in, leaving),
    )
    now = datetime(2026, 11, 21, 14, 10, tzinfo=UTC)
    found = make_today([known_of(card)], {}, {}, Waiting({}, None, 0), None, ClockSettings(), now)
    assert len(found.due) == 1
