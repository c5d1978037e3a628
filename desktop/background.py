# SPDX-License-Identifier: Apache-2.0
"""The two doors of every screen to storage: ask (reads) and change (writes and tells everybody what changed).

Changes run on the store thread, which opened the vault and is the only writer; reads on a thread and a
connection of their own. Results come home to bound methods of main-thread QObjects: anything else would run
on the wrong thread (house 1.7).
"""

from __future__ import annotations

import itertools
import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from records.enrolment import Enrolment
from records.errors import ExpectedError
from records.operation import PersonId
from records.store import Recorded, RecordStore

# How long Python lets one thread compute while another waits (5 ms unless told). A save takes turns with a
# read half a dozen times, whenever SQLite gives back: measured beside a read that only computes, it came to
# 13 to 31 ms with Python's own turns.
_TURN_S = 0.000_2

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


class _Worker:
    """One thread with one connection to the vault, which runs jobs by urgency."""

    def __init__(self, name: str) -> None:
        self.store: RecordStore | None = None
        self._queue: queue.PriorityQueue[_Queued] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[RecordStore], T], urgency: Urgency) -> Future[T]:
        """Run a job with the store; from any thread."""
        done: Future[T] = Future()
        self._queue.put(_Queued(urgency, next(self._numbers), job, done))
        return done

    def close(self) -> None:
        """Finish what is queued, close the connection, end the thread."""
        done: Future[Any] = Future()
        self._queue.put(_Queued(Urgency.CLOSE, next(self._numbers), None, done))
        self._thread.join()

    def _run(self) -> None:
        while True:
            queued = self._queue.get()
            if queued.job is None:
                break
            self._run_one(queued)
            if self.store is not None and self._queue.empty():
                self._fold_log(self.store)
        if self.store is not None:
            self.store.close()

    def _run_one(self, queued: _Queued) -> None:
        job: Callable[[Any], Any] | None = queued.job
        assert job is not None
        try:
            queued.done.set_result(job(self.store))
        # The top of a worker: whatever happened goes to whoever asked.
        except Exception as error:  # noqa: BLE001
            queued.done.set_exception(error)

    @staticmethod
    def _fold_log(store: RecordStore) -> None:
        # The log holds what it held: the next commit tries again, and tells whoever saves.
        with suppress(ExpectedError):
            store.fold_log()


class StoreThread:
    """The thread that opens a vault and alone writes in it; and beside it the one that only reads."""

    def __init__(self) -> None:
        sys.setswitchinterval(_TURN_S)
        self._writer = _Worker("store")
        self._reader = _Worker("reader")
        self._newest_save: Future[Any] | None = None

    def open(self, opener: Callable[[], RecordStore]) -> Future[Enrolment]:
        """Open the vault on both threads; gives back who it belongs to, or the failure."""

        def job(_: RecordStore) -> Enrolment:
            store = opener()
            try:
                self._reader.submit(partial(self._open_reader, store.beside()), Urgency.SAVE).result()
            except BaseException:
                store.close()
                raise
            self._writer.store = store
            return store.enrolment

        return self.submit(job, Urgency.SAVE)

    def _open_reader(self, opener: Callable[[], RecordStore], _: RecordStore) -> None:
        self._reader.store = opener()

    def submit(self, job: Callable[[RecordStore], T], urgency: Urgency = Urgency.READ) -> Future[T]:
        """Run a job with the store that writes; from any thread."""
        done = self._writer.submit(job, urgency)
        if urgency is Urgency.SAVE:
            self._newest_save = done
        return done

    def read(self, job: Callable[[RecordStore], T]) -> Future[T]:
        """Run a job that only reads, beside whatever is being written, and all of it at one moment.

        It sees every save that was asked for before it: it waits for those, and no save waits for it.
        """
        return self._reader.submit(partial(_read_after, self._newest_save, job), Urgency.READ)

    def close(self) -> None:
        """Finish what is queued, close both connections, end both threads.

        What may wait for ever (the search index keeps its own list of what is due) keeps no lock waiting.
        Whoever writes is last: then the log is folded into the vault's file.
        """
        self._reader.close()
        self._writer.close()


def _read_after(save: Future[Any] | None, job: Callable[[RecordStore], T], store: RecordStore) -> T:
    if save is not None:
        wait([save])
    with store.at_one_moment():
        return job(store)


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
        self._is_closed = False
        self._home.connect(self._on_home, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        job: Callable[[RecordStore], T],
        then: Callable[[T], None],
        otherwise: Callable[[Exception], None] | None = None,
    ) -> None:
        """Read something; every change that was asked for before is in it.

        `then` and `otherwise` are bound methods of a QObject, run on the main thread.
        """
        self._bring_home(self.store_thread.read(job), then, otherwise, tells=False)

    def change(
        self,
        job: Callable[[RecordStore], T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[Exception], None] | None = None,
        *,
        tells: bool = True,
    ) -> None:
        """Change something; when it is durable everybody is told whom it was about.

        Say `tells=False` for a draft: nothing in anybody's record has changed, and whoever reads it again at
        every pause in typing holds up the next key.
        """
        self._bring_home(self.store_thread.submit(job, Urgency.SAVE), then, otherwise, tells=tells)

    def work(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        otherwise: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run something slow that needs no vault (a PDF, a key derivation) beside everything else.

        Nothing comes of it once the app is closing: nobody is there to be given it.
        """
        if self._is_closed:
            return
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
        self._is_closed = True
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
