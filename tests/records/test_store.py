# SPDX-License-Identifier: Apache-2.0
"""The one door: what is called saved is there after anything, and the tail is what the centre has not got."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from records import plan
from records.database import Database
from records.drafts import DraftId
from records.errors import SavedWorkMissingError, TransactionTooLargeError
from records.operation import MAX_OPERATIONS, ItemClass, PersonId, new_id
from records.plan import Words
from records.store import RecordStore
from records.vault import VAULT_NAME, open_vault, open_what_is_left
from tests.records.conftest import OpenVault
from tests.records.vaults import ZONE, new_vault

TOOLBOX = "toolbox"


def say(store: RecordStore, person: PersonId, text: str) -> None:
    now = plan.read_plan(person, store.items(person))
    store.record(person, plan.say(person, TOOLBOX, Words(text), ItemClass.WORDS, now))


def words(store: RecordStore, person: PersonId) -> list[str]:
    now = plan.read_plan(person, store.items(person))
    return [one.words.heads[0].value for one in now.in_part(TOOLBOX)]


@pytest.fixture
def person() -> PersonId:
    return PersonId(new_id())


@pytest.fixture
def store(tmp_path: Path, opened: OpenVault) -> RecordStore:
    return opened(tmp_path)


def test_statements_keep_the_order_they_were_said_in(store: RecordStore, person: PersonId) -> None:
    for text in ("canal", "sister", "choir", "tea"):
        say(store, person, text)
    assert words(store, person) == ["canal", "sister", "choir", "tea"]


def test_everything_is_there_after_opening_again(tmp_path: Path, opened: OpenVault, person: PersonId) -> None:
    key = new_vault(tmp_path)
    first = opened(tmp_path, key)
    say(first, person, "canal")
    where = first.position()
    first.close()
    again = opened(tmp_path, key)
    assert words(again, person) == ["canal"]
    assert again.position() == where


def test_the_tail_is_whole_transactions_until_they_are_acknowledged(
    store: RecordStore, person: PersonId
) -> None:
    for text in ("canal", "sister", "choir"):
        say(store, person, text)
    assert [len(one.operations) for one in store.tail()] == [2, 2, 2]
    assert [len(one.operations) for one in store.tail(limit_operations=3)] == [2]
    assert len(store.tail(limit_operations=1)) == 1
    assert store.waiting().by_person == {person: 3}
    store.acknowledge(4, 4)
    assert [one.operations[0].number for one in store.tail()] == [5]
    assert store.waiting().by_person == {person: 1}


def test_an_acknowledgement_never_passes_what_was_written(store: RecordStore, person: PersonId) -> None:
    say(store, person, "canal")
    store.acknowledge(2, 0)
    store.acknowledge(99, 0)
    assert store.position().acked_number == 2


def test_a_centre_that_was_restored_takes_its_mark_back(store: RecordStore, person: PersonId) -> None:
    say(store, person, "canal")
    store.acknowledge(2, 2)
    store.acknowledge(0, 0)
    assert len(store.tail()) == 1


def test_the_chain_holds_from_the_enrolment_on(store: RecordStore, person: PersonId) -> None:
    from records.operation import enrolment_hash, signing_bytes

    for text in ("canal", "sister"):
        say(store, person, text)
    from crypto.identity import DeviceIdentity, verify
    from crypto.secret import Secret

    enrolment = store.enrolment
    public = DeviceIdentity(Secret(enrolment.private_key)).public_key
    head = enrolment_hash(enrolment.device, enrolment.epoch, public)
    for signed in store.tail():
        for one in signed.operations:
            assert one.previous == head
            head = one.hash
        assert [one.last for one in signed.operations] == [False, True]
        verify(public, signed.signature, signing_bytes(head))


def test_reading_is_logged_but_is_no_waiting_work(store: RecordStore, person: PersonId) -> None:
    store.note_read(person)
    assert store.waiting().total == 0
    assert [one.operations[0].kind for one in store.tail()] == ["read"]


def test_a_transaction_beyond_its_limits_changes_nothing(store: RecordStore, person: PersonId) -> None:
    now = plan.read_plan(person, {})
    many = [
        change
        for _ in range(MAX_OPERATIONS)
        for change in plan.say(person, TOOLBOX, Words("x"), ItemClass.WORDS, now)
    ]
    with pytest.raises(TransactionTooLargeError):
        store.record(person, many)
    with pytest.raises(TransactionTooLargeError):
        store.record(person, plan.say(person, TOOLBOX, Words("x" * 300_000), ItemClass.WORDS, now))
    assert store.position().last_number == 0
    say(store, person, "still works")
    assert words(store, person) == ["still works"]
    assert store.tail()[0].operations[0].number == 1


def test_a_draft_is_replaced_in_place_and_never_sent(store: RecordStore, person: PersonId) -> None:
    draft = DraftId(new_id())
    store.save_draft(draft, person, "visit|1", {"answers": 1})
    store.save_draft(draft, person, "visit|1", {"answers": 2})
    assert [one.snapshot for one in store.drafts_of(person)] == [{"answers": 2}]
    assert store.tail() == []


def test_finishing_lets_go_of_the_draft_in_the_same_transaction(store: RecordStore, person: PersonId) -> None:
    draft = DraftId(new_id())
    store.save_draft(draft, person, "plan|1", {"text": "can"})
    now = plan.read_plan(person, {})
    store.record(person, plan.say(person, TOOLBOX, Words("canal"), ItemClass.WORDS, now), finishes=draft)
    assert store.drafts_of(person) == []
    assert words(store, person) == ["canal"]


def test_a_page_that_comes_twice_or_in_slices_changes_nothing_more(
    tmp_path: Path, opened: OpenVault, person: PersonId
) -> None:
    here, there = opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Nair")
    say(here, person, "canal")
    say(here, person, "sister")
    page = [one for signed in here.tail() for one in signed.operations]
    there.apply_page(page[2:], None)
    there.apply_page(page, "cursor-1")
    there.apply_page(page, "cursor-1")
    assert words(there, person) == ["canal", "sister"]
    assert there.position().cursor == "cursor-1"
    assert there.items(person) == here.items(person)
    assert there.tail() == []


def test_search_finds_names_and_plan_words_before_and_after_they_are_indexed(
    store: RecordStore, person: PersonId
) -> None:
    say(store, person, "Walking by the café at the canal")
    assert store.find("cana") == [person]
    assert store.find("CAFE walking") == [person]
    assert store.find("sister") == []


WRITER = """
import sys
from pathlib import Path
from crypto.secret import Secret
from crypto.vault_key import VaultKey
from records.drafts import DraftId
from records.operation import PersonId, ItemClass
from records import plan
from records.vault import open_vault

