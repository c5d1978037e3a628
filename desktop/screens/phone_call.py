# SPDX-License-Identifier: Apache-2.0
"""A new person typed while the ward is on the phone: one short column, Enter moves on.

The questions are those of the person and discharge forms in a worker's words. Never requires, saves or judges
anything: the presenter does. What nobody knew is left empty, or said to be not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QVBoxLayout, QWidget

from desktop.questions.choices import YesNoQuestion
from desktop.questions.days import DateQuestion, MomentQuestion
from desktop.questions.question import Asking, QuestionWidget, grows_with_width
from desktop.questions.reading import read_day, read_time
from desktop.questions.view import QuestionView
from desktop.theme.spacing import spaced
from desktop.widgets.arrange import bring_into_view
from desktop.widgets.card import Card
from desktop.widgets.choice_row import Option
from forms.answers import Answer, NotAsked, Path
from forms.definition import Form, QuestionType
from forms.draft import Draft
from forms.registry import newest_form
from forms.validation import Finding
from locales import N_, _
from records.people import DISCHARGE_FORM, PERSON_FORM

NOT_KNOWN = "keepwell:not_known"
_WORRIED = "sui_risk_at_disch"
_PERSON = {
    "name": N_("Name"),
    "called": N_("What they like to be called"),
    "dob": N_("Date of birth"),
    "nhs_no": N_("NHS number"),
    "nhs_no_reason": N_("Why is there no NHS number?"),
    "phone": N_("Their phone number"),
    "address": N_("Where they live, if it was said"),
}
_DISCHARGE = {
    "disch_dt": N_("When did they leave hospital?"),
    "disch_ward": N_("Which ward?"),
    _WORRIED: N_("When they left, was anyone worried that they might end their life?"),
}
_MOMENT = re.compile(
    r"(?P<day>.*?[^\s,])(?:[\s,]+at)?[\s,]+(?P<time>\d{1,2}[:.]\d{2}(?:\s*[ap]m?)?|\d{1,2}\s*[ap]m|noon)",
    re.IGNORECASE,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def person_form() -> Form:
    """The person form as a worker is asked it on the phone."""
    return _asked_on_the_phone(newest_form(PERSON_FORM), _PERSON)


def discharge_form() -> Form:
    """The discharge form as a worker is asked it on the phone."""
    return _asked_on_the_phone(newest_form(DISCHARGE_FORM), _DISCHARGE)


def _asked_on_the_phone(form: Form, asked: Mapping[str, str]) -> Form:
    """The same form, journalled as itself: only words change, and "not now", which is the person's to say."""
    questions = dict(form.by_link_id)
    for link_id, words in asked.items():
        question = questions[link_id]
        # An address said on the phone fits on a line, and Enter moves on from a line.
        kind = QuestionType.LINE if question.type is QuestionType.TEXT else question.type
        questions[link_id] = replace(
            question, text=words, type=kind, required=False, always_given=True, help="", starters=()
        )
    return replace(form, by_link_id=questions)


def split_moment(typed: str, today: date) -> tuple[str, str] | None:
    """Day and time where both were typed in one go ("yesterday 16:30"); None where they were not."""
    found = _MOMENT.fullmatch(typed.strip())
    if found is None or read_day(found["day"], today, past=True) is None or read_time(found["time"]) is None:
        return None
    return found["day"], found["time"]


class WorriedQuestion(YesNoQuestion):
    """Yes, no, or that the ward did not know: three different answers (design 1.6)."""

    def _options(self) -> list[Option]:
        return [*super()._options(), Option(NOT_KNOWN, _("Not known"), quiet=True)]

    def _take_choice(self, code: str) -> None:
        if code == NOT_KNOWN:
            self._say(NotAsked(_("Not known when the ward rang")))
        else:
            super()._take_choice(code)

    def show_answer(self, answer: Answer | None) -> None:
        """Show what has been answered, telling nobody."""
        super().show_answer(answer)
        self.reason.hide()
        if isinstance(answer, NotAsked):
            self.row.show_choice(NOT_KNOWN)


