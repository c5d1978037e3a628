# SPDX-License-Identifier: Apache-2.0
"""Between what is chosen for one person's copies and the pages that show it: choosing and composing.

Shows only pages that answer the newest choices. What leaves, and that it is counted, is for `copy_leaving`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.copy_choices import (
    CopyBasis,
    CopyChoices,
    Medium,
    choices_for,
    first_choices,
    holders,
    still_possible,
)
from desktop.presenters.copy_leaving import CopyLeaving
from desktop.presenters.copy_sheets import ComposedSet, compose_set
from desktop.presenters.copy_words import (
    PERSON,
    PLAIN,
    SOMEONE_ELSE,
    TOPICS,
    WITH,
    copy_words,
    old_copies_words,
    sheet_names,
)
from desktop.presenters.names_words import names_words
from desktop.presenters.person_reader import PersonReader
from desktop.presenters.sharing_words import code_of
from desktop.screens import copy_screen as page
from desktop.screens.copy_screen import CopyScreen
from desktop.screens.page_preview import page_count
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.shell import Shell
from locales import _
from records.copies_register import CopiesRegister, Sheet, read_register
from records.operation import PersonId
from records.person_record import PersonRecord
from records.store import RecordStore

_WHOLE_PLAN = frozenset({Sheet.PLAN, Sheet.EASY_READ})


@dataclass(frozen=True, slots=True)
class _Made:
    """Pages, and which request they answer."""

    asked: int
    composed: ComposedSet


def make_copy(shell: Shell, place: Place) -> Screen:
    """Leave copies of one person's sheets."""
    assert place.person is not None
    screen = CopyScreen()
    begin = None if place.section is None else Sheet(place.section)
    CopyPresenter(shell, place.person, screen, begin).refresh()
    return screen


