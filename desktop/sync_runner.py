# SPDX-License-Identifier: Apache-2.0
"""Runs exchanges with the centre on a thread of their own, and hands every page to the store thread.

Never touches the vault itself; never makes anybody wait: a save goes before the slices of a page.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.background import Background, StoreThread, Urgency
from records.enrolment import Enrolment
from records.operation import Operation, PersonId, SignedTransaction, TransactionId, UserId
from records.syncing import SyncPosition

if TYPE_CHECKING:
    from sync.engine import SyncReport

# An operation with its read tables takes a millisecond or two. Measured at 100,000 operations: slices of 12
# made a save wait 25 ms at the 99th percentile, slices of 4 made it 13 ms (design 10 asks for about 10).
_SLICE = 4
_EVERY_MS = 5 * 60 * 1000
_AFTER_CHANGE_MS = 3_000


class _StoreDoor:
    """The store as the engine sees it (sync.ports.LaptopStore), from the sync thread."""

    def __init__(self, store_thread: StoreThread) -> None:
        self._thread = store_thread
        self.touched: set[PersonId] = set()

    def position(self) -> SyncPosition:
        return self._thread.submit(lambda store: store.position()).result()

    def tail(self, limit_operations: int = 500, limit_bytes: int = 524288) -> list[SignedTransaction]:
        return self._thread.submit(lambda store: store.tail(limit_operations, limit_bytes)).result()

    def acknowledge(self, acked_number: int, durable_number: int) -> None:
        self._thread.submit(lambda store: store.acknowledge(acked_number, durable_number)).result()

    def hold(self, transactions: Sequence[TransactionId], reason: str) -> None:
        self._thread.submit(lambda store: store.hold(transactions, reason)).result()

    def apply_page(self, operations: Sequence[Operation], cursor: str) -> None:
        # In slices, each its own commit and each idempotent; the cursor goes with the last.
        slices = [operations[start : start + _SLICE] for start in range(0, len(operations), _SLICE)] or [()]
        for number, part in enumerate(slices, start=1):
            upto = cursor if number == len(slices) else None
            self.touched |= self._apply(part, upto)

    def _apply(self, part: Sequence[Operation], cursor: str | None) -> frozenset[PersonId]:
        return self._thread.submit(lambda store: store.apply_page(part, cursor), Urgency.SLICE).result()

    def remember_team(self, names: Mapping[UserId, str]) -> None:
        self._thread.submit(lambda store: store.remember_team(names)).result()


@dataclass(frozen=True)
class _Came:
    """What an exchange came to, on its way to the main thread."""

    report: SyncReport | None
    touched: frozenset[PersonId]
    error: Exception | None


def _together(before: SyncReport | None, after: SyncReport | None) -> SyncReport | None:
    """What two exchanges came to that ran one right after the other."""
    if before is None or after is None:
        return after
    return replace(
        after,
        sent=before.sent + after.sent,
        received=before.received + after.received,
        held=before.held + after.held,
    )


class SyncRunner(QObject):
    """When to exchange, and what came of it.

    Signals:
        started: an exchange has begun.
        finished: it ended, with its `sync.engine.SyncReport`.
    """

    started = Signal()
    finished = Signal(object)
    _home = Signal(object)

    def __init__(self, background: Background, enrolment: Enrolment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._enrolment = enrolment
        self._thread: threading.Thread | None = None
        self._asked_again = False
        self.last_report: SyncReport | None = None
        self._before: SyncReport | None = None
        self._home.connect(self._on_home, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.run_now)
        background.records_changed.connect(self._on_records_changed)

    def start(self) -> None:
        """Exchange now and every few minutes."""
        self._timer.start(_EVERY_MS)
        self.run_now()

    @property
    def running(self) -> bool:
        """Whether an exchange is under way."""
        return self._thread is not None

    @Slot()
    def run_now(self) -> None:
        """Begin an exchange, or remember that another one is wanted after this."""
        if self._thread is not None:
            self._asked_again = True
            return
        self._thread = threading.Thread(target=self._exchange, name="sync", daemon=True)
        self.started.emit()
        self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """Let a running exchange finish its push, for a bounded time (design 10, "Processes")."""
        self._timer.stop()
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _exchange(self) -> None:
        # Imported here: httpx and joserfc must not delay the unlock window (design 10, "Contracts").
        from desktop.session import exchange
        from sync.engine import SyncReport

        door = _StoreDoor(self._background.store_thread)
        # The top of the sync worker: one of our bugs must not leave everybody waiting for ever.
        try:
            report = exchange(self._enrolment, door)
            if report.stopped is None and report.still_waiting == 0:
                self._background.store_thread.submit(lambda store: store.note_everything_received()).result()
            came = _Came(report, frozenset(door.touched), None)
        except Exception as error:  # noqa: BLE001
            broken = SyncReport(sent=0, received=0, held=0, still_waiting=0, stopped="sync_failed")
            came = _Came(broken, frozenset(door.touched), error)
        self._home.emit(came)

    @Slot(object)
    def _on_home(self, came: _Came) -> None:
        self._thread = None
        self.last_report = _together(self._before, came.report)
        # An exchange that was asked for during this one belongs to it: what it says must not be forgotten.
        self._before = self.last_report if self._asked_again else None
        self._background.tell_changed(came.touched)
        if came.touched and came.report is not None and came.report.sent:
            # What came is about those people alone; that ours was received may be about anybody.
            self._background.tell_changed(frozenset())
        if came.error is not None:
            self._background.failed.emit(came.error)
        self.finished.emit(self.last_report)
        if self._asked_again:
            self._asked_again = False
            self.run_now()

    @Slot(object)
    def _on_records_changed(self, people: frozenset[PersonId]) -> None:
        # Something was written here: let the typing settle, then send it. An exchange that is under way may
        # have passed it already; `run_now` then runs another one after.
        if people and self._timer.isActive():
            QTimer.singleShot(_AFTER_CHANGE_MS, self, self.run_now)
