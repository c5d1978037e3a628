# SPDX-License-Identifier: Apache-2.0
"""Questions about somebody: name, who they are to the person, phone, and whether we may ring them.

Never fills anybody in; that nobody said whether we may ring is neither a yes nor a no.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop.questions.question import QuestionWidget, grows_with_width
from desktop.questions.reading_order import set_reading_order
from desktop.theme.spacing import spaced
from desktop.widgets.buttons import QuietButton, SecondaryButton
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.flow_layout import EvenLayout, FlowLayout
from forms.answers import AnswerValue, NamedPerson
from locales import _

_MAY = {"yes": True, "no": False}


class PersonFields(QFrame):
    """The fields of one named person. `entry` makes a field that tells its question of changes."""

    def __init__(
        self, name: str, entry: Callable[[str, str], QLineEdit], changed: Callable[[], None]
    ) -> None:
        super().__init__()
        column = spaced(QVBoxLayout(self), "gap_xs")
        self.called = entry(_("{question}, name").format(question=name), _("Name"))
        self.relation = entry(_("{question}, who they are").format(question=name), _("Who they are"))
        self.phone = entry(_("{question}, phone").format(question=name), _("Phone"))
        line = QWidget()
        even = spaced(EvenLayout(line), "gap_s")
        for one in (self.called, self.relation, self.phone):
            even.addWidget(one)
        grows_with_width(line)
        column.addWidget(line)
        self.may = ChoiceRow(
            _("May we ring them?"), [Option("yes", _("Yes")), Option("no", _("No"))], text="soft"
        )
        self.may.chosen.connect(changed)
        column.addWidget(self.may)
        grows_with_width(self)

    def value(self) -> NamedPerson:
        """Who stands in the fields."""
        return NamedPerson(
            self.called.text(), self.relation.text(), self.phone.text(), _MAY.get(self.may.choice or "")
        )

    def show_value(self, person: NamedPerson) -> None:
        """Fill the fields, telling nobody."""
        for entry, words in (
            (self.called, person.name),
            (self.relation, person.relation),
            (self.phone, person.phone),
        ):
            entry.setText(words)
        choice = {True: "yes", False: "no", None: None}[person.ok_to_contact]
        self.may.show_choice(choice)


class PersonQuestion(QuestionWidget):
    """Somebody."""

    def _build(self) -> None:
        self.person = PersonFields(self.name, self._entry, self._on_written)
        self._written.addWidget(self.person)

    def _value(self) -> AnswerValue | None:
        person = self.person.value()
        return None if person == NamedPerson("") else person

    def _show_value(self, value: AnswerValue | None) -> None:
        self.person.show_value(value if isinstance(value, NamedPerson) else NamedPerson(""))


class PeopleQuestion(QuestionWidget):
    """Several people, one below the other."""

    def _build(self) -> None:
        self.people: list[PersonFields] = []
        foot = QWidget()
        flow = spaced(FlowLayout(foot), "gap_s")
        self.add = SecondaryButton(_("Add another"))
        self.add.setAccessibleName(_("{question}: add another").format(question=self.name))
        self.add.clicked.connect(self._on_add)
        self.away = QuietButton(_("Take the last one away"))
        self.away.clicked.connect(self._on_away)
        flow.addWidget(self.add)
        flow.addWidget(self.away)
        grows_with_width(foot)
        self._written.addWidget(foot)
        self._add_person()

    def _value(self) -> AnswerValue | None:
        people = tuple(one.value() for one in self.people)
        return tuple(one for one in people if one != NamedPerson("")) or None

    def _show_value(self, value: AnswerValue | None) -> None:
        named = [one for one in value if isinstance(one, NamedPerson)] if isinstance(value, tuple) else []
        while len(self.people) > max(len(named), 1):
            self._drop_last()
        while len(self.people) < len(named):
            self._add_person()
        for fields, one in zip(self.people, named or [NamedPerson("")], strict=True):
            fields.show_value(one)

    def _add_person(self) -> PersonFields:
        number = len(self.people) + 1
        name = _("{question}, line {number}").format(question=self.name, number=number)
        fields = PersonFields(name, self._entry, self._on_written)
        self._written.insertWidget(self._written.count() - 1, fields)
        fields.show()
        self.people.append(fields)
        self.away.setVisible(len(self.people) > 1)
        return fields

    def _drop_last(self) -> None:
        fields = self.people.pop()
        self._written.removeWidget(fields)
        fields.hide()
        fields.deleteLater()
        self.away.setVisible(len(self.people) > 1)

    @Slot()
    def _on_add(self) -> None:
        fields = self._add_person()
        set_reading_order(self)
        fields.called.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_away(self) -> None:
        self._drop_last()
        self._on_written()
