# SPDX-License-Identifier: Apache-2.0
"""Two versions side by side, each with who wrote it with whom and when; none is marked as the better one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.spacing import spaced
from desktop.voice import Voice
from desktop.widgets.buttons import SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.flow_layout import BesideLayout, EvenLayout
from desktop.widgets.read_aloud_button import ReadAloudButton
from desktop.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Version:
    """One version: the words, and the line saying who wrote it with whom and when."""

    words: str
    source: str
    by_person: bool = True


class TwoVersions(QWidget):
    """The versions as equal cards, and beneath them a third way: writing it together.

    Signals:
        kept: the place (0 first) of the version that was chosen.
        together_requested: neither; they want to write it together.
    """

    kept = Signal(int)
    together_requested = Signal()

    def __init__(
        self,
        versions: Sequence[Version],
        keep_words: str,
        together: tuple[str, str] | None,
        voice: Voice | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`together` is the third way: its sentence and its button's words; `voice` reads each aloud."""
        super().__init__(parent)
        self._voice = voice
        column = spaced(QVBoxLayout(self), "gap_m")
        cards = QWidget()
        even = spaced(EvenLayout(cards), "gap_m")
        self.keep_buttons: list[SecondaryButton] = []
        for version in versions:
            even.addWidget(self._card(version, keep_words))
        third = QWidget()
        beside = spaced(BesideLayout(third), "gap_m")
        self.together_button = SecondaryButton("" if together is None else together[1])
        self.together_button.clicked.connect(self.together_requested)
        if together is not None:
            beside.addWidget(Words(together[0]))
        beside.addWidget(self.together_button)
        self.together_button.setVisible(together is not None)
        for widget in (self, cards, third):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)
        column.addWidget(cards)
        column.addWidget(third)

    def _card(self, version: Version, keep_words: str) -> Card:
        tone = "person_words" if version.by_person else "worker_words"
        card = Card(tone, dashed=not version.by_person)
        card.add(Words(version.words, "statement"))
        card.add(Words(version.source, "small"))
        card.body.addStretch(1)
        button = SecondaryButton(keep_words)
        button.setAccessibleName(f"{keep_words}: {version.words}")
        button.clicked.connect(self._on_keep)
        self.keep_buttons.append(button)
        row = QWidget()
        beside = spaced(BesideLayout(row), "gap_s")
        beside.addWidget(QWidget() if self._voice is None else self._reading(self._voice, version))
        beside.addWidget(button)
        card.add(row)
        return card

    @staticmethod
    def _reading(voice: Voice, version: Version) -> ReadAloudButton:
        reading = ReadAloudButton(voice, lambda: f"{version.words}\n{version.source}")
        reading.setAccessibleName(f"{reading.text()}: {version.words}")
        return reading

    def _on_keep(self) -> None:
        sender = self.sender()
        if isinstance(sender, SecondaryButton):
            self.kept.emit(self.keep_buttons.index(sender))
