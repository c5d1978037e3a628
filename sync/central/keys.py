# SPDX-License-Identifier: Apache-2.0
"""The centre's key store: its own identity, and one key for each person. Never in the database it seals.

A file of its own beside the database, so that it is backed up apart and destroying a person's key erases
their words from every dump (design 10, "The centre's transaction"). Keys lie in it wrapped under the key in
`centre.key`, which only the centre's own account may read.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from crypto.identity import DeviceIdentity
from crypto.sealing import open_sealed, seal
from crypto.secret import Secret
from sync.central.errors import PersonErasedError

KEY_FILE = "centre.key"
STORE_FILE = "keys.sqlite3"
_OWN = "the centre's own identity"
_QUARANTINE = "quarantine"


class KeyStore:
    """Finds or makes keys by name. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the key store in `folder`, making it at first."""
        self._wrapping = _wrapping_key(folder / KEY_FILE)
        self._path = folder / STORE_FILE
        self._lock = threading.Lock()
        self._known: dict[str, Secret] = {}
        with closing(self._connect()) as connection, connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, wrapped BLOB) STRICT")
        self._path.chmod(0o600)

    def identity(self) -> DeviceIdentity:
        """The key with which this centre signs its answers."""
        return DeviceIdentity(self._key(_OWN))

    def seal_body(self, person: str, operation_id: str, body: bytes) -> bytes:
        """Seal one body under its person's key.

        Raises:
            PersonErasedError: that key has been destroyed.
        """
        return seal(self._key(f"person {person}"), body, operation_id.encode())

    def open_body(self, person: str, operation_id: str, sealed: bytes) -> bytes | None:
        """Open one body; None once the person's key is destroyed."""
        try:
            return open_sealed([self._key(f"person {person}")], sealed, operation_id.encode())
        except PersonErasedError:
            return None

    def destroy(self, person: str) -> None:
        """Destroy a person's key: their bodies, in every dump of the database too, stay shut for good."""
        name = f"person {person}"
        with self._lock, closing(self._connect()) as connection, connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(
                "INSERT INTO keys VALUES (?, NULL) ON CONFLICT (name) DO UPDATE SET wrapped = NULL", (name,)
            )
            self._known.pop(name, None)

    def seal_held(self, digest: str, content: bytes) -> bytes:
        """Seal what is held for a human to look at."""
        return seal(self._key(_QUARANTINE), content, digest.encode())

    def _key(self, name: str) -> Secret:
        with self._lock:
            if name not in self._known:
                self._known[name] = self._find_or_make(name)
            return self._known[name]

    def _find_or_make(self, name: str) -> Secret:
        wrapped = seal(self._wrapping, Secret.random().reveal(), name.encode())
        with closing(self._connect()) as connection, connection:
            # Whoever comes second, another process included, takes the key of whoever came first.
            connection.execute("INSERT INTO keys VALUES (?, ?) ON CONFLICT DO NOTHING", (name, wrapped))
            (kept,) = connection.execute("SELECT wrapped FROM keys WHERE name = ?", (name,)).fetchone()
        if kept is None:
            raise PersonErasedError
        return Secret(open_sealed([self._wrapping], kept, name.encode()))

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=30)
        connection.execute("PRAGMA synchronous = FULL")  # a key must outlive what it seals
        return connection


def _wrapping_key(path: Path) -> Secret:
    """Read the centre's key file, or make it once, for its owner's eyes only."""
    if not path.exists():
        made = path.with_name(f"{path.name}.{os.getpid()}")
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
