# SPDX-License-Identifier: Apache-2.0
"""Brings one person's check-ins to their page, and leads on to contacts, goals, the decision and paper.

Never ends anything: a decision is a form that people fill in together (hazard 24).
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.check_in_words import (
    AGREE,
    CARD,
    CONTACT_DONE,
    DECIDE,
    DONE,
    GOALS_WAY,
    GP,
    PAGE,
    PERSON,
    check_in_words,
)
from desktop.presenters.person_reader import PersonReader
from desktop.screens.check_in_screen import CheckInScreen
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.shell import Shell
from records.copies import local_day
from records.copies_register import Sheet, read_register
from records.goals import GOALS_FORM
from records.keeping_promises import keep_promise
from records.operation import EntityId, PersonId
from records.people import CHECK_IN_FORM, CONTACT_FORM, LEAVING_FORM
from records.person_record import PersonRecord, read_person_record
from records.promises import open_promises
from records.store import Recorded, RecordStore
from records.versions import read_versions


def make_check_in(shell: Shell, place: Place) -> Screen:
    """One person's check-ins, brought to life."""
    assert place.person is not None
    screen = CheckInScreen()
    CheckInPresenter(shell, place.person, screen).refresh()
    return screen


class CheckInPresenter(PersonReader):
    """Between the store and the page."""

    def __init__(self, shell: Shell, person: PersonId, screen: CheckInScreen) -> None:
        super().__init__(shell, person, screen)
        self._screen = screen
        screen.pressed.connect(self._on_pressed)

    @staticmethod
    def read_also(store: RecordStore, record: PersonRecord) -> tuple[list[date], list[int]]:
        """Days of agreed versions, and when copies were given, ms UTC."""
        person = record.card.person
        versions = [one.day for one in read_versions(store, person)]
        return versions, [one.made_at for one in read_register(store, person).given]

    def show_record(self, record: PersonRecord) -> None:
        """Show the page."""
        versions, copies = self.also
        words = check_in_words(
            record,
            self.shell.now(),
            self.shell.site.left_team,
            versions=versions,
            copies=[local_day(one, self.shell.zone) for one in copies],
        )
        self._screen.show_check_in(person_bar(record), words)

    @Slot(str, str)
    def _on_pressed(self, does: str, about: str) -> None:
        if does == DONE:
            self._keep(about)
            return
        self.shell.go(self._place(does, about))

    def _place(self, does: str, about: str) -> Place:
        entity = EntityId(about) if about else None
        form, person = PlaceKind.FORM, self.person
        if does == GOALS_WAY:
            goals = [] if self.record is None else self.record.responses_to(GOALS_FORM)
            return Place(form, person, form=GOALS_FORM, entity=goals[-1].entity if goals else None)
        return {
            AGREE: Place(form, person, form=CHECK_IN_FORM, entity=entity),
            CONTACT_DONE: Place(form, person, form=CONTACT_FORM),
            DECIDE: Place(form, person, form=LEAVING_FORM),
            PAGE: Place(PlaceKind.COPY, person, section=Sheet.AGREEMENT),
            CARD: Place(PlaceKind.COPY, person, section=Sheet.RETURN),
            GP: Place(PlaceKind.COPY, person, section=Sheet.GP_LETTER),
            PERSON: Place(PlaceKind.PERSON, person),
        }[does]

    def _keep(self, item: str) -> None:
        person = self.person

        def job(store: RecordStore) -> Recorded | None:
            record = read_person_record(store, person)
            promises = [] if record is None else [one for one in open_promises(record) if one.item == item]
            if record is None or not promises:
                return None
            changes = keep_promise(record, promises[0])
            return store.record(person, changes) if changes else None

        self.shell.background.change(job, None, self.on_failed)
