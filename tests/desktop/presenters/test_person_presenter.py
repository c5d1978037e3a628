# SPDX-License-Identifier: Apache-2.0
"""One person's page says what is due, and how that was counted when somebody asks."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.person_presenter import make_person
from desktop.widgets.buttons import Button
from records.operation import PersonId
from tests.desktop.conftest import Desk


def test_what_stands_behind_the_deadline_is_said_when_asked_for_and_not_before(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = make_person(desk.shell, Place(PlaceKind.PERSON, somebody))
    qtbot.addWidget(screen)
    screen.show()

    def said(words: str) -> bool:
        return any(words in one.text() and one.isVisibleTo(screen) for one in screen.findChildren(QLabel))

    def button(words: str) -> Button:
        return next(one for one in screen.findChildren(Button) if one.text() == words)

    qtbot.waitUntil(lambda: any(one.text() == "How is this counted?" for one in screen.findChildren(Button)))
    risk, bed = "whether suicide risk was identified", "what kind of bed it was"
    assert not said(risk)
    button("How is this counted?").click()
    assert said(risk)
    assert said(bed)
    button("Hide this").click()
    assert not said(risk)
