# SPDX-License-Identifier: Apache-2.0
"""A composed copy on its way out: to a file that is whole or absent, or to a printer under a neutral title.

Never names a person in a file or a print job (security 5, rows 6 and 32); never leaves a half-written file.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from locales import _

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

_PRIVATE = 0o600  # on Windows the folder's own access list does this
# An A4 page at 300 dots an inch is 35 MB in memory; letters are no sharper to the eye beyond that.
_MOST_DOTS = 300
_POINTS = 72


def free_name(folder: Path, day: date) -> Path:
    """A name for a copy that says nothing about anybody and that no file has yet, even a link to nowhere."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = (f"copy-{day}.pdf", *(f"copy-{day}-{number}.pdf" for number in range(2, 1000)))
    return next((folder / one for one in names if not os.path.lexists(folder / one)), folder / names[0])


@contextmanager
def save_beside(target: Path, content: bytes) -> Iterator[None]:
    """Write beside `target` and make it durable; then, if the block ends well, give it the name.

    Raises:
        OSError: it could not be written or named; nothing of it is left.
    """
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write(beside, content)
        yield
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, _PRIVATE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def print_pages(document: QPdfDocument, printer: QPrinter) -> bool:
    """Send every page once, as it was shown; False when the printer did not start."""
    printer.setDocName(_("Document"))
    printer.setCreator("")
    printer.setCopyCount(1)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    dots = min(printer.resolution(), _MOST_DOTS)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        size = document.pagePointSize(page) * dots / _POINTS
        image = document.render(page, QSize(round(size.width()), round(size.height())))
        paper = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), image)
    return painter.end()
