# SPDX-License-Identifier: Apache-2.0
"""The follow-up clocks, row by row: each row names the rule that it stands for."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.clocks import (
    COUNTED_BED_TYPES,
    EXCLUDED_DESTINATIONS,
    LEFT_BLANK,
    UNCOUNTED_BED_TYPES,
    BedType,
    ClockSettings,
    Discharge,
    EligibilityReason,
    TimeBasis,
    UnknownZoneError,
    UrgentReason,
    as_utc,
    clocks_for,
    national_eligibility,
)

LONDON = "Europe/London"
SETTINGS = ClockSettings()


def discharge(left: str, zone: str = LONDON, *, risk: bool | None = True) -> Discharge:
    """`left` is "2026-07-03 16:30", or the date alone where the time is not known."""
    day, _, at = left.partition(" ")
    return Discharge(dt.date.fromisoformat(day), dt.time.fromisoformat(at) if at else None, zone, risk)


# rule, left, zone, our target, urgent, national opens, national closes (half open), last day
CLOCKS = [
    (
        "domain A4: the worked example, Friday afternoon",
        "2026-07-03 16:30", LONDON,
        "2026-07-06T16:30:00+01:00", "2026-07-05T16:30:00+01:00",
        "2026-07-04T00:00:00+01:00", "2026-07-07T00:00:00+01:00", "2026-07-06",
    ),
    (
        "domain A4: the worked example, clocks go back: 72 real hours end an hour earlier by the wall",
        "2026-10-23 16:30", LONDON,
        "2026-10-26T15:30:00+00:00", "2026-10-25T15:30:00+00:00",
        "2026-10-24T00:00:00+01:00", "2026-10-27T00:00:00+00:00", "2026-10-26",
    ),
    (
        "domain A4: clocks go forward: 72 real hours end an hour later by the wall",
        "2026-03-27 16:30", LONDON,
        "2026-03-30T17:30:00+01:00", "2026-03-29T17:30:00+01:00",
        "2026-03-28T00:00:00+00:00", "2026-03-31T00:00:00+01:00", "2026-03-30",
    ),
    (
        "domain A4: clocks go forward, late evening: our target ends after the national window",
        "2026-03-27 23:30", LONDON,
        "2026-03-31T00:30:00+01:00", "2026-03-30T00:30:00+01:00",
        "2026-03-28T00:00:00+00:00", "2026-03-31T00:00:00+01:00", "2026-03-30",
    ),
    (
        "domain A4: leap day counts as a day",
        "2028-02-27 09:00", LONDON,
        "2028-03-01T09:00:00+00:00", "2028-02-29T09:00:00+00:00",
        "2028-02-28T00:00:00+00:00", "2028-03-02T00:00:00+00:00", "2028-03-01",
    ),
    (
        "domain A4: no leap day, February has 28 days",
        "2027-02-27 09:00", LONDON,
        "2027-03-02T09:00:00+00:00", "2027-03-01T09:00:00+00:00",
        "2027-02-28T00:00:00+00:00", "2027-03-03T00:00:00+00:00", "2027-03-02",
    ),
    (
        "domain A4: leaving on a leap day",
        "2028-02-29 12:00", LONDON,
        "2028-03-03T12:00:00+00:00", "2028-03-02T12:00:00+00:00",
        "2028-03-01T00:00:00+00:00", "2028-03-04T00:00:00+00:00", "2028-03-03",
    ),
    (
        "domain A4: bank holidays and the year's end pause nothing",
        "2026-12-30 11:15", LONDON,
        "2027-01-02T11:15:00+00:00", "2027-01-01T11:15:00+00:00",
        "2026-12-31T00:00:00+00:00", "2027-01-03T00:00:00+00:00", "2027-01-02",
    ),
    (
        "domain A4: Christmas pauses nothing",
        "2026-12-24 17:00", LONDON,
        "2026-12-27T17:00:00+00:00", "2026-12-26T17:00:00+00:00",
        "2026-12-25T00:00:00+00:00", "2026-12-28T00:00:00+00:00", "2026-12-27",
    ),
    (
        "domain A4: time not known: 00:00, the earliest deadline",
        "2026-07-03", LONDON,
        "2026-07-06T00:00:00+01:00", "2026-07-05T00:00:00+01:00",
        "2026-07-04T00:00:00+01:00", "2026-07-07T00:00:00+01:00", "2026-07-06",
    ),
    (
        "domain A4: time not known on the day the clocks go back",
        "2026-10-25", LONDON,
        "2026-10-27T23:00:00+00:00", "2026-10-26T23:00:00+00:00",
        "2026-10-26T00:00:00+00:00", "2026-10-29T00:00:00+00:00", "2026-10-28",
    ),
    (
        "domain A4: time not known on the day the clocks go forward",
        "2026-03-29", LONDON,
        "2026-04-01T01:00:00+01:00", "2026-03-31T01:00:00+01:00",
        "2026-03-30T00:00:00+01:00", "2026-04-02T00:00:00+01:00", "2026-04-01",
    ),
    (
        "hazard 1: a time that does not exist (29 March 2026 01:30): the earliest deadline wins",
        "2026-03-29 01:30", LONDON,
        "2026-04-01T01:30:00+01:00", "2026-03-31T01:30:00+01:00",
        "2026-03-30T00:00:00+01:00", "2026-04-02T00:00:00+01:00", "2026-04-01",
    ),
    (
        "hazard 1: a time that came twice (25 October 2026 01:30): the first one, the earliest deadline",
        "2026-10-25 01:30", LONDON,
        "2026-10-28T00:30:00+00:00", "2026-10-27T00:30:00+00:00",
        "2026-10-26T00:00:00+00:00", "2026-10-29T00:00:00+00:00", "2026-10-28",
    ),
    (
        "domain A4: leaving at midnight belongs to the day that begins",
        "2026-07-03 00:00", LONDON,
        "2026-07-06T00:00:00+01:00", "2026-07-05T00:00:00+01:00",
        "2026-07-04T00:00:00+01:00", "2026-07-07T00:00:00+01:00", "2026-07-06",
    ),
    (
        "domain A2: dates only: leaving a minute before midnight shortens the national window by nothing",
        "2026-07-03 23:59", LONDON,
        "2026-07-06T23:59:00+01:00", "2026-07-05T23:59:00+01:00",
        "2026-07-04T00:00:00+01:00", "2026-07-07T00:00:00+01:00", "2026-07-06",
    ),
    (
        "domain A4: Belfast's own zone, clocks go back",
        "2026-10-23 16:30", "Europe/Belfast",
        "2026-10-26T15:30:00+00:00", "2026-10-25T15:30:00+00:00",
        "2026-10-24T00:00:00+01:00", "2026-10-27T00:00:00+00:00", "2026-10-26",
    ),
    (
        "domain A4: Jersey's own zone, clocks go forward",
        "2026-03-27 16:30", "Europe/Jersey",
        "2026-03-30T17:30:00+01:00", "2026-03-29T17:30:00+01:00",
        "2026-03-28T00:00:00+00:00", "2026-03-31T00:00:00+01:00", "2026-03-30",
    ),
    (
        "domain A4: the Isle of Man's own zone, a time that came twice",
        "2026-10-25 01:30", "Europe/Isle_of_Man",
        "2026-10-28T00:30:00+00:00", "2026-10-27T00:30:00+00:00",
        "2026-10-26T00:00:00+00:00", "2026-10-29T00:00:00+00:00", "2026-10-28",
    ),
    (
        "domain A4: a place without changes of clocks",
        "2026-10-23 16:30", "Asia/Kolkata",
        "2026-10-26T16:30:00+05:30", "2026-10-25T16:30:00+05:30",
        "2026-10-24T00:00:00+05:30", "2026-10-27T00:00:00+05:30", "2026-10-26",
    ),
    (
        "hazard 1: a midnight that a change of clocks skips: the day opens at its first real moment",
        "2018-11-03 16:30", "America/Sao_Paulo",
        "2018-11-06T17:30:00-02:00", "2018-11-05T17:30:00-02:00",
        "2018-11-04T01:00:00-02:00", "2018-11-07T00:00:00-02:00", "2018-11-06",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "left", "zone", "target", "urgent", "opens", "closes", "last_day"),
    CLOCKS,
    ids=[c[0] for c in CLOCKS],
)
def test_each_clock_ends_when_its_rule_says(
    rule, left, zone, target, urgent, opens, closes, last_day
) -> None:
    clocks = clocks_for(discharge(left, zone), SETTINGS)

    assert clocks.urgent is not None, rule
    got = (clocks.target, clocks.urgent, clocks.national.opens_at, clocks.national.closes_at)
    assert tuple(moment.isoformat() for moment in got) == (target, urgent, opens, closes), rule
    assert clocks.national.last_day.isoformat() == last_day, rule


@pytest.mark.parametrize(
    ("left", "basis", "left_at"),
    [
        ("2026-07-03 16:30", TimeBasis.KNOWN, "2026-07-03T16:30:00+01:00"),
        ("2026-07-03", TimeBasis.NOT_KNOWN, "2026-07-03T00:00:00+01:00"),
        ("2026-03-29 01:30", TimeBasis.SKIPPED, "2026-03-29T00:30:00+00:00"),
        ("2026-03-29 00:59", TimeBasis.KNOWN, "2026-03-29T00:59:00+00:00"),
        ("2026-03-29 01:00", TimeBasis.SKIPPED, "2026-03-29T00:00:00+00:00"),
        ("2026-03-29 02:00", TimeBasis.KNOWN, "2026-03-29T02:00:00+01:00"),
        ("2026-10-25 01:30", TimeBasis.REPEATED, "2026-10-25T01:30:00+01:00"),
        ("2026-10-25 00:59", TimeBasis.KNOWN, "2026-10-25T00:59:00+01:00"),
        ("2026-10-25 02:00", TimeBasis.KNOWN, "2026-10-25T02:00:00+00:00"),
    ],
)
def test_the_moment_of_leaving_says_how_sure_it_is(left, basis, left_at) -> None:
    clocks = clocks_for(discharge(left), SETTINGS)

    assert clocks.basis is basis
    assert clocks.left_at.isoformat() == left_at


@pytest.mark.parametrize(
    ("rule", "risk", "everyone", "reason", "runs"),
    [
        ("domain A3: risk identified: 48 hours", True, False, UrgentReason.RISK_IDENTIFIED, True),
        ("domain A3: no risk identified: no 48 hours", False, False, UrgentReason.NO_RISK_IDENTIFIED, False),
        ("brief: not known: the cautious way", None, False, UrgentReason.RISK_NOT_KNOWN, True),
        ("domain A4: local rule says all", False, True, UrgentReason.EVERYONE_HERE, True),
        ("domain A4: local rule says all, not known", None, True, UrgentReason.EVERYONE_HERE, True),
        (
            "domain A4: risk is the reason also where all are urgent",
            True,
            True,
            UrgentReason.RISK_IDENTIFIED,
            True,
        ),
    ],
)
def test_the_urgent_clock_runs_and_says_why(rule, risk, everyone, reason, runs) -> None:
    clocks = clocks_for(discharge("2026-07-03 16:30", risk=risk), ClockSettings(urgent_for_everyone=everyone))

    assert clocks.urgent_reason is reason, rule
    assert (clocks.urgent is not None) is runs, rule


def test_a_site_may_set_its_own_hours_and_days() -> None:
    clocks = clocks_for(
        discharge("2026-07-03 16:30"),
        ClockSettings(target_hours=48, urgent_hours=24, national_window_days=7),
    )

    assert clocks.target.isoformat() == "2026-07-05T16:30:00+01:00"
    assert clocks.urgent is not None
    assert clocks.urgent.isoformat() == "2026-07-04T16:30:00+01:00"
    assert clocks.national.last_day == dt.date(2026, 7, 10)


@pytest.mark.parametrize("wrong", [{"target_hours": 23}, {"urgent_hours": 0}, {"national_window_days": 0}])
def test_settings_that_no_later_day_could_meet_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match="never be in time"):
        ClockSettings(**wrong)


@pytest.mark.parametrize("zone", ["Europe/Lundon", "", "../Europe/London", "BST!"])
def test_a_zone_this_laptop_does_not_know_is_named(zone) -> None:
    with pytest.raises(UnknownZoneError) as caught:
        clocks_for(discharge("2026-07-03 16:30", zone), SETTINGS)

    assert caught.value.zone == zone
    assert caught.value.code == "unknown_zone"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        as_utc(dt.datetime(2026, 7, 3, 16, 30))  # noqa: DTZ001 - what is refused


R = EligibilityReason

# rule, bed type, destination, method, counted, reason
ELIGIBILITY = [
    *[
        (f"domain A2: bed {bed} is counted", bed, "19", "1", True, R.COUNTED)
        for bed in sorted(COUNTED_BED_TYPES)
    ],
    *[
        (f"domain A2: bed {bed} is not counted", bed, "19", "1", False, R.BED_TYPE_NOT_COUNTED)
        for bed in sorted(UNCOUNTED_BED_TYPES)
    ],
    *[
        (f"domain A2: destination {place} is excluded", "200", place, "1", False, R.DESTINATION_EXCLUDED)
        for place in sorted(EXCLUDED_DESTINATIONS)
    ],
    ("domain A2: died is excluded", "200", "19", "4", False, R.METHOD_EXCLUDED),
    ("domain A2: stillbirth is excluded", "204", "19", "5", False, R.METHOD_EXCLUDED),
    ("domain A2: a general hospital ward is not excluded", "200", "51", "1", True, R.COUNTED),
    ("domain A2: a null destination is not excluded", "200", LEFT_BLANK, "1", True, R.COUNTED),
    ("domain A2: a null method is not excluded", "200", "19", LEFT_BLANK, True, R.COUNTED),
    ("brief: bed not known stays open", None, "19", "1", None, R.BED_TYPE_NOT_KNOWN),
    ("brief: a bed code we do not know stays open", "299", "19", "1", None, R.BED_TYPE_NOT_KNOWN),
    ("domain A2: a code from before April 2024 stays open", "10", "19", "1", None, R.BED_TYPE_NOT_KNOWN),
    ("brief: destination not known stays open", "200", None, "1", None, R.DESTINATION_NOT_KNOWN),
    ("brief: method not known stays open", "200", "19", None, None, R.METHOD_NOT_KNOWN),
    ("brief: nothing known stays open", None, None, None, None, R.BED_TYPE_NOT_KNOWN),
    ("domain A2: one thing known to exclude is enough: method", None, None, "4", False, R.METHOD_EXCLUDED),
    (
        "domain A2: one thing known to exclude is enough: place",
        None,
        "37",
        None,
        False,
        R.DESTINATION_EXCLUDED,
    ),
    (
        "domain A2: one thing known to exclude is enough: bed",
        "206",
        None,
        None,
        False,
        R.BED_TYPE_NOT_COUNTED,
    ),
]


@pytest.mark.parametrize(
    ("rule", "bed", "place", "method", "counted", "reason"), ELIGIBILITY, ids=[row[0] for row in ELIGIBILITY]
)
def test_the_national_count_takes_in_what_its_rule_says(rule, bed, place, method, counted, reason) -> None:
    given_ = Discharge(dt.date(2026, 7, 3), None, LONDON, None, bed, place, method)

    eligibility = national_eligibility(given_)

    assert (eligibility.counted, eligibility.reason) == (counted, reason), rule
    assert clocks_for(given_, SETTINGS).eligibility == eligibility


def test_the_code_lists_are_those_of_the_national_rule() -> None:
    assert sorted(COUNTED_BED_TYPES) == ["200", "201", "202", "205", "212", "213"]
    assert sorted(UNCOUNTED_BED_TYPES) == [
        *["203", "204", "206", "207", "208", "209"],
        *["300", "301", "302", "303", "304", "305", "306", "307", "308", "309", "310", "311"],
    ]
    assert " ".join(sorted(EXCLUDED_DESTINATIONS)) == "30 37 38 40 42 48 49 50 53 79 84 87 89"
    assert {str(bed) for bed in BedType} <= COUNTED_BED_TYPES | UNCOUNTED_BED_TYPES


ZONES = st.sampled_from([LONDON, "Europe/Belfast", "Europe/Jersey", "Europe/Isle_of_Man", "Europe/Gibraltar"])
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2045, 12, 31)) | st.sampled_from(
    [dt.date(2026, 3, 29), dt.date(2026, 3, 28), dt.date(2026, 10, 25), dt.date(2026, 10, 23)]
)
TIMES = st.none() | st.times().map(lambda time: time.replace(microsecond=0))
DISCHARGES = st.builds(Discharge, DAYS, TIMES, ZONES, st.none() | st.booleans())


@given(DISCHARGES)
def test_the_national_window_is_always_three_whole_local_days(one: Discharge) -> None:
    window = clocks_for(one, SETTINGS).national

    assert window.opens_at.time() == window.closes_at.time() == dt.time()
    assert window.opens_at.date() == one.on + dt.timedelta(days=1)
    assert window.closes_at.date() - window.opens_at.date() == dt.timedelta(days=3)
    assert window.last_day == one.on + dt.timedelta(days=3)


@given(DISCHARGES)
def test_the_target_is_always_72_real_hours_after_leaving(one: Discharge) -> None:
    clocks = clocks_for(one, SETTINGS)

    assert as_utc(clocks.target) - as_utc(clocks.left_at) == dt.timedelta(hours=72)
    assert clocks.left_at.date() == one.on


@given(DAYS, st.times(), ZONES)
def test_not_knowing_the_time_never_makes_a_deadline_later(day: dt.date, at: dt.time, zone: str) -> None:
    known = clocks_for(Discharge(day, at, zone), SETTINGS)
    unknown = clocks_for(Discharge(day, None, zone), SETTINGS)

    assert as_utc(unknown.target) <= as_utc(known.target)
    assert unknown.national == known.national


@given(DAYS, st.times(), ZONES, st.sampled_from([0, 1]))
def test_a_doubtful_local_time_gives_the_earliest_of_its_readings(day, at, zone, fold) -> None:
    clocks = clocks_for(Discharge(day, at.replace(fold=fold), zone), SETTINGS)

    reading = dt.datetime.combine(day, at, tzinfo=ZoneInfo(zone)).replace(fold=fold)
    assert as_utc(clocks.left_at) <= as_utc(reading)


@given(DISCHARGES, DISCHARGES)
def test_leaving_later_never_ends_a_clock_earlier(one: Discharge, other: Discharge) -> None:
    first, second = sorted(
        (clocks_for(each, SETTINGS) for each in (one, other)), key=lambda clocks: as_utc(clocks.left_at)
    )

    assert as_utc(first.target) <= as_utc(second.target)
