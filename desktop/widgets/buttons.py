# SPDX-License-Identifier: Apache-2.0
"""The three weights of button: one primary on a screen, secondary beside it, quiet for the rest."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.theme.current import current
from desktop.theme.icons import role_icon


class Button(QPushButton):
    """A push button of one `kind` of `app.qss`; Enter presses it as Space does.

    Its natural width leaves room for bold words, so nothing jumps when a choice turns bold.
    """

    kind = "secondary"
    icon_role = "primary"

    def __init__(self, words: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self.setProperty("kind", self.kind)
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if icon:
            self.setIcon(role_icon(icon, self.icon_role))

    def show_words(self, words: str) -> None:
        """Change what the button says, to eyes and to a screen reader."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        plain = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        words = self.text()
        extra = _advance(bold, words) - self.fontMetrics().horizontalAdvance(words)
        return QSize(plain.width() + max(extra, 0), max(plain.height(), current().px("target")))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)


def _advance(font: QFont, words: str) -> int:
    return QFontMetrics(font).horizontalAdvance(words)


class PrimaryButton(Button):
    """The one thing this screen is for."""

    kind = "primary"
    icon_role = "on_primary"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            # A dark edge hardly shows on a dark fill: a second line, inside, in the colour of the words.
            paint_inner_ring(self, "on_primary")


class SecondaryButton(Button):
    """Something else that can be done here."""


class QuietButton(Button):
    """Something that can be done here, and that nobody should feel pushed to do."""

    kind = "quiet"


def paint_inner_ring(widget: QWidget, role: str) -> None:
    """Draw a focus line inside the widget's edge, in the colour of `role`."""
    theme = current()
    width = theme.px("rule")
    inset = theme.px("focus") + width
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(role), width))
    radius = max(theme.px("corner_control") - theme.px("focus"), 0)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.end()
