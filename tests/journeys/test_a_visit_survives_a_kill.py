# SPDX-License-Identifier: Apache-2.0
"""A flat battery in the middle of a visit and of a no reply: the real app process is killed by SIGKILL.

The supervisor starts it again; after unlocking, every word that was called saved is there (hazard 19), and
whoever nobody was told of is asked about (hazard 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crypto.identity import DeviceIdentity
from desktop.demo.laptop import Laptop
from desktop.demo.steps.ways import Pen
from desktop.paths import Profile
from desktop.session import opener, set_up
from forms.registry import newest_form
from records.enrolment import Enrolment
from records.intake import new_person
from records.people import DISCHARGE_FORM, NO_REPLY_FORM, PERSON_FORM, VISIT_FORM
from tests.desktop.conftest import DETAILS, LEFT
from tests.records.vaults import ZONE, new_enrolment

PASSPHRASE = "copper lantern walks quietly"
KILLED = -9
WORDS = "The rent is two weeks behind."


def enrol(identity: DeviceIdentity, _device: str) -> Enrolment:
    return replace(new_enrolment(), private_key=identity.private_bytes().reveal())


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    profile = Profile(tmp_path / "laptop")
    profile.prepare()
    set_up(profile.vault, PASSPHRASE, enrol)
    store = opener(profile.vault, PASSPHRASE, ZONE)()
    made = new_person(newest_form(PERSON_FORM), DETAILS, newest_form(DISCHARGE_FORM), LEFT)
    store.take_in(made.person, made.nhs_number, made.changes)
    store.close()
    one = Laptop("laptop A", profile.folder, tmp_path, ())
    yield one
    one.end()


def kill(laptop: Laptop) -> None:
    before = laptop.child
    assert laptop.kill_app() == KILLED
    laptop.await_event("shown")
    assert laptop.child != before
    laptop.see("Everything it called saved is here")
    laptop.unlock(PASSPHRASE)


def test_a_visit_and_a_closed_door_survive_a_kill(laptop: Laptop) -> None:
    laptop.await_event("shown")
    laptop.unlock(PASSPHRASE)
    laptop.press_named("Start visit: Amina Rahman")
    visit = Pen.of(laptop, VISIT_FORM)
    visit.choose("registered", "yes")
    visit.go_to("coming_home")
    visit.choose("fn_food", "need_help_today")
    visit.write("housing", WORDS)
    laptop.see("Saved on this laptop")
    kill(laptop)
    laptop.press_named("Go on with the visit: Amina Rahman")
    laptop.see(WORDS)
    assert visit.is_chosen("fn_food", "need_help_today")
    laptop.press("Today")
    laptop.press_named("No one answered: Amina Rahman")
    Pen.of(laptop, NO_REPLY_FORM).choose("nc_type", "no_reply")
    laptop.see("Saved on this laptop")
    kill(laptop)
    laptop.see("Nobody answered at a door, and nobody with a name has been told yet.")
    laptop.press(
        "Whom to ring",
    )
    laptop.see("Nothing has been sent, and nobody has been told by this laptop.")
    laptop.tree()
    assert laptop.strays == [], "no window opens but the one"
    assert laptop.close() == 0
