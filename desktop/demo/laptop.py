# SPDX-License-Identifier: Apache-2.0
"""One laptop of the demonstration: a supervisor process, its app behind a remote door, and its own vault.

As a module it is the supervisor process itself; as a class, the conductor's end of it. Ends only what it
started, by id.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.demo.spoken import plain, said
from desktop.paths import Profile
from desktop.supervisor import Supervisor, child_command

PATIENCE_S = 60.0
_LOOK_EVERY_S = 0.05


class NotSeenError(Exception):
    """What should have been on screen was not.

    Attributes:
        seen: what was, as the accessibility tree has it.
    """

    def __init__(self, wanted: str, seen: Sequence[str]) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.seen = tuple(seen)


class Laptop:
    """The conductor's end of one laptop; `module` is its supervisor process.

    Attributes:
        events: every line told by its supervisor and its app, oldest first.
        strays: kinds of windows that opened although there is only one.
    """

    def __init__(
        self,
        name: str,
        folder: Path,
        shots: Path,
        look: Sequence[str],
        *,
        module: str = "desktop.demo.laptop",
    ) -> None:
        self.name = name
        self.profile = Profile(folder)
        self._shots = shots
        self.events: list[dict[str, Any]] = []
        self.strays: list[str] = []
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._pause = threading.Event()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._troubles = (folder / "stderr.txt").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, "--profile", str(folder), *look],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._troubles,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        self._reader = threading.Thread(target=self._read, name=f"laptop {name}", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)

    # Talking to it

    def await_event(self, event: str) -> dict[str, Any]:
        """Wait until the supervisor or the app tells of this; what came before it is kept in `events`."""
        while True:
            told = self._next(f"event {event}")
            if told.get("event") == event:
                return told

    def _next(self, wanted: str) -> dict[str, Any]:
        try:
            line = self._lines.get(timeout=PATIENCE_S)
        except queue.Empty:
            raise NotSeenError(f"{self.name}: {wanted}", ()) from None
        if line is None:
            raise NotSeenError(f"{self.name}: {wanted}, but it has ended", ())
        if "event" in line:
            self.events.append(line)
        return line

    def tell(self, do: str, **what: Any) -> dict[str, Any]:
        """One command, one answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **what}).encode() + b"\n")
        self._process.stdin.flush()
        while "event" in (answer := self._next(f"an answer to {do}")):
            pass
        return answer

    def _insist(self, do: str, **what: Any) -> None:
        """Try until it can be done: a screen may still be on its way."""
        until = time.monotonic() + PATIENCE_S
        while not (answer := self.tell(do, **what))["ok"]:
            if time.monotonic() > until:
                raise NotSeenError(f"{self.name}: to {do} {what}: {answer['trouble']}", self.texts())
            self._pause.wait(_LOOK_EVERY_S)

    # As a person would

    def press(self, source: str, **facts: object) -> None:
        """Press what is named so, by its English source."""
        self._insist("press", name=said(source, **facts))

    def press_named(self, name: str) -> None:
        """Press what has exactly this name, already in the words on screen."""
        self._insist("press", name=name)

    def type(self, source: str, text: str, **facts: object) -> None:
        """Type into the field named so, in the place of what stands there."""
        self._insist("type", name=said(source, **facts), text=text)

    def type_into(self, name: str, text: str) -> None:
        """Type into the field of exactly this name, already in the words on screen."""
        self._insist("type", name=name, text=text)

    def write(self, text: str) -> None:
        """Keys to whatever has the focus; a line break is Enter."""
        self.tell("write", text=text)

    def choose(self, question: str, option: str) -> None:
        """Choose one of a question's options, both by their English source."""
        self.press_named(f"{said(question)}: {said(option)}")

    def give_files(self, *paths: Path) -> None:
        """What the next question for a file is answered with."""
        self.tell("files", paths=[str(one) for one in paths])

    def key(self, key: str, *, control: bool = False) -> None:
        """One key."""
        self.tell("key", key=key, control=control)

    def look_at(self, name: str) -> None:
        """Scroll something into view."""
        self._insist("look", name=name)

    def tree(self) -> list[dict[str, Any]]:
        """The accessible tree of what is visible."""
        answer = self.tell("tree")
        self.strays += [one for one in answer["strays"] if one not in self.strays]
        found: list[dict[str, Any]] = answer["tree"]
        return found

    def texts(self) -> list[str]:
        """Every name and value that is visible, as read aloud."""
        return [plain(words) for one in self.tree() for words in (one["name"], one["value"]) if words]

    def see(self, *wanted: str) -> None:
        """Wait until each of these stands somewhere on screen."""
        missing = self._look_for([plain(one) for one in wanted], there=True)
        if missing:
            raise NotSeenError(f"{self.name}: to see {missing}", self.texts())

    def sees(self, wanted: str, patience_s: float) -> bool:
        """Whether this stands on screen before patience is over."""
        return not self._look_for([plain(wanted)], there=True, patience_s=patience_s)

    def see_gone(self, *unwanted: str) -> None:
        """Wait until none of these is on screen."""
        left = self._look_for([plain(one) for one in unwanted], there=False)
        if left:
            raise NotSeenError(f"{self.name}: to see no more of {left}", self.texts())

    def _look_for(self, words: Sequence[str], *, there: bool, patience_s: float | None = None) -> list[str]:
        until = time.monotonic() + (PATIENCE_S if patience_s is None else patience_s)
        while True:
            texts = self.texts()
            wrong = [one for one in words if any(one in text for text in texts) != there]
            if not wrong or time.monotonic() > until:
                return wrong
            self._pause.wait(_LOOK_EVERY_S)

    def shoot(self, name: str) -> Path:
        """A picture of the window as it is."""
        path = self._shots / f"{name}.png"
        self._insist("screenshot", path=str(path))
        return path

    # Its processes

    @property
    def child(self) -> int:
        """The process id of the app that runs now, as its supervisor told."""
        return int([one["pid"] for one in self.events if one["event"] == "started"][-1])

    def kill_app(self) -> int:
        """End the app as a flat battery would; gives back how its supervisor saw it end."""
        os.kill(self.child, getattr(signal, "SIGKILL", signal.SIGTERM))
        return int(self.await_event("ended")["code"])

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase and unlock."""
        self.type("Passphrase", passphrase)
        self.press("Unlock")

    def close(self) -> int:
        """Close the window as a person would, and wait for supervisor and app to end."""
        if self._process.poll() is None:
            self.tell("quit")
        assert self._process.stdin is not None
        code = self._process.wait(PATIENCE_S)
        self._process.stdin.close()
        self._tidy()
        return code

    def end(self) -> None:
        """End it however it stands; does nothing where it has ended."""
        if self._process.poll() is None:
            # The supervisor ends its child when it is told to end itself by an interrupt.
            self._process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
            try:
                self._process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._tidy()

    def _tidy(self) -> None:
        self._reader.join(PATIENCE_S)
        for pipe in (self._process.stdin, self._process.stdout, self._troubles):
            if pipe is not None and not pipe.closed:
                pipe.close()

    def troubles(self) -> str:
        """What supervisor and app wrote to their standard error."""
        return (self.profile.folder / "stderr.txt").read_text("utf-8", errors="replace")


def main() -> int:
    """Be the supervisor process: the robot as its child, told about on standard output."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--profile", type=Path, required=True)
    options, _rest = parser.parse_known_args()
    profile = Profile(options.profile)
    profile.prepare()
    command = child_command("desktop.demo.robot", *sys.argv[1:])
    try:
        return Supervisor(command, profile.lock, tell=sys.stdout).run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
