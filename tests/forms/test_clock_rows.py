# SPDX-License-Identifier: Apache-2.0
"""More rows of the clocks: every zone of these islands, every way of meeting with every outcome, counted.

The rows of `test_clocks` and `test_contacts` name a rule each; those here go through whole tables of the
national rule (domain A2) and through every zone, so that no corner is left to luck.
"""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forms.clocks import ClockSettings, Discharge, EligibilityReason, TimeBasis, as_utc, clocks_for
from forms.contacts import Contact, Mode, Outcome, Reason, follow_up_state, judge
from tests.forms import test_clocks, test_contacts
from tests.forms.test_section117 import RULES as SECTION_117

LONDON, BELFAST = "Europe/London", "Europe/Belfast"
JERSEY, GUERNSEY, MAN = "Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man"
UK_ZONES = (LONDON, BELFAST, JERSEY, GUERNSEY, MAN)
SETTINGS = ClockSettings()
K, S, R, U = TimeBasis.KNOWN, TimeBasis.SKIPPED, TimeBasis.REPEATED, TimeBasis.NOT_KNOWN

# zone, left ("" for a time not known), basis, our target, urgent, national opens, national closes
ZONED = [
    # The clocks go back on 25 October 2026: 72 hours end an hour earlier by the wall.
    (LONDON, "2026-10-23 16:30", K, "10-26 15:30 GMT", "10-25 15:30 GMT", "10-24 BST", "10-27 GMT"),
    (BELFAST, "2026-10-23 16:30", K, "10-26 15:30 GMT", "10-25 15:30 GMT", "10-24 BST", "10-27 GMT"),
    (JERSEY, "2026-10-23 16:30", K, "10-26 15:30 GMT", "10-25 15:30 GMT", "10-24 BST", "10-27 GMT"),
    (GUERNSEY, "2026-10-23 16:30", K, "10-26 15:30 GMT", "10-25 15:30 GMT", "10-24 BST", "10-27 GMT"),
    (MAN, "2026-10-23 16:30", K, "10-26 15:30 GMT", "10-25 15:30 GMT", "10-24 BST", "10-27 GMT"),
    # They go forward on 29 March 2026: 72 hours end an hour later by the wall.
    (LONDON, "2026-03-27 16:30", K, "03-30 17:30 BST", "03-29 17:30 BST", "03-28 GMT", "03-31 BST"),
    (BELFAST, "2026-03-27 16:30", K, "03-30 17:30 BST", "03-29 17:30 BST", "03-28 GMT", "03-31 BST"),
    (JERSEY, "2026-03-27 16:30", K, "03-30 17:30 BST", "03-29 17:30 BST", "03-28 GMT", "03-31 BST"),
    (GUERNSEY, "2026-03-27 16:30", K, "03-30 17:30 BST", "03-29 17:30 BST", "03-28 GMT", "03-31 BST"),
    (MAN, "2026-03-27 16:30", K, "03-30 17:30 BST", "03-29 17:30 BST", "03-28 GMT", "03-31 BST"),
    # A time that came twice counts from the first, one that was skipped from the earlier reading.
    (LONDON, "2026-10-25 01:15", R, "10-28 00:15 GMT", "10-27 00:15 GMT", "10-26 GMT", "10-29 GMT"),
    (BELFAST, "2026-10-25 01:15", R, "10-28 00:15 GMT", "10-27 00:15 GMT", "10-26 GMT", "10-29 GMT"),
    (JERSEY, "2026-10-25 01:15", R, "10-28 00:15 GMT", "10-27 00:15 GMT", "10-26 GMT", "10-29 GMT"),
    (GUERNSEY, "2026-10-25 01:15", R, "10-28 00:15 GMT", "10-27 00:15 GMT", "10-26 GMT", "10-29 GMT"),
    (MAN, "2026-10-25 01:15", R, "10-28 00:15 GMT", "10-27 00:15 GMT", "10-26 GMT", "10-29 GMT"),
    (LONDON, "2026-03-29 01:45", S, "04-01 01:45 BST", "03-31 01:45 BST", "03-30 BST", "04-02 BST"),
    (BELFAST, "2026-03-29 01:45", S, "04-01 01:45 BST", "03-31 01:45 BST", "03-30 BST", "04-02 BST"),
    (JERSEY, "2026-03-29 01:45", S, "04-01 01:45 BST", "03-31 01:45 BST", "03-30 BST", "04-02 BST"),
    (GUERNSEY, "2026-03-29 01:45", S, "04-01 01:45 BST", "03-31 01:45 BST", "03-30 BST", "04-02 BST"),
    (MAN, "2026-03-29 01:45", S, "04-01 01:45 BST", "03-31 01:45 BST", "03-30 BST", "04-02 BST"),
    # A time not known counts from the start of the day, also where that day has 23 or 25 hours.
    (GUERNSEY, "2026-10-25", U, "10-27 23:00 GMT", "10-26 23:00 GMT", "10-26 GMT", "10-29 GMT"),
    (GUERNSEY, "2026-03-29", U, "04-01 01:00 BST", "03-31 01:00 BST", "03-30 BST", "04-02 BST"),
    (MAN, "2026-07-03", U, "07-06 00:00 BST", "07-05 00:00 BST", "07-04 BST", "07-07 BST"),
    (BELFAST, "2026-07-03", U, "07-06 00:00 BST", "07-05 00:00 BST", "07-04 BST", "07-07 BST"),
    # A leap day is a day; the year's end is no end of anything.
    (LONDON, "2028-02-28 23:59", K, "03-02 23:59 GMT", "03-01 23:59 GMT", "02-29 GMT", "03-03 GMT"),
    (JERSEY, "2028-02-26 08:00", K, "02-29 08:00 GMT", "02-28 08:00 GMT", "02-27 GMT", "03-01 GMT"),
    (MAN, "2100-02-26 08:00", K, "03-01 08:00 GMT", "02-28 08:00 GMT", "02-27 GMT", "03-02 GMT"),
    (LONDON, "2026-12-31 23:59", K, "01-03 23:59 GMT", "01-02 23:59 GMT", "01-01 GMT", "01-04 GMT"),
    (GUERNSEY, "2026-12-29 10:00", K, "01-01 10:00 GMT", "12-31 10:00 GMT", "12-30 GMT", "01-02 GMT"),
    (BELFAST, "2027-01-01", U, "01-04 00:00 GMT", "01-03 00:00 GMT", "01-02 GMT", "01-05 GMT"),
    # The last minute before the clocks change, and the first after it.
    (LONDON, "2026-03-29 00:59", K, "04-01 01:59 BST", "03-31 01:59 BST", "03-30 BST", "04-02 BST"),
    (LONDON, "2026-03-29 02:00", K, "04-01 02:00 BST", "03-31 02:00 BST", "03-30 BST", "04-02 BST"),
    (LONDON, "2026-10-25 00:59", K, "10-27 23:59 GMT", "10-26 23:59 GMT", "10-26 GMT", "10-29 GMT"),
    (LONDON, "2026-10-25 02:00", K, "10-28 02:00 GMT", "10-27 02:00 GMT", "10-26 GMT", "10-29 GMT"),
    # The change lies on the very last day of the window.
    (LONDON, "2026-10-22 16:30", K, "10-25 15:30 GMT", "10-24 16:30 BST", "10-23 BST", "10-26 GMT"),
    (LONDON, "2026-03-26 16:30", K, "03-29 17:30 BST", "03-28 16:30 GMT", "03-27 GMT", "03-30 BST"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "left", "basis", "target", "urgent", "opens", "closes"),
    ZONED,
    ids=[f"{row[0]} {row[1]}" for row in ZONED],
)
def test_the_clocks_end_in_each_zone_when_the_rule_says(
    zone, left, basis, target, urgent, opens, closes
) -> None:
    clocks = clocks_for(test_clocks.discharge(left, zone), SETTINGS)
    assert clocks.urgent is not None
    found = [f"{moment:%m-%d %H:%M %Z}" for moment in (clocks.target, clocks.urgent)]
    window = [f"{moment:%m-%d %Z}" for moment in (clocks.national.opens_at, clocks.national.closes_at)]
    assert (found, window) == ([target, urgent], [opens, closes])
    assert clocks.basis is basis


