# SPDX-License-Identifier: Apache-2.0
"""Sync: what only this laptop holds, what the team has, what the last exchange did. Never claims receipt."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.screen import Screen
from desktop.widgets.banner import TopBar
from desktop.widgets.buttons import PrimaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class SyncWords:
    """Everything on the page, in words already translated.

    Attributes:
        state: words, tone and icon of the one chip that says where the work stands.
        received: when the team last had everything.
        waiting: a name and a line for each person with something only here.
        oldest: since when, or "".
        last: sentences about the last exchange, each with its tone.
        can_exchange: False where there is no centre to exchange with.
        running: an exchange is under way.
    """

    state: tuple[str, str, str]
    received: str
    waiting: tuple[tuple[str, str], ...]
    oldest: str
    last: tuple[tuple[str, str], ...]
    can_exchange: bool
    running: bool


class SyncScreen(Screen):
    """Where the work of this laptop stands.

    Signals:
        exchange_requested: send and receive now.
    """

    exchange_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = PrimaryButton(_("Send and receive now"), "sync")
        self.button.clicked.connect(self.exchange_requested)
        self.footer.add_trailing(self.button)

    def show_sync(self, words: SyncWords) -> None:
        """Show where the work stands, in the place of what was shown before."""
        bar = TopBar()
        bar.add_leading(StateChip(*words.state))
        bar.add_trailing(Words(words.received, "soft"))
        self.show_bar(bar)
        lead = _("You can go on working without signal: everything is kept on this laptop until it is sent.")
        page = Page(_("Sync"), lead)
        page.add(self._waiting_card(words))
        page.add(self._last_card(words))
        self.show_page(page)
        self.footer.setVisible(words.can_exchange)
        self.show_running(running=words.running)

    def show_running(self, *, running: bool) -> None:
        """Say whether an exchange is under way; while one is, another cannot be asked for."""
        self.button.setEnabled(not running)
        self.button.show_words(_("Sending and receiving…") if running else _("Send and receive now"))

    def _waiting_card(self, words: SyncWords) -> Card:
        card = Card("laptop" if words.waiting else "")
        card.add(Words(_("Only on this laptop"), "heading"))
        if not words.waiting:
            card.add(Words(_("Nothing. What was written here has been sent."), "soft"))
        for name, line in words.waiting:
            card.add_beside(Words(name, "strong"), Words(line, "soft"))
        if words.oldest:
            card.add(Words(words.oldest, "soft"))
        said = (f"{name}: {line}" for name, line in words.waiting)
        card.setAccessibleName(" ".join([_("Only on this laptop"), *said, words.oldest]))
        return card

    def _last_card(self, words: SyncWords) -> Card:
        card = Card()
        card.add(Words(_("The last time"), "heading"))
        for sentence, tone in words.last:
            card.add(MessageBar(sentence, tone) if tone else Words(sentence))
        card.setAccessibleName(" ".join([_("The last time"), *(said for said, _tone in words.last)]))
        return card
