# SPDX-License-Identifier: Apache-2.0
"""The one window of the hand-over: the plan, or something ordinary in its place. Ends when given back."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from desktop.handover.box import Box
from desktop.handover.given import Handed
from desktop.handover.hidden_page import HiddenPage
from desktop.handover.together_screen import TogetherScreen
from desktop.handover.written import Written
from desktop.idle import IdleTimer
from desktop.theme.current import current
from desktop.theme.stylesheet import LARGEST_SCALE, apply_theme
from desktop.wording import saved_words, too_long_words
from locales import _
from records.operation import ItemId, Typed

WINDOW_TITLE = "Keepwell"
_STEP = 0.25
_SMALLEST = 1.0
_HIDE_AFTER_MINUTES = 5


class TogetherWindow(QMainWindow):
    """One person's plan in their own hands.

    Signals:
        given_back: everything is kept; the process may end.
    """

    given_back = Signal()

    def __init__(self, handed: Handed, box: Path) -> None:
        super().__init__()
        self.setWindowTitle(WINDOW_TITLE)
        self.resize(1280, 800)
        self._given = handed.given
        self._at = next(
            (place for place, one in enumerate(self._given.sections) if one.section == self._given.at), 0
        )
        self._stopped = self._troubled = False
        self.written = Written()
        self.box = Box(box, handed.box, handed.place, self.written.words)
        self.screen_shown = TogetherScreen(self._given.worker, self._given.title)
        self._hidden = HiddenPage()
        self._stack = QStackedWidget()
        for one in (self.screen_shown, self._hidden):
            self._stack.addWidget(one)
        self.setCentralWidget(self._stack)
        self._connect()
        self.box.save()  # an empty box says that the window has opened
        self._go_to(self._at)

    def _connect(self) -> None:
        screen = self.screen_shown
        screen.step_requested.connect(self._on_step)
        screen.add_requested.connect(self._on_add)
        screen.amend_requested.connect(self._on_amend)
        screen.strike_requested.connect(self._on_strike)
        screen.written.connect(self._on_written)
        screen.words_kept.connect(self._on_words_kept)
        screen.words_left.connect(self._on_left)
        screen.too_long.connect(self._on_too_long)
        screen.stop_requested.connect(self._on_stop)
        screen.go_on_requested.connect(self._show)
        screen.give_back_requested.connect(self.give_back)
        screen.hide_requested.connect(self.hide_plan)
        screen.size_requested.connect(self._on_size)
        self._hidden.show_requested.connect(self.show_plan)
        self.box.kept.connect(self._on_kept)
        self.box.not_kept.connect(self._on_not_kept)
        self._idle = IdleTimer(_HIDE_AFTER_MINUTES, self)
        self._idle.idle.connect(self.hide_plan)
        self._idle.start()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.hide_plan)

    # Moving about

    def _go_to(self, place: int) -> None:
        self._at = place
        self.written.settle()
        writable = [one.part for one in self._given.sections[place].parts if one.may_write]
        if writable:
            self.written.begin(writable[0])
        self._show()

    @Slot()
    def _show(self) -> None:
        self._stopped = False
        sections = self._given.sections
        self.screen_shown.show_section(
            sections[self._at], self.written, first=not self._at, last=self._at == len(sections) - 1
        )

    @Slot(int)
    def _on_step(self, step: int) -> None:
        self.box.save_soon()
        self._go_to(min(max(self._at + step, 0), len(self._given.sections) - 1))

    @Slot()
    def _on_stop(self) -> None:
        self._stopped = True
        self.written.settle()
        self.screen_shown.show_stop()

    @Slot()
    def hide_plan(self) -> None:
        """Show something ordinary, at once."""
        self.screen_shown.voice.stop()
        self._stack.setCurrentWidget(self._hidden)
        self._hidden.setFocus()

    @Slot()
    def show_plan(self) -> None:
        """Back to where we were."""
        self._stack.setCurrentWidget(self.screen_shown)

    @Slot(int)
    def _on_size(self, step: int) -> None:
        theme = current()
        scale = min(max(theme.scale + step * _STEP, _SMALLEST), LARGEST_SCALE)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, theme.scheme, scale)
        if self._stopped:
            self.screen_shown.show_stop()
        else:
            self._show()

    # Writing

    @Slot(str)
    def _on_add(self, part: str) -> None:
        self.written.begin(part)
        self._show()

    @Slot(str)
    def _on_amend(self, item: str) -> None:
        self.written.take_up(ItemId(item))
        self._show()

    @Slot(str)
    def _on_strike(self, item: str) -> None:
        self.written.strike(ItemId(item))
        self._on_changed()
        self._show()

    @Slot(str, str)
    def _on_written(self, text: str, typed: str) -> None:
        self.written.write(text, Typed(typed))
        self._on_changed()

    @Slot()
    def _on_words_kept(self) -> None:
        part = self.written.open.part if self.written.open is not None else ""
        self.written.settle()
        self._show()
        self.screen_shown.begin_adding(part)

    @Slot()
    def _on_left(self) -> None:
        if self.written.open is not None:
            self.written.strike(self.written.open.item)
        self._on_changed()
        self._show()

    def _on_changed(self) -> None:
        self.screen_shown.saved.show_unsaved(_("Not saved yet"))
        self.box.save_soon()

    @Slot()
    def _on_kept(self) -> None:
        if self._troubled:
            self._troubled = False
            self.screen_shown.message.hide()
        if self.written.words():
            self.screen_shown.saved.show_saved(saved_words(time.time_ns() // 1_000_000))

    @Slot()
    def _on_too_long(self) -> None:
        self.screen_shown.message.show_message(too_long_words(), "soon")

    @Slot()
    def _on_not_kept(self) -> None:
        self._troubled = True
        said = _("This could not be saved just now. What is on the screen is still here. Tell {name}.")
        self.screen_shown.message.show_message(said.format(name=self._given.worker), "late")

    # The end

    @Slot()
    def give_back(self) -> None:
        """Keep everything and end; while it cannot be kept, the window stays."""
        self.written.settle()
        if self.box.save():
            self.given_back.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is giving back: behind this window there is only a locked one."""
        self.give_back()
        event.ignore()
