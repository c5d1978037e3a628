# SPDX-License-Identifier: Apache-2.0
"""The laptop asks at every wake until somebody with a name is written down as told, and names nobody."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.asking_again import AskingAgain
from desktop.widgets.asking_bar import AskingBar
from forms.registry import newest_form
from records.drafts import DraftId
from records.operation import PersonId, new_id
from records.people import NO_REPLY_FORM
from tests.desktop.conftest import Desk
from tests.house_rules.test_accessible_names import nameless

NO_REPLY = newest_form(NO_REPLY_FORM)


class Asked:
    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.place: Place | None = Place(PlaceKind.TODAY)
        self.bar = AskingBar()
        qtbot.addWidget(self.bar)
        self.again = AskingAgain(desk.shell, self.bar, lambda: self.place)

    def look(self) -> None:
        self.again.look()
        self.settle()

    def settle(self) -> None:
        # Behind what was asked: reads have a thread of their own.
        self.desk.store_thread.read(lambda _: None).result()
        QApplication.processEvents()
        QApplication.processEvents()


@pytest.fixture
def asked(desk: Desk, qtbot: QtBot) -> Asked:
    return Asked(desk, qtbot)


def leave_half_done(desk: Desk, person: PersonId) -> DraftId:
    draft = DraftId(new_id())
    form = f"{NO_REPLY.canonical}|{NO_REPLY.version}"
    desk.store_thread.submit(lambda store: store.save_draft(draft, person, form, {})).result()
    return draft


def test_nothing_is_asked_while_nobody_is_owed(asked: Asked, somebody: PersonId) -> None:
    asked.look()
    assert not asked.bar.isVisible()


def test_it_asks_names_nobody_and_leads_to_whom_to_ring(asked: Asked, somebody: PersonId) -> None:
    leave_half_done(asked.desk, somebody)
    asked.look()
    assert asked.bar.isVisible()
    said = asked.bar.bar.accessibleName()
    assert "nobody with a name has been told yet. Nothing has been sent." in said
    assert "Mina" not in said
    assert nameless(asked.bar) == []
    asked.bar.bar.button.click()
    assert asked.desk.places == [Place(PlaceKind.CALL_LIST, somebody, form=NO_REPLY_FORM)]


def test_later_is_until_the_next_wake_and_no_longer(asked: Asked, somebody: PersonId) -> None:
    leave_half_done(asked.desk, somebody)
    asked.look()
    asked.bar.later.click()
    asked.look()
    assert not asked.bar.isVisible()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    asked.settle()
    assert asked.bar.isVisible()
    asked.bar.later.click()
    asked.again.wake()
    asked.settle()
    assert asked.bar.isVisible()


def test_somebody_new_is_asked_about_although_another_was_put_off(asked: Asked, somebody: PersonId) -> None:
    leave_half_done(asked.desk, somebody)
    asked.look()
    asked.bar.later.click()
    from forms.answers import Given
    from tests.desktop.presenters.test_after_a_visit import a_visit

    a_visit(asked.desk, somebody, [(None, "safety_now", Given(value=True))])
    asked.look()
    assert asked.bar.isVisible()
    assert asked.bar.bar.accessibleName().startswith("2 things are open")


def test_on_the_page_of_whom_it_is_about_nothing_is_asked(asked: Asked, somebody: PersonId) -> None:
    leave_half_done(asked.desk, somebody)
    asked.place = Place(PlaceKind.FORM, somebody, form=NO_REPLY_FORM)
    asked.look()
    assert not asked.bar.isVisible()


def test_it_ends_when_nobody_is_owed_any_more(asked: Asked, somebody: PersonId) -> None:
    draft = leave_half_done(asked.desk, somebody)
    asked.look()
    assert asked.bar.isVisible()
    asked.desk.store_thread.submit(lambda store: store.discard_draft(draft)).result()
    asked.look()
    assert not asked.bar.isVisible()
