# SPDX-License-Identifier: Apache-2.0
"""A step that does not hold says so, leaves what was on screen, and ends the journey; nothing runs on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.demo import laptop as laptops
from desktop.demo.__main__ import _tell
from desktop.demo.journey import Journey, Step, travel
from desktop.demo.laptop import Laptop, NotSeenError

SHOWN = "Set up this laptop"


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    one = Journey(tmp_path / "work", tmp_path / "out", ["--scheme", "light"])
    try:
        one.a.await_event("shown")
        yield one
    finally:
        one.end()


@pytest.fixture
def impatient(journey: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    assert journey.a.texts()  # it has started, with all the patience that takes
    monkeypatch.setattr(laptops, "PATIENCE_S", 0.5)


def holds(journey: Journey) -> None:
    journey.a.see(SHOWN)
    journey.check("The window shows")


def claims_too_much(journey: Journey) -> None:
    journey.check("The moon is made of cheese", held=False)


def sees_what_is_not_there(journey: Journey) -> None:
    journey.a.see("Score: 7 of 10")


def test_a_claim_that_is_not_so_stops_the_journey(journey: Journey) -> None:
    steps: list[tuple[str, Step]] = [("one", holds), ("two", claims_too_much), ("three", holds)]
    outcomes = travel(journey, steps)
    assert [(one.held, one.checked) for one in outcomes] == [
        (True, ("The window shows",)),
        (False, ()),
        (False, ()),
    ]
    recorded = json.loads((journey.out / "journey.json").read_text("utf-8"))["steps"]
    assert [one["held"] for one in recorded] == [True, False, False]
    assert "The moon is made of cheese" in (journey.out / "failed-2.txt").read_text("utf-8")
    assert _tell(outcomes, journey.out) == 1


@pytest.mark.usefixtures("impatient")
def test_what_was_on_screen_instead_is_left_in_words_and_as_a_picture(journey: Journey) -> None:
    travel(journey, [("one", sees_what_is_not_there)])
    left = (journey.out / "failed-1.txt").read_text("utf-8")
    assert "Score: 7 of 10" in left
    assert SHOWN in left
    assert list(journey.out.glob("*-failed-a.png"))


@pytest.mark.usefixtures("impatient")
def test_nothing_that_is_hidden_disabled_or_unnamed_can_be_pressed(journey: Journey) -> None:
    with pytest.raises(NotSeenError, match="not to be seen"):
        journey.a.press("Unlock")
    with pytest.raises(NotSeenError, match="not to be seen"):
        journey.a.type("Passphrase", "anything")


def test_a_passphrase_is_typed_and_never_read_back(journey: Journey) -> None:
    journey.a.type("One-time code", "ABCD")
    journey.a.type("New passphrase", "river lantern seven oaks")
    texts = journey.a.texts()
    assert "ABCD" in texts
    assert not any("river" in text for text in texts)


def test_a_key_goes_to_whatever_has_the_focus(journey: Journey) -> None:
    journey.a.type("Address of the centre", "http://127.0.0.1:9")
    journey.a.key("Tab")
    focused = [one["name"] for one in journey.a.tree() if "focused" in one["states"]]
    assert "One-time code" in focused


def test_a_killed_app_is_seen_to_end_and_started_again(journey: Journey) -> None:
    before = journey.a.child
    assert journey.a.kill_app() == -9
    journey.a.await_event("shown")
    assert journey.a.child != before
    assert journey.a.close() == 0


def test_ending_ends_the_supervisor_and_its_app(tmp_path: Path) -> None:
    one = Laptop("laptop C", tmp_path / "c", tmp_path, ["--scheme", "light"])
    one.await_event("shown")
    one.end()
    with pytest.raises(NotSeenError, match="has ended"):
        one.await_event("anything")


def test_an_app_whose_conductor_is_gone_closes_by_itself(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop.demo.laptop", "--profile", str(tmp_path), "--scheme", "light"]
    pipe = subprocess.PIPE
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=surroundings) as supervisor:
        assert supervisor.stdin is not None
        supervisor.stdin.close()
        assert supervisor.wait(60) == 0
