# SPDX-License-Identifier: Apache-2.0
"""Brings what is due to Today, and looks again when something changes or a minute has passed."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.screens.screen import Screen
from desktop.screens.today_screen import DueCard, Picture, TodayScreen, TodayWords
from desktop.shell import Shell
from desktop.widgets.clock_picture import ClockMark
from desktop.wording import received_words, waiting_words
from forms.clock_picture import clock_picture
from forms.clock_words import counts_sentence, deadline_chip, picture_labels, picture_sentence
from forms.contact_words import explain_contact, professional_sentence
from forms.contacts import FollowUp, Urgency
from locales import _, format_language, ngettext
from records.operation import PersonId
from records.people import VISIT_FORM
from records.store import RecordStore
from records.today import Due, Today, make_today

TONES = {Urgency.LATE: "late", Urgency.SOON: "soon", Urgency.DONE: "done"}
_LOOK_AGAIN_MS = 60_000


def make_today_screen(shell: Shell, _place: Place) -> Screen:
    """Today, brought to life."""
    screen = TodayScreen(shell.site)
    TodayPresenter(shell, screen).refresh()
    return screen


class TodayPresenter(QObject):
    """Between the store and Today."""

    def __init__(self, shell: Shell, screen: TodayScreen) -> None:
        super().__init__(screen)
        self._shell = shell
        self._screen = screen
        self._today: Today | None = None
        self._words: TodayWords | None = None
        shell.background.records_changed.connect(self.refresh)
        screen.action_requested.connect(self._on_action_requested)
        screen.open_requested.connect(self._on_open_requested)
        screen.new_person_requested.connect(self._on_new_person_requested)
        timer = QTimer(self)
        timer.timeout.connect(self.refresh)
        timer.start(_LOOK_AGAIN_MS)

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        now, settings = self._shell.now(), self._shell.clock_settings

        def read(store: RecordStore) -> Today:
            return make_today(
                store.cards(),
                store.people_with_drafts(),
                store.people_to_agree(),
                store.waiting(),
                store.last_received_at(),
                settings,
                now,
            )

        self._shell.background.ask(read, self._on_read, self._on_failed)

    @Slot(object)
    def _on_read(self, today: Today) -> None:
        self._today = today
        words = today_words(today)
        if words != self._words:
            self._words = words
            self._screen.show_today(words)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._screen.message.show_message(sentence(error), "late")

    @Slot(str)
    def _on_action_requested(self, person: str) -> None:
        due = self._due_of(PersonId(person))
        if due is not None and (_wants_visit(due) or _is_half_done(due)):
            self._shell.go(Place(PlaceKind.FORM, PersonId(person), form=VISIT_FORM))
        else:
            self._shell.go(Place(PlaceKind.PERSON, PersonId(person)))

    @Slot(str)
    def _on_open_requested(self, person: str) -> None:
        self._shell.go(Place(PlaceKind.PERSON, PersonId(person)))

    @Slot()
    def _on_new_person_requested(self) -> None:
        self._shell.go(Place(PlaceKind.NEW_PERSON))

    def _due_of(self, person: PersonId) -> Due | None:
        everyone = self._today.due if self._today is not None else ()
        return next((one for one in everyone if one.card.person == person), None)


def today_words(today: Today) -> TodayWords:
    """Today in words."""
    waiting = today.waiting.total
    return TodayWords(
        day=_day_words(today.now),
        lead=_lead(today),
        waiting=waiting_words(waiting),
        oldest=_oldest(today) if waiting else "",
        received=received_words(today.last_received_at),
        cards=tuple(_card(one, today.now, first=number == 0) for number, one in enumerate(today.due)),
    )


def _day_words(now: datetime) -> str:
    from babel.dates import format_date

    return str(format_date(now.date(), "EEEE d MMMM", locale=format_language()))


def _lead(today: Today) -> str:
    visits = sum(_wants_visit(one) for one in today.due)
    if not today.due:
        return _("Nobody is on this laptop yet.")
    ready = _("Ready to work without signal: everyone’s plan is on this laptop.")
    if not visits:
        return _("No follow-up visit is due. {ready}").format(ready=ready)
    count = ngettext("{count} follow-up visit is due.", "{count} follow-up visits are due.", visits)
    return f"{count.format(count=visits)} {ready}"


def _oldest(today: Today) -> str:
    oldest = today.waiting.oldest_at
    if oldest is None:
        return ""
    minutes = max(0, int(today.now.timestamp() - oldest / 1000) // 60)
    if minutes < 60:
        return _("oldest: less than an hour")
    hours = minutes // 60
    if hours < 48:
        return ngettext("oldest: {count} hour", "oldest: {count} hours", hours).format(count=hours)
    days = hours // 24
    return ngettext("oldest: {count} day", "oldest: {count} days", days).format(count=days)


def _is_half_done(due: Due) -> bool:
    return any(one.startswith(f"{VISIT_FORM}|") for one in due.half_done)


def _wants_visit(due: Due) -> bool:
    return due.follow_up is not None and bool(due.follow_up.still_due)


def _card(due: Due, now: datetime, *, first: bool) -> DueCard:
    card = due.card
    half_done = _is_half_done(due)
    wants = _wants_visit(due)
    action = _("Go on with the visit") if half_done else _("Start visit") if wants else _("Open")
    called = "" if card.called == card.name else _("likes to be called {called}").format(called=card.called)
    return DueCard(
        person=card.person,
        name=card.name,
        called=called,
        line=_line(due, now),
        chips=tuple(_chips(due, now)),
        picture=_picture(due.follow_up) if wants else None,
        notes=tuple(_notes(due.follow_up, now)) if due.follow_up is not None else (),
        action=action,
        primary=first,
        may_open=half_done or wants,
    )


def _line(due: Due, now: datetime) -> str:
    parts = []
    follow_up = due.follow_up
    if follow_up is None:
        parts.append(_("No discharge date is known yet."))
    elif follow_up.still_due:
        parts.append(counts_sentence(follow_up.clocks, now))
    safe = due.card.given("safe_contact")
    if safe:
        parts.append(str(safe))
    if due.card.given("interpreter") is True:
        language = due.card.given("language") or _("language not known")
        parts.append(_("Interpreter: {language}.").format(language=language))
    return " ".join(parts)


def _chips(due: Due, now: datetime) -> list[tuple[str, str, str]]:
    chips = []
    if due.follow_up is not None:
        tone = TONES.get(due.follow_up.urgency, "neutral")
        icon = {"late": "warning", "soon": "today", "done": "tick"}.get(tone, "today")
        chips.append((deadline_chip(due.follow_up), tone, icon))
    if due.check_in_on is not None:
        chips.append((_("Check-in {day}").format(day=_short_day(due.check_in_on)), "neutral", "check_ins"))
    if due.to_agree:
        chips.append((_("Two versions to agree"), "person_words", "two"))
    if due.review_on is not None:
        chips.append(_review_chip(due.review_on, now.date()))
    return chips


def _review_chip(day: date, today: date) -> tuple[str, str, str]:
    if day <= today:
        return _("Plan: look again"), "soon", "today"
    return _("Plan: look again {day}").format(day=_short_day(day)), "neutral", "today"


def _short_day(day: date) -> str:
    from babel.dates import format_date

    return str(format_date(day, "EEE d MMM", locale=format_language()))


def _picture(follow_up: FollowUp | None) -> Picture | None:
    if follow_up is None:
        return None
    picture = clock_picture(follow_up.clocks, follow_up.now)
    labels = picture_labels(picture)
    tone = TONES.get(follow_up.target.urgency, "ink")
    marks = [
        ClockMark(0.0, labels.left),
        ClockMark(picture.positions.now, labels.now, tone="ink", line=True),
        ClockMark(picture.positions.target, labels.target, tone=tone, line=True),
    ]
    if labels.national_opens and labels.national_closes:
        marks.append(ClockMark(picture.positions.national_opens, labels.national_opens, above=False))
        marks.append(ClockMark(picture.positions.national_closes, labels.national_closes, above=False))
    return Picture(picture.positions.now, tuple(marks), picture_sentence(picture))


def _notes(follow_up: FollowUp, now: datetime) -> list[str]:
    if not follow_up.still_due:
        return []
    notes = [explain_contact(one, follow_up.clocks, now) for one in follow_up.verdicts[-1:]]
    professional = professional_sentence(follow_up)
    if follow_up.verdicts and professional:
        notes.append(professional)
    return notes
