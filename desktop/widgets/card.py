# SPDX-License-Identifier: Apache-2.0
"""A card: one thing on its own ground, with an edge that says whose words it holds or what is due."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.current import Theme, current
from desktop.theme.spacing import spaced
from desktop.widgets.flow_layout import BesideLayout


class Card(QFrame):
    """Rounded, with a hairline. `edge` is a tone for the leading edge ("" for none).

    `dashed` breaks the edge, the sign of a worker's words beside a person's solid one, and `dotted` makes it
    a row of dots, the sign of a carer's: colour is never alone. `tinted` fills the card with the edge's tint
    instead of drawing a hairline.
    """

    def __init__(
        self,
        edge: str = "",
        *,
        dashed: bool = False,
        dotted: bool = False,
        tinted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._edge = edge
        self._dashed = dashed
        self._dotted = dotted
        self._tinted = tinted
        self.body = spaced(QVBoxLayout(self), "gap_s", ("gap_l", "gap_card"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is already in the card."""
        self.body.addWidget(widget)

    def add_beside(self, first: QWidget, second: QWidget, *, readable_width: str = "readable_width") -> None:
        """Put `second` at the end of the line of `first`, or below if `first` would be too narrow."""
        row = QWidget()
        beside = spaced(BesideLayout(row, readable_width=readable_width), "gap_m")
        beside.addWidget(first)
        beside.addWidget(second)
        policy = row.sizePolicy()
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        self.body.addWidget(row)

    def show_edge(self, edge: str, *, dashed: bool = False) -> None:
        """Change what the edge says."""
        self._edge, self._dashed = edge, dashed
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.px("hairline")
        shape = self._shape(line / 2, theme)
        painter.fillPath(shape, theme.colour(f"{self._edge}_tint" if self._tinted else "surface"))
        if not self._tinted or theme.scheme == "high_contrast":
            painter.setPen(QPen(theme.colour("line"), line))
            painter.drawPath(shape)
        if self._edge:
            self._paint_edge(painter, self._shape(0, theme), theme)
        painter.end()

    def _shape(self, inset: float, theme: Theme) -> QPainterPath:
        """Return the card's outline; a tinted one is square on the side of its edge, like a margin line."""
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        corner = theme.px("corner_card")
        shape = QPainterPath()
        shape.addRoundedRect(box, corner, corner)
        if self._tinted:
            square = QRectF(box)
            square.setWidth(corner)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                square.moveRight(box.right())
            shape.addRect(square)
            shape.setFillRule(Qt.FillRule.WindingFill)
            shape = shape.simplified()
        return shape

    def _paint_edge(self, painter: QPainter, shape: QPainterPath, theme: Theme) -> None:
        width = theme.px("edge")
        leading_right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle = self.width() - width / 2 if leading_right else width / 2
        painter.save()
        painter.setClipPath(shape)
        pen = QPen(QColor(theme.colour(self._edge)), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if self._dashed:
            pen.setDashPattern([1.6, 1.0])
        if self._dotted:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, 1.7])
        painter.setPen(pen)
        painter.drawLine(int(middle), 0, int(middle), self.height())
        painter.restore()
