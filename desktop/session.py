# SPDX-License-Identifier: Apache-2.0
"""Unlocking: the only desktop module that sees keys. Never keeps a passphrase longer than the call.

Setting up and unlocking end with a vault open on the store thread, or with one error and nothing changed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from crypto.identity import DeviceIdentity
from crypto.passphrase import DEFAULT, Argon2Parameters, derive_in_child
from crypto.secret import Secret
from crypto.slots import create_slots, unlock
from desktop.background import StoreThread
from records.enrolment import Enrolment
from records.store import RecordStore
from records.vault import VAULT_NAME, create_vault, open_vault


def has_vault(folder: Path) -> bool:
    """Whether this folder holds a vault or what is left of one; if so a new one is never made here."""
    return any((folder / name).exists() for name in (VAULT_NAME, "vault.slots", "vault.slots.bak"))


def opener(folder: Path, passphrase: str, zone: str) -> Callable[[], RecordStore]:
    """What opens the vault on the store thread: Argon2id in a child process, then SQLCipher here."""
    secret = Secret.from_text(passphrase)

    def open_it() -> RecordStore:
        return open_vault(folder, unlock(folder, secret, derive=derive_in_child), zone)

    return open_it


def set_up(
    folder: Path,
    passphrase: str,
    enrol: Callable[[DeviceIdentity, str], Enrolment],
    parameters: Argon2Parameters = DEFAULT,
) -> None:
    """Enrol this laptop and make its vault.

    `enrol` asks the centre, given this replica's identity and a fresh device id. The centre is asked first: a
    code that is wrong must leave no half-made vault behind.
    """
    identity = DeviceIdentity.generate()
    enrolment = enrol(identity, uuid4().hex)
    key = create_slots(
        folder,
        secrets.token_hex(16),
        enrolment.user,
        Secret.from_text(passphrase),
        parameters,
        derive=derive_in_child,
    )
    create_vault(folder, key, enrolment)


def lay_open(store_thread: StoreThread, folder: Path, passphrase: str, zone: str) -> None:
    """Open the vault on a store thread and wait for it; for places without a window."""
    store_thread.open(opener(folder, passphrase, zone)).result()
