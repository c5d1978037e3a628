# SPDX-License-Identifier: Apache-2.0
"""Brings everyone who has a check-in plan to the list, soonest first, and leads on from there.

Never ends anything: a last day that has passed asks for a decision (domain M6, hazard 24).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.questions.reading import day_words
from desktop.screens.check_ins_screen import Agreement, CheckInsScreen
from desktop.screens.screen import Screen
from desktop.shell import Shell
from desktop.wording import identifiers, waiting_words
from forms.check_in_doubts import CheckInDoubt, check_in_doubt_sentence
from locales import _
from records.check_ins import (
    OwedKind,
    asked_on,
    everything_on,
    has_died,
    heard_last,
    name_in,
    open_agreements,
    owed_days,
)
from records.operation import PersonId
from records.people import CONTACT_FORM, Card
from records.store import RecordStore

_LOOK_AGAIN_MS = 60_000
_NEVER = date.max


@dataclass(frozen=True, slots=True)
class CheckIns:
    """One person's agreement, in days.

    Attributes:
        missed: the newest agreed day that went by with no contact on it or since; None where there is none.
        coming: the next agreed day from today on.
        last_day: the last day as the two planned it.
        heard: the day of the newest contact.
        silent_since: by this day they wanted to be heard from, and nobody has heard.
        died: the record says that they have died; then nothing else is asked of anybody.
    """

    card: Card
    missed: date | None
    coming: date | None
    last_day: date | None
    heard: date | None
    named: str
    silent_since: date | None = None
    died: bool = False

    @property
    def order(self) -> tuple[date, str]:
        """What went by first, then what comes next, then by name."""
        first = min((one for one in (self.silent_since, self.missed) if one is not None), default=None)
        return first or self.coming or self.last_day or _NEVER, self.card.sort_name


def check_ins_of(card: Card, today: date) -> CheckIns | None:
    """What goes on with this person; None where nothing was agreed, or a decision has ended it."""
    every = everything_on(card)
    agreements = open_agreements(every)
    if not agreements:
        return None
    owed = [one for one in owed_days(every) if one.answered_at is None]
    quiet = [one.on for one in owed if one.kind is OwedKind.QUIET]
    silent = [one.on for one in owed if one.kind is OwedKind.SILENCE and one.on < today]
    asked = [day for day in (asked_on(one, every) for one in agreements) if day is not None]
    return CheckIns(
        card=card,
        missed=max((day for day in quiet if day < today), default=None),
        coming=min((day for day in quiet if day >= today), default=None),
        last_day=min(asked, default=None),
        heard=heard_last(every),
        named=name_in(agreements[-1], "ci_lead"),
        silent_since=min(silent, default=None),
        died=has_died(every),
    )


def agreement_words(one: CheckIns, today: date) -> Agreement:
    """The card in words."""
    name, born, number = identifiers(one.card)
    if one.died:
        lines = [check_in_doubt_sentence(CheckInDoubt.DIED)]
        return Agreement(one.card.person, name, f"{born} · {number}", _chip(one, today), tuple(lines))
    lines = [_last_day_words(one.last_day, today)]
    if one.missed is not None and one.coming is not None:
        lines.insert(0, _("Next: {day}").format(day=day_words(one.coming)))
    if one.named:
        lines.append(_("Named person: {name}").format(name=one.named))
    if one.heard is not None:
        lines.append(_("Last in touch: {day}").format(day=day_words(one.heard)))
    return Agreement(
        one.card.person, name, f"{born} · {number}", _chip(one, today), tuple(line for line in lines if line)
    )


def _chip(one: CheckIns, today: date) -> tuple[str, str, str]:
    if one.died:
        return _("Please look at the record"), "late", "warning"
    if one.silent_since is not None:
        said = _("Nobody has heard since {day}: do what they asked for")
        return said.format(day=day_words(one.silent_since)), "late", "warning"
    if one.missed is not None:
        return _("Agreed for {day}, nothing written yet").format(day=day_words(one.missed)), "late", "warning"
    if one.coming == today:
        return _("Check-in today"), "soon", "today"
    if one.coming is not None:
        return _("Next: {day}").format(day=day_words(one.coming)), "neutral", ""
    return _("No more quiet days agreed"), "neutral", ""


def _last_day_words(last_day: date | None, today: date) -> str:
    if last_day is None:
        return ""
    if last_day < today:
        return _(
            "The last day that was planned was {day}, and a decision is asked for."
            " Nothing has ended: decide together."
        ).format(day=day_words(last_day))
    return _("Last day, as planned: {day}").format(day=day_words(last_day))


def make_check_ins(shell: Shell, _place: Place) -> Screen:
    """The check-ins, brought to life."""
    screen = CheckInsScreen()
    CheckInsPresenter(shell, screen).refresh()
    return screen


class CheckInsPresenter(QObject):
    """Between the store and the list."""

    def __init__(self, shell: Shell, screen: CheckInsScreen) -> None:
        super().__init__(screen)
        self._shell, self._screen = shell, screen
        self._shown: tuple[tuple[Agreement, ...], str] | None = None
        shell.background.records_changed.connect(self._on_records_changed)
        screen.open_requested.connect(self._on_open)
        screen.record_requested.connect(self._on_record)
        screen.people_requested.connect(self._on_people)
        screen.support_requested.connect(self._on_support)
        timer = QTimer(self)
        timer.timeout.connect(self.refresh)
        timer.start(_LOOK_AGAIN_MS)

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        today = self._shell.now().date()

        def read(store: RecordStore) -> tuple[list[CheckIns], int]:
            found = [check_ins_of(card, today) for card in store.cards()]
            agreed = sorted((one for one in found if one is not None), key=lambda one: one.order)
            return agreed, store.waiting().total

        self._shell.background.ask(read, self._on_read, self._on_failed)

    @Slot(object)
    def _on_read(self, answer: tuple[list[CheckIns], int]) -> None:
        agreed, waiting = answer
        today = self._shell.now().date()
        shown = (tuple(agreement_words(one, today) for one in agreed), waiting_words(waiting))
        if shown != self._shown:
            self._shown = shown
            self._screen.show_agreements(*shown)

    @Slot(object)
    def _on_records_changed(self, _people: frozenset[PersonId]) -> None:
        self.refresh()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._screen.message.show_message(sentence(error), "late")

    @Slot(str)
    def _on_open(self, person: str) -> None:
        self._shell.go(Place(PlaceKind.CHECK_IN, PersonId(person)))

    @Slot(str)
    def _on_record(self, person: str) -> None:
        self._shell.go(Place(PlaceKind.FORM, PersonId(person), form=CONTACT_FORM))

    @Slot()
    def _on_people(self) -> None:
        self._shell.go(Place(PlaceKind.PEOPLE))

    @Slot()
    def _on_support(self) -> None:
        self._shell.go(Place(PlaceKind.DIRECTORY))
