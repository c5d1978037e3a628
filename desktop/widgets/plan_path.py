# SPDX-License-Identifier: Apache-2.0
"""The plan as a path: six rings on one level line, from well to after a crisis. No ring is better or worse.

A dashed ring is a part left for now, which is a neutral choice; nothing here counts up to a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.current import Theme, current
from desktop.widgets.buttons import Button
from desktop.widgets.exclusive import ExclusiveButtons

_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the plan: its code (never shown), words, a note, and whether it is left for now."""

    code: str
    words: str
    note: str = ""
    left_for_now: bool = False


class StageButton(Button):
    """One ring with its words and note, drawn across (words above) or along (words beside)."""

    kind = "stage"

    def __init__(self, stage: Stage, *, first: bool, last: bool) -> None:
        super().__init__(stage.words)
        self.stage = stage
        self.ends = (first, last)
        self.along = False
        self.words_height = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(f"{stage.words}, {stage.note}" if stage.note else stage.words)

    def words_box(self, width: int) -> QRect:
        """Return how much room the words take in a column this wide."""
        flags = Qt.AlignmentFlag.AlignHCenter | _WRAP
        return QFontMetrics(self._font("text_small")).boundingRect(
            QRect(0, 0, width, 9999), flags, self.stage.words
        )

    def widest_word(self) -> int:
        """Return the least width at which no word of words or note is cut."""
        words = (*self.stage.words.split(), self.stage.note)
        return max(QFontMetrics(self._font("text_small")).horizontalAdvance(word) for word in words)

    def _font(self, size: str) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(current().px(size))
        font.setBold(False)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary_tint"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.px("gap_m"), theme.px("gap_m"))
        centre = self._centre(theme)
        self._paint_path(painter, theme, centre)
        self._paint_ring(painter, theme, centre)
        self._paint_words(painter, theme, centre)
        if self.hasFocus():
            width = theme.px("focus")
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus_ring"), width))
            box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.drawRoundedRect(box, theme.px("gap_m"), theme.px("gap_m"))
        painter.end()

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _centre(self, theme: Theme) -> QPointF:
        ring, pad = theme.px("ring"), theme.px("gap_s")
        if self.along:
            x = pad + ring / 2
            return QPointF(self.width() - x if self._mirrored() else x, self.height() / 2)
        return QPointF(self.width() / 2, pad + self.words_height + pad + ring / 2)

    def _paint_path(self, painter: QPainter, theme: Theme, centre: QPointF) -> None:
        painter.setPen(QPen(theme.colour("track"), theme.px("gap_s")))
        first, last = self.ends
        if self.along:
            before, after = QPointF(centre.x(), 0), QPointF(centre.x(), self.height())
        else:
            before, after = QPointF(0, centre.y()), QPointF(self.width(), centre.y())
            if self._mirrored():
                before, after = after, before
        if not first:
            painter.drawLine(before, centre)
        if not last:
            painter.drawLine(centre, after)

    def _paint_ring(self, painter: QPainter, theme: Theme, centre: QPointF) -> None:
        width = theme.px("focus") * 1.4
        pen = QPen(theme.colour("primary"), width)
        if self.stage.left_for_now:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.15, 1.0])
        painter.setBrush(theme.colour("surface"))
        radius = (theme.px("ring") - width) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(centre, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawEllipse(centre, radius, radius)

    def _paint_words(self, painter: QPainter, theme: Theme, centre: QPointF) -> None:
        pad, ring = theme.px("gap_s"), theme.px("ring")
        note_font = self._font("text_caption")
        if self.along:
            box = QRect(2 * pad + ring, 0, self.width() - 3 * pad - ring, self.height())
            if self._mirrored():
                box.moveLeft(pad)
            note_width = QFontMetrics(note_font).horizontalAdvance(self.stage.note) + pad
            words = QRect(box)
            words.setWidth(box.width() - note_width)
            if self._mirrored():
                words.moveRight(box.right())
            # Painted text follows its own direction: say the side outright.
            lead = Qt.AlignmentFlag.AlignRight if self._mirrored() else Qt.AlignmentFlag.AlignLeft
            trail = Qt.AlignmentFlag.AlignLeft if self._mirrored() else Qt.AlignmentFlag.AlignRight
            middle = Qt.AlignmentFlag.AlignVCenter
            self._text(painter, words, lead | middle, "ink", self._font("text_body"), self.stage.words)
            self._text(painter, box, trail | middle, "soft_ink", note_font, self.stage.note)
            return
        above = QRect(0, pad, self.width(), self.words_height)
        low = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        self._text(painter, above, low, "ink", self._font("text_small"), self.stage.words)
        below = QRect(0, int(centre.y() + ring / 2 + pad), self.width(), self.height())
        high = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        self._text(painter, below, high, "soft_ink", note_font, self.stage.note)

    def _text(
        self,
        painter: QPainter,
        box: QRect,
        align: Qt.AlignmentFlag,
        role: str,
        font: QFont,
        words: str,
    ) -> None:
        painter.setFont(font)
        painter.setPen(current().colour(role))
        painter.drawText(box, int(align | Qt.AlignmentFlag.AlignAbsolute) | int(_WRAP), words)


class PlanPath(QWidget):
    """The rings in one line; where large type leaves no room, the path runs downwards instead.

    Signals:
        section_chosen: the code of the stage that was pressed.
    """

    section_chosen = Signal(str)

    def __init__(self, stages: Sequence[Stage], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        last = len(stages) - 1
        self.rings = [
            StageButton(stage, first=place == 0, last=place == last) for place, stage in enumerate(stages)
        ]
        self._arrows = ExclusiveButtons(self, choose_on_arrow=False)
        for ring in self.rings:
            ring.setParent(self)
            self._arrows.add(ring, checkable=False)
            ring.clicked.connect(self._on_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that goes with a width, both in pixels."""
        theme = current()
        if self._runs_down(width):
            return self._step(theme) * len(self.rings)
        return self._words_height(width) + self._below(theme)

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        widest = max(ring.widest_word() for ring in self.rings) + current().px("gap_m")
        width = widest * len(self.rings)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which nothing is cut off, in pixels."""
        return QSize(current().px("readable_width"), current().px("target"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is inside to the new size."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the words grow or the reading direction turns."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self.updateGeometry()
            self._place()
        super().changeEvent(event)

    def _runs_down(self, width: int) -> bool:
        widest = max(ring.widest_word() for ring in self.rings) + current().px("gap_s")
        return widest * len(self.rings) > width

    def _words_height(self, width: int) -> int:
        across = width // len(self.rings) - current().px("gap_xs")
        return max(ring.words_box(across).height() for ring in self.rings)

    def _below(self, theme: Theme) -> int:
        note = QFontMetrics(self.font()).height()
        return theme.px("ring") + note + 4 * theme.px("gap_s")

    def _step(self, theme: Theme) -> int:
        return max(theme.px("target"), theme.px("ring") + theme.px("gap_m"))

    def _place(self) -> None:
        if not hasattr(self, "rings"):
            return
        theme, count = current(), len(self.rings)
        down = self._runs_down(self.width())
        words = 0 if down else self._words_height(self.width())
        for place, ring in enumerate(self.rings):
            ring.along, ring.words_height = down, words
            if down:
                ring.setGeometry(0, place * self._step(theme), self.width(), self._step(theme))
                continue
            left, right = self.width() * place // count, self.width() * (place + 1) // count
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                left, right = self.width() - right, self.width() - left
            ring.setGeometry(left, 0, right - left, self.height())

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, StageButton):
            self.section_chosen.emit(sender.stage.code)
