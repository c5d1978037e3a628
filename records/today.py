# SPDX-License-Identifier: Apache-2.0
"""What is due, for whom, by when: cards, clocks and promises brought together. Pure; `now` is the caller's.

Deadlines are sorted and coloured; people never are (design 1.5). What nobody with a name was told of yet
stands before everything else (hazard 4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.answers import LocalMoment
from forms.clocks import ClockSettings, Discharge, UnknownZoneError
from forms.contacts import Contact, FollowUp, follow_up_state
from forms.discharge_doubts import Doubt, DoubtKind, counted_from, discharge_doubts
from records.check_ins import AGREED_ZONE, everything_on, has_died
from records.copies_register import CopyGiven
from records.known import Known, contacts_of, discharges_of
from records.operation import PersonId
from records.people import Card
from records.promises import Promise, PromiseKind, last_moment
from records.store import Waiting
from records.unanswered import OwedHandover, owed_handovers

# How long before a plan is to be looked at again Today begins to say so.
_REVIEW_IN_SIGHT = dt.timedelta(days=14)
# And how long before the medicines that somebody has at home are used up (hazard 22).
_MEDICINES_IN_SIGHT = dt.timedelta(days=7)
# A quiet check-in from the day before; a silence from when it can be acted on; a decision as a plan's review.
_IN_SIGHT = {
    PromiseKind.QUIET_CHECK_IN: dt.timedelta(days=2),
    PromiseKind.SILENCE: dt.timedelta(days=1),
    PromiseKind.DECISION: _REVIEW_IN_SIGHT,
}
_CHECK_INS = frozenset({PromiseKind.QUIET_CHECK_IN, PromiseKind.DECISION})
_FAR = dt.datetime.max.replace(tzinfo=dt.UTC)
CLOCK_TOLERANCE = dt.timedelta(hours=1)
"""How far ahead of this laptop's clock something may be written before the two cannot both be right."""


