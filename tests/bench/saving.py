# SPDX-License-Identifier: Apache-2.0
"""Autosave and finish against one bare SQLCipher commit of a row as long (design 8, rows 1 and 2)."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from crypto.secret import Secret
from desktop.background import StoreThread, Urgency
from desktop.sync_runner import _StoreDoor
from records.database import Database, create_file
from records.drafts import DraftId
from records.operation import Change, Operation, PersonId, canonical_json, decode, new_id
from records.people import VISIT_FORM
from records.person_record import read_person_record
from records.store import Recorded, RecordStore
from tests.bench.figures import Figure, Job, Judged, Sizes, in_turn, milliseconds, timed
from tests.bench.people import Somebody, Vault, build, sentence

FORM = f"{VISIT_FORM}|1"
_PAGE = 500  # operations in a page from the centre


@dataclass
class Typing:
    """A draft of a visit that grows by some words at each pause, to about 3 kB, and begins again."""

    luck: random.Random
    person: PersonId
    draft: DraftId
    _words: str = ""

    def pause(self) -> dict[str, object]:
        """The snapshot at the next pause."""
        self._words = f"{self._words} {sentence(self.luck)}"[-1_500:]
        answers = {one: {"given": "ok"} for one in ("fn_tonight", "fn_keys", "fn_food", "fn_heat")}
        return {"answers": answers | {"home_feel": {"given": self._words}, "sleep": {"given": self._words}}}

    def saving(self, store: RecordStore) -> Callable[[], Job]:
        """The save at the next pause, prepared anew each time."""
        return lambda: partial(store.save_draft, self.draft, self.person, FORM, self.pause())


class BareRow:
    """The reference: one row put in its own place and committed, with the vault's own settings and disk."""

    def __init__(self, folder: Path) -> None:
        path, key = folder / "bare.db", Secret.random(48)
        create_file(path, key)
        self._database = Database(path, key)
        with self._database.writing():
            self._database.run("CREATE TABLE bare (one INTEGER PRIMARY KEY, row BLOB NOT NULL)")
            self._database.run("INSERT INTO bare VALUES (1, x'00')")

    def committing(self, typing: Typing) -> Callable[[], Job]:
        """One commit of a row as long as the draft, prepared anew each time."""
        return lambda: partial(self.commit, canonical_json(typing.pause()))

    def commit(self, row: bytes) -> None:
        """One commit."""
        with self._database.writing():
            self._database.run("UPDATE bare SET row = ? WHERE one = 1", (row,))

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _typing(sizes: Sizes, vault: Vault, purpose: str) -> Typing:
    return Typing(sizes.luck(purpose), vault.people[0], DraftId(new_id()))


def autosave(sizes: Sizes, vault: Vault, bare: BareRow) -> Figure:
    """A pause in typing until the draft is durable."""
    store, typing = vault.open(), _typing(sizes, vault, "autosave")

    ours, reference = in_turn(sizes.saves, typing.saving(store), bare.committing(typing))
    store.close()
    return _against_bare("autosave", ours, reference, 2, f"p99, {vault.operations} operations")


def _against_bare(name: str, ours: list[float], bare: list[float], target: float, note: str) -> Figure:
    middle = f"; medians {milliseconds(ours, 0.5):.3g} and {milliseconds(bare, 0.5):.3g}"
    return Figure(
        name=name,
        ours=milliseconds(ours, 0.99),
        reference=milliseconds(bare, 0.99),
        target=target,
        judged=Judged.RATIO,
        unit="ms",
        n=len(ours),
        note=note + middle,
    )


