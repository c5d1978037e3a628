# SPDX-License-Identifier: Apache-2.0
"""What was recorded is read back as it was given, and what cannot be read is None and hides nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from forms.answers import LocalMoment
from records.answered import (
    code_in,
    date_in,
    given_in,
    instant_in,
    instant_of,
    moment_in,
    text_in,
)
from tests.records.visiting import at

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
