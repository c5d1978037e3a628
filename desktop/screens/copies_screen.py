# SPDX-License-Identifier: Apache-2.0
"""Copies: who holds which, and which of them an older plan stands on. Never shows what is in a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

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
class HolderCard:
    """One person's copies, in words already translated.

    Attributes:
        person: by id.
        identity: two identifiers, in a line.
        copies: a line for each copy that somebody holds, newest first.
        due: the chip's words where copies are to be replaced or the plan changed since, else "".
        tone: the chip's.
    """

    person: str
    name: str
    identity: str
    copies: tuple[str, ...]
    due: str
    tone: str


class CopiesScreen(Screen):
    """The list of copies.

    Signals:
        copy_requested: a copy is to be left for this person (by id).
        register_requested: everything about the copies of this person (by id).
        people_requested: for somebody who is not on this list.
    """

    copy_requested = Signal(str)
    register_requested = Signal(str)
    people_requested = Signal()

    def show_copies(self, holders: tuple[HolderCard, ...], waiting: str) -> None:
        """Show who holds what, in the place of the list before."""
        bar = TopBar()
        if waiting:
            bar.add_leading(StateChip(waiting, "laptop", "laptop"))
        bar.setVisible(bool(waiting))
        self.show_bar(bar)
        self.show_page(self._page_of(holders) if holders else self._empty_page())

    def _page_of(self, holders: tuple[HolderCard, ...]) -> Page:
        page = Page(_("Copies"), _("Who holds their plan on paper or as a file, and which one."))
        for one in holders:
            page.add(self._card_of(one))
        someone = SecondaryButton(_("A copy for someone else"), "people")
        someone.clicked.connect(self.people_requested)
        page.add(in_line(someone))
        return page

    def _empty_page(self) -> Page:
        page = Page(
            _("Copies"), _("A plan belongs to the person it is about: they can hold it in their hand.")
        )
        card = Card()
        card.add(Words(_("Nobody holds a copy yet."), "heading"))
        card.add(
            Words(
                _(
                    "Open someone’s page and choose “Leave a copy”. Each copy is numbered and listed here, so"
                    " that an old one can be replaced when the plan changes."
                ),
                "soft",
            )
        )
        people = PrimaryButton(_("Choose someone"))
        people.clicked.connect(self.people_requested)
        card.add(in_line(people))
        page.add(card)
        return page

    def _card_of(self, holder: HolderCard) -> Card:
        card = Card("soon" if holder.tone == "soon" else "")
        ends: list[QWidget] = [
            self._button(_("All their copies"), "", holder, self._on_register_pressed),
            self._button(_("Leave a copy"), "copies", holder, self._on_copy_pressed),
        ]
        if holder.due:
            ends.insert(0, StateChip(holder.due, holder.tone, "today"))
        who = stacked(Words(holder.name, "heading"), Words(holder.identity, "small"))
        card.add_beside(who, in_line(*ends))
        card.add(stacked(*(Words(one, "soft") for one in holder.copies)))
        said = (holder.name, holder.identity, *holder.copies, holder.due)
        card.setAccessibleName(" ".join(one for one in said if one))
        return card

    @staticmethod
    def _button(words: str, icon: str, holder: HolderCard, pressed: Callable[[], None]) -> SecondaryButton:
        button = SecondaryButton(words, icon)
        button.setAccessibleName(_("{action}: {name}").format(action=words, name=holder.name))
        button.setProperty("person", holder.person)
        button.clicked.connect(pressed)
        return button

    @Slot()
    def _on_copy_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.copy_requested.emit(sender.property("person"))

    @Slot()
    def _on_register_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.register_requested.emit(sender.property("person"))
