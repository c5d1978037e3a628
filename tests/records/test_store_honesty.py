# SPDX-License-Identifier: Apache-2.0
"""The store says saved, missing and received when it is so, and at no other time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crypto.vault_key import VaultKey
from records import plan
from records.errors import DiskFullError, SavedWorkMissingError, StoreReadOnlyError
from records.high_water import MARK_NAME
from records.operation import (
    ItemClass,
    Kind,
    PersonId,
    TransactionId,
    UserId,
    new_id,
)
from records.plan import Words
from records.reducer import reduce
from records.store import RecordStore
from records.vault import VAULT_NAME, open_vault
from tests.records.conftest import OpenVault
from tests.records.operations import PERSON, operation
from tests.records.vaults import ZONE, new_vault


def say(store: RecordStore, person: PersonId, text: str) -> None:
    empty = plan.read_plan(person, {})
    store.record(person, plan.say(person, "toolbox", Words(text), ItemClass.WORDS, empty))


@pytest.fixture
def store(tmp_path: Path, opened: OpenVault) -> RecordStore:
    return opened(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a disk that is always full")
def test_a_mark_that_cannot_be_written_does_not_call_a_durable_save_refused(
    tmp_path: Path, opened: OpenVault
) -> None:
    key = new_vault(tmp_path)
    (tmp_path / MARK_NAME).symlink_to("/dev/full")
    store = opened(tmp_path, key)
    say(store, PERSON, "canal")
    assert store.waiting().total == 1


def test_a_mark_that_cannot_be_opened_has_a_sentence(tmp_path: Path) -> None:
    key = new_vault(tmp_path)
    (tmp_path / MARK_NAME).mkdir()
    with pytest.raises(StoreReadOnlyError):
        open_vault(tmp_path, key, ZONE, memory_security=False)


def test_an_app_that_outlived_its_supervisor_beside_the_next_one_forks_nothing(
    tmp_path: Path, opened: OpenVault
) -> None:
    key = new_vault(tmp_path)
    old, new = opened(tmp_path, key), opened(tmp_path, key)
    for turn in range(5):
        say(old, PERSON, f"old {turn}")
        say(new, PERSON, f"new {turn}")
        say(new, PERSON, f"new again {turn}")
    old.close()
    new.close()
    again = opened(tmp_path, key)  # and no alarm about missing work
    written = [one for signed in again.tail() for one in signed.operations]
    assert [one.number for one in written] == list(range(1, 31))
    assert [one.previous for one in written[1:]] == [one.hash for one in written[:-1]]


def lose_a_save(folder: Path, opened: OpenVault, key: VaultKey) -> None:
    opened(folder, key).close()
    old = (folder / VAULT_NAME).read_bytes()
    store = opened(folder, key)
    say(store, PERSON, "canal")
    store.close()
    (folder / VAULT_NAME).write_bytes(old)


def test_trying_again_does_not_fill_the_disk_with_the_same_evidence(
    tmp_path: Path, opened: OpenVault
) -> None:
    key = new_vault(tmp_path)
    lose_a_save(tmp_path, opened, key)
    for _ in range(4):
        with pytest.raises(SavedWorkMissingError):
            open_vault(tmp_path, key, ZONE, memory_security=False)
    assert len(list(tmp_path.glob("aside-*/vault.db"))) == 1


def test_evidence_that_cannot_be_copied_has_a_sentence_and_leaves_nothing_half(
    tmp_path: Path, opened: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = new_vault(tmp_path)
    lose_a_save(tmp_path, opened, key)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("records.vault.shutil.copy2", full)
    with pytest.raises(DiskFullError):
        open_vault(tmp_path, key, ZONE, memory_security=False)
    assert list(tmp_path.glob("aside-*")) == []


def test_who_left_the_team_keeps_their_name(store: RecordStore) -> None:
    priya, tom = UserId(new_id()), UserId(new_id())
    store.remember_team({priya: "Priya Nair"})
    store.remember_team({tom: "Tom Whitlock"})
    assert store.team()[priya] == "Priya Nair"
    assert store.team()[tom] == "Tom Whitlock"


def test_reading_alone_is_nothing_old_that_waits(store: RecordStore) -> None:
    store.note_read(PERSON)
    assert (store.waiting().total, store.waiting().oldest_at) == (0, None)


def test_what_was_written_since_an_exchange_is_not_called_received(store: RecordStore) -> None:
    say(store, PERSON, "canal")
    store.note_everything_received()
    assert store.last_received_at() is None
    position = store.position()
    store.acknowledge(position.last_number, position.last_number)
    store.note_everything_received()
    assert store.last_received_at() is not None


def test_what_is_held_aside_is_not_called_received(store: RecordStore) -> None:
    store.hold([TransactionId(new_id())], "malformed")
    store.note_everything_received()
    assert store.last_received_at() is None


def test_what_is_written_after_the_next_unlock_stands_after_what_was_seen_before_it(
    tmp_path: Path, opened: OpenVault
) -> None:
    key = new_vault(tmp_path)
    store = opened(tmp_path, key)
    say(store, PERSON, "canal")
    ahead = store.tail()[0].operations[-1].hlc[0] + 60_000  # a colleague's clock, a minute fast
    seen = operation(1, Kind.SAY, "choir", hlc=ahead)
    store.apply_page([seen], "cursor-1")
    store.close()
    again = opened(tmp_path, key)
    say(again, PERSON, "tea")
    assert again.tail()[-1].operations[0].hlc > seen.hlc


def test_reading_decides_nothing_about_what_was_read(tmp_path: Path, opened: OpenVault) -> None:
    here, there = opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Nair")
    due = operation(1, Kind.SET, {"given": "x"}, field="f|1|when", item_class=ItemClass.LOGISTICS)
    read = operation(2, Kind.READ, item_class=ItemClass.OBSERVATION, field="opened")
    for store, order in ((here, (due, read)), (there, (read, due))):
        for one in order:
            store.apply_page([one], None)
    assert here.items(PERSON) == there.items(PERSON) == reduce([due, read])
    assert [one.item_class for one in here.items(PERSON).values()] == [ItemClass.LOGISTICS]
