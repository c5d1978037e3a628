# SPDX-License-Identifier: Apache-2.0
"""Whether aftercare under section 117 of the Mental Health Act 1983 applies, from the sections of one stay.

Never decides for anybody: it says what the named sections mean, and "not known" where they do not settle it.
Source: domain A3 (S0, "Legal framework – Section 117").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BRINGS_AFTERCARE = frozenset({"s3", "s37", "s37_41", "s45a", "s47", "s48", "cto"})
"""Codes of `dh_legal` that each bring aftercare by themselves."""
BRINGS_NONE = frozenset({"informal", "s2", "s4", "s5_2"})
"""Codes that bring none by themselves, nor take away what another brings."""
LEAVE = "s17_leave"
"""Leave from hospital: it brings aftercare with the section that somebody is on leave from."""


@dataclass(frozen=True, slots=True)
class Section117:
    """Whether it applies; None while what was told does not settle it.

    Attributes:
        because: the codes that settle it, in the order in which they were told.
    """

    applies: bool | None
    because: tuple[str, ...] = ()


def section_117(statuses: Iterable[str]) -> Section117:
    """What the sections of one stay mean; one that brings aftercare is enough, whatever else there was.

    Leave alone counts as bringing it, as the framework lists it; leave beside sections that bring none leaves
    it open, because it is then leave from one of those.
    """
    told = tuple(dict.fromkeys(statuses))
    brings = tuple(one for one in told if one in BRINGS_AFTERCARE)
    if brings:
        return Section117(applies=True, because=brings)
    known = set(told) <= BRINGS_NONE | {LEAVE}
    if told == (LEAVE,):
        return Section117(applies=True, because=told)
    if not told or not known or LEAVE in told:
        return Section117(applies=None)
    return Section117(applies=False, because=told)
