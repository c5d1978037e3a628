# SPDX-License-Identifier: Apache-2.0
"""A laptop's store for tests of the exchange, kept in lists. It is not the vault and proves nothing about it.

It keeps the promises of `sync.ports.LaptopStore`, which `store_contract.py` states as tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from crypto.identity import DeviceIdentity
from records.operation import (
    Body,
    Change,
    DeviceId,
    EntityId,
    ItemClass,
    ItemId,
    Kind,
    Operation,
    PersonId,
    Position,
    SignedTransaction,
    TransactionId,
    UserId,
    Who,
    encode,
    enrolment_hash,
    new_id,
    signing_bytes,
    size_in_bytes,
)
from records.syncing import SyncPosition
from sync.client import CentralClient, KnownCentral, enrol
from sync.engine import SyncEngine, SyncReport
from sync.protocol import EnrolAnswer

PERSON = PersonId(new_id())


def say(words: str) -> Change:
    """Some words about nobody."""
    return Change(
        entity=EntityId(new_id()),
        item=ItemId(new_id()),
        field="statement",
        kind=Kind.SAY,
        item_class=ItemClass.WORDS,
        said_by=Who.PERSON,
        body=Body(value=words),
    )


@dataclass
class ListLaptop:
    """One replica: its journal, marks and what it pulled."""

    enrolment: EnrolAnswer
    identity: DeviceIdentity = field(default_factory=DeviceIdentity.generate)
    own: list[SignedTransaction] = field(default_factory=list)
    others: dict[str, Operation] = field(default_factory=dict)
    acked: int = 0
    durable: int = 0
    cursor: str | None = None
    held: dict[str, str] = field(default_factory=dict)
    team: dict[UserId, str] = field(default_factory=dict)
    pages: int = 0

    def position(self) -> SyncPosition:
        number, head = self._end()
        return SyncPosition(
            DeviceId(self.enrolment.device_id), self.enrolment.epoch, number, head, self.acked, self.cursor
        )

    def tail(self, limit_operations: int = 500, limit_bytes: int = 524288) -> list[SignedTransaction]:
        chosen: list[SignedTransaction] = []
        operations = size = 0
        for one in self.own:
            if one.operations[0].number <= self.acked:
                continue
            operations += len(one.operations)
            size += size_in_bytes(one.operations)
            if chosen and (operations > limit_operations or size > limit_bytes):
                break
            chosen.append(one)
        return chosen

    def acknowledge(self, acked_number: int, durable_number: int) -> None:
        assert acked_number <= self._end()[0]
        self.acked, self.durable = acked_number, durable_number

    def hold(self, transactions: Sequence[TransactionId], reason: str) -> None:
        self.held |= dict.fromkeys(transactions, reason)

    def apply_page(self, operations: Sequence[Operation], cursor: str) -> None:
        self.others |= {one.operation_id: one for one in operations}
        self.cursor = cursor
        self.pages += 1

    def remember_team(self, names: Mapping[UserId, str]) -> None:
        self.team = dict(names)

    def write(self, *words: str, person: PersonId = PERSON, **twist: Any) -> SignedTransaction:
        """Journal one transaction; `twist` replaces parts of every operation's position."""
        number, previous = self._end()
        transaction = TransactionId(new_id())
        operations: list[Operation] = []
        for index, one in enumerate(words):
            operations.append(
                encode(
                    say(one),
                    replace(
                        Position(
                            device=DeviceId(self.enrolment.device_id),
                            epoch=self.enrolment.epoch,
                            number=number + index + 1,
                            previous=operations[-1].hash if operations else previous,
                            transaction=transaction,
                            last=index == len(words) - 1,
                            person=person,
                            recorded_by=UserId(self.enrolment.user_id),
                            hlc=(1_790_000_000_000, 0),
                            wall=1_790_000_000_000,
                            zone="Europe/London",
                        ),
                        **twist,
                    ),
                )
            )
        return self.keep(operations)

    def keep(self, operations: Sequence[Operation]) -> SignedTransaction:
        """Sign and journal operations as they are."""
        signature = self.identity.sign(signing_bytes(operations[-1].hash))
        signed = SignedTransaction(tuple(operations), signature)
        self.own.append(signed)
        return signed

    def client(self, url: str, transport: httpx.BaseTransport | None = None) -> CentralClient:
        key = bytes.fromhex(self.enrolment.central_public_key)
        return CentralClient(url, self.identity, KnownCentral(self.enrolment.central_id, key), transport)

    def sync(self, url: str, transport: httpx.BaseTransport | None = None) -> SyncReport:
        """One exchange on a fresh connection."""
        with self.client(url, transport) as client:
            return SyncEngine(self, client).run_once()

    def _end(self) -> tuple[int, str]:
        if not self.own:
            key = self.identity.public_key
            return 0, enrolment_hash(DeviceId(self.enrolment.device_id), self.enrolment.epoch, key)
        last = self.own[-1].operations[-1]
        return last.number, last.hash


def join(url: str, code: str, device_id: str | None = None) -> ListLaptop:
    """Enrol a new laptop over HTTP."""
    identity = DeviceIdentity.generate()
    return ListLaptop(enrol(url, identity, code, device_id or new_id()), identity)
