# SPDX-License-Identifier: Apache-2.0
"""What cannot be quite right about when somebody left hospital, and which leaving the clocks count from.

Never repairs, merges or drops what was written: it says what to look at again. Every doubt is settled for the
earlier deadline until somebody does (domain A4, hazard 1). Words: `forms.doubt_words`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from forms.clocks import Discharge, as_utc

OF_AGE = 18
WINDOW_DAYS = 3
"""Two stays this near to each other are one story (domain A2: readmission inside the window)."""


class DoubtKind(StrEnum):
    """What cannot be quite right."""

    NOT_KNOWN = "not_known"  # nobody said on which day they left
    ZONE_NOT_KNOWN = "zone_not_known"  # the place has a time zone that this laptop does not have
    IN_THE_FUTURE = "in_the_future"
    TOLD_TWICE = "told_twice"  # one day, written down more than once
    LEFT_TWICE = "left_twice"  # twice in three days
    READMITTED = "readmitted"  # in hospital again inside the window, somebody told us
    CONTACT_BEFORE = "contact_before"  # a contact dated shortly before they left
    CONTACT_AHEAD = "contact_ahead"  # a contact dated later than this laptop's clock
    DIED_BEFORE = "died_before"  # a death is written for a day before one on which they lived
    UNDER_18 = "under_18"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at again.

    Attributes:
        day: the day that it is about, where there is one.
        other: the earlier day, of two.
    """

    kind: DoubtKind
    day: dt.date | None = None
    other: dt.date | None = None


def counted_from(discharges: Sequence[Discharge], now: dt.datetime) -> Discharge | None:
    """The leaving that the clocks count from at `now`, which is aware.

    The newest that has been; where none has, the first to come. One day that was told more than once counts
    with the earliest time of it and the more careful answer about suicide risk.
    """
    been = [one for one in discharges if one.on <= _today(one.zone, now)]
    if not been and not discharges:
        return None
    day = max(one.on for one in been) if been else min(one.on for one in discharges)
    same = [one for one in discharges if one.on == day]
    earliest = min(same, key=lambda one: one.at or dt.time())
    risks = {one.suicide_risk for one in same}
    risk = True if True in risks else None if None in risks else False
    return replace(earliest, suicide_risk=risk)


def discharge_doubts(
    discharges: Sequence[Discharge | None],
    contacts: Sequence[dt.datetime],
    now: dt.datetime,
    *,
    readmitted: Sequence[dt.date] = (),
    born_on: dt.date | None = None,
) -> tuple[Doubt, ...]:
    """Everything to look at again, in the order in which it is worth saying.

    Args:
        discharges: as told, the last told last; None for one without a day.
        contacts: when somebody met or tried to meet the person, aware.
        now: aware.
        readmitted: days since which somebody told us that they are in hospital again.
        born_on: date of birth, where it is known.
    """
    known = [one for one in discharges if one is not None]
    doubts = []
    if discharges and discharges[-1] is None:
        doubts.append(Doubt(DoubtKind.NOT_KNOWN))
    start = counted_from(known, now)
    if start is not None:
        doubts += _about_leaving(start, known, now)
        doubts += _about_coming_back(start, readmitted)
        doubts += _about_contacts(start, known, contacts, now)
    if born_on is not None and _age(born_on, now.date()) < OF_AGE:
        doubts.append(Doubt(DoubtKind.UNDER_18))
    return tuple(doubts)


def _about_leaving(start: Discharge, known: list[Discharge], now: dt.datetime) -> list[Doubt]:
    doubts = []
    if not _is_zone(start.zone):
        doubts.append(Doubt(DoubtKind.ZONE_NOT_KNOWN, start.on))
    ahead = sorted({one.on for one in known if one.on > _today(one.zone, now)})
    doubts += [Doubt(DoubtKind.IN_THE_FUTURE, day) for day in ahead]
    if sum(one.on == start.on for one in known) > 1:
        doubts.append(Doubt(DoubtKind.TOLD_TWICE, start.on))
    before = [one.on for one in known if 0 < (start.on - one.on).days <= WINDOW_DAYS]
    if before:
        doubts.append(Doubt(DoubtKind.LEFT_TWICE, start.on, max(before)))
    return doubts


def _about_coming_back(start: Discharge, readmitted: Sequence[dt.date]) -> list[Doubt]:
    inside = [day for day in readmitted if 0 <= (day - start.on).days <= WINDOW_DAYS]
    return [Doubt(DoubtKind.READMITTED, min(inside))] if inside else []


def _about_contacts(
    start: Discharge, known: list[Discharge], contacts: Sequence[dt.datetime], now: dt.datetime
) -> list[Doubt]:
    """Of contacts before leaving only those near it, and not those that followed an earlier stay."""
    zone = _zone(start.zone)
    days = {as_utc(one).astimezone(zone).date() for one in contacts}
    stays = [one.on for one in known if one.on < start.on]
    before = [
        day
        for day in days
        if 0 < (start.on - day).days <= WINDOW_DAYS and not any(stay <= day for stay in stays)
    ]
    ahead = [as_utc(one).astimezone(zone).date() for one in contacts if as_utc(one) > as_utc(now)]
    doubts = [Doubt(DoubtKind.CONTACT_BEFORE, max(before))] if before else []
    return doubts + ([Doubt(DoubtKind.CONTACT_AHEAD, min(ahead))] if ahead else [])


def _age(born_on: dt.date, today: dt.date) -> int:
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


@lru_cache(maxsize=64)
def _today(zone: str, now: dt.datetime) -> dt.date:
    return as_utc(now).astimezone(_zone(zone)).date()


def _is_zone(zone: str) -> bool:
    return zone == "UTC" or _zone(zone) is not dt.UTC


def _zone(zone: str) -> dt.tzinfo:
    """This zone; UTC where this laptop does not know it, which is named as a doubt of its own."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return dt.UTC
