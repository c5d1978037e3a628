# SPDX-License-Identifier: Apache-2.0
"""Takes offered transactions into the stream. Never refuses content, never lets one hold up another.

One database transaction for each PUSH. What the database refuses is narrowed down, in savepoints, to the one
transaction of operations that it is about, and held. Last comes the counter, whose row stays locked until the
commit: so numbers follow the order of commits, without holes (sync 9.4 rule 1; design 10).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from records.operation import Operation
from sync.central import tables
from sync.central.database import write
from sync.central.errors import RefusedError
from sync.central.examination import PERSON_ERASED, Examined, examine
from sync.central.keys import KeyStore
from sync.central.people import Replica, find_replica, now_ms
from sync.protocol import PushAnswer, Status, TransactionStatus, Verdict, WireTransaction

_REUSED = "operation_id_reused"
_REFUSED = "database_refused"
# Made once: building a statement costs SQLAlchemy more than running it.
_INSERT_TRANSACTION = insert(tables.transactions)
_INSERT_OPERATION = insert(tables.operations)
_TRANSPORT = {"device", "epoch", "n", "prev", "txn", "last"}


@dataclass(slots=True)
class _Outcome:
    """What one transaction came to, until the counter gives its operations their numbers."""

    examined: Examined
    status: Status
    reason: str | None = None
    seq: int | None = None
    fresh: list[tuple[Operation, bytes | None]] = field(default_factory=list)


class Intake:
    """The centre's side of PUSH."""

    def __init__(self, engine: Engine, keys: KeyStore, clock: Callable[[], int] = now_ms) -> None:
        self._engine = engine
        self._keys = keys
        self._clock = clock

    def push(self, replica: Replica, transactions: Sequence[WireTransaction]) -> PushAnswer:
        """Take in what is new, answer what is known with its old number, and say how far that goes."""
        examined = [examine(one, replica, self._keys) for one in transactions]

        def take_in(connection: Connection) -> PushAnswer:
            run = _Run(connection, self._keys, replica, self._clock())
            run.take(examined)
            return run.finish()

        return write(self._engine, take_in)


