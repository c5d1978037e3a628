# SPDX-License-Identifier: Apache-2.0
"""Brings one person's register to its page, and writes down what became of a copy. Never removes one."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.copies_words import copy_line, copy_title, gone_how_words, gone_lines, newness_chip
from desktop.presenters.leaving import recording
from desktop.presenters.person_reader import PersonReader
from desktop.questions.reading import read_day
from desktop.screens.gone_card import GoneTyped
from desktop.screens.person_bar import person_bar
from desktop.screens.register_screen import CopyCard, RegisterScreen, RegisterWords
from desktop.screens.screen import Screen
from desktop.shell import Shell
from desktop.widgets.choice_row import Option
from locales import _, ngettext
from records.copies_gone import Gone, GoneHow, gone_change
from records.copies_register import CopiesRegister, CopyGiven, How, read_register
from records.operation import PersonId
from records.people import COPY_OWED_FORM
from records.person_record import PersonRecord
from records.store import Recorded, RecordStore

_SAID = (GoneHow.DESTROYED, GoneHow.HANDED_BACK, GoneHow.LOST)


def make_register(shell: Shell, place: Place) -> Screen:
    """Every copy of one person's."""
    assert place.person is not None
    screen = RegisterScreen()
    RegisterPresenter(shell, place.person, screen).refresh()
    return screen


class RegisterPresenter(PersonReader):
    """Between the register and its page."""

    def __init__(self, shell: Shell, person: PersonId, screen: RegisterScreen) -> None:
        super().__init__(shell, person, screen)
        self._screen = screen
        screen.copy_requested.connect(self._on_copy)
        screen.owe_requested.connect(self._on_owe)
        screen.latest_requested.connect(self._on_latest)
        screen.done_requested.connect(self._on_done)
        screen.gone_said.connect(self._on_gone)

    @staticmethod
    def read_also(store: RecordStore, record: PersonRecord) -> CopiesRegister:
        """Their copies."""
        return read_register(store, record.card.person)

    def show_record(self, record: PersonRecord) -> None:
        """Show the page."""
        self._screen.show_register(person_bar(record), register_words(record, self.also), _("today"))

    @Slot(str, object)
    def _on_gone(self, item: str, typed: GoneTyped) -> None:
        copy = next((one for one in self.also.given if one.item == item), None)
        if copy is None:
            return
        if not typed.how:
            self._screen.message.show_message(_("First: what became of it?"), "soon")
            return
        on = read_day(typed.on, self.shell.now().date(), past=True)
        if on is None:
            said = _("We could not read this as a day. Try it like 14 3 2026, or today.")
            self._screen.message.show_message(said, "soon")
            if self._screen.part is not None:
                self._screen.part.show_unread_day()
            return
        gone = Gone(GoneHow(typed.how), on, typed.said_by.strip())
        change = gone_change(self.person, copy.item, gone, copy.marks)
        self._screen.show_writing()
        job = recording(self.person, [change])
        self.shell.background.change(job, self._on_recorded, self._on_not_recorded)

    @Slot(object)
    def _on_recorded(self, _recorded: Recorded) -> None:
        self._screen.close_part()
        self._screen.message.show_message(_("Written down. It can be put right at any time."), "done")

    @Slot(object)
    def _on_not_recorded(self, error: Exception) -> None:
        self._screen.show_writing(over=True)
        self.on_failed(error)

    # Leading on

    @Slot()
    def _on_copy(self) -> None:
        self.shell.go(Place(PlaceKind.COPY, self.person))

    @Slot()
    def _on_owe(self) -> None:
        self.shell.go(Place(PlaceKind.FORM, self.person, form=COPY_OWED_FORM))

    @Slot()
    def _on_latest(self) -> None:
        self.shell.go(Place(PlaceKind.LATEST, self.person))

    @Slot()
    def _on_done(self) -> None:
        self.shell.go(Place(PlaceKind.COPIES))


def register_words(record: PersonRecord, register: CopiesRegister) -> RegisterWords:
    """The page in words."""
    called = record.card.called
    lead = _("Every sheet that left on paper or as a file, the newest first. Its number stands on it.")
    if not register.given and not register.unread:
        lead = _("Nothing has been left on paper or as a file yet.")
    return RegisterWords(
        title=_("{called}’s copies").format(called=called),
        lead=lead,
        copies=tuple(_card(one, record, register) for one in register.given),
        also=tuple(_also(register)),
    )


def _card(copy: CopyGiven, record: PersonRecord, register: CopiesRegister) -> CopyCard:
    said = (*_SAID, GoneHow.NEVER_LEFT) if copy.how is not How.BY_HAND else _SAID
    hows = (*said, GoneHow.STILL_THERE) if copy.marks else said
    return CopyCard(
        item=copy.item,
        title=copy_title(copy),
        line=copy_line(copy, record.team),
        chip=newness_chip(register, copy),
        marks=gone_lines(copy, record.team),
        options=tuple(Option(one.value, gone_how_words(one)) for one in hows),
        quiet=copy.is_gone,
    )


def _also(register: CopiesRegister) -> Iterator[str]:
    numbers = [one.number for one in register.given]
    for number in sorted({one for one in numbers if numbers.count(one) > 1}):
        words = _("Two laptops that were apart both gave the number {number}: these are different copies.")
        yield words.format(number=number)
    if register.unread:
        words = ngettext(
            "And {count} copy of which this Keepwell cannot read more than that it was left.",
            "And {count} copies of which this Keepwell cannot read more than that they were left.",
            register.unread,
        )
        yield words.format(count=register.unread)
