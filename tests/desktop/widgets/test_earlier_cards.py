# SPDX-License-Identifier: Apache-2.0
"""A long list shows its newest cards and counts the rest, which one press brings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.earlier_cards import AT_ONCE, EarlierCards, Makers, split
from desktop.widgets.words import Words


def cards(count: int, made: list[int] | None = None) -> list[Callable[[], QWidget]]:
    def make(number: int) -> QWidget:
        if made is not None:
            made.append(number)
        return Words(f"number {number}")

    return [partial(make, number) for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, AT_ONCE, AT_ONCE + 1, 300])
def test_no_card_is_left_out_and_never_more_than_a_dozen_stand_at_once(count: int) -> None:
    every: Makers = cards(count)
    earlier, ready = split(every)
    assert [*earlier, *ready] == every
    assert len(ready) == min(count, AT_ONCE)


def test_the_earlier_ones_are_made_in_order_when_somebody_asks_and_the_focus_goes_to_the_first(
    qtbot: QtBot,
) -> None:
    made: list[int] = []
    earlier = EarlierCards(cards(3, made), "What helps me")
    qtbot.addWidget(earlier)
    earlier.show()
    assert earlier.button.text() == "Show 3 from before"
    assert earlier.button.accessibleName() == "Show 3 from before: What helps me"
    assert made == []
    with qtbot.waitSignal(earlier.shown):
        qtbot.keyClick(earlier.button, Qt.Key.Key_Space)
    assert made == [0, 1, 2]
    assert [one.text() for one in earlier.findChildren(Words)] == ["number 0", "number 1", "number 2"]
    assert not earlier.button.isVisible()
    assert earlier.focusWidget() is earlier.findChildren(Words)[0]
