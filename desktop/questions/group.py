# SPDX-License-Identifier: Apache-2.0
"""A repeating group: rows of the same few questions, with "Add another" and "Take this away".

Never takes away a row with something in it at one press; never touches the draft itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.question import QuestionWidget, grows_with_width
from desktop.theme.spacing import spaced
from desktop.widgets.buttons import QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.words import Words
from forms.answers import RowId
from forms.definition import Question
from locales import _


class GroupRow(Card):
    """One row of a group.

    Signals:
        away_confirmed: it is to go, and what it holds may go with it; carries the row.
    """

    away_confirmed = Signal(str)

    def __init__(
        self, row: RowId, questions: Mapping[str, QuestionWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.row, self.questions = row, questions
        for one in questions.values():
            self.add(one)
        foot = QWidget()
        flow = spaced(FlowLayout(foot, trailing=True), "gap_s")
        self.sure = Words(_("Take away everything written here?"), "soft")
        self.away = QuietButton(_("Take this away"))
        self.keep = SecondaryButton(_("Keep it"))
        for one_more in (self.sure, self.away, self.keep):
            flow.addWidget(one_more)
        grows_with_width(foot)
        self.add(foot)
        self._ask(sure=False)
        self.away.clicked.connect(self._on_away)
        self.keep.clicked.connect(self._on_keep)

    def is_blank(self) -> bool:
        """Whether nothing stands in any of its fields."""
        return all(one.is_blank() for one in self.questions.values())

    def _ask(self, *, sure: bool) -> None:
        self._asked = sure
        self.sure.setVisible(sure)
        self.keep.setVisible(sure)
        self.away.show_words(_("Yes, take it away") if sure else _("Take this away"))

    @Slot()
    def _on_away(self) -> None:
        if self._asked or self.is_blank():
            self.away_confirmed.emit(self.row)
        else:
            self._ask(sure=True)
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_keep(self) -> None:
        self._ask(sure=False)
        self.away.setFocus(Qt.FocusReason.OtherFocusReason)


class RepeatingGroup(QWidget):
    """The rows of one group.

    Signals:
        row_wanted: "Add another" was pressed; carries the group's linkId.
        row_unwanted: a row is to go; carries the row.
    """

    row_wanted = Signal(str)
    row_unwanted = Signal(str)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.rows: dict[str, GroupRow] = {}
        name = _(question.text)
        self.setAccessibleName(name)
        self._column = spaced(QVBoxLayout(self), "gap_s")
        self._column.addWidget(Words(name, "heading"))
        if question.help:
            self._column.addWidget(Words(_(question.help), "small"))
        self.add = SecondaryButton(_("Add another"))
        self._foot = QWidget()
        spaced(FlowLayout(self._foot), "gap_s").addWidget(self.add)
        grows_with_width(self._foot)
        self._column.addWidget(self._foot)
        self.add.clicked.connect(self._on_add)
        grows_with_width(self)
        self._name_add()

    def show_row(self, row: RowId, questions: Mapping[str, QuestionWidget]) -> GroupRow:
        """Add a row below the others."""
        shown = GroupRow(row, questions)
        shown.setAccessibleName(
            _("{question}, line {number}").format(question=_(self.question.text), number=len(self.rows) + 1)
        )
        shown.away_confirmed.connect(self.row_unwanted)
        self.rows[row] = shown
        self._column.insertWidget(self._column.count() - 1, shown)
        shown.show()
        self._name_add()
        return shown

    def drop_row(self, row: RowId) -> None:
        """Let a row go."""
        shown = self.rows.pop(row)
        self._column.removeWidget(shown)
        shown.hide()
        shown.deleteLater()
        self._name_add()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_add(self) -> None:
        self.add.show_words(_("Add another") if self.rows else _("Add one"))
        self.add.setAccessibleName(f"{_(self.question.text)}: {self.add.text()}")

    @Slot()
    def _on_add(self) -> None:
        self.row_wanted.emit(self.question.link_id)
