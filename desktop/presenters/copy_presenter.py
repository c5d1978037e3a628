# SPDX-License-Identifier: Apache-2.0
"""Makes one copy of a person's plan: composed in memory, shown, then saved or printed, and counted.

Nothing leaves before "Is it safe to leave paper here?" has an answer, nor after a no; nothing leaves
uncounted (design 1.4): the register is written before the file has its name and before the printer starts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.messages import sentence
from desktop.paper import free_name, print_pages
from desktop.places import Place
from desktop.presenters.leaving import ask_where, not_safe_words, not_saved_words, saving
from desktop.screens.copy_screen import NOT_SAFE, CopyScreen, CopyWords
from desktop.screens.page_preview import load_pages
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.shell import Shell
from locales import _
from records.copies import POINT_SIZES, plan_copy, size_for
from records.copies_register import CopiesRegister, CopyGiven, How, copy_change, read_register
from records.operation import PersonId
from records.person_record import PersonRecord, read_person_record
from records.store import Recorded, RecordStore

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass(frozen=True, slots=True)
class _Read:
    record: PersonRecord | None
    register: CopiesRegister


@dataclass(frozen=True, slots=True)
class _Composed:
    """Pages, with the copy they would be and the request that they answer."""

    asked: int
    content: bytes
    copy: CopyGiven


def make_copy(shell: Shell, place: Place) -> Screen:
    """Leave a copy of one person's plan."""
    assert place.person is not None
    screen = CopyScreen()
    CopyPresenter(shell, place.person, screen).refresh()
    return screen


