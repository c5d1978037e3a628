# SPDX-License-Identifier: Apache-2.0
"""A place to write as much as one likes: it grows with the words. Tab leaves it; Ctrl+Enter says "done"."""

import unicodedata

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.theme.current import current

FEWEST_LINES = 2
MOST_LINES = 12
"""Beyond this many lines it scrolls inside, so that the buttons below stay in reach."""
LONGEST = 20_000
"""Letters in one place: some forty pages. More would hold up every key after it."""


class GrowingTextArea(QPlainTextEdit):
    """Plain text in several lines.

    Args:
        name: what a screen reader calls it; a placeholder alone gives it no name (house 4, measured).
        placeholder: the words shown while it is empty.
        longest: how many letters it holds; more that is pasted, dropped or typed at the end is not taken.

    Signals:
        submitted: Ctrl+Enter was pressed; carries the text.
        too_long: something was not taken; what stood there stays.
    """

    submitted = Signal(str)
    too_long = Signal()

    def __init__(
        self, name: str, placeholder: str = "", parent: QWidget | None = None, *, longest: int = LONGEST
    ) -> None:
        super().__init__(parent)
        self._longest, self._before = longest, ""
        self.textChanged.connect(self._keep_within)
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

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's own name
        """Take what is pasted or dropped as plain words, or not at all: nothing in it is fetched or run."""
        words = _plain(source.text())
        replaced = len(self.textCursor().selectedText())
        if len(self.toPlainText()) - replaced + len(words) > self._longest:
            self.too_long.emit()
        else:
            self.insertPlainText(words)

    def setPlainText(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Show what stands, however long it is: only what is added can be too much."""
        self._longest = max(self._longest, len(text))
        self._before = text
        super().setPlainText(text)

    def _keep_within(self) -> None:
        text = self.toPlainText()
        if len(text) > self._longest:
            cursor = self.textCursor()
            at = max(0, cursor.position() - (len(text) - len(self._before)))
            super().setPlainText(self._before)
            cursor = self.textCursor()
            cursor.setPosition(min(at, len(self._before)))
            self.setTextCursor(cursor)
            self.too_long.emit()
        else:
            self._before = text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Ctrl+Enter say that the writing is done."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit(self.toPlainText())
            return
        super().keyPressEvent(event)


# What no keyboard writes and no eye sees, and what turns a whole line around.
_UNSEEN = frozenset({"Cc", "Cs", "Co"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e")


def _plain(words: str) -> str:
    """Words as a person could have typed them.

    A line that was made to read backwards on the screen says another thing than on paper or aloud. Letters of
    right-to-left scripts, and the marks between them, stay as they are.
    """
    seen = (one for one in words if one not in _TURNING)
    return "".join(one for one in seen if one in "\n\t" or unicodedata.category(one) not in _UNSEEN)
