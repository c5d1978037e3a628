# SPDX-License-Identifier: Apache-2.0
"""With signal: a real centre between two laptops. Received is called so, and a visit can change hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from crypto.identity import DeviceIdentity
from desktop.demo.centre import Centre
from desktop.places import PlaceKind
from desktop.session import enroller
from records.people import VISIT_FORM
from records.promises import PromiseKind, open_promises
from tests.journeys.test_visits_through_windows import MINA, arrive, in_a_week, tell
from tests.journeys.visit_window import Doorstep

Make = Callable[..., Doorstep]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    one = Centre(tmp_path_factory.mktemp("centre"))
    one.start()
    yield one
    one.stop()


@pytest.fixture
def laptop(centre: Centre, tmp_path: Path, qtbot: QtBot) -> Iterator[Make]:
    made: list[Doorstep] = []

    def make(name: str, role: str) -> Doorstep:
        identity = DeviceIdentity.generate()
        enrolment = enroller(centre.url, centre.enrol(name, role))(identity, uuid4().hex)
        made.append(Doorstep(tmp_path / name, qtbot, enrolment))
        return made[-1]

    yield make
    for one in made:
        one.lock()


def test_a_no_reply_with_signal_is_called_received_only_once_the_centre_has_it(laptop: Make) -> None:
    sam = laptop("Sam Okafor", "peer")
    mina = sam.take_in()
    sam.exchange()
    sam.press(f"No one answered: {MINA}")
    sam.press("What do we know?: Nobody answered")
    sam.press("Who knows")
    sam.see("Nothing has been sent from this laptop.")
    tell(sam)
    sam.press("Trying again")
    sam.press("Finish")
    sam.at(PlaceKind.PERSON)
    assert sam.record(mina).only_here or sam.sees("Received by the team")
    sam.exchange()
    sam.see("Received by the team")
    assert sam.record(mina).only_here == 0


def test_a_visit_sent_unfinished_is_gone_on_with_on_another_laptop_and_has_two_authors(laptop: Make) -> None:
    sam, priya = laptop("Sam Okafor", "peer"), laptop("Priya Nair", "registered")
    mina = sam.take_in()
    arrive(sam, registered="No")
    sam.press("How I’ve been")
    sam.into("How has it been since I came home?", "Quieter than I thought.")
    sam.press("Send it unfinished")
    sam.at(PlaceKind.VISIT_DONE)
    priya.take_in("Daniel Osei", "Dan")
    priya.exchange()  # so that somebody else comes back in the same exchange: the page is told all the same
    sam.exchange()
    sam.see("Received by the team")
    priya.exchange()
    priya.press(f"Go on with the visit: {MINA}")
    priya.at(PlaceKind.FORM)
    priya.press("How I’ve been")
    assert "Quieter than I thought." in priya.typed()
    priya.press("Staying safe")
    priya.press("Asked straight out: have I had thoughts of ending my life or hurting myself?: No")
    priya.press("I can say who I would ring, in the day and at night: Yes")
    priya.press("What next")
    priya.into("When will we next meet or talk?, day", in_a_week())
    priya.into("The registered colleague who will read this today", "Priya Nair")
    priya.press("Finish")
    priya.at(PlaceKind.VISIT_DONE)
    priya.see("Written by Sam Okafor and Priya Nair.")
    priya.exchange()
    sam.exchange()
    for one in (sam, priya):
        (visit,) = one.record(mina).responses_to(VISIT_FORM)
        assert visit.answers["home_feel"] == {"given": "Quieter than I thought."}
        assert visit.answers["safety_ask"] == {"given": False}
        assert one.record(mina).card.unfinished == ()
        assert one.record(mina).disagreements == ()
        assert len(visit.authors) == 2


def test_a_registered_colleague_asked_for_in_a_visit_is_on_everybodys_today_until_one_says_done(
    laptop: Make,
) -> None:
    sam, priya = laptop("Sam Okafor", "peer"), laptop("Priya Nair", "registered")
    mina = sam.take_in()
    sam.press("Before you leave")
    sam.press("I visit as: A peer worker")
    sam.press("To Today")
    arrive(sam, registered="No")
    sam.press("I need a registered colleague today")
    sam.see("Nothing has been sent from this laptop. Ring now")
    sam.exchange()
    sam.press("Medicines")
    sam.see("How I’m getting on with taking them")
    assert not sam.sees("Who does my next prescription"), "left for a registered colleague"
    priya.exchange()
    wanted = "For a registered colleague: A registered colleague is needed"
    priya.see(wanted)
    sam.press("Stop here, keep it")
    sam.at(PlaceKind.PERSON)
    sam.press("Today")
    sam.see(wanted)
    assert not sam.sees(f"Done: {MINA}, {wanted}"), "not a peer worker's to call done"
    priya.press(f"Done: {MINA}, {wanted}")
    priya.see(f"Done: {wanted}")
    priya.exchange()
    sam.exchange()
    sam.qtbot.waitUntil(lambda: not sam.sees(wanted))
    kinds = {one.kind for one in open_promises(sam.record(mina))}
    assert PromiseKind.REGISTERED not in kinds
