# SPDX-License-Identifier: Apache-2.0
"""Somebody new: a referral file to check and add, or a short form to type while the ward is on the phone.

Layout and words only. Never reads a file and never adds anybody: it says what was chosen and pressed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.questions.question import grows_with_width
from desktop.screens.phone_call import PhoneCall
from desktop.screens.screen import Screen
from desktop.theme.current import current
from desktop.theme.spacing import spaced
from desktop.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page
from desktop.widgets.save_state import SaveState
from desktop.widgets.words import Words
from locales import _


class Doing(Enum):
    """What the screen shows: the two ways to begin, or a referral that was read."""

    TYPING = "typing"
    CHECKING = "checking"


class NewPersonScreen(Screen):
    """The two ways on one page, and the page where a referral is checked.

    Signals:
        files_given: paths of the files chosen or dropped, as a list.
        add_requested: add whoever is on the page.
        left: not now; what was typed stays.
        cleared: forget what was typed.
        typing_again: back from checking a referral to where one began.
        alike_opened: open the page of the person who may be the same.
        leaving: another screen is about to be shown, or Keepwell to lock.
    """

    files_given = Signal(list)
    add_requested = Signal()
    left = Signal()
    cleared = Signal()
    typing_again = Signal()
    alike_opened = Signal()
    leaving = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.doing = Doing.TYPING
        self.phone_call: PhoneCall | None = None
        self.open_file: SecondaryButton | None = None
        self.alike = MessageBar("", "soon")
        self.alike.hide()
        self.alike.action_requested.connect(self.alike_opened)
        # Above the footer, where it is in view whichever question is being typed.
        self._column.insertWidget(self._column.indexOf(self.footer), self.alike)
        self.to_know: list[str] = []
        self.to_ask: list[str] = []
        self._build_footer()
        self.another.clicked.connect(self._on_open_file)

    def choose_files(self) -> list[Path]:
        """Let the worker choose files; none where they thought better of it. Tests replace this."""
        kinds = _("Referral files (*.json *.xml);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Open a referral file"), "", kinds)
        return [Path(one) for one in chosen]

    def _build_footer(self) -> None:
        self.not_now = SecondaryButton(_("Not now"))
        self.clear = QuietButton(_("Clear what is typed"))
        self.another = SecondaryButton(_("Open another file"))
        self.back = SecondaryButton(_("Back"), "back")
        self.add = PrimaryButton(_("Add this person"))
        self.saved = SaveState()
        for leading in (self.not_now, self.clear, self.another, self.saved):
            self.footer.add_leading(leading)
        for trailing in (self.back, self.add):
            self.footer.add_trailing(trailing)
        self.not_now.clicked.connect(self.left)
        self.clear.clicked.connect(self.cleared)
        self.back.clicked.connect(self.typing_again)
        self.add.clicked.connect(self.add_requested)
        self.footer.show()

    def show_typing(self, phone_call: PhoneCall) -> None:
        """Show the two ways to begin, with the focus in the name."""
        self.doing, self.phone_call = Doing.TYPING, phone_call
        page = Page(_("New person"), _("From the hospital’s file, or typed while the ward is on the phone."))
        file = Card()
        words = _words_column(
            Words(_("From a referral file"), "heading"),
            Words(_("Choose the file, or drop it here. Two files that belong together are fine."), "soft"),
        )
        self.open_file = SecondaryButton(_("Open a referral file"))
        self.open_file.clicked.connect(self._on_open_file)
        file.add_beside(words, self.open_file)
        page.add(file)
        page.add(Words(_("From a phone call"), "heading"))
        page.add(Words(_("Enter moves on. Leave empty what nobody said."), "soft"))
        page.add(phone_call)
        self._show(page)
        phone_call.finished.connect(self._on_phone_call_finished)
        phone_call.begin()

    def show_referral(
        self, lines: Sequence[tuple[str, str]], to_know: Sequence[str], to_ask: Sequence[str]
    ) -> None:
        """Show what was understood, what to know before ringing and what was not said."""
        self.doing, self.phone_call, self.open_file = Doing.CHECKING, None, None
        self.to_know, self.to_ask = list(to_know), list(to_ask)
        lead = _("This is what the referral says. Nothing is added until you say so.")
        page = Page(_("Is this the person?"), lead)
        for sentence in to_know:
            page.add(MessageBar(sentence, "soon"))
        said = Card()
        for label, words in lines:
            said.add(_labelled(label, words))
        page.add(said)
        if to_ask:
            asks = Card()
            asks.add(Words(_("What it does not say"), "heading"))
            asks.add(Words(_("They can be added all the same. Ask when you can."), "soft"))
            for sentence in to_ask:
                asks.add(Words(sentence))
            page.add(asks)
        self._show(page)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, page: Page) -> None:
        typing = self.doing is Doing.TYPING
        self.message.hide()
        self.show_alike("")
        for one in (self.not_now, self.clear):
            one.setVisible(typing)
        for one in (self.another, self.back):
            one.setVisible(not typing)
        self.saved.hide()
        self.show_page(page)
        self._lead_tab_from(page)

    def _lead_tab_from(self, page: Page) -> None:
        """Let Tab go down the page and then to the foot, as one reads: Qt goes by which is older."""
        # Options that are no tab stop now become one when they are chosen.
        stops = [one for one in page.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        foot = [self.alike.button, self.not_now, self.clear, self.another, self.back, self.add]
        for before, after in pairwise([*stops, *foot]):
            QWidget.setTabOrder(before, after)

    def show_adds(self, name: str) -> None:
        """Say whom the button adds."""
        words = _("Add {name}").format(name=name) if name else _("Add this person")
        if self.add.accessibleName() != words:
            self.add.show_words(words)
            self.add.updateGeometry()

    def show_busy(self, *, busy: bool) -> None:
        """While something is read or added, nothing else is begun."""
        for one in (self.add, self.another, self.clear):
            one.setEnabled(not busy)
        if self.open_file is not None:
            self.open_file.setEnabled(not busy)

    def show_alike(self, sentence: str, action: str = "") -> None:
        """Say calmly that somebody like this is here, or something else to know; "" says nothing."""
        if not sentence:
            self.alike.hide()
        elif self.alike.isHidden() or sentence != self.alike.accessibleName():
            self.alike.show_message(sentence, "soon", action)

    def about_to_leave(self) -> None:
        """Save what is unsaved."""
        self.leaving.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that were dropped."""
        event.acceptProposedAction()
        self.files_given.emit(_files_of(event))

    @Slot()
    def _on_open_file(self) -> None:
        chosen = self.choose_files()
        if chosen:
            self.files_given.emit(chosen)

    @Slot()
    def _on_phone_call_finished(self) -> None:
        self.add.setFocus(Qt.FocusReason.TabFocusReason)


def _files_of(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _words_column(*words: Words) -> QWidget:
    column = QWidget()
    layout = spaced(QVBoxLayout(column), "gap_xs")
    for one in words:
        layout.addWidget(one)
    grows_with_width(column)
    return column


def _labelled(label: str, words: str) -> QWidget:
    line = QWidget()
    row = spaced(QHBoxLayout(line), "gap_m")
    name = Words(label, "soft")
    name.setFixedWidth(current().px("label_width") + current().px("gap_xl"))
    said = Words(words)
    said.setAccessibleName(f"{label}: {words}")
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(said, 1)
    grows_with_width(line)
    return line
