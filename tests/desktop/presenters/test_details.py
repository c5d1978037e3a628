# SPDX-License-Identifier: Apache-2.0
"""Who somebody is can be put right, and coming home again starts clocks of its own."""

from __future__ import annotations

from datetime import date, time

from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.filling import open_form
from desktop.presenters.form_presenter import FormPresenter, make_form
from desktop.presenters.person_presenter import make_person
from desktop.screens.form_screen import FormScreen
from desktop.widgets.buttons import Button
from forms.answers import Given, LocalMoment
from forms.registry import newest_form
from records.intake import Filled, new_person
from records.operation import PersonId
from records.people import DISCHARGE_FORM, PERSON_FORM, person_entity
from records.person_record import PersonRecord, read_person_record
from tests.desktop.conftest import DETAILS, LEFT, Desk
from tests.records.vaults import ZONE

WARD = (None, "disch_dt")


def record_of(desk: Desk, person: PersonId) -> PersonRecord:
    found = desk.store_thread.submit(lambda store: read_person_record(store, person)).result()
    assert found is not None
    return found


def opened(desk: Desk, place: Place, qtbot: QtBot) -> tuple[FormScreen, FormPresenter]:
    screen = make_form(desk.shell, place)
    assert isinstance(screen, FormScreen)
    qtbot.addWidget(screen)
    screen.resize(1176, 800)
    screen.show()
    presenter = screen.findChild(FormPresenter)
    assert presenter is not None
    qtbot.waitUntil(lambda: presenter.acts is not None)
    return screen, presenter


def details(desk: Desk, person: PersonId, qtbot: QtBot) -> tuple[FormScreen, FormPresenter]:
    place = Place(PlaceKind.FORM, person, form=PERSON_FORM, entity=person_entity(person))
    return opened(desk, place, qtbot)


def press(desk: Desk, person: PersonId, name: str, qtbot: QtBot) -> Place:
    """Where a button of the person's page leads."""
    screen = make_person(desk.shell, Place(PlaceKind.PERSON, person))
    qtbot.addWidget(screen)
    screen.resize(1176, 1400)
    screen.show()

    def found() -> list[Button]:
        return [one for one in screen.findChildren(Button) if one.accessibleName() == name]

    qtbot.waitUntil(lambda: len(found()) == 1)
    found()[0].click()
    qtbot.waitUntil(lambda: bool(desk.places))
    return desk.places[-1]


def finish(screen: FormScreen, presenter: FormPresenter) -> None:
    filling = presenter.filling
    assert filling is not None
    presenter._go_to(filling.form.sections[-1].link_id, focus=False)
    screen.next_requested.emit()


def test_a_telephone_number_is_put_right_from_the_persons_page(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    place = press(desk, somebody, "Change what is good to know", qtbot)
    assert (place.form, place.entity) == (PERSON_FORM, person_entity(somebody))
    screen, presenter = opened(desk, place, qtbot)
    assert presenter.filling is not None
    assert presenter.filling.draft.answer((None, "name")) == Given("Amina Rahman")
    presenter.filling.draft.set_answer((None, "phone"), Given("07700 900123"))
    presenter.filling.draft.set_answer((None, "print_size"), Given("20"))
    finish(screen, presenter)
    qtbot.waitUntil(lambda: record_of(desk, somebody).card.given("phone") == "07700 900123")
    card = record_of(desk, somebody).card
    assert (card.given("print_size"), card.given("name")) == ("20", "Amina Rahman")
    qtbot.waitUntil(lambda: desk.places[-1] == Place(PlaceKind.PERSON, somebody))


def test_hazard_6_nobody_is_given_the_nhs_number_of_somebody_else_here(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    of_tom: Filled = [
        (None, "name", Given("Thomas Whitlock")),
        (None, "dob", Given(date(1971, 11, 2))),
        (None, "nhs_no_reason", Given("nhs-number-not-known")),
    ]
    made = new_person(newest_form(PERSON_FORM), of_tom, newest_form(DISCHARGE_FORM), LEFT)
    desk.store_thread.submit(lambda store: store.take_in(made.person, None, made.changes)).result()
    screen, presenter = details(desk, made.person, qtbot)
    assert presenter.filling is not None
    hers = next(answer for _, question, answer in DETAILS if question == "nhs_no")
    presenter.filling.draft.set_answer((None, "nhs_no"), hers)
    finish(screen, presenter)
    qtbot.waitUntil(lambda: "Somebody else on this laptop" in screen.message.accessibleName())
    assert record_of(desk, made.person).card.nhs_number is None
    assert record_of(desk, somebody).card.nhs_number == "9434765919"
    # Her own number is no trouble.
    screen, presenter = details(desk, somebody, qtbot)
    finish(screen, presenter)
    qtbot.waitUntil(lambda: desk.places[-1:] == [Place(PlaceKind.PERSON, somebody)])


def test_coming_home_again_is_a_discharge_of_its_own_and_changes_none_before(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    first = record_of(desk, somebody).card.discharge
    assert first is not None
    # Somebody was half-way through changing what the ward had told us.
    screen, presenter = opened(
        desk, Place(PlaceKind.FORM, somebody, form=DISCHARGE_FORM, entity=first.entity), qtbot
    )
    assert presenter.filling is not None
    presenter.filling.draft.set_answer((None, "disch_ward"), Given("Rowan"))
    presenter._note_change()
    presenter.save()
    qtbot.waitUntil(lambda: bool(record_of(desk, somebody).drafts))
    place = press(desk, somebody, "They came home again", qtbot)
    assert (place.form, place.entity) == (DISCHARGE_FORM, None)
    filling = open_form(record_of(desk, somebody), place, desk.shell.now)
    assert filling.draft.answer(WARD) is None, "what was known of the first stay is not taken for this one"
    screen, presenter = opened(desk, place, qtbot)
    assert presenter.filling is not None
    again = LocalMoment(date(2026, 11, 21), time(10), ZONE)
    presenter.filling.draft.set_answer(WARD, Given(again))
    presenter.filling.draft.set_answer((None, "sui_risk_at_disch"), Given(value=False))
    finish(screen, presenter)
    qtbot.waitUntil(lambda: len(record_of(desk, somebody).card.discharges) == 2)
    card = record_of(desk, somebody).card
    assert card.discharge is not None
    assert card.discharge.given("disch_dt") == {"date": "2026-11-21", "time": "10:00", "zone": ZONE}
    assert [one.given("disch_ward") for one in card.discharges] == [None, None]
