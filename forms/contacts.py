# SPDX-License-Identifier: Apache-2.0
"""Which contacts answer the follow-up clocks, and what is still due after those there were.

Never switches a task off for a contact that might not count: same day, message, family only, nobody met
(hazard 2). Never colours a person: an `Urgency` belongs to a deadline. `now` always comes from the caller.

Sources: domain A2 (NHS England's published counting rule), A4 (our clocks), M4 (professional follow-up).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from forms.clocks import Clocks, ClockSettings, Discharge, UrgentReason, as_utc, clocks_for

SOON = dt.timedelta(hours=24)
"""A deadline this near, in elapsed time, is shown as soon."""


class Mode(StrEnum):
    """How a contact was made: MHSDS `ConsMechanismMH` codes (domain A2, I2)."""

    FACE_TO_FACE = "01"
    TELEPHONE = "02"
    TALK_TYPE = "04"
    EMAIL = "05"
    TEXT = "09"
    INSTANT_MESSAGE = "10"
    VIDEO = "11"
    MESSAGE_BOARD = "12"
    CHAT_ROOM = "13"
    OTHER = "98"


class Outcome(StrEnum):
    """What came of it: MHSDS `AttendStatus` codes (domain A2, I2)."""

    CANCELLED_BY_PERSON = "2"
    DID_NOT_ATTEND = "3"
    CANCELLED_BY_US = "4"
    SEEN = "5"
    SEEN_LATE = "6"
    LATE_NOT_SEEN = "7"


COUNTING_MODES: frozenset[str] = frozenset(
    {Mode.FACE_TO_FACE, Mode.TELEPHONE, Mode.TALK_TYPE, Mode.VIDEO},
)
ATTENDED: frozenset[str] = frozenset({Outcome.SEEN, Outcome.SEEN_LATE})


class Reason(StrEnum):
    """Why a contact does not answer a clock, in the order in which they are worth saying."""

    BEFORE_DISCHARGE = "before_discharge"
    NOT_ATTENDED = "not_attended"
    PERSON_NOT_SEEN = "person_not_seen"
    SAME_DAY = "same_day"
    MODE_NEVER_COUNTS = "mode_never_counts"
    TOO_LATE = "too_late"
    NOT_RESPONSIBLE_PROVIDER = "not_responsible_provider"
    DISCHARGE_NOT_COUNTED = "discharge_not_counted"
    NO_URGENT_CLOCK = "no_urgent_clock"


class ClockName(StrEnum):
    """Which clock a duty belongs to, the most telling one first where two end together."""

    TARGET = "target"
    URGENT = "urgent"
    PROFESSIONAL = "professional"
    NATIONAL = "national"


class Urgency(StrEnum):
    """How near a deadline is. Deadlines get colours, people do not (design 1.5)."""

    DONE = "done"
    NOT_DUE = "not_due"  # a contact made now could not count yet: the day of leaving
    DUE = "due"
    SOON = "soon"
    LATE = "late"


_NEARER = tuple(Urgency)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact that was made or tried.

    Attributes:
        at: when, aware.
        with_person: somebody saw or spoke with the person themselves, not only with family.
        by_registered: a registered professional took part (a joint visit is one).
        provider_counts: it reaches the national return of the provider responsible for the follow-up.
    """

    at: dt.datetime
    mode: Mode
    outcome: Outcome
    with_person: bool
    by_registered: bool
    provider_counts: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a contact answers. Each tuple says why it does not answer that clock, empty where it does."""

    contact: Contact
    why_not_national: tuple[Reason, ...]
    why_not_target: tuple[Reason, ...]
    why_not_urgent: tuple[Reason, ...]

    @property
    def counts_nationally(self) -> bool:
        """It meets the national rule; while eligibility is not known, provided that the discharge does."""
        return not self.why_not_national

    @property
    def meets_target(self) -> bool:
        """It is the follow-up contact, within our own target."""
        return not self.why_not_target

    @property
    def meets_urgent(self) -> bool:
        """It is the follow-up contact, within the urgent clock; never where that clock does not run."""
        return not self.why_not_urgent


@dataclass(frozen=True, slots=True)
class Duty:
    """One clock and where it stands.

    Attributes:
        deadline: local moment; for the national window the midnight that ends its last day.
        contact: the first contact that does it, in time or late; None while there is none.
        breached: its deadline passed without it.
        open: something can and must still be done about it.
        urgency: `LATE` and not open is a national window that shut on a person followed up otherwise.
    """

    clock: ClockName
    deadline: dt.datetime
    contact: Contact | None
    breached: bool
    open: bool
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Where the follow-up of one discharge stands at `now`.

    Attributes:
        verdicts: one for each contact given, in the order given.
        early: contacts with the person on the day of leaving: good care, and no duty is done by them.
        ahead: contacts dated later than `now` (a plan, or a wrong clock); they do nothing yet.
        national: None when the discharge is not in the national count.
        urgent: None when the urgent clock does not run.
        professional: None when the site does not ask for it.
    """

    clocks: Clocks
    now: dt.datetime
    verdicts: tuple[Verdict, ...]
    early: tuple[Contact, ...]
    ahead: tuple[Contact, ...]
    target: Duty
    urgent: Duty | None
    professional: Duty | None
    national: Duty | None

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties there are, in the order of `ClockName`."""
        every = (self.target, self.urgent, self.professional, self.national)
        return tuple(duty for duty in every if duty is not None)

    @property
    def still_due(self) -> tuple[Duty, ...]:
        """What has not been done and still can be, missed deadlines included."""
        return tuple(duty for duty in self.duties if duty.open)

    @property
    def next_deadline(self) -> dt.datetime | None:
        """The nearest deadline ahead of anything still due; None when there is none ahead."""
        ahead = [duty.deadline for duty in self.still_due if not duty.breached]
        return min(ahead, key=as_utc, default=None)

    @property
    def breached(self) -> bool:
        """Whether any duty missed its deadline, done since or not."""
        return any(duty.breached for duty in self.duties)

    @property
    def professional_still_due(self) -> bool:
        """A registered colleague's follow-up is still to come, whatever peers have done (domain M4)."""
        return self.professional is not None and self.professional.open

    @property
    def headline(self) -> Duty | None:
        """The one duty to show first: a missed one, else the next to end; None when nothing is due."""
        missed = [duty for duty in self.still_due if duty.breached]
        if missed:
            return missed[0]
        return min(self.still_due, key=lambda duty: as_utc(duty.deadline), default=None)

    @property
    def urgency(self) -> Urgency:
        """The most pressing urgency of what is still due, `DONE` when nothing is."""
        return max((duty.urgency for duty in self.still_due), key=_NEARER.index, default=Urgency.DONE)


