# SPDX-License-Identifier: Apache-2.0
"""What stays with the person after a visit: what is open to them, and nothing that is between colleagues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forms.crisis_numbers import all_lines
from forms.pdf.slip import SlipLine, WhomToRing
from forms.site import STANDARD, Senior, Site
from records.keeping_promises import keep_promise
from records.operation import UserId
from records.people import NO_REPLY_FORM, VISIT_FORM
from records.promise_slip import promise_slip
from records.promises import open_promises
from tests.records.laptops import Laptop
from tests.records.visiting import MET, TOLD, at, fill

TODAY = date(2026, 11, 21)
SITE = Site(senior_on_duty=Senior("Priya Nair", "0161 496 0009"))
FOOD = {"action_what": "Bring a food parcel", "action_who": "Sam", "action_by": at(21, "18:00")}
NEXT = {"next_appt_when": at(24), "next_appt_where": "At home", "next_appt_who": "Sam"}
SAM = UserId("8" * 32)


def record_of(laptop: Laptop):
    return replace(laptop.read(), team={SAM: "Sam Okafor"})


def test_the_slip_says_who_came_what_by_when_and_whom_to_ring_if_not() -> None:
    laptop = Laptop()
    visit = fill(laptop, VISIT_FORM, {**MET, **NEXT}, [FOOD, {"action_what": "Look for the key"}])
    slip = promise_slip(record_of(laptop), visit, SITE, TODAY)
    assert slip.came == ("Sam Okafor",)
    assert slip.on == date(2026, 11, 21)
    assert slip.promises == (
        SlipLine("Bring a food parcel", "Sam", "Saturday 21 November, 18:00"),
        SlipLine("Look for the key", "", ""),
    )
    assert slip.next_contact == "Tuesday 24 November, 14:00, At home, Sam"
    assert slip.ring == WhomToRing("Priya Nair", "0161 496 0009", "Tuesday 24 November, 14:00")
    assert slip.help_lines == all_lines(SITE, TODAY)


def test_what_is_between_colleagues_stays_off_it() -> None:
    laptop = Laptop()
    fill(laptop, NO_REPLY_FORM, TOLD)
    visit = fill(laptop, VISIT_FORM, {**MET, "registered": False, "need_registered": True})
    assert open_promises(laptop.read())
    assert promise_slip(record_of(laptop), visit, SITE, TODAY).promises == ()


def test_what_an_earlier_visit_promised_and_nobody_kept_is_on_it_again_until_it_is_kept() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, MET, [FOOD])
    visit = fill(laptop, VISIT_FORM, {**MET, "contact_dt": at(24)})
    assert [one.what for one in promise_slip(record_of(laptop), visit, SITE, TODAY).promises] == [
        "Bring a food parcel"
    ]
    laptop.record(keep_promise(laptop.read(), open_promises(laptop.read())[0]))
    assert promise_slip(record_of(laptop), visit, SITE, TODAY).promises == ()


def test_where_the_service_has_named_nobody_the_crisis_lines_stand_for_it() -> None:
    laptop = Laptop()
    visit = fill(laptop, VISIT_FORM, MET)
    slip = promise_slip(record_of(laptop), visit, STANDARD, TODAY)
    assert slip.ring is None
    assert slip.help_lines == all_lines(STANDARD, TODAY)


def test_without_a_next_meeting_the_soonest_promise_says_when_to_ring() -> None:
    laptop = Laptop()
    visit = fill(laptop, VISIT_FORM, MET, [FOOD])
    slip = promise_slip(record_of(laptop), visit, SITE, TODAY)
    assert slip.ring is not None
    assert slip.ring.by == "Saturday 21 November, 18:00"


def test_a_slip_may_be_left_without_a_name() -> None:
    laptop = Laptop()
    visit = fill(laptop, VISIT_FORM, MET)
    assert promise_slip(record_of(laptop), visit, SITE, TODAY, named=False).called == ""
