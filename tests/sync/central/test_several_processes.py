# SPDX-License-Identifier: Apache-2.0
"""One centre as several processes on one database: numbers in order, nothing lost when one is killed."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from records.operation import PersonId, new_id
from sync.assertion import client_assertion
from sync.central import tables
from sync.central.database import reading, writing
from sync.central.keys import KeyStore
from sync.central.people import now_ms
from sync.central.service import Central
from sync.errors import CentralRefusedError
from tests.postgresql import Cluster
from tests.sync.central.test_keys import seal_one
from tests.sync.laptop import ListLaptop, join

ON_POSTGRESQL = pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
Started = tuple[subprocess.Popen[str], str]


@dataclass
class Several:
    """The processes, and a centre in the test's own process that looks into the same database and keys."""

    central: Central
    start: Callable[[], Started]
    running: list[Started] = field(default_factory=list)

    def laptop(self, name: str) -> ListLaptop:
        return join(self.running[0][1], self.central.people.issue_code(name, "peer"))

    @property
    def urls(self) -> list[str]:
        return [url for _process, url in self.running]

    def stored(self) -> list[Any]:
        """Sequence number, device and the device's own number of every operation, in order."""
        table = tables.operations
        with reading(self.central.engine) as connection:
            query = select(table.c.seq, table.c.device_id, table.c.number).order_by(table.c.seq)
            return list(connection.execute(query).all())

    def assert_whole(self, laptops: list[ListLaptop]) -> None:
        """Every laptop's work is there once, in its own order, under numbers without a hole."""
        stored = self.stored()
        assert [row.seq for row in stored] == list(range(1, len(stored) + 1))
        for laptop in laptops:
            mine = [row.number for row in stored if row.device_id == laptop.enrolment.device_id]
            assert mine == list(range(1, laptop.position().last_number + 1))


@pytest.fixture
def several(tmp_path: Path, database: str, start_centre: Callable[..., Started]) -> Iterator[Several]:
    folder = tmp_path / "centre"
    with closing(Central(folder, "Northfield", database)) as central:
        one = Several(central, lambda: start_centre(folder, "--until-stdin-closes", "--database", database))
        one.running = [one.start() for _ in range(2)]
        yield one


def _push_by_turns(laptop: ListLaptop, urls: list[str], batches: int) -> None:
    """Write and send, each time at the next process, until everything was confirmed."""
    for number, url in zip(range(batches), itertools.cycle(urls), strict=False):
        laptop.write(f"{number}", "and more")
        report = laptop.sync(url)
        assert (report.stopped, report.still_waiting) == (None, 0)


def test_laptops_pushing_at_several_processes_leave_no_hole_and_a_cursor_skips_nothing(
    several: Several,
) -> None:
    laptops = [several.laptop(f"Worker {number}") for number in range(4)]
    eve = several.laptop("Eve Lund")
    done = threading.Event()

    def read() -> None:
        for url in itertools.cycle(several.urls):
            ending = done.is_set()
            assert eve.sync(url).stopped is None
            if ending:
                return

    reader = threading.Thread(target=read)
    writers = [
        threading.Thread(target=_push_by_turns, args=(one, several.urls[place % 2 :] + several.urls, 6))
        for place, one in enumerate(laptops)
    ]
    for thread in [reader, *writers]:
        thread.start()
    for thread in writers:
        thread.join(120)
    done.set()
    reader.join(60)
    several.assert_whole(laptops)
    assert len(eve.others) == len(several.stored()) == 48


@ON_POSTGRESQL
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_process_killed_in_the_middle_of_a_push_leaves_nothing_and_numbers_nothing_twice(
    several: Several, cluster: Cluster
) -> None:
    """The push has written its marks and waits for the counter when its process dies."""
    sam, ana = several.laptop("Sam Okafor"), several.laptop("Ana Reyes")
    sam.write("a", "b")
    ana.write("c")
    process, url = several.running[0]
    reports = []
    with _counter_held(several) as held:
        pushing = threading.Thread(target=lambda: reports.append(sam.sync(url)))
        pushing.start()
        held.wait_for_a_push(cluster)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        pushing.join(30)
        assert several.stored() == []
    assert [one.stopped for one in reports] == ["central_unreachable"]
    assert sam.acked == 0
    assert ana.sync(several.running[1][1]).still_waiting == 0
    assert sam.sync(several.running[1][1]).still_waiting == 0
    several.assert_whole([sam, ana])
    assert len(several.stored()) == 3


@dataclass
class _Held:
    """The counter's row, taken by us."""

    database: str

    def wait_for_a_push(self, cluster: Cluster) -> None:
        """Until somebody stands in line for the counter."""
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            f" AND query LIKE 'UPDATE centre%' AND datname = '{self.database}'"
        )
        for _ in range(10_000):
            if cluster.run(waiting) == [(1,)]:
                return
        raise AssertionError


