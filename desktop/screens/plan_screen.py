# SPDX-License-Identifier: Apache-2.0
"""Writing the plan together: one section at a time, large, everyone's words told apart.

Never shows how much of a plan is there or missing; leaving a part for now is as good as writing in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.questions.view import QuestionView
from desktop.screens.screen import Screen
from desktop.screens.translation_writer import TranslationWriter
from desktop.screens.writer import Writer
from desktop.theme.current import current
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.banner import PersonBanner
from desktop.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.earlier_cards import EarlierCards, split
from desktop.widgets.page import Page
from desktop.widgets.save_state import SaveState
from desktop.widgets.section_tabs import SectionTabs
from desktop.widgets.statement_card import StatementCard, StatementWords
from desktop.widgets.words import Words
from locales import _

# Beside the places to move to, whose codes are linkIds, "up" and "down".
_WHO_SEES, _TRANSLATE, _ALOUD = "act:who_sees", "act:translate", "act:aloud"


WritingPlace = Writer | TranslationWriter


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement or agreed text on screen.

    Attributes:
        item: which; empty for an agreed text.
        may_change: whether changing and striking are offered; not while two versions stand.
        may_return: struck out, and could be brought back.
        moves: where it can be put: code and words of each place.
        who_sees: who sees just this, open to be chosen; None while nobody asks.
    """

    item: str
    words: StatementWords
    may_change: bool
    may_strike: bool
    may_return: bool
    to_agree: bool
    moves: tuple[tuple[str, str], ...] = ()
    who_sees: QWidget | None = None


@dataclass(frozen=True, slots=True)
class IdeaView:
    """A worker's idea beside the plan: not in it, and gone as soon as the person answers."""

    item: str
    words: str


@dataclass(frozen=True)
class PartView:
    """One question of the plan.

    Attributes:
        heading: of the group of questions that begins with this one, or "".
        under_heading: it belongs to a group, whose heading is the larger.
        starters: open questions that help a conversation along, shown when they are asked for.
        answer: for dates and choices, the question itself, bound to a draft; None for words.
    """

    part: str
    heading: str
    text: str
    help: str
    starters: tuple[str, ...]
    statements: tuple[StatementView, ...]
    may_add: bool
    ideas: tuple[IdeaView, ...] = ()
    answer: QuestionView | None = None
    under_heading: bool = False


@dataclass(frozen=True)
class SectionView:
    """One section of the plan; `who_sees` says and changes who else may see it."""

    link_id: str
    title: str
    lead: str
    parts: tuple[PartView, ...]
    who_sees: QWidget | None = None


def _turn(shown: QWidget, _checked: bool = False) -> None:
    shown.setVisible(shown.isHidden())


def _more_acts() -> tuple[tuple[str, str], ...]:
    return (
        (_WHO_SEES, _("Who will see this?")),
        (_TRANSLATE, _("Say it in another language")),
        (_ALOUD, _("Read it aloud")),
    )


def _is_large() -> bool:
    return current().scale >= 1.5


