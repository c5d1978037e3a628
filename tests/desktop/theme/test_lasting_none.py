# SPDX-License-Identifier: Apache-2.0
"""None survives more Qt calls than it had references to lose."""

import subprocess
import sys

CALLS = """
from desktop.theme.lasting_none import keep_none
keep_none()
keep_none()
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(50_000):
    thing.setObjectName("a")
print("alive")
"""


def test_fifty_thousand_calls_that_return_nothing_leave_the_process_alive():
    run = subprocess.run(
        [sys.executable, "-c", CALLS], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.stdout.strip() == "alive", run.stderr[-500:]
