# SPDX-License-Identifier: Apache-2.0
"""Who sees the sections of one plan, as the person chooses it beside it. No layout here.

Choices are recorded one after another, each on what stood on the screen when it was made: one made before
the last had been read again would answer the record before it, and stand beside it as a second version.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.presenters.sharing_words import shared, who_sees
from desktop.shell import Shell
from desktop.widgets.who_sees import WhoSees
from forms.definition import Section
from records.operation import Change, PersonId
from records.person_record import PersonRecord
from records.store import Recorded, RecordStore


class PlanSharing(QObject):
    """Lives as long as its presenter.

    Signals:
        recorded: what a choice was recorded as.
        failed: why it could not be.
    """

    recorded = Signal(object)
    failed = Signal(object)

    def __init__(self, shell: Shell, person: PersonId, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._person = shell, person
        self._record: PersonRecord | None = None
        self._section: Section | None = None
        self._is_open = False
        self._is_recording = False
        self._is_recorded = False
        self._waiting: list[tuple[Section, str, str]] = []

    def show_record(self, record: PersonRecord) -> None:
        """Take up what was read; the next choice that waited for it is recorded now."""
        self._record = record
        if not self._is_recorded:
            return
        self._is_recording = self._is_recorded = False
        while self._waiting and not self._is_recording:
            self._choose(*self._waiting.pop(0))

    def line(self, section: Section) -> WhoSees:
        """The line for a section as it stands, open if the last one was."""
        assert self._record is not None
        self._section = section
        widget = who_sees(self._record, section, self._shell.first_name, self._shell.now().date())
        widget.show_open(is_open=self._is_open)
        widget.chosen.connect(self._on_chosen)
        widget.opened.connect(self._on_opened)
        return widget

    @Slot(bool)
    def _on_opened(self, is_open: bool) -> None:
        self._is_open = is_open

    @Slot(str, str)
    def _on_chosen(self, reader: str, chosen: str) -> None:
        assert self._section is not None
        if self._is_recording:
            self._waiting.append((self._section, reader, chosen))
        else:
            self._choose(self._section, reader, chosen)

    def _choose(self, section: Section, reader: str, chosen: str) -> None:
        assert self._record is not None
        changes = shared(self._record, section, reader, chosen, self._shell.now().date())
        if changes:
            self._is_recording = True
            self._shell.background.change(self._recording(changes), self._on_recorded, self._on_failed)

    def _recording(self, changes: list[Change]) -> Callable[[RecordStore], Recorded]:
        person = self._person
        return lambda store: store.record(person, changes)

    @Slot(object)
    def _on_recorded(self, recorded: Recorded) -> None:
        self._is_recorded = True
        self.recorded.emit(recorded)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._is_recording = False
        self._waiting.clear()
        self.failed.emit(error)
