# SPDX-License-Identifier: Apache-2.0
"""Check-ins: with whom we agreed to stay in touch, when next, until when, and who is their named person.

Colours what is due, never a person; never says that anything ends by itself (hazard 24).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from desktop.screens.screen import Screen
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.banner import TopBar
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class Agreement:
    """One person's check-ins in words already translated.

    Attributes:
        chip: words, tone and icon of what is next.
        lines: until when, the named person, the last contact.
    """

    person: str
    name: str
    known_by: str
    chip: tuple[str, str, str]
    lines: tuple[str, ...]


class CheckInsScreen(Screen):
    """The list of agreements.

    Signals:
        open_requested: a person's page was asked for (by id).
        record_requested: a check-in with a person is to be written down (by id).
        people_requested: the way to everybody on this laptop, from the empty page.
        support_requested: the service's list of local support.
    """

    open_requested = Signal(str)
    record_requested = Signal(str)
    people_requested = Signal()
    support_requested = Signal()

    def show_agreements(self, agreements: Sequence[Agreement], waiting: str) -> None:
        """Show the list, in the place of the one before."""
        bar = TopBar()
        if waiting:
            bar.add_leading(StateChip(waiting, "laptop", "laptop"))
        self.show_bar(bar)
        if agreements:
            page = Page(_("Check-ins"), _("People we agreed to stay in touch with, soonest first."))
            for number, one in enumerate(agreements):
                page.add(self._card(one, first=number == 0))
        else:
            page = self._empty()
        support = SecondaryButton(_("Local support"), "people")
        support.clicked.connect(self.support_requested)
        page.add(in_line(support))
        self.show_page(page)

    def _empty(self) -> Page:
        page = Page(_("Check-ins"), _("Nobody has a check-in plan on this laptop yet."))
        card = Card()
        card.add(
            Words(
                _(
                    "When support is coming to an end, the two of you agree how to stay in touch for a while:"
                    " a name, a number, a few quiet days to ring, and what to do if nobody hears."
                )
            )
        )
        card.add(Words(_("Open a person and choose “Agree check-ins” when the time is right."), "soft"))
        people = PrimaryButton(_("Show people"))
        people.clicked.connect(self.people_requested)
        card.add(in_line(people))
        page.add(card)
        return page

    def _card(self, one: Agreement, *, first: bool) -> Card:
        card = Card()
        record = (PrimaryButton if first else SecondaryButton)(_("Record a check-in"))
        record.setAccessibleName(_("Record a check-in: {name}").format(name=one.name))
        record.clicked.connect(self._on_record)
        opened = SecondaryButton(_("Open"))
        opened.setAccessibleName(_("Open: {name}").format(name=one.name))
        opened.clicked.connect(self._on_open)
        for button in (record, opened):
            button.setProperty("person", one.person)
        said = stacked(Words(one.name, "heading"), Words(one.known_by, "small"))
        card.add_beside(said, in_line(StateChip(*one.chip), opened, record))
        for line in one.lines:
            card.add(Words(line, "soft"))
        card.setAccessibleName(", ".join((one.name, one.chip[0], *one.lines)))
        return card

    @Slot()
    def _on_record(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.record_requested.emit(pressed.property("person"))

    @Slot()
    def _on_open(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.open_requested.emit(pressed.property("person"))
