# SPDX-License-Identifier: Apache-2.0
"""One sheet on its way to a printer: a page at a time, under a neutral title; and what is known of a printer.

Never says that paper came out, only what was handed over, and names no job after anybody (security 5, row 6).
CUPS writes a job into a file before it takes it: that file lies in a room of ours, which is emptied after
each job, and when the app starts again after a crash.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.paths import empty_room
from desktop.printer_reach import Reach, reach_by_device
from desktop.screens.page_preview import load_pages
from locales import _

# An A4 page at 300 dots an inch is 35 MB in memory; letters are no sharper to the eye beyond that.
_MOST_DOTS = 300
_POINTS = 72
_ASK_S = 5


def has_printers() -> bool:
    """Whether this laptop knows any printer. May wait for the system's print service."""
    return bool(QPrinterInfo.availablePrinterNames())


def is_native(printer: QPrinter) -> bool:
    """Whether it is a printer, and no file."""
    return printer.outputFormat() is QPrinter.OutputFormat.NativeFormat


def is_there(printer: QPrinter) -> bool:
    """Whether the printer is still known; a job to a print service that has gone ends as if all were well."""
    return not is_native(printer) or not QPrinterInfo.printerInfo(printer.printerName()).isNull()


def reach_of(name: str, *, native: bool = True) -> Reach:
    """Where a printer is. Asks CUPS for its device: Qt knows only whose queue it is. Waits 5 s at most."""
    if not native:
        return Reach.HERE
    if QPrinterInfo.printerInfo(name).isRemote():
        return Reach.NETWORK
    if os.name == "nt":
        return Reach.HERE
    return reach_by_device(_device_of(name))


def _device_of(name: str) -> str:
    """The address of a printer's device, such as "usb://…" or "ipp://…"; "" where nobody says."""
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        return ""
    try:
        said = subprocess.run(
            [lpstat, "-v", name],
            capture_output=True,
            text=True,
            timeout=_ASK_S,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout.partition(f"device for {name}:")[2].strip()


class PrintJob(QObject):
    """One sheet for one printer. It goes on where the screen that began it has gone.

    Signals:
        page_sent: this page of so many has been handed over.
        ended: whether the printer took every page, as far as can be known.
    """

    page_sent = Signal(int, int)
    ended = Signal(bool)

    def __init__(self, content: bytes, printer: QPrinter, room: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._document = load_pages(content, self)
        self._printer, self._room = printer, room
        self._painter = QPainter()
        self._page = 0
        self._temporary = os.environ.get("TMPDIR")

    def start(self) -> None:
        """Begin; everything after comes by the signals, a page in each turn of the event loop."""
        _set_up(self._printer)
        try:
            self._room.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:  # nothing may be written anywhere else
            self._end(took=False)
            return
        os.environ["TMPDIR"] = str(self._room)
        if is_there(self._printer) and self._painter.begin(self._printer):
            QTimer.singleShot(0, self, self._on_turn)
        else:
            self._end(took=False)

    @Slot()
    def _on_turn(self) -> None:
        if self._page and not self._printer.newPage():
            self._painter.end()
            self._end(took=False)
            return
        self._draw(self._page)
        self._page += 1
        self.page_sent.emit(self._page, self._document.pageCount())
        if self._page < self._document.pageCount():
            QTimer.singleShot(0, self, self._on_turn)
        else:
            ended = self._painter.end()
            self._end(took=ended and self._is_well())

    def _draw(self, page: int) -> None:
        dots = min(self._printer.resolution(), _MOST_DOTS)
        size = self._document.pagePointSize(page) * dots / _POINTS
        image = self._document.render(page, QSize(round(size.width()), round(size.height())))
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), image)

    def _is_well(self) -> bool:
        troubled = {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}
        return self._printer.printerState() not in troubled and is_there(self._printer)

    def _end(self, *, took: bool) -> None:
        if self._temporary is None:
            os.environ.pop("TMPDIR", None)
        else:
            os.environ["TMPDIR"] = self._temporary
        empty_room(self._room)
        self.ended.emit(took)
        self.deleteLater()


def _set_up(printer: QPrinter) -> None:
    printer.setDocName(_("Document"))
    printer.setCreator("")
    printer.setCopyCount(1)  # each copy has a number of its own
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
