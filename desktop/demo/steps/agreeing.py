# SPDX-License-Identifier: Apache-2.0
"""Step 10: both laptops change the same agreed field offline; both see two versions, and one resolves it."""

from __future__ import annotations

from desktop.demo.journey import Journey
from desktop.demo.laptop import Laptop
from desktop.demo.referral import CALLED, NAME
from desktop.demo.spoken import said
from desktop.demo.steps.exchanging import send_and_receive
from desktop.demo.steps.planning import HOME, go_to_section
from desktop.demo.steps.ways import Pen, open_person
from forms.registry import PLAN

FROM_A = "The crisis house on Mill Lane, with my dog."
FROM_B = "At Nadia’s, if she can have me."
_TRIES, _A_MOMENT_S = 5, 1.0


def agree_between_two_versions(journey: Journey) -> None:
    """Disagree without knowing, meet, agree."""
    a, b = journey.a, journey.b
    for laptop in (a, b):
        open_person(laptop, NAME, CALLED)
    journey.centre.stop()
    _change(a, FROM_A)
    _change(b, FROM_B)
    journey.centre.start()
    for laptop in (a, b):
        send_and_receive(laptop)
    for laptop in (a, b):
        _see_two(journey, laptop)
    _agree(journey, a)
    send_and_receive(a)
    for laptop in (a, b):
        _see_one(journey, laptop)


def _change(laptop: Laptop, text: str) -> None:
    laptop.press("Write together")
    go_to_section(laptop, "plan_crisis")
    laptop.press_named(f"{said('Say it differently')}: {HOME}")
    laptop.type_into(Pen.of(laptop, PLAN).asked("cp6_home"), text)
    laptop.press("Keep these words")
    laptop.see(text)
    laptop.see_gone(said("Keep these words"))
    laptop.press("Stop here for today")
    laptop.see(said("{called}’s plan", called=CALLED))


def _exchange_until(laptop: Laptop, *, two: bool) -> None:
    """Send and receive, a few times if need be: the other laptop may still be at it."""
    open_person(laptop, NAME, CALLED)
    for _try in range(_TRIES):
        if laptop.sees(said("Two versions to agree."), _A_MOMENT_S) == two:
            return
        send_and_receive(laptop)
        open_person(laptop, NAME, CALLED)


def _see_two(journey: Journey, laptop: Laptop) -> None:
    _exchange_until(laptop, two=True)
    laptop.see(said("Two versions to agree."))
    journey.shoot(laptop, "person-two-versions")
    laptop.press("Agree it together")
    laptop.see(
        FROM_A, FROM_B, said("Neither is newer or better. What does {called} want it to say?", called=CALLED)
    )
    journey.shoot(laptop, "two-versions")
    journey.check(f"{laptop.name} shows both versions side by side, neither marked as the better one")


def _agree(journey: Journey, laptop: Laptop) -> None:
    laptop.press_named(f"{said('Keep this one')}: {FROM_B}")
    laptop.see(said("Who agreed?"))
    laptop.press_named(f"{said('Who agreed?')}: Sam")
    journey.shoot(laptop, "who-agreed")
    laptop.press("We agree")
    laptop.see(said("{called}’s plan", called=CALLED))
    laptop.see_gone(said("Two versions to agree."))
    journey.check("One is kept by naming who agreed, and nothing is left to agree")


def _see_one(journey: Journey, laptop: Laptop) -> None:
    _exchange_until(laptop, two=False)
    laptop.see_gone(said("Two versions to agree."))
    laptop.press("Write together")
    go_to_section(laptop, "plan_crisis")
    laptop.see(FROM_B)
    laptop.see_gone(FROM_A)
    laptop.look_at(FROM_B)
    journey.shoot(laptop, "agreed")
    journey.check(f"{laptop.name} shows the one version that was agreed")
