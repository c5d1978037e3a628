# SPDX-License-Identifier: Apache-2.0
"""Today with hundreds of people and thousands of deadlines: shown, and shown again each minute (issue 5).

The whole way: SQLCipher on the reader's thread, what is due, its words, and the window laid out and painted.
Invented people only.
"""

from __future__ import annotations

import json
import tracemalloc
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.background import StoreThread
from desktop.presenters.today_reader import read_today
from desktop.presenters.today_words import today_words
from desktop.screens.today_screen import TodayScreen
from forms.clocks import ClockSettings
from records.operation import Change, PersonId
from records.promises import promises_of
from records.store import RecordStore
from records.today import Today
from tests.bench.figures import Figure, Judged, Sizes, quantile
from tests.bench.people import Somebody, Vault, build_checked_in_with
from tests.bench.planning import application

_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_QUIET = 9
"""With the planned end, ten deadlines each."""


def refresh(sizes: Sizes, scratch: Path) -> list[Figure]:
    """A minute has passed and somebody was rung; beside it, reading every row and its JSON and no more.

    And the first time it shows, when nothing is kept yet.
    """
    vault = build_checked_in_with(scratch / "due", sizes.luck("due"), sizes.due_people, _QUIET)
    memory, deadlines = _kept_in_memory(vault)
    app = application()
    screen = TodayScreen()
    screen.resize(1280, 860)
    screen.show()
    store_thread = StoreThread()
    store_thread.open(vault.open).result()
    begun = perf_counter()
    _show(app, store_thread, screen, _NOON)
    first = perf_counter() - begun
    ours, bare, worked = [], [], []
    luck = sizes.luck("rung")
    for turn in range(sizes.refreshes):
        rung = vault.people[luck.randrange(len(vault.people))]
        changes = Somebody(luck, rung).contact()
        store_thread.submit(partial(_record, rung, changes)).result()
        begun = perf_counter()
        store_thread.read(_bare).result()
        bare.append(perf_counter() - begun)
        begun, worked_before = perf_counter(), process_time()
        today = _show(app, store_thread, screen, _NOON + timedelta(minutes=turn + 1))
        ours.append(perf_counter() - begun)
        worked.append(process_time() - worked_before)
        assert len(today.due) == len(vault.people)
    store_thread.close()
    screen.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    who = f"{len(vault.people)} people, {deadlines} deadlines"
    reference, each = quantile(bare, 0.95), quantile(ours, 0.95)
    kept = f"{memory / 2**20:.0f} MiB kept of what was read"
    note = f"p95; {who}; painted; {quantile(worked, 0.5) * 1e3:.0f} ms of work (median); {kept}"
    begun_with = f"{who}; painted; nothing kept yet"
    return [
        Figure("today_refresh", each, reference, 0.1, Judged.OURS, "s", len(ours), note),
        Figure("today_first", first, reference, 1, Judged.OURS, "s", 1, begun_with),
    ]


def _show(app: QApplication, store_thread: StoreThread, screen: TodayScreen, now: datetime) -> Today:
    def read(store: RecordStore) -> Today:
        return read_today(store, ClockSettings(), now)

    today = store_thread.read(read).result()
    screen.show_today(today_words(today))
    app.processEvents()
    return today


def _record(who: PersonId, changes: list[Change], store: RecordStore) -> None:
    store.record(who, changes)


def _bare(store: RecordStore) -> int:
    rows = store._database.all("SELECT person, card FROM person ORDER BY sort_name, person")
    return len([json.loads(card) for _person, card in rows])


def _kept_in_memory(vault: Vault) -> tuple[int, int]:
    """Bytes that a connection holds of what it read for Today; and of how many deadlines."""
    store = vault.open()
    tracemalloc.start()
    read_today(store, ClockSettings(), _NOON)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    deadlines = sum(len(promises_of(card)) for card in store.cards())
    store.close()
    return held, deadlines
