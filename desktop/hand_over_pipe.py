# SPDX-License-Identifier: Apache-2.0
"""The pipe from the app to the window that is handed over. The supervisor holds it and never reads from it.

Only POSIX has been tried; the way of Windows stands beside it, untested.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any


def inheriting(write_end: int) -> tuple[str, dict[str, Any]]:
    """The number that a child is told, and the words of `Popen` that let it inherit only this descriptor."""
    if sys.platform == "win32":
        import msvcrt

        handle = msvcrt.get_osfhandle(write_end)
        os.set_handle_inheritable(handle, True)
        startup = subprocess.STARTUPINFO(lpAttributeList={"handle_list": [handle]})
        return str(handle), {"startupinfo": startup, "close_fds": False}
    return str(write_end), {"pass_fds": (write_end,)}


def send(number: int, line: bytes) -> None:
    """Write the one line into the end that was inherited, and close it. It always fits: nobody reads yet.

    Raises:
        OSError: whoever held the other end has gone.
    """
    descriptor = number
    if sys.platform == "win32":
        import msvcrt

        descriptor = msvcrt.open_osfhandle(number, os.O_WRONLY)
    with os.fdopen(descriptor, "wb") as pipe:
        pipe.write(line)
