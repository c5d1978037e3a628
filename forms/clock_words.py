# SPDX-License-Identifier: Apache-2.0
"""The follow-up clocks in words: deadlines, how each was worked out, and the picture read aloud.

Never blames, never claims more than the clocks know, never reads the wall clock. Every function takes `now`
and an optional Babel `locale`; without one, times are written as in the language that is active. Times are
those of the place of the discharge, as weekday and 24-hour clock, with the date when it is further than six
days away. Babel is imported when first needed, so that the unlock window does not pay for it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forms.clock_picture import ClockPicture
from forms.clocks import Clocks, EligibilityReason, TimeBasis, UrgentReason, as_utc
from forms.contacts import ClockName, Duty, FollowUp
from locales import N_, _, format_language, ngettext, pgettext

_NEAR_DAYS = 6

_ELIGIBILITY = {
    EligibilityReason.BED_TYPE_NOT_COUNTED: N_("The national count leaves out this kind of hospital bed."),
    EligibilityReason.METHOD_EXCLUDED: N_("The national count leaves out this way of leaving hospital."),
    EligibilityReason.DESTINATION_EXCLUDED: N_("The national count leaves out people who went there."),
    EligibilityReason.BED_TYPE_NOT_KNOWN: N_(
        "We do not know yet what kind of bed it was, so we cannot say whether it is in the national count."
    ),
    EligibilityReason.METHOD_NOT_KNOWN: N_(
        "We do not know yet how the stay ended, so we cannot say whether it is in the national count."
    ),
    EligibilityReason.DESTINATION_NOT_KNOWN: N_(
        "We do not know yet where the person went, so we cannot say whether it is in the national count."
    ),
}
_URGENT = {
    UrgentReason.RISK_IDENTIFIED: N_(
        "Suicide risk was identified on leaving, so the first follow-up is within {hours}: by {when}."
    ),
    UrgentReason.EVERYONE_HERE: N_("Here everybody is followed up within {hours}: by {when}."),
    UrgentReason.RISK_NOT_KNOWN: N_(
        "We do not know whether suicide risk was identified on leaving, so to be careful we keep to "
        "{hours}: by {when}."
    ),
}
_BASIS = {
    TimeBasis.NOT_KNOWN: N_(
        "The time of leaving on {day} is not known, so we count from the start of that day, the earliest it "
        "can be."
    ),
    TimeBasis.SKIPPED: N_(
        "The clocks went forward on {day} and skipped that time, so we count from {when}, the earliest it "
        "can be."
    ),
    TimeBasis.REPEATED: N_(
        "The clocks went back on {day} and that time came twice, so we count from the first: {when}."
    ),
}


@dataclass(frozen=True, slots=True)
class PictureLabels:
    """The words at the marks of a clock picture; the national ones are None where they are not drawn."""

    left: str
    now: str
    target: str
    national_opens: str | None
    national_closes: str | None


def day_words(day: dt.date, today: dt.date, locale: str | None = None) -> str:
    """Weekday; with the date when further than six days from today, and the year when that differs."""
    from babel.dates import format_date, format_skeleton

    locale = locale or format_language()
    if abs((day - today).days) <= _NEAR_DAYS:
        return format_date(day, "EEEE", locale=locale)
    skeleton = "MMMMEEEEd" if day.year == today.year else "yMMMMEEEEd"
    return format_skeleton(skeleton, dt.datetime.combine(day, dt.time()), locale=locale)


def moment_words(moment: dt.datetime, now: dt.datetime, locale: str | None = None) -> str:
    """Day and 24-hour time in the moment's own zone, such as Monday 16:30.

    In the hour that an autumn night has twice, the zone's letters say which of the two is meant. Midnight
    says that it starts the day, because "Tuesday 00:00" is easily taken for the end of Tuesday.
    """
    from babel.dates import format_time

    today = as_utc(now).astimezone(moment.tzinfo).date()
    clock = format_time(moment.time(), "HH:mm", locale=locale or format_language())
    if moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset():
        clock = f"{clock} {moment.tzname()}"
    if moment.time() == dt.time():
        clock = _("{time} (start of the day)").format(time=clock)
    return pgettext("weekday or date, then time", "{day} {time}").format(
        day=day_words(moment.date(), today, locale), time=clock
    )


def hours_words(hours: int) -> str:
    """A number of hours, in the plural that goes with it."""
    return ngettext("{count} hour", "{count} hours", hours).format(count=hours)


def today_there(clocks: Clocks, now: dt.datetime) -> dt.date:
    """The calendar date at `now` where the discharge was."""
    return as_utc(now).astimezone(clocks.left_at.tzinfo).date()


def deadline_chip(follow_up: FollowUp, locale: str | None = None) -> str:
    """The words of the deadline's chip: what ends and when, or when the person was followed up."""
    duty, clocks, now = follow_up.headline, follow_up.clocks, follow_up.now
    if duty is None:
        return _done_chip(follow_up, locale)
    when = moment_words(duty.deadline, now, locale)
    match duty.clock:
        case ClockName.TARGET:
            return _hours_chip(clocks.target_hours, when, duty)
        case ClockName.URGENT:
            return _hours_chip(clocks.urgent_hours, when, duty)
        case ClockName.PROFESSIONAL:
            over, ahead = _("Registered follow-up was due {when}"), _("Registered follow-up due by {when}")
        case ClockName.NATIONAL:
            when = day_words(clocks.national.last_day, today_there(clocks, now), locale)
            over, ahead = _("National window closed at the end of {when}"), _national_ahead(clocks)
    return (over if duty.breached else ahead).format(when=when)


