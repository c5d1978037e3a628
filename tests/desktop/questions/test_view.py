# SPDX-License-Identifier: Apache-2.0
"""What a person does to a question on screen is what stands in the draft, by every way of answering."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.questions.choices import HomecomingQuestion, MultiChoiceQuestion, YesNoQuestion
from desktop.questions.days import DateQuestion, MomentQuestion
from desktop.questions.people import PeopleQuestion, PersonQuestion
from desktop.questions.question import NOT_ASKED, NOT_NOW, Asking, QuestionWidget
from desktop.questions.table import widget_class
from desktop.questions.texts import (
    LineQuestion,
    LinesQuestion,
    NhsNumberQuestion,
    NumberQuestion,
    TextQuestion,
)
from desktop.questions.view import QuestionView
from desktop.widgets.choice_row import OptionButton
from forms.answers import Answer, Given, LocalMoment, NamedPerson, NotAsked, NotNow, Unknown
from forms.definition import Form, Question, QuestionType
from forms.draft import Draft
from forms.registry import CHECK_IN, CONTACT, DISCHARGE, PERSON, VISIT, all_forms, newest_form

NOW = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)
HOSTS: list[QWidget] = []
ASKING = Asking("Europe/London", lambda: NOW)


def questions_of(form: Form) -> list[str]:
    return [one.link_id for section in form.sections for one in section.questions]


def stand(qtbot: QtBot, view: QuestionView) -> QuestionView:
    """On screen, with the focus to be had; a host without a layout asks nothing of a window manager."""
    host = QWidget()
    HOSTS[:] = [host]  # Qt's parents do not keep Python's widgets alive
    qtbot.addWidget(host)
    host.resize(1280, 3000)
    view.setParent(host)
    view.setGeometry(0, 0, 1280, 3000)
    with qtbot.waitExposed(host):
        host.show()
        view.show()
    host.activateWindow()
    return view


def view_of(qtbot: QtBot, canonical: str, *link_ids: str) -> tuple[QuestionView, Draft]:
    form = newest_form(canonical)
    draft = Draft(form, now=lambda: NOW)
    view = QuestionView(form, link_ids or questions_of(form), draft, asking=ASKING)
    return stand(qtbot, view), draft


def press(view: QuestionView, link_id: str, code: str) -> None:
    button = next(
        one
        for one in view.widgets[None, link_id].row.buttons()
        if isinstance(one, OptionButton) and one.option.code == code
    )
    button.click()


def named(widget: QWidget, words: str) -> QAbstractButton:
    return next(one for one in widget.findChildren(QAbstractButton) if one.accessibleName() == words)


def test_every_question_of_every_form_has_a_widget() -> None:
    for form in all_forms():
        for question in form.by_link_id.values():
            if question.type not in {QuestionType.GROUP, QuestionType.NOTE}:
                assert issubclass(widget_class(question), QuestionWidget)


def test_no_not_asked_and_not_now_are_three_things(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, VISIT, "safety_now")
    path = (None, "safety_now")
    press(view, "safety_now", "no")
    assert draft.answer(path) == Given(value=False)
    press(view, "safety_now", NOT_NOW)
    assert draft.answer(path) == NotNow()
    press(view, "safety_now", NOT_ASKED)
    assert draft.answer(path) == NotAsked("")
    reason = view.widgets[path].reason
    assert reason.isVisible()
    QTest.keyClicks(reason, "Her son was in the room")
    assert draft.answer(path) == NotAsked("Her son was in the room")


def test_only_an_answer_will_do_where_the_contact_itself_is_told(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, VISIT, "contact_mode", "contact_dt")
    for one in view.widgets.values():
        offered = {button.option.code for button in one.row.buttons() if isinstance(button, OptionButton)}
        assert not offered & {NOT_NOW, NOT_ASKED}


def test_a_page_shows_again_what_the_draft_holds(qtbot: QtBot) -> None:
    answers: dict[str, Answer] = {
        "fn_food": Given("need_help_today"),
        "id_check": Given(("name", "dob")),
        "contact_dt": Given(LocalMoment(date(2026, 11, 21), time(14, 0), "Europe/London")),
        "meds_have": Given(value=True),
        "meds_days": Given(5),
        "home_feel": Given("Quiet.\nToo quiet."),
        "sleep": NotNow(),
        "meds_due": Given("some day"),
        "next_appt_who": NotAsked("no time"),
        "crisis_known": Unknown({"later": 1}),
    }
    form = newest_form(VISIT)
    draft = Draft(form, now=lambda: NOW)
    for link_id, answer in answers.items():
        draft.set_answer((None, link_id), answer)
    before = draft.snapshot()
    view = QuestionView(form, questions_of(form), draft, asking=ASKING)
    qtbot.addWidget(view)
    assert draft.snapshot() == before
    assert view.widgets[None, "fn_food"].row.choice == "need_help_today"
    assert view.widgets[None, "id_check"].row.choices == ("name", "dob")
    assert view.widgets[None, "sleep"].row.choices == (NOT_NOW,)
    assert view.widgets[None, "next_appt_who"].reason.text() == "no time"
    moment = view.widgets[None, "contact_dt"]
    newer = view.widgets[None, "crisis_known"].problem
    view.show_findings([])
    assert newer.text().startswith("A newer Keepwell")
    assert isinstance(moment, MomentQuestion)
    assert moment.understood.text() == "Saturday 21 November 2026, 14:00"
    unread = view.widgets[None, "meds_due"]
    assert isinstance(unread, DateQuestion)
    assert unread.day.text() == "some day"


def test_a_day_is_typed_and_said_back_in_words(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, PERSON, "dob")
    widget = view.widgets[None, "dob"]
    assert isinstance(widget, DateQuestion)
    widget.day.setFocus()
    QTest.keyClicks(widget.day, "14 mar 8")
    assert draft.answer((None, "dob")) == Given("14 mar 8")
    assert not widget.problem.isVisible(), "nobody is corrected while they type"
    QTest.keyClicks(widget.day, "9")
    assert draft.answer((None, "dob")) == Given(date(1989, 3, 14))
    assert widget.understood.text() == "Tuesday 14 March 1989"


def test_what_cannot_be_read_stays_and_is_said_when_the_field_is_left(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, DISCHARGE, "disch_dt", "disch_ward")
    moment, ward = view.widgets[None, "disch_dt"], view.widgets[None, "disch_ward"]
    assert isinstance(moment, MomentQuestion)
    assert isinstance(ward, LineQuestion)
    moment.day.setFocus()
    QTest.keyClicks(moment.day, "thursday")
    QTest.keyClicks(moment.time, "teatime")
    assert draft.answer((None, "disch_dt")) == Given("thursday, teatime")
    ward.entry.setFocus()
    assert "16:30" in moment.problem.text()
    moment.time.clear()
    QTest.keyClicks(moment.time, "4pm")
    assert draft.answer((None, "disch_dt")) == Given(
        LocalMoment(date(2026, 11, 19), time(16), "Europe/London")
    )
    moment.unknown.click()
    assert draft.answer((None, "disch_dt")) == Given(LocalMoment(date(2026, 11, 19), None, "Europe/London"))
    assert moment.understood.text() == "Thursday 19 November 2026, time not known"
    assert not moment.problem.isVisible()


def test_now_is_one_press(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, CONTACT, "cc_dt")
    widget = view.widgets[None, "cc_dt"]
    assert isinstance(widget, MomentQuestion)
    widget.just_now.click()
    assert draft.answer((None, "cc_dt")) == Given(
        LocalMoment(date(2026, 11, 21), time(14, 2), "Europe/London")
    )


def test_words_that_were_written_come_back_when_not_now_is_taken_off(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, VISIT, "sleep")
    widget = view.widgets[None, "sleep"]
    assert isinstance(widget, TextQuestion)
    QTest.keyClicks(widget.area, "Badly")
    press(view, "sleep", NOT_NOW)
    assert draft.answer((None, "sleep")) == NotNow()
    assert not widget.area.isVisible()
    press(view, "sleep", NOT_NOW)
    assert draft.answer((None, "sleep")) == Given("Badly")
    widget.area.selectAll()
    QTest.keyClick(widget.area, Qt.Key.Key_Delete)
    assert draft.answer((None, "sleep")) is None


def test_several_lines_one_after_the_other(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, CHECK_IN, "ci_goals")
    widget = view.widgets[None, "ci_goals"]
    assert isinstance(widget, LinesQuestion)
    QTest.keyClicks(widget.entries[0], "Cooking again")
    QTest.keyClick(widget.entries[0], Qt.Key.Key_Return)
    QTest.keyClicks(widget.entries[1], "Sleeping")
    assert draft.answer((None, "ci_goals")) == Given(("Cooking again", "Sleeping"))
    named(widget, "How I’ll know that I’m ready, line 2: take away").click()
    assert draft.answer((None, "ci_goals")) == Given(("Cooking again",))


def test_several_of_some_and_not_asked_do_not_stand_together(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, VISIT, "id_check")
    assert isinstance(view.widgets[None, "id_check"], MultiChoiceQuestion)
    for code in ("dob", "name"):
        press(view, "id_check", code)
    assert draft.answer((None, "id_check")) == Given(("name", "dob"))
    press(view, "id_check", NOT_NOW)
    assert draft.answer((None, "id_check")) == NotNow()
    press(view, "id_check", "address")
    assert draft.answer((None, "id_check")) == Given(("address",))
    assert "at least 2" in view.widgets[None, "id_check"].problem.text()


def test_a_choice_that_a_newer_form_offers_survives_another_choice(qtbot: QtBot) -> None:
    form = newest_form(VISIT)
    draft = Draft(form)
    draft.set_answer((None, "id_check"), Given(("name", "iris")))
    view = QuestionView(form, ["id_check"], draft)
    qtbot.addWidget(view)
    press(view, "id_check", "dob")
    assert draft.answer((None, "id_check")) == Given(("name", "dob", "iris"))


def test_a_person_is_named_with_whether_they_may_be_rung(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, CHECK_IN, "ci_lead")
    widget = view.widgets[None, "ci_lead"]
    assert isinstance(widget, PersonQuestion)
    QTest.keyClicks(widget.person.called, "Priya")
    QTest.keyClicks(widget.person.phone, "0161 496 0000")
    assert draft.answer((None, "ci_lead")) == Given(NamedPerson("Priya", phone="0161 496 0000"))
    widget.person.may.buttons()[0].click()
    assert draft.answer((None, "ci_lead")) == Given(
        NamedPerson("Priya", "", "0161 496 0000", ok_to_contact=True)
    )


def test_several_people(qtbot: QtBot) -> None:
    form = newest_form(VISIT)
    draft = Draft(form)
    draft.set_answer((None, "sp_offer"), Given("made"))
    view = QuestionView(form, ["sp_ask"], draft)
    qtbot.addWidget(view)
    widget = view.widgets[None, "sp_ask"]
    assert isinstance(widget, PeopleQuestion)
    QTest.keyClicks(widget.people[0].called, "Rukhsana")
    widget.add.click()
    QTest.keyClicks(widget.people[1].called, "Tom")
    assert draft.answer((None, "sp_ask")) == Given((NamedPerson("Rukhsana"), NamedPerson("Tom")))


def test_numbers_and_nhs_numbers_are_read_and_kept(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, CONTACT, "cc_reply_min")
    number = view.widgets[None, "cc_reply_min"]
    assert isinstance(number, NumberQuestion)
    QTest.keyClicks(number.entry, "20")
    assert draft.answer((None, "cc_reply_min")) == Given(20)
    QTest.keyClicks(number.entry, " or so")
    assert draft.answer((None, "cc_reply_min")) == Given("20 or so")
    number.entry.setText("")
    QTest.keyClicks(number.entry, "9" * 40)
    assert draft.answer((None, "cc_reply_min")) == Given("9" * 40)
    person, kept = view_of(qtbot, PERSON, "nhs_no")
    nhs = person.widgets[None, "nhs_no"]
    assert isinstance(nhs, NhsNumberQuestion)
    QTest.keyClicks(nhs.entry, "943 476 5919")
    assert kept.answer((None, "nhs_no")) == Given("9434765919")
    QTest.keyClicks(nhs.entry, "1")
    assert kept.answer((None, "nhs_no")) == Given("943 476 59191")


def test_what_applies_comes_and_goes_and_is_kept(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, VISIT, "person_reads", "person_reads_words")
    words = view.widgets[None, "person_reads_words"]
    assert not words.isVisible()
    before = dict(view.widgets)
    press(view, "person_reads", "disagree")
    assert words.isVisible()
    assert isinstance(words, TextQuestion)
    QTest.keyClicks(words.area, "Priya")
    press(view, "person_reads", "seen")
    assert not words.isVisible()
    assert draft.answer((None, "person_reads_words")) == Given("Priya")
    assert view.widgets == before, "typing and choosing never rebuild a widget"


def test_rows_come_and_go_and_a_full_one_only_when_asked_twice(qtbot: QtBot) -> None:
    view, draft = view_of(qtbot, VISIT, "agreed_actions")
    group = view.groups["agreed_actions"]
    group.add.click()
    (row,) = draft.rows("agreed_actions")
    what = view.widgets[row, "action_what"]
    assert isinstance(what, LineQuestion)
    QTest.keyClicks(what.entry, "Food parcel before five")
    assert draft.answer((row, "action_what")) == Given("Food parcel before five")
    shown = group.rows[row]
    shown.away.click()
    assert draft.rows("agreed_actions") == (row,)
    shown.keep.click()
    shown.away.click()
    shown.away.click()
    assert draft.rows("agreed_actions") == ()
    assert not view.widgets.keys() & {(row, "action_what")}


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.canonical.rpartition(":")[2])
def test_every_field_and_button_has_a_name(qtbot: QtBot, form: Form) -> None:
    draft = Draft(form)
    for question in form.by_link_id.values():
        if question.children:
            draft.add_row(question.link_id)
    view = QuestionView(form, questions_of(form), draft, asking=ASKING)
    qtbot.addWidget(view)
    for one in view.findChildren(QWidget):
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert one.accessibleName(), f"{type(one).__name__} in {one.parentWidget()}"


WRITTEN: list[tuple[str, Any]] = [
    ("line", "St Mark’s"),
    ("text", "one\ntwo"),
    ("decimal", Decimal("1.50")),
]


@pytest.mark.parametrize(("kind", "value"), WRITTEN)
def test_a_value_that_is_shown_is_the_value_that_is_kept(qtbot: QtBot, kind: str, value: Any) -> None:
    question = Question("q", "How?", QuestionType(kind), "s")
    widget = widget_class(question)(question, (None, "q"), ASKING)
    qtbot.addWidget(widget)
    widget.show_answer(Given(value))
    with qtbot.waitSignal(widget.answer_changed) as said:
        field = widget.fields.findChild(QPlainTextEdit)
        if field is not None:
            field.insertPlainText("")
            field.textChanged.emit()
        else:
            entry = widget.fields.findChild(QLineEdit)
            assert entry is not None
            entry.textEdited.emit(entry.text())
    assert said.args == [(None, "q"), Given(value)]


def test_the_homecoming_rows_are_the_mock_s(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, VISIT, "fn_food", "registered")
    food = view.widgets[None, "fn_food"]
    assert isinstance(food, HomecomingQuestion)
    words = [one.text() for one in food.row.buttons()]
    assert words == ["I’m ok", "Need help", "Need help today", "Not now", "Not asked"]
    yes_no = view.widgets[None, "registered"]
    assert isinstance(yes_no, YesNoQuestion)
    assert [one.text() for one in yes_no.row.buttons()] == ["Yes", "No", "Not now", "Not asked"]
