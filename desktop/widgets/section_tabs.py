# SPDX-License-Identifier: Apache-2.0
"""The parts of a form side by side, one shown at a time; no part is ever locked or ticked off."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.buttons import Button, paint_inner_ring
from desktop.widgets.exclusive import ExclusiveButtons
from desktop.widgets.flow_layout import EvenLayout


class TabButton(Button):
    """One part's tab."""

    kind = "tab"

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        super().paintEvent(event)
        if self.hasFocus() and self.isChecked():
            paint_inner_ring(self, "on_primary")


class SectionTabs(QWidget):
    """Equal tabs in one line, or in as many lines as large type needs.

    Signals:
        section_chosen: the code of the section a person chose.
    """

    section_chosen = Signal(str)

    def __init__(self, sections: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = ExclusiveButtons(self)
        layout = spaced(EvenLayout(self), "gap_s")
        self.tabs = [TabButton(code, words) for code, words in sections]
        for tab in self.tabs:
            self._group.add(tab)
            layout.addWidget(tab)
            tab.clicked.connect(self._on_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_section(self, code: str) -> None:
        """Show a section's tab as chosen, telling nobody. Raises KeyError if there is no such section."""
        self._group.choose({tab.code: tab for tab in self.tabs}[code])

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, TabButton):
            self.section_chosen.emit(sender.code)
