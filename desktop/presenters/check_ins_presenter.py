# SPDX-License-Identifier: Apache-2.0
"""Brings everyone who has a check-in plan to the list, soonest first, and leads on from there.

Never ends anything: a last day that has passed asks for a decision (domain M6, hazard 24).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.questions.reading import day_words
from desktop.screens.check_ins_screen import Agreement, CheckInsScreen
from desktop.screens.screen import Screen
from desktop.shell import Shell
from desktop.wording import identifiers, waiting_words
from locales import _
from records.operation import PersonId
from records.people import CONTACT_FORM, Card, Response
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
    """

    card: Card
    missed: date | None
    coming: date | None
    last_day: date | None
    heard: date | None
    named: str

    @property
    def order(self) -> tuple[date, str]:
        """What went by first, then what comes next, then by name."""
        return self.missed or self.coming or _NEVER, self.card.sort_name


def check_ins_of(card: Card, today: date) -> CheckIns | None:
    """What was agreed with this person; None where nothing was."""
    agreement = card.check_in
    if agreement is None:
        return None
    days = sorted(filter(None, (_day(_given(row.get("ci_date_on"))) for row in agreement.rows.values())))
    heard = max(filter(None, map(_contact_day, card.check_in_contacts)), default=None)
    went_by = [day for day in days if day < today and (heard is None or heard < day)]
    lead = agreement.given("ci_lead")
    return CheckIns(
        card=card,
        missed=max(went_by, default=None),
        coming=min((day for day in days if day >= today and day != heard), default=None),
        last_day=_day(agreement.given("ci_end")),
        heard=heard,
        named=str(lead.get("name", "")) if isinstance(lead, dict) else "",
    )


def _contact_day(contact: Response) -> date | None:
    moment = contact.given("cc_dt")
    return _day(moment.get("date")) if isinstance(moment, dict) else None


def _given(raw: Any) -> Any:
    return raw.get("given") if isinstance(raw, dict) else None


def _day(raw: Any) -> date | None:
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:  # typed and not readable: shown with the agreement, and no day here
        return None


def agreement_words(one: CheckIns, today: date) -> Agreement:
    """The card in words."""
    name, born, number = identifiers(one.card)
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
        return _("The last day that was planned was {day}. Nothing has ended: decide together.").format(
            day=day_words(last_day)
        )
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
        self._shell.go(Place(PlaceKind.PERSON, PersonId(person)))

    @Slot(str)
    def _on_record(self, person: str) -> None:
        self._shell.go(Place(PlaceKind.FORM, PersonId(person), form=CONTACT_FORM))

    @Slot()
    def _on_people(self) -> None:
        self._shell.go(Place(PlaceKind.PEOPLE))
