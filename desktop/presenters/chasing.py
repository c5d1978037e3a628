# SPDX-License-Identifier: Apache-2.0
"""What the ward did not hand over, beside the discharge form and on a person's page; and ways to say so.

Never fills a gap by itself: each stays until somebody writes down what was said (domain A3).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.filling import open_form
from desktop.presenters.form_acts import FormActs, FormRoom
from desktop.screens.chase_card import ChaseCard, ChaseWords
from desktop.shell import Shell
from forms.answers import Answer, Given, Path
from forms.definition import Form
from forms.discharge_gaps import gaps
from forms.discharge_words import gap_sentence, section_117_sentence
from forms.section117 import section_117
from locales import _, ngettext
from records.people import DISCHARGE_FORM, NEAR_MISS_FORM, NO_REPLY_FORM, SAFEGUARDING_FORM, VISIT_FORM
from records.person_record import PersonRecord

if TYPE_CHECKING:
    from desktop.screens.screen import Screen

_STATUS = "dh_legal"
_MOST_LINES = 4
"""On a person's page, where there is more to see; the form shows them all."""


class DischargeActs(FormActs):
    """Beside the discharge form: what is still to be chased, as it is written."""

    def __init__(self, room: FormRoom) -> None:
        super().__init__(room)
        self._said: tuple[str, ...] = ()

    def show_part(self, section: str) -> None:
        """Show it again under every part."""
        del section
        self._said = ()
        self.look()

    def look(self) -> None:
        """Keep it true to what is answered."""
        lines = chase_lines(self.room.filling.form, _answered(self.room), peer=self.room.shell.is_peer)
        if lines == self._said:
            return
        self._said = lines
        self.room.screen.show_more(ChaseCard(ChaseWords(lines)) if lines else None)


def _answered(room: FormRoom) -> dict[Path, Answer]:
    return {(row, link_id): answer for row, link_id, answer in room.filling.draft.answers()}


def chase_lines(form: Form, answers: Mapping[Path, Answer], *, peer: bool) -> tuple[str, ...]:
    """Each gap as a sentence, and what the sections told mean for aftercare, where any were told."""
    lines = [gap_sentence(one, form) for one in gaps(form, answers, peer=peer)]
    told = answers.get((None, _STATUS))
    if isinstance(told, Given) and not peer:
        codes = told.value if isinstance(told.value, tuple) else (told.value,)
        lines.append(section_117_sentence(section_117(str(one) for one in codes)))
    return tuple(lines)


def show_beside_person(shell: Shell, screen: Screen, record: PersonRecord) -> None:
    """Add to a person's page what is to be chased, and the ways to write down what went wrong."""
    BesidePerson(shell, screen, record)


class BesidePerson(QObject):
    """Lives as long as the card it puts on the page."""

    def __init__(self, shell: Shell, screen: Screen, record: PersonRecord) -> None:
        card = ChaseCard(_person_words(shell, record), ways=True)
        super().__init__(card)
        self._shell, self._record = shell, record
        card.discharge_requested.connect(self._on_discharge)
        card.home_again_requested.connect(self._on_home_again)
        card.no_one_answered.connect(self._on_no_one_answered)
        card.safeguarding_requested.connect(self._on_safeguarding)
        card.near_miss_requested.connect(self._on_near_miss)
        card.visit_requested.connect(self._on_visit)
        screen.add_to_page(card)

    def _go(self, form: str) -> None:
        self._shell.go(Place(PlaceKind.FORM, self._record.card.person, form=form))

    @Slot()
    def _on_discharge(self) -> None:
        told = self._record.card.discharge
        entity = None if told is None else told.entity
        person = self._record.card.person
        self._shell.go(Place(PlaceKind.FORM, person, form=DISCHARGE_FORM, entity=entity))

    @Slot()
    def _on_home_again(self) -> None:
        """Another stay in hospital is over: its clocks are its own."""
        self._go(DISCHARGE_FORM)

    @Slot()
    def _on_visit(self) -> None:
        """Go on with what a colleague sent unfinished."""
        card = self._record.card
        self._shell.go(Place(PlaceKind.FORM, card.person, form=VISIT_FORM, entity=card.unfinished[-1]))

    @Slot()
    def _on_no_one_answered(self) -> None:
        self._go(NO_REPLY_FORM)

    @Slot()
    def _on_safeguarding(self) -> None:
        self._go(SAFEGUARDING_FORM)

    @Slot()
    def _on_near_miss(self) -> None:
        self._go(NEAR_MISS_FORM)


def _person_words(shell: Shell, record: PersonRecord) -> ChaseWords:
    card = record.card
    told = card.discharge
    place = Place(
        PlaceKind.FORM, card.person, form=DISCHARGE_FORM, entity=None if told is None else told.entity
    )
    filling = open_form(record, place, shell.now, peer=shell.is_peer)
    answers = {(row, link_id): answer for row, link_id, answer in filling.draft.answers()}
    lines = chase_lines(filling.form, answers, peer=shell.is_peer)
    shown, more = lines[:_MOST_LINES], len(lines) - _MOST_LINES
    if more > 0:
        rest = ngettext("And {count} more.", "And {count} more.", more).format(count=more)
        shown = (*shown, rest)
    open_visit = bool(card.unfinished) and record.draft_of(VISIT_FORM) is None
    said = _("A visit was sent unfinished. Anybody can go on with it.") if open_visit else ""
    return ChaseWords(shown, unfinished=said)
