# SPDX-License-Identifier: Apache-2.0
"""What is due, for whom, by when: cards, clocks and promises brought together. Pure; `now` is the caller's.

Deadlines are sorted and coloured; people never are (design 1.5). What nobody with a name was told of yet
stands before everything else (hazard 4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.clocks import ClockSettings, Discharge, UnknownZoneError
from forms.contacts import Contact, FollowUp, Mode, Outcome, follow_up_state
from forms.discharge_doubts import Doubt, counted_from, discharge_doubts
from records.answered import code_in, date_in, instant_in, instant_of, moment_in
from records.operation import PersonId
from records.people import NO_REPLY_FORM, Card, Response
from records.promises import Promise, PromiseKind, promises_of
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
_MODES, _OUTCOMES = frozenset(Mode), frozenset(Outcome)
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
        medicines_until: the day on which the medicines at home are used up, as they were counted at the
            newest visit that counted them; from a week before. No dose is ever worked out.
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

    @property
    def no_reply(self) -> OwedHandover | None:
        """A door that nobody opened and that nobody with a name was told of; None where there is none."""
        return next((one for one in self.owed if one.is_no_reply), None)

    @property
    def soonest(self) -> dt.datetime | None:
        """The soonest deadline of all, in UTC, passed or not; None when nothing has one."""
        promised = [one.deadline for one in self.promises]
        found = [one.astimezone(dt.UTC) for one in (self.deadline, *promised) if one is not None]
        return min(found, default=None)

    @property
    def deadline(self) -> dt.datetime | None:
        """The next deadline of the clocks that still run; None when nothing is due."""
        if self.follow_up is None or self.follow_up.headline is None:
            return None
        return self.follow_up.headline.deadline


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
    cards: Iterable[Card],
    drafts: Mapping[PersonId, list[str]],
    to_agree: Mapping[PersonId, int],
    waiting: Waiting,
    last_received_at: int | None,
    settings: ClockSettings,
    now: dt.datetime,
) -> Today:
    """Today's list. `now` is aware."""
    everyone = tuple(cards)
    due = [_due(card, drafts, to_agree, waiting, settings, now) for card in everyone]
    ahead = _written_ahead(everyone, last_received_at, now)
    return Today(now, tuple(sorted(due, key=_soonest)), waiting, last_received_at, ahead)


def _due(
    card: Card,
    drafts: Mapping[PersonId, list[str]],
    to_agree: Mapping[PersonId, int],
    waiting: Waiting,
    settings: ClockSettings,
    now: dt.datetime,
) -> Due:
    half_done, today = tuple(drafts.get(card.person, ())), now.date()
    contacts = contacts_of(card)  # once for the clocks and for what is in doubt: hundreds of cards are read
    promises = promises_of(card)
    return Due(
        card=card,
        follow_up=_follow_up(card, contacts, settings, now),
        check_in_on=_next_check_in(promises, today),
        half_done=half_done,
        to_agree=to_agree.get(card.person, 0),
        only_here=waiting.by_person.get(card.person, 0),
        review_on=_review(card, today),
        promises=in_sight((one for one in promises if one.is_open), now),
        owed=owed_handovers(card, half_done),
        doubts=_doubts(card, contacts, now),
        medicines_until=_medicines_until(card, today),
    )


def _soonest(due: Due) -> tuple[bool, dt.datetime, dt.date, str, str]:
    # The breached come first by themselves: their deadline is the oldest.
    return (
        not due.owed,
        due.soonest or _FAR,
        min(one or dt.date.max for one in (due.check_in_on, due.review_on, due.medicines_until)),
        due.card.sort_name,
        due.card.person,
    )


def follow_up_of(card: Card, settings: ClockSettings, now: dt.datetime) -> FollowUp | None:
    """The follow-up clocks of a person; None where no discharge date is known."""
    return _follow_up(card, contacts_of(card), settings, now)


def _follow_up(
    card: Card, contacts: tuple[Contact, ...], settings: ClockSettings, now: dt.datetime
) -> FollowUp | None:
    discharge = counted_from(discharges_of(card), now)
    if discharge is None:
        return None
    try:
        return follow_up_state(discharge, contacts, settings, now)
    except UnknownZoneError:
        # One place we cannot find must not take everybody else's deadlines off the screen.
        return None


