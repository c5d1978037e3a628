# SPDX-License-Identifier: Apache-2.0
"""Asks at every wake, until somebody with a name is written down as told (domain I3, hazard 4).

A wake is: unlocking, coming back to this window, and every so often. Names nobody: whoever is beside the
laptop now may not be whom it is about.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop.places import Place, PlaceKind
from desktop.presenters.today_lines import owed_sentence
from desktop.shell import Shell
from desktop.widgets.asking_bar import AskingBar
from locales import _
from records.operation import PersonId
from records.store import RecordStore
from records.unanswered import OwedHandover, owed_handovers

ASK_EVERY_MS = 10 * 60_000

Owed = tuple[tuple[PersonId, OwedHandover], ...]


class AskingAgain(QObject):
    """Between the store and the line above every page.

    Args:
        place: where the window is; while that is the page of somebody who is owed, nothing is asked.
    """

    def __init__(self, shell: Shell, bar: AskingBar, place: Callable[[], Place | None]) -> None:
        super().__init__(bar)
        self._shell, self._bar, self._place = shell, bar, place
        self._owed: Owed = ()
        self._put_off: Owed = ()
        bar.answered.connect(self._on_answered)
        bar.put_off.connect(self._on_put_off)
        shell.background.records_changed.connect(self._on_changed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.connect(self._on_state)
        timer = QTimer(self)
        timer.timeout.connect(self.wake)
        timer.start(ASK_EVERY_MS)

    @Slot()
    def wake(self) -> None:
        """Ask again, whatever was put off."""
        self._put_off = ()
        self.look()

    @Slot()
    def look(self) -> None:
        """Read who is owed, and ask where there is somebody new."""

        def read(store: RecordStore) -> Owed:
            drafts = store.people_with_drafts()
            return tuple(
                (card.person, owed)
                for card in store.cards()
                for owed in owed_handovers(card, drafts.get(card.person, ()))
            )

        self._shell.background.ask(read, self._on_read)

    @Slot(object)
    def _on_read(self, owed: Owed) -> None:
        self._owed = owed
        place = self._place()
        here = place is not None and place.form is not None and place.kind is not PlaceKind.NEW_PERSON
        asked = tuple(one for one in owed if not (here and place is not None and one[0] == place.person))
        if not asked or asked == self._put_off:
            self._bar.hide()
        elif len(asked) == 1:
            self._bar.ask(owed_sentence(asked[0][1]), _("Whom to ring"))
        else:
            said = _(
                "{count} things are open, and nobody with a name has been told yet. Nothing has been sent."
            )
            self._bar.ask(said.format(count=len(asked)), _("To Today"))

    @Slot()
    def _on_answered(self) -> None:
        if len(self._owed) == 1:
            person, owed = self._owed[0]
            self._shell.go(Place(PlaceKind.CALL_LIST, person, form=owed.form, entity=owed.entity))
        else:
            self._shell.go(Place(PlaceKind.TODAY))

    @Slot()
    def _on_put_off(self) -> None:
        self._put_off = self._owed

    @Slot(object)
    def _on_changed(self, _people: object) -> None:
        self.look()

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.wake()
