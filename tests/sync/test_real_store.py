# SPDX-License-Identifier: Apache-2.0
"""The real vault keeps every promise that the engine counts on: the same stories as the list passes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from crypto.vault_key import VaultKey
from records.operation import (
    Body,
    Change,
    EntityId,
    ItemClass,
    ItemId,
    Kind,
    Operation,
    PersonId,
    Who,
    new_id,
)
from records.store import RecordStore
from records.vault import create_vault, open_vault
from tests.records.vaults import ZONE, new_enrolment
from tests.sync.store_contract import LaptopStoreContract


def say(words: str) -> Change:
    return Change(
        EntityId(new_id()), ItemId(new_id()), "statement", Kind.SAY, ItemClass.WORDS, Who.PERSON, Body(words)
    )


class RealStore:
    """A vault in a folder, and a second replica to hear from."""

    def __init__(self, folder: Path) -> None:
        self.person = PersonId(new_id())
        self.vault = self._open(folder / "here")
        self.elsewhere = self._open(folder / "there")
        self.store = self.vault

    @staticmethod
    def _open(folder: Path) -> RecordStore:
        folder.mkdir()
        key = VaultKey.new(uuid4().hex)
        create_vault(folder, key, new_enrolment())
        return open_vault(folder, key, ZONE, memory_security=False)

    def write(self, *words: str) -> None:
        self.vault.record(self.person, [say(one) for one in words])

    def from_elsewhere(self, count: int) -> list[Operation]:
        before = self.elsewhere.position().last_number
        self.elsewhere.record(self.person, [say(str(number)) for number in range(count)])
        every = [one for signed in self.elsewhere.tail() for one in signed.operations]
        return [one for one in every if one.number > before]

    def others(self) -> set[str]:
        mine = {one.operation_id for signed in self.vault.tail(10_000, 10**9) for one in signed.operations}
        held = {
            entry.operation
            for state in self.vault.items(self.person).values()
            for field in state.fields.values()
            for entry in (*field.heads, *field.past)
        }
        return {str(one) for one in held - mine}


class TestRealStore(LaptopStoreContract):
    @pytest.fixture
    def fresh(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStore]:
        one = RealStore(tmp_path_factory.mktemp("vaults"))
        yield one
        one.vault.close()
        one.elsewhere.close()
