# SPDX-License-Identifier: Apache-2.0
"""How soon what is due after a door that nobody opened, by the times that a service chose (domain C, I3).

Never rings anybody and never says that anybody was told; never reads the wall clock. Hours are real ones, so
that a change of clocks neither gives nor takes one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfoNotFoundError

from forms.answers import Answer, Given, LocalMoment, Path
from forms.clock_words import moment_words
from forms.clocks import as_utc
from forms.site import Escalation
from locales import _


@dataclass(frozen=True, slots=True)
class NoReplyTimes:
    """What is due after a first attempt. All moments are aware, in the zone of that attempt."""

    first_attempt: dt.datetime
    tell_senior_by: dt.datetime
    try_again_by: dt.datetime


def first_attempt(answers: Mapping[Path, Answer]) -> dt.datetime | None:
    """The earliest moment at which somebody tried, of the rows of a no reply; None while none is known."""
    moments = [
        answer.value
        for (_row, link_id), answer in answers.items()
        if link_id == "nc_attempt_when" and isinstance(answer, Given)
    ]
    known = [at for one in moments if (at := _instant(one)) is not None]
    return min(known, key=as_utc, default=None)


def no_reply_times(tried_at: dt.datetime, escalation: Escalation) -> NoReplyTimes:
    """By when the senior is told and somebody tries again, counted from the first attempt, which is aware."""

    def after(hours: int) -> dt.datetime:
        return (as_utc(tried_at) + dt.timedelta(hours=hours)).astimezone(tried_at.tzinfo)

    return NoReplyTimes(tried_at, after(escalation.senior_told), after(escalation.second_attempt))


def no_reply_sentence(times: NoReplyTimes, now: dt.datetime, locale: str | None = None) -> str:
    """Both in words, in the tense that is true at `now`; it stands until the handover is written down."""
    tell, again = (moment_words(one, now, locale) for one in (times.tell_senior_by, times.try_again_by))
    if as_utc(now) > as_utc(times.tell_senior_by):
        first = _("Your senior was to be told by {when}: please ring now.")
    else:
        first = _("Please tell your senior by {when}.")
    if as_utc(now) > as_utc(times.try_again_by):
        second = _("Somebody was to try again by {when}.")
    else:
        second = _("Somebody tries again by {when}.")
    return f"{first.format(when=tell)} {second.format(when=again)}"


def _instant(value: object) -> dt.datetime | None:
    try:
        return value.instant() if isinstance(value, LocalMoment) else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
