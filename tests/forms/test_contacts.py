# SPDX-License-Identifier: Apache-2.0
"""Which contacts count, row by row, and what is still due after them: each row names its rule."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.clocks import ClockSettings, Discharge, as_utc, clocks_for
from forms.contacts import (
    ClockName,
    Contact,
    Mode,
    Outcome,
    Reason,
    Urgency,
    follow_up_state,
    judge,
)

LONDON = ZoneInfo("Europe/London")
SETTINGS = ClockSettings()
JULY = Discharge(dt.date(2026, 7, 3), dt.time(16, 30), "Europe/London", True, "200", "19", "1")
NO_RISK = replace(JULY, suicide_risk=False)
NO_TIME = replace(JULY, at=None)
SECURE = replace(JULY, bed_type="206")
OCTOBER = replace(JULY, on=dt.date(2026, 10, 23))
REPEATED = replace(JULY, on=dt.date(2026, 10, 22), at=dt.time(2, 30))
SPRING = replace(JULY, on=dt.date(2026, 3, 27), at=dt.time(23, 30))


def local(text: str, fold: int = 0) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


def contact(at: str | dt.datetime, **changes) -> Contact:
    when = local(at) if isinstance(at, str) else at
    plain = Contact(when, Mode.FACE_TO_FACE, Outcome.SEEN, with_person=True, by_registered=True)
    return replace(plain, **changes)


R = Reason
ALL = (True, True, True)
NONE = (False, False, False)
SAT = "2026-07-04 10:00"

# rule, discharge, contact, (nationally, target, urgent), reasons against the target
VERDICTS = [
    ("domain A4: the day after, seen, satisfies all", JULY, contact(SAT), ALL, ()),
    ("domain A2: same-day contact does not count", JULY, contact("2026-07-03 18:00"), NONE, (R.SAME_DAY,)),
    (
        "domain A2: the last minute of the day of leaving",
        JULY, contact("2026-07-03 23:59"), NONE, (R.SAME_DAY,),
    ),
    ("domain A2: the first moment of the next day counts", JULY, contact("2026-07-04 00:00"), ALL, ()),
    ("domain A4: the very moment of 48 hours is within", JULY, contact("2026-07-05 16:30"), ALL, ()),
    ("domain A4: the 48-hour clock is stricter", JULY, contact("2026-07-05 16:31"), (True, True, False), ()),
    (
        "domain A1: the very moment of 72 hours is within",
        JULY, contact("2026-07-06 16:30"), (True, True, False), (),
    ),
    (
        "domain A4: after 72 hours on day 3 counts nationally only",
        JULY, contact("2026-07-06 16:31"), (True, False, False), (R.TOO_LATE,),
    ),
    (
        "domain A2: the last minute of day 3 counts nationally",
        JULY, contact("2026-07-06 23:59:59"), (True, False, False), (R.TOO_LATE,),
    ),
    (
        "domain A2: the first moment of day 4 does not count",
        JULY, contact("2026-07-07 00:00"), NONE, (R.TOO_LATE,),
    ),
    ("domain A2: day 4 does not count", JULY, contact("2026-07-07 09:00"), NONE, (R.TOO_LATE,)),
    ("brief: before discharge", JULY, contact("2026-07-03 16:29"), NONE, (R.BEFORE_DISCHARGE,)),
    ("brief: a day before discharge", JULY, contact("2026-07-02 18:00"), NONE, (R.BEFORE_DISCHARGE,)),
    (
        "domain A2: the very moment of leaving is the same day",
        JULY, contact("2026-07-03 16:30"), NONE, (R.SAME_DAY,),
    ),
    ("domain A2: 02 telephone counts", JULY, contact(SAT, mode=Mode.TELEPHONE), ALL, ()),
    ("domain A2: 04 talk type counts", JULY, contact(SAT, mode=Mode.TALK_TYPE), ALL, ()),
    ("domain A2: 11 video counts", JULY, contact(SAT, mode=Mode.VIDEO), ALL, ()),
    ("domain A2: 05 e-mail never counts", JULY, contact(SAT, mode=Mode.EMAIL), NONE, (R.MODE_NEVER_COUNTS,)),
    ("domain A2: 09 text never counts", JULY, contact(SAT, mode=Mode.TEXT), NONE, (R.MODE_NEVER_COUNTS,)),
    (
        "domain A2: 10 instant message never counts",
        JULY, contact(SAT, mode=Mode.INSTANT_MESSAGE), NONE, (R.MODE_NEVER_COUNTS,),
    ),
    (
        "domain A2: 12 message board never counts",
        JULY, contact(SAT, mode=Mode.MESSAGE_BOARD), NONE, (R.MODE_NEVER_COUNTS,),
    ),
    (
        "domain A2: 13 chat room never counts",
        JULY, contact(SAT, mode=Mode.CHAT_ROOM), NONE, (R.MODE_NEVER_COUNTS,),
    ),
    ("domain A2: 98 other never counts", JULY, contact(SAT, mode=Mode.OTHER), NONE, (R.MODE_NEVER_COUNTS,)),
    ("domain A2: 6 late but seen counts", JULY, contact(SAT, outcome=Outcome.SEEN_LATE), ALL, ()),
    (
        "domain A2: 3 did not attend never counts",
        JULY, contact(SAT, outcome=Outcome.DID_NOT_ATTEND), NONE, (R.NOT_ATTENDED,),
    ),
    (
        "domain A2: 7 late and not seen never counts",
        JULY, contact(SAT, outcome=Outcome.LATE_NOT_SEEN), NONE, (R.NOT_ATTENDED,),
    ),
    (
        "domain A2: 2 cancelled by the person never counts",
        JULY, contact(SAT, outcome=Outcome.CANCELLED_BY_PERSON), NONE, (R.NOT_ATTENDED,),
    ),
    (
        "domain A2: 4 cancelled by us never counts",
        JULY, contact(SAT, outcome=Outcome.CANCELLED_BY_US), NONE, (R.NOT_ATTENDED,),
    ),
    (
        "domain A2: only the carer does not count",
        JULY, contact(SAT, with_person=False), NONE, (R.PERSON_NOT_SEEN,),
    ),
    (
        "hazard 2: every reason is given, not the first alone",
        JULY, contact("2026-07-03 18:00", mode=Mode.TEXT, with_person=False),
        NONE, (R.PERSON_NOT_SEEN, R.SAME_DAY, R.MODE_NEVER_COUNTS),
    ),
    (
        "fact 4: another provider's contact is no national credit, and is our 72-hour contact",
        JULY, contact(SAT, provider_counts=False), (False, True, True), (),
    ),
    (
        "domain A2: no team-type filter: an unregistered worker counts",
        JULY, contact(SAT, by_registered=False), ALL, (),
    ),
    (
        "domain A2: a secure bed is not in the national count; our target holds",
        SECURE, contact(SAT), (False, True, True), (),
    ),
    (
        "domain A3: no risk identified: no urgent clock to meet",
        NO_RISK, contact(SAT), (True, True, False), (),
    ),
    (
        "domain A4: time not known: the same day is the same day",
        NO_TIME, contact("2026-07-03 23:00"), NONE, (R.SAME_DAY,),
    ),
    (
        "domain A4: time not known: counted from 00:00",
        NO_TIME, contact("2026-07-06 00:00"), (True, True, False), (),
    ),
    (
        "domain A4: time not known: a minute past the earliest deadline is late",
        NO_TIME, contact("2026-07-06 00:01"), (True, False, False), (R.TOO_LATE,),
    ),
    (
        "domain A4: clocks go back: 15:30 GMT is the 72nd hour",
        OCTOBER, contact("2026-10-26 15:30"), (True, True, False), (),
    ),
    (
        "domain A4: clocks go back: 16:00 GMT is late although the wall says under 72 hours",
        OCTOBER, contact("2026-10-26 16:00"), (True, False, False), (R.TOO_LATE,),
    ),
    (
        "hazard 1: the deadline falls in the hour that comes twice: 01:30 of the first time is within",
        REPEATED, contact(local("2026-10-25 01:30")), (True, True, False), (),
    ),
    (
        "hazard 1: … and 01:20 of the second time is within, the deadline being 01:30 of the second",
        REPEATED, contact(local("2026-10-25 01:20", fold=1)), (True, True, False), (),
    ),
    (
        "hazard 1: … and 01:40 of the second time is late",
        REPEATED, contact(local("2026-10-25 01:40", fold=1)), (True, False, False), (R.TOO_LATE,),
    ),
    (
        "hazard 1: a deadline at the first 01:30 has passed at the second 01:10, whatever the hands say",
        replace(REPEATED, at=dt.time(1, 30)),
        contact(local("2026-10-25 01:10", fold=1)), (True, False, False), (R.TOO_LATE,),
    ),
    (
        "domain A2 and A4: spring, late evening: within our 72 hours and after the national window",
        SPRING, contact("2026-03-31 00:10"), (False, True, False), (),
    ),
    (
        "domain A2: the date is that of the place: 23:30 UTC on Friday is Saturday in London",
        JULY, contact(dt.datetime(2026, 7, 3, 23, 30, tzinfo=dt.UTC)), ALL, (),
    ),
    (
        "domain A2: the date is that of the place: Saturday morning in Karachi is Friday in London",
        JULY, contact(dt.datetime(2026, 7, 4, 2, 0, tzinfo=ZoneInfo("Asia/Karachi"))), NONE, (R.SAME_DAY,),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "discharge", "one", "expected", "reasons"), VERDICTS, ids=[row[0] for row in VERDICTS]
)
def test_each_contact_is_judged_as_its_rule_says(rule, discharge, one, expected, reasons) -> None:
    verdict = judge(one, clocks_for(discharge, SETTINGS))

    assert (verdict.counts_nationally, verdict.meets_target, verdict.meets_urgent) == expected, rule
    assert verdict.why_not_target == reasons, rule


@pytest.mark.parametrize(
    ("rule", "discharge", "one", "national", "urgent"),
    [
        (
            "domain A2: another provider",
            JULY, contact(SAT, provider_counts=False), (R.NOT_RESPONSIBLE_PROVIDER,), (),
        ),
        ("domain A2: a bed that is not counted", SECURE, contact(SAT), (R.DISCHARGE_NOT_COUNTED,), ()),
        ("domain A3: no urgent clock", NO_RISK, contact(SAT), (), (R.NO_URGENT_CLOCK,)),
        ("domain A2: day 4", JULY, contact("2026-07-07 00:00"), (R.TOO_LATE,), (R.TOO_LATE,)),
        ("domain A2: too late for 48 hours alone", JULY, contact("2026-07-05 17:00"), (), (R.TOO_LATE,)),
        (
            "hazard 2: a text",
            JULY, contact(SAT, mode=Mode.TEXT), (R.MODE_NEVER_COUNTS,), (R.MODE_NEVER_COUNTS,),
        ),
    ],
)  # fmt: skip
def test_each_clock_says_for_itself_why_not(rule, discharge, one, national, urgent) -> None:
    verdict = judge(one, clocks_for(discharge, SETTINGS))

    assert verdict.why_not_national == national, rule
    assert verdict.why_not_urgent == urgent, rule


def test_while_eligibility_is_not_known_the_contact_is_judged_alone() -> None:
    unknown = clocks_for(replace(JULY, bed_type=None), SETTINGS)

    assert unknown.eligibility.counted is None
    assert judge(contact(SAT), unknown).counts_nationally


def test_a_contact_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        judge(contact(dt.datetime(2026, 7, 4, 10)), clocks_for(JULY, SETTINGS))  # noqa: DTZ001 - refused


PEER = {"by_registered": False}
CHARITY = {"by_registered": False, "provider_counts": False}
T, U, P, N = ClockName.TARGET, ClockName.URGENT, ClockName.PROFESSIONAL, ClockName.NATIONAL
EVERY = (T, U, P, N)

# rule, discharge, contacts, now, still due, next deadline, missed, urgency
STATES = [
    ("domain A4: on the day of leaving nothing can count yet", NO_RISK, (), "2026-07-03 17:00",
     (T, P, N), "2026-07-06T16:30", (), Urgency.NOT_DUE),
    ("domain A4: from the next day it is due", NO_RISK, (), "2026-07-04 00:00",
     (T, P, N), "2026-07-06T16:30", (), Urgency.DUE),
    ("brief: soon is within 24 hours", NO_RISK, (), "2026-07-05 16:30",
     (T, P, N), "2026-07-06T16:30", (), Urgency.SOON),
    ("brief: a minute before that it is due", NO_RISK, (), "2026-07-05 16:29",
     (T, P, N), "2026-07-06T16:30", (), Urgency.DUE),
    ("domain A4: the urgent clock ends first", JULY, (), "2026-07-04 12:00",
     EVERY, "2026-07-05T16:30", (), Urgency.DUE),
    ("domain A4: the urgent clock missed, the others ahead", JULY, (), "2026-07-05 16:31",
     EVERY, "2026-07-06T16:30", (U,), Urgency.LATE),
    ("domain A4: at the very deadline nothing is missed", NO_RISK, (), "2026-07-06 16:30",
     (T, P, N), "2026-07-06T16:30", (), Urgency.SOON),
    ("domain A4: our 72 hours over, the national window still open", NO_RISK, (), "2026-07-06 18:00",
     (T, P, N), "2026-07-07T00:00", (T, P), Urgency.LATE),
    ("domain A2: everything over and nobody followed up: still due", NO_RISK, (), "2026-07-07 00:00",
     (T, P, N), None, (T, P, N), Urgency.LATE),
    ("domain A4: same-day contact never switches the task off", NO_RISK, (contact("2026-07-03 18:00"),),
     "2026-07-04 12:00", (T, P, N), "2026-07-06T16:30", (), Urgency.DUE),
    ("hazard 2: a text never switches the task off", NO_RISK, (contact(SAT, mode=Mode.TEXT),),
     "2026-07-04 12:00", (T, P, N), "2026-07-06T16:30", (), Urgency.DUE),
    ("hazard 2: a carer's call never switches the task off", NO_RISK, (contact(SAT, with_person=False),),
     "2026-07-04 12:00", (T, P, N), "2026-07-06T16:30", (), Urgency.DUE),
    ("hazard 2: no reply never switches the task off", NO_RISK,
     (contact(SAT, outcome=Outcome.DID_NOT_ATTEND),),
     "2026-07-04 12:00", (T, P, N), "2026-07-06T16:30", (), Urgency.DUE),
    ("domain A4: a later-day contact does all", JULY, (contact(SAT),), "2026-07-04 12:00",
     (), None, (), Urgency.DONE),
    ("domain M4: a peer's contact leaves the professional follow-up due", JULY, (contact(SAT, **PEER),),
     "2026-07-04 12:00", (P,), "2026-07-06T16:30", (), Urgency.DUE),
    ("domain M4: a charity peer's contact leaves the national one due too", JULY, (contact(SAT, **CHARITY),),
     "2026-07-04 12:00", (P, N), "2026-07-06T16:30", (), Urgency.DUE),
    ("domain M4: the registered contact on another day completes it", JULY,
     (contact("2026-07-05 09:00"), contact(SAT, **CHARITY)), "2026-07-05 12:00", (), None, (), Urgency.DONE),
    ("domain M4: the professional follow-up can be late by itself", JULY, (contact(SAT, **PEER),),
     "2026-07-06 16:31", (P,), None, (P,), Urgency.LATE),
    ("domain M4: a registered text is no professional follow-up", JULY,
     (contact(SAT, **PEER), contact("2026-07-05 09:00", mode=Mode.TEXT)),
     "2026-07-05 12:00", (P,), "2026-07-06T16:30", (), Urgency.DUE),
    ("domain A2: once the window shut on a person followed up, nothing is left to do", JULY,
     (contact(SAT, provider_counts=False),), "2026-07-07 09:00", (), None, (N,), Urgency.DONE),
    ("domain A4: a late contact closes the task and stays late", NO_RISK, (contact("2026-07-08 10:00"),),
     "2026-07-08 12:00", (), None, (T, P, N), Urgency.DONE),
    ("domain A4: late for 48 hours, in time for 72", JULY, (contact("2026-07-06 10:00"),),
     "2026-07-06 12:00", (), None, (U,), Urgency.DONE),
    ("domain A2: no national duty for a secure bed", SECURE, (), "2026-07-04 12:00",
     (T, U, P), "2026-07-05T16:30", (), Urgency.DUE),
    ("hazard (also log): a contact dated ahead of now does nothing yet", NO_RISK,
     (contact("2026-07-05 10:00"),),
     "2026-07-04 12:00", (T, P, N), "2026-07-06T16:30", (), Urgency.DUE),
    ("domain A4: a contact before leaving does nothing", NO_RISK, (contact("2026-07-02 10:00"),),
     "2026-07-04 12:00", (T, P, N), "2026-07-06T16:30", (), Urgency.DUE),
    ("domain A4: time not known: the earliest deadline", replace(NO_RISK, at=None), (), "2026-07-04 12:00",
     (T, P, N), "2026-07-06T00:00", (), Urgency.DUE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "discharge", "contacts", "now", "due", "deadline", "missed", "urgency"),
    STATES,
    ids=[row[0] for row in STATES],
)
def test_the_follow_up_stands_as_its_rule_says(
    rule, discharge, contacts, now, due, deadline, missed, urgency
) -> None:
    state = follow_up_state(discharge, contacts, SETTINGS, local(now))

    assert tuple(duty.clock for duty in state.still_due) == due, rule
    ahead = state.next_deadline
    assert (ahead and ahead.replace(tzinfo=None).isoformat(timespec="minutes")) == deadline, rule
    assert tuple(duty.clock for duty in state.duties if duty.breached) == missed, rule
    assert state.breached is bool(missed), rule
    assert state.urgency is urgency, rule


def test_a_site_may_do_without_the_professional_follow_up() -> None:
    settings = ClockSettings(professional_follow_up_required=False)

    state = follow_up_state(JULY, [contact(SAT, **PEER)], settings, local("2026-07-04 12:00"))

    assert state.professional is None
    assert not state.professional_still_due
    assert state.urgency is Urgency.DONE


def test_an_early_contact_is_kept_and_named() -> None:
    call = contact("2026-07-03 18:00", mode=Mode.TELEPHONE)
    missed = contact("2026-07-03 19:00", outcome=Outcome.DID_NOT_ATTEND)
    family = contact("2026-07-03 20:00", with_person=False)
    plan = contact("2026-07-05 10:00")

    state = follow_up_state(JULY, [plan, family, missed, call], SETTINGS, local("2026-07-04 12:00"))

    assert state.early == (call,)
    assert state.ahead == (plan,)
    assert [one.contact for one in state.verdicts] == [plan, family, missed, call]


def test_the_headline_is_the_missed_deadline_before_the_next_one() -> None:
    before = follow_up_state(JULY, [], SETTINGS, local("2026-07-04 12:00")).headline
    missed = follow_up_state(JULY, [], SETTINGS, local("2026-07-05 17:00")).headline
    both = follow_up_state(JULY, [], SETTINGS, local("2026-07-06 17:00")).headline
    done = follow_up_state(JULY, [contact(SAT)], SETTINGS, local("2026-07-06 17:00")).headline

    assert [duty and duty.clock for duty in (before, missed, both, done)] == [U, U, T, None]


def test_the_codes_are_those_of_the_national_data_set() -> None:
    assert [str(mode) for mode in Mode] == ["01", "02", "04", "05", "09", "10", "11", "12", "13", "98"]
    assert [str(outcome) for outcome in Outcome] == ["2", "3", "4", "5", "6", "7"]


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)) | st.sampled_from(
    [dt.date(2026, 3, 26) + dt.timedelta(days=n) for n in range(4)]
    + [dt.date(2026, 10, 22) + dt.timedelta(days=n) for n in range(4)]
)
DISCHARGES = st.builds(
    Discharge,
    DAYS,
    st.none() | st.times(),
    st.sampled_from(["Europe/London", "Europe/Belfast", "Europe/Jersey", "Asia/Karachi"]),
    st.none() | st.booleans(),
    st.sampled_from([None, "200", "206"]),
    st.sampled_from([None, "19", "37"]),
    st.sampled_from([None, "1", "4"]),
)
HOURS = st.floats(-30, 150)
ANY_CONTACT = st.builds(
    lambda hours, *rest: (hours, rest),
    HOURS,
    st.sampled_from(Mode),
    st.sampled_from(Outcome),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


def after(discharge: Discharge, hours: float) -> dt.datetime:
    return as_utc(clocks_for(discharge, SETTINGS).left_at) + dt.timedelta(hours=hours)


def build(discharge: Discharge, drawn) -> Contact:
    return Contact(after(discharge, drawn[0]), *drawn[1])


@given(DISCHARGES, ANY_CONTACT, st.sampled_from(["UTC", "Asia/Karachi", "America/New_York", "Europe/London"]))
def test_no_verdict_depends_on_the_zone_a_moment_is_written_in(discharge, drawn, zone) -> None:
    clocks = clocks_for(discharge, SETTINGS)
    one = build(discharge, drawn)
    elsewhere = replace(one, at=one.at.astimezone(ZoneInfo(zone)))
    here = judge(one, clocks)

    assert replace(judge(elsewhere, clocks), contact=one) == here


@given(DISCHARGES, ANY_CONTACT)
def test_meeting_the_urgent_clock_always_meets_the_target(discharge, drawn) -> None:
    verdict = judge(build(discharge, drawn), clocks_for(discharge, SETTINGS))

    assert verdict.meets_target or not verdict.meets_urgent


@given(DISCHARGES, ANY_CONTACT, HOURS)
def test_an_earlier_contact_on_a_later_day_is_never_worth_less(discharge, drawn, hours) -> None:
    clocks = clocks_for(discharge, SETTINGS)
    later = build(discharge, drawn)
    earlier = replace(later, at=min(later.at, after(discharge, hours)))
    if as_utc(earlier.at) < as_utc(clocks.national.opens_at):
        return
    first, second = judge(earlier, clocks), judge(later, clocks)

    assert first.counts_nationally >= second.counts_nationally
    assert first.meets_target >= second.meets_target
    assert first.meets_urgent >= second.meets_urgent


@given(DISCHARGES, ANY_CONTACT)
def test_on_one_calendar_day_the_national_verdict_is_the_same_all_day(discharge, drawn) -> None:
    """Dates only, no times (domain A2)."""
    clocks = clocks_for(discharge, SETTINGS)
    one = build(discharge, drawn)
    day = one.at.astimezone(clocks.left_at.tzinfo).date()
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=ZoneInfo(discharge.zone))

    assert judge(one, clocks).counts_nationally == judge(replace(one, at=noon), clocks).counts_nationally


@given(DISCHARGES, ANY_CONTACT, st.sampled_from(["05", "09", "10", "12", "13", "98"]))
def test_a_message_never_answers_any_clock(discharge, drawn, mode) -> None:
    verdict = judge(replace(build(discharge, drawn), mode=Mode(mode)), clocks_for(discharge, SETTINGS))

    assert not any((verdict.counts_nationally, verdict.meets_target, verdict.meets_urgent))


@given(DISCHARGES, st.lists(ANY_CONTACT, max_size=5), ANY_CONTACT, HOURS)
def test_one_more_contact_never_makes_anything_due_again(discharge, drawn, more, hours) -> None:
    now = after(discharge, hours)
    contacts = [build(discharge, each) for each in drawn]
    before = follow_up_state(discharge, contacts, SETTINGS, now)
    then = follow_up_state(discharge, [*contacts, build(discharge, more)], SETTINGS, now)

    assert {duty.clock for duty in then.still_due} <= {duty.clock for duty in before.still_due}


@given(DISCHARGES, st.lists(ANY_CONTACT, max_size=5), HOURS, st.randoms(use_true_random=False))
def test_the_order_in_which_contacts_arrive_changes_nothing(discharge, drawn, hours, chance) -> None:
    now = after(discharge, hours)
    contacts = [build(discharge, each) for each in drawn]
    shuffled = chance.sample(contacts, len(contacts))
    one = follow_up_state(discharge, contacts, SETTINGS, now)
    other = follow_up_state(discharge, shuffled, SETTINGS, now)

    assert [(duty.clock, duty.open, duty.breached, duty.urgency) for duty in one.duties] == [
        (duty.clock, duty.open, duty.breached, duty.urgency) for duty in other.duties
    ]


@given(DISCHARGES, st.lists(ANY_CONTACT, max_size=5), HOURS)
def test_the_task_is_closed_only_by_a_contact_with_the_person_on_a_later_day(discharge, drawn, hours) -> None:
    """Hazard 2, as one sentence over every mixture of contacts."""
    contacts = [build(discharge, each) for each in drawn]
    state = follow_up_state(discharge, contacts, SETTINGS, after(discharge, hours))
    zone = ZoneInfo(discharge.zone)

    real = [
        one
        for one in contacts
        if one.at.astimezone(zone).date() > discharge.on
        and one.at <= after(discharge, hours)
        and one.mode in {"01", "02", "04", "11"}
        and one.outcome in {"5", "6"}
        and one.with_person
    ]
    assert state.target.open is not bool(real)
