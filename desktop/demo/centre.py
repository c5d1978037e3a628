# SPDX-License-Identifier: Apache-2.0
"""The demonstration's centre: the real one, in a process of its own, on loopback. Ends nothing but it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_PATIENCE_S = 20.0
ORGANISATION = "Canal Street recovery team"


class Centre:
    """One embedded centre.

    Attributes:
        url: its address since it was first started; it comes back at the same one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> None:
        """Start it and wait until it listens: on a free port the first time, later on the same one."""
        port = urlsplit(self.url).port if self.url else 0
        self._process = subprocess.Popen(
            self._command("run", "--port", str(port), "--until-stdin-closes"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.url = json.loads(self._process.stdout.readline())["url"]

    def stop(self) -> None:
        """Let it end by itself, then make sure; does nothing where it is not running."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.communicate(timeout=_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()

    def enrol(self, name: str, role: str) -> str:
        """A one-time code for this person's laptop."""
        return self._ask("enrol", "--name", name, "--role", role).strip()

    def read_out(self) -> dict[str, Any]:
        """What it holds, with the words."""
        held: dict[str, Any] = json.loads(self._ask("show", "--words"))
        return held

    def words(self) -> list[str]:
        """Everything written that it holds, as text, whatever the kind."""
        bodies = [one["body"] for one in self.read_out()["words"] if one["body"] is not None]
        return [json.dumps(body, ensure_ascii=False) for body in bodies]

    def _ask(self, *words: str) -> str:
        asked = subprocess.run(self._command(*words), check=True, capture_output=True, text=True)
        return asked.stdout

    def _command(self, verb: str, *words: str) -> list[str]:
        given = ["--folder", str(self._folder), "--organisation", ORGANISATION, *words]
        return [sys.executable, "-m", "sync.central", verb, *given]
