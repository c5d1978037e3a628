# SPDX-License-Identifier: Apache-2.0
"""The frame of every screen: a bar that stays, a page that scrolls, a footer with the way on.

Never knows what is on the page; never keeps a word of a record after it is replaced.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.widgets.bar import Bar
from desktop.widgets.footer import Footer
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page


def _is_same(before: QWidget, page: QWidget) -> bool:
    return bool(page.accessibleName()) and before.accessibleName() == page.accessibleName()


def _scrolled(page: QWidget) -> int:
    return page.verticalScrollBar().value() if isinstance(page, QScrollArea) else 0


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
        bar.show()  # at once: else the page jumps up for a moment, each time the bar is new

    def show_page(self, page: QWidget) -> None:
        """Put a page in the place of the one before.

        The same page shown again, because something changed, keeps the focus and the reading place: nobody
        should lose their spot because a minute has passed.
        """
        before = self._middle
        focused = self._focused_name()
        scrolled = _scrolled(before) if _is_same(before, page) else 0
        self._column.replaceWidget(before, page)
        before.hide()
        before.deleteLater()
        self._middle = page
        page.show()
        self._lead_tab(page)
        self._focus_again(page, focused)
        if scrolled and isinstance(page, QScrollArea):
            QTimer.singleShot(0, page, lambda: page.verticalScrollBar().setValue(scrolled))

    def add_to_page(self, widget: QWidget) -> None:
        """Put one more thing at the foot of the page that shows."""
        page = self._middle
        if isinstance(page, Page):
            page.add(widget)
            widget.show()
            self._lead_tab(page)

    def _lead_tab(self, page: QWidget) -> None:
        """Let Tab go down the page and then along the footer, as one reads: Qt goes by which is older."""
        both = [*page.findChildren(QWidget), *self.footer.findChildren(QWidget)]
        # Options that are no tab stop now become one when they are chosen.
        stops = [one for one in both if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _focused_name(self) -> str:
        focused = self.focusWidget()
        return focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""

    @staticmethod
    def _focus_again(page: QWidget, name: str) -> None:
        same = (one for one in page.findChildren(QWidget) if name and one.accessibleName() == name)
        for one in same:
            if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisibleTo(page):
                one.setFocus()
                return

    def about_to_leave(self) -> None:
        """The main window is about to show another screen, or to lock: save what is unsaved."""
        self.leaving.emit()
