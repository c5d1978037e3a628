# SPDX-License-Identifier: Apache-2.0
"""Everything that can go wrong with keys; an error must never carry key bytes, passphrases or file content.

CryptoError
├── KdfChildError               our bug: the child that runs Argon2id did not answer as agreed
└── ExpectedError               the world's fault; `code` is stable, desktop turns it into words
    ├── CannotUnlockError       cannot_unlock        no slot opens with this passphrase
    ├── PassphraseTooShortError passphrase_too_short
    ├── NotEnoughMemoryError    not_enough_memory    Argon2id could not have the memory it needs
    ├── SlotFileMissingError    slots_missing        neither the slot file nor its copy is there
    ├── SlotFileExistsError     slots_exist          a new one would replace somebody's keys
    ├── SlotFileDamagedError    slots_damaged        the checksum shows damage in both
    ├── SlotFileForeignError    slots_foreign        not ours, of another vault, or outside our limits
    │   └── SlotFileTooNewError slots_too_new        made by a newer Keepwell
    ├── CannotOpenError         cannot_open          sealed bytes; never says why
    └── BadSignatureError       bad_signature
"""

from __future__ import annotations

from typing import ClassVar


class CryptoError(Exception):
    """Anything this package raises on purpose, apart from ValueError for a programming mistake."""


class KdfChildError(CryptoError):
    """The key derivation child ended in a way that neither the passphrase nor the laptop explains."""


class ExpectedError(CryptoError):
    """The world's fault: it will happen to somebody, and the screen has words for it under `code`."""

    code: ClassVar[str] = "crypto"


class CannotUnlockError(ExpectedError):
    """No slot opens with this passphrase; a slot header changed on purpose looks the same (security 3)."""

    code = "cannot_unlock"


class PassphraseTooShortError(ExpectedError):
    """A new passphrase has fewer characters than `minimum` (security 3)."""

    code = "passphrase_too_short"

    def __init__(self, minimum: int) -> None:
        super().__init__(minimum)
        self.minimum = minimum


class NotEnoughMemoryError(ExpectedError):
    """Argon2id was refused its memory or killed for it; the passphrase may be right (security F16)."""

    code = "not_enough_memory"

    def __init__(self, memory_kib: int) -> None:
        super().__init__(memory_kib)
        self.memory_kib = memory_kib


class SlotFileMissingError(ExpectedError):
    """Neither `vault.slots` nor its copy exists in the folder."""

    code = "slots_missing"


class SlotFileExistsError(ExpectedError):
    """A slot file is already there; making a new one would throw away the only way into a vault."""

    code = "slots_exist"


class SlotFileDamagedError(ExpectedError):
    """The checksum shows damage and no intact copy is left (design 10, "On the laptop")."""

    code = "slots_damaged"


class SlotFileForeignError(ExpectedError):
    """Not a Keepwell slot file, of another vault, or undamaged but outside the limits of security 3."""

    code = "slots_foreign"


class SlotFileTooNewError(SlotFileForeignError):
    """Written by a newer Keepwell; left exactly as it is."""

    code = "slots_too_new"


class CannotOpenError(ExpectedError):
    """Sealed bytes do not open; on purpose it does not say whether key, bytes or place was wrong."""

    code = "cannot_open"


class BadSignatureError(ExpectedError):
    """A signature is not by this key over this message."""

    code = "bad_signature"