class PhoneCall(QWidget):
    """The form, bound to two drafts.

    Attributes:
        person, discharge: the drafts, always as the screen shows them.

    Signals:
        changed: something was typed or chosen; the drafts hold it already.
        finished: Enter was pressed on the last question.
    """

    changed = Signal()
    finished = Signal()

    def __init__(
        self, person: Draft, discharge: Draft, asking: Asking, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.person, self.discharge, self._asking = person, discharge, asking
        self._who = QuestionView(person.form, _PERSON, person, asking=asking)
        leaving = [link_id for link_id in _DISCHARGE if link_id != _WORRIED]
        self._leaving = QuestionView(discharge.form, leaving, discharge, asking=asking)
        self._worried = WorriedQuestion(discharge.form.by_link_id[_WORRIED], (None, _WORRIED), asking)
        self._worried.show_answer(discharge.answer((None, _WORRIED)))
        self._worried.answer_changed.connect(self._on_worried)
        column = spaced(QVBoxLayout(self), "gap_m")
        last = Card()
        spaced(last.body, "", ("gap_l", "gap_s"))
        last.add(self._worried)
        for part in (self._who, self._leaving, last):
            column.addWidget(part)
        for view in (self._who, self._leaving):
            view.draft_changed.connect(self.changed)
        grows_with_width(self)
        born = self.asked("dob")
        if isinstance(born, DateQuestion):
            born.day.setPlaceholderText(_("Such as 14/3/89"))
        self._moment().day.setPlaceholderText(_("Such as yesterday 16:30"))
        self._listen()

    @property
    def widgets(self) -> tuple[QuestionWidget, ...]:
        """Every question in the order it is asked, those that do not apply now too."""
        return (*self._who.widgets.values(), *self._leaving.widgets.values(), self._worried)

    def asked(self, link_id: str) -> QuestionWidget:
        """The widget of a question. Raises StopIteration for one that is not asked here."""
        return next(one for one in self.widgets if one.path == (None, link_id))

    def begin(self, link_id: str = "name") -> None:
        """Put the focus on a question, and the question in view."""
        self.asked(link_id).begin()
        bring_into_view(self.asked(link_id))

    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with what was typed, and show it at its questions."""
        found = [
            finding
            for draft in (self.person, self.discharge)
            for path in draft.relevant()
            for finding in draft.findings(path)
        ]
        for view in (self._who, self._leaving):
            view.show_findings(found)
        return tuple(found)

    # Enter moves on

    def _listen(self) -> None:
        for widget in self.widgets:
            for field in widget.findChildren(QWidget):
                if isinstance(field, QLineEdit):
                    field.setAcceptDrops(False)  # a file dropped on a field is a referral, not a text
                if isinstance(field, QLineEdit | QAbstractButton):
                    field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter answers and moves on; leaving the day takes a time out of it."""
        day = self._moment().day
        if watched is day and event.type() == QEvent.Type.FocusOut:
            self._take_time_out_of_day()
        if not (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress):
            return super().eventFilter(watched, event)
        if event.key() not in _ENTER or not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        asked = self._asked_by(watched)
        if isinstance(watched, QAbstractButton) and not (asked is not None and asked.single):
            return super().eventFilter(watched, event)
        if isinstance(watched, QAbstractButton):
            watched.click()
        if watched is day:
            self._take_time_out_of_day()
        self._go_on(watched)
        return True

    def _asked_by(self, field: QWidget) -> QuestionWidget | None:
        return next((one for one in self.widgets if one.isAncestorOf(field)), None)

    def _stops(self) -> list[tuple[QWidget, QuestionWidget]]:
        """Where Enter leads, in order: each field that is written in, each question that is chosen from."""
        stops: list[tuple[QWidget, QuestionWidget]] = []
        for widget in self.widgets:
            if not widget.isVisibleTo(self):
                continue
            if widget.single:
                stops.append((widget, widget))
            else:
                entries = [one for one in widget.findChildren(QLineEdit) if one is not widget.reason]
                stops += [(entry, widget) for entry in entries]
        return stops

    def _go_on(self, here: QWidget) -> None:
        stops = self._stops()
        at = next(n for n, (stop, _one) in enumerate(stops) if stop is here or stop.isAncestorOf(here))
        moment = self._moment()
        if here is moment.day and moment.time.text():
            at += 1  # the time was typed with the day
        if at + 1 >= len(stops):
            self.finished.emit()
            return
        stop, widget = stops[at + 1]
        if isinstance(stop, QLineEdit):
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            stop.selectAll()
        else:
            widget.begin()
        bring_into_view(widget)

    def _moment(self) -> MomentQuestion:
        found = self._leaving.widgets[(None, "disch_dt")]
        assert isinstance(found, MomentQuestion)
        return found

    def _take_time_out_of_day(self) -> None:
        moment = self._moment()
        parts = None if moment.time.text() else split_moment(moment.day.text(), self._asking.today)
        if parts is not None:
            moment.day.setText(parts[0])
            moment.time.setText(parts[1])
            moment.time.textEdited.emit(parts[1])

    @Slot(object, object)
    def _on_worried(self, path: Path, answer: Answer | None) -> None:
        if answer is None:
            self.discharge.clear(path)
        else:
            self.discharge.set_answer(path, answer)
        self.changed.emit()
