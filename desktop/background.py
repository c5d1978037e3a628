# SPDX-License-Identifier: Apache-2.0
"""The two doors of every screen to storage: ask (reads) and change (writes and tells everybody what changed).

Both run on the store thread, which opened the vault and is the only writer. Results come home to bound
methods of main-thread QObjects: anything else would run on the wrong thread (house 1.7)..
"""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from records.enrolment import Enrolment
from records.errors import ExpectedError
from records.operation import PersonId
from records.store import Recorded, RecordStore

T = TypeVar("T")
Job = Callable[[RecordStore], Any]


class Urgency(IntEnum):
    """What waits for what: a save never waits behind a page that sync applies (design 10, "Threads").

    CLOSE is the store thread's own.
    """

    SAVE = 0
    READ = 1
    SLICE = 2
    CLOSE = 3
    IDLE = 4


@dataclass(order=True)
class _Queued:
    urgency: int
    number: int
    job: Job | None = field(compare=False)
    done: Future[Any] = field(compare=False)


@dataclass(frozen=True)
class _Homecoming:
    """A result on its way to the main thread."""

    done: Future[Any]
    then: Callable[[Any], None] | None
    otherwise: Callable[[Exception], None] | None
    tells: bool


class StoreThread:
    """One thread that opens a vault, owns its one connection, and runs jobs by urgency."""

    def __init__(self) -> None:
        self._queue: queue.PriorityQueue[_Queued] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._store: RecordStore | None = None
        self._thread.start()

    def open(self, opener: Callable[[], RecordStore]) -> Future[Enrolment]:
        """Open the vault on this thread; gives back who it belongs to, or the failure."""

        def job(_: RecordStore) -> Enrolment:
            self._store = opener()
            return self._store.enrolment

        return self.submit(job, Urgency.SAVE)

    def submit(self, job: Callable[[RecordStore], T], urgency: Urgency = Urgency.READ) -> Future[T]:
        """Run a job with the store; from any thread."""
        done: Future[T] = Future()
        self._queue.put(_Queued(urgency, next(self._numbers), job, done))
        return done

    def close(self) -> None:
        """Finish what is queued, close the vault, end the thread.

        What may wait for ever (the search index keeps its own list of what is due) keeps no lock waiting.
        """
        done: Future[Any] = Future()
        self._queue.put(_Queued(Urgency.CLOSE, next(self._numbers), None, done))
        self._thread.join()

    def _run(self) -> None:
        while True:
            queued = self._queue.get()
            if queued.job is None:
                break
            self._run_one(queued)
            if self._store is not None and self._queue.empty():
                self._fold_log(self._store)
        if self._store is not None:
            self._store.close()

    @staticmethod
    def _fold_log(store: RecordStore) -> None:
        # The log holds what it held: the next commit tries again, and tells whoever saves.
        with suppress(ExpectedError):
            store.fold_log()

    def _run_one(self, queued: _Queued) -> None:
        job: Callable[[Any], Any] | None = queued.job
        assert job is not None
        try:
            queued.done.set_result(job(self._store))
        # The top of the store worker: whatever happened goes to whoever asked.
        except Exception as error:  # noqa: BLE001
            queued.done.set_exception(error)


class Background(QObject):
    """What screens are handed instead of a store.

    Signals:
        records_changed: after any change, with the ids of the people it was about.
        failed: a job failed and nobody had said what to do then.
    """

    records_changed = Signal(object)
    failed = Signal(object)
    _home = Signal(object)

    def __init__(self, store_thread: StoreThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store_thread = store_thread
        self._desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._home.connect(self._on_home, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        job: Callable[[RecordStore], T],
        then: Callable[[T], None],
        otherwise: Callable[[Exception], None] | None = None,
    ) -> None:
        """Read something; `then` and `otherwise` are bound methods of a QObject, run on the main thread."""
        self._bring_home(self.store_thread.submit(job, Urgency.READ), then, otherwise, tells=False)

    def change(
        self,
        job: Callable[[RecordStore], T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[Exception], None] | None = None,
    ) -> None:
        """Change something; when it is durable everybody is told whom it was about."""
        self._bring_home(self.store_thread.submit(job, Urgency.SAVE), then, otherwise, tells=True)

    def work(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        otherwise: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run something slow that needs no vault (a PDF, a key derivation) beside everything else."""
        self._bring_home(self._desk.submit(job), then, otherwise, tells=False)

    def index_soon(self) -> None:
        """Bring the search index up to date when nothing else waits, a few people at a time."""
        indexing = self.store_thread.submit(lambda store: store.index_due(), Urgency.IDLE)
        indexing.add_done_callback(self._on_indexed)

    def _on_indexed(self, indexed: Future[int]) -> None:
        if indexed.exception() is None and indexed.result():
            self.index_soon()

    def tell_changed(self, people: frozenset[PersonId]) -> None:
        """Say from any thread that records changed, as a sync does after a page."""
        done: Future[Any] = Future()
        done.set_result(Recorded(0, people))
        self._home.emit(_Homecoming(done, None, None, tells=True))

    def close(self) -> None:
        """Finish the queues and close the vault."""
        self._desk.shutdown()
        self.store_thread.close()

    def _bring_home(
        self,
        done: Future[Any],
        then: Callable[[Any], None] | None,
        otherwise: Callable[[Exception], None] | None,
        *,
        tells: bool,
    ) -> None:
        coming = _Homecoming(done, then, otherwise, tells)
        # Emitting from the worker to a bound slot of this main-thread object: the one safe way home.
        done.add_done_callback(lambda _: self._home.emit(coming))

    @Slot(object)
    def _on_home(self, coming: _Homecoming) -> None:
        error = coming.done.exception()
        if isinstance(error, Exception):
            self._deliver(coming.otherwise or self.failed.emit, error)
            return
        result = coming.done.result()
        if coming.then is not None:
            self._deliver(coming.then, result)
        if coming.tells:
            self.index_soon()
            self.records_changed.emit(result.people if isinstance(result, Recorded) else frozenset())

    @staticmethod
    def _deliver(to: Callable[[Any], None], what: Any) -> None:
        owner = getattr(to, "__self__", None)
        if not isinstance(owner, QObject) or isValid(owner):
            to(what)
