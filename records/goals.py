# SPDX-License-Identifier: Apache-2.0
"""What a person wants to get to, and whether what we did helped to move something on: read, never worked out.

Never a score and never a sum about anybody: the answers per contact are about our work (design 1.5).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from records.answered import code_in, date_in, moment_in, text_in
from records.check_ins import day_of
from records.people import CONTACT_FORM, Response

GOALS_FORM = "urn:keepwell:questionnaire:goals"
MET, SET_ASIDE = "met", "set_aside"
MOVED, NOT_THIS_TIME = "moved", "not_this_time"


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal in the person's words.

    Attributes:
        now: how it stands as the person sees it: a code of `goal_now`, or "" where they did not say.
    """

    what: str
    success: str
    by: dt.date | None
    who: str
    steps: str
    now: str

    @property
    def is_open(self) -> bool:
        """Whether it is neither reached nor put aside."""
        return self.now not in {MET, SET_ASIDE}


@dataclass(frozen=True, slots=True)
class Helped:
    """Whether what we did at one contact moved something on: a code of `cc_moved`, and its words."""

    on: dt.date
    code: str
    words: str


def goals_of(responses: Iterable[Response]) -> tuple[Goal, ...]:
    """Every goal that was written down, in whichever response; a line without words is none."""
    rows = [row for one in responses if one.form == GOALS_FORM for _item, row in sorted(one.rows.items())]
    return tuple(
        Goal(
            what=text_in(row, "goal_what"),
            success=text_in(row, "goal_success"),
            by=date_in(row, "goal_by"),
            who=text_in(row, "goal_who"),
            steps=text_in(row, "goal_steps"),
            now=code_in(row, "goal_now") or "",
        )
        for row in rows
        if text_in(row, "goal_what")
    )


def helped_by(responses: Iterable[Response]) -> tuple[Helped, ...]:
    """One entry for each contact at which it was asked and answered, oldest first."""
    found = [
        Helped(on, code, text_in(one.answers, "cc_moved_what"))
        for one in responses
        if one.form == CONTACT_FORM
        and (on := day_of(moment_in(one.answers, "cc_dt"))) is not None
        and (code := code_in(one.answers, "cc_moved")) in {MOVED, NOT_THIS_TIME}
    ]
    return tuple(sorted(found, key=lambda one: one.on))
