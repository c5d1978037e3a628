# SPDX-License-Identifier: Apache-2.0
"""A real vault behind real doors, for screens to stand on; and somebody to be about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from desktop.background import Background, StoreThread
from desktop.paths import Profile
from desktop.places import Place
from desktop.shell import Shell
from forms.answers import Given, LocalMoment
from forms.registry import newest_form
from records.intake import Filled, new_person
from records.operation import PersonId
from records.people import DISCHARGE_FORM, PERSON_FORM
from records.vault import open_vault
from tests.records.vaults import ZONE, new_vault


class Desk:
    """A shell whose way to other places is remembered instead of gone."""

    def __init__(self, folder: Path) -> None:
        self.places: list[Place] = []
        profile = Profile(folder)
        profile.prepare()
        key = new_vault(profile.vault)
        self.store_thread = StoreThread()
        self.store_thread.open(lambda: open_vault(profile.vault, key, ZONE, memory_security=False)).result()
        enrolment = self.store_thread.submit(lambda store: store.enrolment).result()
        self.background = Background(self.store_thread)
        self.shell = Shell(
            self.background, self.places.append, profile, enrolment.user, enrolment.user_name, ZONE
        )


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    one = Desk(tmp_path)
    yield one
    one.background.close()


@pytest.fixture
def shell(desk: Desk) -> Shell:
    return desk.shell


DETAILS: Filled = [
    (None, "name", Given("Amina Rahman")),
    (None, "called", Given("Mina")),
    (None, "dob", Given(date(1989, 3, 14))),
    (None, "nhs_no", Given("9434765919")),
    (None, "nhs_no_status", Given("02")),
    (None, "language", Given("Urdu")),
]
LEFT: Filled = [(None, "disch_dt", Given(LocalMoment(date(2026, 11, 19), time(16, 30), ZONE)))]


@pytest.fixture
def somebody(desk: Desk) -> PersonId:
    """Mina, home since Thursday."""
    made = new_person(newest_form(PERSON_FORM), DETAILS, newest_form(DISCHARGE_FORM), LEFT)
    desk.store_thread.submit(lambda store: store.take_in(made.person, made.nhs_number, made.changes)).result()
    return made.person
