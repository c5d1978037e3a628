# SPDX-License-Identifier: Apache-2.0
"""The frame of every screen: a bar that stays, a page that scrolls, a footer with the way on.

Never knows what is on the page; never keeps a word of a record after it is replaced.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.bar import Bar
from desktop.widgets.footer import Footer
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page


class Screen(QWidget):
    """A bar on top, a message line, the page, and a footer where there is a way on.

    Signals:
        leaving: another screen is about to show, or the app to lock; whoever has unsaved work saves it now.
    """

    leaving = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._bar: Bar | None = None
        self._middle: QWidget = Page()
        self.message = MessageBar("")
        self.message.hide()
        self.footer = Footer()
        self.footer.hide()
        self._column.addWidget(self.message)
        self._column.addWidget(self._middle, 1)
        self._column.addWidget(self.footer)

    def show_bar(self, bar: Bar) -> None:
        """Put a bar (top bar or a person's banner) in the place of the one before."""
        if self._bar is not None:
            self._column.removeWidget(self._bar)
            self._bar.deleteLater()
        self._bar = bar
        self._column.insertWidget(0, bar)

    def show_page(self, page: QWidget) -> None:
        """Put a page in the place of the one before; the reading place starts at its top."""
        self._column.replaceWidget(self._middle, page)
        self._middle.hide()
        self._middle.deleteLater()
        self._middle = page
        page.show()

    def about_to_leave(self) -> None:
        """The main window is about to show another screen, or to lock: save what is unsaved."""
        self.leaving.emit()
