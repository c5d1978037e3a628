# SPDX-License-Identifier: Apache-2.0
"""What an item looks like once its operations are reduced: plain data that screens read.

Never computed anywhere but in `records.reducer`; never changed in place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from records.operation import ItemClass, Kind, OperationId, Typed, UserId, Who


@dataclass(frozen=True, slots=True)
class Entry:
    """One value somebody recorded, with whose it is and who wrote it down.

    Attributes:
        erased: the body is gone by lawful erasure; `value` is None.
        provisional: an operation its author had seen has not arrived here yet (sync 9.6).
    """

    operation: OperationId
    kind: str
    value: Any
    said_by: Who
    said_name: str | None
    typed: Typed | None
    checked: bool | None
    agreed_by: tuple[str, ...]
    recorded_by: UserId
    at: int
    zone: str
    hlc: tuple[int, int]
    base: tuple[OperationId, ...]
    erased: bool
    provisional: bool


@dataclass(frozen=True, slots=True)
class FieldState:
    """One field: what stands now, what went before, and what struck it out.

    Attributes:
        heads: values nobody has answered yet, newest first; usually one.
        past: values that were amended, replaced, resolved or struck, newest first; always readable.
        strikes: operations that struck words out and have not been answered, newest first.
        needs_agreeing: an agreed or safety field with more than one head (sync 9.6, B and C).
    """

    heads: tuple[Entry, ...]
    past: tuple[Entry, ...]
    strikes: tuple[Entry, ...]
    needs_agreeing: bool

    @property
    def is_struck(self) -> bool:
        """Whether every value has been struck out."""
        return bool(self.strikes) and not self.heads

    @property
    def came_back(self) -> bool:
        """Struck out in one place and changed in another without either knowing."""
        return bool(self.strikes) and bool(self.heads)


@dataclass(frozen=True, slots=True)
class ItemState:
    """One item with all its fields.

    Attributes:
        retired: the removal that stands, or None.
        came_back: removed in one place and changed in another (sync 9.6, "Retire vs edit").
        newer: operations from a newer Keepwell, kept and forwarded but not understood here.
    """

    item_class: ItemClass
    fields: dict[str, FieldState]
    retired: Entry | None
    came_back: bool
    newer: tuple[OperationId, ...]

    def field(self, name: str) -> FieldState:
        """A field, empty when nothing was ever recorded in it."""
        return self.fields.get(name, EMPTY_FIELD)

    @property
    def open_fields(self) -> int:
        """How many fields need agreeing."""
        return sum(one.needs_agreeing for one in self.fields.values())


EMPTY_FIELD = FieldState((), (), (), needs_agreeing=False)


def written_first(field: FieldState, entry: Entry) -> Entry:
    """Who took words down (design 1.1): of a version kept when two were agreed, whoever wrote that version.

    Otherwise the entry itself. Agreeing to somebody's words does not make one their typist.
    """
    if entry.kind != Kind.RESOLVE:
        return entry
    whose = (entry.value, entry.said_by, entry.said_name)
    kept = (
        one
        for one in field.past
        if one.operation in entry.base and (one.value, one.said_by, one.said_name) == whose
    )
    earlier = next(kept, None)
    return entry if earlier is None else written_first(field, earlier)


def item_to_json(state: ItemState) -> dict[str, Any]:
    """Plain JSON of a state: what the read table stores and what replicas are compared by."""
    return {
        "class": state.item_class.value,
        "fields": {name: _field_to_json(one) for name, one in state.fields.items()},
        "retired": None if state.retired is None else _entry_to_json(state.retired),
        "came_back": state.came_back,
        "newer": list(state.newer),
    }


def item_from_json(raw: dict[str, Any]) -> ItemState:
    """The state that `item_to_json` wrote."""
    return ItemState(
        item_class=ItemClass(raw["class"]),
        fields={name: _field_from_json(one) for name, one in raw["fields"].items()},
        retired=None if raw["retired"] is None else _entry_from_json(raw["retired"]),
        came_back=raw["came_back"],
        newer=tuple(raw["newer"]),
    )


def standing_texts(raw: dict[str, Any]) -> list[str]:
    """The texts that stand in what `item_to_json` wrote, without making a state of it: search reads many."""
    heads = (entry for field in raw["fields"].values() for entry in field["heads"])
    return [entry[2] for entry in heads if isinstance(entry[2], str)]


def _field_to_json(field: FieldState) -> dict[str, Any]:
    return {
        "heads": [_entry_to_json(one) for one in field.heads],
        "past": [_entry_to_json(one) for one in field.past],
        "strikes": [_entry_to_json(one) for one in field.strikes],
        "open": field.needs_agreeing,
    }


def _field_from_json(raw: dict[str, Any]) -> FieldState:
    return FieldState(
        heads=tuple(map(_entry_from_json, raw["heads"])),
        past=tuple(map(_entry_from_json, raw["past"])),
        strikes=tuple(map(_entry_from_json, raw["strikes"])),
        needs_agreeing=raw["open"],
    )


def _entry_to_json(entry: Entry) -> list[Any]:
    # A list, not an object: item rows are read by the hundred, and the names would outweigh the words.
    return [
        entry.operation,
        entry.kind,
        entry.value,
        entry.said_by.value,
        entry.said_name,
        None if entry.typed is None else entry.typed.value,
        entry.checked,
        list(entry.agreed_by),
        entry.recorded_by,
        entry.at,
        entry.zone,
        list(entry.hlc),
        list(entry.base),
        entry.erased,
        entry.provisional,
    ]


# Calling an enumeration costs more than all the rest of an entry.
_WHO = {one.value: one for one in Who}
_TYPED: dict[str | None, Typed | None] = {None: None} | {one.value: one for one in Typed}


def _entry_from_json(raw: list[Any]) -> Entry:
    return Entry(
        operation=raw[0],
        kind=raw[1],
        value=raw[2],
        said_by=_WHO[raw[3]],
        said_name=raw[4],
        typed=_TYPED[raw[5]],
        checked=raw[6],
        agreed_by=tuple(raw[7]),
        recorded_by=raw[8],
        at=raw[9],
        zone=raw[10],
        hlc=(raw[11][0], raw[11][1]),
        base=tuple(raw[12]),
        erased=raw[13],
        provisional=raw[14],
    )