folder, vault_id, master, salt, person = sys.argv[1:]
key = VaultKey(Secret(bytes.fromhex(master)), vault_id, 1, bytes.fromhex(salt))
store = open_vault(Path(folder), key, "Europe/London", memory_security=False)
empty = plan.read_plan(PersonId(person), {})
for number in range(100000):
    words = plan.Words(f"statement {number}")
    store.record(PersonId(person), plan.say(PersonId(person), "toolbox", words, ItemClass.WORDS, empty))
    store.save_draft(DraftId(person), PersonId(person), "visit|1", {"number": number})
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 7, 20])
def test_what_was_called_saved_is_there_after_a_kill(
    tmp_path: Path, opened: OpenVault, person: PersonId, after: int
) -> None:
    key = new_vault(tmp_path)
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            WRITER,
            str(tmp_path),
            key.vault_id,
            key.master.reveal().hex(),
            key.db_salt.hex(),
            person,
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    acknowledged = -1
    for line in writer.stdout:
        acknowledged = int(line)
        if acknowledged >= after:
            break
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.stdout.close()
    assert writer.wait() == -signal.SIGKILL
    acknowledged = max([acknowledged, *(int(one) for one in rest if one.isdigit())])
    store = opened(tmp_path, key)
    said = {one.words.heads[0].value for one in plan.read_plan(person, store.items(person)).in_part(TOOLBOX)}
    assert {f"statement {number}" for number in range(acknowledged)} <= said
    assert store.drafts_of(person)[0].snapshot["number"] >= acknowledged - 1


def test_a_vault_put_back_from_last_week_says_what_is_missing(
    tmp_path: Path, opened: OpenVault, person: PersonId
) -> None:
    key = new_vault(tmp_path)
    store = opened(tmp_path, key)
    say(store, person, "last week")
    store.close()
    old = (tmp_path / VAULT_NAME).read_bytes()
    store = opened(tmp_path, key)
    say(store, person, "this week")
    store.close()
    (tmp_path / VAULT_NAME).write_bytes(old)
    with pytest.raises(SavedWorkMissingError) as caught:
        open_vault(tmp_path, key, ZONE, memory_security=False)
    assert caught.value.saved == caught.value.found + 1
    assert list(tmp_path.glob("aside-*/vault.db"))
    left = open_what_is_left(tmp_path, key, ZONE)
    assert words(left, person) == ["last week"]
    left.close()


def test_the_vault_file_shows_no_words(tmp_path: Path, opened: OpenVault, person: PersonId) -> None:
    store = opened(tmp_path)
    say(store, person, "Mnemosyne by the canal")
    store.index_due()
    for one in tmp_path.iterdir():
        assert b"Mnemosyne" not in one.read_bytes()


def test_a_change_outside_a_transaction_is_our_bug(tmp_path: Path) -> None:
    from records.errors import BugError

    key = new_vault(tmp_path)
    database = Database(tmp_path / VAULT_NAME, key.database_key(), memory_security=False)
    with pytest.raises(BugError):
        database.run("DELETE FROM journal")
    database.close()
