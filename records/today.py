# SPDX-License-Identifier: Apache-2.0
"""What is due, for whom, by when: cards and the clocks brought together. Pure; `now` comes from the caller.

Deadlines are sorted and coloured; people never are (design 1.5).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from forms.answers import AnswerType, Given, LocalMoment, answer_from_json
from forms.clocks import ClockSettings, Discharge, UnknownZoneError
from forms.contacts import Contact, FollowUp, Mode, Outcome, follow_up_state
from records.operation import PersonId
from records.people import Card, Response
from records.store import Waiting

# How long before a plan is to be looked at again Today begins to say so.
_REVIEW_IN_SIGHT = dt.timedelta(days=14)
_FAR = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Due:
    """One person on Today.

    Attributes:
        follow_up: the clocks since the newest discharge; None where no discharge date is known.
        check_in_on: the next quiet check-in or the planned end of an agreement, whichever is sooner.
        review_on: when the plan is to be looked at again, from two weeks before until it says another day.
        half_done: forms left half done, `canonical|version`, newest first.
        to_agree: fields with two versions.
        only_here: transactions that only this laptop holds.
    """

    card: Card
    follow_up: FollowUp | None
    check_in_on: dt.date | None
    half_done: tuple[str, ...]
    to_agree: int
    only_here: int
    review_on: dt.date | None = None

    @property
    def deadline(self) -> dt.datetime | None:
        """The next deadline of the clocks that still run; None when nothing is due."""
        if self.follow_up is None or self.follow_up.headline is None:
            return None
        return self.follow_up.headline.deadline


@dataclass(frozen=True, slots=True)
class Today:
    """Everyone with something due, soonest first, then everyone else by name."""

    now: dt.datetime
    due: tuple[Due, ...]
    waiting: Waiting
    last_received_at: int | None


def make_today(
    cards: Iterable[Card],
    drafts: Mapping[PersonId, list[str]],
    to_agree: Mapping[PersonId, int],
    waiting: Waiting,
    last_received_at: int | None,
    settings: ClockSettings,
    now: dt.datetime,
) -> Today:
    """Today's list. `now` is aware."""
    due = [
        Due(
            card=card,
            follow_up=follow_up_of(card, settings, now),
            check_in_on=_next_check_in(card.check_in, now.date()),
            half_done=tuple(drafts.get(card.person, ())),
            to_agree=to_agree.get(card.person, 0),
            only_here=waiting.by_person.get(card.person, 0),
            review_on=_review(card, now.date()),
        )
        for card in cards
    ]
    return Today(now, tuple(sorted(due, key=_soonest)), waiting, last_received_at)


def _soonest(due: Due) -> tuple[dt.datetime, dt.date, str, str]:
    # The breached come first by themselves: their deadline is the oldest.
    deadline = due.deadline
    return (
        _FAR if deadline is None else deadline.astimezone(dt.UTC),
        min(due.check_in_on or dt.date.max, due.review_on or dt.date.max),
        due.card.sort_name,
        due.card.person,
    )


def follow_up_of(card: Card, settings: ClockSettings, now: dt.datetime) -> FollowUp | None:
    """The follow-up clocks of a person; None where no discharge date is known."""
    discharge = _discharge(card.discharge)
    if discharge is None:
        return None
    contacts = [one for one in map(_contact, card.visits) if one is not None]
    try:
        return follow_up_state(discharge, contacts, settings, now)
    except UnknownZoneError:
        # One place we cannot find must not take everybody else's deadlines off the screen.
        return None


def _discharge(response: Response | None) -> Discharge | None:
    moment = _moment(None if response is None else response.answers.get("disch_dt"))
    if response is None or moment is None:
        return None
    return Discharge(
        on=moment.on,
        at=moment.at,
        zone=moment.zone,
        suicide_risk=response.given("sui_risk_at_disch"),
        bed_type=_code(response, "bed_type"),
        destination=_code(response, "disch_dest"),
        method=_code(response, "disch_method"),
    )


def _code(response: Response, question: str) -> str | None:
    """A chosen code; None where something of another shape was written (I9)."""
    given = response.given(question)
    return given if isinstance(given, str) else None


def _contact(response: Response) -> Contact | None:
    moment = _moment(response.answers.get("contact_dt"))
    mode, outcome = _code(response, "contact_mode"), _code(response, "contact_outcome")
    if moment is None or mode not in set(Mode) or outcome not in set(Outcome):
        return None
    try:
        at = moment.instant()
    except ZoneInfoNotFoundError:
        return None
    return Contact(
        at=at,
        mode=Mode(mode),
        outcome=Outcome(outcome),
        with_person=response.given("with_person") is True,
        by_registered=response.given("registered") is True,
    )


def _moment(raw: Any) -> LocalMoment | None:
    answer = None if raw is None else answer_from_json(raw, AnswerType.MOMENT)
    value = answer.value if isinstance(answer, Given) else None
    return value if isinstance(value, LocalMoment) else None


def _next_check_in(agreement: Response | None, today: dt.date) -> dt.date | None:
    if agreement is None:
        return None
    rows = (row.get("ci_date_on") for row in agreement.rows.values())
    raw = [agreement.answers.get("ci_end"), *rows]
    answers = [answer_from_json(one, AnswerType.DATE) for one in raw if one is not None]
    dates = [one.value for one in answers if isinstance(one, Given) and isinstance(one.value, dt.date)]
    return min((one for one in dates if one >= today), default=None)


def _review(card: Card, today: dt.date) -> dt.date | None:
    if card.review_when is None:
        return None
    answer = answer_from_json({"given": card.review_when}, AnswerType.DATE)
    day = answer.value if isinstance(answer, Given) else None
    if not isinstance(day, dt.date) or day - today > _REVIEW_IN_SIGHT:
        return None
    return day
