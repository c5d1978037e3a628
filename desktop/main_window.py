# SPDX-License-Identifier: Apache-2.0
"""The unlocked window's inside: the rail, and one screen at a time. Never knows what a screen shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.messages import sentence
from desktop.places import RAIL_OF, Place, PlaceKind
from desktop.screens.screen import Screen
from desktop.widgets.asking_bar import AskingBar
from desktop.widgets.rail import Place as RailPlace
from desktop.widgets.rail import Rail
from locales import _

MakeScreen = Callable[[Place], Screen]


class MainWindow(QWidget):
    """Rail on the leading side, the screen beside it.

    Signals:
        lock_requested: Lock was pressed, or Ctrl+L or F9.
        went: another place shows.

    Attributes:
        asking: the line above every page that asks until somebody was told.
    """

    lock_requested = Signal()
    went = Signal()

    def __init__(self, screens: Mapping[PlaceKind, MakeScreen], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screens = screens
        self._place: Place | None = None
        self.rail = Rail(
            [
                RailPlace(PlaceKind.TODAY, _("Today"), "today"),
                RailPlace(PlaceKind.PEOPLE, _("People"), "people"),
                RailPlace(PlaceKind.CHECK_INS, _("Check-ins"), "check_ins"),
                RailPlace(PlaceKind.COPIES, _("Copies"), "copies"),
                RailPlace(PlaceKind.SYNC, _("Sync"), "sync"),
            ],
            _("Lock"),
            _("Places"),
        )
        self._stack = QStackedWidget()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        self.asking = AskingBar()
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.asking)
        beside.addWidget(self._stack, 1)
        across.addLayout(beside, 1)
        self.rail.place_chosen.connect(self._on_place_chosen)
        self.rail.lock_requested.connect(self.lock_requested)
        for keys in ("Ctrl+L", "F9"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(self.lock_requested)

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that is showing."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    @property
    def place(self) -> Place | None:
        """Where we are."""
        return self._place

    def go(self, place: Place) -> None:
        """Show a place. The screen before it saves what is unsaved and is gone with its words."""
        before = self.screen_shown
        if before is not None:
            before.about_to_leave()
        screen = self._screens[place.kind](place)
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        self._place = place
        self.rail.show_place(RAIL_OF.get(place.kind, place.kind))
        screen.setFocus(Qt.FocusReason.OtherFocusReason)
        self.went.emit()

    @Slot(object)
    def show_failure(self, error: Exception) -> None:
        """Say that something failed that no screen was waiting for."""
        self.show_words(sentence(error), "late")

    @Slot(str, str)
    def show_words(self, words: str, tone: str) -> None:
        """Say something whose own page has gone."""
        if self.screen_shown is not None:
            self.screen_shown.message.show_message(words, tone)

    def about_to_lock(self) -> None:
        """Save what is unsaved."""
        if self.screen_shown is not None:
            self.screen_shown.about_to_leave()

    def _on_place_chosen(self, code: str) -> None:
        self.go(Place(PlaceKind(code)))
