# SPDX-License-Identifier: Apache-2.0
"""The door: wrong passphrases, missing work, and what a locked process leaves, each in its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crypto.identity import DeviceIdentity
from desktop import exit_codes
from desktop.app import App
from desktop.paths import Profile
from desktop.screens.set_up_screen import SetUpScreen
from desktop.screens.unlock_screen import UnlockScreen
from desktop.session import opener, set_up
from desktop.settings import Settings
from records import plan
from records.enrolment import Enrolment
from records.operation import ItemClass, PersonId, new_id
from records.plan import Words
from records.vault import VAULT_NAME
from tests.records.vaults import ZONE, new_enrolment

PASSPHRASE = "copper lantern walks quietly"
Start = Callable[[], App]


def enrol(identity: DeviceIdentity, _device: str) -> Enrolment:
    return replace(new_enrolment(), private_key=identity.private_bytes().reveal())


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    one = Profile(tmp_path / "profile")
    one.prepare()
    return one


@pytest.fixture
def start(qtbot: QtBot, profile: Profile, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start the app in this process; what it would end with is remembered instead."""
    ended: list[int] = []
    monkeypatch.setattr("desktop.app.QApplication.exit", ended.append)
    apps: list[App] = []

    def begin() -> App:
        app = App(profile, Settings())
        qtbot.addWidget(app.window)
        app.window.show()
        apps.append(app)
        return app

    yield begin
    for app in apps:
        if not ended:
            app.lock()


def door(app: App) -> UnlockScreen:
    shown = app.window.centralWidget()
    assert isinstance(shown, UnlockScreen)
    return shown


def give(app: App, passphrase: str) -> None:
    door(app).passphrase.setText(passphrase)
    door(app).button.click()


def said(app: App) -> str:
    return door(app).message.accessibleName()


def test_a_new_laptop_is_asked_to_be_set_up(start: Start) -> None:
    assert isinstance(start().window.centralWidget(), SetUpScreen)


def test_a_wrong_passphrase_is_said_and_the_right_one_still_opens(
    start: Start, profile: Profile, qtbot: QtBot
) -> None:
    set_up(profile.vault, PASSPHRASE, enrol)
    app = start()
    give(app, "copper lantern walks loudly")
    qtbot.waitUntil(lambda: "does not open this vault" in said(app), timeout=20_000)
    assert door(app).passphrase.text() == ""
    with qtbot.waitSignal(app.unlocked, timeout=20_000):
        give(app, PASSPHRASE)


def test_an_emptied_vault_file_is_said_and_left_as_it_is(
    start: Start, profile: Profile, qtbot: QtBot
) -> None:
    set_up(profile.vault, PASSPHRASE, enrol)
    (profile.vault / VAULT_NAME).write_bytes(b"")
    app = start()
    give(app, PASSPHRASE)
    qtbot.waitUntil(lambda: "vault file is empty" in said(app), timeout=20_000)
    assert (profile.vault / VAULT_NAME).read_bytes() == b""


def test_missing_work_is_said_before_anything_and_what_is_left_can_be_opened(
    start: Start, profile: Profile, qtbot: QtBot
) -> None:
    set_up(profile.vault, PASSPHRASE, enrol)
    old = (profile.vault / VAULT_NAME).read_bytes()
    store = opener(profile.vault, PASSPHRASE, ZONE)()
    person = PersonId(new_id())
    words = plan.say(person, "toolbox", Words("canal"), ItemClass.WORDS, plan.read_plan(person, {}))
    store.record(person, words)
    store.close()
    (profile.vault / VAULT_NAME).write_bytes(old)
    app = start()
    give(app, PASSPHRASE)
    qtbot.waitUntil(lambda: "is not in the vault any more" in said(app), timeout=20_000)
    door(app).message.button.click()
    with qtbot.waitSignal(app.unlocked, timeout=20_000):
        give(app, PASSPHRASE)


def test_locking_says_so_to_the_supervisor_and_closes_the_vault(
    start: Start, profile: Profile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(profile.vault, PASSPHRASE, enrol)
    app = start()
    with qtbot.waitSignal(app.unlocked, timeout=20_000):
        give(app, PASSPHRASE)
    codes: list[int] = []
    monkeypatch.setattr("desktop.app.QApplication.exit", codes.append)
    app.lock()
    assert codes == [exit_codes.LOCKED]
    assert not app.window.isVisible()
    again = opener(profile.vault, PASSPHRASE, ZONE)()
    again.close()


def test_the_title_never_says_whose_page_is_open(start: Start) -> None:
    assert start().window.windowTitle() == "Keepwell"
