# SPDX-License-Identifier: Apache-2.0
"""The person's own plan, large, one section at a time, in their hands. Shows only what it is given.

Leaving a part is as good as writing in it; stopping, hiding and giving it back are always within reach.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.handover.given import GivenPart, GivenSection, GivenStatement
from desktop.handover.writing_place import WritingPlace
from desktop.handover.written import Written
from desktop.screens.screen import Screen
from desktop.theme.current import current
from desktop.voice import Voice
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.earlier_cards import EarlierCards, split
from desktop.widgets.page import Page
from desktop.widgets.read_aloud_button import ReadAloudButton
from desktop.widgets.save_state import SaveState
from desktop.widgets.statement_card import StatementCard, StatementWords
from desktop.widgets.words import Words
from locales import _
from records.contribution import Contribution
from records.operation import Typed

_LARGE = 1.5


class TogetherScreen(Screen):
    """A section of the plan, or the page to stop at.

    Signals:
        step_requested: to the section before (-1) or after (1).
        add_requested: new words in a part (linkId).
        amend_requested, strike_requested: own words of today (item).
        written: carries the text in the writing place and who types, at every letter.
        words_kept, words_left: done with these words, or not this time.
        too_long: more was pasted than one place holds.
        stop_requested, go_on_requested: to the page to stop at, and back from it.
        give_back_requested: finished.
        hide_requested: hide everything, now.
        size_requested: larger (1) or smaller (-1).
    """

    step_requested = Signal(int)
    add_requested = Signal(str)
    amend_requested = Signal(str)
    strike_requested = Signal(str)
    written = Signal(str, str)
    words_kept = Signal()
    words_left = Signal()
    too_long = Signal()
    stop_requested = Signal()
    go_on_requested = Signal()
    give_back_requested = Signal()
    hide_requested = Signal()
    size_requested = Signal(int)

    def __init__(self, worker: str, plan_title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("screen", "person")
        self._worker = worker
        self.saved = SaveState()
        self.voice = Voice(self)
        self.voice.troubled.connect(self._on_not_heard)
        self._aloud = ""
        self._title = Words("", "title")
        self._make_bar(plan_title)
        self._make_footer()

    def _make_bar(self, plan_title: str) -> None:
        bar = Bar("together", ("gap_xl", "gap_m"))
        self._heading = stacked(Words(plan_title, "lead"), self._title)
        bar.add_leading(self._heading)
        smaller, larger = QuietButton(_("A−")), QuietButton(_("A+"))
        smaller.setAccessibleName(_("Smaller words"))
        larger.setAccessibleName(_("Larger words"))
        smaller.clicked.connect(lambda: self.size_requested.emit(-1))
        larger.clicked.connect(lambda: self.size_requested.emit(1))
        hide = SecondaryButton(_("Hide this"), "hide")
        hide.clicked.connect(self.hide_requested)
        aloud = ReadAloudButton(self.voice, self._words_aloud)
        for one in (aloud, smaller, larger, hide):
            bar.add_trailing(one)
        self.show_bar(bar)

    def _make_footer(self) -> None:
        self._back = SecondaryButton(_("Back"))
        self._stop = SecondaryButton(_("I want to stop and talk"))
        self._leave = SecondaryButton(_("Leave this part for now"))
        self._next = PrimaryButton(_("Next part"))
        self._finish = PrimaryButton(_("Give it back to {name}").format(name=self._worker))
        self._back.clicked.connect(lambda: self.step_requested.emit(-1))
        self._next.clicked.connect(lambda: self.step_requested.emit(1))
        self._leave.clicked.connect(lambda: self.step_requested.emit(1))
        self._stop.clicked.connect(self.stop_requested)
        self._finish.clicked.connect(self.give_back_requested)
        leading: tuple[QWidget, ...] = (self._back, self._stop, self.saved)
        for widget in leading:
            self.footer.add_leading(widget)
        for button in (self._leave, self._next, self._finish):
            self.footer.add_trailing(button)
        self.footer.show()

    def _words_aloud(self) -> str:
        return self._aloud

    def _on_not_heard(self, why: str) -> None:
        self.message.show_message(why, "neutral")

    def _page(self, title: str, lead: str) -> Page:
        self.voice.stop()  # what is read is what is shown
        # Large words leave no room for a title that stays: it scrolls with the page.
        large = current().scale >= _LARGE
        self._title.setText(title)
        self._heading.setVisible(not large)
        page = Page(title if large else "", lead)
        page.setAccessibleName(title)
        return page

    def begin_adding(self, part: str) -> None:
        """Lead the keyboard to where more words could be added to a part."""
        for one in self.findChildren(QuietButton):
            if one.property("part") == part and one.isVisible():
                one.setFocus()

    # The plan

    def show_section(self, section: GivenSection, written: Written, *, first: bool, last: bool) -> None:
        """Show a section, with the writing place where words are being written."""
        self._aloud = _aloud(section, written)
        page = self._page(section.title, section.lead)
        place: WritingPlace | None = None
        for part in section.parts:
            place = self._add_part(page, part, written, section.sees) or place
        self.show_page(page)
        self.footer.show()
        self._back.setVisible(not first)
        self._finish.setVisible(last)
        self._show_way_on(section, written, last=last)
        if place is not None:
            open_place = place
            place.changed.connect(lambda *_said: self._show_way_on(section, written, last=last))
            place.text.setFocus()
            # Only once the page is laid out does anybody know where the writing place is.
            QTimer.singleShot(0, place, lambda: page.ensureWidgetVisible(open_place.text))
        else:
            next(one for one in (self._finish, self._next, self._leave) if not one.isHidden()).setFocus()

    def _show_way_on(self, section: GivenSection, written: Written, *, last: bool) -> None:
        parts = {part.part for part in section.parts}
        begun = any(part.statements for part in section.parts)
        begun = begun or any(one.part in parts for one in written.words())
        self._leave.setVisible(not last and not begun)
        self._next.setVisible(not last and begun)

    def _add_part(self, page: Page, part: GivenPart, written: Written, sees: str) -> WritingPlace | None:
        if part.heading:
            page.add(Words(part.heading, "heading"))
        page.add(Words(part.text, "strong" if part.under_heading else "heading"))
        if part.help:
            page.add(Words(part.help, "soft"))
        earlier, ready = split([partial(StatementCard, _shown(one)) for one in part.statements])
        if earlier:
            page.add(EarlierCards(earlier, part.text))
        for make in ready:
            page.add(make())
        for one in written.in_part(part.part):
            page.add(self._own_card(one))
        if not part.may_write:
            page.add(Words(_("{name} and I answer this one together.").format(name=self._worker), "soft"))
            return None
        if written.open is not None and written.open.part == part.part:
            place = WritingPlace(written.open, part.text, self._worker, sees)
            place.changed.connect(self.written)
            place.kept.connect(self.words_kept)
            place.left.connect(self.words_left)
            place.too_long.connect(self.too_long)
            page.add(place)
            return place
        add = QuietButton(_("Add my words"), "plus")
        add.setAccessibleName(_("Add my words: {question}").format(question=part.text))
        add.setProperty("part", part.part)
        add.clicked.connect(lambda: self.add_requested.emit(part.part))
        page.add(in_line(add))
        return None

    def _own_card(self, one: Contribution) -> StatementCard:
        typed = {
            Typed.SELF: _("I typed them."),
            Typed.WORKER: _("{name} typed them.").format(name=self._worker),
            Typed.INTERPRETER: _("An interpreter typed them."),
        }[one.typed]
        card = StatementCard(StatementWords(one.text.strip(), f"{_('New today.')} {_('My words.')} {typed}"))
        card.offer(amend=_("Say it differently"), strike=_("Strike it out"))
        card.amend_requested.connect(lambda: self.amend_requested.emit(one.item))
        card.strike_requested.connect(lambda: self.strike_requested.emit(one.item))
        return card

    # Stopping

    def show_stop(self) -> None:
        """Let’s stop: what was written is kept, and somebody is here."""
        said = _("Let’s stop. {name} is here.").format(name=self._worker)
        page = self._page(said, _("What I wrote is kept. I can go on, or give the laptop back now."))
        go_on = SecondaryButton(_("Go on"))
        go_on.clicked.connect(self.go_on_requested)
        finished = PrimaryButton(_("I’m finished. Give it back to {name}").format(name=self._worker))
        finished.clicked.connect(self.give_back_requested)
        page.add(in_line(go_on, finished))
        self.footer.hide()
        self.show_page(page)
        finished.setFocus()


def _aloud(section: GivenSection, written: Written) -> str:
    """A section as it is read to somebody: each question, and what stands under it."""
    lines = [section.title, section.lead]
    for part in section.parts:
        lines += [part.heading, part.text, *(one.words for one in part.statements if not one.struck)]
        lines += [one.text for one in written.in_part(part.part)]
    return "\n".join(one for one in lines if one)


def _shown(statement: GivenStatement) -> StatementWords:
    return StatementWords(
        words=statement.words,
        source=statement.source,
        by_person=statement.by_person,
        struck=statement.struck,
        two_versions=statement.two_versions,
        beside=statement.beside,
    )
