# SPDX-License-Identifier: Apache-2.0
"""A deadline is said in words wherever it was written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from desktop.presenters.today_lines import by_words
from forms.answers import LocalMoment

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_of_a_time_in_a_zone_that_nobody_knows_the_day_is_said() -> None:
    day = LocalMoment(date(2026, 11, 24), None, "Nowhere/Land")
    timed = LocalMoment(date(2026, 11, 24), time(14), "Nowhere/Land")
    assert by_words(timed, NOW) == by_words(day, NOW) != ""
