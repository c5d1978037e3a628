# SPDX-License-Identifier: Apache-2.0
"""A code is typed or scanned, and answered from this laptop; the answer is given anew when more arrives."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.latest_presenter import make_latest
from desktop.screens.latest_screen import LatestScreen
from desktop.widgets.words import Words
from records.copy_code import copy_code
from records.operation import PersonId
from tests.desktop.conftest import Desk
from tests.desktop.presenters.test_copies_presenter import change_plan, leave
from tests.house_rules.test_accessible_names import nameless


def opened(desk: Desk, person: PersonId, qtbot: QtBot) -> LatestScreen:
    screen = cast(LatestScreen, make_latest(desk.shell, Place(PlaceKind.LATEST, person)))
    qtbot.addWidget(screen)
    screen.resize(1176, 700)
    screen.show()
    qtbot.waitUntil(screen.footer.isVisible)
    return screen


def said(screen: LatestScreen) -> str:
    return "\n".join(one.text() for one in screen.findChildren(Words) if one.isVisibleTo(screen))


def test_a_scanner_types_and_presses_enter(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    change_plan(desk, somebody)
    leave(desk, somebody, 1, 1)
    screen = opened(desk, somebody, qtbot)
    qtbot.waitUntil(screen.code.hasFocus)
    assert not screen.look_button.isEnabled()
    before = desk.store_thread.submit(lambda store: store.position().last_number).result()
    QTest.keyClicks(screen.code, copy_code(1, 1).lower().replace("-", " "))
    QTest.keyClick(screen.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "As far as this laptop knows, yes" in said(screen))
    # The next code takes the place of this one; and asking is no event.
    QTest.keyClicks(screen.code, "x")
    assert screen.code.text() == "x"
    assert desk.store_thread.submit(lambda store: store.position().last_number).result() == before
    assert nameless(screen) == []


def test_the_answer_changes_when_more_arrives(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    change_plan(desk, somebody)
    leave(desk, somebody, 1, 1)
    screen = opened(desk, somebody, qtbot)
    screen.code.setText(copy_code(1, 1))
    screen.look_button.click()
    qtbot.waitUntil(lambda: "yes" in said(screen))
    change_plan(desk, somebody)
    desk.background.tell_changed(frozenset({somebody}))
    qtbot.waitUntil(lambda: "No. This laptop knows of version 2, written later." in said(screen))
    assert said(screen).count("This laptop knows") == 1
    screen.done_button.click()
    assert desk.places == [Place(PlaceKind.REGISTER, somebody)]
