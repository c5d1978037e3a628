# SPDX-License-Identifier: Apache-2.0
"""One person on Today: the clock in words and as a picture, and what is to be done for them, line by line.

Colours deadlines, never people. The time on the clock moves on without the card being built again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.clock_picture import ClockMark, ClockPicture
from desktop.widgets.words import Words
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


class DueCardView(Card):
    """The card.

    Signals:
        pressed: which of the card’s own buttons: `ACTION`, `OPEN` or `NOBODY`.
        line_pressed: the button of a line: what it does, what it is about.
    """

    ACTION, OPEN, NOBODY = "action", "open", "nobody"
    pressed = Signal(str)
    line_pressed = Signal(str, str)

    def __init__(self, due: DueCard) -> None:
        super().__init__()
        self.due = due
        self._picture: ClockPicture | None = None
        self.add_beside(self._said(), in_line(*(StateChip(*one) for one in due.chips), *self._ways()))
        for line in due.lines:
            self._add_line(line)
        if due.picture is not None:
            name, clock = _("Time for the visit"), due.picture
            self._picture = ClockPicture(clock.elapsed, clock.marks, name, clock.sentence)
            self.add(self._picture)
        for note in due.notes:
            self.add(Words(note, "soft"))
        if due.no_one_answered:
            self.add(in_line(self._way(QuietButton, _("No one answered"), self.NOBODY)))
        chips = (words for words, _tone, _icon in due.chips)
        self.setAccessibleName(" ".join([due.name, due.called, due.line, *chips]))

    def renew(self, due: DueCard) -> bool:
        """Show the same with the time moved on; False where more than that has changed."""
        clock = due.picture
        if due == self.due:
            return True
        if clock is None or self._picture is None or replace(self.due, picture=clock) != due:
            return False
        self.due = due
        self._picture.show_time(clock.elapsed, clock.marks, _("Time for the visit"), clock.sentence)
        return True

    def focus_first(self) -> None:
        """Put the focus on its first button."""
        self._first.setFocus()

    def _said(self) -> QWidget:
        name = Words(self.due.name, "heading")
        heading: QWidget = name
        if self.due.called:
            heading = in_line(name, Words(self.due.called, "strong"), gap="gap_s")
        return stacked(heading, Words(self.due.line, "soft"))

    def _ways(self) -> list[QWidget]:
        kind = PrimaryButton if self.due.primary else SecondaryButton
        self._first = self._way(kind, self.due.action, self.ACTION)
        ways: list[QWidget] = [self._first]
        if self.due.may_open:
            ways.append(self._way(QuietButton, _("Open"), self.OPEN))
        return ways

    def _way(
        self, kind: type[PrimaryButton | SecondaryButton | QuietButton], words: str, which: str
    ) -> QWidget:
        button = kind(words)
        button.setAccessibleName(_("{action}: {name}").format(action=words, name=self.due.name))
        button.setProperty("which", which)
        button.clicked.connect(self._on_pressed)
        return button

    def _add_line(self, line: CardLine) -> None:
        ends: list[QWidget] = [StateChip(*line.chip)] if line.chip[0] else []
        if line.action:
            button = (PrimaryButton if line.primary else SecondaryButton)(line.action)
            button.setAccessibleName(
                _("{action}: {name}").format(action=line.action, name=f"{self.due.name}, {line.words}")
            )
            for name, value in (("does", line.does), ("about", line.about)):
                button.setProperty(name, value)
            button.clicked.connect(self._on_line_pressed)
            ends.append(button)
        self.add_beside(Words(line.words), in_line(*ends))

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(str(sender.property("which")))

    @Slot()
    def _on_line_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.line_pressed.emit(str(sender.property("does")), str(sender.property("about")))


class DueCards(QWidget):
    """The cards one below the other. Only a card whose words have changed is built again.

    Signals:
        pressed: the person’s id, and which of the card’s own buttons.
        line_pressed: the person’s id, what the button does, what it is about.
    """

    pressed = Signal(str, str)
    line_pressed = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._column = spaced(QVBoxLayout(self), "gap_m")
        self._shown: list[DueCardView] = []

    def show_cards(self, cards: tuple[DueCard, ...]) -> int:
        """Show these, in this order; gives back how many were built."""
        before = {one.due.person: one for one in self._shown}
        self._shown, built = [], 0
        for place, due in enumerate(cards):
            card = before.pop(due.person, None)
            if card is None or not card.renew(due):
                if card is not None:
                    self._drop(card)
                card, built = self._made(due), built + 1
            if self._column.indexOf(card) != place:
                self._column.removeWidget(card)
                self._column.insertWidget(place, card)
                card.show()  # at once: what is to be shown a moment later cannot take the focus
            self._shown.append(card)
        for gone in before.values():
            self._drop(gone)
        return built

    def card(self, place: int) -> DueCardView | None:
        """The card at a place, counted from nought."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def _made(self, due: DueCard) -> DueCardView:
        card = DueCardView(due)
        person = due.person
        card.pressed.connect(lambda which: self.pressed.emit(person, which))
        card.line_pressed.connect(lambda does, about: self.line_pressed.emit(person, does, about))
        return card

    def _drop(self, card: DueCardView) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
