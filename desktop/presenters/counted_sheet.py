# SPDX-License-Identifier: Apache-2.0
"""A sheet about a person on its way out: it has a number of its own, and leaves counted or not at all.

The register is written before the file has its name and before the printer starts (design 1.4). What was
counted for a printer that did not start is written down as never left: no copy is claimed that is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.copy_sheets import Composed, ComposedCopy
from desktop.presenters.leaving import recording, saving
from desktop.presenters.nothing_came_out import NothingCameOut
from desktop.presenters.print_outcome import PrintOutcome
from desktop.presenters.print_run import PrintRun
from desktop.presenters.sheet_presenter import SheetPresenter
from desktop.screens.sheet_screen import SheetScreen
from desktop.shell import Shell
from forms.pdf.copy import CopyNumber
from locales import _
from records.copies_left import copy_left
from records.copies_register import CopiesRegister, CopyGiven, How, Sheet, read_register
from records.copy_code import copy_code
from records.operation import Change, EntityId, PersonId
from records.person_record import PersonRecord, read_person_record
from records.store import Recorded, RecordStore

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass(frozen=True, slots=True)
class SheetBasis:
    """What a sheet is made from, as read at one moment."""

    record: PersonRecord
    register: CopiesRegister


@dataclass(frozen=True, slots=True)
class CountedAs:
    """How the register names a sheet.

    Attributes:
        holder: who is given it; "" for the person themselves.
        about: the visit or agreement that it is of.
    """

    sheet: Sheet
    size: int
    language: str
    holder: str = ""
    about: EntityId | None = None


class CountedSheetPresenter(SheetPresenter):
    """Lives as long as its screen. Subclasses show the sheet in `show_sheet`, and name it in `counted_as`."""

    def __init__(self, shell: Shell, person: PersonId, screen: SheetScreen) -> None:
        super().__init__(shell, screen)
        self.person = person
        self._came_out = NothingCameOut(shell, person, self.asking, self)
        self.basis: SheetBasis | None = None
        shell.background.records_changed.connect(self._on_records_changed)
        screen.copied_by_hand.connect(self._on_copied)

    def show_sheet(self, basis: SheetBasis) -> None:
        """Show what was read, and compose it."""
        raise NotImplementedError

    def counted_as(self, basis: SheetBasis) -> CountedAs:
        """How it is counted."""
        raise NotImplementedError

    @Slot()
    def refresh(self) -> None:
        """Read the person and their copies: what is shown is what will be left, with the number it has."""
        person = self.person

        def read(store: RecordStore) -> SheetBasis | None:
            record = read_person_record(store, person)
            return None if record is None else SheetBasis(record, read_register(store, person))

        self.shell.background.ask(read, self._on_read, self.on_failed)

    @Slot(object)
    def _on_records_changed(self, people: frozenset[PersonId]) -> None:
        # A copy given on another laptop touches no item, so that an empty set may be about anybody.
        if not people or self.person in people:
            self.refresh()

    @Slot(object)
    def _on_read(self, basis: SheetBasis | None) -> None:
        if basis is None:
            self.shell.go(Place(PlaceKind.PEOPLE))
        elif basis != self.basis or not self.is_ready:
            self.basis = basis
            self.show_sheet(basis)

    def number(self, basis: SheetBasis) -> CopyNumber:
        """What stands on the sheet to tell it from others."""
        as_, register = self.counted_as(basis), basis.register
        number = register.next_number
        return CopyNumber(
            number=number,
            made_on=self.shell.now().date(),
            replaces=register.replaced_by(self._holder(basis, as_), as_.sheet),
            code=copy_code(number, register.version),
        )

    @staticmethod
    def _holder(basis: SheetBasis, counted: CountedAs) -> str:
        return counted.holder or basis.record.card.called

    def _copy(self, basis: SheetBasis, how: How) -> CopyGiven:
        as_ = self.counted_as(basis)
        return CopyGiven(
            number=basis.register.next_number,
            version=basis.register.version,
            size=as_.size,
            held_by=self._holder(basis, as_),
            made_at=int(self.shell.now().timestamp() * 1000),
            safe="" if self.screen.safe is None else self.screen.safe.choice or "",
            sheet=as_.sheet,
            how=how,
            language=as_.language,
            about=as_.about,
        )

    # How it leaves

    def saving(self, content: bytes, chosen: Path) -> Callable[[], Path]:
        """One job that saves and counts, or does neither; what was owed ends with it."""
        assert self.basis is not None
        basis, background = self.basis, self.shell.background
        changes = copy_left(basis.record, self._copy(basis, How.SAVED))
        self.hold()  # its number is taken
        return saving(background, self.person, content, chosen, *changes)

    def again(self) -> None:
        """With the next number where the one before is taken."""
        self.refresh()

    def send(self, content: bytes, printer: QPrinter) -> None:
        """Count it, then hand it over, page by page."""
        if not self.printer.take_turn():
            return
        assert self.basis is not None
        copy = ComposedCopy(self._copy(self.basis, How.PRINTED), Composed(content, (), ()))
        self.hold()
        run = PrintRun(self.shell, self.basis.record, (copy,), printer, self)
        run.ended.connect(self._on_run_ended)
        run.start()

    @Slot(object)
    def _on_run_ended(self, outcome: PrintOutcome) -> None:
        self._came_out.say(outcome)
        self.again()

    @Slot()
    def _on_copied(self) -> None:
        if self.may_leave() is None or self.basis is None:
            return
        basis = self.basis
        self.hold()
        self._record(copy_left(basis.record, self._copy(basis, How.BY_HAND)), self._on_copied_counted)

    @Slot(object)
    def _on_copied_counted(self, _recorded: Recorded) -> None:
        self.screen.message.show_message(_("Written down: copied by hand."), "done")

    def _record(self, changes: list[Change], then: Callable[[Recorded], None]) -> None:
        self.shell.background.change(recording(self.person, changes), then, self._on_not_counted)

    @Slot(object)
    def _on_not_counted(self, error: Exception) -> None:
        self.on_failed(error)
        self.again()
