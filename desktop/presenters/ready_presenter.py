# SPDX-License-Identifier: Apache-2.0
"""Brings what is known before leaving to its page. Says "not known" rather than nothing; never "ready"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import QObject, Slot

from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.presenters.back_by import find_back_by, forget_back_by, keep_back_by
from desktop.presenters.today_reader import read_today
from desktop.questions.reading import read_time
from desktop.screens.ready_screen import ReadyLine, ReadyScreen, ReadyWords
from desktop.screens.screen import Screen
from desktop.settings import PEER, REGISTERED, keep_visits_as, read_settings
from desktop.shell import Shell
from desktop.this_laptop import Battery, Printers, read_battery, read_printers
from desktop.wording import date_words, list_words, moment_words, received_words
from forms.site import Site, SiteTrouble, crisis_contacts, site_troubles
from forms.site_words import trouble_sentence
from locales import _, ngettext
from records.answered import date_in
from records.people import Card
from records.store import RecordStore
from records.today import Due, Today

_ENOUGH_MINUTES = 4 * 60


@dataclass(frozen=True, slots=True)
class _Read:
    today: Today
    back_by: time | None


def make_ready(shell: Shell, _place: Place) -> Screen:
    """Before leaving, brought to life."""
    screen = ReadyScreen(shell.site)
    ReadyPresenter(shell, screen).refresh()
    return screen


class ReadyPresenter(QObject):
    """Between the store, this laptop and the page."""

    def __init__(self, shell: Shell, screen: ReadyScreen) -> None:
        super().__init__(screen)
        self._shell, self._screen = shell, screen
        self._shown: ReadyWords | None = None
        self._said: time | None = None
        self.battery, self.printers = read_battery(), read_printers()
        shell.background.records_changed.connect(self._on_records_changed)
        screen.back_by_typed.connect(self._on_back_by)
        screen.visits_as_chosen.connect(self._on_visits_as)
        screen.today_requested.connect(self._on_today)

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        now, settings = self._shell.now(), self._shell.clock_settings

        def read(store: RecordStore) -> _Read:
            return _Read(read_today(store, settings, now), find_back_by(store, now.date()))

        self._shell.background.ask(read, self._on_read, self._on_failed)

    @Slot(object)
    def _on_records_changed(self, _people: object) -> None:
        self.refresh()

    @Slot(object)
    def _on_read(self, read: _Read) -> None:
        self._said = read.back_by
        words = ready_words(
            read.today,
            self._shell.site,
            self.battery,
            self.printers,
            read.back_by,
            read_settings(self._shell.profile.settings).visits_as,
            site_troubles(self._shell.profile.site),
        )
        if words != self._shown:
            self._shown = words
            self._screen.show_ready(words)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._screen.message.show_message(sentence(error), "late")

    @Slot(str)
    def _on_back_by(self, typed: str) -> None:
        today = self._shell.now().date()
        at = read_time(typed) if typed.strip() else None
        if at is None and typed.strip():
            self._screen.show_back_by_line(_("That is not a time yet. Type one such as 18:30."))
            return
        if at == self._said:
            self._screen.show_back_by_line(_back_by_line(at))
            return

        def keep(store: RecordStore) -> time | None:
            if at is None:
                forget_back_by(store)
            else:
                keep_back_by(store, today, at)
            return at

        self._shell.background.change(keep, self._on_kept, self._on_failed)

    @Slot(object)
    def _on_kept(self, at: time | None) -> None:
        self._said = at
        self._screen.show_kept(_back_by_line(at))

    @Slot(str)
    def _on_visits_as(self, visits_as: str) -> None:
        try:
            keep_visits_as(self._shell.profile.settings, visits_as)
        except OSError:
            said = _("That could not be kept on this laptop. Nothing else has changed; try again.")
            self._screen.message.show_message(said, "late")
        self.refresh()

    @Slot()
    def _on_today(self) -> None:
        self._shell.go(Place(PlaceKind.TODAY))


def ready_words(
    today: Today,
    site: Site,
    battery: Battery | None,
    printers: Printers,
    back_by: time | None,
    visits_as: str,
    troubles: Sequence[SiteTrouble] = (),
) -> ReadyWords:
    """The page in words; `troubles` are what could not be used of the service's own settings."""
    on = today.now.date()
    groups = (
        (_("On this laptop"), tuple(_here(today))),
        (_("Somebody to ring"), (*_to_ring(site, on), *map(_trouble_line, troubles))),
        (_("Interpreters"), tuple(_interpreters(today, on))),
        (_("The machine"), (_battery_line(battery), _printer_line(printers))),
    )
    return ReadyWords(
        received=received_words(today.last_received_at),
        groups=groups,
        back_by="" if back_by is None else f"{back_by:%H:%M}",
        back_by_line=_back_by_line(back_by),
        visits_as=visits_as,
        visits_as_line=_visits_as_line(visits_as),
    )


