# SPDX-License-Identifier: Apache-2.0
"""Brings the service's list of local support to its page, and takes in a new one from a file.

Never loses a list: the file is kept as it came, the rows that cannot be used with it, and the one before
stays beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from desktop.messages import sentence
from desktop.paper import save_beside
from desktop.places import Place, PlaceKind
from desktop.presenters.directory_words import support_finder
from desktop.screens.directory_screen import DirectoryScreen, DirectoryWords
from desktop.screens.screen import Screen
from desktop.shell import Shell
from forms.directory import MAX_BYTES, RowTrouble, parse_content, read_directory, row_sentence
from locales import _, ngettext

MOST_TROUBLES = 12
"""Rows named one by one; more than that is one sentence."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file that was read: how many places it has, and what could not be meant."""

    places: int
    troubles: tuple[RowTrouble, ...]


def make_directory(shell: Shell, _place: Place) -> Screen:
    """The list, brought to life."""
    screen = DirectoryScreen()
    DirectoryPresenter(shell, screen).refresh()
    return screen


class DirectoryPresenter(QObject):
    """Between the profile's list and its page."""

    def __init__(self, shell: Shell, screen: DirectoryScreen) -> None:
        super().__init__(screen)
        self._shell, self._screen = shell, screen
        screen.file_given.connect(self._on_file)
        screen.back_requested.connect(self._on_back)
        screen.done_requested.connect(self._on_done)

    @property
    def _list(self) -> Path:
        return self._shell.profile.directory

    @property
    def _before(self) -> Path:
        return self._list.with_name(f"{self._list.name}.before")

    @Slot()
    def refresh(self) -> None:
        """Show the list as it lies in the profile."""
        _found, troubles = read_directory(self._list, self._shell.now().date())
        words = DirectoryWords(trouble_words(troubles), self._before.exists())
        self._screen.show_directory(support_finder(self._shell), words)

    # Taking in

    @Slot(object)
    def _on_file(self, chosen: Path) -> None:
        today = self._shell.now().date()

        def take() -> _Taken:
            with chosen.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
            found, troubles = parse_content(content, today)
            if found:
                self._keep(content)
            return _Taken(len(found), troubles)

        self._shell.background.work(take, self._on_taken, self._on_failed)

    def _keep(self, content: bytes) -> None:
        if self._list.exists():
            _replace(self._before, self._list.read_bytes())
        _replace(self._list, content)

    @Slot(object)
    def _on_taken(self, taken: _Taken) -> None:
        if not taken.places:
            said = " ".join(trouble_words(taken.troubles)) or _("There is no place in this file.")
            nothing = _("{trouble} Nothing was changed: the list on this laptop is as it was.")
            self._screen.message.show_message(nothing.format(trouble=said), "late")
            return
        self.refresh()
        count = ngettext(
            "{count} place is in the list now.", "{count} places are in the list now.", taken.places
        )
        self._screen.message.show_message(count.format(count=taken.places), "done")

    @Slot()
    def _on_back(self) -> None:
        def swap() -> None:
            now, before = self._list.read_bytes(), self._before.read_bytes()
            _replace(self._list, before)
            _replace(self._before, now)

        self._shell.background.work(swap, self._on_back_again, self._on_failed)

    @Slot(object)
    def _on_back_again(self, _nothing: None) -> None:
        self.refresh()
        self._screen.message.show_message(_("The list before is back."), "done")

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, OSError):
            said = _("This file cannot be opened, or the list cannot be written. The list is as it was.")
        else:
            said = sentence(error)
        self._screen.message.show_message(said, "late")

    @Slot()
    def _on_done(self) -> None:
        self._shell.go(Place(PlaceKind.CHECK_INS))


def _replace(path: Path, content: bytes) -> None:
    """The old one or the new one is there at any moment, and whole."""
    with save_beside(path, content):
        pass


def trouble_words(troubles: tuple[RowTrouble, ...]) -> tuple[str, ...]:
    """Each row by its number, and how many more there are."""
    said = tuple(row_sentence(one) for one in troubles[:MOST_TROUBLES])
    more = len(troubles) - MOST_TROUBLES
    if more <= 0:
        return said
    words = ngettext(
        "{count} more row has something like it.", "{count} more rows have something like it.", more
    )
    return (*said, words.format(count=more))
