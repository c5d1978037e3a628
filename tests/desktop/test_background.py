# SPDX-License-Identifier: Apache-2.0
"""Results come home to the main thread, changes tell everybody, and failures reach whoever asked."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.background import Urgency
from records import plan
from records.operation import ItemClass, PersonId
from records.plan import Words
from records.store import RecordStore
from tests.desktop.conftest import Desk


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[Any, str]] = []

    @Slot(object)
    def hear(self, what: Any) -> None:
        self.heard.append((what, threading.current_thread().name))


def name_of_thread(_: RecordStore) -> str:
    return threading.current_thread().name


def test_a_question_is_answered_on_the_main_thread(desk: Desk, qtbot: QtBot) -> None:
    listener = Listener()
    desk.background.ask(name_of_thread, listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard == [("store", "MainThread")]


def test_a_change_tells_everybody_whom_it_was_about(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    empty = plan.read_plan(somebody, {})
    changes = plan.say(somebody, "toolbox", Words("canal"), ItemClass.WORDS, empty)
    with qtbot.waitSignal(desk.background.records_changed) as told:
        desk.background.change(lambda store: store.record(somebody, changes))
    assert told.args == [frozenset({somebody})]


def test_a_failure_reaches_whoever_asked(desk: Desk, qtbot: QtBot) -> None:
    listener = Listener()

    def fail(_: RecordStore) -> None:
        raise ZeroDivisionError

    desk.background.ask(fail, listener.hear, listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert isinstance(listener.heard[0][0], ZeroDivisionError)
    with qtbot.waitSignal(desk.background.failed):
        desk.background.ask(fail, listener.hear)


def test_nobody_home_means_nobody_is_called(desk: Desk, qtbot: QtBot) -> None:
    gone, here = Listener(), Listener()
    hear = gone.hear
    desk.background.ask(name_of_thread, hear)
    delete(gone)
    desk.background.ask(name_of_thread, here.hear)
    qtbot.waitUntil(lambda: bool(here.heard))


@pytest.mark.parametrize("_again", range(3))
def test_a_save_goes_before_a_page_that_waits(desk: Desk, _again: int) -> None:
    order: list[str] = []
    running, go_on = threading.Event(), threading.Event()

    def hold(_: RecordStore) -> None:
        running.set()
        go_on.wait(10)

    held = desk.store_thread.submit(hold)
    running.wait(10)
    slice_done = desk.store_thread.submit(lambda _: order.append("slice"), Urgency.SLICE)
    save_done = desk.store_thread.submit(lambda _: order.append("save"), Urgency.SAVE)
    go_on.set()
    for one in (held, slice_done, save_done):
        one.result(10)
    assert order == ["save", "slice"]


def test_what_changed_is_indexed_when_nothing_else_waits(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    empty = plan.read_plan(somebody, {})
    changes = plan.say(somebody, "toolbox", Words("canal"), ItemClass.WORDS, empty)
    desk.background.change(lambda store: store.record(somebody, changes))

    def still_due() -> int:
        return desk.store_thread.submit(lambda store: store.people_to_index()).result()

    qtbot.waitUntil(lambda: still_due() == 0)


def test_a_lock_does_not_wait_for_the_search_index(desk: Desk) -> None:
    enough = threading.Event()

    def index_for_ever(_: RecordStore) -> None:
        if not enough.is_set():
            desk.store_thread.submit(index_for_ever, Urgency.IDLE)

    desk.store_thread.submit(index_for_ever, Urgency.IDLE)
    closing = threading.Thread(target=desk.store_thread.close)
    closing.start()
    closing.join(10)
    closed = not closing.is_alive()
    enough.set()
    assert closed


def test_a_save_that_waits_when_it_is_locked_is_still_made(desk: Desk) -> None:
    running, go_on = threading.Event(), threading.Event()

    def hold(_: RecordStore) -> None:
        running.set()
        go_on.wait(10)

    desk.store_thread.submit(hold)
    running.wait(10)
    closing = threading.Thread(target=desk.store_thread.close)
    closing.start()
    saved = desk.store_thread.submit(name_of_thread, Urgency.SAVE)
    go_on.set()
    assert saved.result(10) == "store"
    closing.join(10)
