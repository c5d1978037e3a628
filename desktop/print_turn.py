# SPDX-License-Identifier: Apache-2.0
"""Whose turn it is to print: one run at a time. Prints nothing itself.

Never gives two runs the turn: the room that the print service writes into belongs to the process, and
whichever ended first would empty it under the other.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from locales import _


class PrintTurn(QObject):
    """One for the unlocked app; it outlives every page.

    Signals:
        untold: words and their tone, for whichever page shows: the one that they were for has gone.
    """

    untold = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._is_taken = False

    @property
    def is_taken(self) -> bool:
        """Whether pages are on their way."""
        return self._is_taken

    def take(self) -> bool:
        """Take the turn; False where somebody has it."""
        if self._is_taken:
            return False
        self._is_taken = True
        return True

    @Slot()
    def give_back(self) -> None:
        """The run that took it has ended."""
        self._is_taken = False

    def tell_if_gone(self, page: QObject, words: str, tone: str) -> None:
        """Say what came of a run elsewhere, where whoever began it has gone with their page.

        Names nobody: the page that shows may be another person's, and they may be looking at it.
        """
        if not isValid(page):
            said = _("About the pages you printed before: {words}")
            self.untold.emit(said.format(words=words), tone)


def wait_words() -> str:
    """What is said to whoever wants to print meanwhile."""
    return _("Pages are still on their way to the printer. Wait until they are there, then print these.")
