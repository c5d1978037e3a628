# SPDX-License-Identifier: Apache-2.0
"""One question and its options side by side; "not now" and "not asked" are options like any, only quieter.

Never scores an answer and never chooses for anyone: until somebody presses, nothing is chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from desktop.theme.current import current
from desktop.theme.spacing import spaced
from desktop.widgets.buttons import Button, bold_width
from desktop.widgets.exclusive import ExclusiveButtons
from desktop.widgets.flow_layout import BesideLayout, FlowLayout, LedLayout
from desktop.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen.

    Attributes:
        code: what is stored; never shown.
        words: what is shown, already translated.
        tone: "soon" or "late" when choosing it makes something due, else "".
        quiet: true for "Not now" and "Not asked", drawn softer.
        offered: false for what is only named, so that nobody looks for it: its words say why.
    """

    code: str
    words: str
    tone: str = ""
    quiet: bool = False
    offered: bool = True


class OptionButton(Button):
    """A button that can be chosen. Signals: those of QPushButton."""

    kind = "option"

    def __init__(self, option: Option, question: str) -> None:
        super().__init__(option.words)
        self.option = option
        self.setCheckable(True)
        self.setProperty("tone", option.tone)
        self.setProperty("quiet", option.quiet)
        self.setAccessibleName(f"{question}: {option.words}")
        self.setEnabled(option.offered)

    def show_option(self, option: Option, question: str) -> None:
        """Say the same choice in other words."""
        self.option = option
        self.show_words(option.words)
        self.setAccessibleName(f"{question}: {option.words}")
        self.setEnabled(option.offered)

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        # Chosen or not, the same width: options of one column then stand exactly below each other.
        theme = current()
        wide = bold_width(self) + 2 * (theme.px("gap_m") + theme.px("focus"))
        return QSize(max(wide, theme.px("target")), super().sizeHint().height())


class ChoiceRow(QFrame):
    """A question with its options, which wrap below it when there is no room.

    `many` lets several be chosen; `ruled` draws a hairline below, for rows that stand one under the other.
    `led` puts the questions of many rows in a column, and their options in line beside it. `spoken` names it
    to a screen reader where its words alone would not tell it from another.

    Signals:
        chosen: the code of the option a person chose, each time it changes by their hand.
        choices_changed: with `many`, the tuple of all chosen codes, in the order shown.
    """

    chosen = Signal(str)
    choices_changed = Signal(tuple)

    def __init__(
        self,
        question: str,
        options: Sequence[Option],
        *,
        many: bool = False,
        ruled: bool = False,
        text: str = "question",
        spoken: str = "",
        led: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._many = many
        self._group = None if many else ExclusiveButtons(self)
        self.setAccessibleName(spoken or question)
        self.question = Words(question, text)
        self.options = QWidget()
        self._flow = spaced(FlowLayout(self.options), "gap_s")
        self._buttons: list[OptionButton] = []
        self._offer(options)
        self._ruled = ruled
        row = spaced((LedLayout if led else BesideLayout)(self), "gap_m", ("", "gap_xs"))
        row.addWidget(self.question)
        row.addWidget(self.options)
        for widget in (self, self.options):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)

    @property
    def choice(self) -> str | None:
        """The chosen code, or None while nothing is chosen."""
        codes = self.choices
        return codes[0] if codes else None

    @property
    def choices(self) -> tuple[str, ...]:
        """Every chosen code, in the order shown."""
        return tuple(button.option.code for button in self._buttons if button.isChecked())

    def show_choice(self, code: str | None) -> None:
        """Show an answer without telling anybody. Raises KeyError for a code that is not offered."""
        self.show_choices(() if code is None else (code,))

    def show_choices(self, codes: Sequence[str]) -> None:
        """Show several answers (only with `many`). Raises KeyError for a code that is not offered."""
        offered = {button.option.code: button for button in self._buttons}
        wanted = [offered[code] for code in codes]
        if self._group is not None:
            self._group.choose(wanted[0] if wanted else None)
            return
        for button in self._buttons:
            button.setChecked(button in wanted)

    def show_options(self, options: Sequence[Option]) -> None:
        """Offer these from now on; what was chosen and is still offered stays chosen, and keeps the focus."""
        chosen = self.choices
        if [one.code for one in options] == [one.option.code for one in self._buttons]:
            for button, option in zip(self._buttons, options, strict=True):
                button.show_option(option, self.accessibleName())
            return
        for button in self._buttons:
            if self._group is not None:
                self._group.removeButton(button)
            self._flow.removeWidget(button)
            button.deleteLater()
            button.hide()
        self._offer(options)
        offered = {one.code for one in options}
        self.show_choices([one for one in chosen if one in offered])

    def _offer(self, options: Sequence[Option]) -> None:
        self._buttons = [OptionButton(option, self.accessibleName()) for option in options]
        for button in self._buttons:
            self._flow.addWidget(button)
            button.clicked.connect(self._on_clicked)
            if self._group is not None:
                self._group.add(button)

    def buttons(self) -> tuple[QAbstractButton, ...]:
        """The option buttons in the order shown."""
        return tuple(self._buttons)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        super().paintEvent(event)
        if self._ruled:
            painter = QPainter(self)
            thick = current().px("hairline")
            painter.fillRect(0, self.height() - thick, self.width(), thick, current().colour("line"))
            painter.end()

    def _on_clicked(self) -> None:
        if self._many:
            self.choices_changed.emit(self.choices)
        sender = self.sender()
        if isinstance(sender, OptionButton) and sender.isChecked():
            self.chosen.emit(sender.option.code)
