# SPDX-License-Identifier: Apache-2.0
"""Copies going to a printer, one after another: each counted, then handed over, then the next.

Nothing is handed over uncounted; what did not start never was a copy, and the register is told so. It goes on
where its page has gone, and stops at the first that fails: nobody should look for pages in two places.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.presenters.copy_sheets import ComposedCopy
from desktop.presenters.leaving import recording
from desktop.presenters.leaving_words import printed_words
from desktop.presenters.print_outcome import PrintOutcome
from desktop.shell import Shell
from locales import _
from records.copies_left import never_left, no_longer_owed
from records.copies_register import CopyGiven, copy_change
from records.operation import Change
from records.person_record import PersonRecord
from records.store import Recorded

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class PrintRun(QObject):
    """One run for one person; whoever begins it has taken the turn to print, and its end gives that back.

    `page` lives as long as the page it began on; once that has gone, what came of it is said elsewhere.

    Signals:
        told: how far it is, in words.
        ended: a `PrintOutcome`.
    """

    told = Signal(str)
    ended = Signal(object)

    def __init__(
        self,
        shell: Shell,
        record: PersonRecord,
        copies: Sequence[ComposedCopy],
        printer: QPrinter,
        page: QObject,
    ) -> None:
        super().__init__(shell.background)
        self._shell, self._read, self._printer, self._page = shell, record, printer, page
        self._person = record.card.person
        self._waiting = list(copies)
        self._now: ComposedCopy | None = None
        self._printed: list[CopyGiven] = []
        self._pages = 0
        self._stopping = False

    @Slot()
    def start(self) -> None:
        """Begin with the next copy, or end where there is none."""
        if self._stopping or not self._waiting:
            self._end()
            return
        self._now, self._pages = self._waiting.pop(0), 0
        self._record([copy_change(self._person, self._now.copy)], self._on_counted, self._on_not_counted)

    @Slot()
    def stop(self) -> None:
        """Let the copy that is being printed be the last."""
        self._stopping = True

    def _record(
        self,
        changes: list[Change],
        then: Callable[[Recorded], None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        self._shell.background.change(recording(self._person, changes), then, otherwise)

    @Slot(object)
    def _on_counted(self, _recorded: Recorded) -> None:
        from desktop.printing import PrintJob

        assert self._now is not None
        job = PrintJob(self._now.sheet.content, self._printer, self._shell.profile.printing, self)
        job.page_sent.connect(self._on_page_sent)
        job.ended.connect(self._on_job_ended)
        job.start()

    @Slot(int, int)
    def _on_page_sent(self, page: int, pages: int) -> None:
        assert self._now is not None
        self._pages = page
        words = _("Printing copy {number}: page {page} of {pages}")
        self.told.emit(words.format(number=self._now.copy.number, page=page, pages=pages))

    @Slot(bool)
    def _on_job_ended(self, took: bool) -> None:
        assert self._now is not None
        if took:
            self._printed.append(self._now.copy)
            owed = no_longer_owed(self._read, self._now.copy)
            self._now = None
            if owed:
                self._record(owed, self._on_kept, self._on_not_written_down)
            else:
                self.start()
        elif self._pages:
            self._end()
        else:
            change = never_left(self._person, self._now.copy, self._shell.now().date())
            self._record([change], self._on_taken_back, self._on_not_written_down)

    @Slot(object)
    def _on_kept(self, _recorded: Recorded) -> None:
        self.start()

    @Slot(object)
    def _on_taken_back(self, _recorded: Recorded) -> None:
        self._end()

    @Slot(object)
    def _on_not_counted(self, error: Exception) -> None:
        assert self._now is not None
        self._waiting.insert(0, self._now)
        self._now = None
        self._end(error)

    @Slot(object)
    def _on_not_written_down(self, error: Exception) -> None:
        self._end(error)

    def _end(self, error: Exception | None = None) -> None:
        failed = None if self._now is None else self._now.copy
        printed = tuple(self._printed)
        self._shell.printing.give_back()
        outcome = PrintOutcome(printed, failed, self._pages, len(self._waiting), error)
        self.ended.emit(outcome)
        self._shell.printing.tell_if_gone(self._page, *printed_words(outcome))
        self.deleteLater()
