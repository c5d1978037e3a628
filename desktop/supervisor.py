# SPDX-License-Identifier: Apache-2.0
"""The keyless process: holds the lock file and starts the app as its child, again and again.

Never holds a key, never imports Qt. Locked means that the child which held the key has ended (design 10).
Between two apps stands, when one asks for it, the window that a person holds; what the app says to it goes
through a pipe that the supervisor opens and never reads.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from desktop.errors import AlreadyOpenError
from desktop.exit_codes import CLOSED, HANDOVER, LOCKED
from desktop.hand_over_pipe import inheriting
from desktop.paths import Profile

# A child that keeps falling over is not helped by a fourth start.
_CRASHES_TOLERATED = 3
_CRASH_WINDOW_S = 60.0
_AFTER = {LOCKED: "--locked", HANDOVER: "--after-handover"}


@dataclass
class Supervisor:
    """Keeps one app running on one vault.

    Attributes:
        command: the child's command line, without the words this adds.
        handover: the command line of the window that a person holds; empty where none is offered.
        lock: the lock file; the operating system's lock on it decides, not what is in it.
        tell: where to write one JSON line for each start and end of a child; None to say nothing.
    """

    command: Sequence[str]
    lock: Path
    tell: TextIO | None = None
    handover: Sequence[str] = ()
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
            code = self._run_app(words)
            if code == CLOSED:
                return code
            if code not in _AFTER and not self._may_start_again():
                return code
            words = [_AFTER.get(code, "--after-crash")]

    def _run_app(self, words: Sequence[str]) -> int:
        if not self.handover:
            return self._run_child([*self.command, *words])
        read_end, write_end = os.pipe()
        try:
            number, inherits = inheriting(write_end)
            app = [*self.command, *words, "--handover-fd", number]
            code = self._run_child(app, lets_go_of=write_end, **inherits)
            if code == HANDOVER:
                self._run_child(self.handover, stdin=read_end)
        finally:
            os.close(read_end)
        return code

    def _run_child(self, command: Sequence[str], *, lets_go_of: int | None = None, **inherits: Any) -> int:
        # Spawned, never forked: the child inherits no memory of ours, and Windows knows no other way.
        try:
            child = subprocess.Popen(command, **inherits)
        finally:
            if lets_go_of is not None:
                os.close(lets_go_of)
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


def handover_command(profile: Profile) -> list[str]:
    """How to start the window that is handed to a person."""
    return child_command("desktop.handover", "--box", str(profile.handover_box))
