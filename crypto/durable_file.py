# SPDX-License-Identifier: Apache-2.0
"""Replace a small file so that a power cut leaves the old one or the new one; must never write in place."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

_PRIVATE = 0o600  # on Windows the folder's own access list does this (security 3)
_SHARING_SECONDS = 5.0  # how long an antivirus or backup program may hold the file (security F18)


def replace_durably(path: Path, content: bytes) -> None:
    """Write beside `path`, make it durable, rename over `path`, make the rename durable (security 3).

    Raises:
        OSError: disk full, read-only, failing; `path` is then as it was, or already the new file.
    """
    beside = path.with_name(path.name + ".new")
    with suppress(FileNotFoundError):
        os.unlink(beside)  # noqa: PTH108  # left by a power cut; one door to the disk, for the fault tests
    try:
        _write_new(beside, content)
        _rename_over(beside, path)
    except OSError:
        with suppress(OSError):
            os.unlink(beside)  # noqa: PTH108
        raise
    _sync_folder(path.parent)


def _write_new(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, _PRIVATE)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    os.fsync(descriptor)
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        # macOS: only this makes the disk itself empty its cache; no other system has the name
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined,unused-ignore]


def _rename_over(source: Path, target: Path) -> None:
    give_up = time.monotonic() + _SHARING_SECONDS
    while True:
        try:
            os.replace(source, target)  # noqa: PTH105
        except PermissionError:
            if os.name != "nt" or time.monotonic() > give_up:
                raise
            time.sleep(0.05)
        else:
            return


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot; its file system journals the rename
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
