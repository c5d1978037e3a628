# SPDX-License-Identifier: Apache-2.0
"""The code on a copy, typed or scanned to ask "is this the latest?". Says nothing about anybody.

`KW1-3-7-F`: the format, the copy's number, the plan's version, and a letter that finds a slip of the finger:
any one character wrong, and any two beside each other exchanged. Never carries a name, a place or a key.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without I, L and O, which look like digits; 23 of them, a prime, which no weight has as a factor."""
MOST = 10**8
"""What no number in a code reaches: eight digits can be read aloud."""
# No nought in front: it would move every digit behind it to another weight. The dash at each end is there
# twice or not at all: where one alone is missing, a digit may have taken its place.
_SHAPE = re.compile(r"KW1(-?)([1-9][0-9]{0,7})-(0|[1-9][0-9]{0,7})\1([A-Z])")
# Dashes as people and telephones write them.
_DASHES = re.compile(r"[\s\u2010-\u2015\u2212._/]+")


@dataclass(frozen=True, slots=True)
class CopyCode:
    """What a code says: which copy, and of which version of the plan."""

    number: int
    version: int


def copy_code(number: int, version: int) -> str:
    """The code of a copy.

    Raises:
        ValueError: a number that no copy has.
    """
    if not (0 < number < MOST and 0 <= version < MOST):
        raise ValueError("no such copy")
    return f"KW1-{number}-{version}-{_check(f'{number}-{version}')}"


def read_copy_code(text: str) -> CopyCode | None:
    """What a code says, however it was typed: small letters, spaces for dashes. None where it is no code."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    plain = re.sub("-+", "-", _DASHES.sub("-", plain))
    found = _SHAPE.fullmatch(plain)
    if found is None:
        return None
    number, version, letter = int(found[2]), int(found[3]), found[4]
    return CopyCode(number, version) if _check(f"{number}-{version}") == letter else None


def _check(text: str) -> str:
    values = (10 if one == "-" else int(one) for one in text)
    total = sum(place * value for place, value in enumerate(values, start=1))
    return _LETTERS[total % len(_LETTERS)]
