# SPDX-License-Identifier: Apache-2.0
"""Who sees the sections and statements of one plan, as the person chooses it beside them. No layout here.

A choice is on its way to the vault the moment it is made: it never waits for a page, which may be left
(hazard 14). Each is made on what stood on the screen and on what was chosen here since; what a colleague's
laptop brought meanwhile it does not answer, and then stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.presenters.sharing_words import About, shared, shared_until, who_sees
from desktop.shell import Shell
from desktop.widgets.who_sees import WhoSees
from forms.definition import Section
from locales import _
from records.operation import Change, OperationId, PersonId
from records.person_record import PersonRecord, read_person_record
from records.sharing_choices import sharing_entity
from records.store import Recorded, RecordStore

Choosing = Callable[[PersonRecord], list[Change]]


class PlanSharing(QObject):
    """Lives as long as its presenter; what was chosen is recorded also when that has gone.

    Signals:
        recorded: what a choice was recorded as; None where there was nothing to record.
        failed: why it could not be: what stands has to be shown again.
    """

    recorded = Signal(object)
    failed = Signal(object)

    def __init__(self, shell: Shell, person: PersonId, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._person = shell, person
        self._record: PersonRecord | None = None
        self._is_section_open = False
        # Of the choices made here; only the store thread adds to it and reads it.
        self._own: set[OperationId] = set()

    def show_record(self, record: PersonRecord) -> None:
        """Take up what was read."""
        self._record = record

    def line(self, section: Section) -> WhoSees:
        """The line for a section as it stands, open if the last one was."""
        widget = self._widget(About.section(section))
        widget.show_open(is_open=self._is_section_open)
        widget.opened.connect(self._on_section_opened)
        return widget

    def asked(self, about: About) -> WhoSees:
        """The choices about this, open to be made."""
        widget = self._widget(about)
        widget.show_open(is_open=True)
        return widget

    def _widget(self, about: About) -> WhoSees:
        assert self._record is not None
        widget = who_sees(self._record, about, self._shell.first_name, self._shell.now().date())
        widget.chosen.connect(partial(self._on_chosen, about))
        widget.until_chosen.connect(partial(self._on_until_chosen, widget, about))
        return widget

    @Slot(bool)
    def _on_section_opened(self, is_open: bool) -> None:
        self._is_section_open = is_open

    def _on_chosen(self, about: About, reader: str, chosen: str) -> None:
        today = self._shell.now().date()
        self._choose(lambda record: shared(record, about, reader, chosen, today))

    def _on_until_chosen(self, widget: WhoSees, about: About, reader: str, until: str) -> None:
        assert self._record is not None
        today = self._shell.now().date()
        try:
            shared_until(self._record, about, reader, until, today)
        except ValueError:
            widget.show_day_trouble(reader, _("Which day is that? Write a day to come, such as 14 3 2027."))
            return
        self._choose(lambda record: shared_until(record, about, reader, until, today))

    def _choose(self, choosing: Choosing) -> None:
        assert self._record is not None
        person, seen, own = self._person, self._record, self._own

        def job(store: RecordStore) -> Recorded | None:
            now = read_person_record(store, person)
            known = now if now is not None and _standing(now) - _standing(seen) <= own else seen
            changes = choosing(known)
            own.update(one.operation_id for one in changes)
            return store.record(person, changes) if changes else None

        self._shell.background.change(job, self._on_recorded, self._on_failed)

    @Slot(object)
    def _on_recorded(self, recorded: Recorded | None) -> None:
        self.recorded.emit(recorded)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)


def _standing(record: PersonRecord) -> set[OperationId]:
    """Every operation that stands in what the person chose about sharing."""
    entity = sharing_entity(record.card.person)
    return {
        head.operation
        for (owner, _item), state in record.items.items()
        if owner == entity
        for field in state.fields.values()
        for head in field.heads
    }
