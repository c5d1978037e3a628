# SPDX-License-Identifier: Apache-2.0
"""The one random key of a vault and the keys that come out of it; must never be written unwrapped.

Every purpose has a label of its own with a version, so no key serves twice (security 3, key hierarchy).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from crypto.secret import Secret

KEY_BYTES = 32
DB_SALT_BYTES = 16

_DATABASE = b"keepwell/database-key/1"
_HIGH_WATER = b"keepwell/high-water-key/1"
_BLOB = b"keepwell/blob-key/1"
_BACKUP = b"keepwell/backup-key/1"


@dataclass(frozen=True, slots=True)
class VaultKey:
    """The vault master key with what it belongs to; made by `crypto.create_slots` and `crypto.unlock`.

    `vault_id` is 32 hex digits, `epoch` counts re-keyings of the vault from 1, `db_salt` is the 16 bytes
    that SQLCipher keeps at the start of the database file and by which a foreign vault is known.
    """

    master: Secret
    vault_id: str
    epoch: int
    db_salt: bytes

    @classmethod
    def new(cls, vault_id: str) -> VaultKey:
        """Make the key of a vault that does not exist yet."""
        return cls(Secret.random(KEY_BYTES), vault_id, 1, secrets.token_bytes(DB_SALT_BYTES))

    def database_key(self) -> Secret:
        """48 bytes for SQLCipher's raw key: 32 of key, then the 16 of salt (security 4)."""
        return Secret(self._derived(_DATABASE).reveal() + self.db_salt)

    def high_water_key(self) -> Secret:
        """32 bytes that authenticate the high-water mark (security 4.3)."""
        return self._derived(_HIGH_WATER)

    def blob_key(self) -> Secret:
        """32 bytes that seal attachments and person keys kept outside the database."""
        return self._derived(_BLOB)

    def backup_key(self) -> Secret:
        """32 bytes: the vault's own recipient of a backup (design 10, "On the laptop")."""
        return self._derived(_BACKUP)

    def _derived(self, label: bytes) -> Secret:
        return expand(self.master, label)


def expand(secret: Secret, label: bytes) -> Secret:
    """HKDF-SHA256 (RFC 5869) without salt, with `label` as its info; returns 32 bytes."""
    return Secret(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label).derive(secret.reveal()))
