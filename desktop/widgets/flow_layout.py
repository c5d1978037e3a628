# SPDX-License-Identifier: Apache-2.0
"""Layouts that wrap instead of clipping, in both reading directions; they never hide a widget.

`FlowLayout` fills lines like words do. `EvenLayout` makes equal columns, as many as fit.
`BesideLayout` puts a second part beside the first, or below it when there is no room.
`LedLayout` gives the first part a column of its own, so that the second ones of many rows stand in line.
"""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from desktop.theme.current import current


class _WrappingLayout(QLayout):
    """Keeps the items and the promise that height follows width; subclasses say where things go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that goes with a width, both in pixels."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        places = self._arrange(max(inner, 0))
        bottom = max((place.bottom() + 1 for _, place in places), default=0)
        return bottom + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for item, place in self._arrange(inner.width(), inner.height()):
            moved = place.translated(inner.topLeft())
            item.setGeometry(QStyle.visualRect(direction, inner, moved))

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        tallest = max((item.minimumSize().height() for item in self._shown()), default=0)
        return self._with_margins(QSize(widest, tallest))

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap() * max(len(hints) - 1, 0)
        return self._with_margins(QSize(width, max((hint.height() for hint in hints), default=0)))

    def _arrange(self, width: int, height: int = 0) -> list[tuple[QLayoutItem, QRect]]:
        """Return each item's place, left to right from (0, 0), in a column `width` wide."""
        raise NotImplementedError

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _gap(self) -> int:
        return max(self.spacing(), 0)

    def _with_margins(self, size: QSize) -> QSize:
        margins: QMargins = self.contentsMargins()
        return size.grownBy(margins)


def _height_at(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return item.sizeHint().height()


class FlowLayout(_WrappingLayout):
    """Items one after another, wrapping to the next line; `trailing` pushes each line to its end."""

    def __init__(self, parent: QWidget | None = None, *, trailing: bool = False) -> None:
        super().__init__(parent)
        self._trailing = trailing

    def _arrange(self, width: int, height: int = 0) -> list[tuple[QLayoutItem, QRect]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._shown():
            across = min(item.sizeHint().width(), width)
            if lines[-1] and used + across > width:
                lines.append([])
                used = 0
            lines[-1].append((item, QSize(across, _height_at(item, across))))
            used += across + self._gap()
        places: list[tuple[QLayoutItem, QRect]] = []
        top = 0
        for line in lines:
            places.extend(self._line(line, width, top))
            top += max((size.height() for _, size in line), default=0) + self._gap()
        return places

    def _line(
        self, line: list[tuple[QLayoutItem, QSize]], width: int, top: int
    ) -> list[tuple[QLayoutItem, QRect]]:
        tallest = max((size.height() for _, size in line), default=0)
        used = sum(size.width() for _, size in line) + self._gap() * max(len(line) - 1, 0)
        left = max(width - used, 0) if self._trailing else 0
        places = []
        for item, size in line:
            places.append((item, QRect(QPoint(left, top + (tallest - size.height()) // 2), size)))
            left += size.width() + self._gap()
        return places


class EvenLayout(_WrappingLayout):
    """Equal columns, as many as fit the widest item; each row is as tall as its tallest item."""

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        items = self._shown()
        widest = max((item.sizeHint().width() for item in items), default=0)
        tallest = max((item.sizeHint().height() for item in items), default=0)
        across = widest * len(items) + self._gap() * max(len(items) - 1, 0)
        return self._with_margins(QSize(across, tallest))

    def _arrange(self, width: int, height: int = 0) -> list[tuple[QLayoutItem, QRect]]:
        items = self._shown()
        if not items:
            return []
        widest = max(item.sizeHint().width() for item in items)
        fits = max(1, min(len(items), (width + self._gap()) // max(widest + self._gap(), 1)))
        rows = -(-len(items) // fits)
        columns = -(-len(items) // rows)  # six in two rows stand three and three, not five and one
        across = (width - self._gap() * (columns - 1)) // columns
        places: list[tuple[QLayoutItem, QRect]] = []
        top = 0
        for start in range(0, len(items), columns):
            row = items[start : start + columns]
            tallest = max(_height_at(item, across) for item in row)
            for column, item in enumerate(row):
                places.append((item, QRect(column * (across + self._gap()), top, across, tallest)))
            top += tallest + self._gap()
        return places


class BesideLayout(_WrappingLayout):
    """A first part that takes the room, and a second kept at its natural width at the end.

    When the first would be left narrower than `readable_width` (and than its own natural width), the
    second goes below it. More than two items: each further one goes below.
    """

    def __init__(self, parent: QWidget | None = None, *, readable_width: str = "readable_width") -> None:
        super().__init__(parent)
        self._readable_width = readable_width

    def _arrange(self, width: int, height: int = 0) -> list[tuple[QLayoutItem, QRect]]:
        items = self._shown()
        if len(items) < 2:
            return self._stack(items, width, 0)
        first, second = items[0], items[1]
        across = min(second.sizeHint().width(), width)
        left_over = width - across - self._gap()
        needed = min(first.sizeHint().width(), current().px(self._readable_width))
        if left_over < needed:
            return self._stack(items, width, 0)
        tall_first, tall_second = _height_at(first, left_over), _height_at(second, across)
        tall = max(tall_first, tall_second, height if len(items) == 2 else 0)
        places = [
            (first, QRect(0, (tall - tall_first) // 2, left_over, tall_first)),
            (second, QRect(width - across, (tall - tall_second) // 2, across, tall_second)),
        ]
        return places + self._stack(items[2:], width, tall + self._gap())

    def _stack(self, items: list[QLayoutItem], width: int, top: int) -> list[tuple[QLayoutItem, QRect]]:
        places = []
        for item in items:
            tall = _height_at(item, width)
            places.append((item, QRect(0, top, width, tall)))
            top += tall + self._gap()
        return places


class LedLayout(BesideLayout):
    """A first part in a column as wide as in every other row, and a second that takes the room beside it.

    Where the second would be left less than a readable width, and than its own natural one, it goes below.
    """

    def _arrange(self, width: int, height: int = 0) -> list[tuple[QLayoutItem, QRect]]:
        items = self._shown()
        readable = current().px(self._readable_width)
        lead = current().px("label_width")
        left_over = width - lead - self._gap()
        if len(items) != 2 or left_over < min(items[1].sizeHint().width(), readable):
            return self._stack(items, width, 0)
        talls = _height_at(items[0], lead), _height_at(items[1], left_over)
        tall = max(*talls, height)
        lefts, widths = (0, width - left_over), (lead, left_over)
        return [
            (item, QRect(left, (tall - own) // 2, across, own))
            for item, left, across, own in zip(items, lefts, widths, talls, strict=True)
        ]
