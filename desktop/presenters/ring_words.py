# SPDX-License-Identifier: Apache-2.0
"""Whom to ring now, in words. Never says that anything was sent, and never that somebody will come."""

from __future__ import annotations

from forms.answers import LocalMoment
from forms.site import Site
from locales import _


def senior_words(site: Site) -> str:
    """The senior on duty with a number, or what to do where none is written down."""
    senior = site.senior_on_duty
    if senior is None:
        return _("your senior on duty")
    return _("{name}, {number}").format(name=senior.name, number=senior.phone)


def ring_now_words(site: Site, rang: LocalMoment | None) -> str:
    """That nothing was sent, and whom to ring; or when somebody said that they rang."""
    if rang is not None and rang.at is not None:
        said = _("You noted that you rang at {time}. This laptop itself has sent nothing.")
        return said.format(time=f"{rang.at:%H:%M}")
    said = _("Nothing has been sent from this laptop. Ring now: 999 if a life is in danger, or {senior}.")
    return said.format(senior=senior_words(site))


def whom_to_ring_words(site: Site) -> str:
    """The line of "Staying safe"."""
    return _("If somebody is to be rung: {senior}.").format(senior=senior_words(site))
