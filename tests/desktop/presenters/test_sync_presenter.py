# SPDX-License-Identifier: Apache-2.0
"""The page never says that the team has something before it does, and says why an exchange stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.sync_presenter import make_sync, report_sentences
from desktop.screens.sync_screen import SyncScreen
from desktop.shell import Shell
from desktop.sync_runner import SyncRunner
from desktop.widgets.chip import StateChip
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.words import Words as Label
from records import plan
from records.operation import ItemClass, PersonId, TransactionId, new_id
from records.plan import Words, read_plan
from records.store import RecordStore
from sync import errors
from sync.engine import SyncReport
from tests.desktop.conftest import Desk

CODES = sorted(
    {
        one.code
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.ExpectedError) and one is not errors.ExpectedError
    }
    | {"new_epoch", "central_restored"}
)


def opened(shell: Shell, qtbot: QtBot) -> SyncScreen:
    screen = cast(SyncScreen, make_sync(shell, Place(PlaceKind.SYNC)))
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: "Only on this laptop" in words_on(screen))
    return screen


def words_on(screen: SyncScreen) -> list[str]:
    return [one.text() for one in screen.findChildren(Label) if one.isVisibleTo(screen)]


def state_of(screen: SyncScreen) -> str:
    shown = [one.words for one in screen.findChildren(StateChip) if one.isVisibleTo(screen)]
    assert len(shown) == 1
    return shown[0]


def test_without_a_centre_there_is_no_button_and_a_sentence_says_so(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = opened(desk.shell, qtbot)
    assert not screen.button.isVisibleTo(screen)
    assert any("no centre to exchange with" in one for one in words_on(screen))


def test_what_only_this_laptop_holds_is_listed_by_person(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    stranger = PersonId(new_id())

    def write(store: RecordStore) -> None:
        for person in (somebody, stranger, stranger):
            now = read_plan(person, store.items(person))
            store.record(person, plan.say(person, "toolbox", Words("canal"), ItemClass.WORDS, now))
        store.note_read(somebody)

    desk.store_thread.submit(write).result()
    screen = opened(desk.shell, qtbot)
    said = words_on(screen)
    assert state_of(screen) == "4 items only on this laptop"
    assert said[said.index("Amina Rahman") + 1] == "2 items"
    assert said[said.index("Someone whose name has not arrived here yet") + 1] == "2 items"
    assert any(one.startswith("The oldest was written on") for one in said)
    assert "The team has not had anything from this laptop yet" in said


def test_nothing_is_called_received_before_the_centre_said_so(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = opened(desk.shell, qtbot)
    assert state_of(screen) == "1 item only on this laptop"

    def acknowledge(store: RecordStore) -> None:
        store.acknowledge(store.position().last_number, 0)

    desk.store_thread.submit(acknowledge).result()
    desk.background.tell_changed(frozenset())
    qtbot.waitUntil(lambda: state_of(screen) == "Nothing has been sent yet")
    desk.store_thread.submit(lambda store: store.note_everything_received()).result()
    desk.background.tell_changed(frozenset())
    qtbot.waitUntil(lambda: state_of(screen) == "Received by the team")
    assert any(one.startswith("The team last had everything:") for one in words_on(screen))


def test_what_the_centre_holds_aside_is_never_called_received(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    def hold(store: RecordStore) -> None:
        store.hold([TransactionId(new_id())], "strange")
        store.acknowledge(store.position().last_number, 0)
        store.note_everything_received()

    desk.store_thread.submit(hold).result()
    screen = opened(desk.shell, qtbot)
    assert state_of(screen) == "Not everything is in the record"
    held = [one for one in screen.findChildren(MessageBar) if one.isVisibleTo(screen)]
    assert held[0].accessibleName().startswith("1 item is held at the centre, not in the record.")


@pytest.fixture
def connected(desk: Desk) -> Iterator[Shell]:
    """A laptop whose centre does not answer."""
    enrolment = desk.store_thread.submit(lambda store: store.enrolment).result()
    runner = SyncRunner(desk.background, enrolment)
    yield replace(desk.shell, sync=runner)
    runner.stop()


def test_an_exchange_is_asked_for_and_its_end_is_said_in_words(
    connected: Shell, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = opened(connected, qtbot)
    assert any("Nothing has been sent or received since" in one for one in words_on(screen))
    assert connected.sync is not None
    with qtbot.waitSignals([connected.sync.started, connected.sync.finished], timeout=20_000):
        screen.button.click()
    qtbot.waitUntil(lambda: any("The centre" in one or "signal" in one for one in words_on(screen)))
    qtbot.waitUntil(screen.button.isEnabled)
    assert cast(SyncReport, connected.sync.last_report).stopped == "central_unreachable"
    assert screen.button.accessibleName() == "Send and receive now"
    assert state_of(screen) == "1 item only on this laptop"


def test_the_button_says_that_an_exchange_is_under_way(
    connected: Shell, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = opened(connected, qtbot)
    assert connected.sync is not None
    seen: list[tuple[str, bool]] = []
    look = screen.button  # looked at when it begins: a short exchange is over before anybody can wait for it
    connected.sync.started.connect(lambda: seen.append((look.accessibleName(), look.isEnabled())))
    with qtbot.waitSignal(connected.sync.finished, timeout=20_000):
        screen.button.click()
    assert seen[0] == ("Sending and receiving…", False)
    qtbot.waitUntil(screen.button.isEnabled)


@pytest.mark.parametrize("code", CODES)
def test_every_way_of_stopping_has_its_sentence(code: str) -> None:
    said = report_sentences(SyncReport(0, 0, 0, 3, code))
    assert len(said) == 1
    sentence, tone = said[0]
    assert sentence.endswith(".")
    assert code not in sentence
    assert tone == "soon"


def test_what_went_both_ways_is_said() -> None:
    assert report_sentences(SyncReport(1, 12, 0, 0, None)) == (
        ("The team received 1 entry from this laptop.", ""),
        ("12 entries came from colleagues.", ""),
    )
    assert report_sentences(SyncReport(0, 0, 0, 0, None)) == (
        ("There was nothing new to send or to receive.", ""),
    )


def test_an_exchange_that_only_held_things_does_not_say_there_was_nothing_new() -> None:
    assert report_sentences(SyncReport(0, 0, 2, 0, None)) == ()


def test_a_restored_centre_and_a_wrong_clock_are_said() -> None:
    (nothing_new, restored, clock) = report_sentences(SyncReport(0, 0, 0, 0, None, True, -11 * 60_000))
    assert nothing_new[0] == "There was nothing new to send or to receive."
    assert restored[0].startswith("The centre was brought back from a backup")
    assert clock[0].startswith("This laptop’s clock is about 11 minutes behind")
    assert "ahead" in report_sentences(SyncReport(0, 0, 0, 0, None, False, 6 * 60_000))[-1][0]
    assert len(report_sentences(SyncReport(0, 0, 0, 0, None, False, 4 * 60_000))) == 1
