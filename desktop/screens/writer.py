# SPDX-License-Identifier: Apache-2.0
"""Where words are written: large, with whose words they are and who types, at the moment of writing.

Never keeps words by itself: it says what was typed so far, and when to keep it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import PrimaryButton, QuietButton
from desktop.widgets.card import Card
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.text_area import GrowingTextArea
from desktop.widgets.tick_box import TickBox
from desktop.widgets.words import Words
from locales import _
from records.operation import Typed, Who


@dataclass(frozen=True, slots=True)
class Writing:
    """Words on their way, and what they are for.

    Attributes:
        part: linkId of the part of the plan.
        item: the statement they change; None for new words, and for an agreed text.
        idea: the worker's idea that the person takes in these words.
        language, translator: BCP 47 and a name, where these are the statement's words in another language.
    """

    part: str
    item: str | None = None
    idea: str | None = None
    text: str = ""
    said_by: Who = Who.PERSON
    said_name: str = ""
    typed: Typed = Typed.WORKER
    checked: bool = False
    language: str = ""
    translator: str = ""


class Writer(Card):
    """The writing place.

    Signals:
        changed: something was typed or chosen; carries the `Writing`.
        kept: these words are meant to be kept; carries the `Writing`.
        left: not this time.
        too_long: something was not taken, because it is more than one place holds.
    """

    changed = Signal(object)
    kept = Signal(object)
    left = Signal()
    too_long = Signal()

    def __init__(
        self, writing: Writing, question: str, worker: str, audience: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("person_words", parent=parent)
        self._writing = writing
        self.text = GrowingTextArea(
            question, _("I can write here, or say it and {name} will type it").format(name=worker)
        )
        self.text.setPlainText(writing.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._whose = ChoiceRow(
            _("Whose words?"),
            [
                Option(Who.PERSON, _("Mine")),
                Option(Who.CARER, _("Someone who cares for me")),
                Option(Who.WORKER, _("{name}’s").format(name=worker)),
            ],
        )
        self._whose.show_choice(writing.said_by)
        self._name = QLineEdit(writing.said_name)
        self._name.setAccessibleName(_("Their name"))
        self._name.setPlaceholderText(_("Their name"))
        self._typing = ChoiceRow(
            _("Who is typing?"),
            [
                Option(Typed.SELF, _("Me")),
                Option(Typed.WORKER, _("{name}, my words").format(name=worker)),
                Option(Typed.INTERPRETER, _("An interpreter")),
            ],
        )
        self._typing.show_choice(writing.typed)
        self._checked = TickBox(_("It was read back to me, and it is right"))
        self._checked.setChecked(writing.checked)
        self._keep = PrimaryButton(_("Keep these words"))
        self._leave = QuietButton(_("Not this time"))
        seen = Words()
        seen.show_lead(_("Who will see this?"), audience)
        for one in (self.text, self._whose, self._name, self._typing, self._checked, seen):
            self.add(one)
        self.add(in_line(self._keep, self._leave))
        self._show_rest()
        self._listen()

    @property
    def writing(self) -> Writing:
        """What stands here now."""
        return replace(
            self._writing,
            text=self.text.toPlainText(),
            said_by=Who(self._whose.choice or Who.PERSON),
            said_name=self._name.text(),
            typed=Typed(self._typing.choice or Typed.WORKER),
            checked=self._checked.isChecked(),
        )

    def _listen(self) -> None:
        self.text.textChanged.connect(self._on_changed)
        self.text.submitted.connect(self._on_keep)
        self.text.too_long.connect(self.too_long)
        self._name.textChanged.connect(self._on_changed)
        self._whose.chosen.connect(self._on_changed)
        self._typing.chosen.connect(self._on_changed)
        self._checked.toggled.connect(self._on_changed)
        self._keep.clicked.connect(self._on_keep)
        self._leave.clicked.connect(self.left)

    def _show_rest(self) -> None:
        said_by = self.writing.said_by
        self._name.setVisible(said_by is Who.CARER)
        self._typing.setVisible(said_by is not Who.WORKER)
        self._checked.setVisible(said_by is not Who.WORKER and self.writing.typed is not Typed.SELF)
        self._keep.setEnabled(bool(self.text.toPlainText().strip()))

    def _on_changed(self) -> None:
        self._show_rest()
        self.changed.emit(self.writing)

    def _on_keep(self) -> None:
        if self.writing.text.strip():
            self.kept.emit(self.writing)
