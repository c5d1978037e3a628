# SPDX-License-Identifier: Apache-2.0
"""The first cards of a long list, made only when somebody asks: the newest stand below, ready.

Never leaves a card out: it says how many there are, and shows all of them at one press.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import QuietButton
from locales import ngettext

AT_ONCE = 12
"""How many cards of one part are made with its page: few plans have more, and each costs time."""

Makers = Sequence[Callable[[], QWidget]]


def split(cards: Makers) -> tuple[Makers, Makers]:
    """Those to ask for, and those that are shown at once."""
    return (cards[:-AT_ONCE], cards[-AT_ONCE:]) if len(cards) > AT_ONCE else ((), cards)


class EarlierCards(QWidget):
    """A button, and in its place the cards once it was pressed.

    Signals:
        shown: somebody asked for them.
    """

    shown = Signal()

    def __init__(self, cards: Makers, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        words = ngettext("Show {count} from before", "Show {count} from before", len(cards)).format(
            count=len(cards)
        )
        self.button = QuietButton(words)
        self.button.setAccessibleName(f"{words}: {question}")
        self.button.clicked.connect(self._on_pressed)
        self._column = spaced(QVBoxLayout(self), "gap_m")
        self._way = in_line(self.button)
        self._column.addWidget(self._way)

    def _on_pressed(self) -> None:
        self._way.hide()
        made = [make() for make in self._cards]
        for card in made:
            self._column.addWidget(card)
            card.show()  # nothing that is still to be shown can take the focus
        self.shown.emit()
        first = made[0]
        first.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
