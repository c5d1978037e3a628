# SPDX-License-Identifier: Apache-2.0
"""The ways in which copies leave, and who else is named on them. Never leaves anything by itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.voice import Voice
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.footer import Footer
from desktop.widgets.names_bar import NamesBar
from desktop.widgets.read_aloud_button import ReadAloudButton
from desktop.widgets.words import Words
from locales import _, ngettext


class CopyFooter(QObject):
    """The buttons of the footer.

    Signals:
        owe_requested, save_requested, print_requested, copied_by_hand: a button was pressed.
    """

    owe_requested = Signal()
    save_requested = Signal()
    print_requested = Signal()
    copied_by_hand = Signal()

    def __init__(self, footer: Footer) -> None:
        super().__init__(footer)
        self.lines: tuple[tuple[bool, str], ...] = ()
        self.names = NamesBar()
        self.progress = Words("", "soft")
        self.page_button = SecondaryButton(_("Show the page"))
        self.owe_button = SecondaryButton(_("No printer? Owe a copy"))
        self.save_button = SecondaryButton(_("Save a file"))
        self.print_button = PrimaryButton(_("Print"))
        self.copied_button = PrimaryButton(_("I have copied it"), "tick")
        self.voice = Voice(self)
        self.aloud_button = ReadAloudButton(self.voice, self._words)
        self.owe_button.clicked.connect(self.owe_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.print_button.clicked.connect(self.print_requested)
        self.copied_button.clicked.connect(self.copied_by_hand)
        footer.add_leading(self.progress)
        footer.add_leading(self.names)
        for button in (
            self.aloud_button,
            self.page_button,
            self.owe_button,
            self.save_button,
            self.print_button,
            self.copied_button,
        ):
            footer.add_trailing(button)
        self._aloud = self.leaves = self._print = False
        self.progress.hide()

    def show_ways(self, *, aloud: bool, leaves: bool, prints: bool, copies: int) -> None:
        """Whether it is read aloud, leaves at all, or on paper too; and how many copies would leave."""
        self._aloud, self.leaves, self._print = aloud, leaves, leaves and prints
        print_words = ngettext("Print {count} copy", "Print {count} copies", copies)
        self.print_button.show_words(print_words.format(count=copies))
        save_words = _("Save a file") if copies == 1 else _("Save {count} files").format(count=copies)
        self.save_button.show_words(save_words)

    def show_large(self, *, large: bool, offers: bool) -> None:
        """Show the buttons that go with the pages, or with the large lines; none where nothing is offered."""
        self.page_button.setVisible(offers and large)
        self.aloud_button.setVisible(offers and self._aloud)
        self.owe_button.setVisible(offers and self._print and not large)
        self.save_button.setVisible(offers and self.leaves and not large)
        self.print_button.setVisible(offers and self._print and not large)
        self.copied_button.setVisible(offers and self.leaves and large)

    def show_ready(self, *, ready: bool) -> None:
        """Whether what shows is what would be left."""
        for button in (self.print_button, self.save_button, self.copied_button, self.aloud_button):
            button.setEnabled(ready)

    def show_progress(self, words: str) -> None:
        """How far it is, in words; "" when it is done."""
        self.progress.setText(words)
        self.progress.setVisible(bool(words))

    def _words(self) -> str:
        return "\n".join(line for _heading, line in self.lines)
