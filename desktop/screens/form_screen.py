# SPDX-License-Identifier: Apache-2.0
"""Filling in a form with somebody: its parts as tabs, one part at a time, and a way to stop at any point.

Knows no store: it shows what it is given and says what was pressed. It never says "saved" by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.question import grows_with_width
from desktop.questions.reading_order import set_reading_order
from desktop.questions.view import QuestionView
from desktop.screens.screen import Screen
from desktop.theme.current import current
from desktop.theme.spacing import spaced
from desktop.widgets.announce import announce
from desktop.widgets.banner import PersonBanner
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.choice_row import Option, OptionButton
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.page import Page
from desktop.widgets.save_state import SaveState
from desktop.widgets.section_tabs import SectionTabs
from desktop.widgets.words import Words
from forms.answers import Path
from locales import _

_MOST_FOR_TABS = 0.25
"""Share of the page that the tabs may take before it begins below them."""


class FormScreen(Screen):
    """One form, one part of it on screen.

    Signals:
        section_chosen: a tab was chosen; carries the section's linkId.
        covered_changed: "Not covered today" was put on or off; carries whether the part is covered.
        leaving: the screen is about to go: save now.
    """

    section_chosen = Signal(str)
    stop_requested = Signal()
    back_requested = Signal()
    next_requested = Signal()
    promise_requested = Signal()
    covered_changed = Signal(bool)
    leaving = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: QuestionView | None = None
        self.tabs: SectionTabs | None = None
        self._banner: PersonBanner | None = None
        self._more: QWidget | None = None
        self._first: QWidget | None = None
        self.saved = SaveState()
        self.page = Page()
        self.show_page(self.page)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._on_settled)
        self._make_promise()
        self._make_covered()
        self._make_footer()

    # What the presenter shows

    def show_person(self, name: str, identifiers: Sequence[str], needs: str, waiting: str) -> None:
        """Say whose form this is."""
        self._banner = PersonBanner(name, identifiers, needs)
        self._banner.show_state(waiting, "laptop", "laptop")
        self._banner.add_trailing(self.saved)
        self.show_bar(self._banner)

    def show_parts(self, parts: Sequence[tuple[str, str]], name: str) -> None:
        """Show the parts of the form as tabs; a form of one part has none."""
        self.tabs = SectionTabs(parts, name)
        self.tabs.section_chosen.connect(self.section_chosen)
        self.page.column.insertWidget(0, self.tabs)
        self.tabs.setVisible(len(parts) > 1)  # only once it has a parent: else Qt opens a window for it
        self.footer.show()

    def show_part(self, code: str, title: str, lead: str, view: QuestionView) -> None:
        """Put one part on the page, from its top, in the place of the one before."""
        if self.view is not None:
            self.page.column.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        self.view = view
        if self.tabs is not None:
            self.tabs.show_section(code)
        for words, said in ((self.page.title, title), (self.page.lead, lead)):
            words.setText(said)
            words.setVisible(bool(said))
        self.page.head.show()
        self.page.setAccessibleName(title)
        self.page.column.insertWidget(self.page.column.indexOf(self.page.head) + 1, view)
        view.show()  # now: a layout would show it only later, and the focus needs it here
        self.page.verticalScrollBar().setValue(0)
        view.row_added.connect(self.put_in_order)
        self.put_in_order()

    def begin_at(self, path: Path | None) -> None:
        """Put the focus on a question of this part, the first where none is named, and bring it into view."""
        if self.view is not None:
            self.view.begin_at(path)
            self._settled.start(0)  # when the layouts have found their places

    def show_covered(self, *, offered: bool, covered: bool, title: str) -> None:
        """Show whether this part was covered today; not offered where the question makes no sense."""
        self._covered_line.setVisible(offered)
        self.not_covered.setChecked(not covered)
        self.not_covered.setAccessibleName(_("{part}: not covered today").format(part=title))

    def show_way(self, *, first: bool, on: str) -> None:
        """Show the way back, unless this is the first part, and the words of the way on."""
        self.back.setVisible(not first)
        self.on.show_words(on)

    def show_unsaved(self) -> None:
        """Say that something is only on the screen yet."""
        self._hide_waiting()
        self.saved.show_unsaved(_("Not saved yet"))

    def show_saved(self, words: str) -> None:
        """Say that it is safe on this laptop: only after the store said so."""
        self._hide_waiting()
        self.saved.show_saved(words)

    def show_promise(self, promised: Sequence[str] | None) -> None:
        """Say that something needs help, and what was promised so far; None takes the line away."""
        if promised is None:
            self._promise_strip.hide()
            return
        lead = _("We promise:") if promised else _("Something needs help.")
        rest = " · ".join(promised) or _("Whatever needs help becomes something we promise to do.")
        fresh = not self._promise_strip.isVisibleTo(self)
        self.promise.show_lead(lead, rest)
        self._promise_strip.show()
        if fresh:
            announce(self.promise, f"{lead} {rest}")

    def show_more(self, more: QWidget | None) -> None:
        """Put what this form offers beside its questions below them, in the place of what was there."""
        if self._more is not None:
            self.page.column.removeWidget(self._more)
            self._more.hide()
            self._more.deleteLater()
        self._more = more
        if more is not None:
            self.page.add(more)
            more.show()
        self.put_in_order()

    def show_first(self, first: QWidget | None) -> None:
        """Put something above this part's questions; None takes it away."""
        if self._first is not None:
            self.page.column.removeWidget(self._first)
            self._first.hide()
            self._first.deleteLater()
        self._first = first
        if first is not None:
            self.page.column.insertWidget(self.page.column.indexOf(self.page.head) + 1, first)
            first.show()
        self.put_in_order()

    def look_at_first(self) -> None:
        """Scroll to what was put above the questions."""
        first = self._first
        if first is not None:
            QTimer.singleShot(0, first, lambda: self.page.ensureWidgetVisible(first, 0, first.height()))

    def keep_above_footer(self, strip: QWidget) -> None:
        """Let a line stand above the footer whatever part shows."""
        self._column.insertWidget(self._column.indexOf(self.footer), strip)

    def about_to_leave(self) -> None:
        """Save before the screen goes."""
        self.leaving.emit()

    @Slot()
    def put_in_order(self) -> None:
        """Let Tab follow the page after something was added to it."""
        set_reading_order(self)

    @Slot()
    def _on_settled(self) -> None:
        """In very large type the tabs fill the page: then it begins below them."""
        page, focused = self.page, self.focusWidget()
        room = page.viewport().height()
        if self.tabs is not None and self.tabs.isVisible() and self.tabs.height() > room * _MOST_FOR_TABS:
            top = page.head.mapTo(page.viewport(), QPoint(0, 0)).y()
            page.verticalScrollBar().setValue(page.verticalScrollBar().value() + top)
        if focused is not None and page.isAncestorOf(focused):
            page.ensureWidgetVisible(focused, 0, current().px("target"))

    # Making

    def _make_promise(self) -> None:
        self._promise_strip = QWidget()
        self._promise_strip.setProperty("ground", "paper")
        strip = spaced(QVBoxLayout(self._promise_strip), "", ("gap_xl", "gap_s"))
        card = Card("soon")
        self.promise = Words()
        self.promise_button = SecondaryButton(_("Promise something"))
        self.promise_button.clicked.connect(self.promise_requested)
        card.add_beside(self.promise, self.promise_button)
        strip.addWidget(card)
        grows_with_width(self._promise_strip)
        self._promise_strip.hide()
        self._column.insertWidget(self._column.indexOf(self.footer), self._promise_strip)

    def _make_covered(self) -> None:
        self._covered_line = QWidget()
        flow = spaced(FlowLayout(self._covered_line), "gap_s")
        self.not_covered = OptionButton(Option("", _("Not covered today"), quiet=True), "")
        self.not_covered.clicked.connect(self._on_covered)
        flow.addWidget(self.not_covered)
        grows_with_width(self._covered_line)
        self._covered_line.hide()
        self.page.add(self._covered_line)

    def _make_footer(self) -> None:
        self.stop = SecondaryButton(_("Stop here, keep it"))
        self.back = SecondaryButton(_("Back"), "back")
        self.on = PrimaryButton(_("Finish"))
        self.footer.add_leading(self.stop)
        self.footer.add_trailing(self.back)
        self.footer.add_trailing(self.on)
        self.stop.clicked.connect(self.stop_requested)
        self.back.clicked.connect(self.back_requested)
        self.on.clicked.connect(self.next_requested)

    def _hide_waiting(self) -> None:
        # One state at a time: what is being written now matters more than what waits to be sent.
        if self._banner is not None:
            self._banner.show_state("", "laptop")

    @Slot()
    def _on_covered(self) -> None:
        self.covered_changed.emit(not self.not_covered.isChecked())
