# SPDX-License-Identifier: Apache-2.0
"""A page that scrolls: title, lead and a column of cards, generous at the edges, never too wide to read."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.current import current
from desktop.theme.spacing import spaced
from desktop.widgets.words import Words


class _Sheet(QWidget):
    """What scrolls; as tall as its words need at the width they have, and no taller."""

    def minimumSizeHint(self) -> QSize:
        """Ask for no height: Qt would count every label as if it stood in its narrowest column."""
        return QSize(super().minimumSizeHint().width(), 0)


class Page(QScrollArea):
    """Everything between the banner and the footer."""

    def __init__(self, title: str = "", lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        sheet = _Sheet()
        sheet.setObjectName("page")
        margins = spaced(QVBoxLayout(sheet), "", ("gap_xl", "gap_l"))
        self.sheet = QWidget()
        self.column = spaced(QVBoxLayout(self.sheet), "gap_m")
        self.sheet.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        margins.addWidget(self.sheet)
        margins.addStretch(1)
        self.head = QWidget()
        self._head = spaced(QVBoxLayout(self.head), "gap_xs")
        self.title = Words(title, "title")
        self.lead = Words(lead, "lead")
        for words in (self.title, self.lead):
            self._head.addWidget(words)
            words.setVisible(bool(words.text()))
        self.column.addWidget(self.head)
        self.head.setVisible(bool(title or lead))
        self.setWidget(sheet)
        self.setAccessibleName(title)
        self._narrow()

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is already on the page."""
        self.column.addWidget(widget)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the words grow or the reading direction turns."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "sheet"):
            self._narrow()
        super().changeEvent(event)

    def _narrow(self) -> None:
        self.sheet.setMaximumWidth(current().px("page_width"))
