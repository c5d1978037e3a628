# SPDX-License-Identifier: Apache-2.0
"""Keys and sealing. Imports nothing of ours, and must never let key bytes into a log, file or message.

To unlock a vault
    >>> key = unlock(folder, Secret.from_text(typed), derive=derive_in_child)
    `folder` holds `vault.slots` and its copy. `key.database_key()` opens the database, `.high_water_key()`
    the high-water mark, `.blob_key()` attachments, `.backup_key()` the vault's own backups. A new vault:
    `create_slots(folder, vault_id, user_id, passphrase, calibrate())`. A new passphrase:
    `change_passphrase(folder, old, new)`. A recovery slot or an enrolment code: `add_slot`, `remove_slot`;
    `unlock(..., kind=SlotKind.RECOVERY)` uses them.
    Errors with a `code` are for people (`ExpectedError`): a wrong passphrase is `cannot_unlock`, damage that
    the copy could not mend is `slots_damaged`. Only the first is a wrong guess.

To seal bytes
    >>> sealed = seal(person_key, body, operation_id.encode())
    >>> body = open_sealed([person_key, earlier_key], sealed, operation_id.encode())
    Keys are `Secret.random()`, one per person or purpose. The last argument says where the bytes belong.
    Deleting a person's key is what makes an erasure reach the copies.

To sign
    >>> identity = DeviceIdentity.generate()
    >>> verify(identity.public_key, identity.sign(message), message)   # raises BadSignatureError or nothing

What we promise still to open in ten years
    Every slot file of version 1 and everything sealed under header version 1, given the passphrase or key.
    The formats use published parts only: Argon2id 1.3 (RFC 9106), HKDF-SHA256 (RFC 5869), AES-256-GCM,
    Ed25519 (RFC 8032), SHA-256, JSON. `tests/vectors/slots/` keeps files of each version for good, and
    `tests/crypto/test_slot_vectors.py` reads one without this package. A passphrase is normalised to NFKC
    first. A newer slot file is refused and left alone.

What Python cannot protect
    Nothing is wiped: bytes are copied as they are passed, and stay in memory until the process ends. So
    locking means that the process which held the key has ended (security 0, item 7), and Argon2id runs in
    a child. `Secret` guards against accidents (printing, pickling, comparing), not against somebody who
    reads this process's memory, swap or core dump. The slot file says who has slots and how costly a guess
    is; it does not know whether it is the latest: a whole folder put back from last week still opens.
"""

from crypto.errors import (
    BadSignatureError,
    CannotOpenError,
    CannotUnlockError,
    CryptoError,
    ExpectedError,
)
from crypto.identity import DeviceIdentity, verify
from crypto.passphrase import Argon2Parameters, calibrate, derive, derive_in_child
from crypto.sealing import open_sealed, seal
from crypto.secret import Secret
from crypto.slot_format import SlotFile, SlotKind
from crypto.slot_storage import read_slots
from crypto.slots import add_slot, change_passphrase, create_slots, remove_slot, unlock
from crypto.vault_key import VaultKey

__all__ = [
    "Argon2Parameters",
    "BadSignatureError",
    "CannotOpenError",
    "CannotUnlockError",
    "CryptoError",
    "DeviceIdentity",
    "ExpectedError",
    "Secret",
    "SlotFile",
    "SlotKind",
    "VaultKey",
    "add_slot",
    "calibrate",
    "change_passphrase",
    "create_slots",
    "derive",
    "derive_in_child",
    "open_sealed",
    "read_slots",
    "remove_slot",
    "seal",
    "unlock",
    "verify",
]
