# SPDX-License-Identifier: Apache-2.0
"""The clocks in words: what is said is true at the moment it is said, and can be read without a sum."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from forms.clock_picture import clock_picture
from forms.clock_words import (
    counts_sentence,
    day_words,
    deadline_chip,
    explain_clocks,
    moment_words,
    picture_labels,
    picture_sentence,
)
from forms.clocks import ClockSettings, Discharge, EligibilityReason, clocks_for
from forms.contacts import Contact, Mode, Outcome, follow_up_state

LONDON = ZoneInfo("Europe/London")
SETTINGS = ClockSettings()
# The Thursday of the Today screen in the mock-ups.
MINA = Discharge(dt.date(2026, 11, 19), dt.time(16, 30), "Europe/London", False, "200", "19", "1")
JULY = replace(MINA, on=dt.date(2026, 7, 3))
NO_BED = replace(JULY, bed_type=None)
BABY_UNIT = replace(JULY, bed_type="204")


def local(text: str, fold: int = 0) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


def visit(at: str, *, registered: bool = True, provider: bool = True) -> Contact:
    return Contact(local(at), Mode.FACE_TO_FACE, Outcome.SEEN, True, registered, provider)


@pytest.mark.parametrize(
    ("rule", "moment", "now", "words"),
    [
        ("brief: weekday and 24-hour clock", "2026-07-06 16:30", "2026-07-04 12:00", "Monday 16:30"),
        (
            "brief: six days ahead is still the weekday",
            "2026-07-09 09:05",
            "2026-07-03 23:00",
            "Thursday 09:05",
        ),
        (
            "brief: further than six days adds the date",
            "2026-07-10 09:05",
            "2026-07-03 00:00",
            "Friday 10 July 09:05",
        ),
        ("brief: six days back is still the weekday", "2026-07-06 16:30", "2026-07-12 00:00", "Monday 16:30"),
        (
            "brief: seven days back adds the date",
            "2026-07-06 16:30",
            "2026-07-13 00:00",
            "Monday 6 July 16:30",
        ),
        (
            "another year adds the year",
            "2026-12-24 10:00",
            "2027-01-03 10:00",
            "Thursday, 24 December 2026 10:00",
        ),
        (
            "hazard 1: midnight says which end",
            "2026-07-07 00:00",
            "2026-07-04 12:00",
            "Tuesday 00:00 (start of the day)",
        ),
    ],
)
def test_times_are_weekday_and_clock_and_the_date_when_far(rule, moment, now, words) -> None:
    assert moment_words(local(moment), local(now), "en_GB") == words, rule


def test_the_hour_that_comes_twice_says_which_one() -> None:
    now = local("2026-10-24 12:00")

    assert moment_words(local("2026-10-25 01:30"), now, "en_GB") == "Sunday 01:30 BST"
    assert moment_words(local("2026-10-25 01:30", fold=1), now, "en_GB") == "Sunday 01:30 GMT"
    assert moment_words(local("2026-10-25 02:00"), now, "en_GB") == "Sunday 02:00"


def test_today_is_that_of_the_place_and_not_of_the_laptop() -> None:
    """The same instant is Sunday in London and Monday in Karachi; seven days are counted in London."""
    now = dt.datetime(2026, 7, 13, 2, 0, tzinfo=ZoneInfo("Asia/Karachi"))

    assert moment_words(local("2026-07-06 16:30"), now, "en_GB") == "Monday 16:30"


@pytest.mark.parametrize(
    ("locale", "words"), [("en_GB", "Monday"), ("cy", "Dydd Llun"), ("pl", "poniedziałek"), ("ar", "الاثنين")]
)
def test_days_are_named_in_the_language_asked_for(locale: str, words: str) -> None:
    assert day_words(dt.date(2026, 7, 6), dt.date(2026, 7, 4), locale) == words


@pytest.mark.parametrize(
    ("rule", "discharge", "contacts", "now", "words"),
    [
        ("look/today.png", MINA, (), "2026-11-21 14:10", "72 hours ends Sunday 16:30"),
        ("a missed deadline", MINA, (), "2026-11-22 16:31", "72 hours ended Sunday 16:30"),
        ("domain A3: the urgent clock first", replace(MINA, suicide_risk=True), (), "2026-11-20 14:10",
         "48 hours ends Saturday 16:30"),
        ("domain A3: … and missed", replace(MINA, suicide_risk=True), (), "2026-11-21 17:00",
         "48 hours ended Saturday 16:30"),
        ("done", MINA, (visit("2026-11-20 10:05"),), "2026-11-21 14:10", "Followed up Friday 10:05"),
        ("done late, without blame", MINA, (visit("2026-11-25 10:05"),), "2026-11-25 14:10",
         "Followed up Wednesday 10:05"),
        ("domain M4: peer visit alone", MINA, (visit("2026-11-20 10:05", registered=False),),
         "2026-11-21 14:10",
         "Registered follow-up due by Sunday 16:30"),
        ("domain M4: … and late", MINA, (visit("2026-11-20 10:05", registered=False),), "2026-11-22 17:10",
         "Registered follow-up was due Sunday 16:30"),
        ("domain A2: only the national count is left", MINA, (visit("2026-11-20 10:05", provider=False),),
         "2026-11-21 14:10", "Counts nationally to the end of Sunday"),
        ("… which is not promised while not known", replace(MINA, bed_type=None),
         (visit("2026-11-20 10:05", provider=False),), "2026-11-21 14:10",
         "May count nationally to the end of Sunday"),
        ("hazard 1: unknown time, midnight deadline", replace(MINA, at=None), (), "2026-11-21 14:10",
         "72 hours ends Sunday 00:00 (start of the day)"),
    ],
)  # fmt: skip
def test_the_chip_says_what_ends_next(rule, discharge, contacts, now, words) -> None:
    assert deadline_chip(follow_up_state(discharge, contacts, SETTINGS, local(now)), "en_GB") == words, rule


def test_the_chip_says_that_a_national_window_has_closed_while_our_own_target_is_ahead() -> None:
    state = follow_up_state(MINA, (), ClockSettings(target_hours=168), local("2026-11-23 09:00"))

    assert deadline_chip(state, "en_GB") == "National window closed at the end of Sunday"
    assert state.next_deadline == local("2026-11-26 16:30")


@pytest.mark.parametrize(
    ("discharge", "now", "words"),
    [
        (JULY, "2026-07-04 12:00", "Counts to the end of Monday; our 72 hours end Monday 16:30."),
        (JULY, "2026-07-06 18:00", "Counts to the end of Monday; our 72 hours ended Monday 16:30."),
        (JULY, "2026-07-07 00:00", "Counted to the end of Monday; our 72 hours ended Monday 16:30."),
        (NO_BED, "2026-07-04 12:00", "May count to the end of Monday; our 72 hours end Monday 16:30."),
        (NO_BED, "2026-07-08 12:00",
         "May have counted to the end of Monday; our 72 hours ended Monday 16:30."),
        (BABY_UNIT, "2026-07-04 12:00", "Not in the national count; our 72 hours end Monday 16:30."),
    ],
)  # fmt: skip
def test_the_two_72_hours_are_told_apart_in_one_sentence(discharge, now, words) -> None:
    assert counts_sentence(clocks_for(discharge, SETTINGS), local(now), "en_GB") == words


def explain(discharge: Discharge, now: str, settings: ClockSettings = SETTINGS) -> tuple[str, ...]:
    return explain_clocks(clocks_for(discharge, settings), local(now), "en_GB")


def test_where_nothing_is_in_doubt_one_sentence_is_enough() -> None:
    assert explain(JULY, "2026-07-04 12:00") == ()


def test_the_urgent_clock_says_why_it_runs() -> None:
    at_risk = explain(replace(JULY, suicide_risk=True), "2026-07-04 12:00")
    unknown = explain(replace(JULY, suicide_risk=None), "2026-07-04 12:00")
    everyone = explain(JULY, "2026-07-04 12:00", ClockSettings(urgent_for_everyone=True))

    assert at_risk == (
        "Suicide risk was identified on leaving, so the first follow-up is within 48 hours: by Sunday 16:30.",
    )
    assert unknown == (
        "We do not know whether suicide risk was identified on leaving, so to be careful we keep to "
        "48 hours: by Sunday 16:30.",
    )
    assert everyone == ("Here everybody is followed up within 48 hours: by Sunday 16:30.",)


def test_a_time_that_is_not_known_skipped_or_doubled_is_said() -> None:
    assert explain(replace(JULY, at=None), "2026-07-04 12:00") == (
        "The time of leaving on Friday is not known, so we count from the start of that day, the earliest it "
        "can be.",
    )
    skipped = explain(replace(JULY, on=dt.date(2026, 3, 29), at=dt.time(1, 30)), "2026-03-30 12:00")
    assert skipped[0] == (
        "The clocks went forward on Sunday and skipped that time, so we count from Sunday 00:30, the "
        "earliest it can be."
    )
    doubled = explain(replace(JULY, on=dt.date(2026, 10, 25), at=dt.time(1, 30)), "2026-10-26 12:00")
    assert doubled[0] == (
        "The clocks went back on Sunday and that time came twice, so we count from the first: "
        "Sunday 01:30 BST."
    )


def test_a_change_of_clocks_on_the_way_shows_the_sum() -> None:
    assert explain(replace(JULY, on=dt.date(2026, 10, 23)), "2026-10-24 12:00") == (
        "The clocks go back in between: 72 hours from Friday 16:30 are over Monday 15:30.",
    )
    assert explain(replace(JULY, on=dt.date(2026, 3, 27)), "2026-03-28 12:00") == (
        "The clocks go forward in between: 72 hours from Friday 16:30 are over Monday 17:30.",
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"bed_type": "204"}, "leaves out this kind of hospital bed"),
        ({"method": "4"}, "leaves out this way of leaving hospital"),
        ({"destination": "37"}, "leaves out people who went there"),
        ({"bed_type": None}, "do not know yet what kind of bed"),
        ({"method": None}, "do not know yet how the stay ended"),
        ({"destination": None}, "do not know yet where the person went"),
    ],
)
def test_a_discharge_that_is_not_or_may_not_be_counted_says_why(change, said) -> None:
    discharge = replace(JULY, **change)

    assert clocks_for(discharge, SETTINGS).eligibility.reason is not EligibilityReason.COUNTED
    assert said in explain(discharge, "2026-07-04 12:00")[-1]


def test_the_picture_can_be_read_aloud() -> None:
    picture = clock_picture(clocks_for(MINA, SETTINGS), local("2026-11-21 14:10"))

    assert picture_sentence(picture, "en_GB") == (
        "left hospital Thursday 16:30; now Saturday 14:10; 72 hours: Sunday 16:30; "
        "counts nationally from start of Friday to end of Sunday"
    )


def test_the_picture_never_promises_a_count_that_is_not_known() -> None:
    now = local("2026-11-21 14:10")
    unknown = picture_labels(clock_picture(clocks_for(replace(MINA, bed_type=None), SETTINGS), now), "en_GB")
    secure = picture_labels(clock_picture(clocks_for(replace(MINA, bed_type="206"), SETTINGS), now), "en_GB")
    no_time = picture_labels(clock_picture(clocks_for(replace(MINA, at=None), SETTINGS), now), "en_GB")

    assert unknown.national_opens == "may count from start of Friday"
    assert (secure.national_opens, secure.national_closes) == (None, None)
    assert no_time.left == "left hospital Thursday, time not known"
