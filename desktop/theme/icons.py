# SPDX-License-Identifier: Apache-2.0
"""Our own line icons, drawn on a 24-unit square; they carry no words and no colour of their own.

The accessible name always belongs to the widget that shows the icon. Each icon is a few strokes in
a small drawing language: `M x y` move, `L x y` line, `C …` curve, `O cx cy r` circle,
`R x y w h r` rounded box, `A cx cy r start sweep` arc in degrees (anticlockwise from three o'clock).
"""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap

from desktop.theme.current import current

STROKES = {
    "today": "O 12 12 9 M 12 6.5 L 12 12 L 15.5 14",
    "people": "O 12 7.5 4 M 4.5 20.5 C 4.5 12.5 19.5 12.5 19.5 20.5",
    "check_ins": "M 4 4.5 L 20 4.5 L 20 16.5 L 9 16.5 L 4 20.5 L 4 4.5",
    "copies": "M 6 3 L 14 3 L 19 8 L 19 21 L 6 21 L 6 3 M 14 3 L 14 8 L 19 8",
    "sync": "A 12 12 8.5 20 130 A 12 12 8.5 200 130 M 20.6 3.8 L 20.2 9 L 15 8.6 "
    "M 3.4 20.2 L 3.8 15 L 9 15.4",
    "lock": "R 4.5 10.5 15 10 2.5 M 8 10.5 L 8 7.5 C 8 2 16 2 16 7.5 L 16 10.5",
    "back": "M 20 12 L 4.5 12 M 11 5 L 4 12 L 11 19",
    "plus": "M 12 4.5 L 12 19.5 M 4.5 12 L 19.5 12",
    "tick": "M 4.5 12.5 L 10 18 L 20 6.5",
    "warning": "M 12 3.5 L 22 20.5 L 2 20.5 L 12 3.5 M 12 9.5 L 12 14.5 M 12 17.4 L 12 17.5",
    "phone": "M 5 3.5 L 9 3.5 L 11 8.5 L 8.5 10 C 9.5 12.6 11.4 14.5 14 15.5 L 15.5 13 L 20.5 15 "
    "L 20.5 19 C 20.5 20 19.8 20.5 19 20.5 C 10.5 20 4 13.5 3.5 5 C 3.5 4.2 4 3.5 5 3.5",
    "hide": "M 2.5 12 C 6.5 4.5 17.5 4.5 21.5 12 C 17.5 19.5 6.5 19.5 2.5 12 O 12 12 3 M 4 20 L 20 4",
    "home": "M 3 11.5 L 12 4 L 21 11.5 M 5.5 10 L 5.5 20 L 18.5 20 L 18.5 10 M 10 20 L 10 14 L 14 14 L 14 20",
    "down": "M 5 9 L 12 16 L 19 9",
    "laptop": "R 5 5 14 10.5 1.5 M 2.5 19 L 21.5 19",
    "note": "O 12 12 9 M 12 11 L 12 16.5 M 12 7.6 L 12 7.7",
    "pen": "M 4 20 L 5 15.5 L 16 4.5 L 19.5 8 L 8.5 19 L 4 20 M 13.5 7 L 17 10.5",
    "two": "R 3 6.5 11 14 2 M 10 3.5 L 19 3.5 C 20.3 3.5 21 4.2 21 5.5 L 21 17",
}
"""Icon name → strokes. A test draws every one of them."""

MIRRORED = frozenset({"back"})
"""Icons that point along the line of reading and so turn round in right-to-left layouts."""

_Stroke = Callable[..., None]


def _circle(path: QPainterPath, x: float, y: float, r: float) -> None:
    path.addEllipse(QPointF(x, y), r, r)


def _arc(path: QPainterPath, x: float, y: float, r: float, start: float, sweep: float) -> None:
    box = QRectF(x - r, y - r, 2 * r, 2 * r)
    path.arcMoveTo(box, start)
    path.arcTo(box, start, sweep)


def _box(path: QPainterPath, x: float, y: float, width: float, height: float, r: float) -> None:
    path.addRoundedRect(QRectF(x, y, width, height), r, r)


_DRAW: dict[str, tuple[int, _Stroke]] = {
    "M": (2, QPainterPath.moveTo),
    "L": (2, QPainterPath.lineTo),
    "C": (6, QPainterPath.cubicTo),
    "O": (3, _circle),
    "R": (5, _box),
    "A": (5, _arc),
}


@cache
def icon_path(name: str) -> QPainterPath:
    """Return the icon's strokes in a 24-unit square. Raises KeyError for a name not in `STROKES`."""
    path = QPainterPath()
    words = iter(STROKES[name].split())
    for word in words:
        count, stroke = _DRAW[word]
        stroke(path, *(float(next(words)) for _ in range(count)))
    return path


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: QColor, *, mirrored: bool = False) -> None:
    """Draw the icon in the largest square at the centre of `box`."""
    side = min(box.width(), box.height())
    pen = QPen(colour, 1.9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center().x() - side / 2, box.center().y() - side / 2)
    painter.scale(side / 24, side / 24)
    if mirrored and name in MIRRORED:
        painter.translate(24, 0)
        painter.scale(-1, 1)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(icon_path(name))
    painter.restore()


class _RoleIcon(QIconEngine):
    """Paints one icon in whatever colour its role has at that moment.

    In a box wider than high the icon stands at the outer side; the rest is the gap to the words.
    """

    def __init__(self, name: str, role: str, *, mirrored: bool) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._mirrored = mirrored

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "disabled_ink" if mode == QIcon.Mode.Disabled else self._role
        side = min(rect.width(), rect.height())
        left = rect.right() + 1 - side if self._mirrored else rect.left()
        box = QRectF(left, rect.top() + (rect.height() - side) / 2, side, side)
        paint_icon(painter, self._name, box, current().colour(role), mirrored=self._mirrored)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _RoleIcon(self._name, self._role, mirrored=self._mirrored)


def role_icon(name: str, role: str = "ink", *, mirrored: bool = False) -> QIcon:
    """Return an icon that follows the theme: always the present colour of `role`, at any size.

    `mirrored` for right-to-left layouts: Qt does not tell an icon which way its widget reads.
    """
    icon_path(name)  # an unknown name is our bug: say so here, not while painting
    return QIcon(_RoleIcon(name, role, mirrored=mirrored))
