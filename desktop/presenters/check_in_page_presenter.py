# SPDX-License-Identifier: Apache-2.0
"""The agreement's page, the GP's letter and the card for the way back, before they leave. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.sheet_presenter import SheetPresenter
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.screens.sheet_screen import SheetScreen, SheetWords
from desktop.shell import Shell
from forms.pdf.check_in import Letter, compose_letter, letter_lines
from forms.pdf.return_card import compose_return_card, return_card_parts
from locales import _
from records.check_in_page import agreement_page, gp_letter, gp_may_be_told, return_card
from records.operation import EntityId, PersonId
from records.people import CHECK_IN_FORM
from records.person_record import PersonRecord, read_person_record
from records.store import RecordStore

Lines = Sequence[tuple[bool, str]]
Make = Callable[[PersonRecord], tuple[Lines, Callable[[], bytes]] | None]
"""The lines to copy by hand, and what composes them; None where there is nothing to leave."""


def make_check_in_page(shell: Shell, place: Place) -> Screen:
    """The page of the agreement that the place names, or of the newest."""
    assert place.person is not None
    entity = place.entity

    def made(record: PersonRecord) -> tuple[Lines, Callable[[], bytes]] | None:
        return _letter(_page(shell, record, entity))

    lead = _("A page to keep: whom to reach, how soon they answer, and what happens if nobody hears.")
    return _sheet(shell, place.person, _("Our check-in plan"), lead, made)


def make_gp_letter(shell: Shell, place: Place) -> Screen:
    """The letter to a person's GP."""
    assert place.person is not None

    def made(record: PersonRecord) -> tuple[Lines, Callable[[], bytes]] | None:
        may = gp_may_be_told(record)
        return _letter(gp_letter(record, shell.site, shell.now().date()) if may else None)

    lead = _("One page, with only what they agreed to share with the GP. Read it together before it goes.")
    return _sheet(shell, place.person, _("A letter to the GP"), lead, made)


def make_return_card(shell: Shell, place: Place) -> Screen:
    """The card for the way back, once support has ended."""
    assert place.person is not None

    def made(record: PersonRecord) -> tuple[Lines, Callable[[], bytes]]:
        copy, agreed = return_card(record, shell.site, shell.now().date())
        parts = return_card_parts(copy, agreed)
        lines = [
            line for part in parts for line in ((True, part.heading), *((False, one) for one in part.lines))
        ]
        return lines, lambda: compose_return_card(copy, agreed)

    lead = _("For a pocket: how to come straight back, and whom to ring. It carries no name.")
    return _sheet(shell, place.person, _("A card for the way back"), lead, made)


def _letter(letter: Letter | None) -> tuple[Lines, Callable[[], bytes]] | None:
    return None if letter is None else (letter_lines(letter), lambda: compose_letter(letter))


def _page(shell: Shell, record: PersonRecord, entity: EntityId | None) -> Letter | None:
    every = record.responses_to(CHECK_IN_FORM)
    named = [one for one in every if one.entity == entity] or every
    return agreement_page(record, named[-1], shell.site, shell.now().date()) if named else None


def _sheet(shell: Shell, person: PersonId, title: str, lead: str, made: Make) -> Screen:
    screen = SheetScreen(about_a_person=False)
    CheckInPagePresenter(shell, person, screen, (title, lead), made).refresh()
    return screen


class CheckInPagePresenter(SheetPresenter):
    """Between what was agreed and its page."""

    def __init__(
        self, shell: Shell, person: PersonId, screen: SheetScreen, words: tuple[str, str], made: Make
    ) -> None:
        super().__init__(shell, screen)
        self._person, self._words, self._made = person, words, made
        screen.done_requested.connect(self._on_done)

    @Slot()
    def refresh(self) -> None:
        """Read the person once: what is shown is what will be left."""
        person = self._person

        def read(store: RecordStore) -> PersonRecord | None:
            return read_person_record(store, person)

        self.shell.background.ask(read, self._on_record, self.on_failed)

    @Slot(object)
    def _on_record(self, record: PersonRecord | None) -> None:
        made = None if record is None else self._made(record)
        if record is None or made is None:
            self._on_done()
            return
        title, lead = self._words
        lines, compose = made
        self.screen.show_sheet(person_bar(record), SheetWords(title, lead, tuple(lines)))
        self.compose(compose)

    @Slot()
    def _on_done(self) -> None:
        self.shell.go(Place(PlaceKind.CHECK_IN, self._person))
