# SPDX-License-Identifier: Apache-2.0
"""The promise slip at the end of a visit: shown, then printed, saved or copied by hand, and counted.

Its name stays off it unless somebody wants it there: a slip may be found by others (hazard 13).
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.counted_sheet import CountedAs, CountedSheetPresenter, SheetBasis
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.screens.sheet_screen import SheetScreen, SheetWords
from desktop.shell import Shell
from forms.pdf.slip import PromiseSlip, compose_slip, slip_parts
from forms.pdf.wording import number_and_code
from locales import _
from records.copies_register import Sheet
from records.operation import EntityId, PersonId
from records.promise_slip import promise_slip


def make_slip(shell: Shell, place: Place) -> Screen:
    """The slip of the visit that the place names."""
    assert place.person is not None
    assert place.entity is not None
    screen = SheetScreen(asks_safe=True, asks_name=True)
    SlipPresenter(shell, place.person, place.entity, screen).refresh()
    return screen


class SlipPresenter(CountedSheetPresenter):
    """Between what was promised and the half page that stays."""

    def __init__(self, shell: Shell, person: PersonId, visit: EntityId, screen: SheetScreen) -> None:
        super().__init__(shell, person, screen)
        self._visit = visit
        screen.done_requested.connect(self._on_done)
        screen.name_chosen.connect(self._on_name)

    def show_sheet(self, basis: SheetBasis) -> None:
        """Show the slip, large and as a page."""
        slip = replace(self._slip(basis), copy=self.number(basis))
        assert slip.copy is not None
        called = basis.record.card.called
        lead = _("Half a page for {called} to keep: what we promised, and whom to ring if we do not come.")
        lines = [
            (heading, line)
            for part in slip_parts(slip)
            for heading, line in ((True, part.heading), *((False, one) for one in part.lines))
        ]
        lines.append((False, number_and_code(slip.copy)))
        words = SheetWords(_("Promise slip"), lead.format(called=called), tuple(lines))
        self.screen.show_sheet(person_bar(basis.record), words)
        self.compose(lambda: compose_slip(slip))

    def counted_as(self, basis: SheetBasis) -> CountedAs:
        """As the slip of this visit, in the person's hand."""
        slip = self._slip(basis)
        return CountedAs(Sheet.SLIP, slip.point_size, slip.language, about=self._visit)

    def _slip(self, basis: SheetBasis) -> PromiseSlip:
        today, named = self.shell.now().date(), self.screen.named
        return promise_slip(basis.record, self._visit, self.shell.site, today, named=named)

    @Slot()
    def _on_name(self) -> None:
        if self.basis is not None:
            self.show_sheet(self.basis)

    @Slot()
    def _on_done(self) -> None:
        self.shell.go(Place(PlaceKind.VISIT_DONE, self.person, entity=self._visit))
