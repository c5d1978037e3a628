# SPDX-License-Identifier: Apache-2.0
"""A visit as plain text for the record system, so that nobody types it again. Copied only by a press."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.screen import Screen
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from locales import _


class NoteScreen(Screen):
    """The text.

    Signals:
        copy_requested: put it on the clipboard.
        done_requested: the way back.
    """

    copy_requested = Signal()
    done_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        done = SecondaryButton(_("Done"), "back")
        done.clicked.connect(self.done_requested)
        self.copy = PrimaryButton(_("Copy the text"))
        self.copy.clicked.connect(self.copy_requested)
        self.footer.add_leading(done)
        self.footer.add_trailing(self.copy)

    def show_note(self, bar: Bar, lead: str, text: str) -> None:
        """Show the text as it will be pasted."""
        self.show_bar(bar)
        page = Page(_("A note for the record system"), lead)
        card = Card()
        for paragraph in text.split("\n\n"):
            card.add(Words(paragraph))
        card.setAccessibleName(text)
        page.add(card)
        self.show_page(page)
        self.copy.setEnabled(bool(text))
        self.footer.show()
