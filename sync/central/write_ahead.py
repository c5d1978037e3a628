# SPDX-License-Identifier: Apache-2.0
"""Begins SQLite's write-ahead log where several open one new file in the same moment. Never gives up at once.

SQLite answers "locked" to that one change without waiting, whatever time-out a connection has.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable

_PATIENCE_S = 30
_PAUSE_S = 0.01


def begin_write_ahead(execute: Callable[[str], object]) -> None:
    """Change this connection's file to the write-ahead log.

    Raises:
        sqlite3.OperationalError: it could not be done for half a minute, or for another reason.
    """
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            threading.Event().wait(_PAUSE_S)
        else:
            return
