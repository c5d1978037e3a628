# SPDX-License-Identifier: Apache-2.0
"""What is said about contacts: kind, true, and never as if something counted that does not."""

import datetime as dt
from dataclasses import replace
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from forms.clocks import ClockSettings, Discharge, clocks_for
from forms.contact_words import (
    explain_contact,
    joint_sentence,
    perhaps_twice_sentence,
    professional_sentence,
)
from forms.contacts import Contact, Mode, Outcome, follow_up_state, judge

LONDON = ZoneInfo("Europe/London")
SETTINGS = ClockSettings()
MINA = Discharge(dt.date(2026, 11, 19), dt.time(16, 30), "Europe/London", False, "200", "19", "1")
NOW = dt.datetime(2026, 11, 23, 14, 10, tzinfo=LONDON)


def contact(at: str, **changes) -> Contact:
    when = dt.datetime.fromisoformat(at).replace(tzinfo=LONDON)
    return replace(
        Contact(when, Mode.TELEPHONE, Outcome.SEEN, with_person=True, by_registered=True), **changes
    )


FRIDAY = "2026-11-20 10:00"

SENTENCES = [
    ("look/today.png: same day", MINA, contact("2026-11-19 18:00"),
     "A friendly call on Thursday evening was good care. "
     "It is not the 72-hour contact: that starts the day after."),
    ("in time", MINA, contact(FRIDAY),
     "A call on Friday morning is the 72-hour contact. It counts nationally."),
    ("in time, afternoon visit", MINA, contact("2026-11-20 14:00", mode=Mode.FACE_TO_FACE),
     "A visit on Friday afternoon is the 72-hour contact. It counts nationally."),
    ("in time, small hours", MINA, contact("2026-11-20 02:00"),
     "A call early on Friday is the 72-hour contact. It counts nationally."),
    ("eligibility not known", replace(MINA, bed_type=None), contact(FRIDAY),
     "A call on Friday morning is the 72-hour contact. "
     "It counts nationally if this discharge is in the count."),
    ("not in the count", replace(MINA, bed_type="206"), contact(FRIDAY),
     "A call on Friday morning is the 72-hour contact. This discharge is not in the national count."),
    ("another provider", MINA, contact(FRIDAY, provider_counts=False),
     "A call on Friday morning is the 72-hour contact. "
     "The national count takes only what the responsible provider reports."),
    ("a text", MINA, contact(FRIDAY, mode=Mode.TEXT),
     "A text on Friday morning was good care. "
     "It is not the 72-hour contact: that is a visit, a phone or video call, or talk-type."),
    ("family only", MINA, contact(FRIDAY, with_person=False),
     "A call with family on Friday morning was good care. "
     "It is not the 72-hour contact: that is with the person themselves."),
    ("did not attend", MINA, contact(FRIDAY, outcome=Outcome.DID_NOT_ATTEND),
     "We tried on Friday morning and did not meet. "
     "It is not the 72-hour contact: for that we see or speak with the person."),
    ("cancelled", MINA, contact(FRIDAY, outcome=Outcome.CANCELLED_BY_PERSON),
     "What was planned on Friday morning did not go ahead. "
     "It is not the 72-hour contact: for that we see or speak with the person."),
    ("before leaving", MINA, contact("2026-11-19 10:00"),
     "A call on Thursday morning was good care. "
     "It is not the 72-hour contact: that starts the day after leaving hospital."),
    ("late for us, in time nationally", MINA, contact("2026-11-22 18:00"),
     "A call on Sunday evening was good care. "
     "It came after our 72 hours, which ended Sunday 16:30. It still counts nationally."),
    ("late for both", MINA, contact("2026-11-23 10:00"),
     "A call on Monday morning was good care. It came after our 72 hours, which ended Sunday 16:30."),
    ("hazard 2: every reason at once", MINA, contact("2026-11-19 18:00", mode=Mode.TEXT, with_person=False),
     "A text on Thursday evening was good care. "
     "It is not the 72-hour contact: that is with the person themselves. "
     "That contact starts the day after leaving hospital. "
     "That contact is a visit, a phone or video call, or talk-type."),
]  # fmt: skip


@pytest.mark.parametrize(("case", "discharge", "one", "words"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_each_contact_is_explained(case, discharge, one, words) -> None:
    clocks = clocks_for(discharge, SETTINGS)

    assert explain_contact(judge(one, clocks), clocks, NOW, "en_GB") == words, case


def test_far_away_days_are_named_by_date() -> None:
    clocks = clocks_for(MINA, SETTINGS)
    words = explain_contact(judge(contact(FRIDAY), clocks), clocks, NOW + dt.timedelta(days=10), "en_GB")

    assert words.startswith("A call on Friday 20 November is the 72-hour contact.")


def test_a_contact_within_72_hours_may_come_after_the_national_window() -> None:
    spring = clocks_for(replace(MINA, on=dt.date(2026, 3, 27), at=dt.time(23, 30)), SETTINGS)
    one = judge(contact("2026-03-31 00:10"), spring)

    words = explain_contact(one, spring, one.contact.at, "en_GB")

    assert words == (
        "A call early on Tuesday is the 72-hour contact. "
        "The national window closed before it, at the end of Monday."
    )


def test_every_mixture_has_its_words_and_none_sounds_as_if_it_counted() -> None:
    clocks = clocks_for(MINA, SETTINGS)
    times = ("2026-11-18 10:00", "2026-11-19 18:00", FRIDAY, "2026-11-22 18:00", "2026-11-24 10:00")
    for at, mode, outcome, with_person, provider in product(
        times, Mode, Outcome, (True, False), (True, False)
    ):
        one = contact(at, mode=mode, outcome=outcome, with_person=with_person, provider_counts=provider)
        verdict = judge(one, clocks)
        words = explain_contact(verdict, clocks, NOW, "en_GB")

        assert ("is the 72-hour contact" in words) is verdict.meets_target
        assert ("counts nationally" in words) is verdict.counts_nationally
        assert "{" not in words


def test_a_colleagues_follow_up_is_said_to_be_due_until_it_is_done() -> None:
    peer = contact(FRIDAY, by_registered=False)
    now, later = NOW - dt.timedelta(days=2), NOW

    def said(contacts: list[Contact], at: dt.datetime, settings: ClockSettings = SETTINGS) -> str | None:
        return professional_sentence(follow_up_state(MINA, contacts, settings, at), "en_GB")

    assert said([], now) == "A registered colleague’s follow-up is also still due."
    assert said([peer], now) == (
        "Peer contact done. A registered colleague’s follow-up is still due, by Sunday 16:30."
    )
    assert said([peer], later) == (
        "Peer contact done. A registered colleague’s follow-up is still to come; it was due Sunday 16:30."
    )
    assert said([contact(FRIDAY)], now) is None
    assert said([peer], now, ClockSettings(professional_follow_up_required=False)) is None


def test_one_visit_by_two_workers_names_both_and_says_that_all_is_kept() -> None:
    said = joint_sentence(["Sam Okafor", "Priya Nair"])
    assert "Sam Okafor and Priya Nair" in said
    assert "all of it is kept" in said


def test_a_visit_that_may_stand_twice_is_for_people_to_settle() -> None:
    said = perhaps_twice_sentence("Sam Okafor")
    assert said.startswith("Sam Okafor may have")
    assert "nothing was thrown away" in said
