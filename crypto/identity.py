# SPDX-License-Identifier: Apache-2.0
"""The Ed25519 key of one replica: a worker's vault on one laptop; must never leave that vault (design 10)."""

from __future__ import annotations

from typing import NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from crypto.errors import BadSignatureError
from crypto.secret import Secret

PRIVATE_BYTES = 32
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64


class DeviceIdentity:
    """Signs transactions and client assertions; who signed is both the worker and the laptop."""

    __slots__ = ("_key",)

    def __init__(self, private: Secret) -> None:
        """Take up a key that the vault kept.

        Raises:
            ValueError: not 32 bytes.
        """
        self._key = Ed25519PrivateKey.from_private_bytes(private.reveal())

    @classmethod
    def generate(cls) -> DeviceIdentity:
        """Make a key at enrolment; a cloned or restored vault makes a new one (design 10)."""
        return cls(Secret.random(PRIVATE_BYTES))

    @property
    def public_key(self) -> bytes:
        """The 32 bytes that the centre registers."""
        return self._key.public_key().public_bytes_raw()

    def private_bytes(self) -> Secret:
        """The 32 bytes to keep in the vault, and to make client assertions with."""
        return Secret(self._key.private_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """Sign (RFC 8032); returns 64 bytes, the same each time for the same message."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"DeviceIdentity(public_key={self.public_key.hex()})"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a DeviceIdentity is not pickled or copied")


def verify(public_key: bytes, signature: bytes, message: bytes) -> None:
    """Check that the holder of `public_key` signed `message`; returns nothing when so.

    Raises:
        BadSignatureError: any other case, a public key or signature of the wrong size included.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        raise BadSignatureError from None
