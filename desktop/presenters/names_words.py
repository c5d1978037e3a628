# SPDX-License-Identifier: Apache-2.0
"""What is said of other people's names on a sheet: never that it is all of them, never who is kept away."""

from __future__ import annotations

from locales import _
from records.names_in_text import NamedOther
from records.people import Card


def names_words(named: tuple[NamedOther, ...]) -> tuple[str, list[tuple[str, str]]]:
    """What comes before the names of other people, and each name with what is said of it aloud."""
    listed = [one for one in named if not one.kept_away]
    if not listed:
        return "", []
    known = _("{name}: show where this name stands")
    perhaps = _("{name}: perhaps a name. Show where it stands")
    names = [(one.name, (known if one.known else perhaps).format(name=one.name)) for one in listed]
    every_known = all(one.known for one in listed)
    lead = _("Others named:") if every_known else _("Perhaps named:")
    return lead, names


def kept_away_words(card: Card) -> str:
    """What is said before paper leaves on which somebody may be named who is kept away; never who."""
    return _(
        "Somebody whom {called} keeps away may be named on these pages. Read them together before they leave."
    ).format(called=card.called)
