# SPDX-License-Identifier: Apache-2.0
"""A tick box whose words wrap; ticked is a tick and a filled box, never a colour alone."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desktop.theme.current import Theme, current
from desktop.theme.icons import paint_icon

_WRAP = Qt.TextFlag.TextWordWrap


class TickBox(QCheckBox):
    """A QCheckBox painted from tokens, as tall as its wrapped words need. Its words are its name."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that goes with a width, both in pixels."""
        theme = current()
        room = QRect(0, 0, max(width - self._indent(theme), 1), 99999)
        words = QFontMetrics(self.font()).boundingRect(room, int(_WRAP), self.text())
        return max(words.height() + 2 * theme.px("gap_s"), theme.px("target"))

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self.text()) + self._indent(current()) + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which nothing is cut off, in pixels."""
        width = min(current().px("readable_width"), self.sizeHint().width())
        return QSize(width, current().px("target"))

    def hitButton(self, position: object) -> bool:  # noqa: N802 - Qt's own name
        """Let a press anywhere on the words count."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side, pad = theme.px("icon"), theme.px("gap_s")
        box = QRectF(self.width() - pad - side if mirrored else pad, (self.height() - side) / 2, side, side)
        ticked = self.isChecked()
        painter.setPen(QPen(theme.colour("primary" if ticked else "control_line"), theme.px("rule")))
        painter.setBrush(theme.colour("primary" if ticked else "surface"))
        painter.drawRoundedRect(box, theme.px("gap_xs"), theme.px("gap_xs"))
        if ticked:
            paint_icon(painter, "tick", box.adjusted(3, 3, -3, -3), theme.colour("on_primary"))
        indent = self._indent(theme)
        words = self.rect().adjusted(0 if mirrored else indent, 0, -indent if mirrored else 0, 0)
        lead = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        align = lead | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("ink" if self.isEnabled() else "disabled_ink"))
        painter.drawText(words, int(align) | int(_WRAP), self.text())
        if self.hasFocus():
            width = theme.px("focus")
            painter.setPen(QPen(theme.colour("focus_ring"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            edge = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.drawRoundedRect(edge, theme.px("corner_control"), theme.px("corner_control"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the words grow or the reading direction turns."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def _indent(self, theme: Theme) -> int:
        return theme.px("icon") + 3 * theme.px("gap_s")
