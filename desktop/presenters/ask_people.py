# SPDX-License-Identifier: Apache-2.0
"""What only people can answer when a copy leaves: which file, folder or printer. Decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.presenters.leaving import ask_where
from locales import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class AskPeople:
    """Asks by the system's own windows; tests and the demonstration answer for themselves."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def file(self, suggested: Path) -> Path | None:
        """Where one file goes; None when nobody wants it after all."""
        return ask_where(self._parent, suggested)

    def folder(self, suggested: Path) -> Path | None:
        """Into which folder several files go; None when nobody wants them after all."""
        suggested.mkdir(mode=0o700, parents=True, exist_ok=True)
        chosen = QFileDialog.getExistingDirectory(self._parent, _("Save into this folder"), str(suggested))
        return Path(chosen) if chosen else None

    def has_printers(self) -> bool:
        """Whether there is any printer to choose."""
        from desktop.printing import has_printers

        return has_printers()

    def printer(self) -> QPrinter | None:
        """Where to print; None when nobody wants to after all."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._parent)
        # A file is saved by the other button, which keeps it from other people's eyes; and all pages of a
        # copy leave together, each copy with its own number.
        option = QAbstractPrintDialog.PrintDialogOption
        for one in (option.PrintToFile, option.PrintPageRange, option.PrintCollateCopies):
            dialog.setOption(one, on=False)
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None
