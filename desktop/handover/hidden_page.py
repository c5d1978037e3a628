# SPDX-License-Identifier: Apache-2.0
"""Something ordinary, at once: a clock and the day. Not a word of anybody's plan is in it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.buttons import QuietButton
from desktop.widgets.words import Words
from desktop.wording import date_words, time_words
from locales import _

_LOOK_AGAIN_MS = 5_000


class HiddenPage(QWidget):
    """What is seen while the plan is hidden.

    Signals:
        show_requested: the person wants their plan back.
    """

    show_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setProperty("screen", "person")
        column = spaced(QVBoxLayout(self), "gap_m", ("gap_xl", "gap_l"))
        self._time, self._day = Words("", "title"), Words("", "lead")
        self.back = QuietButton(_("Show again"))
        self.back.clicked.connect(self.show_requested)
        column.addStretch(1)
        for one in (self._time, self._day):
            column.addWidget(one, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignHCenter)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tell_time)
        self._timer.start(_LOOK_AGAIN_MS)
        self.setFocusProxy(self.back)
        self._tell_time()

    @Slot()
    def _tell_time(self) -> None:
        self._time.setText(time_words(time.time_ns() // 1_000_000))
        self._day.setText(date_words(datetime.now(UTC).astimezone().date()))
