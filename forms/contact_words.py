# SPDX-License-Identifier: Apache-2.0
"""What a contact is worth to the follow-up clocks, in words, and what a registered colleague still has to do.

Never blames anyone, and never lets a contact sound as if it counted when it does not. Takes `now` and an
optional Babel `locale`, as `forms.clock_words` does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from forms.clock_words import day_words, hours_words, moment_words, today_there
from forms.clocks import Clocks, as_utc
from forms.contacts import ATTENDED, COUNTING_MODES, Contact, FollowUp, Mode, Outcome, Reason, Verdict
from locales import N_, _, format_language

_NEAR_DAYS = 6

_CONTACT = {
    Mode.FACE_TO_FACE: N_("A visit"),
    Mode.TELEPHONE: N_("A call"),
    Mode.TALK_TYPE: N_("A talk-type call"),
    Mode.VIDEO: N_("A video call"),
    Mode.EMAIL: N_("An e-mail"),
    Mode.TEXT: N_("A text"),
    Mode.INSTANT_MESSAGE: N_("A message"),
    Mode.MESSAGE_BOARD: N_("A message on a board"),
    Mode.CHAT_ROOM: N_("An online chat"),
    Mode.OTHER: N_("A contact"),
}
_FRIENDLY = _CONTACT | {
    Mode.FACE_TO_FACE: N_("A friendly visit"),
    Mode.TELEPHONE: N_("A friendly call"),
    Mode.TALK_TYPE: N_("A friendly talk-type call"),
    Mode.VIDEO: N_("A friendly video call"),
    Mode.EMAIL: N_("A friendly e-mail"),
    Mode.TEXT: N_("A friendly text"),
    Mode.INSTANT_MESSAGE: N_("A friendly message"),
}
# Why it is not the follow-up contact: first the sentence when that is the main reason, then the one added
# when it is a further reason, so that nobody mends one thing only to be told of the next.
_WHY_NOT = {
    Reason.BEFORE_DISCHARGE: (
        N_("It is not the {hours}-hour contact: that starts the day after leaving hospital."),
        N_("That contact starts the day after leaving hospital."),
    ),
    Reason.NOT_ATTENDED: (
        N_("It is not the {hours}-hour contact: for that we see or speak with the person."),
        N_("For that contact we see or speak with the person."),
    ),
    Reason.PERSON_NOT_SEEN: (
        N_("It is not the {hours}-hour contact: that is with the person themselves."),
        N_("That contact is with the person themselves."),
    ),
    Reason.SAME_DAY: (
        N_("It is not the {hours}-hour contact: that starts the day after."),
        N_("That contact starts the day after leaving hospital."),
    ),
    Reason.MODE_NEVER_COUNTS: (
        N_("It is not the {hours}-hour contact: that is a visit, a phone or video call, or talk-type."),
        N_("That contact is a visit, a phone or video call, or talk-type."),
    ),
    Reason.TOO_LATE: (
        N_("It came after our {span}, which ended {when}."),
        N_("Our {span} ended {when}."),
    ),
}


def explain_contact(verdict: Verdict, clocks: Clocks, now: dt.datetime, locale: str | None = None) -> str:
    """What this contact is and, where it is not the follow-up contact, kindly, every reason why not."""
    reasons = verdict.why_not_target
    if not reasons:
        return " ".join(_counting(verdict, clocks, now, locale))
    facts = {
        "hours": clocks.target_hours,
        "span": hours_words(clocks.target_hours),
        "when": moment_words(clocks.target, now, locale),
    }
    sentences = [_opening(verdict.contact, reasons[0], clocks, now, locale)]
    sentences += [
        _(_WHY_NOT[reason][1 if place else 0]).format_map(facts) for place, reason in enumerate(reasons)
    ]
    if verdict.counts_nationally and clocks.eligibility.counted:
        sentences.append(_("It still counts nationally."))
    return " ".join(sentences)


def professional_sentence(follow_up: FollowUp, locale: str | None = None) -> str | None:
    """What a registered colleague still has to do, None when nothing (domain M4)."""
    duty = follow_up.professional
    if duty is None or not duty.open:
        return None
    when = moment_words(duty.deadline, follow_up.now, locale)
    if follow_up.target.contact is None:
        return _("A registered colleague’s follow-up is also still due.")
    if duty.breached:
        words = _(
            "Peer contact done. A registered colleague’s follow-up is still to come; it was due {when}."
        )
    else:
        words = _("Peer contact done. A registered colleague’s follow-up is still due, by {when}.")
    return words.format(when=when)


def joint_sentence(names: Sequence[str]) -> str:
    """One visit that several people wrote down, each on a laptop of their own (domain M4)."""
    return _("One visit, written down by {names}. Each wrote for themselves, and all of it is kept.").format(
        names=_listed(names)
    )


def perhaps_twice_sentence(name: str) -> str:
    """A visit that the same worker may have written down twice: for people to settle, never for a machine."""
    return _(
        "{name} may have written this visit down twice. Please look at both: nothing was thrown away, and it"
        " counts once."
    ).format(name=name)


def _listed(names: Sequence[str]) -> str:
    from babel.lists import format_list

    return str(format_list(names, locale=format_language()))


def _counting(verdict: Verdict, clocks: Clocks, now: dt.datetime, locale: str | None) -> list[str]:
    """A follow-up contact in time, and what that means for the national count."""
    hours, contact = clocks.target_hours, verdict.contact
    main = _("{contact} {when} is the {hours}-hour contact.").format(
        contact=_(_CONTACT[contact.mode]), when=_part_of_day(contact, clocks, now, locale), hours=hours
    )
    sentences = [main]
    if not verdict.why_not_national:
        known = clocks.eligibility.counted is True
        sentences.append(
            _("It counts nationally.")
            if known
            else _("It counts nationally if this discharge is in the count.")
        )
        return sentences
    match verdict.why_not_national[-1]:
        case Reason.DISCHARGE_NOT_COUNTED:
            sentences.append(_("This discharge is not in the national count."))
        case Reason.NOT_RESPONSIBLE_PROVIDER:
            sentences.append(_("The national count takes only what the responsible provider reports."))
        case _:
            day = day_words(clocks.national.last_day, today_there(clocks, now), locale)
            sentences.append(_("The national window closed before it, at the end of {day}.").format(day=day))
    return sentences


def _opening(contact: Contact, reason: Reason, clocks: Clocks, now: dt.datetime, locale: str | None) -> str:
    """What happened, with thanks where there is something to thank for."""
    when = _part_of_day(contact, clocks, now, locale)
    if contact.outcome in {Outcome.CANCELLED_BY_PERSON, Outcome.CANCELLED_BY_US}:
        return _("What was planned {when} did not go ahead.").format(when=when)
    if contact.outcome not in ATTENDED:
        return _("We tried {when} and did not meet.").format(when=when)
    if reason is Reason.PERSON_NOT_SEEN and contact.mode in COUNTING_MODES:
        words = _("{contact} with family {when} was good care.")
    else:
        words = _("{contact} {when} was good care.")
    named = _FRIENDLY if reason is Reason.SAME_DAY else _CONTACT
    return words.format(contact=_(named[contact.mode]), when=when)


def _part_of_day(contact: Contact, clocks: Clocks, now: dt.datetime, locale: str | None) -> str:
    """Such as "on Thursday evening"; the date alone when it is further than six days away."""
    at = as_utc(contact.at).astimezone(clocks.left_at.tzinfo)
    today = today_there(clocks, now)
    if abs((at.date() - today).days) > _NEAR_DAYS:
        words = _("on {day}")
    elif at.hour < 5:
        words = _("early on {day}")
    elif at.hour < 12:
        words = _("on {day} morning")
    elif at.hour < 17:
        words = _("on {day} afternoon")
    else:
        words = _("on {day} evening")
    return words.format(day=day_words(at.date(), today, locale))