class CopyPresenter(QObject):
    """Between a person's plan and the paper they hold."""

    def __init__(self, shell: Shell, person: PersonId, screen: CopyScreen) -> None:
        super().__init__(screen)
        self._shell, self._person, self._screen = shell, person, screen
        self._read: _Read | None = None
        self._ready: _Composed | None = None
        self._asked = 0
        self._size: int | None = None
        self._show_struck = False
        self._leaving: tuple[_Composed, QPrinter] | None = None
        screen.safe_chosen.connect(self._on_safe_chosen)
        screen.size_chosen.connect(self._on_size_chosen)
        screen.struck_chosen.connect(self._on_struck_chosen)
        screen.save_requested.connect(self._on_save_requested)
        screen.print_requested.connect(self._on_print_requested)
        shell.background.records_changed.connect(self._on_records_changed)

    # Asked of people; tests and the demonstration answer for themselves

    def choose_target(self, suggested: Path) -> Path | None:
        """Where the file goes; None when nobody wants it after all."""
        return ask_where(self._screen, suggested)

    def choose_printer(self) -> QPrinter | None:
        """Where to print; None when nobody wants to after all."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._screen)
        # A file is saved by the other button, which keeps it from other people's eyes.
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None

    # Reading and composing

    @Slot()
    def refresh(self) -> None:
        """Read the plan and the register again."""
        person = self._person

        def read(store: RecordStore) -> _Read:
            return _Read(read_person_record(store, person), read_register(store, person))

        self._shell.background.ask(read, self._on_read, self._on_failed)

    @Slot(object)
    def _on_records_changed(self, people: frozenset[PersonId]) -> None:
        # A copy given on another laptop touches no item, so that an empty set may be about anybody.
        if not people or self._person in people:
            self.refresh()

    @Slot(object)
    def _on_read(self, read: _Read) -> None:
        if read.record is None or (self._read == read and self._ready is not None):
            return
        self._read = read
        if self._size is None:
            self._size = size_for(read.record.card)
        words = _words(read.record, read.register)
        self._screen.show_copy(person_bar(read.record), words, self._size)
        self._compose()

    def _compose(self) -> None:
        """Compose the pages beside everything else; the newest request wins."""
        if self._read is None or self._read.record is None or self._size is None:
            return
        self._screen.show_ready(ready=False)
        self._ready = None
        self._asked += 1
        now = self._shell.now()
        record, register, asked = self._read.record, self._read.register, self._asked
        size, show_struck = self._size, self._show_struck
        called, site = record.card.called, self._shell.site
        given = CopyGiven(
            register.next_number, register.version, size, called, int(now.timestamp() * 1000), safe=""
        )

        def compose() -> _Composed:
            # ReportLab is slow to import: only who makes a copy pays for it.
            from forms.pdf.plan import compose_plan

            pages = plan_copy(record, register, now.date(), size, site=site)
            return _Composed(asked, compose_plan(pages, show_struck=show_struck), given)

        self._shell.background.work(compose, self._on_composed, self._on_failed)

    @Slot(object)
    def _on_composed(self, composed: _Composed) -> None:
        if composed.asked != self._asked:
            return
        self._ready = composed
        self._screen.preview.show_copy(composed.content)
        self._screen.show_ready(ready=True)

    # Choosing

    @Slot(str)
    def _on_safe_chosen(self, code: str) -> None:
        if code == NOT_SAFE:
            self._say_not_safe()
        else:
            self._screen.message.hide()

    @Slot(int)
    def _on_size_chosen(self, size: int) -> None:
        self._size = size
        self._compose()

    @Slot(bool)
    def _on_struck_chosen(self, show_struck: bool) -> None:
        self._show_struck = show_struck
        self._compose()

    def _say_not_safe(self) -> None:
        self._screen.message.show_message(not_safe_words(), "soon")

    def _may_leave(self) -> _Composed | None:
        """The copy to leave, or None and a sentence that says what comes first (hazard 13)."""
        safe = self._screen.safe.choice
        if safe == NOT_SAFE:
            self._say_not_safe()
            return None
        if safe is None:
            self._screen.message.show_message(_("First: is it safe to leave paper here?"), "soon")
            self._screen.ask_first()
            return None
        return self._ready

    # Saving a file

    @Slot()
    def _on_save_requested(self) -> None:
        ready = self._may_leave()
        if ready is None:
            return
        chosen = self.choose_target(free_name(self._shell.profile.copies, self._shell.now().date()))
        if chosen is None:
            return
        background, person = self._shell.background, self._person
        change = copy_change(person, self._counted(ready, How.SAVED))
        self._screen.show_ready(ready=False)
        save = saving(background, person, ready.content, chosen, change)
        background.work(save, self._on_saved, self._on_not_saved)

    def _counted(self, ready: _Composed, how: How) -> CopyGiven:
        made_at = int(self._shell.now().timestamp() * 1000)
        return replace(ready.copy, made_at=made_at, safe=self._screen.safe.choice or "", how=how)

    @Slot(object)
    def _on_saved(self, target: Path) -> None:
        self._screen.message.show_message(_("Saved and counted: {file}").format(file=target.name), "neutral")

    @Slot(object)
    def _on_not_saved(self, error: Exception) -> None:
        self._screen.show_ready(ready=self._ready is not None)
        if isinstance(error, OSError):
            self._screen.message.show_message(not_saved_words(), "late")
        else:
            self._on_failed(error)

    # Printing

    @Slot()
    def _on_print_requested(self) -> None:
        ready = self._may_leave()
        if ready is None:
            return
        printer = self.choose_printer()
        if printer is None:
            return
        person, change = self._person, copy_change(self._person, self._counted(ready, How.PRINTED))

        def count(store: RecordStore) -> Recorded:
            recorded = store.record(person, [change])
            # A copy changes no item, but whoever shows this person wants to know.
            return Recorded(recorded.saved_at, frozenset({person}))

        self._leaving = (ready, printer)
        self._screen.show_ready(ready=False)
        self._shell.background.change(count, self._on_counted, self._on_not_saved)

    @Slot(object)
    def _on_counted(self, _recorded: Recorded) -> None:
        assert self._leaving is not None
        ready, printer = self._leaving
        self._leaving = None
        document = load_pages(ready.content, self._screen)
        printed = print_pages(document, printer)
        document.deleteLater()
        if printed:
            words = _("Copy {number} has gone to the printer, and is counted.").format(
                number=ready.copy.number
            )
            self._screen.message.show_message(words, "neutral")
        else:
            words = _("The printer did not start. Copy {number} stays counted; print again, or save a file.")
            self._screen.message.show_message(words.format(number=ready.copy.number), "late")

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._screen.message.show_message(sentence(error), "late")


def _words(record: PersonRecord, register: CopiesRegister) -> CopyWords:
    called = record.card.called
    suits = size_for(record.card) if record.card.given("print_size") else None
    sizes = tuple(
        _("{size} point, which suits {called}").format(size=one, called=called) if one == suits else str(one)
        for one in POINT_SIZES
    )
    number = register.next_number
    copy = _("Copy {number} for {called}").format(number=number, called=called)
    if register.newest is not None:
        copy = _("Copy {number} for {called}, in place of copy {before}").format(
            number=number, called=called, before=register.newest.number
        )
    lead = _("{called}’s whole plan in English, on A4 paper. Version {version}.").format(
        called=called, version=register.version
    )
    return CopyWords(lead, sizes, copy)
