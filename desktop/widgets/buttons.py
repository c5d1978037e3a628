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
    _icon = ""
    _by_us = False

    def __init__(self, words: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self.setProperty("kind", self.kind)
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._icon = icon
        self._show_icon()
        self.toggled.connect(self._on_toggled)

    def setChecked(self, checked: bool) -> None:  # noqa: N802 - Qt's own name
        """Show it as chosen or not, telling nobody that it was pressed."""
        self._by_us = True
        super().setChecked(checked)
        self._by_us = False

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's own name
        """Go on as a press does; Qt says `clicked` after it by itself."""
        self._by_us = True
        super().nextCheckState()
        self._by_us = False

    def _on_toggled(self, checked: bool) -> None:
        # The "Toggle" of assistive technology checks a button and never says `clicked`: a choice would be
        # seen and not kept. A neighbour that gives way to another choice was not pressed.
        if not self._by_us and (checked or not self.autoExclusive()):
            self.clicked.emit()

    def show_words(self, words: str) -> None:
        """Change what the button says, to eyes and to a screen reader."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)

    def _show_icon(self) -> None:
        if not self._icon:
            return
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setIcon(role_icon(self._icon, self.icon_role, mirrored=mirrored))
        side = current().px("icon_small")
        self.setIconSize(QSize(side + current().px("gap_s") - current().px("gap_hair"), side))

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        words = bold_width(self)
        plain = super().sizeHint()
        extra = words - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(plain.width() + max(extra, 0), max(plain.height(), current().px("target")))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which nothing is cut off, in pixels."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the words grow or the reading direction turns."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._show_icon()


def bold_width(button: QPushButton) -> int:
    """Return the width of the button's words when they are bold, in pixels."""
    button.ensurePolished()
    bold = QFont(button.font())
    bold.setBold(True)
    return QFontMetrics(bold).horizontalAdvance(button.text())


class PrimaryButton(Button):
    """The one thing this screen is for."""

    kind = "primary"
    icon_role = "on_primary"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
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
