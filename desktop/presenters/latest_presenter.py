# SPDX-License-Identifier: Apache-2.0
"""Brings a typed code and one person's register together. Records nothing: asking is no event."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.latest_words import EXAMPLE, latest_answer
from desktop.presenters.person_reader import PersonReader
from desktop.screens.latest_screen import LatestScreen
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.shell import Shell
from records.copies_register import CopiesRegister, read_register
from records.operation import PersonId
from records.person_record import PersonRecord
from records.store import RecordStore


def make_latest(shell: Shell, place: Place) -> Screen:
    """Where a code on one of this person's copies is looked up."""
    assert place.person is not None
    screen = LatestScreen()
    LatestPresenter(shell, place.person, screen).refresh()
    return screen


class LatestPresenter(PersonReader):
    """Between a code and what this laptop knows; an answer is given anew when more arrives."""

    def __init__(self, shell: Shell, person: PersonId, screen: LatestScreen) -> None:
        super().__init__(shell, person, screen)
        self._screen = screen
        self._typed = ""
        screen.asked.connect(self._on_asked)
        screen.done_requested.connect(self._on_done)

    @staticmethod
    def read_also(store: RecordStore, record: PersonRecord) -> CopiesRegister:
        """Their copies."""
        return read_register(store, record.card.person)

    def show_record(self, record: PersonRecord) -> None:
        """Show whose copies they are, and the answer again if one was given."""
        self._screen.show_question(person_bar(record), EXAMPLE)
        if self._typed:
            self._answer(record)

    @Slot(str)
    def _on_asked(self, typed: str) -> None:
        self._typed = typed
        if self.record is not None:
            self._answer(self.record)

    def _answer(self, record: PersonRecord) -> None:
        answer = latest_answer(self._typed, self.also, record.card.called, record.team)
        self._screen.show_answer(answer)

    @Slot()
    def _on_done(self) -> None:
        self.shell.go(Place(PlaceKind.REGISTER, self.person))
