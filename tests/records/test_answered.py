# SPDX-License-Identifier: Apache-2.0
"""What was recorded is read back as it was given, and what cannot be read is None and hides nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from forms.answers import Given, LocalMoment, NotAsked, NotNow
from forms.discharge_gaps import gaps
from forms.registry import newest_form
from records.answered import (
    answers_of,
    code_in,
    date_in,
    given_in,
    instant_in,
    instant_of,
    moment_in,
    text_in,
)
from records.people import DISCHARGE_FORM
from tests.records.laptops import Laptop
from tests.records.visiting import at, fill

FORM = newest_form(DISCHARGE_FORM)
ODD: list[Any] = [
    None,
    "x",
    7,
    [],
    {},
    {"given": {}},
    {"given": []},
    {"not_now": True},
    {"not_asked": "no time"},
]


@pytest.mark.parametrize("odd", ODD)
def test_what_is_of_another_shape_is_none_and_raises_nothing(odd: Any) -> None:
    answers = {"q": odd}
    assert (code_in(answers, "q"), moment_in(answers, "q"), date_in(answers, "q")) == (None, None, None)
    assert text_in(answers, "q") == ""
    assert instant_in(answers, "q") is None


def test_what_was_given_is_read() -> None:
    moment = {"date": "2026-11-21", "time": "14:00", "zone": "Europe/London"}
    answers = {"words": {"given": " tea "}, "day": {"given": "2026-11-21"}, "moment": {"given": moment}}
    assert (text_in(answers, "words"), given_in(answers, "words")) == ("tea", " tea ")
    assert date_in(answers, "day") == dt.date(2026, 11, 21)
    assert moment_in(answers, "moment") == at(21)
    assert instant_in(answers, "moment") == dt.datetime(2026, 11, 21, 14, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "moment",
    [
        None,
        LocalMoment(dt.date(2026, 11, 21), None, "Nowhere/Land"),
        LocalMoment(dt.date(2026, 11, 21), None, ""),
    ],
)
def test_a_moment_whose_place_nobody_knows_is_no_instant(moment: LocalMoment | None) -> None:
    assert instant_of(moment) is None


def test_the_ends_of_the_calendar_are_no_crash() -> None:
    for day in ("0001-01-01", "9999-12-31"):
        for zone in ("Asia/Karachi", "America/New_York"):
            instant_in({"q": {"given": {"date": day, "time": "23:59", "zone": zone}}}, "q")


def test_a_recorded_discharge_shows_its_gaps() -> None:
    laptop = Laptop()
    fill(
        laptop,
        DISCHARGE_FORM,
        {"disch_dt": at(20), "dh_plan": "declined", "dh_safety": NotAsked("the ward was busy")},
        [{"dh_team_role": "lead", "dh_team_name": "Priya Nair"}],
    )
    answers = answers_of(FORM, laptop.read().responses_to(DISCHARGE_FORM)[0])
    assert answers[None, "dh_plan"] == Given("declined")
    assert answers[None, "dh_safety"] == NotAsked("the ward was busy")
    missing = {one.link_id for one in gaps(FORM, answers)}
    assert "dh_safety" in missing
    assert not missing & {"dh_plan", "dh_team"}


def test_an_answer_to_a_question_that_this_version_does_not_have_is_left_alone() -> None:
    laptop = Laptop()
    fill(laptop, DISCHARGE_FORM, {"disch_ward": NotNow()})
    (response,) = laptop.read().responses_to(DISCHARGE_FORM)
    response.answers["from_tomorrow"] = {"given": True}
    assert answers_of(FORM, response) == {(None, "disch_ward"): NotNow()}
