# SPDX-License-Identifier: Apache-2.0
"""Folds operations into the tables that screens read, in the transaction that journals them.

Only what the operations touch is computed again, so a save costs the same at a hundred operations and at a
hundred thousand. Never decides anything: the reducer does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from records import people
from records.database import Database
from records.journal import Journal
from records.operation import EntityId, ItemId, Kind, Operation, PersonId, canonical_json
from records.reducer import reduce_item
from records.state import ItemState, item_from_json, item_to_json

STATEMENT = "statement"
# A worker's idea, outside the plan until the person takes it in their own words (records.suggestions).
SUGGESTION = "suggestion"
_ABOUT_READING = {Kind.READ.value, Kind.COPY.value}


def fold(
    database: Database, journal: Journal, kept: Mapping[int, Operation], *, save: int
) -> frozenset[PersonId]:
    """Bring every touched item, person and search row up to date; gives back the people touched.

    `kept` are operations by their places in the journal, `save` is the number of this save (pulse).
    """
    fresh: dict[tuple[PersonId, EntityId, ItemId], dict[int, Operation]] = {}
    for place, one in kept.items():
        if one.kind not in _ABOUT_READING:
            fresh.setdefault((one.person, one.entity, one.item), {})[place] = one
    touched: dict[PersonId, _Touched] = {}
    for key in sorted(fresh):
        person, entity, _ = key
        forms = _fold_item(database, journal, key, fresh[key])
        touched.setdefault(person, _Touched()).add(entity, forms)
    for person, what in touched.items():
        _fold_person(database, person, what, save)
    return frozenset(touched)


@dataclass
class _Touched:
    """What a transaction touched of one person: forms their items belong to, or did before."""

    forms: set[str] = field(default_factory=set)
    entities: set[EntityId] = field(default_factory=set)

    def add(self, entity: EntityId, forms: set[str]) -> None:
        """Take in one item."""
        self.forms |= forms
        if forms & people.CARD_FORMS:
            self.entities.add(entity)


def _fold_item(
    database: Database,
    journal: Journal,
    key: tuple[PersonId, EntityId, ItemId],
    fresh: Mapping[int, Operation],
) -> set[str]:
    row = database.maybe("SELECT form, places FROM item WHERE person = ? AND entity = ? AND item = ?", key)
    # Most items that are touched are new: then everything about them is at hand.
    before, places = (set(), []) if row is None else ({row[0]}, json.loads(row[1]))
    operations = [*(journal.at(places) if places else ()), *fresh.values()]
    state = reduce_item(operations)
    form = form_of(state)
    values = (
        form,
        state.open_fields,
        max(one.wall for one in operations),
        json.dumps([*places, *fresh]),
        canonical_json(item_to_json(state)),
    )
    if row is None:
        database.run(
            "INSERT INTO item (form, open, at, places, state, person, entity, item)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, *key),
        )
    else:
        database.run(
            "UPDATE item SET form = ?, open = ?, at = ?, places = ?, state = ?"
            " WHERE person = ? AND entity = ? AND item = ?",
            (*values, *key),
        )
    return {form, *before}


def form_of(state: ItemState) -> str:
    """The canonical of the form an item's fields belong to; `statement` for the plan's words.

    A suggestion is `suggestion`, and that a promise was kept is `promise`: neither search nor the plan's
    version number ever sees those.
    """
    for name in sorted(state.fields):
        if "|" in name:
            return name.split("|", 1)[0]
    if set(state.fields) == {people.KEPT}:
        return people.PROMISE
    return SUGGESTION if set(state.fields) == {SUGGESTION} else STATEMENT


def _fold_person(database: Database, person: PersonId, touched: _Touched, save: int) -> None:
    renewed = not touched.entities or _renew_card(database, person, touched.entities)
    if not renewed:
        _fold_card(database, person)
    # A card that was only renewed has the same names; what was said is in statements.
    if not renewed or STATEMENT in touched.forms:
        database.run("INSERT OR REPLACE INTO search_due VALUES (?, ?)", (person, save))


def _renew_card(database: Database, person: PersonId, entities: Iterable[EntityId]) -> bool:
    """Put what these entities answer now into the card there is; False where that could say too little."""
    row = database.maybe("SELECT card FROM person WHERE person = ?", (person,))
    if row is None:
        return False
    raw = json.loads(row[0])
    if not people.is_whole(raw):
        return False
    touched = {one: _of_entity(database, person, one) for one in sorted(entities)}
    card = people.renewed_card(people.card_from_json(person, raw), touched)
    if card is None:
        return False
    database.run("UPDATE person SET card = ? WHERE person = ?", (canonical_json(card.to_json()), person))
    return True


def _fold_card(database: Database, person: PersonId) -> None:
    card = people.make_card(person, read_items(database, person, people.CARD_FORMS))
    database.run(
        "INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?)",
        (person, card.nhs_number, card.sort_name, canonical_json(card.to_json())),
    )


def _of_entity(database: Database, person: PersonId, entity: EntityId) -> dict[ItemId, ItemState]:
    """The items of an entity that a card is made from."""
    rows = database.all(
        "SELECT item, state FROM item WHERE person = ? AND entity = ?"
        " AND form IN (SELECT value FROM json_each(?))",
        (person, entity, json.dumps(sorted(people.CARD_FORMS))),
    )
    return {ItemId(item): item_from_json(json.loads(state)) for item, state in rows}


def read_items(
    database: Database, person: PersonId, forms: Iterable[str] | None = None
) -> dict[tuple[EntityId, ItemId], ItemState]:
    """Every item of a person, or only those of these forms, as reduced."""
    if forms is None:
        rows = database.all("SELECT entity, item, state FROM item WHERE person = ?", (person,))
    else:
        wanted = sorted(forms)
        marks = ", ".join("?" * len(wanted))
        rows = database.all(
            f"SELECT entity, item, state FROM item WHERE person = ? AND form IN ({marks})",  # noqa: S608
            (person, *wanted),
        )
    return {
        (EntityId(entity), ItemId(item)): item_from_json(json.loads(state)) for entity, item, state in rows
    }
