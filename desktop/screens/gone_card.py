# SPDX-License-Identifier: Apache-2.0
"""Where somebody says what became of one copy: what, on which day, who said so. Chooses for nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.buttons import PrimaryButton, QuietButton
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class GoneTyped:
    """What is being said of a copy, as it was chosen and typed; `how` is "" while nothing is chosen."""

    how: str
    on: str
    said_by: str


class GonePart(QWidget):
    """The questions, inside the card of their copy.

    Signals:
        written: it is to be written down (`GoneTyped`).
        left: it is not, after all.
    """

    written = Signal(object)
    left = Signal()

    def __init__(
        self, copy: str, options: Sequence[Option], typed: GoneTyped, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        question = _("What became of it?")
        self.how = ChoiceRow(question, options, spoken=f"{question} {copy}")
        self.how.show_choice(typed.how or None)
        self.on = self._entry(_("On which day?"), _("Such as 14 3 2026, or today"), typed.on, copy)
        self.said_by = self._entry(_("Who said so?"), "", typed.said_by, copy)
        self.write_button = PrimaryButton(_("Write it down"))
        self.write_button.setAccessibleName(
            _("{action}: {name}").format(action=_("Write it down"), name=copy)
        )
        self.write_button.clicked.connect(self._on_write)
        leave = QuietButton(_("Not now"))
        leave.setAccessibleName(_("{action}: {name}").format(action=_("Not now"), name=copy))
        leave.clicked.connect(self.left)
        column = spaced(QVBoxLayout(self), "gap_m")
        column.addWidget(self.how)
        for words, field in ((_("On which day?"), self.on), (_("Who said so?"), self.said_by)):
            column.addWidget(stacked(Words(words, "strong"), field))
        column.addWidget(in_line(self.write_button, leave))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def typed(self) -> GoneTyped:
        """What stands in it now."""
        return GoneTyped(self.how.choice or "", self.on.text(), self.said_by.text())

    def begin(self) -> None:
        """Put the focus on the first question."""
        self.how.buttons()[0].setFocus()

    def show_unread_day(self) -> None:
        """The day could not be read: that is where to go on."""
        self.on.setFocus()
        self.on.selectAll()

    def _on_write(self) -> None:
        self.written.emit(self.typed)

    @staticmethod
    def _entry(words: str, example: str, text: str, copy: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setMaxLength(200)
        field.setPlaceholderText(example)
        field.setAccessibleName(_("{action}: {name}").format(action=words, name=copy))
        return field