def _doubts(card: Card, contacts: tuple[Contact, ...], now: dt.datetime) -> tuple[Doubt, ...]:
    """What cannot be quite right about when a person left hospital (words: forms.doubt_words)."""
    told = sorted(_told(card), key=lambda one: (one.at, one.entity))
    readmitted = [day for one in card.handovers if (day := _readmitted_on(one)) is not None]
    return discharge_doubts(
        [_discharge(one) for one in told],
        [one.at for one in contacts],
        now,
        readmitted=readmitted,
        born_on=date_in(card.details, "dob"),
    )


def discharges_of(card: Card) -> tuple[Discharge, ...]:
    """Every leaving of hospital whose day is known, the newest last."""
    return tuple(one for one in map(_discharge, _told(card)) if one is not None)


def contacts_of(card: Card) -> tuple[Contact, ...]:
    """Everything that was done or tried, in the order in which it was written: visits, then no replies."""
    met = [one for one in map(_contact, card.visits) if one is not None]
    tried = [one for each in card.handovers if each.form == NO_REPLY_FORM for one in _attempts(each)]
    return (*met, *tried)


def _told(card: Card) -> tuple[Response, ...]:
    """The discharges; of a card that an earlier Keepwell folded the newest alone."""
    alone = () if card.discharge is None else (card.discharge,)
    return card.discharges or alone


def _discharge(response: Response) -> Discharge | None:
    moment = moment_in(response.answers, "disch_dt")
    if moment is None:
        return None
    risk = response.given("sui_risk_at_disch")
    return Discharge(
        on=moment.on,
        at=moment.at,
        zone=moment.zone,
        suicide_risk=risk if isinstance(risk, bool) else None,
        bed_type=code_in(response.answers, "bed_type"),
        destination=code_in(response.answers, "disch_dest"),
        method=code_in(response.answers, "disch_method"),
    )


def _contact(response: Response) -> Contact | None:
    at = instant_of(moment_in(response.answers, "contact_dt"))
    mode, outcome = (code_in(response.answers, one) for one in ("contact_mode", "contact_outcome"))
    if at is None or mode not in _MODES or outcome not in _OUTCOMES:
        return None
    return Contact(
        at=at,
        mode=Mode(mode),
        outcome=Outcome(outcome),
        with_person=response.given("with_person") is True,
        by_registered=response.given("registered") is True,
    )


def _attempts(no_reply: Response) -> list[Contact]:
    """Each time somebody tried; whatever was heard, nobody was met, so none of them answers a clock."""
    found = []
    for _row, answers in sorted(no_reply.rows.items()):
        at, how = instant_in(answers, "nc_attempt_when"), code_in(answers, "nc_attempt_how")
        if at is not None:
            mode = Mode(how) if how in _MODES else Mode.OTHER
            found.append(Contact(at, mode, Outcome.DID_NOT_ATTEND, with_person=False, by_registered=False))
    return found


def _readmitted_on(no_reply: Response) -> dt.date | None:
    """Since when somebody is in hospital again, where a no reply says so; else the day it was tried."""
    found = {code_in(no_reply.answers, one) for one in ("nc_type", "nc_close")}
    if no_reply.form != NO_REPLY_FORM or "in_hospital" not in found:
        return None
    tried = [moment_in(row, "nc_attempt_when") for row in no_reply.rows.values()]
    days = [one.on for one in tried if one is not None]
    return date_in(no_reply.answers, "nc_found_since") or min(days, default=None)


def _written_ahead(
    cards: tuple[Card, ...], last_received_at: int | None, now: dt.datetime
) -> dt.datetime | None:
    """The newest moment anything here carries, where that is too far ahead of this laptop's clock."""
    written = [one.at for card in cards for one in (*_told(card), *card.visits, *card.handovers)]
    newest = max([*written, *([] if last_received_at is None else [last_received_at])], default=None)
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


def _medicines_until(card: Card, today: dt.date) -> dt.date | None:
    for visit in reversed(card.visits):
        days = visit.given("meds_days")
        is_count = isinstance(days, int) and not isinstance(days, bool) and 0 <= days <= 365
        met = moment_in(visit.answers, "contact_dt") if is_count else None
        if met is not None:
            until = met.on.toordinal() + days
            found = dt.date.fromordinal(min(until, dt.date.max.toordinal()))
            return found if found - today <= _MEDICINES_IN_SIGHT else None
    return None


def _review(card: Card, today: dt.date) -> dt.date | None:
    day = date_in({"review_when": {"given": card.review_when}}, "review_when")
    return None if day is None or day - today > _REVIEW_IN_SIGHT else day
