# SPDX-License-Identifier: Apache-2.0
"""A visit that was sent unfinished, so that another laptop can go on with it; and that it was finished.

One item beside the answers, as a row of the response: what either laptop finished is finished (sync 9.6, D),
whatever the other still held. Never an answer, and never asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from forms.definition import Form
from records.operation import Body, Change, EntityId, ItemClass, ItemId, Kind, Who
from records.reducer import DONE
from records.responses import heads_on_screen
from records.state import ItemState

STANDING = "standing"
_OPEN = {"given": "open"}


def standing_item(entity: EntityId) -> ItemId:
    """Where it is kept: the same on every laptop."""
    return ItemId(sha256(b"keepwell/standing/0\n" + entity.encode()).hexdigest()[:32])


def leave_open(form: Form, entity: EntityId, items: Mapping[tuple[EntityId, ItemId], ItemState]) -> Change:
    """Say that somebody may go on with this response."""
    return _change(form, entity, items, _OPEN)


def close(form: Form, entity: EntityId, items: Mapping[tuple[EntityId, ItemId], ItemState]) -> Change:
    """Say that it was finished, by whoever did."""
    return _change(form, entity, items, DONE)


def is_open(entity: EntityId, rows: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a response with these rows was sent unfinished and nobody has finished it since."""
    return bool(rows.get(standing_item(entity), {}).get(STANDING) == _OPEN)


def _change(
    form: Form,
    entity: EntityId,
    items: Mapping[tuple[EntityId, ItemId], ItemState],
    value: dict[str, str],
) -> Change:
    item, name = standing_item(entity), form.field_of(STANDING)
    return Change(
        entity=entity,
        item=item,
        field=name,
        kind=Kind.SET,
        item_class=ItemClass.LOGISTICS,
        said_by=Who.WORKER,
        body=Body(value),
        base=heads_on_screen(items.get((entity, item))).get(name, ()),
    )
