# SPDX-License-Identifier: Apache-2.0
"""Every screen, walked: whatever can have the focus has a name that a screen reader can say (house 1.8)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.rooms import MAKERS
from desktop.screens.set_up_screen import SetUpScreen
from desktop.screens.unlock_screen import UnlockScreen
from records.goals import GOALS_FORM
from records.operation import EntityId, PersonId
from records.people import (
    CHECK_IN_FORM,
    CONTACT_FORM,
    COPY_OWED_FORM,
    LEAVING_FORM,
    NO_REPLY_FORM,
    VISIT_FORM,
)
from tests.desktop.conftest import Desk

NO_VISIT = EntityId("0" * 32)
# Where there is nothing yet to press, or that leads on at once.
EMPTY = {"agree", "sync", "visit done"}
PLACES: dict[str, Callable[[PersonId], Place]] = {
    "today": lambda _: Place(PlaceKind.TODAY),
    "people": lambda _: Place(PlaceKind.PEOPLE),
    "check-ins": lambda _: Place(PlaceKind.CHECK_INS),
    "copies": lambda _: Place(PlaceKind.COPIES),
    "sync": lambda _: Place(PlaceKind.SYNC),
    "new person": lambda _: Place(PlaceKind.NEW_PERSON),
    "person": lambda person: Place(PlaceKind.PERSON, person),
    "plan": lambda person: Place(PlaceKind.PLAN, person, section="plan_crisis"),
    "visit": lambda person: Place(PlaceKind.FORM, person, form=VISIT_FORM),
    "check-in plan": lambda person: Place(PlaceKind.FORM, person, form=CHECK_IN_FORM),
    "check-in": lambda person: Place(PlaceKind.FORM, person, form=CONTACT_FORM),
    "one person's check-ins": lambda person: Place(PlaceKind.CHECK_IN, person),
    "goals": lambda person: Place(PlaceKind.FORM, person, form=GOALS_FORM),
    "leaving": lambda person: Place(PlaceKind.FORM, person, form=LEAVING_FORM),
    "directory": lambda _: Place(PlaceKind.DIRECTORY),
    "copy": lambda person: Place(PlaceKind.COPY, person),
    "preview": lambda person: Place(PlaceKind.PREVIEW, person),
    "sharing": lambda person: Place(PlaceKind.SHARING, person),
    "versions": lambda person: Place(PlaceKind.VERSIONS, person),
    "before leaving": lambda _: Place(PlaceKind.READY),
    "no reply": lambda person: Place(PlaceKind.FORM, person, form=NO_REPLY_FORM),
    "whom to ring": lambda person: Place(PlaceKind.CALL_LIST, person, form=NO_REPLY_FORM),
    "team list": lambda _: Place(PlaceKind.TEAM_LIST),
    "slip": lambda person: Place(PlaceKind.SLIP, person, entity=NO_VISIT),
    "note": lambda person: Place(PlaceKind.NOTE, person),
    # Of a visit that is there: tests/desktop/presenters/test_after_a_visit.py.
    "visit done": lambda person: Place(PlaceKind.VISIT_DONE, person, entity=NO_VISIT),
    "agree": lambda person: Place(PlaceKind.AGREE, person),
    "all their copies": lambda person: Place(PlaceKind.REGISTER, person),
    "is this the latest": lambda person: Place(PlaceKind.LATEST, person),
    "a copy owed": lambda person: Place(PlaceKind.FORM, person, form=COPY_OWED_FORM),
}


def focusable(screen: QWidget) -> list[QWidget]:
    """What the Tab key can reach; a combo box's own list and inner field are part of the box."""
    return [
        one
        for one in screen.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisibleTo(screen)
        and one.isEnabled()
        and not isinstance(one.parent(), QComboBox | QAbstractItemView)
    ]


def nameless(screen: QWidget) -> list[str]:
    found = []
    for one in focusable(screen):
        told = QAccessible.queryAccessibleInterface(one)
        if told is None or not told.text(QAccessible.Text.Name).strip():
            found.append(f"{type(one).__name__} {one.objectName()}")
    return found


def test_every_place_is_walked() -> None:
    assert {make(PersonId("0" * 32)).kind for make in PLACES.values()} == set(PlaceKind) == set(MAKERS)


@pytest.mark.parametrize("name", PLACES)
def test_everything_that_takes_the_focus_has_a_name(
    name: str, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    place = PLACES[name](somebody)
    screen = MAKERS[place.kind](desk.shell, place)
    qtbot.addWidget(screen)
    screen.resize(1176, 800)
    screen.show()
    desk.store_thread.read(lambda _: None).result()
    qtbot.waitUntil(lambda: bool(focusable(screen)) or name in EMPTY)
    assert nameless(screen) == []


@pytest.mark.parametrize("make", [UnlockScreen, SetUpScreen])
def test_the_doors_have_names_too(make: Callable[[], QWidget], qtbot: QtBot) -> None:
    screen = make()
    qtbot.addWidget(screen)
    screen.show()
    assert len(focusable(screen)) >= 2
    assert nameless(screen) == []


def test_the_walk_sees_a_field_without_a_name(qtbot: QtBot) -> None:
    screen = QWidget()
    qtbot.addWidget(screen)
    field = QLineEdit(screen)
    field.setPlaceholderText("A placeholder is no name")
    screen.show()
    assert nameless(screen) == ["QLineEdit "]
