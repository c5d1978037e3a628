# SPDX-License-Identifier: Apache-2.0
"""The slot file under damage, power cuts, full disks and strangers."""

import errno
import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import (
    CannotUnlockError,
    Secret,
    change_passphrase,
    create_slots,
    read_slots,
    unlock,
)
from crypto.errors import (
    SlotFileDamagedError,
    SlotFileForeignError,
    SlotFileMissingError,
    SlotFileTooNewError,
)
from crypto.passphrase import FLOOR
from crypto.slot_format import MAX_BYTES, undamaged_fields

NEW_WORDS = Secret.from_text("lantern gravel orchard six")
VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "slots"
OTHER_ID, USER_ID = "0bad" * 8, "a11c" * 8


class PowerCut(BaseException):
    """Nothing after this line happens."""


@contextmanager
def failing_disk(limit, error, half_written=False):
    """Let `limit` calls to the disk through; the next and every later one raises `error`."""
    calls = []

    def counted(real, name):
        def step(*arguments, **options):
            calls.append(name)
            if len(calls) <= limit:
                return real(*arguments, **options)
            if half_written and name == "write" and len(calls) == limit + 1:
                real(arguments[0], bytes(arguments[1])[:100])
            raise error

        return step

    with pytest.MonkeyPatch.context() as patch:
        for name in ("open", "write", "fsync", "replace", "unlink"):
            patch.setattr(os, name, counted(getattr(os, name), name))
        yield calls


def test_every_turned_bit_of_the_file_is_mended_from_the_copy(folder):
    good, whole = read_slots(folder), (folder / "vault.slots").read_bytes()
    for index in range(len(whole)):
        _write_turned(folder / "vault.slots", whole, index, 1 << index % 8)
        assert read_slots(folder) == good
        assert (folder / "vault.slots").read_bytes() == whole


def test_every_turned_bit_of_the_copy_is_mended_from_the_file(folder):
    good, whole = read_slots(folder), (folder / "vault.slots").read_bytes()
    for index in range(len(whole)):
        _write_turned(folder / "vault.slots.bak", whole, index, 1 << index % 8)
        assert read_slots(folder) == good
        assert (folder / "vault.slots.bak").read_bytes() == whole


def test_every_turned_bit_without_a_copy_is_called_damage(folder):
    whole = (folder / "vault.slots").read_bytes()
    (folder / "vault.slots.bak").unlink()
    for index in range(len(whole)):
        _write_turned(folder / "vault.slots", whole, index, 1 << index % 8)
        with pytest.raises(SlotFileDamagedError):
            read_slots(folder)


def test_every_other_value_of_every_byte_is_noticed(folder):
    whole = (folder / "vault.slots").read_bytes()
    changed = bytearray(whole)
    for index, right in enumerate(whole):
        for wrong in {
            0x00,
            0x20,
            0x22,
            0x2C,
            0x30,
            0x66,
            0x7D,
            0xFF,
            *(right ^ 1 << bit for bit in range(8)),
        } - {right}:
            changed[index] = wrong
            assert undamaged_fields(bytes(changed)) is None
        changed[index] = right


@pytest.mark.parametrize("name", ["vault.slots", "vault.slots.bak"])
@pytest.mark.parametrize("harm", ["gone", "empty", "zeroed", "cut", "longer", "huge", "nested", "text"])
def test_any_harm_to_one_of_the_two_is_mended(folder, name, harm):
    good, whole = read_slots(folder), (folder / name).read_bytes()
    _harm(folder / name, harm)
    assert read_slots(folder) == good
    assert (folder / name).read_bytes() == whole


@pytest.mark.parametrize("harm", ["empty", "zeroed", "cut", "longer"])
def test_the_same_harm_to_both_is_called_damage(folder, harm):
    _harm(folder / "vault.slots", harm)
    _harm(folder / "vault.slots.bak", harm)
    with pytest.raises(SlotFileDamagedError):
        read_slots(folder)


def test_a_folder_without_slots_says_so(tmp_path):
    with pytest.raises(SlotFileMissingError):
        read_slots(tmp_path)


