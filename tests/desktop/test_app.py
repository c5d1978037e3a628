# SPDX-License-Identifier: Apache-2.0
"""Locking ends the process that held the key, whatever else goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.exit_codes import CLOSED, LOCKED

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from desktop.app import begin, parse

class Broken:
    def about_to_lock(self):
        raise ZeroDivisionError

app, keepwell = begin(parse(["--profile", sys.argv[1]]))
keepwell.main = Broken()
keepwell.window.show()
QTimer.singleShot(0, getattr(keepwell, sys.argv[2]) if sys.argv[2] == "lock" else keepwell.window.close)
sys.exit(app.exec())
"""


@pytest.mark.parametrize(("way", "code"), [("lock", LOCKED), ("close", CLOSED)])
def test_a_page_that_fails_to_save_does_not_keep_the_key_in_memory(
    tmp_path: Path, way: str, code: int
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), way],
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert ran.returncode == code
    assert "ZeroDivisionError" in ran.stderr


PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-m", "desktop.app", "--profile", sys.argv[1]])
print(child.pid, flush=True)
child.wait()
"""


def test_the_app_ends_when_whoever_watches_over_it_is_gone(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "KEEPWELL_TELL_SHOWN": "1"}
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert parent.stdout is not None
    with parent.stdout as told:
        told.readline()
        assert "shown" in told.readline()
        parent.kill()
        parent.wait()
        # The app holds the other end: the pipe ends when the app does.
        assert told.read() == ""


def test_what_a_crash_left_with_the_print_service_is_gone_before_anybody_unlocks(tmp_path: Path) -> None:
    room = tmp_path / "printing"
    room.mkdir()
    (room / "05c656b0673c4").write_text("words of a plan")
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), "close"],
        check=False,
        capture_output=True,
        timeout=30,
    )
    assert ran.returncode == CLOSED
    assert not room.exists()
