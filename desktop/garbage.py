# SPDX-License-Identifier: Apache-2.0
"""Collects Python's garbage on the main thread only.

Python collects in whichever thread happens to allocate. Widgets that are part of a cycle would then be
destroyed on the store or the sync thread, and the process ends with a segmentation fault (seen here, in two
of six runs of tests that open vaults one after another). Never runs beside the event loop.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 1_000


class MainThreadGarbage(QObject):
    """Takes the collecting over for as long as it lives. Make it on the main thread, before other threads."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_EVERY_MS)

    def look(self) -> None:
        """Collect the oldest generation that is full, as Python itself would have."""
        counts, full = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > full[generation]:
                gc.collect(generation)
                return
