# SPDX-License-Identifier: Apache-2.0
"""Opens vaults for tests and closes every one of them at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crypto.vault_key import VaultKey
from records.store import RecordStore
from records.vault import open_vault
from tests.records.vaults import ZONE, new_vault

OpenVault = Callable[..., RecordStore]


@pytest.fixture
def opened() -> Iterator[OpenVault]:
    """Open the vault in a folder, making it first where no key is given."""
    stores: list[RecordStore] = []

    def open_one(folder: Path, key: VaultKey | None = None, name: str = "Sam Okafor") -> RecordStore:
        folder.mkdir(exist_ok=True)
        store = open_vault(folder, key or new_vault(folder, name), ZONE, memory_security=False)
        stores.append(store)
        return store

    yield open_one
    for store in stores:
        store.close()
