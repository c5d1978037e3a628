# SPDX-License-Identifier: Apache-2.0
"""People on a real vault: found as one types, opened with the keyboard, kept true while records change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.people_model import ROW_ROLE
from desktop.places import Place, PlaceKind
from desktop.presenters.people_presenter import make_people, what_to_find
from desktop.screens.people_screen import PeopleScreen
from forms.answers import Given
from forms.registry import newest_form
from records.intake import Filled, new_person
from records.operation import Body, Change, ItemClass, ItemId, Kind, PersonId, Typed, Who, new_id
from records.people import DISCHARGE_FORM, PERSON_FORM, plan_entity
from records.store import Recorded, RecordStore
from tests.desktop.conftest import Desk


def take_in(desk: Desk, name: str, **said: str) -> PersonId:
    details: Filled = [(None, question, Given(words)) for question, words in {"name": name, **said}.items()]
    made = new_person(newest_form(PERSON_FORM), details, newest_form(DISCHARGE_FORM), [])
    desk.store_thread.submit(lambda store: store.take_in(made.person, made.nhs_number, made.changes)).result()
    return made.person


def say(person: PersonId, words: str) -> Callable[[RecordStore], Recorded]:
    item = new_id()
    common = (plan_entity(person), ItemId(item))
    said = Change(*common, "statement", Kind.SAY, ItemClass.WORDS, Who.PERSON, Body(words, Typed.WORKER))
    return lambda store: store.record(person, [said])


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, somebody: PersonId) -> Iterator[PeopleScreen]:
    take_in(desk, "Émile Durand", called="Milo")
    take_in(desk, "Grace Okafor")
    made = make_people(desk.shell, Place(PlaceKind.PEOPLE))
    assert isinstance(made, PeopleScreen)
    # The host has no layout: offscreen has no window manager to tell a least size to, and warns of it.
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1100, 700)
    made.setParent(host)
    made.setGeometry(0, 0, 1100, 700)
    with qtbot.waitExposed(host):
        host.show()
        made.show()
    host.activateWindow()
    made.setFocus()
    qtbot.waitUntil(lambda: len(shown(made)) == 3)
    yield made
    host.hide()


def shown(screen: PeopleScreen) -> list[str]:
    model = screen.list.model()
    return [model.index(row, 0).data(ROW_ROLE).name for row in range(model.rowCount())]


def test_everyone_is_listed_by_name(screen: PeopleScreen):
    assert shown(screen) == ["Mina (Amina Rahman)", "Milo (Émile Durand)", "Grace Okafor"]
    assert screen.count.text() == "3 people on this laptop"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("amina rah", "Mina (Amina Rahman)"),
        ("emile", "Milo (Émile Durand)"),
        ("milo", "Milo (Émile Durand)"),
        ("943 476 5919", "Mina (Amina Rahman)"),
        ("943-476", "Mina (Amina Rahman)"),
        ("14/3/89", "Mina (Amina Rahman)"),
        ("canal dog", "Grace Okafor"),
    ],
)
@pytest.mark.parametrize("indexed", [False, True])
def test_somebody_is_found_as_one_types(
    screen: PeopleScreen, desk: Desk, qtbot: QtBot, typed: str, found: str, indexed: bool
):
    grace = desk.store_thread.submit(lambda store: store.find("grace")).result()[0]
    desk.store_thread.submit(say(grace, "Walking the dog by the canal")).result()
    if indexed:
        desk.store_thread.submit(lambda store: store.index_due()).result()
    QTest.keyClicks(screen.search, typed)
    qtbot.waitUntil(lambda: shown(screen) == [found] and screen.count.text() == "1 person found")
    screen.search.clear()
    qtbot.waitUntil(lambda: len(shown(screen)) == 3)


def test_nobody_found_is_said_with_what_to_do(screen: PeopleScreen, qtbot: QtBot):
    QTest.keyClicks(screen.search, "zebedee")
    qtbot.waitUntil(screen.nobody.isVisible)
    assert "add a new person" in screen.nobody.text()


def test_enter_opens_only_when_nobody_else_could_be_meant(screen: PeopleScreen, desk: Desk, qtbot: QtBot):
    QTest.keyClick(screen.search, Qt.Key.Key_Return)
    assert desk.places == []
    assert screen.list.hasFocus()
    screen.search.setFocus()
    QTest.keyClicks(screen.search, "grace")
    qtbot.waitUntil(lambda: shown(screen) == ["Grace Okafor"])
    QTest.keyClick(screen.search, Qt.Key.Key_Return)
    assert [place.kind for place in desk.places] == [PlaceKind.PERSON]


def test_the_down_arrow_leads_into_the_list_and_enter_opens(
    screen: PeopleScreen, desk: Desk, somebody: PersonId
):
    QTest.keyClick(screen.search, Qt.Key.Key_Down)
    assert screen.list.hasFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert desk.places == [Place(PlaceKind.PERSON, somebody)]


def test_a_double_click_opens_and_a_single_click_does_not(
    screen: PeopleScreen, desk: Desk, somebody: PersonId
):
    middle = screen.list.visualRect(screen.list.model().index(0, 0)).center()
    QTest.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert desk.places == []
    QTest.mouseDClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert desk.places == [Place(PlaceKind.PERSON, somebody)]


def test_tab_goes_as_one_reads(screen: PeopleScreen):
    screen.new_person.setFocus()
    QTest.keyClick(screen.new_person, Qt.Key.Key_Tab)
    assert screen.search.hasFocus()
    QTest.keyClick(screen.search, Qt.Key.Key_Tab)
    assert screen.list.hasFocus()


def test_new_person_leads_to_its_place(screen: PeopleScreen, desk: Desk):
    screen.new_person.click()
    assert desk.places == [Place(PlaceKind.NEW_PERSON)]


def test_whoever_arrives_appears_and_the_chosen_row_stays(screen: PeopleScreen, desk: Desk, qtbot: QtBot):
    screen.list.setCurrentIndex(screen.list.model().index(1, 0))
    made = new_person(
        newest_form(PERSON_FORM), [(None, "name", Given("Aaron Ash"))], newest_form(DISCHARGE_FORM), []
    )
    desk.background.change(lambda store: store.take_in(made.person, made.nhs_number, made.changes))
    qtbot.waitUntil(lambda: "Aaron Ash" in shown(screen))
    assert screen.list.currentIndex().data() == "Milo (Émile Durand)"
    assert screen.count.text() == "4 people on this laptop"


def test_whoever_arrives_appears_among_those_found(screen: PeopleScreen, desk: Desk, qtbot: QtBot):
    QTest.keyClicks(screen.search, "oka")
    qtbot.waitUntil(lambda: shown(screen) == ["Grace Okafor"])
    details: Filled = [(None, "name", Given("Sam Okafor"))]
    made = new_person(newest_form(PERSON_FORM), details, newest_form(DISCHARGE_FORM), [])
    desk.background.change(lambda store: store.take_in(made.person, made.nhs_number, made.changes))
    qtbot.waitUntil(lambda: shown(screen) == ["Grace Okafor", "Sam Okafor"])


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("943 476 5919", "9434765919"),
        (" 943\u00a0476", "943476"),
        ("1989-03-14", "1989-03-14"),
        ("14/3/89", "1989-03-14"),
        ("99/99/89", "99/99/89"),
        ("flat 4 2", "flat 4 2"),
        ("mina", "mina"),
    ],
)
def test_what_is_typed_is_looked_for_as_it_is_kept(typed: str, wanted: str):
    assert what_to_find(typed, date(2026, 11, 21)) == wanted
