# SPDX-License-Identifier: Apache-2.0
"""One person's copies: what became of each can be said and put right by anybody, and nothing is hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.register_presenter import make_register
from desktop.screens.register_screen import RegisterScreen
from desktop.widgets.buttons import Button
from desktop.widgets.chip import StateChip
from desktop.widgets.choice_row import OptionButton
from desktop.widgets.words import Words
from records.copies_gone import Gone, GoneHow, gone_change
from records.copies_register import CopyGiven, How, Sheet, copy_change, read_register
from records.errors import DiskFullError
from records.operation import Body, PersonId
from records.people import COPY_OWED_FORM
from tests.desktop.conftest import Desk
from tests.desktop.presenters.test_copies_presenter import MIDDAY, change_plan
from tests.house_rules.test_accessible_names import nameless

ROOM = Callable[[], RegisterScreen]


@pytest.fixture
def opened(desk: Desk, somebody: PersonId, qtbot: QtBot) -> ROOM:
    def open_it() -> RegisterScreen:
        screen = cast(RegisterScreen, make_register(desk.shell, Place(PlaceKind.REGISTER, somebody)))
        qtbot.addWidget(screen)
        screen.resize(1176, 900)
        screen.show()
        qtbot.waitUntil(screen.footer.isVisible)
        return screen

    return open_it


def leave(desk: Desk, person: PersonId, number: int = 1, version: int = 0, **more: object) -> CopyGiven:
    copy = replace(CopyGiven(number, version, 20, "Mina", MIDDAY + number, "yes"), **more)  # type: ignore[arg-type]
    desk.store_thread.submit(lambda store: store.record(person, [copy_change(person, copy)])).result()
    return copy


def said(screen: RegisterScreen) -> str:
    words = "\n".join(one.text() for one in screen.findChildren(Words) if one.isVisibleTo(screen))
    return words.replace("\u2068", "").replace("\u2069", "")


def chips(screen: RegisterScreen) -> list[str]:
    return [one.words for one in screen.findChildren(StateChip) if one.isVisibleTo(screen)]


def press(screen: RegisterScreen, name: str) -> None:
    next(
        one for one in screen.findChildren(Button) if one.accessibleName() == name and one.isVisibleTo(screen)
    ).click()


def choose(screen: RegisterScreen, how: GoneHow) -> None:
    assert screen.part is not None
    buttons = screen.part.how.buttons()
    next(one for one in buttons if isinstance(one, OptionButton) and one.option.code == how).click()


def marks(desk: Desk, person: PersonId) -> list[Gone]:
    register = desk.store_thread.submit(lambda store: read_register(store, person)).result()
    return [mark for one in register.given for mark in one.marks]


def test_every_copy_says_what_it_is_for_whom_and_how_it_left(
    desk: Desk, somebody: PersonId, opened: ROOM
) -> None:
    change_plan(desk, somebody)
    leave(desk, somebody, 1, 1, held_by="Nadia", sheet=Sheet.CRISIS, language="ur")
    leave(desk, somebody, 2, 1, sheet=Sheet.SLIP, how=How.BY_HAND)
    words = said(opened())
    assert "Copy 1: Crisis sheet" in words
    assert "For Nadia · version 1, 20 point, Urdu · printed 21 November 2026 · left by Sam Okafor" in words
    assert "For Mina · English · copied by hand 21 November 2026 · left by Sam Okafor" in words
    assert words.index("Copy 2") < words.index("Copy 1")


def test_how_new_a_copy_is_is_told_from_what_this_laptop_knows(
    desk: Desk, somebody: PersonId, opened: ROOM
) -> None:
    change_plan(desk, somebody)
    leave(desk, somebody, 1, 1)
    assert "Has the newest words we know of" in chips(opened())
    change_plan(desk, somebody)
    assert "The plan has changed since" in chips(opened())
    leave(desk, somebody, 2, 2)
    found = chips(opened())
    assert "Replaced by copy 2" in found
    assert "Has the newest words we know of" in found
    # A slip holds nothing of the plan: how new it is is not asked.
    leave(desk, somebody, 3, 2, sheet=Sheet.SLIP)
    assert newness(chips(opened())) == newness(found)


def newness(found: list[str]) -> list[str]:
    return [one for one in found if "only on this laptop" not in one]


def test_what_became_of_a_copy_is_written_down_with_who_said_so(
    desk: Desk, somebody: PersonId, opened: ROOM, qtbot: QtBot
) -> None:
    leave(desk, somebody)
    screen = opened()
    press(screen, "What became of it?: Copy 1: Whole plan")
    choose(screen, GoneHow.DESTROYED)
    assert screen.part is not None
    screen.part.on.setText("20 11 2026")
    screen.part.said_by.setText("Mina’s sister")
    press(screen, "Write it down: Copy 1: Whole plan")
    qtbot.waitUntil(lambda: "Destroyed, 20 November 2026. Said by Mina’s sister." in said(screen))
    (mark,) = marks(desk, somebody)
    assert (mark.how, mark.on, mark.said_by) == (GoneHow.DESTROYED, date(2026, 11, 20), "Mina’s sister")
    assert screen.message.accessibleName() == "Written down. It can be put right at any time."
    assert screen.part is None


def test_it_can_be_put_right(desk: Desk, somebody: PersonId, opened: ROOM, qtbot: QtBot) -> None:
    copy = leave(desk, somebody)
    lost = gone_change(somebody, copy.item, Gone(GoneHow.LOST, date(2026, 11, 20)))
    desk.store_thread.submit(lambda store: store.record(somebody, [lost])).result()
    screen = opened()
    press(screen, "What became of it?: Copy 1: Whole plan")
    choose(screen, GoneHow.STILL_THERE)
    press(screen, "Write it down: Copy 1: Whole plan")
    qtbot.waitUntil(lambda: [one.how for one in marks(desk, somebody)] == [GoneHow.STILL_THERE])
    qtbot.waitUntil(lambda: "Lost" not in said(screen))


def test_two_who_said_different_things_are_both_shown(desk: Desk, somebody: PersonId, opened: ROOM) -> None:
    copy = leave(desk, somebody)
    both = [(GoneHow.LOST, "Mina"), (GoneHow.HANDED_BACK, "Priya")]
    changes = [gone_change(somebody, copy.item, Gone(how, date(2026, 11, 20), who)) for how, who in both]
    desk.store_thread.submit(lambda store: store.record(somebody, changes)).result()
    words = said(opened())
    assert "Said by Mina" in words
    assert "Said by Priya" in words
    assert "These do not go together. Ask, and write down how it is." in words


def test_nothing_is_written_before_it_is_said_what_and_when(
    desk: Desk, somebody: PersonId, opened: ROOM
) -> None:
    leave(desk, somebody)
    screen = opened()
    press(screen, "What became of it?: Copy 1: Whole plan")
    press(screen, "Write it down: Copy 1: Whole plan")
    assert screen.message.accessibleName() == "First: what became of it?"
    choose(screen, GoneHow.LOST)
    assert screen.part is not None
    screen.part.on.setText("some time")
    press(screen, "Write it down: Copy 1: Whole plan")
    assert "could not read this as a day" in screen.message.accessibleName()
    assert screen.part.on.text() == "some time"
    assert marks(desk, somebody) == []


def test_what_is_half_said_stays_while_other_things_change(
    desk: Desk, somebody: PersonId, opened: ROOM, qtbot: QtBot
) -> None:
    leave(desk, somebody)
    screen = opened()
    press(screen, "What became of it?: Copy 1: Whole plan")
    choose(screen, GoneHow.LOST)
    assert screen.part is not None
    screen.part.said_by.setText("Nad")
    leave(desk, somebody, 2, 0, held_by="Nadia")
    desk.background.tell_changed(frozenset({somebody}))
    qtbot.waitUntil(lambda: "Copy 2" in said(screen))
    assert screen.part is not None
    assert (screen.part.typed.how, screen.part.typed.said_by) == (GoneHow.LOST, "Nad")


def test_what_could_not_be_written_stays_on_the_screen(
    desk: Desk, somebody: PersonId, opened: ROOM, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(desk, somebody)
    screen = opened()
    press(screen, "What became of it?: Copy 1: Whole plan")
    choose(screen, GoneHow.LOST)

    def full(*_args: object, **_more: object) -> None:
        raise DiskFullError

    store = desk.store_thread.submit(lambda one: one).result()
    monkeypatch.setattr(store, "record", full)
    press(screen, "Write it down: Copy 1: Whole plan")
    qtbot.waitUntil(lambda: "no space left" in screen.message.accessibleName())
    assert screen.part is not None
    assert screen.part.isEnabled()
    assert screen.part.typed.how == GoneHow.LOST
    assert marks(desk, somebody) == []


def test_a_number_given_twice_and_a_copy_that_cannot_be_read_are_said(
    desk: Desk, somebody: PersonId, opened: ROOM
) -> None:
    leave(desk, somebody, 3)
    odd = leave(desk, somebody, 3, held_by="Nadia")
    strange = replace(copy_change(somebody, replace(odd, number=4)), body=Body({"from": "later"}))
    desk.store_thread.submit(lambda store: store.record(somebody, [strange])).result()
    words = said(opened())
    assert "both gave the number 3: these are different copies" in words
    assert "And 1 copy of which this Keepwell cannot read more" in words


def test_by_keyboard_alone(desk: Desk, somebody: PersonId, opened: ROOM, qtbot: QtBot) -> None:
    leave(desk, somebody)
    screen = opened()
    ask = next(one for one in screen.findChildren(Button) if one.text() == "What became of it?")
    ask.setFocus()
    QTest.keyClick(ask, Qt.Key.Key_Return)
    assert screen.part is not None
    first = screen.part.how.buttons()[0]
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Space)
    screen.part.said_by.setFocus()
    QTest.keyClicks(screen.part.said_by, "Mina")
    screen.part.write_button.setFocus()
    QTest.keyClick(screen.part.write_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Said by Mina" in said(screen))
    assert nameless(screen) == []


def test_it_leads_on(desk: Desk, somebody: PersonId, opened: ROOM) -> None:
    screen = opened()
    assert "Nothing has been left on paper or as a file yet." in said(screen)
    for button in (screen.copy_button, screen.owe_button, screen.latest_button, screen.done_button):
        button.click()
    assert desk.places == [
        Place(PlaceKind.COPY, somebody),
        Place(PlaceKind.FORM, somebody, form=COPY_OWED_FORM),
        Place(PlaceKind.LATEST, somebody),
        Place(PlaceKind.COPIES),
    ]
