# SPDX-License-Identifier: Apache-2.0
"""One person: what is due for them, their plan as a path, what to know at the door, who their people are.

Never a score, a rating or a percentage (design 1.5); a part with nothing in it is "left for now".
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.screen import Screen
from desktop.widgets.announce import announce
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.banner import PersonBanner
from desktop.widgets.buttons import Button, PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.columns import TwoColumns
from desktop.widgets.network_arrangement import Supporter
from desktop.widgets.network_picture import NetworkPicture, NetworkWords
from desktop.widgets.page import Page
from desktop.widgets.plan_path import PlanPath, Stage
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class CarerLine:
    """Somebody who cares for the person, and has spoken for themselves.

    Attributes:
        entity: their own page.
        words: who they are; needs: how to tell them things.
    """

    entity: str
    words: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Everything on a person's page, in words already translated.

    Attributes:
        identity: name, date of birth, NHS number: two identifiers always.
        state: what only this laptop holds, or that the team has everything; tone beside it.
        due: the deadline's words, tone and icon; None where nothing is due.
        behind_due: how the deadline was worked out, where more than `due_line` is to be said.
        plan_line: how it stands with the plan, and when they look at it again.
        since: what happened since coming home, in chips.
        good_to_know: lead and rest of each line.
        new_words: the person wrote by themselves, and the worker has not read it yet.
        people: the person's own people, and the services around them.
        carers: those who care for the person, and have words of their own.
        copies: what is to be done about copies of their plan, line by line, each with its chip.
    """

    identity: tuple[str, str, str]
    needs: str
    state: tuple[str, str, str]
    due: tuple[str, str, str] | None
    due_line: str
    behind_due: tuple[str, ...]
    visit_action: str
    plan_title: str
    stages: tuple[Stage, ...]
    plan_line: str
    to_agree: str
    check_in_lines: tuple[str, ...]
    has_check_in: bool
    since: tuple[tuple[str, str, str], ...]
    good_to_know: tuple[tuple[str, str], ...]
    called: str
    people: tuple[Supporter, ...]
    new_words: bool = False
    carers: tuple[CarerLine, ...] = ()
    copies: tuple[tuple[str, tuple[str, str, str]], ...] = ()


def _network_words() -> NetworkWords:
    return NetworkWords(
        name=_("My people"),
        caption=_("Solid ring: my own people. Dashed ring: services."),
        own=_("My own people"),
        services=_("Services"),
        show_list=_("Show as a list"),
        hide_list=_("Hide the list"),
    )


def _explanation(sentences: tuple[str, ...]) -> QWidget:
    """How the deadline was worked out, closed until somebody asks: some of it is not for everybody's eyes."""
    button = QuietButton(_("How is this counted?"))
    lines = stacked(*(Words(one, "soft") for one in sentences))
    lines.hide()

    def show_or_hide() -> None:
        lines.setVisible(lines.isHidden())
        button.show_words(_("Hide this") if lines.isVisible() else _("How is this counted?"))
        if lines.isVisible():
            announce(button, " ".join(sentences))

    button.clicked.connect(show_or_hide)
    return stacked(in_line(button), lines)


