# SPDX-License-Identifier: Apache-2.0
"""What we promised a person, who does it and by when; each one a deadline on Today (domain M1 to M4).

Never makes a promise that nobody wrote, and never lets one go because time has passed: it is kept when
somebody says so, or when what it promised has plainly happened since. Done by either laptop is done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from forms.answers import LocalMoment
from forms.check_ins import StartedBy
from locales import _
from records.answered import code_in, date_in, instant_in, instant_of, moment_in, text_in
from records.carers import owed_after_a_no, owed_to_carers
from records.check_ins import AGREED_ZONE, everything_on, has_died, owed_days, was_met
from records.copies_owed import WHAT, owed_copy
from records.operation import EntityId, ItemId, PersonId
from records.people import (
    CONTACT_FORM,
    COPY_OWED_FORM,
    HANDOVER_FORMS,
    NO_REPLY_FORM,
    VISIT_FORM,
    Answers,
    Card,
    Response,
    kept_at,
)
from records.person_record import PersonRecord

_USUAL_ZONE = AGREED_ZONE
_SAME_VISIT = dt.timedelta(hours=1)
_NOT_THERE = {"not_yet", "not_known"}
_OVER = {"found_safe", "in_hospital", "died", "other"}


class PromiseKind(StrEnum):
    """What sort of promise it is."""

    ACTION = "action"  # what we said we would do
    GAP = "gap"  # promised when they left hospital, and not there yet (domain M1)
    ASSESSMENT = "assessment"  # section 117, Care Act, continuing healthcare: still to do
    NEXT_CONTACT = "next_contact"
    REGISTERED = "registered"  # a registered colleague is needed today, or reads the visit (domain M4)
    HANDOVER = "handover"  # what happens next, after a named handover
    NEXT_ATTEMPT = "next_attempt"  # trying again at a door that nobody opened
    QUIET_CHECK_IN = "quiet_check_in"  # getting in touch on a day that was agreed
    SILENCE = "silence"  # doing what the person asked for if nobody has heard from them
    DECISION = "decision"  # deciding together on the planned last day, or after it
    COPY = "copy"  # a copy that we bring (domain M11)
    CARER = "carer"  # looking at it again with somebody who cares for the person (domain M7)
    AFRESH = "afresh"  # after a no to leaving: a fresh look, an advocate (S1, arbitration panel)


TO_THE_PERSON = frozenset(
    {
        *(PromiseKind.ACTION, PromiseKind.GAP, PromiseKind.ASSESSMENT, PromiseKind.NEXT_CONTACT),
        *(PromiseKind.AFRESH, PromiseKind.COPY),
    }
)
"""The kinds that stand on the slip that stays with the person; the others are between colleagues."""
KEPT_BY_DOING = frozenset({PromiseKind.DECISION})
"""The kinds that nobody can call done: only what they ask for ends them (hazard 24)."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise.

    Attributes:
        entity: the response it was written in.
        item: where it is said that it was kept: the row, or an item of its own beside the answers.
        what: in the words in which it was written; for the next contact where or how, and may be empty.
        who: who does it; empty where nobody is named.
        by: until when; None where nobody said.
        done_at: when it was kept, ms UTC; None while it is open.
        deadline: its last moment, in UTC: of a day without a time the midnight that ends it. None where
            nobody knows.
    """

    person: PersonId
    entity: EntityId
    item: ItemId
    what: str
    who: str
    by: LocalMoment | None
    kind: PromiseKind
    done_at: int | None = None
    deadline: dt.datetime | None = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "deadline", None if self.by is None else last_moment(self.by))

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.done_at is None

    def is_late(self, now: dt.datetime) -> bool:
        """Whether it is open and its last moment has passed; `now` is aware."""
        deadline = self.deadline
        return self.is_open and deadline is not None and deadline < now


def promises_of(source: Card | PersonRecord) -> tuple[Promise, ...]:
    """Every promise to a person, kept or not: open ones first, and the soonest first."""
    card = source if isinstance(source, Card) else source.card
    if isinstance(source, Card):
        responses, kept = (*everything_on(source), *source.copies_owed), source.kept
    else:
        responses, kept = source.responses, kept_at(source.items)
    found = [
        replace(one, done_at=kept[one.item]) if one.item in kept and one.kind not in KEPT_BY_DOING else one
        for one in _promises(card.person, responses)
    ]
    return tuple(sorted(_once(found), key=_soonest_first))


def open_promises(source: Card | PersonRecord) -> tuple[Promise, ...]:
    """Those still to be kept, the soonest first."""
    return tuple(one for one in promises_of(source) if one.is_open)


def _promises(person: PersonId, responses: Iterable[Response]) -> Iterator[Promise]:
    every = tuple(responses)
    if has_died(every):
        # Nobody is sent to anybody's door any more; what colleagues owe each other goes on (domain J).
        told = (one for one in every if one.form in HANDOVER_FORMS)
        found = (promise for one in told for promise in _of_a_handover(person, one, every))
        yield from (one for one in found if one.kind is PromiseKind.HANDOVER)
        return
    for one in every:
        if one.form == VISIT_FORM:
            yield from _of_a_visit(person, one, every)
        elif one.form in HANDOVER_FORMS:
            yield from _of_a_handover(person, one, every)
        elif one.form == CONTACT_FORM and code_in(one.answers, "cc_result") == "see_sooner":
            yield from _next_contact(person, one, every, _SOONER)
        elif one.form == COPY_OWED_FORM:
            copy, item = owed_copy(one), _own_item(one.entity, WHAT)
            yield Promise(person, one.entity, item, copy.what, copy.who, copy.by, PromiseKind.COPY)
    yield from _of_check_ins(person, every)
    beside = (
        (PromiseKind.CARER, owed_to_carers(every)),
        (PromiseKind.AFRESH, owed_after_a_no(every)),
    )
    for kind, owed in beside:
        for each in owed:
            by = None if each.by is None else LocalMoment(each.by, None, AGREED_ZONE)
            yield Promise(person, each.entity, _own_item(each.entity, each.key), each.what, "", by, kind)


def _of_check_ins(person: PersonId, every: tuple[Response, ...]) -> Iterator[Promise]:
    for one in owed_days(every):
        yield Promise(
            person=person,
            entity=one.entity,
            item=_own_item(one.entity, one.key),
            what=one.how,
            who=one.who,
            by=LocalMoment(one.on, None, AGREED_ZONE),
            kind=PromiseKind(one.kind.value),
            done_at=one.answered_at,
        )


def _of_a_visit(person: PersonId, visit: Response, every: tuple[Response, ...]) -> Iterator[Promise]:
    for item, row in sorted(visit.rows.items()):
        yield from _of_a_row(person, visit.entity, ItemId(item), row)
    due = [words for link_id, words in _ASSESSED.items() if visit.given(link_id) == "due"]
    if due:
        yield Promise(
            person=person,
            entity=visit.entity,
            item=_own_item(visit.entity, "d2a_by"),
            what=", ".join(words() for words in due),
            who=text_in(visit.answers, "d2a_by"),
            by=_assessed_by(visit),
            kind=PromiseKind.ASSESSMENT,
        )
    yield from _next_contact(person, visit, every)
    yield from _registered(person, visit)


def _of_a_row(person: PersonId, entity: EntityId, item: ItemId, row: Answers) -> Iterator[Promise]:
    if text_in(row, "action_what"):
        names, kind = ("action_what", "action_who", "action_by"), PromiseKind.ACTION
    elif text_in(row, "promised_what") and code_in(row, "promised_state") in _NOT_THERE:
        names, kind = ("promised_what", "promised_who", "promised_by"), PromiseKind.GAP
    else:
        return
    what, who, by = names
    yield Promise(person, entity, item, text_in(row, what), text_in(row, who), moment_in(row, by), kind)


# In the language that is active when they are read.
_ASSESSED: dict[str, Callable[[], str]] = {
    "s117": lambda: _("Aftercare under section 117"),
    "care_act": lambda: _("Care and support from the council"),
    "chc": lambda: _("NHS continuing healthcare"),
}


_APPOINTMENT, _SOONER = "next_appt", "cc_sooner"  # each with when, where and who


def _next_contact(
    person: PersonId, visit: Response, every: tuple[Response, ...], asked: str = _APPOINTMENT
) -> Iterator[Promise]:
    by = moment_in(visit.answers, f"{asked}_when")
    if by is None:
        return
    yield Promise(
        person=person,
        entity=visit.entity,
        item=_own_item(visit.entity, asked),
        what=text_in(visit.answers, f"{asked}_where"),
        who=text_in(visit.answers, f"{asked}_who"),
        by=by,
        kind=PromiseKind.NEXT_CONTACT,
        done_at=_kept_by_coming(visit, by, every),
    )


def _kept_by_coming(visit: Response, by: LocalMoment, every: tuple[Response, ...]) -> int | None:
    """A later visit, call or attempt from that day on; or a later visit that met them or says anew when."""
    own = max(_moments_in(visit), default=None)
    for other in every:
        if other.entity == visit.entity:
            continue
        again = moment_in(other.answers, "next_appt_when")
        anew = other.form == VISIT_FORM and (was_met(other) or again is not None)
        for moment in _contacts_in(other):
            later = own is None or moment - own > _SAME_VISIT
            if later and (_on(moment, by.zone) >= by.on or anew):
                return other.at
    return None


def _registered(person: PersonId, visit: Response) -> Iterator[Promise]:
    if visit.given("need_registered") is True:
        yield Promise(
            person=person,
            entity=visit.entity,
            item=_own_item(visit.entity, "need_registered"),
            what=text_in(visit.answers, "need_registered_why") or _("A registered colleague is needed"),
            who=text_in(visit.answers, "registered_review"),
            by=_that_day(visit),
            kind=PromiseKind.REGISTERED,
        )
    if reader := text_in(visit.answers, "registered_review"):
        yield Promise(
            person=person,
            entity=visit.entity,
            item=_own_item(visit.entity, "registered_review"),
            what=_("Read what was written in the visit"),
            who=reader,
            by=moment_in(visit.answers, "registered_review_when") or _that_day(visit),
            kind=PromiseKind.REGISTERED,
        )


def _of_a_handover(person: PersonId, told: Response, every: tuple[Response, ...]) -> Iterator[Promise]:
    if code_in(told.answers, "nc_close") in _OVER:
        return
    by = moment_in(told.answers, "handover_by")
    if by is not None:
        yield Promise(
            person=person,
            entity=told.entity,
            item=_own_item(told.entity, "handover_next"),
            what=text_in(told.answers, "handover_next"),
            who=text_in(told.answers, "handover_who"),
            by=by,
            kind=PromiseKind.HANDOVER,
        )
    again = moment_in(told.answers, "nc_next_when")
    if again is not None:
        yield Promise(
            person=person,
            entity=told.entity,
            item=_own_item(told.entity, "nc_next"),
            what=_("Try again"),
            who=text_in(told.answers, "nc_next_who"),
            by=again,
            kind=PromiseKind.NEXT_ATTEMPT,
            done_at=_tried_again(told, every),
        )


def _tried_again(told: Response, every: tuple[Response, ...]) -> int | None:
    handed_over = instant_in(told.answers, "handover_when")
    before = max([*_contacts_in(told), *([handed_over] if handed_over else [])], default=None)
    others = [one for one in every if one.entity != told.entity]
    later = [one.at for one in others for moment in _contacts_in(one) if before is None or moment > before]
    return min(later, default=None)


def _contacts_in(response: Response) -> list[dt.datetime]:
    """When somebody saw, rang or tried to reach the person, in UTC; a carer’s call is not that."""
    carer = response.form == CONTACT_FORM and code_in(response.answers, "cc_by") == StartedBy.CARER
    return [] if carer else _moments_in(response)


def _moments_in(response: Response) -> list[dt.datetime]:
    if response.form == NO_REPLY_FORM:
        found = [instant_in(row, "nc_attempt_when") for row in response.rows.values()]
    elif response.form in {VISIT_FORM, CONTACT_FORM}:
        found = [instant_in(response.answers, "contact_dt" if response.form == VISIT_FORM else "cc_dt")]
    else:
        found = []
    return [one for one in found if one is not None]


def _once(promises: list[Promise]) -> list[Promise]:
    """Two laptops that wrote down the same next meeting made one promise; kept in either, it is kept."""
    found: dict[tuple[Any, ...], Promise] = {}
    for one in promises:
        single = one.kind is PromiseKind.NEXT_CONTACT
        key = (one.kind, one.what, one.who, one.by) if single else (one.entity, one.item)
        first = found.get(key)
        if first is None:
            found[key] = one
        elif first.is_open and not one.is_open:
            found[key] = replace(first, done_at=one.done_at)
    return list(found.values())


_FAR = dt.datetime.max.replace(tzinfo=dt.UTC)


def _soonest_first(one: Promise) -> tuple[bool, dt.datetime, str, str]:
    deadline = one.deadline
    return not one.is_open, deadline or _FAR, one.entity, one.item


def _own_item(entity: EntityId, link_id: str) -> ItemId:
    """Beside the answers, the same on every laptop: the item of the answers themselves is a careful one."""
    return ItemId(sha256(f"keepwell/promise/0\n{entity}\n{link_id}".encode()).hexdigest()[:32])


def _assessed_by(visit: Response) -> LocalMoment | None:
    day, met = date_in(visit.answers, "d2a_when"), moment_in(visit.answers, "contact_dt")
    return None if day is None else LocalMoment(day, None, _USUAL_ZONE if met is None else met.zone)


def _that_day(visit: Response) -> LocalMoment | None:
    """The day of the visit; where nobody wrote that down yet, the day on which it was written."""
    met = moment_in(visit.answers, "contact_dt")
    if met is not None:
        return replace(met, at=None)
    try:
        written = dt.datetime.fromtimestamp(visit.at / 1000, ZoneInfo(_USUAL_ZONE)).date()
    except (ValueError, OverflowError, OSError):  # a clock past all calendars
        return None
    return LocalMoment(written, None, _USUAL_ZONE)


@lru_cache(maxsize=4096)
def last_moment(by: LocalMoment) -> dt.datetime | None:
    """The moment by which it is late, in UTC: of a day without a time the midnight that ends it."""
    # Remembered: hundreds of people share a few hundred days.
    last = instant_of(by if by.at is not None else _day_after(by))
    if last is None:
        # In no zone that this laptop knows: its day still ends, where our days are counted.
        last = instant_of(replace(_day_after(by), at=None, zone=AGREED_ZONE))
    try:
        return None if last is None else last.astimezone(dt.UTC)
    except OverflowError:
        return last


def _day_after(moment: LocalMoment) -> LocalMoment:
    last = moment.on == dt.date.max
    return moment if last else replace(moment, on=moment.on + dt.timedelta(days=1))


def _on(moment: dt.datetime, zone: str) -> dt.date:
    """The day of a moment in this zone; in UTC where this laptop does not know it."""
    try:
        return moment.astimezone(ZoneInfo(zone)).date()
    except (KeyError, ValueError, OSError):
        return moment.date()
