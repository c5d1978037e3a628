# SPDX-License-Identifier: Apache-2.0
"""What the agreements to check in ask of us, read from filled forms (rules: forms.check_ins).

Never ends an agreement because of a date: only a decision that both agreed to does (domain M6, hazard 24).
Never repeats whom a silence rule names: that is read where it can be held against who must not be told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from forms.answers import LocalMoment
from forms.check_ins import (
    Agreement,
    Moved,
    StartedBy,
    Touch,
    decision_asked_on,
    is_over,
    quiet_answered,
    silence_answered,
)
from forms.contacts import ATTENDED
from records.answered import code_in, date_in, given_in, instant_of, moment_in, text_in
from records.operation import EntityId
from records.people import (
    CHECK_IN_FORM,
    CONTACT_FORM,
    DISCHARGE_FORM,
    LEAVING_FORM,
    NO_REPLY_FORM,
    VISIT_FORM,
    Card,
    Response,
)

AGREED_ZONE = "Europe/London"
"""Where the days of an agreement are counted: they carry no zone of their own."""
AGREE, AGREE_NOT, NOT_YET = "agree", "agree_not", "not_yet"
EXTEND, READY = "extend", "ready"
_DIED_METHOD, _DIED_DESTINATION = "4", "79"


class OwedKind(StrEnum):
    """What is owed on a day."""

    QUIET = "quiet_check_in"  # we said that we would get in touch
    SILENCE = "silence"  # what the person asked for, if nobody has heard from them
    DECISION = "decision"  # the planned last day: we look at it together


@dataclass(frozen=True, slots=True)
class Owed:
    """One day of an agreement.

    Attributes:
        key: names it within the agreement; another day of the same line is another one, not yet kept.
        how: in the words in which it was agreed; empty for a silence (see the module).
        answered_at: when what answers it was written, ms UTC; None while it is owed.
    """

    entity: EntityId
    kind: OwedKind
    key: str
    how: str
    who: str
    on: dt.date
    answered_at: int | None = None


def everything_on(card: Card) -> tuple[Response, ...]:
    """What a card holds that days follow from; of an older Keepwell’s the newest agreement."""
    newest = () if card.check_in is None else (card.check_in,)
    contacts = (*card.visits, *card.handovers, *card.check_in_contacts)
    return (*contacts, *(card.support or newest), *card.discharges, *card.carers)


def agreement_of(response: Response) -> Agreement:
    """The days of an agreement as it stands."""
    rows = response.rows.values()
    quiet = (date_in(row, "ci_date_on") for row in rows)
    silence = (date_in(row, "ci_silence_by") for row in rows)
    return Agreement(
        start=date_in(response.answers, "ci_start"),
        end=date_in(response.answers, "ci_end"),
        quiet=frozenset(day for day in quiet if day is not None),
        silence=frozenset(day for day in silence if day is not None),
    )


def open_agreements(responses: Iterable[Response]) -> tuple[Response, ...]:
    """The agreements that no decision has ended, oldest first; there should be one at most."""
    return tuple(one for one, _days in _open(tuple(responses)))


def _open(every: tuple[Response, ...]) -> list[tuple[Response, Agreement]]:
    read = [(one, agreement_of(one)) for one in every if one.form == CHECK_IN_FORM]
    left = _left(every, read)
    return [(one, days) for one, days in read if not is_over(days, one.at, left)]


def _left(
    responses: Sequence[Response], agreements: Sequence[tuple[Response, Agreement]]
) -> list[tuple[dt.date, int]]:
    """The decisions to leave that hold: those that no refusal has taken back since."""
    refused = _decided(responses, frozenset({AGREE_NOT, NOT_YET}))
    return [
        (day, at)
        for day, at in _decided(responses, frozenset({AGREE}))
        if day is not None and not _taken_back(day, at, refused, agreements)
    ]


def _taken_back(
    day: dt.date,
    at: int,
    refused: Iterable[tuple[dt.date | None, int]],
    agreements: Sequence[tuple[Response, Agreement]],
) -> bool:
    """Whether the person said no on that day or later; of two on one day support goes on.

    What was said after another agreement had begun is about that one.
    """
    begun = [days.start for one, days in agreements if not is_over(days, one.at, [(day, at)])]
    return any(
        written >= at if said_on is None else said_on >= day and not any(_by(said_on, one) for one in begun)
        for said_on, written in refused
    )


def _by(day: dt.date, start: dt.date | None) -> bool:
    return start is None or start <= day


def _decided(responses: Iterable[Response], codes: frozenset[str]) -> list[tuple[dt.date | None, int]]:
    found = [one for one in responses if one.form == LEAVING_FORM]
    return [
        (date_in(one.answers, "cd_when"), one.at)
        for one in found
        if code_in(one.answers, "cd_decision") in codes
    ]


def asked_on(agreement: Response, responses: Iterable[Response]) -> dt.date | None:
    """The day by whose end a decision is asked for, with everything that moved it since it was agreed."""
    return _asked_on(agreement_of(agreement), responses)


def _asked_on(days: Agreement, responses: Iterable[Response]) -> dt.date | None:
    since = days.start or dt.date.min
    return decision_asked_on(days, [one for one in _moved(responses) if one.said_on >= since])


def _moved(responses: Iterable[Response]) -> Iterator[Moved]:
    for one in responses:
        if one.form == CONTACT_FORM and code_in(one.answers, "cc_result") == EXTEND:
            said_on, until = day_of(moment_in(one.answers, "cc_dt")), date_in(one.answers, "cc_result_until")
        elif one.form == LEAVING_FORM and code_in(one.answers, "cd_decision") in {AGREE_NOT, NOT_YET}:
            said_on, until = date_in(one.answers, "cd_when"), date_in(one.answers, "cd_again_when")
        else:
            continue
        if said_on is not None and until is not None:
            yield Moved(said_on, until)


def owed_days(responses: Iterable[Response]) -> Iterator[Owed]:
    """Every day of every agreement that goes on, answered or not; none where the person has died."""
    every = tuple(responses)
    agreements = _open(every)
    if not agreements or has_died(every):
        return
    touches = touches_of(every)
    for one, days in agreements:
        yield from _owed(one, days, every, touches)


def _owed(
    agreement: Response,
    days: Agreement,
    every: Sequence[Response],
    touches: Sequence[tuple[Touch, int]],
) -> Iterator[Owed]:
    lead = name_in(agreement, "ci_lead")
    entity = agreement.entity
    hows = {date_in(row, "ci_date_on"): text_in(row, "ci_date_how") for row in agreement.rows.values()}
    for day in sorted(days.quiet):
        at = [at for touch, at in touches if quiet_answered(day, [touch])]
        yield Owed(
            entity, OwedKind.QUIET, f"quiet {day}", hows.get(day, ""), lead, day, min(at, default=None)
        )
    for day in sorted(days.silence):
        at = [at for touch, at in touches if silence_answered(day, days, [touch])]
        yield Owed(entity, OwedKind.SILENCE, f"silence {day}", "", "", day, min(at, default=None))
    who = text_in(agreement.answers, "ci_end_who")
    asked = [_asked_on(days, every), _ready_on(days, every)]
    soonest = min((day for day in asked if day is not None), default=None)
    if soonest is not None:
        yield Owed(entity, OwedKind.DECISION, "decision", "", who, soonest)


def _ready_on(days: Agreement, every: Iterable[Response]) -> dt.date | None:
    """By when to decide with somebody who said that they are ready; None where nobody said it since.

    The day that was named, else the day of saying so: the person may bring a decision forward, nobody else.
    """
    decided = [day for one in every if one.form == LEAVING_FORM and (day := date_in(one.answers, "cd_when"))]
    since = max([days.start or dt.date.min, *decided])
    asked = []
    for one in every:
        if one.form == CONTACT_FORM and code_in(one.answers, "cc_result") == READY:
            said_on = day_of(moment_in(one.answers, "cc_dt"))
            if said_on is not None and (said_on > since or said_on == days.start):
                asked.append(date_in(one.answers, "cc_ready_when") or said_on)
    return min(asked, default=None)


def touches_of(responses: Iterable[Response]) -> list[tuple[Touch, int]]:
    """Every time somebody was in touch or tried, each with when it was written, ms UTC."""
    return [(touch, one.at) for one in responses for touch in _touches(one)]


def _touches(response: Response) -> Iterator[Touch]:
    answers = response.answers
    if response.form == CONTACT_FORM:
        on = day_of(moment_in(answers, "cc_dt"))
        if on is not None:
            carer = code_in(answers, "cc_by") == StartedBy.CARER
            yield Touch(on, heard=not carer and not _not_asked(answers.get("cc_words")), from_us=not carer)
    elif response.form == VISIT_FORM:
        on = day_of(moment_in(answers, "contact_dt"))
        if on is not None:
            yield Touch(on, heard=was_met(response))
    elif response.form == NO_REPLY_FORM:
        for row in response.rows.values():
            on = day_of(moment_in(row, "nc_attempt_when"))
            if on is not None:
                yield Touch(on, heard=False)
    elif response.form == LEAVING_FORM:
        on = date_in(answers, "cd_when")
        if on is not None:
            yield Touch(on)


def was_met(visit: Response) -> bool:
    """Whether the person themselves was met or spoken with at a visit."""
    attended = code_in(visit.answers, "contact_outcome") in ATTENDED
    return attended and given_in(visit.answers, "with_person") is True


def _not_asked(raw: object) -> bool:
    """Whether what the person said could not be asked: then nobody heard them."""
    return isinstance(raw, Mapping) and "not_asked" in raw


def has_died(responses: Iterable[Response]) -> bool:
    """Whether the record says that the person has died; nobody is sent to ring then.

    Not where somebody met them, or they left hospital, on a later day: then it was written by mistake.
    """
    every = tuple(responses)
    deaths = list(_deaths(every))
    lived = _lived_on(every) if deaths else None
    return any(lived is None or day is None or lived <= day for day in deaths)


def death_in_doubt(responses: Iterable[Response]) -> tuple[dt.date, dt.date] | None:
    """The day of a death that does not stand, and a later day on which they lived; None without one."""
    every = tuple(responses)
    deaths = [day for day in _deaths(every) if day is not None]
    lived = _lived_on(every) if deaths else None
    if lived is None or min(deaths) >= lived:
        return None
    return min(deaths), lived


def _deaths(every: Iterable[Response]) -> Iterator[dt.date | None]:
    """The day of each death that is written down; of a no reply the newest day that it names."""
    for one in every:
        if one.form == NO_REPLY_FORM and code_in(one.answers, "nc_close") == "died":
            told = day_of(moment_in(one.answers, "handover_when"))
            tried = [day_of(moment_in(row, "nc_attempt_when")) for row in one.rows.values()]
            yield max((day for day in (told, *tried) if day is not None), default=None)
        elif one.form == DISCHARGE_FORM and _died_there(one):
            yield day_of(moment_in(one.answers, "disch_dt"))


def _died_there(discharge: Response) -> bool:
    method, destination = (code_in(discharge.answers, one) for one in ("disch_method", "disch_dest"))
    return method == _DIED_METHOD or destination == _DIED_DESTINATION


def _lived_on(every: Iterable[Response]) -> dt.date | None:
    """The newest day on which they left hospital alive, or one of us met them."""
    days = [touch.on for one in every if one.form == VISIT_FORM for touch in _touches(one) if touch.heard]
    for one in every:
        if one.form == DISCHARGE_FORM and not _died_there(one):
            # A day that was planned says nothing about whether they lived to see it.
            left = been_by(day_of(moment_in(one.answers, "disch_dt")), one)
            days += [] if left is None else [left]
    return max(days, default=None)


def been_by(day: dt.date | None, response: Response) -> dt.date | None:
    """A day that is written about in a response: one still to come then is that of writing."""
    if day is None:
        return None
    try:
        written = dt.datetime.fromtimestamp(response.at / 1000, tz=ZoneInfo(AGREED_ZONE)).date()
    except (ValueError, OverflowError, OSError):
        return day
    return min(day, written)


def day_of(moment: LocalMoment | None) -> dt.date | None:
    """The day of a moment as agreements count days; without a time, or in no known zone, its own."""
    if moment is None or moment.at is None:
        return None if moment is None else moment.on
    instant = instant_of(moment)
    try:
        return moment.on if instant is None else instant.astimezone(ZoneInfo(AGREED_ZONE)).date()
    except OverflowError:
        return moment.on


def name_in(response: Response, link_id: str) -> str:
    """The name of somebody named in an answer; "" where there is none."""
    given = response.given(link_id)
    name = given.get("name") if isinstance(given, Mapping) else None
    return name.strip() if isinstance(name, str) else ""


def heard_last(responses: Iterable[Response]) -> dt.date | None:
    """The newest day on which anybody was in touch about the person; a carer counts, a vain try does not."""
    days = [day_of(moment_in(one.answers, "cc_dt")) for one in responses if _was_in_touch(one)] + [
        touch.on for one in responses if one.form == VISIT_FORM for touch in _touches(one) if touch.heard
    ]
    return max((one for one in days if one is not None), default=None)


def _was_in_touch(contact: Response) -> bool:
    by_carer = code_in(contact.answers, "cc_by") == StartedBy.CARER
    return contact.form == CONTACT_FORM and (by_carer or not _not_asked(contact.answers.get("cc_words")))
