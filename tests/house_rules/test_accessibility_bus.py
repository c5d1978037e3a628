# SPDX-License-Identifier: Apache-2.0
"""What a screen reader is really told, read from the AT-SPI bus by another process.

Nothing here is imagined: Xvfb is the display, a private D-Bus session carries the accessibility bus, the
window runs in a process of its own, and the system's Python reads the tree in a third. Only processes started
here are ended, by their ids, and every wait has an end.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent

# The application under test: how it is started, and the title of its first window.
APP = [sys.executable, "-m", "tests.house_rules.unlocked_app"]
WINDOW = "Keepwell"

WALKER = ["/usr/bin/python3", "-I", str(HERE / "walk_accessibility_bus.py")]
START_S, ANSWER_S, END_S = 20, 30, 5
NEEDED = ["Xvfb", "dbus-daemon", "/usr/libexec/at-spi-bus-launcher", "/usr/bin/python3"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's; see docs/platforms.md")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on the screen, as a screen reader meets it."""

    role: str
    name: str
    description: str
    states: frozenset[str]
    text: str | None
    children: tuple[Thing, ...]

    def walk(self) -> Iterator[Thing]:
        """This thing and all that is in it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def thing(read: dict[str, Any]) -> Thing:
    parts = {**read, "states": frozenset(read["states"]), "children": tuple(map(thing, read["children"]))}
    return Thing(**parts)


@contextmanager
def running(command: list[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """A process in a group of its own, ended with the children it left in that group."""
    with subprocess.Popen(
        command, text=True, start_new_session=True, stdin=subprocess.DEVNULL, **options
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(END_S)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def first_line(descriptor: int, what: str) -> str:
    """The line by which a server says that it is ready and where."""
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], START_S)
        assert ready, f"{what} did not start within {START_S} s"
        part = os.read(descriptor, 1)
        assert part, f"{what} ended before it was ready"
        line += part
    return line.decode().strip()


@contextmanager
def display() -> Iterator[str]:
    """A display of our own; Xvfb chooses a free number and says which.

    It must not reset when its last client leaves: the accessibility bus looks in for a moment as it starts,
    and the reset after that shut the door on the window, about once in thirty runs (measured).
    """
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-noreset", "-nolisten", "tcp"]
    command += ["-screen", "0", "1280x900x24"]
    try:
        with running(command, pass_fds=[writer], stderr=subprocess.DEVNULL):
            os.close(writer)
            yield f":{first_line(reader, 'Xvfb')}"
    finally:
        os.close(reader)


@contextmanager
def session_bus(environment: dict[str, str]) -> Iterator[str]:
    """A D-Bus session of our own. It starts the accessibility bus itself when it is first asked for."""
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with running(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as bus:
        assert bus.stdout is not None
        yield first_line(bus.stdout.fileno(), "dbus-daemon")


@pytest.fixture(scope="module")
def desktop(tmp_path_factory):
    """The environment of a desktop on which assistive technology is switched on."""
    missing = [program for program in NEEDED if not shutil.which(program)]
    assert not missing, f"{missing} missing: ./keepwell test installs or names them"
    home = tmp_path_factory.mktemp("home")
    home.chmod(0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    environment = {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "NO_AT_BRIDGE": "0"}
    with display() as number:
        environment["DISPLAY"] = number
        with session_bus(environment) as address:
            yield {
                **environment,
                "DBUS_SESSION_BUS_ADDRESS": address,
                "QT_QPA_PLATFORM": "xcb",
                "QT_ACCESSIBILITY": "1",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            }


def read_bus(environment: dict[str, str], window: str) -> list[Thing]:
    """Every application on the bus, once a window of this title is showing."""
    done = subprocess.run(
        [*WALKER, window, str(ANSWER_S)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=ANSWER_S * 2,
    )
    assert done.returncode == 0, f"no window {window!r} on the bus: {done.stderr}"
    return [thing(one) for one in json.loads(done.stdout)]


def without_name(applications: list[Thing]) -> list[Thing]:
    """What the keyboard can reach but a screen reader cannot say."""
    everything = (one for application in applications for one in application.walk())
    return [one for one in everything if {"focusable", "showing"} <= one.states and not one.name.strip()]


@pytest.fixture(scope="module")
def told(desktop):
    """What a screen reader is told about the application under test."""
    with running(APP, env=desktop) as process:
        read = read_bus(desktop, WINDOW)
        assert process.poll() is None
    return read


def test_a_screen_reader_meets_the_window_by_its_title(told):
    names = [window.name for application in told for window in application.children]
    assert WINDOW in names


def test_everything_the_keyboard_reaches_has_a_name_on_the_bus(told):
    focusable = [one for application in told for one in application.walk() if "focusable" in one.states]
    assert focusable, "an empty tree would prove nothing"
    assert without_name(told) == []


def test_a_persons_page_can_be_heard(told):
    said = {one.name for application in told for one in application.walk()}
    assert {"Start visit", "Write together", "Leave a copy", "Agree check-ins", "Lock", "Today"} <= said
    assert any("Mina (Amina Rahman)" in one and "943 476 5919" in one for one in said)


def test_roles_names_and_texts_arrive_as_the_window_has_them(desktop):
    with running([sys.executable, str(HERE / "small_window.py"), "again"], env=desktop):
        found = [one for each in read_bus(desktop, "A small window again") for one in each.walk()]
    told_as = {(one.role, one.name) for one in found}
    assert {("text", "Family name"), ("check box", "Has keys"), ("push button", "Finish")} <= told_as
    assert [one.text for one in found if one.role == "text"] == ["Okafor"]


def test_the_rule_sees_a_field_that_nobody_named(desktop):
    with running([sys.executable, str(HERE / "small_window.py"), "unnamed"], env=desktop):
        assert [one.role for one in without_name(read_bus(desktop, "A small window unnamed"))] == ["text"]


def test_a_window_that_never_comes_is_told_and_not_waited_for(desktop):
    command = [*WALKER, "no such window", "0"]
    done = subprocess.run(command, env=desktop, capture_output=True, text=True, check=False, timeout=ANSWER_S)
    assert done.returncode == 1
    assert done.stdout == ""
