# SPDX-License-Identifier: Apache-2.0
"""None, True and False survive more Qt calls than they had references to lose."""

import subprocess
import sys

CALLS = """
from desktop.theme.lasting_constants import keep_constants
keep_constants()
keep_constants()
from PySide6.QtCore import QObject, Signal
class Thing(QObject):
    said = Signal(bool)
thing = Thing()
for number in range(50_000):
    thing.setObjectName("a")
    thing.said.emit(number % 2 == 0)
print("alive")
"""


def test_fifty_thousand_calls_and_signals_leave_the_process_alive():
    run = subprocess.run(
        [sys.executable, "-c", CALLS], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.stdout.strip() == "alive", run.stderr[-500:]
    assert run.returncode == 0
