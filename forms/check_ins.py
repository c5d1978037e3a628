# SPDX-License-Identifier: Apache-2.0
"""The rules of an agreement to check in: what we owe on which day, what answers it, when a decision is asked.

Never reads the clock and never ends anything: a day that has passed leaves what is owed open until it was
done, and a planned last day asks for a decision (domain D, M6; hazard 24). Nothing here rates a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class StartedBy(StrEnum):
    """Who got in touch: the codes of `cc_by`."""

    PERSON = "person"
    CARER = "carer"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Touch:
    """One time somebody was in touch, or we tried to be.

    Attributes:
        on: its day where the agreement holds.
        heard: the person themselves was heard. A carer's call is not that, and neither is an attempt.
        from_us: it answers our promise to get in touch: the person was heard, or we tried and the no-reply
            form goes on from there with a name (hazard 4).
    """

    on: dt.date
    heard: bool = True
    from_us: bool = True


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed, as far as days follow from it.

    Attributes:
        start, end: first day and planned last day; None where nobody said.
        quiet: days on which we said that we would get in touch.
        silence: days by whose end the person wants to have been heard from.
    """

    start: dt.date | None
    end: dt.date | None
    quiet: frozenset[dt.date] = frozenset()
    silence: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class Moved:
    """A later day that was given to the planned end, by extending it or by deciding not to leave yet.

    Attributes:
        said_on: the day on which it was said; of two on one day the later end holds.
    """

    said_on: dt.date
    until: dt.date


def quiet_answered(day: dt.date, touches: Iterable[Touch]) -> bool:
    """Whether our promise to get in touch on a day was kept, then or late; never by a talk before it."""
    return any(one.from_us and one.on >= day for one in touches)


def silence_since(day: dt.date, agreement: Agreement) -> dt.date:
    """The first day on which hearing from the person answers the silence rule of this day.

    After the rule's day before it, or after the first day: the talk in which it was agreed answers nothing.
    And never before the last quiet check-in that was to come first. Where nobody said when it began, only the
    day itself: asking once too often is the careful mistake.
    """
    before = [one for one in agreement.silence if one < day]
    if before:
        since = _day_after(max(before))
    elif agreement.start is None or agreement.start > day:
        return day
    else:
        since = _day_after(agreement.start)
    return max([since, *(one for one in agreement.quiet if one < day)])


def _day_after(day: dt.date) -> dt.date:
    return day if day == dt.date.max else day + dt.timedelta(days=1)


def silence_answered(day: dt.date, agreement: Agreement, touches: Iterable[Touch]) -> bool:
    """Whether the person was heard in the time that this rule is about, or has been since."""
    since = silence_since(day, agreement)
    return any(one.heard and one.on >= since for one in touches)


def decision_asked_on(agreement: Agreement, moved: Iterable[Moved]) -> dt.date | None:
    """The day by whose end a decision is asked for; None where no last day was planned.

    What was said last holds, and only ever moves the day later: a day that was planned is never brought
    forward behind anybody's back.
    """
    if agreement.end is None:
        return None
    last = max(moved, key=lambda one: (one.said_on, one.until), default=None)
    return agreement.end if last is None else max(agreement.end, last.until)


def is_over(agreement: Agreement, agreed_at: int, left: Sequence[tuple[dt.date, int]]) -> bool:
    """Whether a decision that both agreed to has ended this agreement. Only that ends one.

    An agreement that starts later, or was written or changed later, goes on: a return must never be taken for
    what was left before.

    Args:
        agreement: of one person.
        agreed_at: when it was last written in, ms UTC.
        left: of each such decision its day, and when it was written, ms UTC.
    """
    return any(
        agreed_at <= written and (agreement.start is None or agreement.start <= day) for day, written in left
    )


def answered_late_by(reply_hours: int | None, minutes: int | None) -> int:
    """Minutes by which our reply came later than we had said; 0 where it did not, or nobody knows."""
    if reply_hours is None or minutes is None:
        return 0
    return max(0, minutes - reply_hours * 60)
