# SPDX-License-Identifier: Apache-2.0
"""The settings of security 4 are really in force, and each fault of the world has its own name."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crypto.vault_key import VaultKey
from records.database import Database, create_file
from records.errors import DiskFullError, StoreBusyError, StoreReadOnlyError, VaultDamagedError
from records.operation import new_id

KEY = VaultKey.new(new_id())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create_file(tmp_path / "vault.db", KEY.database_key())
    return tmp_path / "vault.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    one = Database(path, KEY.database_key())
    yield one
    one.close()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("wal_autocheckpoint", 200),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
        ("temp_store", 2),
        ("cipher_page_size", "4096"),
        ("cipher_use_hmac", "1"),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
        ("cipher_plaintext_header_size", "0"),
        ("cipher_memory_security", "1"),
        ("cipher_log_level", "NONE"),
    ],
)
def test_a_setting_of_security_4_is_in_force(database: Database, setting: str, value: object) -> None:
    assert database.one(f"PRAGMA {setting}")[0] == value


def test_memory_is_never_mapped(database: Database) -> None:
    row = database.maybe("PRAGMA mmap_size")
    assert row is None or row[0] == 0


def test_deleted_words_leave_the_search_index(database: Database) -> None:
    assert database.one("SELECT v FROM search_config WHERE k = 'secure-delete'")[0] == 1


def test_the_file_is_readable_by_nobody_else(path: Path) -> None:
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_plain_sqlite_cannot_read_it(path: Path) -> None:
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM fact")
    connection.close()


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreReadOnlyError):
        Database(tmp_path / "none.db", KEY.database_key())
    assert not (tmp_path / "none.db").exists()


def test_another_key_reads_nothing(path: Path) -> None:
    with pytest.raises(VaultDamagedError):
        Database(path, VaultKey.new(new_id()).database_key())


def test_a_second_writer_is_told_that_the_vault_is_busy(database: Database, path: Path) -> None:
    other = Database(path, KEY.database_key())
    other.one("PRAGMA busy_timeout = 0")
    with database.writing():
        database.run("INSERT INTO fact VALUES ('a', x'00')")
        with pytest.raises(StoreBusyError), other.writing():
            pass
    other.close()


def test_a_failed_transaction_leaves_nothing_half_written(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing():
        database.run("INSERT INTO fact VALUES ('a', x'00')")
        raise ZeroDivisionError
    assert database.maybe("SELECT 1 FROM fact WHERE name = 'a'") is None


def test_a_full_disk_is_said_and_keeps_what_was_saved(database: Database) -> None:
    with database.writing():
        database.run("INSERT INTO fact VALUES ('kept', x'00')")
    pages = database.one("PRAGMA page_count")[0]
    database.one(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFullError), database.writing():
        database.run("INSERT INTO fact VALUES ('big', zeroblob(1000000))")
    assert database.maybe("SELECT 1 FROM fact WHERE name = 'kept'") == (1,)


def test_every_page_carries_its_own_seal(database: Database) -> None:
    assert database.check_ciphers()


def test_a_reader_writes_nothing(path: Path, database: Database) -> None:
    reader = Database(path, KEY.database_key(), read_only=True)
    assert reader.one("SELECT saves FROM pulse")[0] == 0
    with pytest.raises(StoreReadOnlyError), reader.writing():
        reader.run("DELETE FROM fact")
    reader.close()


def test_statements_are_never_traced() -> None:
    # A trace shows the key and every bound word (security 4); the rooms are searched for it elsewhere too.
    import records.database

    assert "set_trace" not in Path(records.database.__file__).read_text(encoding="utf-8")
    assert "sqlcipher3" in sys.modules
