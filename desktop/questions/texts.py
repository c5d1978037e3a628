# SPDX-License-Identifier: Apache-2.0
"""Questions that are answered in words: a line, as much as one likes, several lines, an NHS number, a number.

Never cuts short, corrects or completes what was typed; what cannot be read as a number stays as typed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.questions.question import QuestionWidget, grows_with_width
from desktop.questions.reading_order import set_reading_order
from desktop.theme.spacing import spaced
from desktop.theme.stylesheet import restyle
from desktop.widgets.announce import announce
from desktop.widgets.buttons import QuietButton, SecondaryButton
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.text_area import GrowingTextArea
from desktop.widgets.words import Words
from desktop.wording import too_long_words
from forms.answers import AnswerValue
from forms.nhs_number import NhsNumber, check_nhs_number
from locales import _

# Far above what any question takes: what is too much for one is shown and said beneath it, not left out.
_LONGEST = 100_000
_WHOLE = re.compile(r"-?\d{1,15}")
_WITH_A_POINT = re.compile(r"-?\d{1,15}(\.\d{1,15})?")


class LineQuestion(QuestionWidget):
    """One line."""

    def _build(self) -> None:
        self.entry = self._entry(self.name)
        self._written.addWidget(self.entry)

    def _value(self) -> AnswerValue | None:
        return self.entry.text() or None

    def _show_value(self, value: AnswerValue | None) -> None:
        self.entry.setText("" if value is None else str(value))


class NhsNumberQuestion(LineQuestion):
    """Ten digits, kept without the spaces it is read by; a number that cannot be one stays as typed."""

    def _value(self) -> AnswerValue | None:
        typed = self.entry.text().strip()
        checked = check_nhs_number(typed) if typed else None
        return checked.digits if isinstance(checked, NhsNumber) else typed or None

    def _show_value(self, value: AnswerValue | None) -> None:
        checked = check_nhs_number(value) if isinstance(value, str) else None
        super()._show_value(checked.display if isinstance(checked, NhsNumber) else value)


class TextQuestion(QuestionWidget):
    """As much as one likes."""

    def _build(self) -> None:
        self.area = GrowingTextArea(self.name, longest=_LONGEST)
        self.area.textChanged.connect(self._on_typed)
        self.area.installEventFilter(self)
        self._written.addWidget(self.area)
        self.refused = Words(too_long_words(), "small_strong")
        self.refused.hide()
        self._written.addWidget(self.refused)
        self.area.too_long.connect(self._on_too_long)
        self._showing = False

    def _value(self) -> AnswerValue | None:
        return self.area.toPlainText() or None

    def _show_value(self, value: AnswerValue | None) -> None:
        self._showing = True
        self.area.setPlainText("" if value is None else str(value))
        self._showing = False

    def _is_being_typed(self) -> bool:
        return self.window().focusWidget() is self.area

    def _show_held(self) -> None:
        super()._show_held()
        if bool(self.area.property("invalid")) != bool(self._held):
            restyle(self.area, invalid=bool(self._held))

    @Slot()
    def _on_typed(self) -> None:
        self.refused.hide()
        if not self._showing:
            self._on_written()

    @Slot()
    def _on_too_long(self) -> None:
        self.refused.show()
        announce(self.area, self.refused.text())


class LinesQuestion(QuestionWidget):
    """Several short texts, one to a line; Enter goes on to the next."""

    def _build(self) -> None:
        self.entries: list[QLineEdit] = []
        self._lines: dict[QLineEdit, QWidget] = {}
        self.add = SecondaryButton(_("Add another"))
        self.add.setAccessibleName(_("{question}: add another").format(question=self.name))
        self.add.clicked.connect(self._on_add)
        foot = QWidget()
        spaced(FlowLayout(foot), "gap_s").addWidget(self.add)
        grows_with_width(foot)
        self._written.addWidget(foot)
        self._add_line()

    def _value(self) -> AnswerValue | None:
        lines = tuple(entry.text() for entry in self.entries if entry.text().strip())
        return lines or None

    def _show_value(self, value: AnswerValue | None) -> None:
        lines = [str(one) for one in value] if isinstance(value, tuple) else [str(value or "")]
        while len(self.entries) > max(len(lines), 1):
            self._drop(self.entries[-1])
        while len(self.entries) < len(lines):
            self._add_line()
        for entry, text in zip(self.entries, lines, strict=False):
            entry.setText(text)

    def _add_line(self) -> QLineEdit:
        entry = self._entry(
            _("{question}, line {number}").format(question=self.name, number=len(self.entries) + 1)
        )
        entry.returnPressed.connect(self._on_add)
        away = QuietButton(_("Take away"))
        away.setAccessibleName(_("{line}: take away").format(line=entry.accessibleName()))
        away.clicked.connect(self._on_away)
        line = QWidget()
        row = spaced(QHBoxLayout(line), "gap_s")
        row.addWidget(entry, 1)
        row.addWidget(away)
        self._written.insertWidget(self._written.count() - 1, line)
        line.show()
        self.entries.append(entry)
        self._lines[entry] = line
        self._show_aways()
        return entry

    def _drop(self, entry: QLineEdit) -> None:
        line = self._lines.pop(entry)
        self.entries.remove(entry)
        self._written.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._show_aways()

    def _show_aways(self) -> None:
        """A single line has nothing to take away."""
        for line in self._lines.values():
            for away in line.findChildren(QuietButton):
                away.setVisible(len(self._lines) > 1)

    @Slot()
    def _on_add(self) -> None:
        empty = next((one for one in self.entries if not one.text().strip()), None)
        entry = empty or self._add_line()
        set_reading_order(self)
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_away(self) -> None:
        pressed = self.sender()
        found = [entry for entry, line in self._lines.items() if pressed in line.findChildren(QuietButton)]
        for entry in found:
            at = self.entries.index(entry)
            self._drop(entry)
            self.entries[max(at - 1, 0)].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_written()


class NumberQuestion(QuestionWidget):
    """A number, whole or not, in the unit that the form names."""

    def _build(self) -> None:
        self.entry = self._entry(self.name)
        line = QWidget()
        row = spaced(QHBoxLayout(line), "gap_s")
        row.addWidget(self.entry)
        row.addWidget(Words(_(self.question.unit), "soft"), 1)
        self._written.addWidget(line)

    def _value(self) -> AnswerValue | None:
        typed = self.entry.text().strip()
        return self._number(typed) if typed else None

    def _number(self, typed: str) -> AnswerValue:
        # As typed where it cannot be read: the finding says so, and nothing is lost.
        return int(typed) if _WHOLE.fullmatch(typed) else typed

    def _show_value(self, value: AnswerValue | None) -> None:
        self.entry.setText("" if value is None else f"{value}")


class DecimalQuestion(NumberQuestion):
    """A number that may have a point."""

    def _number(self, typed: str) -> AnswerValue:
        return Decimal(typed) if _WITH_A_POINT.fullmatch(typed) else typed
