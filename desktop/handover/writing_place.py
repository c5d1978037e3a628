# SPDX-License-Identifier: Apache-2.0
"""Where the person writes by themselves: large, with who is typing. The words are theirs whoever types."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.text_area import GrowingTextArea
from desktop.widgets.words import Words
from locales import _
from records.contribution import Contribution
from records.operation import Typed


class WritingPlace(Card):
    """The writing place.

    Signals:
        too_long: something was not taken, because it is more than one place holds.
        changed: carries the text and who types, at every letter.
        kept: done with these words.
        left: not this time; the words are thought better of.
    """

    changed = Signal(str, str)
    kept = Signal()
    left = Signal()
    too_long = Signal()

    def __init__(
        self, words: Contribution, question: str, worker: str, sees: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("person_words", parent=parent)
        self.text = GrowingTextArea(
            question, _("I can write here, or say it and {name} will type it").format(name=worker)
        )
        self.text.setPlainText(words.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._typing = ChoiceRow(
            _("Who is typing?"),
            [
                Option(Typed.SELF, _("Me")),
                Option(Typed.WORKER, _("{name}, my words").format(name=worker)),
                Option(Typed.INTERPRETER, _("An interpreter")),
            ],
        )
        self._typing.show_choice(words.typed)
        seen = Words()
        seen.show_lead(_("Who will see this?"), sees)
        self._keep = SecondaryButton(_("Keep these words"))
        self._leave = QuietButton(_("Not this time"))
        for one in (self.text, self._typing, seen, in_line(self._keep, self._leave)):
            self.add(one)
        self._keep.setEnabled(bool(words.text.strip()))
        self.text.textChanged.connect(self._on_changed)
        self.text.submitted.connect(self._on_keep)
        self.text.too_long.connect(self.too_long)
        self._typing.chosen.connect(self._on_changed)
        self._keep.clicked.connect(self._on_keep)
        self._leave.clicked.connect(self.left)

    def _on_changed(self) -> None:
        text = self.text.toPlainText()
        self._keep.setEnabled(bool(text.strip()))
        self.changed.emit(text, self._typing.choice or Typed.SELF)

    def _on_keep(self) -> None:
        if self.text.toPlainText().strip():
            self.kept.emit()
