# SPDX-License-Identifier: Apache-2.0
"""Agreements show what is next, what went by, and never that anything ended by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.check_ins_presenter import check_ins_of, make_check_ins
from desktop.screens.check_ins_screen import CheckInsScreen
from desktop.widgets.words import Words
from forms.answers import Answer, Given, LocalMoment, NamedPerson
from forms.registry import newest_form
from records.operation import EntityId, PersonId, Typed, new_id
from records.people import CHECK_IN_FORM, CONTACT_FORM, Card
from records.responses import changes_for
from tests.desktop.conftest import Desk
from tests.records.vaults import ZONE

TODAY = datetime.now(UTC).astimezone().date()
MONDAY, NEXT, LAST = date(2026, 11, 23), date(2026, 12, 7), date(2027, 2, 22)


def record(desk: Desk, person: PersonId, form: str, answers: list[tuple[str | None, str, Answer]]) -> None:
    changes = changes_for(newest_form(form), EntityId(new_id()), answers, typed=Typed.WORKER)
    desk.store_thread.submit(lambda store: store.record(person, changes)).result()


def agree(desk: Desk, person: PersonId, *days: date) -> None:
    rows: list[tuple[str | None, str, Answer]] = [(new_id(), "ci_date_on", Given(day)) for day in days]
    lead = Given(NamedPerson("Sam Okafor"))
    record(desk, person, CHECK_IN_FORM, [(None, "ci_end", Given(LAST)), (None, "ci_lead", lead), *rows])


def speak(desk: Desk, person: PersonId, day: date) -> None:
    record(desk, person, CONTACT_FORM, [(None, "cc_dt", Given(LocalMoment(day, time(11), ZONE)))])


def card_of(desk: Desk, person: PersonId) -> Card:
    card = desk.store_thread.submit(lambda store: store.card(person)).result()
    assert card is not None
    return card


def shown(desk: Desk, qtbot: QtBot) -> CheckInsScreen:
    screen = make_check_ins(desk.shell, Place(PlaceKind.CHECK_INS))
    assert isinstance(screen, CheckInsScreen)
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: bool(words_on(screen)))
    return screen


def words_on(screen: CheckInsScreen) -> str:
    return "\n".join(
        one.text() for one in screen.findChildren(Words) if one.isVisibleTo(screen) and one.text()
    )


def button(screen: CheckInsScreen, name: str) -> QAbstractButton:
    return next(one for one in screen.findChildren(QAbstractButton) if one.accessibleName() == name)


@pytest.mark.parametrize(
    ("today", "spoken", "missed", "coming"),
    [
        (date(2026, 11, 21), None, None, MONDAY),
        (MONDAY, None, None, MONDAY),
        (MONDAY, MONDAY, None, NEXT),
        (date(2026, 11, 24), None, MONDAY, NEXT),
        (date(2026, 11, 24), MONDAY, None, NEXT),
        (date(2026, 12, 1), date(2026, 11, 30), None, NEXT),
        (date(2026, 12, 10), date(2026, 11, 25), NEXT, None),
    ],
)
def test_a_day_went_by_only_if_nobody_was_in_touch_since(
    desk: Desk,
    somebody: PersonId,
    today: date,
    spoken: date | None,
    missed: date | None,
    coming: date | None,
) -> None:
    agree(desk, somebody, NEXT, MONDAY)
    if spoken is not None:
        speak(desk, somebody, spoken)
    found = check_ins_of(card_of(desk, somebody), today)
    assert found is not None
    assert (found.missed, found.coming) == (missed, coming)
    assert (found.last_day, found.named, found.heard) == (LAST, "Sam Okafor", spoken)


def test_nobody_yet_is_a_warm_page_with_a_way_on(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    screen = shown(desk, qtbot)
    qtbot.waitUntil(lambda: "Nobody has a check-in plan" in words_on(screen))
    button(screen, "Show people").click()
    assert desk.places == [Place(PlaceKind.PEOPLE)]


def test_the_list_leads_to_the_person_and_to_writing_it_down(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    agree(desk, somebody, TODAY)
    screen = shown(desk, qtbot)
    qtbot.waitUntil(lambda: "Check-in today" in words_on(screen))
    said = words_on(screen)
    for one in ("Mina (Amina Rahman)", "14 March 1989 · 943 476 5919", "Named person: Sam Okafor"):
        assert one in said
    button(screen, "Open: Mina (Amina Rahman)").click()
    button(screen, "Record a check-in: Mina (Amina Rahman)").click()
    assert desk.places == [
        Place(PlaceKind.CHECK_IN, somebody),
        Place(PlaceKind.FORM, somebody, form=CONTACT_FORM),
    ]
    for widget in screen.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(screen):
            assert widget.accessibleName()


def test_the_list_follows_what_is_recorded(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    screen = shown(desk, qtbot)
    agree(desk, somebody, TODAY)
    desk.background.tell_changed(frozenset({somebody}))
    qtbot.waitUntil(lambda: "Check-in today" in words_on(screen))


def test_a_last_day_that_passed_asks_for_a_decision(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    record(desk, somebody, CHECK_IN_FORM, [(None, "ci_end", Given(date(2020, 1, 6)))])
    screen = shown(desk, qtbot)
    qtbot.waitUntil(lambda: "Nothing has ended: decide together." in words_on(screen))
