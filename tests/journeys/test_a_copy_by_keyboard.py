# SPDX-License-Identifier: Apache-2.0
"""From a person's page to their crisis sheet in a file, by keys alone: no mouse, and all of it spoken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.screens.copy_screen import CopyScreen
from records.copies_register import Sheet, read_register
from tests.desktop.presenters.copying import words_of
from tests.journeys.visit_window import Doorstep

MOST_TABS = 60


@pytest.fixture
def laptop(tmp_path: Path, qtbot: QtBot) -> Iterator[Doorstep]:
    one = Doorstep(tmp_path / "laptop", qtbot)
    yield one
    one.lock()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def buttons(laptop: Doorstep, name: str) -> list[QPushButton]:
    return [one for one in laptop.main.findChildren(QPushButton) if one.accessibleName() == name]


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)


def tab_to(*names: str) -> None:
    """Press Tab until something of one of these names has the focus."""
    seen = []
    for _ in range(MOST_TABS):
        if focused().accessibleName() in names:
            return
        seen.append(focused().accessibleName())
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"no way to {names} by Tab; there is {seen}")


def test_a_crisis_sheet_is_saved_by_keys_alone(
    laptop: Doorstep, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_said: (str(target), ""))
    person = laptop.take_in()
    laptop.main.go(Place(PlaceKind.PERSON, person))
    qtbot.waitUntil(lambda: any(one.isVisible() for one in buttons(laptop, "Leave a copy")))
    tab_to("Leave a copy")
    press(Qt.Key.Key_Return)

    def screen() -> CopyScreen | None:
        shown = laptop.main.findChildren(CopyScreen)
        return shown[-1] if shown and shown[-1].leave.save_button.isEnabled() else None

    qtbot.waitUntil(lambda: screen() is not None, timeout=10_000)
    page = screen()
    assert page is not None
    tab_to("Is it safe to leave paper here?: Yes")
    press(Qt.Key.Key_Right)
    assert page.safe.choice == "envelope"
    # Of several sheets each is a stop of its own: the crisis sheet, and not the whole plan.
    tab_to(*(f"What: Whole plan, {pages} pages" for pages in range(1, 20)))
    press(Qt.Key.Key_Tab)
    assert focused().accessibleName() == "What: Crisis sheet"
    press(Qt.Key.Key_Space)
    QTest.keyClick(focused(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(page.leave.save_button.isEnabled, timeout=10_000)
    tab_to("Size: 14", "Size: 16")
    press(Qt.Key.Key_Right)
    qtbot.waitUntil(page.leave.save_button.isEnabled, timeout=10_000)
    tab_to("Save a file")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: bool(laptop.ask(lambda store: read_register(store, person)).given), timeout=10_000
    )
    (copy,) = laptop.ask(lambda store: read_register(store, person)).given
    assert (copy.sheet, copy.size, copy.safe) == (Sheet.CRISIS, 16, "envelope")
    assert "My crisis sheet" in words_of(target)
