# SPDX-License-Identifier: Apache-2.0
"""What cannot be meant in an agreement to check in, each as one sentence: what it is, and what to do.

Never refuses or changes what was written, never blames, and never names somebody who must not be told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from locales import N_, _


class CheckInDoubt(StrEnum):
    """What to look at again."""

    DIED = "died"  # the record says that the person has died
    END_BEFORE_START = "end_before_start"
    NO_NAMED_PERSON = "no_named_person"
    NAMED_PERSON_LEFT = "named_person_left"
    NOT_TO_BE_TOLD = "not_to_be_told"  # the silence rule names somebody who must not be told
    TWO_OPEN = "two_open"


_SENTENCES = {
    CheckInDoubt.DIED: N_(
        "The record says that this person has died. Write this down if it is still right, and look at the"
        " record together with your senior. Nobody is asked to ring any more."
    ),
    CheckInDoubt.END_BEFORE_START: N_(
        "The last day is before the first. Please put one of the two right. Until then a decision is asked"
        " for on the last day as it stands."
    ),
    CheckInDoubt.NO_NAMED_PERSON: N_(
        "Nobody is named to reach. Please agree on a person, by name: a team is not enough on a bad day."
    ),
    CheckInDoubt.NAMED_PERSON_LEFT: N_(
        "The named person does not work here any more. Please agree on somebody new together; until then"
        " whoever steps in for them is the one to reach."
    ),
    CheckInDoubt.NOT_TO_BE_TOLD: N_(
        "Somebody who is to be rung here may be on the list of people who must not be told. Ring nobody"
        " from this page before you have asked the person again."
    ),
    CheckInDoubt.TWO_OPEN: N_(
        "Two check-in plans are open at the same time, and both are kept until this is settled. Please agree"
        " on one, and set the days of the other right or decide about it."
    ),
}


def check_in_doubt_sentence(doubt: CheckInDoubt) -> str:
    """The doubt in words."""
    return _(_SENTENCES[doubt])


@dataclass(frozen=True, slots=True)
class AsAgreed:
    """What an agreement says, as far as it can be doubted.

    Attributes:
        named: the named person, "" where there is none.
        rings_somebody_kept_away: somebody whom the silence rule names must not be told.
        open_at_once: how many agreements of this person are open, this one among them.
        died: the record says that the person has died.
    """

    start: dt.date | None
    end: dt.date | None
    named: str
    rings_somebody_kept_away: bool = False
    open_at_once: int = 1
    died: bool = False


def check_in_doubts(agreed: AsAgreed, left_team: Iterable[str]) -> tuple[CheckInDoubt, ...]:
    """Everything to look at again, the gravest first. `left_team`: names of people who work here no more."""
    gone = {_plain(one) for one in left_team}
    named = _plain(agreed.named)
    backwards = agreed.start is not None and agreed.end is not None and agreed.end < agreed.start
    found = (
        (CheckInDoubt.DIED, agreed.died),
        (CheckInDoubt.NOT_TO_BE_TOLD, agreed.rings_somebody_kept_away),
        (CheckInDoubt.NO_NAMED_PERSON, not named),
        (CheckInDoubt.NAMED_PERSON_LEFT, bool(named) and named in gone),
        (CheckInDoubt.END_BEFORE_START, backwards),
        (CheckInDoubt.TWO_OPEN, agreed.open_at_once > 1),
    )
    return tuple(doubt for doubt, holds in found if holds)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
