# SPDX-License-Identifier: Apache-2.0
"""A discharge that cannot be quite right: each doubt its own sentence, the earlier deadline, nothing lost."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.clocks import ClockSettings, Discharge, as_utc, clocks_for
from forms.discharge_doubts import Doubt, DoubtKind, counted_from, discharge_doubts
from forms.doubt_words import clock_sentence, doubt_sentence

LONDON = ZoneInfo("Europe/London")
K = DoubtKind
FRIDAY, SATURDAY, SUNDAY = (dt.date(2026, 7, day) for day in (3, 4, 5))
LEFT = Discharge(FRIDAY, dt.time(16, 30), "Europe/London", suicide_risk=False)
NOW = dt.datetime(2026, 7, 5, 10, 0, tzinfo=LONDON)
MONTH_AGO = replace(LEFT, on=dt.date(2026, 6, 3))


def local(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


# what happened, discharges as told, contacts, readmitted since, born, the doubts
DOUBTS = [
    ("all is well", [LEFT], ["2026-07-04 10:00"], [], None, []),
    ("nobody was told of a hospital stay", [], [], [], None, []),
    ("told of, without a day", [None], [], [], None, [Doubt(K.NOT_KNOWN)]),
    ("told again without a day, after one with a day", [LEFT, None], [], [], None, [Doubt(K.NOT_KNOWN)]),
    ("told first without a day, then with one", [None, LEFT], [], [], None, []),
    (
        "a day that is still to come",
        [replace(LEFT, on=dt.date(2026, 7, 9))], [], [], None, [Doubt(K.IN_THE_FUTURE, dt.date(2026, 7, 9))],
    ),
    (
        "a day to come, beside one that has been",
        [LEFT, replace(LEFT, on=dt.date(2026, 8, 3))], [], [], None,
        [Doubt(K.IN_THE_FUTURE, dt.date(2026, 8, 3))],
    ),
    ("later today is no day to come", [replace(LEFT, on=SUNDAY, at=dt.time(23, 0))], [], [], None, []),
    ("the same day told twice", [LEFT, replace(LEFT, at=None)], [], [], None, [Doubt(K.TOLD_TWICE, FRIDAY)]),
    (
        "twice in three days",
        [replace(LEFT, on=dt.date(2026, 7, 1)), LEFT], [], [], None,
        [Doubt(K.LEFT_TWICE, FRIDAY, dt.date(2026, 7, 1))],
    ),
    (
        "twice in three days, whichever was told first",
        [LEFT, replace(LEFT, on=dt.date(2026, 7, 1))], [], [], None,
        [Doubt(K.LEFT_TWICE, FRIDAY, dt.date(2026, 7, 1))],
    ),
    (
        "twice, exactly three days apart",
        [replace(LEFT, on=dt.date(2026, 6, 30)), LEFT], [], [], None,
        [Doubt(K.LEFT_TWICE, FRIDAY, dt.date(2026, 6, 30))],
    ),
    ("twice, four days apart, are two stories", [replace(LEFT, on=dt.date(2026, 6, 29)), LEFT], [], [],
     None, []),
    ("in hospital again the next day", [LEFT], [], [SATURDAY], None, [Doubt(K.READMITTED, SATURDAY)]),
    ("in hospital again on day three", [LEFT], [], [dt.date(2026, 7, 6)], None,
     [Doubt(K.READMITTED, dt.date(2026, 7, 6))]),
    ("in hospital again on day four is a new story", [LEFT], [], [dt.date(2026, 7, 7)], None, []),
    ("in hospital before they left is the same stay", [LEFT], [], [dt.date(2026, 7, 2)], None, []),
    ("a contact the day before they left", [LEFT], ["2026-07-02 10:00"], [], None,
     [Doubt(K.CONTACT_BEFORE, dt.date(2026, 7, 2))]),
    ("a contact on the day they left is no doubt", [LEFT], ["2026-07-03 09:00"], [], None, []),
    ("a contact long before is another story", [LEFT], ["2026-06-10 10:00"], [], None, []),
    ("a contact after an earlier stay belongs to that", [MONTH_AGO, LEFT], ["2026-07-02 10:00"], [],
     None, []),
    ("a contact dated ahead", [LEFT], ["2026-07-05 10:01"], [], None, [Doubt(K.CONTACT_AHEAD, SUNDAY)]),
    ("the clock a day behind: today's visit is tomorrow", [LEFT], ["2026-07-06 10:00"], [], None,
     [Doubt(K.CONTACT_AHEAD, dt.date(2026, 7, 6))]),
    ("the day before they turn 18", [LEFT], [], [], dt.date(2008, 7, 6), [Doubt(K.UNDER_18)]),
    ("the day they turn 18", [LEFT], [], [], dt.date(2008, 7, 5), []),
    ("born on a leap day, 18 in a common year", [LEFT], [], [], dt.date(2008, 2, 29), []),
    (
        "a place this laptop has no time of",
        [replace(LEFT, zone="Nowhere/Land")], [], [], None, [Doubt(K.ZONE_NOT_KNOWN, FRIDAY)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "told", "contacts", "readmitted", "born_on", "expected"), DOUBTS, ids=[row[0] for row in DOUBTS]
)
def test_each_doubt_is_named_and_nothing_else_is(what, told, contacts, readmitted, born_on, expected) -> None:
    found = discharge_doubts(
        told, [local(one) for one in contacts], NOW, readmitted=readmitted, born_on=born_on
    )
    assert list(found) == expected, what


def test_every_doubt_has_a_row_of_its_own() -> None:
    # Of a death the whole record is asked: tests/records/test_death_in_doubt.py.
    asked_elsewhere = {DoubtKind.DIED_BEFORE}
    assert {doubt.kind for row in DOUBTS for doubt in row[-1]} | asked_elsewhere == set(DoubtKind)


def test_each_doubt_is_its_own_sentence_that_names_its_days() -> None:
    said = {kind: doubt_sentence(Doubt(kind, SUNDAY, FRIDAY), NOW) for kind in DoubtKind}
    assert len(set(said.values())) == len(DoubtKind)
    for kind, sentence in said.items():
        assert "{" not in sentence
        assert sentence.endswith(".")
        named = kind not in {K.NOT_KNOWN, K.UNDER_18}
        assert ("Sunday" in sentence) is named, sentence
    assert "Friday" in said[K.LEFT_TWICE]


def test_a_clock_that_is_a_day_wrong_is_said_with_both_moments() -> None:
    said = clock_sentence(dt.datetime(2026, 7, 6, 10, 0, tzinfo=LONDON), NOW)
    assert "5 July 2026, 10:00" in said
    assert "6 July 2026, 10:00" in said


@pytest.mark.parametrize(
    ("what", "told", "on", "at"),
    [
        ("the newest that has been", [MONTH_AGO, LEFT], FRIDAY, dt.time(16, 30)),
        ("not one that is still to come", [LEFT, replace(LEFT, on=dt.date(2026, 7, 9))],
         FRIDAY, dt.time(16, 30)),
        ("the first to come, where none has been",
         [replace(LEFT, on=dt.date(2026, 7, 9)), replace(LEFT, on=dt.date(2026, 7, 8))],
         dt.date(2026, 7, 8), dt.time(16, 30)),
        ("of one day the earliest time", [LEFT, replace(LEFT, at=dt.time(9, 0))], FRIDAY, dt.time(9, 0)),
        ("of one day a time not known is the earliest", [LEFT, replace(LEFT, at=None)], FRIDAY, None),
    ],
)  # fmt: skip
def test_the_clocks_count_from(what, told, on, at) -> None:
    for order in (told, told[::-1]):
        found = counted_from(order, NOW)
        assert found is not None
        assert (found.on, found.at) == (on, at), what
    assert counted_from([], NOW) is None


@pytest.mark.parametrize(
    ("risks", "expected"),
    [((True, False), True), ((None, False), None), ((None, True), True), ((False, False), False)],
)
def test_of_a_day_told_twice_the_more_careful_answer_about_suicide_counts(risks, expected) -> None:
    found = counted_from([replace(LEFT, suicide_risk=risk) for risk in risks], NOW)
    assert found is not None
    assert found.suicide_risk is expected


DAYS = st.dates(dt.date(2026, 3, 20), dt.date(2026, 4, 10))
TOLD = st.builds(
    Discharge,
    DAYS,
    st.none() | st.times(),
    st.sampled_from(["Europe/London", "Europe/Belfast", "Nowhere/Land"]),
    st.none() | st.booleans(),
)
MOMENTS = st.integers(0, 21 * 24 * 60).map(
    lambda minutes: dt.datetime(2026, 3, 20, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)


@given(st.lists(TOLD, min_size=1, max_size=5), MOMENTS, st.randoms(use_true_random=False))
def test_in_whatever_order_they_arrive_the_clocks_count_from_the_same_and_never_later(
    told, now, chance
) -> None:
    """Order, and the earliest deadline of the day (hazard 1)."""
    found = counted_from(told, now)
    shuffled = chance.sample(told, len(told))
    again = counted_from(shuffled, now)
    assert found is not None
    assert again is not None
    assert (found.on, found.at, found.suicide_risk) == (again.on, again.at, again.suicide_risk)
    if found.zone == "Nowhere/Land":
        return
    target = clocks_for(found, ClockSettings()).target
    for one in told:
        if one.on == found.on and one.zone == found.zone:
            assert as_utc(target) <= as_utc(clocks_for(one, ClockSettings()).target)


@given(
    st.lists(st.none() | TOLD, max_size=4), st.lists(MOMENTS, max_size=4), MOMENTS, st.lists(DAYS, max_size=2)
)
def test_nothing_that_anybody_tells_us_is_without_words(told, contacts, now, readmitted) -> None:
    for doubt in discharge_doubts(told, contacts, now, readmitted=readmitted, born_on=dt.date(2010, 1, 1)):
        assert doubt_sentence(doubt, now)
