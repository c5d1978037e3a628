# SPDX-License-Identifier: Apache-2.0
"""What stands on a person's card besides the clocks: what we promised, and who still has to be told. Pure.

A promise that was not kept is ours, and is said so; it is never the person's doing (domain M2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from desktop.presenters.copies_words import holder_words, sheet_words
from desktop.screens.due_card import CardLine
from desktop.widgets.words import isolated
from desktop.wording import list_words
from forms.answers import LocalMoment
from forms.clock_words import day_words, moment_words
from locales import _
from records.answered import instant_of
from records.copies_register import CopyGiven
from records.people import CONTACT_FORM, NEAR_MISS_FORM, NO_REPLY_FORM, SAFEGUARDING_FORM
from records.promises import Promise, PromiseKind
from records.today import Due
from records.unanswered import OwedHandover

DONE, TELL, DECIDE, REPLACE = "done", "tell", "decide", "replace"
_SOON = timedelta(hours=24)


def card_lines(due: Due, now: datetime, *, is_peer: bool, first: bool = False) -> Iterator[CardLine]:
    """Everything still open for this person, the soonest first; of the `first` card on the page the first."""
    for number, owed in enumerate(due.owed):
        yield CardLine(
            words=owed_sentence(owed),
            chip=(_("Tell somebody now"), "late", "warning"),
            action=_("Whom to ring"),
            does=TELL,
            about=owed.form,
            primary=first and number == 0,
        )
    for promise in due.promises:
        yield _promise_line(promise, now, is_peer=is_peer)
    if due.to_replace:
        yield _replace_line(due.to_replace)


def _replace_line(copies: Sequence[CopyGiven]) -> CardLine:
    action = _("Leave a copy")
    return CardLine(words=replace_words(copies), chip=replace_chip(), action=action, does=REPLACE)


def replace_words(copies: Sequence[CopyGiven]) -> str:
    """Which copies are older than what was agreed since, and who holds them."""
    named = [
        _("{sheet} (copy {number}, {name})").format(
            sheet=sheet_words(one.sheet), number=one.number, name=isolated(holder_words(one.held_by))
        )
        for one in copies
    ]
    return _("Copies to replace: {copies}").format(copies=list_words(named))


def replace_chip() -> tuple[str, str, str]:
    """Why."""
    return _("A newer plan was agreed"), "soon", "today"


def _promise_line(promise: Promise, now: datetime, *, is_peer: bool) -> CardLine:
    does, action = DONE, _("Done")
    if promise.kind is PromiseKind.DECISION:
        does, action = DECIDE, _("Decide together")
    elif is_peer and promise.kind is PromiseKind.REGISTERED:
        action = ""
    words, chip = promise_words(promise), promise_chip(promise, now)
    return CardLine(words=words, chip=chip, action=action, does=does, about=promise.item)


def owed_sentence(owed: OwedHandover) -> str:
    """That somebody with a name is still to be told; names nobody."""
    if owed.form == NO_REPLY_FORM:
        return _(
            "Nobody answered at a door, and nobody with a name has been told yet. Nothing has been sent."
        )
    if owed.form == SAFEGUARDING_FORM:
        return _("A safeguarding worry is written here, and nobody with a name has been told yet.")
    if owed.form == NEAR_MISS_FORM:
        return _("A near miss is written here, and nobody with a name has been told yet.")
    if owed.form == CONTACT_FORM:
        return _(
            "They did not feel safe, or more help was needed that day, and nobody is written down as told."
            " Nothing has been sent."
        )
    return _("Something had to happen right away, and nobody is written down as told. Nothing has been sent.")


def promise_words(promise: Promise) -> str:
    """A promise in a line, for colleagues: what, and who does it."""
    said = {
        PromiseKind.ACTION: _("We promised: {what}"),
        PromiseKind.GAP: _("Promised when they left hospital, and not there yet: {what}"),
        PromiseKind.ASSESSMENT: _("Still to do: {what}"),
        PromiseKind.NEXT_CONTACT: _("Next contact: {what}"),
        PromiseKind.REGISTERED: _("For a registered colleague: {what}"),
        PromiseKind.HANDOVER: _("What happens next: {what}"),
        PromiseKind.NEXT_ATTEMPT: _("Nobody answered: {what}"),
        PromiseKind.QUIET_CHECK_IN: _("We get in touch: {what}"),
        PromiseKind.SILENCE: _("If nobody has heard from them by then, do what they asked for: {what}"),
        PromiseKind.DECISION: _("Decide together about leaving: {what}"),
        PromiseKind.COPY: _("A copy is owed: {what}"),
        PromiseKind.CARER: _("For those who care for them: {what}"),
        PromiseKind.AFRESH: _("They did not agree to leave: {what}"),
    }[promise.kind]
    what = promise.what or _unsaid(promise.kind)
    line = said.format(what=what)
    return _("{promise} ({who})").format(promise=line, who=promise.who) if promise.who else line


def _unsaid(kind: PromiseKind) -> str:
    if kind is PromiseKind.DECISION:
        return _("nothing ends by itself")
    return _("it stands in the check-in plan") if kind is PromiseKind.SILENCE else _("as agreed")


def by_words(by: LocalMoment, now: datetime) -> str:
    """Until when, in words."""
    at = instant_of(by) if by.at is not None else None
    return day_words(by.on, now.date()) if at is None else moment_words(at, now)


def promise_chip(promise: Promise, now: datetime) -> tuple[str, str, str]:
    """Its deadline: words, tone and icon."""
    deadline = promise.deadline
    if promise.by is None or deadline is None:
        return _("no day was named"), "neutral", ""
    when = by_words(promise.by, now)
    if promise.is_late(now) and promise.kind is PromiseKind.DECISION:
        return _("A decision was asked for by {when}").format(when=when), "late", "warning"
    if promise.is_late(now):
        return _("We said by {when}").format(when=when), "late", "warning"
    if deadline - now <= _SOON:
        return _("by {when}").format(when=when), "soon", "today"
    return _("by {when}").format(when=when), "neutral", "today"
