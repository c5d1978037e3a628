# SPDX-License-Identifier: Apache-2.0
"""The bar that shows the follow-up clocks as a picture (Today and Person screens).

Never knows a colour or a pixel; whoever draws it does no sums with dates.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forms.clocks import Clocks, TimeBasis, as_utc


@dataclass(frozen=True, slots=True)
class Positions:
    """Where things stand on the bar, in real elapsed time: 0 is leaving hospital, 1 the last deadline."""

    now: float
    national_opens: float
    target: float
    national_closes: float
    urgent: float | None


@dataclass(frozen=True, slots=True)
class ClockPicture:
    """What the bar shows. Moments are local to the discharge.

    Attributes:
        time_known: False when nobody has told us at what time the person left.
        national_closes: the midnight that ends `last_day`.
        counted: whether the discharge is in the national count, None when not known. Where False, the two
            national marks are not to be drawn.
        target_hours: elapsed hours of our target.
        urgent: None where the urgent clock does not run.
    """

    left_hospital: dt.datetime
    time_known: bool
    now: dt.datetime
    national_opens: dt.datetime
    target: dt.datetime
    target_hours: int
    national_closes: dt.datetime
    last_day: dt.date
    counted: bool | None
    urgent: dt.datetime | None
    positions: Positions


def clock_picture(clocks: Clocks, now: dt.datetime) -> ClockPicture:
    """The picture at `now`, which may be in any zone; before leaving or after the end it stays on the bar.

    Raises:
        ValueError: `now` has no zone.
    """
    national, zone = clocks.national, clocks.left_at.tzinfo
    start = as_utc(clocks.left_at)
    ends = [clocks.target, national.closes_at, *([clocks.urgent] if clocks.urgent else [])]
    length = max(as_utc(end) for end in ends) - start

    def position(moment: dt.datetime) -> float:
        return min(1.0, max(0.0, (as_utc(moment) - start) / length))

    return ClockPicture(
        left_hospital=clocks.left_at,
        time_known=clocks.basis is not TimeBasis.NOT_KNOWN,
        now=as_utc(now).astimezone(zone),
        national_opens=national.opens_at,
        target=clocks.target,
        target_hours=clocks.target_hours,
        national_closes=national.closes_at,
        last_day=national.last_day,
        counted=clocks.eligibility.counted,
        urgent=clocks.urgent,
        positions=Positions(
            now=position(now),
            national_opens=position(national.opens_at),
            target=position(clocks.target),
            national_closes=position(national.closes_at),
            urgent=position(clocks.urgent) if clocks.urgent else None,
        ),
    )
