# SPDX-License-Identifier: Apache-2.0
"""Exchanges over lines that break: answers cut at every byte, centres down, killed or not ours."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sync.central.readout import read_out
from sync.central.service import Central
from sync.client import CentralClient, KnownCentral
from sync.errors import CentralAddressUnsafeError
from sync.protocol import MAX_INFLATED_BYTES
from tests.sync.conftest import RunningCentre
from tests.sync.laptop import ListLaptop, join

# What stands behind the centre makes no difference to these: they are about the line.
LINE_ONLY = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


class CuttingLine:
    """A relay on a raw socket that passes only the first bytes of one answer, then hangs up."""

    def __init__(self, url: str) -> None:
        self._port = int(url.rsplit(":", 1)[1])
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.path, self.after = b"", 0
        self.whole = 0
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        socket.create_connection(self._listening.getsockname()).close()
        self._thread.join(10)
        self._listening.close()

    def _serve(self) -> None:
        while True:
            laptop, _ = self._listening.accept()
            laptop.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with laptop:
                request = _message(laptop)
                if not request:
                    return
                while request and self._relay(request, laptop):
                    request = _message(laptop)

    def _relay(self, request: bytes, laptop: socket.socket) -> bool:
        with socket.create_connection(("127.0.0.1", self._port)) as centre:
            centre.sendall(request)
            answer = _message(centre)
        if not request.startswith(b"POST " + self.path + b" "):
            laptop.sendall(answer)
            return True
        self.whole = len(answer)
        laptop.sendall(answer[: self.after])
        return self.after >= len(answer)


def _message(stream: socket.socket) -> bytes:
    """One HTTP message with a content length, or nothing at the end."""
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = stream.recv(65536)
        if not chunk:
            return b""
        received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += stream.recv(65536)
    return head + b"\r\n\r\n" + body


@pytest.fixture
def line(centre: RunningCentre) -> Iterator[CuttingLine]:
    line = CuttingLine(centre.url)
    yield line
    line.close()


@LINE_ONLY
@pytest.mark.parametrize("path", [b"/push", b"/pull"])
def test_an_answer_cut_after_any_byte_loses_nothing_and_confirms_nothing(
    centre: RunningCentre, line: CuttingLine, path: bytes
) -> None:
    sam, ana = centre.laptop("Sam Okafor"), centre.laptop("Ana Reyes")
    ana.write("from Ana")
    ana.sync(centre.url)
    sam.write("from Sam")
    line.path = path
    cut, finished = 0, False
    while not finished:
        line.after = cut
        report = sam.sync(line.url)
        finished = report.stopped is None
        assert finished == (cut == line.whole)
        if not finished:
            assert report.stopped == "central_unreachable"
            assert sam.acked == (1 if path == b"/pull" else 0)
            assert (sam.others, sam.cursor) == ({}, None)
        cut += 1
    assert cut > 300
    assert (sam.acked, len(sam.others)) == (1, 1)
    assert centre.words() == ["from Ana", "from Sam"]


def _nobody(sam: ListLaptop) -> None:
    assert (sam.acked, sam.others, len(sam.tail())) == (0, {}, 1)


@LINE_ONLY
def test_a_centre_that_is_down_is_a_plain_fact(centre: RunningCentre) -> None:
    sam = centre.laptop()
    sam.write("waiting")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    report = sam.sync(f"http://127.0.0.1:{port}")
    assert (report.stopped, report.still_waiting) == ("central_unreachable", 1)
    _nobody(sam)


def _bomb() -> Response:
    content = gzip.compress(b" " * (MAX_INFLATED_BYTES + 1))
    return Response(content, headers={"content-encoding": "gzip"}, media_type="application/json")


@LINE_ONLY
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda: HTMLResponse("<h1>Welcome to the café</h1>"), "central_answered_html"),
        (lambda: HTMLResponse("<h1>Sign in</h1>", 403), "central_answered_html"),
        (lambda: HTMLResponse("<h1>Sign in</h1>", 511), "central_answered_html"),
        (lambda: RedirectResponse("/push", 307), "central_answered_html"),
        (lambda: HTMLResponse("<h1>Bad gateway</h1>", 502), "central_error"),
        (lambda: JSONResponse({"verdict": "ok"}), "central_not_proven"),
        (lambda: JSONResponse({"error": "revoked"}, 403), "central_refused"),
        (lambda: JSONResponse({"error": "something new"}, 400), "central_error"),
        (lambda: JSONResponse({"error": "laptop_too_old"}, 426), "central_too_new"),
        (lambda: JSONResponse({"error": "laptop_too_new"}, 426), "central_too_old"),
        (lambda: JSONResponse([1], 400), "central_not_proven"),
        (_bomb, "central_not_proven"),
    ],
    ids=[
        "welcome",
        "refusal",
        "sign in",
        "redirect",
        "gateway",
        "unsigned",
        "revoked",
        "unknown refusal",
        "too old",
        "too new",
        "no message",
        "bomb",
    ],
)
def test_whatever_else_answers_is_told_apart_and_believed_in_nothing(
    centre: RunningCentre,
    serve: Callable[[Any], str],
    answer: Callable[[], Response],
    code: str,
) -> None:
    async def stranger(_request: Any) -> Response:
        return answer()

    url = serve(Starlette(routes=[Route("/{path:path}", stranger, methods=["GET", "POST"])]))
    sam = centre.laptop()
    sam.write("waiting")
    assert sam.sync(url).stopped == code
    _nobody(sam)


@LINE_ONLY
@pytest.mark.parametrize("url", ["http://centre.example", "ftp://127.0.0.1", "//127.0.0.1", "file:///etc"])
def test_nothing_is_sent_to_an_address_that_is_not_safe(centre: RunningCentre, url: str) -> None:
    sam = centre.laptop()
    with pytest.raises(CentralAddressUnsafeError):
        CentralClient(url, sam.identity, KnownCentral(sam.enrolment.central_id, b""))


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_what_was_confirmed_survives_a_centre_killed_at_any_moment(
    tmp_path: Path, database: str, start_centre: Callable[..., tuple[subprocess.Popen[str], str]]
) -> None:
    folder = tmp_path / "centre"
    central = Central(folder, url=database)
    code = central.people.issue_code("Sam Okafor", "peer")
    central.close()
    process, url = start_centre(folder, "--until-stdin-closes", "--database", database)
    sam = join(url, code)
    for moment in (0.0, 0.004, 0.008, 0.015, 0.03, 0.06):
        for number in range(30):
            sam.write(f"{moment}: {number}", "and more")
        killer = threading.Timer(moment, process.send_signal, [signal.SIGKILL])
        killer.start()
        for _ in range(20):
            if sam.sync(url).stopped is not None:
                break
            sam.write("one more")
        killer.join()
        process.communicate(timeout=30)
        central = Central(folder, url=database)
        stored = sum(one["operations"] for one in read_out(central)["streams"])
        central.close()
        assert stored >= sam.acked
        process, url = start_centre(folder, "--until-stdin-closes", "--database", database)
    report = sam.sync(url)
    assert (report.stopped, report.still_waiting) == (None, 0)
    process.communicate(timeout=30)
    assert process.returncode == 0
    central = Central(folder, url=database)
    (stream,) = read_out(central)["streams"]
    central.close()
    assert stream["operations"] == stream["last_seq"] == sam.position().last_number
