# SPDX-License-Identifier: Apache-2.0
"""Brings what came of a visit to its page, and again when the centre answers. Leads on; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.filling import open_form
from desktop.presenters.person_reader import PersonReader
from desktop.presenters.visit_done_words import visit_done_words
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.screens.visit_done_screen import VisitDoneScreen
from desktop.shell import Shell
from records.copies_register import CopiesRegister, read_register
from records.people import VISIT_FORM
from records.person_record import PersonRecord
from records.store import RecordStore


def make_visit_done(shell: Shell, place: Place) -> Screen:
    """What came of the visit that the place names."""
    assert place.person is not None
    screen = VisitDoneScreen(shell.site)
    VisitDonePresenter(shell, place, screen).refresh()
    return screen


class VisitDonePresenter(PersonReader):
    """Between a visit in the record and its page."""

    def __init__(self, shell: Shell, place: Place, screen: VisitDoneScreen) -> None:
        assert place.person is not None
        super().__init__(shell, place.person, screen)
        self._place, self._screen = place, screen
        screen.slip_requested.connect(self._on_slip)
        screen.note_requested.connect(self._on_note)
        screen.person_requested.connect(self._on_person)
        screen.go_on_requested.connect(self._on_go_on)

    @staticmethod
    def read_also(store: RecordStore, record: PersonRecord) -> CopiesRegister:
        """Their copies: a slip is one."""
        return read_register(store, record.card.person)

    def show_record(self, record: PersonRecord) -> None:
        """Show the page; the person's where there is no such visit."""
        visit = next(
            (one for one in record.responses_to(VISIT_FORM) if one.entity == self._place.entity), None
        )
        if visit is None:
            self.shell.go(Place(PlaceKind.PERSON, self.person))
            return
        form = Place(PlaceKind.FORM, self.person, form=VISIT_FORM, entity=visit.entity)
        filling = open_form(record, form, self.shell.now, peer=self.shell.is_peer)
        self._screen.show_done(
            person_bar(record), visit_done_words(record, self.also, visit, filling, self.shell)
        )

    @Slot()
    def _on_slip(self) -> None:
        self.shell.go(Place(PlaceKind.SLIP, self.person, entity=self._place.entity))

    @Slot()
    def _on_note(self) -> None:
        self.shell.go(Place(PlaceKind.NOTE, self.person, entity=self._place.entity))

    @Slot()
    def _on_person(self) -> None:
        self.shell.go(Place(PlaceKind.PERSON, self.person))

    @Slot()
    def _on_go_on(self) -> None:
        self.shell.go(Place(PlaceKind.FORM, self.person, form=VISIT_FORM, entity=self._place.entity))
