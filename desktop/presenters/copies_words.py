# SPDX-License-Identifier: Apache-2.0
"""A person's copies in words: what each sheet is, who holds it, what became of it, how new it is. Pure.

Never says that an old copy was taken back where nobody said so, and never more than this laptop knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from desktop.presenters.sharing_words import service_names
from desktop.widgets.words import isolated
from desktop.wording import date_words, language_name
from locales import _
from records.copies_gone import Gone, GoneHow
from records.copies_register import CopiesRegister, CopyGiven, How, Sheet
from records.operation import UserId

Chip = tuple[str, str, str]
"""Words, tone and icon."""


def sheet_words(sheet: Sheet) -> str:
    """What a sheet is called."""
    return {
        Sheet.PLAN: _("Whole plan"),
        Sheet.EASY_READ: _("Easy Read"),
        Sheet.CRISIS: _("Crisis sheet"),
        Sheet.WALLET: _("Wallet card"),
        Sheet.SLIP: _("Promise slip"),
        Sheet.AGREEMENT: _("Check-in agreement"),
        Sheet.RETURN: _("Return card"),
        Sheet.GP_LETTER: _("Letter to the GP"),
        Sheet.VISIT_NOTE: _("What we talked about"),
    }[sheet]


def holder_words(held_by: str) -> str:
    """Who holds it, as it was written down; a service that has no name by what it is."""
    return service_names().get(held_by, held_by)


def copy_title(copy: CopyGiven) -> str:
    """Which copy: "Copy 3: Crisis sheet"."""
    return _("Copy {number}: {sheet}").format(number=copy.number, sheet=sheet_words(copy.sheet))


def copy_line(copy: CopyGiven, team: Mapping[UserId, str]) -> str:
    """For whom, how it looks, how and when it was left, and by whom."""
    by_hand = copy.how is How.BY_HAND
    version = _("version {number}").format(number=copy.version) if copy.holds_plan else ""
    size = "" if by_hand else _("{size} point").format(size=copy.size)
    # Which English matters to a composer, and to nobody who looks for a sheet.
    language = language_name(copy.language.split("-")[0])
    looks = ", ".join(one for one in (version, size, language) if one)
    holder = _("For {name}").format(name=isolated(holder_words(copy.held_by)))
    return " · ".join((holder, looks, how_left(copy), _left_by(copy, team)))


def how_left(copy: CopyGiven) -> str:
    """How it was left, and on which day."""
    said = {
        How.PRINTED: _("printed {day}"),
        How.SAVED: _("saved as a file {day}"),
        How.BY_HAND: _("copied by hand {day}"),
    }[copy.how]
    return said.format(day=isolated(date_words(made_on(copy))))


def _left_by(copy: CopyGiven, team: Mapping[UserId, str]) -> str:
    name = _("a colleague") if copy.given_by is None else team.get(copy.given_by, _("a colleague"))
    return _("left by {name}").format(name=isolated(name))


def made_on(copy: CopyGiven) -> date:
    """The day it was made, by this laptop's calendar."""
    return datetime.fromtimestamp(copy.made_at / 1000, tz=UTC).astimezone().date()


def newness_chip(register: CopiesRegister, copy: CopyGiven) -> Chip | None:
    """Whether it has the newest words, as far as this laptop knows; None where that says nothing."""
    if copy.is_gone:
        return (_("Never left"), "neutral", "note") if copy.never_left else None
    successor = register.successor(copy)
    if successor is not None:
        return _("Replaced by copy {number}").format(number=successor.number), "neutral", "two"
    return _age_chip(register, copy) if copy.holds_plan else None


def _age_chip(register: CopiesRegister, copy: CopyGiven) -> Chip:
    if copy in register.to_replace:
        return _("To be replaced: a newer plan was agreed"), "soon", "today"
    if copy.version < register.version:
        return _("The plan has changed since"), "neutral", "note"
    return _("Has the newest words we know of"), "done", "tick"


def gone_how_words(how: GoneHow) -> str:
    """What is said to have become of a copy."""
    return {
        GoneHow.DESTROYED: _("Destroyed"),
        GoneHow.HANDED_BACK: _("Handed back"),
        GoneHow.LOST: _("Lost"),
        GoneHow.NEVER_LEFT: _("It never left"),
        GoneHow.STILL_THERE: _("Still there"),
        GoneHow.NOT_READ: _("Something was written about it that this Keepwell cannot read"),
    }[how]


def gone_lines(copy: CopyGiven, team: Mapping[UserId, str]) -> tuple[str, ...]:
    """Everything that stands about what became of it; where two laptops said different things, both."""
    lines = [_gone_line(one, team) for one in copy.marks]
    if len({one.how for one in copy.marks}) > 1:
        lines.append(_("These do not go together. Ask, and write down how it is."))
    return tuple(lines)


def _gone_line(gone: Gone, team: Mapping[UserId, str]) -> str:
    parts = [gone_how_words(gone.how)]
    if gone.on is not None:
        parts.append(isolated(date_words(gone.on)))
    line = ", ".join(parts)
    if gone.said_by:
        line = _("{what}. Said by {name}.").format(what=line, name=isolated(gone.said_by))
    else:
        line = _("{what}.").format(what=line)
    if gone.recorded_by is None:
        return line
    writer = team.get(gone.recorded_by, _("A colleague"))
    return _("{line} Written down by {name}.").format(line=line, name=isolated(writer))