def test_every_zone_of_these_islands_has_its_rows() -> None:
    assert {row[0] for row in ZONED} == set(UK_ZONES)


# Domain A2: what counts. Rows: ConsMechanismMH; columns: AttendStatus. "y" counts nationally, "." does not.
STATUSES = ("5", "6", "2", "4", "3", "7")
MEETINGS = {
    "01": "yy....",  # face to face
    "02": "yy....",  # telephone
    "04": "yy....",  # talk type
    "11": "yy....",  # video
    "05": "......",  # e-mail
    "09": "......",  # text
    "10": "......",  # instant message
    "12": "......",  # message board
    "13": "......",  # chat room
    "98": "......",  # other
}
MET = [
    (mode, status, verdict == "y")
    for mode, row in MEETINGS.items()
    for status, verdict in zip(STATUSES, row, strict=True)
]
JULY = Discharge(dt.date(2026, 7, 3), dt.time(16, 30), LONDON, True, "200", "19", "1")
SATURDAY = dt.datetime(2026, 7, 4, 10, tzinfo=ZoneInfo(LONDON))


@pytest.mark.parametrize(("mode", "status", "counts"), MET)
def test_each_way_of_meeting_with_each_outcome_counts_or_not(mode, status, counts) -> None:
    contact = Contact(SATURDAY, Mode(mode), Outcome(status), with_person=True, by_registered=True)
    verdict = judge(contact, clocks_for(JULY, SETTINGS))
    assert (verdict.counts_nationally, verdict.meets_target, verdict.meets_urgent) == (counts,) * 3


