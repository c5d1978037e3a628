# SPDX-License-Identifier: Apache-2.0
"""The promise slip at the end of a visit: shown, then printed, saved or copied by hand, and written down.

Its name stays off it unless somebody wants it there: a slip may be found by others (hazard 13).
"""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.sheet_presenter import SheetPresenter
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.screens.sheet_screen import SheetScreen, SheetWords
from desktop.shell import Shell
from forms.pdf.slip import PromiseSlip, compose_slip, slip_parts
from forms.registry import newest_form
from locales import _
from records.copies_register import How
from records.operation import EntityId, PersonId
from records.people import VISIT_FORM
from records.person_record import PersonRecord, read_person_record
from records.promise_slip import promise_slip
from records.slip_left import SlipLeft, slip_left
from records.store import Recorded, RecordStore


def make_slip(shell: Shell, place: Place) -> Screen:
    """The slip of the visit that the place names."""
    assert place.person is not None
    assert place.entity is not None
    screen = SheetScreen(about_a_person=True)
    SlipPresenter(shell, place.person, place.entity, screen).refresh()
    return screen


class SlipPresenter(SheetPresenter):
    """Between what was promised and the half page that stays."""

    def __init__(self, shell: Shell, person: PersonId, visit: EntityId, screen: SheetScreen) -> None:
        super().__init__(shell, screen)
        self._person, self._visit = person, visit
        self._record: PersonRecord | None = None
        screen.done_requested.connect(self._on_done)
        screen.name_chosen.connect(self._on_name)
        screen.copied_by_hand.connect(self._on_copied)

    @Slot()
    def refresh(self) -> None:
        """Read the person once: what is shown is what will be left."""
        person = self._person

        def read(store: RecordStore) -> PersonRecord | None:
            return read_person_record(store, person)

        self.shell.background.ask(read, self._on_record, self.on_failed)

    @Slot(object)
    def _on_record(self, record: PersonRecord | None) -> None:
        if record is None:
            self.shell.go(Place(PlaceKind.PEOPLE))
            return
        self._record = record
        self._show()

    def _show(self) -> None:
        assert self._record is not None
        slip = self._slip(self._record)
        called = self._record.card.called
        lead = _("Half a page for {called} to keep: what we promised, and whom to ring if we do not come.")
        lines = [
            (heading, line)
            for part in slip_parts(slip)
            for heading, line in ((True, part.heading), *((False, one) for one in part.lines))
        ]
        words = SheetWords(_("Promise slip"), lead.format(called=called), tuple(lines))
        self.screen.show_sheet(person_bar(self._record), words)
        self.compose(lambda: compose_slip(slip))

    def _slip(self, record: PersonRecord) -> PromiseSlip:
        named = self.screen.named
        today = self.shell.now().date()
        return promise_slip(record, self._visit, self.shell.site, today, named=named)

    @Slot()
    def _on_name(self) -> None:
        if self._record is not None:
            self._show()

    # Written down

    def left(self, how: How) -> None:
        """That it was left, and how: whoever comes next can ask about it."""
        person, visit = self._person, self._visit
        safe = "" if self.screen.safe is None else self.screen.safe.choice or ""
        slip = SlipLeft(how, int(self.shell.now().timestamp() * 1000), safe)
        change = slip_left(newest_form(VISIT_FORM), visit, slip)

        def count(store: RecordStore) -> Recorded:
            return store.record(person, [change])

        self.shell.background.change(count, None, self.on_failed)

    @Slot()
    def _on_copied(self) -> None:
        self.left(How.BY_HAND)
        self.screen.message.show_message(_("Written down: copied by hand."), "done")

    @Slot()
    def _on_done(self) -> None:
        self.shell.go(Place(PlaceKind.VISIT_DONE, self._person, entity=self._visit))
