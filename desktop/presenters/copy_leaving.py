# SPDX-License-Identifier: Apache-2.0
"""How copies leave: by a printer, as files, or copied by hand; each counted, each with its own number.

Nothing leaves before "Is it safe to leave paper here?" has an answer, nor after a no; nothing leaves
uncounted (design 1.4); and the register never keeps a copy of which this laptop knows that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.presenters.asking_in_page import AskingInPage
from desktop.presenters.choosing_printer import ChoosingPrinter
from desktop.presenters.copy_choices import CopyBasis
from desktop.presenters.copy_sheets import ComposedCopy, ComposedSet, compose_set
from desktop.presenters.leaving import not_safe_words, not_saved_words, recording
from desktop.presenters.leaving_words import saved_words
from desktop.presenters.names_words import kept_away_words
from desktop.presenters.nothing_came_out import NothingCameOut
from desktop.presenters.print_outcome import PrintOutcome
from desktop.presenters.print_run import PrintRun
from desktop.presenters.saving_files import SavedFiles, saving_all
from desktop.screens.copy_screen import NOT_SAFE, CopyScreen
from desktop.shell import Shell
from locales import _
from records.copies_left import copy_left
from records.copies_register import CopyGiven, How
from records.operation import Change, PersonId
from records.people import COPY_OWED_FORM
from records.person_record import PersonRecord
from records.store import Recorded

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class CopyLeaving(QObject):
    """What the buttons of the footer do.

    Signals:
        stop_requested: no further copy is to be printed.
    """

    stop_requested = Signal()

    def __init__(self, shell: Shell, person: PersonId, screen: CopyScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._person, self._screen = shell, person, screen
        self._asking = AskingInPage(screen)
        self.printer = ChoosingPrinter(shell, screen, self._asking)
        self._came_out = NothingCameOut(shell, person, self._asking, self)
        self._basis: CopyBasis | None = None
        self._ready: ComposedSet | None = None
        self._meant: ComposedSet | None = None
        self._looked_at: ComposedCopy | None = None
        self._printing: tuple[PersonRecord, QPrinter] | None = None
        self._by_hand: ComposedCopy | None = None
        self._counted_up_to = 0
        self._busy = False
        screen.safe_chosen.connect(self._on_safe_chosen)
        screen.leave.save_requested.connect(self._on_save)
        screen.leave.print_requested.connect(self._on_print)
        screen.leave.owe_requested.connect(self._on_owe)
        screen.leave.copied_by_hand.connect(self._on_copied_by_hand)
        screen.leave.voice.troubled.connect(self._on_voice_troubled)

    def show_copies(self, basis: CopyBasis | None, ready: ComposedSet | None) -> None:
        """What would leave from now on; None while it is being composed, or nothing can."""
        self._basis, self._ready = basis, ready
        self._show_ready()

    def look_at(self, copy: ComposedCopy) -> None:
        """Which sheet is looked at, and would be copied by hand."""
        self._looked_at = copy

    def _show_ready(self) -> None:
        self._screen.show_ready(ready=self._is_ready)

    @property
    def _is_ready(self) -> bool:
        """Whether what shows can leave: it is not leaving, and none of its numbers has been counted."""
        if self._ready is None or self._busy:
            return False
        return all(one.copy.number > self._counted_up_to for one in self._ready.copies)

    def _end_with(self, counted: Iterable[CopyGiven]) -> None:
        """Nothing is leaving any more; pages whose numbers are taken wait until they are composed anew."""
        self._counted_up_to = max([self._counted_up_to, *(one.number for one in counted)])
        self._show_busy(busy=False)

    def _show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._show_ready()

    # What comes first

    @Slot(str)
    def _on_safe_chosen(self, code: str) -> None:
        if code == NOT_SAFE:
            self._asking.say(not_safe_words(), "soon")
        else:
            self._asking.hush()

    def _may_leave(self) -> bool:
        """Whether paper may leave at all; says what comes first where it may not (hazard 13)."""
        safe = self._screen.safe.choice
        if safe == NOT_SAFE:
            self._asking.say(not_safe_words(), "soon")
        elif safe is None:
            self._asking.say(_("First: is it safe to leave paper here?"), "soon")
            self._screen.ask_first()
        return safe not in {None, NOT_SAFE} and self._is_ready

    def _is_meant(self) -> bool:
        """Whether what shows is still what somebody pressed a button for: they may have taken a yes back."""
        if self._ready is None or self._ready is not self._meant:
            words = _("Something changed meanwhile. Look at the pages again, and then leave them.")
            self._asking.say(words, "soon")
            return False
        return self._may_leave()

    def _after_warning(self, then: Callable[[], None]) -> None:
        """Go on, once somebody has looked where a name stands that may be kept away."""
        assert self._ready is not None
        assert self._basis is not None
        if any(one.kept_away for one in self._ready.named):
            self._asking.say(
                kept_away_words(self._basis.record.card), "late", _("Leave them all the same"), then
            )
        else:
            then()

    def _counted(self, copy: ComposedCopy, how: How) -> ComposedCopy:
        made_at = int(self._shell.now().timestamp() * 1000)
        safe = self._screen.safe.choice or ""
        return replace(copy, copy=replace(copy.copy, made_at=made_at, safe=safe, how=how))

    def _maker(self, how: How) -> Callable[[], tuple[ComposedCopy, ...]]:
        """A job that gives every copy: those that show; of more than one each, all with their own numbers."""
        assert self._ready is not None
        assert self._basis is not None
        basis, ready, wanted = self._basis, self._ready, self._ready.choices.copies
        counted = [self._counted(one, how) for one in ready.copies]

        def make() -> tuple[ComposedCopy, ...]:
            if wanted == 1:
                return tuple(counted)
            every = compose_set(basis, ready.choices, copies=wanted).copies
            stamp = counted[0].copy
            return tuple(
                replace(one, copy=replace(one.copy, made_at=stamp.made_at, safe=stamp.safe, how=how))
                for one in every
            )

        return make

    # Saving files

    @Slot()
    def _on_save(self) -> None:
        if self._may_leave():
            self._meant = self._ready
            self._after_warning(self._save)

    def _save(self) -> None:
        if not self._is_meant():
            return
        assert self._ready is not None
        assert self._basis is not None
        several = len(self._ready.copies) * self._ready.choices.copies > 1
        place = self._ask_place(several=several)
        if place is None or not self._is_meant():
            return
        self._show_busy(busy=True)
        job = saving_all(self._shell, self._basis.record, self._maker(How.SAVED), place, several=several)
        self._shell.background.work(job, self._on_saved, self._on_failed)

    def _ask_place(self, *, several: bool) -> Path | None:
        from desktop.paper import free_name

        folder = self._shell.profile.copies
        if several:
            return self.printer.ask.folder(folder)
        return self.printer.ask.file(free_name(folder, self._shell.now().date()))

    @Slot(object)
    def _on_saved(self, saved: SavedFiles) -> None:
        self._end_with(saved.copies)
        words, tone = saved_words(saved)
        self._asking.say(words, tone)

    # Printing

    @Slot()
    def _on_print(self) -> None:
        if self._may_leave():
            self._meant = self._ready
            self._after_warning(self._print)

    def _print(self) -> None:
        if self._is_meant():
            self.printer.begin(self._compose_all)

    def _compose_all(self, printer: QPrinter) -> None:
        if self._is_meant():
            assert self._basis is not None
            self._printing = self._basis.record, printer
            self._show_busy(busy=True)
            self._shell.background.work(self._maker(How.PRINTED), self._on_all_composed, self._on_failed)

    @Slot(object)
    def _on_all_composed(self, copies: tuple[ComposedCopy, ...]) -> None:
        assert self._printing is not None
        record, printer = self._printing
        if not self.printer.take_turn():
            self._printing = None
            self._show_busy(busy=False)
            return
        run = PrintRun(self._shell, record, copies, printer, self)
        run.told.connect(self._screen.leave.show_progress)
        run.ended.connect(self._on_printed)
        self.stop_requested.connect(run.stop)
        self._asking.say(
            _("The pages are on their way to the printer."), "neutral", _("Stop after this copy"), self._stop
        )
        run.start()

    def _stop(self) -> None:
        self.stop_requested.emit()
        self._asking.say(_("The copy that is being printed is the last."), "neutral")

    @Slot(object)
    def _on_printed(self, outcome: PrintOutcome) -> None:
        self._printing = None
        self._screen.leave.show_progress("")
        self._end_with(outcome.counted)
        self._came_out.say(outcome)

    # By hand

    @Slot()
    def _on_copied_by_hand(self) -> None:
        if self._may_leave():
            # The one that shows now: another may be looked at before a warning is answered.
            self._meant, self._by_hand = self._ready, self._looked_at
            self._after_warning(self._count_by_hand)

    def _count_by_hand(self) -> None:
        if self._by_hand is None or not self._is_meant():
            return
        copy = self._counted(self._by_hand, How.BY_HAND).copy
        self._show_busy(busy=True)
        assert self._basis is not None
        self._record(copy_left(self._basis.record, copy), self._on_counted_by_hand)

    @Slot(object)
    def _on_counted_by_hand(self, _recorded: Recorded) -> None:
        assert self._by_hand is not None
        self._end_with([self._by_hand.copy])
        words = _("Counted: copy {number}, copied by hand.").format(number=self._by_hand.copy.number)
        self._asking.say(words, "done")

    def _record(self, changes: list[Change], then: Callable[[Recorded], None]) -> None:
        self._shell.background.change(recording(self._person, changes), then, self._on_failed)

    @Slot()
    def _on_owe(self) -> None:
        """Nothing can be left now: somebody brings it, by name and by a day (domain M11)."""
        self._shell.go(Place(PlaceKind.FORM, self._person, form=COPY_OWED_FORM))

    # What went wrong

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._show_busy(busy=False)
        self._asking.say(not_saved_words() if isinstance(error, OSError) else sentence(error), "late")

    @Slot(str)
    def _on_voice_troubled(self, words: str) -> None:
        self._asking.say(words, "soon")
