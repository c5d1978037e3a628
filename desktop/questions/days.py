# SPDX-License-Identifier: Apache-2.0
"""Questions about when: a day, or a day and a time. Typed as people write it, read back in words beneath.

Never replaces what was typed by what was understood, and never makes up a time that nobody knew.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.questions.question import QuestionWidget, grows_with_width
from desktop.questions.reading import day_words, read_day, read_time
from desktop.theme.spacing import spaced
from desktop.theme.stylesheet import restyle
from desktop.widgets.buttons import QuietButton
from desktop.widgets.choice_row import Option, OptionButton
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.words import Words
from forms.answers import AnswerValue, Given, LocalMoment
from forms.definition import ItemClass
from locales import _

_BETWEEN = ", "


class DateQuestion(QuestionWidget):
    """A day."""

    def _build(self) -> None:
        self.day = self._entry(self.name, _("Such as 14 3 2026, or today"), short=True)
        self._fields = QWidget()
        self._line = spaced(FlowLayout(self._fields), "gap_s")
        self._line.addWidget(self.day)
        grows_with_width(self._fields)
        self._written.addWidget(self._fields)
        self.understood = Words("", "small_strong")
        self.understood.hide()
        self._written.addWidget(self.understood)

    def _read_day(self) -> date | None:
        return read_day(self.day.text(), self._asking.today, past=self.question.past_only)

    def _value(self) -> AnswerValue | None:
        typed = self.day.text().strip()
        day = self._read_day()
        self._show_understood(None if day is None else day_words(day))
        return day or typed or None

    def _show_value(self, value: AnswerValue | None) -> None:
        self.day.setText(_as_typed(value) if isinstance(value, date) else str(value or ""))
        self._show_understood(day_words(value) if isinstance(value, date) else None)

    def _show_understood(self, words: str | None) -> None:
        self.understood.setText(words or "")
        self.understood.setVisible(bool(words))
        self.day.setAccessibleDescription(words or "")


# What was seen or done by whoever fills it in; a discharge is logistics, and told by others.
_OUR_OWN_DOING = {ItemClass.OBSERVATION, ItemClass.SAFETY}


class MomentQuestion(DateQuestion):
    """A day and a time of day; that nobody knows the time is an answer of its own."""

    def _build(self) -> None:
        super()._build()
        self.day.setAccessibleName(_("{question}, day").format(question=self.name))
        self.time = self._entry(
            _("{question}, time").format(question=self.name), _("Time, such as 16:30"), short=True
        )
        self.unknown = OptionButton(Option("", _("Time not known"), quiet=True), self.name)
        self.unknown.clicked.connect(self._on_unknown)
        self._line.addWidget(self.time)
        self._line.addWidget(self.unknown)
        # What one is doing oneself can be now; when somebody left hospital was said by others.
        if self.question.past_only and self.question.item_class in _OUR_OWN_DOING:
            self.just_now = QuietButton(_("Now"))
            self.just_now.setAccessibleName(_("{question}: now").format(question=self.name))
            self.just_now.clicked.connect(self._on_just_now)
            self._line.addWidget(self.just_now)

    def _value(self) -> AnswerValue | None:
        typed_day, typed_time = self.day.text().strip(), self.time.text().strip()
        if typed_time:
            self.unknown.setChecked(False)
        day, at = self._read_day(), read_time(typed_time)
        if day is None or (typed_time and at is None):
            self._show_understood(None)
            # Word for word, so that it is there to be put right after a crash as well.
            return (_BETWEEN.join((typed_day, typed_time)) if typed_time else typed_day) or None
        moment = LocalMoment(day, at, self._asking.zone)
        self._show_understood(_moment_words(moment))
        return moment

    def _show_value(self, value: AnswerValue | None) -> None:
        if isinstance(value, LocalMoment):
            self.day.setText(_as_typed(value.on))
            self.time.setText("" if value.at is None else value.at.strftime("%H:%M"))
            self.unknown.setChecked(value.at is None)
            self._show_understood(_moment_words(value))
            return
        day, _between, at = str(value or "").rpartition(_BETWEEN)
        self.day.setText(day or at)
        self.time.setText(at if day else "")
        self.unknown.setChecked(False)
        self._show_understood(None)

    def _show_held(self) -> None:
        super()._show_held()
        unread = any(one.code == "not_a_date" for one in self._held)
        if unread and self._read_day() is not None and read_time(self.time.text()) is None:
            self.problem.setText(_("We could not read this as a time. Try it like 16:30."))
            restyle(self.day, invalid=False)

    @Slot()
    def _on_unknown(self) -> None:
        if self.unknown.isChecked():
            self.time.setText("")
        self._on_written()

    @Slot()
    def _on_just_now(self) -> None:
        now = self._asking.now()
        moment = LocalMoment(
            now.date(), now.time().replace(second=0, microsecond=0, tzinfo=None), self._asking.zone
        )
        self._show_value(moment)
        self._say(Given(moment))


def _as_typed(day: date) -> str:
    return f"{day.day} {day.month} {day.year}"


def _moment_words(moment: LocalMoment) -> str:
    day = day_words(moment.on)
    if moment.at is None:
        return _("{day}, time not known").format(day=day)
    return _("{day}, {time}").format(day=day, time=moment.at.strftime("%H:%M"))
