# SPDX-License-Identifier: Apache-2.0
"""Seal bytes under a key and open them again; must never say why something does not open.

Sealed bytes: 8 of header (name and version), 12 of random nonce, then AES-256-GCM with its 16-byte tag.
The header and the caller's associated bytes are authenticated. There is no choice of algorithm: another
one would be another header.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto.errors import CannotOpenError
from crypto.secret import Secret

KEY_BYTES = 32
OVERHEAD_BYTES = 36

_HEADER = b"kwseal\x00\x01"
_NONCE_BYTES = 12
_TAG_BYTES = 16


def seal(key: Secret, plain: bytes, associated: bytes) -> bytes:
    """Seal `plain`; it opens only with the same key and the same `associated` bytes.

    `associated` says where the bytes belong (an operation's id, a person's), so that sealed bytes moved
    elsewhere do not open there. One key may seal up to 2**32 times before random nonces wear thin.

    Raises:
        ValueError: the key is not 32 bytes.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _HEADER + nonce + _cipher(key).encrypt(nonce, plain, _HEADER + associated)


def open_sealed(keys: Sequence[Secret], sealed: bytes, associated: bytes) -> bytes:
    """Open with the first of `keys` that fits: the present one first, then those it replaced.

    Raises:
        CannotOpenError: wrong key, wrong place, changed, cut short, or a version we do not know.
        ValueError: a key is not 32 bytes.
    """
    ciphers = [_cipher(key) for key in keys]
    if len(sealed) < OVERHEAD_BYTES or not sealed.startswith(_HEADER):
        raise CannotOpenError
    start = len(_HEADER) + _NONCE_BYTES
    nonce, body = sealed[len(_HEADER) : start], sealed[start:]
    for cipher in ciphers:
        try:
            return cipher.decrypt(nonce, body, _HEADER + associated)
        except InvalidTag:
            continue
    raise CannotOpenError


def _cipher(key: Secret) -> AESGCM:
    if len(key.reveal()) != KEY_BYTES:
        raise ValueError("a sealing key is 32 bytes")
    return AESGCM(key.reveal())