def autosave_during_sync(sizes: Sizes, vault: Vault, bare: BareRow, scratch: Path) -> Figure:
    """The same while the app's own door applies pages from a colleague to the same vault."""
    pages = list(_pages(scratch / "colleague", sizes))
    store_thread, typing = StoreThread(), _typing(sizes, vault, "during sync")
    store_thread.open(vault.open).result()

    def saving() -> Job:
        snapshot = typing.pause()

        def job(store: RecordStore) -> int:
            return store.save_draft(typing.draft, typing.person, FORM, snapshot)

        return lambda: store_thread.submit(job, Urgency.SAVE).result()

    committing = bare.committing(typing)
    _, quiet = in_turn(max(1, sizes.saves // 4), saving, committing)
    ours, busy = _while_applying(store_thread, pages, saving, committing)
    store_thread.close()
    note = (
        f"p99; the reference too is timed during the sync: alone it is {milliseconds(quiet, 0.99):.3g},"
        f" which gives {milliseconds(ours, 0.99) / milliseconds(quiet, 0.99):.3g}"
    )
    return _against_bare("autosave_during_sync", ours, busy, 2, note)


def autosave_while_reading(sizes: Sizes, vault: Vault, bare: BareRow) -> Figure:
    """The same while somebody else's whole record, and everybody's card, is read again and again."""
    store_thread, typing = StoreThread(), _typing(sizes, vault, "while reading")
    store_thread.open(vault.open).result()
    luck, enough, reads = sizes.luck("reading"), threading.Event(), 0

    def read(store: RecordStore) -> None:
        store.cards()
        read_person_record(store, luck.choice(vault.people))

    def read_on() -> None:
        nonlocal reads
        while not enough.is_set():
            store_thread.read(read).result()
            reads += 1

    def saving() -> Job:
        snapshot = typing.pause()

        def job(store: RecordStore) -> int:
            return store.save_draft(typing.draft, typing.person, FORM, snapshot)

        return lambda: store_thread.submit(job, Urgency.SAVE).result()

    reading = threading.Thread(target=read_on)
    reading.start()
    ours, busy = in_turn(sizes.saves, saving, bare.committing(typing))
    enough.set()
    reading.join()
    store_thread.close()
    note = f"p99, {vault.operations} operations; beside {reads} readings, which the reference meets too"
    return _against_bare("autosave_while_reading", ours, busy, 2, note)


def _while_applying(
    store_thread: StoreThread,
    pages: list[list[tuple[bytes, bytes | None]]],
    saving: Callable[[], Job],
    committing: Callable[[], Job],
) -> tuple[list[float], list[float]]:
    door = _StoreDoor(store_thread)

    def apply_all() -> None:
        for number, page in enumerate(pages):
            door.apply_page([decode(header, body) for header, body in page], str(number))

    syncing = threading.Thread(target=apply_all)
    syncing.start()
    ours, busy = [timed(saving())], [timed(committing())]
    while syncing.is_alive():
        ours.append(timed(saving()))
        busy.append(timed(committing()))
    syncing.join()
    return ours, busy


def _pages(folder: Path, sizes: Sizes) -> Iterator[list[tuple[bytes, bytes | None]]]:
    """What a colleague wrote about other people, as it comes from the centre."""
    colleague = build(folder, sizes.luck("colleague"), sizes.arriving)
    store = colleague.open()
    store.acknowledge(0, 0)
    came: list[Operation] = [one for signed in store.tail(10**9, 10**12) for one in signed.operations]
    store.close()
    for start in range(0, len(came), _PAGE):
        yield [(one.header_bytes, one.body_bytes) for one in came[start : start + _PAGE]]


def finish(sizes: Sizes, vault: Vault, bare: BareRow) -> list[Figure]:
    """A draft becomes 8 operations with their read tables: a visit's answers, and words of a plan.

    Through the store thread, as in the app, and each when it has come to rest: nobody finishes two visits in
    one millisecond, and what it does between them (folding the log) keeps nobody waiting.
    """
    store_thread, luck, typing = StoreThread(), sizes.luck("finish"), _typing(sizes, vault, "finish")
    store_thread.open(vault.open).result()

    def finishing(write: Callable[[Somebody], list[Change]]) -> Callable[[], Job]:
        def prepare() -> Job:
            one, draft = Somebody(luck, luck.choice(vault.people)), DraftId(new_id())
            snapshot, changes = typing.pause(), write(one)
            store_thread.submit(lambda store: store.save_draft(draft, one.person, FORM, snapshot)).result()
            store_thread.submit(lambda _: None, Urgency.IDLE).result()

            def job(store: RecordStore) -> Recorded:
                return store.record(one.person, changes, finishes=draft)

            return lambda: store_thread.submit(job, Urgency.SAVE).result()

        return prepare

    visits, words, reference = in_turn(
        sizes.finishes,
        finishing(lambda one: one.visit(answers=8)),
        finishing(lambda one: one.says(statements=4)),
        bare.committing(typing),
    )
    store_thread.close()
    known = f"p99, {vault.operations} operations"
    return [
        _against_bare("finish", visits, reference, 6, f"8 answers of a visit and its card; {known}"),
        _against_bare("finish_words", words, reference, 6, f"4 statements of a plan; {known}"),
    ]
