# SPDX-License-Identifier: Apache-2.0
"""Copies that an agreed version makes old, and copies we owe, stand on Today and on the person's page."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.person_presenter import make_person
from desktop.presenters.today_presenter import make_today_screen
from desktop.widgets.chip import StateChip
from desktop.widgets.words import Words
from forms.answers import Given
from forms.registry import COPY_OWED, newest_form
from records.copies_gone import Gone, GoneHow, gone_change
from records.copies_register import CopyGiven, Sheet, copy_change, read_register
from records.intake import Filled
from records.operation import EntityId, PersonId, Typed, new_id
from records.person_record import read_person_record
from records.responses import changes_for
from records.store import RecordStore
from records.versions import agree_change
from tests.desktop.conftest import Desk
from tests.desktop.presenters.test_copies_presenter import MIDDAY, change_plan


def leave(desk: Desk, person: PersonId, number: int, holder: str, sheet: Sheet) -> CopyGiven:
    def record(store: RecordStore) -> CopyGiven:
        version = read_register(store, person).version
        copy = CopyGiven(number, version, 14, holder, MIDDAY + number, "yes", sheet)
        store.record(person, [copy_change(person, copy)])
        return copy

    return desk.store_thread.submit(record).result()


def agree(desk: Desk, person: PersonId) -> None:
    def record(store: RecordStore) -> None:
        found = read_person_record(store, person)
        assert found is not None
        version = read_register(store, person).version
        store.record(person, [agree_change(person, found, "", ["Mina", "Sam"], version)])

    desk.store_thread.submit(record).result()


def owe(desk: Desk, person: PersonId, by: date) -> None:
    said: Filled = [
        (None, "co_sheet", Given("crisis")),
        (None, "co_who", Given("Sam")),
        (None, "co_by", Given(by)),
    ]
    changes = changes_for(newest_form(COPY_OWED), EntityId(new_id()), said, typed=Typed.WORKER)
    desk.store_thread.submit(lambda store: store.record(person, changes)).result()


def said(screen: QWidget) -> str:
    words = "\n".join(one.text() for one in screen.findChildren(Words) if one.isVisibleTo(screen))
    return words.replace("\u2068", "").replace("\u2069", "")


def chips(screen: QWidget) -> list[str]:
    return [one.words for one in screen.findChildren(StateChip) if one.isVisibleTo(screen)]


def press(screen: QWidget, name: str) -> None:
    shown = [one for one in screen.findChildren(QPushButton) if one.isVisibleTo(screen)]
    next(one for one in shown if one.accessibleName().startswith(name)).click()


def test_an_agreed_version_lists_who_holds_which_older_copy(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    change_plan(desk, somebody)
    leave(desk, somebody, 1, "Mina", Sheet.PLAN)
    leave(desk, somebody, 2, "Nadia", Sheet.CRISIS)
    leave(desk, somebody, 3, "gp", Sheet.WALLET)
    leave(desk, somebody, 4, "Mina", Sheet.SLIP)
    lost = leave(desk, somebody, 5, "Tariq", Sheet.WALLET)
    gone = gone_change(somebody, lost.item, Gone(GoneHow.DESTROYED, date(2026, 11, 21)))
    desk.store_thread.submit(lambda store: store.record(somebody, [gone])).result()
    today = make_today_screen(desk.shell, Place(PlaceKind.TODAY))
    page = make_person(desk.shell, Place(PlaceKind.PERSON, somebody))
    for one in (today, page):
        qtbot.addWidget(one)
        qtbot.waitUntil(lambda screen=one: "Mina" in said(screen))  # type: ignore[misc]
    change_plan(desk, somebody)
    desk.background.tell_changed(frozenset({somebody}))
    qtbot.waitUntil(lambda: "changed since" in said(page) or "begun" in said(page))
    assert "Copies to replace" not in said(today) + said(page)
    agree(desk, somebody)
    desk.background.tell_changed(frozenset({somebody}))
    line = (
        "Copies to replace: Wallet card (copy 3, My GP), Crisis sheet (copy 2, Nadia)"
        " and Whole plan (copy 1, Mina)"
    )
    for one in (today, page):
        qtbot.waitUntil(lambda screen=one: line in said(screen))  # type: ignore[misc]
        assert "A newer plan was agreed" in chips(one)
    press(today, "Leave a copy")
    press(page, "All their copies")
    assert desk.places == [Place(PlaceKind.COPY, somebody), Place(PlaceKind.REGISTER, somebody)]
    for number, holder, sheet in (
        (6, "gp", Sheet.WALLET),
        (7, "Nadia", Sheet.CRISIS),
        (8, "Mina", Sheet.PLAN),
    ):
        leave(desk, somebody, number, holder, sheet)
    desk.background.tell_changed(frozenset())
    for one in (today, page):
        qtbot.waitUntil(lambda screen=one: "Copies to replace" not in said(screen))  # type: ignore[misc]


def test_a_copy_owed_has_an_owner_and_a_day_and_can_be_called_done(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    owe(desk, somebody, desk.shell.now().date() - timedelta(days=2))
    today = make_today_screen(desk.shell, Place(PlaceKind.TODAY))
    page = make_person(desk.shell, Place(PlaceKind.PERSON, somebody))
    for one in (today, page):
        qtbot.addWidget(one)
        qtbot.waitUntil(lambda screen=one: "A copy is owed: Crisis sheet (Sam)" in said(screen))  # type: ignore[misc]
        assert any(chip.startswith("We said by") for chip in chips(one))
    press(today, "Done")
    qtbot.waitUntil(lambda: "A copy is owed" not in said(page))
    assert "Done: A copy is owed: Crisis sheet (Sam)" in said(today)
    press(today, "Take that back")
    qtbot.waitUntil(lambda: "A copy is owed" in said(page))
