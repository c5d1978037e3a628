# SPDX-License-Identifier: Apache-2.0
"""A list that opens, for long lists only; never for a short question, which a `ChoiceRow` shows whole."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from desktop.theme.current import current
from desktop.theme.icons import paint_icon


class ChoiceList(QComboBox):
    """A QComboBox with our arrow, which a turn of the wheel never changes by accident.

    Give it a name: `setAccessibleName`, or a label with `setBuddy`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        super().paintEvent(event)
        theme = current()
        side, room = theme.px("icon_small"), theme.px("target")
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if mirrored else self.width() - room
        painter = QPainter(self)
        box = QRectF(left + (room - side) / 2, (self.height() - side) / 2, side, side)
        role = "primary" if self.isEnabled() else "disabled_ink"
        paint_icon(painter, "down", box, theme.colour(role))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead: a scrolled page must not change an answer."""
        event.ignore()
