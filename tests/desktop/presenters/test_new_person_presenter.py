# SPDX-License-Identifier: Apache-2.0
"""Somebody new on a real vault: from referral files, or typed from a phone call with the keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.messages import sentence_for
from desktop.places import Place, PlaceKind
from desktop.presenters import half_typed
from desktop.presenters.half_typed import DRAFT_FORM
from desktop.presenters.new_person_presenter import make_new_person
from desktop.presenters.newcomer import details_of
from desktop.screens.new_person_screen import Doing, NewPersonScreen
from desktop.screens.phone_call import person_form, split_moment
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.words import Words
from forms.answers import Given
from forms.clocks import ClockSettings
from forms.draft import Draft
from forms.fhir.lacks import Lack, lack_sentence
from forms.fhir.opening import DEEPEST, TOO_LARGE
from forms.nhs_number import NhsNumberFinding, nhs_number_sentence
from records.errors import DiskFullError
from records.operation import PersonId
from records.people import Card
from records.today import follow_up_of
from tests.desktop.conftest import Desk

COPIES = Path(__file__).parents[2] / "fixtures" / "referrals"
NOW = datetime(2026, 11, 21, 14, 10, tzinfo=ZoneInfo("Europe/London"))
NHS = "https://fhir.nhs.uk/Id/nhs-number"
ADA = {
    "resourceType": "Patient",
    "id": "p",
    "name": [{"given": ["Ada"], "family": "Finch"}],
    "birthDate": "1990-05-01",
}
STAY = {"resourceType": "Encounter", "status": "finished", "class": {"code": "IMP"}}


def as_json(resource: Any) -> bytes:
    return json.dumps(resource).encode()


def bundle(*resources: Any) -> bytes:
    return as_json({"resourceType": "Bundle", "entry": [{"resource": each} for each in resources]})


@pytest.fixture
def open_screen(desk: Desk, qtbot: QtBot) -> Iterator[Callable[[], NewPersonScreen]]:
    # Hosts have no layout: offscreen has no window manager to tell a least size to, and warns of it.
    hosts: list[QWidget] = []

    def opened() -> NewPersonScreen:
        made = make_new_person(replace(desk.shell, now=lambda: NOW), Place(PlaceKind.NEW_PERSON))
        assert isinstance(made, NewPersonScreen)
        hosts.append(QWidget())
        qtbot.addWidget(hosts[-1])
        hosts[-1].resize(1176, 800)
        made.setParent(hosts[-1])
        made.setGeometry(0, 0, 1176, 800)
        with qtbot.waitExposed(hosts[-1]):
            hosts[-1].show()
            made.show()
        hosts[-1].activateWindow()
        qtbot.waitUntil(lambda: made.phone_call is not None)
        return made

    yield opened
    for host in hosts:
        host.hide()


@pytest.fixture
def screen(open_screen: Callable[[], NewPersonScreen]) -> NewPersonScreen:
    return open_screen()


def last_number(desk: Desk) -> int:
    return desk.store_thread.submit(lambda store: store.position().last_number).result()


def card_of(desk: Desk, person: PersonId) -> Card:
    card = desk.store_thread.submit(lambda store: store.card(person)).result()
    assert card is not None
    return card


def added(desk: Desk, qtbot: QtBot) -> Card:
    """The person whose page was led to."""
    qtbot.waitUntil(lambda: any(place.kind is PlaceKind.PERSON for place in desk.places))
    person = desk.places[-1].person
    assert person is not None
    return card_of(desk, person)


def give(screen: NewPersonScreen, monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(screen, "choose_files", lambda: list(paths))
    assert screen.open_file is not None
    screen.open_file.click()


def shown_words(screen: NewPersonScreen) -> str:
    return "\n".join(one.text() for one in screen.findChildren(Words) if one.isVisible())


def press(key: Qt.Key, *, counted: list[str] | None = None) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    if counted is not None:
        counted.append(key.name)


def write(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def write_lines(*lines: str, counted: list[str] | None = None) -> None:
    for line in lines:
        write(line)
        press(Qt.Key.Key_Return, counted=counted)


# Referrals


def test_a_referral_is_shown_in_words_and_becomes_a_person_with_clocks(
    screen: NewPersonScreen, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    before = last_number(desk)
    give(screen, monkeypatch, COPIES / "bundle_document.json")
    qtbot.waitUntil(lambda: screen.doing is Doing.CHECKING)
    words = shown_words(screen)
    for said in (
        "Sharmila Akter Choudhury",
        "Mitu",
        "29 February 1984",
        "999\u00a0410\u00a07356. Checked against the national register.",
        "Bengali, needs an interpreter",
        "Large print",
        "Phone",
        "3 July 2026, 16:30",
        lack_sentence(Lack.NO_SUICIDE_RISK),
    ):
        assert said in words
    assert screen.add.text() == "Add Mitu"
    assert last_number(desk) == before
    qtbot.waitUntil(screen.add.hasFocus)
    press(Qt.Key.Key_Return)
    card = added(desk, qtbot)
    assert (card.called, card.nhs_number, card.given("nhs_no_status")) == ("Mitu", "9994107356", "01")
    follow_up = follow_up_of(card, ClockSettings(), NOW)
    assert follow_up is not None
    assert follow_up.clocks.left_at == datetime(2026, 7, 3, 16, 30, tzinfo=ZoneInfo("Europe/London"))


def test_two_files_that_belong_together_become_one_person(
    screen: NewPersonScreen, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    give(screen, monkeypatch, COPIES / "encounter.json", COPIES / "patient.json")
    qtbot.waitUntil(lambda: screen.doing is Doing.CHECKING)
    assert "16 January 2026, 13:05" in shown_words(screen)
    screen.add.click()
    card = added(desk, qtbot)
    assert card.discharge is not None
    assert card.given("contact_preference") == "7"


def test_dropped_files_are_read(screen: NewPersonScreen, qtbot: QtBot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(COPIES / "patient.json"))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, none)
    screen.dragEnterEvent(enter)
    assert enter.isAccepted()
    screen.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, none))
    qtbot.waitUntil(lambda: screen.doing is Doing.CHECKING)
    assert screen.add.text() == "Add Tomos"


def nested(levels: int) -> bytes:
    return b'{"resourceType": "Patient", "x": ' + b"[" * levels + b"]" * levels + b"}"


REFUSED = {
    "referral_not_json": b"Dear colleague, please see this lady",
    "referral_is_xml": (COPIES / "patient.xml").read_bytes(),
    "referral_not_fhir": b'{"name": "Ada Finch"}',
    "referral_not_r4": as_json(
        ADA | {"meta": {"profile": ["http://hl7.org/fhir/3.0/StructureDefinition/Patient"]}}
    ),
    "referral_too_large": b" " * TOO_LARGE,
    "referral_too_deep": nested(DEEPEST + 1),
    "referral_invalid": as_json(ADA | {"birthDate": "1990-13-01"}),
    "referral_no_patient": bundle(STAY),
    "referral_many_people": bundle(ADA, ADA | {"id": "q"}),
    "referral_other_person": bundle(
        ADA | {"identifier": [{"system": NHS, "value": "9994107356"}]},
        STAY | {"subject": {"reference": "Patient/q"}},
    ),
    "referral_no_identifiers": as_json(ADA | {"birthDate": "1990-05"}),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_bad_referral_gets_its_own_sentence_and_changes_nothing(
    screen: NewPersonScreen,
    desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    code: str,
):
    before = last_number(desk)
    write("Ada")
    path = tmp_path / "referral.json"
    path.write_bytes(REFUSED[code])
    give(screen, monkeypatch, path)
    qtbot.waitUntil(lambda: screen.message.accessibleName() == sentence_for(code))
    assert last_number(desk) == before
    assert screen.phone_call is not None
    assert screen.add.isEnabled()
    assert screen.add.text() == "Add Ada"


def test_each_sentence_about_a_bad_referral_is_its_own():
    assert len({sentence_for(code) for code in REFUSED}) == len(REFUSED)


def test_a_file_that_is_not_there_and_too_many_files_are_said(
    screen: NewPersonScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    give(screen, monkeypatch, tmp_path / "gone.json")
    qtbot.waitUntil(lambda: "could not be read" in screen.message.accessibleName())
    give(screen, monkeypatch, *[COPIES / "patient.json"] * 3)
    qtbot.waitUntil(lambda: "one file, or two" in screen.message.accessibleName())
    assert screen.doing is Doing.TYPING


def test_nothing_chosen_changes_nothing(screen: NewPersonScreen, monkeypatch: pytest.MonkeyPatch):
    give(screen, monkeypatch)
    assert screen.message.isHidden()
    assert screen.doing is Doing.TYPING


def test_what_to_know_before_ringing_stands_apart_from_what_is_missing(
    screen: NewPersonScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    path = tmp_path / "young.json"
    path.write_bytes(as_json(ADA | {"birthDate": "2010-05-01"}))
    give(screen, monkeypatch, path)
    qtbot.waitUntil(lambda: screen.doing is Doing.CHECKING)
    bars = [one.accessibleName() for one in screen.findChildren(MessageBar) if one.isVisible()]
    assert bars == [lack_sentence(Lack.UNDER_18)]
    assert lack_sentence(Lack.NO_STAY) in shown_words(screen)


def test_somebody_who_is_here_already_is_not_added_twice_and_their_page_is_offered(
    screen: NewPersonScreen,
    desk: Desk,
    somebody: PersonId,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
):
    path = tmp_path / "again.json"
    path.write_bytes(as_json(ADA | {"identifier": [{"system": NHS, "value": "9434765919"}]}))
    give(screen, monkeypatch, path)
    qtbot.waitUntil(lambda: screen.doing is Doing.CHECKING)
    before = last_number(desk)
    screen.add.click()
    qtbot.waitUntil(lambda: screen.message.accessibleName() == sentence_for("person_already_here"))
    assert last_number(desk) == before
    screen.message.button.click()
    assert desk.places == [Place(PlaceKind.PERSON, somebody)]


def test_back_from_a_referral_what_was_typed_is_still_there(
    screen: NewPersonScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    write("Ada Finch")
    give(screen, monkeypatch, COPIES / "patient.json")
    qtbot.waitUntil(lambda: screen.doing is Doing.CHECKING)
    screen.back.click()
    qtbot.waitUntil(lambda: screen.phone_call is not None and screen.add.text() == "Add Ada Finch")


# Phone calls

KEYS_BEYOND_WORDS = 11
"""Eight Enters from field to field (the time comes with its day), an arrow to "No", Enter, Enter to add."""


def test_a_person_is_typed_with_the_keyboard_alone(screen: NewPersonScreen, desk: Desk, qtbot: QtBot):
    keys: list[str] = []
    write_lines("Ada Finch", "Addie", "1/5/90", "999 410 7356", "07700 900123", counted=keys)
    write_lines("12 Lock Street", "yesterday 16:30", "Maple ward", counted=keys)
    press(Qt.Key.Key_Right, counted=keys)
    press(Qt.Key.Key_Return, counted=keys)
    assert screen.add.hasFocus()
    assert screen.add.text() == "Add Addie"
    press(Qt.Key.Key_Return, counted=keys)
    card = added(desk, qtbot)
    assert len(keys) == KEYS_BEYOND_WORDS
    assert (card.name, card.called, card.born_on) == ("Ada Finch", "Addie", "1990-05-01")
    assert (card.given("phone"), card.given("address")) == ("07700 900123", "12 Lock Street")
    discharge = card.discharge
    assert discharge is not None
    assert discharge.given("disch_dt") == {"date": "2026-11-20", "time": "16:30", "zone": "Europe/London"}
    assert discharge.given("disch_ward") == "Maple ward"
    assert discharge.given("sui_risk_at_disch") is False


def test_a_typed_number_is_kept_as_ten_digits_and_never_called_verified(
    screen: NewPersonScreen, desk: Desk, qtbot: QtBot
):
    write_lines("Ada Finch", "", "", "999 410 7356")
    screen.add.click()
    card = added(desk, qtbot)
    assert (card.nhs_number, card.given("nhs_no_status")) == ("9994107356", "03")


@pytest.mark.parametrize(
    ("number", "finding"),
    [
        ("999 410 7357", NhsNumberFinding.CHECK_DIGIT),
        ("9999999999", NhsNumberFinding.SAME_DIGITS),
        ("12345", NhsNumberFinding.NOT_TEN_DIGITS),
    ],
)
def test_an_impossible_number_gets_its_sentence_and_nobody_is_added_until_it_is_mended(
    screen: NewPersonScreen, desk: Desk, qtbot: QtBot, number: str, finding: NhsNumberFinding
):
    before = last_number(desk)
    write_lines("Ada Finch", "", "1/5/90", number)
    screen.add.click()
    assert screen.message.accessibleName() == nhs_number_sentence(finding)
    assert screen.phone_call is not None
    asked = screen.phone_call.asked("nhs_no")
    assert asked.isAncestorOf(QApplication.focusWidget() or screen)
    assert nhs_number_sentence(finding) in shown_words(screen)
    assert (last_number(desk), desk.places) == (before, [])
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write_lines("9994107356")
    screen.add.click()
    assert added(desk, qtbot).nhs_number == "9994107356"


def test_no_number_needs_one_key_for_the_reason(screen: NewPersonScreen, desk: Desk, qtbot: QtBot):
    write_lines("Ada Finch", "", "1/5/90", "")
    press(Qt.Key.Key_Return)
    write("07700 900123")
    screen.add.click()
    card = added(desk, qtbot)
    assert (card.nhs_number, card.given("nhs_no_reason")) == (None, "nhs-number-not-known")
    assert card.given("phone") == "07700 900123"


@pytest.mark.parametrize(
    ("typed", "asked", "words"),
    [
        (("",), "name", "type their name"),
        (("Ada Finch",), "dob", "date of birth or an NHS number"),
        (("Ada Finch", "", "1/5/90"), "nhs_no_reason", "why there is no NHS number"),
        (("Ada Finch", "", "soonish"), "dob", "could not read this as a date"),
        (("Ada Finch", "", "1/5/2090"), "dob", "has not come yet"),
    ],
)
def test_what_keeps_two_people_apart_is_asked_for(
    screen: NewPersonScreen, desk: Desk, typed: tuple[str, ...], asked: str, words: str
):
    write_lines(*typed)
    screen.add.click()
    assert words in screen.message.accessibleName()
    assert screen.phone_call is not None
    assert screen.phone_call.asked(asked).isAncestorOf(QApplication.focusWidget() or screen)
    assert desk.places == []


def test_not_known_is_neither_yes_nor_no(screen: NewPersonScreen, desk: Desk, qtbot: QtBot):
    write_lines("Ada Finch", "", "1/5/90", "9994107356", "", "", "yesterday", "", "")
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    discharge = added(desk, qtbot).discharge
    assert discharge is not None
    assert discharge.answers["sui_risk_at_disch"] == {"not_asked": "Not known when the ward rang"}
    assert discharge.given("disch_dt")["time"] is None


def test_somebody_alike_is_said_calmly_and_the_new_person_is_still_allowed(
    screen: NewPersonScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
):
    write_lines("Ameena Rehman", "", "14/3/89", "")
    qtbot.waitUntil(screen.alike.isVisible)
    assert "Mina (Amina Rahman), 14 March 1989, 943 476 5919" in screen.alike.accessibleName()
    press(Qt.Key.Key_Return)
    screen.add.click()
    assert added(desk, qtbot).name == "Ameena Rehman"


def test_the_page_of_somebody_alike_can_be_opened(
    screen: NewPersonScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
):
    write_lines("Mina Rahman", "", "14/3/89")
    qtbot.waitUntil(screen.alike.isVisible)
    screen.alike.button.click()
    assert desk.places == [Place(PlaceKind.PERSON, somebody)]


def test_another_date_of_birth_is_another_person(screen: NewPersonScreen, somebody: PersonId, qtbot: QtBot):
    write_lines("Amina Rahman", "", "15/3/89")
    qtbot.waitUntil(screen.saved.isVisible)
    assert screen.alike.isHidden()


def test_under_eighteen_is_said_and_judged_on_the_day_they_left(screen: NewPersonScreen, qtbot: QtBot):
    write_lines("Ada Finch", "", "20/11/2008", "9994107356")
    qtbot.waitUntil(screen.saved.isVisible)
    assert screen.alike.isHidden()
    write_lines("", "", "19 November 2026")
    qtbot.waitUntil(screen.alike.isVisible)
    assert screen.alike.accessibleName() == lack_sentence(Lack.UNDER_18)


def test_somebody_typed_who_is_here_already_is_not_added_twice(
    screen: NewPersonScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
):
    write_lines("Amina Rahman", "", "", "943 476 5919")
    before = last_number(desk)
    screen.add.click()
    qtbot.waitUntil(lambda: screen.message.accessibleName() == sentence_for("person_already_here"))
    assert last_number(desk) == before
    assert screen.phone_call is not None
    screen.message.button.click()
    assert desk.places == [Place(PlaceKind.PERSON, somebody)]


# Half typed


def test_what_is_half_typed_survives_a_kill(
    open_screen: Callable[[], NewPersonScreen], desk: Desk, qtbot: QtBot
):
    first = open_screen()
    before = last_number(desk)
    write_lines("Ada Finch", "", "1/5/90", "999", "", "", "yesterday 16:3")
    qtbot.waitUntil(first.saved.isVisible)
    assert first.saved.words.startswith("Saved on this laptop")
    assert last_number(desk) == before
    again = open_screen()  # nobody told the first one to save: that is what a kill looks like from here
    assert again.add.text() == "Add Ada Finch"
    assert again.phone_call is not None
    assert again.phone_call.person.snapshot() == (first.phone_call or again.phone_call).person.snapshot()
    assert again.phone_call.discharge.is_started


def test_leaving_saves_at_once(open_screen: Callable[[], NewPersonScreen], qtbot: QtBot):
    first = open_screen()
    write("Ada")
    first.about_to_leave()
    again = open_screen()
    assert again.add.text() == "Add Ada"


def test_what_could_not_be_saved_is_never_called_saved(
    screen: NewPersonScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    write("Ada")
    qtbot.waitUntil(screen.saved.isVisible)

    def full(*_row: object) -> int:
        raise DiskFullError

    monkeypatch.setattr(half_typed, "keep", full)
    write(" Finch")
    qtbot.waitUntil(lambda: screen.message.accessibleName() == sentence_for("disk_full"))
    assert screen.saved.words == "Not saved yet"
    assert screen.add.text() == "Add Ada Finch"


def drafts(desk: Desk) -> list[str]:
    held = desk.store_thread.submit(lambda store: store.people_with_drafts()).result()
    return [form for forms in held.values() for form in forms]


def test_adding_lets_go_of_what_was_typed(screen: NewPersonScreen, desk: Desk, qtbot: QtBot):
    write_lines("Ada Finch", "", "1/5/90", "9994107356")
    qtbot.waitUntil(lambda: drafts(desk) == [DRAFT_FORM])
    screen.add.click()
    added(desk, qtbot)
    assert drafts(desk) == []


def test_clearing_forgets_what_was_typed(screen: NewPersonScreen, desk: Desk, qtbot: QtBot):
    write("Ada")
    qtbot.waitUntil(lambda: drafts(desk) == [DRAFT_FORM])
    screen.clear.click()
    qtbot.waitUntil(lambda: screen.add.text() == "Add this person")
    assert drafts(desk) == []


def test_not_now_leads_back_to_people(screen: NewPersonScreen, desk: Desk):
    screen.not_now.click()
    assert desk.places == [Place(PlaceKind.PEOPLE)]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("yesterday 16:30", ("yesterday", "16:30")),
        ("thursday at 4pm", ("thursday", "4pm")),
        ("14/3/89, 9.15", ("14/3/89", "9.15")),
        ("20 november 16:30", ("20 november", "16:30")),
        ("yesterday", None),
        ("14/3/89", None),
        ("14.3.89", None),
        ("20 11", None),
        ("", None),
    ],
)
def test_a_time_typed_with_its_day_is_taken_out_of_it(typed: str, parts: tuple[str, str] | None):
    assert split_moment(typed, date(2026, 11, 21)) == parts


def test_tab_goes_down_the_page_and_then_to_the_foot(screen: NewPersonScreen):
    assert screen.open_file is not None
    screen.open_file.setFocus()
    reached = []
    for _press in range(16):
        press(Qt.Key.Key_Tab)
        reached.append((QApplication.focusWidget() or screen).accessibleName())
    assert reached == [
        "Name",
        "What they like to be called",
        "Date of birth",
        "NHS number",
        "Why is there no NHS number?: We don’t know it yet",
        "Their phone number",
        "Where they live, if it was said",
        "When did they leave hospital?, day",
        "When did they leave hospital?, time",
        "When did they leave hospital?: Time not known",
        "Which ward?",
        "When they left, was anyone worried that they might end their life?: Yes",
        "Not now",
        "Clear what is typed",
        "Add this person",
        "Open a referral file",
    ]


def test_tab_leads_from_a_chosen_option_to_the_foot(screen: NewPersonScreen):
    assert screen.phone_call is not None
    screen.phone_call.begin("sui_risk_at_disch")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Tab)
    assert screen.not_now.hasFocus()


def test_a_number_with_spaces_is_kept_as_ten_digits():
    draft = Draft(person_form())
    draft.set_answer((None, "nhs_no"), Given("999 410\u00a07356"))
    assert details_of(draft) == [
        (None, "nhs_no", Given("9994107356")),
        (None, "nhs_no_status", Given("03")),
    ]


def test_every_field_has_a_name(screen: NewPersonScreen):
    fields = [one for one in screen.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [type(one).__name__ for one in fields if one.isVisible() and not one.accessibleName()] == []
