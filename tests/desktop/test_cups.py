# SPDX-License-Identifier: Apache-2.0
"""What a real print service is told, keeps and loses: CUPS on loopback, killed by its id (security 5.6)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.paths import empty_room
from forms.pdf.copy import CopyPart, CopySection, CopyStatement, PlanCopy
from forms.pdf.sheets import compose_sheet
from tests.cups import IS_HERE, MISSING, Cups, start_cups

pytestmark = pytest.mark.skipif(not IS_HERE, reason=MISSING)
CANARY = "Zephyrine"
DAY = date(2026, 11, 21)
LIMIT_S = 60


@pytest.fixture
def cups(tmp_path: Path) -> Iterator[Cups]:
    one = start_cups(tmp_path / "cups")
    try:
        one.add("kitchen", "usb://shelf")
        # Nobody is ever asked at this address: it is only what the queue says.
        one.add("office", "ipp://printer.invalid/ipp/print")
        yield one
    finally:
        one.kill()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    said = CopyStatement(
        f"{CANARY} helps me", "person", "", "self", "", checked=True, struck=False, when=date(2026, 11, 21)
    )
    part = CopyPart("What helps", (said,) * 30)
    copy = PlanCopy("My plan", CANARY, 3, DAY, (CopySection("Well", "", (part,)),))
    path = tmp_path / "sheet.pdf"
    path.write_bytes(compose_sheet("plan", copy))
    return path


class Child:
    """The process that prints."""

    def __init__(self, cups: Cups, printer: str, sheet: Path, room: Path, *, waits: str = "") -> None:
        ours = room.parent / "temporary"
        ours.mkdir(exist_ok=True)
        environment = {**cups.environment, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(ours)}
        command = [sys.executable, "-m", "tests.desktop.printing_child"]
        self.temporary = ours
        self.process = subprocess.Popen(
            [*command, printer, str(sheet), str(room), waits],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def go_on(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def until_ended(self) -> list[str]:
        out, _errors = self.process.communicate(timeout=LIMIT_S)
        return out.splitlines()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=LIMIT_S)


def test_a_job_has_a_title_about_nobody_and_nothing_of_it_stays(
    cups: Cups, sheet: Path, tmp_path: Path
) -> None:
    room = tmp_path / "room"
    child = Child(cups, "kitchen", sheet, room)
    *pages, end = child.until_ended()[1:]
    assert end == "ended True"
    assert len(pages) >= 3
    cups.wait_until_printed("kitchen")
    (job,) = cups.jobs
    assert b"Document" in job
    assert CANARY.encode() not in job
    assert cups.pages_kept == []
    assert not room.exists()
    assert list(child.temporary.iterdir()) == []
    assert cups.shelf.stat().st_size > 10_000
    assert CANARY.encode() not in cups.shelf.read_bytes()


def test_a_crash_in_the_middle_leaves_pages_in_our_room_alone_and_no_job(
    cups: Cups, sheet: Path, tmp_path: Path
) -> None:
    room = tmp_path / "room"
    child = Child(cups, "kitchen", sheet, room, waits="waits")
    assert child.line().startswith("reach here")
    assert child.line().startswith("page 1 of ")
    child.kill()
    left = list(room.iterdir())
    assert left, "Qt no longer writes a job into a file first: the room could go"
    assert room.stat().st_mode & 0o077 == 0
    assert list(child.temporary.iterdir()) == []
    assert cups.jobs == []
    # What `desktop.app` does before anybody unlocks.
    empty_room(room)
    assert not room.exists()


def test_a_print_service_that_dies_in_the_middle_is_noticed(cups: Cups, sheet: Path, tmp_path: Path) -> None:
    child = Child(cups, "kitchen", sheet, tmp_path / "room", waits="waits")
    child.line()
    assert child.line().startswith("page 1 of ")
    cups.kill()
    child.go_on()
    assert child.until_ended()[-1] == "ended False"
    assert not (tmp_path / "room").exists()


def test_a_printer_that_goes_before_the_job_begins_never_starts(
    cups: Cups, sheet: Path, tmp_path: Path
) -> None:
    child = Child(cups, "kitchen", sheet, tmp_path / "room", waits="before")
    child.line()
    cups.run("lpadmin", "-x", "kitchen")
    child.go_on()
    assert child.until_ended() == ["ended False"]
    assert cups.jobs == []


def test_a_printer_on_a_network_is_told_from_one_that_hangs_here(
    cups: Cups, sheet: Path, tmp_path: Path
) -> None:
    office = Child(cups, "office", sheet, tmp_path / "room", waits="waits")
    assert office.line() == "reach network printers True"
    office.kill()
