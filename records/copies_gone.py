# SPDX-License-Identifier: Apache-2.0
"""What became of a copy: destroyed, handed back, lost, or never left at all. Never hides what somebody said.

A mark is an operation of kind `copy` on the copy's own item, field `gone`: stored and sent, never folded
(design 10). It names in its base the marks its author saw; marks that nobody has answered stand beside each
other, so that anybody on any laptop can correct one, and two who disagree are both heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from records.operation import (
    Body,
    Change,
    ItemClass,
    ItemId,
    Kind,
    Operation,
    OperationId,
    PersonId,
    UserId,
    Who,
)
from records.people import plan_entity

GONE_FIELD = "gone"


class GoneHow(StrEnum):
    """What became of it."""

    DESTROYED = "destroyed"
    HANDED_BACK = "handed_back"
    LOST = "lost"
    NEVER_LEFT = "never_left"  # the printer did not start, the file was not written
    STILL_THERE = "still_there"  # what was said before was a mistake, or it turned up again
    NOT_READ = "not_read"  # a newer Keepwell said something, or it was erased: never written by us


_OUT_OF_HAND = frozenset({GoneHow.DESTROYED, GoneHow.HANDED_BACK, GoneHow.NEVER_LEFT})


@dataclass(frozen=True, slots=True)
class Gone:
    """One mark.

    Attributes:
        on: the day it happened, as it was told; None where that cannot be read.
        said_by: who said so, as they were named; "" where nobody is named.
        recorded_by: whose laptop it was written on; None before it is recorded, as for `operation`.
        at: when it was written, ms UTC; 0 before it is recorded. For display only.
    """

    how: GoneHow
    on: date | None
    said_by: str = ""
    operation: OperationId | None = None
    recorded_by: UserId | None = None
    at: int = 0


def gone_change(person: PersonId, item: ItemId, gone: Gone, seen: Sequence[Gone] = ()) -> Change:
    """What journals a mark on the copy of this item, in answer to the marks that were on screen."""
    value = {
        "how": gone.how.value,
        "on": None if gone.on is None else gone.on.isoformat(),
        "said_by": gone.said_by,
    }
    return Change(
        entity=plan_entity(person),
        item=item,
        field=GONE_FIELD,
        kind=Kind.COPY,
        item_class=ItemClass.OBSERVATION,
        said_by=Who.WORKER,
        body=Body(value),
        base=tuple(one.operation for one in seen if one.operation is not None),
    )


def standing_marks(operations: Iterable[Operation]) -> tuple[Gone, ...]:
    """The marks of one copy that no other mark has answered, newest first; in whatever order they come."""
    every = {one.operation_id: one for one in operations}
    answered = {seen for one in every.values() for seen in one.base}
    heads = sorted(
        (one for one in every.values() if one.operation_id not in answered),
        key=lambda one: (one.hlc, one.operation_id),
        reverse=True,
    )
    return tuple(_mark(one) for one in heads)


def _mark(operation: Operation) -> Gone:
    """The mark; of another shape it is one all the same."""
    body = operation.body
    value: Any = None if body is None else body.value
    known = value if isinstance(value, dict) else {}
    try:
        how = GoneHow(str(known.get("how")))
    except ValueError:
        how = GoneHow.NOT_READ
    said_by = known.get("said_by")
    return Gone(
        how=how,
        on=_day(known.get("on")),
        said_by=said_by if isinstance(said_by, str) else "",
        operation=operation.operation_id,
        recorded_by=operation.recorded_by,
        at=operation.wall,
    )


def _day(raw: Any) -> date | None:
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        return None


def is_out_of_hand(marks: Sequence[Gone]) -> bool:
    """Whether everybody who said something says that nobody holds it or can find it any more."""
    return bool(marks) and all(one.how in _OUT_OF_HAND for one in marks)


def never_left(marks: Sequence[Gone]) -> bool:
    """Whether everybody who said something says that it never left."""
    return bool(marks) and all(one.how is GoneHow.NEVER_LEFT for one in marks)


def is_gone(marks: Sequence[Gone]) -> bool:
    """Whether its holder has it no longer: out of hand, or lost. Never where two say different things."""
    return bool(marks) and all(one.how in _OUT_OF_HAND or one.how is GoneHow.LOST for one in marks)
