# SPDX-License-Identifier: Apache-2.0
"""A person's promise slip as the page composer is given it (domain M2). Never draws a page itself.

It lists everything to the person that is still open, whichever visit promised it: the newest slip is the one
that is looked at. What is between colleagues stays off it.
"""

from __future__ import annotations

import datetime as dt

from forms.answers import LocalMoment
from forms.crisis_numbers import all_lines
from forms.pdf.slip import PromiseSlip, SlipLine, WhomToRing
from forms.site import Site
from locales import _, format_language, language_tag
from records.answered import moment_in
from records.copies import size_for
from records.copies_owed import owed_copy
from records.joint_visits import visits_shown
from records.operation import EntityId, UserId
from records.people import COPY_OWED_FORM, VISIT_FORM
from records.person_record import PersonRecord
from records.promises import TO_THE_PERSON, Promise, PromiseKind, open_promises


def promise_slip(
    record: PersonRecord, visit: EntityId, site: Site, today: dt.date, *, named: bool = True
) -> PromiseSlip:
    """The slip that stays after a visit.

    Args:
        record: the person's.
        visit: the response that was finished; a joint visit names everybody who wrote.
        site: whom this service lets people ring.
        today: the day on which it is given.
        named: whether the person's name stands on it; a slip may be found by others (hazard 13).
    """
    ours = [one for one in open_promises(record) if one.kind in TO_THE_PERSON]
    following = [one for one in ours if one.kind is PromiseKind.NEXT_CONTACT]
    others = [one for one in ours if one.kind is not PromiseKind.NEXT_CONTACT]
    return PromiseSlip(
        called=record.card.called if named else "",
        came=_came(record, visit),
        on=_day_of(record, visit) or today,
        promises=tuple(SlipLine(_what(record, one), one.who, _by(one)) for one in others),
        next_contact=_meeting(following[0]) if following else "",
        ring=_whom_to_ring(site, following or others),
        help_lines=all_lines(site, today),
        point_size=size_for(record.card),
        language=language_tag(),
    )


def _what(record: PersonRecord, promise: Promise) -> str:
    """Of a copy that is owed what it is, and not for whom: a slip may be found by others (hazard 13)."""
    owed = (owed_copy(one) for one in record.responses_to(COPY_OWED_FORM) if one.entity == promise.entity)
    words = next((one.sheet_words for one in owed), "") if promise.kind is PromiseKind.COPY else ""
    return _("Bring a copy: {sheet}").format(sheet=words) if words else promise.what


def moment_on_paper(moment: LocalMoment) -> str:
    """Such as "Tuesday 24 November, 14:00": paper outlives the week in which it was printed."""
    from babel.dates import format_skeleton

    day = format_skeleton("MMMMEEEEd", dt.datetime.combine(moment.on, dt.time()), locale=format_language())
    if moment.at is None:
        return str(day)
    return _("{day}, {time}").format(day=day, time=f"{moment.at:%H:%M}")


def _by(promise: Promise) -> str:
    return "" if promise.by is None else moment_on_paper(promise.by)


def _meeting(promise: Promise) -> str:
    return ", ".join(one for one in (_by(promise), promise.what, promise.who) if one)


def _whom_to_ring(site: Site, soonest_first: list[Promise]) -> WhomToRing | None:
    senior = site.senior_on_duty
    if senior is None:
        return None
    by = next((_by(one) for one in soonest_first if one.by is not None), "")
    return WhomToRing(senior.name, senior.phone, by)


def _came(record: PersonRecord, visit: EntityId) -> tuple[str, ...]:
    """Names of everybody who wrote in this visit, and in what looks like the same one."""
    for shown in visits_shown(record.responses_to(VISIT_FORM)):
        if visit in {one.entity for one in shown.responses}:
            names = [record.team.get(UserId(author), "") for author in shown.authors]
            return tuple(dict.fromkeys(name for name in names if name))
    return ()


def _day_of(record: PersonRecord, visit: EntityId) -> dt.date | None:
    for one in record.responses_to(VISIT_FORM):
        met = moment_in(one.answers, "contact_dt")
        if one.entity == visit and met is not None:
            return met.on
    return None
