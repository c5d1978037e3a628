# SPDX-License-Identifier: Apache-2.0
"""Ways in: making, opening, changing, recovering, and never being left without one."""

import stat
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crypto import (
    CannotUnlockError,
    Secret,
    SlotKind,
    VaultKey,
    add_slot,
    change_passphrase,
    create_slots,
    derive_in_child,
    read_slots,
    remove_slot,
    unlock,
)
from crypto.errors import (
    NotEnoughMemoryError,
    PassphraseTooShortError,
    SlotFileExistsError,
    SlotFileForeignError,
)
from crypto.passphrase import FLOOR
from crypto.slot_format import MAX_SLOTS, encode, parse, undamaged_fields

VAULT_ID, USER_ID, CENTRE_ID = "5f1d" * 8, "a11c" * 8, "ce27" * 8
NEW_WORDS = Secret.from_text("lantern gravel orchard six")


def test_a_vault_opens_with_real_argon2id_here_and_in_a_child(tmp_path, words):
    made = create_slots(tmp_path, VAULT_ID, USER_ID, words, FLOOR)
    assert unlock(tmp_path, words, derive=derive_in_child) == made
    change_passphrase(tmp_path, words, NEW_WORDS)
    assert unlock(tmp_path, NEW_WORDS) == made
    with pytest.raises(CannotUnlockError):
        unlock(tmp_path, words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.text(min_size=12), st.text(min_size=12))
def test_only_the_passphrase_it_was_made_with_opens_it(tmp_path_factory, quick, right, wrong):
    folder = tmp_path_factory.mktemp("vault")
    try:
        made = create_slots(folder, VAULT_ID, USER_ID, Secret.from_text(right), FLOOR, derive=quick)
    except PassphraseTooShortError:
        return  # NFKC can join characters
    assert unlock(folder, Secret.from_text(right), derive=quick) == made
    if quick(Secret.from_text(right), b"", FLOOR) != quick(Secret.from_text(wrong), b"", FLOOR):
        with pytest.raises(CannotUnlockError):
            unlock(folder, Secret.from_text(wrong), derive=quick)


def test_neither_passphrase_nor_key_is_in_the_files(folder, words, quick):
    key = unlock(folder, words, derive=quick)
    for path in folder.iterdir():
        content = path.read_bytes()
        for secret in (words, key.master, key.database_key()):
            assert secret.reveal()[:32] not in content
            assert secret.reveal()[:32].hex().encode() not in content


@pytest.mark.skipif(sys.platform == "win32", reason="the folder's access list does this there")
def test_both_files_are_for_the_worker_alone(folder):
    names = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert names == {"vault.slots": 0o600, "vault.slots.bak": 0o600}


def test_the_copy_is_the_same_as_the_file(folder):
    assert (folder / "vault.slots").read_bytes() == (folder / "vault.slots.bak").read_bytes()


@pytest.mark.parametrize("left", ["vault.slots", "vault.slots.bak"])
def test_keys_are_never_made_over_keys_even_damaged_ones(folder, words, left):
    for path in folder.iterdir():
        path.write_bytes(b"damaged")
        if path.name != left:
            path.unlink()
    with pytest.raises(SlotFileExistsError):
        create_slots(folder, VAULT_ID, USER_ID, words, FLOOR, derive=lambda *_: Secret(bytes(32)))
    assert (folder / left).read_bytes() == b"damaged"


@pytest.mark.parametrize("bad", ["", "5F1D" * 8, "5f1d" * 7, "5f1dg1d5" * 4])
def test_a_slot_file_that_could_not_be_read_again_is_not_written(tmp_path, words, quick, bad):
    with pytest.raises(SlotFileForeignError):
        create_slots(tmp_path, bad, USER_ID, words, FLOOR, derive=quick)
    assert list(tmp_path.iterdir()) == []


def test_a_short_passphrase_is_refused_before_anything_happens(folder, words, quick):
    before, short = (folder / "vault.slots").read_bytes(), Secret.from_text("too short")
    key = unlock(folder, words, derive=quick)
    with pytest.raises(PassphraseTooShortError):
        create_slots(folder, VAULT_ID, USER_ID, short, FLOOR, derive=quick)
    with pytest.raises(PassphraseTooShortError):
        change_passphrase(folder, words, short, derive=quick)
    with pytest.raises(PassphraseTooShortError):
        add_slot(folder, key, SlotKind.RECOVERY, CENTRE_ID, short, parameters=FLOOR, derive=quick)
    assert (folder / "vault.slots").read_bytes() == before


