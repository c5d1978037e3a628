# SPDX-License-Identifier: Apache-2.0
"""Saying that a promise was kept, and taking that back. Never by itself: somebody did it, and says so."""

from __future__ import annotations

from typing import Any

from records.operation import Body, Change, ItemClass, Kind, Who
from records.people import KEPT
from records.person_record import PersonRecord
from records.promises import Promise
from records.reducer import DONE


def keep_promise(record: PersonRecord, promise: Promise) -> list[Change]:
    """Say that it was kept. Nothing, where somebody has said so already."""
    state = record.items.get((promise.entity, promise.item))
    heads = () if state is None else state.field(KEPT).heads
    return [] if heads else [_change(promise, Kind.SET, DONE, ())]


def unkeep_promise(record: PersonRecord, promise: Promise) -> list[Change]:
    """Take that back: it was said by mistake. Nothing, where nobody has said so."""
    state = record.items.get((promise.entity, promise.item))
    heads = () if state is None else state.field(KEPT).heads
    base = tuple(one.operation for one in heads)
    return [_change(promise, Kind.STRIKE, None, base)] if base else []


def _change(promise: Promise, kind: Kind, value: Any, base: tuple[Any, ...]) -> Change:
    return Change(
        entity=promise.entity,
        item=promise.item,
        field=KEPT,
        kind=kind,
        item_class=ItemClass.LOGISTICS,
        said_by=Who.WORKER,
        body=Body(value),
        base=base,
    )
