# SPDX-License-Identifier: Apache-2.0
"""Work in progress: a draft is one row, replaced in place at each pause in typing.

Never an operation, never numbered, never sent (design 4). A sentence thought better of leaves no trace.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NewType

from records.database import Database, Row
from records.operation import PersonId, canonical_json

DraftId = NewType("DraftId", str)


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft as the vault holds it.

    Attributes:
        form: `canonical|version` it was begun with; it stays readable when the form moves on.
        saved_at: ms UTC of the save.
        snapshot: whatever the form's draft needs to go on, as JSON.
    """

    draft: DraftId
    person: PersonId
    form: str
    saved_at: int
    snapshot: dict[str, Any]


def save(database: Database, draft: SavedDraft) -> None:
    """Put the draft in the place of its earlier self."""
    database.run(
        "INSERT INTO draft VALUES (?, ?, ?, ?, ?) ON CONFLICT (draft) DO UPDATE SET"
        " saved_at = excluded.saved_at, snapshot = excluded.snapshot, form = excluded.form",
        (draft.draft, draft.person, draft.form, draft.saved_at, canonical_json(draft.snapshot)),
    )


def discard(database: Database, draft: DraftId) -> None:
    """Forget a draft: because it was finished in this transaction, or thought better of."""
    database.run("DELETE FROM draft WHERE draft = ?", (draft,))


def of_person(database: Database, person: PersonId) -> list[SavedDraft]:
    """A person's drafts, newest first."""
    rows = database.all(
        "SELECT draft, person, form, saved_at, snapshot FROM draft WHERE person = ? ORDER BY saved_at DESC",
        (person,),
    )
    return [_from_row(row) for row in rows]


def people_with_drafts(database: Database) -> dict[PersonId, list[str]]:
    """Which forms are half done, by person."""
    found: dict[PersonId, list[str]] = {}
    for person, form in database.all("SELECT person, form FROM draft ORDER BY saved_at DESC"):
        found.setdefault(PersonId(person), []).append(form)
    return found


def _from_row(row: Row) -> SavedDraft:
    return SavedDraft(DraftId(row[0]), PersonId(row[1]), row[2], row[3], json.loads(row[4]))
