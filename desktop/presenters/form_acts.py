# SPDX-License-Identifier: Apache-2.0
"""What a form offers beside its questions, and where it leads. Visits and handovers offer more than this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.places import Place, PlaceKind
from desktop.presenters.filling import Filling
from desktop.screens.form_screen import FormScreen
from desktop.shell import Shell
from forms.answers import Path
from records.operation import Change, PersonId
from records.person_record import PersonRecord
from records.store import RecordStore


@dataclass(frozen=True, slots=True)
class FormRoom:
    """What stands around a form: whose it is, as it was read, and where it shows.

    Attributes:
        show_at: shows a part again, with the focus at a place in it, after an answer was given for somebody.
        save: saves the draft now.
        hand_on: what is on screen is about to be recorded: nothing saves it as a draft any more.
        keep: it could not be recorded: it is a draft again, and the sentence says why.
    """

    shell: Shell
    screen: FormScreen
    record: PersonRecord
    filling: Filling
    show_at: Callable[[str, Path | None], None]
    save: Callable[[], None]
    hand_on: Callable[[], None]
    keep: Callable[[Exception], None]

    @property
    def person(self) -> PersonId:
        """Whose form it is."""
        return self.record.card.person


class FormActs(QObject):
    """Lives as long as its screen."""

    def __init__(self, room: FormRoom) -> None:
        super().__init__(room.screen)
        self.room = room

    def show_part(self, section: str) -> None:
        """Another part shows."""

    def look(self) -> None:
        """An answer changed."""

    def also(self, store: RecordStore) -> Sequence[Change]:
        """What finishing records besides the answers; on the store's thread."""
        del store
        return ()

    def after_stop(self) -> Place:
        """Where "Stop here, keep it" leads."""
        return Place(PlaceKind.PERSON, self.room.person)

    def after_finish(self) -> Place:
        """Where "Finish" leads."""
        return Place(PlaceKind.PERSON, self.room.person)
