# SPDX-License-Identifier: Apache-2.0
"""One sheet on its way out: composed in memory, shown, then saved or printed. Subclasses say what is on it.

Nothing leaves before the question about paper has an answer, where it is asked, nor after a no (hazard 13).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.messages import sentence
from desktop.paper import free_name
from desktop.presenters.ask_people import AskPeople
from desktop.presenters.asking_in_page import AskingInPage
from desktop.presenters.choosing_printer import ChoosingPrinter
from desktop.presenters.leaving import saving_uncounted
from desktop.screens.copy_screen import NOT_SAFE
from desktop.screens.sheet_screen import SheetScreen
from desktop.shell import Shell
from locales import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class SheetPresenter(QObject):
    """Between what is to be on a sheet and the paper it is left on.

    A sheet that stays with the team leaves as it is; one about a person is counted
    (`desktop.presenters.counted_sheet`).
    """

    def __init__(self, shell: Shell, screen: SheetScreen) -> None:
        super().__init__(screen)
        self.shell, self.screen = shell, screen
        self.asking = AskingInPage(screen)
        self.printer = ChoosingPrinter(shell, screen, self.asking)
        self._content: bytes | None = None
        self._asked = 0
        screen.safe_chosen.connect(self._on_safe)
        screen.save_requested.connect(self._on_save)
        screen.print_requested.connect(self._on_print)

    # Asked of people; tests and the demonstration answer for themselves

    def choose_target(self, suggested: Path) -> Path | None:
        """Where the file goes; None when nobody wants it after all."""
        return AskPeople(self.screen).file(suggested)

    # How it leaves; a counted sheet does it otherwise

    def saving(self, content: bytes, chosen: Path) -> Callable[[], Path]:
        """The job that saves it; raises OSError where it could not."""
        return saving_uncounted(content, chosen)

    def send(self, content: bytes, printer: QPrinter) -> None:
        """Hand every page to the printer."""
        if not self.printer.take_turn():
            return
        from desktop.printing import PrintJob

        job = PrintJob(content, printer, self.shell.profile.printing, self.shell.background)
        turn = self.shell.printing
        job.ended.connect(turn.give_back)
        job.ended.connect(lambda took: turn.tell_if_gone(self, *_job_words(took=took)))
        job.ended.connect(self._on_job_ended)
        job.start()

    def compose(self, compose: Callable[[], bytes]) -> None:
        """Set the page beside everything else: ReportLab is slow to import. The newest request wins."""
        self.hold()
        self._asked += 1
        asked = self._asked
        self.shell.background.work(lambda: (asked, compose()), self._on_composed, self.on_failed)

    def hold(self) -> None:
        """What shows is not what would leave now: its number is taken, or something on it has changed."""
        self._content = None
        self.screen.show_ready(ready=False)

    @Slot(object)
    def _on_composed(self, composed: tuple[int, bytes]) -> None:
        asked, content = composed
        if asked == self._asked:
            self._content = content
            self.screen.preview.show_copy(content)
            self.screen.show_ready(ready=True)

    @property
    def is_ready(self) -> bool:
        """Whether the page that shows is the one that would leave."""
        return self._content is not None

    @Slot(str)
    def _on_safe(self, code: str) -> None:
        if code == NOT_SAFE:
            said = _("Then no paper is left here. Read it aloud, and agree how else they can have it.")
            self.screen.message.show_message(said, "soon")
        else:
            self.screen.message.hide()

    def may_leave(self) -> bytes | None:
        """The page that may leave, or None and a sentence that says what comes first."""
        asked = self.screen.safe
        if asked is not None and asked.choice == NOT_SAFE:
            self._on_safe(NOT_SAFE)
            return None
        if asked is not None and asked.choice is None:
            self.screen.message.show_message(_("First: is it safe to leave paper here?"), "soon")
            self.screen.ask_first()
            return None
        return self._content

    @Slot()
    def _on_save(self) -> None:
        content = self.may_leave()
        if content is None:
            return
        chosen = self.choose_target(free_name(self.shell.profile.copies, self.shell.now().date()))
        if chosen is None:
            return
        self.screen.show_ready(ready=False)
        self.shell.background.work(self.saving(content, chosen), self._on_saved, self._on_not_saved)

    @Slot(object)
    def _on_saved(self, target: Path) -> None:
        self.screen.message.show_message(_("Saved: {file}").format(file=target.name), "done")
        self.again()

    @Slot(object)
    def _on_not_saved(self, error: Exception) -> None:
        self.again()
        if isinstance(error, OSError):
            said = _("The file could not be saved there. Choose another place, or copy it by hand.")
            self.screen.message.show_message(said, "late")
        else:
            self.on_failed(error)

    @Slot()
    def _on_print(self) -> None:
        if self.may_leave() is not None:
            self.printer.begin(self._on_printer_chosen)

    def _on_printer_chosen(self, printer: QPrinter) -> None:
        # Asking takes a while: what may leave, and which page it is, may be another by now.
        content = self.may_leave()
        if content is not None:
            self.send(content, printer)

    def again(self) -> None:
        """It has left, or could not: make it ready to leave once more."""
        self.screen.show_ready(ready=self.is_ready)

    @Slot(bool)
    def _on_job_ended(self, took: bool) -> None:
        self.screen.message.show_message(*_job_words(took=took))

    @Slot(object)
    def on_failed(self, error: Exception) -> None:
        """Say what went wrong; what stands on the screen stays."""
        self.screen.message.show_message(sentence(error), "late")


def _job_words(*, took: bool) -> tuple[str, str]:
    if took:
        return _("It has gone to the printer."), "done"
    return _("The printer did not take it. Print again, save a file, or copy it by hand."), "late"