class _Run:
    """One PUSH inside its database transaction."""

    def __init__(self, connection: Connection, keys: KeyStore, replica: Replica, now: int) -> None:
        current = find_replica(connection, replica.device, replica.epoch, lock=True)
        if current is None or current.status == "revoked":
            raise RefusedError("revoked", 403)
        self._connection = connection
        self._keys = keys
        self._replica = current
        self._now = now
        self._verdict: Verdict = "ok" if current.status == "active" else "new_epoch"
        self._mark = (current.acked_number, current.acked_hash)
        self._reached = self._mark
        self._outcomes: list[_Outcome] = []
        self._passed: list[_Outcome] = []
        self._known: dict[str, Any] = {}

    def take(self, examined: Sequence[Examined]) -> None:
        """Place transactions in order until one shows that this is not the replica we know."""
        before = self._rows_passed(examined)
        self._known = self._operations_known(examined)
        for one in examined:
            if self._verdict != "ok":
                return
            if one.wire.first <= self._mark[0]:
                self._meet_again(one, before.get(one.wire.first))
            elif one.wire.first > self._mark[0] + 1:
                self._verdict = "restored"  # the laptop was told of a mark that we have no memory of
            else:
                self._place(one)

    def finish(self) -> PushAnswer:
        """Keep what the mark passes, move it, number what is new, and answer."""
        self._keep(self._passed)
        table = tables.replicas
        self._connection.execute(
            update(table)
            .where(table.c.device_id == self._replica.device, table.c.epoch == self._replica.epoch)
            .values(acked_number=self._mark[0], acked_hash=self._mark[1])
        )
        self._number_and_insert()
        return PushAnswer(
            verdict=self._verdict,
            acked_number=self._reached[0],
            acked_hash=self._reached[1],
            durable_number=self._replica.durable_number,
            transactions=[
                TransactionStatus(
                    transaction=one.examined.wire.transaction,
                    status=one.status,
                    seq=one.seq,
                    reason=one.reason,
                )
                for one in self._outcomes
            ],
        )

    def _meet_again(self, one: Examined, row: Any) -> None:
        """Something below the mark: a repeat of what we have, or another history (sync 9.4 rule 2)."""
        if row is None or row.digest != one.digest:
            self._fork(one)
            return
        self._reached = (one.wire.final, one.head)
        if row.reason is None:
            seq = self._old_seq(one)
            self._outcomes.append(_Outcome(one, "duplicate", seq=seq))
        else:
            self._outcomes.append(_Outcome(one, "quarantined", row.reason))

    def _place(self, one: Examined) -> None:
        continues = not one.operations or one.operations[0].previous == self._mark[1]
        if not continues:
            self._fork(one)
            return
        outcome = self._outcome_of(one)
        self._known |= {operation.operation_id: operation.header_bytes for operation, _ in outcome.fresh}
        self._outcomes.append(outcome)
        self._passed.append(outcome)
        self._mark = self._reached = (one.wire.final, one.head)

    def _outcome_of(self, one: Examined) -> _Outcome:
        if one.reason is not None:
            return _Outcome(one, "quarantined", one.reason)
        fresh = []
        for operation, sealed in zip(one.operations, one.sealed, strict=True):
            known = self._known.get(operation.operation_id)
            if known is None:
                fresh.append((operation, sealed))
            elif _content(known) != _content(operation.header_bytes):
                return _Outcome(one, "quarantined", _REUSED)
        return _Outcome(one, "accepted" if fresh else "duplicate", fresh=fresh)

    def _keep(self, outcomes: Sequence[_Outcome]) -> None:
        """Keep that the mark passed these, and what is held of those that are not in the stream.

        All at once; when the database refuses, half and half, until only what it refuses is left to be held.
        """
        if not outcomes:
            return
        try:
            with self._connection.begin_nested():
                self._connection.execute(_INSERT_TRANSACTION, [self._passing(one) for one in outcomes])
                for one in outcomes:
                    if one.reason is not None:
                        self._hold(one.examined, one.reason)
        except (DataError, IntegrityError):
            if len(outcomes) > 1:
                middle = len(outcomes) // 2
                self._keep(outcomes[:middle])
                self._keep(outcomes[middle:])
            elif outcomes[0].reason == _REFUSED:
                raise
            else:
                (one,) = outcomes
                one.status, one.reason, one.fresh = "quarantined", _REFUSED, []
                self._keep(outcomes)

    def _passing(self, one: _Outcome) -> dict[str, Any]:
        wire = one.examined.wire
        return {
            "device_id": self._replica.device,
            "epoch": self._replica.epoch,
            "first_number": wire.first,
            "last_number": wire.final,
            "transaction_id": wire.transaction,
            "digest": one.examined.digest,
            "head": one.examined.head,
            "signature": _signature_bytes(wire),
            "reason": one.reason,
            "received_ms": self._now,
        }

    def _fork(self, one: Examined) -> None:
        """Another history under a number we have: hold it, change nothing, ask for a new epoch."""
        self._hold(one, "fork")
        self._outcomes.append(_Outcome(one, "quarantined", "fork"))
        self._verdict = "new_epoch"

    def _hold(self, one: Examined, reason: str) -> None:
        """Put a transaction aside once, however often it is offered; an erased person's words not at all."""
        table = tables.quarantine
        query = select(table.c.digest).where(table.c.digest == one.digest)
        if self._connection.execute(query).first() is not None:
            return
        content = b"" if reason == PERSON_ERASED else one.wire.model_dump_json().encode()
        self._connection.execute(
            insert(table).values(
                digest=one.digest,
                device_id=self._replica.device,
                epoch=self._replica.epoch,
                first_number=one.wire.first,
                reason=reason,
                received_ms=self._now,
                sealed=self._keys.seal_held(one.digest, content),
            )
        )

    def _number_and_insert(self) -> None:
        count = sum(len(one.fresh) for one in self._outcomes)
        if count == 0:
            return
        counter = update(tables.centre).values(seq=tables.centre.c.seq + count).returning(tables.centre.c.seq)
        seq = self._connection.execute(counter).scalar_one() - count
        rows = []
        for outcome in self._outcomes:
            for operation, sealed in outcome.fresh:
                seq += 1
                rows.append(_row(seq, operation, sealed))
                outcome.seq = seq
        self._connection.execute(_INSERT_OPERATION, rows)

    def _rows_passed(self, examined: Sequence[Examined]) -> dict[int, Any]:
        table = tables.transactions
        numbers = [one.wire.first for one in examined]
        query = select(table.c.first_number, table.c.digest, table.c.reason).where(
            table.c.device_id == self._replica.device,
            table.c.epoch == self._replica.epoch,
            table.c.first_number.between(min(numbers), max(numbers)),
        )
        return {row.first_number: row for row in self._connection.execute(query)}

    def _operations_known(self, examined: Sequence[Examined]) -> dict[str, bytes]:
        ids = [op.operation_id for one in examined if one.wire.first > self._mark[0] for op in one.operations]
        known: dict[str, bytes] = {}
        table = tables.operations
        for start in range(0, len(ids), 500):
            query = select(table.c.operation_id, table.c.header).where(
                table.c.operation_id.in_(ids[start : start + 500])
            )
            known |= {row.operation_id: row.header for row in self._connection.execute(query)}
        return known

    def _old_seq(self, one: Examined) -> int | None:
        table = tables.operations
        query = select(table.c.seq).where(table.c.operation_id == one.operations[-1].operation_id)
        return self._connection.execute(query).scalar_one_or_none()


def _row(seq: int, operation: Operation, sealed: bytes | None) -> dict[str, Any]:
    return {
        "seq": seq,
        "operation_id": operation.operation_id,
        "device_id": operation.device,
        "epoch": operation.epoch,
        "number": operation.number,
        "transaction_id": operation.transaction,
        "person_id": operation.person,
        "hash": operation.hash,
        "header": operation.header_bytes,
        "sealed_body": sealed,
    }


def _content(header_bytes: bytes) -> dict[str, Any]:
    """A header without its place in a replica's chain: what stays the same when it is issued again."""
    header: dict[str, Any] = json.loads(header_bytes)
    return {name: value for name, value in header.items() if name not in _TRANSPORT}


def _signature_bytes(wire: WireTransaction) -> bytes:
    try:
        return bytes.fromhex(wire.signature)
    except ValueError:
        return wire.signature.encode()
