# SPDX-License-Identifier: Apache-2.0
"""One exchange with the centre: HELLO, PUSH until nothing waits, PULL until nothing is left.

Never touches a thread, a socket or SQL. Never calls anything received on the centre's word alone: a mark
counts only when the hash beside it is the hash of our own operation (invariants I2 and I12).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from records.operation import SignedTransaction, UserId
from sync.errors import CentralFaultError, CentralNotProvenError, CentralUnreachableError, ExpectedError
from sync.ports import Centre, LaptopStore
from sync.protocol import PushAnswer


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one exchange came to; numbers count operations unless said otherwise.

    Attributes:
        sent: operations the centre confirmed, now or in an answer that was lost before.
        received: operations of others that this laptop took in.
        held: transactions held at the centre and not in the record.
        still_waiting: operations that are on this laptop only.
        stopped: why the exchange ended early, as an `ExpectedError` code, or `new_epoch` (this vault has a
            twin or was restored and has to enrol again) or `central_restored`; None when it came to its end.
        restored: the centre was restored from a backup, so everything was offered and asked for again.
        clock_ahead_ms: how far this laptop's clock is ahead of the centre's. A hint; it blocks nothing.
    """

    sent: int
    received: int
    held: int
    still_waiting: int
    stopped: str | None
    restored: bool = False
    clock_ahead_ms: int = 0


class SyncEngine:
    """Runs exchanges between one laptop's store and its centre. Any exchange may break off anywhere."""

    def __init__(
        self, store: LaptopStore, central: Centre, now_ms: Callable[[], int] = lambda: int(time.time() * 1000)
    ) -> None:
        self._parts = (store, central, now_ms)

    def run_once(self) -> SyncReport:
        """Exchange everything there is; the world's faults are in the report, never raised."""
        return _Exchange(*self._parts).run()


class _Exchange:
    """The counters and steps of one run."""

    def __init__(self, store: LaptopStore, central: Centre, now_ms: Callable[[], int]) -> None:
        self._store, self._central, self._now_ms = store, central, now_ms
        self._sent = self._received = self._held = self._clock_ahead_ms = 0
        self._restored = False

    def run(self) -> SyncReport:
        try:
            stopped = self._hello_push_pull()
        except ExpectedError as error:
            stopped = error.code
        position = self._store.position()
        waiting = position.last_number - position.acked_number
        return SyncReport(
            self._sent, self._received, self._held, waiting, stopped, self._restored, self._clock_ahead_ms
        )

    def _hello_push_pull(self) -> str | None:
        position = self._store.position()
        hello = self._central.hello(position)
        self._clock_ahead_ms = self._now_ms() - hello.server_time
        self._store.remember_team({UserId(one.user_id): one.name for one in hello.team})
        if hello.verdict == "new_epoch":
            return "new_epoch"
        cursor = position.cursor
        if hello.verdict == "restored":
            # It has forgotten some of what it told us: offer again from its mark, and pull from the start.
            self._restored, cursor = True, None
            if hello.acked_number < position.acked_number:
                self._store.acknowledge(hello.acked_number, hello.durable_number)
        return self._push() or self._pull(cursor)

    def _push(self) -> str | None:
        operations, size = 500, 512 * 1024  # a batch on a good line (sync 9.3)
        while batch := self._store.tail(limit_operations=operations, limit_bytes=size):
            try:
                answer = self._central.push(batch)
            except (CentralUnreachableError, CentralFaultError):
                if len(batch) == 1:
                    raise
                operations = max(1, sum(len(one.operations) for one in batch) // 2)
                size = max(1, size // 2)
                continue
            moved = self._settle(batch, answer)
            if answer.verdict != "ok":
                return "new_epoch" if answer.verdict == "new_epoch" else "central_restored"
            if not moved:
                raise CentralNotProvenError
        return None

    def _settle(self, batch: Sequence[SignedTransaction], answer: PushAnswer) -> bool:
        """Keep what the answer proves; False when it proves nothing new."""
        passed = _passed(batch, answer)
        if not passed:
            return False
        statuses = {one.transaction: one for one in answer.transactions}
        for transaction in passed:
            name = transaction.operations[0].transaction
            if name not in statuses:
                raise CentralNotProvenError
            if statuses[name].status == "quarantined":
                # Before the mark passes it: a stop in between must not leave it looking received.
                self._store.hold([name], statuses[name].reason or "unknown")
                self._held += 1
            else:
                self._sent += len(transaction.operations)
        self._store.acknowledge(answer.acked_number, answer.durable_number)
        return True

    def _pull(self, cursor: str | None) -> str | None:
        while True:
            page = self._central.pull(cursor)
            if page.verdict != "ok":
                return "central_restored"
            if page.more and page.cursor == cursor:
                raise CentralNotProvenError
            if page.operations or page.cursor != cursor:
                self._store.apply_page(page.operations, page.cursor)
            self._received += len(page.operations)
            cursor = page.cursor
            if not page.more:
                return None


def _passed(batch: Sequence[SignedTransaction], answer: PushAnswer) -> list[SignedTransaction]:
    """The transactions up to the answer's mark, or none when its hash is not that of our operation there."""
    for index, transaction in enumerate(batch):
        end = transaction.operations[-1]
        if end.number == answer.acked_number:
            return list(batch[: index + 1]) if end.hash == answer.acked_hash else []
    return []
