# SPDX-License-Identifier: Apache-2.0
"""The way shows what happened and what is planned, by day; a return is one only after somebody had left."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from forms.answers import NotAsked
from records.check_ins import heard_last
from records.people import (
    CHECK_IN_FORM,
    CONTACT_FORM,
    DISCHARGE_FORM,
    LEAVING_FORM,
    NO_REPLY_FORM,
    VISIT_FORM,
)
from records.support_timeline import Step, timeline_of
from tests.records.laptops import Laptop
from tests.records.visiting import MET, at, fill

DAY = timedelta(days=1)
FIRST = date(2026, 11, 2)


def agree(laptop: Laptop, start: date) -> None:
    fill(
        laptop,
        CHECK_IN_FORM,
        {"ci_start": start, "ci_end": start + 40 * DAY},
        [{"ci_date_on": start + 9 * DAY}],
    )


def leave(laptop: Laptop, day: date, decision: str = "agree") -> None:
    fill(laptop, LEAVING_FORM, {"cd_when": day, "cd_decision": decision})


def steps(laptop: Laptop) -> list[Step]:
    return [one.step for one in timeline_of(laptop.read().responses) if not one.is_planned]


def test_from_hospital_to_leaving_and_back_with_versions_and_copies() -> None:
    laptop = Laptop()
    fill(laptop, DISCHARGE_FORM, {"disch_dt": at(1)})
    fill(laptop, VISIT_FORM, MET | {"contact_dt": at(2)})
    agree(laptop, date(2026, 11, 3))
    fill(laptop, CONTACT_FORM, {"cc_by": "carer", "cc_dt": at(5)})
    fill(laptop, NO_REPLY_FORM, {}, [{"nc_attempt_when": at(6)}])
    leave(laptop, date(2026, 11, 9), "agree_not")
    leave(laptop, date(2026, 11, 10))
    agree(laptop, date(2026, 11, 20))
    found = timeline_of(laptop.read().responses, [date(2026, 11, 4)], [date(2026, 11, 7)])
    assert [(one.on.day, one.step, one.is_planned) for one in found if one.on < date(2026, 11, 21)] == [
        (1, Step.LEFT_HOSPITAL, False),
        (2, Step.VISIT, False),
        (3, Step.AGREED, False),
        (4, Step.VERSION, False),
        (5, Step.CARER_RANG, False),
        (6, Step.TRIED, False),
        (7, Step.COPY, False),
        (9, Step.WENT_ON, False),
        (10, Step.LEFT, False),
        (20, Step.CAME_BACK, False),
    ]
    assert [one.step for one in found if one.is_planned] == [Step.QUIET, Step.DECISION]


def test_an_agreement_that_is_ended_on_its_first_day_is_no_return() -> None:
    laptop = Laptop()
    agree(laptop, FIRST)
    leave(laptop, FIRST)
    assert steps(laptop) == [Step.AGREED, Step.LEFT]
    agree(laptop, FIRST)
    assert sorted(steps(laptop)) == sorted([Step.AGREED, Step.LEFT, Step.CAME_BACK])


@given(st.lists(st.integers(0, 30), min_size=1, max_size=4), st.lists(st.integers(0, 30), max_size=3))
def test_nothing_is_a_return_before_somebody_left(starts: list[int], left: list[int]) -> None:
    laptop = Laptop()
    for start in starts:
        agree(laptop, FIRST + start * DAY)
    for day in left:
        leave(laptop, FIRST + day * DAY)
    back = [one.on for one in timeline_of(laptop.read().responses) if one.step is Step.CAME_BACK]
    assert not back or (left and min(back) > FIRST + min(left) * DAY)


def test_a_closed_door_a_call_without_an_answer_and_a_death_in_hospital_are_called_so() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, MET | {"contact_dt": at(2), "contact_outcome": "3", "with_person": False})
    fill(laptop, CONTACT_FORM, {"cc_by": "worker", "cc_dt": at(3), "cc_words": NotAsked("no answer")})
    fill(laptop, DISCHARGE_FORM, {"disch_dt": at(4), "disch_dest": "79"})
    assert steps(laptop) == [Step.TRIED, Step.TRIED]
    assert heard_last(laptop.read().responses) is None
    fill(laptop, CONTACT_FORM, {"cc_by": "carer", "cc_dt": at(5), "cc_words": NotAsked("a carer rang")})
    assert heard_last(laptop.read().responses) == date(2026, 11, 5)
