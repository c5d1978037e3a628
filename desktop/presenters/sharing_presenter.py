# SPDX-License-Identifier: Apache-2.0
"""Brings what a person shares to one page, and records changes of mind. No layout here.

Reads who is kept away only where somebody opened that list (domain M12), and forgets it when it is closed.
"""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.person_reader import PersonReader
from desktop.presenters.sharing_page_words import sharing_page_words
from desktop.presenters.sharing_words import code_of, service_names
from desktop.screens.kept_away_card import SOMEBODY, KeptAwayCard, KeptAwayLine, NewKeptAway
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.screens.sharing_screen import SharingScreen
from desktop.shell import Shell
from forms.answers import LocalMoment
from locales import _
from records.copies_register import CopiesRegister, read_register
from records.kept_away import KeptAway, keep_away, read_kept_away, stop_keeping_away
from records.operation import Change, PersonId
from records.person_record import PersonRecord
from records.sharing import Sharing
from records.sharing_changes import SHARING_FORM, withdraw
from records.sharing_overrides import SHARED_WITHOUT_FORM, overrides, told_later
from records.store import Recorded, RecordStore


def make_sharing(shell: Shell, place: Place) -> Screen:
    """What one person shares."""
    assert place.person is not None
    screen = SharingScreen(service_names())
    SharingPresenter(shell, place.person, screen).refresh()
    return screen


class SharingPresenter(PersonReader):
    """Between the person's choices and the page."""

    def __init__(self, shell: Shell, person: PersonId, screen: SharingScreen) -> None:
        super().__init__(shell, person, screen)
        self._screen = screen
        self._is_open = self._was_added = False
        screen.agreement_requested.connect(self._on_agreement)
        screen.stop_requested.connect(self._on_stop)
        screen.without_requested.connect(self._on_without)
        screen.told_requested.connect(self._on_told)
        screen.preview_requested.connect(self._on_preview)
        screen.back_requested.connect(self._on_back)

    @staticmethod
    def read_also(store: RecordStore, record: PersonRecord) -> CopiesRegister:
        """The register: who holds a copy already."""
        return read_register(store, record.card.person)

    def show_record(self, record: PersonRecord) -> None:
        """Show the page."""
        self.record = record
        assert isinstance(self.also, CopiesRegister)
        shell = self.shell
        words = sharing_page_words(record, self.also, shell.first_name, shell.zone, shell.now().date())
        kept_away = KeptAwayCard(service_names())
        kept_away.open_requested.connect(self._on_open)
        kept_away.close_requested.connect(self._on_close)
        kept_away.added.connect(self._on_kept_away)
        kept_away.ended.connect(self._on_kept_away_ended)
        before = self._screen.kept_away
        typed = before.typed() if before is not None and not self._was_added else ()
        self._was_added = False
        self._screen.show_sharing(person_bar(record), words, kept_away)
        if self._is_open:
            kept_away.show_list(_lines(record))
            kept_away.go_on_with(typed)

    @Slot()
    def _on_open(self) -> None:
        self._is_open = True
        assert self.record is not None
        assert self._screen.kept_away is not None
        self._screen.kept_away.show_list(_lines(self.record))

    @Slot()
    def _on_close(self) -> None:
        self._is_open = False
        if self._screen.kept_away is not None:
            self._screen.kept_away.show_closed()

    @Slot(object)
    def _on_kept_away(self, new: NewKeptAway) -> None:
        kind = "" if new.kind == SOMEBODY else new.kind
        self._was_added = True
        who = KeptAway(new.name, new.relation, new.phone, kind, new.why)
        self._record_changes([keep_away(self.person, who)])

    @Slot(str)
    def _on_kept_away_ended(self, item: str) -> None:
        assert self.record is not None
        entry = next(one for one in read_kept_away(self.record) if one.item == item)
        self._record_changes([stop_keeping_away(self.person, entry)])

    @Slot(str)
    def _on_stop(self, code: str) -> None:
        assert self.record is not None
        recipients = Sharing(self.record).recipients(self.record)
        recipient = next(one for one in recipients if code_of(one) == code)
        self._record_changes(withdraw(self.record, recipient, said_at=self._now()))

    @Slot(str)
    def _on_told(self, entity: str) -> None:
        assert self.record is not None
        one = next(one for one in overrides(self.record) if one.entity == entity)
        self._record_changes(told_later(one, self._now()))

    def _now(self) -> LocalMoment:
        now = self.shell.now()
        return LocalMoment(
            now.date(), now.time().replace(second=0, microsecond=0, tzinfo=None), self.shell.zone
        )

    def _record_changes(self, changes: list[Change]) -> None:
        person = self.person

        def job(store: RecordStore) -> Recorded:
            return store.record(person, changes)

        self.shell.background.change(job, self._on_recorded, self.on_failed)

    @Slot(object)
    def _on_recorded(self, _recorded: Recorded) -> None:
        said = _("That counts here from now on, and everywhere once this laptop has sent it.")
        self._screen.message.show_message(said, "neutral")

    @Slot()
    def _on_agreement(self) -> None:
        self.shell.go(Place(PlaceKind.FORM, self.person, form=SHARING_FORM))

    @Slot()
    def _on_without(self) -> None:
        self.shell.go(Place(PlaceKind.FORM, self.person, form=SHARED_WITHOUT_FORM))

    @Slot()
    def _on_preview(self) -> None:
        self.shell.go(Place(PlaceKind.PREVIEW, self.person))

    @Slot()
    def _on_back(self) -> None:
        self.shell.go(Place(PlaceKind.PERSON, self.person))


def _lines(record: PersonRecord) -> list[KeptAwayLine]:
    names = service_names()
    return [
        KeptAwayLine(
            one.item,
            ", ".join(
                part
                for part in (names.get(one.who.kind, ""), one.who.name, one.who.relation, one.who.phone)
                if part
            )
            + (f": {one.who.why}" if one.who.why else ""),
        )
        for one in read_kept_away(record)
    ]
