# SPDX-License-Identifier: Apache-2.0
"""Before leaving, only what is known is said, and what cannot be known is said to be so (hazard 25)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.back_by import find_back_by, keep_back_by
from desktop.presenters.ready_presenter import ReadyPresenter, make_ready, ready_words
from desktop.presenters.today_reader import read_today
from desktop.screens.ready_screen import ReadyLine, ReadyScreen, ReadyWords
from desktop.settings import PEER, read_settings
from desktop.this_laptop import Battery, Printers
from forms.answers import Given, LocalMoment
from forms.registry import newest_form
from forms.site import CrisisNumber, Senior, Site, read_site, site_troubles
from records.intake import new_person
from records.operation import EntityId, ItemId, PersonId
from records.people import DISCHARGE_FORM, PERSON_FORM
from records.promises import Promise, PromiseKind
from records.store import RecordStore
from records.today import Today
from tests.desktop.conftest import DETAILS, LEFT, Desk

NO_PRINTER = Printers((), "")
SITE = Site(
    crisis_contacts=(
        CrisisNumber("Crisis team", "0161 496 0100", date(2026, 11, 19)),
        CrisisNumber("Safe haven", "0161 496 0111", None),
    ),
    senior_on_duty=Senior("Priya Nair", "0161 496 0000"),
)
ON = datetime(2026, 11, 20, 9, 0).astimezone()


def today(desk: Desk, now: datetime = ON) -> Today:
    settings = desk.shell.clock_settings
    return desk.store_thread.submit(lambda store: read_today(store, settings, now)).result()


def words(
    desk: Desk,
    *,
    site: Site = SITE,
    battery: Battery | None = None,
    printers: Printers = NO_PRINTER,
    back_by: time | None = None,
) -> ReadyWords:
    return ready_words(today(desk), site, battery, printers, back_by, "")


def line(said: ReadyWords, lead: str) -> ReadyLine:
    return next(one for _heading, lines in said.groups for one in lines if one.lead == lead)


def test_nothing_is_claimed_of_a_laptop_that_has_not_met_the_team(desk: Desk, somebody: PersonId) -> None:
    said = words(desk)
    assert line(said, "People:").rest.startswith("1 person")
    as_of = line(said, "Plans and contacts as of:")
    assert "may not be all" in as_of.rest
    assert as_of.tone == "soon"
    assert "only on this laptop" in line(said, "Not received yet:").rest


def test_an_empty_laptop_says_so(desk: Desk) -> None:
    assert line(words(desk), "People:") == ReadyLine("People:", "Nobody is on this laptop yet.", "soon")


def test_numbers_are_said_with_the_day_they_were_checked_and_an_unchecked_one_is_named(desk: Desk) -> None:
    said = words(desk)
    assert line(said, "Crisis team:").rest == "0161 496 0100, checked on 19 November 2026"
    assert "needs checking" in line(said, "Safe haven:").rest
    assert "0161 496 0111" not in line(said, "Safe haven:").rest
    senior = line(said, "Senior on duty:")
    assert senior.rest == "Priya Nair, 0161 496 0000. Whether they are free is not known here."
    assert senior.tone == "neutral"


def test_a_service_that_has_written_nothing_down_is_told_to_ask(desk: Desk) -> None:
    said = words(desk, site=Site())
    assert line(said, "Senior on duty:").tone == "soon"
    assert "999 and 111 are always shown" in line(said, "Local crisis numbers:").rest


@pytest.mark.parametrize(
    ("battery", "said", "tone"),
    [
        (None, "does not say", "neutral"),
        (Battery(1.0, None, plugged_in=True), "full; plugged in", "done"),
        (Battery(0.74, 370, plugged_in=False), "about three quarters; it says about 6 hours", "done"),
        (Battery(0.5, 130, plugged_in=False), "about half; it says about 2 hours", "soon"),
        (Battery(0.2, None, plugged_in=False), "about a quarter", "soon"),
        (Battery(0.05, 9, plugged_in=False), "nearly empty; it says less than half an hour", "soon"),
    ],
)
def test_the_battery_is_told_as_it_tells_itself(
    desk: Desk, battery: Battery | None, said: str, tone: str
) -> None:
    told = line(words(desk, battery=battery), "Battery:")
    assert said in told.rest
    assert told.tone == tone
    assert "%" not in told.rest


def test_a_printer_that_is_set_up_is_not_said_to_work(desk: Desk) -> None:
    told = line(words(desk, printers=Printers(("Hall", "Office"), "Office")), "Printer:")
    assert told.rest.startswith("Office and Hall. Whether it is switched on")
    assert told.tone == "neutral"
    assert "copied by hand" in line(words(desk), "Printer:").rest


@pytest.mark.parametrize(
    ("booked", "said", "tone"),
    [
        (None, "None is written down as booked for today", "soon"),
        (ON.date() - timedelta(days=1), "None is written down as booked for today", "soon"),
        (ON.date(), "is booked for today, language not known. Whether they can come", "neutral"),
    ],
)
def test_an_interpreter_is_asked_after_for_those_who_have_something_due(
    desk: Desk, somebody: PersonId, booked: date | None, said: str, tone: str
) -> None:
    assert "Nobody with something due" in line(words(desk), "Interpreter:").rest
    details = [*DETAILS[:2], (None, "dob", Given(date(1990, 1, 1))), (None, "interpreter", Given(value=True))]
    if booked is not None:
        details.append((None, "interpreter_for", Given(booked)))
    made = new_person(newest_form(PERSON_FORM), details, newest_form(DISCHARGE_FORM), LEFT)
    desk.store_thread.submit(lambda store: store.take_in(made.person, None, made.changes)).result()
    told = line(words(desk), "Mina:")
    assert said in told.rest
    assert told.tone == tone


def test_settings_that_could_not_be_used_are_said_and_stop_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "site.json"
    file.write_text('{"senior_on_duty": {"name": "Priya Nair"}}')
    troubles = site_troubles(file)
    said = ready_words(today(desk), read_site(file), None, NO_PRINTER, None, "", troubles)
    told = line(said, "Your service’s settings:")
    assert "senior_on_duty" in told.rest
    assert line(said, "Senior on duty:").tone == "soon"


# The page itself


@pytest.fixture
def open_page(desk: Desk, qtbot: QtBot) -> Callable[[], ReadyScreen]:
    def open_it() -> ReadyScreen:
        screen = make_ready(replace(desk.shell, site=SITE), Place(PlaceKind.READY))
        assert isinstance(screen, ReadyScreen)
        qtbot.addWidget(screen)
        screen.resize(1176, 800)
        with qtbot.waitExposed(screen):
            screen.show()
        qtbot.waitUntil(lambda: hasattr(screen, "alone_line"))
        return screen

    return open_it


def kept(desk: Desk, on: date) -> time | None:
    return desk.store_thread.submit(lambda store: find_back_by(store, on)).result()


def test_when_i_said_i_would_be_back_is_kept_in_the_vault_for_the_day_and_never_sent(
    desk: Desk, open_page: Callable[[], ReadyScreen], qtbot: QtBot
) -> None:
    before = desk.store_thread.submit(lambda store: store.position().last_number).result()
    screen = open_page()
    screen.back_by.setFocus()
    QTest.keyClicks(screen.back_by, "half past six")
    QTest.keyClick(screen.back_by, Qt.Key.Key_Return)
    assert "not a time yet" in screen.alone_line.text()
    screen.back_by.clear()
    QTest.keyClicks(screen.back_by, "6.30pm")
    QTest.keyClick(screen.back_by, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.alone_line.text().startswith("You said 18:30"))
    now = desk.shell.now()
    assert kept(desk, now.date()) == time(18, 30)
    assert kept(desk, now.date() + timedelta(days=1)) is None, "tomorrow nobody has said anything yet"
    assert desk.store_thread.submit(lambda store: store.position().last_number).result() == before
    screen.back_by.clear()
    QTest.keyClick(screen.back_by, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.alone_line.text().startswith("Kept on this laptop only"))
    assert kept(desk, now.date()) is None


def test_a_time_half_typed_stays_when_the_team_sends_something(
    desk: Desk, somebody: PersonId, open_page: Callable[[], ReadyScreen], qtbot: QtBot
) -> None:
    screen = open_page()
    field = screen.back_by
    field.setFocus()
    QTest.keyClicks(field, "18:3")

    def receive(store: RecordStore) -> None:
        position = store.position()
        store.acknowledge(position.last_number, position.last_number)
        store.note_everything_received()

    desk.store_thread.submit(receive).result()
    desk.background.tell_changed(frozenset())
    qtbot.waitUntil(lambda: screen.back_by is not field)
    assert screen.back_by.text() == "18:3"
    assert screen.alone_line.text().startswith("Kept on this laptop only"), "nobody has finished typing"
    QTest.keyClicks(screen.back_by, "0")
    QTest.keyClick(screen.back_by, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.alone_line.text().startswith("You said 18:30"))
    desk.store_thread.submit(lambda store: keep_back_by(store, desk.shell.now().date(), time(19))).result()
    desk.background.tell_changed(frozenset())
    qtbot.waitUntil(lambda: screen.back_by.text() == "19:00")


def test_it_never_says_that_the_laptop_could_call_for_help(open_page: Callable[[], ReadyScreen]) -> None:
    said = " ".join(one.text() for one in open_page().findChildren(type(open_page().alone_line)))
    assert "This laptop cannot call for help" in said


def test_who_visits_is_chosen_here_and_asked_anew_by_each_visit(
    desk: Desk, open_page: Callable[[], ReadyScreen], qtbot: QtBot
) -> None:
    screen = open_page()
    assert (screen.visits_as.choice, desk.shell.is_peer) == ("", False)
    screen.visits_as.buttons()[0].click()
    assert (read_settings(desk.shell.profile.settings).visits_as, desk.shell.is_peer) == (PEER, True)
    qtbot.waitUntil(lambda: screen.visits_as.choice == PEER)


def test_a_preference_that_cannot_be_kept_says_so(
    desk: Desk,
    open_page: Callable[[], ReadyScreen],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = open_page()
    presenter = screen.findChild(ReadyPresenter)
    assert presenter is not None

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("desktop.presenters.ready_presenter.keep_visits_as", refuse)
    screen.visits_as.buttons()[0].click()
    assert "could not be kept" in screen.message.accessibleName()


def test_today_says_when_i_said_i_would_be_back(desk: Desk) -> None:
    from desktop.presenters.today_words import today_words

    desk.store_thread.submit(lambda store: keep_back_by(store, ON.date(), time(18, 30))).result()
    assert "18:30. Only this laptop knows" in today_words(today(desk), kept(desk, ON.date())).back_by


@pytest.mark.parametrize(("days", "wanted"), [(-3, True), (0, True), (1, False)])
def test_an_interpreter_is_asked_after_where_something_was_promised_for_today_or_is_late(
    desk: Desk, somebody: PersonId, days: int, wanted: bool
) -> None:
    (due,) = today(desk).due
    by = LocalMoment(ON.date() + timedelta(days=days), None, "Europe/London")
    promise = Promise(somebody, EntityId("1" * 32), ItemId("2" * 32), "", "", by, PromiseKind.NEXT_CONTACT)
    card = replace(due.card, details=due.card.details | {"interpreter": {"given": True}})
    one = replace(due, card=card, follow_up=None, check_in_on=None, promises=(promise,))
    said = ready_words(replace(today(desk), due=(one,)), SITE, None, NO_PRINTER, None, "")
    leads = [each.lead for _heading, lines in said.groups for each in lines]
    assert ("Interpreter:" not in leads) is wanted
