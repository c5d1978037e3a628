# SPDX-License-Identifier: Apache-2.0
"""Brings a plan’s versions to the screen, keeps a new one, and lets an older one be read and printed.

Never changes a version; nothing leaves before the question about paper has an answer, nor uncounted.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Slot

from desktop.messages import sentence
from desktop.paper import free_name
from desktop.places import Place, PlaceKind
from desktop.presenters.leaving import ask_where, not_safe_words, not_saved_words, saving
from desktop.presenters.person_reader import PersonReader
from desktop.presenters.versions_words import PlanStory, reading_words, versions_words
from desktop.screens.copy_screen import NOT_SAFE
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.screens.versions_screen import VersionsScreen
from desktop.shell import Shell
from forms.pdf.copy import PlanCopy
from locales import _
from records.copies_register import CopyGiven, How, copy_change, read_register
from records.operation import PersonId
from records.person_record import PersonRecord
from records.plan import Plan
from records.plan_changes import changed_since
from records.store import Recorded, RecordStore
from records.versions import (
    AgreedVersion,
    agree_change,
    is_all_here,
    plan_at,
    read_versions,
    version_copy,
)


@dataclass(frozen=True, slots=True)
class _Stood:
    """A version with the plan as it stood; `whole` is False while some of it is not on this laptop."""

    version: AgreedVersion
    plan: Plan
    whole: bool
    printing: bool


def make_versions(shell: Shell, place: Place) -> Screen:
    """The versions of one person's plan."""
    assert place.person is not None
    screen = VersionsScreen()
    VersionsPresenter(shell, place.person, screen).refresh()
    return screen


