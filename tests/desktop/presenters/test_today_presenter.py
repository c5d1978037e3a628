# SPDX-License-Identifier: Apache-2.0
"""Today shows who comes first, says how much more there is, and builds again only what has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.today_presenter import TodayPresenter
from desktop.presenters.today_words import MOST_SHOWN, today_words
from desktop.screens.due_card import DueCardView
from desktop.screens.today_screen import TodayScreen
from desktop.widgets.clock_picture import ClockPicture
from desktop.widgets.words import Words
from forms.answers import Answer, Given, LocalMoment
from forms.registry import newest_form
from records.intake import Filled, new_person
from records.operation import EntityId, PersonId, Typed, new_id
from records.people import DISCHARGE_FORM, PERSON_FORM, VISIT_FORM, Card
from records.responses import changes_for
from records.store import Waiting
from records.today import Due, Today
from tests.desktop.conftest import Desk
from tests.records.vaults import ZONE

NOON = datetime(2041, 11, 21, 12, tzinfo=UTC)  # after anything that a test can have written
PEOPLE = MOST_SHOWN + 3


class Clock:
    """A clock that a test moves."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def arrive(desk: Desk, number: int, day: date) -> PersonId:
    left: Filled = [(None, "disch_dt", Given(LocalMoment(day, None, ZONE)))]
    named: Filled = [(None, "name", Given(f"Somebody {number:02}"))]
    made = new_person(newest_form(PERSON_FORM), named, newest_form(DISCHARGE_FORM), left)
    desk.store_thread.submit(lambda store: store.take_in(made.person, made.nhs_number, made.changes)).result()
    return made.person


def promise(desk: Desk, person: PersonId, what: str) -> None:
    item = new_id()
    by = LocalMoment(NOON.date() + timedelta(days=9), None, ZONE)
    filled: list[tuple[str | None, str, Answer]] = [
        (item, "action_what", Given(what)),
        (item, "action_by", Given(by)),
    ]
    changes = changes_for(newest_form(VISIT_FORM), EntityId(new_id()), filled, typed=Typed.WORKER)
    desk.store_thread.submit(lambda store: store.record(person, changes)).result()


def opened(desk: Desk, clock: Clock, qtbot: QtBot) -> tuple[TodayScreen, TodayPresenter]:
    screen = TodayScreen()
    qtbot.addWidget(screen)
    presenter = TodayPresenter(replace(desk.shell, now=clock), screen)
    presenter.refresh()
    screen.resize(1100, 700)
    screen.show()
    qtbot.waitUntil(lambda: bool(cards(screen)))
    return screen, presenter


def cards(screen: TodayScreen) -> list[DueCardView]:
    found = [one for one in screen.findChildren(DueCardView) if one.isVisibleTo(screen)]
    return sorted(found, key=lambda one: one.mapTo(screen, one.rect().topLeft()).y())


def button(screen: TodayScreen, words: str) -> QAbstractButton:
    found = [one for one in screen.findChildren(QAbstractButton) if one.isVisibleTo(screen)]
    return next(one for one in found if words in {one.text(), one.accessibleName()})


def said(screen: TodayScreen) -> str:
    return " ".join(one.text() for one in screen.findChildren(Words) if one.isVisibleTo(screen))


def test_the_first_show_and_what_of_the_others_is_late_is_said(
    desk: Desk, clock: Clock, qtbot: QtBot
) -> None:
    for number in range(PEOPLE):
        arrive(desk, number, NOON.date() - timedelta(days=9 if number < MOST_SHOWN + 2 else 0))
    screen, _presenter = opened(desk, clock, qtbot)
    assert [one.due.name for one in cards(screen)] == [f"Somebody {n:02}" for n in range(MOST_SHOWN)]
    assert "3 more people are on this laptop. For 2 of them something is late too." in said(screen)

    # By keyboard alone: on where the list ended, and then everybody shows.
    more = button(screen, "Show more people")
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Space)
    assert len(cards(screen)) == PEOPLE
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == f"Start visit: Somebody {MOST_SHOWN:02}"
    assert "more people are on this laptop" not in said(screen)


def test_nothing_is_said_of_more_where_all_of_them_show(desk: Desk, clock: Clock, qtbot: QtBot) -> None:
    arrive(desk, 1, NOON.date())
    screen, _presenter = opened(desk, clock, qtbot)
    assert len(cards(screen)) == 1
    assert "on this laptop." not in said(screen).replace("everyone’s plan is on this laptop.", "")


def test_a_minute_moves_the_clock_and_builds_no_card_again(desk: Desk, clock: Clock, qtbot: QtBot) -> None:
    arrive(desk, 1, NOON.date() - timedelta(days=1))
    screen, presenter = opened(desk, clock, qtbot)
    (card,) = cards(screen)
    picture = card.findChild(ClockPicture)
    assert isinstance(picture, ClockPicture)
    before = picture.accessibleDescription()
    clock.now = NOON + timedelta(minutes=1)
    presenter.refresh()
    qtbot.waitUntil(lambda: picture.accessibleDescription() != before)
    assert cards(screen) == [card]


def test_a_change_for_one_person_leaves_the_other_cards_and_the_focus_alone(
    desk: Desk, clock: Clock, qtbot: QtBot
) -> None:
    first, second = (arrive(desk, number, NOON.date() - timedelta(days=9)) for number in (1, 2))
    screen, presenter = opened(desk, clock, qtbot)
    kept, renewed = cards(screen)
    button(screen, "Start visit: Somebody 02").setFocus()
    promise(desk, second, "Ring the landlord")
    presenter.refresh()
    qtbot.waitUntil(lambda: "Ring the landlord" in said(screen))
    now = cards(screen)
    assert {one.due.person for one in now} == {first, second}
    assert kept in now
    assert renewed not in now
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Start visit: Somebody 02"


def test_each_button_of_a_card_leads_where_it_says(desk: Desk, clock: Clock, qtbot: QtBot) -> None:
    person = arrive(desk, 1, NOON.date() - timedelta(days=1))
    screen, _presenter = opened(desk, clock, qtbot)
    for words in ("Start visit", "Open", "No one answered"):
        button(screen, f"{words}: Somebody 01").click()
    assert [(one.kind, one.person) for one in desk.places] == [
        (PlaceKind.FORM, person),
        (PlaceKind.PERSON, person),
        (PlaceKind.FORM, person),
    ]
    assert desk.places[2] == Place(PlaceKind.FORM, person, form="urn:keepwell:questionnaire:no_reply")


def test_medicines_that_are_late_for_somebody_further_down_are_counted_there() -> None:
    card = Card(PersonId("1" * 32), {"name": {"given": "Mina"}}, None, (), None, ())
    used_up = Due(card, None, None, (), 0, 0, medicines_until=NOON.date() - timedelta(days=1))
    last_day = replace(used_up, medicines_until=NOON.date())
    said = today_words(Today(NOON, (used_up, used_up, last_day), Waiting({}, None, 0), None), most=1).further
    assert said == "2 more people are on this laptop. For 1 of them something is late too."
