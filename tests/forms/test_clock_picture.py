# SPDX-License-Identifier: Apache-2.0
"""The bar of the clocks: everything on it stands where real time puts it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.clock_picture import clock_picture
from forms.clocks import ClockSettings, Discharge, as_utc, clocks_for

LONDON = ZoneInfo("Europe/London")
MINA = Discharge(dt.date(2026, 11, 19), dt.time(16, 30), "Europe/London", True, "200", "19", "1")
SPRING = Discharge(dt.date(2026, 3, 27), dt.time(23, 30), "Europe/London", False)


def test_the_bar_of_the_today_screen() -> None:
    now = dt.datetime(2026, 11, 21, 14, 10, tzinfo=LONDON)

    picture = clock_picture(clocks_for(MINA, ClockSettings()), now)

    assert picture.left_hospital.isoformat() == "2026-11-19T16:30:00+00:00"
    assert picture.last_day == dt.date(2026, 11, 22)
    assert picture.positions.national_opens == pytest.approx(7.5 / 79.5)
    assert picture.positions.now == pytest.approx((45 + 40 / 60) / 79.5)
    assert picture.positions.urgent == pytest.approx(48 / 79.5)
    assert picture.positions.target == pytest.approx(72 / 79.5)
    assert picture.positions.national_closes == 1.0


def test_the_bar_reaches_to_our_target_when_that_ends_last() -> None:
    """Spring, late evening: the window closes half an hour before 72 real hours are over."""
    picture = clock_picture(clocks_for(SPRING, ClockSettings()), dt.datetime(2026, 3, 28, tzinfo=LONDON))

    assert picture.positions.target == 1.0
    assert picture.positions.national_closes == pytest.approx(71.5 / 72)
    assert picture.positions.urgent is None


def test_now_stays_on_the_bar_and_is_shown_in_the_time_of_the_place() -> None:
    clocks = clocks_for(MINA, ClockSettings())
    before = clock_picture(clocks, dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    after = clock_picture(clocks, dt.datetime(2026, 12, 1, 5, tzinfo=ZoneInfo("Asia/Karachi")))

    assert (before.positions.now, after.positions.now) == (0.0, 1.0)
    assert after.now.isoformat() == "2026-12-01T00:00:00+00:00"


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)),
    st.none() | st.times(),
    st.integers(24, 400),
    st.floats(-100, 500),
)
def test_every_position_is_on_the_bar_and_in_the_order_of_time(day, at, hours, passed) -> None:
    clocks = clocks_for(Discharge(day, at, "Europe/London"), ClockSettings(target_hours=hours))
    picture = clock_picture(clocks, as_utc(clocks.left_at) + dt.timedelta(hours=passed))
    places = picture.positions

    assert places.urgent is not None
    for place in (places.now, places.national_opens, places.urgent, places.target, places.national_closes):
        assert 0.0 <= place <= 1.0
    assert places.national_opens < places.national_closes
    moments = [
        (as_utc(clocks.target), places.target),
        (as_utc(clocks.national.closes_at), places.national_closes),
    ]
    assert [place for _, place in sorted(moments)] == sorted(place for _, place in moments)
