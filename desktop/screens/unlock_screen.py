# SPDX-License-Identifier: Apache-2.0
"""The passphrase and nothing else (design 6); and whom to ring, which never waits for a key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.screens.crisis_card import CrisisCard
from desktop.screens.screen import Screen
from desktop.theme.spacing import spaced
from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import PrimaryButton
from desktop.widgets.card import Card
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from forms.site import STANDARD, Site
from locales import _


class SecretEdit(QLineEdit):
    """A field whose letters are never shown, learned or read aloud."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhHiddenText
        )


class UnlockScreen(Screen):
    """The first thing anybody sees.

    Signals:
        unlock_requested: the passphrase was given; the field is emptied at once.
        what_is_left_requested: some saved work is missing, and the worker wants to go on with the rest.
    """

    unlock_requested = Signal(str)
    what_is_left_requested = Signal()

    def __init__(self, notice: str = "", site: Site = STANDARD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = Page(_("Keepwell"), _("Your vault on this laptop is locked."))
        self.passphrase = SecretEdit(_("Passphrase"))
        self.passphrase.returnPressed.connect(self._on_pressed)
        self.button = PrimaryButton(_("Unlock"))
        self.button.clicked.connect(self._on_pressed)
        card = Card()
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), "gap_m")
        label = Words(_("Passphrase"), "question")
        label.setBuddy(self.passphrase)
        for one in (label, self.passphrase, in_line(self.button)):
            column.addWidget(one)
        card.add(inside)
        page.add(card)
        page.add(CrisisCard(site))
        self.show_page(page)
        self.setFocusProxy(self.passphrase)
        self.message.action_requested.connect(self.what_is_left_requested)
        if notice:
            self.message.show_message(notice, "neutral")

    def show_busy(self, *, busy: bool) -> None:
        """Say that unlocking takes a moment, and take no second passphrase meanwhile."""
        self.button.setEnabled(not busy)
        self.passphrase.setEnabled(not busy)
        self.button.show_words(_("Unlocking…") if busy else _("Unlock"))

    def show_refusal(self, sentence: str, action: str = "") -> None:
        """Say what happened, and offer the one way on there may be; the passphrase is asked for again."""
        self.show_busy(busy=False)
        self.message.show_message(sentence, "late", action)
        self.passphrase.setFocus()

    def _on_pressed(self) -> None:
        given = self.passphrase.text()
        if given:
            self.passphrase.clear()
            self.unlock_requested.emit(given)
