# SPDX-License-Identifier: Apache-2.0
"""Unlocking: the only desktop module that sees keys. Never keeps a passphrase longer than the call.

Setting up and unlocking end with a vault open on the store thread, or with one error and nothing changed.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from crypto.identity import DeviceIdentity
from crypto.passphrase import DEFAULT, Argon2Parameters, derive_in_child, require_long_enough
from crypto.secret import Secret
from crypto.slots import create_slots, unlock
from records.enrolment import Enrolment
from records.errors import VaultExistsError
from records.operation import DeviceId, UserId
from records.store import RecordStore
from records.vault import create_vault, open_vault, open_what_is_left

if TYPE_CHECKING:
    from sync.engine import SyncReport
    from sync.ports import LaptopStore


def opener(
    folder: Path, passphrase: str, zone: str, *, what_is_left: bool = False
) -> Callable[[], RecordStore]:
    """What opens the vault on the store thread: Argon2id in a child process, then SQLCipher here.

    `what_is_left` opens a vault whose missing saves the worker has been told of.
    """
    secret = Secret.from_text(passphrase)

    def open_it() -> RecordStore:
        key = unlock(folder, secret, derive=derive_in_child)
        return open_what_is_left(folder, key, zone) if what_is_left else open_vault(folder, key, zone)

    return open_it


def set_up(
    folder: Path,
    passphrase: str,
    enrol: Callable[[DeviceIdentity, str], Enrolment],
    parameters: Argon2Parameters = DEFAULT,
) -> None:
    """Enrol this laptop and make its vault.

    `enrol` asks the centre, given this replica's identity and a fresh device id; its code works once, so
    whatever can be refused is refused before. The vault is made beside its folder and moved there whole: a
    kill half-way leaves no half-made vault, and setting up can begin again.

    Raises:
        VaultExistsError: there is a vault here, or what is left of one; nothing was asked or made.
        PassphraseTooShortError: nothing was asked or made.
    """
    secret = Secret.from_text(passphrase)
    require_long_enough(secret)
    if any(folder.glob("vault.*")):
        raise VaultExistsError
    identity = DeviceIdentity.generate()
    enrolment = enrol(identity, uuid4().hex)
    making = folder.with_name(f"{folder.name}.being-made")
    shutil.rmtree(making, ignore_errors=True)  # of a set-up that was broken off: nobody ever wrote in it
    making.mkdir(mode=0o700)
    vault_id = secrets.token_hex(16)
    key = create_slots(making, vault_id, enrolment.user, secret, parameters, derive=derive_in_child)
    create_vault(making, key, enrolment)
    folder.rmdir()
    making.rename(folder)


def exchange(enrolment: Enrolment, store: LaptopStore) -> SyncReport:
    """One exchange with the centre this vault was enrolled with; the world's faults are in the report."""
    from sync.client import CentralClient, KnownCentral
    from sync.engine import SyncEngine, SyncReport
    from sync.errors import ExpectedError

    identity = DeviceIdentity(Secret(enrolment.private_key))
    central = KnownCentral(enrolment.central, enrolment.central_public_key)
    try:
        with CentralClient(enrolment.central_url, identity, central) as client:
            return SyncEngine(store, client).run_once()
    except ExpectedError as error:
        position = store.position()
        waiting = position.last_number - position.acked_number
        return SyncReport(sent=0, received=0, held=0, still_waiting=waiting, stopped=error.code)


def enroller(central_url: str, code: str) -> Callable[[DeviceIdentity, str], Enrolment]:
    """What asks a centre to take this laptop in, for `set_up`."""

    def enrol_here(identity: DeviceIdentity, device: str) -> Enrolment:
        from sync.client import enrol

        answer = enrol(central_url, identity, code, device)
        return Enrolment(
            device=DeviceId(answer.device_id),
            epoch=answer.epoch,
            user=UserId(answer.user_id),
            user_name=answer.user_name,
            role=answer.role,
            organisation=answer.organisation_id,
            organisation_name=answer.organisation_name,
            central=answer.central_id,
            central_url=central_url,
            central_public_key=bytes.fromhex(answer.central_public_key),
            generation=answer.generation,
            private_key=identity.private_bytes().reveal(),
        )

    return enrol_here
