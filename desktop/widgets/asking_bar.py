# SPDX-License-Identifier: Apache-2.0
"""A line above every page that asks until it is answered, or put off until the next wake. Names nobody."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.buttons import QuietButton
from desktop.widgets.message_bar import MessageBar
from locales import _


class AskingBar(QWidget):
    """One sentence, the way to the answer, and "Later".

    Signals:
        answered: the way was taken.
        put_off: not now; it is asked again at the next wake.
    """

    answered = Signal()
    put_off = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = spaced(QHBoxLayout(self), "gap_s", ("gap_s", "gap_xs"))
        self.bar = MessageBar("", "late")
        self.bar.action_requested.connect(self.answered)
        self.later = QuietButton(_("Later"))
        self.later.setAccessibleName(_("Ask me again later"))
        self.later.clicked.connect(self._on_later)
        row.addWidget(self.bar, 1)
        row.addWidget(self.later)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def ask(self, sentence: str, action: str) -> None:
        """Ask, aloud as well if a screen reader is running."""
        self.bar.show_message(sentence, "late", action)
        self.show()

    @Slot()
    def _on_later(self) -> None:
        self.hide()
        self.put_off.emit()
