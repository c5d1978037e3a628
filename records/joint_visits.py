# SPDX-License-Identifier: Apache-2.0
"""One visit that was written down on two laptops: by two workers who came together, or perhaps twice.

Never merges and never drops anything: both stay as they were written, and are only shown together (domain
M4). Which is which can only be seen, never decided, from what was written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from records.answered import code_in, instant_in, moment_in
from records.people import Response

NEAR = dt.timedelta(hours=1)
"""Two moments that two people wrote down for one meeting are no further apart."""


class Sameness(StrEnum):
    """How responses that look like one visit belong together."""

    SINGLE = "single"
    JOINT = "joint"  # written by two workers: one visit with two authors
    PERHAPS_TWICE = "perhaps_twice"  # written twice by the same worker


@dataclass(frozen=True, slots=True)
class VisitShown:
    """One visit as it is shown.

    Attributes:
        responses: all that was written down of it, oldest first.
        authors: ids of everybody who wrote, the first to write first; two where one finished what another
            had begun.
    """

    responses: tuple[Response, ...]
    authors: tuple[str, ...]
    sameness: Sameness


def visits_shown(visits: Iterable[Response]) -> tuple[VisitShown, ...]:
    """Visits with those put together that look like one, in the order in which they were written."""
    groups: list[list[Response]] = []
    for visit in sorted(visits, key=lambda one: (one.at, one.entity)):
        group = next((one for one in groups if _look_like_one(one[0], visit)), None)
        if group is None:
            groups.append([visit])
        else:
            group.append(visit)
    return tuple(_shown(group) for group in groups)


def _shown(group: list[Response]) -> VisitShown:
    authors = tuple(dict.fromkeys(who for one in group for who in (one.authors or (one.recorded_by,))))
    if len(group) == 1:
        return VisitShown(tuple(group), authors, Sameness.SINGLE)
    wrote = {frozenset(one.authors or (one.recorded_by,)) for one in group}
    apart = len(wrote) == len(group) and len(frozenset.union(*wrote)) == sum(map(len, wrote))
    return VisitShown(tuple(group), authors, Sameness.JOINT if apart else Sameness.PERHAPS_TWICE)


def _look_like_one(first: Response, second: Response) -> bool:
    """The same way of meeting, and about the same time; of a day without a time, the same day."""
    if code_in(first.answers, "contact_mode") != code_in(second.answers, "contact_mode"):
        return False
    one, other = (moment_in(each.answers, "contact_dt") for each in (first, second))
    if one is None or other is None:
        return False
    if one.at is None or other.at is None:
        return one.on == other.on
    at, then = (instant_in(each.answers, "contact_dt") for each in (first, second))
    return at is not None and then is not None and abs(at - then) <= NEAR
