# SPDX-License-Identifier: Apache-2.0
"""Operations for tests, made by the real encoder: nothing here writes header bytes by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from records.operation import (
    Body,
    Change,
    DeviceId,
    EntityId,
    ItemClass,
    ItemId,
    Kind,
    Operation,
    OperationId,
    PersonId,
    Position,
    TransactionId,
    UserId,
    Who,
    encode,
)


def hex_id(number: int) -> str:
    return UUID(int=number).hex


PERSON = PersonId(hex_id(1))
ENTITY = EntityId(hex_id(2))
ITEM = ItemId(hex_id(3))


def operation(
    number: int,
    kind: Kind,
    value: Any = None,
    *,
    base: tuple[int, ...] = (),
    item_class: ItemClass = ItemClass.WORDS,
    field: str = "statement",
    entity: EntityId = ENTITY,
    item: ItemId = ITEM,
    hlc: int | None = None,
    device: int = 9,
    said_by: Who = Who.PERSON,
) -> Operation:
    """An operation whose id is `number` and whose clock is `hlc`, or `number` where nobody cares."""
    change = Change(
        entity=entity,
        item=item,
        field="" if kind in {Kind.RETIRE, Kind.RESTORE} else field,
        kind=kind,
        item_class=item_class,
        said_by=said_by,
        body=Body(value),
        base=tuple(OperationId(hex_id(one)) for one in base),
        operation_id=OperationId(hex_id(number)),
    )
    moment = number if hlc is None else hlc
    position = Position(
        device=DeviceId(hex_id(device)),
        epoch=1,
        number=number,
        previous="0" * 64,
        transaction=TransactionId(hex_id(number)),
        last=True,
        person=PERSON,
        recorded_by=UserId(hex_id(8)),
        hlc=(moment, 0),
        wall=moment,
        zone="Europe/London",
    )
    return encode(change, position)
