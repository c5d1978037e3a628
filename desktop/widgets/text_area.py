# SPDX-License-Identifier: Apache-2.0
"""A place to write as much as one likes: it grows with the words. Tab leaves it; Ctrl+Enter says "done"."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.theme.current import current

FEWEST_LINES = 2
MOST_LINES = 12
"""Beyond this many lines it scrolls inside, so that the buttons below stay in reach."""


class GrowingTextArea(QPlainTextEdit):
    """Plain text in several lines.

    Args:
        name: what a screen reader calls it; a placeholder alone gives it no name (house 4, measured).
        placeholder: the words shown while it is empty.

    Signals:
        submitted: Ctrl+Enter was pressed; carries the text.
    """

    submitted = Signal(str)

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        return QSize(super().sizeHint().width(), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which nothing is cut off, in pixels."""
        return QSize(current().px("readable_width") // 2, self._wanted_height())

    def _wanted_height(self) -> int:
        # For plain text Qt counts the document's height in lines, wrapped ones included.
        lines = min(max(round(self.document().size().height()), FEWEST_LINES), MOST_LINES)
        margin = 2 * round(self.document().documentMargin())
        frame = 2 * (current().px("gap_s") + current().px("focus"))
        return max(lines * self.fontMetrics().lineSpacing() + margin + frame, current().px("target"))

    def _grow(self) -> None:
        wanted = self._wanted_height()
        scrolls = self.document().size().height() > MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        if self.height() != wanted:
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is inside to the new size."""
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the words grow or the reading direction turns."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Ctrl+Enter say that the writing is done."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit(self.toPlainText())
            return
        super().keyPressEvent(event)
