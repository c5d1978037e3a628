# SPDX-License-Identifier: Apache-2.0
"""What every presenter about one person does: read their record, and again when it changes. No layout."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot

from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.screens.screen import Screen
from desktop.shell import Shell
from records.operation import PersonId
from records.person_record import PersonRecord, read_person_record
from records.store import RecordStore


class PersonReader(QObject):
    """Lives as long as its screen. Subclasses say in `show_record` what is shown of the record.

    Attributes:
        record: the newest that was read; None before the first.
        also: what `read_also` read with it.
    """

    def __init__(self, shell: Shell, person: PersonId, screen: Screen) -> None:
        super().__init__(screen)
        self.shell, self.person = shell, person
        self.record: PersonRecord | None = None
        self.also: Any = None
        self._reader_screen = screen
        shell.background.records_changed.connect(self._on_records_changed)

    def show_record(self, record: PersonRecord) -> None:
        """Show what was read; `self.record` still holds what was shown before."""
        raise NotImplementedError

    @staticmethod
    def read_also(_store: RecordStore, _record: PersonRecord) -> Any:
        """What else a page shows, read at the same moment on the store thread: plain values that compare."""
        return None

    @Slot()
    def refresh(self) -> None:
        """Read the person again."""
        person, read_also = self.person, self.read_also

        def read(store: RecordStore) -> tuple[PersonRecord | None, Any]:
            record = read_person_record(store, person)
            return record, None if record is None else read_also(store, record)

        self.shell.background.ask(read, self._on_read, self.on_failed)

    @Slot(object)
    def _on_records_changed(self, people: frozenset[PersonId]) -> None:
        # Nobody in particular means that marks moved: what the team has may have changed.
        if not people or self.person in people:
            self.refresh()

    @Slot(object)
    def _on_read(self, read: tuple[PersonRecord | None, Any]) -> None:
        record, also = read
        if record is None:
            self.shell.go(Place(PlaceKind.PEOPLE))
        elif (record, also) != (self.record, self.also):
            self.also = also
            self.show_record(record)
            self.record = record

    @Slot(object)
    def on_failed(self, error: Exception) -> None:
        """Say what went wrong; what stands on the screen stays."""
        self._reader_screen.message.show_message(sentence(error), "late")
