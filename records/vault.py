# SPDX-License-Identifier: Apache-2.0
"""The vault folder: makes one, opens one, and looks hard before it lets SQLite touch anything.

Never creates or replaces a file where a vault may be (house 1.4), never opens quietly without work that was
called saved (security 0.2).
"""

from __future__ import annotations

import errno
import filecmp
import secrets
import shutil
import time
from pathlib import Path

from crypto.identity import DeviceIdentity
from crypto.secret import Secret
from crypto.vault_key import VaultKey
from records import enrolment as enrolments
from records.database import PAGE_BYTES, Database, create_file
from records.enrolment import Enrolment
from records.errors import (
    DiskFullError,
    SavedWorkMissingError,
    StoreReadOnlyError,
    VaultDamagedError,
    VaultEmptiedError,
    VaultExistsError,
    VaultForeignError,
    VaultMissingError,
)
from records.high_water import MARK_NAME, HighWaterMark
from records.journal import Journal, Replica
from records.store import RecordStore
from records.write_ahead import look

VAULT_NAME = "vault.db"
_SALT_BYTES = 16
# A cipher check reads every page; above this it belongs in the background (design 10, "On the laptop").
_CHECK_BELOW_BYTES = 64 * 1024 * 1024


def create_vault(folder: Path, key: VaultKey, enrolment: Enrolment) -> None:
    """Make the encrypted file for a fresh key, with the replica's enrolment inside.

    Raises:
        VaultExistsError: something that may be a vault is here already.
    """
    path = folder / VAULT_NAME
    if path.exists():
        raise VaultExistsError
    create_file(path, key.database_key())
    database = Database(path, key.database_key())
    try:
        with database.writing():
            enrolments.keep(database, enrolment)
            database.run("INSERT INTO fact VALUES ('vault', ?)", (secrets.token_hex(16).encode(),))
    finally:
        database.close()


def open_vault(folder: Path, key: VaultKey, zone: str, *, memory_security: bool = True) -> RecordStore:
    """Open the vault for writing, on the thread that will own it.

    `zone` is the IANA name of the laptop's time zone, written beside every moment.

    Raises:
        VaultMissingError, VaultEmptiedError, VaultForeignError, VaultDamagedError, StoreTooNewError,
        StoreBusyError: as their names say; nothing has been changed.
        SavedWorkMissingError: the vault was copied aside first; `open_what_is_left` opens it knowingly.
    """
    path = folder / VAULT_NAME
    _check_file(path, key)
    found = look(path.with_name(path.name + "-wal"))
    try:
        mark = HighWaterMark(folder / MARK_NAME, key.high_water_key())
    except OSError:
        raise StoreReadOnlyError from None
    try:
        if found.lost_commits > 1:
            copy_aside(folder)
        return _open(path, key, zone, mark, memory_security=memory_security)
    except BaseException:
        mark.close()
        raise


def open_what_is_left(folder: Path, key: VaultKey, zone: str) -> RecordStore:
    """Open a vault whose missing saves the worker has been told of, and count from here."""
    with_mark = folder / MARK_NAME
    with_mark.unlink(missing_ok=True)
    return open_vault(folder, key, zone)


def _open(path: Path, key: VaultKey, zone: str, mark: HighWaterMark, *, memory_security: bool) -> RecordStore:
    database = Database(path, key.database_key(), memory_security=memory_security)
    try:
        if database.one("PRAGMA user_version")[0] == 0:
            raise VaultForeignError
        database.migrate()
        _check_saves(path, database, mark)
        if path.stat().st_size < _CHECK_BELOW_BYTES and not database.check_ciphers():
            copy_aside(path.parent)
            raise VaultDamagedError
        enrolment = enrolments.read(database)
        signer = DeviceIdentity(Secret(enrolment.private_key))
        replica = Replica(enrolment.device, enrolment.epoch, enrolment.user, signer, zone)

        def beside() -> RecordStore:
            other = Database(path, key.database_key(), read_only=True, memory_security=memory_security)
            return RecordStore(other, Journal(other, replica), None, enrolment)

        return RecordStore(database, Journal(database, replica), mark, enrolment, beside)
    except BaseException:
        database.close()
        raise


def _check_file(path: Path, key: VaultKey) -> None:
    if not path.exists():
        raise VaultMissingError
    if path.stat().st_size < PAGE_BYTES:
        raise VaultEmptiedError
    with path.open("rb") as file:
        salt = file.read(_SALT_BYTES)
    if salt != key.database_key().reveal()[-_SALT_BYTES:]:
        # The first bytes of the file are its salt, and we chose it (design 10: "known by its salt").
        raise VaultForeignError


def _check_saves(path: Path, database: Database, mark: HighWaterMark) -> None:
    remembered = mark.read()
    saves = int(database.one("SELECT saves FROM pulse")[0])
    if remembered is not None and saves < remembered:
        copy_aside(path.parent)
        raise SavedWorkMissingError(remembered, saves)


def copy_aside(folder: Path) -> Path:
    """Copy every vault file beside itself before anything can overwrite the evidence; gives back where to.

    Once: whoever tries the same passphrase ten times must not fill the disk with the same evidence.

    Raises:
        DiskFullError, StoreReadOnlyError: it could not be copied, so nothing may go on.
    """
    files = [one for one in sorted(folder.glob("vault.*")) if one.is_file() and one.suffix != ".lock"]
    for earlier in sorted(folder.glob("aside-*")):
        if all(_same(one, earlier / one.name) for one in files if not one.name.endswith("-shm")):
            return earlier
    aside = folder / f"aside-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(2)}"
    try:
        aside.mkdir(mode=0o700)
        for one in files:
            shutil.copy2(one, aside / one.name)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise (DiskFullError if error.errno == errno.ENOSPC else StoreReadOnlyError) from None
    return aside


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(one, other, shallow=False)
