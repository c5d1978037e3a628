# SPDX-License-Identifier: Apache-2.0
"""What a person shares, with whom, and how they agreed. Never names who is kept away.

A change of mind is one press and one question, and counts at once on this laptop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.kept_away_card import KeptAwayCard
from desktop.screens.screen import Screen
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.banner import PersonBanner
from desktop.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class SharedWith:
    """Somebody a plan can be shared with.

    Attributes:
        code: which; never shown.
        lines: what they see, are told or have, and until when.
        copies: what they hold already; "" where nothing is known.
        may_stop: something is shared that could be stopped.
    """

    code: str
    name: str
    lines: tuple[str, ...]
    copies: str
    may_stop: bool


@dataclass(frozen=True, slots=True)
class WithoutLine:
    """One time that something was shared without agreement; `may_tell`: the person was not told yet."""

    entity: str
    words: str
    told: str
    may_tell: bool


@dataclass(frozen=True, slots=True)
class SharingWords:
    """Everything on the page, translated; `agreed` is how the person agreed, in lines."""

    limits: str
    agreed: tuple[str, ...]
    people: tuple[SharedWith, ...]
    without: tuple[WithoutLine, ...]
    called: str


class SharingScreen(Screen):
    """The page.

    Signals:
        agreement_requested: write down how they agreed.
        stop_requested: stop everything with one of them (a code).
        without_requested: write down what was shared without agreement.
        told_requested: the person was told of one of those (its entity).
        preview_requested, back_requested: to what they would see; to the person.
    """

    agreement_requested = Signal()
    stop_requested = Signal(str)
    without_requested = Signal()
    told_requested = Signal(str)
    preview_requested = Signal()
    back_requested = Signal()

    def __init__(self, services: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.kept_away: KeptAwayCard | None = None
        back = PrimaryButton(_("Back"), "back")
        back.clicked.connect(self.back_requested)
        self.footer.add_trailing(back)
        self.footer.show()

    def show_sharing(self, banner: PersonBanner, words: SharingWords, kept_away: KeptAwayCard) -> None:
        """Show the page, in the place of the one before."""
        self.show_bar(banner)
        self.kept_away = kept_away
        page = Page(
            _("What I share"), _("Me and the team looking after me. Everybody else only if I say so.")
        )
        page.add(self._agreed_card(words))
        page.add(Words(_("Who I share with"), "heading"))
        page.add(
            Words(_("I choose this beside my words, in the plan. Here I can see it, and stop it."), "soft")
        )
        for one in words.people:
            page.add(self._person_card(one))
        preview = QuietButton(_("What would they see?"))
        preview.clicked.connect(self.preview_requested)
        page.add(in_line(preview))
        page.add(kept_away)
        page.add(self._without_card(words))
        self.show_page(page)

    def _agreed_card(self, words: SharingWords) -> Card:
        card = Card()
        card.add(Words(_("Before I share"), "heading"))
        card.add(Words(words.limits))
        for line in words.agreed:
            card.add(Words(line, "strong"))
        button = SecondaryButton(_("Write down how I agreed"))
        button.clicked.connect(self.agreement_requested)
        card.add(in_line(button))
        return card

    def _person_card(self, one: SharedWith) -> Card:
        card = Card()
        lines: list[QWidget] = [Words(one.name, "strong"), *(Words(line) for line in one.lines)]
        if one.copies:
            lines.append(Words(one.copies, "small_strong"))
        if not one.may_stop:
            card.add(stacked(*lines))
            return card
        stop = SecondaryButton(_("Stop sharing with them"))
        stop.setAccessibleName(_("Stop sharing: {name}").format(name=one.name))
        card.add_beside(stacked(*lines), stop)
        sure = self._sure(one)
        sure.hide()
        card.add(sure)
        stop.clicked.connect(sure.show)
        return card

    def _sure(self, one: SharedWith) -> QWidget:
        said = _("{name} sees nothing from now on. What they have on paper we ask for again.")
        yes = SecondaryButton(_("Yes, stop"))
        yes.setAccessibleName(_("Yes, stop: {name}").format(name=one.name))
        yes.setProperty("code", one.code)
        yes.clicked.connect(self._on_stop)
        leave = QuietButton(_("Leave it as it is"))
        sure = stacked(Words(said.format(name=one.name)), in_line(yes, leave))
        leave.clicked.connect(sure.hide)
        return sure

    def _without_card(self, words: SharingWords) -> Card:
        card = Card()
        card.add(Words(_("Shared without my agreement"), "heading"))
        if not words.without:
            card.add(Words(_("Nothing is written down here."), "soft"))
        for one in words.without:
            lines = stacked(Words(one.words), Words(one.told, "small_strong"))
            if one.may_tell:
                told = SecondaryButton(_("{name} has been told now").format(name=words.called))
                told.setAccessibleName(f"{told.text()}: {one.words}")
                told.setProperty("entity", one.entity)
                told.clicked.connect(self._on_told)
                card.add_beside(lines, told)
            else:
                card.add(lines)
        add = QuietButton(_("Write down something that was shared without agreement"))
        add.clicked.connect(self.without_requested)
        card.add(in_line(add))
        return card

    def _on_stop(self) -> None:
        self.stop_requested.emit(self._of_sender("code"))

    def _on_told(self) -> None:
        self.told_requested.emit(self._of_sender("entity"))

    def _of_sender(self, name: str) -> str:
        sender = self.sender()
        return str(sender.property(name)) if sender is not None else ""
