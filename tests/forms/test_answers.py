# SPDX-License-Identifier: Apache-2.0
"""Answers: three ways of answering that stay three, and shapes that survive what this app does not know."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import (
    AnswerType,
    Given,
    LocalMoment,
    NamedPerson,
    NotAsked,
    NotNow,
    Unknown,
    answer_from_json,
    answer_to_json,
    is_blank,
)

LONDON = "Europe/London"
words = st.text(max_size=20)
people = st.builds(NamedPerson, words, words, words, st.none() | st.booleans())
moments = st.builds(
    LocalMoment,
    st.dates(),
    st.none() | st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    st.just(LONDON),
)
VALUES = {
    AnswerType.TEXT: words,
    AnswerType.LINES: st.lists(words).map(tuple),
    AnswerType.CHOICE: words,
    AnswerType.MULTI: st.lists(words).map(tuple),
    AnswerType.YES_NO: st.booleans(),
    AnswerType.DATE: st.dates(),
    AnswerType.MOMENT: moments,
    AnswerType.INTEGER: st.integers(),
    AnswerType.DECIMAL: st.decimals(allow_nan=False, allow_infinity=False, places=3),
    AnswerType.PERSON: people,
    AnswerType.PEOPLE: st.lists(people).map(tuple),
}
typed_values = st.sampled_from(list(VALUES)).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind]))


@given(typed_values)
def test_every_type_of_value_survives_json(typed_value):
    answer_type, value = typed_value
    stored = json.loads(json.dumps(answer_to_json(Given(value))))
    assert answer_from_json(stored, answer_type) == Given(value)


@pytest.mark.parametrize("answer_type", list(VALUES))
def test_not_asked_not_now_and_no_stay_three_different_things(answer_type):
    for answer in (NotAsked("The phone rang"), NotNow()):
        assert answer_from_json(answer_to_json(answer), answer_type) == answer
    stored = [answer_to_json(one) for one in (NotAsked("no"), NotNow(), Given(value=False), Given("no"))]
    assert len({json.dumps(one) for one in stored}) == 4
    assert stored[:3] == [{"not_asked": "no"}, {"not_now": True}, {"given": False}]


@pytest.mark.parametrize(
    "raw",
    [
        {"given": {"colour": "blue"}},
        {"given": "green", "sure": "fairly"},
        {"drawn": [1, 2]},
        {"not_now": False},
        {"not_asked": None},
        "just words",
        None,
    ],
)
@pytest.mark.parametrize("answer_type", list(VALUES))
def test_a_shape_from_a_newer_app_is_kept_word_for_word(raw, answer_type):
    assert answer_from_json(raw, answer_type) == Unknown(raw)
    assert answer_to_json(Unknown(raw)) is raw


@pytest.mark.parametrize(
    ("value", "answer_type"),
    [
        (True, AnswerType.INTEGER),
        (1, AnswerType.YES_NO),
        (["a", 1], AnswerType.LINES),
        ("a", AnswerType.LINES),
        ({"date": "2026-02-30", "time": None, "zone": LONDON}, AnswerType.MOMENT),
        ({"date": "2026-02-03", "time": "25:00", "zone": LONDON}, AnswerType.MOMENT),
        ({"date": "2026-02-03", "time": "10:00", "zone": LONDON, "fold": 1}, AnswerType.MOMENT),
        ({"name": "Bo", "relation": "", "phone": "", "ok_to_contact": "yes"}, AnswerType.PERSON),
        ([{"name": "Bo"}], AnswerType.PEOPLE),
    ],
)
def test_a_value_of_another_type_is_kept_and_not_guessed_at(value, answer_type):
    assert answer_from_json({"given": value}, answer_type) == Unknown({"given": value})


@pytest.mark.parametrize(
    ("typed", "answer_type"),
    [
        ("31 June", AnswerType.DATE),
        ("2026-06-31", AnswerType.DATE),
        ("20260630", AnswerType.DATE),
        ("about three", AnswerType.INTEGER),
        ("1e5", AnswerType.DECIMAL),
        ("tomorrow", AnswerType.MOMENT),
    ],
)
def test_what_was_typed_and_cannot_be_read_stays_as_typed(typed, answer_type):
    assert answer_from_json({"given": typed}, answer_type) == Given(typed)


def test_json_is_exactly_what_the_rooms_agreed():
    moment = LocalMoment(date(2026, 11, 19), time(16, 30), LONDON)
    assert answer_to_json(Given(moment)) == {
        "given": {"date": "2026-11-19", "time": "16:30", "zone": "Europe/London"}
    }
    assert answer_to_json(Given(LocalMoment(date(2026, 11, 19), None, LONDON)))["given"]["time"] is None
    assert answer_to_json(Given(date(2026, 11, 19))) == {"given": "2026-11-19"}
    assert answer_to_json(Given(Decimal("1E+2"))) == {"given": "100"}
    assert answer_to_json(Given(NamedPerson("Jo", "sister", "", ok_to_contact=True))) == {
        "given": {"name": "Jo", "relation": "sister", "phone": "", "ok_to_contact": True}
    }


def test_midnight_is_a_time_and_not_an_unknown_one():
    midnight = LocalMoment(date(2026, 7, 3), time(0), LONDON)
    assert answer_to_json(Given(midnight))["given"]["time"] == "00:00"
    assert answer_from_json(answer_to_json(Given(midnight)), AnswerType.MOMENT) == Given(midnight)


def test_a_moment_knows_summer_time_and_takes_an_unknown_time_as_the_start_of_the_day():
    assert LocalMoment(date(2026, 7, 3), time(16, 30), LONDON).instant() == datetime(
        2026, 7, 3, 15, 30, tzinfo=UTC
    )
    assert LocalMoment(date(2026, 7, 3), None, LONDON).instant() == datetime(2026, 7, 2, 23, 0, tzinfo=UTC)


def test_an_empty_line_is_no_answer_but_no_and_nought_are():
    assert all(is_blank(Given(value)) for value in ("", "  \n", (), NamedPerson("")))
    given_values = (False, 0, "no", ("",), NamedPerson("", phone="1"))
    assert not any(is_blank(Given(value)) for value in given_values)
    assert not any(is_blank(answer) for answer in (NotNow(), NotAsked(""), Unknown("")))
