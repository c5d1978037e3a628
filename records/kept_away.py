# SPDX-License-Identifier: Apache-2.0
"""People who must not see or be told anything (domain I5 sh_not). Never part of any read that is shared.

They stand under an entity of their own and are read only by whoever calls `read_kept_away` on purpose
(domain M12). One item each, said once and struck out when it no longer holds: two laptops can then never make
two versions of one, which would be shown among the things to agree.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from records.operation import Body, Change, EntityId, ItemClass, ItemId, Kind, PersonId, Typed, Who, new_id
from records.person_record import PersonRecord
from records.state import FieldState

# No form's field and no statement: nothing that looks for those finds it.
KEPT_AWAY = "kept_away"


@dataclass(frozen=True, slots=True)
class KeptAway:
    """Somebody who must not see or be told.

    Attributes:
        name: as the person says it; empty where a whole service is kept away.
        kind: which service (`records.sharing.RecipientKind`), or empty.
        why: in the person's words, if they want to say.
    """

    name: str = ""
    relation: str = ""
    phone: str = ""
    kind: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if not (self.name.strip() or self.kind):
            raise ValueError("somebody who is kept away has a name or is a service")


@dataclass(frozen=True, slots=True)
class KeptAwayEntry:
    """One of them as it stands in the record, for taking it back."""

    item: ItemId
    who: KeptAway
    state: FieldState


def kept_away_entity(person: PersonId) -> EntityId:
    """Where they are kept: the same on every laptop."""
    return EntityId(sha256(b"keepwell/kept-away/0\n" + person.encode()).hexdigest()[:32])


def read_kept_away(record: PersonRecord) -> tuple[KeptAwayEntry, ...]:
    """Everyone who must not see or be told. Call it only where somebody asked to see just this (M12)."""
    entity = kept_away_entity(record.card.person)
    return tuple(
        KeptAwayEntry(item, who, state.field(KEPT_AWAY))
        for (owner, item), state in sorted(record.items.items())
        if owner == entity
        for head in state.field(KEPT_AWAY).heads
        if (who := _read(head.value)) is not None
    )


def kept_away_is_readable(record: PersonRecord) -> bool:
    """False while a newer Keepwell's words about who is kept away cannot be read here."""
    entity = kept_away_entity(record.card.person)
    return not any(
        state.newer
        or any(not one.erased and _read(one.value) is None for one in state.field(KEPT_AWAY).heads)
        for (owner, _item), state in record.items.items()
        if owner == entity
    )


def keep_away(person: PersonId, who: KeptAway, *, typed: Typed = Typed.WORKER) -> Change:
    """Add somebody who must not see or be told."""
    value = {
        "name": who.name.strip(),
        "relation": who.relation,
        "phone": who.phone,
        "kind": who.kind,
        "why": who.why,
    }
    return Change(
        entity=kept_away_entity(person),
        item=ItemId(new_id()),
        field=KEPT_AWAY,
        kind=Kind.SAY,
        item_class=ItemClass.SAFETY,
        said_by=Who.PERSON,
        body=Body(value, typed),
    )


def stop_keeping_away(person: PersonId, entry: KeptAwayEntry, *, typed: Typed = Typed.WORKER) -> Change:
    """It no longer holds: struck out, and readable as such. Shares nothing by itself."""
    return Change(
        entity=kept_away_entity(person),
        item=entry.item,
        field=KEPT_AWAY,
        kind=Kind.STRIKE,
        item_class=ItemClass.SAFETY,
        said_by=Who.PERSON,
        body=Body(None, typed),
        base=tuple(one.operation for one in entry.state.heads),
    )


def is_kept_away(kept: tuple[KeptAwayEntry, ...], name: str, kind: str) -> bool:
    """Whether somebody of this name, or this service, is one of them.

    Names meet where one holds every word of the other, whatever the accents: "Tariq" keeps "Tariq Rahman"
    away too. Keeping one too many away is mended by talking; the other way round it is not (hazard 12).
    """
    return any((one.who.kind and one.who.kind == kind) or _names_meet(one.who.name, name) for one in kept)


def _names_meet(one: str, other: str) -> bool:
    first, second = _name_words(one), _name_words(other)
    return bool(first and second) and (first <= second or second <= first)


def _name_words(name: str) -> set[str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(one for one in folded if not unicodedata.combining(one))
    return set("".join(one if one.isalnum() else " " for one in plain).split())


def _read(value: Any) -> KeptAway | None:
    """None where the body was erased, or nobody could be named by it."""
    if not isinstance(value, dict):
        return None
    words = {key: value.get(key, "") for key in ("name", "relation", "phone", "kind", "why")}
    if not all(isinstance(one, str) for one in words.values()):
        return None
    return KeptAway(**words) if words["name"].strip() or words["kind"] else None
