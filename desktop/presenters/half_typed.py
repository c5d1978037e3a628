# SPDX-License-Identifier: Apache-2.0
"""What was half typed about somebody who is nobody here yet: one draft row in the vault.

Never an operation and never sent (design 4); gone in the transaction that adds them.
All of it runs on the store's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from records.drafts import DraftId
from records.intake import NewPerson
from records.operation import PersonId, new_id
from records.store import Recorded, RecordStore

DRAFT = DraftId(sha256(b"keepwell/new person/0").hexdigest()[:32])
"""There is only one: a call interrupts a call rarely, and then the first one's words are asked about."""
DRAFT_FORM = "urn:keepwell:new-person|1"


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """Two drafts as JSON, and the id that holds their row until somebody is added.

    Attributes:
        person: made for the row only; `records.intake` gives a new person their own id.
    """

    person: PersonId
    details: dict[str, Any]
    discharge: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """The row's snapshot."""
        return {"v": 1, "details": self.details, "discharge": self.discharge}


def keep(half_typed: HalfTyped, store: RecordStore) -> int:
    """Make it durable; gives back when, ms UTC."""
    return store.save_draft(DRAFT, half_typed.person, DRAFT_FORM, half_typed.to_json())


def forget(store: RecordStore) -> None:
    """Thought better of."""
    store.discard_draft(DRAFT)


def find(store: RecordStore) -> HalfTyped | None:
    """What was left half typed, if anything."""
    for person, forms in store.people_with_drafts().items():
        if DRAFT_FORM in forms:
            snapshot = next(one.snapshot for one in store.drafts_of(person) if one.draft == DRAFT)
            return HalfTyped(person, snapshot["details"], snapshot["discharge"])
    return None


def fresh_row() -> PersonId:
    """An id for the row of a draft."""
    return PersonId(new_id())


def take_in(made: NewPerson, half_typed: HalfTyped | None, store: RecordStore) -> Recorded:
    """Add somebody, and let go of what was typed of them in the same transaction.

    Raises:
        PersonAlreadyHereError: nobody was added, and what was typed is still there.
    """
    finishes = None if half_typed is None else DRAFT
    return store.take_in(made.person, made.nhs_number, made.changes, finishes=finishes)
