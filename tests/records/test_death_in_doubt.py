# SPDX-License-Identifier: Apache-2.0
"""A death that was written by mistake can be taken back by what happened later, and never goes unseen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from records.check_ins import death_in_doubt, has_died
from records.known import known_of
from records.people import DISCHARGE_FORM, VISIT_FORM
from tests.records.laptops import LATER, Laptop
from tests.records.test_check_ins import RING, agree
from tests.records.visiting import MET, at, fill

DIED = {"disch_dt": at(1, month=10), "disch_dest": "79"}


@pytest.mark.parametrize(
    ("form", "later"), [(DISCHARGE_FORM, {"disch_dt": at(20)}), (VISIT_FORM, MET | {"contact_dt": at(20)})]
)
def test_a_death_written_by_mistake_ends_where_somebody_met_them_or_they_came_home_later(
    form: str, later: dict[str, Any]
) -> None:
    laptop = Laptop(clock=LATER)
    fill(laptop, DISCHARGE_FORM, DIED)
    agree(laptop, RING)
    assert has_died(laptop.read().responses)
    fill(laptop, form, later)
    known = known_of(laptop.read().card)
    assert not known.died
    assert known.promises
    assert known.death_in_doubt == (date(2026, 10, 1), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("form", "other"),
    [
        (DISCHARGE_FORM, {"disch_dt": at(1, month=10)}),
        (DISCHARGE_FORM, {}),
        (VISIT_FORM, MET | {"contact_dt": at(1, month=10)}),
        (VISIT_FORM, MET | {"contact_dt": at(20), "with_person": False}),
    ],
)
def test_a_death_stands_where_nobody_met_them_later(form: str, other: dict[str, Any]) -> None:
    laptop = Laptop(clock=LATER)
    fill(laptop, form, other)
    fill(laptop, DISCHARGE_FORM, DIED)
    assert has_died(laptop.read().responses)
    assert death_in_doubt(laptop.read().responses) is None


def test_a_day_of_leaving_that_was_only_planned_takes_no_death_back() -> None:
    laptop = Laptop(clock=1_790_812_800_000)  # 1 October 2026, 00:00 UTC
    fill(laptop, DISCHARGE_FORM, {"disch_dt": at(8, month=10)})
    fill(laptop, DISCHARGE_FORM, DIED)
    assert has_died(laptop.read().responses)
