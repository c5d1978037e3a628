# SPDX-License-Identifier: Apache-2.0
"""The centre's keys: apart from what they seal, wrapped, and gone for good once destroyed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crypto.errors import CannotOpenError
from records.operation import new_id
from sync.central.errors import PersonErasedError
from sync.central.keys import KEY_FILE, STORE_FILE, KeyStore


def seal_one(keys: KeyStore, person: str, operation: str, body: bytes) -> bytes:
    """One body, sealed."""
    (sealed,) = keys.seal_bodies(person, [(operation, body)])
    assert sealed is not None
    return sealed


def test_keys_outlive_the_process(tmp_path: Path) -> None:
    person, operation = new_id(), new_id()
    first = KeyStore(tmp_path)
    sealed = seal_one(first, person, operation, b"words")
    again = KeyStore(tmp_path)
    assert again.open_body(person, operation, sealed) == b"words"
    assert again.identity().public_key == first.identity().public_key


def test_a_body_opens_only_in_its_own_place(tmp_path: Path) -> None:
    keys, person, operation = KeyStore(tmp_path), new_id(), new_id()
    sealed = seal_one(keys, person, operation, b"words")
    for elsewhere in ((person, new_id()), (new_id(), operation)):
        with pytest.raises(CannotOpenError):
            keys.open_body(*elsewhere, sealed)


def test_a_destroyed_key_shuts_a_person_for_good_and_nobody_else(tmp_path: Path) -> None:
    keys, person, other, operation = KeyStore(tmp_path), new_id(), new_id(), new_id()
    sealed, kept = seal_one(keys, person, operation, b"words"), seal_one(keys, other, operation, b"words")
    keys.destroy(person)
    for store in (keys, KeyStore(tmp_path)):
        assert store.open_body(person, operation, sealed) is None
        assert store.open_body(other, operation, kept) == b"words"
        with pytest.raises(PersonErasedError):
            seal_one(store, person, operation, b"late words")


def test_a_destroyed_key_is_in_no_file_any_more_while_others_have_the_store_open(tmp_path: Path) -> None:
    person = new_id()
    with closing(KeyStore(tmp_path)) as keys, closing(KeyStore(tmp_path)) as other:
        seal_one(keys, person, new_id(), b"words")
        seal_one(other, person, new_id(), b"words")
        with closing(sqlite3.connect(tmp_path / STORE_FILE)) as looking:
            (wrapped,) = looking.execute("SELECT wrapped FROM keys").fetchone()
        assert _anywhere(tmp_path, wrapped)
        keys.destroy(person)
        assert not _anywhere(tmp_path, wrapped)


def _anywhere(folder: Path, wanted: bytes) -> bool:
    return any(wanted in one.read_bytes() for one in folder.iterdir())


def test_the_store_opens_nothing_without_the_centres_own_key_file(tmp_path: Path) -> None:
    KeyStore(tmp_path).identity()
    (tmp_path / KEY_FILE).unlink()
    with pytest.raises(CannotOpenError):
        KeyStore(tmp_path).identity()


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_only_the_centres_own_account_may_read_its_keys(tmp_path: Path) -> None:
    KeyStore(tmp_path)
    for name in (KEY_FILE, STORE_FILE):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
    assert sorted(one.name for one in tmp_path.iterdir() if KEY_FILE in one.name) == [KEY_FILE]