def judge(contact: Contact, clocks: Clocks) -> Verdict:
    """Hold one contact against the clocks of a discharge (domain A2, A4).

    The national rule looks at dates alone, the other two at elapsed time; all three want the person met or
    spoken to, in a way that counts, on a later day than the day of leaving.

    Raises:
        ValueError: the contact's moment has no zone.
    """
    basic = _whatever_the_clock(contact, clocks)
    national = [*basic]
    if _local_date(contact.at, clocks) > clocks.national.last_day:
        national.append(Reason.TOO_LATE)
    if not contact.provider_counts:
        national.append(Reason.NOT_RESPONSIBLE_PROVIDER)
    if clocks.eligibility.counted is False:
        national.append(Reason.DISCHARGE_NOT_COUNTED)
    if clocks.urgent_reason is UrgentReason.NO_RISK_IDENTIFIED:
        urgent: tuple[Reason, ...] = (Reason.NO_URGENT_CLOCK,)
    else:
        urgent = (*basic, *_lateness(contact, clocks.urgent))
    return Verdict(
        contact=contact,
        why_not_national=tuple(national),
        why_not_target=(*basic, *_lateness(contact, clocks.target)),
        why_not_urgent=urgent,
    )


def follow_up_state(
    discharge: Discharge, contacts: Sequence[Contact], settings: ClockSettings, now: dt.datetime
) -> FollowUp:
    """What is done, what is still due and by when, and what was missed, at `now`.

    Raises:
        UnknownZoneError: the discharge's zone is not one this laptop knows.
        ValueError: `now` or a contact's moment has no zone.
    """
    clocks = clocks_for(discharge, settings)
    verdicts = tuple(judge(contact, clocks) for contact in contacts)
    happened = sorted(
        (one for one in verdicts if as_utc(one.contact.at) <= as_utc(now)),
        key=lambda one: as_utc(one.contact.at),
    )
    target = _first((one.contact, one.why_not_target) for one in happened)
    urgent = _first((one.contact, one.why_not_urgent) for one in happened)
    national = _first((one.contact, one.why_not_national) for one in happened)
    registered = _first((one.contact, one.why_not_target) for one in happened if one.contact.by_registered)
    wanted = settings.professional_follow_up_required
    counted = clocks.eligibility.counted is not False
    return FollowUp(
        clocks=clocks,
        now=now,
        verdicts=verdicts,
        early=tuple(one.contact for one in happened if _was_early(one)),
        ahead=tuple(one.contact for one in verdicts if as_utc(one.contact.at) > as_utc(now)),
        target=_duty(ClockName.TARGET, clocks.target, target, clocks, now),
        urgent=_duty(ClockName.URGENT, clocks.urgent, urgent, clocks, now) if clocks.urgent else None,
        professional=_duty(ClockName.PROFESSIONAL, clocks.target, registered, clocks, now)
        if wanted
        else None,
        national=_national_duty(national, clocks, now, followed_up=target is not None) if counted else None,
    )


