# SPDX-License-Identifier: Apache-2.0
"""An icon standing beside words, as tall as they are; decoration only, it has no name of its own."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.current import current
from desktop.theme.icons import paint_icon


class Mark(QWidget):
    """One of `icons.STROKES` in the colour of a role, sized by a name of `tokens.SPACE`."""

    def __init__(self, icon: str, role: str, size: str = "icon_small", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._role = role
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_icon(self, icon: str, role: str) -> None:
        """Show another icon or role."""
        self._icon, self._role = icon, role
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        side = current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint_icon(painter, self._icon, QRectF(self.rect()), current().colour(self._role), mirrored=mirrored)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the words grow or the reading direction turns."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)
