# SPDX-License-Identifier: Apache-2.0
"""The centre's key store: its own identity, and one key for each person. Never in the database it seals.

A file of its own beside the database, so that it is backed up apart and destroying a person's key erases
their words from every dump (design 10, "The centre's transaction"). Keys lie in it wrapped under the key in
`centre.key`, which only the centre's own account may read.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path

from crypto.identity import DeviceIdentity
from crypto.sealing import open_sealed, seal
from crypto.secret import Secret
from sync.central.errors import PersonErasedError
from sync.central.write_ahead import begin_write_ahead

KEY_FILE = "centre.key"
STORE_FILE = "keys.sqlite3"
_OWN = "the centre's own identity"
_QUARANTINE = "quarantine"


class KeyStore:
    """Finds or makes keys by name. Safe to use from several threads and, on one machine, several processes.

    What another process did is seen at the next use of a key: memory opens nothing that was destroyed.
    """

    def __init__(self, folder: Path) -> None:
        """Open the key store in `folder`, making it at first."""
        self._wrapping = _wrapping_key(folder / KEY_FILE)
        path = folder / STORE_FILE
        self._lock = threading.Lock()
        self._known: dict[str, Secret] = {}
        self._version = -1
        self._store = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
        path.chmod(0o600)
        self._store.execute("PRAGMA synchronous = FULL")  # a key must outlive what it seals
        self._store.execute("PRAGMA secure_delete = ON")
        begin_write_ahead(self._store.execute)
        self._store.execute("CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, wrapped BLOB) STRICT")

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._known.clear()
            self._store.close()

    def identity(self) -> DeviceIdentity:
        """The key with which this centre signs its answers."""
        return DeviceIdentity(self._key(_OWN))

    def seal_bodies(
        self, person: str, bodies: Iterable[tuple[str, bytes | None]]
    ) -> tuple[bytes | None, ...]:
        """Seal bodies, each named by its operation, under their person's key; None stays None.

        Raises:
            PersonErasedError: that key has been destroyed.
        """
        key = self._key(f"person {person}")
        return tuple(None if body is None else seal(key, body, name.encode()) for name, body in bodies)

    def open_body(self, person: str, operation_id: str, sealed: bytes) -> bytes | None:
        """Open one body; None once the person's key is destroyed."""
        try:
            return open_sealed([self._key(f"person {person}")], sealed, operation_id.encode())
        except PersonErasedError:
            return None

    def destroy(self, person: str) -> None:
        """Destroy a person's key: their bodies, in every dump of the database too, stay shut for good."""
        name = f"person {person}"
        with self._lock:
            self._store.execute(
                "INSERT INTO keys VALUES (?, NULL) ON CONFLICT (name) DO UPDATE SET wrapped = NULL", (name,)
            )
            self._store.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the log still has the key until then
            self._known.pop(name, None)

    def seal_held(self, digest: str, content: bytes) -> bytes:
        """Seal what is held for a human to look at."""
        return seal(self._key(_QUARANTINE), content, digest.encode())

    def _key(self, name: str) -> Secret:
        with self._lock:
            self._forget_what_others_changed()
            if name not in self._known:
                self._known[name] = self._find_or_make(name)
            return self._known[name]

    def _forget_what_others_changed(self) -> None:
        (version,) = self._store.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._known.clear()
            self._version = version

    def _find_or_make(self, name: str) -> Secret:
        row = self._find(name)
        if row is None:
            wrapped = seal(self._wrapping, Secret.random().reveal(), name.encode())
            # Whoever comes second, another process included, takes the key of whoever came first.
            self._store.execute("INSERT INTO keys VALUES (?, ?) ON CONFLICT DO NOTHING", (name, wrapped))
            row = self._find(name)
        if row is None or row[0] is None:
            raise PersonErasedError
        return Secret(open_sealed([self._wrapping], row[0], name.encode()))

    def _find(self, name: str) -> tuple[bytes | None] | None:
        row: tuple[bytes | None] | None = self._store.execute(
            "SELECT wrapped FROM keys WHERE name = ?", (name,)
        ).fetchone()
        return row


def _wrapping_key(path: Path) -> Secret:
    """Read the centre's key file, or make it once, for its owner's eyes only."""
    if not path.exists():
        made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")  # other containers have our pid too
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Secret.random().reveal())
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(made)  # unlike a rename, never replaces a key somebody else just made
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return Secret(path.read_bytes())
