# SPDX-License-Identifier: Apache-2.0
"""The time a visit has, as a picture: a bar from leaving hospital to the last moment that counts.

Fed with fractions and words only: it knows no dates and no rules (those are `forms`), and it never says
more than the sentence it is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.current import Theme, current


@dataclass(frozen=True, slots=True)
class ClockMark:
    """A moment on the bar.

    Attributes:
        at: where, 0.0 (start) to 1.0 (end).
        words: its label, already translated.
        above: label above the bar, else below.
        tone: "" for plain, "ink" for now, "soon" or "late" for a deadline.
        line: draw a line across the bar at this moment.
    """

    at: float
    words: str
    above: bool = True
    tone: str = ""
    line: bool = False


@dataclass(frozen=True, slots=True)
class _Label:
    mark: ClockMark
    left: float
    width: float
    row: int


class ClockPicture(QWidget):
    """Paints the bar. Its sentence is its accessible description, so that nobody needs to see it.

    Args:
        elapsed: how much of the bar has passed, 0.0 to 1.0.
        marks: the moments, in any order; labels that would touch move to a second row.
        name: what the picture is ("Time for the visit").
        sentence: what it shows, in words.
    """

    def __init__(
        self,
        elapsed: float,
        marks: Sequence[ClockMark],
        name: str,
        sentence: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._elapsed = 0.0
        self._marks: list[ClockMark] = []
        self.show_time(elapsed, marks, name, sentence)

    def show_time(self, elapsed: float, marks: Sequence[ClockMark], name: str, sentence: str) -> None:
        """Show another moment. What looks the same is neither measured nor painted again."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        passed, ordered = min(max(elapsed, 0.0), 1.0), sorted(marks, key=_position)
        if (passed, ordered) == (self._elapsed, self._marks):
            return
        tall = self.heightForWidth(self.width())
        self._elapsed, self._marks = passed, ordered
        if tall != self.heightForWidth(self.width()):
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        width = current().px("readable_width") * 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which nothing is cut off, in pixels."""
        return QSize(current().px("readable_width") // 2, current().px("target"))

    def hasHeightForWidth(self) -> bool:
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that goes with a width, both in pixels."""
        theme = current()
        rows = self._rows(width, above=True) + self._rows(width, above=False)
        line = QFontMetrics(_font(self.font(), theme, "soon")).height()
        return rows * line + theme.px("bar") + 2 * _reach(theme) + 2

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the words grow or the reading direction turns."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        line = QFontMetrics(_font(self.font(), theme, "soon")).height()
        rows_above = self._rows(self.width(), above=True)
        top = rows_above * line + _reach(theme)
        bar = QRectF(0, top, self.width(), theme.px("bar"))
        self._paint_bar(painter, theme, bar)
        for above in (True, False):
            for label in self._labels(self.width(), above=above):
                over = float((rows_above - 1 - label.row) * line)
                under = bar.bottom() + _reach(theme) + label.row * line
                y = over if above else under
                self._paint_label(painter, theme, label, QRectF(label.left, y, label.width, line))
        painter.end()

    def _paint_bar(self, painter: QPainter, theme: Theme, bar: QRectF) -> None:
        radius = bar.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(bar, radius, radius)
        painter.save()
        passed = QRectF(bar)
        passed.setWidth(bar.width() * self._elapsed)
        if self._mirrored():
            passed.moveRight(bar.right())
        painter.setClipRect(passed)
        painter.setBrush(theme.colour("primary"))
        painter.drawRoundedRect(bar, radius, radius)
        painter.restore()
        reach = _reach(theme)
        for mark in self._marks:
            if mark.line:
                width = theme.px("focus") * 1.3
                painter.setPen(
                    QPen(_ink(theme, mark.tone), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
                )
                x = min(max(self._x(mark.at, self.width()), width / 2), self.width() - width / 2)
                painter.drawLine(QPointF(x, bar.top() - reach + 2), QPointF(x, bar.bottom() + reach - 2))

    def _paint_label(self, painter: QPainter, theme: Theme, label: _Label, box: QRectF) -> None:
        painter.setFont(_font(self.font(), theme, label.mark.tone))
        painter.setPen(_ink(theme, label.mark.tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, label.mark.words)

    def _rows(self, width: int, *, above: bool) -> int:
        return max((label.row + 1 for label in self._labels(width, above=above)), default=0)

    def _labels(self, width: int, *, above: bool) -> list[_Label]:
        """Place one side's labels: centred on their moment, inside the picture, never touching."""
        theme = current()
        gap = theme.px("gap_s")
        placed: list[_Label] = []
        for mark in self._marks:
            if mark.above != above or not mark.words:
                continue
            across = QFontMetrics(_font(self.font(), theme, mark.tone)).horizontalAdvance(mark.words) + 2
            left = min(max(self._x(mark.at, width) - across / 2, 0), max(width - across, 0))
            row = 0
            while any(
                other.row == row
                and left < other.left + other.width + gap
                and other.left < left + across + gap
                for other in placed
            ):
                row += 1
            placed.append(_Label(mark, left, across, row))
        return placed

    def _x(self, at: float, width: int) -> float:
        return width * (1 - at if self._mirrored() else at)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft


def _position(mark: ClockMark) -> float:
    return mark.at


def _reach(theme: Theme) -> int:
    """How far a line stands out of the bar, up and down."""
    return theme.px("gap_s") - 1


def _font(base: QFont, theme: Theme, tone: str) -> QFont:
    font = QFont(base)
    font.setPixelSize(theme.px("text_caption"))
    font.setBold(bool(tone))
    return font


def _ink(theme: Theme, tone: str) -> QColor:
    return theme.colour(tone or "soft_ink")
