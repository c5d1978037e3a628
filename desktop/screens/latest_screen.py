# SPDX-License-Identifier: Apache-2.0
"""Is this the latest? A code is typed, and answered from this laptop. Needs no network and sends nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.screens.screen import Screen
from desktop.widgets.announce import announce
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.mark import Mark
from desktop.widgets.message_bar import ICONS
from desktop.widgets.page import Page
from desktop.widgets.words import Words, isolated
from locales import _

_LONGEST = 60
"""Of a code with every space that somebody may put in; what a scanner sends ends with Enter."""


@dataclass(frozen=True, slots=True)
class LatestAnswer:
    """One answer in words already translated: in short, then line by line; and a tone of the message bar."""

    said: str
    lines: tuple[str, ...]
    tone: str


class LatestScreen(Screen):
    """The page.

    Signals:
        asked: somebody wants to know about this code, as it was typed.
        done_requested: back to the list of copies.
    """

    asked = Signal(str)
    done_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = QLineEdit()
        self.code.setMaxLength(_LONGEST)
        self.look_button = PrimaryButton(_("Look it up"))
        self.look_button.setEnabled(False)
        self.done_button = SecondaryButton(_("Done"), "back")
        self._answer: Card | None = None
        self._page: Page | None = None
        self.code.textChanged.connect(self._on_typed)
        self.code.returnPressed.connect(self._on_asked)
        self.look_button.clicked.connect(self._on_asked)
        self.done_button.clicked.connect(self.done_requested)
        self.footer.add_leading(self.done_button)

    def show_question(self, bar: Bar, example: str) -> None:
        """Show whose copies these are and where to type; what was typed stays."""
        self.show_bar(bar)
        self.footer.show()
        if self._page is not None:
            return
        lead = _("Every sheet has a code in words beside its square. It says which copy it is, and no more.")
        self._page = Page(_("Is this the latest?"), lead)
        label = _("The code on the sheet, such as {example}").format(example=example)
        self.code.setAccessibleName(label)
        self.code.setPlaceholderText(example)
        card = Card()
        card.add(stacked(Words(label.replace(example, isolated(example)), "strong"), self.code))
        card.add(in_line(self.look_button))
        self._page.add(card)
        self.show_page(self._page)
        self.code.setFocus()

    def show_answer(self, answer: LatestAnswer) -> None:
        """Show it in the place of the one before, and say it aloud where a reader runs."""
        assert self._page is not None
        if self._answer is not None:
            self._page.column.removeWidget(self._answer)
            self._answer.deleteLater()
        self._answer = Card(answer.tone, tinted=True)
        mark = Mark(ICONS[answer.tone], answer.tone, "icon")
        self._answer.add(in_line(mark, Words(answer.said, "heading")))
        for line in answer.lines:
            self._answer.add(Words(line))
        spoken = " ".join((answer.said, *answer.lines))
        self._answer.setAccessibleName(spoken)
        self.add_to_page(self._answer)
        announce(self._answer, spoken)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.look_button.setEnabled(bool(text.strip()))

    @Slot()
    def _on_asked(self) -> None:
        if self.code.text().strip():
            self.code.selectAll()  # so that the next code takes its place
            self.asked.emit(self.code.text())
