# SPDX-License-Identifier: Apache-2.0
"""Which printer, and what to know of it before anything goes there. Prints nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.messages import sentence
from desktop.presenters.ask_people import AskPeople
from desktop.presenters.asking_in_page import AskingInPage
from desktop.presenters.printer_words import network_words, no_printer_words
from desktop.print_turn import wait_words
from desktop.screens.screen import Screen
from desktop.shell import Shell
from locales import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.printer_reach import Reach


class ChoosingPrinter(QObject):
    """Asks for a printer, warns of one on a network, and hands on the one that was wanted all the same."""

    def __init__(self, shell: Shell, screen: Screen, asking: AskingInPage) -> None:
        super().__init__(screen)
        self.ask = AskPeople(screen)
        self._shell, self._asking = shell, asking
        self._printer: QPrinter | None = None
        self._then: Callable[[QPrinter], None] | None = None

    def begin(self, then: Callable[[QPrinter], None]) -> None:
        """Ask; `then` is called with a printer, or never."""
        if not self.ask.has_printers():
            self._asking.say(no_printer_words(), "soon")
            return
        if self._shell.printing.is_taken:
            self._say_wait()
            return
        self._printer, self._then = self.ask.printer(), then
        if self._printer is None:
            return
        from desktop.printing import is_native, reach_of

        name, native = self._printer.printerName(), is_native(self._printer)
        self._shell.background.work(lambda: reach_of(name, native=native), self._on_reach, self._on_failed)

    def take_turn(self) -> bool:
        """Take the turn to print, for whoever gives it back when all is over; else say what to wait for."""
        if self._shell.printing.take():
            return True
        self._say_wait()
        return False

    def _say_wait(self) -> None:
        self._asking.say(wait_words(), "soon")

    @Slot(object)
    def _on_reach(self, reach: Reach) -> None:
        words = network_words(reach)
        if words:
            self._asking.say(words, "soon", _("Print there"), self._go_on)
        else:
            self._go_on()

    def _go_on(self) -> None:
        if self._then is not None and self._printer is not None:
            self._then(self._printer)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._asking.say(sentence(error), "late")
