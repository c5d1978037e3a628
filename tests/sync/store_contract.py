# SPDX-License-Identifier: Apache-2.0
"""What every laptop store promises the engine. To be run on the list in these tests and on the real vault.

A test module subclasses `LaptopStoreContract` and gives it a `fresh` fixture: a `WritableStore`.
"""

from __future__ import annotations

from typing import Protocol

import pytest

from records.operation import Operation, SignedTransaction, TransactionId, UserId, size_in_bytes
from sync.ports import LaptopStore


class WritableStore(Protocol):
    """A store to exchange with, and the means to put something in it."""

    store: LaptopStore

    def write(self, *words: str) -> None:
        """Record one transaction of as many operations as there are words."""
        ...

    def from_elsewhere(self, count: int) -> list[Operation]:
        """Make operations of one transaction by another replica."""
        ...

    def others(self) -> set[str]:
        """Ids of the operations of others that the store holds."""
        ...


def _numbers(tail: list[SignedTransaction]) -> list[int]:
    return [one.number for transaction in tail for one in transaction.operations]


class LaptopStoreContract:
    """The promises in `sync.ports.LaptopStore`."""

    def test_a_new_replica_has_written_nothing_and_stands_on_its_enrolment(
        self, fresh: WritableStore
    ) -> None:
        position = fresh.store.position()
        assert (position.last_number, position.acked_number, position.cursor) == (0, 0, None)
        assert len(position.last_hash) == 64
        assert fresh.store.tail() == []

    def test_the_tail_is_whole_contiguous_and_chained(self, fresh: WritableStore) -> None:
        start = fresh.store.position().last_hash
        for words in (["a"], ["b", "c"], ["d"]):
            fresh.write(*words)
        tail = fresh.store.tail()
        operations = [one for transaction in tail for one in transaction.operations]
        assert [len(one.operations) for one in tail] == [1, 2, 1]
        assert _numbers(tail) == [1, 2, 3, 4]
        assert [one.previous for one in operations] == [start] + [one.hash for one in operations[:-1]]
        position = fresh.store.position()
        assert (position.last_number, position.last_hash) == (4, operations[-1].hash)

    @pytest.mark.parametrize("operations", [1, 2, 3, 4, 6, 7, 12])
    def test_a_tail_keeps_to_its_limits_but_always_offers_one(
        self, fresh: WritableStore, operations: int
    ) -> None:
        for count in (1, 3, 2, 5, 1):
            fresh.write(*["w" * 40] * count)
        for size in (1, 700, 2000, 3500, 5000, 12_000):
            tail = fresh.store.tail(limit_operations=operations, limit_bytes=size)
            held = [one for transaction in tail for one in transaction.operations]
            assert tail
            assert len(tail) == 1 or (len(held) <= operations and size_in_bytes(held) <= size)
            assert _numbers(tail) == list(range(1, len(held) + 1))

    def test_the_mark_shortens_the_tail_and_may_go_down_again(self, fresh: WritableStore) -> None:
        fresh.write("a")
        fresh.write("b", "c")
        fresh.store.acknowledge(1, 0)
        assert _numbers(fresh.store.tail()) == [2, 3]
        fresh.store.acknowledge(3, 1)
        assert fresh.store.tail() == []
        assert fresh.store.position().acked_number == 3
        fresh.store.acknowledge(0, 0)
        assert _numbers(fresh.store.tail()) == [1, 2, 3]

    def test_holding_twice_is_holding_once_and_moves_no_mark(self, fresh: WritableStore) -> None:
        fresh.write("a")
        name = fresh.store.tail()[0].operations[0].transaction
        for _ in range(2):
            fresh.store.hold([TransactionId(name)], "malformed")
        assert fresh.store.position().acked_number == 0

    def test_pages_in_any_order_and_number_leave_the_same(self, fresh: WritableStore) -> None:
        pages = [fresh.from_elsewhere(count) for count in (2, 1, 3)]
        for index in (2, 0, 0, 1, 2):
            fresh.store.apply_page(pages[index], f"cursor {index}")
        assert fresh.others() == {one.operation_id for page in pages for one in page}
        assert fresh.store.position().cursor == "cursor 2"

    def test_an_empty_page_still_moves_the_cursor(self, fresh: WritableStore) -> None:
        fresh.store.apply_page([], "on")
        assert fresh.store.position().cursor == "on"

    def test_the_operations_of_others_never_enter_the_own_tail(self, fresh: WritableStore) -> None:
        fresh.store.apply_page(fresh.from_elsewhere(2), "c")
        fresh.write("mine")
        assert _numbers(fresh.store.tail()) == [1]

    def test_a_team_can_be_told_again(self, fresh: WritableStore) -> None:
        for name in ("Sam", "Sam Okafor"):
            fresh.store.remember_team({UserId("0" * 32): name})
