# SPDX-License-Identifier: Apache-2.0
"""Today: who has something due, the clock of each in words and as a picture, and what only this laptop holds.

Colours deadlines, never people; never says that the team has something before it does.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.crisis_card import CrisisCard
from desktop.screens.screen import Screen
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.banner import TopBar
from desktop.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.clock_picture import ClockMark, ClockPicture
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from forms.site import STANDARD, Site
from locales import _


@dataclass(frozen=True, slots=True)
class Picture:
    """The clock picture of a card, in fractions and words."""

    elapsed: float
    marks: tuple[ClockMark, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card, perhaps with something to press beside it: a promise, or somebody to tell.

    Attributes:
        words: already translated.
        chip: words, tone and icon of its deadline; empty words where it has none.
        action: words of the button; "" for none.
        does: what the press means, for the presenter.
        about: which promise or response it is about, for the presenter.
        primary: it comes before everything else on the page.
    """

    words: str
    chip: tuple[str, str, str] = ("", "neutral", "")
    action: str = ""
    does: str = ""
    about: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class DueCard:
    """One person on Today, in words already translated.

    Attributes:
        chips: words, tone and icon of each chip; the first is the deadline's.
        notes: sentences beneath the picture.
        action: words of the one thing to do, and whether it is the primary action of the page.
        may_open: their page is offered beside it.
        lines: what else is to be done for them, soonest first.
        no_one_answered: that they were not met can be said from here.
    """

    person: str
    name: str
    called: str
    line: str
    chips: tuple[tuple[str, str, str], ...]
    picture: Picture | None
    notes: tuple[str, ...]
    action: str
    primary: bool
    may_open: bool
    lines: tuple[CardLine, ...] = ()
    no_one_answered: bool = False


@dataclass(frozen=True, slots=True)
class TodayWords:
    """Everything on Today.

    Attributes:
        back_by: when the worker said they would be back, in a sentence; "" where they have not.
        heed: sentences to look at before the list, such as that the clock of this laptop may be wrong.
    """

    day: str
    lead: str
    waiting: str
    oldest: str
    received: str
    cards: tuple[DueCard, ...]
    back_by: str = ""
    heed: tuple[str, ...] = ()


class TodayScreen(Screen):
    """The list of what is due.

    Signals:
        action_requested: the one thing to do for a person (by id).
        open_requested: a person's page was asked for (by id).
        new_person_requested: somebody new was rung in or sent.
        no_one_answered: nobody was met (by id).
        line_pressed: the button of a line: the person's id, what it does, what it is about.
        ready_requested: what is known before leaving.
        team_list_requested: this list for the team, on paper.
    """

    action_requested = Signal(str)
    open_requested = Signal(str)
    new_person_requested = Signal()
    no_one_answered = Signal(str)
    line_pressed = Signal(str, str, str)
    ready_requested = Signal()
    team_list_requested = Signal()

    def __init__(self, site: Site = STANDARD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self._crisis_open = False

    def show_today(self, words: TodayWords) -> None:
        """Show the list, in the place of the one before."""
        self.show_bar(self._bar_of(words))
        page = Page(words.day, words.lead)
        page.add(self._before_leaving(words))
        for sentence in words.heed:
            page.add(MessageBar(sentence, "soon"))
        self._crisis = CrisisCard(self._site)
        page.add(self._crisis)
        self._crisis.setVisible(self._crisis_open)  # only once it has a parent: else a window opens for it
        for card in words.cards:
            page.add(self._card_of(card))
        new = SecondaryButton(_("Someone new"), "plus") if words.cards else PrimaryButton(_("Someone new"))
        new.clicked.connect(self.new_person_requested)
        page.add(in_line(new))
        self.show_page(page)

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

    def _card_of(self, due: DueCard) -> Card:
        card = Card()
        name = Words(due.name, "heading")
        heading: QWidget = name
        if due.called:
            heading = in_line(name, Words(due.called, "strong"), gap="gap_s")
        said = stacked(heading, Words(due.line, "soft"))
        kind = PrimaryButton if due.primary else SecondaryButton
        action = kind(due.action)
        action.setAccessibleName(_("{action}: {name}").format(action=due.action, name=due.name))
        action.setProperty("person", due.person)
        action.clicked.connect(self._on_action_pressed)
        ways: list[QWidget] = [action]
        if due.may_open:
            page = QuietButton(_("Open"))
            page.setAccessibleName(_("{action}: {name}").format(action=_("Open"), name=due.name))
            page.setProperty("person", due.person)
            page.clicked.connect(self._on_open_pressed)
            ways.append(page)
        chips = [StateChip(words, tone, icon) for words, tone, icon in due.chips]
        card.add_beside(said, in_line(*chips, *ways))
        for line in due.lines:
            self._add_line(card, due, line)
        if due.picture is not None:
            picture = due.picture
            card.add(ClockPicture(picture.elapsed, picture.marks, _("Time for the visit"), picture.sentence))
        for note in due.notes:
            card.add(Words(note, "soft"))
        if due.no_one_answered:
            card.add(in_line(self._nobody_button(due)))
        card.setAccessibleName(
            " ".join([due.name, due.called, due.line, *(one for one, _t, _i in due.chips)])
        )
        return card

    def _nobody_button(self, due: DueCard) -> QuietButton:
        nobody = QuietButton(_("No one answered"))
        nobody.setAccessibleName(_("{action}: {name}").format(action=_("No one answered"), name=due.name))
        nobody.setProperty("person", due.person)
        nobody.clicked.connect(self._on_nobody_pressed)
        return nobody

    def _add_line(self, card: Card, due: DueCard, line: CardLine) -> None:
        ends: list[QWidget] = [StateChip(*line.chip)] if line.chip[0] else []
        if line.action:
            button = (PrimaryButton if line.primary else SecondaryButton)(line.action)
            button.setAccessibleName(
                _("{action}: {name}").format(action=line.action, name=f"{due.name}, {line.words}")
            )
            for name, value in (("person", due.person), ("does", line.does), ("about", line.about)):
                button.setProperty(name, value)
            button.clicked.connect(self._on_line_pressed)
            ends.append(button)
        card.add_beside(Words(line.words), in_line(*ends))

    def _on_line_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            told = [str(sender.property(one)) for one in ("person", "does", "about")]
            self.line_pressed.emit(*told)

    def _on_nobody_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.no_one_answered.emit(sender.property("person"))

    def _on_action_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.action_requested.emit(sender.property("person"))

    def _on_open_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.open_requested.emit(sender.property("person"))

    def _on_crisis_pressed(self) -> None:
        self._crisis_open = not self._crisis_open
        self._crisis.setVisible(self._crisis_open)
