# SPDX-License-Identifier: Apache-2.0
"""A crash says where it was, and nothing anybody wrote."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from desktop import logs
logs.install()
import resource, threading
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)

def open_page(words):
    return {}[words]

thread = threading.Thread(target=open_page, args=("Mina said in a thread",))
thread.start()
thread.join()

class Page:
    def __del__(self):
        open_page("Mina said as it closed")

Page()
open_page("Mina said this")
"""


def test_an_unforeseen_error_names_its_kind_and_place_and_no_words() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True)
    assert ran.returncode == 1
    assert ran.stderr.count("Keepwell: KeyError") == 3
    assert "open_page" in ran.stderr
    assert "Mina" not in ran.stderr
