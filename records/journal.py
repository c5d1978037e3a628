# SPDX-License-Identifier: Apache-2.0
"""The append-only journal: operations in, chained and signed; its unacknowledged tail is the outbox.

An empty tail means the centre has said it holds everything. Never changes or removes a row it has written;
never opens a transaction of its own (`records.store` does).
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from typing import Protocol

from records.database import Database
from records.errors import BugError, TransactionTooLargeError
from records.operation import (
    MAX_OPERATIONS,
    MAX_TRANSACTION_BYTES,
    Change,
    DeviceId,
    EntityId,
    Kind,
    Operation,
    OperationId,
    PersonId,
    Position,
    SignedTransaction,
    TransactionId,
    UserId,
    decode,
    encode,
    enrolment_hash,
    new_id,
    signing_bytes,
    size_in_bytes,
)
from records.syncing import SyncPosition

# A hybrid clock follows others only this far ahead of its own wall clock (sync 9.5 rule 6).
_BELIEVABLE_AHEAD_MS = 5 * 60 * 1000


# Rows that one statement inserts. Each value SQLite is given costs a locked piece of memory of its own
# (cipher_memory_security): what a transaction's rows have in common is given once.
_AT_ONCE = 8


def _inserting(rows: int) -> str:
    columns = "place, number, kind, header, body, signature, device, epoch, person, txn"
    own = (", ".join(f"?{first + place}" for place in range(6)) for first in range(5, 5 + 6 * rows, 6))
    return f"INSERT INTO journal ({columns}) VALUES {', '.join(f'({one}, ?1, ?2, ?3, ?4)' for one in own)}"  # noqa: S608


def _of_one_transaction(placed: tuple[int, Operation]) -> tuple[DeviceId, int, PersonId, TransactionId]:
    _, one = placed
    return one.device, one.epoch, one.person, one.transaction


def _batches(rows: Iterable[tuple[int, Operation]]) -> Iterator[list[tuple[int, Operation]]]:
    rest = iter(rows)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


class Signer(Protocol):
    """The replica's Ed25519 identity (crypto.identity.DeviceIdentity)."""

    @property
    def public_key(self) -> bytes:
        """32 raw bytes."""
        ...

    def sign(self, message: bytes) -> bytes:
        """64 bytes of signature."""
        ...


@dataclass(frozen=True, slots=True)
class Replica:
    """One worker's vault on one laptop, as the centre enrolled it (design 10)."""

    device: DeviceId
    epoch: int
    user: UserId
    signer: Signer
    zone: str


