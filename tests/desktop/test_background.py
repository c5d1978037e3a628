# SPDX-License-Identifier: Apache-2.0
"""Results come home to the main thread, changes tell everybody, and failures reach whoever asked."""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.background import Urgency
from records import plan
from records.operation import Change, ItemClass, PersonId
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
    assert listener.heard == [("reader", "MainThread")]


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


def held(running: threading.Event, go_on: threading.Event, store: RecordStore) -> int:
    before = store.position().last_number
    running.set()
    go_on.wait(10)
    return store.position().last_number - before


def words(person: PersonId, text: str) -> list[Change]:
    return plan.say(person, "toolbox", Words(text), ItemClass.WORDS, plan.read_plan(person, {}))


def test_a_slow_read_keeps_no_save_waiting_and_sees_one_moment(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    reader, writer = Listener(), Listener()
    running, go_on = threading.Event(), threading.Event()
    desk.background.ask(partial(held, running, go_on), reader.hear)
    assert running.wait(10)
    desk.background.change(lambda store: store.record(somebody, words(somebody, "canal")), writer.hear)
    qtbot.waitUntil(lambda: bool(writer.heard))
    assert not reader.heard
    go_on.set()
    qtbot.waitUntil(lambda: bool(reader.heard))
    assert reader.heard[0][0] == 0


def test_what_is_asked_after_a_change_sees_it_though_that_still_waits(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    listener = Listener()
    running, go_on = threading.Event(), threading.Event()
    desk.store_thread.submit(partial(held, running, go_on))
    assert running.wait(10)
    desk.background.change(lambda store: store.record(somebody, words(somebody, "canal")))
    desk.background.ask(lambda store: len(store.plan_history(somebody)), listener.hear)
    go_on.set()
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard[0][0] == 2


class Again(QObject):
    """Reads whenever it is told that somebody changed, as screens do."""

    def __init__(self, desk: Desk, person: PersonId) -> None:
        super().__init__()
        self._desk, self._person = desk, person
        self.found: list[int] = []
        desk.background.records_changed.connect(self.on_changed)

    @Slot(object)
    def on_changed(self, _: object) -> None:
        self._desk.background.ask(lambda store: len(store.plan_history(self._person)), self.on_read)

    @Slot(object)
    def on_read(self, found: int) -> None:
        self.found.append(found)


def test_whoever_is_told_of_a_change_reads_it(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    again = Again(desk, somebody)
    for number in range(1, 9):
        desk.background.change(lambda store: store.record(somebody, words(somebody, "canal")))
        qtbot.waitUntil(lambda: len(again.found) == number)  # noqa: B023
    assert again.found == list(range(2, 18, 2))


def test_what_only_reads_can_change_nothing(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    listener = Listener()
    desk.background.ask(
        lambda store: store.record(somebody, words(somebody, "canal")), listener.hear, listener.hear
    )
    desk.background.ask(
        lambda store: store._database._connection.execute("DELETE FROM draft"), listener.hear, listener.hear
    )
    qtbot.waitUntil(lambda: len(listener.heard) == 2)
    assert [type(one).__name__ for one, _ in listener.heard] == ["BugError", "StoreReadOnlyError"]


def test_a_lock_ends_both_connections(desk: Desk, somebody: PersonId) -> None:
    vault = desk.shell.profile.vault
    desk.store_thread.submit(lambda store: store.record(somebody, words(somebody, "canal"))).result()
    assert desk.store_thread.read(lambda store: len(store.plan_history(somebody))).result(10) == 2
    assert (vault / "vault.db-wal").exists()
    desk.store_thread.close()
    # SQLite takes the log away with the last of its connections only, and only where that one may write.
    assert sorted(one.name for one in vault.iterdir()) == ["vault.db", "vault.hwm"]
    assert not {"store", "reader"} & {one.name for one in threading.enumerate()}


def test_the_log_is_folded_when_nothing_waits_and_not_before(desk: Desk, somebody: PersonId) -> None:
    file = desk.shell.profile.vault / "vault.db"

    def rest() -> bytes:
        desk.store_thread.submit(lambda _: None, Urgency.IDLE).result(10)
        return file.read_bytes()

    changes: list[bool] = []
    before = rest()
    for _ in range(8):
        desk.store_thread.submit(lambda store: store.record(somebody, words(somebody, "canal"))).result(10)
        after = rest()
        changes.append(after != before)
        before = after
    assert sum(changes) == 1
