# SPDX-License-Identifier: Apache-2.0
"""Nobody who did not answer is ever closed: what nobody with a name was told of is asked for again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Given, NotAsked, NotNow
from forms.draft import Draft
from forms.handover import NEEDED
from forms.registry import newest_form
from records.people import (
    CONTACT_FORM,
    HANDOVER_FORMS,
    NEAR_MISS_FORM,
    NO_REPLY_FORM,
    SAFEGUARDING_FORM,
    VISIT_FORM,
)
from records.unanswered import OwedHandover, owed_handovers
from tests.records.laptops import Laptop
from tests.records.visiting import MET, TOLD, at, fill


def owed(laptop: Laptop, *half_done: str) -> list[tuple[str, bool]]:
    found = owed_handovers(laptop.read().card, half_done)
    return [(one.form, one.entity is None) for one in found]


def test_a_page_half_done_on_this_laptop_is_asked_for_again() -> None:
    laptop = Laptop()
    assert owed(laptop, f"{NO_REPLY_FORM}|1", f"{VISIT_FORM}|1") == [(NO_REPLY_FORM, True)]
    assert owed(laptop, f"{VISIT_FORM}|1") == []


@pytest.mark.parametrize("form", sorted(HANDOVER_FORMS))
def test_one_that_was_sent_unfinished_is_asked_for_on_every_laptop(form: str) -> None:
    mine, theirs = Laptop(), Laptop()
    entity = fill(mine, form, {"nc_type": "no_reply"} if form == NO_REPLY_FORM else {"handover_who": "Priya"})
    mine.meet(theirs)
    assert owed(theirs) == [(form, False)]
    fill(theirs, form, TOLD, entity=entity)
    theirs.meet(mine)
    assert owed(mine) == []


@pytest.mark.parametrize("missing", sorted(NEEDED))
@pytest.mark.parametrize("instead", [None, NotAsked("no signal"), NotNow()])
def test_a_handover_without_who_when_what_or_by_when_is_none(missing: str, instead: Any) -> None:
    laptop = Laptop()
    told = {name: value for name, value in TOLD.items() if name != missing}
    fill(laptop, NO_REPLY_FORM, {**told, **({} if instead is None else {missing: instead})})
    assert owed(laptop) == [(NO_REPLY_FORM, False)]


def test_a_page_that_says_it_is_over_is_still_asked_for_while_nobody_knows() -> None:
    laptop = Laptop()
    fill(laptop, NO_REPLY_FORM, {"nc_type": "no_reply", "nc_close": "found_safe"})
    assert owed(laptop) == [(NO_REPLY_FORM, False)]


def test_something_needed_right_away_is_asked_for_until_somebody_is_written_down_as_told() -> None:
    laptop = Laptop()
    entity = fill(laptop, VISIT_FORM, {**MET, "safety_now": True})
    assert owed(laptop) == [(VISIT_FORM, False)]
    fill(laptop, VISIT_FORM, {"safety_now_done": "Rang 999 at 14:10, they come"}, entity=entity)
    assert owed(laptop) == []


@pytest.mark.parametrize("answer", [False, NotNow(), NotAsked("her son was there")])
def test_nothing_is_owed_where_nothing_was_needed_right_away(answer: Any) -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, {**MET, "safety_now": answer})
    assert owed(laptop) == []


@pytest.mark.parametrize("said", [{"cc_result": "crisis"}, {"cc_safety": False, "cc_result": "carry_on"}])
def test_a_contact_in_crisis_is_asked_for_until_somebody_is_written_as_told(
    said: dict[str, Any],
) -> None:
    laptop = Laptop()
    entity = fill(laptop, CONTACT_FORM, {"cc_dt": at(21), **said, "cc_crisis_told": NotNow()})
    assert owed(laptop) == [(CONTACT_FORM, False)]
    fill(laptop, CONTACT_FORM, {"cc_crisis_told": "Priya, at 14:10; she rings them now"}, entity=entity)
    assert owed(laptop) == []


def test_a_contact_that_goes_on_as_agreed_owes_nobody_a_call() -> None:
    laptop = Laptop()
    fill(laptop, CONTACT_FORM, {"cc_dt": at(21), "cc_safety": True, "cc_result": "carry_on"})
    fill(laptop, CONTACT_FORM, {"cc_dt": at(21), "cc_by": "carer", "cc_safety": NotAsked("A carer rang")})
    assert owed(laptop) == []


def test_who_was_told_can_be_written_wherever_somebody_does_not_feel_safe() -> None:
    for said in ({"cc_result": "crisis"}, {"cc_safety": False}):
        draft = Draft(newest_form(CONTACT_FORM))
        assert (None, "cc_crisis_told") not in draft.relevant()
        for name, value in said.items():
            draft.set_answer((None, name), Given(value))
        assert (None, "cc_crisis_told") in draft.relevant()


def test_no_replies_come_first() -> None:
    laptop = Laptop()
    for form in (SAFEGUARDING_FORM, NEAR_MISS_FORM, NO_REPLY_FORM):
        fill(laptop, form, {"handover_role": "Senior"})
    assert owed(laptop)[0] == (NO_REPLY_FORM, False)
    assert len(owed(laptop)) == 3
    assert owed_handovers(laptop.read().card)[0].is_no_reply
    assert not OwedHandover(VISIT_FORM, None, None).is_no_reply


@given(st.lists(st.sets(st.sampled_from(sorted(TOLD))), max_size=4))
def test_every_page_is_asked_for_until_it_has_all_that_a_handover_needs(parts: list[set[str]]) -> None:
    laptop = Laptop()
    for each in parts:
        fill(laptop, NO_REPLY_FORM, {"nc_type": "no_reply", **{name: TOLD[name] for name in each}})
    assert len(owed(laptop)) == sum(not each >= NEEDED for each in parts)
