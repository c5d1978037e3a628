# SPDX-License-Identifier: Apache-2.0
"""The same visits by somebody who uses no mouse: Tab, arrows, Space and words, through the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.places import PlaceKind
from records.people import NO_REPLY_FORM, SAFEGUARDING_FORM, VISIT_FORM
from tests.journeys.test_visits_through_windows import MINA, tell, visit, worry_about_a_child
from tests.journeys.visit_window import Doorstep, plain

_ROUND = 250
"""More stops than any page has: whoever has not come by after so many goes round in a circle."""


class ByKeyboard(Doorstep):
    """A laptop without a mouse."""

    def press(self, name: str) -> None:
        """Go to the button of this name and press it."""
        button = self._find(QAbstractButton, name)
        self._tab_to(button)
        focused = QApplication.focusWidget()
        if focused is button:
            self.key(Qt.Key.Key_Space)
            return
        # One of several, which are one stop: the arrows choose among them.
        for _ in range(_ROUND):
            if QApplication.focusWidget() is button:
                return
            self.key(Qt.Key.Key_Down)
        raise AssertionError(f"the arrows do not come to {name!r}")

    def into(self, name: str, words: str) -> None:
        """Go to the field of this name and type."""
        field = self._find(QWidget, name, (QLineEdit, QPlainTextEdit))
        self._tab_to(field)
        QTest.keyClicks(field, words)

    def _tab_to(self, wanted: QWidget) -> None:
        for _ in range(_ROUND):
            focused = QApplication.focusWidget()
            if focused is wanted or (focused is not None and _are_one_stop(focused, wanted)):
                return
            self.key(Qt.Key.Key_Tab)
        where = plain(wanted.accessibleName())
        raise AssertionError(f"Tab does not come to {where!r} among {self.said()}")


def _are_one_stop(focused: QWidget, wanted: QWidget) -> bool:
    if not isinstance(focused, QAbstractButton) or not isinstance(wanted, QAbstractButton):
        return False
    return focused.group() is not None and focused.group() is wanted.group()


@pytest.fixture
def doorstep(tmp_path: Path, qtbot: QtBot) -> Iterator[ByKeyboard]:
    one = ByKeyboard(tmp_path / "laptop", qtbot)
    yield one
    assert one.clicks == 0
    one.lock()


def test_before_leaving_is_read_and_answered(doorstep: ByKeyboard) -> None:
    on = doorstep
    on.take_in()
    on.press("Before you leave")
    on.at(PlaceKind.READY)
    on.into("When I said I would be back", "18:30")
    on.key(Qt.Key.Key_Return)
    on.see("You said 18:30")
    on.press("I visit as: A peer worker")
    on.see("left for a registered colleague")
    on.press("To Today")
    on.at(PlaceKind.TODAY)


def test_a_door_that_stays_closed_is_told_to_somebody(doorstep: ByKeyboard) -> None:
    on, mina = doorstep, doorstep.take_in()
    on.press(f"No one answered: {MINA}")
    on.at(PlaceKind.FORM)
    on.press("What do we know?: Nobody answered")
    on.press("Stop here, keep it")
    on.at(PlaceKind.CALL_LIST)
    on.press("Write down who I told")
    on.see("Who knows")
    tell(on)
    on.press("Next: Trying again")
    on.press("Finish")
    on.at(PlaceKind.PERSON)
    assert on.answers(mina, NO_REPLY_FORM)["handover_who"] == {"given": "Priya Nair"}


def test_a_child_at_home_goes_to_safeguarding_and_back_to_the_visit(doorstep: ByKeyboard) -> None:
    on, mina = doorstep, doorstep.take_in()
    worry_about_a_child(on)
    on.see("How did it go?")
    assert on.answers(mina, SAFEGUARDING_FORM)["sg_about"] == {"given": "child"}
    assert on.record(mina).draft_of(VISIT_FORM) is not None


def test_a_whole_visit_and_its_slip_copied_by_hand(doorstep: ByKeyboard) -> None:
    on, mina = doorstep, doorstep.take_in()
    visit(on)
    assert on.answers(mina, VISIT_FORM)["home_feel"] == {"given": "Quieter than I thought it would be."}
    on.press("Promise slip")
    on.at(PlaceKind.SLIP)
    on.press("Is it safe to leave paper here?: Yes")
    on.press("Copy it by hand")
    on.press("I have copied it")
    on.see("Written down: copied by hand.")
