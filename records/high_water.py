# SPDX-License-Identifier: Apache-2.0
"""The high-water mark: how many saves this vault has made, kept outside it to notice lost work.

SQLite opens quietly without the end of a damaged write-ahead log (security 0.2); this file is how we notice.
Two 64-byte cells are written in turn after each commit, so that a torn write leaves the other. Never ahead of
what is durable, never read by anything but an open.
"""

from __future__ import annotations

import hmac
import io
import os
import struct
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Protocol

_CELL = 64
_HEAD = struct.Struct(">8sQQ8x")  # purpose, saves, milliseconds UTC, reserved
_PURPOSE = b"kwhwm/0\n"
MARK_NAME = "vault.hwm"


class MarkKey(Protocol):
    """The key that seals the cells (crypto.secret.Secret)."""

    def reveal(self) -> bytes:
        """The bytes."""
        ...


class HighWaterMark:
    """The mark of one vault, open for writing as long as the vault is."""

    def __init__(self, path: Path, key: MarkKey) -> None:
        self._key = key.reveal()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._file = io.FileIO(descriptor, "r+")

    def read(self) -> int | None:
        """The greatest number of saves that a whole cell remembers; None where there is none yet."""
        self._file.seek(0)
        raw = self._file.read(2 * _CELL)
        cells = [raw[start : start + _CELL] for start in (0, _CELL)]
        found = [saves for saves in map(self._open_cell, cells) if saves is not None]
        return max(found, default=None)

    def write(self, saves: int) -> None:
        """Remember that this many saves are durable. Not synced: a lost mark only ever says too little.

        For the same reason a mark that cannot be written (a full disk) is no failure: the save it follows is
        durable, and calling it refused would have it made twice.
        """
        head = _HEAD.pack(_PURPOSE, saves, time.time_ns() // 1_000_000)
        with suppress(OSError):
            self._file.seek(_CELL * (saves % 2))
            self._file.write(head + self._seal(head))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _seal(self, head: bytes) -> bytes:
        return hmac.new(self._key, head, sha256).digest()

    def _open_cell(self, cell: bytes) -> int | None:
        head, seal = cell[: _HEAD.size], cell[_HEAD.size :]
        if len(cell) != _CELL or not hmac.compare_digest(self._seal(head), seal):
            return None
        saves: int = _HEAD.unpack(head)[1]
        return saves
