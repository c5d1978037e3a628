# SPDX-License-Identifier: Apache-2.0
"""Brings Today to a sheet for the team: who, by when, and how it stands; nothing of anybody's plan."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.sheet_presenter import SheetPresenter
from desktop.presenters.today_reader import read_today
from desktop.screens.screen import Screen
from desktop.screens.sheet_screen import SheetScreen, SheetWords
from desktop.shell import Shell
from desktop.widgets.banner import TopBar
from desktop.widgets.words import Words
from desktop.wording import received_words
from forms.pdf.team_list import compose_team_list
from locales import _
from records.store import RecordStore
from records.team_list import team_list
from records.today import Today


def make_team_list(shell: Shell, _place: Place) -> Screen:
    """The team's list, before it is printed."""
    screen = SheetScreen()
    TeamListPresenter(shell, screen).refresh()
    return screen


class TeamListPresenter(SheetPresenter):
    """Between Today and the sheet."""

    def __init__(self, shell: Shell, screen: SheetScreen) -> None:
        super().__init__(shell, screen)
        screen.done_requested.connect(self._on_done)

    @Slot()
    def refresh(self) -> None:
        """Read what is due, once: a sheet is as of a moment."""
        now, settings = self.shell.now(), self.shell.clock_settings

        def read(store: RecordStore) -> Today:
            return read_today(store, settings, now)

        self.shell.background.ask(read, self._on_read, self.on_failed)

    @Slot(object)
    def _on_read(self, today: Today) -> None:
        made = team_list(today, self.shell.user_name)
        bar = TopBar()
        bar.add_trailing(Words(received_words(today.last_received_at), "soft"))
        lead = _("Who has something due, by when, and how it stands. What anybody said is not on it.")
        lines = [
            (heading, said)
            for one in made.lines
            for heading, said in ((True, one.name), (False, " ".join((one.deadline, *one.state))))
        ]
        self.screen.show_sheet(bar, SheetWords(_("List for the team"), lead, lines))
        self.compose(lambda: compose_team_list(made))

    @Slot()
    def _on_done(self) -> None:
        self.shell.go(Place(PlaceKind.TODAY))
