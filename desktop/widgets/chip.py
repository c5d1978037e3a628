# SPDX-License-Identifier: Apache-2.0
"""A small state in words: soon, late, done, only on this laptop, or neutral. Never about a person's worth."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.theme.current import current
from desktop.theme.spacing import spaced
from desktop.theme.stylesheet import restyle
from desktop.widgets.mark import Mark
from desktop.widgets.words import Words


class StateChip(QFrame):
    """Bold words on the tint of a `tone` (one of `tokens.TONES`), with an icon if one is given."""

    def __init__(
        self, words: str, tone: str = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._mark = Mark(icon or "note", tone)
        self._words = Words(words, "chip", tone)
        row = spaced(QHBoxLayout(self), "gap_s", ("gap_m", "gap_xs"))
        row.addWidget(self._mark)
        self._mark.setVisible(bool(icon))  # only once it has a parent: else Qt opens a window for it
        row.addWidget(self._words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words)

    @property
    def words(self) -> str:
        """What the chip says."""
        return self._words.text()

    def show_state(self, words: str, tone: str, icon: str = "") -> None:
        """Say something else, in another tone."""
        self._tone = tone
        self._words.setText(words)
        self._mark.show_icon(icon or "note", tone)
        self._mark.setVisible(bool(icon))
        self.setAccessibleName(words)
        restyle(self._words, tone=tone)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from tokens."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self._tone}_tint"))
        radius = min(self.height() / 2, theme.px("corner_chip") * 1.2)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()
