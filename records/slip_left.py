# SPDX-License-Identifier: Apache-2.0
"""The promise slips that were left after a visit, from the register of copies. Never forgets an old one.

Before every sheet was a copy with a number, a slip was a row of the visit's own response: those are read
still, and nothing writes them any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from records.copies_register import CopiesRegister, How, Sheet
from records.people import Response

_ROW = "slip_left"


@dataclass(frozen=True, slots=True)
class SlipLeft:
    """One slip.

    Attributes:
        at: ms UTC.
        safe: the answer to whether paper is safe there; "" where nobody asked.
        number: of the copy; None for one that was left before they had numbers.
    """

    how: How
    at: int
    safe: str
    number: int | None = None


def slips_left(visit: Response, register: CopiesRegister) -> tuple[SlipLeft, ...]:
    """Every slip of a visit, oldest first; without those that never left after all."""
    old = [_read(row.get(_ROW)) for row in visit.rows.values()]
    counted = [
        SlipLeft(one.how, one.made_at, one.safe, one.number)
        for one in register.given
        if one.sheet is Sheet.SLIP and one.about == visit.entity and not one.never_left
    ]
    found = [*(one for one in old if one is not None), *counted]
    return tuple(sorted(found, key=lambda one: (one.at, one.number or 0)))


def _read(raw: Any) -> SlipLeft | None:
    value = raw.get("given") if isinstance(raw, dict) else None
    if not isinstance(value, dict) or value.get("how") not in set(How):
        return None
    at, safe = value.get("at"), value.get("safe", "")
    known = isinstance(at, int) and isinstance(safe, str)
    return SlipLeft(How(value["how"]), at, safe) if known and isinstance(at, int) else None
