# SPDX-License-Identifier: Apache-2.0
"""Exchanges run beside everything else, tell how they ended, and claim nothing that has not happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.sync_runner import SyncRunner
from records.operation import PersonId
from sync.engine import SyncReport
from tests.desktop.conftest import Desk


@pytest.fixture
def runner(desk: Desk) -> Iterator[SyncRunner]:
    one = SyncRunner(desk.background, enrolment_of(desk, "http://127.0.0.1:1"))
    yield one
    one.stop()


def enrolment_of(desk: Desk, url: str):
    enrolment = desk.store_thread.submit(lambda store: store.enrolment).result()
    return replace(enrolment, central_url=url)


def run(runner: SyncRunner, qtbot: QtBot) -> SyncReport:
    with qtbot.waitSignal(runner.finished, timeout=20_000) as ended:
        runner.run_now()
    report = ended.args[0]
    assert isinstance(report, SyncReport)
    return report


def test_a_centre_that_cannot_be_reached_takes_nothing_and_is_said(
    desk: Desk, runner: SyncRunner, somebody: PersonId, qtbot: QtBot
) -> None:
    report = run(runner, qtbot)
    assert report.stopped == "central_unreachable"
    assert report.still_waiting > 0
    assert not runner.running
    assert desk.store_thread.submit(lambda store: store.waiting()).result().by_person == {somebody: 1}
    assert desk.store_thread.submit(lambda store: store.last_received_at()).result() is None


def test_nothing_is_sent_to_an_address_that_is_not_safe(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    runner = SyncRunner(desk.background, enrolment_of(desk, "http://example.org"))
    assert run(runner, qtbot).stopped == "central_address_unsafe"


def test_asking_twice_runs_again_after_and_not_beside(runner: SyncRunner, qtbot: QtBot) -> None:
    ended: list[object] = []
    runner.finished.connect(ended.append)
    runner.run_now()
    assert runner.running
    runner.run_now()
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=20_000)


def test_one_of_our_bugs_ends_the_exchange_and_is_told(desk: Desk, qtbot: QtBot) -> None:
    runner = SyncRunner(
        desk.background, replace(enrolment_of(desk, "http://127.0.0.1:1"), private_key=b"short")
    )
    with qtbot.waitSignal(desk.background.failed, timeout=20_000):
        runner.run_now()
    assert not runner.running


def test_what_is_written_during_an_exchange_is_sent_after_it(
    desk: Desk, runner: SyncRunner, somebody: PersonId, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.sync_runner._AFTER_CHANGE_MS", 0)
    ended: list[object] = []
    runner.finished.connect(ended.append)
    runner.start()
    assert runner.running
    desk.background.records_changed.emit(frozenset({somebody}))
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=20_000)