def test_changing_the_passphrase_keeps_the_key_and_renews_salt_nonce_and_generation(folder, words, quick):
    key, before = unlock(folder, words, derive=quick), read_slots(folder)
    change_passphrase(folder, words, NEW_WORDS, derive=quick)
    after = read_slots(folder)
    assert unlock(folder, NEW_WORDS, derive=quick) == key
    assert after.generation == before.generation + 1
    assert after.slots[0].id == before.slots[0].id
    assert after.slots[0].salt != before.slots[0].salt
    assert after.slots[0].nonce != before.slots[0].nonce
    assert after.slots[0].parameters == before.slots[0].parameters


def test_changing_the_passphrase_can_raise_the_cost(folder, words, quick):
    change_passphrase(folder, words, NEW_WORDS, replace(FLOOR, passes=4), derive=quick)
    assert read_slots(folder).slots[0].parameters.passes == 4
    unlock(folder, NEW_WORDS, derive=quick)


def test_a_wrong_old_passphrase_changes_nothing(folder, quick):
    before = (folder / "vault.slots").read_bytes()
    with pytest.raises(CannotUnlockError):
        change_passphrase(folder, NEW_WORDS, NEW_WORDS, derive=quick)
    assert (folder / "vault.slots").read_bytes() == before


def test_after_a_change_not_even_the_copy_opens_with_the_old_passphrase(folder, words, quick):
    change_passphrase(folder, words, NEW_WORDS, derive=quick)
    (folder / "vault.slots").unlink()
    with pytest.raises(CannotUnlockError):
        unlock(folder, words, derive=quick)


def test_recovery_opens_only_as_recovery_and_gives_the_worker_a_new_passphrase(folder, words, quick):
    key, recovery = unlock(folder, words, derive=quick), Secret.from_text("organisation recovery words")
    add_slot(folder, key, SlotKind.RECOVERY, CENTRE_ID, recovery, parameters=FLOOR, derive=quick)
    with pytest.raises(CannotUnlockError):
        unlock(folder, recovery, derive=quick)
    recovered = unlock(folder, recovery, kind=SlotKind.RECOVERY, derive=quick)
    assert recovered == key
    add_slot(folder, recovered, SlotKind.USER, USER_ID, NEW_WORDS, parameters=FLOOR, derive=quick)
    assert unlock(folder, NEW_WORDS, derive=quick) == key
    assert unlock(folder, recovery, kind=SlotKind.RECOVERY, derive=quick) == key
    with pytest.raises(CannotUnlockError):
        unlock(folder, words, derive=quick)
    assert [slot.kind for slot in read_slots(folder).slots] == [SlotKind.RECOVERY, SlotKind.USER]


def test_an_enrolment_code_is_gone_once_removed(folder, words, quick):
    key, code = unlock(folder, words, derive=quick), Secret.from_text("one time code 4711")
    slot_id = add_slot(folder, key, SlotKind.ENROL_ONCE, USER_ID, code, parameters=FLOOR, derive=quick)
    assert unlock(folder, code, kind=SlotKind.ENROL_ONCE, derive=quick) == key
    remove_slot(folder, slot_id)
    with pytest.raises(CannotUnlockError):
        unlock(folder, code, kind=SlotKind.ENROL_ONCE, derive=quick)
    generation = read_slots(folder).generation
    remove_slot(folder, slot_id)
    assert read_slots(folder).generation == generation


def test_the_last_slot_of_a_worker_stays(folder):
    with pytest.raises(ValueError, match="at least one"):
        remove_slot(folder, read_slots(folder).slots[0].id)


def test_there_are_never_more_than_32_slots(folder, words, quick):
    key = unlock(folder, words, derive=quick)
    for number in range(MAX_SLOTS - 1):
        add_slot(folder, key, SlotKind.USER, f"{number:032x}", words, parameters=FLOOR, derive=quick)
    with pytest.raises(SlotFileForeignError):
        add_slot(folder, key, SlotKind.USER, CENTRE_ID, words, parameters=FLOOR, derive=quick)
    assert len(read_slots(folder).slots) == MAX_SLOTS


def test_the_key_of_another_vault_gets_no_slot_here(folder, words, quick):
    with pytest.raises(SlotFileForeignError):
        add_slot(
            folder, VaultKey.new(VAULT_ID), SlotKind.USER, USER_ID, words, parameters=FLOOR, derive=quick
        )


def test_too_little_memory_is_not_taken_for_a_wrong_passphrase(folder, words):
    def out_of_memory(passphrase, salt, parameters):
        raise NotEnoughMemoryError(parameters.memory_kib)

    with pytest.raises(NotEnoughMemoryError):
        unlock(folder, words, derive=out_of_memory)


def test_what_is_encoded_is_parsed_again(folder):
    slot_file = read_slots(folder)
    assert parse(undamaged_fields(encode(slot_file)) or {}) == slot_file
