# SPDX-License-Identifier: Apache-2.0
"""Whom to ring in a crisis: the lines that are on every sheet and on the lock page, whatever else is known.

Never leaves 999 or 111 out (domain M11); a site's own numbers are a setting with a "checked on" date.
"""

from __future__ import annotations

from datetime import date, datetime

from forms.site import STANDARD, CrisisNumber, Site, crisis_contacts
from locales import N_, _

# National and always answered; a site adds its own crisis line to these (domain H).
# safety
NATIONAL = (CrisisNumber(N_("Samaritans, at any hour"), "116 123"),)


def standing_lines() -> tuple[str, ...]:
    """999 for danger, then 111 with the mental health option (domain H: wording of 2023)."""
    return (
        # safety
        _("If a life is in danger now: call 999, or go to A&E."),
        # safety
        _("To talk at any hour: call 111 and choose the mental health option."),
    )


def all_lines(site: Site = STANDARD, today: date | None = None) -> tuple[str, ...]:
    """Every line, as shown on the lock page and behind the button on Today.

    The service's own numbers stand before the national ones; one whose check is overdue is left out and
    named, so that somebody checks it, and the lines are never refused (domain M11).

    Args:
        site: what the service chose; the standing lines alone where nothing was chosen.
        today: the day by which checks count; this laptop's own day where it is not given.
    """
    to_print, overdue = crisis_contacts(site, today or datetime.now().astimezone().date())
    national = (CrisisNumber(_(one.name), one.number) for one in NATIONAL)
    others = (
        _("{name}: {number}").format(name=one.name, number=one.number) for one in (*to_print, *national)
    )
    unchecked = (
        # safety
        _("{name}: this number needs checking before it is shown here.").format(name=one.name)
        for one in overdue
    )
    return (*standing_lines(), *others, *unchecked)
