# SPDX-License-Identifier: Apache-2.0
"""Every way a vault folder can be wrong gets its own error, and no file is ever changed by it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.vault_key import VaultKey
from records import plan
from records.database import Database
from records.errors import (
    SavedWorkMissingError,
    StoreTooNewError,
    VaultDamagedError,
    VaultEmptiedError,
    VaultExistsError,
    VaultForeignError,
    VaultMissingError,
)
from records.high_water import MARK_NAME, HighWaterMark
from records.operation import ItemClass, PersonId, new_id
from records.plan import Words
from records.vault import VAULT_NAME, create_vault, open_vault
from records.write_ahead import LogLook, look
from tests.records.conftest import OpenVault
from tests.records.vaults import ZONE, new_enrolment, new_vault


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file() and one.name != MARK_NAME}


def test_no_vault_is_said_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(VaultMissingError):
        open_vault(tmp_path, VaultKey.new(new_id()), ZONE)
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_never_made_over_another(tmp_path: Path) -> None:
    new_vault(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(VaultExistsError):
        create_vault(tmp_path, VaultKey.new(new_id()), new_enrolment())
    assert contents(tmp_path) == before


def test_an_emptied_file_is_not_taken_for_a_new_vault(tmp_path: Path) -> None:
    key = new_vault(tmp_path)
    (tmp_path / VAULT_NAME).write_bytes(b"")
    with pytest.raises(VaultEmptiedError):
        open_vault(tmp_path, key, ZONE)
    assert (tmp_path / VAULT_NAME).read_bytes() == b""


def test_somebody_elses_vault_is_known_by_its_salt(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    mine.mkdir()
    theirs.mkdir()
    key = new_vault(mine)
    new_vault(theirs)
    shutil.copy(theirs / VAULT_NAME, mine / VAULT_NAME)
    before = contents(mine)
    with pytest.raises(VaultForeignError):
        open_vault(mine, key, ZONE)
    assert contents(mine) == before


def test_a_vault_from_a_newer_keepwell_is_left_alone(tmp_path: Path) -> None:
    key = new_vault(tmp_path)
    database = Database(tmp_path / VAULT_NAME, key.database_key(), memory_security=False)
    with database.writing():
        database.run("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(StoreTooNewError):
        open_vault(tmp_path, key, ZONE, memory_security=False)


@settings(max_examples=40, deadline=None)
@given(place=st.integers(0, 10_000_000), bit=st.integers(0, 7))
def test_any_flipped_bit_of_the_vault_file_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("vault")
    key = new_vault(folder)
    path = folder / VAULT_NAME
    raw = bytearray(path.read_bytes())
    raw[place % len(raw)] ^= 1 << bit
    path.write_bytes(raw)
    with pytest.raises((VaultDamagedError, VaultForeignError)):
        open_vault(folder, key, ZONE, memory_security=False)
    assert path.read_bytes() == bytes(raw)


def a_vault_left_in_the_middle(folder: Path) -> VaultKey:
    """A vault as a killed process leaves it: ten saves in its write-ahead log."""
    source = folder / "live"
    source.mkdir()
    key = new_vault(source)
    store = open_vault(source, key, ZONE, memory_security=False)
    person = PersonId(new_id())
    for number in range(10):
        now = plan.read_plan(person, store.items(person))
        words = Words(f"statement {number}")
        store.record(person, plan.say(person, "toolbox", words, ItemClass.WORDS, now))
    for one in source.iterdir():
        shutil.copy(one, folder / one.name)
    store.close()
    return key


def test_a_damaged_log_is_not_opened_quietly(tmp_path: Path) -> None:
    key = a_vault_left_in_the_middle(tmp_path)
    log = tmp_path / f"{VAULT_NAME}-wal"
    assert look(log).commits >= 10
    raw = bytearray(log.read_bytes())
    raw[len(raw) // 3] ^= 1
    log.write_bytes(raw)
    found = look(log)
    assert found.lost_commits > 1
    with pytest.raises(SavedWorkMissingError):
        open_vault(tmp_path, key, ZONE, memory_security=False)
    aside = next(tmp_path.glob("aside-*"))
    assert (aside / log.name).read_bytes() == bytes(raw)


def test_a_deleted_log_is_not_opened_quietly(tmp_path: Path) -> None:
    key = a_vault_left_in_the_middle(tmp_path)
    (tmp_path / f"{VAULT_NAME}-wal").unlink()
    with pytest.raises(SavedWorkMissingError):
        open_vault(tmp_path, key, ZONE, memory_security=False)


def test_a_killed_process_is_no_alarm(tmp_path: Path, opened: OpenVault) -> None:
    key = a_vault_left_in_the_middle(tmp_path)
    assert opened(tmp_path, key).position().last_number == 20


def test_a_torn_last_frame_is_no_alarm_of_its_own(tmp_path: Path) -> None:
    a_vault_left_in_the_middle(tmp_path)
    log = tmp_path / f"{VAULT_NAME}-wal"
    raw = log.read_bytes()
    whole = look(log).commits
    log.write_bytes(raw[:-100])
    assert look(log) == LogLook(whole - 1, 0)


def test_a_missing_or_foreign_log_holds_nothing(tmp_path: Path) -> None:
    assert look(tmp_path / "none") == LogLook(0, 0)
    (tmp_path / "odd").write_bytes(b"not a log" * 20)
    assert look(tmp_path / "odd") == LogLook(0, 0)


def test_the_mark_survives_a_torn_cell_and_never_believes_a_forged_one(tmp_path: Path) -> None:
    key = VaultKey.new(new_id()).high_water_key()
    path = tmp_path / MARK_NAME
    mark = HighWaterMark(path, key)
    assert mark.read() is None
    for saves in (6, 7, 8):
        mark.write(saves)
    assert mark.read() == 8
    raw = bytearray(path.read_bytes())
    raw[10] ^= 1
    path.write_bytes(raw)
    assert mark.read() == 7
    mark.close()
    other = HighWaterMark(path, VaultKey.new(new_id()).high_water_key())
    assert other.read() is None
    other.close()
