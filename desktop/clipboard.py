# SPDX-License-Identifier: Apache-2.0
"""Text lent to the clipboard for one paste, and taken back. The only module that puts anything there.

Never leaves a record's words there for good: they go after a while, and when the app locks or ends, if they
are still ours (security 5, row 3). What somebody else copied since is never touched.
"""

from __future__ import annotations

from hashlib import sha256

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

LENT_FOR_S = 60
"""Long enough to change windows and paste, short enough to be forgotten."""

# Asked of clipboard histories and clouds, each in its own way; whoever does not know them is not stopped.
_HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\x00\x00\x00\x00",
}


class LentClipboard(QObject):
    """What this app has lent. One for the whole app, so that leaving a page takes nothing back too late.

    Signals:
        taken_back: what was lent is not on the clipboard any more, by our hand.
    """

    taken_back = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lent = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.take_back)

    @staticmethod
    def of_app() -> LentClipboard:
        """The one that belongs to this application."""
        app = QApplication.instance()
        assert app is not None
        return app.findChild(LentClipboard) or LentClipboard(app)

    def lend(self, text: str, seconds: float = LENT_FOR_S) -> None:
        """Put this text on the clipboard, for so long."""
        lent = QMimeData()
        lent.setText(text)
        for kind, value in _HINTS.items():
            lent.setData(kind, value)
        QApplication.clipboard().setMimeData(lent)
        self._lent = _mark_of(text)
        self._timer.start(round(seconds * 1000))

    @Slot()
    def take_back(self) -> None:
        """Empty the clipboard if what is on it came from this app."""
        self._timer.stop()
        clipboard = QApplication.clipboard()
        # Not every system says whose it is; then it is ours while the same words are on it.
        if clipboard.ownsClipboard() or (self._lent and _mark_of(clipboard.text()) == self._lent):
            self._lent = b""
            clipboard.clear(QClipboard.Mode.Clipboard)
            self.taken_back.emit()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)


def _mark_of(text: str) -> bytes:
    """What tells two texts apart, so that the words themselves are not kept here."""
    return sha256(text.encode()).digest()
