# SPDX-License-Identifier: Apache-2.0
"""The three follow-up clocks after a hospital discharge: our target, the national window, the urgent one.

Never reads the wall clock, never guesses what is not known, and never compares two local times as if they
were instants: two moments of one zone compare by their hands in Python, which is wrong in the hour that an
autumn night has twice, so every comparison here and in `forms.contacts` goes through `as_utc`.

Sources: domain A2 (NHS England's published counting rule), A3 (NICE NG53 and QS159), A4 (our reading).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from forms.errors import ExpectedError

# A contact on a later day must be able to come in time, whatever the site asks for (domain A4).
_FEWEST_HOURS = 24


class BedType(StrEnum):
    """Bed of the last ward stay: MHSDS `MHAdmittedPatientClass`, adult codes (domain A2)."""

    ACUTE_ADULT = "200"
    ACUTE_OLDER_ADULT = "201"
    INTENSIVE_CARE = "202"
    EATING_DISORDER = "203"
    MOTHER_AND_BABY = "204"
    ACUTE_LEARNING_DISABILITY_OR_AUTISM = "205"
    LOW_SECURE = "206"
    MEDIUM_SECURE = "207"
    HIGH_SECURE = "208"
    BRAIN_INJURY = "209"
    REHABILITATION = "212"
    REHABILITATION_LEARNING_DISABILITY_OR_AUTISM = "213"


COUNTED_BED_TYPES: frozenset[str] = frozenset({"200", "201", "202", "205", "212", "213"})
"""Beds in the national count since April 2024 (domain A2)."""
UNCOUNTED_BED_TYPES: frozenset[str] = frozenset(
    {"203", "204", "206", "207", "208", "209", *(str(code) for code in range(300, 312))}
)
"""Beds left out of it: eating disorder, mother and baby, secure, brain injury, children (domain A2)."""
EXCLUDED_METHODS: frozenset[str] = frozenset({"4", "5"})
"""MHSDS discharge methods left out: the person died, stillbirth (domain A2)."""
EXCLUDED_DESTINATIONS: frozenset[str] = frozenset(
    {"30", "37", "38", "40", "42", "48", "49", "50", "53", "79", "84", "87", "89"}
)
"""MHSDS destinations left out: court, prison, police, other psychiatric units, died … (domain A2)."""
LEFT_BLANK = "blank"
"""The hospital's own return is known to be empty here, which passes (domain A2). None: nobody told us."""


class EligibilityReason(StrEnum):
    """Why a discharge is, is not, or may be in the national count."""

    COUNTED = "counted"
    BED_TYPE_NOT_COUNTED = "bed_type_not_counted"
    METHOD_EXCLUDED = "method_excluded"
    DESTINATION_EXCLUDED = "destination_excluded"
    BED_TYPE_NOT_KNOWN = "bed_type_not_known"
    METHOD_NOT_KNOWN = "method_not_known"
    DESTINATION_NOT_KNOWN = "destination_not_known"


class TimeBasis(StrEnum):
    """How the moment of leaving was arrived at; every doubt is settled for the earliest (domain A4)."""

    KNOWN = "known"
    NOT_KNOWN = "not_known"
    SKIPPED = "skipped"  # a time that the spring change of clocks left out
    REPEATED = "repeated"  # a time that the autumn change of clocks had twice


class UrgentReason(StrEnum):
    """Why the urgent clock runs, or does not (domain A3: NICE NG53 1.6.8, QS159 statement 4)."""

    RISK_IDENTIFIED = "risk_identified"
    EVERYONE_HERE = "everyone_here"
    RISK_NOT_KNOWN = "risk_not_known"
    NO_RISK_IDENTIFIED = "no_risk_identified"


class UnknownZoneError(ExpectedError):
    """A discharge names a time zone that this laptop does not have. `zone` is the name."""

    code: ClassVar[str] = "unknown_zone"

    def __init__(self, zone: str) -> None:
        super().__init__(zone)
        self.zone = zone


