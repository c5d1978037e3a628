# SPDX-License-Identifier: Apache-2.0
"""One person's check-ins in words: what we owe, what was agreed, who called, what helped. Pure.

A broken promise here is ours and is said so; a date never ends anything (hazard 24). Whom a silence rule
names is shown only where nobody on it must not be told (domain M12).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from desktop.presenters.timeline_words import timeline_words
from desktop.presenters.today_lines import by_words, promise_words
from desktop.questions.reading import day_words
from desktop.screens.check_in_screen import CheckInWords, Part, Way
from forms.check_in_doubts import CheckInDoubt, check_in_doubt_sentence
from forms.check_ins import answered_late_by
from forms.registry import CONTACT, GOALS, newest_form
from locales import _, ngettext
from records.answered import code_in, date_in, given_in, moment_in, text_in
from records.check_in_doubts import doubts_about, rung_in
from records.check_in_page import gp_may_be_told
from records.check_ins import AGREE as LEFT
from records.check_ins import (
    READY,
    OwedKind,
    agreement_of,
    asked_on,
    day_of,
    has_died,
    name_in,
    open_agreements,
    owed_days,
)
from records.goals import MOVED, Goal, goals_of, helped_by
from records.people import CHECK_IN_FORM, CONTACT_FORM, LEAVING_FORM, Response
from records.person_record import PersonRecord
from records.promises import Promise, PromiseKind, open_promises
from records.today import in_sight

AGREE, CONTACT_DONE, DECIDE, GOALS_WAY, PAGE, GP, CARD, DONE, PERSON = (
    *("agree", "contact", "decide", "goals", "page", "gp", "card", "done", "quiet_person"),
)
_OURS = frozenset(
    {
        *(PromiseKind.QUIET_CHECK_IN, PromiseKind.SILENCE, PromiseKind.DECISION),
        *(PromiseKind.NEXT_CONTACT, PromiseKind.CARER, PromiseKind.AFRESH),
    }
)
_BY_CONTACT = _OURS - {PromiseKind.DECISION, PromiseKind.CARER, PromiseKind.AFRESH}
_NEAR = timedelta(days=2)
_MOST_CONTACTS = 12


def check_in_words(
    record: PersonRecord,
    now: datetime,
    left_team: Iterable[str] = (),
    *,
    versions: Sequence[date] = (),
    copies: Sequence[date] = (),
) -> CheckInWords:
    """The page. `now` is aware; versions and copies are days."""
    today, gone = now.date(), tuple(left_team)
    agreements = open_agreements(record.responses)
    called = record.card.called
    parts: list[Part] = []
    found = [doubt for each in agreements for doubt in doubts_about(record, each, gone)]
    for doubt in dict.fromkeys(found):
        parts.append(Part(edge="late", lines=(("", check_in_doubt_sentence(doubt)),)))
    if has_died(record.responses) and not agreements:
        parts.append(Part(edge="late", lines=(("", check_in_doubt_sentence(CheckInDoubt.DIED)),)))
    parts += _owed_parts(record, now)
    for number, one in enumerate(agreements):
        parts.append(_agreement(record, one, today, gone, first=number == 0))
    if not agreements:
        parts.append(_none_yet(record))
    parts += [_goals(record, today), *_helped(record), *_contacts(record, agreements)]
    return CheckInWords(
        _("{called}’s check-ins").format(called=called),
        _("A time to try it alone, with somebody to reach. Nothing ends by itself."),
        tuple(parts),
        timeline_words(record, today, versions, copies),
    )


def _owed_parts(record: PersonRecord, now: datetime) -> Iterator[Part]:
    for promise in in_sight(open_promises(record), now):
        if promise.kind in _OURS:
            yield _owed(promise, now)


def _owed(promise: Promise, now: datetime) -> Part:
    late = promise.is_late(now)
    near = promise.deadline is not None and promise.deadline - now <= _NEAR
    tone = "late" if late else "soon" if near else "neutral"
    edge = "" if tone == "neutral" else tone
    when = "" if promise.by is None else by_words(promise.by, now)
    if promise.kind is PromiseKind.DECISION:
        chip = _("A decision is asked for by {when}").format(when=when)
        said = _(
            "We look at it together: what was reached, what is still open, how each of us sees it. Until then"
            " everything goes on as agreed."
        )
        way = Way(_("Decide together"), DECIDE, is_first=late)
        return Part(
            edge=edge,
            chips=((chip, tone, "today"),),
            lines=(("", said),),
            ways=(way,),
        )
    chip = _("We said by {when}") if late else _("by {when}") if when else _("no day was named")
    line = promise_words(promise)
    if late and promise.kind is PromiseKind.QUIET_CHECK_IN:
        line = _("{promise}. We did not do it yet, and that is ours to put right.").format(promise=line)
    done = Way(
        _("Done"), DONE, promise.item, name=_("Done: {promise}").format(promise=promise_words(promise))
    )
    return Part(
        edge=edge,
        chips=((chip.format(when=when), tone, "warning" if late else "today"),),
        lines=(("", line),),
        ways=(Way(_("Record a check-in"), CONTACT_DONE), done) if promise.kind in _BY_CONTACT else (done,),
    )


def _none_yet(record: PersonRecord) -> Part:
    left = [one for one in record.responses if one.form == LEAVING_FORM]
    decided = left[-1].answers if left else {}
    line = _("No check-in plan is open. When somebody comes back, begin a new one with them.")
    if not left and not record.responses_to(CHECK_IN_FORM):
        line = _("Nothing is agreed yet: who to reach, how, and until when.")
    if has_died(record.responses):
        line = _("No check-in plan is open.")
    said = ((_("The way back:"), "cd_back_how"), (_("To ask something:"), "cd_advice"))
    lines = [("", line), *((lead, words) for lead, one in said if (words := text_in(decided, one)))]
    ways = [] if has_died(record.responses) else [Way(_("Agree check-ins"), AGREE, is_first=True)]
    if code_in(decided, "cd_decision") == LEFT and not has_died(record.responses):
        ways.append(Way(_("A card for the way back"), CARD))
        if gp_may_be_told(record):
            ways.append(Way(_("Letter to the GP"), GP))
    return Part(_("What we agreed"), lines=tuple(lines), ways=(*ways, _person()))


def _person() -> Way:
    return Way(_("To their page"), PERSON)


def _agreement(
    record: PersonRecord, agreement: Response, today: date, gone: tuple[str, ...], *, first: bool
) -> Part:
    lines = tuple(_agreed_lines(record, agreement, today, gone))
    record_way = Way(_("Record a check-in"), CONTACT_DONE, is_first=first)
    change = Way(_("Change what we agreed"), AGREE, agreement.entity)
    page = Way(_("A page to keep"), PAGE, agreement.entity)
    decide = Way(_("Decide together"), DECIDE)
    gp = Way(_("Letter to the GP"), GP, agreement.entity)
    letter = (gp,) if gp_may_be_told(record) else ()
    ways = (record_way, change, page, *letter, decide, _person()) if first else (change, page)
    return Part(_("What we agreed"), lines=lines, ways=ways)


def _agreed_lines(
    record: PersonRecord, agreement: Response, today: date, gone: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    answers, days = agreement.answers, agreement_of(agreement)
    if why := text_in(answers, "ci_why"):
        yield _("What it is for:"), why
    for link_id, lead in (("ci_lead", _("My named person:")), ("ci_lead_cover", _("When they’re away:"))):
        if name := _with_phone(agreement, link_id):
            yield lead, name
    if how := text_in(answers, "ci_how"):
        yield _("How I reach them:"), how
    hours = given_in(answers, "ci_reply_hours")
    if isinstance(hours, int) and not isinstance(hours, bool):
        yield _("I hear back within:"), _hours(hours)
    if coming := [day for day in sorted(days.quiet) if day >= today]:
        yield _("Quiet check-ins:"), ", ".join(day_words(day) for day in coming)
    yield from _silence(record, agreement, gone)
    end = asked_on(agreement, record.responses)
    if end is not None:
        yield _("We look at it together:"), day_words(end)


def _hours(hours: int) -> str:
    return ngettext("{count} hour", "{count} hours", hours).format(count=hours)


def _silence(record: PersonRecord, agreement: Response, gone: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    hidden = CheckInDoubt.NOT_TO_BE_TOLD in doubts_about(record, agreement, gone)
    owed = [one for one in owed_days(record.responses) if one.entity == agreement.entity]
    for day in (one.on for one in owed if one.kind is OwedKind.SILENCE and one.answered_at is None):
        who = _("ask the person first") if hidden else "; ".join(rung_in(agreement)) or _("as agreed")
        yield _("If nobody has heard by {day}:").format(day=day_words(day)), who
    if (words := text_in(agreement.answers, "ci_silence")) and not hidden:
        yield _("If you don’t hear from me:"), words


def _with_phone(agreement: Response, link_id: str) -> str:
    given = agreement.given(link_id)
    phone = given.get("phone") if isinstance(given, dict) else ""
    name = name_in(agreement, link_id)
    return ", ".join(one for one in (name, phone if isinstance(phone, str) else "") if one)


def _goals(record: PersonRecord, today: date) -> Part:
    goals = goals_of(record.responses)
    lines = tuple((one.what, goal_line(one, today)) for one in goals)
    if not goals:
        lines = (("", _("No goals are written down yet. They are the person’s, in their words.")),)
    way = Way(_("Look at the goals") if goals else _("Write down goals"), GOALS_WAY)
    return Part(_("What I want to get to"), lines=lines, ways=(way,))


def _helped(record: PersonRecord) -> Iterator[Part]:
    """Our work contact by contact: something moved on, or not this time. Never about the person."""
    chips = tuple(
        (_("{day}: something moved on").format(day=day_words(one.on)), "done", "tick")
        if one.code == MOVED
        else (_("{day}: not this time").format(day=day_words(one.on)), "soon", "note")
        for one in helped_by(record.responses)
    )
    if chips:
        yield Part(_("Did what we did help?"), chips=chips)


def goal_line(goal: Goal, today: date) -> str:
    """A goal’s success, day, help and how the person sees it, in a line."""
    options = newest_form(GOALS).by_link_id["goal_now"].options
    now = next((_(one.text) for one in options if one.code == goal.now), "")
    by = "" if goal.by is None else _("by about {day}").format(day=day_words(goal.by))
    who = _("with {who}").format(who=goal.who) if goal.who else ""
    open_late = goal.is_open and goal.by is not None and goal.by < today
    ask = _("the day has come: talk about what would help") if open_late else ""
    return " · ".join(one for one in (goal.success, by, who, now, ask) if one)


def _contacts(record: PersonRecord, agreements: Sequence[Response]) -> Iterator[Part]:
    contacts = sorted(
        ((day_of(moment_in(one.answers, "cc_dt")), one) for one in record.responses_to(CONTACT_FORM)),
        key=lambda pair: (pair[0] or date.min, pair[1].at),
        reverse=True,
    )
    if not contacts:
        return
    hours = given_in(agreements[-1].answers, "ci_reply_hours") if agreements else None
    lines: list[tuple[str, str]] = []
    for day, one in contacts[:_MOST_CONTACTS]:
        when = _("day not known") if day is None else day_words(day)
        lines.append((when, ". ".join(_contact(one, hours, record.card.called))))
    if len(contacts) > _MOST_CONTACTS:
        lines.append(("", _("Earlier ones stand in the record.")))
    ready = [one for day, one in contacts if code_in(one.answers, "cc_result") == READY]
    asks = bool(agreements) and bool(ready) and ready[0] is contacts[0][1]
    ways = (Way(_("Decide together"), DECIDE),) if asks else ()
    yield Part(_("Contacts"), lines=tuple(lines), ways=ways)


def _contact(contact: Response, hours: object, called: str) -> Iterator[str]:
    started = {"person": called, "carer": _("A carer"), "worker": _("One of us")}
    who = started.get(code_in(contact.answers, "cc_by") or "")
    if who:
        yield _("{who} got in touch").format(who=who)
    how, result = (_chosen(contact, one) for one in ("cc_how", "cc_result"))
    until = date_in(contact.answers, "cc_result_until")
    if until is not None:
        result = _("{result} until {day}").format(result=result, day=day_words(until))
        if why := text_in(contact.answers, "cc_result_why"):
            result = _("{until}: {why}").format(until=result, why=why)
    yield from (words for words in (how, result) if words)
    minutes = given_in(contact.answers, "cc_reply_min")
    late = answered_late_by(_whole(hours), _whole(minutes))
    if late:
        yield _("We replied {late} later than we had said. That is ours.").format(late=_duration(late))


def _chosen(contact: Response, link_id: str) -> str:
    options, code = newest_form(CONTACT).by_link_id[link_id].options, code_in(contact.answers, link_id)
    return next((_(one.text) for one in options if one.code == code), "")


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _duration(minutes: int) -> str:
    length = timedelta(minutes=minutes)
    if length < timedelta(hours=1):
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    hours = minutes // 60
    return _hours(hours)
