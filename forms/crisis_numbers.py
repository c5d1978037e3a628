# SPDX-License-Identifier: Apache-2.0
"""Whom to ring in a crisis: the lines that are on every sheet and on the lock page, whatever else is known.

Never leaves 999 or 111 out (domain M11); a site's own numbers are a setting with a "checked on" date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from locales import N_, _


@dataclass(frozen=True, slots=True)
class CrisisNumber:
    """Somebody to ring. `checked_on` is None where nobody here has rung it to check."""

    name: str
    number: str
    checked_on: date | None = None


# National and always answered; a site adds its own crisis line to these (domain H).
NATIONAL = (CrisisNumber(N_("Samaritans, at any hour"), "116 123"),)


def standing_lines() -> tuple[str, ...]:
    """999 for danger, then 111 with the mental health option (domain H: wording of 2023)."""
    return (
        _("If a life is in danger now: call 999, or go to A&E."),
        _("To talk at any hour: call 111 and choose the mental health option."),
    )


def all_lines() -> tuple[str, ...]:
    """Every line, as shown on the lock page and behind the button on Today."""
    others = tuple(_("{name}: {number}").format(name=_(one.name), number=one.number) for one in NATIONAL)
    return (*standing_lines(), *others)
