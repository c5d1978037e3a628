# SPDX-License-Identifier: Apache-2.0
"""A calm notice in the page: one sentence, and at most one thing to do about it; never a pop-up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.announce import announce
from desktop.widgets.buttons import SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.mark import Mark
from desktop.widgets.words import Words

ICONS = {"neutral": "note", "soon": "today", "late": "warning", "done": "tick", "laptop": "laptop"}
"""Tone → icon, so that a tone is never told by colour alone."""


class MessageBar(Card):
    """A sentence in a tone (soon, late, done, laptop, neutral), spoken to screen readers when shown.

    Signals:
        action_requested: its one button was pressed.
    """

    action_requested = Signal()

    def __init__(
        self, sentence: str, tone: str = "neutral", action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(tone, tinted=True, parent=parent)
        spaced(self.body, "gap_s", ("gap_l", "gap_s"))
        self._mark = Mark(ICONS[tone], tone, "icon")
        self._words = Words(sentence)
        said = QWidget()
        row = spaced(QHBoxLayout(said), "gap_m", ("", "gap_s"))
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        said.setSizePolicy(policy)
        self.button = SecondaryButton(action)
        self.button.clicked.connect(self.action_requested)
        self.add_beside(said, self.button)
        self.button.setVisible(bool(action))
        self.setAccessibleName(sentence)

    def show_message(self, sentence: str, tone: str = "neutral", action: str = "") -> None:
        """Say something else, aloud as well if a screen reader is running."""
        self.show_edge(tone)
        self._mark.show_icon(ICONS[tone], tone)
        self._words.setText(sentence)
        self.button.show_words(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self.show()
        announce(self, sentence)