class CopyPresenter(PersonReader):
    """Between a person's sheets and whoever is to hold them; `begin` is the sheet that somebody came for."""

    def __init__(
        self, shell: Shell, person: PersonId, screen: CopyScreen, begin: Sheet | None = None
    ) -> None:
        super().__init__(shell, person, screen)
        self._screen, self._begin_with = screen, begin
        self._basis: CopyBasis | None = None
        self._choices: CopyChoices | None = None
        self._someone_else = False
        self._shown: ComposedSet | None = None
        self._looked_at: Sheet | None = None
        self._plan_pages = 0
        self._asked = 0
        self._composing = 0
        self._is_composing = False
        self.leaving = CopyLeaving(shell, person, screen, self)
        screen.choice_made.connect(self._on_choice_made)
        screen.sheet_looked_at.connect(self._on_sheet_looked_at)
        screen.sharing_requested.connect(self._on_sharing_requested)
        screen.leave.names.name_pressed.connect(self._on_name_pressed)

    @staticmethod
    def read_also(store: RecordStore, record: PersonRecord) -> CopiesRegister:
        """The register, which numbers the copies."""
        return read_register(store, record.card.person)

    def show_record(self, record: PersonRecord) -> None:
        """Show what can be chosen now, and compose it."""
        assert isinstance(self.also, CopiesRegister)
        self._basis = CopyBasis(record, self.also, self.shell.site, self.shell.now().date())
        if self._choices is None:
            self._choices = choices_for(self._basis, self._begin_with)
        else:
            self._choices = still_possible(self._basis, self._choices)
        self._compose()

    # Choosing

    @Slot(str, tuple)
    def _on_choice_made(self, row: str, codes: tuple[str, ...]) -> None:
        if self._basis is None or self._choices is None:
            return
        if row == page.HOLDER:
            self._choose_holder(codes[0])
        else:
            self._choices = _chosen(self._choices, row, codes)
        self._compose()

    def _choose_holder(self, code: str) -> None:
        assert self._basis is not None
        known = {code_of(one): one for one in holders(self._basis)}
        self._someone_else = code == SOMEONE_ELSE or (code != PERSON and code not in known)
        self._choices = first_choices(self._basis, known.get(code))

    @Slot()
    def _on_sharing_requested(self) -> None:
        self.shell.go(Place(PlaceKind.SHARING, self.person))

    # Composing

    def _compose(self) -> None:
        """Compose beside everything else; while one is under way, only the newest request is kept."""
        assert self._basis is not None
        assert self._choices is not None
        self._show_words()
        self._asked += 1
        self.leaving.show_copies(None, None)
        if self._someone_else or not self._choices.sheets:
            self._show_nothing_chosen()
        elif not self._is_composing:
            self._begin()

    def _begin(self) -> None:
        assert self._basis is not None
        assert self._choices is not None
        basis, choices, asked = self._basis, self._choices, self._asked
        self._is_composing, self._composing = True, asked

        def compose() -> _Made:
            return _Made(asked, compose_set(basis, choices))

        self.shell.background.work(compose, self._on_composed, self._on_not_composed)

    @Slot(object)
    def _on_composed(self, made: _Made) -> None:
        self._is_composing = False
        assert self._basis is not None
        assert self._choices is not None
        if made.asked != self._asked:
            if self._choices.sheets and not self._someone_else:
                self._begin()
            return
        self._shown = made.composed
        self._show_sheets()
        self._show_words()
        self.leaving.show_copies(self._basis, made.composed)

    @Slot(object)
    def _on_not_composed(self, error: Exception) -> None:
        self._is_composing = False
        if self._composing == self._asked:
            self.on_failed(error)
        elif self._choices is not None and self._choices.sheets and not self._someone_else:
            self._begin()  # what failed is not what is wanted any more

    # Showing

    def _show_words(self) -> None:
        assert self._basis is not None
        assert self._choices is not None
        choices = self._choices
        words = copy_words(self._basis, choices, someone_else=self._someone_else, pages=self._plan_pages)
        bar = person_bar(self._basis.record)
        if old := old_copies_words(self._basis.register):
            bar.show_state(old, "soon", "copies")
        self._screen.leave.show_ways(
            aloud=choices.medium is Medium.AUDIO,
            leaves=choices.medium is not Medium.AUDIO,
            prints=choices.medium is not Medium.PHONE,
            copies=max(len(choices.sheets) * choices.copies, 1),
        )
        self._screen.show_copy(bar, words)

    def _show_sheets(self) -> None:
        assert self._shown is not None
        sheets = [one.copy.sheet for one in self._shown.copies]
        self._plan_pages = next(
            (
                page_count(one.sheet.content) - one.sheet.has_cover
                for one in self._shown.copies
                if one.copy.sheet in _WHOLE_PLAN
            ),
            0,
        )
        self._look_at(self._looked_at if self._looked_at in sheets else sheets[0])
        self._screen.leave.names.show_names(*names_words(self._shown.named))

    def _look_at(self, sheet: Sheet) -> None:
        """Show the pages, the large lines and what is read aloud of one sheet."""
        assert self._shown is not None
        assert self._basis is not None
        self._looked_at = sheet
        names = sheet_names(self._basis, self._shown.choices.recipient)
        sheets = [one.copy.sheet for one in self._shown.copies]
        self._screen.show_tabs([(one.value, names[one]) for one in sheets], sheet.value)
        one = next(each for each in self._shown.copies if each.copy.sheet is sheet)
        self._screen.preview.show_copy(one.sheet.content, cover=one.sheet.has_cover)
        self._screen.hand.show_lines(one.sheet.lines)
        self._screen.leave.lines = one.sheet.lines
        self.leaving.look_at(one)

    def _show_nothing_chosen(self) -> None:
        self._shown, self._plan_pages = None, 0
        self._screen.show_tabs((), "")
        self._screen.preview.show_nothing()
        self._screen.hand.show_lines(())
        self._screen.leave.lines = ()
        self._screen.leave.names.show_names("", ())

    @Slot(str)
    def _on_sheet_looked_at(self, code: str) -> None:
        if self._shown is not None:
            self._look_at(Sheet(code))

    @Slot(str)
    def _on_name_pressed(self, name: str) -> None:
        """Open the sheet at the next place where this name stands."""
        if self._shown is None or self._screen.preview.show_place(name):
            return
        for one in self._shown.copies:
            self._look_at(one.copy.sheet)
            if self._screen.preview.show_place(name):
                return
        words = _("“{name}” stands on these sheets, and its place cannot be shown. Read the pages together.")
        self._screen.message.show_message(words.format(name=name), "neutral")


def _chosen(choices: CopyChoices, row: str, codes: tuple[str, ...]) -> CopyChoices:
    """The choices with what was chosen in one row."""
    if row == page.WHAT:
        return replace(choices, sheets=tuple(Sheet(one) for one in codes))
    if row == TOPICS:
        return replace(choices, topics=codes)
    (code,) = codes
    read: dict[str, Callable[[], CopyChoices]] = {
        page.MEDIUM: lambda: replace(choices, medium=Medium(code)),
        page.SIZE: lambda: replace(choices, size=int(code)),
        page.LANGUAGE: lambda: replace(choices, language=code),
        page.COVER: lambda: replace(choices, plain_cover=code == PLAIN),
        page.STRUCK: lambda: replace(choices, show_struck=code == WITH),
        page.COPIES: lambda: replace(choices, copies=int(code)),
    }
    return read[row]()
