# SPDX-License-Identifier: Apache-2.0
"""One person's copies: every sheet that left, how new it is, what became of it. Nothing of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.screens.gone_card import GonePart, GoneTyped
from desktop.screens.screen import Screen
from desktop.widgets.arrange import in_line
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.choice_row import Option
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class CopyCard:
    """One copy in words already translated.

    Attributes:
        item: which, by its identity.
        title: number and sheet.
        line: for whom, how and when.
        chip: words, tone and icon of how new it is; None where there is nothing to say.
        marks: what was said to have become of it, line by line.
        options: what can be said of it.
        quiet: it never left, or is gone.
    """

    item: str
    title: str
    line: str
    chip: tuple[str, str, str] | None
    marks: tuple[str, ...]
    options: tuple[Option, ...]
    quiet: bool


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """The page in words: `also` are sentences about copies that cannot be shown one by one."""

    title: str
    lead: str
    copies: tuple[CopyCard, ...]
    also: tuple[str, ...]


class RegisterScreen(Screen):
    """The page.

    Signals:
        copy_requested, owe_requested, latest_requested, done_requested: a button.
        gone_said: what became of a copy (its item, a `GoneTyped`).
    """

    copy_requested = Signal()
    owe_requested = Signal()
    latest_requested = Signal()
    done_requested = Signal()
    gone_said = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: RegisterWords | None = None
        self._today = ""
        self._open = ""
        self._typed = GoneTyped("", "", "")
        self.part: GonePart | None = None
        self.done_button = SecondaryButton(_("Done"), "back")
        self.latest_button = SecondaryButton(_("Is this the latest?"))
        self.owe_button = SecondaryButton(_("Owe a copy"))
        self.copy_button = SecondaryButton(_("Leave a copy"), "copies")
        self.done_button.clicked.connect(self.done_requested)
        self.latest_button.clicked.connect(self.latest_requested)
        self.owe_button.clicked.connect(self.owe_requested)
        self.copy_button.clicked.connect(self.copy_requested)
        self.footer.add_leading(self.done_button)
        for button in (self.latest_button, self.owe_button, self.copy_button):
            self.footer.add_trailing(button)

    def show_register(self, bar: Bar, words: RegisterWords, today: str) -> None:
        """Show it, in the place of the page before; what is half said of a copy stays."""
        if self.part is not None:
            self._typed = self.part.typed
        self.show_bar(bar)
        self._words, self._today = words, today
        self._show()
        self.footer.show()

    def show_writing(self, *, over: bool = False) -> None:
        """What was said is being written down; with `over`, it could not be, and stands there still."""
        if self.part is not None:
            self.part.setEnabled(over)

    def close_part(self) -> None:
        """It was written down, or is not to be: nothing is half said any more."""
        self._open, self.part = "", None
        if self._words is not None:
            self._show()

    def _show(self) -> None:
        assert self._words is not None
        self.part = None
        page = Page(self._words.title, self._words.lead)
        for one in self._words.copies:
            page.add(self._card(one))
        for sentence in self._words.also:
            card = Card()
            card.add(Words(sentence, "soft"))
            page.add(card)
        self.show_page(page)

    def _card(self, copy: CopyCard) -> Card:
        card = Card("soon" if copy.chip is not None and copy.chip[1] == "soon" else "")
        title = Words(copy.title, "soft" if copy.quiet else "heading")
        if copy.chip is not None:
            card.add_beside(title, in_line(StateChip(*copy.chip)))
        else:
            card.add(title)
        card.add(Words(copy.line, "soft"))
        for line in copy.marks:
            card.add(Words(line))
        if copy.item == self._open:
            self.part = GonePart(copy.title, copy.options, self._typed)
            self.part.written.connect(self._on_written)
            self.part.left.connect(self._on_left)
            card.add(self.part)
        else:
            ask = SecondaryButton(_("What became of it?"))
            ask.setAccessibleName(_("{action}: {name}").format(action=ask.text(), name=copy.title))
            ask.setProperty("item", copy.item)
            ask.clicked.connect(self._on_ask)
            card.add(in_line(ask))
        chip_words = () if copy.chip is None else (copy.chip[0],)
        card.setAccessibleName(". ".join((copy.title, copy.line, *chip_words, *copy.marks)))
        return card

    @Slot()
    def _on_ask(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._open = str(sender.property("item"))
            self._typed = GoneTyped("", self._today, "")
            self._show()
            assert self.part is not None
            self.part.begin()

    @Slot()
    def _on_left(self) -> None:
        self.close_part()

    @Slot(object)
    def _on_written(self, typed: object) -> None:
        self.gone_said.emit(self._open, typed)
