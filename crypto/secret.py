# SPDX-License-Identifier: Apache-2.0
"""Bytes that must not be shown; a Secret must never print, pickle or compare in variable time."""

from __future__ import annotations

import hmac
import secrets
from typing import NoReturn


class Secret:
    """Key or passphrase bytes that stay out of logs, tracebacks and pickles by accident.

    It cannot keep them out of memory: Python copies bytes and never wipes them (security 0, item 7).
    The honest lock is that the process ends.
    """

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        self._value = value

    @classmethod
    def from_text(cls, text: str) -> Secret:
        """Wrap typed text as UTF-8; half of a surrogate pair, which no keyboard means, becomes "?"."""
        return cls(text.encode("utf-8", errors="replace"))

    @classmethod
    def random(cls, size: int = 32) -> Secret:
        """Make `size` bytes from the operating system's generator; 32 is a key for `crypto.seal`."""
        return cls(secrets.token_bytes(size))

    def reveal(self) -> bytes:
        """Give the bytes themselves; call it as late as possible and do not keep the result."""
        return self._value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value, other._value)

    __hash__ = None  # type: ignore[assignment]  # a hash would be a fingerprint of the key

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a Secret is not pickled or copied")
