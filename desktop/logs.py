# SPDX-License-Identifier: Apache-2.0
"""What may be written when something goes wrong: kinds of errors and places in our code, never a value.

A message or a local variable could hold a person's words, so neither is ever printed; no memory is dumped.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType


def install() -> None:
    """Say no more than that from now on, in every thread, and leave no core file (security 5, row 8)."""
    import threading

    sys.excepthook = report
    threading.excepthook = _report_from_thread
    sys.unraisablehook = _report_from_thread  # says as much as Python's own, without the value
    _leave_no_core()


def report(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """One line for the kind of error, one for each place it passed through."""
    lines = [f"Keepwell: {kind.__name__}"]
    lines += [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]
    sys.stderr.write("\n".join(lines) + "\n")


def tell(somebody: Callable[[], None]) -> None:
    """Have somebody told as well of every error of ours on the main thread, so that a screen can say so."""

    def both(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        report(kind, error, trace)
        somebody()

    sys.excepthook = both


def _report_from_thread(arguments: object) -> None:
    kind = getattr(arguments, "exc_type", None)
    error = getattr(arguments, "exc_value", None)
    if kind is not None and error is not None:
        report(kind, error, getattr(arguments, "exc_traceback", None))


def _leave_no_core() -> None:
    if sys.platform == "win32":
        return  # there it is a policy of the machine: docs/platforms.md
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
