# SPDX-License-Identifier: Apache-2.0
"""One sheet before it is left: the page as it will print, or the same words large enough to copy by hand.

Never chooses for anyone whether paper is safe here; never offers a printer that is not there as if it were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.screens.copy_screen import safe_question
from desktop.screens.page_preview import PagePreview
from desktop.screens.screen import Screen
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.page import Page
from desktop.widgets.words import Words, numbers_whole
from locales import _


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands on the page, in words already translated.

    Attributes:
        title: what kind of sheet it is.
        lead: whose, and what it is for.
        by_hand: the same sheet as lines to copy, in order.
    """

    title: str
    lead: str
    by_hand: Sequence[str]


class SheetScreen(Screen):
    """The page.

    Args:
        asks_whether_safe: ask first whether paper is safe here; not for a sheet that stays with the team.

    Signals:
        safe_chosen: the answer to the first question, by code.
        save_requested, print_requested, done_requested: a button of the footer.
        by_hand_shown: the large lines were opened.
    """

    safe_chosen = Signal(str)
    save_requested = Signal()
    print_requested = Signal()
    done_requested = Signal()
    by_hand_shown = Signal()

    def __init__(self, *, asks_whether_safe: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = PagePreview()
        self.safe = safe_question() if asks_whether_safe else None
        if self.safe is not None:
            self.safe.chosen.connect(self.safe_chosen)
        self._large = False
        self.hand_button = SecondaryButton(_("Copy it by hand"), "pen")
        self.done_button = SecondaryButton(_("Done"), "back")
        self.save_button = SecondaryButton(_("Save a file"))
        self.print_button = PrimaryButton(_("Print"))
        self.hand_button.clicked.connect(self._on_by_hand)
        self.done_button.clicked.connect(self.done_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.print_button.clicked.connect(self.print_requested)
        self.footer.add_leading(self.done_button)
        for button in (self.hand_button, self.save_button, self.print_button):
            self.footer.add_trailing(button)
        self.show_ready(ready=False)

    def show_sheet(self, bar: Bar, words: SheetWords) -> None:
        """Show what this sheet is; the pages come by `preview`."""
        self.show_bar(bar)
        page = Page(words.title, words.lead)
        if self.safe is not None:
            page.add(self.safe)
        self._hand = Card()
        for line in words.by_hand:
            self._hand.add(Words(numbers_whole(line), "statement"))
        self._hand.setAccessibleName(". ".join(words.by_hand))
        page.add(self._hand)
        page.add(self.preview)
        self._show_large()
        self.show_page(page)
        self.footer.show()

    def show_ready(self, *, ready: bool) -> None:
        """Whether the page that shows is the one that would be left."""
        for button in (self.print_button, self.save_button):
            button.setEnabled(ready)

    def ask_first(self) -> None:
        """Put the focus on the question that comes before any paper."""
        if self.safe is not None:
            self.safe.buttons()[0].setFocus()

    def _show_large(self) -> None:
        self._hand.setVisible(self._large)
        self.preview.setVisible(not self._large)
        self.hand_button.show_words(_("Show the page") if self._large else _("Copy it by hand"))

    @Slot()
    def _on_by_hand(self) -> None:
        self._large = not self._large
        self._show_large()
        if self._large:
            self.by_hand_shown.emit()
