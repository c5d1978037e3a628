# SPDX-License-Identifier: Apache-2.0
"""Keeps what is written, at most two seconds behind, where this process itself cannot read it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from crypto.durable_file import replace_durably
from crypto.sealed_box import seal_to
from records.contribution import Contribution, contributions_to_bytes

SAVE_AFTER_MS = 1_000
"""From the first letter that is not kept yet; typing on does not put it off."""


class Box(QObject):
    """The sealed box on disk.

    Signals:
        kept: everything written so far is on this laptop's disk.
        not_kept: the disk refused; it is tried again.
    """

    kept = Signal()
    not_kept = Signal()

    def __init__(
        self, file: Path, public: bytes, place: bytes, words: Callable[[], Sequence[Contribution]]
    ) -> None:
        super().__init__()
        self._file, self._public, self._place, self._words = file, public, place, words
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    @Slot()
    def save_soon(self) -> None:
        """Something was written."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def save(self) -> bool:
        """Seal everything and put it in the place of what was there; gives back whether it is there."""
        self._timer.stop()
        sealed = seal_to(self._public, contributions_to_bytes(self._words()), self._place)
        try:
            replace_durably(self._file, sealed)
        except OSError:
            self._timer.start()
            self.not_kept.emit()
            return False
        self.kept.emit()
        return True
