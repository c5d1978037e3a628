# SPDX-License-Identifier: Apache-2.0
"""One person's page says what is due, and how that was counted when somebody asks."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.person_presenter import make_person
from desktop.widgets.buttons import Button
from desktop.widgets.words import Words
from forms.answers import Answer, Given, NamedPerson
from forms.registry import CARER, newest_form
from records.copies import plan_copy
from records.copies_register import CopiesRegister
from records.kept_away import KeptAway, keep_away
from records.operation import EntityId, PersonId, Typed, new_id
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
