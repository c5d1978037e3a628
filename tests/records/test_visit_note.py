# SPDX-License-Identifier: Apache-2.0
"""The note of a visit holds what the person chose of their own words, and never what is not for a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forms.answers import NotNow
from forms.pdf.check_in import letter_lines
from forms.pdf.copy import CopyNumber
from forms.pdf.visit_note import VisitNote, note_page
from forms.registry import newest_form
from forms.site import Senior, Site
from locales import speaking
from records.operation import EntityId, UserId
from records.people import VISIT_FORM
from records.visit_note import topics_of, visit_note
from tests.records.laptops import Laptop
from tests.records.visiting import MET, at, fill

TODAY = date(2026, 11, 21)
SITE = Site(senior_on_duty=Senior("Priya Nair", "0161 496 0009"))
SAM = UserId("8" * 32)
SAID = {
    "home_feel": "Quiet. The first night was the longest.",
    "sp_reasons": ("My dog", "My sister"),
    "sleep": NotNow(),
    "safety_words": "That is between us.",
    "safety_understand": "We think the evenings.",
    "substances": "Two pints.",
    "meds_next": "Dr Khan",
}
ACTION = {"action_what": "Bring a food parcel", "action_who": "Sam", "action_by": at(21, "18:00")}


def visited() -> tuple[Laptop, EntityId]:
    laptop = Laptop()
    return laptop, fill(laptop, VISIT_FORM, {**MET, **SAID}, [ACTION])


def note(keep: set[str]) -> VisitNote:
    laptop, visit = visited()
    record = replace(laptop.read(), team={SAM: "Sam Okafor"})
    return visit_note(record, visit, SITE, TODAY, keep, copy=CopyNumber(4, TODAY))


def words(one: VisitNote) -> str:
    return "\n".join(line for _heading, line in letter_lines(note_page(one)))


def test_only_words_that_the_person_said_are_offered_and_nothing_that_was_left() -> None:
    laptop, visit = visited()
    offered = {one.link_id: one.words.lines for one in topics_of(laptop.read(), visit)}
    assert offered == {"home_feel": (SAID["home_feel"],), "sp_reasons": ("My dog", "My sister")}


def test_what_was_not_chosen_is_not_on_it() -> None:
    said = words(note({"home_feel", "safety_words", "safety_understand", "substances", "meds_next"}))
    assert "Quiet. The first night was the longest." in said
    for one in ("My dog", "between us", "evenings", "pints", "Dr Khan"):
        assert one not in said


def test_it_says_what_was_promised_who_came_and_whom_to_ring() -> None:
    said = words(note(set()))
    for one in ("Bring a food parcel. Sam, by Saturday 21 November, 18:00.", "Sam Okafor came", "Priya Nair"):
        assert one in said
    assert note(set()).slip.copy == CopyNumber(4, TODAY)


def test_it_is_in_the_language_that_is_spoken() -> None:
    with speaking("cy"):
        made = note({"home_feel"})
        text = words(made)
    assert made.slip.language == "cy"
    assert "21 Tachwedd 2026. Daeth Sam Okafor." in text.replace("\u00a0", " ")


def test_no_question_about_harm_is_ever_offered() -> None:
    laptop = Laptop()
    asked = [
        one for section in newest_form(VISIT_FORM).sections for one in section.questions
        if "harm" in one.link_id or "hurt" in one.link_id or one.link_id.startswith("safety_")
    ]  # fmt: skip
    assert asked
    visit = fill(
        laptop, VISIT_FORM, {**MET, **{one.link_id: "words" for one in asked if "words" in one.link_id}}
    )
    assert topics_of(laptop.read(), visit) == ()
