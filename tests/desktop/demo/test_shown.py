# SPDX-License-Identifier: Apache-2.0
"""The demonstration vault opens with its passphrase, holds people with deadlines, leaves nothing behind."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from desktop.demo.centre import Centre
from desktop.demo.journey import PASSPHRASE
from desktop.demo.shown import make_profile
from desktop.paths import Profile
from desktop.session import exchange, opener
from forms.clocks import ClockSettings
from records.store import RecordStore
from records.today import follow_up_of
from sync.ports import LaptopStore

START_S = 60


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    one = Centre(tmp_path / "centre")
    one.start()
    yield one
    one.stop()


@pytest.fixture
def store(tmp_path: Path, centre: Centre) -> Iterator[RecordStore]:
    profile = Profile(tmp_path / "laptop")
    make_profile(profile, centre)
    one = opener(profile.vault, PASSPHRASE, "Europe/London")()
    yield one
    one.close()


def test_the_people_have_something_due_and_something_written(store: RecordStore) -> None:
    cards = store.cards()
    due = [follow_up_of(card, ClockSettings(), datetime.now(UTC)) for card in cards]
    assert sum(one is not None and bool(one.still_due) for one in due) == 3
    assert sum(card.check_in is not None for card in cards) == 1
    assert len({card.born_on for card in cards}) == len(cards)
    assert store.find("canal")


def test_their_work_can_be_sent_to_the_embedded_centre(store: RecordStore, centre: Centre) -> None:
    report = exchange(store.enrolment, cast(LaptopStore, store))
    assert (report.stopped, report.held, report.still_waiting) == (None, 0, 0)
    assert any("canal" in words for words in centre.words())


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no display, real or virtual")
def test_with_a_display_the_app_opens_and_nothing_is_left_when_it_ends(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    read, write = os.pipe()
    display = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-nolisten", "tcp"], pass_fds=[write])
    os.close(write)
    try:
        number = os.read(read, 16).decode().strip()
        told = _show_and_end(number, temporary)
    finally:
        os.close(read)
        display.terminate()
        display.wait()
    assert PASSPHRASE in told
    assert '{"event": "shown"}' in told
    assert list(temporary.iterdir()) == []


def _show_and_end(display: str, temporary: Path) -> str:
    surroundings = {
        **os.environ,
        "DISPLAY": f":{display}",
        "TMPDIR": str(temporary),
        "KEEPWELL_TELL_SHOWN": "1",
        "QT_QPA_PLATFORM": "xcb",
    }
    command = [sys.executable, "-m", "desktop.demo", "--scheme", "light"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=surroundings)
    assert process.stdout is not None
    told = b""
    while b'"shown"' not in told and select.select([process.stdout], [], [], START_S)[0]:
        piece = os.read(process.stdout.fileno(), 4096)
        if not piece:
            break
        told += piece
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=START_S)
    return told.decode()
