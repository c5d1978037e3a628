# SPDX-License-Identifier: Apache-2.0
"""The twelve steps through the real windows, as `./keepwell demo --headless` takes them.

In English, in words that are longer, and from right to left; each in a process of its own, with processes of
its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from locales import LENGTHENING, MIRRORING, SOURCE_LANGUAGE
from records.copies_register import Sheet

LANGUAGES = (SOURCE_LANGUAGE, LENGTHENING, MIRRORING)
# Every screen of the spine, by the name of its picture.
SCREENS = {
    "agreed", "asked-again", "before-leaving", "call-list", "check-in-contact", "check-in-plan", "copy",
    "new-person", "no-reply", "person-first", "phone-call", "plan-statements", "plan-writing", "referral",
    "set-up", "slip", "slip-by-hand", "sync-received", "sync-waiting", "today", "two-versions", "unlock",
    "unlock-after-crash", "visit-arriving", "visit-coming-home", "visit-done", "visit-went-on", "who-knows",
    "plan-crisis-asked", "sharing", "local-support", "goal-with-support", "after-leaving", "the-way",
    "return-card",
}  # fmt: skip
LONGEST_S = 480
pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True)
class Travelled:
    """What one journey left behind."""

    out: Path
    code: int
    told: str

    @property
    def steps(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads((self.out / "journey.json").read_text("utf-8"))["steps"]
        return found

    @property
    def why(self) -> str:
        """For whoever reads a red test: what was on screen."""
        failed = sorted(self.out.glob("failed-*.txt"))
        return "\n".join([self.told, *(one.read_text("utf-8") for one in failed)])


@pytest.fixture(scope="module")
def journeys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Travelled]]:
    """All three at once: they share nothing, and a laptop that waits costs nothing."""
    running = {language: _start(language, tmp_path_factory.mktemp(language)) for language in LANGUAGES}
    try:
        yield {language: _finish(out, process) for language, (out, process) in running.items()}
    finally:
        for _out, process in running.values():
            if process.poll() is None:
                process.terminate()
                process.communicate()


def _start(language: str, out: Path) -> tuple[Path, subprocess.Popen[str]]:
    command = [sys.executable, "-m", "desktop.demo", "--headless", "--language", language, "--out", str(out)]
    return out, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _finish(out: Path, process: subprocess.Popen[str]) -> Travelled:
    told, _ = process.communicate(timeout=LONGEST_S)
    return Travelled(out, process.returncode, told)


@pytest.fixture(params=LANGUAGES)
def travelled(request: pytest.FixtureRequest, journeys: dict[str, Travelled]) -> Travelled:
    return journeys[request.param]


def test_all_twelve_steps_hold(travelled: Travelled) -> None:
    assert [one["held"] for one in travelled.steps] == [True] * 12, travelled.why
    assert travelled.code == 0


def test_each_step_says_what_it_checked(travelled: Travelled) -> None:
    assert all(one["checked"] for one in travelled.steps), travelled.why
    assert len({one["name"] for one in travelled.steps}) == 12


def test_every_screen_has_its_picture(travelled: Travelled) -> None:
    names = [re.fullmatch(r"\d\d-(.+)-[ab]\.png", one.name) for one in sorted(travelled.out.glob("*.png"))]
    assert SCREENS - {one[1] for one in names if one} == set()
    assert all(one.stat().st_size > 5_000 for one in travelled.out.glob("*.png"))


def test_the_plan_is_left_as_a_pdf(travelled: Travelled) -> None:
    assert (travelled.out / "my-plan.pdf").read_bytes().startswith(b"%PDF-")


def test_every_form_is_left_in_four_scripts(travelled: Travelled) -> None:
    found = (travelled.out / "forms").glob("*/*.pdf")
    left = sorted(f"{one.parent.name}/{one.name}" for one in found)
    assert left == sorted(f"{tag}/{sheet}.pdf" for tag in ("en-GB", "cy", "ur", "bn") for sheet in Sheet)


def test_the_whole_takes_less_than_the_patience_of_whoever_watches(journeys: dict[str, Travelled]) -> None:
    seconds = sum(one["seconds"] for one in journeys[SOURCE_LANGUAGE].steps)
    assert seconds < LONGEST_S
