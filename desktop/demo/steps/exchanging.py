# SPDX-License-Identifier: Apache-2.0
"""Steps 8 and 9: the team has the work only once the centre says so; a colleague reads it and adds to it."""

from __future__ import annotations

import re

from desktop.demo.journey import PASSPHRASE, Journey
from desktop.demo.laptop import Laptop
from desktop.demo.referral import CALLED, NAME
from desktop.demo.spoken import plain, said
from desktop.demo.steps.checking_in import RANG
from desktop.demo.steps.planning import STANDING, add_words, go_to_section
from desktop.demo.steps.visiting import FEELING, WORRY
from desktop.demo.steps.ways import open_person
from desktop.messages import sentence_for
from sync.errors import CentralUnreachableError

ADDED = "Singing in the kitchen while the kettle boils."


def send_and_receive(laptop: Laptop) -> None:
    """Exchange now, and wait until the exchange has ended."""
    laptop.press("Sync")
    laptop.see(said("The last time"))
    laptop.press("Send and receive now")
    laptop.see(said("Send and receive now"))


def reach_the_team(journey: Journey) -> None:
    """Try without the centre, then with it."""
    a = journey.a
    waiting = _waiting(journey, a)
    a.press("Send and receive now")
    a.see(sentence_for(CentralUnreachableError.code))
    journey.shoot(a, "sync-no-centre")
    journey.check("With the centre stopped, sending says that it could not be reached")
    journey.check(f"“{waiting}” stays as it was, and nothing claims receipt", waiting in a.texts())
    journey.centre.start()
    a.press("Send and receive now")
    a.see(said("Received by the team"), said("Nothing. What was written here has been sent."))
    a.see_gone(waiting)
    a.see(said("Send and receive now"))
    journey.shoot(a, "sync-received")
    held = " ".join(journey.centre.words())
    missing = [one for one in (*STANDING, WORRY, FEELING, RANG) if one not in held]
    journey.check("The badge became “Received by the team” after the centre’s answer", not missing)
    journey.check("The centre’s own read-out holds every statement, the visit and the check-in", not missing)
    open_person(a, NAME, CALLED)
    a.see(said("Received by the team"))
    journey.check("The person’s page says “Received by the team”")


def _waiting(journey: Journey, laptop: Laptop) -> str:
    """The badge of what is only on this laptop."""
    laptop.press("Sync")
    laptop.see(said("Only on this laptop"))
    badge = re.compile(
        re.escape(plain(said("{count} items only on this laptop", count="#"))).replace(r"\#", r"\d+")
    )
    found = [one for one in laptop.texts() if badge.fullmatch(one)]
    journey.shoot(laptop, "sync-waiting")
    journey.check("Before that, the badge counts what is only on this laptop", bool(found))
    return found[0]


def read_and_add_on_b(journey: Journey) -> None:
    """B unlocks and pulls, reads, adds; A pulls that."""
    a, b = journey.a, journey.b
    b.unlock(PASSPHRASE)
    b.see(said("{action}: {name}", action=said("Start visit"), name=NAME))
    journey.shoot(b, "today-colleague")
    journey.check("After B unlocks, people who were taken in on A are on its Today")
    open_person(b, NAME, CALLED)
    journey.shoot(b, "person-colleague")
    b.press("Write together")
    _read_the_same(journey, b)
    add_words(b, "toolbox", ADDED)
    send_and_receive(b)
    b.see(said("Received by the team"))
    open_person(a, NAME, CALLED)
    a.press("Write together")
    send_and_receive(a)
    open_person(a, NAME, CALLED)
    a.press("Write together")
    go_to_section(a, "plan_well")
    typed = said("{name} typed them.", name="Priya Nair")
    a.see(ADDED, typed)
    a.look_at(ADDED)
    journey.shoot(a, "plan-added-elsewhere")
    journey.check("What was added on B stands in the plan on A, with who typed it")


def _read_the_same(journey: Journey, b: Laptop) -> None:
    seen: list[str] = []
    for section in ("plan_early", "plan_crisis", "plan_well"):
        go_to_section(b, section)
        seen += b.texts()
    journey.shoot(b, "plan-colleague")
    missing = [one for one in STANDING if not any(one in text for text in seen)]
    journey.check("B shows the same plan, statement for statement", not missing)
    typed = plain(said("{name} typed them.", name="Sam Okafor"))
    journey.check("B shows who typed what on A", any(typed in text for text in seen))
