# SPDX-License-Identifier: Apache-2.0
"""Brings whom to ring to a page that can be copied by hand. Who must not be told is not on it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.filling import open_form
from desktop.presenters.handover_acts import escalation_words, may_be_rung_lines
from desktop.presenters.person_reader import PersonReader
from desktop.presenters.ring_words import senior_words
from desktop.presenters.visit_acts import SAFE
from desktop.screens.call_list_screen import CallListScreen, CallListWords
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.shell import Shell
from desktop.wording import identifiers
from forms.clock_words import deadline_chip
from forms.crisis_numbers import all_lines
from forms.handover import handover_of
from forms.registry import newest_form
from locales import _
from records.people import NO_REPLY_FORM
from records.person_record import PersonRecord
from records.today import follow_up_of


def make_call_list(shell: Shell, place: Place) -> Screen:
    """Whom to ring about one person."""
    assert place.person is not None
    screen = CallListScreen()
    CallListPresenter(shell, place, screen).refresh()
    return screen


class CallListPresenter(PersonReader):
    """Between a person's record and the page."""

    def __init__(self, shell: Shell, place: Place, screen: CallListScreen) -> None:
        assert place.person is not None
        super().__init__(shell, place.person, screen)
        self._screen, self._form, self._entity = screen, place.form or NO_REPLY_FORM, place.entity
        screen.told_requested.connect(self._on_told)
        screen.today_requested.connect(self._on_today)

    def show_record(self, record: PersonRecord) -> None:
        """Show the page."""
        self._screen.show_list(person_bar(record), call_list_words(record, self.shell, self._form))

    @Slot()
    def _on_told(self) -> None:
        handover = handover_of(newest_form(self._form))
        # A visit in which something had to happen at once says there who was called.
        section = SAFE if handover is None else handover.section
        self.shell.go(
            Place(PlaceKind.FORM, self.person, form=self._form, section=section, entity=self._entity)
        )

    @Slot()
    def _on_today(self) -> None:
        self.shell.go(Place(PlaceKind.TODAY))


def call_list_words(record: PersonRecord, shell: Shell, form: str) -> CallListWords:
    """The page in words."""
    lead = _("Nothing has been sent, and nobody has been told by this laptop. Copy this, and ring.")
    groups: list[tuple[str, list[str]]] = [
        (
            _("1. Ring first"),
            [one for one in (senior_words(shell.site), _by_when(record, shell, form)) if one],
        ),
        (_("2. Say"), list(_script(record, shell, form))),
    ]
    if form == NO_REPLY_FORM:
        called = record.card.called
        groups.append((_("3. {called}’s own people").format(called=called), may_be_rung_lines(record)))
    groups.append((_("If a life is in danger, or to ask"), list(all_lines(shell.site, shell.now().date()))))
    groups.append(
        (
            _("Write down"),
            [_("Who I told, and when. What they decided. What happens next, who does it, by when.")],
        )
    )
    return CallListWords(lead, tuple((heading, tuple(lines)) for heading, lines in groups))


def _by_when(record: PersonRecord, shell: Shell, form: str) -> str:
    if form != NO_REPLY_FORM:
        return ""
    place = Place(PlaceKind.FORM, record.card.person, form=form)
    return escalation_words(open_form(record, place, shell.now), shell)


def _script(record: PersonRecord, shell: Shell, form: str) -> Iterator[str]:
    name, born, number = identifiers(record.card)
    yield _("“This is {worker}. I am ringing about {name}, born {born}, NHS number {number}.”").format(
        worker=shell.user_name, name=name, born=born, number=number
    )
    if form == NO_REPLY_FORM:
        yield _("“I went, and I have not seen or heard them.”")
        follow_up = follow_up_of(record.card, shell.clock_settings, shell.now())
        if follow_up is not None and follow_up.still_due:
            yield _("“{deadline}.”").format(deadline=deadline_chip(follow_up))
    else:
        yield _("“Something has happened that I must pass on today.”")
    yield _("“What do we do next, who does it, and by when?”")
