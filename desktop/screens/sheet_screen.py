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
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.hand_lines import HandLines
from desktop.widgets.page import Page
from locales import _

NAMED, UNNAMED = "yes", "no"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands on the page, in words already translated.

    Attributes:
        title: what kind of sheet it is.
        lead: whose, and what it is for.
        by_hand: the same sheet as lines to copy, in order; with each whether it is a heading.
    """

    title: str
    lead: str
    by_hand: Sequence[tuple[bool, str]]


class SheetScreen(Screen):
    """The page.

    Args:
        asks_safe: ask first whether paper is safe here; not for a sheet that stays with the team.
        asks_name: ask whether the person's name is on it.

    Signals:
        safe_chosen: the answer to the first question, by code.
        save_requested, print_requested, done_requested: a button of the footer.
        name_chosen: whether the person's name is on it was chosen.
        copied_by_hand: somebody says that they have copied the large lines.
    """

    safe_chosen = Signal(str)
    save_requested = Signal()
    print_requested = Signal()
    done_requested = Signal()
    name_chosen = Signal()
    copied_by_hand = Signal()

    def __init__(
        self, *, asks_safe: bool = False, asks_name: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.preview = PagePreview()
        self.safe = safe_question() if asks_safe else None
        self.name = _name_question() if asks_name else None
        if self.safe is not None:
            self.safe.chosen.connect(self.safe_chosen)
        if self.name is not None:
            self.name.chosen.connect(self.name_chosen)
        self._large = False
        self._hand: HandLines | None = None
        self.hand_button = SecondaryButton(_("Copy it by hand"), "pen")
        self.done_button = SecondaryButton(_("Done"), "back")
        self.save_button = SecondaryButton(_("Save a file"))
        self.print_button = PrimaryButton(_("Print"))
        self.copied_button = PrimaryButton(_("I have copied it"), "tick")
        self.hand_button.clicked.connect(self._on_by_hand)
        self.done_button.clicked.connect(self.done_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.print_button.clicked.connect(self.print_requested)
        self.copied_button.clicked.connect(self.copied_by_hand)
        self.footer.add_leading(self.done_button)
        for button in (self.hand_button, self.save_button, self.print_button, self.copied_button):
            self.footer.add_trailing(button)
        self.show_ready(ready=False)

    def show_sheet(self, bar: Bar, words: SheetWords) -> None:
        """Show what this sheet is; the pages come by `preview`. Answers already given stay."""
        self.show_bar(bar)
        if self._hand is None:
            self._lay_out(words)
        assert self._hand is not None
        self._hand.show_lines(words.by_hand)
        self._show_large()
        self.footer.show()

    def _lay_out(self, words: SheetWords) -> None:
        page = Page(words.title, words.lead)
        for row in (self.safe, self.name):
            if row is not None:
                page.add(row)
        self._hand = HandLines()
        page.add(self._hand)
        page.add(self.preview)
        self.show_page(page)

    @property
    def named(self) -> bool:
        """Whether the person's name is to be on it."""
        return self.name is not None and self.name.choice == NAMED

    def show_ready(self, *, ready: bool) -> None:
        """Whether the page that shows is the one that would be left."""
        for button in (self.print_button, self.save_button, self.copied_button):
            button.setEnabled(ready)

    def ask_first(self) -> None:
        """Put the focus on the question that comes before any paper."""
        if self.safe is not None:
            self.safe.buttons()[0].setFocus()

    def _show_large(self) -> None:
        if self._hand is not None:
            self._hand.setVisible(self._large)
        self.preview.setVisible(not self._large)
        self.save_button.setVisible(not self._large)
        self.print_button.setVisible(not self._large)
        self.copied_button.setVisible(self._large)
        self.hand_button.show_words(_("Show the page") if self._large else _("Copy it by hand"))

    @Slot()
    def _on_by_hand(self) -> None:
        self._large = not self._large
        self._show_large()


def _name_question() -> ChoiceRow:
    options = (Option(NAMED, _("Yes")), Option(UNNAMED, _("No, without a name")))
    row = ChoiceRow(_("Is their name on it?"), options, ruled=True, text="strong")
    row.show_choice(UNNAMED)  # a slip may be found by others
    return row
