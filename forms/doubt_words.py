# SPDX-License-Identifier: Apache-2.0
"""What cannot be quite right about a discharge or a clock, in words: what it is, what we do, what to do.

Never blames whoever wrote it, and never says that anything was thrown away: nothing is.
"""

from __future__ import annotations

import datetime as dt

from forms.clock_words import day_words
from forms.discharge_doubts import Doubt, DoubtKind
from locales import N_, _, format_language

_SENTENCES = {
    DoubtKind.NOT_KNOWN: N_(
        "Nobody has told us on which day they left hospital, so no clock can run. Please ring the ward."
    ),
    DoubtKind.ZONE_NOT_KNOWN: N_(
        "This laptop does not know the time of the place they left on {day}, so no clock can run. Please"
        " write down again when they left."
    ),
    DoubtKind.IN_THE_FUTURE: N_(
        "Leaving hospital is written down for {day}, which is still to come. If they are home already, please"
        " put the day right."
    ),
    DoubtKind.TOLD_TWICE: N_(
        "Leaving on {day} is written down more than once. We count from the earliest time of that day."
    ),
    DoubtKind.LEFT_TWICE: N_(
        "They left hospital on {other} and again on {day}. We count from {day}; what was done in between"
        " stays in the record."
    ),
    DoubtKind.READMITTED: N_(
        "We were told that they are in hospital again, since {day}. That counts for the nation’s clock at the"
        " same trust. Ours goes on until one of us has met them, and starts again when they leave."
    ),
    DoubtKind.CONTACT_BEFORE: N_(
        "A contact is dated {day}, before they left hospital, so it answers no clock. If that day is wrong,"
        " please write the contact down again."
    ),
    DoubtKind.CONTACT_AHEAD: N_(
        "A contact is dated {day}, which for this laptop is still to come. It answers no clock until then:"
        " please look at its date and at this laptop’s clock."
    ),
    DoubtKind.DIED_BEFORE: N_(
        "The record says that they had died by {other}, and also that they were met or left hospital on"
        " {day}. We go on as for somebody who lives: please look at this at once, and put the wrong one"
        " right."
    ),
    DoubtKind.UNDER_18: N_(
        "This person is under 18. This version of Keepwell is made for adults: please ring the team for young"
        " people. Nothing that is written here is lost."
    ),
}


def doubt_sentence(doubt: Doubt, now: dt.datetime, locale: str | None = None) -> str:
    """The doubt in words, as of `now`, which is aware."""
    days = {
        name: "" if day is None else day_words(day, now.date(), locale)
        for name, day in (("day", doubt.day), ("other", doubt.other))
    }
    return _(_SENTENCES[doubt.kind]).format_map(days)


def clock_sentence(written_at: dt.datetime, now: dt.datetime, locale: str | None = None) -> str:
    """That this laptop's clock, which says `now`, and one that wrote something later are not both right."""
    from babel.dates import format_datetime

    ours, theirs = (
        format_datetime(one, "d MMMM y, HH:mm", tzinfo=now.tzinfo, locale=locale or format_language())
        for one in (now, written_at)
    )
    return _(
        "This laptop’s clock says {ours}, but something here was written at {theirs}. One of the two is"
        " wrong, and every deadline is counted by this one: please set its date and time."
    ).format(ours=ours, theirs=theirs)
