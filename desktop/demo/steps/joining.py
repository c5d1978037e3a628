# SPDX-License-Identifier: Apache-2.0
"""Step 1: two laptops join one centre, each in its own window with a code of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from desktop.demo.journey import PASSPHRASE, Journey
from desktop.demo.laptop import Laptop
from desktop.demo.spoken import said


def enrol_two_laptops(journey: Journey) -> None:
    """Each laptop is set up in its own window, with a code that works once."""
    journey.centre.start()
    workers = {journey.a: ("Sam Okafor", "peer"), journey.b: ("Priya Nair", "registered")}
    with ThreadPoolExecutor() as at_once:
        codes = dict(
            zip(workers, at_once.map(lambda one: journey.centre.enrol(*one), workers.values()), strict=True)
        )
    for laptop in codes:
        laptop.await_event("shown")
    for laptop, code in codes.items():
        _set_up(journey, laptop, code)
    for laptop in codes:
        laptop.see(said("This laptop is set up. Unlock it with your new passphrase."))
        journey.shoot(laptop, "unlock")
        journey.check(f"{laptop.name} says that it is set up, and asks for its new passphrase")
    replicas = journey.centre.read_out()["replicas"]
    names = sorted(one["name"] for one in replicas)
    journey.check(
        "The centre’s own read-out lists both laptops, by the names of their workers",
        names == ["Priya Nair", "Sam Okafor"],
    )
    journey.check(
        "Three operating-system processes besides this one: a centre and two apps, each with its own vault",
        journey.a.child != journey.b.child
        and all((one.profile.vault / "vault.db").stat().st_size > 0 for one in codes),
    )


def _set_up(journey: Journey, laptop: Laptop, code: str) -> None:
    laptop.see(said("Set up this laptop"))
    if laptop is journey.a:
        journey.shoot(laptop, "set-up-empty")
    laptop.type("Address of the centre", journey.centre.url)
    laptop.type("One-time code", code)
    laptop.type("New passphrase", PASSPHRASE)
    laptop.type("The same passphrase again", PASSPHRASE)
    journey.shoot(laptop, "set-up")
    laptop.press("Set up")