@dataclass(frozen=True, slots=True)
class Due:
    """One person on Today.

    Attributes:
        follow_up: the clocks since the newest discharge; None where no discharge date is known.
        check_in_on: the next quiet check-in or the planned end of an agreement, whichever is sooner.
        review_on: when the plan is to be looked at again, from two weeks before until it says another day.
        half_done: forms left half done, `canonical|version`, newest first.
        to_agree: fields with two versions.
        only_here: transactions that only this laptop holds.
        promises: those still to be kept, the soonest first; of check-ins what `in_sight` leaves.
        owed: what somebody with a name still has to be told of, no replies first.
        doubts: what cannot be quite right about when they left hospital.
        died: the record says that they have died: no clock runs, and nothing is asked of anybody.
        medicines_until: the day on which the medicines at home are used up, as they were counted at the
            newest visit that counted them; from a week before. No dose is ever worked out.
        to_replace: copies in somebody's hand that are older than the newest agreed version.
    """

    card: Card
    follow_up: FollowUp | None
    check_in_on: dt.date | None
    half_done: tuple[str, ...]
    to_agree: int
    only_here: int
    review_on: dt.date | None = None
    promises: tuple[Promise, ...] = ()
    owed: tuple[OwedHandover, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    medicines_until: dt.date | None = None
    to_replace: tuple[CopyGiven, ...] = ()
    died: bool = False

    @property
    def no_reply(self) -> OwedHandover | None:
        """A door that nobody opened and that nobody with a name was told of; None where there is none."""
        return next((one for one in self.owed if one.is_no_reply), None)

    @property
    def soonest(self) -> dt.datetime | None:
        """The soonest deadline of all, in UTC, passed or not; None when nothing has one."""
        found = [one.deadline for one in self.promises if one.deadline is not None]
        for day in (self.review_on, self.medicines_until):
            ends = None if day is None else last_moment(LocalMoment(day, None, AGREED_ZONE))
            if ends is not None:
                found.append(ends)
        clock = self.deadline
        if clock is not None:
            found.append(clock.astimezone(dt.UTC))
        return min(found, default=None)

    @property
    def deadline(self) -> dt.datetime | None:
        """The next deadline of the clocks that still run; None when nothing is due."""
        headline = None if self.follow_up is None else self.follow_up.headline
        return None if headline is None else headline.deadline


@dataclass(frozen=True, slots=True)
class Today:
    """Everyone with something due, soonest first, then everyone else by name.

    Attributes:
        written_ahead: when something here was written later than this laptop's clock says it is now; None
            while the clocks can all be right.
    """

    now: dt.datetime
    due: tuple[Due, ...]
    waiting: Waiting
    last_received_at: int | None
    written_ahead: dt.datetime | None = None


def make_today(
    everybody: Iterable[Known],
    drafts: Mapping[PersonId, list[str]],
    to_agree: Mapping[PersonId, int],
    waiting: Waiting,
    last_received_at: int | None,
    settings: ClockSettings,
    now: dt.datetime,
    to_replace: Mapping[PersonId, tuple[CopyGiven, ...]] | None = None,
) -> Today:
    """Today's list. `now` is aware."""
    everyone, copies = tuple(everybody), to_replace or {}
    due = [_due(known, drafts, to_agree, waiting, settings, now, copies) for known in everyone]
    ahead = _written_ahead(everyone, last_received_at, now)
    return Today(now, tuple(sorted(due, key=_soonest)), waiting, last_received_at, ahead)


def _due(
    known: Known,
    drafts: Mapping[PersonId, list[str]],
    to_agree: Mapping[PersonId, int],
    waiting: Waiting,
    settings: ClockSettings,
    now: dt.datetime,
    copies: Mapping[PersonId, tuple[CopyGiven, ...]],
) -> Due:
    card, today = known.card, now.date()
    half_done = tuple(drafts.get(card.person, ()))
    if known.died:
        return Due(
            card=card,
            follow_up=None,
            check_in_on=None,
            half_done=half_done,
            to_agree=to_agree.get(card.person, 0),
            only_here=waiting.by_person.get(card.person, 0),
            promises=tuple(one for one in known.promises if one.is_open),
            owed=owed_handovers(card, half_done),
            died=True,
        )
    return Due(
        card=card,
        follow_up=_follow_up(known.discharges, known.contacts, settings, now),
        check_in_on=_next_check_in(known.promises, today),
        half_done=half_done,
        to_agree=to_agree.get(card.person, 0),
        only_here=waiting.by_person.get(card.person, 0),
        review_on=_from_sight(known.review_when, _REVIEW_IN_SIGHT, today),
        promises=in_sight((one for one in known.promises if one.is_open), now),
        owed=owed_handovers(card, half_done),
        doubts=_doubts(known, now),
        medicines_until=_from_sight(known.medicines_until, _MEDICINES_IN_SIGHT, today),
        to_replace=copies.get(card.person, ()),
    )


def _soonest(due: Due) -> tuple[bool, dt.datetime, dt.date, bool, str, str]:
    # The breached come first by themselves: their deadline is the oldest.
    return (
        not due.owed,
        due.soonest or _FAR,
        due.check_in_on or dt.date.max,
        not due.to_replace,
        due.card.sort_name,
        due.card.person,
    )


def follow_up_of(card: Card, settings: ClockSettings, now: dt.datetime) -> FollowUp | None:
    """The follow-up clocks of a person; None where no discharge date is known, or they have died."""
    if has_died(everything_on(card)):
        return None
    return _follow_up(discharges_of(card), contacts_of(card), settings, now)


def _follow_up(
    discharges: tuple[Discharge, ...],
    contacts: tuple[Contact, ...],
    settings: ClockSettings,
    now: dt.datetime,
) -> FollowUp | None:
    discharge = counted_from(discharges, now)
    if discharge is None:
        return None
    try:
        return follow_up_state(discharge, contacts, settings, now)
    except UnknownZoneError:
        # One place we cannot find must not take everybody else's deadlines off the screen.
        return None


def _doubts(known: Known, now: dt.datetime) -> tuple[Doubt, ...]:
    """What cannot be quite right about when a person left hospital (words: forms.doubt_words)."""
    found = discharge_doubts(
        known.told,
        [one.at for one in known.contacts],
        now,
        readmitted=known.readmitted,
        born_on=known.born_on,
    )
    if known.death_in_doubt is None:
        return found
    day, lived = known.death_in_doubt
    return (Doubt(DoubtKind.DIED_BEFORE, lived, day), *found)


def _written_ahead(
    everyone: tuple[Known, ...], last_received_at: int | None, now: dt.datetime
) -> dt.datetime | None:
    """The newest moment anything here carries, where that is too far ahead of this laptop's clock."""
    written = [last_received_at, *(one.newest for one in everyone)]
    newest = max((one for one in written if one is not None), default=None)
    if newest is None:
        return None
    try:
        at = dt.datetime.fromtimestamp(newest / 1000, tz=dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return at if at - now.astimezone(dt.UTC) > CLOCK_TOLERANCE else None


def _next_check_in(promises: Iterable[Promise], today: dt.date) -> dt.date | None:
    """The next quiet check-in or planned end."""
    days = [one.by.on for one in promises if one.kind in _CHECK_INS and one.by is not None]
    return min((one for one in days if one >= today), default=None)


def in_sight(promises: Iterable[Promise], now: dt.datetime) -> tuple[Promise, ...]:
    """Promises as a list has room for them: of an agreement's days the soonest of a kind, when near.

    A year of quiet check-ins would hide everything else. What is late is always the soonest.
    """
    found: list[Promise] = []
    seen: set[tuple[str, PromiseKind]] = set()
    for one in promises:
        near = _IN_SIGHT.get(one.kind)
        if near is not None:
            first = (one.entity, one.kind) not in seen
            seen.add((one.entity, one.kind))
            deadline = one.deadline
            if not first or (deadline is not None and deadline - now > near):
                continue
        found.append(one)
    return tuple(found)


def _from_sight(day: dt.date | None, near: dt.timedelta, today: dt.date) -> dt.date | None:
    return None if day is None or day - today > near else day
