# SPDX-License-Identifier: Apache-2.0
"""Forms filled in on laptops in memory: real operations, the real reducer, no disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from forms.answers import Answer, Given, LocalMoment
from forms.registry import newest_form
from records.operation import EntityId, Typed, new_id
from records.responses import changes_for
from tests.records.laptops import Laptop

LONDON = "Europe/London"


def at(day: int, clock: str | None = "14:00", month: int = 11) -> LocalMoment:
    """A day of 2026 and a time there; None where only the day is known."""
    return LocalMoment(date(2026, month, day), None if clock is None else time.fromisoformat(clock), LONDON)


def fill(
    laptop: Laptop,
    form: str,
    answers: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]] = (),
    entity: EntityId | None = None,
) -> EntityId:
    """Record a form on a laptop; plain values are given ones."""
    entity = entity or EntityId(new_id())
    filled: list[tuple[str | None, str, Answer]] = [
        (None, name, _given(one)) for name, one in answers.items()
    ]
    for row in rows:
        item = new_id()
        filled += [(item, name, _given(one)) for name, one in row.items()]
    laptop.record(changes_for(newest_form(form), entity, filled, typed=Typed.WORKER))
    return entity


def _given(value: Any) -> Answer:
    known = Answer.__args__
    return value if isinstance(value, known) else Given(value)


MET = {
    "contact_dt": at(21),
    "contact_mode": "01",
    "contact_outcome": "5",
    "with_person": True,
    "registered": True,
}
TOLD = {
    "handover_who": "Priya Nair",
    "handover_when": at(21, "14:20"),
    "handover_decided": "Two of us go at six.",
    "handover_next": "Ring the ward",
    "handover_by": at(21, "18:00"),
}
