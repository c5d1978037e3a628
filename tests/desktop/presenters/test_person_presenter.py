# SPDX-License-Identifier: Apache-2.0
"""One person's page says what is due, and how that was counted when somebody asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.person_presenter import make_person
from desktop.widgets.buttons import Button
from desktop.widgets.words import Words
from forms.answers import Answer, Given, LocalMoment, NamedPerson
from forms.registry import CARER, newest_form
from records.copies import plan_copy
from records.copies_register import CopiesRegister
from records.kept_away import KeptAway, keep_away
from records.operation import Body, EntityId, PersonId, Typed, new_id
from records.people import CHECK_IN_FORM, LEAVING_FORM, VISIT_FORM
from records.person_record import read_person_record
from records.responses import changes_for
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


def test_a_carer_is_named_with_how_to_tell_them_things_and_none_of_their_words(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    answers: list[tuple[None, str, Answer]] = [
        (None, "ca_name", Given(NamedPerson("Rukhsana Rahman", "sister", "07700 900462"))),
        (None, "ca_written_format", Given("11")),
        (None, "ca_worry", Given("He drinks when nobody is there")),
    ]
    changes = changes_for(newest_form(CARER), EntityId(new_id()), answers, typed=Typed.WORKER)
    desk.store_thread.submit(lambda store: store.record(somebody, changes)).result()
    screen = make_person(desk.shell, Place(PlaceKind.PERSON, somebody))
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: any(one.text() == "People who care for me" for one in screen.findChildren(Words)))
    said = [one.text() for one in screen.findChildren(Words)]
    assert "Rukhsana Rahman, sister, 07700 900462" in said
    assert "In writing: Large print." in said
    assert not any("drinks" in one for one in said)
    opening = next(
        one for one in screen.findChildren(Button) if one.accessibleName().startswith("Open: Rukhsana")
    )
    opening.click()
    assert desk.places[-1] == Place(PlaceKind.FORM, somebody, form=CARER, entity=changes[0].entity)
    record = desk.store_thread.submit(lambda store: read_person_record(store, somebody)).result()
    assert record is not None
    copy = plan_copy(record, CopiesRegister(1, ()), desk.shell.now().date())
    assert "drinks" not in str(copy)


def test_hazard_12_nobody_who_is_kept_away_stands_among_the_persons_people(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    answers: list[tuple[None, str, Answer]] = [
        (None, "ca_name", Given(NamedPerson("Tariq Rahman", "brother", "07700 900111"))),
        (None, "ca_reach", Given("Ring me after six")),
    ]
    changes = changes_for(newest_form(CARER), EntityId(new_id()), answers, typed=Typed.WORKER)
    away = keep_away(somebody, KeptAway("Tariq"))
    desk.store_thread.submit(lambda store: store.record(somebody, [*changes, away])).result()
    screen = make_person(desk.shell, Place(PlaceKind.PERSON, somebody))
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: any(one.text() == "People who care for me" for one in screen.findChildren(Words)))
    said = [one.text() for one in screen.findChildren(Words)]
    said += [one.accessibleName() for one in screen.findChildren(Button)]
    assert not any("Tariq" in one or "after six" in one for one in said)


def write(desk: Desk, person: PersonId, form: str, answers: dict[str, Any], odd: object = None) -> None:
    """Fill in a form; with `odd`, its last answer is of a shape that this Keepwell does not write."""
    filled: list[tuple[None, str, Answer]] = [(None, name, Given(one)) for name, one in answers.items()]
    changes = changes_for(newest_form(form), EntityId(new_id()), filled, typed=Typed.WORKER)
    if odd is not None:
        changes = [*changes[:-1], replace(changes[-1], body=Body({"given": odd}))]
    desk.store_thread.submit(lambda store: store.record(person, changes)).result()


def words_about(desk: Desk, person: PersonId, qtbot: QtBot) -> str:
    screen = make_person(desk.shell, Place(PlaceKind.PERSON, person))
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: any(one.text() == "Check-ins" for one in screen.findChildren(Words)))
    return "\n".join(one.accessibleName() or one.text() for one in screen.findChildren(Words))


AGREED = {"ci_start": date(2026, 11, 2), "ci_how": "Ring the office", "ci_end": date(2026, 12, 28)}


def test_an_agreement_that_goes_on_is_shown_with_the_day_to_which_it_was_moved(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(desk, somebody, CHECK_IN_FORM, AGREED)
    again = {"cd_when": date(2026, 11, 20), "cd_again_when": date(2027, 1, 25), "cd_decision": "not_yet"}
    write(desk, somebody, LEAVING_FORM, again)
    said = words_about(desk, somebody, qtbot)
    assert "Ring the office" in said
    assert "We look at it together on 25 January 2027." in said


def test_an_agreement_that_has_ended_is_shown_no_more(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    write(desk, somebody, CHECK_IN_FORM, AGREED)
    write(desk, somebody, LEAVING_FORM, {"cd_when": date(2026, 11, 20), "cd_decision": "agree"})
    said = words_about(desk, somebody, qtbot)
    assert "No check-in plan is open." in said
    assert "Ring the office" not in said
    assert "We look at it together" not in said


@pytest.mark.parametrize("odd", ["soon", 20261228, {}, ["2026-12-28"]])
def test_a_last_day_of_an_odd_shape_hides_nothing_else(
    desk: Desk, somebody: PersonId, qtbot: QtBot, odd: object
) -> None:
    write(desk, somebody, CHECK_IN_FORM, AGREED, odd)
    said = words_about(desk, somebody, qtbot)
    assert "Ring the office" in said
    assert "We look at it together" not in said


def test_a_visit_in_a_zone_that_nobody_knows_is_still_among_what_happened(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(
        desk, somebody, VISIT_FORM, {"contact_dt": LocalMoment(date(2026, 11, 20), time(14), "Nowhere/Land")}
    )
    assert "Visit, " in words_about(desk, somebody, qtbot)
