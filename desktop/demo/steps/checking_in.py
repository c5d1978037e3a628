# SPDX-License-Identifier: Apache-2.0
"""Step 6: check-ins are agreed, and one contact that the person started is recorded."""

from __future__ import annotations

from datetime import timedelta

from desktop.demo.journey import Journey
from desktop.demo.referral import CALLED
from desktop.demo.spoken import said
from desktop.demo.steps.ways import Pen
from desktop.wording import date_words
from forms.registry import CHECK_IN, CONTACT

HOW = "Ring 01632 960123, weekdays. Sam rings back the same day."
WITH_WHOM = "Nadia and Sam"
SILENCE = "Ring my sister Nadia."
RANG = "I slept, and I went out twice."


def agree_and_record(journey: Journey) -> None:
    """Fill in the agreement and one check-in, from the person's page and back to it."""
    _agree(journey)
    _record(journey)


def _agree(journey: Journey) -> None:
    a, pen = journey.a, Pen.of(journey.a, CHECK_IN)
    last = journey.now.date() + timedelta(days=42)
    a.press("Agree check-ins")
    a.see(said(pen.form.title), pen.asked("ci_why"))
    pen.write("ci_why", "So that I can try on my own, and know who to ring.")
    pen.write_line("ci_goals", 1, "I sleep most nights")
    pen.write("ci_start", "today")
    pen.write("ci_end", f"{last.day} {last.month} {last.year}")
    pen.write("ci_end_who", WITH_WHOM)
    journey.shoot(a, "check-in-plan")
    pen.go_to("ci_reach")
    lead = pen.asked("ci_lead")
    a.type_into(said("{question}, name", question=lead), "Sam Okafor")
    a.type_into(said("{question}, phone", question=lead), "01632 960123")
    pen.write("ci_how", HOW)
    pen.write("ci_silence", SILENCE)
    journey.shoot(a, "check-in-reach")
    pen.go_to("ci_back")
    pen.write("ci_after", "Ring the same number, any time.")
    pen.write("ci_gp", "My GP has the letter.")
    pen.write("ci_disagree", "Sam, or Priya who leads the team.")
    a.press("Finish")
    a.see(said("{called}’s plan", called=CALLED), HOW)
    a.see(said("Named person: {name}", name="Sam Okafor, 01632 960123"))
    a.see(said("We look at it together on {day}. Nothing ends by itself.", day=date_words(last)))
    journey.check("What was agreed stands on the person’s page: who to reach, how and until when")


def _record(journey: Journey) -> None:
    a, pen = journey.a, Pen.of(journey.a, CONTACT)
    a.press("Record a check-in")
    a.see(pen.asked("cc_by"))
    pen.choose("cc_by", "person")
    pen.now("cc_dt")
    pen.choose("cc_how", "phone")
    pen.write("cc_words", RANG)
    pen.choose("cc_safety", "yes")
    pen.choose("cc_result", "carry_on")
    journey.shoot(a, "check-in-contact")
    a.press("Finish")
    a.see(said("{called}’s plan", called=CALLED), said("Carry on as we are"))
    journey.shoot(a, "person-with-check-in")
    journey.check("One check-in contact that the person started is recorded")
