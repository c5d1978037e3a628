# SPDX-License-Identifier: Apache-2.0
"""One job of `desktop.printing` in a process of its own, for `test_cups`: it can be killed in the middle.

Writes a line for each page and one for the end; waits for a line where told to.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from desktop.printing import PrintJob, has_printers, reach_of


class Child(QObject):
    """Says what a job says."""

    def __init__(self, *, waits: bool) -> None:
        super().__init__()
        self._waits = waits

    @Slot(int, int)
    def on_page(self, page: int, pages: int) -> None:
        """Say it, and wait to be told to go on."""
        say(f"page {page} of {pages} room {len(list(Path(os.environ['TMPDIR']).iterdir()))}")
        if self._waits and page == 1:
            sys.stdin.readline()

    @Slot(bool)
    def on_ended(self, took: bool) -> None:
        """Say it and end."""
        say(f"ended {took}")
        QTimer.singleShot(0, QApplication.quit)


def say(words: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(name: str, pdf: str, room: str, waits: str) -> int:
    """Print one PDF."""
    app = QApplication([])
    say(f"reach {reach_of(name).value} printers {has_printers()}")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    child = Child(waits=waits == "waits")
    job = PrintJob(Path(pdf).read_bytes(), printer, Path(room), child)
    job.page_sent.connect(child.on_page)
    job.ended.connect(child.on_ended)
    if waits == "before":
        sys.stdin.readline()
    job.start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
