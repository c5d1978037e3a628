# SPDX-License-Identifier: Apache-2.0
"""A look at the write-ahead log before SQLite opens it: was the end damaged, or merely never finished?

SQLite stops at the first bad frame and overwrites the evidence (security 4.3). Whole frames of the same log
after a bad one mean that commits were lost. Reads only; never repairs, never decrypts.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}


@dataclass(frozen=True, slots=True)
class LogLook:
    """What the log holds.

    Attributes:
        commits: commits SQLite will replay.
        lost_commits: commit marks in whole frames that lie beyond the first bad frame: 2 or more are certain
            damage, 1 may be a torn write nobody was told about.
    """

    commits: int
    lost_commits: int


def look(path: Path) -> LogLook:
    """Walk the frames of a `-wal` file. A missing or empty one holds nothing and has lost nothing."""
    raw = path.read_bytes() if path.exists() else b""
    if len(raw) < _HEADER.size:
        return LogLook(0, 0)
    magic, _, page_bytes, _, salt1, salt2, sum1, sum2 = _HEADER.unpack_from(raw)
    order = _MAGIC.get(magic)
    if order is None or page_bytes == 0 or _checksum(raw[:24], (0, 0), order) != (sum1, sum2):
        return LogLook(0, 0)
    size = _FRAME.size + page_bytes
    running, commits, start = (sum1, sum2), 0, _HEADER.size
    while start + size <= len(raw):
        frame = raw[start : start + size]
        _, commit, frame_salt1, frame_salt2, own1, own2 = _FRAME.unpack_from(frame)
        running = _checksum(frame[:8] + frame[_FRAME.size :], running, order)
        if (frame_salt1, frame_salt2) != (salt1, salt2) or running != (own1, own2):
            return LogLook(commits, _commits_beyond(raw, start + size, size, (salt1, salt2), order))
        commits += bool(commit)
        start += size
    return LogLook(commits, 0)


def _commits_beyond(raw: bytes, start: int, size: int, salts: tuple[int, int], order: str) -> int:
    """Commit marks in frames whose checksum follows from the frame before them, after the first bad one."""
    commits = 0
    while start + size <= len(raw):
        before = _FRAME.unpack_from(raw, start - size)[4:6]
        frame = raw[start : start + size]
        _, commit, salt1, salt2, own1, own2 = _FRAME.unpack_from(frame)
        follows = _checksum(frame[:8] + frame[_FRAME.size :], (before[0], before[1]), order) == (own1, own2)
        commits += bool(commit) and (salt1, salt2) == salts and follows
        start += size
    return commits


def _checksum(data: bytes, seed: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = seed
    for left, right in struct.iter_unpack(f"{order}2I", data):
        first = (first + left + second) & 0xFFFFFFFF
        second = (second + right + first) & 0xFFFFFFFF
    return first, second