def test_the_table_of_meetings_has_every_code() -> None:
    assert set(MEETINGS) == {str(one) for one in Mode}
    assert set(STATUSES) == {str(one) for one in Outcome}


E = EligibilityReason
# Domain A2: destinations and methods of the discharge form that the count takes in, each by itself.
TAKEN_IN = [
    ("home", "19", "1", True, E.COUNTED),
    ("somewhere for now", "29", "1", True, E.COUNTED),
    ("NHS care home", "54", "1", True, E.COUNTED),
    ("council care home", "65", "1", True, E.COUNTED),
    ("other care home", "85", "1", True, E.COUNTED),
    ("a general hospital ward", "51", "1", True, E.COUNTED),
    ("not known, as the return says it", "98", "1", True, E.COUNTED),
    ("by their own choice, or their family's", "19", "2", True, E.COUNTED),
    ("by their own choice", "19", "6", True, E.COUNTED),
    ("taken home by a relative", "19", "7", True, E.COUNTED),
    ("a tribunal decided", "19", "3", True, E.COUNTED),
    ("another mental health ward", "53", "1", False, E.DESTINATION_EXCLUDED),
    ("a hospital outside the NHS", "87", "1", False, E.DESTINATION_EXCLUDED),
    ("court", "37", "1", False, E.DESTINATION_EXCLUDED),
    ("prison or police", "38", "1", False, E.DESTINATION_EXCLUDED),
    ("died, whatever the destination says", "19", "4", False, E.METHOD_EXCLUDED),
]


@pytest.mark.parametrize(
    ("what", "place", "method", "counted", "reason"), TAKEN_IN, ids=[row[0] for row in TAKEN_IN]
)
def test_where_and_how_somebody_left_is_counted_or_not(what, place, method, counted, reason) -> None:
    left = Discharge(dt.date(2026, 7, 3), None, LONDON, None, "200", place, method)
    eligibility = clocks_for(left, SETTINGS).eligibility
    assert (eligibility.counted, eligibility.reason) == (counted, reason), what


# Domain A1 and A4: local rules, from the moment of leaving. hours, urgent hours, target and urgent then.
LOCAL = [
    ("within 48 hours for everybody, as one trust has it", 48, 48, "2026-07-05T16:30", "2026-07-05T16:30"),
    ("seven days, as for rehabilitation elsewhere", 168, 48, "2026-07-10T16:30", "2026-07-05T16:30"),
    ("the least that a later day can meet", 24, 24, "2026-07-04T16:30", "2026-07-04T16:30"),
    ("an urgent clock of our own", 72, 36, "2026-07-06T16:30", "2026-07-05T04:30"),
]


@pytest.mark.parametrize(("what", "hours", "urgent", "ends", "urgent_ends"), LOCAL)
def test_a_local_rule_ends_when_it_says_and_leaves_the_national_window_alone(
    what, hours, urgent, ends, urgent_ends
) -> None:
    clocks = clocks_for(JULY, ClockSettings(target_hours=hours, urgent_hours=urgent))
    assert clocks.urgent is not None
    found = [one.replace(tzinfo=None).isoformat(timespec="minutes") for one in (clocks.target, clocks.urgent)]
    assert found == [ends, urgent_ends], what
    assert clocks.national == clocks_for(JULY, SETTINGS).national


COUNTED = {
    "clocks": len(test_clocks.CLOCKS),
    "eligibility": len(test_clocks.ELIGIBILITY),
    "verdicts": len(test_contacts.VERDICTS),
    "states": len(test_contacts.STATES),
    "zones": len(ZONED),
    "meetings": len(MET),
    "taken in": len(TAKEN_IN),
    "local rules": len(LOCAL),
    "section 117": len(SECTION_117),
}


def test_the_rows_of_clocks_and_qualification_are_counted() -> None:
    assert COUNTED == {
        "clocks": 21,
        "eligibility": 51,
        "verdicts": 46,
        "states": 26,
        "zones": 36,
        "meetings": 60,
        "taken in": 16,
        "local rules": 4,
        "section 117": 22,
    }
    assert sum(COUNTED.values()) >= 120


