# SPDX-License-Identifier: Apache-2.0
"""My people as a picture: me in the middle, my own people in solid rings and services in dashed ones.

It never ranks anybody: no ring is larger or nearer because of who is in it. Everything in the picture is in a
list as well, for ears and for those who would rather read.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.current import Theme, current
from desktop.theme.spacing import spaced
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.buttons import SecondaryButton
from desktop.widgets.network_arrangement import Arrangement, Measure, Ring, Supporter
from desktop.widgets.words import Words, isolated

MOST_RINGS: Final = 12
"""More than these are hard to take in at a glance; the rest are in the list."""

_WIDTHS_KEPT: Final = 8
_ANYWHERE: Final = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip


@dataclass(frozen=True, slots=True)
class NetworkWords:
    """The picture's own words, already translated.

    Attributes:
        name: what the picture is ("My people").
        caption: what the two rings mean.
        own, services: what the two lists are called.
        show_list, hide_list: what the button says.
    """

    name: str
    caption: str
    own: str
    services: str
    show_list: str
    hide_list: str


class _Picture(QWidget):
    """Paints the rings. Its description is the list, so that nobody needs to see it."""

    def __init__(self, person: str, supporters: Sequence[Supporter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person, self._supporters = person, tuple(supporters)
        self._known: dict[tuple[int, Theme], tuple[Measure, Arrangement]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def arrangement(self, width: int) -> tuple[Measure, Arrangement]:
        """Return what is painted in this width, measured once."""
        key = (width, current())
        if key not in self._known:
            if len(self._known) >= _WIDTHS_KEPT:
                self._known.clear()
            measure = Measure(self.font(), self._person, self._supporters)
            self._known[key] = (measure, measure.arrange(width))
        return self._known[key]

    def hasHeightForWidth(self) -> bool:
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that goes with a width, both in pixels."""
        return math.ceil(self.arrangement(width)[1].height)

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        width = current().px("readable_width")
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which nothing is cut off, in pixels."""
        return QSize(current().px("readable_width") // 2, current().px("target"))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the words grow or the reading direction turns."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        measure, shown = self.arrangement(self.width())
        theme = measure.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(QPen(theme.colour("track"), theme.px("gap_xs")))
        for ring in shown.rings:
            painter.drawLine(self._turned(shown.person.middle), self._turned(ring.middle))
        for ring in shown.rings:
            tone, fill = (
                ("worker_words", "worker_words_tint")
                if ring.supporter.service
                else (
                    "primary",
                    "primary_tint",
                )
            )
            pen = QPen(theme.colour(tone), theme.px("focus"))
            if ring.supporter.service:
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                pen.setDashPattern([2.2, 1.5])
            self._paint(painter, measure, ring, pen, fill)
            self._say(painter, measure, shown, ring, "ink")
        self._paint(painter, measure, shown.person, QPen(Qt.PenStyle.NoPen), "person_words")
        self._say(painter, measure, shown, shown.person, "ink" if shown.runs_down else "surface")
        painter.end()

    def _paint(self, painter: QPainter, measure: Measure, ring: Ring, pen: QPen, fill: str) -> None:
        painter.setPen(pen)
        painter.setBrush(measure.theme.colour(fill))
        radius = (ring.width - measure.theme.px("focus")) / 2
        painter.drawEllipse(self._turned(ring.middle), radius, radius)

    def _say(self, painter: QPainter, measure: Measure, shown: Arrangement, ring: Ring, role: str) -> None:
        painter.setPen(measure.theme.colour(role))
        painter.setFont(measure.bold if ring is shown.person else measure.small)
        box = QRectF(ring.words)
        align = _ANYWHERE
        if self._mirrored():
            box.moveRight(self.width() - ring.words.left())
        if shown.runs_down:
            side = Qt.AlignmentFlag.AlignRight if self._mirrored() else Qt.AlignmentFlag.AlignLeft
            align = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(align), "\n".join(ring.lines))

    def _turned(self, point: QPointF) -> QPointF:
        return QPointF(self.width() - point.x(), point.y()) if self._mirrored() else point

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft


class NetworkPicture(QWidget):
    """The picture, what its rings mean, and a button that shows the same as a list beneath.

    Own people come first, clockwise from the top on the leading side, each group in the order given. The list
    is open from the start where the picture cannot hold everybody.
    """

    def __init__(
        self,
        person: str,
        supporters: Sequence[Supporter],
        words: NetworkWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        own = [one for one in supporters if not one.service]
        services = [one for one in supporters if one.service]
        everybody = [*own, *services]
        self.picture = _Picture(person, everybody[:MOST_RINGS])
        self.picture.setAccessibleName(words.name)
        groups = [(words.own, own), (words.services, services)]
        said = [f"{title}: {', '.join(map(_plain, group))}." for title, group in groups if group]
        self.picture.setAccessibleDescription(" ".join([words.caption, *said]))
        self.button = SecondaryButton(words.show_list)
        self.button.clicked.connect(self._on_toggle)
        self.list = _in_groups(groups)
        layout = spaced(QVBoxLayout(self), "gap_m")
        for each in (self.picture, Words(words.caption, "soft"), in_line(self.button), self.list):
            layout.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._show_list(shown=len(everybody) > MOST_RINGS)

    @Slot()
    def _on_toggle(self) -> None:
        self._show_list(shown=self.list.isHidden())

    def _show_list(self, *, shown: bool) -> None:
        self.list.setVisible(shown)
        self.button.show_words(self._words.hide_list if shown else self._words.show_list)


def _plain(one: Supporter) -> str:
    return f"{one.words} ({one.note})" if one.note else one.words


def _in_groups(groups: Sequence[tuple[str, Sequence[Supporter]]]) -> QWidget:
    """Each group's title with its people beneath, one a line."""
    pieces = []
    for title, group in groups:
        if group:
            names = [
                f"{isolated(one.words)}, {isolated(one.note)}" if one.note else one.words for one in group
            ]
            pieces.append(stacked(Words(title, "strong"), Words("\n".join(names))))
    return stacked(*pieces, gap="gap_m")
