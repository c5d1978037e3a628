# SPDX-License-Identifier: Apache-2.0
"""What a person shares as the words of one page. Never names who is kept away, nor says that anybody is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.presenters.copies_words import sheet_words
from desktop.presenters.sharing_words import code_of, limits_words, name_of, until_words
from desktop.screens.sharing_screen import SharedWith, SharingWords, WithoutLine
from desktop.wording import date_words, list_words
from forms.answers import AnswerType, Given, LocalMoment, answer_from_json
from forms.registry import PLAN, newest_form
from locales import _, ngettext
from records.copies import local_day
from records.copies_register import CopiesRegister, CopyGiven
from records.people import Response
from records.person_record import PersonRecord
from records.sharing import Decision, Sharing
from records.sharing_changes import SHARING_FORM, Holders, holders
from records.sharing_choices import Recipient, Scope, SharedAs
from records.sharing_overrides import Override, Told, overrides


def sharing_page_words(
    record: PersonRecord, register: CopiesRegister, worker: str, zone: str, today: date
) -> SharingWords:
    """The page."""
    sharing = Sharing(record)
    people = tuple(
        _shared_with(record, register, sharing, one, zone, today) for one in sharing.recipients(record)
    )
    return SharingWords(
        limits=limits_words(worker),
        agreed=tuple(_agreed(record, zone)),
        people=people,
        without=tuple(_without(one) for one in reversed(overrides(record))),
        called=record.card.called,
    )


def _agreed(record: PersonRecord, zone: str) -> Iterator[str]:
    talks = record.responses_to(SHARING_FORM)
    if not talks:
        yield _("How I agreed is not written down yet.")
        return
    newest = talks[-1]
    options = newest_form(SHARING_FORM).by_link_id["sh_how"].options
    how = next((_(one.text) for one in options if one.code == newest.given("sh_how")), "")
    said = _day_of(newest, zone)
    yield _("Talked about {day}. {how}").format(day=said, how=how).strip()
    if newest.given("sh_limits_told") is not True:
        yield _("The limits were not talked about then. They are above.")
    if newest.given("sh_capacity") is False or newest.given("sh_capacity_doubt") is True:
        yield _("There was doubt then about deciding alone. Ask again: it can change from day to day.")


def _day_of(response: Response, zone: str) -> str:
    raw = response.answers.get("sh_limits_when")
    answer = None if raw is None else answer_from_json(raw, AnswerType.MOMENT)
    moment = answer.value if isinstance(answer, Given) else None
    return date_words(moment.on if isinstance(moment, LocalMoment) else local_day(response.at, zone))


def _shared_with(
    record: PersonRecord,
    register: CopiesRegister,
    sharing: Sharing,
    recipient: Recipient,
    zone: str,
    today: date,
) -> SharedWith:
    by_section = [
        (_(one.short or one.title), sharing.decide_section(recipient, one, today)[0])
        for one in newest_form(PLAN).sections
    ]
    lines = (*_section_lines(by_section), *_single_lines(record, sharing, recipient, today))
    has_copy = any(decision.form is SharedAs.COPY for _title, decision in by_section)
    return SharedWith(
        code=code_of(recipient),
        name=name_of(recipient),
        lines=lines or (_("Sees nothing of this plan."),),
        copies=_copies(holders(record, register, recipient), zone, ask_back=not has_copy),
        may_stop=bool(lines),
    )


def _section_lines(decided: list[tuple[str, Decision]]) -> Iterator[str]:
    ways = {
        SharedAs.COPY: _("May have a copy of: {parts}. {until}."),
        SharedAs.SEE: _("May look at: {parts}. {until}."),
        SharedAs.TOLD: _("May be told in words about: {parts}. {until}."),
    }
    for form, said in ways.items():
        for until in dict.fromkeys(one.until for _title, one in decided if one.form is form):
            titles = [title for title, one in decided if (one.form, one.until) == (form, until)]
            yield said.format(parts=list_words(titles), until=until_words(until))


def _single_lines(record: PersonRecord, sharing: Sharing, recipient: Recipient, today: date) -> Iterator[str]:
    """Statements about which the person chose something of their own."""
    # Also struck ones: brought back, they would be seen again as they were.
    every = [one for said in record.plan.statements.values() for one in said]
    own = [one for one in every if sharing.chosen_for(Scope(statement=one.item), recipient)]
    opened = sum(sharing.decide(recipient, one.part, one, today).allowed for one in own)
    if opened:
        words = ngettext(
            "{count} thing that I chose by itself.", "{count} things that I chose by themselves.", opened
        )
        yield words.format(count=opened)
    if len(own) > opened and any(sharing.decide(recipient, one.part, None, today).allowed for one in own):
        kept = len(own) - opened
        yield ngettext("But not {count} thing.", "But not {count} things.", kept).format(count=kept)


def _copies(held: Holders, zone: str, *, ask_back: bool) -> str:
    said = [
        _("Has copy {number} of {day}: {sheet}.").format(
            number=one.number, day=_copied(one, zone), sheet=sheet_words(one.sheet)
        )
        for one in held.sure
    ]
    said += [
        _("Copy {number} of {day} may be theirs: {sheet}, given to “{name}”.").format(
            number=one.number, day=_copied(one, zone), sheet=sheet_words(one.sheet), name=one.held_by
        )
        for one in held.perhaps
    ]
    lost = [str(one.number) for one in (*held.sure, *held.perhaps) if one.is_gone]
    if lost:
        said.append(
            ngettext(
                "Copy {numbers} is said to be lost.", "Copies {numbers} are said to be lost.", len(lost)
            ).format(numbers=list_words(lost))
        )
    if said and ask_back:
        said.append(_("Please ask for it back when we next meet or talk."))
    return " ".join(said)


def _copied(copy: CopyGiven, zone: str) -> str:
    return date_words(local_day(copy.made_at, zone))


def _without(one: Override) -> WithoutLine:
    shared = one.shared
    words = _("{what} To: {whom}. Why: {why} Law: {law}").format(
        what=shared.what, whom=shared.to_whom, why=shared.reason, law=shared.law
    )
    if shared.told is Told.YES:
        told = _("I was told about it.")
    elif shared.told is Told.NOT_SAFE:
        told = _("I was not told, because that would not be safe: {why}").format(why=shared.why_not_told)
    else:
        told = _("I have not been told yet.")
    return WithoutLine(one.entity, words, told, may_tell=shared.told is not Told.YES)
