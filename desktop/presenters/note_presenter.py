# SPDX-License-Identifier: Apache-2.0
"""Brings a visit's text to its page, and lends it to the clipboard on a press (security 5, row 3)."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop.clipboard import LENT_FOR_S, LentClipboard
from desktop.places import Place, PlaceKind
from desktop.presenters.filling import open_form
from desktop.presenters.person_reader import PersonReader
from desktop.screens.note_screen import NoteScreen
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.shell import Shell
from forms.tidy_note import tidy_note
from locales import _
from records.people import VISIT_FORM
from records.person_record import PersonRecord


def make_note(shell: Shell, place: Place) -> Screen:
    """The text of one visit: the response that the place names, or the one that is half done."""
    assert place.person is not None
    screen = NoteScreen()
    NotePresenter(shell, place, screen).refresh()
    return screen


class NotePresenter(PersonReader):
    """Between a visit and its text."""

    def __init__(self, shell: Shell, place: Place, screen: NoteScreen) -> None:
        assert place.person is not None
        super().__init__(shell, place.person, screen)
        self._place, self._screen, self.text = place, screen, ""
        screen.copy_requested.connect(self._on_copy)
        screen.done_requested.connect(self._on_done)
        LentClipboard.of_app().taken_back.connect(self._on_taken_back)

    def show_record(self, record: PersonRecord) -> None:
        """Show the text."""
        wanted = Place(PlaceKind.FORM, self.person, form=VISIT_FORM, entity=self._place.entity)
        self._half_done = record.draft_of(VISIT_FORM) is not None
        filling = open_form(record, wanted, self.shell.now, peer=self.shell.is_peer)
        self.text = tidy_note(filling.draft)
        self._screen.show_note(person_bar(record), self._lead(), self.text)

    def _lead(self) -> str:
        if not self.text:
            return _("Nothing is written in this visit yet.")
        if self._half_done:
            return _("The visit so far. It is not finished.")
        return _("In the order of the visit. Nothing is added; what was left blank is not filled in.")

    @Slot()
    def _on_copy(self) -> None:
        LentClipboard.of_app().lend(self.text)
        said = _(
            "On the clipboard now: paste it into the record system. Keepwell takes it off again after"
            " {seconds} seconds, and when it locks. A clipboard history on this laptop may keep it longer."
        )
        self._screen.message.show_message(said.format(seconds=LENT_FOR_S), "soon")

    @Slot()
    def _on_taken_back(self) -> None:
        self._screen.message.show_message(_("Keepwell has taken the text off the clipboard."), "neutral")

    @Slot()
    def _on_done(self) -> None:
        if self._place.entity is None:
            self.shell.go(Place(PlaceKind.FORM, self.person, form=VISIT_FORM))
        else:
            self.shell.go(Place(PlaceKind.VISIT_DONE, self.person, entity=self._place.entity))
