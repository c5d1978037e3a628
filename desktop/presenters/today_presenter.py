# SPDX-License-Identifier: Apache-2.0
"""Brings what is due to Today, and looks again when something changes or a minute has passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.presenters.back_by import find_back_by
from desktop.presenters.today_lines import DECIDE, DONE, REPLACE, promise_words
from desktop.presenters.today_reader import read_today
from desktop.presenters.today_words import MOST_SHOWN, is_half_done, today_words, wants_visit
from desktop.screens.due_card import DueCardView
from desktop.screens.screen import Screen
from desktop.screens.today_screen import TodayScreen, TodayWords
from desktop.shell import Shell
from locales import _
from records.keeping_promises import keep_promise, unkeep_promise
from records.operation import Change, PersonId
from records.people import LEAVING_FORM, NO_REPLY_FORM, VISIT_FORM
from records.person_record import PersonRecord, read_person_record
from records.promises import Promise
from records.store import Recorded, RecordStore
from records.today import Due, Today

_LOOK_AGAIN_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Read:
    today: Today
    back_by: time | None


def make_today_screen(shell: Shell, _place: Place) -> Screen:
    """Today, brought to life."""
    screen = TodayScreen(shell.site)
    TodayPresenter(shell, screen).refresh()
    return screen


class TodayPresenter(QObject):
    """Between the store and Today."""

    def __init__(self, shell: Shell, screen: TodayScreen) -> None:
        super().__init__(screen)
        self._shell = shell
        self._screen = screen
        self._today: Today | None = None
        self._words: TodayWords | None = None
        self._most = MOST_SHOWN
        self._back_by: time | None = None
        self._kept: Promise | None = None
        shell.background.records_changed.connect(self.refresh)
        screen.pressed.connect(self._on_pressed)
        screen.further_requested.connect(self._on_further)
        screen.new_person_requested.connect(self._on_new_person_requested)
        screen.line_pressed.connect(self._on_line_pressed)
        screen.ready_requested.connect(self._on_ready_requested)
        screen.team_list_requested.connect(self._on_team_list_requested)
        screen.message.action_requested.connect(self._on_take_back)
        timer = QTimer(self)
        timer.timeout.connect(self.refresh)
        timer.start(_LOOK_AGAIN_MS)

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        now, settings = self._shell.now(), self._shell.clock_settings

        def read(store: RecordStore) -> _Read:
            return _Read(read_today(store, settings, now), find_back_by(store, now.date()))

        self._shell.background.ask(read, self._on_read, self._on_failed)

    @Slot(object)
    def _on_read(self, read: _Read) -> None:
        self._today, self._back_by = read.today, read.back_by
        self._show(read.today)

    def _show(self, today: Today) -> None:
        words = today_words(today, self._back_by, is_peer=self._shell.is_peer, most=self._most)
        if words != self._words:
            self._words = words
            self._screen.show_today(words)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._screen.message.show_message(sentence(error), "late")

    @Slot()
    def _on_further(self) -> None:
        self._most += MOST_SHOWN
        if self._today is not None:
            self._show(self._today)
            self._screen.focus_further()

    # Leading on

    @Slot(str, str)
    def _on_pressed(self, person: str, which: str) -> None:
        if which == DueCardView.ACTION:
            self._begin(person)
        elif which == DueCardView.OPEN:
            self._shell.go(Place(PlaceKind.PERSON, PersonId(person)))
        else:
            self._shell.go(Place(PlaceKind.FORM, PersonId(person), form=NO_REPLY_FORM))

    def _begin(self, person: str) -> None:
        due = self._due_of(PersonId(person))
        if due is None or not (wants_visit(due) or is_half_done(due)):
            self._shell.go(Place(PlaceKind.PERSON, PersonId(person)))
            return
        drafted = any(one.startswith(f"{VISIT_FORM}|") for one in due.half_done)
        entity = None if drafted or not due.card.unfinished else due.card.unfinished[-1]
        self._shell.go(Place(PlaceKind.FORM, PersonId(person), form=VISIT_FORM, entity=entity))

    @Slot()
    def _on_new_person_requested(self) -> None:
        self._shell.go(Place(PlaceKind.NEW_PERSON))

    @Slot()
    def _on_ready_requested(self) -> None:
        self._shell.go(Place(PlaceKind.READY))

    @Slot()
    def _on_team_list_requested(self) -> None:
        self._shell.go(Place(PlaceKind.TEAM_LIST))

    def _due_of(self, person: PersonId) -> Due | None:
        everyone = self._today.due if self._today is not None else ()
        return next((one for one in everyone if one.card.person == person), None)

    # Promises

    @Slot(str, str, str)
    def _on_line_pressed(self, person: str, does: str, about: str) -> None:
        due = self._due_of(PersonId(person))
        if due is None:
            return
        if does == DONE:
            promise = next((one for one in due.promises if one.item == about), None)
            if promise is not None:
                self._change_promise(promise, kept=True)
        elif does == REPLACE:
            self._shell.go(Place(PlaceKind.COPY, PersonId(person)))
        elif does == DECIDE:
            self._shell.go(Place(PlaceKind.FORM, PersonId(person), form=LEAVING_FORM))
        else:
            entity = next((one.entity for one in due.owed if one.form == about), None)
            self._shell.go(Place(PlaceKind.CALL_LIST, PersonId(person), form=about, entity=entity))

    def _change_promise(self, promise: Promise, *, kept: bool) -> None:
        def job(store: RecordStore) -> Recorded | None:
            record = read_person_record(store, promise.person)
            changes = [] if record is None else _changes(record, promise, kept=kept)
            return store.record(promise.person, changes) if changes else None

        self._kept = promise if kept else None
        self._shell.background.change(job, self._on_promise_changed, self._on_failed)

    @Slot(object)
    def _on_promise_changed(self, _recorded: Recorded | None) -> None:
        if self._kept is None:
            self._screen.message.hide()
            return
        said = _("Done: {promise}").format(promise=promise_words(self._kept))
        self._screen.message.show_message(said, "done", _("Take that back"))

    @Slot()
    def _on_take_back(self) -> None:
        if self._kept is not None:
            self._change_promise(self._kept, kept=False)


def _changes(record: PersonRecord, promise: Promise, *, kept: bool) -> list[Change]:
    return keep_promise(record, promise) if kept else unkeep_promise(record, promise)
