# SPDX-License-Identifier: Apache-2.0
"""Operations to states: a pure function of a set, frozen per schema number.

Never looks at order of arrival, never lets a clock decide (sync 9.6, design 10 "Merging"): the same set of
operations gives the same state, byte for byte, on every laptop. Never drops words: what is no head is past.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from forms.definition import shared_field
from records.operation import SCHEMA, EntityId, ItemClass, ItemId, Kind, Operation, OperationId
from records.state import Entry, FieldState, ItemState

# Where two operations disagree on class, the more careful wins (design 10).
_CAREFULNESS = {
    ItemClass.LOGISTICS: 0,
    ItemClass.OBSERVATION: 1,
    ItemClass.WORDS: 2,
    ItemClass.AGREED: 3,
    ItemClass.SAFETY: 4,
}
_VALUES = {Kind.SAY, Kind.AMEND, Kind.SET, Kind.PLACE, Kind.RESOLVE}
_UNDERSTOOD = _VALUES | {Kind.STRIKE, Kind.RETIRE, Kind.RESTORE}
# Kinds the format reserves: kept, forwarded, not part of an item's state (design 10).
_ELSEWHERE = {
    Kind.ATTACH,
    Kind.GRANT,
    Kind.REVOKE,
    Kind.ERASE,
    Kind.AGREE,
    Kind.COPY,
    Kind.READ,
    Kind.SAME_AS,
    Kind.NOT_SAME,
}
PLACE = "place"
DONE = {"given": "done"}

ItemKey = tuple[EntityId, ItemId]


def reduce(operations: Iterable[Operation]) -> dict[ItemKey, ItemState]:
    """Every item of one person, from all operations about them."""
    by_item: dict[ItemKey, list[Operation]] = defaultdict(list)
    for one in operations:
        by_item[(one.entity, one.item)].append(one)
    return {key: reduce_item(by_item[key]) for key in sorted(by_item)}


def reduce_item(operations: Iterable[Operation]) -> ItemState:
    """One item's state from all operations about it, in any order and with any repeats."""
    unique = {one.operation_id: one for one in sorted(operations, key=lambda op: op.header_bytes)}
    ordered = sorted(unique.values(), key=_newest_first, reverse=True)
    understood = [one for one in ordered if one.schema <= SCHEMA and one.kind in _UNDERSTOOD]
    newer = sorted(
        one.operation_id
        for one in ordered
        if one.schema > SCHEMA or (one.kind not in _UNDERSTOOD and one.kind not in _ELSEWHERE)
    )
    # That somebody read it says nothing about what it is (`read_tables.fold` never sees those).
    about = [one for one in ordered if one.kind not in {Kind.COPY, Kind.READ}] or ordered
    item_class = max((one.item_class for one in about), key=_CAREFULNESS.__getitem__)
    known = set(unique)
    by_field: dict[str, list[Operation]] = defaultdict(list)
    for one in understood:
        if one.kind not in {Kind.RETIRE, Kind.RESTORE}:
            by_field[_kept_under(one)].append(one)
    fields = {name: _reduce_field(name, by_field[name], item_class, known) for name in sorted(by_field)}
    retired, came_back = _reduce_removal(understood, fields, known)
    return ItemState(item_class, fields, retired, came_back, tuple(newer))


def _kept_under(operation: Operation) -> str:
    # An observation was made in its own version of a form; what is agreed is one thing in all of them.
    is_observed = operation.item_class is ItemClass.OBSERVATION
    return operation.field if is_observed else shared_field(operation.field)


def _newest_first(operation: Operation) -> tuple[tuple[int, int], OperationId]:
    return operation.hlc, operation.operation_id


def _reduce_field(
    name: str, operations: Sequence[Operation], item_class: ItemClass, known: set[OperationId]
) -> FieldState:
    strikes = {one.operation_id for one in operations if one.kind == Kind.STRIKE}
    answered = {seen for one in operations for seen in _answers(one, name, item_class, strikes)}
    values = [one for one in operations if one.kind in _VALUES]
    heads = [one for one in values if one.operation_id not in answered]
    if item_class is ItemClass.LOGISTICS and name != PLACE:
        heads = _done_wins(heads)
    standing = {one.operation_id for one in heads}
    return FieldState(
        heads=tuple(_entry(one, known) for one in heads),
        past=tuple(_entry(one, known) for one in values if one.operation_id not in standing),
        strikes=tuple(
            _entry(one, known)
            for one in operations
            if one.kind == Kind.STRIKE and one.operation_id not in answered
        ),
        needs_agreeing=len(heads) > 1
        and item_class in {ItemClass.AGREED, ItemClass.SAFETY}
        and name != PLACE,
    )


def _answers(
    operation: Operation, name: str, item_class: ItemClass, strikes: set[OperationId]
) -> Sequence[OperationId]:
    """Which earlier operations of the field this one takes the place of."""
    if operation.kind == Kind.SAY:
        return ()
    careful = item_class in {ItemClass.AGREED, ItemClass.SAFETY} and name != PLACE
    if careful and operation.kind in {Kind.SET, Kind.AMEND} and len(set(operation.base) - strikes) > 1:
        # Only a person's `resolve` closes a disagreement; a plain edit made over one stands beside it.
        return ()
    return operation.base


def _done_wins(heads: list[Operation]) -> list[Operation]:
    """A task done by either is done (sync 9.6, D)."""
    done = [one for one in heads if one.body is not None and one.body.value == DONE]
    return done or heads


def _reduce_removal(
    operations: Sequence[Operation], fields: dict[str, FieldState], known: set[OperationId]
) -> tuple[Entry | None, bool]:
    removals = [one for one in operations if one.kind == Kind.RETIRE]
    undone = {seen for one in operations if one.kind in {Kind.RETIRE, Kind.RESTORE} for seen in one.base}
    standing = [one for one in removals if one.operation_id not in undone]
    heads = {entry.operation for name, one in fields.items() if name != PLACE for entry in one.heads}
    for one in standing:
        if heads <= set(one.base):
            return _entry(one, known), False
    return None, bool(standing)


def _entry(operation: Operation, known: set[OperationId]) -> Entry:
    body = operation.body
    return Entry(
        operation=operation.operation_id,
        kind=operation.kind,
        value=None if body is None else body.value,
        said_by=operation.said_by,
        said_name=None if body is None else body.said_name,
        typed=None if body is None else body.typed,
        checked=None if body is None else body.checked,
        agreed_by=() if body is None else body.agreed_by,
        recorded_by=operation.recorded_by,
        at=operation.wall,
        zone=operation.zone,
        hlc=operation.hlc,
        base=operation.base,
        erased=body is None,
        provisional=not set(operation.base) <= known,
    )
