# SPDX-License-Identifier: Apache-2.0
"""A place of local support in words: for whom, how to reach it, when somebody tried it, who found it good.

Never more than was written: nobody has tried what carries no day, and what was tried long ago says so.
"""

from __future__ import annotations

from datetime import date

from desktop.shell import Shell
from desktop.widgets.support_finder import Finds, FoundSupport
from desktop.wording import date_words
from forms.directory import Support, search_directory
from locales import _


def support_finder(shell: Shell) -> Finds | None:
    """What looks in the service's list as it is now; None where this laptop has none."""
    if not shell.profile.directory.exists():
        return None

    read: list[tuple[Support, ...]] = []

    def find(words: str) -> tuple[FoundSupport, ...]:
        if not read:
            read.append(shell.support())  # once somebody looks, and not again at every key
        today, every = shell.now().date(), shell.site.check_every_days
        return tuple(found_words(one, today, every) for one in search_directory(read[0], words))

    return find


def found_words(one: Support, today: date, every_days: int) -> FoundSupport:
    """One place. `every_days`: what was not tried for so long is overdue."""
    lines = [one.how_to_reach]
    if one.for_whom:
        lines.append(_("For: {whom}").format(whom=one.for_whom))
    if one.rated_by:
        lines.append(_("Found good by: {who}").format(who=one.rated_by))
    return FoundSupport(
        one.what, tuple(lines), _chip(one, today, every_days), _answer(one, today, every_days)
    )


def _chip(one: Support, today: date, every_days: int) -> tuple[str, str, str]:
    if one.checked_on is None:
        return _("nobody has checked it yet"), "soon", "warning"
    day = date_words(one.checked_on)
    if one.is_checked(today, every_days):
        return _("checked on {day}").format(day=day), "done", "tick"
    return _("last checked on {day}: check it before you pass it on").format(day=day), "soon", "warning"


def _answer(one: Support, today: date, every_days: int) -> str:
    words = _("{what}: {how}").format(what=one.what, how=one.how_to_reach)
    if one.is_checked(today, every_days):
        return words
    return _("{words} (not checked lately)").format(words=words)