class PersonScreen(Screen):
    """A person's page.

    Signals:
        visit_requested, plan_requested, copy_requested, versions_requested, register_requested,
        sharing_requested, agree_requested, check_in_requested, contact_requested, details_requested: the
        button of that meaning was pressed.
        section_requested: a part of the plan was chosen on the path (its linkId).
        carer_requested: a carer's own page (its entity); empty for somebody new.
        carer_rang: that carer got in touch, which is to be written down.
    """

    visit_requested = Signal()
    plan_requested = Signal()
    section_requested = Signal(str)
    copy_requested = Signal()
    versions_requested = Signal()
    register_requested = Signal()
    sharing_requested = Signal()
    agree_requested = Signal()
    check_in_requested = Signal()
    contact_requested = Signal()
    details_requested = Signal()
    carer_requested = Signal(str)
    carer_rang = Signal(str)

    def show_person(self, words: PersonWords) -> None:
        """Show the page, in the place of the one before."""
        banner = PersonBanner(words.identity[0], words.identity[1:], words.needs)
        banner.show_state(*words.state)
        self.show_bar(banner)
        page = Page()
        page.setAccessibleName(words.identity[0])
        page.add(TwoColumns(self._main_column(words), self._side_column(words)))
        self.show_page(page)

    def _main_column(self, words: PersonWords) -> list[QWidget]:
        column: list[QWidget] = []
        if words.due is not None:
            column.append(self._due_card(words))
        if words.new_words:
            column.append(self._new_words_card())
        if words.to_agree:
            column.append(self._agree_card(words))
        column += [Words(words.plan_title, "heading"), self._plan_card(words)]
        column += [Words(_("Check-ins"), "heading"), self._check_in_card(words)]
        if words.since:
            since = Card()
            since.add(in_line(*(StateChip(said, tone, icon) for said, tone, icon in words.since)))
            column += [Words(_("Since coming home"), "heading"), since]
        return column

    def _side_column(self, words: PersonWords) -> list[QWidget]:
        know = Card()
        for lead, rest in words.good_to_know:
            line = Words()
            line.show_lead(lead, rest)
            know.add(line)
        if not words.good_to_know:
            know.add(Words(_("Nothing is written down here yet."), "soft"))
        change = QuietButton(_("Change this"), "pen")
        change.setAccessibleName(_("Change what is good to know"))
        change.clicked.connect(self.details_requested)
        know.add(in_line(change))
        people = Card()
        if any(not one.service for one in words.people):
            people.add(NetworkPicture(words.called, words.people, _network_words()))
        else:
            people.add(Words(_("Nobody is named yet. We can write them down together."), "soft"))
        carers = self._carers_card(words.carers)
        return [
            Words(_("Good to know"), "heading"),
            know,
            Words(_("My people"), "heading"),
            people,
            Words(_("People who care for me"), "heading"),
            carers,
        ]

    def _carers_card(self, carers: tuple[CarerLine, ...]) -> Card:
        card = Card()
        if not carers:
            card.add(Words(_("Whoever cares for me can say things for themselves too."), "soft"))
        for one in carers:
            opening = QuietButton(_("Open"))
            opening.setAccessibleName(_("Open: {carer}").format(carer=one.words))
            opening.clicked.connect(self._on_carer)
            rang = QuietButton(_("They got in touch"), "phone")
            rang.setAccessibleName(_("They got in touch: {carer}").format(carer=one.words))
            rang.clicked.connect(self._on_carer_rang)
            for button in (opening, rang):
                button.setProperty("carer", one.entity)
            lines = stacked(Words(one.words, "strong"), *(Words(need, "small") for need in one.needs))
            card.add(lines)
            card.add(in_line(opening, rang))
        add = QuietButton(_("A carer’s own words"), "plus")
        add.setProperty("carer", "")
        add.clicked.connect(self._on_carer)
        card.add(in_line(add))
        return card

    def _on_carer(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.carer_requested.emit(str(sender.property("carer")))

    def _on_carer_rang(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.carer_rang.emit(str(sender.property("carer")))

    def _due_card(self, words: PersonWords) -> Card:
        assert words.due is not None
        said, tone, icon = words.due
        card = Card(tone if tone != "neutral" else "")
        chips = in_line(StateChip(said, tone, icon), Words(words.due_line))
        if words.visit_action:
            card.add_beside(chips, self._button(PrimaryButton, words.visit_action, self.visit_requested))
        else:
            card.add(chips)
        if words.behind_due:
            card.add(_explanation(words.behind_due))
        return card

    def _new_words_card(self) -> Card:
        card = Card("person_words")
        read = self._button(SecondaryButton, _("Read them"), self.plan_requested)
        card.add_beside(Words(_("New words to read"), "strong"), read)
        return card

    def _agree_card(self, words: PersonWords) -> Card:
        card = Card("person_words")
        said = Words()
        said.show_lead(_("Two versions to agree."), words.to_agree)
        card.add_beside(said, self._button(SecondaryButton, _("Agree it together"), self.agree_requested))
        return card

    def _plan_card(self, words: PersonWords) -> Card:
        card = Card()
        path = PlanPath(words.stages, words.plan_title)
        path.section_chosen.connect(self.section_requested)
        card.add(path)
        # One primary action a screen: the visit, while one is due.
        kind = SecondaryButton if words.visit_action else PrimaryButton
        write = self._button(kind, _("Write together"), self.plan_requested)
        copy = self._button(SecondaryButton, _("Leave a copy"), self.copy_requested)
        versions = self._button(QuietButton, _("Versions"), self.versions_requested)
        sharing = self._button(QuietButton, _("What I share"), self.sharing_requested)
        card.add(Words(words.plan_line, "soft"))
        for line, chip in words.copies:
            card.add_beside(Words(line), in_line(StateChip(*chip)))
        copies = self._button(QuietButton, _("All their copies"), self.register_requested)
        card.add(in_line(write, copy, versions, sharing, copies))
        return card

    def _check_in_card(self, words: PersonWords) -> Card:
        card = Card()
        for line in words.check_in_lines:
            card.add(Words(line))
        agree = _("Look at what we agreed") if words.has_check_in else _("Agree check-ins")
        buttons = [self._button(SecondaryButton, agree, self.check_in_requested)]
        if words.has_check_in:
            buttons.append(self._button(SecondaryButton, _("Record a check-in"), self.contact_requested))
        card.add(in_line(*buttons))
        return card

    @staticmethod
    def _button(kind: type[Button], words: str, leads_to: object) -> Button:
        button = kind(words)
        button.clicked.connect(leads_to)
        return button
