# SPDX-License-Identifier: Apache-2.0
"""Before leaving: what this laptop knows about the day ahead, line by line, and what it cannot know.

Never says "ready" for anybody, and never lets the laptop look as if it could call for help (hazard 25).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.questions.question import ShortEntry, grows_with_width
from desktop.screens.crisis_card import CrisisCard
from desktop.screens.screen import Screen
from desktop.settings import PEER, REGISTERED
from desktop.theme.spacing import spaced
from desktop.widgets.announce import announce
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.banner import TopBar
from desktop.widgets.buttons import PrimaryButton
from desktop.widgets.card import Card
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.mark import Mark
from desktop.widgets.message_bar import ICONS
from desktop.widgets.page import Page
from desktop.widgets.words import Words, numbers_whole
from forms.site import STANDARD, Site
from locales import _


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """One thing to know before leaving.

    Attributes:
        tone: "done" where it is known to be well, "soon" where somebody should look, "neutral" where this
            laptop cannot tell.
    """

    lead: str
    rest: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class ReadyWords:
    """Everything on the page, in words already translated.

    Attributes:
        groups: heading and lines of each card.
        back_by: the time as it was said for today, or "".
        back_by_line: what is known about it.
        visits_as: code of `desktop.settings`.
        visits_as_line: what that choice changes.
    """

    received: str
    groups: tuple[tuple[str, tuple[ReadyLine, ...]], ...]
    back_by: str
    back_by_line: str
    visits_as: str
    visits_as_line: str


class ReadyScreen(Screen):
    """The page.

    Signals:
        back_by_typed: a time of day was typed, as it stands.
        visits_as_chosen: code of what the worker visits as.
        today_requested: the way back.
    """

    back_by_typed = Signal(str)
    visits_as_chosen = Signal(str)
    today_requested = Signal()

    def __init__(self, site: Site = STANDARD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self.back = PrimaryButton(_("To Today"))
        self.back.clicked.connect(self.today_requested)
        self.footer.add_trailing(self.back)
        self.back_by = ShortEntry()

    def show_ready(self, words: ReadyWords) -> None:
        """Show the page, in the place of the one before; a time half typed stays as it is."""
        bar = TopBar()
        bar.add_trailing(Words(words.received, "soft"))
        self.show_bar(bar)
        page = Page(
            _("Before you leave"), _("What this laptop knows about today. What it cannot know, it says.")
        )
        for heading, lines in words.groups:
            page.add(_group(heading, lines))
        page.add(self._alone_card(words))
        page.add(self._visiting_card(words))
        page.add(CrisisCard(self._site))
        self.show_page(page)
        self.footer.show()

    def show_kept(self, words: str) -> None:
        """What was typed is kept: say so."""
        self.back_by.setModified(False)
        self.show_back_by_line(words)

    def show_back_by_line(self, words: str) -> None:
        """Say what is known about coming back, aloud as well."""
        self.alone_line.setText(words)
        announce(self.alone_line, words)

    def _alone_card(self, words: ReadyWords) -> Card:
        card = Card("soon")
        card.add(Words(_("Working alone"), "heading"))
        card.add(
            Words(
                _(
                    "This laptop cannot call for help. It rings nobody, and nobody is told when you are late."
                    " Keep your phone with you, and tell somebody by voice where you are going."
                )
            )
        )
        asked = _("When I said I would be back")
        before, self.back_by = self.back_by, ShortEntry()
        before.blockSignals(True)  # going away takes the focus from it, and nobody has finished typing
        self.back_by.setPlaceholderText(_("Such as 18:30"))
        self.back_by.setAccessibleName(asked)
        self.back_by.setText(before.text() if before.isModified() else words.back_by)
        self.back_by.setModified(before.isModified())
        self.back_by.editingFinished.connect(self._on_back_by)
        self.alone_line = Words(words.back_by_line, "soft")
        card.add(stacked(Words(asked, "strong"), in_line(self.back_by), self.alone_line))
        return card

    def _visiting_card(self, words: ReadyWords) -> Card:
        card = Card()
        self.visits_as = ChoiceRow(
            _("I visit as"),
            (
                Option(PEER, _("A peer worker")),
                Option(REGISTERED, _("A registered professional")),
                Option("", _("Not said"), quiet=True),
            ),
            text="strong",
        )
        self.visits_as.show_choice(words.visits_as)
        self.visits_as.chosen.connect(self.visits_as_chosen)
        card.add(self.visits_as)
        card.add(Words(words.visits_as_line, "soft"))
        return card

    @Slot()
    def _on_back_by(self) -> None:
        self.back_by_typed.emit(self.back_by.text())


def _group(heading: str, lines: tuple[ReadyLine, ...]) -> Card:
    card = Card()
    card.add(Words(heading, "heading"))
    for line in lines:
        card.add(_line(line))
    card.setAccessibleName(". ".join([heading, *(f"{one.lead} {one.rest}" for one in lines)]))
    return card


def _line(line: ReadyLine) -> QWidget:
    box = QWidget()
    row = spaced(QHBoxLayout(box), "gap_m")
    row.addWidget(Mark(ICONS[line.tone], line.tone, "icon"))
    said = Words()
    said.show_lead(line.lead, numbers_whole(line.rest))
    row.addWidget(said, 1)
    grows_with_width(box)
    return box
