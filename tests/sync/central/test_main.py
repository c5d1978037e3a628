# SPDX-License-Identifier: Apache-2.0
"""`./keepwell central` as an operator and the demonstration use it: a real process each time."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sync.central.app import listen
from tests.sync.laptop import join

StartCentre = Callable[..., tuple[subprocess.Popen[str], str]]
_PROGRAM = [sys.executable, "-m", "sync.central"]


def _do(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*_PROGRAM, *words], capture_output=True, text=True, timeout=60, check=False)


def _enrol(place: Sequence[str], name: str, role: str = "peer") -> str:
    done = _do("enrol", *place, "--name", name, "--role", role)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_centre_is_made_run_joined_read_out_and_stopped(
    tmp_path: Path, database: str, start_centre: StartCentre
) -> None:
    folder = tmp_path / "centre"
    place = ("--folder", str(folder), "--database", database)
    code = _enrol(place, "Sam Okafor")
    process, url = start_centre(folder, "--until-stdin-closes", "--database", database)
    assert url.startswith("http://127.0.0.1:")
    sam = join(url, code)
    ana = join(url, _enrol(place, "Ana Reyes", "registered"))  # while it runs
    sam.write("Walking helps.", "So does tea.")
    assert sam.sync(url).stopped is None
    assert ana.sync(url).received == 2
    shown = json.loads(_do("show", *place).stdout)
    (stream,) = shown["streams"]
    assert (stream["operations"], stream["transactions"], stream["last_seq"]) == (2, 1, 2)
    assert "Walking" not in json.dumps(shown)
    words = json.loads(_do("show", *place, "--words").stdout)["words"]
    assert [one["body"]["value"] for one in words] == ["Walking helps.", "So does tea."]
    assert _do("revoke", *place, "--device", sam.enrolment.device_id).returncode == 0
    assert sam.sync(url).stopped == "central_refused"
    assert _do("restored", *place).returncode == 0
    assert ana.sync(url).restored is True
    out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors) == (0, "", "")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_centre_stops_gracefully_when_asked(tmp_path: Path, start_centre: StartCentre) -> None:
    process, _ = start_centre(tmp_path / "centre")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 0


def test_a_name_in_two_roles_is_refused_in_a_sentence(tmp_path: Path) -> None:
    _enrol(("--folder", str(tmp_path)), "Sam Okafor")
    done = _do("enrol", "--folder", str(tmp_path), "--name", "Sam Okafor", "--role", "registered")
    assert (done.returncode, done.stdout) == (2, "")
    assert "another role" in done.stderr


def test_answers_are_sent_at_once() -> None:
    with listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP
