# SPDX-License-Identifier: Apache-2.0
"""A plan’s agreed versions: how it stands, what changed since, agreeing it now, reading an older one.

Never changes a word of a version; never calls a plan missing or finished (domain M8).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.screens.copy_screen import safe_question
from desktop.screens.screen import Screen
from desktop.screens.who_agreed import PERSON, WORKER, WhoAgreed
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.choice_row import ChoiceRow
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page
from desktop.widgets.read_only_plan import PartWords, read_only_plan
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list: its operation's id, its name or day, and who agreed when.

    `spoken` tells its buttons from those of another version of the same day.
    """

    operation: str
    title: str
    spoken: str
    line: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in one part of the plan, in sentences."""

    part: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionsWords:
    """Everything on the page, in words already translated.

    Attributes:
        standing: how it stands with the plan.
        since: what is said where there are no changes to show.
        stays_open: which things have two versions; empty for none.
        versions: newest first.
    """

    standing: str
    since: str
    changes: tuple[Changes, ...]
    may_agree: bool
    stays_open: str
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """One version to be read.

    Attributes:
        missing: what is said where some of it is not on this laptop; it is not printed then.
        parts: section, part, and what was said in it.
    """

    title: str
    lead: str
    missing: str
    parts: tuple[PartWords, ...]


class AgreeNow(WhoAgreed):
    """Agree the plan as it stands: a name for it if they like, and who says so."""

    def __init__(self, called: str, worker: str, stays_open: str, parent: QWidget | None = None) -> None:
        lead = _("This keeps the plan as it is on this laptop now. You can go on changing it afterwards.")
        above: list[QWidget] = [Words(_("We agree it as it is now"), "heading"), Words(lead, "soft")]
        if stays_open:
            above.append(MessageBar(stays_open, "soon"))
        name = QLineEdit()
        name.setPlaceholderText(_("Such as “Before the summer”"))
        name.setAccessibleName(_("A name for this version, if you like"))
        above += [stacked(Words(_("A name for this version, if you like"), "strong"), name)]
        super().__init__(called, worker, above, (PERSON, WORKER), parent)
        self.name = name


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed to agree a version, while the page is shown anew."""

    name: str
    who: tuple[str, ...]
    other: str


