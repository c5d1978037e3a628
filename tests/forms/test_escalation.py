# SPDX-License-Identifier: Apache-2.0
"""After a door that nobody opened, what is due is due when this service says, and is said as it stands."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Answer, Given, LocalMoment, NotNow, Path, RowId
from forms.clocks import as_utc
from forms.escalation import first_attempt, no_reply_sentence, no_reply_times
from forms.site import Escalation

LONDON = ZoneInfo("Europe/London")
TRIED = dt.datetime(2026, 7, 4, 14, 5, tzinfo=LONDON)
USUAL = Escalation()
AGAIN = "Somebody tries again by Sunday 14:05."
LATE = "Your senior was to be told by Saturday 15:05: please ring now. "


def local(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("what", "tried", "hours", "tell", "again"),
    [
        ("the hour, and the same time tomorrow", "2026-07-04 14:05", USUAL, "07-04 15:05", "07-05 14:05"),
        ("a service's own times", "2026-07-04 14:05", Escalation(2, 4), "07-04 16:05", "07-04 18:05"),
        ("the clocks go back in the night", "2026-10-24 14:05", USUAL, "10-24 15:05", "10-25 13:05"),
        ("the clocks go forward in the night", "2026-03-28 14:05", USUAL, "03-28 15:05", "03-29 15:05"),
        ("at the year's end", "2026-12-31 23:30", USUAL, "01-01 00:30", "01-01 23:30"),
        ("before a leap day", "2028-02-28 12:00", USUAL, "02-28 13:00", "02-29 12:00"),
    ],
)  # fmt: skip
def test_what_is_due_is_counted_in_real_hours_from_the_first_attempt(what, tried, hours, tell, again) -> None:
    times = no_reply_times(local(tried), hours)
    assert [f"{one:%m-%d %H:%M}" for one in (times.tell_senior_by, times.try_again_by)] == [tell, again], what


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-07-04 14:10", "Please tell your senior by Saturday 15:05. " + AGAIN),
        ("2026-07-04 15:05", "Please tell your senior by Saturday 15:05. " + AGAIN),
        ("2026-07-04 15:06", LATE + AGAIN),
        ("2026-07-05 14:06", LATE + "Somebody was to try again by Sunday 14:05."),
    ],
)  # fmt: skip
def test_it_is_said_in_the_tense_that_is_true(now, said) -> None:
    assert no_reply_sentence(no_reply_times(TRIED, USUAL), local(now)) == said


def at(day: int, clock: str, zone: str = "Europe/London") -> LocalMoment:
    return LocalMoment(dt.date(2026, 7, day), dt.time.fromisoformat(clock), zone)


def test_the_first_of_several_attempts_is_where_the_hours_begin() -> None:
    answers: dict[Path, Answer] = {
        (RowId("b"), "nc_attempt_when"): Given(at(4, "18:00")),
        (RowId("a"), "nc_attempt_when"): Given(at(4, "14:05")),
        (RowId("c"), "nc_attempt_when"): Given(at(4, "01:00", "Nowhere/Land")),
        (RowId("d"), "nc_attempt_when"): Given("this morning"),
        (RowId("e"), "nc_attempt_when"): NotNow(),
        (RowId("a"), "nc_attempt_how"): Given("01"),
    }
    found = first_attempt(answers)
    assert found is not None
    assert as_utc(found) == as_utc(TRIED)
    assert first_attempt({}) is None


MOMENTS = st.integers(0, 400 * 24 * 60).map(
    lambda minutes: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)


@given(MOMENTS, st.integers(1, 72), st.integers(1, 72))
def test_a_later_attempt_never_makes_anything_due_earlier(tried, told, again) -> None:
    hours = Escalation(told, again)
    first, second = (
        no_reply_times(one.astimezone(LONDON), hours) for one in (tried, tried + dt.timedelta(minutes=1))
    )
    assert as_utc(first.tell_senior_by) < as_utc(second.tell_senior_by)
    assert as_utc(first.tell_senior_by) - as_utc(first.first_attempt) == dt.timedelta(hours=told)
    assert as_utc(first.try_again_by) - as_utc(first.first_attempt) == dt.timedelta(hours=again)