def _here(today: Today) -> Iterator[ReadyLine]:
    count = len(today.due)
    if not count:
        yield ReadyLine(_("People:"), _("Nobody is on this laptop yet."), "soon")
    else:
        yield ReadyLine(
            _("People:"),
            ngettext(
                "{count} person, with their plan. They open without signal.",
                "{count} people, with their plans. They open without signal.",
                count,
            ).format(count=count),
            "done",
        )
    if today.last_received_at is None:
        said = _("This laptop has not yet had everything from the team. What is here may not be all.")
        yield ReadyLine(_("Plans and contacts as of:"), said, "soon")
    else:
        when = moment_words(today.last_received_at)
        said = _("{when}. What colleagues wrote since then is not here.").format(when=when)
        yield ReadyLine(_("Plans and contacts as of:"), said)
    if today.waiting.total:
        said = _("Some of your work is only on this laptop. Send it from Sync while you have signal.")
        yield ReadyLine(_("Not received yet:"), said, "soon")


def _to_ring(site: Site, on: date) -> Iterator[ReadyLine]:
    senior = site.senior_on_duty
    if senior is None:
        said = _("Not written down on this laptop. Ask for a name and a number before you leave.")
        yield ReadyLine(_("Senior on duty:"), said, "soon")
    else:
        said = _("{name}, {number}. Whether they are free is not known here.")
        yield ReadyLine(_("Senior on duty:"), said.format(name=senior.name, number=senior.phone))
    checked, overdue = crisis_contacts(site, on)
    for one in checked:
        assert one.checked_on is not None
        said = _("{number}, checked on {day}").format(number=one.number, day=date_words(one.checked_on))
        yield ReadyLine(_("{name}:").format(name=one.name), said, "done")
    for one in overdue:
        said = _("this number needs checking. It is left off paper until somebody has rung it.")
        yield ReadyLine(_("{name}:").format(name=one.name), said, "soon")
    if not site.crisis_contacts:
        said = _("Your service has written none down here. 999 and 111 are always shown.")
        yield ReadyLine(_("Local crisis numbers:"), said)


def _trouble_line(trouble: SiteTrouble) -> ReadyLine:
    return ReadyLine(_("Your service’s settings:"), trouble_sentence(trouble), "soon")


def _interpreters(today: Today, on: date) -> Iterator[ReadyLine]:
    wanted = [one.card for one in today.due if _is_for(one, on) and one.card.given("interpreter") is True]
    if not wanted:
        yield ReadyLine(
            _("Interpreter:"), _("Nobody with something due asked for one, as far as is written.")
        )
    for card in wanted:
        yield _interpreter_line(card, on)


def _interpreter_line(card: Card, on: date) -> ReadyLine:
    lead = _("{name}:").format(name=card.called)
    booked = date_in(card.details, "interpreter_for")
    if booked == on:
        said = _("an interpreter is booked for today, {language}. Whether they can come is not known here.")
        return ReadyLine(lead, said.format(language=_language(card)))
    said = _("an interpreter is wanted, {language}. None is written down as booked for today: check.")
    return ReadyLine(lead, said.format(language=_language(card)), "soon")


def _language(card: Card) -> str:
    return str(card.given("language") or _("language not known"))


def _is_for(due: Due, on: date) -> bool:
    """Whether somebody may be seen or rung on this day."""
    visit = due.follow_up is not None and bool(due.follow_up.still_due)
    promised = any(one.by is not None and one.by.on <= on for one in due.promises)
    return visit or promised or due.check_in_on == on


def _battery_line(battery: Battery | None) -> ReadyLine:
    lead = _("Battery:")
    if battery is None:
        return ReadyLine(lead, _("This laptop does not say. Look at it yourself, and take the charger."))
    said = [_how_full(battery.left)]
    if battery.minutes is not None:
        hours = round(battery.minutes / 60)
        said.append(
            ngettext("it says about {count} hour", "it says about {count} hours", hours).format(count=hours)
            if hours
            else _("it says less than half an hour")
        )
    elif battery.plugged_in:
        said.append(_("plugged in; how long it lasts is not known"))
    short = battery.left < 0.5 or (battery.minutes is not None and battery.minutes < _ENOUGH_MINUTES)
    return ReadyLine(lead, _("; ").join(said), "soon" if short else "done")


def _how_full(left: float) -> str:
    if left >= 0.95:
        return _("full")
    if left >= 0.7:
        return _("about three quarters")
    if left >= 0.4:
        return _("about half")
    return _("about a quarter") if left >= 0.15 else _("nearly empty")


def _printer_line(printers: Printers) -> ReadyLine:
    lead = _("Printer:")
    if not printers.names:
        said = _("None is set up on this laptop. A slip can be saved, or copied by hand from a large page.")
        return ReadyLine(lead, said)
    first = [one for one in (printers.usual,) if one in printers.names]
    names = [*first, *(one for one in printers.names if one not in first)]
    said = _("{names}. Whether it is switched on, with paper in it, is not known here.")
    return ReadyLine(lead, said.format(names=list_words(names)))


def _back_by_line(at: time | None) -> str:
    if at is None:
        return _("Kept on this laptop only, for today. Nobody else sees it.")
    said = _("You said {time}. It is kept on this laptop only, for today: tell somebody yourself.")
    return said.format(time=f"{at:%H:%M}")


def _visits_as_line(visits_as: str) -> str:
    if visits_as == PEER:
        return _(
            "Clinical and legal questions are left for a registered colleague, and one press asks for one"
            " today."
        )
    if visits_as == REGISTERED:
        return _("Every question is asked.")
    return _("Every question is asked, until you say otherwise.")