class Journal:
    """The operations of one vault, through the store's own connection."""

    def __init__(self, database: Database, replica: Replica) -> None:
        self._database = database
        self._replica = replica
        self.reload()

    def reload(self) -> None:
        """Read again where the chain ends; after opening, and after a rolled-back transaction."""
        self._number, self._head, self._hlc = self._end()
        self._place = int(self._database.one("SELECT coalesce(max(place), 0) FROM journal")[0])
        if (seen := self._fact("clock_seen")) is not None:
            moment, counter = seen.split()
            self._hlc = max(self._hlc, (int(moment), int(counter)))

    def _end(self) -> tuple[int, str, tuple[int, int]]:
        """Number, hash and clock of the newest operation this replica wrote."""
        row = self._database.maybe(
            "SELECT number, header FROM journal WHERE device = ? AND epoch = ? ORDER BY number DESC LIMIT 1",
            (self._replica.device, self._replica.epoch),
        )
        if row is not None:
            newest = decode(row[1], None)
            return row[0], newest.hash, newest.hlc
        key = self._replica.signer.public_key
        return 0, enrolment_hash(self._replica.device, self._replica.epoch, key), (0, 0)

    def append(self, person: PersonId, changes: Sequence[Change]) -> dict[int, Operation]:
        """Chain, sign and keep one transaction about one person; gives back its operations by their places.

        Raises:
            TransactionTooLargeError: more than 200 operations or 256 KiB (design 10).
        """
        if not changes:
            raise BugError("an empty transaction")
        if len(changes) > MAX_OPERATIONS:
            raise TransactionTooLargeError
        operations = self._encode(person, changes)
        if size_in_bytes(operations) > MAX_TRANSACTION_BYTES:
            self.reload()
            raise TransactionTooLargeError
        signature = self._replica.signer.sign(signing_bytes(self._head))
        return self._insert(operations, {operations[-1].operation_id: signature})

    def _encode(self, person: PersonId, changes: Sequence[Change]) -> list[Operation]:
        transaction = TransactionId(new_id())
        wall = time.time_ns() // 1_000_000
        operations = []
        for place, change in enumerate(changes, start=1):
            self._hlc = (wall, 0) if wall > self._hlc[0] else (self._hlc[0], self._hlc[1] + 1)
            self._number += 1
            position = Position(
                device=self._replica.device,
                epoch=self._replica.epoch,
                number=self._number,
                previous=self._head,
                transaction=transaction,
                last=place == len(changes),
                person=person,
                recorded_by=self._replica.user,
                hlc=self._hlc,
                wall=wall,
                zone=self._replica.zone,
            )
            operations.append(encode(change, position))
            self._head = operations[-1].hash
        return operations

    def add(self, operations: Iterable[Operation]) -> dict[int, Operation]:
        """Keep operations from elsewhere; gives back, by their places, those that were not here yet."""
        once = {one.operation_id: one for one in operations}.values()
        fresh = [one for one in once if not self._has(one)]
        kept = self._insert(fresh, {})
        now = time.time_ns() // 1_000_000
        believable = [one.hlc for one in fresh if one.hlc[0] <= now + _BELIEVABLE_AHEAD_MS]
        if (newest := max(believable, default=(0, 0))) > self._hlc:
            # Kept, so that what is written after the next unlock still stands after what was seen before it.
            self._hlc = newest
            self.keep_fact("clock_seen", f"{newest[0]} {newest[1]}")
        return kept

    def _has(self, operation: Operation) -> bool:
        # By its author and number, which come one after the other: an index on random ids would have every
        # operation write a page of its own. A vault that was copied may have used a number twice.
        there = self._database.all(
            "SELECT header FROM journal WHERE device = ? AND epoch = ? AND number = ?",
            (operation.device, operation.epoch, operation.number),
        )
        return any(decode(header, None).operation_id == operation.operation_id for (header,) in there)

    def _insert(
        self, operations: Sequence[Operation], signatures: dict[OperationId, bytes]
    ) -> dict[int, Operation]:
        kept = dict(enumerate(operations, start=self._place + 1))
        self._place += len(kept)
        for (device, epoch, person, transaction), group in groupby(kept.items(), _of_one_transaction):
            for rows in _batches(group):
                values = [
                    (place, one.number, one.kind, one.header_bytes, one.body_bytes, signature)
                    for place, one in rows
                    for signature in (signatures.get(one.operation_id),)
                ]
                self._database.run(
                    _inserting(len(rows)), (device, epoch, person, transaction, *chain.from_iterable(values))
                )
        return kept

    def at(self, places: Iterable[int]) -> list[Operation]:
        """The operations at these places, in no order that means anything."""
        rows = self._database.all(
            "SELECT header, body FROM journal WHERE place IN (SELECT value FROM json_each(?))",
            (json.dumps(list(places)),),
        )
        return [decode(header, body) for header, body in rows]

    def copies(self, person: PersonId) -> list[Operation]:
        """Every copy of a person's plan that was given, as the register's operations."""
        rows = self._database.all(
            "SELECT header, body FROM journal WHERE person = ? AND kind = 'copy'", (person,)
        )
        return [decode(header, body) for header, body in rows]

    def registers(self) -> list[Operation]:
        """Copies, marks and agreed versions of everybody who has both, in no order that means anything."""
        rows = self._database.all(
            "SELECT header, body FROM journal INDEXED BY journal_copies WHERE kind = 'copy'"
            " AND person IN (SELECT person FROM journal INDEXED BY journal_agreed WHERE kind = 'agree')"
            " UNION ALL"
            " SELECT header, body FROM journal INDEXED BY journal_agreed WHERE kind = 'agree'"
            " AND person IN (SELECT person FROM journal INDEXED BY journal_copies WHERE kind = 'copy')"
        )
        return [decode(header, body) for header, body in rows]

    def registers_stamp(self) -> tuple[int, ...]:
        """What changes whenever `registers` does, asked of the indexes alone."""
        # Named, because the planner would rather look for the newest from the end of everything.
        copies = "SELECT count(*), total(place) FROM journal INDEXED BY journal_copies WHERE kind = 'copy'"
        agreed = "SELECT count(*), total(place) FROM journal INDEXED BY journal_agreed WHERE kind = 'agree'"
        return (*self._database.one(copies), *self._database.one(agreed))

    def changes_of(self, person: PersonId, entity: EntityId) -> int:
        """In how many transactions an entity changed; reading, copying, agreeing, suggesting left aside."""
        row = self._database.one(
            "SELECT count(DISTINCT journal.txn) FROM item, json_each(item.places) AS one"
            " JOIN journal ON journal.place = one.value"
            " WHERE item.person = ? AND item.entity = ? AND item.form <> 'suggestion'"
            " AND journal.kind <> 'agree'",
            (person, entity),
        )
        return int(row[0])

    def history_of(self, person: PersonId, entity: EntityId, kind: Kind | None = None) -> list[Operation]:
        """Every operation on an entity's items, or those of one kind, in no order that means anything."""
        rows = self._database.all(
            "SELECT journal.header, journal.body FROM item, json_each(item.places) AS one"
            " JOIN journal ON journal.place = one.value"
            " WHERE item.person = ? AND item.entity = ? AND (? IS NULL OR journal.kind = ?)",
            (person, entity, kind, kind),
        )
        return [decode(header, body) for header, body in rows]

    def position(self) -> SyncPosition:
        """How far this replica has written, been heard and read."""
        # Asked of the table: a journal that only reads never hears of what another connection wrote.
        number, head, _ = self._end()
        return SyncPosition(
            device=self._replica.device,
            epoch=self._replica.epoch,
            last_number=number,
            last_hash=head,
            acked_number=int(self._fact("acked_number") or 0),
            cursor=self._fact("cursor"),
        )

    def tail(self, limit_operations: int, limit_bytes: int) -> list[SignedTransaction]:
        """Whole transactions the centre has not acknowledged, oldest first; at least one if there is any."""
        rows = self._database.all(
            "SELECT header, body, signature FROM journal WHERE device = ? AND epoch = ? AND number > ?"
            " ORDER BY number LIMIT ?",
            (
                self._replica.device,
                self._replica.epoch,
                int(self._fact("acked_number") or 0),
                limit_operations + MAX_OPERATIONS,
            ),
        )
        found: list[SignedTransaction] = []
        together: list[Operation] = []
        operations = size = 0
        for header, body, signature in rows:
            together.append(decode(header, body))
            if signature is None:
                continue
            operations += len(together)
            size += size_in_bytes(together)
            if found and (operations > limit_operations or size > limit_bytes):
                break
            found.append(SignedTransaction(tuple(together), signature))
            together = []
        return found

    def waiting(self) -> dict[PersonId, int]:
        """How many of this laptop's transactions are not acknowledged, by person; reading is not counted."""
        rows = self._database.all(
            # One row a transaction is signed. Named, because the planner would rather read every row.
            "SELECT person, count(*) FROM journal INDEXED BY journal_signed WHERE device = ? AND epoch = ?"
            " AND number > ? AND signature IS NOT NULL AND kind <> ? GROUP BY person",
            (
                self._replica.device,
                self._replica.epoch,
                int(self._fact("acked_number") or 0),
                Kind.READ.value,
            ),
        )
        return {PersonId(person): count for person, count in rows}

    def oldest_waiting_at(self) -> int | None:
        """When the oldest of what `waiting` counts was written, ms UTC; None when nothing waits."""
        row = self._database.maybe(
            "SELECT header FROM journal WHERE device = ? AND epoch = ? AND number > ?"
            " AND kind <> ? ORDER BY number LIMIT 1",
            (
                self._replica.device,
                self._replica.epoch,
                int(self._fact("acked_number") or 0),
                Kind.READ.value,
            ),
        )
        return None if row is None else decode(row[0], None).wall

    def acknowledge(self, acked_number: int, durable_number: int) -> None:
        """Keep the centre's high-water marks; down too, when the centre was restored and says so.

        A mark beyond our own last number means that this vault is an older copy: that is the centre's
        `new_epoch` verdict to handle, not a reason to call unwritten work received.
        """
        for name, value in (("acked_number", acked_number), ("durable_number", durable_number)):
            if 0 <= value <= self._number:
                self.keep_fact(name, str(value))

    def keep_fact(self, name: str, value: str) -> None:
        """Remember a small fact about this replica."""
        self._database.run("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value.encode()))

    def _fact(self, name: str) -> str | None:
        return read_fact(self._database, name)


def read_fact(database: Database, name: str) -> str | None:
    """A small fact about this replica, or None."""
    row = database.maybe("SELECT value FROM fact WHERE name = ?", (name,))
    return None if row is None else row[0].decode()
