# SPDX-License-Identifier: Apache-2.0
"""What the engine asks of the laptop's store and of the centre. Never names a class that does it.

Written as protocols so that the engine meets the real store, and in tests a small one, without SQL,
threads or HTTP in its own module (design 5 step 5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from records.operation import Operation, SignedTransaction, TransactionId, UserId
from records.syncing import SyncPosition
from sync.protocol import HelloAnswer, Page, PushAnswer


class LaptopStore(Protocol):
    """The laptop's side of an exchange. `tests/sync/store_contract.py` states what each promise means."""

    def position(self) -> SyncPosition:
        """How far this replica has written, been heard and read."""
        ...

    def tail(self, limit_operations: int = 500, limit_bytes: int = 524288) -> list[SignedTransaction]:
        """Whole transactions from `acked_number` + 1 on, contiguous; at least one if there is any."""
        ...

    def acknowledge(self, acked_number: int, durable_number: int) -> None:
        """Keep the centre's high-water marks, durably, before returning.

        The mark may go **down**, and then what lies above it is the tail again: it does so only when the
        centre has been restored from a backup and says so (sync 9.5 rule 3).
        """
        ...

    def hold(self, transactions: Sequence[TransactionId], reason: str) -> None:
        """Keep that these are held at the centre, not in the record; called before the mark passes them."""
        ...

    def apply_page(self, operations: Sequence[Operation], cursor: str) -> None:
        """Add what is new of a page and move the cursor, both in one commit; repeats change nothing."""
        ...

    def remember_team(self, names: Mapping[UserId, str]) -> None:
        """Keep what the team are called, so that the record can say who wrote what."""
        ...


class Centre(Protocol):
    """The centre's side of an exchange; every method may raise any `sync.errors.ExpectedError`."""

    def hello(self, position: SyncPosition) -> HelloAnswer:
        """Say who and how far we are; hear the verdict and the team."""
        ...

    def push(self, transactions: Sequence[SignedTransaction]) -> PushAnswer:
        """Offer whole transactions in order."""
        ...

    def pull(self, cursor: str | None) -> Page:
        """Ask for what lies behind a cursor, everything from the start with None."""
        ...
