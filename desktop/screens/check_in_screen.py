# SPDX-License-Identifier: Apache-2.0
"""One person's check-ins: what was agreed, what is asked of us, contacts, goals, the way there and back.

Colours what is due and what we did, never a person; says nothing that it was not given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.screens.screen import Screen
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import Button, PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.clock_picture import ClockMark, ClockPicture
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class Way:
    """A button: its words, what its press means to the presenter, and what it is about."""

    words: str
    does: str
    about: str = ""
    is_first: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One card.

    Attributes:
        title: a heading above it, or "".
        edge: a tone of the card's edge, "" for none.
        chips: words, tone and icon of each.
        lines: lead and rest of each; the lead may be "".
    """

    title: str = ""
    edge: str = ""
    chips: tuple[tuple[str, str, str], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The way as a picture and as a list: what the picture shows stands in `entries`, all of it."""

    elapsed: float
    marks: tuple[ClockMark, ...]
    sentence: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckInWords:
    """The page in words already translated."""

    title: str
    lead: str
    parts: tuple[Part, ...]
    timeline: Timeline | None


class CheckInScreen(Screen):
    """The page.

    Signals:
        pressed: a button: what it does, and what it is about.
    """

    pressed = Signal(str, str)

    def show_check_in(self, bar: Bar, words: CheckInWords) -> None:
        """Show the page, in the place of the one before."""
        self.show_bar(bar)
        page = Page(words.title, words.lead)
        page.setAccessibleName(words.title)
        for one in words.parts:
            if one.title:
                page.add(Words(one.title, "heading"))
            page.add(self._card(one))
        if words.timeline is not None:
            page.add(Words(_("From hospital to leaving, and back"), "heading"))
            page.add(_timeline_card(words.timeline))
        self.show_page(page)

    def _card(self, part: Part) -> Card:
        card = Card(part.edge)
        if part.chips:
            card.add(in_line(*(StateChip(*one) for one in part.chips), gap="gap_s"))
        for lead, rest in part.lines:
            card.add(_line(lead, rest))
        if part.ways:
            card.add(in_line(*self._buttons(part.ways)))
        return card

    def _buttons(self, ways: Sequence[Way]) -> list[QWidget]:
        buttons: list[QWidget] = []
        for one in ways:
            kind: type[Button] = PrimaryButton if one.is_first else SecondaryButton
            button = (QuietButton if one.does.startswith("quiet_") else kind)(one.words)
            if one.name:
                button.setAccessibleName(one.name)
            button.setProperty("does", one.does)
            button.setProperty("about", one.about)
            button.clicked.connect(self._on_pressed)
            buttons.append(button)
        return buttons

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.pressed.emit(str(sender.property("does")), str(sender.property("about")))


def _line(lead: str, rest: str) -> Words:
    words = Words(rest)
    if lead:
        words.show_lead(lead, rest)
    return words


def _timeline_card(timeline: Timeline) -> Card:
    card = Card()
    name = _("From hospital to leaving, and back")
    card.add(ClockPicture(timeline.elapsed, timeline.marks, name, timeline.sentence))
    entries = stacked(*(Words(one, "small") for one in timeline.entries))
    entries.setAccessibleName(_("The same as a list"))
    card.add(entries)
    return card
