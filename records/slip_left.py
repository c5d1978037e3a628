# SPDX-License-Identifier: Apache-2.0
"""That a promise slip was left after a visit, and how; beside the answers, as a row of the response.

Paper leaves on purpose and is counted (design 1.4). A slip holds nothing of the plan: it is no copy of it,
and has no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.definition import Form
from records.copies_register import How
from records.operation import Body, Change, EntityId, ItemClass, ItemId, Kind, Who, new_id

SLIP_LEFT = "slip_left"


@dataclass(frozen=True, slots=True)
class SlipLeft:
    """One slip; `at` is ms UTC, `safe` the answer to whether paper is safe there, "" where nobody asked."""

    how: How
    at: int
    safe: str


def slip_left(form: Form, visit: EntityId, slip: SlipLeft) -> Change:
    """What journals one slip; `form` is the visit's."""
    return Change(
        entity=visit,
        item=ItemId(new_id()),
        field=form.field_of(SLIP_LEFT),
        kind=Kind.SET,
        item_class=ItemClass.OBSERVATION,
        said_by=Who.WORKER,
        body=Body({"given": {"how": slip.how.value, "at": slip.at, "safe": slip.safe}}),
    )


def slips_left(rows: Mapping[str, Mapping[str, Any]]) -> tuple[SlipLeft, ...]:
    """Every slip of a visit with these rows, oldest first; one that a newer Keepwell wrote is left out."""
    found = [_read(row.get(SLIP_LEFT)) for row in rows.values()]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.at))


def _read(raw: Any) -> SlipLeft | None:
    value = raw.get("given") if isinstance(raw, Mapping) else None
    if not isinstance(value, Mapping) or value.get("how") not in set(How):
        return None
    at, safe = value.get("at"), value.get("safe", "")
    known = isinstance(at, int) and isinstance(safe, str)
    return SlipLeft(How(value["how"]), at, safe) if known and isinstance(at, int) else None
