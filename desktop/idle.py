# SPDX-License-Identifier: Apache-2.0
"""Notices that nobody has touched the laptop for a while.

Counts monotonic time: a clock set back delays nothing (security 2, on Cryptomator). Counts the wall clock
beside it, because monotonic time stands still while a laptop sleeps (security 3, "Lock levels").
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
_LOOK_EVERY_MS = 1000


class IdleTimer(QObject):
    """Watches the whole application.

    Signals:
        idle: nobody has touched it for the agreed time; said once until somebody does again.
    """

    idle = Signal()

    def __init__(self, minutes: float, parent: QObject) -> None:
        super().__init__(parent)
        self._limit_s = minutes * 60
        self._touch()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to watch; called when there is something to lock."""
        self._touch()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._timer.start(_LOOK_EVERY_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note every touch; pass it on as it was. The touch that wakes a laptop comes too late to count."""
        if event.type() in _TOUCHES and not self._is_over():
            self._touch()
        return super().eventFilter(watched, event)

    def _touch(self) -> None:
        self._touched_at, self._touched_at_wall = time.monotonic(), time.time()

    def _is_over(self) -> bool:
        awake, by_the_wall = time.monotonic() - self._touched_at, time.time() - self._touched_at_wall
        return max(awake, by_the_wall) >= self._limit_s

    def _look(self) -> None:
        if self._is_over():
            self._timer.stop()
            self.idle.emit()
