# SPDX-License-Identifier: Apache-2.0
"""Folds operations into the tables that screens read, in the transaction that journals them.

Only what the operations touch is computed again, so a save costs the same at a hundred operations and at a
hundred thousand. Never decides anything: the reducer does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

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


def fold(database: Database, journal: Journal, operations: Sequence[Operation]) -> set[PersonId]:
    """Bring every touched item, person and search row up to date; gives back the people touched."""
    touched = {(one.person, one.entity, one.item) for one in operations if one.kind not in _ABOUT_READING}
    at_hand = {one.operation_id: one for one in operations}
    forms: dict[PersonId, set[str]] = {}
    for person, entity, item in sorted(touched):
        form = _fold_item(database, person, entity, item, journal.of_item(entity, item, at_hand))
        forms.setdefault(person, set()).add(form)
    for person, changed in forms.items():
        if changed & people.CARD_FORMS:
            _fold_card(database, person)
    database.run_many("INSERT OR IGNORE INTO search_due VALUES (?)", [(person,) for person in sorted(forms)])
    return set(forms)


def _fold_item(
    database: Database, person: PersonId, entity: EntityId, item: ItemId, operations: Sequence[Operation]
) -> str:
    state = reduce_item(operations)
    form = form_of(state)
    database.run(
        "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (person, entity, item) DO UPDATE SET"
        " form = excluded.form, open = excluded.open, at = excluded.at, state = excluded.state",
        (
            person,
            entity,
            item,
            form,
            state.open_fields,
            max(one.wall for one in operations),
            canonical_json(item_to_json(state)),
        ),
    )
    return form


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


def _fold_card(database: Database, person: PersonId) -> None:
    card = people.make_card(person, read_items(database, person, people.CARD_FORMS))
    database.run(
        "INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?)",
        (person, card.nhs_number, card.sort_name, canonical_json(card.to_json())),
    )


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
