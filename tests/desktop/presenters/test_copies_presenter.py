# SPDX-License-Identifier: Apache-2.0
"""Who holds which copy is listed, and an old plan on paper is known as one."""

from __future__ import annotations

from typing import cast

from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.copies_presenter import make_copies
from desktop.screens.copies_screen import CopiesScreen
from desktop.widgets.buttons import Button
from desktop.widgets.chip import StateChip
from desktop.widgets.words import Words as Label
from forms.answers import Given
from forms.registry import newest_form
from records import plan
from records.copies_register import CopyGiven, copy_change
from records.intake import new_person
from records.operation import ItemClass, PersonId
from records.people import DISCHARGE_FORM, PERSON_FORM
from records.plan import Words, read_plan
from records.store import RecordStore
from tests.desktop.conftest import Desk

MIDDAY = 1_795_262_400_000  # 21 November 2026


def opened(desk: Desk, qtbot: QtBot) -> CopiesScreen:
    screen = cast(CopiesScreen, make_copies(desk.shell, Place(PlaceKind.COPIES)))
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: "Copies" in words_on(screen))
    return screen


def words_on(screen: CopiesScreen) -> str:
    return "\n".join(one.text() for one in screen.findChildren(Label) if one.isVisibleTo(screen))


def chips_on(screen: CopiesScreen) -> list[str]:
    return [one.words for one in screen.findChildren(StateChip) if one.isVisibleTo(screen)]


def press(screen: CopiesScreen, name: str) -> None:
    next(one for one in screen.findChildren(Button) if one.accessibleName() == name).click()


def change_plan(desk: Desk, person: PersonId) -> None:
    def record(store: RecordStore) -> None:
        now = read_plan(person, store.items(person))
        store.record(person, plan.say(person, "toolbox", Words("canal"), ItemClass.WORDS, now))

    desk.store_thread.submit(record).result()


def leave(desk: Desk, person: PersonId, number: int, version: int) -> None:
    change = copy_change(person, CopyGiven(number, version, 20, "Mina", MIDDAY + number, "yes"))
    desk.store_thread.submit(lambda store: store.record(person, [change])).result()


def test_with_no_copies_the_page_says_how_to_begin(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    screen = opened(desk, qtbot)
    assert "Nobody holds a copy yet." in words_on(screen)
    press(screen, "Choose someone")
    assert desk.places == [Place(PlaceKind.PEOPLE)]


def test_every_copy_is_listed_newest_first(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    change_plan(desk, somebody)
    leave(desk, somebody, 1, 1)
    leave(desk, somebody, 2, 1)
    screen = opened(desk, qtbot)
    said = words_on(screen).replace("\u2068", "").replace("\u2069", "")
    assert "Mina (Amina Rahman)" in said
    assert "14 March 1989 · 943 476 5919" in said
    newest = "Copy 2: Whole plan. For Mina, version 1, printed 21 November 2026"
    first = "1 more was replaced or is gone"
    assert said.index(newest) < said.index(first)
    assert not [one for one in chips_on(screen) if "newer" in one]


def test_a_plan_that_changed_after_its_newest_copy_is_said_to_have(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    change_plan(desk, somebody)
    leave(desk, somebody, 1, 1)
    screen = opened(desk, qtbot)
    change_plan(desk, somebody)
    desk.background.tell_changed(frozenset({somebody}))
    qtbot.waitUntil(lambda: "A newer plan than copy 1" in chips_on(screen))
    leave(desk, somebody, 2, 2)
    # A copy given on another laptop comes without anybody's id.
    desk.background.tell_changed(frozenset())
    qtbot.waitUntil(lambda: "A newer plan than copy 1" not in chips_on(screen))


def test_what_is_to_be_replaced_comes_first(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    other = new_person(
        newest_form(PERSON_FORM), [(None, "name", Given("Aaron Abel"))], newest_form(DISCHARGE_FORM), []
    )
    desk.store_thread.submit(lambda store: store.take_in(other.person, None, other.changes)).result()
    change_plan(desk, somebody)
    leave(desk, somebody, 1, 0)
    leave(desk, other.person, 1, 0)
    said = words_on(opened(desk, qtbot))
    assert said.index("Amina Rahman") < said.index("Aaron Abel")


def test_a_copy_can_be_left_from_here(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    leave(desk, somebody, 1, 0)
    press(opened(desk, qtbot), "Leave a copy: Mina (Amina Rahman)")
    assert desk.places == [Place(PlaceKind.COPY, somebody)]


def test_what_only_this_laptop_holds_is_said(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    leave(desk, somebody, 1, 0)
    assert "2 items only on this laptop" in chips_on(opened(desk, qtbot))
