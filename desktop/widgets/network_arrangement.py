# SPDX-License-Identifier: Apache-2.0
"""Where everybody stands in the picture of somebody's people: around them, or downwards in a narrow place.

Never paints, never cuts a name off, and never gives one person a larger ring than another.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.theme.current import current

_FLATTEST: Final = 1.7
"""How much wider than high the oval may be on which the rings stand."""


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody in the network: their name, a note for the list ("sister"), and whether they are a service."""

    words: str
    note: str = ""
    service: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """Where one ring stands and where its words do, in pixels from the picture's corner, left to right."""

    supporter: Supporter
    middle: QPointF
    width: float
    words: QRectF
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A whole picture for one width: the person's own ring first, then the others; `height` in pixels."""

    person: Ring
    rings: tuple[Ring, ...]
    height: float
    runs_down: bool


class Measure:
    """How large words and rings are in the theme now on screen."""

    def __init__(self, base: QFont, person: str, supporters: Sequence[Supporter]) -> None:
        theme = current()
        self.theme = theme
        self.small, self.bold = QFont(base), QFont(base)
        self.small.setPixelSize(theme.px("text_small"))
        self.bold.setPixelSize(theme.px("text_body"))
        self.bold.setBold(True)
        self.ring = float(theme.px("ring"))
        self.gap = float(theme.px("gap_m"))
        self.around_me = float(theme.px("gap_xl"))  # so that every line is seen
        self.person, self.supporters = Supporter(person), supporters
        self.person_width, self.person_lines = self._round(person, self.bold, 2.4, 5.0)
        within = [self._round(one.words, self.small, 2.0, 3.2) for one in supporters]
        self.inside = all(lines for _width, lines in within)
        if self.inside:
            self.lines = [lines for _width, lines in within]
            self.width = max((width for width, _lines in within), default=0.0)
            self.cell = QSizeF(self.width, self.width)
        else:
            self._put_words_outside()

    def _put_words_outside(self) -> None:
        metrics = QFontMetricsF(self.small)
        across = max([3 * self.ring, *(_widest(one.words.split(), metrics) for one in self.supporters)])
        self.lines = [_wrapped(one.words, metrics, across) for one in self.supporters]
        self.width = self.ring
        broad = max(_widest(lines, metrics) for lines in self.lines)
        tall = max(len(lines) for lines in self.lines) * metrics.height()
        self.cell = QSizeF(max(broad, self.ring), self.ring + self.theme.px("gap_xs") + tall)

    def _round(self, words: str, font: QFont, least: float, most: float) -> tuple[float, tuple[str, ...]]:
        """The smallest ring these words fit into, between so many rings; no lines where they do not."""
        metrics = QFontMetricsF(font)
        width = least * self.ring
        while width <= most * self.ring:
            room = width - self.theme.px("gap_l")
            for across in (room, room * 0.9, room * 0.75):
                lines = _wrapped(words, metrics, across)
                if math.hypot(_widest(lines, metrics), len(lines) * metrics.height() * 0.85) <= room:
                    return width, lines
            width += self.ring / 8
        return width, ()

    def arrange(self, width: int) -> Arrangement:
        """The picture in this width: around the person, or downwards where there is no room for that."""
        around = self._around(width) if self.person_lines else None
        return around or self._down(width)

    def _around(self, width: int) -> Arrangement | None:
        widest = (width - self.cell.width()) / 2 - self.theme.px("rule")
        count = len(self.supporters)
        turns = [math.tau * (place - 0.5) / count - math.tau / 4 for place in range(count)]
        reach = (self.person_width + self.cell.height()) / 2
        farthest = reach + self.cell.height() * 4
        while reach <= farthest:
            across = min(widest, reach * _FLATTEST)
            middles = [QPointF(across * math.cos(turn), reach * math.sin(turn)) for turn in turns]
            if across > 0 and self._stand_apart(middles):
                return self._drawn_around(middles, width)
            reach += self.gap / 2
        return None

    def _stand_apart(self, middles: Sequence[QPointF]) -> bool:
        wide, tall = self.cell.width(), self.cell.height()
        mine = self.person_width
        for place, one in enumerate(middles):
            if self.inside:
                free = math.hypot(one.x(), one.y()) >= (mine + wide) / 2 + self.around_me
            else:
                free = abs(one.x()) >= (mine + wide) / 2 + self.around_me or (
                    abs(one.y()) >= (mine + tall) / 2 + self.around_me
                )
            if not free:
                return False
            for other in middles[place + 1 :]:
                apart = one - other
                if self.inside and math.hypot(apart.x(), apart.y()) >= wide + self.gap:
                    continue
                if abs(apart.x()) < wide + self.gap and abs(apart.y()) < tall + self.gap:
                    return False
        return True

    def _drawn_around(self, middles: Sequence[QPointF], width: int) -> Arrangement:
        half, tall, edge = self.person_width / 2, self.cell.height(), self.theme.px("rule")
        top = min([-half, *(one.y() - tall / 2 for one in middles)]) - edge
        bottom = max([half, *(one.y() + tall / 2 for one in middles)]) + edge
        here = QPointF(width / 2, -top)
        me = Ring(self.person, here, self.person_width, _box(here, self.person_width), self.person_lines)
        rings = [
            self._ring(one, here + middle, lines, above=middle.y() < -1)
            for one, middle, lines in zip(self.supporters, middles, self.lines, strict=True)
        ]
        return Arrangement(me, tuple(rings), bottom - top, runs_down=False)

    def _ring(self, one: Supporter, middle: QPointF, lines: tuple[str, ...], *, above: bool) -> Ring:
        if self.inside:
            return Ring(one, middle, self.width, _box(middle, self.width), lines)
        # Words stand on the far side of their ring, where no line runs.
        cell = QRectF(middle - QPointF(self.cell.width() / 2, self.cell.height() / 2), self.cell)
        tall = len(lines) * QFontMetricsF(self.small).height()
        away = self.width / 2
        if above:
            words = QRectF(cell.left(), cell.bottom() - self.width - tall, cell.width(), tall)
            return Ring(one, QPointF(middle.x(), cell.bottom() - away), self.width, words, lines)
        words = QRectF(cell.left(), cell.bottom() - tall, cell.width(), tall)
        words.moveTop(cell.top() + self.width)
        return Ring(one, QPointF(middle.x(), cell.top() + away), self.width, words, lines)

    def _down(self, width: int) -> Arrangement:
        """Rings one below the other, words beside them."""
        edge, beside = float(self.theme.px("rule")), self.ring + self.gap
        room = max(width - beside - 2 * edge, 1.0)
        top = 0.0
        placed: list[Ring] = []
        for one in (self.person, *self.supporters):
            metrics = QFontMetricsF(self.bold if not placed else self.small)
            lines = _wrapped(one.words, metrics, room)
            tall = max(len(lines) * metrics.height(), self.ring) + self.gap
            middle = QPointF(edge + self.ring / 2, top + tall / 2)
            placed.append(Ring(one, middle, self.ring, QRectF(edge + beside, top, room, tall), lines))
            top += tall
        return Arrangement(placed[0], tuple(placed[1:]), top, runs_down=True)


def _wrapped(words: str, metrics: QFontMetricsF, width: float) -> tuple[str, ...]:
    """The words in lines of this width; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _widest(lines: Iterable[str], metrics: QFontMetricsF) -> float:
    return max(map(metrics.horizontalAdvance, lines), default=0.0)


def _box(middle: QPointF, width: float) -> QRectF:
    return QRectF(middle.x() - width / 2, middle.y() - width / 2, width, width)