def _whatever_the_clock(contact: Contact, clocks: Clocks) -> tuple[Reason, ...]:
    before = as_utc(contact.at) < as_utc(clocks.left_at)
    reasons = [Reason.BEFORE_DISCHARGE] if before else []
    if contact.outcome not in ATTENDED:
        reasons.append(Reason.NOT_ATTENDED)
    elif not contact.with_person:
        reasons.append(Reason.PERSON_NOT_SEEN)
    if not before and _local_date(contact.at, clocks) <= clocks.discharged_on:
        reasons.append(Reason.SAME_DAY)
    if contact.mode not in COUNTING_MODES:
        reasons.append(Reason.MODE_NEVER_COUNTS)
    return tuple(reasons)


def _local_date(moment: dt.datetime, clocks: Clocks) -> dt.date:
    """The calendar date where the discharge was, wherever the laptop is."""
    return as_utc(moment).astimezone(clocks.left_at.tzinfo).date()


def _lateness(contact: Contact, deadline: dt.datetime | None) -> tuple[Reason, ...]:
    """A maximum of 72 hours (domain fact 2, S0) takes in the last moment itself."""
    late = deadline is not None and as_utc(contact.at) > as_utc(deadline)
    return (Reason.TOO_LATE,) if late else ()


def _first(judged: Iterable[tuple[Contact, tuple[Reason, ...]]]) -> Contact | None:
    """The first contact with nothing against it but its lateness; the contacts come in order of time."""
    return next((contact for contact, reasons in judged if set(reasons) <= {Reason.TOO_LATE}), None)


def _was_early(verdict: Verdict) -> bool:
    other = {Reason.SAME_DAY, Reason.MODE_NEVER_COUNTS}
    return Reason.SAME_DAY in verdict.why_not_target and set(verdict.why_not_target) <= other


def _duty(
    clock: ClockName, deadline: dt.datetime, contact: Contact | None, clocks: Clocks, now: dt.datetime
) -> Duty:
    """A clock of elapsed hours: its last moment is still in time, for a contact as for being late."""
    reached = as_utc(contact.at if contact else now)
    breached = reached > as_utc(deadline)
    undone = contact is None
    return Duty(
        clock=clock,
        deadline=deadline,
        contact=contact,
        breached=breached,
        open=undone,
        urgency=_urgency(deadline, clocks, now, undone=undone, breached=breached),
    )


def _national_duty(contact: Contact | None, clocks: Clocks, now: dt.datetime, *, followed_up: bool) -> Duty:
    """The window shuts for good: after it, once somebody has followed up, nothing is left to do for it."""
    closes = clocks.national.closes_at
    breached = as_utc(contact.at if contact else now) >= as_utc(closes)
    undone = contact is None
    return Duty(
        clock=ClockName.NATIONAL,
        deadline=closes,
        contact=contact,
        breached=breached,
        open=undone and not (breached and followed_up),
        urgency=_urgency(closes, clocks, now, undone=undone, breached=breached),
    )


def _urgency(
    deadline: dt.datetime, clocks: Clocks, now: dt.datetime, *, undone: bool, breached: bool
) -> Urgency:
    if not undone:
        return Urgency.DONE
    if breached:
        return Urgency.LATE
    if as_utc(deadline) - as_utc(now) <= SOON:
        return Urgency.SOON
    if as_utc(now) < as_utc(clocks.national.opens_at):
        return Urgency.NOT_DUE
    return Urgency.DUE