# Days around a change of clocks, a leap day and a year's end, in every zone of these islands.
_EDGES = [
    *(dt.date(2026, 3, 25) + dt.timedelta(days=n) for n in range(8)),
    *(dt.date(2026, 10, 21) + dt.timedelta(days=n) for n in range(8)),
    *(dt.date(2028, 2, 25) + dt.timedelta(days=n) for n in range(8)),
    *(dt.date(2026, 12, 27) + dt.timedelta(days=n) for n in range(8)),
]
EDGES = st.builds(
    Discharge,
    st.sampled_from(_EDGES),
    st.none() | st.times().map(lambda at: at.replace(microsecond=0)),
    st.sampled_from(UK_ZONES),
    st.none() | st.booleans(),
)
REAL_HOURS = st.integers(-24 * 60, 110 * 60).map(lambda minutes: dt.timedelta(minutes=minutes))


def seen(at: dt.datetime) -> Contact:
    return Contact(at, Mode.TELEPHONE, Outcome.SEEN, with_person=True, by_registered=True)


@given(EDGES)
@example(Discharge(dt.date(2026, 3, 29), dt.time(1, 30), GUERNSEY))
@example(Discharge(dt.date(2026, 10, 25), dt.time(1, 30), GUERNSEY))
def test_the_whole_of_these_islands_keeps_the_same_time(one: Discharge) -> None:
    expected = clocks_for(Discharge(one.on, one.at, LONDON, one.suicide_risk), SETTINGS)
    found = clocks_for(one, SETTINGS)
    assert [as_utc(moment) for moment in (found.target, found.national.closes_at)] == [
        as_utc(moment) for moment in (expected.target, expected.national.closes_at)
    ]


@given(EDGES, REAL_HOURS)
def test_a_contact_in_time_is_one_on_a_later_day_within_72_real_hours(one: Discharge, after) -> None:
    clocks = clocks_for(one, SETTINGS)
    at = as_utc(clocks.left_at) + after
    verdict = judge(seen(at), clocks)
    later_day = at.astimezone(ZoneInfo(one.zone)).date() > one.on
    assert verdict.meets_target is (later_day and dt.timedelta() <= after <= dt.timedelta(hours=72))


@given(EDGES, REAL_HOURS)
def test_the_national_count_looks_at_dates_alone_across_every_edge(one: Discharge, after) -> None:
    clocks = clocks_for(one, SETTINGS)
    at = as_utc(clocks.left_at) + after
    days = (at.astimezone(ZoneInfo(one.zone)).date() - one.on).days
    assert judge(seen(at), clocks).counts_nationally is (1 <= days <= 3)


@given(EDGES)
def test_the_window_is_three_days_of_23_24_or_25_hours(one: Discharge) -> None:
    window = clocks_for(one, SETTINGS).national
    hours = (as_utc(window.closes_at) - as_utc(window.opens_at)) / dt.timedelta(hours=1)
    assert hours in {71, 72, 73}
    assert window.closes_at.date() - window.opens_at.date() == dt.timedelta(days=3)


@given(EDGES, REAL_HOURS, REAL_HOURS)
def test_what_was_missed_stays_missed_as_time_goes_on(one: Discharge, first, second) -> None:
    left = as_utc(clocks_for(one, SETTINGS).left_at)
    early, late = sorted((left + first, left + second))
    before, then = (follow_up_state(one, [], SETTINGS, now) for now in (early, late))
    assert {duty.clock for duty in before.duties if duty.breached} <= {
        duty.clock for duty in then.duties if duty.breached
    }


@given(EDGES, REAL_HOURS)
def test_a_contact_before_they_left_answers_nothing_and_says_so(one: Discharge, after) -> None:
    clocks = clocks_for(one, SETTINGS)
    verdict = judge(seen(as_utc(clocks.left_at) - abs(after) - dt.timedelta(minutes=1)), clocks)
    assert Reason.BEFORE_DISCHARGE in verdict.why_not_target
    assert not verdict.counts_nationally


@given(EDGES, REAL_HOURS)
def test_a_laptop_a_day_out_closes_nothing_before_its_time(one: Discharge, after) -> None:
    """A day behind: what was done today is dated ahead, and waits until the clock has come to it."""
    now = as_utc(clocks_for(one, SETTINGS).left_at) + after
    ahead = seen(now + dt.timedelta(days=1))
    state = follow_up_state(one, [ahead], SETTINGS, now)
    assert state.ahead == (ahead,)
    assert state.target.open
