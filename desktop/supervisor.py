# SPDX-License-Identifier: Apache-2.0
"""The keyless process: holds the lock file and starts the app as its child, again and again.

Never holds a key, never imports Qt. Locked means that the child which held the key has ended (design 10).
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from desktop.errors import AlreadyOpenError
from desktop.exit_codes import CLOSED, LOCKED

# A child that keeps falling over is not helped by a fourth start.
_CRASHES_TOLERATED = 3
_CRASH_WINDOW_S = 60.0


@dataclass
class Supervisor:
    """Keeps one app running on one vault.

    Attributes:
        command: the child's command line, without the words this adds.
        lock: the lock file; the operating system's lock on it decides, not what is in it.
        tell: where to write one JSON line for each start and end of a child; None to say nothing.
    """

    command: Sequence[str]
    lock: Path
    tell: TextIO | None = None
    crashes: list[float] = field(default_factory=list)

    def run(self) -> int:
        """Run children until one is closed; gives back the last one's exit code.

        Raises:
            AlreadyOpenError: another supervisor holds the lock file; nothing was started.
        """
        from filelock import FileLock, Timeout

        self.lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = FileLock(self.lock, timeout=0)
        try:
            with held:
                return self._keep_running()
        except Timeout:
            raise AlreadyOpenError from None

    def _keep_running(self) -> int:
        words: list[str] = []
        while True:
            code = self._run_child(words)
            if code == CLOSED:
                return code
            if code != LOCKED and not self._may_start_again():
                return code
            words = ["--locked"] if code == LOCKED else ["--after-crash"]

    def _run_child(self, words: Sequence[str]) -> int:
        # Spawned, never forked: the child inherits no memory of ours, and Windows knows no other way.
        child = subprocess.Popen([*self.command, *words])
        self._say(event="started", pid=child.pid)
        try:
            code = child.wait()
        except BaseException:
            child.terminate()
            child.wait()
            raise
        self._say(event="ended", pid=child.pid, code=code)
        return code

    def _may_start_again(self) -> bool:
        now = time.monotonic()
        self.crashes = [*(at for at in self.crashes if now - at < _CRASH_WINDOW_S), now]
        return len(self.crashes) <= _CRASHES_TOLERATED

    def _say(self, **facts: object) -> None:
        if self.tell is not None:
            print(json.dumps(facts), file=self.tell, flush=True)


def child_command(module: str, *words: str) -> list[str]:
    """How to start one of our modules in a process of its own."""
    return [sys.executable, "-m", module, *words]
