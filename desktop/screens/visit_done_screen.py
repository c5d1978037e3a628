# SPDX-License-Identifier: Apache-2.0
"""What came of a visit: what it counts for, what we promised, what was left out, and where it is.

Never says that the team has it before it was received, and never how well anybody did (design 1.2, 1.5).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.crisis_card import CrisisCard
from desktop.screens.screen import Screen
from desktop.widgets.arrange import in_line
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import Button, PrimaryButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page
from desktop.widgets.words import Words, numbers_whole
from forms.site import STANDARD, Site
from locales import _


@dataclass(frozen=True, slots=True)
class VisitDoneWords:
    """Everything on the page, in words already translated.

    Attributes:
        state: words, tone and icon of where it is.
        urgent: that something had to happen and nothing was received; "" where that is not so.
        groups: heading and lines of each card.
        open: it was sent unfinished, and can be gone on with.
        heed: sentences to look at, such as that the same visit may stand twice.
    """

    title: str
    lead: str
    state: tuple[str, str, str]
    urgent: str
    heed: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    open: bool
    called: str


class VisitDoneScreen(Screen):
    """The page.

    Signals: each the press of the button of that meaning.
    """

    slip_requested = Signal()
    note_requested = Signal()
    person_requested = Signal()
    go_on_requested = Signal()

    def __init__(self, site: Site = STANDARD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self.person = SecondaryButton("", "back")
        self.person.clicked.connect(self.person_requested)
        self.note = SecondaryButton(_("Tidy note"), "note")
        self.note.clicked.connect(self.note_requested)
        self.slip = PrimaryButton(_("Promise slip"), "copies")
        self.slip.clicked.connect(self.slip_requested)
        self.footer.add_leading(self.person)
        self.footer.add_trailing(self.note)
        self.footer.add_trailing(self.slip)

    def show_done(self, bar: Bar, words: VisitDoneWords) -> None:
        """Show the page, in the place of the one before."""
        self.show_bar(bar)
        page = Page(words.title, words.lead)
        page.add(in_line(StateChip(*words.state)))
        if words.urgent:
            page.add(MessageBar(numbers_whole(words.urgent), "late"))
            page.add(CrisisCard(self._site))
        for sentence in words.heed:
            page.add(MessageBar(sentence, "soon"))
        if words.open:
            go_on = self._button(SecondaryButton, _("Go on with the visit"))
            go_on.clicked.connect(self.go_on_requested)
            page.add(in_line(go_on))
        for heading, lines in words.groups:
            card = Card()
            card.add(Words(heading, "heading"))
            for line in lines:
                card.add(Words(numbers_whole(line)))
            card.setAccessibleName(". ".join([heading, *lines]))
            page.add(card)
        self.person.show_words(_("To {called}’s page").format(called=words.called))
        self.show_page(page)
        self.footer.show()

    @staticmethod
    def _button(kind: type[Button], words: str) -> Button:
        return kind(words)
