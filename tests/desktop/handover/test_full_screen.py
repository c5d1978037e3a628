# SPDX-License-Identifier: Apache-2.0
"""On a real display the person's plan takes all of it: nothing of anybody else stands beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.desktop.conftest import Desk
from tests.desktop.handover.conftest import HandOver


@pytest.fixture
def display() -> Iterator[str]:
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-nolisten", "tcp", "-screen", "0", "1366x768x24"]
    process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as said:
            yield f":{said.readline().strip()}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_the_window_takes_the_whole_screen_and_has_no_menu(display: str, desk: Desk, hand: HandOver) -> None:
    box = desk.shell.profile.handover_box
    command = [sys.executable, "-m", "tests.desktop.handover.full_screen_window", "--box", str(box)]
    around = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(
        command, input=hand("plan_well"), capture_output=True, env=around, timeout=60, check=True
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["platform"] == "xcb"
    assert told["screen"] == [1366, 768]
    assert told["window"] == [0, 0, 1366, 768]
    assert told["full"]
    assert told["menus"] == 0
