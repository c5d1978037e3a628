# SPDX-License-Identifier: Apache-2.0
"""A form half done is never lost, is finished in one transaction, and forces nobody to invent an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import locales
from desktop.places import Place, PlaceKind
from desktop.presenters.form_presenter import FormPresenter, make_form
from desktop.questions.question import NOT_ASKED, NOT_NOW
from desktop.questions.view import QuestionView
from desktop.screens.form_screen import FormScreen
from desktop.theme.current import current
from desktop.theme.stylesheet import apply_theme
from desktop.widgets.choice_row import OptionButton
from forms.answers import Answer, Given, LocalMoment, NamedPerson, NotAsked, NotNow
from forms.registry import newest_form
from records.drafts import DraftId
from records.handed_over import TO_READ
from records.operation import EntityId, PersonId, Typed, new_id
from records.people import CHECK_IN_FORM, CONTACT_FORM, VISIT_FORM
from records.person_record import PersonRecord, read_person_record
from records.responses import changes_for
from tests.desktop.conftest import Desk
from tests.records.vaults import ZONE

EARLIER = datetime.now(UTC).astimezone() - timedelta(hours=2)
MET = LocalMoment(EARLIER.date(), time(EARLIER.hour, EARLIER.minute), ZONE)
LATER = LocalMoment(date(2030, 1, 7), time(11), ZONE)
NEEDED: dict[str, Answer] = {
    "id_check": Given(("name", "dob")),
    "contact_dt": Given(MET),
    "contact_mode": Given("01"),
    "contact_outcome": Given("5"),
    "with_person": Given(value=True),
    "safety_ask": Given(value=False),
    "crisis_known": Given(value=True),
    "next_appt_when": Given(LATER),
    "registered_review": Given("Priya Shah"),
}
"""All that a visit needs (domain I2, "Really required to finish")."""


class Room:
    """A screen on show in a window of 1280 by 800, beside where the rail is, and its presenter."""

    def __init__(self, desk: Desk, place: Place, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.host = QWidget()
        self.host.resize(1280, 800)
        screen = make_form(desk.shell, place)
        assert isinstance(screen, FormScreen)
        self.screen = screen
        screen.setParent(self.host)
        screen.setGeometry(0, 0, 1280 - current().px("rail_width"), 800)
        presenter = screen.findChild(FormPresenter)
        assert presenter is not None
        self.presenter = presenter
        with qtbot.waitExposed(self.host):
            self.host.show()
            screen.show()
        self.host.activateWindow()
        qtbot.waitUntil(lambda: screen.view is not None)

    @property
    def view(self) -> QuestionView:
        assert self.screen.view is not None
        return self.screen.view

    def answer(self, **answers: Answer) -> None:
        """As if given in the widgets of whatever section they are in."""
        filling = self.presenter.filling
        assert filling is not None
        for link_id, answer in answers.items():
            filling.draft.set_answer((None, link_id), answer)
        self.view.draft_changed.emit()

    def press(self, link_id: str, code: str) -> None:
        buttons = self.view.widgets[None, link_id].row.buttons()
        next(one for one in buttons if isinstance(one, OptionButton) and one.option.code == code).click()

    def saved(self) -> None:
        words = self.screen.saved
        self.qtbot.waitUntil(lambda: words.words.startswith("Saved on this laptop"))

    def finish(self) -> None:
        self.screen.section_chosen.emit(self.presenter._filling.form.sections[-1].link_id)
        before = len(self.desk.places)
        self.screen.on.click()
        self.qtbot.waitUntil(lambda: len(self.desk.places) > before)

    def close(self) -> None:
        if isValid(self.host):
            self.host.close()
            self.host.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_room(desk: Desk, somebody: PersonId, qtbot: QtBot) -> Iterator[Callable[..., Room]]:
    rooms: list[Room] = []

    def open_one(form: str = VISIT_FORM, section: str | None = None, entity: EntityId | None = None) -> Room:
        rooms.append(Room(desk, Place(PlaceKind.FORM, somebody, form, section, entity), qtbot))
        return rooms[-1]

    yield open_one
    for room in rooms:
        room.close()


def record_of(desk: Desk, person: PersonId) -> PersonRecord:
    record = desk.store_thread.submit(lambda store: read_person_record(store, person)).result()
    assert record is not None
    return record


def written(desk: Desk, person: PersonId, form: str = VISIT_FORM) -> dict[str, Any]:
    return record_of(desk, person).responses_to(form)[-1].answers


def operations(desk: Desk) -> list[Any]:
    tail = desk.store_thread.submit(lambda store: store.tail(5000, 50_000_000)).result()
    return list(tail)


def test_a_visit_half_done_goes_on_where_they_were(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    first = open_room()
    first.screen.section_chosen.emit("coming_home")
    first.press("fn_food", "need_help_today")
    area = first.view.widgets[None, "housing"].findChild(QPlainTextEdit)
    assert area is not None
    QTest.keyClicks(area, "Rent is two weeks behind")
    assert first.screen.saved.words == "Not saved yet"
    first.saved()
    first.close()
    (draft,) = record_of(desk, somebody).drafts
    again = open_room()
    assert again.screen.page.title.text() == "Coming home"
    assert again.view.widgets[None, "fn_food"].row.choice == "need_help_today"
    area = again.view.widgets[None, "housing"].findChild(QPlainTextEdit)
    assert area is not None
    assert area.toPlainText() == "Rent is two weeks behind"
    again.press("fn_gas", "ok")
    again.saved()
    assert [one.draft for one in record_of(desk, somebody).drafts] == [draft.draft]
    assert record_of(desk, somebody).responses_to(VISIT_FORM) == []


def test_leaving_saves_at_once(desk: Desk, somebody: PersonId, open_room: Callable[..., Room]) -> None:
    room = open_room()
    room.press("registered", "no")
    room.screen.about_to_leave()
    room.close()
    (draft,) = record_of(desk, somebody).drafts
    assert draft.snapshot["draft"]["answers"] == [[None, "registered", {"given": False}]]


def test_looking_is_not_writing(desk: Desk, somebody: PersonId, open_room: Callable[..., Room]) -> None:
    room = open_room()
    room.screen.on.click()
    room.screen.stop.click()
    assert desk.places[-1] == Place(PlaceKind.PERSON, somebody)
    assert record_of(desk, somebody).drafts == ()


def test_stopping_keeps_it_and_goes_back_to_the_person(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room], qtbot: QtBot
) -> None:
    room = open_room()
    room.press("registered", "yes")
    room.screen.stop.click()
    assert desk.places == [], "not before it is saved"
    qtbot.waitUntil(lambda: desk.places == [Place(PlaceKind.PERSON, somebody)])
    assert len(record_of(desk, somebody).drafts) == 1


def test_a_finished_visit_is_one_transaction_and_lets_go_of_its_draft(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    room = open_room()
    room.answer(**NEEDED)
    room.saved()
    before = len(operations(desk))
    room.finish()
    after = operations(desk)
    entity = after[-1].operations[0].entity
    assert desk.places[-1] == Place(PlaceKind.VISIT_DONE, somebody, entity=entity)
    assert len(after) == before + 1
    assert len({one.entity for one in after[-1].operations}) == 1
    assert record_of(desk, somebody).drafts == ()
    assert set(written(desk, somebody)) == set(NEEDED)


def test_a_visit_is_not_finished_while_the_persons_own_new_words_wait_to_be_read(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    row = DraftId(new_id())
    waits: dict[str, Any] = {"items": [new_id()]}
    desk.store_thread.submit(lambda store: store.save_draft(row, somebody, TO_READ, waits)).result()
    room = open_room()
    room.answer(**NEEDED)
    room.screen.section_chosen.emit(room.presenter._filling.form.sections[-1].link_id)
    room.screen.on.click()
    room.qtbot.waitUntil(room.screen.message.isVisible)
    assert "There are new words in the plan." in room.screen.message.accessibleName()
    assert record_of(desk, somebody).responses_to(VISIT_FORM) == []
    assert record_of(desk, somebody).draft_of(VISIT_FORM) is not None
    desk.store_thread.submit(lambda store: store.discard_draft(row)).result()
    room.finish()
    assert set(written(desk, somebody)) == set(NEEDED)


def test_no_not_now_and_not_asked_stay_three_all_the_way(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    room = open_room()
    room.answer(**{key: one for key, one in NEEDED.items() if key != "safety_ask"})
    room.screen.section_chosen.emit("safe")
    room.press("safety_ask", NOT_ASKED)
    QTest.keyClicks(room.view.widgets[None, "safety_ask"].reason, "Her son was there")
    room.press("harm_others", "no")
    room.press("hurt_by_others", NOT_NOW)
    room.finish()
    answers = written(desk, somebody)
    assert answers["safety_ask"] == {"not_asked": "Her son was there"}
    assert answers["harm_others"] == {"given": False}
    assert answers["hurt_by_others"] == {"not_now": True}
    assert "safety_now" not in answers, "never reached is none of the three"


@pytest.mark.parametrize("missing", sorted(NEEDED))
def test_only_what_is_really_required_is_asked_for(
    desk: Desk, missing: str, open_room: Callable[..., Room]
) -> None:
    room = open_room()
    room.answer(**{key: one for key, one in NEEDED.items() if key != missing})
    room.screen.section_chosen.emit("what_next")
    room.screen.on.click()
    assert desk.places == []
    assert room.screen.message.accessibleName().startswith("One thing to look at")
    widget = room.view.widgets[None, missing]
    assert widget.problem.isVisible()
    assert widget.isAncestorOf(room.host.focusWidget())
    room.qtbot.waitUntil(lambda: not widget.visibleRegion().isEmpty())


@pytest.mark.parametrize("missing", ["id_check", "safety_ask", "crisis_known", "next_appt_when"])
def test_a_reason_is_always_enough_but_for_the_contact_itself(
    desk: Desk, somebody: PersonId, missing: str, open_room: Callable[..., Room]
) -> None:
    room = open_room()
    room.answer(**(NEEDED | {missing: NotAsked("he was too tired")}))
    room.finish()
    assert written(desk, somebody)[missing] == {"not_asked": "he was too tired"}


def test_a_visit_that_met_nobody_is_not_finished_here(open_room: Callable[..., Room]) -> None:
    room = open_room()
    no_reply = {"contact_outcome": Given("3"), "with_person": Given(value=False)}
    left_out = {"safety_ask", "crisis_known"}
    room.answer(**({key: one for key, one in NEEDED.items() if key not in left_out} | no_reply))
    room.screen.section_chosen.emit("what_next")
    room.screen.on.click()
    assert room.view.widgets[None, "contact_outcome"].problem.isVisible()


def test_a_part_not_covered_today_says_so_in_the_record(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    room = open_room()
    room.answer(**NEEDED)
    room.screen.section_chosen.emit("medicines")
    room.screen.not_covered.click()
    room.finish()
    assert written(desk, somebody)["meds_take"] == {"not_now": True}


def fill_the_disk(desk: Desk) -> None:
    def full(store: Any) -> None:
        pages = store._database.one("PRAGMA page_count")[0]
        store._database.one(f"PRAGMA max_page_count = {pages}")

    desk.store_thread.submit(full).result()


def test_a_full_disk_keeps_the_words_and_says_so(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room], qtbot: QtBot
) -> None:
    room = open_room(section="been")
    fill_the_disk(desk)
    words = "It has been quiet. " * 3000
    area = room.view.widgets[None, "home_feel"].findChild(QPlainTextEdit)
    assert area is not None
    area.setPlainText(words)
    qtbot.waitUntil(room.screen.message.isVisible)
    assert room.screen.saved.words == "Not saved yet"
    assert area.toPlainText() == words
    room.screen.stop.click()
    room.screen.message.hide()
    qtbot.waitUntil(room.screen.message.isVisible)
    assert desk.places == [], "nobody is led away from words that are not saved"
    desk.store_thread.submit(lambda store: store._database.one("PRAGMA max_page_count = 1000000")).result()
    room.screen.message.button.click()
    room.saved()
    assert not room.screen.message.isVisible()
    assert len(record_of(desk, somebody).drafts) == 1


def test_a_finish_that_finds_the_disk_full_finishes_nothing(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room], qtbot: QtBot
) -> None:
    room = open_room()
    room.answer(**NEEDED, home_feel=Given("quiet " * 600), sleep=Given("badly " * 600))
    room.saved()
    fill_the_disk(desk)
    room.screen.section_chosen.emit("what_next")
    room.screen.on.click()
    qtbot.waitUntil(room.screen.message.isVisible)
    assert desk.places == []
    assert record_of(desk, somebody).responses_to(VISIT_FORM) == []
    assert len(record_of(desk, somebody).drafts) == 1


def test_what_needs_help_becomes_a_promise_with_one_press(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    room = open_room(section="coming_home")
    assert not room.screen.promise.isVisible()
    before = dict(room.view.widgets)
    room.press("fn_food", "need_help_today")
    assert room.view.widgets == before
    assert "becomes something we promise" in room.screen.promise.accessibleName()
    room.screen.promise_button.click()
    assert room.screen.page.title.text() == "What next"
    focused = room.host.focusWidget()
    assert isinstance(focused, QLineEdit)
    QTest.keyClicks(focused, "Food parcel before five (Sam)")
    room.screen.section_chosen.emit("coming_home")
    assert room.screen.promise.accessibleName() == "We promise: Food parcel before five (Sam)"
    room.press("fn_food", "ok")
    assert not room.screen.promise.isVisible()


AGREED: dict[str, Answer] = {
    "ci_start": Given(date(2026, 11, 23)),
    "ci_end": Given(date(2027, 2, 22)),
    "ci_end_who": Given("Sam and me"),
    "ci_lead": Given(NamedPerson("Sam Okafor", "worker", "0161 496 0001")),
    "ci_how": Given("Ring or text; a reply the same day"),
    "ci_after": Given("Ring the same number"),
    "ci_gp": Given("The letter has gone"),
    "ci_disagree": Given("Priya"),
    "ci_why": Given("To see how it goes"),
}


def agree(room: Room) -> EntityId:
    room.answer(**AGREED)
    room.screen.section_chosen.emit("ci_reach")
    for number, day in enumerate(("30 11 2026", "14 12 2026")):
        room.view.groups["ci_dates"].add.click()
        row = room.presenter._filling.draft.rows("ci_dates")[number]
        field = room.view.widgets[row, "ci_date_on"].fields.findChild(QLineEdit)
        assert field is not None
        QTest.keyClicks(field, day)
    room.finish()
    person = room.presenter._person
    return record_of(room.desk, person).responses_to(CHECK_IN_FORM)[-1].entity


def test_changing_what_was_agreed_records_only_what_changed_against_what_was_seen(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    entity = agree(open_room(CHECK_IN_FORM))
    before = record_of(desk, somebody)
    room = open_room(CHECK_IN_FORM, None, entity)
    assert room.presenter._filling.changes() == []
    room.answer(ci_end=Given(date(2027, 3, 1)))
    room.answer(ci_why=Given(""))
    gone = room.presenter._filling.draft.rows("ci_dates")[0]
    room.screen.section_chosen.emit("ci_reach")
    room.saved()
    room.close()
    again = open_room(CHECK_IN_FORM, "ci_reach", entity)
    row = again.view.groups["ci_dates"].rows[gone]
    row.away.click()
    row.away.click()
    again.finish()
    made = operations(desk)[-1].operations
    kinds = sorted((one.kind, one.field.rsplit("|", 1)[-1]) for one in made)
    assert kinds == [("retire", ""), ("set", "ci_end"), ("strike", "ci_why")]
    assert all(one.base for one in made)
    after = record_of(desk, somebody)
    (response,) = after.responses_to(CHECK_IN_FORM)
    assert response.answers["ci_end"] == {"given": "2027-03-01"}
    assert "ci_why" not in response.answers
    assert len(response.rows) == 1
    assert after.disagreements == before.disagreements == ()


def test_an_agreement_with_two_versions_says_so_when_it_is_opened(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    entity = agree(open_room(CHECK_IN_FORM))
    unseen = changes_for(
        newest_form(CHECK_IN_FORM), entity, [(None, "ci_end", Given(date(2027, 5, 3)))], typed=Typed.WORKER
    )
    desk.store_thread.submit(lambda store: store.record(somebody, unseen)).result()
    room = open_room(CHECK_IN_FORM, None, entity)
    assert "two versions" in room.screen.message.accessibleName()
    assert room.presenter._filling.changes() == [], "looking at two versions resolves nothing"


def test_opening_an_agreement_and_finishing_it_unchanged_records_nothing(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room], qtbot: QtBot
) -> None:
    entity = agree(open_room(CHECK_IN_FORM))
    before = len(operations(desk))
    open_room(CHECK_IN_FORM, None, entity).finish()
    assert len(operations(desk)) == before


def test_the_keyboard_alone_fills_in_a_check_in(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room], qtbot: QtBot
) -> None:
    room = open_room(CONTACT_FORM)

    def tab_to(name: str) -> QWidget:
        for _ in range(60):
            focused = room.host.focusWidget()
            assert focused is not None
            if focused.accessibleName() == name:
                return focused
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        raise AssertionError(name)

    QTest.keyClick(tab_to("Who got in touch?: I did"), Qt.Key.Key_Space)
    QTest.keyClick(tab_to("When: now"), Qt.Key.Key_Return)
    QTest.keyClick(tab_to("How: Phone"), Qt.Key.Key_Space)
    QTest.keyClicks(tab_to("What I said"), "Slept. Went to the canal.")
    QTest.keyClick(tab_to("Do I feel safe right now?: Yes"), Qt.Key.Key_Space)
    decided = tab_to("What we decided: Carry on as we are")
    QTest.keyClick(decided, Qt.Key.Key_Space)
    QTest.keyClick(tab_to("Finish"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.places))
    answers = written(desk, somebody, CONTACT_FORM)
    assert answers["cc_words"] == {"given": "Slept. Went to the canal."}
    assert answers["cc_result"] == {"given": "carry_on"}


def test_tab_follows_the_page_also_after_a_row_was_added(open_room: Callable[..., Room]) -> None:
    room = open_room(section="what_next")
    room.view.groups["agreed_actions"].add.click()
    row = room.presenter._filling.draft.rows("agreed_actions")[0]
    names: list[str] = []
    first = room.view.widgets[None, "next_appt_who"].fields.findChild(QLineEdit)
    assert first is not None
    first.setFocus()
    while len(names) < 30:
        focused = room.host.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = [
        "Who with",
        room.view.widgets[row, "action_what"].name,
        room.view.groups["agreed_actions"].add.accessibleName(),
        room.view.widgets[None, "registered_review"].name,
        "What next: not covered today",
        "Stop here, keep it",
        "Back",
        "Finish",
    ]
    assert [one for one in names if one in wanted][: len(wanted)] == wanted


@pytest.mark.parametrize(("scale", "language"), [(1.0, "en_GB"), (2.0, "en_GB"), (1.0, "ar_XB")])
def test_nothing_is_cut_off_and_everything_has_a_name(
    scale: float, language: str, open_room: Callable[..., Room], qapp: QApplication
) -> None:
    locales.activate(language)
    apply_theme(qapp, "light", scale)
    mirrored = locales.is_right_to_left()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    try:
        room = open_room()
        room.answer(contact_outcome=Given("3"), sp_offer=Given("made"), sleep=NotNow())
        for section in room.presenter._filling.form.sections:
            room.screen.section_chosen.emit(section.link_id)
            for group in room.view.groups.values():
                group.add.click()
            qapp.processEvents()
            assert room.screen.page.horizontalScrollBar().maximum() == 0, section.link_id
            for one in room.screen.findChildren(QWidget):
                if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisibleTo(room.screen):
                    assert one.accessibleName(), type(one).__name__
    finally:
        locales.activate("en_GB")
        apply_theme(qapp, "light", 1.0)
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
