# SPDX-License-Identifier: Apache-2.0
"""Visits as they happen, through the real window on a real vault: met, not met, interrupted, worried.

Hazards 3 to 6, 17 and 18 of the hazard log rest on these, and on the tests beside each part.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.places import PlaceKind
from forms.answers import Given, NamedPerson
from records.kept_away import KeptAway, keep_away
from records.people import NO_REPLY_FORM, SAFEGUARDING_FORM, VISIT_FORM
from records.promises import PromiseKind, open_promises
from tests.journeys.visit_window import Doorstep

Open = Callable[[], Doorstep]
MINA = "Amina Rahman"
MOST_FOR_A_VISIT, MOST_FOR_NO_REPLY = 60, 25
"""Presses beyond typed words (issue 4, "Prove")."""


@pytest.fixture
def doorstep(tmp_path: Path, qtbot: QtBot) -> Iterator[Doorstep]:
    one = Doorstep(tmp_path / "laptop", qtbot)
    yield one
    one.lock()


def arrive(on: Doorstep, registered: str = "Yes") -> None:
    """From Today to the person at the door, known by two things about them."""
    on.press(f"Start visit: {MINA}")
    on.at(PlaceKind.FORM)
    on.press(f"Is one of us who came a registered professional?: {registered}")
    on.press("How we know this is the right person: Name")
    on.press("How we know this is the right person: Date of birth")
    on.press("When did we meet or talk?: now")
    on.press("How did we meet or talk?: Face to face")
    on.press("How did it go?: We met, on time")
    on.press("Did we see or talk to the person, and not only to family or friends?: Yes")


def tell(on: Doorstep, decided: str = "Two of us go again at six.") -> None:
    """The named handover."""
    in_an_hour = datetime.now().astimezone() + timedelta(hours=1)
    on.into("Who we told", "Priya Nair")
    on.press("When we told them: now")
    on.into("What they decided", decided)
    on.into("What happens next, and who does it", "Sam and Priya go together.")
    on.into("By when, day", f"{in_an_hour.day} {in_an_hour.month} {in_an_hour.year}")
    on.key(Qt.Key.Key_Tab)
    on.here(f"{in_an_hour:%H:%M}")


def worry_about_a_child(on: Doorstep) -> None:
    """From the door to a safeguarding worry that somebody knows of, and back."""
    arrive(on)
    on.press("Write down a safeguarding worry")
    on.at(PlaceKind.FORM)
    on.press("Who is it about?: A child, born or not yet born")
    on.into("What I saw or was told, and when", "A boy of about six, alone in the kitchen.")
    on.press("Who knows")
    tell(on, "She rings the team for children now.")
    on.press("Finish")


def in_a_week() -> str:
    day = datetime.now().astimezone() + timedelta(days=7)
    return f"{day.day} {day.month} {day.year}"


def visit(on: Doorstep) -> None:
    """The whole of a visit to somebody met on time, to its last page."""
    arrive(on)
    on.press("Was there a chance to talk alone?: Yes")
    on.press("Next: Coming home")
    for what in (
        "I have somewhere safe to stay tonight",
        "I can get in and out: I have my keys",
        "I have clothes that are clean and warm enough",
        "I have electric (meter topped up)",
        "I have gas (meter topped up)",
        "My home is warm and dry enough",
        "I have money until my next payment",
        "My phone works: charged, credit, charger",
        "Someone is around for me in the next few days",
    ):
        on.press(f"{what}: I’m ok")
    on.press("I have food and drink for the next few days: Need help today")
    on.see("Something needs help.")
    on.press("Next: What was promised")
    on.press("Next: How I’ve been")
    on.here("Quieter than I thought it would be.")
    on.into("What matters most to me this week", "Sunday with my sister.")
    on.press("Next: Staying safe")
    on.press("Asked straight out: have I had thoughts of ending my life or hurting myself?: No")
    on.press("Does something need to happen right now?: No")
    on.press("Do I worry that I might hurt someone?: No")
    on.press("Is anyone hurting or scaring me?: No")
    on.press("I can say who I would ring, in the day and at night: Yes")
    on.press("Next: Medicines")
    on.press("I have the medicines that I left hospital with: Yes")
    on.into("How many days they will last", "12")
    on.press("Next: Papers and rights")
    on.press("I am registered with a GP: Yes")
    on.press("My GP has the letter from the hospital: Yes")
    on.press("Next: People close to me")
    on.press("People close to me: not covered today")
    on.press("Next: What next")
    on.into("When will we next meet or talk?, day", in_a_week())
    on.key(Qt.Key.Key_Tab)
    on.here("14:00")
    on.press("What we will do: Add one")
    on.here("Bring a food parcel")
    on.key(Qt.Key.Key_Tab)
    on.here("Sam")
    on.press("Finish")
    on.at(PlaceKind.VISIT_DONE)
    on.see("The visit is written down", "72-hour contact", "People close to me: not covered today")


def test_a_full_visit_takes_fewer_presses_than_sixty(
    doorstep: Doorstep, capsys: pytest.CaptureFixture[str]
) -> None:
    on, mina = doorstep, doorstep.take_in()
    visit(on)
    presses = on.clicks + on.keys
    with capsys.disabled():
        sys.stdout.write(f"\na standard visit: {on.clicks} clicks, {on.keys} keys beyond typed words\n")
    assert presses < MOST_FOR_A_VISIT
    answers = on.answers(mina, VISIT_FORM)
    assert answers["home_feel"] == {"given": "Quieter than I thought it would be."}
    assert answers["carer_view"] == {"not_now": True}
    promised = {one.kind: one for one in open_promises(on.record(mina))}
    assert promised[PromiseKind.ACTION].what == "Bring a food parcel"
    assert promised[PromiseKind.ACTION].who == "Sam"


def test_a_no_reply_without_signal_takes_fewer_presses_than_twenty_five_and_asks_until_somebody_knows(
    doorstep: Doorstep, capsys: pytest.CaptureFixture[str]
) -> None:
    on, mina = doorstep, doorstep.take_in()
    on.press(f"No one answered: {MINA}")
    on.at(PlaceKind.FORM)
    on.press("What do we know?: Nobody answered")
    on.press("Stop here, keep it")
    on.at(PlaceKind.CALL_LIST)
    on.see(
        "Nothing has been sent", "Priya Nair, 0161 496 0000", "“I went, and I have not seen or heard them.”"
    )
    on.press("To Today")
    on.see("Nobody answered at a door, and nobody with a name has been told yet.")
    on.lock()
    on.unlock()
    on.see("Nobody answered at a door, and nobody with a name has been told yet.")
    assert not any(MINA in one for one in words_of(on.main.asking)), "whoever is near may not be Mina"
    on.press("Whom to ring")
    on.at(PlaceKind.CALL_LIST)
    on.press("Write down who I told")
    on.see("Who knows")
    tell(on)
    on.press("Next: Trying again")
    on.press("Finish")
    on.at(PlaceKind.PERSON)
    on.qtbot.waitUntil(lambda: not on.main.asking.isVisible())
    with capsys.disabled():
        sys.stdout.write(f"\na no reply, locked half-way: {on.clicks} clicks, {on.keys} keys beyond words\n")
    assert on.clicks + on.keys < MOST_FOR_NO_REPLY
    assert on.answers(mina, NO_REPLY_FORM)["handover_who"] == {"given": "Priya Nair"}
    assert [one.kind for one in open_promises(on.record(mina))] == [PromiseKind.HANDOVER]


def words_of(widget: object) -> list[str]:
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(widget, QWidget)
    return [one.text() for one in widget.findChildren(QLabel)]


def test_a_no_reply_is_never_closed_without_a_name(doorstep: Doorstep) -> None:
    on, mina = doorstep, doorstep.take_in()
    on.press(f"No one answered: {MINA}")
    on.press("What do we know?: Nobody answered")
    for part in ("Who else may know", "Who knows", "Trying again"):
        on.press(f"Next: {part}")
    on.press("Finish")
    on.see("things to look at before this is finished")
    assert on.record(mina).responses_to(NO_REPLY_FORM) == []
    tell(on)
    on.press("Next: Trying again")
    on.press("Finish")
    on.at(PlaceKind.PERSON)


@pytest.mark.parametrize(
    ("known", "more"),
    [
        (
            "They said no, and we saw or heard that they are safe",
            ("What they said, in their words", "Not today."),
        ),
        ("They have moved", ("Where they are now", "With her sister in Leeds")),
        ("In hospital, we were told", ("Where they are now", "The general, ward 4")),
    ],
)
def test_refused_moved_and_found_in_hospital_each_end_with_somebody_who_knows(
    doorstep: Doorstep, known: str, more: tuple[str, str]
) -> None:
    on, mina = doorstep, doorstep.take_in()
    on.press(f"No one answered: {MINA}")
    on.press(f"What do we know?: {known}")
    on.into(*more)
    on.press("Next: Who else may know")
    on.press("Next: Who knows")
    tell(on, "We leave it at that today.")
    on.press("Next: Trying again")
    on.press("Finish")
    on.at(PlaceKind.PERSON)
    answers = on.answers(mina, NO_REPLY_FORM)
    assert answers["handover_decided"] == {"given": "We leave it at that today."}
    assert {"given": more[1]} in answers.values()


def test_somebody_who_must_not_be_told_is_stopped_before_the_call_and_never_named(doorstep: Doorstep) -> None:
    on = doorstep
    people = (NamedPerson("Nadia Rahman", "sister", "07700 900462"), NamedPerson("Tariq", "brother", ""))
    mina = on.take_in(more=[(None, "emergency_contact", Given(people))])
    on.ask(lambda store: store.record(mina, [keep_away(mina, KeptAway("Tariq", "brother", "07700 900123"))]))
    on.press(f"No one answered: {MINA}")
    on.press("Next: Who else may know")
    on.see("Nadia Rahman, sister, 07700 900462", "1 person is left out here")
    assert not on.sees("Tariq")
    on.press("People we rang: Add one")
    on.here("her brother, 07700 900123")
    on.see("Stop before you ring")
    assert not on.sees("Tariq")


def test_an_urgent_worry_without_signal_says_ring_now_and_never_that_it_was_sent(doorstep: Doorstep) -> None:
    on, mina = doorstep, doorstep.take_in()
    arrive(on)
    on.press("Staying safe")
    on.press("Crisis contacts")
    on.see("Crisis team: 0161 496 0100", "call 999")
    on.press("Hide the contacts")
    on.press("Does something need to happen right now?: Yes")
    on.see("Nothing has been sent from this laptop. Ring now: 999", "Priya Nair, 0161 496 0000")
    on.press("I have rung just now")
    on.see("You noted that you rang at")
    on.here("Priya is on her way.")
    on.press("Send it unfinished")
    on.at(PlaceKind.VISIT_DONE)
    on.see("The visit so far", "only on this laptop")
    assert on.record(mina).card.unfinished
    assert on.answers(mina, VISIT_FORM)["safety_now_done"] == {"given": "Priya is on her way."}
    assert not any("received" in one.lower() and "once it is" not in one for one in on.said())


def test_an_urgent_worry_that_nobody_was_told_of_is_asked_about_until_somebody_was(
    doorstep: Doorstep,
) -> None:
    on, _mina = doorstep, doorstep.take_in()
    arrive(on)
    on.press("Staying safe")
    on.press("Does something need to happen right now?: Yes")
    on.press("Send it unfinished")
    on.at(PlaceKind.VISIT_DONE)
    on.see("Nothing has been sent from this laptop. Ring now")
    on.press("Today")
    on.see("Something had to happen right away, and nobody is written down as told.")


def test_the_wrong_person_at_the_door_stops_at_the_two_checks(doorstep: Doorstep) -> None:
    on, mina = doorstep, doorstep.take_in()
    arrive(on)
    on.press("How we know this is the right person: Date of birth")  # her birthday was another
    on.press("What next")
    on.press("Finish")
    on.see("look at before this is finished")
    assert on.record(mina).responses_to(VISIT_FORM) == []
    assert on.sees("14 March 1989"), "two identifiers stay in view"


def test_a_child_at_home_goes_to_safeguarding_and_back_to_the_visit(doorstep: Doorstep) -> None:
    on, mina = doorstep, doorstep.take_in()
    worry_about_a_child(on)
    on.see("How did it go?", "Is one of us who came a registered professional?")
    assert on.answers(mina, SAFEGUARDING_FORM)["sg_about"] == {"given": "child"}
    assert on.record(mina).draft_of(VISIT_FORM) is not None, "the visit is as it was left"


def test_what_was_promised_is_done_with_one_press_on_today_and_taken_back_with_another(
    doorstep: Doorstep,
) -> None:
    on, mina = doorstep, doorstep.take_in()
    on.press(f"No one answered: {MINA}")
    on.press("What do we know?: Nobody answered")
    on.press("Who knows")
    tell(on)
    on.press("Trying again")
    on.press("Finish")
    on.at(PlaceKind.PERSON)
    on.press("Today")
    line = "What happens next: Sam and Priya go together. (Priya Nair)"
    on.see(line)
    on.press(f"Done: {MINA}, {line}")
    on.see(f"Done: {line}")
    on.qtbot.waitUntil(lambda: not on.sees(f"Done: {MINA}, {line}"))
    assert open_promises(on.record(mina)) == ()
    on.press("Take that back")
    on.see(f"Done: {MINA}, {line}")
    assert [one.kind for one in open_promises(on.record(mina))] == [PromiseKind.HANDOVER]


def test_a_services_own_times_are_said_once_somebody_tried(doorstep: Doorstep) -> None:
    on, _mina = doorstep, doorstep.take_in()
    on.press(f"No one answered: {MINA}")
    on.press("What do we know?: Nobody answered")
    on.press("Each time we tried: Add one")
    on.press("When: now")
    on.press("Stop here, keep it")
    on.at(PlaceKind.CALL_LIST)
    on.see("Please tell your senior by", "Somebody tries again by")
