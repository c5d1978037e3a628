# SPDX-License-Identifier: Apache-2.0
"""Keeps Python 3.11 alive under PySide6 6.12, which counts None, True and False wrongly; nothing on 3.12 on.

Measured (PySide6_Essentials 6.12.0, CPython 3.11.7): every call of a Qt method that returns nothing takes
one reference to None away and never gives it back, and so does every bool that a signal of ours carries
with that bool, since the wheel is built as if they could not die (PEP 683, true from Python 3.12). After
some thousands of calls the process ends with "deallocating None". Never touches any other object.
"""

import ctypes
import sys

_PLENTY = 1 << 60
"""More references than Qt calls in a lifetime: at a million calls a second, some 36,000 years."""


def keep_constants() -> None:
    """Give each so many references that the wrong count never reaches zero. Harmless to repeat."""
    # The count is the first word of an object in CPython before 3.12, on every platform we ship for.
    needed = sys.implementation.name == "cpython" and sys.version_info < (3, 12) and sys.maxsize > 2**32
    for one in (None, True, False) if needed else ():
        if sys.getrefcount(one) < _PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(one)).value = _PLENTY
