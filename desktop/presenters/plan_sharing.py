# SPDX-License-Identifier: Apache-2.0
"""Who sees the sections and statements of one plan, as the person chooses it beside them. No layout here.

Choices are recorded one after another, each on what stood on the screen when it was made: one made before
the last had been read again would answer the record before it, and stand beside it as a second version.
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
from records.operation import Change, PersonId
from records.person_record import PersonRecord
from records.store import Recorded, RecordStore

Choosing = Callable[[PersonRecord], list[Change]]


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
        self._is_section_open = False
        self._is_recording = False
        self._is_recorded = False
        self._waiting: list[Choosing] = []

    def show_record(self, record: PersonRecord) -> None:
        """Take up what was read; the next choice that waited for it is recorded now."""
        self._record = record
        if not self._is_recorded:
            return
        self._is_recording = self._is_recorded = False
        while self._waiting and not self._is_recording:
            self._record_choice(self._waiting.pop(0))

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
        if self._is_recording:
            self._waiting.append(choosing)
        else:
            self._record_choice(choosing)

    def _record_choice(self, choosing: Choosing) -> None:
        assert self._record is not None
        changes = choosing(self._record)
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
