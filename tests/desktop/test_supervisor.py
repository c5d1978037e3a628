# SPDX-License-Identifier: Apache-2.0
"""The keyless process: starts, starts again, stops, and never lets two apps have one vault. For real."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.errors import AlreadyOpenError
from desktop.exit_codes import HANDOVER, LOCKED
from desktop.supervisor import Supervisor

CHILD = """
import os, signal, sys
from pathlib import Path
codes = Path(sys.argv[1])
left = codes.read_text().split()
codes.write_text(" ".join(left[1:]))
with Path(sys.argv[1] + ".words").open("a") as words:
    words.write(" ".join(sys.argv[2:]) + "\\n")
code = int(left[0])
if code < 0:
    os.kill(os.getpid(), -code)
sys.exit(code)
"""


def run(tmp_path: Path, *codes: int) -> tuple[int, list[str], list[int]]:
    planned = tmp_path / "codes"
    planned.write_text(" ".join(str(one) for one in codes))
    told = io.StringIO()
    supervisor = Supervisor([sys.executable, "-c", CHILD, str(planned)], tmp_path / "vault.lock", told)
    last = supervisor.run()
    events = [json.loads(line) for line in told.getvalue().splitlines()]
    words = (tmp_path / "codes.words").read_text().splitlines()
    return last, words, [one["code"] for one in events if one["event"] == "ended"]


def test_closing_ends_it(tmp_path: Path) -> None:
    assert run(tmp_path, 0) == (0, [""], [0])


def test_locking_starts_a_fresh_process_that_has_held_no_key(tmp_path: Path) -> None:
    assert run(tmp_path, LOCKED, 0) == (0, ["", "--locked"], [LOCKED, 0])


def test_a_kill_is_recorded_and_the_next_process_says_so(tmp_path: Path) -> None:
    assert run(tmp_path, -signal.SIGKILL, 0) == (0, ["", "--after-crash"], [-9, 0])


def test_a_child_that_keeps_falling_over_is_given_up(tmp_path: Path) -> None:
    last, _words, ended = run(tmp_path, 1, 1, 1, 1, 0)
    assert (last, ended) == (1, [1, 1, 1, 1])


HOLDER = """
import sys
from pathlib import Path
from desktop.supervisor import Supervisor
child = [sys.executable, "-c", "print('ready', flush=True); import sys; sys.stdin.read()"]
Supervisor(child, Path(sys.argv[1])).run()
"""


def test_a_second_app_on_one_vault_is_refused_and_a_killed_one_is_taken_over(tmp_path: Path) -> None:
    lock = tmp_path / "vault.lock"
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdin is not None
    assert first.stdout.readline().strip() == "ready"
    second = Supervisor([sys.executable, "-c", "raise SystemExit(0)"], lock)
    with pytest.raises(AlreadyOpenError):
        second.run()
    os.kill(first.pid, signal.SIGKILL)
    first.stdin.close()
    first.wait()
    first.stdout.close()
    assert second.run() == 0


def test_the_supervisor_never_knows_qt_or_a_key() -> None:
    unwanted = ("PySide6", "crypto", "sqlcipher3")
    program = f"import sys, desktop.__main__; print([one for one in {unwanted} if one in sys.modules])"
    found = subprocess.check_output([sys.executable, "-c", program], text=True)
    assert found.strip() == "[]"


GIVER = """
import os, sys
from pathlib import Path
told = Path(sys.argv[1])
with told.open("a") as words:
    words.write(" ".join(word for word in sys.argv[2:] if not word.isdigit()) + "\\n")
if "--after-handover" in sys.argv:
    sys.exit(0)
from desktop.hand_over_pipe import send
send(int(sys.argv[sys.argv.index("--handover-fd") + 1]), b"one line\\n")
sys.exit(int(os.environ["ENDS_WITH"]))
"""
TAKER = """
import os, signal, sys
from pathlib import Path
held = len(os.listdir("/proc/self/fd"))
with Path(sys.argv[1]).open("a") as words:
    words.write(f"window: {sys.stdin.read()!r} {held}\\n")
os.kill(os.getpid(), signal.SIGKILL)
"""


def give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends_with: int) -> list[str]:
    monkeypatch.setenv("ENDS_WITH", str(ends_with))
    told = tmp_path / "told"
    taker = [sys.executable, "-c", TAKER, str(told)]
    Supervisor([sys.executable, "-c", GIVER, str(told)], tmp_path / "vault.lock", handover=taker).run()
    return told.read_text().splitlines()


def test_the_window_gets_the_apps_one_line_and_the_app_comes_back_however_the_window_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Standard streams, and the listing's own: no descriptor of the supervisor goes to the window.
    assert give(tmp_path, monkeypatch, HANDOVER) == [
        "--handover-fd",
        "window: 'one line\\n' 4",
        "--after-handover --handover-fd",
    ]


def test_an_app_that_closes_after_all_opens_no_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert give(tmp_path, monkeypatch, 0) == ["--handover-fd"]


def test_the_supervisor_keeps_no_pipe_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_now() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = open_now()
    give(tmp_path, monkeypatch, HANDOVER)
    assert open_now() == before
