# SPDX-License-Identifier: Apache-2.0
"""A composed copy on its way out as a file that is whole or absent. To a printer: `desktop.printing`.

Never names a person in a file (security 5, row 32); never leaves a half-written one.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

_PRIVATE = 0o600  # on Windows the folder's own access list does this


def free_name(folder: Path, day: date) -> Path:
    """A name for a copy that says nothing about anybody and that no file has yet, even a link to nowhere."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = (f"copy-{day}.pdf", *(f"copy-{day}-{number}.pdf" for number in range(2, 1000)))
    return next((folder / one for one in names if not os.path.lexists(folder / one)), folder / names[0])


@contextmanager
def save_beside(target: Path, content: bytes) -> Iterator[None]:
    """Write beside `target` and make it durable; then, if the block ends well, give it the name.

    Raises:
        OSError: it could not be written or named; nothing of it is left.
    """
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write(beside, content)
        yield
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, _PRIVATE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
