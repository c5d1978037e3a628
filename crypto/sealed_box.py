# SPDX-License-Identifier: Apache-2.0
"""A box that anybody can fill and only its owner can open; must never say why something does not open.

HPKE of RFC 9180 in base mode: X25519, HKDF-SHA256, AES-256-GCM, as the library has it. Sealed bytes: 8 of
header (name and version), 32 of the encapsulated key, then the words with their 16-byte tag. The header and
the caller's associated bytes are the `info` of the key schedule. There is no choice of algorithm: another
one would be another header. Whoever fills a box is not known by it: anybody with the public bytes can.
"""

from __future__ import annotations

from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from crypto.errors import CannotOpenError
from crypto.secret import Secret

BOX_OVERHEAD_BYTES = 56

_HEADER = b"kwsbox\x00\x01"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class BoxKey:
    """Opens what was put into the box; kept in the vault while another fills it (security, "Hand-over")."""

    __slots__ = ("_key",)

    def __init__(self, private: Secret) -> None:
        """Take up a key that the vault kept.

        Raises:
            ValueError: not 32 bytes.
        """
        self._key = X25519PrivateKey.from_private_bytes(private.reveal())

    @classmethod
    def generate(cls) -> BoxKey:
        """Make a key for one box; the next box has another."""
        return cls(Secret.random(32))

    @property
    def public_bytes(self) -> bytes:
        """The 32 bytes that fill the box and cannot open it."""
        return self._key.public_key().public_bytes_raw()

    def private_bytes(self) -> Secret:
        """The 32 bytes to keep in the vault."""
        return Secret(self._key.private_bytes_raw())

    def open(self, sealed: bytes, associated: bytes) -> bytes:
        """Open what was sealed to `public_bytes` with the same `associated` bytes.

        Raises:
            CannotOpenError: wrong key, wrong place, changed, cut short, or a version we do not know.
        """
        if len(sealed) < BOX_OVERHEAD_BYTES or not sealed.startswith(_HEADER):
            raise CannotOpenError
        try:
            return _SUITE.decrypt(sealed[len(_HEADER) :], self._key, _HEADER + associated)
        except (InvalidTag, ValueError):
            raise CannotOpenError from None

    def __repr__(self) -> str:
        return "BoxKey(…)"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a BoxKey is not pickled or copied")


def seal_to(public_bytes: bytes, plain: bytes, associated: bytes) -> bytes:
    """Seal `plain` so that only the holder of the private half can open it, with the same `associated`.

    Raises:
        ValueError: the public key is not 32 bytes, or is one of those that share a secret with everybody.
    """
    public = X25519PublicKey.from_public_bytes(public_bytes)
    return _HEADER + _SUITE.encrypt(plain, public, _HEADER + associated)