@given(
    st.binary(max_size=300)
    | st.recursive(st.none() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_no_bytes_at_all_break_the_reader(content):
    assert undamaged_fields(content) is None


def test_more_than_64_kib_is_never_read_as_slots(folder):
    fields = json.loads((folder / "vault.slots").read_bytes()) | {"pad": ""}
    content = _with_checksum(fields | {"pad": "x" * (MAX_BYTES + 1 - len(_with_checksum(fields)))})
    assert len(content) == MAX_BYTES + 1
    assert undamaged_fields(content) is not None
    for name in ("vault.slots", "vault.slots.bak"):
        (folder / name).write_bytes(content)
    with pytest.raises(SlotFileDamagedError):
        read_slots(folder)


@pytest.mark.parametrize("name", ["epoch", "generation"])
@pytest.mark.parametrize("value", [True, 0, -1, 1.0, "1", None, 2**60])
def test_a_count_that_is_not_a_whole_number_from_one_is_refused(folder, name, value):
    fields = json.loads((folder / "vault.slots").read_bytes()) | {name: value}
    (folder / "vault.slots").write_bytes(_with_checksum(fields))
    with pytest.raises(SlotFileForeignError):
        read_slots(folder)


@pytest.mark.parametrize("half_written", [False, True])
def test_a_power_cut_at_any_step_of_a_change_leaves_the_old_passphrase_or_the_new(
    folder, tmp_path_factory, words, quick, half_written
):
    opened_with = []
    for limit in range(_steps_of_a_change(folder, tmp_path_factory, words, quick)):
        here = _copy_of(folder, tmp_path_factory)
        with failing_disk(limit, PowerCut(), half_written), pytest.raises(PowerCut):
            change_passphrase(here, words, NEW_WORDS, derive=quick)
        opened_with.append(_the_one_that_opens(here, words, quick))
        assert (here / "vault.slots").read_bytes() == (here / "vault.slots.bak").read_bytes()
        change_passphrase(here, opened_with[-1], words, derive=quick)  # one retry finishes, and tidies
        assert {path.name for path in here.iterdir()} == {"vault.slots", "vault.slots.bak"}
    changed_at = opened_with.index(NEW_WORDS)
    assert changed_at > 0
    assert set(map(id, opened_with[changed_at:])) == {id(NEW_WORDS)}


def test_a_full_disk_at_any_step_leaves_one_passphrase_and_no_rubbish(folder, tmp_path_factory, words, quick):
    for limit in range(_steps_of_a_change(folder, tmp_path_factory, words, quick)):
        here, refused = _copy_of(folder, tmp_path_factory), False
        with failing_disk(limit, OSError(errno.ENOSPC, "full")):
            try:
                change_passphrase(here, words, NEW_WORDS, derive=quick)
            except OSError:
                refused = True
        who = _the_one_that_opens(here, words, quick)
        assert refused or who is NEW_WORDS
        change_passphrase(here, who, words, derive=quick)
        assert {path.name for path in here.iterdir()} == {"vault.slots", "vault.slots.bak"}


def test_a_power_cut_at_any_step_of_the_first_writing_leaves_slots_or_none(tmp_path_factory, words, quick):
    limit, made = 0, False
    while not made:
        here = tmp_path_factory.mktemp("new")
        try:
            with failing_disk(limit, PowerCut()):
                create_slots(here, OTHER_ID, USER_ID, words, FLOOR, derive=quick)
            made = True
        except PowerCut:
            limit += 1
        if (here / "vault.slots").exists():
            unlock(here, words, derive=quick)
        else:
            create_slots(here, OTHER_ID, USER_ID, words, FLOOR, derive=quick)
    assert limit > 5


def test_the_file_is_durable_before_its_name_and_the_name_before_the_copy(folder, words, quick):
    with failing_disk(1000, PowerCut()) as calls:
        change_passphrase(folder, words, NEW_WORDS, derive=quick)
    once = ["unlink", "open", "write", "fsync", "replace", "open", "fsync"]
    assert calls == once + once


def test_a_full_disk_does_not_keep_a_worker_out_when_the_file_needs_mending(folder, words, quick):
    key = unlock(folder, words, derive=quick)
    (folder / "vault.slots").write_bytes(b"")
    with failing_disk(0, OSError(errno.ENOSPC, "full")):
        assert unlock(folder, words, derive=quick) == key


def test_an_old_file_put_back_gives_way_to_the_later_copy(folder, words, quick):
    old = (folder / "vault.slots").read_bytes()
    change_passphrase(folder, words, NEW_WORDS, derive=quick)
    (folder / "vault.slots").write_bytes(old)
    assert _the_one_that_opens(folder, words, quick) is NEW_WORDS


def test_an_old_copy_put_back_is_made_new_at_the_next_reading(folder, words, quick):
    old = (folder / "vault.slots.bak").read_bytes()
    change_passphrase(folder, words, NEW_WORDS, derive=quick)
    (folder / "vault.slots.bak").write_bytes(old)
    read_slots(folder)
    assert (folder / "vault.slots.bak").read_bytes() == (folder / "vault.slots").read_bytes()


@pytest.mark.parametrize("later", ["ours", "theirs"])
def test_the_undamaged_copy_of_another_vault_is_neither_used_nor_overwritten(
    folder, tmp_path_factory, words, quick, later
):
    other, key = tmp_path_factory.mktemp("other"), unlock(folder, words, derive=quick)
    create_slots(other, OTHER_ID, USER_ID, words, FLOOR, derive=quick)
    change_passphrase(folder if later == "ours" else other, words, words, derive=quick)
    theirs = (other / "vault.slots").read_bytes()
    before = (folder / "vault.slots").read_bytes()
    (folder / "vault.slots.bak").write_bytes(theirs)
    assert unlock(folder, words, derive=quick) == key
    with pytest.raises(SlotFileForeignError):
        change_passphrase(folder, words, NEW_WORDS, derive=quick)
    assert (folder / "vault.slots.bak").read_bytes() == theirs
    assert (folder / "vault.slots").read_bytes() == before


def test_a_newer_file_is_refused_and_left_alone_even_beside_a_copy_we_know(folder):
    newer = VECTORS / "newer_version.slots"
    known = (folder / "vault.slots.bak").read_bytes()
    shutil.copy(newer, folder / "vault.slots")
    with pytest.raises(SlotFileTooNewError):
        read_slots(folder)
    assert (folder / "vault.slots").read_bytes() == newer.read_bytes()
    assert (folder / "vault.slots.bak").read_bytes() == known


def test_a_newer_copy_is_left_alone_beside_a_file_we_know(folder, words, quick):
    newer = VECTORS / "newer_version.slots"
    shutil.copy(newer, folder / "vault.slots.bak")
    unlock(folder, words, derive=quick)
    with pytest.raises(SlotFileTooNewError):
        change_passphrase(folder, words, NEW_WORDS, derive=quick)
    assert (folder / "vault.slots.bak").read_bytes() == newer.read_bytes()


def test_a_file_the_disk_cannot_read_counts_as_damaged(folder, monkeypatch):
    good, real = read_slots(folder), Path.open

    def dying(self, *arguments, **options):
        if self.name == "vault.slots":
            raise OSError(errno.EIO, "dying")
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", dying)
    assert read_slots(folder) == good


def _steps_of_a_change(folder, tmp_path_factory, words, quick):
    here = _copy_of(folder, tmp_path_factory)
    with failing_disk(1000, PowerCut()) as calls:
        change_passphrase(here, words, NEW_WORDS, derive=quick)
    return len(calls)


def _copy_of(folder, tmp_path_factory):
    return Path(shutil.copytree(folder, tmp_path_factory.mktemp("cut") / "vault"))


def _the_one_that_opens(folder, words, quick):
    opens = []
    for who in (words, NEW_WORDS):
        try:
            unlock(folder, who, derive=quick)
        except CannotUnlockError:
            continue
        opens.append(who)
    assert len(opens) == 1
    return opens[0]


def _with_checksum(fields):
    rest = {name: value for name, value in fields.items() if name != "checksum"}
    checksum = hashlib.sha256(b"keepwell/slots-checksum\n" + _canonical(rest)).hexdigest()
    return _canonical(rest | {"checksum": checksum})


def _canonical(fields):
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


def _write_turned(path, whole, index, mask):
    changed = bytearray(whole)
    changed[index] ^= mask
    path.write_bytes(changed)


def _harm(path, harm):
    whole = path.read_bytes()
    harmed = {
        "empty": b"",
        "zeroed": bytes(4096),
        "cut": whole[: len(whole) // 2],
        "longer": whole + b" ",
        "huge": whole * 200,
        "nested": b"[" * 60_000,
        "text": b"Dear diary",
    }
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(harmed[harm])
