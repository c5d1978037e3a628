# SPDX-License-Identifier: Apache-2.0
"""Today in words: each deadline, what we promised, who still has to be told. Pure; colours no person."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta

from desktop.presenters.today_lines import card_lines
from desktop.screens.due_card import DueCard, Picture
from desktop.screens.today_screen import TodayWords
from desktop.widgets.clock_picture import ClockMark
from desktop.wording import received_words, waiting_words
from forms.clock_picture import clock_picture
from forms.clock_words import counts_sentence, deadline_chip, picture_labels, picture_sentence
from forms.contact_words import explain_contact, professional_sentence
from forms.contacts import FollowUp, Urgency
from forms.doubt_words import clock_sentence, doubt_sentence
from locales import _, format_language, ngettext
from records.people import VISIT_FORM
from records.today import Due, Today

TONES = {Urgency.LATE: "late", Urgency.SOON: "soon", Urgency.DONE: "done"}


_FAR = datetime.max.replace(tzinfo=UTC)
MOST_SHOWN = 20
"""People whose cards show before somebody asks for more: nobody reads five hundred, and each costs time."""


def today_words(
    today: Today, back_by: time | None = None, *, is_peer: bool = False, most: int = MOST_SHOWN
) -> TodayWords:
    """Today in words.

    Args:
        today: as it was read.
        back_by: when the worker said they would be back today.
        is_peer: a peer worker looks: what is for a registered colleague is not theirs to call done.
        most: people to show, the soonest first. Whoever still has to be told of something always shows.
    """
    most = max(most, sum(bool(one.owed) for one in today.due))
    waiting = today.waiting.total
    return TodayWords(
        day=_day_words(today.now),
        lead=_lead(today),
        waiting=waiting_words(waiting),
        oldest=_oldest(today) if waiting else "",
        received=received_words(today.last_received_at),
        cards=tuple(
            _card(one, today.now, first=number == 0, is_peer=is_peer)
            for number, one in enumerate(today.due[:most])
        ),
        back_by="" if back_by is None else _back_by(back_by),
        further=_further(today, most),
        heed=() if today.written_ahead is None else (clock_sentence(today.written_ahead, today.now),),
    )


def _further(today: Today, most: int) -> str:
    """Says how much does not show, and above all what of it is late."""
    left = today.due[most:]
    if not left:
        return ""
    said = ngettext(
        "{count} more person is on this laptop.", "{count} more people are on this laptop.", len(left)
    )
    # They are in this order already.
    late = bisect_left(left, today.now, key=lambda one: one.soonest or _FAR)
    if not late:
        later = _("Nothing is late for anybody further down.")
    else:
        later = ngettext(
            "For {count} of them something is late too.", "For {count} of them something is late too.", late
        ).format(count=late)
    return f"{said.format(count=len(left))} {later}"


def _back_by(at: time) -> str:
    return _("You said you would be back by {time}. Only this laptop knows.").format(time=f"{at:%H:%M}")


def _day_words(now: datetime) -> str:
    from babel.dates import format_date

    return str(format_date(now.date(), "EEEE d MMMM", locale=format_language()))


def _lead(today: Today) -> str:
    visits = sum(wants_visit(one) for one in today.due)
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


def died_sentence() -> str:
    """Said gently, once, where somebody would be sent to a door (domain J)."""
    return _("The record says that they have died. No visit, call or check-in is asked for any more.")


def is_half_done(due: Due) -> bool:
    """Whether a visit is half written here, or was sent unfinished for anybody to go on with."""
    return bool(due.card.unfinished) or any(one.startswith(f"{VISIT_FORM}|") for one in due.half_done)


def wants_visit(due: Due) -> bool:
    """Whether the follow-up after hospital is still to be done."""
    return due.follow_up is not None and bool(due.follow_up.still_due)


def _card(due: Due, now: datetime, *, first: bool, is_peer: bool) -> DueCard:
    card = due.card
    half_done = is_half_done(due)
    wants = wants_visit(due)
    may_visit = half_done and not due.died
    action = _("Go on with the visit") if may_visit else _("Start visit") if wants else _("Open")
    called = "" if card.called == card.name else _("likes to be called {called}").format(called=card.called)
    return DueCard(
        person=card.person,
        name=card.name,
        called=called,
        line=_line(due, now),
        chips=tuple(_chips(due, now)),
        picture=_picture(due.follow_up) if wants else None,
        notes=tuple(_notes(due, now)),
        action=action,
        primary=first and not due.owed,
        may_open=may_visit or wants,
        lines=tuple(card_lines(due, now, is_peer=is_peer, first=first)),
        no_one_answered=wants or due.check_in_on == now.date(),
    )


def _line(due: Due, now: datetime) -> str:
    parts = []
    follow_up = due.follow_up
    if due.died:
        return died_sentence()
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
    if due.medicines_until is not None:
        chips.append(_medicines_chip(due.medicines_until, now.date()))
    if due.review_on is not None:
        chips.append(_review_chip(due.review_on, now.date()))
    return chips


def _medicines_chip(day: date, today: date) -> tuple[str, str, str]:
    words = _("Medicines at home until {day}").format(day=_short_day(day))
    return words, "soon" if day - today <= timedelta(days=2) else "neutral", "today"


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


def _notes(due: Due, now: datetime) -> list[str]:
    notes = [doubt_sentence(one, now) for one in due.doubts]
    follow_up = due.follow_up
    if follow_up is None or not follow_up.still_due:
        return notes
    notes += [explain_contact(one, follow_up.clocks, now) for one in follow_up.verdicts[-1:]]
    professional = professional_sentence(follow_up)
    if follow_up.verdicts and professional:
        notes.append(professional)
    return notes
