# SPDX-License-Identifier: Apache-2.0
"""A real centre over real loopback HTTP for the tests of this room."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from records.operation import PersonId
from sync.central.app import listen, make_app
from sync.central.people import now_ms
from sync.central.readout import read_out
from sync.central.service import Central
from tests.postgresql import Cluster
from tests.sync.laptop import ListLaptop, join


@dataclass
class Clock:
    """Milliseconds UTC, moved on by tests."""

    ahead_ms: int = 0

    def __call__(self) -> int:
        return now_ms() + self.ahead_ms


@dataclass
class RunningCentre:
    """A centre in this process, listening."""

    central: Central
    url: str
    clock: Clock
    folder: Path

    def laptop(self, name: str = "Sam Okafor", device_id: str | None = None) -> ListLaptop:
        return join(self.url, self.central.people.issue_code(name, "peer"), device_id)

    def words(self) -> list[str]:
        return [one["body"]["value"] for one in read_out(self.central, words=True)["words"]]

    def read_out(self) -> dict[str, Any]:
        return read_out(self.central)

    def stream(self, person: PersonId) -> dict[str, Any]:
        return next(one for one in self.read_out()["streams"] if one["person"] == person)


@dataclass
class Server:
    """uvicorn on a thread, on a port of its own."""

    app: Any
    listening: socket.socket = field(default_factory=lambda: listen("127.0.0.1", 0))

    def __post_init__(self) -> None:
        config = uvicorn.Config(self.app, lifespan="off", log_level="critical", access_log=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self.listening]})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        self.listening.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Any], str]]:
    """Serve any ASGI application; returns its address."""
    servers: list[Server] = []

    def start(app: Any) -> str:
        servers.append(Server(app))
        return servers[-1].url

    yield start
    for one in servers:
        one.stop()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server, started when the first test asks."""
    one = Cluster()
    yield one
    one.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_name(request: pytest.FixtureRequest) -> str:
    """On what the centre of a test stands: every promise is kept on both."""
    return str(request.param)


@pytest.fixture
def database(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    if engine_name == "sqlite":
        return f"sqlite:///{tmp_path / 'centre.sqlite3'}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.database()


@pytest.fixture
def centre(tmp_path: Path, database: str, serve: Callable[[Any], str]) -> Iterator[RunningCentre]:
    clock = Clock()
    central = Central(tmp_path / "centre", "Northfield recovery team", database, clock)
    yield RunningCentre(central, serve(make_app(central)), clock, tmp_path / "centre")
    central.close()


@pytest.fixture
def start_centre() -> Iterator[Callable[..., tuple[subprocess.Popen[str], str]]]:
    """Run `python -m sync.central run` in a process of its own; returns it and its address.

    Without `--database` among the options it stands on SQLite, as by default.
    """
    processes: list[subprocess.Popen[str]] = []

    def start(folder: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-m", "sync.central", "run", "--folder", str(folder), *options]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        processes.append(process)
        assert process.stdout is not None
        return process, json.loads(process.stdout.readline())["url"]

    yield start
    for process in processes:
        if process.returncode is None:
            process.kill()
            process.communicate()


class CountingTransport(httpx.HTTPTransport):
    """The real network, counting requests and the bytes that HTTP itself would put on it."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []
        self.bytes = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.paths.append(request.url.path)
        self.bytes += len(request.read()) + _size(request.headers) + len(request.url.path) + 18
        response = super().handle_request(request)
        self.bytes += _size(response.headers) + 17 + int(response.headers["content-length"])
        return response


def _size(headers: httpx.Headers) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.raw) + 2


@pytest.fixture
def counting() -> CountingTransport:
    return CountingTransport()
