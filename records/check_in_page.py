# SPDX-License-Identifier: Apache-2.0
"""A person's agreement, and the letter to their GP, as the composer is given them (issue 5). Draws nothing.

The GP's letter holds of the plan only what the GP may have a copy of; whom a silence rule names is on no
paper while one of them must not be told (domain M12, hazard 12).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from forms.answer_words import answer_words
from forms.crisis_numbers import all_lines
from forms.pdf.check_in import Letter
from forms.pdf.slip import SlipPart
from forms.pdf.wording import written_date
from forms.registry import CHECK_IN, LEAVING, PLAN, newest_form
from forms.site import Site
from locales import _, format_language, language_tag
from records.answered import date_in, given_in, text_in
from records.check_in_doubts import silence_is_hidden
from records.check_ins import AGREE, agreement_of, asked_on, has_died, open_agreements
from records.copies import size_for
from records.kept_away import is_kept_away, kept_away_is_readable, read_kept_away
from records.operation import Who
from records.people import LEAVING_FORM, Response
from records.person_record import PersonRecord
from records.sharing import visible_plan
from records.sharing_choices import Recipient, RecipientKind, SharedAs

_MOST_SHARED = 6
"""Lines of the plan in a letter of one page; the plan itself is a copy of its own."""


def agreement_page(record: PersonRecord, agreement: Response, site: Site, today: dt.date) -> Letter:
    """The page that the person keeps."""
    answers, days = agreement.answers, agreement_of(agreement)
    form = newest_form(CHECK_IN)

    def said(link_id: str) -> tuple[str, ...]:
        given = given_in(answers, link_id)
        if isinstance(given, list):
            return tuple(str(one) for one in given if one)
        if link_id not in answers or given is None:
            return ()
        words = answer_words(answers[link_id], form.by_link_id[link_id])
        return (words,) if words else ()

    def asked(*link_ids: str) -> SlipPart:
        lines = tuple(line for one in link_ids for line in said(one))
        return SlipPart(_(form.by_link_id[link_ids[0]].text), lines)

    end = asked_on(agreement, record.responses)
    when = () if end is None else (_("We look at it together on {day}.").format(day=_day(end)),)
    ends = (*when, _("Nothing ends by itself on that day.")) if when else ()
    parts = (
        asked("ci_why"),
        asked("ci_goals"),
        asked("ci_lead"),
        asked("ci_lead_cover"),
        SlipPart(_("How I reach them"), (*said("ci_how"), *_reply(answers))),
        SlipPart(_("Quiet check-ins that we agreed"), tuple(_quiet(agreement, days.quiet))),
        SlipPart(_("If you don’t hear from me"), _silence(record, agreement)),
        asked("ci_signs"),
        SlipPart(_("When we look at it"), ends),
        asked("ci_disagree"),
    )
    panel = SlipPart(_("The way back, at any time"), (*said("ci_after"), *all_lines(site, today)))
    under = _("{called}, {day}").format(called=record.card.called, day=_day(today))
    return Letter(_("Our check-in plan"), under, parts, panel, size_for(record.card), language_tag())


def _reply(answers: Mapping[str, object]) -> tuple[str, ...]:
    hours = given_in(answers, "ci_reply_hours")
    if not isinstance(hours, int) or isinstance(hours, bool):
        return ()
    return (_("I hear back within {count} hours.").format(count=hours),)


def _quiet(agreement: Response, days: Iterable[dt.date]) -> Iterable[str]:
    hows = {date_in(row, "ci_date_on"): text_in(row, "ci_date_how") for row in agreement.rows.values()}
    for day in sorted(days):
        how = hows.get(day, "")
        yield _("{day}: {how}").format(day=_day(day), how=how) if how else _day(day)


def _silence(record: PersonRecord, agreement: Response) -> tuple[str, ...]:
    if silence_is_hidden(record, agreement):
        return (_("We agree on this anew before anybody is rung."),)
    lines = []
    for row in agreement.rows.values():
        by, who, how = date_in(row, "ci_silence_by"), _person(row), text_in(row, "ci_silence_how")
        if by is None:
            continue
        done = ". ".join(one for one in (how, who) if one) or _("as agreed")
        lines.append((by, _("By the end of {day}: {what}").format(day=_day(by), what=done)))
    words = text_in(agreement.answers, "ci_silence")
    return (*(line for _by, line in sorted(lines)), *((words,) if words else ()))


def _person(row: Mapping[str, object]) -> str:
    given = given_in(row, "ci_silence_who")
    if not isinstance(given, Mapping):
        return ""
    parts = (given.get("name"), given.get("phone"))
    return ", ".join(one for one in parts if isinstance(one, str) and one)


def gp_may_be_told(record: PersonRecord) -> bool:
    """Whether a letter to the GP may exist at all.

    Not where the person keeps their GP out of everything, and none of ours where they have died (domain J).
    """
    if has_died(record.responses):
        return False
    kept = read_kept_away(record)
    return kept_away_is_readable(record) and not is_kept_away(kept, "", RecipientKind.GP.value)


def gp_letter(record: PersonRecord, site: Site, today: dt.date) -> Letter:
    """One page to the GP: what they are asked to do, who answers, and of the plan what they may have.

    What the GP is asked comes from the decision where one was agreed, else from the open agreement.
    """
    left = [one for one in record.responses if one.form == LEAVING_FORM and _agreed(one)]
    agreements = open_agreements(record.responses)
    decision = left[-1] if left and not agreements else None
    agreement = agreements[-1] if agreements else None
    name, born = record.card.name, _born(record.card.born_on)
    number = record.card.nhs_number or ""
    who = ", ".join(one for one in (name, born, number) if one)
    parts = [SlipPart(_("About"), (who, _("Written on {day}.").format(day=_day(today))))]
    if decision is not None:
        parts += _from_decision(decision)
    elif agreement is not None:
        parts += _from_agreement(record, agreement)
    shared = _shared(record, today)
    if shared:
        parts.append(SlipPart(_("What they want you to know"), shared))
    panel = SlipPart(_("If things get harder"), (_way_back(decision, agreement), *all_lines(site, today)))
    return Letter(_("A letter to the GP"), "", tuple(parts), panel, 12, language_tag())


def _born(iso: str | None) -> str:
    try:
        return written_date(dt.date.fromisoformat(iso or ""), format_language())
    except ValueError:
        return ""


def _agreed(response: Response) -> bool:
    return bool(response.given("cd_decision") == AGREE)


def _from_decision(decision: Response) -> list[SlipPart]:
    form = newest_form(LEAVING)
    answers = decision.answers
    day = date_in(answers, "cd_when")
    with_whom = answer_words(answers["cd_who"], form.by_link_id["cd_who"]) if "cd_who" in answers else ""
    words = _("They left our support on {day}, and agreed to it with {name}.")
    said = words.format(day="" if day is None else _day(day), name=with_whom or _("us"))
    asks = answers.get("cd_gp_questions")
    questions = "" if asks is None else answer_words(asks, form.by_link_id["cd_gp_questions"])
    return [
        SlipPart(_("What happened"), (said,)),
        SlipPart(_("What we ask you to do"), _lines(text_in(answers, "cd_gp_asked"))),
        SlipPart(_("Who answers your questions"), _lines(questions)),
    ]


def _from_agreement(record: PersonRecord, agreement: Response) -> list[SlipPart]:
    form, answers = newest_form(CHECK_IN), agreement.answers
    lead = answers.get("ci_lead")
    named = "" if lead is None else answer_words(lead, form.by_link_id["ci_lead"])
    end = asked_on(agreement, record.responses)
    said = _("We check in with them quietly for a while. Nothing has ended.")
    when = "" if end is None else _("We look at it together on {day}.").format(day=_day(end))
    return [
        SlipPart(_("What happened"), _lines(said, when)),
        SlipPart(_("What we ask you to do"), _lines(text_in(answers, "ci_gp"))),
        SlipPart(_("Who answers your questions"), _lines(named)),
    ]


def _way_back(decision: Response | None, agreement: Response | None) -> str:
    if decision is not None:
        return text_in(decision.answers, "cd_back_how") or _("They can come straight back to us.")
    said = "" if agreement is None else text_in(agreement.answers, "ci_after")
    return said or _("They can come straight back to us.")


def _shared(record: PersonRecord, today: dt.date) -> tuple[str, ...]:
    """What the GP may have a copy of, part by part, in the person's own words; the first lines of it.

    Never anybody else's words under the person's name, nor words of which it is not agreed how they stand.
    """
    seen = visible_plan(record, Recipient(RecipientKind.GP), on=today, form=SharedAs.COPY)
    order = [one for one in newest_form(PLAN).by_link_id if one in seen.statements]
    every = [one.words.heads for part in order for one in seen.standing_in(part)]
    own = [heads[0] for heads in every if len(heads) == 1 and heads[0].said_by is Who.PERSON]
    lines = [str(head.value) for head in own if isinstance(head.value, str)]
    is_all = len(lines) <= _MOST_SHARED and len(own) == len(every)
    more = () if is_all else (_("The rest is in the copy of their plan."),)
    return (*lines[:_MOST_SHARED], *more)


def _lines(*said: str) -> tuple[str, ...]:
    return tuple(one for one in said if one)


def _day(day: dt.date) -> str:
    from babel.dates import format_date

    return str(format_date(day, "EEEE d MMMM y", locale=format_language()))
