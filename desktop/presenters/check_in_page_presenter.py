# SPDX-License-Identifier: Apache-2.0
"""The agreement's page and the letter to the GP, before they are printed or saved, counted like any copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.counted_sheet import CountedAs, CountedSheetPresenter, SheetBasis
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.screens.sheet_screen import SheetScreen, SheetWords
from desktop.shell import Shell
from forms.pdf.check_in import Letter, compose_letter, letter_lines
from forms.pdf.wording import number_and_code
from locales import _
from records.check_in_page import agreement_page, gp_letter, gp_may_be_told
from records.copies_register import Sheet
from records.operation import EntityId, PersonId
from records.people import CHECK_IN_FORM, Response
from records.person_record import PersonRecord
from records.sharing_choices import RecipientKind


@dataclass(frozen=True, slots=True)
class _Made:
    """One of the two, with how it is counted."""

    letter: Letter
    sheet: Sheet
    holder: str = ""
    about: EntityId | None = None


Make = Callable[[PersonRecord], _Made | None]


def make_check_in_page(shell: Shell, place: Place) -> Screen:
    """The page of the agreement that the place names, or of the newest."""
    assert place.person is not None
    entity = place.entity

    def made(record: PersonRecord) -> _Made | None:
        agreement = _agreement(record, entity)
        if agreement is None:
            return None
        letter = agreement_page(record, agreement, shell.site, shell.now().date())
        return _Made(letter, Sheet.AGREEMENT, about=agreement.entity)

    lead = _("A page to keep: whom to reach, how soon they answer, and what happens if nobody hears.")
    return _sheet(shell, place.person, _("Our check-in plan"), lead, made)


def make_gp_letter(shell: Shell, place: Place) -> Screen:
    """The letter to a person's GP."""
    assert place.person is not None

    def made(record: PersonRecord) -> _Made | None:
        if not gp_may_be_told(record):
            return None
        letter = gp_letter(record, shell.site, shell.now().date())
        return _Made(letter, Sheet.GP_LETTER, holder=RecipientKind.GP.value)

    lead = _("One page, with only what they agreed to share with the GP. Read it together before it goes.")
    return _sheet(shell, place.person, _("A letter to the GP"), lead, made)


def _agreement(record: PersonRecord, entity: EntityId | None) -> Response | None:
    every = record.responses_to(CHECK_IN_FORM)
    named = [one for one in every if one.entity == entity] or every
    return named[-1] if named else None


def _sheet(shell: Shell, person: PersonId, title: str, lead: str, made: Make) -> Screen:
    screen = SheetScreen(asks_safe=True)
    CheckInPagePresenter(shell, person, screen, (title, lead), made).refresh()
    return screen


class CheckInPagePresenter(CountedSheetPresenter):
    """Between what was agreed and its page."""

    def __init__(
        self, shell: Shell, person: PersonId, screen: SheetScreen, words: tuple[str, str], made: Make
    ) -> None:
        super().__init__(shell, person, screen)
        self._words, self._make = words, made
        self._made: _Made | None = None
        screen.done_requested.connect(self._on_done)

    def show_sheet(self, basis: SheetBasis) -> None:
        """Show the page; where there is none, the check-ins."""
        self._made = self._make(basis.record)
        if self._made is None:
            self._on_done()
            return
        number = self.number(basis)
        letter = replace(self._made.letter, copy=number)
        title, lead = self._words
        lines = (*letter_lines(letter), (False, number_and_code(number)))
        self.screen.show_sheet(person_bar(basis.record), SheetWords(title, lead, lines))
        self.compose(lambda: compose_letter(letter))

    def counted_as(self, basis: SheetBasis) -> CountedAs:
        """As what it is."""
        del basis
        assert self._made is not None
        made, letter = self._made, self._made.letter
        return CountedAs(made.sheet, letter.point_size, letter.language, made.holder, made.about)

    @Slot()
    def _on_done(self) -> None:
        self.shell.go(Place(PlaceKind.CHECK_IN, self.person))