class VersionsPresenter(PersonReader):
    """Between a plan's journal and the page on which its versions are read and agreed."""

    def __init__(self, shell: Shell, person: PersonId, screen: VersionsScreen) -> None:
        super().__init__(shell, person, screen)
        self._screen = screen
        self._reading: _Stood | None = None
        screen.agree_requested.connect(self._on_agree)
        screen.plan_requested.connect(self._on_plan)
        screen.read_requested.connect(self._on_read_requested)
        screen.print_requested.connect(self._on_print_requested)
        screen.back_requested.connect(self._on_back)
        screen.save_requested.connect(self._on_save)

    def choose_target(self, suggested: Path) -> Path | None:
        """Where the file goes; tests and the demonstration answer for themselves."""
        return ask_where(self._screen, suggested)

    # The list

    @staticmethod
    def read_also(store: RecordStore, record: PersonRecord) -> PlanStory:
        """The versions, and what changed since the newest."""
        person = record.card.person
        versions = read_versions(store, person)
        changes = None
        if versions:
            history = store.plan_history(person)
            if is_all_here(history, versions[0]):
                changes = tuple(changed_since(plan_at(history, versions[0]), record.plan))
        return PlanStory(versions, read_register(store, person), changes)

    def show_record(self, record: PersonRecord) -> None:
        """Show the list; a version that is being read stays, for it does not change."""
        self._screen.show_person(person_bar(record))
        if self._reading is not None:
            return
        self._show_list(record)
        if self.record is not None and self.record.plan != record.plan:
            words = _("The plan has just changed. Look at it again before you agree it.")
            self._screen.message.show_message(words, "soon")

    def _show_list(self, record: PersonRecord) -> None:
        words = versions_words(record, self.also)
        self._screen.show_versions(words, record.card.called, self.shell.first_name)

    @Slot()
    def _on_plan(self) -> None:
        self.shell.go(Place(PlaceKind.PLAN, self.person))

    # Agreeing

    @Slot()
    def _on_agree(self) -> None:
        agreeing = self._screen.agreeing
        if agreeing is None or self.record is None:
            return
        if agreeing.lacks_name:
            self._screen.message.show_message(_("Who agreed? Please give at least one name."), "soon")
            return
        # What they had before them, with the number that this plan carries on paper: read at one moment.
        number = self.also.register.version
        change = agree_change(self.person, self.record, agreeing.name.text(), agreeing.names, number)
        person = self.person
        self._screen.show_busy(busy=True)
        self.shell.background.change(
            lambda store: store.record(person, [change]), self._on_recorded, self._on_not_kept
        )

    @Slot(object)
    def _on_recorded(self, _recorded: Recorded) -> None:
        # `records_changed` comes next, and brings the version into the list.
        self._screen.forget_agreeing()
        self._screen.show_busy(busy=False)
        self._screen.message.show_message(_("You agreed it together, and this version is kept."), "done")

    @Slot(object)
    def _on_not_kept(self, error: Exception) -> None:
        """Nothing was kept: let them try again."""
        self._screen.show_busy(busy=False)
        self.on_failed(error)

    # Reading an older one

    @Slot(str)
    def _on_read_requested(self, operation: str) -> None:
        self._ask_for(operation, printing=False)

    @Slot(str)
    def _on_print_requested(self, operation: str) -> None:
        self._ask_for(operation, printing=True)

    def _ask_for(self, operation: str, *, printing: bool) -> None:
        version = next(one for one in self.also.versions if one.operation == operation)
        person = self.person

        def read(store: RecordStore) -> _Stood:
            history = store.plan_history(person)
            return _Stood(version, plan_at(history, version), is_all_here(history, version), printing)

        self.shell.background.ask(read, self._on_stood, self.on_failed)

    @Slot(object)
    def _on_stood(self, stood: _Stood) -> None:
        self._reading = stood
        self._screen.message.hide()
        words = reading_words(stood.version, self._copy(stood), whole=stood.whole)
        self._screen.show_reading(words, printing=stood.printing)

    def _copy(self, stood: _Stood) -> PlanCopy:
        """The words of a version as its paper would carry them; the screen shows the same."""
        assert self.record is not None
        today = self.shell.now().date()
        register = self.also.register
        return version_copy(self.record, register, stood.version, stood.plan, today, site=self.shell.site)

    @Slot()
    def _on_back(self) -> None:
        stood, self._reading = self._reading, None
        self._screen.message.hide()
        if self.record is not None and stood is not None:
            self._show_list(self.record)
            self._screen.focus_version(stood.version.operation)

    # Printing it as it was

    @Slot()
    def _on_save(self) -> None:
        stood = self._reading
        if stood is None or not stood.whole or not self._may_leave():
            return
        now = self.shell.now()
        chosen = self.choose_target(free_name(self.shell.profile.copies, now.date()))
        if chosen is None or self._screen.safe is None:
            return
        copy = self._copy(stood)
        given = CopyGiven(
            number=self.also.register.next_number,
            version=copy.version,
            size=copy.point_size,
            held_by=copy.called,
            made_at=int(now.timestamp() * 1000),
            safe=self._screen.safe.choice or "",
            how=How.SAVED,
        )
        background, person, change = self.shell.background, self.person, copy_change(self.person, given)

        def compose_and_save() -> Path:
            # ReportLab is slow to import: only who makes a copy pays for it.
            from forms.pdf.sheets import compose_sheet

            return saving(background, person, compose_sheet("plan", copy), chosen, change)()

        self._screen.show_busy(busy=True)
        background.work(compose_and_save, self._on_saved, self._on_not_saved)

    def _may_leave(self) -> bool:
        """Whether paper may leave; else a sentence says what comes first (hazard 13)."""
        safe = None if self._screen.safe is None else self._screen.safe.choice
        if safe == NOT_SAFE:
            self._screen.message.show_message(not_safe_words(), "soon")
        elif safe is None:
            self._screen.message.show_message(_("First: is it safe to leave paper here?"), "soon")
            self._screen.ask_first()
        return safe not in {None, NOT_SAFE}

    @Slot(object)
    def _on_saved(self, target: Path) -> None:
        self._screen.show_busy(busy=False)
        self._screen.message.show_message(_("Saved and counted: {file}").format(file=target.name), "neutral")

    @Slot(object)
    def _on_not_saved(self, error: Exception) -> None:
        self._screen.show_busy(busy=False)
        words = not_saved_words() if isinstance(error, OSError) else sentence(error)
        self._screen.message.show_message(words, "late")
