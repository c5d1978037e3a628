# SPDX-License-Identifier: Apache-2.0
"""Days and times are read as people write them, and what cannot be read is not guessed at."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.questions.reading import day_words, read_day, read_time

SATURDAY = date(2026, 11, 21)
BORN = date(1989, 3, 14)


@pytest.mark.parametrize(
    "typed",
    [
        "14/3/1989", "14.3.89", "14-03-1989", "14 3 1989", " 14 mar 89 ", "14 March 1989",
        "14th of march 1989",
        "Tuesday 14 March 1989", "March 14 1989", "mar 14, 1989", "1989-03-14", "14031989", "14MAR1989",
    ],
)  # fmt: skip
def test_a_day_of_birth_is_read_however_it_is_written(typed: str) -> None:
    assert read_day(typed, SATURDAY, past=True) == BORN


@pytest.mark.parametrize(
    ("typed", "past", "day"),
    [
        ("today", False, SATURDAY),
        ("Tomorrow", False, date(2026, 11, 22)),
        ("yesterday", True, date(2026, 11, 20)),
        ("friday", True, date(2026, 11, 20)),
        ("fri", False, date(2026, 11, 27)),
        ("saturday", True, SATURDAY),
        ("3 jan", False, date(2027, 1, 3)),
        ("3 jan", True, date(2026, 1, 3)),
        ("3/12", True, date(2025, 12, 3)),
        ("1 2 30", False, date(2030, 2, 1)),
        ("1 2 30", True, date(1930, 2, 1)),
    ],
)
def test_what_goes_without_saying_is_looked_for_on_the_right_side_of_today(
    typed: str, past: bool, day: date
) -> None:
    assert read_day(typed, SATURDAY, past=past) == day


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "14", "31/2/2026", "14/13/2026", "1/2/3/4", "14 m 1989", "14/3/198", "0/1/2026", "m 14",
        "99999999999/3/2026", "1/99999999999/2026", "9" * 5000 + " 3 2026", "3 " + "9" * 5000,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_not_guessed(typed: str) -> None:
    assert read_day(typed, SATURDAY) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_its_own_words(day: date) -> None:
    assert read_day(day_words(day), SATURDAY) == day
    assert read_day(f"{day.day} {day.month} {day.year}", SATURDAY) == day
    assert read_day(day.isoformat(), SATURDAY) == day


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    read_day(text, SATURDAY)
    read_time(text)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("16:30", time(16, 30)), ("16.30", time(16, 30)), ("1630", time(16, 30)), ("4pm", time(16)),
        ("4.30 pm", time(16, 30)), ("12am", time(0)), ("12pm", time(12)), ("9", time(9)), ("noon", time(12)),
        ("16h30", time(16, 30)), ("25:00", None), ("13pm", None), ("9:75", None), ("later", None), ("", None),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(typed: str, at: time | None) -> None:
    assert read_time(typed) == at
