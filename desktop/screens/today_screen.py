# SPDX-License-Identifier: Apache-2.0
"""Today: who has something due, the clock of each in words and as a picture, and what only this laptop holds.

Colours deadlines, never people; never says that the team has something before it does.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.crisis_card import CrisisCard
from desktop.screens.due_card import DueCard, DueCards
from desktop.screens.screen import Screen
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.banner import TopBar
from desktop.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.chip import StateChip
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from forms.site import STANDARD, Site
from locales import _


@dataclass(frozen=True, slots=True)
class TodayWords:
    """Everything on Today.

    Attributes:
        back_by: when the worker said they would be back, in a sentence; "" where they have not.
        heed: sentences to look at before the list, such as that the clock of this laptop may be wrong.
        cards: those to show now, the soonest first.
        further: that there are more of them, and what of theirs is late; "" where all of them show.
    """

    day: str
    lead: str
    waiting: str
    oldest: str
    received: str
    cards: tuple[DueCard, ...]
    back_by: str = ""
    heed: tuple[str, ...] = ()
    further: str = ""


class TodayScreen(Screen):
    """The list of what is due, as much of it as one can look at.

    Signals:
        pressed: a button of a card: the person's id, and which (`DueCardView`).
        new_person_requested: somebody new was rung in or sent.
        line_pressed: the button of a line: the person's id, what it does, what it is about.
        further_requested: more of the list.
        ready_requested: what is known before leaving.
        team_list_requested: this list for the team, on paper.
    """

    pressed = Signal(str, str)
    new_person_requested = Signal()
    line_pressed = Signal(str, str, str)
    further_requested = Signal()
    ready_requested = Signal()
    team_list_requested = Signal()

    def __init__(self, site: Site = STANDARD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self._crisis_open = False
        self._words: TodayWords | None = None

    def show_today(self, words: TodayWords) -> None:
        """Show the list, in the place of the one before; what is the same in both stays as it is."""
        before, self._words = self._words, words
        if before is None or _bar_words(before) != _bar_words(words):
            self.show_bar(self._bar_of(words))
        if before is not None and _page_words(before) == _page_words(words):
            self._renew(words)
            return
        page = Page(words.day, words.lead)
        page.add(self._before_leaving(words))
        for sentence in words.heed:
            page.add(MessageBar(sentence, "soon"))
        self._crisis = CrisisCard(self._site)
        page.add(self._crisis)
        self._crisis.setVisible(self._crisis_open)  # only once it has a parent: else a window opens for it
        self._cards = DueCards()
        self._cards.pressed.connect(self.pressed)
        self._cards.line_pressed.connect(self.line_pressed)
        self._cards.show_cards(words.cards)
        page.add(self._cards)
        self._further = Words(words.further, "soft")
        page.add(stacked(self._further))
        more = SecondaryButton(_("Show more people"))
        more.clicked.connect(self._on_further)
        new = SecondaryButton(_("Someone new"), "plus") if words.cards else PrimaryButton(_("Someone new"))
        new.clicked.connect(self.new_person_requested)
        page.add(in_line(*([more] if words.further else []), new))
        self._page = page
        self.show_page(page)

    def _renew(self, words: TodayWords) -> None:
        """The list alone: hundreds of people are here, and a minute has passed."""
        focused, shown = self._focused_name(), self._page
        self._further.setText(words.further)
        if self._cards.show_cards(words.cards):
            self._lead_tab(shown)
            if focused != self._focused_name():
                self._focus_again(shown, focused)

    def _before_leaving(self, words: TodayWords) -> QWidget:
        ready = SecondaryButton(_("Before you leave"), "today")
        ready.clicked.connect(self.ready_requested)
        ways: list[QWidget] = [ready]
        if words.cards:
            team = QuietButton(_("List for the team"), "copies")
            team.clicked.connect(self.team_list_requested)
            ways.append(team)
        if words.back_by:
            ways.append(Words(words.back_by, "soft"))
        return in_line(*ways)

    def _bar_of(self, words: TodayWords) -> TopBar:
        bar = TopBar()
        if words.waiting:
            bar.add_leading(StateChip(words.waiting, "laptop", "laptop"))
            bar.add_leading(Words(words.oldest, "soft"))
        bar.add_trailing(Words(words.received, "soft"))
        crisis = SecondaryButton(_("Crisis numbers"), "phone")
        crisis.clicked.connect(self._on_crisis_pressed)
        bar.add_trailing(crisis)
        return bar

    def _on_further(self) -> None:
        self._first_further = len(self._words.cards) if self._words is not None else 0
        self.further_requested.emit()

    def focus_further(self) -> None:
        """Go on reading where the list ended before more of it was shown."""
        card = self._cards.card(self._first_further)
        if card is not None:
            card.focus_first()

    def _on_crisis_pressed(self) -> None:
        self._crisis_open = not self._crisis_open
        self._crisis.setVisible(self._crisis_open)


def _bar_words(words: TodayWords) -> tuple[str, ...]:
    return words.waiting, words.oldest, words.received


def _page_words(words: TodayWords) -> tuple[object, ...]:
    return words.day, words.lead, words.back_by, words.heed, bool(words.cards), bool(words.further)
