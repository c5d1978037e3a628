# SPDX-License-Identifier: Apache-2.0
"""The rail of places down the leading side, with Lock at its foot; it opens nothing by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.current import Theme, current
from desktop.theme.icons import paint_icon
from desktop.theme.spacing import spaced
from desktop.widgets.buttons import Button
from desktop.widgets.exclusive import ExclusiveButtons


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere the rail leads: its `code` (never shown), its translated words and its icon's name."""

    code: str
    words: str
    icon: str


class RailButton(Button):
    """Icon above word. `compact` leaves the icon out where there is no height for both."""

    kind = "rail"

    def __init__(self, place: Place) -> None:
        super().__init__(place.words)
        self.place = place
        self.compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        return QSize(current().px("rail_width") - 2 * current().px("gap_s"), self.height_when(self.compact))

    def height_when(self, compact: bool) -> int:
        """Return the height in pixels, with or without the icon."""
        theme = current()
        room = theme.px("rail_width") - 3 * theme.px("gap_s")
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        # Always as if chosen: bold words may need a second line, and the rail must not move when they do.
        words = QFontMetrics(self._font(theme, bold=True)).boundingRect(
            QRect(0, 0, room, 9999), flags, self.place.words
        )
        icon = 0 if compact else theme.px("icon") + theme.px("gap_xs")
        return max(words.height() + icon + 2 * theme.px("gap_s" if compact else "gap_m"), theme.px("target"))

    def _font(self, theme: Theme, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.px("text_small"))
        font.setBold(bold)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        ground = "rail_chosen" if self.isChecked() else "rail_hover" if self.underMouse() else "rail"
        ink = theme.colour("rail_chosen_ink" if self.isChecked() else "rail_ink")
        box = QRectF(self.rect())
        corner = theme.px("corner_control")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(box, corner, corner)
        if self.hasFocus():
            self._paint_focus(painter, theme, box)
        pad = theme.px("gap_s" if self.compact else "gap_m")
        words = self.rect().adjusted(theme.px("gap_xs"), pad, -theme.px("gap_xs"), -pad)
        if not self.compact:
            side = theme.px("icon")
            paint_icon(painter, self.place.icon, QRectF(0, pad, self.width(), side), ink)
            words.setTop(pad + side + theme.px("gap_xs"))
        painter.setFont(self._font(theme, bold=self.isChecked()))
        painter.setPen(ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.place.words)
        painter.end()

    def _paint_focus(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        width = theme.px("focus")
        role = "rail_chosen_ink" if self.isChecked() else "rail_ink"
        inset = width / 2 + (width if self.isChecked() else 0)
        painter.setPen(QPen(theme.colour(role), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corner = theme.px("corner_control") - inset / 2
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), corner, corner)


class Rail(QFrame):
    """The places, one of them chosen, and Lock.

    Signals:
        place_chosen: the code of the place a person chose.
        lock_requested: Lock was pressed.
    """

    place_chosen = Signal(str)
    lock_requested = Signal()

    def __init__(
        self, places: Sequence[Place], lock_words: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(name)
        self._group = ExclusiveButtons(self, choose_on_arrow=False)
        self.places = [RailButton(place) for place in places]
        self.lock = RailButton(Place("lock", lock_words, "lock"))
        self._column = spaced(QVBoxLayout(self), "gap_xs", ("gap_s", "gap_m"))
        for button in self.places:
            self._group.add(button)
            self._column.addWidget(button)
            button.clicked.connect(self._on_clicked)
        self._column.addStretch(1)
        self._column.addWidget(self.lock)
        self.lock.clicked.connect(self.lock_requested)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_place(self, code: str) -> None:
        """Show a place as the one we are at, without telling anybody. Raises KeyError if there is none."""
        self._group.choose({button.place.code: button for button in self.places}[code])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the icons out when words and icons together are taller than the window."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which nothing is cut off, in pixels."""
        return QSize(current().px("rail_width"), self._height(compact=True))

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        return QSize(current().px("rail_width"), self._height(compact=True))

    def _height(self, *, compact: bool) -> int:
        buttons = (*self.places, self.lock)
        return sum(button.height_when(compact) + self._column.spacing() for button in buttons) + 2 * (
            current().px("gap_m")
        )

    def _fit(self) -> None:
        compact = self._height(compact=False) > self.height()
        for button in (*self.places, self.lock):
            if button.compact != compact:
                button.compact = compact
                button.updateGeometry()

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, RailButton):
            self.place_chosen.emit(sender.place.code)
