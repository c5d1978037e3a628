# SPDX-License-Identifier: Apache-2.0
"""Today as several screens read it, on the store's thread. Nothing here knows a window."""

from __future__ import annotations

from datetime import datetime

from forms.clocks import ClockSettings
from records.copies_to_replace import copies_to_replace
from records.known import known_of
from records.store import RecordStore
from records.today import Today, make_today


def read_today(store: RecordStore, settings: ClockSettings, now: datetime) -> Today:
    """What is due for everybody on this laptop, as it stands. `now` is aware."""
    return make_today(
        store.of_each_card(known_of),
        store.people_with_drafts(),
        store.people_to_agree(),
        store.waiting(),
        store.last_received_at(),
        settings,
        now,
        store.of_registers(copies_to_replace),
    )