def counts_sentence(clocks: Clocks, now: dt.datetime, locale: str | None = None) -> str:
    """The national window and our target in one sentence (design 6, Today), in the tense true at `now`."""
    over = as_utc(now) > as_utc(clocks.target)
    ours = _("our {hours} ended {when}") if over else _("our {hours} end {when}")
    day = day_words(clocks.national.last_day, today_there(clocks, now), locale)
    return _("{national}; {ours}.").format(
        national=_national_clause(clocks, now).format(when=day),
        ours=ours.format(
            hours=hours_words(clocks.target_hours), when=moment_words(clocks.target, now, locale)
        ),
    )


def explain_clocks(clocks: Clocks, now: dt.datetime, locale: str | None = None) -> tuple[str, ...]:
    """What stands behind `counts_sentence` (hazard 1): urgent clock, doubts, changes of clocks, eligibility.

    Empty where there is nothing that the sentence does not say.
    """
    reason = clocks.eligibility.reason
    sentences = (
        _urgent_sentence(clocks, now, locale),
        _basis_sentence(clocks, now, locale),
        _clock_change_sentence(clocks, now, locale),
        _(_ELIGIBILITY[reason]) if reason in _ELIGIBILITY else None,
    )
    return tuple(sentence for sentence in sentences if sentence)


def picture_labels(picture: ClockPicture, locale: str | None = None) -> PictureLabels:
    """The words at the marks of the picture."""
    now, today = picture.now, picture.now.date()
    left = _("left hospital {when}") if picture.time_known else _("left hospital {when}, time not known")
    opens = closes = None
    if picture.counted is not False:
        first, last = (
            day_words(day, today, locale) for day in (picture.national_opens.date(), picture.last_day)
        )
        known = picture.counted is True
        words = _("counts nationally from start of {day}") if known else _("may count from start of {day}")
        opens, closes = words.format(day=first), _("to end of {day}").format(day=last)
    return PictureLabels(
        left=left.format(
            when=moment_words(picture.left_hospital, now, locale)
            if picture.time_known
            else day_words(picture.left_hospital.date(), today, locale)
        ),
        now=_("now"),
        target=_("{hours}: {when}").format(
            hours=hours_words(picture.target_hours), when=moment_words(picture.target, now, locale)
        ),
        national_opens=opens,
        national_closes=closes,
    )


def picture_sentence(picture: ClockPicture, locale: str | None = None) -> str:
    """The picture read aloud, for people who do not see it."""
    labels = picture_labels(picture, locale)
    now = _("now {when}").format(when=moment_words(picture.now, picture.now, locale))
    national = [f"{labels.national_opens} {labels.national_closes}"] if labels.national_opens else []
    return "; ".join([labels.left, now, labels.target, *national])


def _hours_chip(hours: int, when: str, duty: Duty) -> str:
    words = _("{hours} ended {when}") if duty.breached else _("{hours} ends {when}")
    return words.format(hours=hours_words(hours), when=when)


def _done_chip(follow_up: FollowUp, locale: str | None) -> str:
    contact = follow_up.target.contact
    if contact is None:  # a target without its contact is always open
        raise AssertionError("nothing due and nothing done")
    at = as_utc(contact.at).astimezone(follow_up.clocks.left_at.tzinfo)
    return _("Followed up {when}").format(when=moment_words(at, follow_up.now, locale))


def _national_clause(clocks: Clocks, now: dt.datetime) -> str:
    """Says "counts" only when the discharge is known to be in the national count."""
    over = as_utc(now) >= as_utc(clocks.national.closes_at)
    if clocks.eligibility.counted is False:
        return _("Not in the national count")
    if clocks.eligibility.counted is None:
        return _("May have counted to the end of {when}") if over else _("May count to the end of {when}")
    return _("Counted to the end of {when}") if over else _("Counts to the end of {when}")


def _national_ahead(clocks: Clocks) -> str:
    if clocks.eligibility.counted:
        return _("Counts nationally to the end of {when}")
    return _("May count nationally to the end of {when}")


def _urgent_sentence(clocks: Clocks, now: dt.datetime, locale: str | None) -> str | None:
    if clocks.urgent is None:
        return None
    return _(_URGENT[clocks.urgent_reason]).format(
        hours=hours_words(clocks.urgent_hours), when=moment_words(clocks.urgent, now, locale)
    )


def _basis_sentence(clocks: Clocks, now: dt.datetime, locale: str | None) -> str | None:
    if clocks.basis is TimeBasis.KNOWN:
        return None
    return _(_BASIS[clocks.basis]).format(
        day=day_words(clocks.discharged_on, today_there(clocks, now), locale),
        when=moment_words(clocks.left_at, now, locale),
    )


def _clock_change_sentence(clocks: Clocks, now: dt.datetime, locale: str | None) -> str | None:
    """Why the deadline is not at the hour of leaving: real hours across a change of clocks (domain A4)."""
    start, end = clocks.left_at.utcoffset(), clocks.target.utcoffset()
    if start is None or end is None or start == end:
        return None
    if end < start:
        words = _("The clocks go back in between: {hours} from {start} are over {end}.")
    else:
        words = _("The clocks go forward in between: {hours} from {start} are over {end}.")
    return words.format(
        hours=hours_words(clocks.target_hours),
        start=moment_words(clocks.left_at, now, locale),
        end=moment_words(clocks.target, now, locale),
    )