@dataclass(frozen=True, slots=True)
class Discharge:
    """One leaving of hospital, as it was told to us; None means not known, never "no".

    Attributes:
        on: local calendar date of leaving.
        at: local time of leaving without a zone, None when not known.
        zone: IANA name of the place, such as "Europe/London".
        suicide_risk: whether suicide risk was identified when leaving.
        bed_type: `BedType` code of the last ward stay.
        destination: MHSDS destination code, or `LEFT_BLANK`.
        method: MHSDS discharge method code, or `LEFT_BLANK`.
    """

    on: dt.date
    at: dt.time | None
    zone: str
    suicide_risk: bool | None = None
    bed_type: str | None = None
    destination: str | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True)
class ClockSettings:
    """What a site asks for; local rules are often stricter than the national one (domain A1).

    Attributes:
        target_hours: our target in elapsed hours, at least 24.
        urgent_hours: the urgent clock in elapsed hours, at least 24.
        urgent_for_everyone: the urgent clock runs for everybody, not only where risk was identified.
        national_window_days: calendar days of the national window, at least 1.
        professional_follow_up_required: a contact by peers alone leaves a registered colleague's follow-up
            due (domain M4).

    Raises:
        ValueError: a number is too small for a contact on a later day ever to be in time.
    """

    target_hours: int = 72
    urgent_hours: int = 48
    urgent_for_everyone: bool = False
    national_window_days: int = 3
    professional_follow_up_required: bool = True

    def __post_init__(self) -> None:
        if min(self.target_hours, self.urgent_hours) < _FEWEST_HOURS or self.national_window_days < 1:
            raise ValueError("a contact on a later day could never be in time")


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a discharge is in the national count; `counted` is None while that is not known."""

    counted: bool | None
    reason: EligibilityReason


@dataclass(frozen=True, slots=True)
class NationalWindow:
    """The days on which a contact counts nationally: from `opens_at` up to, not including, `closes_at`."""

    opens_at: dt.datetime
    closes_at: dt.datetime
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class Clocks:
    """Every deadline of one discharge. All moments are aware and in the zone of the discharge.

    Attributes:
        left_at: the earliest moment the person can have left; `basis` says how sure that is.
        target: end of our target; a contact at this very moment is in time.
        urgent: end of the urgent clock, None where `urgent_reason` says that it does not run.
    """

    discharged_on: dt.date
    zone: str
    left_at: dt.datetime
    basis: TimeBasis
    target_hours: int
    target: dt.datetime
    national: NationalWindow
    eligibility: Eligibility
    urgent_hours: int
    urgent: dt.datetime | None
    urgent_reason: UrgentReason


def as_utc(moment: dt.datetime) -> dt.datetime:
    """The same instant in UTC, safe to compare and to subtract.

    Raises:
        ValueError: the moment has no zone, so it is no instant.
    """
    if moment.utcoffset() is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(dt.UTC)


def national_eligibility(discharge: Discharge) -> Eligibility:
    """Whether the national count takes this discharge in (domain A2).

    One thing known to rule it out is enough; otherwise whatever is not known leaves the answer open. A bed
    code that we do not know leaves it open too. Not looked at here: deaths within three days of leaving and
    where the person lives, which the count also asks about.
    """
    excluded = _excluded(discharge)
    if excluded is not None:
        return Eligibility(counted=False, reason=excluded)
    if discharge.bed_type not in COUNTED_BED_TYPES:
        return Eligibility(counted=None, reason=EligibilityReason.BED_TYPE_NOT_KNOWN)
    if discharge.destination is None:
        return Eligibility(counted=None, reason=EligibilityReason.DESTINATION_NOT_KNOWN)
    if discharge.method is None:
        return Eligibility(counted=None, reason=EligibilityReason.METHOD_NOT_KNOWN)
    return Eligibility(counted=True, reason=EligibilityReason.COUNTED)


@lru_cache(maxsize=2_048)
def clocks_for(discharge: Discharge, settings: ClockSettings) -> Clocks:
    """All deadlines of a discharge (domain A4). Weekends and bank holidays pause nothing.

    Remembered: they stay as they are for as long as the discharge does, and lists ask each minute.

    Raises UnknownZoneError where this laptop does not know the discharge's zone.
    """
    zone = _zone(discharge.zone)
    left, basis = _left(discharge, zone)
    urgent_reason = _urgent_reason(discharge.suicide_risk, settings)
    runs = urgent_reason is not UrgentReason.NO_RISK_IDENTIFIED
    return Clocks(
        discharged_on=discharge.on,
        zone=discharge.zone,
        left_at=left.astimezone(zone),
        basis=basis,
        target_hours=settings.target_hours,
        target=_after(left, settings.target_hours, zone),
        national=_national_window(discharge.on, settings.national_window_days, zone),
        eligibility=national_eligibility(discharge),
        urgent_hours=settings.urgent_hours,
        urgent=_after(left, settings.urgent_hours, zone) if runs else None,
        urgent_reason=urgent_reason,
    )


def _excluded(discharge: Discharge) -> EligibilityReason | None:
    if discharge.method in EXCLUDED_METHODS:
        return EligibilityReason.METHOD_EXCLUDED
    if discharge.destination in EXCLUDED_DESTINATIONS:
        return EligibilityReason.DESTINATION_EXCLUDED
    if discharge.bed_type in UNCOUNTED_BED_TYPES:
        return EligibilityReason.BED_TYPE_NOT_COUNTED
    return None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZoneError(name) from None


def _left(discharge: Discharge, zone: ZoneInfo) -> tuple[dt.datetime, TimeBasis]:
    """The earliest instant (UTC) that the person can have left.

    A time that the night of a clock change has twice, or not at all, can be read with the offset before the
    change or the one after it; the earlier of the two instants gives the earliest deadline.
    """
    if discharge.at is None:
        return as_utc(_start_of_day(discharge.on, zone)), TimeBasis.NOT_KNOWN
    local = dt.datetime.combine(discharge.on, discharge.at, tzinfo=zone)
    before, after = (as_utc(local.replace(fold=fold)) for fold in (0, 1))
    if before == after:
        return before, TimeBasis.KNOWN
    return min(before, after), TimeBasis.REPEATED if before < after else TimeBasis.SKIPPED


def _start_of_day(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """Midnight, by way of UTC so that a midnight which a clock change skips becomes the first real moment."""
    return dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC).astimezone(zone)


def _after(left: dt.datetime, hours: int, zone: ZoneInfo) -> dt.datetime:
    """Real elapsed hours: added in UTC, so that a change of clocks neither gives nor takes one."""
    return (left + dt.timedelta(hours=hours)).astimezone(zone)


def _national_window(discharged_on: dt.date, days: int, zone: ZoneInfo) -> NationalWindow:
    """Dates only, as the national rule counts them: later than the discharge date, at most `days` later."""
    last_day = discharged_on + dt.timedelta(days=days)
    return NationalWindow(
        opens_at=_start_of_day(discharged_on + dt.timedelta(days=1), zone),
        closes_at=_start_of_day(last_day + dt.timedelta(days=1), zone),
        last_day=last_day,
    )


def _urgent_reason(suicide_risk: bool | None, settings: ClockSettings) -> UrgentReason:
    """What is known about the person first, then the site's rule, then caution."""
    if suicide_risk:
        return UrgentReason.RISK_IDENTIFIED
    if settings.urgent_for_everyone:
        return UrgentReason.EVERYONE_HERE
    return UrgentReason.RISK_NOT_KNOWN if suicide_risk is None else UrgentReason.NO_RISK_IDENTIFIED
