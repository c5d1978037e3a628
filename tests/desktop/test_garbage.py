# SPDX-License-Identifier: Apache-2.0
"""What Python throws away is thrown away on the main thread, and nowhere else."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import gc, threading
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from desktop.garbage import MainThreadGarbage
from desktop.theme.lasting_constants import keep_constants

keep_constants()
app = QCoreApplication([])
garbage = MainThreadGarbage(app)
died_on = set()

class Cycle:
    def __init__(self):
        self.me = self
    def __del__(self):
        died_on.add(threading.current_thread().name)

def make_many():
    for _ in range(5000):
        Cycle()

worker = threading.Thread(target=make_many, name="worker")
worker.start()
worker.join()
assert not died_on, died_on
garbage.look()
assert died_on == {"MainThread"}, died_on
print("held")
"""


def test_cycles_made_on_a_worker_die_on_the_main_thread() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True)
    assert ran.stdout.strip() == "held", ran.stderr
