# SPDX-License-Identifier: Apache-2.0
"""The real app on a throw-away vault with somebody synthetic in it: unlocked, at a person's page.

Started by `test_accessibility_bus.py` as a process of its own, on a real display.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer

from crypto.identity import DeviceIdentity
from desktop.app import App, begin, parse
from desktop.paths import Profile
from desktop.places import Place, PlaceKind
from desktop.screens.unlock_screen import UnlockScreen
from desktop.session import opener, set_up
from desktop.widgets.plan_path import PlanPath
from forms.registry import newest_form
from records.enrolment import Enrolment
from records.intake import new_person
from records.operation import PersonId
from records.people import DISCHARGE_FORM, PERSON_FORM
from tests.desktop.conftest import DETAILS, LEFT
from tests.records.vaults import ZONE, new_enrolment

PASSPHRASE = "copper lantern walks quietly"


def enrol(identity: DeviceIdentity, _device: str) -> Enrolment:
    return replace(new_enrolment(), private_key=identity.private_bytes().reveal())


def fill(profile: Profile) -> PersonId:
    store = opener(profile.vault, PASSPHRASE, ZONE)()
    made = new_person(newest_form(PERSON_FORM), DETAILS, newest_form(DISCHARGE_FORM), LEFT)
    store.take_in(made.person, made.nhs_number, made.changes)
    store.close()
    return made.person


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder))
        profile.prepare()
        set_up(profile.vault, PASSPHRASE, enrol)
        person = fill(profile)
        app, keepwell = begin(parse(["--profile", folder, "--scheme", "light"]))
        unlock(keepwell, person)
        return app.exec()


def unlock(keepwell: App, person: PersonId) -> None:
    door = keepwell.window.centralWidget()
    assert isinstance(door, UnlockScreen)

    look = QTimer(keepwell)

    def open_page() -> None:
        assert keepwell.main is not None
        keepwell.main.go(Place(PlaceKind.PERSON, person))
        look.timeout.connect(show_when_read)
        look.start(20)

    def show_when_read() -> None:
        # Only then is the title on the bus: whoever waits for it meets the whole page.
        if keepwell.window.findChild(PlanPath) is not None:
            look.stop()
            keepwell.window.show()

    keepwell.unlocked.connect(open_page)
    door.passphrase.setText(PASSPHRASE)
    door.button.click()


if __name__ == "__main__":
    sys.exit(main())