class PlanScreen(Screen):
    """The plan, a section at a time.

    Signals:
        section_requested: another section (linkId).
        add_requested: new words in a part (linkId).
        amend_requested, strike_requested, return_requested: a part and the statement meant.
        move_requested: a statement and the code of where to put it.
        who_sees_requested: open or close who sees just this statement.
        translate_requested: a part and the statement to put into another language.
        aloud_requested: words to read aloud.
        idea_taken, idea_declined: what the person says to a worker's idea (its item).
        take_back_requested: undo what was recorded last.
        agree_requested: there are two versions to agree.
        answer_kept: a date or choice of a part is meant to stand (linkId).
        preview_requested: show what somebody else would see.
        stop_requested: stop here for today.
        hand_over_requested: hand the screen to the person.
    """

    section_requested = Signal(str)
    add_requested = Signal(str)
    amend_requested = Signal(str, str)
    strike_requested = Signal(str, str)
    return_requested = Signal(str, str)
    move_requested = Signal(str, str)
    who_sees_requested = Signal(str)
    translate_requested = Signal(str, str)
    aloud_requested = Signal(str)
    idea_taken = Signal(str)
    idea_declined = Signal(str)
    take_back_requested = Signal()
    agree_requested = Signal()
    answer_kept = Signal(str)
    preview_requested = Signal()
    stop_requested = Signal()
    hand_over_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("screen", "person")
        self.saved = SaveState()
        self._stop = SecondaryButton(_("Stop here for today"))
        self._back = SecondaryButton(_("Back"))
        self._next = PrimaryButton(_("Next part"))
        self._stop.clicked.connect(self.stop_requested)
        for button in (self._back, self._next):
            button.clicked.connect(self._on_step)
        self._steps: dict[QWidget, str] = {}
        self._places: dict[str, QWidget] = {}
        self._all_shown: set[str] = set()
        self._top: QWidget | None = None
        self.footer.add_leading(self._stop)
        self._hand = SecondaryButton("")
        self._hand.clicked.connect(self.hand_over_requested)
        self._hand.hide()
        self.footer.add_leading(self._hand)
        self._take_back = QuietButton(_("Take that back"))
        self._take_back.clicked.connect(self.take_back_requested)
        self._take_back.hide()
        self.footer.add_leading(self._take_back)
        self.footer.add_leading(self.saved)
        for button in (self._back, self._next):
            self.footer.add_trailing(button)
        self.footer.show()

    def offer_hand_over(self, called: str) -> None:
        """Offer to hand the screen to this person."""
        self._hand.show_words(_("Hand the screen to {called}").format(called=called))
        self._hand.show()

    def show_section(
        self,
        banner: PersonBanner,
        tabs: Sequence[tuple[str, str]],
        section: SectionView,
        writer: WritingPlace | None,
        top: QWidget | None = None,
        *,
        begin: bool = True,
    ) -> None:
        """Show a section, with the writing place in the part it is for, and `top` before everything.

        `begin`: lead the keyboard to where words are written; not where the page is only shown again.
        """
        was_at_top = self._top is not None and self._top.isAncestorOf(self.focusWidget() or self)
        self.show_bar(banner)
        self._places = {}
        page = Page(section.title, section.lead)
        strip = SectionTabs(tabs, _("Parts of the plan"))
        strip.show_section(section.link_id)
        strip.section_chosen.connect(self.section_requested)
        if not _is_large():
            page.column.insertWidget(0, strip)
        if top is not None:
            page.column.insertWidget(0, top)
        if section.who_sees is not None:
            page.add(section.who_sees)
            preview = QuietButton(_("What would they see?"))
            preview.clicked.connect(self.preview_requested)
            page.add(in_line(preview))
        for part in section.parts:
            self._add_part(page, part, writer)
        if _is_large():
            page.add(strip)  # eight tabs one below the other would leave no room for a word
        empty = not any(part.statements for part in section.parts)
        self._next.show_words(_("Leave this part for now") if empty else _("Next part"))
        self.show_page(page)
        self._show_steps([code for code, _words in tabs], section.link_id)
        is_first_time = type(top) is not type(self._top) or not was_at_top
        self._top = top
        if top is not None and top.focusProxy() is not None and is_first_time:
            top.setFocus()
        elif writer is not None and begin:
            writer.text.setFocus()
            # Only once the page is laid out does anybody know where the writing place is.
            QTimer.singleShot(0, writer, lambda: page.ensureWidgetVisible(writer))

    def _add_part(self, page: Page, part: PartView, writer: WritingPlace | None) -> None:
        if part.heading:
            page.add(Words(part.heading, "heading"))
        if part.answer is not None:
            page.add(part.answer)
            keep = SecondaryButton(_("Keep this answer"))
            keep.setAccessibleName(_("Keep this answer: {question}").format(question=part.text))
            keep.setProperty("part", part.part)
            keep.clicked.connect(self._on_keep)
            keep.hide()
            part.answer.draft_changed.connect(keep.show)
            page.add(in_line(keep))
            return
        page.add(Words(part.text, "strong" if part.under_heading else "heading"))
        if part.help:
            page.add(Words(part.help, "soft"))
        self._add_cards(page, part)
        for idea in part.ideas:
            page.add(self._idea(idea))
        buttons: list[QWidget] = []
        if writer is not None and writer.writing.part == part.part:
            page.add(writer)
        elif part.may_add:
            add = QuietButton(_("Add my words"), "plus")
            add.setAccessibleName(_("Add my words: {question}").format(question=part.text))
            add.setProperty("part", part.part)
            add.clicked.connect(self._on_add)
            self._places[part.part] = add
            buttons.append(add)
        if part.starters:
            thoughts = stacked(*(Words(one, "lead") for one in part.starters))
            thoughts.hide()
            think = QuietButton(_("Help me think"), "note")
            think.setAccessibleName(_("Help me think: {question}").format(question=part.text))
            think.clicked.connect(partial(_turn, thoughts))
            buttons.append(think)
            page.add(thoughts)
        if buttons:
            page.add(in_line(*buttons))

    def _add_cards(self, page: Page, part: PartView) -> None:
        cards = [partial(self._card, part, one) for one in part.statements]
        earlier, ready = ((), cards) if part.part in self._all_shown else split(cards)
        if earlier:
            before = EarlierCards(earlier, part.text)
            before.shown.connect(partial(self._all_shown.add, part.part))
            page.add(before)
        for make in ready:
            page.add(make())

    def _card(self, part: PartView, statement: StatementView) -> StatementCard:
        card = StatementCard(statement.words)
        card.setProperty("part", part.part)
        card.setProperty("item", statement.item)
        card.offer(
            amend=_("Say it differently") if statement.may_change else "",
            strike=_("Strike it out") if statement.may_strike else "",
            agree=_("Agree it together")
            if statement.to_agree
            else _("Bring it back")
            if statement.may_return
            else "",
        )
        more = [*statement.moves, *(_more_acts() if statement.item and statement.may_change else ())]
        if more:
            card.offer_more(_("More"), more)
            card.more_chosen.connect(self._on_more)
        if statement.who_sees is not None:
            card.add(statement.who_sees)
        card.amend_requested.connect(self._on_amend)
        card.strike_requested.connect(self._on_strike)
        card.agree_requested.connect(self.agree_requested if statement.to_agree else self._on_return)
        return card

    def _idea(self, idea: IdeaView) -> Card:
        card = Card("worker_words", dashed=True, tinted=True)
        said = stacked(Words(idea.words), Words(_("Only an idea. It is not in my plan."), "small"))
        take, decline = SecondaryButton(_("Yes, in my words")), QuietButton(_("No thanks"))
        for button, slot in ((take, self._on_idea_taken), (decline, self._on_idea_declined)):
            button.setAccessibleName(f"{button.text()}: {idea.words}")
            button.setProperty("item", idea.item)
            button.clicked.connect(slot)
        card.add_beside(said, in_line(take, decline))
        card.setAccessibleName(idea.words)
        return card

    def stay_in(self, part: str) -> None:
        """Words were just kept in a part: the focus waits there for more, and not at the foot of the page."""
        if part in self._places:
            self._places[part].setFocus()

    def show_take_back(self, *, offered: bool) -> None:
        """Offer to undo what was recorded last, while there is something of this visit to undo."""
        self._take_back.setVisible(offered)

    def _show_steps(self, codes: Sequence[str], here: str) -> None:
        place = list(codes).index(here)
        self._steps = {
            self._back: codes[place - 1] if place else "",
            self._next: codes[place + 1] if place + 1 < len(codes) else "",
        }
        for button, leads_to in self._steps.items():
            button.setVisible(bool(leads_to))

    def _on_step(self) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget):
            self.section_requested.emit(self._steps[sender])

    def _on_add(self) -> None:
        self.add_requested.emit(self._of_sender("part"))

    def _on_keep(self) -> None:
        self.answer_kept.emit(self._of_sender("part"))

    def _on_amend(self) -> None:
        self.amend_requested.emit(self._of_sender("part"), self._of_sender("item"))

    def _on_more(self, code: str) -> None:
        part, item = self._of_sender("part"), self._of_sender("item")
        if code == _WHO_SEES:
            self.who_sees_requested.emit(item)
        elif code == _TRANSLATE:
            self.translate_requested.emit(part, item)
        elif code == _ALOUD:
            sender = self.sender()
            assert isinstance(sender, StatementCard)
            self.aloud_requested.emit(sender.statement.words)
        else:
            self.move_requested.emit(item, code)

    def _on_idea_taken(self) -> None:
        self.idea_taken.emit(self._of_sender("item"))

    def _on_idea_declined(self) -> None:
        self.idea_declined.emit(self._of_sender("item"))

    def _on_strike(self) -> None:
        self.strike_requested.emit(self._of_sender("part"), self._of_sender("item"))

    def _on_return(self) -> None:
        self.return_requested.emit(self._of_sender("part"), self._of_sender("item"))

    def _of_sender(self, name: str) -> str:
        sender = self.sender()
        return str(sender.property(name)) if sender is not None else ""
