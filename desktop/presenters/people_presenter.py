# SPDX-License-Identifier: Apache-2.0
"""Brings everyone on this laptop to the People screen, and finds as somebody types.

Never asks for everybody again because one person changed; never shows the answer to an older question.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.messages import sentence
from desktop.models.people_model import Everyone, PeopleModel, by_name
from desktop.places import Place, PlaceKind
from desktop.questions.reading import read_day
from desktop.screens.people_screen import PeopleScreen
from desktop.screens.screen import Screen
from desktop.shell import Shell
from records.operation import PersonId
from records.people import Card
from records.store import RecordStore

_EACH_MINUTE = 60_000
_DIGITS_IN_GROUPS = re.compile(r"\s*\d[\d\s\-]*")
_A_WHOLE_DAY = re.compile(r"\s*\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\s*")


def what_to_find(typed: str, today: date) -> str:
    """What is looked for: an NHS number in groups as one number, a date of birth as it is kept.

    "943 476 5919" and "943-476" are a number as people read it aloud; "14/3/89" is a day.
    """
    if _A_WHOLE_DAY.fullmatch(typed):
        day = read_day(typed, today, past=True)
        return typed if day is None else day.isoformat()
    if _DIGITS_IN_GROUPS.fullmatch(typed) and re.fullmatch(r"\s*\d{4}-\d{2}-\d{2}\s*", typed) is None:
        return re.sub(r"\D", "", typed)
    return typed


def _everyone(store: RecordStore) -> Everyone:
    return by_name(store.cards())


def _cards_of(people: frozenset[PersonId], store: RecordStore) -> list[Card]:
    return [card for card in map(store.card, sorted(people)) if card is not None]


def _found(typed: str, today: date, store: RecordStore) -> tuple[str, list[PersonId]]:
    return typed, store.find(what_to_find(typed, today))


class PeoplePresenter(QObject):
    """Stands between the People screen and the store for as long as the screen lives."""

    def __init__(self, shell: Shell, screen: PeopleScreen, model: PeopleModel) -> None:
        super().__init__(screen)
        self._shell, self._screen, self._model = shell, screen, model
        self._typed = ""
        self._asked: str | None = None
        screen.search_changed.connect(self._on_search_changed)
        screen.opened.connect(self._on_opened)
        screen.new_person_requested.connect(self._on_new_person)
        shell.background.records_changed.connect(self._on_records_changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_EACH_MINUTE)
        self._clock.timeout.connect(model.look_again)
        self._clock.start()
        shell.background.ask(_everyone, self._on_everyone, self._on_failed)

    @Slot(object)
    def _on_everyone(self, everyone: Everyone) -> None:
        self._model.show_everyone(everyone)
        self._screen.show_count(self._typed)

    @Slot(str)
    def _on_search_changed(self, typed: str) -> None:
        self._typed = typed
        if not typed.strip():
            self._model.show_found(None)
            self._screen.show_count("")
        elif self._asked is None:
            self._find()

    def _find(self) -> None:
        # One question at a time: what is typed meanwhile is asked when the answer is home.
        self._asked = self._typed
        job = partial(_found, self._typed, self._shell.now().date())
        self._shell.background.ask(job, self._on_found, self._on_failed)

    @Slot(object)
    def _on_found(self, answer: tuple[str, list[PersonId]]) -> None:
        typed, found = answer
        self._asked = None
        if not self._typed.strip():
            return
        self._model.show_found(found)
        self._screen.show_count(self._typed)
        if typed != self._typed:
            self._find()

    @Slot(object)
    def _on_records_changed(self, people: frozenset[PersonId]) -> None:
        if people:
            self._shell.background.ask(partial(_cards_of, people), self._on_changed, self._on_failed)

    @Slot(object)
    def _on_changed(self, cards: list[Card]) -> None:
        chosen = self._model.person_at(self._screen.list.currentIndex())
        self._model.put(cards)
        self._screen.list.setCurrentIndex(self._model.index_of(chosen))
        self._screen.show_count(self._typed)
        if self._typed.strip() and self._asked is None:
            self._find()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._asked = None
        self._screen.message.show_message(sentence(error), "late")

    @Slot(str)
    def _on_opened(self, person: str) -> None:
        self._shell.go(Place(PlaceKind.PERSON, PersonId(person)))

    @Slot()
    def _on_new_person(self) -> None:
        self._shell.go(Place(PlaceKind.NEW_PERSON))


def make_people(shell: Shell, place: Place) -> Screen:
    """The People screen, alive."""
    model = PeopleModel(shell.clock_settings, shell.now)
    screen = PeopleScreen(model)
    model.setParent(screen)
    PeoplePresenter(shell, screen, model)
    return screen
