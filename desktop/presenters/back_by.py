# SPDX-License-Identifier: Apache-2.0
"""When I said I would be back: one row in the vault of this laptop, for one day.

Never an operation and never sent: it is nobody's record, and it tells nobody. All of it runs on the store's
thread.
"""

from __future__ import annotations

from datetime import date, time
from hashlib import sha256

from records.drafts import DraftId
from records.operation import PersonId, new_id
from records.store import RecordStore

_ROW = DraftId(sha256(b"keepwell/back by/0").hexdigest()[:32])
BACK_BY_FORM = "urn:keepwell:back-by|1"


def keep_back_by(store: RecordStore, on: date, at: time) -> int:
    """Make it durable; gives back when, ms UTC."""
    return store.save_draft(
        _ROW, PersonId(new_id()), BACK_BY_FORM, {"on": on.isoformat(), "at": f"{at:%H:%M}"}
    )


def forget_back_by(store: RecordStore) -> None:
    """Thought better of, or home."""
    store.discard_draft(_ROW)


def find_back_by(store: RecordStore, on: date) -> time | None:
    """What was said for this day; another day's says nothing about this one."""
    for person, forms in store.people_with_drafts().items():
        if BACK_BY_FORM in forms:
            kept = next(one.snapshot for one in store.drafts_of(person) if one.draft == _ROW)
            return time.fromisoformat(kept["at"]) if kept["on"] == on.isoformat() else None
    return None