@contextmanager
def _counter_held(several: Several) -> Iterator[_Held]:
    engine = several.central.engine
    with writing(engine) as connection:
        connection.execute(text("UPDATE centre SET seq = seq"))
        yield _Held(str(engine.url.database))


@ON_POSTGRESQL
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_processes_killed_at_any_moment_lose_nothing_that_was_confirmed(several: Several) -> None:
    """One of two dies, and is started again, while laptops push at both."""
    laptops = [several.laptop(f"Worker {number}") for number in range(2)]
    stop = threading.Event()

    def push(laptop: ListLaptop) -> None:
        turn = 0
        while not stop.is_set():
            laptop.write(f"{turn}", "and more")
            laptop.sync(several.urls[turn % 2])
            turn += 1

    writers = [threading.Thread(target=push, args=(one,)) for one in laptops]
    for thread in writers:
        thread.start()
    for moment in (0.0, 0.01, 0.03):
        process, _url = several.running[0]
        killer = threading.Timer(moment, process.send_signal, [signal.SIGKILL])
        killer.start()
        killer.join()
        process.communicate(timeout=30)
        confirmed = {one.enrolment.device_id: one.acked for one in laptops}
        stored = several.stored()
        for device, acked in confirmed.items():
            assert sum(row.device_id == device for row in stored) >= acked
        several.running[0] = several.start()
    stop.set()
    for thread in writers:
        thread.join(60)
    for laptop in laptops:
        assert laptop.sync(several.urls[1]).still_waiting == 0
    several.assert_whole(laptops)


def test_processes_started_at_once_on_an_empty_database_become_one_centre(
    tmp_path: Path, database: str
) -> None:
    command = [sys.executable, "-m", "sync.central", "enrol", "--folder", str(tmp_path / "centre")]
    words = ["--database", database, "--name", "Sam Okafor", "--role", "peer"]
    pipe = subprocess.PIPE
    starting = [subprocess.Popen([*command, *words], stdout=pipe, stderr=pipe, text=True) for _ in range(3)]
    ended = [(one.communicate(timeout=60)[1], one.returncode) for one in starting]
    assert ended == [("", 0)] * 3
    with (
        closing(Central(tmp_path / "centre", "Northfield", database)) as central,
        reading(central.engine) as connection,
    ):
        counts = [
            len(connection.execute(select(one)).all())
            for one in (tables.centre, tables.users, tables.enrolment_codes)
        ]
    assert counts == [1, 1, 3]


@ON_POSTGRESQL
def test_an_assertion_used_at_one_process_is_used_up_at_the_other(
    several: Several, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = several.laptop("Sam Okafor")
    position = sam.position()
    assertion = client_assertion(sam.identity, position, sam.enrolment.central_id, now_ms() / 1000)
    with sam.client(several.urls[0]) as first, sam.client(several.urls[1]) as second:
        greeting = first._greeting(position).model_copy(update={"assertion": assertion})
        for client in (first, second):
            monkeypatch.setattr(client, "_greeting", lambda _position: greeting)
        assert first.hello(position).verdict == "ok"
        with pytest.raises(CentralRefusedError):
            second.hello(position)


@ON_POSTGRESQL
def test_a_persons_key_destroyed_at_one_process_opens_nothing_at_the_other(several: Several) -> None:
    sam, ana = several.laptop("Sam Okafor"), several.laptop("Ana Reyes")
    person = PersonId(new_id())
    sam.write("before the erasure", person=person)
    sam.sync(several.urls[0])
    ana.sync(several.urls[0])  # the process holds the key by now
    several.central.keys.destroy(person)
    sam.write("after the erasure", person=person)
    assert sam.sync(several.urls[0]).held == 1
    eve = several.laptop("Eve Lund")
    eve.sync(several.urls[0])
    assert [one.body_bytes for one in eve.others.values()] == [None]


def test_two_key_stores_on_one_folder_see_what_the_other_made_and_destroyed(tmp_path: Path) -> None:
    person, operation = new_id(), new_id()
    with closing(KeyStore(tmp_path)) as one, closing(KeyStore(tmp_path)) as other:
        sealed = seal_one(one, person, operation, b"words")
        assert other.open_body(person, operation, sealed) == b"words"
        other.destroy(person)
        assert one.open_body(person, operation, sealed) is None


@ON_POSTGRESQL
def test_a_centre_with_other_keys_does_not_join_in(several: Several, database: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sync.central", "run", "--folder", str(tmp_path / "elsewhere")]
    done = subprocess.run(
        [*command, "--database", database], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "belong to another centre" in done.stderr
    assert several.stored() == []
