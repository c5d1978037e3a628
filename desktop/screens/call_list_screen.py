# SPDX-License-Identifier: Apache-2.0
"""Whom to ring, in letters large enough to copy by hand: the last page where there is no signal.

Never says that anything was sent: this page is for a pen and the nearest telephone (hazards 4 and 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.screen import Screen
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.page import Page
from desktop.widgets.words import Words, numbers_whole
from locales import _


@dataclass(frozen=True, slots=True)
class CallListWords:
    """The page in words: a lead, and groups of lines under a heading, in the order they are rung."""

    lead: str
    groups: tuple[tuple[str, Sequence[str]], ...]


class CallListScreen(Screen):
    """The page.

    Signals:
        told_requested: somebody was rung: write down who, and what they decided.
        today_requested: not now.
    """

    told_requested = Signal()
    today_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        later = SecondaryButton(_("To Today"), "back")
        later.clicked.connect(self.today_requested)
        self.told = PrimaryButton(_("Write down who I told"))
        self.told.clicked.connect(self.told_requested)
        self.footer.add_leading(later)
        self.footer.add_trailing(self.told)

    def show_list(self, bar: Bar, words: CallListWords) -> None:
        """Show the page, in the place of the one before."""
        self.show_bar(bar)
        page = Page(_("Ring, and tell somebody"), words.lead)
        for number, (heading, lines) in enumerate(words.groups):
            card = Card("late" if number == 0 else "")
            card.add(Words(heading, "heading"))
            for line in lines:
                card.add(Words(numbers_whole(line), "statement"))
            card.setAccessibleName(". ".join([heading, *lines]))
            page.add(card)
        self.show_page(page)
        self.footer.show()
