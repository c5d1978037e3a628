# SPDX-License-Identifier: Apache-2.0
"""Setting up this laptop: the centre's address, the one-time code, a passphrase. Done once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.screens.crisis_card import CrisisCard
from desktop.screens.screen import Screen
from desktop.screens.unlock_screen import SecretEdit
from desktop.theme.spacing import spaced
from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import PrimaryButton
from desktop.widgets.card import Card
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from forms.site import STANDARD, Site
from locales import _


class SetUpScreen(Screen):
    """What a new laptop shows.

    Signals:
        set_up_requested: address of the centre, one-time code, passphrase.
    """

    set_up_requested = Signal(str, str, str)

    def __init__(self, site: Site = STANDARD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = Page(
            _("Set up this laptop"),
            _("Your team gives you an address and a code that works once. The passphrase is yours alone."),
        )
        self.address = QLineEdit()
        self.code = QLineEdit()
        self.passphrase = SecretEdit(_("New passphrase"))
        self.again = SecretEdit(_("The same passphrase again"))
        card = Card()
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), "gap_s")
        for words, field in (
            (_("Address of the centre"), self.address),
            (_("One-time code"), self.code),
            (_("New passphrase"), self.passphrase),
            (_("The same passphrase again"), self.again),
        ):
            label = Words(words, "question")
            label.setBuddy(field)
            field.setAccessibleName(words)
            field.returnPressed.connect(self._on_pressed)
            column.addWidget(label)
            column.addWidget(field)
        self.button = PrimaryButton(_("Set up"))
        self.button.clicked.connect(self._on_pressed)
        column.addWidget(
            Words(
                _("At least 12 characters. Four words that have nothing to do with each other work well."),
                "small",
            )
        )
        column.addWidget(in_line(self.button))
        card.add(inside)
        page.add(card)
        page.add(CrisisCard(site))
        self.show_page(page)
        self.setFocusProxy(self.address)

    def show_busy(self, *, busy: bool) -> None:
        """Say that setting up takes a moment."""
        self.button.setEnabled(not busy)
        self.button.show_words(_("Setting up…") if busy else _("Set up"))

    def show_refusal(self, sentence: str) -> None:
        """Say what happened; everything typed stays."""
        self.show_busy(busy=False)
        self.message.show_message(sentence, "late")

    def _on_pressed(self) -> None:
        if not self.button.isEnabled():
            return
        if self.passphrase.text() != self.again.text():
            self.show_refusal(_("The two passphrases are not the same. Type them again."))
            return
        given = (self.address.text().strip(), self.code.text().strip(), self.passphrase.text())
        if all(given):
            self.set_up_requested.emit(*given)
        else:
            self.show_refusal(_("Please fill in all four lines."))
