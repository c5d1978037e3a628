# SPDX-License-Identifier: Apache-2.0
"""What a visit offers beside its questions: whom to ring, no one answered, a worry, a colleague, a pause.

Never says that anything was sent (hazard 5); every one of these is one press, and none is ever in the way.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.questions.question import grows_with_width
from desktop.screens.crisis_card import CrisisCard
from desktop.theme.spacing import spaced
from desktop.widgets.announce import announce
from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import Button, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.mark import Mark
from desktop.widgets.message_bar import ICONS
from desktop.widgets.words import Words, numbers_whole
from forms.site import Site
from locales import _


@dataclass(frozen=True, slots=True)
class MoreOffered:
    """Which of the ways are offered in this part.

    Attributes:
        colleague: words of the button that asks for a registered colleague; "" where it is not offered.
        asked: one was asked for already and still stands.
    """

    colleague: str = ""
    asked: bool = False
    worries: bool = True
    note: bool = True
    unfinished: bool = True


class VisitMore(QWidget):
    """The row below a part's questions.

    Signals: each the press of the button of that meaning.
    """

    colleague_requested = Signal()
    safeguarding_requested = Signal()
    near_miss_requested = Signal()
    note_requested = Signal()
    unfinished_requested = Signal()

    def __init__(self, offered: MoreOffered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = spaced(QVBoxLayout(self), "gap_s")
        first: list[QWidget] = []
        if offered.colleague:
            ask = self._button(SecondaryButton, offered.colleague, self.colleague_requested)
            ask.setEnabled(not offered.asked)
            first.append(ask)
        quiet: list[QWidget] = []
        if offered.worries:
            quiet.append(
                self._button(QuietButton, _("Write down a safeguarding worry"), self.safeguarding_requested)
            )
            quiet.append(self._button(QuietButton, _("Write down a near miss"), self.near_miss_requested))
        if offered.note:
            quiet.append(self._button(QuietButton, _("Tidy note so far"), self.note_requested))
        if offered.unfinished:
            quiet.append(self._button(QuietButton, _("Send it unfinished"), self.unfinished_requested))
        for row in (first, quiet):
            if row:
                column.addWidget(in_line(*row, gap="gap_s"))
        grows_with_width(self)

    @staticmethod
    def _button(kind: type[Button], words: str, leads_to: object) -> Button:
        button = kind(words)
        button.clicked.connect(leads_to)
        return button


class RingNow(QWidget):
    """The line that stays above the footer: whom to ring, one press away; red once something has to happen.

    Signals:
        crisis_toggled: the numbers were opened or closed; carries whether they are open.
        rang: somebody says that they have rung just now.
    """

    crisis_toggled = Signal(bool)
    rang = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "paper")
        column = spaced(QVBoxLayout(self), "", ("gap_xl", "gap_xs"))
        self.card = Card("neutral", tinted=True)
        self._mark = Mark("note", "neutral", "icon")
        self.words = Words()
        self.contacts_button = SecondaryButton(_("Crisis contacts"), "phone")
        self.contacts_button.clicked.connect(self._on_pressed)
        self.rang_button = SecondaryButton(_("I have rung just now"))
        self.rang_button.clicked.connect(self.rang)
        said = QWidget()
        row = spaced(QHBoxLayout(said), "gap_m")
        row.addWidget(self._mark)
        row.addWidget(self.words, 1)
        grows_with_width(said)
        spaced(self.card.body, "gap_xs", ("gap_m", "gap_xs"))
        # In one line where there is room, so that the page keeps its own.
        self.card.add_beside(said, in_line(self.contacts_button, self.rang_button, gap="gap_s"))
        column.addWidget(self.card)
        self._open = False
        self._said = ""
        grows_with_width(self)

    def show_line(self, words: str, *, urgent: bool) -> None:
        """Say whom to ring, or that something has to happen now and nothing has been sent."""
        self.rang_button.setVisible(urgent)
        if words != self._said:  # said aloud once, not at every key
            self._said = words
            self.words.setText(numbers_whole(words))
            self.card.setAccessibleName(words)
            announce(self.card, words)
        tone = "late" if urgent else "neutral"
        self.card.show_edge(tone)
        self._mark.show_icon(ICONS[tone], tone)
        self.show()

    def close_contacts(self) -> None:
        """The numbers are not on the page any more."""
        self._open = False
        self.contacts_button.show_words(self._action())

    @Slot()
    def _on_pressed(self) -> None:
        self._open = not self._open
        self.contacts_button.show_words(self._action())
        self.crisis_toggled.emit(self._open)

    def _action(self) -> str:
        return _("Hide the contacts") if self._open else _("Crisis contacts")


def crisis_card(site: Site) -> CrisisCard:
    """The numbers on the page, read aloud when they open."""
    card = CrisisCard(site)
    announce(card, card.accessibleName())
    return card
