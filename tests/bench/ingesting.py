# SPDX-License-Identifier: Apache-2.0
"""A hundred laptops send their first work to two processes of a centre on PostgreSQL, beside a plain COPY.

Design 8: centre ingest, commit-order lock on. What laptops send is made beforehand, so that on one machine
their own work is not counted as the centre's; everything the centre does with it is. Never leaves a server.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from time import perf_counter
from urllib.parse import urlsplit

import psycopg

from crypto.identity import DeviceIdentity
from records.operation import PersonId, new_id
from sync.central.service import Central
from sync.protocol import (
    SIGNATURE_HEADER,
    EnrolRequest,
    PushAnswer,
    PushRequest,
    deflate,
    enrolment_proof,
    inflate,
    tidy_code,
    to_wire,
)
from tests.bench.figures import Figure, Judged, Sizes
from tests.bench.people import sentence
from tests.postgresql import Cluster
from tests.sync.laptop import ListLaptop

_ROOT = Path(__file__).resolve().parents[2]
_TARGET_MS = 0.5  # for each operation: 2,000 a second
_PROCESSES = 2
_AT_ONCE = 8  # operations in a transaction, as a finished form
_BODY_LETTERS = 200  # an operation is then about 950 B, as in design 8


@dataclass
class _Sending:
    """One laptop's first pushes as bytes, and where they go."""

    url: str
    token: str
    pushes: list[tuple[bytes, dict[str, str]]]
    last_number: int

    def send(self, together: Barrier) -> None:
        """Push one after the other, as the engine does; every answer has to confirm what was offered."""
        with closing(http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=120)) as line:
            line.connect()
            together.wait(60)
            for body, headers in self.pushes:
                line.request("POST", "/push", body, {"authorization": f"Bearer {self.token}", **headers})
                answer = line.getresponse()
                plain = inflate(answer.read(), answer.getheader("content-encoding", ""))
                if answer.status != 200 or not answer.getheader(SIGNATURE_HEADER):
                    raise RuntimeError(f"the centre answered {answer.status}")
        if PushAnswer.model_validate_json(plain).acked_number != self.last_number:
            raise RuntimeError("the centre did not confirm everything")


def ingest(sizes: Sizes, scratch: Path) -> Figure:
    """Time for each operation, from the first laptop's first byte to the last one's confirmation."""
    cluster = Cluster()
    try:
        address = cluster.database()
        folder = scratch / "ingesting"
        with closing(Central(folder, url=address)) as central, _running(folder, address) as urls:
            laptops = [_laptop(sizes, central, number) for number in range(sizes.ingest_laptops)]
            sendings = [_prepared(one, urls[place % _PROCESSES]) for place, one in enumerate(laptops)]
            took = _send(sendings)
        with cluster.connect(address_name(address)) as connection:
            _assert_whole(connection, sum(one.last_number for one in sendings))
            batch = max(1, sendings[0].last_number // len(sendings[0].pushes))
            plain, size = _copied(connection, batch)
    finally:
        cluster.stop()
    count = sum(one.last_number for one in sendings)
    note = (
        f"{count / took:.0f} op/s from {len(sendings)} laptops together at {_PROCESSES} processes;"
        f" COPY of the same rows {count / plain:.0f} op/s, {batch} in a transaction;"
        f" {count} operations of about {size} B, {_AT_ONCE} in a transaction of theirs"
    )
    name = "centre_ingest_postgresql"
    return Figure(name, took / count * 1e3, plain / count * 1e3, _TARGET_MS, Judged.OURS, "ms", count, note)


def address_name(address: str) -> str:
    """The database's name in its address."""
    return urlsplit(address).path.removeprefix("/")


@contextmanager
def _running(folder: Path, address: str) -> Iterator[list[str]]:
    command = [sys.executable, "-m", "sync.central", "run", "--folder", str(folder), "--database", address]
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen([*command, "--until-stdin-closes"], cwd=_ROOT, stdin=pipe, stdout=pipe, text=True)
        for _ in range(_PROCESSES)
    ]
    try:
        yield [json.loads(one.stdout.readline())["url"] for one in started if one.stdout is not None]
    finally:
        for one in started:
            one.communicate(timeout=60)


def _laptop(sizes: Sizes, central: Central, number: int) -> ListLaptop:
    """Enrolled, with work about a few people of its own."""
    identity, device = DeviceIdentity.generate(), new_id()
    code, key = tidy_code(central.people.issue_code(f"Worker {number}", "peer")), identity.public_key.hex()
    proof = identity.sign(enrolment_proof(code, device, key)).hex()
    request = EnrolRequest(code=code, device_id=device, public_key=key, proof=proof)
    laptop = ListLaptop(central.enrol(request), identity)
    luck = sizes.luck(f"laptop {number}")
    people = [PersonId(new_id()) for _ in range(5)]
    for _ in range(sizes.ingest_operations // _AT_ONCE):
        words = [_words(luck.random(), sentence(luck)) for _ in range(_AT_ONCE)]
        laptop.write(*words, person=luck.choice(people))
    return laptop


def _words(mark: float, said: str) -> str:
    return f"{mark} {said * (_BODY_LETTERS // len(said) + 1)}"[:_BODY_LETTERS]


def _prepared(laptop: ListLaptop, url: str) -> _Sending:
    with laptop.client(url) as client:
        token = client.hello(laptop.position()).token
    last = laptop.position().last_number
    pushes = []
    while chosen := laptop.tail():
        request = PushRequest(nonce=new_id(), transactions=[to_wire(one) for one in chosen])
        pushes.append(deflate(request.model_dump_json().encode()))
        laptop.acknowledge(chosen[-1].operations[-1].number, 0)
    return _Sending(url, token, pushes, last)


def _send(sendings: list[_Sending]) -> float:
    together = Barrier(len(sendings) + 1)
    with ThreadPoolExecutor(len(sendings)) as pool:
        sent = [pool.submit(one.send, together) for one in sendings]
        together.wait(60)
        begun = perf_counter()
        for one in sent:
            one.result()
        return perf_counter() - begun


def _assert_whole(connection: psycopg.Connection[tuple[int, ...]], count: int) -> None:
    found = connection.execute("SELECT count(*), min(seq), max(seq) FROM operations").fetchall()
    if found != [(count, 1, count)]:
        raise RuntimeError("the centre's numbers are not 1 to the last")


def _copied(connection: psycopg.Connection[tuple[int, ...]], batch: int) -> tuple[float, int]:
    """Seconds to COPY the same rows into the same table by one writer; and what a row's bytes come to."""
    rows = connection.execute("SELECT * FROM operations ORDER BY seq").fetchall()
    size = connection.execute(
        "SELECT avg(length(header) + length(sealed_body))::int FROM operations"
    ).fetchall()
    connection.execute("CREATE TABLE bare (LIKE operations INCLUDING ALL)")
    begun = perf_counter()
    with connection.cursor() as cursor:
        for start in range(0, len(rows), batch):
            with cursor.copy("COPY bare FROM STDIN") as copy:
                for row in rows[start : start + batch]:
                    copy.write_row(row)
    return perf_counter() - begun, size[0][0]
