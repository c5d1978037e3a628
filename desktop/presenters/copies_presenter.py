# SPDX-License-Identifier: Apache-2.0
"""Brings the copies register of everyone to its screen. Never claims that an old copy was taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.presenters.copies_words import copy_title, holder_words, how_left
from desktop.screens.copies_screen import CopiesScreen, HolderCard
from desktop.screens.screen import Screen
from desktop.shell import Shell
from desktop.widgets.words import isolated
from desktop.wording import identifiers, waiting_words
from locales import _, ngettext, sort_key
from records.copies_register import CopiesRegister, read_register
from records.operation import PersonId
from records.people import Card
from records.store import RecordStore


@dataclass(frozen=True, slots=True)
class _Read:
    holders: tuple[tuple[Card, CopiesRegister], ...]
    waiting: int


def make_copies(shell: Shell, _place: Place) -> Screen:
    """Who holds which copy."""
    screen = CopiesScreen()
    CopiesPresenter(shell, screen).refresh()
    return screen


class CopiesPresenter(QObject):
    """Between the register and the list of copies."""

    def __init__(self, shell: Shell, screen: CopiesScreen) -> None:
        super().__init__(screen)
        self._shell, self._screen = shell, screen
        self._read: _Read | None = None
        shell.background.records_changed.connect(self.refresh)
        screen.copy_requested.connect(self._on_copy_requested)
        screen.register_requested.connect(self._on_register_requested)
        screen.people_requested.connect(self._on_people_requested)

    @Slot()
    def refresh(self) -> None:
        """Read again; a copy given elsewhere changes no item, so every change counts."""
        self._shell.background.ask(_read_holders, self._on_read, self._on_failed)

    @Slot(object)
    def _on_read(self, read: _Read) -> None:
        if self._read == read:
            return
        self._read = read
        # What is to be replaced comes first; then by name.
        ordered = sorted(
            read.holders, key=lambda one: (*_how_due(one[1]), sort_key(one[0].name), one[0].person)
        )
        self._screen.show_copies(tuple(_holder(*one) for one in ordered), waiting_words(read.waiting))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._screen.message.show_message(sentence(error), "late")

    @Slot(str)
    def _on_copy_requested(self, person: str) -> None:
        self._shell.go(Place(PlaceKind.COPY, PersonId(person)))

    @Slot(str)
    def _on_register_requested(self, person: str) -> None:
        self._shell.go(Place(PlaceKind.REGISTER, PersonId(person)))

    @Slot()
    def _on_people_requested(self) -> None:
        self._shell.go(Place(PlaceKind.PEOPLE))


def _read_holders(store: RecordStore) -> _Read:
    holders = [
        (card, read_register(store, card.person)) for card in store.cards() if store.copies(card.person)
    ]
    return _Read(tuple(holders), store.waiting().total)


def _how_due(register: CopiesRegister) -> tuple[bool, bool]:
    return not register.to_replace, not register.is_outdated


def _holder(card: Card, register: CopiesRegister) -> HolderCard:
    name, born, number = identifiers(card)
    return HolderCard(
        card.person, name, f"{born} · {number}", tuple(_lines(register)), _chip(register), _tone(register)
    )


def _chip(register: CopiesRegister) -> str:
    if count := len(register.to_replace):
        words = ngettext("{count} copy to replace", "{count} copies to replace", count)
        return words.format(count=count)
    if register.newest is not None and register.is_outdated:
        return _("A newer plan than copy {number}").format(number=register.newest.number)
    return ""


def _tone(register: CopiesRegister) -> str:
    return "soon" if register.to_replace else "neutral"


def _lines(register: CopiesRegister) -> Iterator[str]:
    held = [one for one in register.standing if register.successor(one) is None]
    for one in held:
        line = _("{copy}. For {name}, version {version}, {left}")
        holder = isolated(holder_words(one.held_by))
        yield line.format(copy=copy_title(one), name=holder, version=one.version, left=how_left(one))
    if past := sum(not one.never_left for one in register.given) - len(held):
        words = ngettext(
            "{count} more was replaced or is gone", "{count} more were replaced or are gone", past
        )
        yield words.format(count=past)
    if register.unread:
        yield _("A copy that this Keepwell cannot read the details of")
