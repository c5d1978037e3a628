# SPDX-License-Identifier: Apache-2.0
"""What a card says whatever the time is: discharges, contacts and promises, read out of its answers once.

Never looks at a clock: whoever does (records.today) asks again each minute; a card stays as it is for days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forms.clocks import Discharge
from forms.contacts import Contact, Mode, Outcome
from records.answered import code_in, date_in, instant_in, instant_of, moment_in
from records.check_ins import death_in_doubt, everything_on, has_died
from records.people import NO_REPLY_FORM, Card, Response
from records.promises import Promise, promises_of

_MODES, _OUTCOMES = frozenset(Mode), frozenset(Outcome)


@dataclass(frozen=True, slots=True)
class Known:
    """One person as lists ask about them.

    Attributes:
        discharges: every leaving of hospital whose day is known, the newest last.
        told: all of them in the order in which they were told; None for one without a day.
        contacts: everything that was done or tried, in the order in which it was written.
        promises: kept or not: open ones first, and the soonest first.
        readmitted: days since which somebody told us that they are in hospital again.
        medicines_until: the day on which the medicines at home are used up, as they were counted last.
        died: the record says that they have died; then nothing is asked of anybody (domain J).
        death_in_doubt: the day of a death that was written down, and a later one on which they lived.
        newest: the newest moment that anything here carries, ms UTC.
    """

    card: Card
    discharges: tuple[Discharge, ...]
    told: tuple[Discharge | None, ...]
    contacts: tuple[Contact, ...]
    promises: tuple[Promise, ...]
    readmitted: tuple[dt.date, ...]
    born_on: dt.date | None
    review_when: dt.date | None
    medicines_until: dt.date | None
    newest: int | None
    died: bool = False
    death_in_doubt: tuple[dt.date, dt.date] | None = None


def known_of(card: Card) -> Known:
    """Everything at once; the words of promises are in the language that is active."""
    told = sorted(_told(card), key=lambda one: (one.at, one.entity))
    readmitted = (_readmitted_on(one) for one in card.handovers)
    return Known(
        card=card,
        discharges=discharges_of(card),
        told=tuple(_discharge(one) for one in told),
        contacts=contacts_of(card),
        promises=promises_of(card),
        readmitted=tuple(day for day in readmitted if day is not None),
        born_on=date_in(card.details, "dob"),
        review_when=date_in({"review_when": {"given": card.review_when}}, "review_when"),
        medicines_until=_medicines_until(card),
        died=has_died(everything_on(card)),
        death_in_doubt=death_in_doubt(everything_on(card)),
        newest=max((one.at for one in (*told, *card.visits, *card.handovers)), default=None),
    )


def discharges_of(card: Card) -> tuple[Discharge, ...]:
    """Every leaving of hospital whose day is known, the newest last."""
    return tuple(one for one in map(_discharge, _told(card)) if one is not None)


def contacts_of(card: Card) -> tuple[Contact, ...]:
    """Everything that was done or tried, in the order in which it was written: visits, then no replies."""
    met = [one for one in map(_contact, card.visits) if one is not None]
    tried = [one for each in card.handovers if each.form == NO_REPLY_FORM for one in _attempts(each)]
    return (*met, *tried)


def _told(card: Card) -> tuple[Response, ...]:
    """The discharges; of a card that an earlier Keepwell folded the newest alone."""
    alone = () if card.discharge is None else (card.discharge,)
    return card.discharges or alone


def _discharge(response: Response) -> Discharge | None:
    moment = moment_in(response.answers, "disch_dt")
    if moment is None:
        return None
    risk = response.given("sui_risk_at_disch")
    return Discharge(
        on=moment.on,
        at=moment.at,
        zone=moment.zone,
        suicide_risk=risk if isinstance(risk, bool) else None,
        bed_type=code_in(response.answers, "bed_type"),
        destination=code_in(response.answers, "disch_dest"),
        method=code_in(response.answers, "disch_method"),
    )


def _contact(response: Response) -> Contact | None:
    at = instant_of(moment_in(response.answers, "contact_dt"))
    mode, outcome = (code_in(response.answers, one) for one in ("contact_mode", "contact_outcome"))
    if at is None or mode not in _MODES or outcome not in _OUTCOMES:
        return None
    return Contact(
        at=at,
        mode=Mode(mode),
        outcome=Outcome(outcome),
        with_person=response.given("with_person") is True,
        by_registered=response.given("registered") is True,
    )


def _attempts(no_reply: Response) -> list[Contact]:
    """Each time somebody tried; whatever was heard, nobody was met, so none of them answers a clock."""
    found = []
    for _row, answers in sorted(no_reply.rows.items()):
        at, how = instant_in(answers, "nc_attempt_when"), code_in(answers, "nc_attempt_how")
        if at is not None:
            mode = Mode(how) if how in _MODES else Mode.OTHER
            found.append(Contact(at, mode, Outcome.DID_NOT_ATTEND, with_person=False, by_registered=False))
    return found


def _readmitted_on(no_reply: Response) -> dt.date | None:
    """Since when somebody is in hospital again, where a no reply says so; else the day it was tried."""
    found = {code_in(no_reply.answers, one) for one in ("nc_type", "nc_close")}
    if no_reply.form != NO_REPLY_FORM or "in_hospital" not in found:
        return None
    tried = [moment_in(row, "nc_attempt_when") for row in no_reply.rows.values()]
    days = [one.on for one in tried if one is not None]
    return date_in(no_reply.answers, "nc_found_since") or min(days, default=None)


def _medicines_until(card: Card) -> dt.date | None:
    for visit in reversed(card.visits):
        days = visit.given("meds_days")
        is_count = isinstance(days, int) and not isinstance(days, bool) and 0 <= days <= 365
        met = moment_in(visit.answers, "contact_dt") if is_count else None
        if met is not None:
            until = met.on.toordinal() + days
            return dt.date.fromordinal(min(until, dt.date.max.toordinal()))
    return None
