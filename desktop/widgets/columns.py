# SPDX-License-Identifier: Apache-2.0
"""Two columns, the first wider; one below the other where there is no room for both. Never sideways."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.current import current
from desktop.theme.spacing import spaced

_NARROW = 2.6
"""Below this many readable widths the columns stand one below the other."""


class TwoColumns(QWidget):
    """What matters most on the leading side, what is good to know beside it."""

    def __init__(
        self, first: Sequence[QWidget], second: Sequence[QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._across = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight, self), "gap_l")
        for widgets, stretch in ((first, 8), (second, 5)):
            column = QWidget()
            down = spaced(QVBoxLayout(column), "gap_m")
            for widget in widgets:
                down.addWidget(widget)
            down.addStretch(1)
            column.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            self._across.addWidget(column, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width no longer carries two columns."""
        super().resizeEvent(event)
        narrow = event.size().width() < current().px("readable_width") * _NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._across.direction() != direction:
            self._across.setDirection(direction)
