# SPDX-License-Identifier: Apache-2.0
"""Ways into a vault: make, unlock, change, add and remove; must never write a passphrase or a bare key.

A slot holds the vault key under AES-256-GCM, with a key derived so: Argon2id of the passphrase, then
HKDF-SHA256 with the info "slot-kek|<vault id>|<slot id>" (security 3). Changing a passphrase re-wraps one
slot; the vault itself stays as it is.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto.errors import CannotUnlockError, SlotFileForeignError
from crypto.passphrase import (
    DEFAULT,
    SALT_BYTES,
    Argon2Parameters,
    Derive,
    require_long_enough,
)
from crypto.passphrase import derive as derive_here
from crypto.secret import Secret
from crypto.slot_format import NONCE_BYTES, WRAPPED_BYTES, Slot, SlotFile, SlotKind, slot_header
from crypto.slot_storage import create_slot_file, read_slots, replace_slot_file
from crypto.vault_key import VaultKey, expand


def create_slots(
    folder: Path,
    vault_id: str,
    user_id: str,
    passphrase: Secret,
    parameters: Argon2Parameters = DEFAULT,
    *,
    derive: Derive = derive_here,
) -> VaultKey:
    """Make the key of a new vault, with one slot for its worker; `folder` exists and is private (0700).

    Raises:
        PassphraseTooShortError: fewer than twelve characters.
        SlotFileExistsError: the folder holds a vault's keys already.
        NotEnoughMemoryError: Argon2id could not run.
        OSError: the disk refuses.
    """
    require_long_enough(passphrase)
    key = VaultKey.new(vault_id)
    slot = _wrapped(key, _blank_slot(SlotKind.USER, user_id, parameters), passphrase, derive)
    create_slot_file(folder, SlotFile(key.vault_id, key.epoch, 1, key.db_salt, (slot,)))
    return key


def unlock(
    folder: Path,
    passphrase: Secret,
    *,
    kind: SlotKind = SlotKind.USER,
    derive: Derive = derive_here,
) -> VaultKey:
    """Open the vault key with the first slot of `kind` that this passphrase fits.

    Takes 0.5 to 1 second a slot; give `derive_in_child` as `derive` to keep that out of this process.

    Raises:
        CannotUnlockError: no slot of that kind opens.
        SlotFileMissingError, SlotFileDamagedError, SlotFileForeignError, SlotFileTooNewError: see each.
        NotEnoughMemoryError: Argon2id could not run; counts as no attempt (security F16).
    """
    key, _slot = _opened(read_slots(folder), passphrase, kind, derive)
    return key


def change_passphrase(
    folder: Path,
    old: Secret,
    new: Secret,
    parameters: Argon2Parameters | None = None,
    *,
    derive: Derive = derive_here,
) -> None:
    """Let the worker in with `new` from now on, and no longer with `old`; keeps the cost unless given.

    Raises:
        Whatever `unlock` raises, and PassphraseTooShortError for `new`: `old` is still the one.
        OSError: the disk refuses; just one of the two opens, `new` only if the refusal came after the rename.
    """
    require_long_enough(new)
    slot_file = read_slots(folder)
    key, slot = _opened(slot_file, old, SlotKind.USER, derive)
    renewed = _wrapped(key, replace(slot, parameters=parameters or slot.parameters), new, derive)
    slots = tuple(renewed if each.id == slot.id else each for each in slot_file.slots)
    replace_slot_file(folder, _next_generation(slot_file, slots))


def add_slot(
    folder: Path,
    key: VaultKey,
    kind: SlotKind,
    user_id: str,
    passphrase: Secret,
    *,
    parameters: Argon2Parameters = DEFAULT,
    derive: Derive = derive_here,
) -> str:
    """Add a way in, in place of an earlier one of the same kind and user; returns the new slot's id.

    For the recovery slot at enrolment, for a code that enrols once, and for the worker's new passphrase
    after a recovery (security 3).

    Raises:
        PassphraseTooShortError: fewer than twelve characters.
        SlotFileForeignError: `key` is of another vault, or there are 32 slots already.
        OSError: the disk refuses; the slots are as they were.
    """
    require_long_enough(passphrase)
    slot_file = read_slots(folder)
    if (key.vault_id, key.epoch, key.db_salt) != (slot_file.vault_id, slot_file.epoch, slot_file.db_salt):
        raise SlotFileForeignError
    kept = tuple(slot for slot in slot_file.slots if (slot.kind, slot.user_id) != (kind, user_id))
    slot = _wrapped(key, _blank_slot(kind, user_id, parameters), passphrase, derive)
    replace_slot_file(folder, _next_generation(slot_file, (*kept, slot)))
    return slot.id


def remove_slot(folder: Path, slot_id: str) -> None:
    """Take a way in away, such as an enrolment code after its use; an unknown id changes nothing.

    Raises:
        ValueError: it is the last one of a worker: a vault keeps one.
        OSError: the disk refuses; the slots are as they were.
    """
    slot_file = read_slots(folder)
    kept = tuple(slot for slot in slot_file.slots if slot.id != slot_id)
    if not any(slot.kind is SlotKind.USER for slot in kept):
        raise ValueError("a vault keeps at least one worker's slot")
    if kept != slot_file.slots:
        replace_slot_file(folder, _next_generation(slot_file, kept))


def _blank_slot(kind: SlotKind, user_id: str, parameters: Argon2Parameters) -> Slot:
    return Slot(uuid4().hex, kind, user_id, parameters, b"", b"", bytes(WRAPPED_BYTES))


def _wrapped(key: VaultKey, slot: Slot, passphrase: Secret, derive: Derive) -> Slot:
    fresh = replace(slot, salt=secrets.token_bytes(SALT_BYTES), nonce=secrets.token_bytes(NONCE_BYTES))
    cipher = _cipher(key.vault_id, fresh, derive(passphrase, fresh.salt, fresh.parameters))
    header = slot_header(key.vault_id, key.epoch, key.db_salt, fresh)
    return replace(fresh, wrapped=cipher.encrypt(fresh.nonce, key.master.reveal(), header))


def _opened(slot_file: SlotFile, passphrase: Secret, kind: SlotKind, derive: Derive) -> tuple[VaultKey, Slot]:
    for slot in slot_file.slots:
        if slot.kind is not kind:
            continue
        cipher = _cipher(slot_file.vault_id, slot, derive(passphrase, slot.salt, slot.parameters))
        header = slot_header(slot_file.vault_id, slot_file.epoch, slot_file.db_salt, slot)
        try:
            master = cipher.decrypt(slot.nonce, slot.wrapped, header)
        except InvalidTag:
            continue
        return VaultKey(Secret(master), slot_file.vault_id, slot_file.epoch, slot_file.db_salt), slot
    raise CannotUnlockError


def _cipher(vault_id: str, slot: Slot, passphrase_key: Secret) -> AESGCM:
    label = f"slot-kek|{vault_id}|{slot.id}".encode("ascii")
    return AESGCM(expand(passphrase_key, label).reveal())


def _next_generation(slot_file: SlotFile, slots: tuple[Slot, ...]) -> SlotFile:
    return replace(slot_file, generation=slot_file.generation + 1, slots=slots)
