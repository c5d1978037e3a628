# SPDX-License-Identifier: Apache-2.0
"""Brings what one reader would see of a plan to its page. Sends nothing to anybody; no layout."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.person_reader import PersonReader
from desktop.presenters.sharing_words import code_of, name_of
from desktop.presenters.versions_words import said_parts
from desktop.screens.person_bar import person_bar
from desktop.screens.preview_screen import PreviewScreen
from desktop.screens.screen import Screen
from desktop.shell import Shell
from desktop.widgets.choice_row import Option
from locales import _
from records.copies import plan_copy
from records.copies_register import CopiesRegister, read_register
from records.operation import PersonId
from records.person_record import PersonRecord
from records.sharing import Sharing, visible_plan
from records.store import RecordStore


def make_preview(shell: Shell, place: Place) -> Screen:
    """What somebody else would see of one person's plan."""
    assert place.person is not None
    screen = PreviewScreen()
    PreviewPresenter(shell, place.person, screen, place.section).refresh()
    return screen


class PreviewPresenter(PersonReader):
    """Between the person's choices and what they come to."""

    def __init__(self, shell: Shell, person: PersonId, screen: PreviewScreen, section: str | None) -> None:
        super().__init__(shell, person, screen)
        self._screen = screen
        self._section = section
        self._chosen = ""
        screen.reader_chosen.connect(self._on_reader_chosen)
        screen.back_requested.connect(self._on_back)

    @staticmethod
    def read_also(store: RecordStore, record: PersonRecord) -> CopiesRegister:
        """The register, which a copy's description needs."""
        return read_register(store, record.card.person)

    def show_record(self, record: PersonRecord) -> None:
        """Show the reader who was chosen, or the first there is."""
        recipients = {code_of(one): one for one in Sharing(record).recipients(record)}
        chosen = self._chosen if self._chosen in recipients else next(iter(recipients))
        self._screen.show_bar(person_bar(record))
        today = self.shell.now().date()
        theirs = replace(record, plan=visible_plan(record, recipients[chosen], on=today))
        assert isinstance(self.also, CopiesRegister)
        copy = plan_copy(theirs, self.also, today, site=self.shell.site)
        name = name_of(recipients[chosen])
        self._screen.show_view(
            [Option(code, name_of(one)) for code, one in recipients.items()],
            chosen,
            _("{name}: sees nothing of this plan.").format(name=name),
            tuple(said_parts(copy)),
        )

    @Slot(str)
    def _on_reader_chosen(self, code: str) -> None:
        self._chosen = code
        if self.record is not None:
            self.show_record(self.record)

    @Slot()
    def _on_back(self) -> None:
        self.shell.go(Place(PlaceKind.PLAN, self.person, section=self._section))
