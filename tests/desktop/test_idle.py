# SPDX-License-Identifier: Apache-2.0
"""Idle is time in which nobody touched the laptop: awake or asleep, whatever its clock was set to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from desktop import idle
from desktop.idle import IdleTimer

HOUR = 3600.0


class Clock:
    def __init__(self) -> None:
        self.awake, self.wall = 1000.0, 1_800_000_000.0

    def monotonic(self) -> float:
        return self.awake

    def time(self) -> float:
        return self.wall

    def passes(self, seconds: float) -> None:
        self.awake += seconds
        self.wall += seconds


class Touch(QObject):
    def __call__(self) -> None:
        application = QApplication.instance()
        assert application is not None
        application.sendEvent(self, QEvent(QEvent.Type.KeyPress))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    one = Clock()
    monkeypatch.setattr(idle, "time", one)
    return one


@pytest.fixture
def said(qapp: QApplication, clock: Clock) -> Iterator[tuple[IdleTimer, list[str]]]:
    timer = IdleTimer(5, QObject(qapp))
    heard: list[str] = []
    timer.idle.connect(lambda: heard.append("idle"))
    timer.start()
    yield timer, heard
    qapp.removeEventFilter(timer)


def test_touching_puts_it_off(said: tuple[IdleTimer, list[str]], clock: Clock) -> None:
    timer, heard = said
    for _ in range(3):
        clock.passes(200)
        Touch()()
        timer._look()
    assert heard == []
    clock.passes(300)
    timer._look()
    assert heard == ["idle"]


def test_a_laptop_that_slept_is_locked_although_it_was_touched_to_wake_it(
    said: tuple[IdleTimer, list[str]], clock: Clock
) -> None:
    timer, heard = said
    clock.wall += 8 * HOUR  # monotonic time stands still while a laptop sleeps
    Touch()()
    timer._look()
    assert heard == ["idle"]


def test_a_clock_set_back_delays_nothing(said: tuple[IdleTimer, list[str]], clock: Clock) -> None:
    timer, heard = said
    clock.wall -= 8 * HOUR
    clock.passes(300)
    timer._look()
    assert heard == ["idle"]