class VersionsScreen(Screen):
    """The versions of one plan, or one of them to be read.

    Signals:
        agree_requested: they agree the plan as it is now.
        plan_requested: the plan as it stands is to be read or written.
        read_requested, print_requested: a version (its operation's id) is to be read, or to be printed.
        back_requested: from reading back to the list.
        save_requested: the version that is read is to be saved as pages.
    """

    agree_requested = Signal()
    plan_requested = Signal()
    read_requested = Signal(str)
    print_requested = Signal(str)
    back_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agreeing: AgreeNow | None = None
        self._typed: _Typed | None = None
        self.safe: ChoiceRow | None = None
        self._page: Page | None = None
        self._reads: dict[str, QPushButton] = {}
        self.agree_button = PrimaryButton(_("We agree it as it is now"))
        self.agree_button.clicked.connect(self.agree_requested)
        self.plan_button = SecondaryButton(_("Read the plan together"))
        self.plan_button.clicked.connect(self.plan_requested)
        self.back_button = SecondaryButton(_("Back to the versions"))
        self.back_button.clicked.connect(self.back_requested)
        self.save_button = PrimaryButton(_("Save a file to print"))
        self.save_button.clicked.connect(self.save_requested)
        self.footer.add_leading(self.plan_button)
        self.footer.add_leading(self.back_button)
        self.footer.add_trailing(self.agree_button)
        self.footer.add_trailing(self.save_button)

    def show_person(self, bar: Bar) -> None:
        """Show whose plan this is."""
        self.show_bar(bar)

    def show_versions(self, words: VersionsWords, called: str, worker: str) -> None:
        """Show the list; what is being typed to agree it stays."""
        page = Page(_("Our plan, and how it changed"), words.standing)
        page.add(Words(_("What changed since we last agreed"), "heading"))
        page.add(self._since(words))
        self._remember_typed()
        if words.may_agree:
            self.agreeing = self._agree_card(words, called, worker)
            page.add(self.agreeing)
        self._reads = {}
        if words.versions:
            page.add(Words(_("Versions we agreed"), "heading"))
        for one in words.versions:
            page.add(self._version_card(one))
        self.safe = self._page = None
        self._show_footer(reading=False, may_go_on=words.may_agree)
        self.show_page(page)

    def forget_agreeing(self) -> None:
        """It was agreed: the next version begins without a name."""
        self.agreeing = self._typed = None

    def _remember_typed(self) -> None:
        if self.agreeing is not None:
            one = self.agreeing
            self._typed = _Typed(one.name.text(), one.who.choices, one.other.text())
        self.agreeing = None

    def show_reading(self, words: ReadingWords, *, printing: bool) -> None:
        """Show one older version, read-only, with the question that comes before its paper."""
        self._remember_typed()
        page = Page(words.title, words.lead)
        page.add(MessageBar(_("These are the words as they were then. The plan may say something else now.")))
        self.safe = None
        if words.missing:
            page.add(MessageBar(words.missing, "soon"))
        else:
            paper = Card()
            paper.add(Words(_("Print it as it was"), "heading"))
            self.safe = safe_question(ruled=False)
            paper.add(self.safe)
            page.add(paper)
        for widget in read_only_plan(words.parts):
            page.add(widget)
        self._show_footer(reading=True, may_go_on=not words.missing)
        self._page = page
        self.show_page(page)
        if printing and self.safe is not None:
            self.ask_first()
        else:
            self.back_button.setFocus()

    def ask_first(self) -> None:
        """Put the focus on the question that comes before any paper."""
        if self.safe is not None:
            self.safe.buttons()[0].setFocus()
            # Only after the page has been laid out is it known where it stands.
            QTimer.singleShot(0, self, self._bring_into_view)

    @Slot()
    def _bring_into_view(self) -> None:
        if self.safe is not None and self._page is not None:
            self._page.ensureWidgetVisible(self.safe)

    def focus_version(self, operation: str) -> None:
        """Come back to the version that was read."""
        if operation in self._reads:
            self._reads[operation].setFocus()

    def show_busy(self, *, busy: bool) -> None:
        """While it is being kept or saved nobody asks twice."""
        for button in (self.agree_button, self.save_button):
            button.setEnabled(not busy)

    def _show_footer(self, *, reading: bool, may_go_on: bool) -> None:
        self.plan_button.setVisible(not reading)
        self.back_button.setVisible(reading)
        self.agree_button.setVisible(not reading and may_go_on)
        self.save_button.setVisible(reading and may_go_on)
        self.footer.show()

    @staticmethod
    def _since(words: VersionsWords) -> Card:
        card = Card()
        if words.since:
            card.add(Words(words.since, "soft"))
        for one in words.changes:
            card.add(Words(one.part, "strong"))
            for sentence in one.sentences:
                card.add(Words(sentence))
        return card

    def _agree_card(self, words: VersionsWords, called: str, worker: str) -> AgreeNow:
        card = AgreeNow(called, worker, words.stays_open)
        if self._typed is not None:
            card.name.setText(self._typed.name)
            card.show_who(self._typed.who, self._typed.other)
        return card

    def _version_card(self, one: VersionLine) -> Card:
        card = Card()
        read = self._button(_("Read it"), one)
        read.clicked.connect(self._on_read)
        printed = self._button(_("Print it as it was"), one)
        printed.clicked.connect(self._on_print)
        self._reads[one.operation] = read
        card.add_beside(stacked(Words(one.title, "strong"), Words(one.line, "soft")), in_line(read, printed))
        return card

    @staticmethod
    def _button(words: str, one: VersionLine) -> SecondaryButton:
        button = SecondaryButton(words)
        button.setAccessibleName(_("{action}: {name}").format(action=words, name=one.spoken))
        button.setProperty("version", one.operation)
        return button

    @Slot()
    def _on_read(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.read_requested.emit(pressed.property("version"))

    @Slot()
    def _on_print(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.print_requested.emit(pressed.property("version"))
