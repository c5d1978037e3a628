# SPDX-License-Identifier: Apache-2.0
"""A copy that stands counted though its printer failed, and the button for who looked and found none.

Never writes down by itself that a copy is none: only somebody at the printer can know.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.messages import sentence
from desktop.presenters.asking_in_page import AskingInPage
from desktop.presenters.leaving import recording
from desktop.presenters.leaving_words import printed_words
from desktop.presenters.print_outcome import PrintOutcome
from desktop.shell import Shell
from locales import _
from records.copies_left import never_left
from records.copies_register import CopyGiven
from records.operation import PersonId
from records.store import Recorded


class NothingCameOut(QObject):
    """Says what came of printing for one person, and takes back what is none once somebody says so."""

    def __init__(self, shell: Shell, person: PersonId, asking: AskingInPage, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._person, self._asking = shell, person, asking
        self._failed: CopyGiven | None = None

    def say(self, outcome: PrintOutcome) -> None:
        """Say what came of it, with the button where a copy stands counted that may be none."""
        words, tone = printed_words(outcome)
        if outcome.stands_in_doubt:
            self._failed = outcome.failed
            self._ask(words)
        else:
            self._asking.say(words, tone)

    def _ask(self, words: str) -> None:
        self._asking.say(words, "late", _("Nothing came out"), self._take_back)

    def _take_back(self) -> None:
        assert self._failed is not None
        change = never_left(self._person, self._failed, self._shell.now().date())
        job = recording(self._person, [change])
        self._shell.background.change(job, self._on_taken_back, self._on_not_taken_back)

    @Slot(object)
    def _on_taken_back(self, _recorded: Recorded) -> None:
        assert self._failed is not None
        words = _("Written down: copy {number} never came out, and nobody holds it.")
        self._asking.say(words.format(number=self._failed.number), "done")

    @Slot(object)
    def _on_not_taken_back(self, error: Exception) -> None:
        assert self._failed is not None
        words = _("That nothing came out of copy {number} is not written down yet.")
        self._ask(f"{words.format(number=self._failed.number)} {sentence(error)}")
